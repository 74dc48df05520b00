"""Jobvite career sites: an HTML list and job pages with JSON-LD (newer ones without) that name no employer. `account` is the name in
https://jobs.jobvite.com/NAME."""

import re
from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.families import jsonld
from curbside.extractors.readers import htmltree
from curbside.extractors.readers.ats import account, employer, host, job_page, on_host, paged, version
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.htmltree import card_of, text_of, title_of
from curbside.extractors.readers.known import by_host
from curbside.extractors.readers.markup import address
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://jobs.jobvite.com"
_SEVERAL = re.compile(r"\d+ Locations?", re.I)
_JOB = re.compile(r"/job/([\w-]{4,})(?:[/?]|$)")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""

    def page_of(n: int) -> Answer:
        return ask(f"{host(board, URL)}/{account(board)}/search", params={"p": n} if n else None)

    yield from paged(board, page_of, lambda a: [r["key"] for r in _rows(a, board)])


def items(answer: Answer, board: Board) -> list[Item]:
    """Every row by its job code; a hash of the row as version."""
    rows = _rows(answer, board)
    if not rows and is_saved(board):
        return [Item(r["key"], r["url"]) for r in records(answer, board)]
    return [Item(r["key"], r["url"], version(r["title"], r["places"])) for r in rows]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The job page; 404 and 410 are answers, too."""
    url = on_host(item.url, host(board, URL))
    return job_page(ask, item, url)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every row of a list, or the posting of a job page."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        found = jsonld.own_records(answer)
    elif (rows := _rows(answer, board)) or not is_saved(board):
        return rows
    else:
        found = jsonld.saved_records(answer, board)
        found = [{**r, "key": m[1] if (m := _JOB.search(r["url"])) else r["key"]} for r in found]
    return [{**r, "employer": r.get("employer") or employer(board)} for r in found]


def _rows(answer: Answer, board: Board) -> list[dict[str, Any]]:
    root = htmltree.parsed(decode(answer.body, answer.content_type)) if b"/job/" in answer.body else None
    base = jsonld.canonical(answer.body) or URL if is_saved(board) else answer.url
    found: dict[str, dict[str, Any]] = {}

    def key_in(link: Any) -> str | None:
        m = _JOB.search(address(link.get("href"), base))
        return m[1] if m else None

    for link in root.iter("a") if root is not None else ():
        key = key_in(link)
        title = title_of(link) if key else None
        if not (key and title):
            continue
        card = card_of(link, key, key_in)
        place, above = _place(link if card is None else card)
        record: dict[str, Any] = {
            "key": key, "url": address(link.get("href"), base), "title": title, "employer": employer(board),
        }  # fmt: skip
        record["places"] = [{"text": place}] if place and not _SEVERAL.fullmatch(place) else []
        found.setdefault(key, {**record, "categories": above} if above else record)
    return list(found.values())


def _place(card: Any) -> tuple[str | None, list[str]]:
    """A row's place, and the department that some sites write before it, each in a span of its own."""
    cell = next((e for e in card.iter() if isinstance(e.tag, str) and "location" in (e.get("class") or "")), None)
    if cell is None:
        return None, []
    said = [text for e in cell if e.tag == "span" and (text := text_of(e))]
    return (said[-1], said[:-1]) if len(said) > 1 else (text_of(cell), [])


FAMILY = Family(
    name="jobvite",
    title="Jobvite",
    source="A saved list, public readers' notes (2026-11) on lists and job pages; paging from memory. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    tenant=True,
    own_site=True,
    owner=by_host(r"jobs\.jobvite\.com", "path"),
    marks=rb"class=\"jv-|jobvite\.com",
    marks_page=True,
    first_part=True,
)
