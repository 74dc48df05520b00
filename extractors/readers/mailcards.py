"""Cards of a job-alert mail: title, employer, place and pay around each posting's link. Pure.

A card is the smallest element around a posting's links that holds no other posting's (`cards`). Where that element
holds nothing but the link (a row or paragraph of its own, as boards write them), the lines that follow up to the next
posting's link are the card; where the link is but a button ("View job"), its title is sought in the card. Of a mail
without HTML, the lines above each address.
"""

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import NavigableString, Tag

from curbside.extractors.readers import cards, fields, mailnotes, namedtitle, soup
from curbside.extractors.readers.forwarded import unquoted
from curbside.extractors.readers.maillinks import is_posting, target
from curbside.extractors.readers.markup import line, local
from curbside.extractors.readers.places import CODES, PLACE
from curbside.extractors.readers.prose import ROLE

MAX_LINKS = 2000  # of one mail
TABLES = 8  # of one card
FOLLOWING = 5  # lines after a link that may be its card's
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
_LAND = re.compile(r"USA?|United States", re.I)
_COUNTRY = re.compile(r",? (?:USA?|United States(?: of America)?)$")
_REMOTE = re.compile(
    r"(?:100% |fully )?remote(?:,? (?:USA?|United States))?|work from home|anywhere(?: in the US)?|USA?|United States|"
    r"(?:remote|hybrid(?: work)?|work from home) in .{2,60}",
    re.I,
)
_IN_TEXT = re.compile(r"https?://[^\s<>\"')\]]+")
_EMPTY = re.compile(r"<\s*>|\[\s*\]|\(\s*\)")  # around an address
_NUMBERED = re.compile(r"^\(?\d{1,3}[.)]\s+|^[•*–-]\s+")
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S*(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)[.!?]$|\byou\b", re.I)  # no name
_LABELLED = re.compile(r"([A-Za-z][A-Za-z /]{1,30}?)\s*:\s+(\S.*)")


def from_html(page: str) -> list[dict[str, Any]]:
    """Every posting of a mail's page."""
    root = soup.clean(soup.parsed(page))
    links: dict[str, list[Tag]] = {}
    for link in root("a"):
        href = soup.attribute(link, "href").strip()
        if href.startswith(("http://", "https://")) and len(links) < MAX_LINKS:
            _take_table(link)
            links.setdefault(target(href), []).append(link)
    sure = {url: is_posting(url) for url in links}
    named_first = any(
        mailnotes.rates_first([soup.text(e) or "" for e in _blocks(a)]) for e in links.values() for a in e
    )
    titles = ((url, _title(e, url, named_first)) for url, e in links.items() if _may_lead(url, sure[url]))
    named = {url: title for url, title in titles if title}
    named = {url: t for url, t in named.items() if sure[url] or not cards.is_house(t)}  # a link to the employer's page
    buttons = [
        u for u, e in links.items() if u not in named and _may_lead(u, sure[u]) and cards.leads(e, sure[u] is True)
    ]
    bounds = {id(e): url for url in (*named, *buttons) for e in links[url]}
    found: dict[str, dict[str, Any] | None] = dict.fromkeys(links)
    for url in buttons:
        others = {i for i, u in bounds.items() if u != url}
        if card := cards.titled(links[url], others, sure[url] is True):
            found[url] = _whole(card[0], url, card[1], sure[url] is True)
    bounds = {i: url for i, url in bounds.items() if url in named or found[url]}
    for url, title in named.items():
        others = {i for i, u in bounds.items() if u != url}
        bears = [title in (soup.text(e) or "") for e in links[url]]
        # a button may stand before it
        own = [e for first in (True, False) for e, b in zip(links[url], bears, strict=True) if b is first]
        said = _lines(cards.levels(own, others)[-1], title)
        readings = [said, [*said, *(text for text in _following(own, title) if text not in said)]]
        found[url] = _whole(title, url, readings, sure[url] is True)
    return [record for record in found.values() if record]


def _may_lead(url: str, is_sure: bool | None) -> bool:
    """Whether an address may be a posting's: not one of navigation, nor a site's start. Senders of mails hide where a
    link leads in a query alone: `https://click.board.example/?qs=1f3a`."""
    parts = urlsplit(url)
    return bool(is_sure) or (is_sure is None and bool(parts.path.strip("/") or parts.query))


def _whole(title: str, url: str, readings: list[list[str]], is_sure: bool) -> dict[str, Any] | None:
    """The record of the first reading of a card's lines that names employer and place, else of the last that is one."""
    record = None
    title = _NUMBERED.sub("", title)
    for said in readings:
        record = _record(title, url, said, is_sure) or record
        if record and record["employer"] and record["places"]:
            break
    return record


def _take_table(link: Tag) -> None:
    """A table that is one link (`<a><table>…`), or several, stands behind an empty one: the parser ends links at tables."""
    if soup.text(link) or link("img"):
        return
    for _ in range(TABLES):
        after = link.find_next_sibling()
        if after is None or after.name != "table" or after("a"):
            return
        link.append(after.extract())


def _title(links: list[Tag], url: str, named_first: bool) -> str | None:
    """The longest text of a posting's links that is no button's."""
    texts = []
    for link in links:
        headings = (e for e in link(["h1", "h2", "h3", "h4", "strong", "b"]) if soup.text(e))
        text = soup.text(next(headings, None) or _role_line(link, url, named_first) or link) or line(link.get("title"))
        if text and 4 <= len(text) <= 300 and not cards.GENERIC.fullmatch(text) and re.search(r"[A-Za-z]{3}", text):
            texts.append(text)
    return max(texts, key=len, default=None)


def _role_line(link: Tag, url: str, named_first: bool) -> Tag | None:
    """Of a whole card that is one link, the line that names the role, else the one that the address repeats last, else the
    first; the one after it where the mail's cards name their employers first (`named_first`)."""
    blocks = _blocks(link)
    if len(blocks) < 2:
        return None
    path = local(urlsplit(url).path)
    at = {id(e): path.rfind(said) if len(said := local(soup.text(e) or "")) > 5 else -1 for e in blocks}
    named = max(blocks, key=lambda e: at[id(e)])  # /job/elm-clinic/chief-of-staff/77
    if at[id(named)] < 0 and named_first:
        named = next((e for e in blocks[1:] if not mailnotes.is_note(soup.text(e) or "")), named)
    return next((e for e in blocks if ROLE.search(soup.text(e) or "")), named)


def _blocks(link: Tag) -> list[Tag]:
    """The lines of a card within its link."""
    tags = ["p", "div", "span", "td", "li"]
    return [e for e in link(tags) if soup.text(e) and not e.find(tags)]


def _lines(card: Tag, title: str) -> list[str]:
    """The card's texts in order, without title and buttons."""
    texts: list[str] = []
    for piece in card.find_all(string=True):
        texts += [t for t in cards.parts(piece, title) if t not in texts]
    return texts[:12]


def _following(links: list[Tag], title: str) -> list[str]:
    """The lines after a posting's link up to the next link of anything else, a few at most."""
    own = {id(link) for link in links}
    texts: list[str] = []
    last = max(links, key=lambda e: bool(soup.text(e)))
    for e in last.next_elements:
        if isinstance(e, Tag) and (e.name == "hr" or (e.name == "a" and id(e) not in own)):
            break
        if isinstance(e, NavigableString) and not any(id(p) in own for p in e.parents):
            texts += [t for t in cards.parts(e, title) if t not in texts]
        if len(texts) >= FOLLOWING:
            break
    return texts[:FOLLOWING]


def _unlabelled(text: str) -> str:
    """`Location: Concord, New Hampshire` without its label, `Casper, WY (On-site)` and `Elm Clinic 3.9 ★` without what follows."""
    text = re.sub(
        r"^(?:location|recruiter|employer|company|organi[sz]ation|hospital|facility|city)\s*:\s*", "", text, flags=re.I
    )
    return re.sub(r"\s*(?:\((?:on[- ]?site|hybrid|remote|in[- ]person)\)|\d(?:\.\d)?\s*[★☆*].*)$", "", text, flags=re.I)


def _may_employ(text: str) -> bool:
    """Whether a line of a card may be the employer's name: no sentence, and not `Full-time`, `Internal Medicine`."""
    is_name = len(text) <= 120 and bool(re.search(r"[A-Za-z]{2}", text)) and not _SENTENCE.search(text)
    return is_name and namedtitle.is_employer(text) is not False


def _record(title: str, url: str, said: list[str], surely: bool) -> dict[str, Any] | None:
    where = pay = employer = posted = None
    rest: list[str] = []
    places: list[dict[str, str]] = []
    for text in map(_unlabelled, mailnotes.plain(said)):
        stripped = text.strip(" ,-–—()")
        if m := _POSTED.search(text):
            posted = posted or m[1]
        elif where is None and (found := _house_with_place(text, stripped)):
            employer, where = employer or found[0], found[1]
            places.append(found[2])
        elif at := _place(text, stripped):
            where = where or text
            places += [at] if at not in places else []
        elif pay is None and (_PAY.search(text) or text.lower().startswith(("salary:", "pay:", "compensation:"))):
            pay = text
        elif _WHEN.search(text) and len(text) < 40:
            continue
        elif employer is None and _may_employ(text):
            employer = stripped
        else:
            rest.append(text)
    places = [p for p in places if not _LAND.fullmatch(p.get("text", ""))] or places  # a town says more
    title, employer, place = _told(title, employer, places[0] if places else None)
    if not surely and not (employer and place):
        return None
    said_id = "\x1f".join([title, employer or "", where or ""])
    hashed = hashlib.sha256(said_id.encode("utf-8", "replace")).hexdigest()[:16]
    return {
        "key": _key(url) if surely else hashed,
        "url": url,
        "title": title,
        "employer": employer,
        "places": [place, *places[1:]] if place else [],
        "pay_text": pay,
        "posted": posted,
        "description": "\n".join(rest) or None,
    }


def _place(text: str, stripped: str) -> dict[str, str] | None:
    if _REMOTE.fullmatch(stripped):
        return {"text": text.strip(" -–—")}
    m = PLACE.fullmatch(_COUNTRY.sub("", stripped)) or _LOOSE.fullmatch(stripped)
    return {k: v for k, v in m.groupdict().items() if v} if m else None


def _house_with_place(text: str, stripped: str) -> tuple[str, str, dict[str, str]] | None:
    """Employer, place as it stands and its parts, of a line that says both: `Elm Clinic - Troy, NY`, `Elm Clinic - Remote`."""
    m = _WITH_PLACE.fullmatch(text) or _BEFORE_PLACE.fullmatch(stripped)
    if m is None:
        return None
    employer, where = m["employer"].strip(" ,"), m["place"]
    if at := PLACE.fullmatch(where):
        return employer, where, {k: v for k, v in at.groupdict().items() if v}
    return (employer, where, {"text": where}) if _REMOTE.fullmatch(where) and _may_employ(employer) else None


def _told(title: str, employer: str | None, place: Any) -> tuple[str, str | None, Any]:
    """Title, employer and place: what the card does not say is taken from the title, and what it says left out of it."""
    told = namedtitle.apart(title, takes_unknown=employer is None) or namedtitle.ended(title)
    if told is None:
        return title, employer, place
    if employer and told.employer and not namedtitle.same(employer, told.employer):
        return title, employer, place or told.place
    return told.title, employer or told.employer, place or told.place


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
    read = fields.record(values, url, several=False)
    told = [read.get("description"), *rest]
    return {**read, "key": _key(url), "url": url, "description": "\n".join(filter(None, told)) or None}


def from_text(text: str) -> list[dict[str, Any]]:
    """Postings of a mail without HTML: each address that looks like one, with the lines above it."""
    found = []
    blocks: list[list[str]] = [[]]  # lines since the link before, parted where one is empty
    for raw in unquoted(text).splitlines()[:20_000]:
        links = _IN_TEXT.findall(raw)
        said = line(_EMPTY.sub(" ", _IN_TEXT.sub(" ", raw)))
        if said and len(said) < 300 and not (cards.GENERIC.fullmatch(said) or mailnotes.RULE.fullmatch(raw)):
            blocks[-1].append(said)
        elif not raw.strip() and blocks[-1]:
            blocks.append([])
        if links and any(blocks):
            url, block = target(links[0].rstrip(".,;")), mailnotes.above(blocks)
            title = _NUMBERED.sub("", block[0]).rstrip(" :,-–—|")
            if is_posting(url) and (record := _labelled(block, url) or _record(title, url, block[1:8], surely=True)):
                found.append(record)
            blocks = [[]]
    return found
