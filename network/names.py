"""Names of people: given and family name, credentials apart, and the keys that compare them."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from nameparser import HumanName
from nameparser.config import Constants

from curbside.network import credentials as cred
from curbside.network import name_order
from curbside.vocabulary import placeholders

# Our own title list is enough: nameparser's would read the given names Dean, Major and Md. as titles.
_CONSTANTS = Constants(titles=())
_PARTICLES = frozenset(
    """van von der den de del di della da la le du dos das do el al bin ibn ben abu st ter ten y e und i zu mac mc
    san santa dela dei delle degli dello las los vom het vande vander bint binte binti af av zu ap ab ferch verch""".split()
)
_LOWER = frozenset("ap ab ferch verch".split())  # "son of": nameparser takes none of these for a particle
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+(?:[-'’][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+)*\.?")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"^\s*#?\d{1,4}\s*[.):]\s+(?=\W*\w)")  # "12. Bo Lind", of a list
_MARKS = re.compile(r"[⁰¹²³⁴-⁹ªº*†‡§\ufe00-\ufe0f\u200d]+")  # of a footnote, or a picture's
_NUMERAL = {"2nd": "II", "3rd": "III", "4th": "IV"}  # nameparser knows the numerals alone
_ORDINAL = re.compile(r"(?i)\b(?:2nd|3rd|4th)\b")
_BRACKETS = re.compile(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”|\[[^\]]*\]|(?<=\s)['‘][^'’]*['’](?=\s)")
# "Lind, Bo J CIV USARMY MEDCOM (USA)": rank, service and unit as the military's address book writes them.
_SERVICE = re.compile(
    r"^([^,]+,[^,]*?\S)\s+(?:CIV|CTR|MIL|[1-4]LT|LT|LTC|LTJG|LCDR|CDR|CAPT|CPT|MAJ|COL|LTCOL|BG|MG|ENS|SGT|SSG|SFC|SPC)"
    r"\s+(?:USARMY|USAF|USN|USMC|USSF|USCG|USPHS|DHA)\b.*$"
)
_RETIRED = re.compile(
    r"(?i)(?:,?\s+(?:USA|USN|USAF|USMC|USCG|USPHS))?(?:,?\s*\(\s*ret(?:['’]d|ired|\.)?\s*\)|,\s*ret\.)\s*$"
)
_COLLEGE = re.compile(r"\b([MF]RC[A-Z][A-Za-z]*)\s*\((?:UK|Ed|Edin|Eng|Lond|Glasg?|Ire|Irel|I|C)\.?\)")  # MRCP(UK)
_APART = re.compile(r"\b(P(?:h|harm|sy))\.\s+(?=D\b)")  # "Ph. D."
_MD_APART = re.compile(
    r"^([^,]*[^\s,.]{2,}\s+[^\s,.]{2,},?\s+M\.)\s+(?=D\b)"
)  # "Ana Ruiz, M. D."; "Lind, Bo M. D." may be initials
_KEPT_SIGNS = frozenset(".,'’‘()\"“”[]&/-・")
_NO_NAME = placeholders.NOTHING | {"same", "no", "yes", "x", "none known", "unchanged", "as above"}
_LONGEST = 300  # characters: with all credentials no name has as many
# Letters that no decomposition takes apart, by the plain ones that people type.
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h"}
)  # fmt: skip


class Name(NamedTuple):
    """A person's name; `name` is the whole without titles and credentials, `given` with middle names; `born`: the
    family's name before marriage, where it is said to be that."""

    name: str
    given: str
    family: str
    credentials: str | None
    born: str | None = None


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """`text` in lower case and plain letters, without accents, spaces at the ends or runs of spaces; any script."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", kept)).strip()


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """What two spellings of one name share: folded words without punctuation, middle initials left out."""
    words = re.findall(r"[^\W_]+", fold(_BRACKETS.sub(" ", name)).replace("'", "").replace("’", ""))
    inner = [w for w in words[1:-1] if len(w) > 1]
    return " ".join([*words[:1], *inner, *(words[-1:] if len(words) > 1 else [])])


def parse(name: str) -> Name:
    """Read a full name in either order (`Ana M. Ruiz, MD`, `Ruiz, Ana M.`), in any script."""
    name = _SERVICE.sub(r"\1", _RETIRED.sub("", _COLLEGE.sub(r"\1", name[:_LONGEST])))
    return _parsed(name)._replace(born=cred.born(name))


def _parsed(name: str) -> Name:
    text = _clean(name)
    text, credentials = _credentials(text, keep=1 if name_order.is_eastern(text) else 2)
    if "," in text:
        text = _ORDINAL.sub(lambda m: _NUMERAL[m[0].lower()], text)
    words = _bare(text).split()
    if words and cred.is_generation(words[-1]) and "," not in text:
        words.pop()  # "Jr." is shown, and no part of the family's name
    if "," not in text and words and (split := name_order.split(words)):
        return Name(text, *split, credentials)
    if _plain(words):  # nine of ten; nameparser needs 0.14 ms a name
        return Name(text, " ".join(words[:-1]), words[-1], credentials)
    read = HumanName(" ".join(words), constants=_CONSTANTS)
    if "," not in text and (at := next((i for i, w in enumerate(words[1:-1], 1) if w in _LOWER), 0)):
        return Name(text, " ".join(words[:at]), " ".join(words[at:]), credentials)
    given, family = f"{read.first} {read.middle}".strip(), read.last
    if not family and " " in given:
        given, _, family = given.rpartition(" ")
    if not given and not family:
        return Name(text, text, "", credentials)
    whole = " ".join(part for part in (given, family, read.suffix) if part) if "," in text else text
    return Name(whole, given, family, credentials)


def parse_parts(given: str, family: str, whole: str | None = None) -> Name:
    """Read a name whose given and family names came apart; credentials may hang on either. `whole`: as the person
    writes it all, which shows the order of a name in another script."""
    if not family or not given:
        return parse(whole or family or given)
    given, family = given[:_LONGEST], family[:_LONGEST]
    if given.rstrip().endswith(","):  # "Lind," beside "Bo"
        return parse(f"{given} {family}")
    family = re.split(r"\s[-–—|•]\s", family)[0]  # "Lind - UPMC"
    if cred.is_title([family.split(",")[0]]) or _clean(family) == "":
        return parse(given)  # a prefix in the wrong field
    if all(cred.is_listed(w, False) for w in re.split(r"[,\s]+", family)) and " " in given.strip():
        return parse(f"{given}, {family}")  # "Bo Lind" beside "MD"
    first, more = _credentials(_clean(given), keep=1)
    last, credentials = _credentials(_clean(family), keep=1)
    if "," in last:  # "Jones, Foo": what follows is neither surname nor a credential that is known, unless "Jones, Jr."
        family, *rest = (part.strip() for part in last.split(","))
        kept = filter(cred.is_generation, rest)
        last = " ".join([family, *kept]) if family else last
    surname = last.split()
    if len(surname) > 1 and cred.is_generation(surname[-1]):
        surname.pop()  # "Jr." is shown, and no part of the family's name
    both = ", ".join(c for c in (more, credentials) if c)
    name = f"{first} {last}".strip()
    if name_order.is_eastern(last):
        spaced = f"{last} {first}" if " " in (whole or " ") else f"{last}{first}"
        name = (
            whole.strip()
            if whole and sorted(whole.replace(" ", "")) == sorted(f"{first}{last}".replace(" ", ""))
            else spaced
        )
    first, last = _bare(first), _bare(" ".join(surname))
    return Name(name, first, last, both or None, cred.born(family) or cred.born(given))


def born_as(said: str, given: str) -> str | None:
    """The family's name in a cell for a former or maiden name: `Kerr`, `née Kerr`, `Sarah Kerr`, `Kerr, Sarah`. `given`: the
    person's given names today. None where the cell names none (`n/a`, `same`)."""
    text = re.sub(r"(?i)^(?:n[ée]e|born|formerly|f/?k/?a\.?|was)\b[\s.:]*", "", said.strip(" ()[].-–—"))
    text = _bare(_clean(text.split(",")[0][:_LONGEST]))
    words = text.split()
    if not words or fold(text) in _NO_NAME or re.search(r"[\d@:/]", text):
        return None
    first = fold(given).split()[:1]
    return " ".join(words[1:] if len(words) > 1 and fold(words[0]) in first else words)


def _bare(part: str) -> str:
    """`part` of a name without what stands in brackets or quotes, unless it is all there is."""
    return _SPACE.sub(" ", _BRACKETS.sub(" ", part)).strip() or part.strip("()[]\"“”'‘’ ")


def is_surname(text: str) -> bool:
    """Whether `text` is one word, but for particles before it."""
    words = text.split()
    alone = bool(words) and all(w.casefold() in _PARTICLES for w in words[:-1])
    return alone and "," not in text and not name_order.is_eastern(text)


def several(text: str) -> list[str]:
    """The people of a list at whose commas credentials stand as well: `Nia Cole, BSN, RN, Ivo Reed` are two."""
    found: list[str] = []
    for part in (p.strip() for p in text.split(",")):
        words = part.split()
        more = all(cred.is_listed(w, True) or cred.is_alike(w) or cred.is_generation(w) for w in words)
        if not words or (found and (more or cred.is_remark(part))):
            continue
        found.append(part)
    return found


def _clean(text: str) -> str:
    """`text` without titles, symbols and what is no name."""
    text = _MARKS.sub(lambda m: m[0] if m[0] in "ªº" else " ", unicodedata.normalize("NFC", _NUMBER.sub("", text)))
    text = _MD_APART.sub(r"\1", _APART.sub(r"\1.", text.replace(" n. med.", " med.")))
    text = cred.without_remarks(text)
    signs = (c if c.isspace() or c in _KEPT_SIGNS or unicodedata.category(c)[0] in "LMN" else " " for c in text)
    text = _SPACE.sub(" ", "".join(signs)).strip(" ,")
    words = text.split(" ")
    lead = []
    while len(words) > 1:
        if cred.is_title(words):
            title = words.pop(0)
            while len(words) > 1 and (
                cred.is_after_title(words[0], title)
                or (words[0] in ("and", "&", "et", "und") and cred.is_title(words[1:]))
            ):
                words.pop(0)
        elif cred.is_leading(words):
            lead.append(words.pop(0).strip(","))
        else:
            break
    return ", ".join([" ".join(words), *lead])


def _credentials(text: str, keep: int = 2) -> tuple[str, str | None]:
    """`text` without the credentials in and after it, and these; at least `keep` words stay a name."""
    shouting = text.isupper()
    parts = [p.strip() for p in text.split(",") if p.strip()]
    found: list[str] = []
    if not parts:
        return "", None
    behind = [w for part in parts[1:] for w in part.split()]
    is_whole = all(cred.is_listed(w, False) and not cred.is_name_too(w) for w in behind)  # no given name follows
    head, last = _tail(parts[0].split(), shouting, 1 if behind else keep, behind if is_whole else None)
    names = [" ".join(head)]
    found += last
    for number, part in enumerate(parts[1:], 1):
        words = part.split()
        is_given = number == 1 and len(head) == 1
        is_wanted = is_given and keep > 1  # "Do, Ma, MD": a word that is a name as well is the given name then
        known = all(cred.is_listed(w, not is_wanted) for w in words) and not (is_wanted and len(parts) == 2)
        known = known or (is_given and is_whole and bool(last))  # "Lind PhD, MD", but "Lind PhD, Ma"
        alike = not shouting and all(cred.is_listed(w, True) or cred.is_alike(w) for w in words)
        if known or (alike and not is_given):
            found += words
        elif cred.is_remark(part) and len(" ".join(names).split()) >= keep:
            continue
        elif cred.is_generation(part):
            names.append(part)
        else:
            rest, more = _tail(words, shouting, 1)
            found += more
            names.append(" ".join(rest))
    return ", ".join(n for n in names if n), ", ".join(found) or None


def _tail(words: list[str], shouting: bool, keep: int, behind: list[str] | None = None) -> tuple[list[str], list[str]]:
    """(`words` without the credentials at their end, these). `behind`: the credentials behind the comma, if `words` are the
    whole of a name."""
    tail: list[str] = []
    words = list(words)
    while len(words) > keep:
        word = words[-1].strip("()")
        # what only looks like a credential is one beside others: "Anna Lind MD DipRCOG", never "Anna DO SILVA"
        beside = tail or cred.is_listed(words[-2].strip("()"), False)
        alike = len(words) > 2 and beside and cred.is_alike(word) and not (tail and cred.is_shouted(words))
        if behind is not None and _is_family(words, tail + behind):
            break
        if not (cred.is_listed(word, shouting) or (not shouting and (alike or cred.is_plainly(word)))):
            break
        tail.insert(0, word)
        words.pop()
    return words, tail


def _is_family(words: list[str], behind: list[str]) -> bool:
    """Whether the last of `words`, which looks like a credential, is the family's name: `Ana DE SOUSA MD`, `Ana DO SANTOS,
    MD`, `Wei MA, MD`. `behind`: the credentials that follow."""
    *names, before, last = words
    is_physician = any(map(cred.is_physicians, behind))  # nobody is a DO and an MD
    if cred.is_listed(last, True):
        return not names and cred.is_name_too(last) and is_physician
    is_particle = before.casefold() in _PARTICLES
    if not cred.is_listed(before, False):
        return is_particle
    alone = len([w for w in names if len(w.rstrip(".")) > 1]) == 1
    return (alone and cred.is_name_too(before)) or (is_particle and is_physician)


def _plain(words: list[str]) -> bool:
    if not 2 <= len(words) <= 3 or any(map(cred.is_generation, words)):
        return False
    plain = all(_WORD.fullmatch(w) for w in words)  # the last is the family's, be it "Do" or "San"
    return plain and all(w.rstrip(".").casefold() not in _PARTICLES for w in words[:-1])
