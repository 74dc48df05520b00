"""Commands that set up and check: init, doctor, registry."""

from __future__ import annotations

import argparse
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from curbside.terminal import UsageError, say, write
from curbside.workspace import Workspace, WorkspaceError

ENOUGH_MB = 500


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
    """Public reference data: load files, or say what is there and what it would gain."""
    from curbside.warehouse import registry as reference

    if words.verb == "status":
        for line in reference.status(place.registry):
            write(str(line))
        return 0
    if words.verb == "load":
        if not words.file:
            raise UsageError("registry load takes files, such as Hospital_General_Information.csv")
        with place.writing():
            for loaded in reference.load([Path(f).expanduser() for f in words.file], place.registry):
                write(loaded.problem or f"{loaded.source}: {loaded.kind} {loaded.vintage}, {loaded.rows:,} rows")
        return 0
    raise WorkspaceError(
        "registry update cannot fetch yet; download the files from data.cms.gov, ahrq.gov and ror.org, then `registry load FILE…`"
    )
