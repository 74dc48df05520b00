"""The commands `backup` and `restore`: the workspace as one archive, and back."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getpass
from importlib.metadata import version
from pathlib import Path

from curbside.commands.terminal import UsageError, say, write
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

SUFFIX = ".age"  # of a backup under a passphrase
VARIABLE = "CURBSIDE_PASSPHRASE"


def backup(workspace: Workspace, args: argparse.Namespace) -> int:
    """Everything that cannot be made again, in one file; under a passphrase where the file's name ends in .age."""
    from curbside import settings

    settings.text_of(workspace.config)  # a folder that is no workspace ends here
    file = Path(args.file).expanduser().resolve()
    with workspace.writing():
        count = write_backup(workspace, file)
        workspace.note_backup(file)
    write(str(file))
    how = "encrypted: without its passphrase nobody opens it, nor do you"
    if file.suffix != SUFFIX:
        how = f"not encrypted: keep it as you keep this folder, or name it {file.name}{SUFFIX} and give a passphrase"
    say(f"{counted(count, 'file')}, read back and compared; {how}")
    outside = [p for p in _own(workspace) if not p.is_relative_to(workspace.root) and p.exists()]
    for path in outside:
        say(f"not in it, as it is outside the workspace: {path}")
    if (workspace.root / ".env").exists():
        say("not in it: .env, for its keys")
    return 0


def write_backup(workspace: Workspace, file: Path) -> int:
    """Write the backup `file`; returns how many files are in it. Needs the writer's place.

    Raises ArchiveError, SealError, UsageError.
    """
    from curbside.job import archive, sealed

    now = datetime.now(UTC)
    if file.suffix != SUFFIX:
        return len(archive.write(workspace, file, version("curbside"), now))
    if file.exists() and str(file) not in workspace.backups():
        raise archive.ArchiveError(f"{file} is there already and no backup of this workspace; name another file")
    secret = passphrase(twice=not file.exists())
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "workspace.zip")
        count = len(archive.write(workspace, plain, version("curbside"), now))
        sealed.seal(plain, file, secret)
    return count


def passphrase(twice: bool = False) -> str:
    """From CURBSIDE_PASSPHRASE, else asked for (`twice`: and again) at the terminal. Raises UsageError."""
    if secret := os.environ.get(VARIABLE):
        return secret
    if not sys.stdin.isatty():
        raise UsageError(f"a passphrase is needed: run this in a terminal, or set {VARIABLE}")
    secret = getpass("Passphrase: ")
    if twice and getpass("Again: ") != secret:
        raise UsageError("the two are not the same; nothing was written")
    if not secret:
        raise UsageError("an empty passphrase keeps nobody out; nothing was done")
    return secret


def restore(workspace: Workspace, args: argparse.Namespace) -> int:
    """The workspace from an archive, into a folder that is empty or not there."""
    from curbside import settings
    from curbside.job import archive, steps

    file = Path(args.file).expanduser().resolve()
    archive.sweep(workspace)
    with _unsealed(file, workspace) as opened:
        beside = archive.read(opened, workspace)
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


@contextmanager
def _unsealed(file: Path, workspace: Workspace) -> Iterator[Path]:
    """The archive as it is, or opened with its passphrase, beside the workspace's folder, for as long as it is read."""
    from curbside.job import sealed

    if not file.is_file() or not sealed.is_sealed(file):
        yield file
        return
    opened = workspace.root.with_name(f".{workspace.root.name}.restore-{os.getpid()}.zip")
    try:
        sealed.unseal(file, opened, passphrase())
        yield opened
    finally:
        opened.unlink(missing_ok=True)


def _own(workspace: Workspace) -> list[Path]:
    from curbside import settings
    from curbside.commands.forgetting import named

    return [workspace.root / path for path in named(settings.read(workspace.config))]
