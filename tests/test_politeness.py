"""What hosts see of a run: boards side by side as the job pulls them, robots.txt, intervals, connections, requests."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from boardserver import QUICK, Reply, site
from town import Opening, town

from curbside.extractors.base import Board
from curbside.extractors.pull import pull
from curbside.extractors.web.client import Client

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
PAGE = Reply(b'<script type="application/ld+json">{"@type":"JobPosting","title":"Urologist"}</script>')


@pytest.mark.whole
def test_two_boards_of_one_host_share_its_rules_its_interval_and_its_connection():
    with site({}) as s:
        s.routes |= {f"/job/{n}/": PAGE for n in range(8)}
        s.routes["/robots.txt"] = (
            f"User-agent: *\nCrawl-delay: 0.12\n\nDisallow: */job/3\nSitemap: {s.url}/s.xml\n".encode()
        )
        urls = "".join(f"<url><loc>{s.url}/job/{n}/</loc></url>" for n in range(8))
        items = "".join(
            f"<item><title>T</title><link>/job/{n}/?from=feed</link><guid>{n}</guid></item>" for n in range(8)
        )
        s.routes["/s.xml"] = f"<urlset>{urls}</urlset>".encode()
        s.routes["/feed.rss"] = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        boards = [
            Board("one", "jsonld", s.url, min_interval=0.03),
            Board("two", "rss", f"{s.url}/feed.rss", min_interval=0.0),
        ]
        with Client("", limits=QUICK) as client, ThreadPoolExecutor(2) as pool:
            pulled = list(pool.map(lambda b: pull(b, client, None, NOW), boards))
        assert [(p.status, p.listed, p.skipped) for p in pulled] == [("done", 8, 1)] * 2
        assert sum(p.requests for p in pulled) == len(s.seen) == 1 + 2 + 14
        assert not any("/job/3" in path for path in s.paths())
        assert len({x.connection for x in s.seen}) == 1
        gaps = [b.started - a.started for a, b in itertools.pairwise(sorted(s.seen, key=lambda x: x.started))]
        assert min(gaps) >= 0.12, "as the host sees it, however long a request was under way"


FAMILIES = ["jsonld", "madgex", "rss", "xmlfeed", "greenhouse acme", "workday acme/Careers"]


@pytest.mark.whole
def test_a_run_costs_requests_in_proportion_to_what_changed(tmp_path):
    openings = [
        *(Opening(str(n)) for n in range(100, 138)),
        *(Opening(str(n), renamed=2) for n in range(138, 140)),
        *(Opening(str(n), born=2) for n in range(140, 143)),
    ]
    few = openings[-10:]  # a feed holds the newest twelve
    with town(tmp_path, {f: few if f == "rss" else openings for f in FAMILIES}) as it:
        first = it.run()
        pages = {f: 7 if f == "rss" else 40 for f in ("jsonld", "madgex", "rss", "workday")}
        lists = {f: p.requests - pages.get(f, 0) for f, p in first.items()}
        it.day = 1
        same = {f: p.requests for f, p in it.run().items()}
        assert same == lists
        it.day = 2
        news = {f: p.requests for f, p in it.run().items()}
        assert news == {f: n + (5 if f in pages else 0) for f, n in lists.items()}
        assert it.sql("select count(*) from core.posting where title like '%updated%'") == [(12,)]
