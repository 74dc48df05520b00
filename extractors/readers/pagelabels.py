"""What a page without schema.org data says in labels and values, and in elements that are called after a field. Pure.

Read are terms (<dt>, <th>), the first cell of a row, elements whose whole text is a label and that have a value beside
them, and lines `Label: value`. What other jobs are listed under, and site navigation, are left out. A label that a
description may use in another sense is believed only of a value that looks like one: `Hospital: 200 beds` names none.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from curbside.extractors.readers import fields
from curbside.extractors.readers import soup as page
from curbside.extractors.readers.markup import line, local

MAX_PAIRS = 120
LABEL, VALUE, LOOSE = 40, 300, 120  # characters; LOOSE: of a value behind no colon and in no table
# Labels of job pages that feeds do not have, and their names in feeds
_ALSO = {
    **dict.fromkeys(("locations", "joblocations", "primarylocation", "worklocation", "positionlocation"), "location"),
    **dict.fromkeys(("openingdate", "postingdate", "postingopendate", "dateopened", "jobopendate"), "posteddate"),
    **dict.fromkeys(("unpostingdate", "postingclosedate", "dateclosed", "jobclosedate", "lastdaytoapply"), "closingdate"),
    **dict.fromkeys(("timetype", "workingtime", "fullparttime", "appointmenttype"), "employmenttype"),
    **dict.fromkeys(("jobrequisitionid", "requisitionno", "req", "reqno", "reqnumber", "jobopeningid", "postingnumber", "vacancynumber"), "requisitionid"),
    **dict.fromkeys(("careerarea", "jobfamily", "jobarea"), "jobcategory"),
    "countryregion": "country",
    **dict.fromkeys(("healthsystem", "hospitalsystem", "healthcaresystem", "institution", "institutionname"), "facility"),
    **dict.fromkeys(("payrange", "hiringrange", "compensationrange", "annualsalary", "basesalary", "hourlyrate"), "salaryrange"),
}  # fmt: skip
TITLES = ("jobtitle", "positiontitle", "postingtitle", "workingtitle", "jobpostingtitle")
_NO_LABELS = frozenset(fields.NAMES["title"]) - frozenset(TITLES)
_READ = ("employer", "city", "state", "postal_code", "text", "employment", "pay_min", "pay_max", "pay_text", "posted", "closes", "reference")  # fmt: skip
_SAFE = frozenset(n for field in _READ for n in fields.NAMES[field]) | frozenset(TITLES) | {"specialty", "jobcategory"}
_INLINE = ("strong", "b", "span", "em", "label", "i", "u", "font")
_LABELS = ("dt", "th", "td", "div", "p", "h3", "h4", "h5", "h6", *_INLINE)
_LINE = re.compile(r"^\s*[A-Z][\w /#.()-]{1,38}:\s*\S")
# Names of an employer that texts use for other things
_VAGUE = frozenset("hospital facility practice group clinic client creator agency organization organisation".split())
_HOUSE = re.compile(
    r"(?i)\b(?:hospitals?|medical|health\w*|clinics?|cent(?:er|re)|physicians|associates|care|university|college|system|partners|"
    r"institute|services|foundation|network|children'?s|county|staffing|llc|inc|p\.?c|pllc|va)\b"
)
_NO_HOUSE = re.compile(
    r"(?i)(?:a|an|our|the|level|single|multi|out-?patient|in-?patient|private|employed|acute|critical|community|non-?profit|"
    r"not|academic|teaching|rural|urban|large|small|busy|new|established|full|\W*\d)\b"
)
# A proper name without such a word, believed of a label in a cell of its own: `Facility` | `Valerian Skin`
_NAMED = frozenset("hospital facility clinic organization organisation".split())
_PROPER = re.compile(r"(?:[A-Z][\w.'’&-]*)(?: (?:[A-Z][\w.'’&-]*|of|the|at|and|for|&|[-–]|de|St\.)){1,7}")
_SORT = re.compile(
    r"(?i)\b(?:in-?patient|out-?patient|campus|main|access|trauma|employed|care|icu|beds?|depart?ment|dept|division|section|unit|type|yes|no|time"
    r"|\w*(?:medicine|surgery|ology|iatry|icine|ics)|various|multiple|all|any|locations?|setting|based|model|rounding|coverage|shifts?|days?|nights?|weekends?|emr|ehr|epic|cerner)\b"
)
_WHERE = re.compile(
    r"[A-Z][\w.'’ -]{1,40}, (?:[A-Z]{2}|[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)(?: \d{5})?(?:, (?:USA?|United States))?"
)
# What surrounds a page or asks to search, and sentences in a place's stead
_AROUND = re.compile(r"(?i)(?:^|[\s_-])(?:footer|menu|breadcrumbs?|search|filters?|subscribe|newsletter)(?:$|[\s_-])")
_NO_PLACE = re.compile(r"(?i)\b(?:we|our|is|are|minutes?|miles?|hours?|near(?:by)?|located|within|drive|close)\b|\.$")
_CLASSES = {
    "text": re.compile(r"(?i)^(?:job|position|posting|listing)?[-_]*location(?:[-_]*(?:text|name|value))?$"),
    "employer": re.compile(r"(?i)^(?:job[-_]*)?(?:company|employer|organi[sz]ation)[-_]*name$|^hiring[-_]*organi[sz]ation$"),
}  # fmt: skip


def elsewhere(root: BeautifulSoup) -> set[int]:
    """Elements, by `id`, that are not about the page's own opening."""
    around = (e for e in root.find_all(["div", "section", "ul", "form"]) if _AROUND.search(page.called(e)))
    return {id(e) for e in (*page.others(root), *around)}


def labelled(root: BeautifulSoup, aside: set[int]) -> dict[str, list[str]]:
    """Labels, by the names that `fields.NAMES` has, and their values in the page's order; `aside`: see `elsewhere`."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for name, said, is_sure, in_cell in islice(_pairs(root, aside), MAX_PAIRS):
        seen.add(name)
        if name not in _NO_LABELS and (_fits(name, said, is_sure) or (in_cell and _is_named(name, said))):
            found.setdefault(name, []).append(said)
    if "startdate" in seen:  # of the work, not of the posting
        found.pop("enddate", None)
    return found


def classed(root: BeautifulSoup, aside: set[int]) -> dict[str, str]:
    """`text` (a place) and `employer` where elements of one text are called after them, and no others are."""
    found = {}
    for field, pattern in _CLASSES.items():
        said = {
            re.sub(r"^\w+:\s*", "", text)
            for e in root.find_all(class_=pattern)
            if (text := page.text(e)) and len(text) <= LOOSE and not _within(e, aside)
        }
        if len(said) == 1 and (field != "text" or _WHERE.fullmatch(next(iter(said)))):
            found[field] = said.pop()
    return found


def _pairs(root: BeautifulSoup, aside: set[int]) -> Iterator[tuple[str, str, bool, bool]]:
    """(name, value, whether a term, a row or a colon says that it is one, whether the label has an element of its own)."""
    for e in root(_LABELS):
        strings = e.stripped_strings
        label = next(strings, None)
        if label is None or len(label) > LABEL or next(strings, None) is not None or not (name := _name(label)):
            continue
        value, has_colon = _beside(e, label)
        if value and not _name(value) and not _within(e, aside):
            yield name, value, has_colon or e.name in ("dt", "th"), not _stray(e)
    for row in root("tr"):
        yield from ((*pair, True) for pair in _grid(row) if pair[1] and not _within(row, aside))
    for text in root.find_all(string=_LINE):
        if isinstance(text, Comment) or text.parent is None or _within(text, aside) or not _begins(text):
            continue
        for piece in re.split(r"\s[|•·]\s", line(text) or ""):
            label, _, value = piece.partition(":")
            if (name := _name(label)) and value.strip():
                yield name, value.strip(), True, False


def _name(label: str) -> str | None:
    """The name in `fields.NAMES` of a label; None where it is none."""
    name = local(label)
    name = _ALSO.get(name, name)
    return name if name in fields.KNOWN or name in TITLES or name == "startdate" else None


def _begins(text: NavigableString) -> bool:
    """Whether the text begins its line."""
    before = text.previous_sibling
    return before is None or (isinstance(before, Tag) and before.name not in (*_INLINE, "a"))


def _beside(e: Tag, label: str) -> tuple[str | None, bool]:
    """The value of a label's element, and whether a colon parts them."""
    said, has_colon = "", label.endswith(":")
    for after in e.next_siblings:
        if isinstance(after, Comment):
            continue
        if isinstance(after, NavigableString):
            text = " ".join(after.split())
            has_colon = has_colon or (not said and text.startswith(":"))
            said = f"{said} {text if said else text.lstrip(' :')}".strip()
            continue
        if not isinstance(after, Tag):
            break
        if e.name in _INLINE and after.name in (*_INLINE, "a", "time") and not (said and after.name in ("strong", "b")):
            said = f"{said} {page.text(after) or ''}".strip()
            if not has_colon:
                break
        elif after.name == "br" and not said and has_colon:
            continue
        elif not said and _answers(e, after):
            return page.text(after), has_colon
        else:
            break
    is_value = has_colon or (e.name in _INLINE and isinstance(e.find_next_sibling(), Tag) and not _stray(e))
    return (said.split(" | ")[0] or None) if is_value else None, has_colon


def _stray(e: Tag) -> bool:
    """Whether words of a sentence go on behind an element that looks like a label: `Our <b>hospital</b> is new`."""
    around = (e.previous_sibling, e.next_sibling)
    return any(isinstance(s, NavigableString) and bool(s.strip()) for s in around)


def _answers(e: Tag, after: Tag) -> bool:
    """Whether an element may hold the value of the label before it."""
    pairs = {"dt": ("dd",), "th": ("td",), "td": ("td",), "div": ("div", "span", "p"), "p": ("p", "div")}
    return after.name in pairs.get(e.name, ("p", "div", "span"))


def _within(e: Tag | NavigableString, aside: set[int]) -> bool:
    return any(id(p) in aside for p in (e, *e.parents))


def _grid(row: Tag) -> Iterator[tuple[str, str, bool]]:
    """A row of labels over one row of values."""
    below = [e for e in row.find_next_siblings("tr", limit=2) if isinstance(e, Tag)]
    labels, values = row(["th", "td"]), below[0](["td"]) if len(below) == 1 else []
    if len(labels) == len(values) > 1:
        names = [_name(page.text(e) or "") for e in labels]
        if sum(n is not None for n in names) > 1:
            yield from ((n, page.text(v) or "", True) for n, v in zip(names, values, strict=True) if n)


def is_house(said: str) -> bool:
    """Whether a value names a house, not a sort of place."""
    return bool(_HOUSE.search(said) and not _NO_HOUSE.match(said))


def _is_named(name: str, said: str) -> bool:
    """Whether the value of a label that texts use for other things is a proper name, and no sort of place."""
    return name in _NAMED and bool(_PROPER.fullmatch(said)) and not (_NO_HOUSE.match(said) or _SORT.search(said))


def _fits(name: str, said: str, is_sure: bool) -> bool:
    """Whether a value can be one of the name."""
    if len(said) > (VALUE if is_sure else LOOSE) or not (is_sure or name in _SAFE):
        return False
    if name in fields.NAMES["employer"]:
        named = said[:1].isupper() and len(said) <= LOOSE and not said.endswith(".")
        return named and (name not in _VAGUE or is_house(said))
    if name in fields.NAMES["text"] and _NO_PLACE.search(said):
        return False
    if name in fields.NAMES["reference"]:
        return bool(re.search(r"\d", said)) and " " not in said
    return True
