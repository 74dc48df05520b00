"""Sitemaps: where a site says which pages it has (sitemaps.org: index files, .gz children). Read, not tried live."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from curbside.extractors.base import Answer, Ask, BoardError
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.markup import address, local, site_of, unpacked, xml

MAX_SITEMAPS = 500
MAX_DEPTH = 3
MAX_ASIDE = 256 << 20  # bytes of sitemaps kept aside
_USUAL = ("/sitemap.xml", "/sitemapindex.xml", "/sitemap_index.xml")
# Paths of single postings, surest first: with one of the first kind in a sitemap, the second is left out
_JOB = (
    re.compile(
        r"/(?:[\w-]*-)?(?:jobs?|viewjob|job-?details?(?:\.\w+)?|jobdesc|positions?|vacanc(?:y|ies)|openings?|"
        r"requisitions?|postings?)(?:\.\w+)?/+[^/?#]|[?&](?:job_?id|jid|req_?id|jobcode|gh_jid)=[\w-]",
        re.I,
    ),
    re.compile(r"/(?:[\w-]*-)?(?:careers?|opportunit(?:y|ies)|recruitment|employment)/+[^/?#]", re.I),
)
_LIST = re.compile(
    r"/(?:jobs?|careers?|openings?)/(?:search|browse|alerts?|saved|recommended|results?|categor(?:y|ies)|locations?|"
    r"specialt(?:y|ies)|login|signin|register|subscribe)(?:[/?#.]|$)",
    re.I,
)
_ABOUT_JOBS = re.compile(r"/[^/]*(?:job|career|vacanc|position|opening)[^/]*$", re.I)
_PROFILE = re.compile(
    r"/employer-profile|/(?:employers?|compan(?:y|ies)|recruiters?|organi[sz]ations?)/[^/]+/?(?:\?|$)", re.I
)


def answers(site: str, ask: Ask) -> Iterator[Answer]:
    """Every sitemap of a site: those of robots.txt, else /sitemap.xml; an index before its children.

    Sitemaps without a single job address are left out when others have some. Raises BoardError where the site has none.
    """
    site = site if re.match(r"https?://[^/]+/.+\.(?:xml|gz|txt)", site) else site_of(site)
    named = [site] if site != site_of(site) else _named(site, ask)
    found = None if named else _guessed(site, ask)
    todo = [(url, 0) for url in reversed(named or [found.url if found else site])]
    seen = {url for url, _ in todo}
    others: list[Answer] = []
    some = False
    asked = 0
    while todo:
        url, depth = todo.pop()
        asked += 1
        if asked > MAX_SITEMAPS:
            raise BoardError(f"{site}: names more than {MAX_SITEMAPS} sitemaps; give the address of the one with jobs")
        answer, found = found or ask(url), None
        children, pages = read(answer)
        if children and depth < MAX_DEPTH:
            new = [c for c in children if c not in seen]
            seen.update(new)
            todo += [(c, depth + 1) for c in reversed(new)]
        if any(is_job(p) for p, _ in pages) or _ABOUT_JOBS.search(url):
            some = True  # an empty sitemap of jobs, too: the site has none today, and its other pages are none
            yield answer
        elif children or not pages:
            yield answer
        else:
            others.append(answer)
            if sum(len(a.body) for a in others) > MAX_ASIDE:
                raise BoardError(f"{site}: sitemaps without jobs fill {MAX_ASIDE >> 20} MB; give the one with jobs")
    if not some:
        yield from others


def _guessed(site: str, ask: Ask) -> Answer:
    """The sitemap of a site whose robots.txt names none."""
    for path in _USUAL:
        answer = ask(urljoin(site, path), accept_status=(200, 404, 410))
        if answer.ok:
            return answer
    raise BoardError(f"{site}: no sitemap found ({', '.join(_USUAL)}); give its address as `url`, or save the pages")


def _named(site: str, ask: Ask) -> list[str]:
    robots = ask(urljoin(site, "/robots.txt"), accept_status=(200, 401, 403, 404, 410))
    if not robots.ok:
        return []
    found = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", decode(robots.body[: 1 << 20], robots.content_type))
    return list(dict.fromkeys(url for raw in found if (url := address(raw, site))))


def read(answer: Answer) -> tuple[list[str], list[tuple[str, str | None]]]:
    """A sitemap's children (of an index) and its pages with their `lastmod`; a plain-text sitemap is taken, too."""
    if answer.url.partition("?")[0].removesuffix(".gz").endswith(".txt"):
        urls = [address(x, answer.url, visit=True) for x in decode(unpacked(answer)).splitlines()]
        return [], [(u, None) for u in urls if u]
    children: list[str] = []
    pages: list[tuple[str, str | None]] = []
    for entry in xml(answer):
        kind = local(entry.tag)
        if kind not in ("url", "sitemap"):
            continue
        url, changed = "", None
        for field in entry:
            name = local(field.tag)
            if name == "loc":
                url = address(field.text, answer.url, visit=True)
            elif name == "lastmod":
                changed = (field.text or "").strip() or None
        if url:
            if kind == "sitemap":
                children.append(url)
            else:
                pages.append((url, changed))
    return children, pages


def is_job(url: str) -> bool:
    """Whether an address looks like a single posting's."""
    return any(pattern.search(url) for pattern in _JOB) and not _PROFILE.search(url) and not _LIST.search(url)


def jobs(pages: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """The job pages among a sitemap's pages: by the surest pattern that any of them meets, else all; no profiles of
    employers and no lists."""
    pages = [p for p in pages if not _PROFILE.search(p[0]) and not _LIST.search(p[0])] or pages
    for pattern in _JOB:
        if some := [p for p in pages if pattern.search(p[0])]:
            return some
    return pages
