"""The commands `backup` and `restore`: the workspace as one archive, and back."""

from __future__ import annotations

import argparse
import shutil
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from curbside.commands.terminal import say, write
from curbside.workspace import Workspace


def backup(workspace: Workspace, args: argparse.Namespace) -> int:
    """Everything that cannot be made again, in one file."""
    from curbside import settings
    from curbside.job import archive

    settings.text_of(workspace.config)  # a folder that is no workspace ends here
    file = Path(args.file).expanduser().resolve()
    with workspace.writing():
        paths = archive.write(workspace, file, version("curbside"), datetime.now(UTC))
        workspace.note_backup(file)
    write(str(file))
    say(f"{len(paths)} files, read back and compared; not encrypted: keep it as you keep this folder")
    outside = [p for p in _own(workspace) if not p.is_relative_to(workspace.root) and p.exists()]
    for path in outside:
        say(f"not in it, as it is outside the workspace: {path}")
    if (workspace.root / ".env").exists():
        say("not in it: .env, for its keys")
    return 0


def restore(workspace: Workspace, args: argparse.Namespace) -> int:
    """The workspace from an archive, into a folder that is empty or not there."""
    from curbside import settings
    from curbside.job import archive, steps

    file = Path(args.file).expanduser().resolve()
    beside = archive.read(file, workspace)
    try:
        place = Workspace(beside)
        left = 0
        with place.writing():
            say("unpacked and compared; the warehouse is made again …")
            left = steps.build(place, settings.read(place.config), datetime.now(UTC), say, anew=True)
        archive.put(beside, workspace)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    write(str(workspace.root))
    return 3 if left else 0


def _own(workspace: Workspace) -> list[Path]:
    from curbside import settings
    from curbside.commands.forgetting import named

    return [workspace.root / path for path in named(settings.read(workspace.config))]
