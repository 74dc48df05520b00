"""One member's run, apart from the office's process and under her own account: what it says stays in her folder.

The office is told numbers. A process is forked from one in which everything is imported already; a member with an account
has one of her own, those without one take their turns in one.
"""

from __future__ import annotations

import gc
import os
import pwd
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from curbside import warehouse

# Imported here, before the process is forked, so that members do not pay for it one by one
from curbside.exports import digest as _digest  # noqa: F401
from curbside.extractors.families import hub as _hub  # noqa: F401
from curbside.faults import disk_trouble, line_and_status
from curbside.job import day, steps
from curbside.network import keeping
from curbside.warehouse import build as _build  # noqa: F401
from curbside.workspace import Workspace

LOG = "office-run.log"
PLACED = "accepted"
NOBODY = "you@example.org"  # as the template has it


@dataclass(slots=True)
class Outcome:
    """What the office sees of a member's run. `fault`: a class of trouble, or what her disk has; never its text.

    `stages`: how many leads at each stage; None where the member does not share them.
    """

    status: str  # done, boards failed, failed
    at: str = ""
    leads: int = 0
    new: int = 0
    boards: int = 0  # of her own, the hub included, that failed
    mailed: bool = False
    stages: dict[str, int] | None = None
    fault: str | None = None
    seconds: float = field(default=0.0)
    blank: bool = False  # she has not written herself into her curbside.toml yet


def serve(tasks: Connection, answers: Connection, workers: int) -> None:
    """A process's whole life: (folder, account, time, the shared roster) of a member comes, her run is done, the numbers go, until no more come.

    `workers`: how many share the machine.
    """
    gc.freeze()  # what is imported stays; to look through it again and again would take a fortieth of a run
    warehouse.limit(max(1, (os.cpu_count() or 1) // workers))
    while True:
        try:
            root, user, now, roster = tasks.recv()
        except EOFError:
            return
        if user is None:  # others follow her in this process
            warehouse.ready()
        done = asdict(_of(Workspace(Path(root)), user, now, Path(roster)))
        try:
            answers.send(done)
        except BrokenPipeError:  # the office's run was ended meanwhile: nobody waits for the numbers
            return


def _of(workspace: Workspace, user: str | None, now: datetime, roster: Path) -> Outcome:
    """Become the member and do her run."""
    began = datetime.now(UTC)
    try:
        os.umask(0o077)
        _become(user)
        with open(os.open(_log(workspace), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as log:
            outcome = _run(workspace, now, roster, lambda line: print(line, file=log, flush=True))
    except Exception as e:
        known = line_and_status(e, workspace)
        _last_words(workspace, known[0] if known else type(e).__name__)
        outcome = Outcome("failed", fault=disk_trouble(e) or type(e).__name__)
    outcome.at = now.isoformat(timespec="seconds")
    outcome.seconds = round((datetime.now(UTC) - began).total_seconds(), 2)
    return outcome


def _become(user: str | None) -> None:
    if user is None:
        return
    found = pwd.getpwnam(user)
    if os.geteuid() != found.pw_uid:
        os.initgroups(user, found.pw_gid)
        os.setgid(found.pw_gid)
        os.setuid(found.pw_uid)
    os.environ["HOME"] = found.pw_dir


def _log(workspace: Workspace) -> Path:
    workspace.make_private()
    return workspace.data / LOG


def _last_words(workspace: Workspace, line: str) -> None:
    try:
        with _log(workspace).open("a", encoding="utf-8") as log:
            log.write(f"FAILED: {line}\n")
    except Exception:  # her folder cannot be written: the office is told that she failed
        return


def _take_as_it_is(workspace: Workspace, roster: Path) -> None:
    """The office shortens its roster on purpose: who withdrew is not kept from a reading of an earlier day."""
    for one in keeping.load(workspace.snapshots).values():
        if (workspace.root / one.file).resolve() == roster.resolve():
            keeping.let_go(workspace.snapshots, one.file)


def _run(workspace: Workspace, now: datetime, roster: Path, say: steps.Say) -> Outcome:
    with workspace.temporary(), workspace.writing():
        _take_as_it_is(workspace, roster)
        job = steps.prepare(workspace, [], say, now)
        day.alone(job)
    for board, text in job.failures.items():
        say(f"{board}: {text}")
    mailed = job.settings.digest.email is not None
    if mailed:
        steps.send(workspace, job.settings, job.now)
    leads, new, stages = _counts(workspace)
    return Outcome(
        "boards failed" if job.failures else "done",
        leads=leads,
        new=new,
        boards=len(job.failures),
        mailed=mailed,
        stages=stages if job.settings.office.stages else None,
        blank=job.settings.me.email == NOBODY,
    )


def _counts(workspace: Workspace) -> tuple[int, int, dict[str, int]]:
    with duckdb.connect(str(workspace.leads), read_only=True) as con:
        row: Any = con.execute(
            "select count(distinct lead_id), count(distinct lead_id) filter (is_new) from leads"
        ).fetchone()
        stages = con.execute("select stage, count(*) from applications group by stage order by stage").fetchall()
    return row[0], row[1], dict(stages)
