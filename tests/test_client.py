"""The client against real sockets: what it asks, how often, how long, and what it never asks."""

from __future__ import annotations

import gzip
import itertools
import re
import socket
import threading
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from boardserver import QUICK, Reply, Seen, ask_of, drip, fails, hang, site, wire
from hypothesis import given
from hypothesis import strategies as st

from curbside.extractors.base import Answer, Board, BoardError
from curbside.extractors.memory import PageSeen, Remembered
from curbside.extractors.web.client import Client, Disallowed, expect_json, expect_xml
from curbside.extractors.web.retry import retry_after
from curbside.extractors.web.transport import _Unpack


@pytest.fixture
def client():
    with Client("ana@example.org", min_interval_override=0, limits=QUICK) as c:
        yield c


# --- manners ----------------------------------------------------------------------------------------------------------


def test_it_says_who_it_is_and_a_family_may_say_it_otherwise(client):
    with site({"/a": b"x"}) as s:
        ask = ask_of(client, s.url)
        ask(f"{s.url}/a")
        ask(f"{s.url}/a", headers={"User-Agent": "ana@example.org", "Authorization-Key": "k"})
        assert re.fullmatch(r"curbside/[\d.]+ \(\+contact ana@example.org\)", s.seen[0].headers["user-agent"])
        assert s.seen[1].headers["user-agent"] == s.seen[0].headers["user-agent"]
        assert s.seen[2].headers["user-agent"] == "ana@example.org"
        assert s.seen[2].headers["authorization-key"] == "k"
        assert ask.requests == 3


def test_a_contact_cannot_smuggle_a_header():
    with site({"/a": b"x"}) as s, Client("a@b.c\r\nX-Evil: 1", 0, QUICK) as client:
        ask_of(client, s.url)(f"{s.url}/a")
        assert "x-evil" not in s.seen[0].headers


def test_an_answer_carries_what_was_asked_and_answered(client):
    with site({"/a": Reply(b"body", headers={"ETag": '"1"', "Last-Modified": "then", "Content-Type": "a/b"})}) as s:
        got = ask_of(client, s.url)(f"{s.url}/a", kind="page", key="7", version="v", params={"page": 2})
        assert (got.kind, got.url, got.status, got.body) == ("page", f"{s.url}/a?page=2", 200, b"body")
        assert (got.etag, got.last_modified, got.content_type, got.key, got.version) == (
            '"1"', "then", "a/b", "7", "v",
        )  # fmt: skip
        assert got.fetched_at.tzinfo == UTC


def test_json_is_posted(client):
    with site({"/a": lambda seen: Reply(seen.method.encode() + seen.body)}) as s:
        assert ask_of(client, s.url)(f"{s.url}/a", json={"offset": 20}).body == b'POST{"offset": 20}'


def test_a_host_has_one_connection_and_one_request_at_a_time_whatever_number_of_boards(client):
    slow = Reply(raw=None, body=b"x" * 100)

    def busy(_: Seen) -> Reply:
        time.sleep(0.01)
        return slow

    with site({f"/{i}": busy for i in range(12)}) as s:
        asks = [ask_of(client, s.url) for _ in range(3)]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda i: asks[i % 3](f"{s.url}/{i}"), range(12)))
        spans = sorted((x.started, x.ended) for x in s.seen)
        assert all(a[1] <= b[0] + 0.005 for a, b in itertools.pairwise(spans))
        assert len({x.connection for x in s.seen}) == 1
        assert s.paths().count("/robots.txt") == 1
        assert sum(a.requests for a in asks) == 13


def test_boards_that_share_a_host_share_its_interval():
    with site({"/a": b"x"}) as s, Client("", limits=QUICK) as client:
        asks = [ask_of(client, s.url, min_interval=m) for m in (0.15, 0.0)]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda a: [a(f"{s.url}/a") for _ in range(2)], asks))
        starts = sorted(x.started for x in s.seen)
        assert len(starts) == 5
        assert min(b - a for a, b in itertools.pairwise(starts)) >= 0.13


def test_hosts_do_not_wait_for_each_other():
    with site({"/a": b"x"}) as one, site({"/a": b"x"}) as two, Client("", limits=QUICK) as client:
        asks = [ask_of(client, s.url, min_interval=0.3) for s in (one, two)]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda i: asks[i]([one, two][i].url + "/a"), range(2)))
    rules, pages = (
        [x.started for s in (one, two) for x in s.seen if (x.path == "/robots.txt") is is_rules]
        for is_rules in (True, False)
    )
    assert max(rules) < min(pages), "both hosts are asked before either's pause is over"


def test_a_stopped_client_asks_nothing_more():
    with site({"/a": b"x"}) as s, Client("", limits=QUICK) as client:
        ask = ask_of(client, s.url, min_interval=30)
        stopping = threading.Thread(target=lambda: (_until(s.paths), client.stop()))
        stopping.start()
        assert "stopped" in fails(ask, f"{s.url}/a")
        assert s.paths() == ["/robots.txt"]
        stopping.join()


def _until(told):
    while not told():
        time.sleep(0.01)


# --- robots.txt -------------------------------------------------------------------------------------------------------

MADGEX = b"User-agent: *\n\nDisallow: */jobsrss/*\nDisallow: /*TrackID=\nDisallow: */searchjobs/*\nSitemap: /s.xml\n"


@pytest.mark.parametrize("path", ["/jobsrss/?q=1", "/en/searchjobs/x", "/job/1/?TrackID=8"])
def test_rules_behind_an_empty_line_and_with_wildcards_are_obeyed(client, path):
    with site({"/robots.txt": MADGEX, "/job/1/": b"x"}) as s:
        ask = ask_of(client, s.url)
        with pytest.raises(Disallowed, match=r"robots\.txt forbids"):
            ask(s.url + path)
        assert ask(f"{s.url}/job/1/").body == b"x"
        assert s.paths() == ["/robots.txt", "/job/1/"]


@pytest.mark.parametrize(
    ("status", "advice"),
    [(400, ""), (401, "; it wants a sign-in; check the board's key"), (403, "; it refuses programs or wants a sign-in"),
     *((s, "; check `url` and `account` in curbside.toml") for s in (404, 410)), (409, ""), (411, ""), (429, " (3 times); it was asked too often; raise min_interval"), (501, ""), (503, " (3 times)")],
)  # fmt: skip
def test_a_status_that_the_user_can_do_something_about_says_what(client, status, advice):
    with site({"/a": Reply(b"", status)}) as s:
        assert fails(ask_of(client, s.url), f"{s.url}/a").endswith(f"/a: answered {status}{advice}")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 499])
def test_without_robots_txt_everything_is_allowed(client, status):
    with site({"/robots.txt": Reply(b"Disallow: /", status), "/a": b"x"}) as s:
        assert ask_of(client, s.url)(f"{s.url}/a").body == b"x"


@pytest.mark.parametrize("status", [500, 503, 429, 501])
def test_a_robots_txt_that_cannot_be_had_forbids_everything(client, status):
    with site({"/robots.txt": Reply(b"", status), "/a": b"x"}) as s:
        ask = ask_of(client, s.url)
        assert f"robots.txt: answered {status}" in fails(ask, f"{s.url}/a")
        fails(ask_of(client, s.url), f"{s.url}/b")
        assert set(s.paths()) == {"/robots.txt"}
        assert len(s.seen) == (1 if status == 501 else QUICK.attempts) == ask.requests


def test_only_the_first_512_kib_of_robots_txt_count_and_no_half_rule(client):
    head = b"User-agent: *\nDisallow: /early\n"
    filler = b"# " + b"x" * 97 + b"\n"
    body = head + filler * ((524288 - len(head)) // 100)
    body += b"# " + b"y" * (524288 - len(body) - 12) + b"\nDisallow: /late/secret\nDisallow: /beyond\n"
    assert body[:524288].endswith(b"Disallow: ") or b"/late" not in body[: 524288 - 20]
    with site({"/robots.txt": body, "/late": b"x", "/beyond": b"x"}) as s:
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/late").body == ask(f"{s.url}/beyond").body == b"x"
        fails(ask, f"{s.url}/early")


def test_robots_txt_is_followed_where_it_moved(client):
    routes = {"/robots.txt": Reply(status=301, headers={"Location": "/r.txt"})}
    with site(routes | {"/r.txt": b"User-agent: curbside\nDisallow: /no\n"}) as s:
        assert "forbids" in fails(ask_of(client, s.url), f"{s.url}/no")


def test_the_crawl_delay_wins_over_a_shorter_interval(client):
    with site({"/robots.txt": b"User-agent: *\nCrawl-delay: 0.25\n", "/a": b"x"}) as s:
        ask = ask_of(client, s.url)
        ask(f"{s.url}/a"), ask(f"{s.url}/a")
        starts = [x.started for x in s.seen]
        assert len(starts) == 3
        assert min(b - a for a, b in itertools.pairwise(starts)) >= 0.24


def test_a_crawl_delay_of_hours_ends_the_board_at_once(client):
    with site({"/robots.txt": b"User-agent: *\nCrawl-delay: 86400\n", "/a": b"x"}) as s:
        assert "wants 86400 s between requests" in fails(ask_of(client, s.url), f"{s.url}/a")


def test_a_family_that_reads_robots_txt_gets_the_one_already_fetched(client):
    with site({"/robots.txt": MADGEX, "/a": b"x"}) as s:
        ask = ask_of(client, s.url)
        ask(f"{s.url}/a")
        assert ask(f"{s.url}/robots.txt").body == MADGEX
        assert s.paths() == ["/robots.txt", "/a"]
    with site({}) as s:
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/robots.txt", accept_status=(200, 404)).status == 404
        assert "answered 404" in fails(ask, f"{s.url}/robots.txt")


def test_a_documented_interface_needs_no_robots_txt_but_other_hosts_do(client):
    with site({"/robots.txt": b"User-agent: *\nDisallow: /\n", "/api": b"x"}) as s:
        ask = client.ask_for(Board("b", "usajobs", url=s.url), robots=False)
        assert ask(f"{s.url}/api").body == b"x"
        assert s.paths() == ["/api"]


# --- failures that pass -----------------------------------------------------------------------------------------------


def first(*replies: Reply, then: bytes = b"ok"):
    left = list(replies)
    return lambda seen: left.pop(0) if left else Reply(then)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(client, status):
    with site({"/a": first(Reply(b"down", status), Reply(b"down", status))}) as s:
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/a").body == b"ok"
        assert ask.requests == 4


def test_a_lasting_failure_ends_after_three_attempts(client):
    with site({"/a": Reply(b"down", 500)}) as s:
        assert fails(ask_of(client, s.url), f"{s.url}/a?key=secret") == f"{s.url}/a: answered 500 (3 times)"
        assert s.paths().count("/a?key=secret") == 3


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_a_refusal_is_not_asked_twice(client, status):
    with site({"/a": Reply(b"no", status)}) as s:
        ask = ask_of(client, s.url)
        assert f"{s.url}/a: answered {status}" in fails(ask, f"{s.url}/a")
        assert s.paths().count("/a") == 1
        assert ask(f"{s.url}/a", accept_status=(200, status)).status == status


@pytest.mark.whole
def test_retry_after_in_seconds_is_waited_for_and_may_be_said_three_times_more(client):
    wait = Reply(b"", 429, {"Retry-After": "0.2"})
    with site({"/a": first(wait, wait, wait)}) as s:
        assert ask_of(client, s.url)(f"{s.url}/a").body == b"ok"
        starts = [x.started for x in s.seen if x.path == "/a"]
        assert len(starts) == 4
        assert min(b - a for a, b in itertools.pairwise(starts)) >= 0.19
    with site({"/a": wait}) as s:
        fails(ask_of(client, s.url), f"{s.url}/a")
        assert s.paths().count("/a") == 6


@pytest.mark.whole
def test_retry_after_as_a_date_is_waited_for(client):
    def later(_: Seen) -> Reply:
        return Reply(b"", 503, {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)})

    calls = iter([later])
    with site({"/a": lambda seen: next(calls, lambda _: Reply(b"ok"))(seen)}) as s:
        assert ask_of(client, s.url)(f"{s.url}/a").body == b"ok"
        starts = [x.started for x in s.seen if x.path == "/a"]
        assert 0.9 <= starts[1] - starts[0] <= 2.1


def test_a_host_that_wants_an_hour_is_left_alone_for_the_run(client):
    with site({"/a": Reply(b"", 429, {"Retry-After": "3600"}), "/b": b"x"}) as s:
        ask = ask_of(client, s.url)
        assert "left alone for 3600 s" in fails(ask, f"{s.url}/a")
        assert "left alone for 3600 s" in fails(ask, f"{s.url}/b")
        assert s.paths() == ["/robots.txt", "/a"]


def test_how_far_a_hosts_clock_is_ahead_is_kept_where_a_later_answer_says_no_time(client):
    later = format_datetime(datetime.now(UTC) + timedelta(days=2), usegmt=True).encode()
    dated = b"HTTP/1.1 200 OK\r\nDate: " + later + b"\r\nContent-Length: 1\r\n\r\na"
    with site({"/a": wire(dated), "/b": wire(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb")}) as s:
        ask = ask_of(client, s.url)
        for path in ("/a", "/b"):
            ask(s.url + path)
        [ahead] = client.clocks()
        assert timedelta(hours=47) < ahead < timedelta(hours=49)


@pytest.mark.whole
def test_a_host_that_wants_as_long_as_we_wait_is_waited_for():
    with (
        site({"/a": Reply(b"", 429, {"Retry-After": "0.01"})}) as s,
        Client("", limits=replace(QUICK, longest_wait=0.01)) as client,
    ):
        ask = ask_of(client, s.url)
        assert "answered 429 (" in fails(ask, f"{s.url}/a") and s.paths().count("/a") > 1


@given(st.text(max_size=40))
def test_any_retry_after_is_a_number_of_seconds_or_nothing(text):
    found = retry_after(text, datetime(2026, 11, 24, tzinfo=UTC))
    assert found is None or 0 <= found < float("inf")


@pytest.mark.whole
def test_a_host_that_hangs_costs_two_short_waits(client):
    with site({"/robots.txt": hang()}) as s:
        began = time.monotonic()
        assert "no answer for 0.4 s (2 times)" in fails(ask_of(client, s.url), f"{s.url}/a")
        assert time.monotonic() - began < 2


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@pytest.mark.whole
@pytest.mark.parametrize(
    "slow",
    [
        drip(HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 1000, 0.05),
        drip(HEAD + b"".join(b"X-%d: y\r\n" % i for i in range(90)), 0.05),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 200, 0.05),
        drip(HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03" + b"n" * 500, 0.05),
    ],
    ids=["body", "head", "chunks", "gzip header"],
)
def test_a_server_that_drips_is_cut_and_not_tried_again(client, slow):
    with site({"/a": slow}) as s:
        began = time.monotonic()
        assert "did not end within 1.2 s" in fails(ask_of(client, s.url), f"{s.url}/a")
        assert time.monotonic() - began < 3
        assert s.paths().count("/a") == 1


PACKED = gzip.compress(b"<rss>" + b"word " * 1000)


@pytest.mark.parametrize(
    "cut",
    [
        HEAD + b"Content-Length: 5000\r\n\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n64\r\nshort",
        HEAD + b"Connection: close\r\nContent-Encoding: gzip\r\n\r\n" + PACKED[:-20],
        HEAD + b"Content-Le",
        b"",
    ],
    ids=["length", "chunked", "gzip", "head", "nothing"],
)
def test_a_truncated_answer_is_never_taken_for_whole(client, cut):
    with site({"/a": wire(cut), "/b": first(wire(cut))}) as s:
        ask = ask_of(client, s.url)
        assert "cut short (3 times)" in fails(ask, f"{s.url}/a")
        assert s.paths().count("/a") == 3
        assert ask(f"{s.url}/b").body == b"ok"


def test_a_connection_that_the_server_closed_meanwhile_is_no_failure(client):
    with site({"/a": wire(HEAD + b"Content-Length: 2\r\n\r\nok")}) as s:
        ask = ask_of(client, s.url)
        for _ in range(3):
            assert ask(f"{s.url}/a").body == b"ok"
            time.sleep(0.02)
        assert ask.requests == 4


def test_odd_heads_are_read_or_refused_but_never_logged(client, caplog):
    odd = HEAD + b'Content-Length: 2\r\n: no name\r\nX\xff-\xfe: \xff\r\nETag: "a\xe9"\r\n\r\nok'
    many = HEAD + b"".join(b"X-%d: y\r\n" % i for i in range(300)) + b"\r\n"
    long = HEAD + b"X: " + b"y" * 100_000 + b"\r\n\r\n"
    two = HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"
    with site(
        {
            "/odd": wire(odd),
            "/many": wire(many),
            "/long": wire(long),
            "/two": wire(two),
            "/no": wire(b"SSH-2\r\n"),
        }
    ) as s:
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/odd?k=secret").body == b"ok"
        for path in ("/many", "/long", "/two", "/no"):
            fails(ask, f"{s.url}{path}?k=secret")
    assert "secret" not in caplog.text


def test_a_dead_host_is_asked_for_three_addresses_and_no_more(client):
    with site({f"/{i}": Reply(b"", 503) for i in range(9)}) as s:
        ask = ask_of(client, s.url)
        lines = [fails(ask, f"{s.url}/{i}") for i in range(9)]
        assert "not asked any more after 3 addresses in a row" in lines[3]
        assert ask.requests == len(s.seen) == 10


def test_a_good_answer_in_between_keeps_the_host(client):
    with site({f"/{i}": Reply(b"", 500 if i % 3 else 200) for i in range(9)}) as s:
        ask = ask_of(client, s.url)
        for i in range(9):
            line = fails(ask, f"{s.url}/{i}") if i % 3 else ask(f"{s.url}/{i}").url
            assert "not asked any more" not in line


def test_a_site_that_shuts_us_out_is_not_asked_five_thousand_times(client):
    with site({f"/{i}": Reply(b"", 403) for i in range(20)}) as s:
        ask = ask_of(client, s.url)
        lines = [fails(ask, f"{s.url}/{i}") for i in range(20)]
        assert "refuses programs" in lines[0] and "not asked any more after 10 addresses" in lines[-1]
        assert len(s.seen) == 11


def test_nobody_at_home(client):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    assert "no connection (Connection refused) (3 times)" in fails(ask_of(client, url), f"{url}/a")
    assert "no such host name" in fails(ask_of(client, "http://nobody.invalid"), "http://nobody.invalid/")


# --- sizes ------------------------------------------------------------------------------------------------------------


def endless(head: bytes, piece: bytes) -> Reply:
    def raw(handler):
        handler.wfile.write(head)
        for _ in range(4000):
            handler.wfile.write(piece)

    return Reply(raw=raw)


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()


@pytest.mark.whole
@pytest.mark.parametrize(
    "large",
    [
        lambda: endless(HEAD + b"Content-Length: 209715200\r\n\r\n", b"x" * 65536),
        lambda: endless(HEAD + b"Connection: close\r\n\r\n", b"x" * 65536),
        lambda: endless(
            HEAD + b"Connection: close\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"", mtime=0) * 3000
        ),
        lambda: Reply(bomb(), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["said", "not said", "gzip of nothing", "gzip bomb"],
)
def test_endless_bodies_cost_bounded_memory(client, large):
    reply = large()
    with site({"/a": reply, "/robots.txt": reply}) as s:
        ask = ask_of(client, s.url)
        tracemalloc.start()
        try:
            for kind, limit in (("page", "256 KB"), ("list", "1 MB")):
                assert re.search(f"more than {limit}|cut short|not end within", fails(ask, f"{s.url}/a", kind=kind))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 16 << 20


def test_a_packed_body_is_unpacked_members_and_rubbish_behind_it_included(client):
    two = gzip.compress(b"one ") + gzip.compress(b"two")
    routes = {
        "/gzip": Reply(PACKED, headers={"Content-Encoding": "gzip"}),
        "/two": Reply(two + b"\0\0rubbish", headers={"Content-Encoding": "x-gzip"}),
        "/zlib": Reply(zlib.compress(b"zlib"), headers={"Content-Encoding": "deflate"}),
        "/none": Reply(b"", headers={"Content-Encoding": "gzip"}),
        "/br": Reply(b"x", headers={"Content-Encoding": "br"}),
        "/bad": Reply(b"not gzip", headers={"Content-Encoding": "gzip"}),
    }
    with site(routes) as s:
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/gzip").body == gzip.decompress(PACKED)
        assert ask(f"{s.url}/two").body == b"one two"
        assert ask(f"{s.url}/zlib").body == b"zlib"
        assert ask(f"{s.url}/none").body == b""
        assert "packed as 'br'" in fails(ask, f"{s.url}/br")
        assert "packing is damaged" in fails(ask, f"{s.url}/bad")
        assert {x.headers["accept-encoding"] for x in s.seen} == {"gzip"}


@given(
    st.lists(st.binary(max_size=200), max_size=4),
    st.binary(max_size=20),
    st.integers(1, 50),
    st.integers(1, 900),
)
def test_unpacking_does_not_depend_on_how_the_bytes_are_cut(members, rubbish, size, most):
    packed = b"".join(gzip.compress(m) for m in members) + (b"\0" + rubbish if members else b"")
    unpack, out = _Unpack(), b""
    for at in range(0, len(packed), size):
        out += unpack(packed[at : at + size], most - len(out))
    whole = b"".join(members)
    assert out == whole[:most]
    assert unpack.whole or len(whole) >= most or not members


def test_broken_utf8_arrives_as_sent(client):
    with site({"/a": b"<x>\xff\xfe\xc3\x28</x>"}) as s:
        assert ask_of(client, s.url)(f"{s.url}/a").body == b"<x>\xff\xfe\xc3\x28</x>"


LOGIN = b"\xef\xbb\xbf\n<!-- hi --><!DOCTYPE HTML><title>Sign in</title>"


def test_a_sign_in_page_is_told_from_a_feed():
    def answer(body: bytes) -> Answer:
        return Answer("list", "https://u:p@x.example/a?k=1", 200, datetime.now(UTC), body)

    for expect in (expect_xml, expect_json):
        with pytest.raises(BoardError, match=r"^https://x.example/a: answered a web page \(sign-in or bot check\?\)"):
            expect(answer(LOGIN))
    with pytest.raises(BoardError, match="no JSON"):
        expect_json(answer(b"<rss/>"))
    with pytest.raises(BoardError, match="no XML"):
        expect_xml(answer(b"{}"))
    assert expect_xml(answer(b"\xef\xbb\xbf <rss/>")) == b"<rss/>"
    assert expect_json(answer(b" [1]")) == b"[1]"


# --- asked before -----------------------------------------------------------------------------------------------------


class Kept:
    """A memory with one list."""

    def __init__(self, url: str, body: bytes | None, etag='"1"', modified=None) -> None:
        self.url, self.kept, self.etag, self.modified = url, body, etag, modified

    def remembered(self, url: str) -> Remembered | None:
        return Remembered("aa", self.etag, self.modified, "text/xml") if url == self.url else None

    def page(self, key: str) -> PageSeen | None:
        return None

    def body(self, sha256: str) -> bytes | None:
        return self.kept if sha256 == "aa" else None


def unchanged(seen: Seen) -> Reply:
    asked = seen.headers.get("if-none-match") or seen.headers.get("if-modified-since")
    return Reply(b"", 304) if asked else Reply(b"new", headers={"ETag": '"2"'})


def test_an_unchanged_list_comes_out_of_memory(client):
    with site({"/a": unchanged}) as s:
        ask = ask_of(client, s.url, Kept(f"{s.url}/a", b"old"))
        got = ask(f"{s.url}/a")
        assert (got.status, got.body, got.etag, got.content_type) == (304, b"old", '"1"', "text/xml")
        assert s.seen[-1].headers["if-none-match"] == '"1"'
        assert ask(f"{s.url}/a", kind="page", key="1").body == b"new"
        assert "if-none-match" not in s.seen[-1].headers
        ask = ask_of(client, s.url, Kept(f"{s.url}/a", b"old", None, "Tue, 24 Nov 2026 06:00:00 GMT"))
        assert ask(f"{s.url}/a").body == b"old"
        sent = len(s.seen)
        got = ask(f"{s.url}/a", sha256="aa")  # its list says that it is as it was
        assert (got.status, got.body, len(s.seen)) == (304, b"old", sent)
        assert ask(f"{s.url}/a", sha256="bb").body == b"old" and len(s.seen) == sent + 1


def test_a_304_whose_body_is_lost_is_asked_again_whole(client):
    with site({"/a": unchanged}) as s:
        got = ask_of(client, s.url, Kept(f"{s.url}/a", None))(f"{s.url}/a")
        assert (got.status, got.body, got.etag) == (200, b"new", '"2"')
        assert s.paths() == ["/robots.txt", "/a", "/a"]


def test_a_304_that_nobody_asked_for_is_an_error(client):
    with site({"/a": Reply(b"", 304)}) as s:
        assert "answered 304" in fails(ask_of(client, s.url), f"{s.url}/a")
        assert "answered 304" in fails(ask_of(client, s.url, Kept(f"{s.url}/a", None)), f"{s.url}/a")
        assert "answered 304" in fails(ask_of(client, s.url, Kept(f"{s.url}/a", b"old", None, None)), f"{s.url}/a")
