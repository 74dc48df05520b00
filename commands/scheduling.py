"""`curbside schedule install|remove|status`: the day's run by the system's own scheduler."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from curbside import settings
from curbside.commands.terminal import UsageError, say, write
from curbside.job import timetable
from curbside.settings import Schedule
from curbside.workspace import Workspace, WorkspaceError

KINDS = ("systemd", "launchd", "windows", "cron")


def schedule(workspace: Workspace, args: argparse.Namespace) -> int:
    """Install, remove or tell."""
    does = {"install": _install, "remove": _remove, "status": _status}[args.verb]
    return does(workspace, settings.read(workspace.config).schedule, args.how)


def system() -> str:
    """The scheduler of this machine."""
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32" or (shutil.which("schtasks.exe") and not shutil.which("systemctl")):
        return "windows"
    running = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "systemd").exists()
    return "systemd" if shutil.which("systemctl") and running else "cron"


def program() -> list[str]:
    """How this curbside is started, by its whole path: a scheduler knows no PATH of the user's."""
    beside = Path(sys.executable).with_name("curbside")
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "curbside"]


def _install(workspace: Workspace, when: Schedule, how: str | None) -> int:
    kind = how or system()
    command_line = timetable.command(program(), workspace)
    file = timetable.installed_file(kind, workspace, Path.home())
    workspace.make_private()
    if kind == "systemd":
        service, timer = timetable.systemd(command_line, when, workspace)
        _write(file.with_suffix(".service"), service.encode())
        _write(file, timer.encode())
        _tell("systemctl", "--user", "daemon-reload")
        _tell("systemctl", "--user", "enable", "--now", file.name)
        say("it runs while you are logged in; `loginctl enable-linger` lets it run without")
    elif kind == "launchd":
        _write(file, timetable.launchd(command_line, when, workspace))
        _tell("launchctl", "bootout", f"gui/{os.getuid()}", str(file), quietly=True)
        _tell("launchctl", "bootstrap", f"gui/{os.getuid()}", str(file))
    elif kind == "windows":
        command_line = command_line if sys.platform == "win32" else ["wsl.exe", "--", *command_line]
        _write(file, timetable.windows(command_line, when).encode("utf-16"))
        _tell("schtasks.exe", "/Create", "/F", "/TN", timetable.name(workspace), "/XML", str(file))
    else:
        _crontab(timetable.crontab(command_line, when, workspace, _held()))
    if kind == "windows":
        say(f"its times are this machine's own; [schedule] timezone = {when.timezone!r} is not told to it")
    write(f"installed ({kind}): next run {_local(timetable.next_due(when, datetime.now(UTC)))}")
    return 0


def _remove(workspace: Workspace, when: Schedule, how: str | None) -> int:
    found = [how] if how else installed(workspace)
    if not found:
        raise UsageError(
            "schedule remove: nothing is installed for this workspace; `curbside schedule status` says what is"
        )
    for kind in found:
        file = timetable.installed_file(kind, workspace, Path.home())
        if kind == "systemd":
            _tell("systemctl", "--user", "disable", "--now", file.name, quietly=True)
            file.with_suffix(".service").unlink(missing_ok=True)
        elif kind == "launchd":
            _tell("launchctl", "bootout", f"gui/{os.getuid()}", str(file), quietly=True)
        elif kind == "windows":
            _tell("schtasks.exe", "/Delete", "/F", "/TN", timetable.name(workspace), quietly=True)
        else:
            _crontab(timetable.without(_held(), workspace))
        file.unlink(missing_ok=True)
        write(f"removed ({kind})")
    return 0


def _status(workspace: Workspace, when: Schedule, how: str | None) -> int:
    now, kinds, last = datetime.now(UTC), installed(workspace), timetable.last_run(workspace)
    write(f"installed: {', '.join(kinds) or 'no; `curbside schedule install` does'}")
    write(f"schedule:  {when.cron} {when.timezone}, next {_local(timetable.next_due(when, now))}")
    due = "" if not timetable.is_due(workspace, when, now) else "; the last one of the schedule was missed"
    write(f"last run:  {_local(last) if last else 'none yet'}{due if last else ''}")
    return 0


def installed(workspace: Workspace) -> list[str]:
    """Kinds of schedulers that have an entry for this workspace."""
    files = [k for k in KINDS if timetable.installed_file(k, workspace, Path.home()).exists()]
    return files + (["cron"] if timetable.name(workspace) in _held() else [])


def _local(when: datetime) -> str:
    return f"{when.astimezone():%a %m/%d/%Y %I:%M %p %Z}"


def _write(file: Path, body: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    except OSError as e:
        raise WorkspaceError(f"{file}: {e.strerror}; --with cron needs no file") from None


def _tell(*command_line: str, quietly: bool = False) -> None:
    """Run a system's command. Raises WorkspaceError, with its own words, where it fails."""
    try:
        done = subprocess.run(command_line, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if not quietly and (done is None or done.returncode):
        said = (done.stderr.strip().splitlines() or [""])[-1] if done else f"{command_line[0]} is not there"
        others = " or ".join(f"--with {k}" for k in KINDS)
        raise WorkspaceError(
            f"`{' '.join(command_line)}` failed: {said}; the file is written, or take another: {others}"
        )


def _held() -> str:
    try:
        done = subprocess.run(["crontab", "-l"], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _crontab(text: str) -> None:
    try:
        done = subprocess.run(["crontab", "-"], input=text, capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        raise WorkspaceError("crontab is not there; install cron, or let `curbside serve` run") from None
    if done.returncode:
        raise WorkspaceError(f"crontab refused it: {(done.stderr.strip().splitlines() or ['no reason'])[-1]}")
