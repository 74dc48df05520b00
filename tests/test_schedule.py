"""`curbside schedule`: one command, a file in each system's own form, a run made up once after sleep."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from defusedxml import ElementTree

from curbside import landing
from curbside.commands.cli import main
from curbside.job import timetable
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
    times = read["StartCalendarInterval"]
    assert len(times) == 10 and {"Hour": 17, "Minute": 30, "Weekday": 5} in times
    assert plistlib.loads(timetable.launchd(ODD, DAILY, workspace))["StartCalendarInterval"] == [
        {"Hour": 6, "Minute": 0}
    ]


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
