"""Names of people: given and family name, credentials apart, and the keys that compare them."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from nameparser import HumanName
from nameparser.config import Constants

_CREDENTIALS = frozenset(
    """md do mbbs mbbch mbchb bmbs mdcm dnb dch frcp frcs frcpc frcsc frca frcr mrcp mrcs mrcpch mrcog facc facs facp
    fache faap facog faha fscai fasn fccp facep fapa faan fahm sfhm fhm faafp fhrs fase fsvm fasge facg facr fasco fidsa
    facmg faans facms faad faaos fasa fcap fact fams fafp mph msph mspt ms msc ma mba mha mhs mhsa mpa mpp mm mmm cpe
    phd dphil dsc scd edd jd esq dvm rn np aprn arnp fnp fnp-c fnp-bc agnp agacnp-bc acnp acnp-bc pmhnp pmhnp-bc dnp
    crna cnm cns pa pac pa-c mpas mspas pharmd rph bcps dds dmd dpm od dc psyd dpt pt otr ot lcsw lmsw msw lpc lmft mft
    msn bsn ccrn ba bs bsc btech cpc cmpe facmpe cpa rd ldn rdn cmd faafp faem faaem fascrs fesc""".split()
)
# Surnames or given names of living people as well: a credential only when written as one.
_SURNAMES_TOO = frozenset("do ma pa ba od ms np pt ot rd mm act".split())
_GENERATIONS = frozenset("jr sr ii iii iv".split())
_TITLES = frozenset("dr doctor prof professor mr mrs ms miss mx sir dame rev hon herr frau mme mlle sig".split())
# Our own title list above is enough: nameparser's would read the given names Dean, Major and Md. as titles.
_CONSTANTS = Constants(titles=())
_PARTICLES = frozenset(
    """van von der den de del della di da la le du dos das do el al bin ibn ben abu st ter ten y e und i zu mac
    san""".split()
)
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+(?:[-'’][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+)*\.?")  # other scripts put surnames first
_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"\([^)]*\)|\"[^\"]*\"|\[[^\]]*\]")
_SYMBOLS = re.compile(r"[^\w\s.,'’()\"\[\]&/-]|_")


class Name(NamedTuple):
    """A person's name; `name` is the whole without titles and credentials, `given` with middle names."""

    name: str
    given: str
    family: str
    credentials: str | None


def fold(text: str) -> str:
    """`text` in lower case, without accents, spaces at the ends or runs of spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _SPACE.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """What two spellings of one name share: folded words without punctuation, middle initials left out."""
    words = re.findall(r"[^\W_]+", fold(_BRACKETS.sub(" ", name)).replace("'", "").replace("’", ""))
    inner = [w for w in words[1:-1] if len(w) > 1]
    return " ".join([*words[:1], *inner, *(words[-1:] if len(words) > 1 else [])])


def parse(name: str) -> Name:
    """Read a full name in either order (`Ana M. Ruiz, MD`, `Ruiz, Ana M.`)."""
    text, credentials = _credentials(_clean(name))
    words = text.split()
    if _plain(words):  # nine of ten; nameparser needs 0.14 ms a name
        return Name(text, " ".join(words[:-1]), words[-1], credentials)
    read = HumanName(_BRACKETS.sub(" ", text), constants=_CONSTANTS)
    given, family = f"{read.first} {read.middle}".strip(), read.last
    if not family and " " in given:
        given, _, family = given.rpartition(" ")
    if not given and not family:
        return Name(text, text, "", credentials)
    whole = " ".join(part for part in (given, family, read.suffix) if part) if "," in text else text
    return Name(whole, given, family, credentials)


def parse_parts(given: str, family: str) -> Name:
    """Read a name whose given and family names came apart; credentials may hang on either."""
    if not family or not given:
        return parse(family or given)
    first, more = _credentials(_clean(given), keep=1)
    last, credentials = _credentials(_clean(family), keep=1)
    if "," in last:  # "Jones, Foo": what follows is neither surname nor a credential that is known, unless "Jones, Jr."
        family, *rest = (part.strip() for part in last.split(","))
        kept = [part for part in rest if part.rstrip(".").casefold() in _GENERATIONS]
        last = " ".join([family, *kept]) if family else last
    both = ", ".join(c for c in (more, credentials) if c)
    return Name(f"{first} {last}".strip(), first, last, both or None)


def _clean(text: str) -> str:
    text = _SPACE.sub(" ", _SYMBOLS.sub(" ", text)).strip(" ,")
    words = text.split(" ")
    while len(words) > 1 and words[0].rstrip(".,").casefold() in _TITLES and not _initial_surname(words):
        words.pop(0)
    return " ".join(words)


def _initial_surname(words: list[str]) -> bool:
    return words[0].endswith(",")  # "Ms, Anna": a surname first


def _is_credential(word: str, shouting: bool) -> bool:
    bare = word.replace(".", "").replace("(", "").replace(")", "").casefold()
    if bare not in _CREDENTIALS:
        return False
    return bare not in _SURNAMES_TOO or shouting or word.isupper() or "." in word


def _credentials(text: str, keep: int = 2) -> tuple[str, str | None]:
    """`text` without the credentials at its end, and these; at least `keep` words stay a name."""
    found: list[str] = []
    shouting = text.isupper()
    parts = [p.strip() for p in text.split(",") if p.strip()]
    while len(parts) > 1 and all(_is_credential(w, True) for w in parts[-1].split()):
        if len(" ".join(parts[:-1]).split()) < keep:
            break
        found.insert(0, parts.pop())
    words = ", ".join(parts).split()
    tail: list[str] = []
    while len(words) > keep and _is_credential(words[-1].strip(","), shouting):
        tail.insert(0, words.pop().strip(","))
    credentials = ", ".join([*tail, *found])
    return " ".join(words).strip(" ,"), credentials or None


def _plain(words: list[str]) -> bool:
    if not 2 <= len(words) <= 3:
        return False
    return all(_WORD.fullmatch(w) and w.rstrip(".").casefold() not in _PARTICLES | _GENERATIONS for w in words)
