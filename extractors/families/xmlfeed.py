"""The XML feed that boards exchange (`<source><job>…`, Indeed's form and its variants): every posting whole. `url` is
the feed, or the site where it is /feed.xml."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.readers import feed, fields
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.markup import address, key_of, line, site_of
from curbside.extractors.readers.saved import is_saved, or_saved


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The feed."""
    if not board.url:
        raise BoardError(f'{board.name}: family = "xmlfeed" needs `url`: the feed')
    yield ask(board.url if urlsplit(board.url).path.strip("/") else urljoin(board.url, "/feed.xml"))


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting of the feed."""
    return [Item(r["key"], r.get("url") or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the feed. `key` is its address, else its reference number: employers number their postings
    each for themselves ("1" stands three times in one real feed), so a number alone says little."""
    if board.url and not is_saved(board):
        base = site = site_of(board.url) + "/"
    else:
        base, site = answer.url, address(line(feed.channel(answer, "publisherurl")), "") or answer.url
    return gathered(_keyed(answer, base, site), board.max_postings)


def _keyed(answer: Answer, base: str, site: str) -> Iterator[dict[str, Any]]:
    """A record an entry. `base`: what keys are relative to; `site`: what addresses are, of a saved feed the publisher's."""
    house = next((said for name in ("company", "employer") if (said := line(feed.channel(answer, name)))), None)
    for entry in feed.entries(answer):
        if fields.is_over(entry):
            continue
        record = fields.record(entry if fields.first(entry, "title") else _by_name(entry), site)
        url = address(record.get("url"), base)
        key = key_of(url, base) if url else fields.key(entry) or fields.said_key(record)
        if key:
            yield {**record, "key": key, "employer": record.get("employer") or house}


def _by_name(entry: feed.Entry) -> feed.Entry:
    """Jooble's form: the title is `name`, the place `region`."""
    return {
        **entry,
        "title": entry.get("name", []),
        "location": entry.get("location") or entry.get("region", []),
        "region": [],
    }


def _guess(at: SplitResult) -> Shown | None:
    return Shown(at.geturl()) if at.path.endswith(".xml") and "sitemap" not in at.path else None


FAMILY = Family(
    name="xmlfeed",
    title="Exchanged XML job feeds",
    source=(
        "Indeed's, ZipRecruiter's, Jobrapido's, Jooble's and JazzHR's feed forms: public readers' notes (2026-11). Read, not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    guess=_guess,
    marks=rb"<source\b|<jobs\b|<job\b",
    general=True,
    feed=True,
    endings=("xml",),
)
