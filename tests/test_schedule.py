"""`curbside schedule`: one command, a file in each system's own form, a run made up once after sleep."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta

import pytest
from defusedxml import ElementTree

from curbside import landing
from curbside.commands.cli import main
from curbside.job import steps, timetable
from curbside.job.day import Day
from curbside.settings import ConfigError, Schedule
from curbside.workspace import Workspace

DAILY = Schedule(cron="0 6 * * *", timezone="America/New_York")
WEEKDAYS = Schedule(cron="30 5,17 * * 1-5", timezone="America/Chicago")
ODD = ["/opt/my tools/100%/curbside", "-C", '/home/ana/a "b" $c', "run", "--if-due"]


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "curbside.toml").write_text('[[search]]\nname = "any"\nspecialties = []\n')
    return Workspace(tmp_path)


@pytest.mark.parametrize("schedule", [DAILY, WEEKDAYS])
def test_systemd_takes_the_units(schedule, workspace, tmp_path):
    service, timer = timetable.systemd(ODD, schedule, workspace)
    assert "Persistent=true" in timer and "SuccessExitStatus=3" in service
    assert timer.count("OnCalendar=") == len(timetable.times(schedule.cron).at) and schedule.timezone in timer
    assert "100%%" in service and "$$c" in service
    if analyze := shutil.which("systemd-analyze"):
        for line in timer.splitlines():
            if line.startswith("OnCalendar="):
                done = subprocess.run([analyze, "calendar", line.partition("=")[2]], capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
        (tmp_path / "x.service").write_text(service.replace(ODD[0].replace("%", "%%"), "/bin/true"))
        (tmp_path / "x.timer").write_text(timer)
        done = subprocess.run([analyze, "verify", "--user", tmp_path / "x.timer"], capture_output=True, text=True)
        assert "x.timer" not in done.stderr and "x.service" not in done.stderr, done.stderr


def test_launchd_takes_the_agent(workspace):
    read = plistlib.loads(timetable.launchd(ODD, WEEKDAYS, workspace))
    assert read["ProgramArguments"] == ODD
    assert read["StartCalendarInterval"] == {"Minute": 30}  # each hour, as its own times travel with the Mac
    assert plistlib.loads(timetable.launchd(ODD, DAILY, workspace))["StartCalendarInterval"] == {"Minute": 0}


def test_windows_takes_the_task():
    text = timetable.windows(["C:\\a & b\\curbside.exe", "-C", "C:\\my jobs", "run"], WEEKDAYS)
    root = ElementTree.fromstring(text.encode("utf-16"))
    ns = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert [e.tag for e in root] == [f"{ns}{t}" for t in ("RegistrationInfo", "Triggers", "Settings", "Actions")]
    assert root.findtext(f".//{ns}StartWhenAvailable") == "true"
    assert root.findtext(f".//{ns}Arguments") == '-C "C:\\my jobs" run'
    assert len(root.findall(f".//{ns}CalendarTrigger")) == 2 and len(root.findall(f".//{ns}DaysOfWeek/*")) == 10


def test_cron_holds_one_line_a_workspace_and_what_was_there_stays(workspace):
    first = timetable.crontab(ODD, DAILY, workspace, "0 1 * * * backup\n")
    again = timetable.crontab(ODD, DAILY, workspace, first)
    assert first == again and again.startswith("0 1 * * * backup\n0 * * * * ") and "100\\%" in again
    assert timetable.without(again, workspace) == "0 1 * * * backup\n"


def test_a_schedule_by_days_of_the_month_says_what_takes_it():
    with pytest.raises(ConfigError, match="--with cron"):
        timetable.times("0 6 1 * *")
    assert timetable.times("0 6 * * 1-5").days == [1, 2, 3, 4, 5]


def test_a_run_is_made_up_once(workspace, monkeypatch):
    morning = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)  # six in New York
    began = {"at": morning - timedelta(hours=20)}
    monkeypatch.setattr(timetable, "last_run", lambda w: began["at"])
    assert timetable.is_due(workspace, DAILY, morning + timedelta(hours=3))
    began["at"] = morning + timedelta(hours=3)
    assert not timetable.is_due(workspace, DAILY, morning + timedelta(hours=9))
    assert timetable.is_due(workspace, DAILY, morning + timedelta(days=1))
    assert landing.runs(workspace.landing) == []


def ran(workspace, at):
    """A run of a moment that came to its end."""
    folder = workspace.landing / "b"
    folder.mkdir(parents=True, exist_ok=True)
    run_id = landing.new_run_id(at, workspace.landing)
    (folder / f"{run_id}.parquet").touch()
    return run_id


def test_a_run_that_was_killed_or_met_no_network_is_made_up(workspace, sample, monkeypatch):
    workspace.make_private()
    morning = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
    workspace.note_done(ran(workspace, morning - timedelta(days=1)))
    killed = ran(workspace, morning)
    assert timetable.is_due(workspace, DAILY, morning + timedelta(minutes=9))
    workspace.note_done(killed)
    assert not timetable.is_due(workspace, DAILY, morning + timedelta(minutes=9))

    def done(*only, broken=()):
        job = steps.prepare(sample.place, list(only), lambda line: None, now=morning)
        job.failures |= dict.fromkeys(broken, "no network")
        Day(job).digest()
        return sample.place.done() == job.run_id

    monkeypatch.setattr(steps, "digest", lambda *args: [])
    sample.place.make_private()
    boards = steps.prepare(sample.place, [], lambda line: None).boards
    assert done(broken=["flaky"]) and not done("regional") and not done(broken=boards)


@pytest.mark.parametrize(
    ("ahead", "due"), [(timedelta(0), False), (timedelta(hours=5), False), (timedelta(days=9), True)]
)
def test_a_run_that_a_wrong_clock_dated_ahead_hides_no_day(workspace, ahead, due):
    workspace.make_private()
    now = datetime(2026, 11, 28, 11, 0, 30, tzinfo=UTC)
    workspace.note_done(ran(workspace, now + ahead))
    assert timetable.is_due(workspace, DAILY, now) == due


@pytest.mark.parametrize(
    ("cron", "day", "times"),
    [
        ("0 6 * * *", "2027-03-14", ["10:00"]), ("0 6 * * *", "2026-11-01", ["11:00"]),
        ("30 2 * * *", "2027-03-14", ["07:00"]), ("30 1 * * *", "2026-11-01", ["05:30"]),
    ],
)  # fmt: skip
def test_nights_of_23_and_25_hours_have_one_run(cron, day, times, monkeypatch):
    """Wherever the laptop is meanwhile: the schedule's own time zone counts."""
    when = Schedule(cron=cron, timezone="America/New_York")
    begin = datetime.fromisoformat(f"{day}T04:00:00+00:00")
    try:
        for zone in ("Asia/Tokyo", "UTC"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            moments = [begin + timedelta(minutes=5 * n + 1) for n in range(12 * 24)]
            last = [timetable.last_due(when, at) for at in moments]
            assert last == sorted(last) and all(d <= at for d, at in zip(last, moments, strict=True))
            assert [f"{at:%H:%M}" for at in dict.fromkeys(last) if at > begin] == times
            assert all(timetable.next_due(when, at) > at for at in moments)
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()


@pytest.mark.whole
def test_install_status_and_remove(workspace, tmp_path, monkeypatch, capsys):
    tools, home = tmp_path / "bin", tmp_path / "home"
    for folder in (tools, home):
        folder.mkdir()
    for name in ("systemctl", "launchctl", "schtasks.exe"):
        (tools / name).write_text(f"#!/bin/sh\necho {name} $@ >> {tmp_path}/told\n")
        (tools / name).chmod(0o755)
    (tools / "crontab").write_text(f'#!/bin/sh\n[ "$1" = -l ] && cat {tmp_path}/tab || cat > {tmp_path}/tab\n')
    (tools / "crontab").chmod(0o755)
    (tmp_path / "tab").write_text("0 1 * * * backup\n")
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(home))
    at = ["-C", str(workspace.root), "schedule"]
    for kind in ("systemd", "launchd", "windows", "cron"):
        assert main([*at, "install", "--with", kind]) == 0
        assert main([*at, "status"]) == 0
        told = capsys.readouterr().out
        assert (
            f"installed ({kind}): next run" in told and f"installed: {kind}" in told and "last run:  none yet" in told
        )
        assert main([*at, "remove"]) == 0
    assert main([*at, "remove"]) == 2
    assert (tmp_path / "tab").read_text() == "0 1 * * * backup\n"
    assert not any(p.is_file() for p in home.rglob("*"))
    assert "enable --now curbside-" in (tmp_path / "told").read_text()
