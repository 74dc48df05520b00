"""What follows or precedes a name: degrees, fellowships, ranks, remarks; listed ones and those that only look so."""

import re

from curbside.vocabulary.callings import DOCTOR

_LISTED = frozenset(
    """md do mbbs mbbch mbchb bmbs mdcm dnb dch frcp frcs frcpc frcsc frca frcr mrcp mrcs mrcpch mrcog facc facs facp
    fache faap facog faha fscai fasn fccp facep fapa faan fahm sfhm fhm faafp fhrs fase fsvm fasge facg facr fasco fidsa
    facmg faans facms faad faaos fasa fcap fact fams fafp mph msph mspt ms msc ma mba mha mhs mhsa mpa mpp mm mmm cpe
    phd dphil dsc scd edd jd esq dvm vmd rn np aprn arnp fnp fnp-c fnp-bc agnp agacnp-bc acnp acnp-bc pmhnp pmhnp-bc dnp
    crna cnm cns pa pac pa-c mpas mspas pharmd rph bcps dds dmd dpm od dc psyd dpt pt otr ot lcsw lmsw msw lpc lmft mft
    msn bsn ccrn ba bs bsc btech cpc cmpe facmpe cpa rd ldn rdn cmd faafp faem faaem fascrs fesc ibclc rpvi msci mscd
    dm meng med msed mmed mmsc mmedsc mche llm llb bpharm dpharm aud slp ccc-slp emt cfa pmp mscr ms-hqs cmq cphq nd ccd
    diplomate bch bao dtm dtmh facpm facoem fcps mcps fracp fracgp frcpsych mrcpsych mrcgp frcem frcpath frcpch mbchb csc drsc
    doc crnp cnp acnpc ccns rnfa cwon rvt rdcs rt lvn lpn cma macp msce agaf""".split()
)
_PHYSICIANS = frozenset("md mbbs mbbch mbchb bmbs mdcm".split())  # nobody is a DO as well
# Surnames or given names of living people as well: a credential only when written as one.
_SURNAMES_TOO = frozenset("do ma pa ba od ms np pt ot rd mm act dm med doc rt nd dc dch bao".split())
_GENERATIONS = frozenset("jr sr ii iii iv 2nd 3rd 4th".split())
TITLES = frozenset(
    """dr drs doctor prof professor mr mrs ms miss mx sir dame rev hon herr frau mme mlle sig dra prof-dr univ-prof priv-doz
    pd د دكتور доктор проф dipl-ing dott dottssa ing mudr judr rndr phdr mvdr mgr prim primarius lek dr-ing""".split()
)
_AFTER_DR = frozenset("med rer nat hab habil univ mult hc dent phil".split())  # "Prof. Dr. med."
_RANKS = frozenset(
    "ltc ltcol col maj capt cpt lt 1lt 2lt cdr cmdr lcdr ltjg sgt ssgt gen adm radm brig bg mg sfc".split()
)
# Written out, before two names at least: "Captain Roland Lind"; "Major" and "Dean" are given names.
_RANKS_SAID = frozenset("captain colonel commander lieutenant sergeant admiral brigadier sister".split())
_ACADEMIC = frozenset("associate assistant adjunct clinical emeritus full visiting".split())
_DEGREE = re.compile(
    r"(?:e|E)?(?:[BMDE]|Dr|LL|Exec)+(?:Pharm|Sc|Sci|Ed|Phil|Med|Ch|Eng|Litt|Psych?|Nurs|Bus|Th|Surg|Res|Stat|Tech|HSc|Clin)[A-Za-z]{0,4}"
    r"|(?:Ph|Pharm|Psy|Sc|Ed|Au|Th|Dr)\.?[A-Z][A-Za-z]{0,2}|[A-Z]{2,6}[a-z]{0,2}(?:-[A-Z]{1,4}[a-z]?)?|[A-Z]{2,}\d|Dip[A-Z]\w*"
)
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,6}(?:-[A-Z]{1,3})?|[A-Z]{2,5}-[A-Z]{1,4}")
# What people write behind their name that is no part of it.
_REMARK = re.compile(
    rf"(?i)(?:.*(?:{DOCTOR}|resident|fellow"
    r"|attending|doctor|nurse|director|chair|chief|professor|hiring|recruit|manager|consultant|founder|president|retired|emerit|student"
    r"|candidate|board.certified|certified|specialist|medicine|cardiology|surgery|oncology|pediatrics|an[a]?esthesi|radiology|pathology|neurology|psychiatry|urology|gastroenterology)\w*.*"
    r"|['’]\d\d|class of \d+|(?:the )?late|deceased.*|died.*|d\.\s*\d.*|in memoriam|on leave.*|on sabbatical.*|part.time|transferred.*|withdr[ae]w.*|left .*|moved .*|preliminary|categorical|co.chief|incoming|former|interim|visiting|(?:19|20)\d\d.*|(?:she|he|they|ze|xe)[/,].*|open to work|pgy.?\d.*)"
)
_PRONOUNS = re.compile(
    r"(?i)[\[(]?\b(?:she|he|they|her|him|them|ella|él|ze|xe)\s*/\s*(?:she|he|they|hers?|him|his|them|theirs?|ella|él|any|zir|xem)"
    r"(?:\s*/\s*\w+)?\b[\])]?"
)
_TAGS = re.compile(r"#\w+|(?<!\w)['’](?:\d\d)\b")
_TAIL = re.compile(r"\s*(?:[|•·‖~»]|\s[-–—/]+\s|\s@\s?|\s(?:-|–|—)(?=\w)|(?<=\w)(?:-|–|—)\s).*$|\s(?:at|bei) [A-Z].*$")
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
_LOOSE = re.compile(r"(?i),?\s*\bclass of\s+['’]?\d+|\s+(?:[-–—|]\s*)?(?:is |now |we['’]re )*hiring\b.*$")
_BORN = re.compile(
    r"[\s(,]+(?i:n[ée]e|f\.(?=\s[A-ZÆØÅ])|född|født|z domu|nata|nacida|nascida|geb\.|geborene?|formerly|f/?k/?a\.?|born|maiden name)[\s:]+([\w'’-]+(?: [A-ZÀ-Þ][a-zß-ÿ'’-]+\b)*)\)?"
)


def born(text: str) -> str | None:
    """The name before marriage that `text` gives: `Morozova` of `Anna Feldstein (née Morozova)`."""
    match = _BORN.search(text)
    return match[1].split()[-1] if match else None


def without_remarks(text: str) -> str:
    """`text` without pronouns, hashtags, a maiden name, and what stands behind a dash or bar; credentials behind one
    are kept, behind a comma."""
    text = _ASIDE.sub(lambda m: " " if is_remark(m[1]) else m[0], _LOOSE.sub("", text))
    text = _BORN.sub(" ", _TAGS.sub(" ", _PRONOUNS.sub(" ", text)))
    if match := _TAIL.search(text):
        head, tail = text[: match.start()].strip(), match[0].strip(" |•·‖~»-–—/")
        words = re.split(r"[,\s|•·]+", tail)
        if len(head.split()) > 1 or "," in head:
            listed = [w for w in words if is_listed(w, False) and (len(w) > 2 or w.isupper() or "." in w)]
            is_place = re.search(r",\s*[A-Z]{2}$", tail)
            text = ", ".join([head, *listed]) if listed and not is_place and len(listed) == len(words) else head
    return text


def is_remark(part: str) -> bool:
    """Whether what stands between commas is no part of a name ("Anesthesiologist", "'81")."""
    words = [w.rstrip(".").casefold() for w in part.split()]
    return bool(_REMARK.fullmatch(part.strip())) or all(w in TITLES | _AFTER_DR for w in words)


def is_title(words: list[str]) -> bool:
    """Whether the first of `words` is a title or rank before a name; "Dean" and "Major" are given names."""
    if words[0].endswith(","):  # "Ms, Anna": a surname first
        return False
    bare = words[0].rstrip(".").replace(".", "").casefold()
    if bare in TITLES or bare in {"profdr", "drmed", "profdrmed"}:
        return True
    if len(words) < 3:
        return False
    after = words[1].rstrip(".").casefold()
    if bare in _ACADEMIC and after in ("professor", "prof"):
        return True
    has_capitals = words[0][1:] != words[0][1:].lower()  # "CAPT", "LtCol"
    written = has_capitals or words[0].endswith(".") or after in _RANKS  # "Lt Col"
    return bare in _RANKS_SAID or (bare in _RANKS and written)


def is_generation(word: str) -> bool:
    """Whether `word` tells a son from his father: `Jr.`, `III`."""
    return word.rstrip(".").casefold() in _GENERATIONS


def is_after_title(word: str, title: str) -> bool:
    """Whether `word` goes on with the `title` before it: `med.` of "Prof. Dr. med.", `Col` of "Lt Col"."""
    ranks = title.rstrip(".").casefold() in _RANKS and word.rstrip(".").casefold() in _RANKS
    return ranks or (word.endswith(".") and word.replace(".", "").casefold() in _AFTER_DR)


def is_leading(words: list[str]) -> bool:
    """Whether a degree stands before the name: "M.D. Ana Ruiz"; "MD Karim" is a given name of Bangladesh."""
    return len(words) > 2 and bool(re.fullmatch(r"M\.D\.?|D\.O\.?|Ph\.D\.?", words[0]))


def is_listed(word: str, shouting: bool) -> bool:
    """Whether `word` is a known credential. `shouting`: all of the name is in capitals, which then say nothing."""
    bare = _bare(word)
    if bare not in _LISTED:
        return False
    return bare not in _SURNAMES_TOO or shouting or word.isupper() or "." in word


def is_name_too(word: str) -> bool:
    """Whether `word` is a name as well as a credential: `DO`, `MA`."""
    return _bare(word) in _SURNAMES_TOO


def is_physicians(word: str) -> bool:
    """Whether `word` is a physician's degree other than DO."""
    return _bare(word) in _PHYSICIANS


def is_alike(word: str) -> bool:
    """Whether `word` looks like a credential of which no list knows: `MSCi`, `RPVI`, `DPharm`."""
    bare = word.replace(".", "").strip("()")
    return bool(_DEGREE.fullmatch(bare)) and bare.casefold() not in _GENERATIONS


def is_shouted(words: list[str]) -> bool:
    """Whether the last of `words` is a surname in capitals behind given names that are not: `Ana Maria SOUSA`. Fellowships of
    which no list knows begin like `FAWHP`."""
    *given, last = words
    is_loud = re.fullmatch(r"(?!F[AR])(?=(?:.*[AEIOUYÀ-Ý]){2})[A-ZÀ-Þ]{5,}", last)
    return bool(is_loud) and not any(w.isupper() and len(w.rstrip(".")) > 1 for w in given)


def is_plainly(word: str) -> bool:
    """Whether `word` can hardly be a name even without a comma before it: a degree, or capitals without a vowel."""
    bare = word.replace(".", "").strip("()")
    mixed = not bare.isupper() and not re.fullmatch(r"[A-Z]{2,}[a-z]+", bare) and bool(_DEGREE.fullmatch(bare))
    return bare.casefold() not in _GENERATIONS and (bool(_NO_VOWEL.fullmatch(bare)) or mixed)


def _bare(word: str) -> str:
    return word.replace(".", "").replace("(", "").replace(")", "").casefold()
