"""Job pages without schema.org data: what heading, labels and text say. Pure.

Only a page that offers to apply is read so, and none that says the opening is gone: a sign-in page, an article or a
list is no posting. Read: the heading as title, or what is labelled `Job title` where the heading is "Job details" and
the like; the short lines under it as place, employment and category; labels and values (`pagelabels`) under the names
of `fields.NAMES`; the longest block of text as description.
"""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag

from curbside.extractors.readers import fields
from curbside.extractors.readers import soup as page
from curbside.extractors.readers.characters import decode, utf8
from curbside.extractors.readers.closing import says_closed
from curbside.extractors.readers.markup import line
from curbside.extractors.readers.pagelabels import TITLES, classed, elsewhere, labelled
from curbside.extractors.readers.places import PLACE

# Headings of pages that list or lead to jobs: an opening's own page is never called so
_NO_TITLE = re.compile(
    r"(?:(?:our |all |current |open |available |latest |physician |medical |provider |healthcare |health care )*"
    r"(?:careers?|jobs?|vacanc(?:y|ies)|openings?|positions?|opportunities|employment|recruitment|job board)"
    r"(?: (?:opportunities|openings|search|listings?|board|page|home|details?|site|center|centre|portal|results?|at .{2,60}))*|"
    r"(?:our |all |current |open |available |latest |physician |medical |provider )*(?:careers|jobs|vacancies|openings|positions|"
    r"opportunities) in .{2,60}|"
    r"(?:search|find|browse|explore|discover|view|see|start|apply|grow|build)\b.{0,40}\b(?:jobs?|careers?|openings|positions|"
    r"opportunities|results|here|online|now|future)|join (?:our|the|us).{0,40}|work (?:with|for|at) .{2,60}|welcome.{0,60}|"
    r"home(?: ?page)?|search results.{0,40}|page not found|not found|(?:error )?40[34].{0,40}|sign in|log ?in|register|"
    r"\d* ?(?:jobs?|results?) found.{0,40}|about us|contact us|oops.{0,60}|sorry.{0,60}|thank you.{0,40})[\s!.]*",
    re.I,
)
# Headings that say what sort of page it is: the title stands under a label
_GENERAL = re.compile(
    r"(?:(?:job|position|posting|vacancy|requisition|opportunity|career)s? )?(?:description|details?|information|summary|overview|"
    r"announcement|posting|profile)[\s:]*",
    re.I,
)
# A site's own name in the place of a heading, and what a job's title says that such a name does not
_SITE = re.compile(
    r"(?:[A-Z][\w.'’&-]+ ){1,5}(?:Health(?:care)?|Health System|Hospitals?|Medical (?:Center|Group)|Clinics?|Healthcare System)"
)
_TITLED = re.compile(
    r"(?i)\b(?:physicians?|doctors?|md|do|surgeons?|director|chief|chair|faculty|professor|provider|nurse|practitioner|assistant|"
    r"fellow(?:ship)?|resident|residency|locums?|medicine|surgery|pediatrics|psychiatry|\w+ists?|\w+icians?|\w+olog\w*)\b"
)
_LISTS = re.compile(
    r"(?:our |all |current |open |available |search |find |browse |physician |provider )*(?:careers?|jobs|vacancies|openings|positions|"
    r"(?:career|job|employment) opportunities|job search|search (?:results|jobs))(?: (?:at|with) .{2,60})?[\s!.]*",
    re.I,
)
_HEADING = re.compile(
    rb"<h[12]\b[^>]{0,300}>\s*(?:<[^<>]{0,200}>\s*)*[^<]{0,40}(?:career|job|vacanc|opening|position|opportunit)", re.I
)
_EMPLOYMENT = re.compile(
    r"(?:full|part)[ -]?time|permanent|temporary|locum(?: tenens|s)?|per diem|prn|contract(?:or)?|intern(?:ship)?|"
    r"fellowship|regular|volunteer",
    re.I,
)
_WHERE = re.compile(r"[A-Z][\w.'’ ]{1,40}(?:, | [-–] )[A-Z][\w.'’ ]{1,40}(?:, [A-Z][\w. ]{1,30})?")
_ASIDE = ("script", "style", "noscript", "nav", "header", "footer", "aside", "form", "svg", "template")


def read(body: bytes, url: str, content_type: str = "") -> dict[str, Any] | None:
    """The page's posting as a record without `key`; None when the page does not look like one posting."""
    body = utf8(body)
    if body[:5] == b"%PDF-" or b"\0" in body[:2000]:
        return None
    if b"pply" not in body and b"ubmit" not in body and b"PPLY" not in body:
        return None
    root = page.parsed(decode(body, content_type))
    if not page.offers(root):
        return None
    aside = elsewhere(root)
    heading, labels = _heading(root), labelled(root, aside)
    title = page.text(heading) if heading else None
    if title is None or _GENERAL.fullmatch(title):
        heading, titles = None, {said for name in TITLES for said in labels.get(name, ())}
        title = titles.pop() if len(titles) == 1 else None
    if title is None or _NO_TITLE.fullmatch(title) or says_closed(body, content_type):
        return None
    record = fields.record(labels, url, several=False)
    record |= {"title": title, "url": url}
    has_place = bool(record["places"])
    for piece in _under(heading) if heading else ():
        if PLACE.fullmatch(piece) or (not record["places"] and _WHERE.fullmatch(piece)):
            record["places"] += [] if has_place or {"text": piece} in record["places"] else [{"text": piece}]
        elif _EMPLOYMENT.fullmatch(piece):
            record["employment"] = list(dict.fromkeys([*record.get("employment", []), piece]))
        elif not record.get("categories"):
            record["categories"] = [piece]
    called = classed(root, aside)
    if "text" in called and not record["places"]:
        record["places"] = [{"text": called["text"]}]
    if "employer" in called:
        record.setdefault("employer", called["employer"])
    if description := _description(root):
        record["description"] = description
    return record


def title(body: bytes, content_type: str = "") -> str | None:
    """The page's heading where it can be a posting's title."""
    heading = _heading(page.parsed(decode(body, content_type)))
    said = page.text(heading) if heading else None
    return said if said and not (_GENERAL.fullmatch(said) or _NO_TITLE.fullmatch(said)) else None


def lists_jobs(body: bytes, content_type: str = "") -> bool:
    """Whether a page in a posting's place is a site's page of all jobs: by its one heading, where no posting is read."""
    if b"obPosting" in body or not _HEADING.search(body):
        return False
    heading = _heading(page.parsed(decode(body, content_type)))
    return heading is not None and bool(_LISTS.fullmatch(page.text(heading) or ""))


def _heading(root: BeautifulSoup) -> Tag | None:
    """The page's one <h1>, else its first <h2>; None when there is none or several <h1> say different things. Under a site's
    own name as <h1> the <h2> that the page's <title> holds."""
    for name in ("h1", "h2"):
        found = [h for h in root(name) if page.text(h)]
        own = [h for h in found if name == "h2" or not _is_site(page.text(h) or "")]
        if own:
            return None if name == "h1" and len({page.text(h) for h in own}) > 1 else own[0]
        if found:
            shown = page.text(root.title) or "" if root.title else ""
            return next((h for h in root("h2") if (page.text(h) or "-") in shown), None)
    return None


def _is_site(heading: str) -> bool:
    return bool(_SITE.fullmatch(heading)) and not _TITLED.search(heading)


def _under(heading: Tag) -> list[str]:
    """The short lines right under the heading, up to the first element that holds more."""
    pieces: list[str] = []
    for after in heading.next_siblings:
        if isinstance(after, Tag) and after.name in ("h1", "h2", "h3", "h4", "dl", "ul", "table", "form"):
            break
        parts = after.strings if isinstance(after, Tag) else [after]
        said = [found for part in parts if (found := line(part)) and found not in "|·•-–,"]
        if len(pieces) + len(said) > 6 or any(len(s) > 60 or page.APPLY.fullmatch(s) for s in said):
            break
        pieces += said
    return pieces


def _description(root: BeautifulSoup) -> str | None:
    """The main text as HTML: <main>, <article> or what calls itself a description, without navigation and forms."""
    named = root.find_all(_holds_text)
    blocks = [e for e in named if len(page.text(e) or "") > 80] or root("body")
    if not blocks:
        return None
    block = max(blocks, key=lambda e: len(page.text(e) or ""))
    for e in [*block(_ASIDE), *page.others(block)]:
        if not e.decomposed:
            e.decompose()
    return str(block).strip() or None


def _holds_text(e: Tag) -> bool:
    named = page.attribute(e, "class"), page.attribute(e, "id")
    return (
        e.name in ("main", "article")
        or any("description" in n for n in named)
        or any(w in named[0] for w in ("job-detail", "content"))
    )
