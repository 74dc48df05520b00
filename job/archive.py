"""A workspace as one archive: what cannot be made again, each file with its size and sha256, and back.

Left out: both databases (made again from what is in it), `data/prefect/` and temporary files. `.env` is left out, too:
an archive is carried about, and keys should not be.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from curbside import whole
from curbside.faults import CurbsideError
from curbside.landing.file import alive
from curbside.workspace import FORMAT, Workspace

MANIFEST = "manifest.json"
KEPT = ("landing", "kept", "network", "registry", "digests", "drafts", "card", "export")  # folders of data/
PACKED = (".parquet", ".zip", ".xlsx", ".png", ".jpg", ".gz")
PIECE = 1 << 20
# What zipfile raises over damaged bytes
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, OverflowError, NotImplementedError,
    RuntimeError, MemoryError,
)  # fmt: skip


class ArchiveError(CurbsideError):
    """The archive cannot be written or read. The text is one line with the remedy."""


def write(workspace: Workspace, file: Path, version: str, now: datetime) -> list[Path]:
    """Write the archive `file`, whole or not at all, and read it back to compare. Returns what went in.

    Needs the writer's place. Raises ArchiveError.
    """
    if file.exists() and not _is_ours(file):
        raise ArchiveError(f"{file} is there already and no archive of curbside; name another file")
    if not file.parent.is_dir():
        raise ArchiveError(f"{file.parent} is no folder; make it, or name another file")
    earlier = {Path(one).resolve() for one in workspace.backups()}  # none holds another, nor itself
    paths = list(_files(workspace, {file.resolve(), *earlier}))
    with whole.replacing(file) as half:
        with zipfile.ZipFile(half, "w") as archive:
            listed = [_put(archive, workspace.root, path) for path in paths]
            said = {"format": FORMAT, "curbside": version, "made_at": now.isoformat(), "files": listed}
            archive.writestr(MANIFEST, json.dumps(said, indent=1), zipfile.ZIP_DEFLATED)
        with zipfile.ZipFile(half) as archive:
            for one in listed:
                _compare(archive, one, half, None)
    return paths


def read(file: Path, workspace: Workspace) -> Path:
    """Unpack `file` beside the workspace's folder, every file compared; returns the folder, `put` moves it in its place.

    Raises ArchiveError; nothing stays then.
    """
    if workspace.root.exists() and any(workspace.root.iterdir()):
        raise ArchiveError(f"{workspace.root} is not empty; move it away, or name another workspace with -C")
    beside = workspace.root.with_name(f".{workspace.root.name}.restore-{os.getpid()}")
    try:
        with zipfile.ZipFile(file) as archive:
            said = _manifest(archive, file)
            beside.mkdir(mode=0o700, parents=True)
            for one in said["files"]:
                _compare(archive, one, file, beside)
    except BROKEN as e:
        shutil.rmtree(beside, ignore_errors=True)
        raise ArchiveError(f"{file}: damaged or no archive of curbside; take another one") from e
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return beside


def sweep(workspace: Workspace) -> None:
    """Remove what restores of this workspace that were killed left beside it: it holds people, and opened archives."""
    for left in workspace.root.parent.glob(f".{glob.escape(workspace.root.name)}.restore-*"):
        process = left.name.rpartition("-")[2].removesuffix(".zip")
        if process.isdigit() and int(process) != os.getpid() and not alive(int(process)):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def put(beside: Path, workspace: Workspace) -> None:
    """Move the unpacked folder to the workspace's place, in one rename."""
    with suppress(FileNotFoundError):
        workspace.root.rmdir()
    beside.replace(workspace.root)


def _files(workspace: Workspace, archives: set[Path]) -> Iterator[Path]:
    """What goes in: `archives` and what a killed process left half-written do not."""
    own = [
        workspace.config,
        *sorted(p for p in workspace.root.iterdir() if p not in (workspace.data, workspace.config)),
    ]
    own = [p for p in own if not p.name.startswith(".")]
    kept = [workspace.journal, *(workspace.data / name for name in KEPT)]
    for path in (*own, *kept):
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            hidden = any(part.startswith(".") for part in one.relative_to(workspace.root).parts)
            if hidden or not one.is_file() or one.suffix == whole.HALF or one.resolve() in archives:
                continue
            if path not in kept and one.suffix == ".zip" and _is_ours(one):
                continue  # of a folder that was moved or copied before curbside noted where it was
            yield one


def _put(archive: zipfile.ZipFile, root: Path, path: Path) -> dict[str, Any]:
    name = path.relative_to(root).as_posix()
    digest, size, stat = hashlib.sha256(), 0, path.stat()
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=stat.st_size > 1 << 31) as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return {"name": name, "size": size, "sha256": digest.hexdigest(), "mtime": stat.st_mtime}


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        said = json.loads(archive.read(MANIFEST))
        version, form, files = str(said["curbside"]), int(said["format"]), list(said["files"])
        names = [str(one["name"]) for one in files]
    except (KeyError, ValueError, TypeError):
        raise ArchiveError(
            f"{file}: no archive of curbside, or its list of files is damaged; take another one"
        ) from None
    if form > FORMAT:
        raise ArchiveError(f"{file} is of a newer curbside ({version}); update curbside, then restore it")
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
            raise ArchiveError(f"{file}: names a file outside the workspace ({name!r}); not unpacked")
    if sorted(names) != sorted(n for n in archive.namelist() if n != MANIFEST):
        raise ArchiveError(f"{file}: damaged: its list of files is not what it holds; take another one")
    return dict(said)


def _compare(archive: zipfile.ZipFile, one: dict[str, Any], file: Path, into: Path | None) -> None:
    """Read one file, write it below `into`, and hold size and sha256 against the list."""
    digest, size = hashlib.sha256(), 0
    target = into / one["name"] if into else Path(os.devnull)
    if into:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive.open(one["name"]) as source, open(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        while (piece := source.read(PIECE)) and size <= one["size"]:
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    if (size, digest.hexdigest()) != (one["size"], one["sha256"]):
        raise ArchiveError(f"{file}: damaged: {one['name']} is not what was put in; take another one")
    if into:
        os.utime(target, (one["mtime"], one["mtime"]))  # an export without a date of its own is dated by its file


def _is_ours(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, *BROKEN):
        return False
