"""What `curbside doctor` finds of `data/` itself: each thing that is damaged, missing or locked, with its remedy."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from curbside import landing
from curbside.commands import scheduling
from curbside.faults import CurbsideError
from curbside.job import timetable
from curbside.landing.file import columns_of
from curbside.network import journal
from curbside.registers import loading
from curbside.settings import Schedule
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

DATABASES = {  # what is read of each: a table that every one of them has
    "warehouse": "select count(*) from core.posting",
    "leads": "select count(*) from postings",
}
MOST = 3  # lines about landing files; the rest is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and what it found."""

    what: str
    good: bool
    finding: str


def kept(workspace: Workspace, when: Schedule, now: datetime) -> Iterator[Finding]:
    """Each part of `data/` as it is found; one that is not there yet is no fault."""
    yield from _folders(workspace)
    yield _lock(workspace)
    yield from _landing(workspace)
    yield from _journal(workspace)
    yield _database(workspace.warehouse, DATABASES["warehouse"])
    yield _database(workspace.leads, DATABASES["leads"])
    yield _registers(workspace)
    yield _schedule(workspace, when, now)


def _folders(workspace: Workspace) -> Iterator[Finding]:
    """By their modes: what an unreadable folder holds is missed in silence elsewhere."""
    for folder in (p for p in (workspace.data, *workspace.data.rglob("*")) if p.is_dir()):
        if stat.S_IMODE(folder.stat().st_mode) & 0o700 != 0o700:
            yield Finding("folders", False, f"{folder} cannot be read or written by you; chmod u+rwx {folder}")


def _lock(workspace: Workspace) -> Finding:
    try:
        with workspace.writing():
            return Finding("writer's place", True, "free")
    except CurbsideError as e:
        return Finding("writer's place", "another curbside" in str(e), str(e))
    except OSError as e:
        file = workspace.data / ".writer"
        return Finding("writer's place", False, f"{file}: {e.strerror}; move it away, it holds nothing")


def _landing(workspace: Workspace) -> Iterator[Finding]:
    boards = sorted({board for _, board in landing.runs(workspace.landing)})
    problems = [p for board in boards for p in columns_of(workspace.landing, board, ["run_id", "kind"])[1]]
    for line in problems[:MOST]:
        yield Finding("landing", False, f"{line}, then `curbside rebuild`")
    if len(problems) > MOST:
        yield Finding("landing", False, f"and {len(problems) - MOST} more landing files like it")
    if not problems:
        yield Finding("landing", True, f"answers of {counted(len(boards), 'board')}, each file whole")


def _journal(workspace: Workspace) -> Iterator[Finding]:
    try:
        entries, problems = journal.read(workspace.journal)
    except (OSError, ValueError) as e:
        yield Finding("journal", False, f"{workspace.journal}: cannot be read ({e}); put it back from a backup")
        return
    for line in problems[:MOST]:
        yield Finding("journal", False, f"data/{line}; `curbside restore` of a backup has it, or take the line out")
    if not problems:
        yield Finding("journal", True, f"{len(entries):,} of your words kept")


def _database(file: Path, query: str) -> Finding:
    if not file.exists():
        return Finding(file.name, True, "not there yet; `curbside run` makes it")
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            con.execute(query).fetchall()
            # whatever is cut off or spoilt is met when it is read, so all is read
            for schema, table in con.execute("select schema_name, table_name from duckdb_tables()").fetchall():
                con.execute(f'select bit_xor(hash(t)) from "{schema}"."{table}" t').fetchall()
    except duckdb.Error as e:
        if isinstance(e, duckdb.IOException) and "lock" in str(e):
            return Finding(file.name, True, "in use by another curbside")
        if isinstance(e, duckdb.CatalogException):
            return Finding(file.name, False, "of another curbside or not whole; `curbside rebuild` makes it again")
        return Finding(file.name, False, f"{file} is damaged; `curbside rebuild` makes it again from data/landing/")
    return Finding(file.name, True, "whole")


def _registers(workspace: Workspace) -> Finding:
    """Public registers: none is needed, each gains something; one that is there must be whole."""
    try:
        status = loading.status(workspace.registry)
    except CurbsideError as e:
        return Finding("public registers", False, str(e))
    for one in (s for s in status if not s.problem):
        file = workspace.registry / one.file
        try:
            duckdb.execute("select count(*) from parquet_metadata(?)", [str(file)]).fetchall()
        except duckdb.Error:
            how = "is not there" if not file.exists() else "is damaged"
            return Finding("public registers", False, f"{file} {how}; `curbside registry update` fetches it again")
    missing = sum(bool(one.problem) for one in status)
    kinds = len({one.kind for one in status})
    more = "; `curbside registry status` says what the others would gain" if missing else ""
    return Finding("public registers", True, f"{kinds - missing} of {kinds} kinds loaded{more}")


def _schedule(workspace: Workspace, when: Schedule, now: datetime) -> Finding:
    """A missed time is a fault where runs were made: before the first there is nothing to miss."""
    installed = ", ".join(scheduling.installed(workspace))
    last = timetable.last_run(workspace)
    if last is None or not timetable.is_due(workspace, when, now):
        text = (
            f"installed ({installed})" if installed else "not installed; `curbside schedule install` runs it each day"
        )
        return Finding("schedule", True, text)
    missed = f"no run since {last:%m/%d/%Y}, though {when.cron} {when.timezone} has come; "
    remedy = "`curbside schedule install` runs it each day"
    if installed:
        remedy = f"it is installed ({installed}): `curbside schedule install` again, and `curbside run` now"
    return Finding("schedule", False, missed + remedy)
