"""One run in plain threads: what is begun once, what is waited for, what is told again, what ends the run."""

import errno
import threading
from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from curbside.extractors.base import BoardError
from curbside.faults import CurbsideError
from curbside.job import day, retention, steps
from curbside.job.part import Part


class Run(SimpleNamespace):
    """A job of the boards a and b, and what was done of it, in its order."""

    def __init__(self):
        self.said: list[str] = []
        self.done: list[object] = []
        super().__init__(
            boards={"a": 1, "b": 2}, failures={}, run_id="run", now=None, whole=True, say=self.said.append,
            settings=SimpleNamespace(schedule=SimpleNamespace(wait_minutes=45)),
            workspace=SimpleNamespace(note_done=lambda run: self.done.append(("noted", run))),
            client=SimpleNamespace(stop=lambda: self.done.append("stopped")),
        )  # fmt: skip


@pytest.fixture
def job(monkeypatch) -> Run:
    run = Run()
    monkeypatch.setattr(steps, "collect", lambda job, board: run.done.append(board) or "done")
    monkeypatch.setattr(steps, "broke", lambda job, board, error: job.say(f"{board} broke: {error}") or "failed")
    monkeypatch.setattr(steps, "check_clock", lambda job: run.done.append("clock"))
    monkeypatch.setattr(steps, "build", lambda *a, under_way=None: run.done.append(("built", under_way)) and 0)
    monkeypatch.setattr(steps, "network", lambda workspace: ("", 0))
    monkeypatch.setattr(steps, "digest", lambda *a: run.done.append("digest") or ["page.html"])
    monkeypatch.setattr(steps, "news", lambda workspace: {"lead"})
    monkeypatch.setattr(retention, "keep", lambda *a: 0)
    return run


@pytest.fixture
def the_day(job):
    under_way = day.Day(job)
    yield under_way
    under_way.close()


def test_a_run_alone_asks_every_board_builds_and_writes_then_ends(job):
    assert day.alone(job) == ["page.html"]
    assert sorted(job.done[:2]) == ["a", "b"]
    assert job.done[2:] == ["clock", ("built", None), "digest", ("noted", "run"), "stopped"] and job.said == []


def test_what_is_asked_for_twice_is_done_once(job, the_day):
    assert the_day.begin("a") is the_day.begin("a") and the_day.begin("a").result(9) == "done"
    assert the_day.finish() is the_day.finish()
    assert sorted(job.done[:2]) == ["a", "b"] and job.done[2:] == [
        "clock", ("built", None), "digest", ("noted", "run")
    ]  # fmt: skip
    for _ in range(2):
        the_day.unwatched()
        assert job.said == ["the server that watches the run failed; the run goes on without it"]


def test_the_wait_for_slow_boards_begins_with_the_first_and_once(job, the_day):
    assert the_day._timer.interval == 45 * 60 and the_day._timer.daemon and not the_day._timer.is_alive()
    the_day.expect(), the_day.expect()
    assert the_day._timer.is_alive()
    the_day.begin("a")
    for board in "ab":
        the_day.take(Part(board, "done", None, ()))
    the_day.pull()
    assert the_day._timer.finished.is_set()
    the_day.begin("a")  # … and is not begun anew when all boards were asked


def test_a_board_pulled_elsewhere_brings_its_lines_its_status_and_why_it_failed(job, the_day):
    the_day.expect()
    waiting = the_day.begin("a")
    assert not waiting.done() and job.done == []
    the_day.take(Part("a", "failed", "HTTP 500", ("a: HTTP 500",)))
    assert waiting.result(9) == "failed" and job.said == ["a: HTTP 500"] and job.failures == {"a": "HTTP 500"}
    the_day.release()
    assert the_day.begin("a") is waiting, "what was taken is not asked again"
    assert the_day.begin("b").result(9) == "done" and job.done == ["b"]
    the_day.expect()
    assert the_day.begin("b").result(9) == "done"
    assert job.failures == {"a": "HTTP 500"}


def test_a_board_that_does_not_end_is_given_up_after_six_hours_and_the_others_stay(job, the_day, monkeypatch):
    waited = []

    def wait(pulls, seconds):
        waited.append(seconds)
        return SimpleNamespace(not_done={the_day._boards["b"]})

    monkeypatch.setattr(day, "wait", wait)
    the_day.pull()
    assert waited == [6 * 60 * 60] and job.said == ["b broke: not finished after 6 hours; the next run asks again"]


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (OSError(errno.ENOSPC, "full"), True), (OSError(errno.EDQUOT, "quota"), True), (OSError(errno.EROFS, "read-only"), True),
        (OSError(errno.EIO, "broken"), False), (BoardError("HTTP 500"), False), (ValueError("odd"), False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_disk_that_takes_nothing_more_ends_the_run_and_no_other_fault_does(job, monkeypatch, error, ends, wrapped):
    def collect(job, board):
        job.done.append(board)
        if not wrapped:
            raise error
        raise CurbsideError("not landed") from error

    monkeypatch.setattr(steps, "collect", collect)
    job.boards = {"a": 1}
    under_way = day.Day(job)
    try:
        assert under_way.begin("a").result(9) == "failed" and len(job.said) == 1
        assert (under_way.fault is not None) is ends
        assert under_way.begin("b").result(9) == "failed" and job.done == (["a"] if ends else ["a", "b"])
        if ends:
            with pytest.raises(type(under_way.fault)):
                under_way.finish()
            assert "digest" not in job.done
        else:
            assert under_way.finish() == ["page.html"]
    finally:
        under_way.close()


@pytest.mark.parametrize("minutes", [45, 0.5])
def test_todays_leads_come_without_slow_boards_and_say_so(job, the_day, monkeypatch, minutes):
    job.settings.schedule.wait_minutes = minutes
    held = threading.Event()
    monkeypatch.setattr(steps, "collect", lambda job, board: held.wait(9) and "done" if board == "b" else "done")
    the_day.begin("a").result(9)
    the_day._meanwhile()
    held.set()
    assert job.done == [("built", {"b": "run"}), "digest"]
    assert job.said == [f"still being asked after {minutes} minutes: b; today's leads come without, and again with"]


@pytest.mark.parametrize(("slow", "fault"), [(False, None), (True, OSError(errno.ENOSPC, "full"))])
def test_nothing_is_built_meanwhile_where_no_board_is_slow_or_the_disk_is_full(job, the_day, slow, fault):
    the_day._boards = {board: Future() for board in "ab"}
    the_day.fault = fault
    for pull in [] if slow else the_day._boards.values():
        pull.set_result("done")
    the_day._meanwhile()
    assert job.done == [] and job.said == []


def test_what_cannot_be_built_meanwhile_is_said_and_left_to_the_end(job, the_day, monkeypatch):
    the_day._boards = {board: Future() for board in "ab"}
    monkeypatch.setattr(steps, "digest", lambda *a: 1 / 0)
    the_day._meanwhile()
    assert job.said[1:] == [
        "today's leads could not be built meanwhile (ZeroDivisionError); the end of the run tries again"
    ]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ([{"x"}], 1), ([set()], 1),  # the day's digest is handed on, be there news or none
        ([{"x"}, {"x"}], 1), ([{"x"}, {"x", "y"}], 2), ([{"x", "y"}, {"x"}], 1), ([set(), {"x"}], 2), ([{"x"}, {"y"}], 2),
        ([{"x"}, {"x", "y"}, {"x", "y"}], 2),
    ],
)  # fmt: skip
def test_the_digest_is_handed_on_once_and_again_with_new_leads_alone(job, monkeypatch, published, told):
    calls = []
    under_way = day.Day(job, tell=lambda: calls.append(1))
    for leads in published:
        monkeypatch.setattr(steps, "news", lambda workspace, leads=leads: leads)
        under_way._hand_on()
    under_way.close()
    assert len(calls) == told and under_way.untold is None


def test_what_could_not_be_handed_on_is_kept_and_tried_again(job):
    outcomes = [CurbsideError("no server"), None]

    def tell():
        if error := outcomes.pop(0):
            raise error

    under_way = day.Day(job, tell)
    under_way._hand_on()
    assert str(under_way.untold) == "no server"
    under_way._hand_on()
    assert under_way.untold is None and outcomes == []
    under_way.close()


@pytest.mark.parametrize(("failures", "noted"), [({}, True), ({"a": "HTTP 500", "b": "no network"}, False)])
def test_a_run_that_no_board_answered_is_asked_for_again(job, the_day, failures, noted):
    job.failures = failures
    the_day.digest()
    assert (("noted", "run") in job.done) is noted


def test_sixteen_boards_are_asked_side_by_side_and_the_end_waits_for_none(job, monkeypatch):
    begun, all_begun, held = [], threading.Barrier(17), threading.Event()

    def collect(job, board):
        begun.append(board)
        all_begun.wait(9)
        return "done" if held.wait(9) else "late"

    monkeypatch.setattr(steps, "collect", collect)
    under_way = day.Day(job)
    pulls = [under_way.begin(str(board)) for board in range(18)]
    all_begun.wait(9)
    assert len(begun) == 16
    under_way.close()
    assert [pull.cancelled() for pull in pulls] == [False] * 16 + [True] * 2
    held.set()
    assert {pull.result(9) for pull in pulls[:16]} == {"done"}


def test_after_the_end_nothing_more_is_begun(job):
    under_way = day.Day(job)
    under_way.expect()
    under_way.close()
    assert under_way._timer.finished.is_set() and job.done == ["stopped"]
    under_way.release()
    with pytest.raises(RuntimeError):
        under_way.begin("a")
