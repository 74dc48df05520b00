"""Which family an address belongs to, and which one an answer is of. Offline: `board try` does the asking."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from curbside.extractors import catalogue
from curbside.extractors.base import Answer
from curbside.extractors.readers.markup import decode
from curbside.extractors.web.expect import is_web_page


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an address says about its board; `url` None: the family's own host."""

    family: str
    url: str | None
    account: str | None


_HOSTS: tuple[tuple[str, str, str], ...] = (  # host, family, where the account stands: p (path), h (host) or ""
    (r"(?:boards|job-boards|boards-api)(?:\.eu)?\.greenhouse\.io", "greenhouse", "p"),
    (r"(?:jobs|api)(?:\.eu)?\.lever\.co", "lever", "p"),
    (r"(?:jobs|api)\.ashbyhq\.com", "ashby", "p"),
    (r"(?:jobs|careers|api)\.smartrecruiters\.com", "smartrecruiters", "p"),
    (r"apply\.workable\.com", "workable", "p"),
    (r"jobs\.jobvite\.com", "jobvite", "p"),
    (r"([\w-]+)\.recruitee\.com", "recruitee", "h"),
    (r"([\w-]+)\.teamtailor\.com", "teamtailor", "h"),
    (r"([\w-]+)\.jobs\.personio\.(?:de|com)", "personio", "h"),
    (r"([\w-]+)\.bamboohr\.com", "bamboohr", "h"),
    (r"([\w-]+)\.icims\.com", "icims", "h"),
    (r"([\w-]+)\.peopleadmin\.com", "peopleadmin", "h"),
    (r"(?:www|agency)\.governmentjobs\.com", "neogov", "p"),
    (r"data\.usajobs\.gov|www\.usajobs\.gov", "usajobs", ""),
    (r"api\.adzuna\.com|www\.adzuna\.com", "adzuna", ""),
)
_BEFORE_ACCOUNT = frozenset(
    "v0 v1 boards postings posting-api job-board companies careers j api embed job_board accounts widget v3 en".split()
)
# Paths that only one family's interface has, on whatever host: a mirror, a proxy, a test server
_PATHS: tuple[tuple[str, str], ...] = (
    (r"/v1/boards/(?P<account>[\w-]+)/jobs", "greenhouse"),
    (r"/v0/postings/(?P<account>[\w-]+)", "lever"),
    (r"/posting-api/job-board/(?P<account>[\w.%-]+)", "ashby"),
    (r"/v1/companies/(?P<account>[\w-]+)/postings", "smartrecruiters"),
    (r"/wday/cxs/(?P<account>[\w-]+/[\w-]+)/jobs", "workday"),
    (r"/api/(?:v1/widget|v3)/accounts/(?P<account>[\w-]+)", "workable"),
    (r"/api/offers/?", "recruitee"),
    (r"/hcmRestApi/.*|/hcmUI/.*", "oracle"),
    (r"/careers/list", "bamboohr"),
    (r"/jobs/search", "icims"),
    (r"/jobs\.json", "teamtailor"),
    (r"/xml", "personio"),
    (r"/api/[sS]earch", "usajobs"),
    (r"/(?P<account>[\w-]+/[a-z]{2})/search-results", "phenom"),
    (r"/(?P<account>[\w-]+/JobBoard/[\w-]+)(?:/.*)?", "ukg"),
)
_WHOLE = (("/googlefeed.xml", "successfactors"), ("all_jobs.atom", "peopleadmin"))


def address(url: str) -> Recognised:
    """Family, address and account that an address shows; `jsonld`, which reads most sites, where it shows none.

    A path without scheme is the user's own file: mails, HRSA's answer or a hand-kept list, by its ending.
    """
    if not re.match(r"https?://", url, re.I):
        ending = url.lower().rpartition(".")[2]
        by_ending = {"eml": "alerts", "mbox": "alerts", "xml": "xmlfeed", "json": "hrsa", "html": "jsonld"}
        return Recognised(by_ending.get(ending, "csv"), url, None)
    parts = urlsplit(url)
    host, path = (parts.hostname or "").lower(), [p for p in parts.path.split("/") if p]
    site = f"{parts.scheme}://{parts.netloc}"
    for pattern, family, where in _HOSTS:
        if m := re.fullmatch(pattern, host):
            if where == "h":
                own = family == "recruitee" or (family == "personio" and host.endswith(".de"))
                return Recognised(family, None if own else site, m[1])
            named = next((p for p in path if p.lower() not in _BEFORE_ACCOUNT), None) if where == "p" else None
            named = parse_qs(parts.query).get("for", [named])[0] if family == "greenhouse" else named
            europe = ".eu." in host and family in ("greenhouse", "lever")
            api = {"greenhouse": "https://boards-api.eu.greenhouse.io", "lever": "https://api.eu.lever.co"}
            return Recognised(family, api[family] if europe else None, named)
    if m := re.fullmatch(r"([\w-]+)\.wd\d+\.myworkday(?:jobs|site)\.com", host):
        rest = path[path.index("cxs") + 2 :] if "cxs" in path else path
        named = next((p for p in rest if not re.fullmatch(r"[a-z]{2}(?:-[A-Z]{2})?|recruiting", p)), None)
        return Recognised("workday", site, f"{m[1]}/{named}" if named else None)
    for pattern, family in _PATHS:
        if m := re.fullmatch(pattern, parts.path, re.I if family == "ukg" else 0):
            found = m.groupdict().get("account")
            if family == "oracle":
                number = re.search(r"/sites/([\w-]+)", parts.path) or re.search(r"siteNumber=([\w-]+)", parts.query)
                found = number[1] if number else None
            return Recognised(family, site, re.sub("/JobBoard/", "/", found, flags=re.I) if found else None)
    for ending, family in _WHOLE:
        if parts.path.endswith(ending):
            return Recognised(family, url, None)
    if parse_qs(parts.query).get("display") == ["rss"] or re.search(
        r"(?:\.rss|\.atom|/rss|/feed)/?$|rss\.xml$", parts.path
    ):
        return Recognised("rss", url, None)
    if parts.path.endswith(".xml") and "sitemap" not in parts.path:
        return Recognised("xmlfeed", url, None)
    if re.match(r"/job/\d+/", parts.path) or _of_madgex(host):
        return Recognised("madgex", site, None)
    return Recognised("jsonld", url if re.search(r"sitemap[^/]*\.(?:xml|gz)", parts.path) else site, None)


# What an answer of a family holds and others' do not: first match wins
_MARKS: tuple[tuple[bytes, str], ...] = (
    (rb"\A(?:From |(?:Received|Return-Path|Delivered-To|From|Date|Subject|MIME-Version):)", "alerts"),
    (rb"joblisting:|xmlns:\w+=\"[^\"]*neogov", "neogov"),
    (rb"<workzag-jobs", "personio"),
    (rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", "jsonld"),
    (rb"<rss\b|<feed\b|<rdf:RDF\b", "rss"),
    (rb"<source\b|<jobs\b|<job\b", "xmlfeed"),
    (rb"iCIMS_|\.icims\.com", "icims"),
    (rb"phApp\.ddo", "phenom"),
    (rb"class=\"jv-|jobvite\.com", "jobvite"),
    (rb'"SearchResultItems"', "usajobs"),
    (rb'"jobPostings"', "workday"),
    (rb'"absolute_url"', "greenhouse"),
    (rb'"hostedUrl"', "lever"),
    (rb'"jobUrl"|"isListed"', "ashby"),
    (rb'"totalFound"', "smartrecruiters"),
    (rb'"offers"\s*:', "recruitee"),
    (rb"jsonfeed\.org", "teamtailor"),
    (rb'"requisitionList"', "oracle"),
    (rb'"jobOpeningName"', "bamboohr"),
    (rb'"shortcode"', "workable"),
    (rb'"opportunities"', "ukg"),
)
_LINK = re.compile(r"https?://[\w.-]+\.[a-z]{2,}/?[^\s\"'<>\\]{0,200}", re.I)
_NO_PROOF = frozenset({"jsonld", "rss", "xmlfeed", "madgex", "csv"})


def answer(got: Answer) -> list[Recognised]:
    """What an answer may be, likeliest first: of the family whose marks it bears; where it is a web page, of the
    families whose boards it links or embeds. Empty for an answer that says nothing."""
    if not got.ok:
        return []
    found: list[Recognised] = []
    head = got.body[: 1 << 20]
    parts = urlsplit(got.url)
    site = f"{parts.scheme}://{parts.netloc}" if parts.netloc else got.url
    if parts.path == "/robots.txt":
        return [Recognised("madgex", site, None)] if b"/jobsrss/" in head else []
    page = is_web_page(head)
    if page:
        linked = Counter(r for link in _LINK.findall(decode(head)) if (r := address(link)).family not in _NO_PROOF)
        found += [r for r, _ in linked.most_common(3) if r.account or r.family in ("usajobs", "oracle", "icims")]
    for mark, family in _MARKS:
        if re.search(mark, head) and page == (family in ("icims", "phenom", "jobvite")):
            whole = family in ("rss", "xmlfeed", "neogov", "jsonld")
            account = address(got.url).account
            if family == "jobvite":
                account = next((p for p in parts.path.split("/") if p), None)
            found.append(Recognised(family, got.url if whole else site, account))
            break
    return list(dict.fromkeys(found))


def _of_madgex(host: str) -> bool:
    own = {urlsplit(e.url or "").hostname for e in catalogue.all() if e.family == "madgex"}
    return host in own or f"www.{host}" in own
