"""Madgex boards (NEJM, JAMA, many societies): sitemap index → /job/<id>/<slug>/ pages with JSON-LD.

The boards' robots.txt forbids their feeds and searches (`*/jobsrss/*`, `*/searchjobs/*`) and offers sitemapindex.xml:
only that is asked. The id is the key; `LinkSource` and `TrackID` in an address are noise.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from curbside.extractors import catalogue
from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.families import jsonld
from curbside.extractors.readers import known, sidebar, sitemap
from curbside.extractors.readers.ats import keyed, obj
from curbside.extractors.readers.markup import address, data, is_html, line, lines, rich
from curbside.extractors.readers.saved import or_saved

_JOB = re.compile(r"/job/(\d+)(?:/|$)")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The sitemaps that robots.txt names (sitemapindex.xml on every board seen) and their children."""
    if not board.url:
        raise BoardError(f'{board.name}: family = "madgex" needs `url`: the career centre')
    return sitemap.answers(board.url, ask)


def items(answer: Answer, board: Board) -> list[Item]:
    """Job pages by number; employer profiles and everything else are left out."""
    if saved := _rest(answer):
        return [Item(str(j["id"]), _rest_url(j, answer)) for j in saved]
    if is_html(answer.body):
        return [Item(_key(i.url) or i.key, i.url) for i in jsonld.saved_items(answer, board)]
    found: dict[str, Item] = {}
    for url, changed in sitemap.read(answer)[1]:
        if (key := _key(url)) and "/employer-profile" not in url:
            parts = urlsplit(url)
            found.setdefault(key, Item(key, urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), changed))
    return list(found.values())


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """The page's posting; nothing from a sitemap or a page that is gone."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        return [sidebar.added(r, answer) for r in jsonld.own_records(answer)]
    if saved := _rest(answer):
        return [_rest_record(j, answer) for j in saved]
    if not is_html(answer.body):
        return []
    return [{**r, "key": _key(r["url"]) or r["key"]} for r in jsonld.saved_records(answer, board)]


def _key(url: str) -> str | None:
    m = _JOB.search(urlsplit(url).path)
    return m[1] if m else None


# --- answers of the boards' own REST interface (for Madgex's customers), read where the user saved one ---------


def _rest(answer: Answer) -> list[dict[str, Any]]:
    if answer.body.lstrip()[:1] != b"{":
        return []
    value = obj(data(answer))
    return keyed(obj(value.get("result")).get("jobs") or value.get("jobs"), "id")


def _rest_url(j: dict[str, Any], answer: Answer) -> str:
    template = line(obj(obj(data(answer)).get("result")).get("uriTemplate")) or ""
    parts = urlsplit(template.replace("{jobId}", str(j["id"])))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")) if parts.netloc else answer.url


def _rest_record(j: dict[str, Any], answer: Answer) -> dict[str, Any]:
    contact, application = obj(j.get("contactInfo")), obj(j.get("applyInfo"))
    place = line(j.get("location"))
    name = [line(contact.get(k)) for k in ("contactTitle", "contactFirstName", "contactLastName", "contactLastName2")]
    return {
        "key": str(j["id"]),
        "url": _rest_url(j, answer),
        "title": line(j.get("title")),
        "employer": line(j.get("recruiter")),
        "places": [{"text": place}] if place else [],
        "categories": lines([*_flat(j.get("jobDiscipline")), *_flat(j.get("jobFunction"))]),
        "employment": lines(_flat(j.get("contractType"))),
        "pay_text": line(j.get("salary")),
        "posted": line(j.get("posted")),
        "reference": line(j.get("ref")),
        "description": rich(j.get("description")),
        "contact_name": " ".join(filter(None, name)) or None,
        "contact_email": line(contact.get("contactEmail")),
        "contact_phone": line(contact.get("contactPhone")),
        "apply_url": address(application.get("externalApplicationUrl") or application.get("applyUrl"), "") or None,
    }


def _flat(value: Any) -> list[Any]:
    """Categories, which nest: a group's name, then the list of its members."""
    return [w for v in value for w in _flat(v)] if isinstance(value, list) else [value]


def _guess(at: SplitResult) -> Shown | None:
    host, own = known.host(at), {urlsplit(e.url or "").hostname for e in catalogue.all() if e.family == "madgex"}
    ours = re.match(r"/job/\d+/", at.path) or host in own or f"www.{host}" in own
    return Shown(known.site(at)) if ours else None


FAMILY = Family(
    name="madgex",
    title="Madgex career centres",
    source=(
        "public readers' notes (2026-11): physemp's and physicianjobtracker's spiders, robots.txt of four "
        "Madgex boards, node-madgex; the sidebar from a public reader of NEJM's and ASCO's pages. NEJM's and "
        "JAMA's own files were not seen; not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    page=jsonld.page,
    pages_decide=True,
    guess=_guess,
)
