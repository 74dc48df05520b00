"""SuccessFactors career sites: the feed they keep for Google (`/googlefeed.xml`), RSS with `g:` fields. `url` is
the site.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers import feed, fields
from curbside.extractors.readers.ats import employer, host
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.known import by_path
from curbside.extractors.readers.markup import address, key_of
from curbside.extractors.readers.saved import or_saved

URL = None


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
    found = []
    for entry in feed.entries(answer):
        record = fields.record(entry, answer.url)
        url = address(record.get("url"), answer.url)
        key = feed.first(entry, "id") or (key_of(url, url) if url else fields.said_key(record))
        if key:
            found.append({**record, "key": key, "employer": record.get("employer") or employer(board)})
    return gathered(found)


FAMILY = Family(
    name="successfactors",
    title="SAP SuccessFactors",
    source=(
        "The feed's address from public readers' notes (2026-11); its `g:` fields from memory. Not seen, not "
        "tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    own_site=True,
    interface=by_path(r".*/googlefeed\.xml", whole=True),
    marks=rb"base\.google\.com/ns/1\.0[\s\S]*<g:(?:employer|job_function|expiration_date)\b",
    feed=True,
)
