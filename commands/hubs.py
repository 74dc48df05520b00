"""`curbside publish`: a hub of this workspace's postings."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from curbside.commands.terminal import say, write
from curbside.workspace import Workspace


def publish(workspace: Workspace, args: argparse.Namespace) -> int:
    """Bring the hub up to date, and show what a reader puts into curbside.toml."""
    from curbside.hub import publishing

    with workspace.writing():
        done = publishing.publish(workspace, args.target, args.board, args.keep, datetime.now(UTC), say)
    say(
        f"publication {done.serial}: {done.postings} postings in {done.parts} files, "
        f"{done.written} of them new; {done.removed} old ones removed. A reader's curbside.toml takes:"
    )
    write(f'[[board]]\nname = "hub"\nfamily = "hub"\nurl = "{args.target}"\npublic_key = "{done.key}"')
    return 0
