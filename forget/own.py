"""Which of the user's own files still name a person: curbside names them and changes none."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from curbside.forget.eraser import Eraser, mail_text
from curbside.workspace import Workspace

MAILS = frozenset({".eml", ".emlx", ".mbox", ".mbx", ""})  # Maildir's files have no ending
PIECE = 64 << 20  # bytes of one member of an archive that are looked at
SHOWN = 12  # lines


def files(workspace: Workspace, eraser: Eraser, named: Iterable[str]) -> list[str]:
    """Where they still stand: `network/Connections.csv, line 12`. `named`: files and folders of curbside.toml."""
    found: list[str] = []
    for path in _each(workspace, named):
        shown = str(path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path)
        with suppress(OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
            found += [f"{shown}{where}" for where in _where(path, eraser)]
    return list(dict.fromkeys(found))


def _each(workspace: Workspace, named: Iterable[str]) -> Iterator[Path]:
    for name in dict.fromkeys((*named, workspace.config.name, ".env")):
        path = workspace.root / name
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.is_file():
            yield path


def _where(path: Path, eraser: Eraser) -> Iterator[str]:
    if not zipfile.is_zipfile(path):
        yield from _in_text(path.read_bytes(), path.suffix.lower(), eraser)
        return
    with zipfile.ZipFile(path) as archive:
        if path.suffix.lower() == ".xlsx":
            if any(_says(_piece(archive, m).decode("utf-8", "replace"), eraser) for m in archive.namelist()):
                yield " (a workbook)"
            return
        for member in archive.namelist():
            for where in _in_text(_piece(archive, member), Path(member).suffix.lower(), eraser):
                yield f": {member}{where}"


def _piece(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as opened:
        return opened.read(PIECE)


def _in_text(body: bytes, suffix: str, eraser: Eraser) -> Iterator[str]:
    text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    at = [n for n, line in enumerate(text.splitlines(), 1) if _says(line, eraser)]
    if at:
        more = f" and {len(at) - SHOWN} more" if len(at) > SHOWN else ""
        yield f", line {', '.join(map(str, at[:SHOWN]))}{more}"
    elif _says(re.sub(r"=\r?\n|\r?\n[ \t]", "", text), eraser):  # folded over two lines
        yield ""
    elif suffix in MAILS and any(_says(mail_text(m), eraser) for m in re.split(rb"(?m)^From .*\r?\n", body) if m):
        yield " (an encoded mail)"


def _says(text: str, eraser: Eraser) -> bool:
    return eraser.finds(text) or eraser.finds(re.sub(r"[\",;:<>|\t]+", " ", text))
