"""Any site with a sitemap whose job pages carry schema.org JobPosting as JSON-LD or microdata. `url` is the site."""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers import jobpage, jobposting, sitemap
from curbside.extractors.readers.ats import job_page
from curbside.extractors.readers.characters import utf8
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.markup import address, is_html, key_of, site_of
from curbside.extractors.readers.saved import is_saved, or_saved, saved_name
from curbside.extractors.readers.whose import is_own


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Every sitemap of the site, an index before its children."""
    if not board.url:
        raise BoardError(f'{board.name}: family = "jsonld" needs `url`: the site')
    return sitemap.answers(board.url, ask)


def items(answer: Answer, board: Board) -> list[Item]:
    """The job pages of one sitemap, `lastmod` as version; of a saved page, its postings."""
    if is_html(answer.body):
        return saved_items(answer, board)
    found: dict[str, Item] = {}
    for url, changed in sitemap.jobs(sitemap.read(answer)[1]):
        key = key_of(url, site(answer, board))
        found.setdefault(key, Item(key, url, changed))
    return list(found.values())


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The job page itself; 404 and 410 are answers, too."""
    return job_page(ask, item, item.url)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """The page's posting; nothing from a sitemap or a page that is gone."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        return own_records(answer)
    return saved_records(answer, board) if is_html(answer.body) else []


def own_records(answer: Answer) -> list[dict[str, Any]]:
    """The posting of a job page: its schema.org data, else what the page itself says."""
    key = answer.key or ""
    url = address(answer.url, "") or answer.url
    found = jobposting.one(answer.body, url, key, answer.content_type)
    if not found and (plain := jobpage.read(answer.body, url, answer.content_type)):
        return [{**plain, "key": key}]
    return _titled(found, answer)


def _titled(found: list[dict[str, Any]], answer: Answer) -> list[dict[str, Any]]:
    """The one posting of a page whose data leave its title empty, under the page's heading."""
    if len(found) != 1 or found[0]["title"]:
        return found
    return [{**found[0], "title": jobpage.title(answer.body, answer.content_type)}]


def site(answer: Answer, board: Board) -> str:
    """The address whose host is left out of keys."""
    return answer.url if is_saved(board) or not board.url else site_of(board.url)


def saved_items(answer: Answer, board: Board) -> list[Item]:
    """Items of a page that the user saved: what it holds, under the keys that the page's own address gives."""
    _refuse_foreign(answer, board)
    return [Item(r["key"], r["url"]) for r in saved_records(answer, board)]


def saved_records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Records of a saved page; `key` from each posting's own address, else from the file's name: an address that the
    pages of several postings bear (the site's home page, its list) is no posting's."""
    _refuse_foreign(answer, board)
    read = _titled(jobposting.records(answer.body, answer.url, answer.content_type), answer)
    if not read and (plain := jobpage.read(answer.body, answer.url, answer.content_type)):
        read = [plain]
    named = address(canonical(answer.body), answer.url)
    for r in read:
        r["url"] = next((u for u in (r["url"], named) if u.startswith("http") and is_own(u, r["title"])), answer.url)
        r["key"] = key_of(r["url"], r["url"]) if r["url"] != answer.url else saved_name(answer.url, board)
    return gathered(read)


def _refuse_foreign(answer: Answer, board: Board) -> None:
    if not is_saved(board) and not answer.url.startswith("file:"):
        raise BoardError(f"{answer.url}: answered with an HTML page instead of a list (signed out or blocked?)")


def canonical(body: bytes) -> str | None:
    """Address that a page gives itself: its canonical link or the saving browser's comment."""
    body = utf8(body)
    for start, end in (
        (b'rel="canonical" href="', b'"'),
        (b"saved from url=(", b" -->"),
        (b'og:url" content="', b'"'),
    ):
        at = body.find(start)
        if at >= 0:
            text = body[at + len(start) : at + len(start) + 2000].split(end)[0].decode("utf-8", "replace")
            return text.partition(")")[2] if start.startswith(b"saved") else text
    return None


FAMILY = Family(
    name="jsonld",
    title="Any site with schema.org job pages",
    source=(
        "schema.org/JobPosting, Google's job posting rules, sitemaps.org; quirks: public readers' notes "
        "(2026-11). Read, not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    page=page,
    pages_decide=True,
    marks=rb"<(?:\w+:)?(?:urlset|sitemapindex)\b",
    general=True,
    feed=True,
    endings=("html",),
)
