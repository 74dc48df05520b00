"""SuccessFactors career sites: the feed they keep for Google (`/googlefeed.xml`, on others `/sitemal.xml`), RSS with `g:`
fields. `url` is the site. Some write the place behind the title, too: `Urologist (Lima, OH, US, 45801)`.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers import feed, fields
from curbside.extractors.readers.ats import employer, host
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.known import by_path
from curbside.extractors.readers.markup import address, is_html, key_of, line
from curbside.extractors.readers.saved import or_saved

URL = None
_FEEDS = ("/googlefeed.xml", "/sitemal.xml")  # the second spelled so
_WITH_PLACE = re.compile(r"(?P<title>.+?)\s*\((?P<place>[^()]{4,80})\)")
_PLACE = re.compile(r"[^,]{2,50}, [A-Z]{2}, (?:USA?|United States(?: of America)?)(?:, \d{5}(?:-\d{4})?)?")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The feed: `url` itself, else the first that the site has."""
    base = host(board, URL)
    if urlsplit(base).path.strip("/"):
        yield ask(base)
        return
    for path in _FEEDS:
        answer = ask(urljoin(base, path), accept_status=(200, 404, 410))
        if answer.ok and not is_html(answer.body):
            yield answer
            return
    raise BoardError(
        f"{base}: no feed found (asked {' and '.join(_FEEDS)}); give the feed's address, or read the site's pages with "
        'family = "jsonld"'
    )


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting of the feed."""
    return [Item(r["key"], r.get("url") or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the feed by its `g:id`, else its address."""
    found = []
    for entry in feed.entries(answer):
        record = fields.record(entry, answer.url)
        url = address(record.get("url"), answer.url)
        key = feed.first(entry, "id") or (key_of(url, url) if url else fields.said_key(record))
        if key:
            record = _without_place(record, feed.first(entry, "location"))
            found.append({**record, "key": key, "employer": record.get("employer") or employer(board)})
    return gathered(found)


def _without_place(record: dict[str, Any], place: str | None) -> dict[str, Any]:
    """The title without the place in brackets behind it: the one that the entry names, or one with state and country."""
    m = _WITH_PLACE.fullmatch(record.get("title") or "")
    if m is None or not (m["place"] == place or _PLACE.fullmatch(m["place"])):
        return record
    return {**record, "title": m["title"], "places": record["places"] or [{"text": line(m["place"])}]}


FAMILY = Family(
    name="successfactors",
    title="SAP SuccessFactors",
    source=("The feeds' addresses and `g:` fields from public readers' notes (2026-11). Not seen, not tried live."),
    lists=lists,
    items=items,
    records=records,
    own_site=True,
    interface=by_path(r".*/(?:googlefeed|sitemal)\.xml", whole=True),
    marks=rb"base\.google\.com/ns/1\.0[\s\S]*<g:(?:employer|job_function|expiration_date)\b",
    feed=True,
)
