"""Sitemaps: where a site says which pages it has (sitemaps.org: index files, .gz children). Read, not tried live."""

import re
from collections.abc import Generator
from urllib.parse import urljoin

from curbside.extractors.base import Answer, Ask, BoardError
from curbside.extractors.readers import feed
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.markup import address, local, site_of, unpacked, xml
from curbside.extractors.web.address import shown
from curbside.vocabulary.callings import DOCTOR
from curbside.vocabulary.counts import counted

MAX_SITEMAPS = 500
MAX_DEPTH = 3
MOST_DOUBTFUL = 50  # pages that may be postings, asked beside those that surely are
MAX_ASIDE = 256 << 20  # bytes of sitemaps kept aside
_USUAL = ("/sitemap.xml", "/sitemapindex.xml", "/sitemap_index.xml")
# Paths of single postings, surest first
_JOB = (
    re.compile(
        r"/(?:[\w-]*-)?(?:jobs?|viewjob|job-?details?(?:\.\w+)?|jobdesc|positions?|vacanc(?:y|ies)|openings?|"
        r"requisitions?|postings?)(?:\.\w+)?/*(?:/[^/?#]|\?(?:[^#]*&)?(?:id|j|job|no|nr|num|number|ref|key|p)=[\w-])|[?&](?:job_?id|jid|req_?id|jobcode|gh_jid)=[\w-]",
        re.I,
    ),
    re.compile(r"/(?:[\w-]*-)?(?:careers?|opportunit(?:y|ies)|recruitment|employment)/+[^/?#]", re.I),
)
_LIST = re.compile(
    r"/(?:jobs?|careers?|openings?)/(?:search|browse|alerts?|saved|recommended|results?|categor(?:y|ies)|locations?|"
    r"specialt(?:y|ies)|login|signin|register|subscribe)(?:[/?#.]|$)|"
    r"/(?:search-?jobs?|job-?search|job-?details?|application-?methods?)/?$",  # of one posting they bear a number
    re.I,
)
_ABOUT_JOBS = re.compile(r"/[^/]*(?:job|career|vacanc|position|opening)[^/]*$", re.I)
# Parts of a site that hold no posting, whatever their addresses look like
_ELSEWHERE = re.compile(
    r"/(?:about|news(?:room)?|blogs?|press|media|events?|stor(?:y|ies)|articles?|posts?|doctors?|find-a-[\w-]+|providers?/[^/]+|physicians?/[^/]+"
    r"|locations?|services?|conditions?|treatments?|patients?|contact|privacy|terms|legal|login|tags?|categor(?:y|ies)|authors?|wp-\w+|faqs?|donate"
    r"|foundation|research|education|classes|calendar|health-library|videos?|podcasts?|products?|shop|members?)(?:[/?#.-]|$)",
    re.I,
)
# What may be a posting's all the same: a number of its own, a word of the trade
_DOUBTFUL = re.compile(
    rf"\d{{3,}}[^/]*/?$|[?&]\w*id=\w|/[^/]*(?:{DOCTOR}|practitioner|locum)[^/]*/?$",
    re.I,
)
_PROFILE = re.compile(
    r"/employer-profile|/(?:employers?|compan(?:y|ies)|recruiters?|organi[sz]ations?)/[^/]+/?(?:\?|$)", re.I
)


def answers(site: str, ask: Ask) -> Generator[Answer, None, str | None]:
    """Every sitemap of a site: those of robots.txt, else /sitemap.xml; an index before its children.

    Sitemaps without a single job address are left out when others have some. Returns what is to be said of addresses
    that are not asked. Raises BoardError where the site has none.
    """
    site = site if re.match(r"https?://[^/]+/.+\.(?:xml|gz|txt)", site) else site_of(site)
    named = [site] if site != site_of(site) else _named(site, ask)
    found = None if named else _guessed(site, ask)
    todo = [(url, 0) for url in reversed(named or [found.url if found else site])]
    seen = {url for url, _ in todo}
    others: list[Answer] = []
    some = False
    asked = 0
    unasked: list[str] = []
    aside: list[str] = []  # of those without jobs
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
            unasked += left_out(pages)
            yield answer
        elif children or not pages:
            yield answer
        else:
            others.append(answer)
            aside += [url for url, _ in pages if _may_be(url)]
            if sum(len(a.body) for a in others) > MAX_ASIDE:
                raise BoardError(f"{site}: sitemaps without jobs fill {MAX_ASIDE >> 20} MB; give the one with jobs")
    if not some:
        yield from others
        return None
    unasked += aside
    if not unasked:
        return None
    one = len(unasked) == 1
    return (
        f"{counted(len(unasked), 'address', 'addresses')} of its sitemaps {'looks' if one else 'look'} like no posting's and "
        f"{'is' if one else 'are'} not asked, such as {shown(unasked[0])}"
    )


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
    root = xml(answer)
    if local(root.tag) in ("rss", "rdf", "feed"):  # sitemaps.org takes feeds for sitemaps
        told = [
            (feed.first(e, "link"), feed.first(e, "updated") or feed.first(e, "pubdate")) for e in feed.entries(answer)
        ]
        return [], [(u, changed) for raw, changed in told if (u := address(raw, answer.url, visit=True))]
    for entry in root:
        kind = local(entry.tag)
        if kind not in ("url", "sitemap"):
            continue
        url, changed = address(entry.text, answer.url, visit=True), None
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
    """The job pages among a sitemap's pages, surest first, else all; no profiles of employers and no lists. Of the
    second kind no more than of the first, or MOST_DOUBTFUL."""
    pages = [p for p in pages if not _PROFILE.search(p[0]) and not _LIST.search(p[0])] or pages
    sure = [p for p in pages if _JOB[0].search(p[0])]
    likely = [p for p in pages if _JOB[1].search(p[0]) and not _JOB[0].search(p[0])]
    if sure:
        likely = [p for p in likely if not _ELSEWHERE.search(p[0])]
        likely = likely if len(likely) <= max(MOST_DOUBTFUL, len(sure)) else []
    return [*sure, *likely] or pages


def left_out(pages: list[tuple[str, str | None]]) -> list[str]:
    """The addresses that may be postings' and are not among a sitemap's job pages."""
    found = {url for url, _ in jobs(pages)}
    return [url for url, _ in pages if url not in found and _may_be(url)]


def _may_be(url: str) -> bool:
    if _ELSEWHERE.search(url) or _PROFILE.search(url) or _LIST.search(url):
        return False
    path = url[len(site_of(url)) :]
    return bool(_JOB[1].search(path) or _DOUBTFUL.search(path))
