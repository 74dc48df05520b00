"""Titles that hold employer and place as well: `Title - Employer - City, ST`, `Title at Employer (City, ST)`. Pure.

What stands between title and place is an employer only where it looks like one's name: `Nights`, `Internal Medicine`
and `J-1 Welcome` stand there, too.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from curbside.extractors.readers.places import PLACE
from curbside.extractors.readers.prose import ROLE

MOST = 500  # titles of a feed by which its form is told
LEAST = 3
LONGEST = 400  # characters of a title
PARTS = re.compile(r"\s+[-–—|]\s+")
_AT = re.compile(
    r"(?P<title>.+?) at (?P<employer>[^|]+?)(?: \((?P<place>[^()]+)\)| [-–—|] (?P<after>[^-–—|()]+)| in (?P<within>[A-Z][^()]+))$"
)
_COMMAS = re.compile(r"(?P<title>.+), (?P<employer>[^,]+), (?P<place>[^,]+, [^,]+)")
# A name that has one of these is a house's; at a line's end no state's letters are meant by any.
HOUSE = (
    r"hospitals?|\w*health(?:care)?|clinics?|cl[ií]nicas?|centro m[eé]dico|medical (?:cent(?:er|re)|group|associates|partners|college)|medical$|health cent(?:er|re)|"
    r"cancer cent(?:er|re)|universit(?:y|ies)|physicians|associates|partners|institute|infirmary|permanente|kaiser|mayo|foundation|"
    r"network|specialists|consultants|staffing|group|system|college|llc|inc|p\.?c|pllc|ltd"
)
_HOUSE = re.compile(rf"\b(?:{HOUSE}|va|p\.?a)\b|\b(?:st\.?|saint|mt\.?) [A-Z]", re.I)
# What is said of a position, or of any employer: a name holds another word than these
_OF_ANY = frozenset(
    """
    a an and at by for from in no of off on only or our per the this to with without w
    hospital hospitals health healthcare clinic clinics clínica clinica centro médico medico medical center centre group groups associates partners practice practices system
    systems university college institute network foundation specialists consultants staffing llc inc pc pllc pa ltd services service office
    department dept division section unit facility
    academic access acute affiliated ambulatory behavioral busy children childrens children's city community county critical emergency
    employed family federal general home inpatient large local mental metro multi multispecialty non nonprofit occupational outpatient
    private profit public qualified regional rural rehab rehabilitation single small specialty state suburban surgical teaching trauma
    underserved urban urgent wellness women's womens men's primary care based owned run
    day days night nights evening evenings weekend weekends weekday weekdays week weeks weekly hour hours hr hrs month months monthly year
    years shift shifts swing block rotating flexible schedule scheduled full part time fulltime parttime half prn diem locum locums tenens
    permanent perm temporary temp contract w2 fte short long term moonlighting
    call calls light home backup bonus bonuses sign signing retention relocation loan repayment forgiveness salary pay paid income
    compensation guarantee competitive high low volume benefits housing malpractice rvu wrvu
    j1 j h1b h 1b visa visas waiver sponsor sponsorship sponsored welcome welcomed available considered accepted required preferred ok
    new grad grads graduate graduates fellow fellows resident residents student students experienced experience senior junior associate
    assistant md do mds dos np pa app apps bc be board certified eligible licensed license
    level i ii iii iv v one two three four five six seven eight nine ten twelve
    open closed icu ccu picu nicu ed er or ob gyn gi ent cc ir ep tele telehealth telemedicine telepsychiatry virtual remote hybrid onsite
    site travel local
    immediate immediately asap now hiring need needs needed opening openings opportunity opportunities position positions role roles job jobs coverage
    hire start starting available priority hot exclusive featured
    req requisition ref reference id number posting code
    partnership partner track leadership lead leader chief chair director head faculty professor instructor research clinical educator
    program programs fellowship residency tenure team
    hand foot ankle spine knee hip shoulder joint joints sports adult adults child children adolescent adolescents geriatric neonatal
    perinatal pediatric cardiac cardiothoracic thoracic vascular stroke epilepsy breast skin eye retina cornea glaucoma kidney liver lung
    heart brain bone transplant oncologic robotic bariatric colorectal endoscopy invasive interventional noninvasive diagnostic
    orthopedic orthopaedic orthopedics orthopaedics hospice palliative wound pain sleep critical infectious diseases disease addiction
    hospitalist nocturnist nocturnal swingman physician physicians doctor doctors provider providers surgeon surgeons specialist medicine
    surgery pediatrics psychiatry obstetrics gynecology radiology pathology anesthesia anesthesiology nuclear mammography body
    great growing established beautiful busy quality life town lake close location locations ground floor disorders disorder movement
    peds med maternal fetal hematology oncology free desirable excellent
    bed beds
    msk neuro neurology neurointerventional neurocritical cardiology imaging community
    """.split()
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w.'’]*")
_KNOWN = re.compile(r"\b(?:VA|Kaiser|Mayo)\b")
_SELLS = re.compile(r"[$%+]")
_PLAIN = re.compile(  # such as several towns have: a name or not
    r"(?:university|community|regional|general|children['’]?s|county)\b.*\b(?:hospital|system|network|medical center|health center)",
    re.I,
)
_FIRM = re.compile(r".+ .+\b(?:llc|inc|pllc|p\.?c|p\.?a|ltd)\.?", re.I)
_NEAR = re.compile(r"(?:near|close to|in|at|with|just|minutes|up to|outside|only)\b", re.I)


class Apart(NamedTuple):
    """A title without what else it holds; `employer` None: it names none."""

    title: str
    employer: str | None
    place: dict[str, Any]


def is_employer(text: str) -> bool | None:
    """Whether a title's part is an employer's name: True where it says so (`Elm Clinic`), False where it speaks of the
    position (`Nights`, `Teaching Hospital`) or has a number; None where it does not tell (`Vituity`)."""
    words = (w.lower().strip(".'’").replace("’", "'") for w in _WORD.findall(ROLE.sub(" ", text)) if w[0].isupper())
    own = [w for w in words if w not in _OF_ANY]
    if _NEAR.match(text) or _SELLS.search(text):
        return False
    if _FIRM.fullmatch(text) or (_HOUSE.search(text) and (own or _KNOWN.search(text))):
        return True
    return None if (own and not re.search(r"\d", text)) or _PLAIN.fullmatch(text) else False


def apart(title: str, takes_unknown: bool = False, own: str | None = None) -> Apart | None:
    """What a title holds; None where it ends with no place or holds nothing else. `takes_unknown`: a part that may be a
    name or not (`is_employer` None) is one, if it stands before the place. `own`: who the employer is known to be; a
    title's other name stays in it."""
    if len(title) > LONGEST:
        return None
    if m := _AT.match(title):
        where = _place(m["place"] or m["after"] or m["within"])
        if not where:
            return None
        takes = is_employer(m["employer"]) is not False and (own is None or same(m["employer"], own))
        return Apart(m["title"], m["employer"], where) if takes else Apart(title[: m.end("employer")], None, where)
    if (m := _COMMAS.fullmatch(title)) and is_employer(m["employer"]) and (where := _place(m["place"])):
        return Apart(m["title"], m["employer"], where) if own is None or same(m["employer"], own) else None
    parts = PARTS.split(title)
    where = _place(parts[-1])
    if len(parts) < 3 or not where or not all(parts):
        return None
    at = employer_at(parts[:-1], takes_unknown)
    if at is None or not (own is None or same(parts[at], own)):
        return Apart(title[: title.rindex(parts[-1])].rstrip(" -–—|"), None, where)
    rest = title[: title.rindex(parts[-2])] if at == len(parts) - 2 else " - ".join([*parts[:at], *parts[at + 1 : -1]])
    return Apart(rest.rstrip(" -–—|"), parts[at], where)


def ended(title: str) -> Apart | None:
    """What a title of two parts ends with, an employer's name or a place: `Hospitalist - Elm Clinic`; else None."""
    name, mark, last = title.rpartition(" - ")
    where = _place(last)
    if not mark or not (where or is_employer(last)):
        return None
    return Apart(name, None if where else last, where)


def same(name: str, own: str) -> bool:
    return _WORD.findall(name.lower()) == _WORD.findall(own.lower())


def employer_at(parts: list[str], takes_unknown: bool = False) -> int | None:
    """Which part of a title is the employer, the last that looks like one; the first only where another names a role."""
    sure = [i for i, part in enumerate(parts) if is_employer(part)]
    if sure and (sure[-1] or any(ROLE.search(p) for p in parts[1:])):
        return sure[-1]
    return len(parts) - 1 if takes_unknown and is_employer(parts[-1]) is None else None


def names_employers(titles: Iterable[str]) -> bool:
    """Whether a feed's titles are of the form `Title - Employer - City, ST`: most of those with three parts or more have
    an employer's name there, so that a name which does not tell is one as well."""
    said = [is_employer(parts[-2]) for t in titles if len(parts := PARTS.split(t)) >= 3 and _place(parts[-1])]
    return said.count(True) >= LEAST and said.count(True) * 2 > len(said)


def _place(text: str) -> dict[str, Any]:
    where = PLACE.fullmatch(text.strip())
    return {k: v for k, v in where.groupdict().items() if v} if where else {}
