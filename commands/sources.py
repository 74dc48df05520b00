"""The command `network`: each file of [network] as it is, and the user's word that one is right as it is."""

from __future__ import annotations

import argparse
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from curbside import whole
from curbside.commands.terminal import UsageError, say, write
from curbside.workspace import Workspace

if TYPE_CHECKING:
    import polars as pl

    from curbside.settings import Settings


def network(workspace: Workspace, args: argparse.Namespace) -> int:
    """A line a file, read anew; status 3 where one is not as it was. With `--accept` what was kept of it goes."""
    from curbside import settings

    conf = settings.read(workspace.config)
    if args.accept:
        return _accept(workspace, args.accept)
    if args.add:
        return _add(workspace, conf, Path(args.add).expanduser())
    bad = 0
    from curbside.network import health

    for row in looked_at(workspace, conf).iter_rows(named=True):
        bad += row["status"] != "read"
        write(f"{'ok  ' if row['status'] == 'read' else row['status'].upper()} {row['kind']}: {health.told(row)}")
    return 3 if bad else 0


def looked_at(workspace: Workspace, conf: Settings) -> pl.DataFrame:
    """Rows of raw.network_file as the files are now; nothing is kept."""
    from curbside.job import inputs

    return inputs.frames(conf, workspace, conf.day(datetime.now(UTC)), keep=False)[0]["network_file"]


def _add(workspace: Workspace, conf: Settings, given: Path) -> int:
    """A file into `network/` and under the key of [network] that it belongs to, if anything can be read of it."""
    from curbside import config_file, settings
    from curbside.network import belongs, health

    if not given.is_file():
        raise UsageError(f"network --add: {given} is no file")
    given = given.absolute()  # a path of [network] counts from the workspace, this one from where the user stands
    try:
        key = belongs.key(given)
    except (ValueError, OSError) as e:
        raise UsageError(str(e)) from None
    if trouble := _nothing(given, key):
        raise UsageError(f"{given.name}: {trouble}")
    file, entry = _copied(workspace, given)
    held = list(getattr(conf.network, key))
    if not any(workspace.root / path in (file, *file.parents) for path in held):
        config_file.put(workspace.config, f"network.{key}", json.dumps([*held, entry], ensure_ascii=False))
    rows = looked_at(workspace, settings.read(workspace.config)).iter_rows(named=True)
    write("; ".join(health.told(row) for row in rows if row["file"].startswith(entry)) or entry)
    say(f"it is one of your files ({key}); the next run takes it in")
    return 0


def _nothing(given: Path, key: str) -> str:
    """Why nobody is read of a file of people; empty where somebody is, or where it is a calendar or a mailbox."""
    from curbside import network
    from curbside.network.model import Kind, Source

    if key in ("calendar", "sent"):
        return ""
    today = datetime.now(UTC).date()
    found = network.read([Source(cast(Kind, key), given)], None, given.parent, today)
    if any(file.counts.get("people") or file.status == "read" for file in found.files):
        return ""
    return next((f"{p.text}; {p.remedy}" for p in found.problems if p.level == "error"), "nobody is in it")


def _copied(workspace: Workspace, given: Path) -> tuple[Path, str]:
    """The file in the workspace, and how [network] names it; one that lies there already stays where it is."""
    root, file = workspace.root.resolve(), given.resolve()
    if not file.is_relative_to(root) or file.is_relative_to(workspace.data.resolve()):
        file = root / "network" / given.name
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole.replacing(file) as half:
            shutil.copyfile(given, half)
    return file, file.relative_to(root).as_posix()


def _accept(workspace: Workspace, file: str) -> int:
    from curbside.network import keeping

    with workspace.writing():
        if not keeping.let_go(workspace.snapshots, file):
            names = ", ".join(sorted(one.file for one in keeping.load(workspace.snapshots).values()))
            raise UsageError(
                f"network --accept: nothing is kept of {file}; it takes one of: {names or 'nothing is kept yet'}"
            )
    write(f"{file} is right as it is: what was kept of it is let go")
    say("the next run reads it as it stands; put an earlier export back to have its people again")
    return 0
