"""A board pulled from a real socket with a tiny family of our own: what is asked again, and what a failure costs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import newfamily
import pytest
from boardserver import QUICK, Reply, Site, drip, hang, site

from curbside import extractors, landing
from curbside.extractors.base import Answer, Board, Item
from curbside.extractors.memory import PageSeen
from curbside.extractors.pull import LEFT, Pulled, _capped, _settle, is_due, pull
from curbside.extractors.web.client import Client

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture
def tiny(monkeypatch, tmp_path_factory) -> Callable[..., None]:
    """The family of `newfamily.TINY`; called, it changes facts of it."""
    module = newfamily.add(monkeypatch, tmp_path_factory.mktemp("families"))

    def change(**facts: Any) -> None:
        module.FAMILY = replace(module.FAMILY, **facts)

    return change


def publish(s: Site, jobs: dict[str, str | None], *, more: dict[str, str | None] | None = None) -> None:
    """The site's list and pages, with an ETag that holds while the list does."""

    def listing(values: dict[str, str | None], after: str | None):
        body = json.dumps({"jobs": list(values.items()), "next": after}).encode()
        mark = f'"{hash(body)}"'

        def answer(seen):
            same = seen.headers.get("if-none-match") == mark
            return Reply(b"" if same else body, 304 if same else 200, {"ETag": mark})

        return answer

    s.routes["/list"] = listing(jobs, "/more" if more is not None else None)
    if more is not None:
        s.routes["/more"] = listing(more, None)
    for key in [*jobs, *(more or {})]:
        s.routes.setdefault(f"/job/{key}", b"job " + key.encode())


def run(s: Site, folder, day: float = 0, **board) -> Pulled:
    """One run on the day, landed as the job does it."""
    at = NOW + timedelta(days=day)
    this = Board("sample", "tiny", url=s.url, min_interval=0, **board)
    with Client("", limits=QUICK) as client:
        pulled = pull(this, client, landing.Memory.load(folder, "sample"), at)
    landing.write(
        folder,
        landing.BoardRun(
            landing.new_run_id(at), "sample", "tiny", s.url, None, at, at, pulled.status, pulled.error,
            pulled.listed, pulled.fetched, pulled.requests, pulled.complete,
        ),
        pulled.answers,
    )  # fmt: skip
    return pulled


def pages(pulled: Pulled) -> list[str]:
    return [a.key or "" for a in pulled.answers if a.kind == "page"]


@pytest.fixture
def board(tiny):
    with site({}) as s:
        yield s


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_a_first_run_asks_everything_and_the_next_next_to_nothing(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(40)}, more={str(i): "v1" for i in range(40, 60)})
    first = run(board, tmp_path)
    assert (first.status, first.error, first.complete) == ("done", None, True)
    assert (first.listed, first.fetched, first.requests) == (60, 62, 63) == (60, 62, len(board.seen))
    second = run(board, tmp_path, 1)
    assert (second.status, second.listed, second.complete, second.requests) == ("done", 60, True, 3)
    assert [a.status for a in second.answers] == [304, 304]
    assert second.answers[0].body == first.answers[0].body
    third = run(board, tmp_path, 2)
    assert (third.requests, third.listed) == (3, 60)


def test_new_and_changed_postings_are_asked_and_no_others(board, tmp_path):
    publish(board, {"a": "v1", "b": "v1", "c": None})
    run(board, tmp_path)
    publish(board, {"b": "v2", "c": None, "d": "v1"})
    second = run(board, tmp_path, 1)
    assert pages(second) == ["b", "d"]
    assert [a.version for a in second.answers[1:]] == ["v2", "v1"]


def test_only_of_a_page_without_a_version_that_was_answered_postings_are_counted(board, tmp_path):
    publish(board, {"a": "v1", "b": None})
    assert [a.postings is not None for a in run(board, tmp_path).answers if a.kind == "page"] == [False, True]


def test_times_are_those_of_the_run(board, tmp_path):
    publish(board, {"a": "v1"})
    assert all(timedelta() <= a.fetched_at - NOW < timedelta(minutes=1) for a in run(board, tmp_path).answers)


@pytest.mark.whole
def test_without_versions_pages_come_again_after_a_week_not_all_on_one_day(board, tmp_path):
    publish(board, {str(i): None for i in range(60)})
    run(board, tmp_path)
    asked = [pages(run(board, tmp_path, day + 0.01)) for day in range(1, 15)]
    assert all(not some for some in asked[:6])
    assert sorted(k for some in asked[6:13] for k in some) == sorted(map(str, range(60)))
    assert max(map(len, asked)) <= 20


def seen(version=None, status=200, days: float = 0, postings=None) -> PageSeen:
    return PageSeen(version, status, NOW - timedelta(days=days), "u", postings)


@pytest.mark.parametrize(
    ("version", "memory", "due"),
    [
        (None, None, True),
        ("v1", seen("v1", days=400), False),
        ("v2", seen("v1"), True),
        ("v1", seen(None), True),
        (None, seen("v1", days=6), False),
        (None, seen(days=14), True),
        (None, seen(status=410, days=0.4), False),
        (None, seen(status=404, days=0.5), True),
        ("v1", seen("v1", 410, 0.4), False),
        ("v1", seen("v1", 410, 0.5), True),
        ("v2", seen("v1", 410, 1), True),
        (None, seen(days=29, postings=0), False),
        (None, seen(days=30, postings=0), True),
        ("v1", seen("v1", 202), True),
        # a clock that was ahead; a day ahead is what zones make
        (None, seen(days=-1), False),
        (None, seen(days=-1.01), True),
        ("v1", seen("v1", days=-1.01), True),
        # a posting that left its list is asked by its age, whatever its last version was
        (LEFT, seen(LEFT, days=6), False),
        (LEFT, seen("v1", days=0), True),
        (None, seen(days=6.9), False),
        (None, seen(status=500), True),
    ],
)
def test_when_a_page_is_due(version, memory, due):
    assert is_due(Item("k", "u", version), memory, NOW) is due


@pytest.mark.parametrize("decide", [False, True], ids=["an interface names it", "its page decides"])
@pytest.mark.parametrize(
    ("gone", "hours"),
    [(0, 20), (1, 20), (2, 40), (3, 80), (4, 160), (5, 320), (6, 640), (7, 720), (10, 720), (40, 720)],
)
def test_a_page_gone_while_its_list_names_it_waits_twice_as_long_each_time_and_a_month_at_most(gone, hours, decide):
    hours = min(720, 10 * 2 ** (max(gone, 1) - 1)) if decide else hours

    def due(after: float) -> bool:
        memory = replace(seen(status=404, days=after / 24), gone=gone)
        return is_due(Item("k", "u", "v1"), replace(memory, version="v1"), NOW, decide=decide)

    assert due(hours) and not due(hours - 0.1)


def test_a_week_is_spread_over_two_by_the_postings_key():
    days = {next(d for d in range(30) if is_due(Item(f"k{n}", "u", None), seen(days=d), NOW)) for n in range(200)}
    assert days == set(range(7, 14))


@pytest.mark.parametrize(
    ("skipped", "items", "due", "left", "failed", "status", "complete"),
    [
        # more than half of the pages asked, and a tenth of the board
        (0, 10, 10, 0, 0, "done", True),
        (0, 10, 10, 0, 1, "partial", True),
        (0, 10, 10, 0, 5, "partial", True),
        (0, 10, 10, 0, 6, "failed", False),
        (0, 20, 3, 0, 2, "failed", False),
        (0, 21, 3, 0, 2, "partial", True),
        (0, 100, 3, 0, 3, "partial", True),
        (0, 10, 10, 8, 2, "failed", False),
        # pages that robots.txt forbids: all of them, more than half, half
        (10, 10, 10, 0, 0, "failed", False),
        (6, 10, 10, 0, 0, "partial", True),
        (5, 10, 10, 0, 0, "done", True),
        (6, 10, 10, 0, 4, "partial", True),
        (6, 20, 10, 0, 6, "failed", False),
        (11, 20, 20, 0, 9, "partial", True),
        (14, 26, 26, 0, 14, "failed", False),
        # what is left for the next run
        (0, 10, 10, 1, 0, "partial", True),
        (10, 10, 11, 1, 0, "failed", False),
    ],
)
def test_what_pages_make_of_a_board(skipped, items, due, left, failed, status, complete):
    pulled = Pulled(skipped=skipped, complete=True)
    _settle(pulled, items, due, left, ["HTTP 500"] * failed)
    assert (pulled.status, pulled.complete) == (status, complete)
    said = [f"{failed} of {due - left} pages failed: HTTP 500"] if failed else []
    said += [f"robots.txt forbids {skipped} of {items} pages; not asked"] if skipped else []
    said += [f"{left} of {due} pages are left for the next run: the time or space for one board was up"] if left else []
    assert (pulled.error or "") == "; ".join(said)


def test_what_the_list_said_stands_before_what_the_pages_say():
    pulled = Pulled(error="capped", complete=False)
    _settle(pulled, 10, 10, 0, ["HTTP 500"])
    assert (pulled.status, pulled.complete) == ("partial", False) and pulled.error.startswith("capped; 1 of 10")


@pytest.mark.parametrize(
    ("facts", "number", "pages", "capped"),
    [
        ({}, 4, True, False), ({}, 5, True, False), ({}, 6, True, True),
        ({}, 4, False, False), ({}, 5, False, True), ({}, 6, False, True),
        ({"most": 4}, 4, True, True), ({"most": 4}, 3, True, False), ({"most": 4}, 5, True, False), ({"replica": True}, 9, False, False),
    ],
)  # fmt: skip
def test_a_list_that_may_go_on_is_not_whole(tiny, facts, number, pages, capped):
    tiny(**facts)
    board = Board("sample", "tiny", max_postings=5)
    assert (_capped(extractors.family("tiny"), board, number, pages) is not None) is capped


def test_a_page_without_a_posting_is_left_alone_for_a_month(board, tmp_path):
    publish(board, {"about": None, "1": None})
    board.routes["/job/about"] = b"About us"
    first = run(board, tmp_path)
    assert [a.postings for a in first.answers[1:]] == [0, 1]
    assert pages(run(board, tmp_path, 20)) == ["1"]
    assert "about" in pages(run(board, tmp_path, 31))


def test_a_page_that_is_gone_is_landed_and_asked_again_by_the_next_run_where_pages_decide(board, tiny, tmp_path):
    tiny(pages_decide=True)
    publish(board, {"a": "v1", "b": "v1"})
    board.routes["/job/a"] = Reply(b"gone", 410)
    first = run(board, tmp_path)
    assert first.status == "done" and [a.status for a in first.answers] == [200, 410, 200]
    assert pages(run(board, tmp_path, 0.1)) == []
    board.routes["/job/a"] = b"job a"
    assert pages(run(board, tmp_path, 1)) == ["a"]
    assert pages(run(board, tmp_path, 2)) == []


def test_a_page_that_is_gone_while_an_interface_names_its_posting_is_asked_the_next_day(board, tmp_path):
    publish(board, {"a": "v1", "b": "v1"})
    board.routes["/job/a"] = Reply(b"not yet", 404)
    run(board, tmp_path)
    assert pages(run(board, tmp_path, 0.1)) == []
    board.routes["/job/a"] = b"job a"
    assert pages(run(board, tmp_path, 1)) == ["a"]
    assert pages(run(board, tmp_path, 2)) == []


def test_a_boards_pages_have_five_hours(board, tmp_path, monkeypatch):
    publish(board, dict.fromkeys("abc"))
    clock = iter([0.0, 60.0, 5 * 3600.0, 5 * 3600.0 + 1])
    monkeypatch.setattr("curbside.extractors.pull.monotonic", lambda: next(clock))
    first = run(board, tmp_path)
    assert pages(first) == ["a", "b"] and first.status == "partial" and "1 of 3 pages are left" in first.error


@pytest.mark.whole
def test_a_page_that_stays_gone_is_asked_less_and_less(board, tmp_path):
    publish(board, {"a": "v1"})
    board.routes["/job/a"] = Reply(b"no such page", 404)
    asked = [day for day in range(30) if pages(run(board, tmp_path, day))]
    assert asked == [0, 1, 3, 7, 14, 28]


@pytest.mark.whole
def test_a_posting_that_left_a_list_of_the_newest_is_looked_for_on_its_own_page_at_once_then_weekly(
    board, tiny, tmp_path
):
    tiny(whole=False)
    publish(board, {"a": "v1", "b": "v1", "c": "v1"})
    run(board, tmp_path)
    publish(board, {"b": "v1"})
    board.routes["/job/c"] = Reply(b"gone", 410)
    left = run(board, tmp_path, 1)
    assert [(a.key, a.version, a.status) for a in left.answers[1:]] == [("a", "left", 200), ("c", "left", 410)]
    again = [key for day in range(2, 15) for key in pages(run(board, tmp_path, day))]
    assert again.count("a") == 1 and again.count("c") == 3, "a page that is gone a few times, then no more"
    publish(board, {"a": "v1", "b": "v1"})
    assert pages(run(board, tmp_path, 16)) == ["a"], "it is back, and asked as any new one"
    assert pages(run(board, tmp_path, 17)) == []


def test_a_list_that_ends_where_its_board_always_ends_is_not_whole(board, tiny, tmp_path):
    tiny(most=5)
    for number, whole in ((4, True), (5, False), (6, True)):
        publish(board, {str(i): "v1" for i in range(number)})
        pulled = run(board, tmp_path, number)
        assert (pulled.complete, pulled.status) == (whole, "done")
    publish(board, {str(i): "v1" for i in range(5)})
    assert "gives 5 postings and no more: nothing is taken as closed" in (run(board, tmp_path, 9).error or "")


def test_pages_come_up_to_max_postings_and_the_list_is_then_not_whole(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(10)})
    pulled = run(board, tmp_path, max_postings=4)
    assert pages(pulled) == ["0", "1", "2", "3"]
    assert (pulled.status, pulled.complete, pulled.listed) == ("done", False, 10)
    assert "max_postings = 4 reached" in (pulled.error or "")
    assert run(board, tmp_path, 1, max_postings=10).complete


def test_a_family_without_pages_asks_its_lists_only(board, tiny, tmp_path):
    tiny(page=None)
    publish(board, {"a": "v1", "b": None, "a ": None})
    pulled = run(board, tmp_path)
    assert (pulled.requests, pulled.listed, pulled.complete, pages(pulled)) == (2, 3, True, [])
    assert not run(board, tmp_path, 1, max_postings=3).complete  # a list may have ended there by itself


def test_the_same_posting_in_two_lists_is_asked_once(board, tmp_path):
    publish(board, {"a": "v1", "b": "v1"}, more={"a": "v2"})
    pulled = run(board, tmp_path)
    assert pages(pulled) == ["a", "b"] and pulled.listed == 2 and pulled.complete


def test_an_empty_list_is_no_proof_that_all_is_closed(board, tmp_path):
    publish(board, {})
    pulled = run(board, tmp_path)
    assert (pulled.status, pulled.complete, pulled.listed) == ("done", False, 0)
    assert "holds no posting" in (pulled.error or "")


# --- what fails -------------------------------------------------------------------------------------------------------


@pytest.mark.whole
@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Reply(b"", 500), "answered 500"),
        (Reply(b"", 404), "answered 404; check `url`"),
        (hang(), "no answer for 0.4 s"),
        (drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 999, 0.05), "did not end within"),
        (Reply(b"x", headers={"Content-Length": "50", "Connection": "close"}), "cut short"),
        (Reply(b"<!doctype html><title>Sign in</title>"), "a web page (sign-in or bot check?)"),
        (Reply(b"", 302, {"Location": "/more"}), "redirects in a circle"),
        (Reply(b"", 302, {"Location": "http://169.254.169.254/"}), "private network"),
        (Reply(b"x" * (2 << 20)), "more than 1 MB"),
        (Reply(b'{"jobs": 7}'), "cannot read (TypeError); please report it"),
        (Reply(b"{\xff\xfe}"), "cannot read (UnicodeDecodeError)"),
    ],
    ids="500 404 hang slow truncate login circle inward huge shape utf8".split(),
)
def test_a_list_that_fails_fails_the_board_in_one_line_and_keeps_what_came(board, tmp_path, broken, says):
    publish(board, {"a": "v1"}, more={})
    board.routes["/more"] = broken
    pulled = run(board, tmp_path)
    assert (pulled.status, pulled.complete, pulled.listed) == ("failed", False, 1)
    assert says in (pulled.error or "") and "\n" not in (pulled.error or "")
    assert pulled.answers[0].url == f"{board.url}/list"
    assert pulled.requests == len(board.seen)
    assert landing.read(tmp_path, "sample", landing.runs(tmp_path)[0][0])[1] == pulled.answers


def test_a_list_that_could_not_be_read_is_sent_whole_again(board, tmp_path):
    publish(board, {"a": "v1"})
    board.routes["/list"] = Reply(b"<html>Sign in", headers={"ETag": '"login"'})
    assert run(board, tmp_path).status == "failed"
    run(board, tmp_path, 1)
    assert all("if-none-match" not in s.headers for s in board.seen)


def test_a_few_pages_that_fail_make_the_board_partial_and_are_asked_again(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(8)})
    board.routes["/job/3"] = Reply(b"", 500)
    pulled = run(board, tmp_path)
    assert (pulled.status, pulled.complete, len(pages(pulled))) == ("partial", True, 7)
    assert pulled.error == f"1 of 8 pages failed: {board.url}/job/3: answered 500 (3 times)"
    board.routes["/job/3"] = b"job 3"
    second = run(board, tmp_path, 1)
    assert (second.status, pages(second)) == ("done", ["3"])


def test_most_pages_failing_fail_the_board_and_close_nothing(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(30)})
    for i in range(30):
        board.routes[f"/job/{i}"] = Reply(b"", 503)
    pulled = run(board, tmp_path)
    assert (pulled.status, pulled.complete) == ("failed", False)
    assert (pulled.error or "").startswith("30 of 30 pages failed: ")
    assert pulled.requests == len(board.seen) == 2 + 3 * 3  # the host is given up after three pages


def test_one_new_page_that_always_fails_does_not_fail_a_large_board(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(30)})
    board.routes["/job/7"] = Reply(b"", 500)
    assert run(board, tmp_path).status == "partial"
    second = run(board, tmp_path, 1)
    assert (second.status, second.complete) == ("partial", True)
    assert "1 of 1 pages failed" in (second.error or "")


def test_pages_that_redirect_inward_are_never_followed(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(40)})
    for i in range(40):
        board.routes[f"/job/{i}"] = Reply(b"", 302, {"Location": "http://169.254.169.254/latest/meta-data/"})
    pulled = run(board, tmp_path)
    assert pulled.status == "failed" and "private network; not followed" in (pulled.error or "")
    assert pulled.requests == len(board.seen) == 2 + 10


def test_pages_that_robots_txt_forbids_are_counted_and_never_asked(board, tmp_path):
    publish(board, {str(i): "v1" for i in range(10)})
    board.routes["/robots.txt"] = b"User-agent: *\n\nDisallow: /job/3\nDisallow: /job/5\n"
    pulled = run(board, tmp_path)
    assert (pulled.status, pulled.skipped, pulled.complete) == ("done", 2, True)
    assert pulled.error == "robots.txt forbids 2 of 10 pages; not asked"
    assert not {"/job/3", "/job/5"} & set(board.paths())
    board.routes["/robots.txt"] = b"User-agent: *\nDisallow: /job/\n"
    publish(board, {str(i): "v2" for i in range(10)})
    assert run(board, tmp_path, 1).status == "failed"


def test_pages_beyond_the_boards_time_are_left_for_the_next_run(board, tmp_path, tiny):
    publish(board, {str(i): "v1" for i in range(5)})
    with Client("", limits=QUICK) as client:
        pulled = pull(Board("sample", "tiny", url=board.url, min_interval=0), client, None, NOW, budget=0)
    assert (pulled.status, pulled.complete, pages(pulled)) == ("partial", True, [])
    assert "5 of 5 pages are left for the next run" in (pulled.error or "")


@pytest.mark.parametrize("space", [100, 126], ids=["overrun", "just filled"])
def test_pages_beyond_the_boards_space_are_left_for_the_next_run(board, tmp_path, monkeypatch, space):
    monkeypatch.setattr("curbside.extractors.pull.PAGE_BYTES", space)
    publish(board, {str(i): "v1" for i in range(5)})
    for i in range(5):
        board.routes[f"/job/{i}"] = b"job" + b"x" * 60
    first = run(board, tmp_path)
    assert (first.status, pages(first)) == ("partial", ["0", "1"])
    assert "3 of 5 pages are left for the next run" in (first.error or "")
    assert pages(run(board, tmp_path, 1)) == ["2", "3"]


@pytest.mark.parametrize(
    ("most", "error"), [(3 << 20, None), ((3 << 20) - 1, "sample: lists of more than 3 MB; refused")]
)
def test_lists_without_measure_are_refused(tiny, monkeypatch, most, error):
    monkeypatch.setattr("curbside.extractors.pull.LIST_BYTES", most)
    body = b'{"jobs": [["a", null]]}'.ljust(1 << 20)
    tiny(lists=lambda board, ask: (Answer("list", "https://x.example/", 200, NOW, body) for _ in range(3)), page=None)
    with Client("", limits=QUICK) as client:
        pulled = pull(Board("sample", "tiny", url="https://x.example"), client, None, NOW)
    assert (pulled.error, pulled.complete, pulled.listed) == (error, error is None, 1)


def test_an_error_in_a_family_is_the_boards_and_not_the_runs(board, tmp_path, tiny):
    publish(board, {"a": "v1", "b": "v1", "c": "v1"})
    asked = extractors.family("tiny").page
    tiny(page=lambda board, item, ask: {}["x"] if item.key == "b" else asked(board, item, ask))
    pulled = run(board, tmp_path)
    assert pulled.status == "partial" and "1 of 3 pages failed: sample: an answer that family tiny" in (
        pulled.error or ""
    )


def test_an_interruption_is_no_fault_of_the_board(board, tiny, tmp_path):
    def lists(board, ask):
        raise KeyboardInterrupt
        yield

    tiny(lists=lists)
    with pytest.raises(KeyboardInterrupt):
        run(board, tmp_path)


@pytest.mark.parametrize("name", ["nope", "base", "client", "../x", "", "landing.memory"])
def test_a_family_that_is_none_is_said_to_be(name):
    with pytest.raises(ValueError, match="not a board family"):
        extractors.family(name)
    with Client("", limits=QUICK) as client:
        pulled = pull(Board("sample", name), client, None, NOW)
    assert pulled.status == "failed" and "check `family`" in (pulled.error or "")


def test_saved_files_in_a_boards_place_are_read_without_asking_anyone(tiny, tmp_path):
    saved = tmp_path / "list.json"
    saved.write_text('{"jobs": [["a", null]]}')
    tiny(lists=lambda board, ask: iter([Answer("list", saved.as_uri(), 200, NOW, saved.read_bytes())]))
    with Client("", limits=QUICK) as client:
        pulled = pull(Board("sample", "tiny", url=str(saved)), client, None, NOW)
    assert (pulled.status, pulled.listed, pulled.requests, pulled.complete) == ("done", 1, 0, True)
