"""Boards in trouble, each beside one that is well: one clear line, bounded time and memory, nothing lost, no one harmed."""

from __future__ import annotations

import gzip
import re
import resource
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache

import pytest
from boardserver import QUICK, Reply, drip, hang
from town import Broken, Opening, Town, town

pytestmark = pytest.mark.whole

OPENINGS = [Opening(str(100 + n), renamed=1) for n in range(12)]
FAMILIES = ("jsonld", "rss", "greenhouse", "workday")
NAMES = {"greenhouse": "greenhouse acme", "workday": "workday acme/Careers"}


def always(reply: Reply) -> Broken:
    """The same answer whatever is asked."""
    return lambda seen, good: reply


def first(times: int, reply: Reply) -> Broken:
    """So many bad answers at each address, then good ones."""
    asked: dict[str, int] = {}

    def answer(seen, good: Reply) -> Reply:
        asked[seen.path] = asked.get(seen.path, 0) + 1
        return reply if asked[seen.path] <= times else good

    return answer


@cache
def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()


def endless() -> Reply:
    def raw(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 209715200\r\n\r\n")
        for _ in range(3200):
            handler.wfile.write(bytes(65536))

    return Reply(raw=raw)


LATER = Reply(b"", 429, {"Retry-After": "0.05"})
FATAL = {
    "500": (always(Reply(b"down", 500)), "answered 500 (3 times)"),
    "403": (always(Reply(b"no", 403)), "answered 403"),
    "hang": (always(hang()), "no answer for 0.4 s (2 times)"),
    "slow": (always(drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 999, 0.05)), "did not end within 1.2 s"),
    "truncate": (lambda seen, good: Reply(good.body, 200, {"Content-Length": str(len(good.body) + 5000)}), "cut short|no answer"),
    "login": (always(Reply(b"<!doctype html><title>Sign in</title><form></form>")), "page instead of|no feed found"),
    "redirect-loop": (lambda seen, good: Reply(b"", 302, {"Location": seen.path}), "redirects in a circle"),
    "redirect-in": (always(Reply(b"", 302, {"Location": "http://169.254.169.254/latest/"})), "leads into a private network"),
    "huge": (always(endless()), "more than"),
    "gzip-bomb": (lambda seen, good: Reply(bomb(), 200, {"Content-Encoding": "gzip"}), "more than"),
    "not http": (always(Reply(raw=lambda h: h.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n") and None)), "cut short"),
}  # fmt: skip


@pytest.fixture(scope="module")
def all_families(tmp_path_factory) -> Iterator[Town]:
    """A board of each family whose postings have news every day, and one that is always well."""
    boards = {
        NAMES.get(f, f): [Opening(str(n), restless=True) for n in range(100, 112)] for f in (*FAMILIES, "xmlfeed")
    }
    with town(tmp_path_factory.mktemp("trouble"), boards) as it:
        it.run()
        yield it


def news(it: Town) -> dict[str, int]:
    """board → its open postings under today's title."""
    today = f"title like '%, day {it.day}' and closed_at is null"
    return dict(it.sql(f"select board, count(*) from core.posting where {today} group by all"))


@contextmanager
def traced(it: Town) -> Iterator[list[tuple[float, int]]]:
    """(seconds, bytes of memory at most) of what the boards answer within the block."""
    took: list[tuple[float, int]] = []

    def landed() -> None:
        took.append((time.monotonic() - began, tracemalloc.get_traced_memory()[1]))
        tracemalloc.stop()

    it.landed = landed
    tracemalloc.start()
    began = time.monotonic()
    yield took
    it.landed = lambda: None


@pytest.mark.parametrize("fault", FATAL)
def test_a_board_in_trouble_costs_one_line_and_nothing_else(all_families, fault):
    it = all_families
    trouble, says = FATAL[fault]
    it.day += 1
    it.broken = dict.fromkeys(FAMILIES, trouble)
    if fault == "gzip-bomb":
        bomb()  # packed before anybody waits for it
    before = it.sql("select * exclude (last_seen) from core.posting where board <> 'xmlfeed' order by all")
    with traced(it) as took:
        it.run()
    [(seconds, peak)] = took
    assert it.sql("select * exclude (last_seen) from core.posting where board <> 'xmlfeed' order by all") == before
    health = it.health()
    assert health.pop("xmlfeed") == ("done", None) and news(it) == {"xmlfeed": 12}
    for status, error in health.values():
        assert status == "failed" and error and any(s in error for s in says.split("|")), error
        assert "\n" not in error and len(error) < 300
    assert seconds < 30 and peak < 24 << 20
    it.broken = {}
    it.run()
    assert set(it.health().values()) == {("done", None)}
    assert news(it) == dict.fromkeys([*FAMILIES, "xmlfeed"], 12)


@pytest.mark.parametrize(("times", "bad"), [(1, Reply(b"", 503)), (2, LATER)], ids=["503-once", "429"])
def test_trouble_that_passes_leaves_no_trace(all_families, times, bad):
    it = all_families
    it.day += 1
    it.broken = {family: first(times, bad) for family in FAMILIES}
    it.run()
    assert set(it.health().values()) == {("done", None)}
    assert news(it) == dict.fromkeys([*FAMILIES, "xmlfeed"], 12)


# --- pages and answers ------------------------------------------------------------------------------------------------


@pytest.fixture
def make(tmp_path) -> Iterator:
    """`make(family)`: that board and a healthy one, pulled once, on the day on which every posting has news."""
    with ExitStack() as stack:

        def one(family: str) -> Town:
            it = stack.enter_context(town(tmp_path, {NAMES.get(family, family): OPENINGS, "xmlfeed": OPENINGS}))
            it.run()
            it.day = 1
            return it

        yield one


def test_pages_alone_in_trouble_leave_the_board_open_and_said_to_be_partial(make):
    it = make("jsonld")
    bad = {
        "/job/100/": Reply(b"", 500),
        "/job/101/": Reply(b"%PDF-1.7\n\0\1binary", 200, {"Content-Type": "application/pdf"}),
    }
    it.broken = {"jsonld": lambda seen, good: bad.get(seen.path, good)}
    it.run()
    status, error = it.health()["jsonld"]
    assert status == "partial" and error and "1 of 12 pages failed" in error
    found = dict(
        it.sql("select board_posting_id, title from core.posting where board = 'jsonld' and closed_at is null")
    )
    assert len(found) == 12
    assert [k for k, title in found.items() if "updated" not in title] == ["/job/100", "/job/101"], "as known before"


def test_entities_that_multiply_are_refused_and_cost_nothing(make):
    it = make("jsonld")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    laughs = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><urlset><url><loc>&e11;</loc></url></urlset>'
    )
    files = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>'
    for text in (laughs, files):
        it.broken = {"jsonld": lambda seen, good, t=text: good if "robots" in seen.path else Reply(t.encode())}
        began = time.monotonic()
        it.run()
        status, error = it.health()["jsonld"]
        assert status == "failed" and error and "entities" in error and time.monotonic() - began < 5
    assert it.sql("select count(*) from core.posting where closed_at is not null") == [(0,)]


def test_a_sitemap_of_100_000_links_is_read_in_seconds_and_asked_up_to_max_postings(tmp_path):
    with town(tmp_path, {"jsonld": [], "xmlfeed": OPENINGS}) as it:
        it.limits = replace(QUICK, list_bytes=64 << 20, total=60)
        base = it.sites["jsonld"].url
        links = "".join(f"<url><loc>{base}/job/{n}/</loc><lastmod>2026-10-01</lastmod></url>" for n in range(100_000))
        packed = gzip.compress(f"<?xml version='1.0'?><urlset>{links}</urlset>".encode(), 1)
        page = Reply(b"<!doctype html><p>Nothing here", headers={"Content-Type": "text/html"})
        large = Reply(packed, headers={"Content-Encoding": "gzip", "Content-Type": "application/xml"})
        it.broken = {
            "jsonld": lambda seen, good: large if "sitemap" in seen.path else page if "/job/" in seen.path else good
        }
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kB; tracemalloc would take ten times as long
        began = time.process_time()
        (pulled, _) = it.run(max_postings=20).values()
        assert (pulled.listed, pulled.requests, pulled.complete) == (100_000, 22, False)
        assert time.process_time() - began < 20
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 400 << 10
        assert it.health()["xmlfeed"] == ("done", None)


@pytest.mark.parametrize("family", ["jsonld", "rss"])
def test_an_address_hurt_by_bytes_that_are_no_utf_8_closes_nothing_and_makes_no_posting(make, family):
    it = make(family)
    it.broken = {family: lambda seen, good: Reply(good.body.replace(b"/job/105", b"/job/1\xff\xfe\xc3\x2805").replace(
        b"<guid>105", b"<guid>1\xff\xfe\xc3\x2805"), good.status)}  # fmt: skip
    for _ in range(3):
        it.run()
        status, error = it.health()[family]
        assert (
            status == "done"
            and "no readable number or address in 1 of the list's entries; nothing is taken as closed" in (error or "")
        )
    assert it.sql(f"select count(*), count(closed_at) from core.posting where board = '{family}'") == [(12, 0)]


def test_bytes_that_are_no_utf_8_in_a_title_are_replaced(make):
    it = make("greenhouse")
    it.broken = {"greenhouse": lambda seen, good: Reply(good.body.replace(b"Cardiologist 105", b"Cardiolog\xff 105"))}
    it.run()
    assert it.health()["greenhouse"] == ("done", None)
    found = it.sql("select title from core.posting where posting_id = 'greenhouse:105'")
    assert found == [("Cardiolog\ufffd 105 (updated)",)]


CHARSETS = [
    ("utf-8", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("cp1252", "utf-8"), ("utf-16", "utf-8"), ("utf-8", "klingon"),
]  # fmt: skip


def number(path: str) -> int:
    """Of the page of a posting."""
    return int(re.findall(r"\d+", path)[-1])


def test_a_wrong_charset_is_seen_through(make):
    """Each page is in one that its header does not say."""
    it = make("jsonld")

    def answer(seen, good: Reply) -> Reply:
        if "/job/" not in seen.path:
            return good
        charset, said = CHARSETS[number(seen.path) % len(CHARSETS)]
        text = good.body.decode().replace("Elm Clinic", "Clínica – Élan")
        return Reply(text.encode(charset), 200, {"Content-Type": f"text/html; charset={said}"})

    it.broken = {"jsonld": answer}
    it.run()
    found = it.sql("select board_posting_id, employer_name from core.posting where board = 'jsonld'")
    assert len(found) == 12 and {name for _, name in found} == {"Clínica – Élan"}, found


def test_a_posting_of_the_future_has_no_posting_day(make):
    it = make("jsonld")
    dates = b"2099-01-01", b"31.12.2087", b"9999999999999", b"+275760-09-13"

    def answer(seen, good: Reply) -> Reply:
        if "/job/" not in seen.path:
            return good
        return Reply(good.body.replace(b"2026-10-01", dates[number(seen.path) % len(dates)]), good.status)

    it.broken = {"jsonld": answer}
    it.run()
    assert it.health()["jsonld"][0] in ("done", "suspicious")
    assert it.sql("select count(*) from core.posting where posted_on > date '2026-11-04'") == [(0,)]
    assert it.sql("select count(*) from core.posting where board = 'jsonld'") == [(12,)]
