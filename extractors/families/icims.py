"""iCIMS career portals: HTML cards, page by page from 0, and a job page with JSON-LD. `url` is the portal's host, or
`account` the name in https://NAME.icims.com.

The pages' JSON-LD says "UNAVAILABLE" for what it does not know and sets validThrough a year ahead.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.families import jsonld
from curbside.extractors.readers import htmltree, sidebar
from curbside.extractors.readers.ats import employer, host, job_page, on_host, paged, version
from curbside.extractors.readers.cards import GENERIC
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.htmltree import card_of, text_of, title_of
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import address, line, lines
from curbside.extractors.readers.pagelabels import is_house
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://{account}.icims.com"
_JOB = re.compile(r"/jobs/(\d+)/")
_PAGE = re.compile(r"/jobs/\d+/[^/]+/job/?$")
_BARE = re.compile(r"[A-Z]{2}-[A-Z]{2,3}-[A-Z][^|]{1,60}")
_HOUSES = ("facility", "facility name", "hospital", "company", "employer")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d")
_PLACE = re.compile(r"(?P<country>[A-Z]{2})(?:-(?P<state>[A-Z]{2,3}))?(?:-(?P<city>[^|]+))?")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of cards. A page without any (a bot check among them) ends the list."""

    def page_of(n: int) -> Answer:
        return ask(f"{host(board, URL)}/jobs/search", params={"ss": 1, "in_iframe": 1, "pr": n})

    yield from paged(board, page_of, lambda a: [r["key"] for r in _cards(a, board)])


def items(answer: Answer, board: Board) -> list[Item]:
    """Every card by its job number; a hash of the card as version."""
    cards = _cards(answer, board)
    if not cards and is_saved(board):
        return [Item(r["key"], r["url"]) for r in records(answer, board)]
    return [Item(r["key"], r["url"], version(sorted(r.items(), key=str))) for r in cards]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The job page, as inside its frame; 404 and 410 are answers, too."""
    url = on_host(item.url, host(board, URL))
    params = {"in_iframe": 1}
    return job_page(ask, item, url, params)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every card of a list, or the posting of a job page."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        return [sidebar.added(r, answer) for r in jsonld.own_records(answer)]
    if (cards := _cards(answer, board)) or not is_saved(board):
        return cards
    saved = jsonld.saved_records(answer, board)
    return [{**r, "key": m[1] if (m := _JOB.search(r["url"])) else r["key"]} for r in saved]


def _cards(answer: Answer, board: Board) -> list[dict[str, Any]]:
    if b"iCIMS_" not in answer.body and b"/jobs/" not in answer.body:
        return []
    root = htmltree.parsed(decode(answer.body, answer.content_type))
    if root is None:
        return []
    found: dict[str, dict[str, Any]] = {}

    def key_in(link: Any) -> str | None:
        m = _JOB.search(urlsplit(address(link.get("href"), answer.url)).path + "/")
        return m[1] if m else None

    links = [(key, link) for link in root.iter("a") if (key := key_in(link))]
    named = [(key, link) for key, link in links if _is_title(link)]
    for key, link in named or [(key, link) for key, link in links if _is_plain(link, answer.url)]:
        url, card = address(link.get("href"), answer.url), card_of(link, key, key_in)
        found.setdefault(key, _card(key, url, title_of(link), card, board))
    return list(found.values())


def _is_title(link: Any) -> bool:
    headed = link.find(".//h3") is not None or link.find(".//h2") is not None
    return headed or "iCIMS_Anchor" in (link.get("class") or "")


def _is_plain(link: Any, base: str) -> bool:
    """Whether a link of a portal that marks none as a title leads to a job page and names it."""
    text = text_of(link)
    return bool(_PAGE.search(urlsplit(address(link.get("href"), base)).path) and text and not GENERIC.fullmatch(text))


def _card(key: str, url: str, title: str | None, card: Any, board: Board) -> dict[str, Any]:
    named: dict[str, list[str]] = {}
    if card is not None:
        for term in card.iter("dt"):
            value = term.getnext()
            if value is not None and (text := text_of(value)):
                named.setdefault(_label(" ".join(term.itertext())), []).append(
                    text
                )  # some in a span for screen readers
        for label in card.iter("span"):  # "Job Locations" stands in a span for screen readers, its value in the next
            value = label.getnext()
            if "field-label" in (label.get("class") or "") and value is not None and (text := _value(value)):
                named.setdefault(_label(text_of(label)), []).append(text)

    def said(*names: str) -> list[str] | None:
        return lines([v for n in names for v in named.get(n, ())])

    told = said("job locations", "location", "job location") or _cells(card)
    places = [_place(p) for text in told for p in text.split("|")]
    summary = card.find('.//div[@class="col-xs-12 description"]') if card is not None else None
    read = {
        "key": key,
        "url": url,
        "title": title,
        "employer": next((h for h in said(*_HOUSES) or () if is_house(h)), None) or employer(board),
        "places": [p for p in places if p],
        "categories": said("category", "job category", "department", "specialty"),
        "employment": said("type", "position type", "employment type", "job type", "schedule"),
        "pay_text": line(said("pay range", "salary range", "pay rate", "salary")),
        "posted": line(said("posted date", "date posted", "job post information* : posted date")),
        "reference": line(said("job id", "id", "requisition id", "req id")),
        "description": text_of(summary) if summary is not None else None,
    }
    return {k: v for k, v in read.items() if v is not None}


def _label(text: str | None) -> str:
    """A field's name: `Category (Portal Searching):` is category."""
    return sidebar.bare((line(text) or "").lower().strip(": ")).strip()


def _cells(card: Any) -> list[str]:
    """Of a row without labels, the cells that look like a place of iCIMS: `US-TX-Houston`."""
    said = (line(text) for text in (card.itertext() if card is not None else ()))
    return [text for text in said if text and _BARE.fullmatch(text)]


def _value(e: Any) -> str | None:
    """A field's text; the day that a `2 weeks ago` bears as its title."""
    day = line(e.get("title"))
    return day if day and _DAY.match(day) else text_of(e)


def _place(text: str) -> dict[str, Any]:
    text = text.strip(" -")
    m = _PLACE.fullmatch(text)  # US-NC-Holly Springs
    if m:
        return {k: v.strip() for k, v in m.groupdict().items() if v}
    return {"text": text} if text else {}


FAMILY = Family(
    name="icims",
    title="iCIMS",
    source="A saved list and job page, public readers' notes (2026-11). Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    own_site=True,
    owner=by_host(r"([\w-]+)\.icims\.com", "host"),
    interface=by_path(r"/jobs/search"),
    marks=rb"iCIMS_|\.icims\.com",
    marks_page=True,
)
