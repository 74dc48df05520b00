"""Training programs: how long one lasts, and what of a cell names a field, a house or a year.

Lengths in years from medical school on, as the ACGME's program requirements ask (the preliminary year included). Where
programs of a field differ (emergency medicine: three or four), none (0) is given.
"""

import re

from curbside.network import dates, names
from curbside.vocabulary.callings import DOCTOR

_RESIDENCY = {
    0: "emergency medicine|em|hospital medicine|palliative medicine|genetics|medical genetics|transitional(?: year)?",
    3: "internal medicine|medicine|im|family (?:medicine|practice)|family|fm|pediatrics?|peds|paediatrics|preventive medicine",
    4: "anesthesiology|anesthesia|dermatology|neurology|child neurology|ob ?/?-?gyn|obstetrics(?: (?:and|&) gynecology)?|pathology|psychiatry"
    "|physical medicine(?: (?:and|&) rehabilitation)?|pm ?& ?r|pmr|rehabilitation|ophthalmology|med(?:icine)?[ /-]?ped(?:iatric)?s|nuclear medicine",
    5: "general surgery|surgery|orthop\\w+(?: surgery)?|otolaryngology|ent|head and neck surgery|radiology|diagnostic radiology|radiation oncology"
    "|vascular surgery|urology",
    6: "plastic surgery|thoracic surgery|cardiothoracic surgery|interventional radiology",
    7: "neurosurgery|neurological surgery",
}
_FELLOWSHIP = {
    1: "interventional cardiology|hospice(?: (?:and|&) palliative(?: medicine)?)?|palliative(?: care| medicine)?|geriatrics?(?: medicine)?"
    "|sleep(?: medicine)?|sports medicine|pain(?: medicine)?|addiction(?: medicine)?|advanced heart failure|heart failure|cardiac anesthesia"
    "|hepatology|transplant hepatology|neuroradiology|hand surgery|critical care anesthesiology|cardiac imaging",
    2: "nephrology|endocrin\\w+|rheumatology|infectious diseases?|id|critical care(?: medicine)?|electrophysiology|ep|child(?: and adolescent)? psychiatry"
    "|allergy(?:(?: and | ?/ ?| & )immunology)?|medical oncology|surgical oncology",
    3: "cardiology|cardiovascular(?: diseases?| medicine)?|gastroenterology|gi|hematology(?:[ /-](?:and )?(?:medical )?oncology)?|heme ?/? ?onc\\w*|oncology"
    "|pulm\\w*(?:(?:[ /-]|and|&)*(?:critical care(?: medicine)?|ccm|cc))?|pccm|neonatology|neonatal[ -]perinatal medicine|pediatric (?:\\w+ology|surgery|emergency medicine|critical care(?: medicine)?|hospital medicine)"
    "|maternal[ -]fetal medicine|mfm|gynecologic oncology",
}  # fmt: skip
_LENGTH = {
    kind: [(years, re.compile(rf"(?:{known})")) for years, known in table.items()]
    for kind, table in (("residency", _RESIDENCY), ("fellowship", _FELLOWSHIP))
}
# Within a sentence only fields whose words are no others': not "im", "medicine", "id".
_ANY = re.compile(
    r"(?i)\b(?:" + "|".join(known for table in (_FELLOWSHIP, _RESIDENCY) for known in table.values()) + r")\b"
)
_SHORT = 8  # letters
_LONGEST = 15  # years of one training
_BARE = re.compile(
    r"\b(?:categorical|program(?:me)?|residency|residents?|fellowship|fellows?|training|track|primary care|department of|dept of)\b"
)
_HOUSE = re.compile(
    r"(?i)\b(?:universit\w+|hospitals?|clinics?|medical (?:center|centre|college|group)|health(?:care)?|health system|college|institute|school of medicine"
    r"|center|centre|med ctr|infirmary|kaiser|mayo|va|vamc|practice|associates|partners|group|physicians|llc|pllc|p\.c|system|foundation|army|navy"
    r"|air force|nih|cdc)\b"
)
_ROLE = re.compile(
    rf"(?i)\b(?:\w*{DOCTOR}|generalist|nurse (?:practitioner|anesthetist|midwife)|midwife|fellow|resident"
    r"|faculty|professor|director|chief|chair|attending|partner|instructor|locums?|private practice|primary care|hospital medicine|doctor|dean|research\w*"
    r"|(?:emergency|family|internal) medicine|cardiology|gastroenterology|oncology|nephrology|surgery|radiology|pediatrics|psychiatry|neurology|icu|pcp)\b"
)
# What stands before a house: "Former fellow, Mayo Clinic", "Incoming chief of surgery at Elm Hospital".
CALLED = (
    rf"(?:[\w&/-]+\s+){{0,3}}?(?:\w*{DOCTOR}|pgy-?\s?\d|fellow|resident|intern|trainee|attending|nurse|practitioner|(?:physician )?assistant|professor|faculty"
    r"|chief|chair\w*|director|staff|(?!methodist|baptist|adventist)\w+ist)(?:\s+of\s+\w+)?"
)
_HOUSE_ENDS = re.compile(
    r"(?i)\s*(?:[-–—:,|·(]|\b(?:department|division|section|residency|fellowship|residents?|fellows?|alumni|graduates?|directory|roster|class of|class|gme"
    r"|graduate medical|where are|program|list)\b).*$"
)
# The second of two years, not a month of a day or of the next year: "2016-06-30", "07/2011 - 06/2014".
_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*(?:-|–|—|/|to)\s*((?:19|20)?\d\d(?!\s*[/.:-]?\d)|present|current(?:ly)?|now|today))?(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](?:0[1-9]|1[0-2])(?![\d/.-])")
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/.](?:0[1-9]|1[0-2])[-/.](?:[0-2]\d|3[01])(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?!\d)"
)
_SPLIT = re.compile(r"\s+(?:at|in|with)\s+(?=[A-Z])|\s*@\s*|\s+[-–—|]+\s+|\s*[;,\n\u2028|:]\s*|\s*\(|\)\s*")


def kind(text: str) -> str | None:
    """`fellowship`, `residency` or `medical school` as the words of a title, sheet or heading say; else None."""
    plain = names.fold(text)
    if re.search(r"\bfellow", plain) and not re.search(r"\bresiden", plain):
        return "fellowship"
    if re.search(r"\bresiden|\bintern\b|house ?staff|house officer", plain):
        return "residency"
    return (
        "medical school"
        if re.search(r"\bm\.?d\b.* class|medical school|school of medicine (?:class|alum)", plain)
        else None
    )


def years(program: str | None, training: str | None) -> int | None:
    """How many years the program of that field lasts; None where not known or programs differ."""
    if training == "medical school":
        return 4
    if training not in _LENGTH or not program:
        return None
    bare = " ".join(_BARE.sub(" ", names.fold(program)).replace(",", " ").split())
    return next((length for length, known in _LENGTH[training] if known.fullmatch(bare)), None) or None


def field(text: str) -> str | None:
    """`text` where it names nothing but a field of medicine ("Interventional Cardiology Fellowship"), else None."""
    bare = " ".join(_BARE.sub(" ", names.fold(text)).split())
    known = any(known.fullmatch(bare) for table in _LENGTH.values() for _, known in table)
    return text.strip() if known else None


def within(text: str) -> str | None:
    """The longest field of medicine that a title names, as it is written there."""
    found = [m[0] for m in _ANY.finditer(text) if len(m[0]) > _SHORT]
    return max(found, key=len) if found else None


def is_house(text: str) -> bool:
    """Whether `text` holds a word of which hospitals, schools and practices are made."""
    return bool(_HOUSE.search(text))


def is_role(text: str) -> bool:
    """Whether `text` holds a word for what somebody does there."""
    return bool(_ROLE.search(text))


def is_person(text: str) -> bool:
    """Whether `text` can be nothing but one person's name, credentials included."""
    found = names.parse(text)
    words = found.name.split()
    return bool(
        found.given
        and found.family
        and len(words) <= 5
        and all(w[:1].isupper() or len(w) <= 3 for w in words)
        and not re.search(r"[\d@/]|\band\b|&", text)
        and not is_house(text)
        and position(text)[0] is None
        and not field(text)
    )


def told(text: str) -> tuple[str | None, str | None, int | None, int | None]:
    """Field, house, first and last year that one cell names of a training: "Cardiology, Mayo Clinic (2019-22)"."""
    if re.fullmatch(r"(?i)\s*(?:no(?:ne|t applicable)?|n/?a|nil|yes|-+|\?)\s*", text):
        return None, None, None, None
    first, last = span(text)
    pieces = [p.strip(" .") for p in _SPLIT.split(_YEARS.sub(" ", text)) if p and p.strip(" .-–—")]
    pieces = [p for p in pieces if _BARE.sub("", names.fold(p)).strip()]  # "Fellowship:" says nothing more
    fields = [p for p in pieces if field(p)]
    houses = [p for p in pieces if p not in fields]
    return ", ".join(fields) or None, ", ".join(houses) or None, first, last


def span(text: str) -> tuple[int | None, int | None]:
    """First and last year of `text`: "2016 – 19" → 2016, 2019; a year alone is the last; "2021-present" and "2021-" have
    no last."""
    text = _DAY.sub(r"\1", text)
    if len(months := _MONTH.findall(text)) == 2:
        return int(months[0]), int(months[1])  # "2012-07 to 2015-06"; alone, "2009-12" is a span
    found = _YEARS.search(text)
    if not found:
        return None, None
    if found[2] is None and len(both := re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)) == 2:
        return int(both[0]), int(both[1])  # "7/2015 - 6/2018"
    first, second = int(found[1]), found[2]
    if second is None:
        is_open = re.match(r"\s*(?:[-–—]|to\b)\s*(?:[)\],;?]|$)", text[found.end() :])
        return (first, None) if is_open else (None, first)
    if not second.isdigit():
        return first, None
    last = dates.ending(first, second)
    return (first, last) if last - first <= _LONGEST else (None, first)  # "2016-06" is a month


def position(text: str) -> tuple[str | None, str | None]:
    """Title and employer of a cell that may hold both: "Hospitalist, Mercy Health"; words of neither are the employer's."""
    pieces = [p.strip() for p in _SPLIT.split(text) if p and p.strip()]
    is_title = [bool(_ROLE.search(p)) and not is_house(_ROLE.sub("", p)) for p in pieces]
    if not any(is_title):
        return None, text.strip()
    title = ", ".join(p for p, role in zip(pieces, is_title, strict=True) if role)
    return title, ", ".join(p for p, role in zip(pieces, is_title, strict=True) if not role) or None


def titled(title: str) -> tuple[str | None, str | None]:
    """House and field of which the lines above the header speak: "Lake General Hospital", "Internal Medicine Residency"."""
    house = field = None
    for piece in re.split(r"\s+·\s+|\s+[-–—|]\s+|\s*:\s+|,\s+", title):
        cut = _HOUSE_ENDS.sub("", piece).strip()
        known = within(piece)
        if known:
            cut = re.sub(rf"(?i)\s*(?:\bin\b\s*)?{re.escape(known)}.*$", "", cut).strip()
        if house is None and cut and len(cut) < 90 and is_house(cut):
            house = cut
        field = field or known
    return house, field
