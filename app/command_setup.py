"""Commands that set up and check: init, doctor, registry."""

from __future__ import annotations

import argparse
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from curbside.terminal import UsageError, say, write
from curbside.workspace import Workspace, WorkspaceError


def init(place: Workspace, words: argparse.Namespace) -> int:
    """Write what is missing; nothing that is there is touched."""
    if place.config.exists():
        raise WorkspaceError(f"{place.config} is there already; edit it, or name another folder with -C")
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        (place.root / "network").mkdir(exist_ok=True)
        place.config.write_text(files("curbside").joinpath("template.toml").read_text("utf-8"), "utf-8")
    except OSError as e:
        raise WorkspaceError(f"{place.root} cannot be written ({e.strerror}); name another folder with -C") from None
    place.make_private()
    write(str(place.config))
    say("next: write yourself, a search and boards into it, put your exports into network/, then `curbside run`")
    return 0


def doctor(place: Workspace, words: argparse.Namespace) -> int:
    """Every check in one line; status 1 when one failed."""
    from curbside import doctor as checks

    failed = 0
    for result in checks.all_checks(place, datetime.now(UTC), shutil.disk_usage(_existing(place.root)).free // 2**20):
        failed += not result.good
        write(f"{'ok  ' if result.good else 'FAIL'} {result.what}: {result.finding}")
    return 1 if failed else 0


def _existing(folder: Path) -> Path:
    return next(p for p in (folder, *folder.parents) if p.exists())


def registry(place: Workspace, words: argparse.Namespace) -> int:
    """Public reference data: fetch it, load files, or say what is there and what it would gain."""
    return {"update": _update, "load": _load, "status": _status}[words.verb](place, words.file)


def _status(place: Workspace, names: list[str]) -> int:
    from curbside.warehouse import registry as reference

    for line in reference.status(place.registry):
        write(str(line))
    return 0


def _load(place: Workspace, files: list[str]) -> int:
    """Status 1 when a file could not be taken: the others are loaded all the same."""
    from curbside.warehouse import registry as reference

    if not files:
        raise UsageError("registry load takes files, such as Hospital_General_Information.csv")
    with place.writing():
        results = reference.load([Path(f).expanduser() for f in files], place.registry)
    for one in results:
        if one.problem:
            say(f"FAILED: {one.problem}")
        else:
            write(str(one))
    return 1 if any(one.problem for one in results) else 0


def _update(place: Workspace, names: list[str]) -> int:
    """Status 3 when a register could not be fetched: the others are loaded, and of it what was there stays."""
    from curbside.flows import server

    place.make_private()
    say("fetching public registers; starting Prefect …")
    with server.running(place):
        from curbside.flows import registry as updating

        this = updating.prepare(place, names, say)
        failures = updating.run(this)
    good = len(this.wanted) - len(failures)
    say(f"{good} of {len(this.wanted)} registers are up to date; the next `curbside run` (or `rebuild`) reads them")
    return 3 if failures else 0
