"""Madgex boards (NEJM, JAMA, many societies): sitemap index → /job/<id>/<slug>/ pages with JSON-LD.

The boards' robots.txt forbids their feeds and searches (`*/jobsrss/*`, `*/searchjobs/*`) and offers sitemapindex.xml:
only that is asked. The id is the key; `LinkSource` and `TrackID` in an address are noise.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from curbside.extractors import jobposting, jsonld, sitemap
from curbside.extractors.ats import GONE
from curbside.extractors.base import Answer, Ask, Board, BoardError, Item
from curbside.extractors.markup import is_html
from curbside.extractors.saved import or_saved

TITLE = "Madgex career centres"
URL = None
SOURCE = (
    "research/SOURCES.md, section 1.1: physemp's and physicianjobtracker's spiders, robots.txt of four Madgex boards, "
    "node-madgex. NEJM's and JAMA's own files were not seen; not tried live."
)
_JOB = re.compile(r"/job/(\d+)(?:/|$)")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The sitemaps that robots.txt names (sitemapindex.xml on every board seen) and their children."""
    if not board.url:
        raise BoardError(f'{board.name}: family = "madgex" needs `url`: the career centre')
    return sitemap.answers(board.url, ask)


def items(answer: Answer, board: Board) -> list[Item]:
    """Job pages by number; employer profiles and everything else are left out."""
    if is_html(answer.body):
        return [Item(_key(i.url) or i.key, i.url) for i in jsonld.saved_items(answer, board)]
    found = {}
    for url, changed in sitemap.read(answer)[1]:
        if (key := _key(url)) and "/employer-profile" not in url:
            parts = urlsplit(url)
            found.setdefault(key, Item(key, urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), changed))
    return list(found.values())


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The job page itself; 404 and 410 are answers, too."""
    return ask(item.url, kind="page", key=item.key, version=item.version, accept_status=GONE)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """The page's posting; nothing from a sitemap or a page that is gone."""
    if answer.status != 200:
        return []
    if answer.kind == "page" and answer.key is not None:
        return jobposting.one(answer.body, answer.url, answer.key, answer.content_type)
    if not is_html(answer.body):
        return []
    return [{**r, "key": _key(r["url"]) or r["key"]} for r in jsonld.saved_records(answer, board)]


def _key(url: str) -> str | None:
    m = _JOB.search(urlsplit(url).path)
    return m[1] if m else None
