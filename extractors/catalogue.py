"""The built-in catalogue of boards (`catalogue.toml`), and which family an address belongs to. Offline."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

Access = Literal["open", "restricted", "forbidden", "unverified"]

FAMILIES = (
    *("jsonld", "madgex", "rss", "xmlfeed", "usajobs", "hrsa", "greenhouse", "lever", "ashby", "smartrecruiters"),
    *("workday", "workable", "recruitee", "teamtailor", "personio", "bamboohr", "oracle", "icims", "jobvite", "phenom"),
    *("neogov", "peopleadmin", "adzuna", "alerts", "csv", "jibe", "ukg", "successfactors"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A board of the catalogue. `checked` is the day on which `access` and `reason` were written down."""

    name: str
    title: str
    kind: str  # journal, society, government, health system, board, aggregator
    family: str
    access: Access
    reason: str
    checked: date
    url: str | None = None
    account: str | None = None
    employer: str | None = None  # of a health system's own site: who stands behind every posting
    platform: str | None = None
    specialties: tuple[str, ...] = ()  # () : all

    @property
    def enabled(self) -> bool:
        """Whether the board may be pulled without the user having read its terms."""
        return self.access == "open"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an address says about its board."""

    family: str
    url: str | None
    account: str | None


def all() -> list[Entry]:  # the catalogue's own word; callers say `catalogue.all()`
    """Every board, in the file's order."""
    return list(_entries().values())


def find(name: str) -> Entry | None:
    """The board of that name, upper and lower case and outer space aside."""
    return _entries().get(name.strip().lower())


@cache
def _entries() -> dict[str, Entry]:
    text = (files("curbside.extractors") / "catalogue.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["board"]
    return {r["name"]: Entry(**{**r, "specialties": tuple(r["specialties"])}) for r in rows}


_HOSTS: tuple[tuple[str, str, str], ...] = (  # host, family, where the account stands: p1 (path), h (host) or ""
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
    "v0 v1 boards postings posting-api job-board companies careers j api embed job_board".split()
)


def recognise(url: str) -> Recognised:
    """Family, address and account that an address shows; `jsonld`, which reads most sites, where it shows none.

    A path without scheme is the user's own file: mails, HRSA's answer or a hand-kept list, by its ending.
    """
    if not re.match(r"https?://", url, re.I):
        ending = url.lower().rpartition(".")[2]
        family = {"eml": "alerts", "mbox": "alerts", "xml": "xmlfeed", "json": "hrsa"}.get(ending, "csv")
        return Recognised(family, url, None)
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
    if host.endswith(".oraclecloud.com"):
        number = re.search(r"/sites/([\w-]+)", parts.path) or re.search(r"siteNumber=([\w-]+)", parts.query)
        return Recognised("oracle", site, number[1] if number else None)
    if m := re.match(r"/([\w-]+)/JobBoard/([\w-]+)", parts.path, re.I):
        return Recognised("ukg", site, f"{m[1]}/{m[2]}")
    if m := re.match(r"/([\w-]+/[a-z]{2})/search-results", parts.path):
        return Recognised("phenom", site, m[1])
    if parts.path.endswith("/googlefeed.xml"):
        return Recognised("successfactors", url, None)
    if parts.path.endswith("all_jobs.atom"):
        return Recognised("peopleadmin", url, None)
    if parse_qs(parts.query).get("display") == ["rss"] or re.search(
        r"(?:\.rss|\.atom|/rss|/feed)/?$|rss\.xml$", parts.path
    ):
        return Recognised("rss", url, None)
    if parts.path.endswith(".xml") and "sitemap" not in parts.path:
        return Recognised("xmlfeed", url, None)
    if re.match(r"/job/\d+/", parts.path) or _of_madgex(host):
        return Recognised("madgex", site, None)
    return Recognised("jsonld", site, None)


def _of_madgex(host: str) -> bool:
    own = {urlsplit(e.url or "").hostname for e in all() if e.family == "madgex"}
    return host in own or f"www.{host}" in own
