"""Commands that set up and check: init, doctor, registry."""

from __future__ import annotations

import argparse
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from curbside.commands.terminal import UsageError, say, write
from curbside.workspace import Workspace, WorkspaceError


def init(workspace: Workspace, args: argparse.Namespace) -> int:
    """Write what is missing; nothing that is there is touched."""
    if workspace.config.exists():
        raise WorkspaceError(f"{workspace.config} is there already; edit it, or name another folder with -C")
    try:
        workspace.root.mkdir(parents=True, exist_ok=True)
        (workspace.root / "network").mkdir(exist_ok=True)
        workspace.config.write_text(files("curbside").joinpath("template.toml").read_text("utf-8"), "utf-8")
    except OSError as e:
        raise WorkspaceError(
            f"{workspace.root} cannot be written ({e.strerror}); name another folder with -C"
        ) from None
    workspace.make_private()
    write(str(workspace.config))
    say("next: `curbside setup` asks for what it needs and fills it in; or edit it, then `curbside doctor`")
    return 0


def doctor(workspace: Workspace, args: argparse.Namespace) -> int:
    """Every check in one line; status 1 when one failed, 2 when it is the configuration that is wrong."""
    from curbside.commands import doctor as checks

    failed, status = 0, 1
    for result in checks.all_checks(
        workspace, datetime.now(UTC), shutil.disk_usage(_existing(workspace.root)).free // 2**20
    ):
        failed += not result.good
        status = 2 if result.what == "configuration" and not result.good else status
        write(f"{'ok  ' if result.good else 'FAIL'} {result.what}: {result.finding}")
    return status if failed else 0


def completion(workspace: Workspace, args: argparse.Namespace) -> int:
    """The completion script of a shell, from the parser itself."""
    import shtab

    from curbside.commands.parser import parser

    write(shtab.complete(parser(), shell=args.shell))
    return 0


def _existing(folder: Path) -> Path:
    return next(p for p in (folder, *folder.parents) if p.exists())


def registry(workspace: Workspace, args: argparse.Namespace) -> int:
    """Public reference data: fetch it, load files, or say what is there and what it would gain."""
    return {"update": _update, "load": _load, "status": _status}[args.verb](workspace, args.file)


def _status(workspace: Workspace, names: list[str]) -> int:
    from curbside.registers import loading as reference

    for line in reference.status(workspace.registry):
        write(str(line))
    return 0


def _load(workspace: Workspace, files: list[str]) -> int:
    """Status 1 when a file could not be taken: the others are loaded all the same."""
    from curbside.registers import loading as reference

    if not files:
        raise UsageError("registry load takes files, such as Hospital_General_Information.csv")
    with workspace.writing():
        results = reference.load([Path(f).expanduser() for f in files], workspace.registry)
    for one in results:
        if one.problem:
            say(f"FAILED: {one.problem}")
        else:
            write(str(one))
    return 1 if any(one.problem for one in results) else 0


def _update(workspace: Workspace, names: list[str]) -> int:
    """Status 3 when a register could not be fetched: the others are loaded, and of it what was there stays."""
    from curbside.flows import server

    workspace.make_private()
    say("fetching public registers; starting Prefect …")
    with server.running(workspace):
        from curbside.flows import registers as updating

        update = updating.prepare(workspace, names, say)
        failures = updating.run(update)
    good = len(update.wanted) - len(failures)
    say(f"{good} of {len(update.wanted)} registers are up to date; the next `curbside run` (or `rebuild`) reads them")
    return 3 if failures else 0
