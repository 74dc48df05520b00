"""When a question is asked again, whether another machine's clock is believed, what is no answer."""

import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from curbside.extractors.base import Answer, Board, BoardError
from curbside.extractors.memory import Remembered
from curbside.extractors.web import ask, clocks, expect, gate, retry
from curbside.extractors.web.gate import Gate
from curbside.extractors.web.retry import Fault, Patience, patiently
from curbside.extractors.web.robots import Robots

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Rests:
    """A gate that notes how long it is asked to rest."""

    def __init__(self) -> None:
        self.rested: list[float] = []

    def rest(self, seconds: float) -> None:
        self.rested.append(seconds)


class Turns:
    """A client's end, and a clock that goes on only while somebody waits for it, with how long each waited."""

    stopped = False

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.waited = 100.0, list[float]()
        monkeypatch.setattr(gate, "monotonic", lambda: self.now)

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        assert len(self.waited) < 9
        if not self.stopped:
            self.now += seconds
        return self.stopped

    def is_set(self) -> bool:
        return self.stopped


def asked(faults: list[Fault | None], **more: object) -> tuple[int, list[float], Fault | None]:
    """How often it is asked where it fails so in turn (None: an answer), the pauses, and the fault that is left."""
    held = {"backoff": 1.0, "longest_wait": 120.0, "attempts": 3} | more
    rests, times = Rests(), 0

    def once() -> None:
        nonlocal times
        times += 1
        if fault := faults[min(times, len(faults)) - 1]:
            raise fault

    try:
        patiently(once, Patience(rests, **held))
        return times, rests.rested, None
    except Fault as left:
        return times, rests.rested, left


PASSING, SLOW, LASTING = Fault("passing", again=True), Fault("slow", again=True, timeout=True), Fault("lasting")


@pytest.mark.parametrize(
    ("faults", "more", "times", "well"),
    [
        ([None], {}, 1, True), ([PASSING, None], {}, 2, True), ([PASSING, PASSING, None], {}, 3, True), ([PASSING], {}, 3, False), ([LASTING], {}, 1, False),
        ([PASSING, LASTING], {}, 2, False), ([SLOW], {"timeouts": 2}, 2, False), ([SLOW, PASSING, SLOW], {"timeouts": 2}, 3, False), ([SLOW], {}, 3, False),
        ([PASSING], {"attempts": 1}, 1, False),
    ],
)  # fmt: skip
def test_how_often_a_question_is_asked(faults, more, times, well):
    asks, rests, left = asked(faults, **more)
    assert (asks, left is None) == (times, well) and len(rests) == times - 1


def test_pauses_double_with_jitter(monkeypatch):
    monkeypatch.setattr(retry.random, "uniform", lambda low, high: high if (low, high) == (0.5, 1.5) else 0)
    assert asked([PASSING], attempts=5, backoff=2.0)[1] == [3.0, 6.0, 12.0, 24.0]


def told(after: float) -> Fault:
    return Fault("busy", again=True, after=after)


@pytest.mark.parametrize(
    ("after", "times", "rests"),
    [(5.0, 6, [5.0] * 6), (0.0, 6, [0.0] * 6), (120.0, 6, [120.0] * 6), (120.1, 1, [])],
)
def test_a_host_that_says_when_to_come_back_is_asked_three_times_more_and_rests_at_the_end(after, times, rests):
    assert asked([told(after)], told_waits=3)[:2] == (times, rests)


def test_what_comes_anew_begins_the_count_anew():
    come = iter([0, 0, 5, 5, 5, 9, 9, 9, 9])
    assert asked([SLOW], progress=lambda: next(come), timeouts=3, attempts=9)[0] == 8
    come = iter([0, 0, 5, 5, 5, 5, 5])
    assert asked([PASSING], progress=lambda: next(come), attempts=3, told_waits=3)[0] == 5


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0), ("0", 0.0), ("1.5", 1.5), ("-1", None), ("inf", None), ("nan", None), ("", None), (None, None), ("soon", None), (" 7 ", 7.0),
        ("Mon, 23 Nov 2026 12:01:00 GMT", 60.0), ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0), ("Mon, 23 Nov 2026 12:01:00 -0000", 60.0), ("Mon, 23 Nov 2026 07:01:00 -0500", 60.0),
    ],
)  # fmt: skip
def test_when_a_host_wants_to_be_asked_again(text, seconds):
    assert retry.retry_after(text, NOW) == seconds


def test_a_status_that_may_pass():
    fault = retry.passing(503, "7")
    assert (fault.reason, fault.again, fault.after, fault.timeout, fault.dead) == (
        "answered 503",
        True,
        7.0,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("text", "status", "delay", "allowed"),
    [
        (b"User-agent: *\nDisallow: /a", 200, 0.0, False), (b"User-agent: *\nCrawl-delay: 7\nDisallow: /b", 200, 7.0, True), (b"", 200, 0.0, True),
        (b"User-agent: *\nDisallow: /a", 404, 0.0, True), (b"User-agent: *\nDisallow: /a", 403, 0.0, True), (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", 200, 0.0, False),
    ],
)  # fmt: skip
def test_what_a_robots_txt_allows_and_how_long_it_wants_between_two_requests(text, status, delay, allowed):
    robots = Robots.read(status, text, "text/plain")
    assert (robots.status, robots.delay, robots.allows("https://x.example/a")) == (
        200 if status == 200 else 404,
        delay,
        allowed,
    )


@pytest.mark.parametrize(("more", "allowed"), [(0, False), (1, True)])
def test_a_robots_txt_counts_up_to_512_kib(more, allowed):
    rule = b"User-agent: *\nDisallow: /a"
    text = b"#" * ((512 << 10) - len(rule) - 1 + more) + b"\n" + rule
    assert Robots.read(200, text, "").allows("https://x.example/a") is allowed


DATE = "Mon, 23 Nov 2026 12:00:10 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Date": DATE}, 10), ({"Date": DATE, "Age": "30"}, 40), ({"Date": DATE, "Age": " 0 "}, 10), ({"Date": DATE, "Age": "-5"}, 10), ({"Date": DATE, "Age": "x"}, 10),
        ({"Date": DATE, "Age": "99999999999"}, 10 + 366 * 86400), ({"Date": DATE, "Age": "²"}, 10), ({"Date": "Mon, 23 Nov 2026 12:00:10 -0000"}, 10), ({"Date": "then"}, None), ({}, None),
    ],
)  # fmt: skip
def test_how_far_a_hosts_clock_is_ahead(headers, seconds):
    ahead = clocks.ahead(headers, NOW)
    assert ahead == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("hours", "apart"),
    [
        ([], None),
        ([24], None),
        ([25], 25),
        ([-25], -25),
        ([1, 99], None),
        ([99, 1, 98], 98),
        ([30, -40], 30),
        ([24, 25, 26], 25),
        ([1, 2, 99], None),
        ([23, 24, 99], None),
    ],
)
def test_a_clock_apart_from_what_most_hosts_say(hours, apart):
    assert clocks.apart(timedelta(hours=h) for h in hours) == (None if apart is None else timedelta(hours=apart))


@pytest.mark.parametrize(
    ("body", "is_page"),
    [
        (b"<!DOCTYPE html><p>", True), (b" \n<HTML>", True), (b"\xef\xbb\xbf<html>", True), (b"<?xml version='1.0'?>\n<html>", True), (b"<!-- a --><!-- b -->\n<body>", True),
        (b"<?xml version='1.0'?><!-- a --><head>", True), (b"<?xml version='1.0'?><rss>", False), (b"<rss>", False), (b"{}", False), (b"", False), (b"x<html>", False), (b"<!-- a <html>", False),
        (b" " * 1995 + b"<html", True), (b" " * 1996 + b"<html>", False),
    ],
)  # fmt: skip
def test_what_is_a_web_page(body, is_page):
    assert expect.is_web_page(body) is is_page


@pytest.mark.parametrize(
    ("body", "xml", "json"),
    [
        (b"<rss>", True, False), (b"\xef\xbb\xbf <rss>", True, False), (b"\xff\xfe<\x00", True, False), (b"\xfe\xff\x00<", True, False), (b"{}", False, True), (b" [1]", False, True),
        (b"", False, False), (b"<html>", False, False), (b"oops", False, False),
    ],
)  # fmt: skip
def test_what_is_xml_or_json(body, xml, json):
    answer = Answer("list", "https://x.example/a", 200, NOW, body, None)
    for expected, is_it in ((expect.expect_xml, xml), (expect.expect_json, json)):
        if is_it:
            assert expected(answer) == body.removeprefix(b"\xef\xbb\xbf").lstrip()
        else:
            with pytest.raises(BoardError, match=r"https://x\.example/a: answered"):
                expected(answer)


def test_a_host_is_asked_no_sooner_than_its_interval(monkeypatch):
    event = Turns(monkeypatch)
    turn = Gate(event)
    for interval in (2.0, 3.0, 1.0):
        turn.widen(interval)
    with turn.turn():
        assert event.waited == []
    event.now += 1
    turn.answered()
    event.now += 1
    with turn.turn():
        assert event.waited == [2.0], "three seconds from where the answer began"
    turn.rest(10)
    turn.rest(4)
    with turn.turn():
        assert event.waited[1:] == [10.0]
    event.stopped = True
    with pytest.raises(BoardError, match="stopped before"), turn.turn():
        pass
    assert event.waited[2:] == [3.0]
    with pytest.raises(BoardError), Gate(event).turn():
        pass


def test_who_waits_for_its_turn_hears_of_a_longer_rest_and_of_the_end(monkeypatch):
    class Told(Turns):
        def wait(self, seconds: float) -> bool:
            if not super().wait(seconds):
                turn.rest(4 if len(self.waited) == 1 else 0)
            return self.stopped

    event = Told(monkeypatch)
    turn = Gate(event)
    turn.widen(0.5)
    for _ in range(2):
        with turn.turn():
            pass
    assert event.waited == [0.5, 4.0], "half a second, then the rest that the host asked for meanwhile"
    event.stopped = True
    with pytest.raises(BoardError), turn.turn():
        pass
    assert event.waited[2:] == [0.5], "what is stopped waits no longer"


@pytest.mark.parametrize(
    ("etag", "modified", "sent"),
    [
        ('"1"', None, {"If-None-Match": '"1"'}), (None, "then", {"If-Modified-Since": "then"}), ('"1"', "then", {"If-None-Match": '"1"', "If-Modified-Since": "then"}),
        (None, None, None), ("a\nb", None, None), ("x" * 499, None, {"If-None-Match": "x" * 499}), ("x" * 500, None, None), ("", "then", {"If-Modified-Since": "then"}),
    ],
)  # fmt: skip
def test_has_it_changed_since_is_asked_with_what_is_remembered(etag, modified, sent):
    request = ask.requests.Request("GET", "https://x.example/").prepare()
    known = Remembered(sha256="s", etag=etag, last_modified=modified, content_type=None)
    found = ask._conditional(request, known)
    assert (found and dict(found.headers)) == sent and dict(request.headers) == {}
    assert ask._conditional(request, None) is None


def a_board_ask(**more: object) -> ask.BoardAsk:
    board = Board(
        name="one", family="greenhouse", url="https://x.example", secrets={"key": "a b/c+d", "short": "abc", "none": ""}
    )
    client = SimpleNamespace(min_interval_override=None, user_agent="curbside/1", stopped=threading.Event())
    return ask.BoardAsk(client, board, None, None, True, NOW, **more)


def test_no_secret_stays_in_an_address():
    one = a_board_ask()
    for form in ("a%20b%2Fc%2Bd", "a+b%2Fc%2Bd", "a%20b/c%2Bd"):
        assert one._without_secrets(f"https://x/?k={form}&abc=abc") == "https://x/?k=REDACTED&abc=abc"
    assert one._without_secrets("https://x/a%20b%2Fc%2Bd") == "https://x/a%20b%2Fc%2Bd", "only as a value"


def test_a_request_says_who_asks_and_carries_no_foreign_user():
    one = a_board_ask()
    request = one._prepare("GET", "https://ana:pw@other.example/a", headers={"X-A": "1"})
    assert (
        request.url == "https://other.example/a"
        and request.headers["User-Agent"] == "curbside/1"
        and request.headers["X-A"] == "1"
    )
    for url in ("nothing", "https://[::1", "mailto:a@x.org"):
        with pytest.raises(BoardError, match="not a web address"):
            one._prepare("GET", url)
