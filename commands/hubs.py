"""`curbside publish`: a hub of this workspace's postings."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from curbside.commands.terminal import say, write
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace


def publish(workspace: Workspace, args: argparse.Namespace) -> int:
    """Bring the hub up to date, and show what a reader puts into curbside.toml."""
    from curbside.hub import publishing

    with workspace.writing():
        done = publishing.publish(workspace, args.target, args.board, args.keep, datetime.now(UTC), say)
    say(
        f"publication {done.serial}: {counted(done.postings, 'posting')} in {counted(done.parts, 'file')}, "
        f"{done.written} of them new; {done.removed} old removed. A reader's curbside.toml takes:"
    )
    write(f'[[board]]\nname = "hub"\nfamily = "hub"\nurl = "{args.target}"\npublic_key = "{done.key}"')
    return 0
