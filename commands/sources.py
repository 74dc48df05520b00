"""The command `network`: each file of [network] as it is, and the user's word that one is right as it is."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

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
