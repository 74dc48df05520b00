"""What the job's own rules decide, at their edges: when it rests, is due, doubts the clock."""

import json
import plistlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from curbside import landing, settings
from curbside.extractors.pull import Pulled
from curbside.job import clock, day, let_go, part, resting, retention, steps, timetable, told
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.settings import ConfigError, Schedule
from curbside.workspace import Workspace

NOW = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
DAILY = Schedule(cron="0 6 * * *", timezone="America/New_York")


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    place = Workspace(tmp_path)
    place.data.mkdir()
    return place


def land(place: Workspace, at: datetime, board="one", family="greenhouse", status="done", **more) -> str:
    run_id = more.pop("run_id", None) or landing.new_run_id(at, place.landing)
    facts = {"error": None, "listed": 3, "fetched": 3, "requests": 3, "complete": True, "employer": "Elm"} | more
    run = landing.BoardRun(run_id, board, family, None, None, at, at, status, *facts.values())
    landing.write(place.landing, run, [])
    return run_id


def word(verb: str, subject: str, thing: str, on: object = None) -> Entry:
    return Entry(NOW, verb, subject, thing, {} if on is None else {"on": on})


REST, BEGIN = word("search", "search", "rest", "2026-11-20"), word("search", "search", "begin")
TAKEN = word("stage", "a", "accepted", "2026-11-10")


@pytest.mark.parametrize(
    ("entries", "since"),
    [
        ([], None),
        ([REST], date(2026, 11, 20)),
        ([word("search", "search", "rest")], NOW.date()),  # no day said: the day of the word
        ([word("search", "search", "rest", "soon")], NOW.date()),
        ([REST, BEGIN], None),
        ([BEGIN, REST], date(2026, 11, 20)),
        ([TAKEN], date(2026, 11, 10)),
        ([TAKEN, word("stage", "b", "accepted", "2026-11-08")], date(2026, 11, 8)),  # since the first of two
        ([TAKEN, word("stage", "a", "declined")], None),
        ([TAKEN, word("stage", "b", "declined")], date(2026, 11, 10)),
        ([word("stage", "a", "offer", "2026-11-10")], None),
        ([TAKEN, BEGIN], None),  # the user's word goes before what was accepted until then
        ([BEGIN, TAKEN], date(2026, 11, 10)),
        ([TAKEN, REST], date(2026, 11, 20)),
        ([REST, TAKEN, word("stage", "a", "declined")], date(2026, 11, 20)),
        ([word("log", "a", "call", "2026-11-10")], None),
        ([REST, word("log", "search", "begin")], date(2026, 11, 20)),
    ],
)
def test_the_search_rests_by_the_users_word_or_from_the_first_acceptance(entries, since):
    assert resting.since(entries) == since


def test_without_a_journal_the_search_goes_on(workspace):
    assert resting.read(workspace.journal) is None
    journal.append(workspace.journal, REST)
    assert resting.read(workspace.journal) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cron", "at", "days"),
    [
        ("0 6 * * *", [(6, 0)], [0, 1, 2, 3, 4, 5, 6]),
        ("30 5,17 * * 1-5", [(5, 30), (17, 30)], [1, 2, 3, 4, 5]),
        ("0 0 * * 0", [(0, 0)], [0]),  # midnight, the week's first minute
        ("59 23 * * 6", [(23, 59)], [6]),  # … and its last
        ("0,30 * * * 7", [(h, m) for h in range(24) for m in (0, 30)], [0]),  # 48 times a day: just as many
    ],
)
def test_a_schedules_times_and_days(cron, at, days):
    found = timetable.times(cron)
    assert (found.at, found.days, found.daily) == (at, days, len(days) == 7)


@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("0 6 1 * *", "days of the month"), ("0 6 * 2 *", "days of the month"), ("0 6 1 2 *", "days of the month"),
        ("0,20,40 * * * *", "more than 48 times a day"),
    ],
)  # fmt: skip
def test_a_schedule_that_this_scheduler_is_not_told_says_so(cron, said):
    with pytest.raises(ConfigError, match=said):
        timetable.times(cron)


def test_each_scheduler_is_told_the_same_times(workspace):
    weekdays = Schedule(cron="5 6,17 * * 1-2", timezone="America/Chicago")
    _, timer = timetable.systemd(["curbside"], weekdays, workspace)
    calendar = [line for line in timer.splitlines() if line.startswith("OnCalendar")]
    assert calendar == [f"OnCalendar=Mon,Tue *-*-* {h}:05:00 America/Chicago" for h in ("06", "17")]
    assert "OnCalendar=*-*-* 06:00:00 America/New_York\n" in timetable.systemd(["curbside"], DAILY, workspace)[1]
    task = timetable.windows(["c.exe", "", "a b", "c"], weekdays)
    assert "T06:05:00<" in task and "T17:05:00<" in task and "<DaysOfWeek><Monday /><Tuesday /></DaysOfWeek>" in task
    assert '<Arguments>"" "a b" c</Arguments>' in task and "<Command>c.exe</Command>" in task
    assert "ScheduleByDay" in timetable.windows(["c"], DAILY) and "ScheduleByWeek" not in timetable.windows(
        ["c"], DAILY
    )


@pytest.mark.parametrize(("cron", "minute"), [("5 6 * * *", "5"), ("*/15 6 * * *", "7"), ("0,30 6 1 * *", "7")])
def test_cron_and_launchd_ask_each_hour_and_an_entry_has_the_workspaces_name(workspace, cron, minute):
    mine = timetable.name(workspace)
    tab = timetable.crontab(["c", "100%"], Schedule(cron=cron, timezone="UTC"), workspace, "1 1 * * * backup")
    assert tab == f"1 1 * * * backup\n{minute} * * * * c '100\\%'  # {mine}\n" or tab.endswith(
        f"{minute} * * * * c 100\\%  # {mine}\n"
    )
    agent = plistlib.loads(timetable.launchd(["c"], Schedule(cron=cron, timezone="UTC"), workspace))
    assert agent["StartCalendarInterval"] == {"Minute": int(minute)} and agent["Label"] == mine
    assert len(mine) == len("curbside-") + 8 and timetable.name(Workspace(workspace.root / "other")) != mine
    assert timetable.command(["py", "-m"], workspace) == ["py", "-m", "-C", str(workspace.root), "run", "--if-due"]


SIX = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)  # six in the morning in New York
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        (SIX, SIX, SIX + timedelta(days=1)),
        (SIX - SECOND, SIX - timedelta(days=1), SIX),
        (SIX + SECOND, SIX, SIX + timedelta(days=1)),
    ],
)
def test_the_newest_and_the_next_time_of_a_schedule(now, last, following):
    assert (timetable.last_due(DAILY, now), timetable.next_due(DAILY, now)) == (last, following)


@pytest.mark.parametrize(("ahead", "waits"), [(0.4, 0.4), (1.0, 1.0), (30.0, 1.0), (0.0, 0.0), (-5.0, 0.0)])
def test_a_run_waits_for_its_time_where_prefect_is_early_by_less_than_a_second(ahead, waits):
    planned = datetime(2027, 3, 14, 10, tzinfo=UTC)
    assert timetable.early(planned, planned - timedelta(seconds=ahead)) == waits


@pytest.mark.parametrize(
    ("run", "due"), [(None, True), (SIX - SECOND, True), (SIX, False), (SIX + timedelta(hours=1), False)]
)
def test_a_run_is_due_where_none_began_since_the_newest_time(workspace, run, due):
    if run:
        land(workspace, SIX - timedelta(days=3), "two")
        land(workspace, run)
    assert timetable.last_run(workspace) == run
    assert timetable.is_due(workspace, DAILY, SIX + timedelta(hours=2)) is due


@pytest.mark.parametrize(("ahead", "done"), [(timetable.AHEAD, True), (timetable.AHEAD + SECOND, False)])
def test_a_run_that_a_clock_dated_into_the_future_stands_for_no_time(workspace, ahead, done):
    land(workspace, SIX + ahead)
    assert timetable.is_done(workspace, SIX, SIX) is done


def test_a_schedulers_file_is_where_the_system_looks(workspace, tmp_path):
    found = {kind: timetable.installed_file(kind, workspace, tmp_path) for kind in ("systemd", "launchd", "windows")}
    assert [f.suffix for f in found.values()] == [".timer", ".plist", ".xml"]
    assert not timetable.installed_file("cron", workspace, tmp_path).exists()


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (None, None), (timedelta(days=3), "3.0 days behind what the board that was asked says"), (timedelta(days=-1.5), "1.5 days ahead of what the board"),
    ],
)  # fmt: skip
def test_a_clock_that_is_not_the_hosts_is_said(monkeypatch, apart, said):
    monkeypatch.setattr(clock.clocks, "apart", lambda found: apart)
    line = clock.by_hosts(SimpleNamespace(clocks=lambda: {"one": NOW}))
    assert said in line if said else line is None
    if said:
        assert "most of the 2 hosts that were asked say" in clock.by_hosts(
            SimpleNamespace(clocks=lambda: {"one": NOW, "two": NOW})
        )


def test_what_the_clock_showed_is_kept_until_the_next_run(workspace):
    assert clock.kept(workspace) == ()
    clock.keep(workspace, ["a", "b"])
    assert clock.kept(workspace) == ("a", "b")
    (workspace.data / clock.NAME).write_text("{")
    assert clock.kept(workspace) == ()
    clock.keep(workspace, [])
    assert clock.kept(workspace) == () and not (workspace.data / clock.NAME).exists()
    clock.keep(workspace, [])


def test_a_board_taken_out_goes_on_from_its_newest_run(workspace):
    at = NOW - timedelta(days=5)
    for n, url in enumerate(("first", "second", "third")):
        land(workspace, at + timedelta(days=n), employer=url)
    assert let_go.board(workspace, "one", NOW)
    run, _ = landing.read(workspace.landing, "one", landing.newest(workspace.landing) or "")
    assert run.employer == "third" and run.status == "removed"


@pytest.mark.parametrize(
    "text", ["", "[]", "7", '{"day": "x"}', '{"2026-11-20": 7}', '{"2026-11-20": "then"}', "\udcff"]
)
def test_a_memory_that_cannot_be_read_told_nothing(tmp_path, text):
    (tmp_path / told.FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert told._read(tmp_path / told.FILE) == {} and told.frame(tmp_path, []).is_empty()


def test_what_was_told_before_the_first_run_that_is_left_is_left_out(tmp_path):
    ids = ["20261127T110000Z-bbbb-000002", "20261126T110000Z-aaaa-000001"]
    days = {"2026-11-01": "2026-11-01T00:00:00+00:00", "2026-11-27": ids[0]}
    (tmp_path / told.FILE).write_text(json.dumps(days))
    assert told.frame(tmp_path, ids).rows() == [(date(2026, 11, 27), ids[0])]


CONFIG = '[[search]]\nname = "any"\nspecialties = []\n[[board]]\nname = "one"\nfamily = "greenhouse"\naccount = "one"\n'


def prepared(place: Workspace, lines: list[str] | None = None) -> steps.Job:
    place.config.write_text(CONFIG)
    return steps.prepare(place, [], (lines if lines is not None else []).append, NOW)


@pytest.mark.parametrize(
    ("status", "error", "says"),
    [("done", None, "one: 4 listed, 2 requests"), ("partial", "HTTP 500", "one: 4 listed, 2 requests; HTTP 500")],
)
def test_a_board_that_was_pulled_says_what_it_listed(workspace, monkeypatch, status, error, says):
    lines: list[str] = []
    job = prepared(workspace, lines)
    monkeypatch.setattr(
        steps, "pull", lambda *a, **k: Pulled(status=status, error=error, listed=4, requests=2, fetched=1)
    )
    assert steps.collect(job, "one") == status and lines == [says]
    run, _ = landing.read(workspace.landing, "one", job.run_id)
    assert (run.status, run.error, run.listed, run.fetched, run.requests) == (status, error, 4, 1, 2)
    assert job.failures == ({"one": "HTTP 500"} if error else {})


@pytest.mark.parametrize(
    ("name", "names", "sender"), [("Ana", True, None), ("", True, "me@x.org"), ("Ana", False, None)]
)
def test_what_is_mailed_bears_the_users_name_and_letters_where_names_are_shown(
    workspace, monkeypatch, name, names, sender
):
    from curbside.exports import content, digest
    from curbside.job import letters

    workspace.config.write_text(
        f'[me]\nname = "{name}"\n[digest]\nnames = {str(names).lower()}\nemail = {{ to = "a@x.org", smtp = "smtp://localhost:25"%s }}\n{CONFIG}'
        % (f', sender = "{sender}"' if sender else "")
    )
    day = content.Digest(NOW.date(), "", "", *[()] * 3, 0, (), 0, (), ())
    read: list[object] = []
    monkeypatch.setattr(content, "read", lambda db, today, name, names, rests: read.append((name, names)) or day)
    monkeypatch.setattr(letters, "written", lambda content, *_: replace(content, run_at="with letters"))
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr(digest, "message", lambda content, *between: (content.run_at, *between))
    monkeypatch.setattr(steps.mailing, "send", lambda mail, message, secret: sent.append(message))
    steps.send(workspace, settings.read(workspace.config), NOW)
    assert read == [(name or None, names)] and sent == [
        ("with letters" if names else "", "a@x.org", sender or "a@x.org")
    ]


def test_the_clocks_lines_are_said_and_kept(workspace, monkeypatch):
    lines: list[str] = []
    job = prepared(workspace, lines)
    steps.check_clock(job)
    assert lines == [] and clock.kept(workspace) == ()
    job.jumped = "it jumped"
    monkeypatch.setattr(clock, "by_hosts", lambda client: "it is behind")
    steps.check_clock(job)
    assert lines == ["it is behind"] and clock.kept(workspace) == ("it is behind", "it jumped")


def test_a_board_that_this_run_has_landed_is_not_asked_again(workspace):
    job = prepared(workspace)
    assert part._landed(job, "one") is None
    land(workspace, NOW, run_id=job.run_id, status="failed", error="HTTP 500")
    assert part._landed(job, "one") == "failed" and job.failures == {"one": "HTTP 500"}
    job.failures.clear()
    land(workspace, NOW, "two", run_id=job.run_id)
    assert part._landed(job, "two") == "done" and job.failures == {}
    land(workspace, NOW, "three", run_id=job.run_id, status="partial")
    assert part._landed(job, "three") == "partial" and job.failures == {"three": "partial"}


def test_a_part_of_the_boards_is_pulled_one_after_the_other_and_a_fault_is_a_status(workspace, monkeypatch):
    workspace.config.write_text(
        CONFIG + CONFIG.partition("[[board]]")[2].join(["[[board]]", ""]).replace('"one"', '"two"')
    )

    def collect(job: steps.Job, board: str) -> str:
        job.say(f"{board} asked")
        if board == "one":
            raise landing.LandingError("no room")
        return "done"

    monkeypatch.setattr(steps, "collect", collect)
    run_id = "20261123T230000Z-aaaa-000007"
    assert part.pull(workspace, run_id, NOW, ["one", "two"]) == [
        part.Part("one", "failed", "no room", ("one asked", "one: no room")),
        part.Part("two", "done", None, ("two asked",)),
    ]
    land(workspace, NOW, "two", run_id=run_id)
    assert part.pull(workspace, run_id, NOW, ["two"]) == [part.Part("two", "done", None, ())], "what has landed stays"


@pytest.mark.parametrize(
    ("boards", "failed", "whole", "done"),
    [
        ("ab", "", True, True), ("ab", "a", True, True), ("ab", "ab", True, False), ("", "", True, True), ("ab", "", False, False), ("a", "ax", True, False),
    ],
)  # fmt: skip
def test_the_days_run_is_done_where_all_boards_were_asked_and_not_all_failed(boards, failed, whole, done):
    job = SimpleNamespace(boards=dict.fromkeys(boards), failures=dict.fromkeys(failed, "no network"), whole=whole)
    assert day.Day._is_the_days(SimpleNamespace(job=job)) is done


@pytest.mark.parametrize(
    ("damaged", "bad", "folded", "failures", "said"),
    [
        (0, 0, 0, {}, []),
        (0, 0, 1200, {}, ["older landing files were folded together: 1,200"]),
        (2, 0, 5, {"data/landing": "2 damaged files"}, []),  # nothing is folded beside damage
        (0, 1, 0, {"your own files": "1 not as before"}, []),
    ],
)
def test_what_the_building_of_a_day_found_is_in_its_failures(
    workspace, monkeypatch, damaged, bad, folded, failures, said
):
    lines: list[str] = []
    job = prepared(workspace, lines)
    built: list[int] = []
    monkeypatch.setattr(steps, "build", lambda *a, **k: built.append(1) or damaged)
    monkeypatch.setattr(retention, "keep", lambda *a: folded)
    monkeypatch.setattr(steps, "network", lambda w: ("", bad))
    under_way = day.Day(job)
    try:
        under_way.build()
        under_way.build()
    finally:
        under_way.close()
    assert job.failures == failures and lines == said and built == [1]
