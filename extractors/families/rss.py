"""A feed, then the job pages it links: YM Careers (Naylor, Boxwood), most small boards. `url` is the feed or the site.

YM Careers: `/jobs/?display=rss`; titles carry employer and place (`Title - Employer - City, ST`); relative links, a
bare guid, a teaser in `description`, the full text in `content:encoded`. The board refuses an address after some
fifteen requests, so pages are asked for only when the feed's entry changed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.families import jsonld
from curbside.extractors.readers import feed, fields, namedtitle, saidfields
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.markup import address, is_html, key_of, site_of
from curbside.extractors.readers.places import PLACE
from curbside.extractors.readers.saved import is_saved, or_saved

REMEMBERED = 4096  # entries of a feed, so that repeats cost little and a long feed no memory
_GUESSES = ("/jobs.rss", "/feeds/rss.xml", "/jobs/feed/", "/rss", "/feed/")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The feed: `url` itself, else the site's YM Careers feed, the one its home page names, or a usual address."""
    if not board.url:
        raise BoardError(f'{board.name}: family = "rss" needs `url`: the feed or the site')
    parts = urlsplit(board.url)
    if parts.path.strip("/") or parts.query:
        yield ask(board.url)
        return
    missing = (200, 400, 401, 403, 404, 406, 410)
    answer = ask(urljoin(board.url, "/jobs/"), params={"display": "rss", "resultsPerPage": 1000}, accept_status=missing)
    if answer.ok and not is_html(answer.body):
        yield answer
        return
    home = ask(board.url, accept_status=missing)
    if {answer.status, home.status} <= {401, 403}:
        raise BoardError(f"{board.url}: answered {home.status}; it refuses programs or wants a sign-in")
    named = _named(decode(home.body[: 1 << 20], home.content_type), home.url) if home.ok else []
    for url in named[:3] or [urljoin(board.url, guess) for guess in _GUESSES]:
        answer = ask(url, accept_status=missing)
        if answer.ok and not is_html(answer.body):
            yield answer
            return
    raise BoardError(
        f"{board.url}: no feed found (asked /jobs/?display=rss and {len(named[:3]) or len(_GUESSES)} others); "
        "give the feed's address"
    )


def _named(page: str, base: str) -> list[str]:
    """Feeds that a page's <link rel="alternate"> names, job feeds first."""
    found = []
    for m in re.finditer(r"<link\b[^>]{0,1000}>", page, re.I):
        href = re.search(r"""href\s*=\s*["']([^"']+)""", m[0], re.I)
        if href and re.search(r"application/(?:rss|atom)\+xml", m[0], re.I) and (url := address(href[1], base)):
            found.append(url)
    return sorted(dict.fromkeys(found), key=lambda u: "job" not in u.lower())


def items(answer: Answer, board: Board) -> list[Item]:
    """Entries of the feed: guid, else link, as key; a hash of what the entry says as version."""
    found = feed.entries(answer)
    names = (
        ("title", "description")
        if feed.built_at_once(found)
        else ("title", "pubdate", "published", "updated", "description", "summary")
    )
    told: dict[str, list[str]] = {}
    for record in _told(answer, board, lambda entry: feed.version(entry, names)):
        told[record["key"]] = [record.get("url") or "", record["version"]]
    return [Item(key, url, said) for key, (url, said) in told.items()]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """The feed's own fields (list), or the job page's posting (page)."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        return jsonld.own_records(answer)
    at_once = feed.built_at_once(feed.entries(answer))
    left_out = ("version", "posted") if at_once else ("version",)
    return [{k: v for k, v in r.items() if k not in left_out} for r in _told(answer, board, lambda entry: "")]


def _told(answer: Answer, board: Board, version: Callable[[feed.Entry], str]) -> list[dict[str, Any]]:
    """A record a posting, `version` made of all its entries: feeds repeat a posting once a place."""
    return gathered(_keyed(answer, _base(answer, board), board.employer, version), board.max_postings)


def _keyed(
    answer: Answer, base: str, own: str | None, version: Callable[[feed.Entry], str]
) -> Iterator[dict[str, Any]]:
    """A record an entry. One that says what another has said is not read again, whatever its number."""
    found = feed.entries(answer)
    known: dict[str, dict[str, Any] | None] = {}
    site = feed.home(answer) or base if base == answer.url else base  # of a saved feed, what its relative links mean
    form = namedtitle.names_employers(fields.first(e, "title") or "" for e in found[: namedtitle.MOST])
    for entry, key in zip(found, _keys(found, base), strict=True):
        said = f"{key}{entry}"
        if said not in known:
            if len(known) == REMEMBERED:
                known.clear()
            read = saidfields.filled(fields.record(entry, site), _texts(entry))
            record = told_apart(read, own, form)
            key = key or fields.said_key(record)
            known[said] = {**record, "key": key, "version": version(entry)} if key else None
        if (told := known[said]) is not None:
            yield told


def _texts(entry: feed.Entry) -> Iterator[str]:
    return (text for name in fields.NAMES["description"] for text in entry.get(name, ()))


def told_apart(record: dict[str, Any], own: str | None = None, takes_unknown: bool = False) -> dict[str, Any]:
    """`Title - Employer - City, ST` and `Title at Employer (City, ST)` told apart where no fields hold them.

    `own`: the board's configured employer, which no part of a title takes the place of; `takes_unknown`: whether the
    feed's titles have an employer before the place (`namedtitle.names_employers`).
    """
    title = record.get("title")
    told = namedtitle.apart(title, takes_unknown, own) if title else None
    if title and record["places"]:  # `Internist - Tyler, TX` beside Tyler
        name, _, place = title.rpartition(" - ")
        where = PLACE.fullmatch(place)
        city = record["places"][0].get("city") or (record["places"][0].get("text") or "").partition(",")[0]
        if told and told.employer and told.place.get("city") == city and not record.get("employer"):
            return {**record, "title": told.title, "employer": told.employer}
        return {**record, "title": name} if where and name and where["city"] and where["city"] == city else record
    if told is None or record.get("employer"):
        return record
    said = {"employer": told.employer} if told.employer else {}
    return {**record, "title": told.title, **said, "places": [told.place]}


def _base(answer: Answer, board: Board) -> str:
    return answer.url if board.url is None or is_saved(board) else site_of(board.url) + "/"


def _keys(found: list[feed.Entry], base: str) -> list[str | None]:
    """A key an entry: its guid where no two entries share one, else its address; None where it has neither."""
    guids = [feed.first(e, "guid") or feed.first(e, "id") for e in found]
    times = Counter(guids)
    own = lru_cache(REMEMBERED)(lambda url: address(url, base) or None)
    key = lru_cache(REMEMBERED)(
        lambda url: key_of(url, base) if url and url.startswith(("http://", "https://")) else url
    )
    return [
        key(guid if guid and times[guid] == 1 else own(fields.first(entry, "url")))
        for entry, guid in zip(found, guids, strict=True)
    ]


def _guess(at: SplitResult) -> Shown | None:
    named = re.search(r"(?:\.rss|\.atom|/rss|/feed)/?$|rss\.xml$", at.path)
    return Shown(at.geturl()) if named or parse_qs(at.query).get("display") == ["rss"] else None


FAMILY = Family(
    name="rss",
    title="RSS and Atom feeds, YM Careers",
    source=(
        "RSS 2.0, RFC 4287; YM Careers, SmartJobBoard: public readers' notes (2026-11) (no real YM feed was "
        "seen). Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    page=jsonld.page,
    whole=False,
    pages_decide=True,
    guess=_guess,
    marks=rb"<rss\b|<feed\b|<rdf:RDF\b",
    general=True,
    feed=True,
)
