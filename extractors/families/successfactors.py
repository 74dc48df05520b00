"""SuccessFactors career sites: the feed they keep for Google (`/googlefeed.xml`), RSS with `g:` fields. `url` is
the site.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, Item
from curbside.extractors.readers import feed, fields
from curbside.extractors.readers.ats import employer, host
from curbside.extractors.readers.markup import address, key_of
from curbside.extractors.readers.saved import or_saved

TITLE = "SAP SuccessFactors"
URL = None
SOURCE = (
    "The feed's address from research/SOURCES.md, section 3; its `g:` fields from memory. Not seen, not tried live."
)


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The feed."""
    base = host(board, URL)
    yield ask(base if urlsplit(base).path.strip("/") else urljoin(base, "/googlefeed.xml"))


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting of the feed."""
    return [Item(r["key"], r.get("url") or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the feed by its `g:id`, else its address."""
    found: dict[str, dict[str, Any]] = {}
    for entry in feed.entries(answer):
        record = fields.record(entry, answer.url)
        url = address(record.get("url"), answer.url)
        key = feed.first(entry, "id") or (key_of(url, url) if url else None)
        if key:
            found.setdefault(key, {**record, "key": key, "employer": record.get("employer") or employer(board)})
    return list(found.values())
