"""The checks of `curbside doctor`: configuration, files, rights, disk, time zone, reachability of boards."""

from __future__ import annotations

import difflib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from curbside import settings
from curbside.commands.doctor_kept import Finding, kept
from curbside.extractors import family
from curbside.extractors.base import Board, BoardError
from curbside.extractors.readers.saved import is_saved
from curbside.extractors.web.client import Client
from curbside.job import clock, inputs
from curbside.job.boards import configured
from curbside.settings import ConfigError, Settings
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace, WorkspaceError

ENOUGH_MB = 500
SIDE_BY_SIDE = 16  # boards asked at once; the client keeps to one connection a host


def all_checks(workspace: Workspace, now: datetime, free_mb: int) -> Iterator[Finding]:
    """Each check as it is made; a failed one does not stop the others."""
    try:
        conf = settings.read(workspace.config)
        inputs.searches(conf)
        boards = configured(conf, workspace, settings.environment(workspace.root))
    except ConfigError as e:
        yield Finding("configuration", False, str(e))
        return
    if line := _left(workspace, conf, len(boards)):
        yield Finding("set-up", False, line)
        return
    yield Finding(
        "configuration",
        True,
        f"{workspace.config.name}: {counted(len(conf.search), 'search', 'searches')}, {counted(len(boards), 'board')}",
    )
    if conf.assistant.names:
        text = "names = true: what `curbside mcp` answers names people, and may leave this machine with the assistant"
        yield Finding("assistant", True, text)
    yield from _rights(workspace)
    yield Finding(
        "disk", free_mb >= ENOUGH_MB, f"{free_mb:,} MB free" + ("" if free_mb >= ENOUGH_MB else "; make room")
    )
    yield Finding("time zone", True, f"{conf.zone}, now {now.astimezone(conf.zone):%I:%M %p}; machine {time.tzname[0]}")
    if line := clock.by_runs(workspace, now):
        yield Finding("clock", False, line)
    yield from kept(workspace, conf.schedule, now)
    yield from _files(workspace, conf)
    client = Client(contact=conf.me.email or "")
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        reached = pool.map(lambda board: _reach(board, client), boards)
        said = _left_out(workspace)
        for board, found in zip(boards, reached, strict=True):
            left = said.get(board.name) if is_saved(board) else None
            yield replace(found, finding=f"{found.finding}; at the last run {left}") if left else found
    if line := clock.by_hosts(client):
        yield Finding("clock", False, line)


PLACEHOLDERS = {"Your Name, MD": "me.name", "you@example.org": "me.email"}


def _left(workspace: Workspace, conf: Settings, boards: int) -> str | None:
    """What of the template was left as it came, or what there is too little of; None where it can run."""
    name = workspace.config.name
    if settings.is_untouched(workspace.config):
        return f"{name} is the template as it came; `curbside setup` asks for what it needs and writes it"
    for value in (conf.me.name, conf.me.email or "", conf.digest.email.to if conf.digest.email else ""):
        if key := PLACEHOLDERS.get(value):
            return f"{name}: {value!r} is the template's example; `curbside config set {key} VALUE` sets yours"
    people = any(getattr(conf.network, kind) for kind in type(conf.network).model_fields)
    if not boards and not people:
        return f"{name} names no board and nobody you know; `curbside board add URL` or [network] linkedin begins"
    return None


def _rights(workspace: Workspace) -> Iterator[Finding]:
    try:
        workspace.make_private()
    except WorkspaceError as e:
        yield Finding("rights", False, str(e))
        return
    open_ones = [
        p for p in workspace.data.rglob("*") if p.stat().st_mode & 0o077 and workspace.prefect not in p.parents
    ]
    text = "data/ is yours alone"
    if open_ones:
        text = f"{counted(len(open_ones), 'file')} under data/ can be read by others, such as {open_ones[0]}; chmod -R go= data"
    yield Finding("rights", not open_ones, text)


def _files(workspace: Workspace, conf: Settings) -> Iterator[Finding]:
    """A line a file of [network]: how much was read, how much was left out and why, and what is not as it was."""
    from curbside.commands.sources import looked_at
    from curbside.network import health

    for row in looked_at(workspace, conf).iter_rows(named=True):
        told = health.told(row)
        if row["status"] == "missing" and row["read_before"] is None:
            told = f"{workspace.root / row['file']}{_not_there(workspace.root / row['file'], workspace)}"
        yield Finding(row["kind"], row["status"] == "read", told)
    for path in (workspace.root / path for path in conf.network.alerts):
        good = path.exists()
        yield Finding("alerts", good, f"{path}{'' if good else _not_there(path, workspace)}")


def _not_there(path: Path, workspace: Workspace) -> str:
    """The remedy for a file of [network] that is missing: the one it may be, where one lies near."""
    near = [p for p in (workspace.root / path.name, workspace.root / "network" / path.name) if p.exists()]
    folder = path.parent if path.parent.is_dir() else workspace.root / "network"
    names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    near += [folder / name for name in difflib.get_close_matches(path.name, names, 1)]
    if near:
        shown = near[0].relative_to(workspace.root) if near[0].is_relative_to(workspace.root) else near[0]
        return f" is not there; did you mean {shown}?"
    return " is not there; put it there or correct [network]"


def _left_out(workspace: Workspace) -> dict[str, str]:
    """What the last run of each board said of what it left out, as published; nothing where nothing is published."""
    import duckdb  # not before it is needed

    from curbside.exports.published import published

    last = "row_number() over (partition by board order by sequence desc) = 1"
    try:
        with published(workspace.leads) as con:
            rows = con.execute(
                f"select board, error from board_runs join runs using (run_id) qualify {last}"
            ).fetchall()
    except (FileNotFoundError, ValueError, duckdb.Error):
        return {}  # another check says so
    return {board: error for board, error in rows if error}


def _reach(board: Board, client: Client) -> Finding:
    """One request: the board's robots.txt, which every pull asks first."""
    url = board.url or family(board.family).url
    if url is None or "://" not in url:
        there = url is None or Path(url).exists()
        why = "" if there else ": it is not there (a web address starts with https://)"
        return Finding(f"board {board.name}", there, f"{board.family}, read from {url or 'its own files'}{why}")
    try:
        client.ask_for(board, None)(urljoin(url, "/robots.txt"), accept_status=(200, 404))
    except BoardError as e:
        return Finding(f"board {board.name}", False, str(e))
    return Finding(f"board {board.name}", True, f"{board.family}, answers at {url}")
