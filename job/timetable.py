"""The day's run by the system's own scheduler: what each needs to be told, as the text of its file.

Each makes a run up once after sleep: systemd (Persistent) and Windows (StartWhenAvailable) by themselves, launchd and
cron by asking each hour; `run --if-due` does nothing where the day's run is done.
"""

from __future__ import annotations

import hashlib
import plistlib
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from cronsim import CronSim

from curbside import landing
from curbside.settings import ConfigError, Schedule
from curbside.workspace import Workspace

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MOST = 48  # times a day that systemd and Windows are told one by one
FOLD = timedelta(hours=3)  # clocks are set back by less: within an hour that comes twice, CronSim looks at its first
AHEAD = timedelta(days=1)  # a run dated further ahead of the clock was dated by a wrong clock


@dataclass(frozen=True, slots=True)
class Times:
    """When a schedule runs: minutes and hours of the day, and days of the week (0 Sunday), all seven or some."""

    at: list[tuple[int, int]]  # (hour, minute)
    days: list[int]

    @property
    def daily(self) -> bool:
        return len(self.days) == 7


def times(cron: str) -> Times:
    """The times of five cron fields. Raises ConfigError for what goes by days of the month."""
    minute, hour, day, month, weekday = cron.split()
    if day != "*" or month != "*":
        raise ConfigError(
            f"[schedule] cron: {cron!r} goes by days of the month, which this scheduler is not told; "
            "`curbside schedule install --with cron` takes it"
        )
    start = datetime(2026, 1, 4)  # a Sunday
    runs, cursor = [], CronSim(f"{minute} {hour} * * {weekday}", start - timedelta(minutes=1))
    while (at := next(cursor)) < start + timedelta(days=7):
        runs.append(at)
    found = Times(sorted({(r.hour, r.minute) for r in runs}), sorted({(r.date() - start.date()).days for r in runs}))
    if len(found.at) > MOST:
        raise ConfigError(f"[schedule] cron: {cron!r} is more than {MOST} times a day; write fewer, such as 0 6 * * *")
    return found


def name(workspace: Workspace) -> str:
    """What this workspace's entry is called: several workspaces have one each."""
    return "curbside-" + hashlib.sha256(str(workspace.root).encode()).hexdigest()[:8]


def command(program: list[str], workspace: Workspace) -> list[str]:
    """The words that run the day's job, if it is due."""
    return [*program, "-C", str(workspace.root), "run", "--if-due"]


def systemd(command_line: list[str], schedule: Schedule, workspace: Workspace) -> tuple[str, str]:
    """(service, timer) of a user's systemd. The timer keeps the schedule's own time zone."""
    quoted = " ".join(
        '"' + w.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"'
        for w in command_line
    )
    what = f"curbside, the day's run of {workspace.root}".replace("%", "%%")
    when = times(schedule.cron)
    days = "" if when.daily else ",".join(DAYS[d][:3] for d in when.days) + " "
    calendar = "\n".join(f"OnCalendar={days}*-*-* {h:02}:{m:02}:00 {schedule.timezone}" for h, m in when.at)
    # 3: done, but a board failed; that is said in the digest and is no failure of the service
    service = (
        f"[Unit]\nDescription={what}\n\n[Service]\nType=oneshot\nSuccessExitStatus=3\nNice=10\nExecStart={quoted}\n"
    )
    timer = f"[Unit]\nDescription={what}\n\n[Timer]\n{calendar}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    return service, timer


def launchd(command_line: list[str], schedule: Schedule, workspace: Workspace) -> bytes:
    """A launch agent. It asks each hour, and once on waking: launchd's own times are the Mac's, wherever it travels."""
    return plistlib.dumps(
        {
            "Label": name(workspace),
            "ProgramArguments": command_line,
            "StartCalendarInterval": {"Minute": _minute(schedule)},
            "ProcessType": "Background",
            "StandardErrorPath": str(workspace.data / "schedule.log"),
        }
    )


def windows(command_line: list[str], schedule: Schedule) -> str:
    """A task of Windows' Task Scheduler, version 1.2; its times are the machine's own."""
    when = times(schedule.cron)
    week = "".join(f"<{DAYS[d]} />" for d in when.days)
    by = (
        "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
        if when.daily
        else f"<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek>{week}</DaysOfWeek></ScheduleByWeek>"
    )
    triggers = "".join(
        f"<CalendarTrigger><StartBoundary>2026-01-01T{h:02}:{m:02}:00</StartBoundary><Enabled>true</Enabled>{by}</CalendarTrigger>"
        for h, m in when.at
    )
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">'
        "<RegistrationInfo><Description>curbside: the day's run</Description></RegistrationInfo>"
        f"<Triggers>{triggers}</Triggers>"
        "<Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy><StartWhenAvailable>true</StartWhenAvailable>"
        "<RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable><ExecutionTimeLimit>PT8H</ExecutionTimeLimit></Settings>"
        f"<Actions><Exec><Command>{escape(command_line[0])}</Command>"
        f"<Arguments>{escape(' '.join(map(_windows_word, command_line[1:])))}</Arguments></Exec></Actions></Task>\n"
    )


def _windows_word(word: str) -> str:
    return f'"{word}"' if " " in word or not word else word


def crontab(command_line: list[str], schedule: Schedule, workspace: Workspace, held: str) -> str:
    """The user's crontab `held` with this workspace's line in it, once. It asks each hour, so that a run is made up."""
    line = " ".join(map(shlex.quote, command_line)).replace("%", "\\%")
    return without(held, workspace) + f"{_minute(schedule)} * * * * {line}  # {name(workspace)}\n"


def _minute(schedule: Schedule) -> int:
    """Of each hour, for those that ask hourly."""
    minute = schedule.cron.split()[0]
    return int(minute) if minute.isdigit() else 7


def without(held: str, workspace: Workspace) -> str:
    """The crontab without this workspace's line."""
    return "".join(f"{line}\n" for line in held.splitlines() if not line.endswith(f"# {name(workspace)}"))


def last_due(schedule: Schedule, now: datetime) -> datetime:
    """The newest time of the schedule that has been, UTC."""
    times = CronSim(schedule.cron, (now + FOLD).astimezone(ZoneInfo(schedule.timezone)), reverse=True)
    return next(at for at in (time.astimezone(UTC) for time in times) if at <= now)


def next_due(schedule: Schedule, now: datetime) -> datetime:
    """The next time of the schedule, UTC."""
    times = CronSim(schedule.cron, now.astimezone(ZoneInfo(schedule.timezone)))
    return next(at for at in (time.astimezone(UTC) for time in times) if at > now)


def last_run(workspace: Workspace) -> datetime | None:
    """When the newest run that came to its end began, UTC: by the order of runs, as a clock may have been set back."""
    done = workspace.done()
    run_id = done if landing.is_run_id(done) else landing.newest(workspace.landing)
    return landing.started(run_id) if run_id else None


def is_done(workspace: Workspace, planned: datetime, now: datetime) -> bool:
    """Whether a run stands for the time `planned` and all before it.

    One that a clock once set ahead dated into the future stands for none; a clock set back by hours hides none.
    """
    last = last_run(workspace)
    return last is not None and planned <= last <= now + AHEAD


def early(planned: datetime, now: datetime) -> float:
    """Seconds to wait, one at most, that a run begins no earlier than `planned`: it would stand for the time before.

    Prefect rounds to seconds, and begins up to half of one early.
    """
    return min(max((planned - now).total_seconds(), 0.0), 1.0)


def is_due(workspace: Workspace, schedule: Schedule, now: datetime) -> bool:
    """Whether no run has begun since the newest time of the schedule."""
    return not is_done(workspace, last_due(schedule, now), now)


def installed_file(kind: str, workspace: Workspace, home: Path) -> Path:
    """Where the file of a scheduler lies; of cron there is none."""
    return {
        "systemd": home / ".config/systemd/user" / f"{name(workspace)}.timer",
        "launchd": home / "Library/LaunchAgents" / f"{name(workspace)}.plist",
        "windows": workspace.data / f"{name(workspace)}.xml",
        "cron": workspace.data / "no-file",
    }[kind]
