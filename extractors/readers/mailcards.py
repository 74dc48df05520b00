"""Cards of a job-alert mail: title, employer, place and pay around each posting's link. Pure.

A card is the smallest element around a posting's links that holds no other posting's. Where that element holds nothing
but the link (a row or paragraph of its own, as boards write them), the lines that follow up to the next posting's link
are the card. Of a mail without HTML, the lines above each address.
"""

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import NavigableString, Tag

from curbside.extractors.readers import fields, soup
from curbside.extractors.readers.maillinks import is_posting, target
from curbside.extractors.readers.markup import line, local
from curbside.extractors.readers.places import CODES, PLACE
from curbside.extractors.readers.prose import ROLE

MAX_LINKS = 2000  # of one mail
FOLLOWING = 5  # lines after a link that may be its card's
_GENERIC = re.compile(  # buttons and footers: "View all jobs", "Apply now"; not "Open Rank Faculty", "Home Health Inc"
    r"(?:(?:view|see|show|browse|click|manage|unsubscribe|log ?in|privacy|terms|read more|learn more)\b.*|"
    r"(?:apply|save|open|find|search|share|change|create|edit|update|post|get|sign|all|more|contact|help|home|"
    r"about|your|my|forward|upload)(?: (?:to|in|up|a|an|the|this|these|it|now|here|online|all|more|us|your|my|new|"
    r"similar|other|jobs?|alerts?|postings?|account|profile|settings?|preferences|resume|cv|details|page|search|"
    r"matches|emails?|center|for|with|app|friend|colleague))*|"
    r"\d+\+? (?:new |more )?(?:jobs?|openings?|positions?|opportunities|matches)\b.*|"
    r"(?:job |more |full )?details|job alerts?|new|quick apply|easy apply|facebook|twitter|linkedin|instagram|here|jobs?)[\s.!:>»→]*",
    re.I,
)
_PAY = re.compile(r"\$\s?\d|\d\s?k\b.*(?:year|annual)|per (?:hour|year|shift|day)|/(?:hr|hour|yr|year)\b", re.I)
_WHEN = re.compile(r"\b(?:ago|posted|today|yesterday|just now|new|closes|expires)\b", re.I)
_POSTED = re.compile(
    r"posted:?\s*(?:on\s+)?(\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|[A-Z][a-z]+ \d{1,2},? \d{4})", re.I
)
_WITH_PLACE = re.compile(r"(?P<employer>.{2,120}?)\s+[-–—]\s+(?P<place>.{3,80})")
_BEFORE_PLACE = re.compile(
    r"(?P<employer>.{2,120}),\s+(?P<place>[^,]{2,40},\s*[A-Z]{2}(?:\s+\d{5})?)"
)  # "Elm Clinic, Troy, NY"
_LOOSE = re.compile(  # Austin, TX 78701, USA
    rf"(?P<city>[A-Z][\w.' -]{{1,40}}),? (?P<state>{CODES})(?:,? (?P<postal_code>\d{{5}}))?"
    r"(?:,? (?P<country>USA?|United States))?"
)
_COUNTRY = re.compile(r",? (?:USA?|United States(?: of America)?)$")
_REMOTE = re.compile(
    r"(?:100% |fully )?remote(?:,? (?:USA?|United States))?|work from home|anywhere(?: in the US)?", re.I
)
_IN_TEXT = re.compile(r"https?://[^\s<>\"')\]]+")
_NUMBERED = re.compile(r"^\(?\d{1,3}[.)]\s+|^[•*–-]\s+")
_LABELLED = re.compile(r"([A-Za-z][A-Za-z /]{1,30}?)\s*:\s+(\S.*)")
_BREAK = ("br", "p", "div", "td", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "hr", "section")


def from_html(page: str) -> list[dict[str, Any]]:
    """Every posting of a mail's page."""
    root = soup.clean(soup.parsed(page))
    links: dict[str, list[Tag]] = {}
    for link in root("a"):
        href = soup.attribute(link, "href").strip()
        if href.startswith(("http://", "https://")) and len(links) < MAX_LINKS:
            _take_table(link)
            links.setdefault(target(href), []).append(link)
    titled = {url: t for url, found in links.items() if is_posting(url) is not False and (t := _title(found))}
    titled = {url: t for url, t in titled.items() if is_posting(url) or urlsplit(url).path.strip("/")}
    found = []
    for url, title in titled.items():
        others = {id(e) for u in titled if u != url for e in links[u]}
        surely = bool(is_posting(url))
        said = _lines(_card(links[url], others), title)
        record = _record(title, url, said, surely)
        if record is None or not (record["employer"] and record["places"]):
            record = _record(title, url, [*said, *_following(links[url], title)], surely) or record
        if record:
            found.append(record)
    return found


def _take_table(link: Tag) -> None:
    """A table that is one link (`<a><table>…`) stands behind an empty one: the parser ends links at tables."""
    after = link.find_next_sibling()
    if after is not None and after.name == "table" and not soup.text(link) and not link("img") and not after("a"):
        link.append(after.extract())


def _title(links: list[Tag]) -> str | None:
    """The longest text of a posting's links that is no button's."""
    texts = []
    for link in links:
        headings = (e for e in link(["h1", "h2", "h3", "h4", "strong", "b"]) if soup.text(e))
        text = soup.text(next(headings, None) or _role_line(link) or link) or line(link.get("title"))
        if text and 4 <= len(text) <= 300 and not _GENERIC.fullmatch(text) and re.search(r"[A-Za-z]{3}", text):
            texts.append(text)
    return max(texts, key=len, default=None) or _row_title(links[0])


def _row_title(link: Tag) -> str | None:
    """Of a table's row whose link says "Details", its first cell."""
    row = link.find_parent("tr")
    if row is None:
        return None
    cells = row.find_all("td", recursive=False)
    if len(cells) < 3 or link.find_parent("td") is cells[0] or len(row.find_all("a")) > 2:
        return None
    said = soup.text(cells[0])
    return said if said and 4 <= len(said) <= 120 and ROLE.search(said) else None


def _role_line(link: Tag) -> Tag | None:
    """Of a whole card that is one link, the line that names the role."""
    blocks = [
        e
        for e in link(["p", "div", "span", "td", "li"])
        if soup.text(e) and not e.find(["p", "div", "span", "td", "li"])
    ]
    return next((e for e in blocks if ROLE.search(soup.text(e) or "")), blocks[0]) if len(blocks) > 1 else None


def _card(links: list[Tag], others: set[int]) -> Tag:
    """The largest element around a posting's link that holds no other posting's link, at most eight levels up."""
    card = next((e for e in links if soup.text(e)), links[0])
    for _ in range(8):
        parent = card.parent
        if parent is None or parent.name in ("body", "html", "[document]") or any(id(a) in others for a in parent("a")):
            break
        card = parent
    return card


def _lines(card: Tag, title: str) -> list[str]:
    """The card's texts in order, without title and buttons."""
    texts: list[str] = []
    for piece in card.find_all(string=True):
        texts += [t for t in _parts(piece, title) if t not in texts]
    return texts[:12]


def _parts(piece: str, title: str) -> list[str]:
    parts = (line(part) for part in re.split(r"\s[·•|]\s|[·•]|\n\s*\n", piece))
    return [t for t in parts if t and t != title and not _GENERIC.fullmatch(t) and len(t) < 400]


def _following(links: list[Tag], title: str) -> list[str]:
    """The lines after a posting's link up to the next link of anything else, a few at most."""
    own = {id(link) for link in links}
    texts: list[str] = []
    last = max(links, key=lambda e: bool(soup.text(e)))
    for e in last.next_elements:
        if isinstance(e, Tag) and (e.name == "hr" or (e.name == "a" and id(e) not in own)):
            break
        if isinstance(e, NavigableString) and not any(id(p) in own for p in e.parents):
            texts += [t for t in _parts(e, title) if t not in texts]
        if len(texts) >= FOLLOWING:
            break
    return texts[:FOLLOWING]


def _unlabelled(text: str) -> str:
    """`Location: Concord, New Hampshire` without its label, `Casper, WY (On-site)` and `Elm Clinic 3.9 ★` without what follows."""
    text = re.sub(
        r"^(?:location|recruiter|employer|company|organi[sz]ation|hospital|facility|city)\s*:\s*", "", text, flags=re.I
    )
    return re.sub(r"\s*(?:\((?:on[- ]?site|hybrid|remote|in[- ]person)\)|\d(?:\.\d)?\s*[★☆*].*)$", "", text, flags=re.I)


def _record(title: str, url: str, said: list[str], surely: bool) -> dict[str, Any] | None:
    place = where = pay = employer = posted = None
    rest = []
    for text in map(_unlabelled, said):
        stripped = text.strip(" ,-–—()")
        if m := _POSTED.search(text):
            posted = posted or m[1]
        elif (
            where is None
            and (m := _WITH_PLACE.fullmatch(text) or _BEFORE_PLACE.fullmatch(stripped))
            and (at := PLACE.fullmatch(m["place"]))
        ):
            employer = employer or m["employer"].strip(" ,")
            where, place = m["place"], {k: v for k, v in at.groupdict().items() if v}
        elif where is None and _REMOTE.fullmatch(stripped):
            where, place = text, {"text": text}
        elif where is None and (m := PLACE.fullmatch(_COUNTRY.sub("", stripped)) or _LOOSE.fullmatch(stripped)):
            where, place = text, {k: v for k, v in m.groupdict().items() if v}
        elif pay is None and (_PAY.search(text) or text.lower().startswith(("salary:", "pay:", "compensation:"))):
            pay = text
        elif _WHEN.search(text) and len(text) < 40:
            continue
        elif employer is None and len(text) <= 120 and re.search(r"[A-Za-z]{2}", text):
            employer = stripped
        else:
            rest.append(text)
    if not surely and not (employer and place):
        return None
    said_id = "\x1f".join([title, employer or "", where or ""])
    hashed = hashlib.sha256(said_id.encode("utf-8", "replace")).hexdigest()[:16]
    return {
        "key": _key(url) if surely else hashed,
        "url": url,
        "title": title,
        "employer": employer,
        "places": [place] if place else [],
        "pay_text": pay,
        "posted": posted,
        "description": "\n".join(rest) or None,
    }


def _key(url: str) -> str:
    """Host, path and query of a posting's address."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def _labelled(block: list[str], url: str) -> dict[str, Any] | None:
    """The record of lines that each name what they say (`Job Title: …`, `City: …`); None where no line names a title."""
    values: dict[str, list[str]] = {}
    rest = []
    for text in block:
        m = _LABELLED.fullmatch(text)
        if m and local(m[1]) in fields.KNOWN:
            values.setdefault(local(m[1]), []).append(m[2])
        else:
            rest.append(text)
    if fields.first(values, "title") is None:
        return None
    read = fields.record(values, url)
    told = [read.get("description"), *rest]
    return {**read, "key": _key(url), "url": url, "description": "\n".join(filter(None, told)) or None}


def from_text(text: str) -> list[dict[str, Any]]:
    """Postings of a mail without HTML: each address that looks like one, with the lines above it."""
    found = []
    block: list[str] = []  # the lines since the last empty one; a link in a block of its own belongs to the one before
    ended = False
    for raw in text.splitlines()[:20_000]:
        links = _IN_TEXT.findall(raw)
        said = line(_IN_TEXT.sub(" ", raw))
        if said and not _GENERIC.fullmatch(said) and len(said) < 300:
            block = [said] if ended else [*block, said]
            ended = False
        elif not raw.strip():
            ended = True
        if links and block:
            url = target(links[0].rstrip(".,;"))
            title = _NUMBERED.sub("", block[0])
            if is_posting(url) and (record := _labelled(block, url) or _record(title, url, block[1:8], surely=True)):
                found.append(record)
            block = []
    return found
