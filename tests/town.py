"""Boards of several families on loopback whose postings come, change and go by the day, and the pulls of them.

`Town.run` pulls all boards as the job does and applies what landed to a warehouse; no Prefect, no linking.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from boardserver import QUICK, Reply, Seen, Site, site

from curbside import landing, warehouse
from curbside.extractors.base import Board
from curbside.extractors.pull import Pulled, pull
from curbside.extractors.web.client import Client
from curbside.extractors.web.host import Limits
from curbside.warehouse import posting

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
WINDOW = 12  # entries of the feed that holds the newest only
Broken = Callable[[Seen, Reply], Reply]  # what a board in trouble answers instead of a good reply


@dataclass(frozen=True)
class Opening:
    """One posting of one board: on it from day `born` until before `dies`, under a new title from `renamed`, or each
    day where `restless`."""

    key: str
    born: int = 0
    dies: int = 999
    renamed: int = 999
    restless: bool = False

    def title(self, day: int) -> str:
        if self.restless:
            return f"Cardiologist {self.key}, day {day}"
        return f"Cardiologist {self.key}" + (" (updated)" if day >= self.renamed else "")

    def changed(self, day: int) -> int:
        """The number of its versions so far."""
        return day if self.restless else int(day >= self.renamed)

    def on(self, day: int) -> bool:
        return self.born <= day < self.dies


@dataclass
class Town:
    """`openings`: board → its postings; `broken`: boards in trouble, with what they do."""

    folder: Path
    openings: dict[str, list[Opening]]
    sites: dict[str, Site] = field(default_factory=dict)
    day: int = 0
    broken: dict[str, Broken] = field(default_factory=dict)
    runs: int = 0
    limits: Limits = QUICK
    apart: timedelta = timedelta(hours=12)  # from one run to the next
    jump: timedelta = timedelta(0)  # how far the machine's clock is ahead
    landed: Callable[[], object] = lambda: None  # called when all boards have answered, before postings are made of it

    def __post_init__(self) -> None:
        warehouse.ready()
        self.con = warehouse.connect(self.folder / "warehouse.duckdb")

    def run(self, **board: object) -> dict[str, Pulled]:
        """One run of all boards; `board`: settings of theirs. Returns what each pull brought."""
        self.runs += 1
        now = self.now
        run_id = landing.new_run_id(now, self.landing)
        got = {}
        with Client("", 0, self.limits) as client:
            for name, s in self.sites.items():
                family, _, account = name.partition(" ")
                this = Board(family, family, url=s.url, account=account or None, **board)  # type: ignore[arg-type]
                got[family] = pulled = pull(this, client, landing.Memory.load(self.landing, family), now)
                run = landing.BoardRun(
                    run_id, family, family, this.url, this.account, now, now + timedelta(seconds=9), pulled.status,
                    pulled.error, pulled.listed, pulled.fetched, pulled.requests, pulled.complete, this.employer, this.max_postings,
                )  # fmt: skip
                landing.write(self.landing, run, pulled.answers)
        self.landed()
        posting.apply_run(self.con, self.landing, run_id, got, print)
        return got

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def now(self) -> datetime:
        """When the latest run began."""
        return START + self.apart * (self.runs - 1) + self.jump

    def sql(self, query: str, *parameters: object) -> list[tuple]:
        return self.con.execute(query, parameters).fetchall()

    def health(self) -> dict[str, tuple[str, str | None]]:
        """board → (status, error) of the latest run."""
        latest = (
            "select board, status, error from raw.board_run qualify run_order(run_id) = max(run_order(run_id)) over ()"
        )
        return {b: (status, error) for b, status, error in self.sql(latest)}


@contextmanager
def town(folder: Path, openings: dict[str, list[Opening]]) -> Iterator[Town]:
    """The boards, each on a port of its own, until the block ends. A board's name is its family, then the account."""
    with ExitStack() as stack:
        it = Town(folder, openings)
        stack.callback(it.con.close)
        for name in openings:
            it.sites[name] = s = stack.enter_context(site({}))
            s.routes = _Routes(it, name)  # type: ignore[assignment]
        yield it


class _Routes(dict):
    """Every address of one board, by what it shows today."""

    def __init__(self, town: Town, name: str) -> None:
        super().__init__()
        self.town, self.name = town, name

    def get(self, path: str, default: object = None) -> Callable[[Seen], Reply]:
        family = self.name.partition(" ")[0]

        def answer(seen: Seen) -> Reply:
            reply = FAMILIES[family](self.town, self.name, path, seen)
            trouble = self.town.broken.get(family)
            return trouble(seen, reply) if trouble else reply

        return answer


# --- the formats ------------------------------------------------------------------------------------------------------


def _page(o: Opening, day: int) -> Reply:
    said = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": o.title(day), "datePosted": "2026-10-01",
        "description": "<p>Call one in four.</p>", "hiringOrganization": {"@type": "Organization", "name": "Elm Clinic"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Columbus", "addressRegion": "OH"}},
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    return Reply(f"<!doctype html><title>x</title>{script}".encode(), headers={"Content-Type": "text/html"})


def _job_page(town: Town, name: str, path: str) -> Reply | None:
    """The page of /job/<key>/, 410 where the posting is over or not yet there; None for other addresses."""
    if not path.startswith("/job/"):
        return None
    o = next((o for o in town.openings[name] if o.key == path.split("/")[2]), None)
    return _page(o, town.day) if o and o.on(town.day) else Reply(b"gone", 410)


def _sitemap(town: Town, name: str, path: str, seen: Seen) -> Reply:
    if page := _job_page(town, name, path):
        return page
    if path == "/robots.txt":
        return Reply(f"Sitemap: {town.sites[name].url}/sitemap.xml".encode())
    rows = "".join(
        f"<url><loc>{town.sites[name].url}/job/{o.key}/</loc>"
        f"<lastmod>2026-{1 + o.changed(town.day) // 28:02}-{1 + o.changed(town.day) % 28:02}</lastmod></url>"
        for o in town.openings[name]
        if o.on(town.day)
    )
    return Reply(f"<?xml version='1.0'?><urlset>{rows}</urlset>".encode())


def _rss(town: Town, name: str, path: str, seen: Seen) -> Reply:
    if page := _job_page(town, name, path):
        return page
    if not path.startswith("/jobs"):
        return Reply(b"", 404)
    newest = sorted((o for o in town.openings[name] if o.on(town.day)), key=lambda o: -o.born)[:WINDOW]
    rows = "".join(
        f"<item><title>{html.escape(o.title(town.day))} - Elm Clinic - Columbus, OH</title><link>/job/{o.key}/</link>"
        f"<guid>{o.key}</guid></item>"
        for o in newest
    )
    return Reply(f"<?xml version='1.0'?><rss version='2.0'><channel>{rows}</channel></rss>".encode())


def _feed(town: Town, name: str, path: str, seen: Seen) -> Reply:
    if path != "/feed.xml":
        return Reply(b"", 404)
    rows = "".join(
        f"<job><title>{o.title(town.day)}</title><url>{town.sites[name].url}/job/{o.key}/</url><company>Elm Clinic"
        f"</company><city>Columbus</city><state>OH</state><referencenumber>{o.key}</referencenumber></job>"
        for o in town.openings[name]
        if o.on(town.day)
    )
    return Reply(f"<?xml version='1.0'?><source>{rows}</source>".encode())


def _greenhouse(town: Town, name: str, path: str, seen: Seen) -> Reply:
    if "/jobs" not in path:
        return Reply(b"", 404)
    rows = [
        {"id": int(o.key), "title": o.title(town.day), "absolute_url": f"https://elm.example/{o.key}",
         "location": {"name": "Columbus, OH"}, "content": "Call one in four."}
        for o in town.openings[name] if o.on(town.day)
    ]  # fmt: skip
    return Reply(json.dumps({"jobs": rows, "meta": {"total": len(rows)}}).encode())


def _workday(town: Town, name: str, path: str, seen: Seen) -> Reply:
    """Twenty a page, a total that is 0 after the first, and past the end the first page again."""
    live = [o for o in town.openings[name] if o.on(town.day)]
    if path.endswith("/jobs"):
        start = json.loads(seen.body)["offset"]
        rows = [
            {"title": o.title(town.day), "externalPath": f"/job/Columbus-OH/Cardiologist_R{o.key}",
             "locationsText": "2 Locations", "postedOn": "Posted 3 Days Ago", "bulletFields": [f"R{o.key}"]}
            for o in (live[start : start + 20] or live[:20])
        ]  # fmt: skip
        return Reply(json.dumps({"total": 0 if start else len(live), "jobPostings": rows}).encode())
    o = next((o for o in live if path.endswith(f"_R{o.key}")), None)
    if o is None:
        return Reply(b"", 404)
    info = {
        "title": o.title(town.day),
        "location": "Columbus, OH",
        "jobDescription": "Call.",
        "startDate": "2026-10-01",
    }
    return Reply(json.dumps({"jobPostingInfo": info}).encode())


FAMILIES = {
    "jsonld": _sitemap, "madgex": _sitemap, "rss": _rss, "xmlfeed": _feed, "greenhouse": _greenhouse,
    "workday": _workday,
}  # fmt: skip
