"""The user's own LinkedIn archive: where it may lie, and what it says of its owner. It never leaves this machine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from curbside.network import files, linkedin
from curbside.network.career import training_kind
from curbside.network.model import Problem, Source
from curbside.settings import Position, Training
from curbside.transforms import specialty

FOLDERS = ("Downloads", "Desktop", "Documents")
LOOKED_AT = 200  # archives of a folder, newest first
# A title that speaks of training without being in it
_NO_TRAINEE = re.compile(
    r"(?i)\b(?:director|coordinator|chair|dean|faculty|professor|administrator|manager|recruit\w*|applicant)\b"
)


@dataclass(frozen=True, slots=True)
class Career:
    """What an archive says. `people`: connections in it; `notes`: what could not be read, one line each."""

    path: Path
    written_on: date
    people: int = 0
    name: str = ""
    emails: tuple[str, ...] = ()
    training: tuple[Training, ...] = ()
    positions: tuple[Position, ...] = ()
    specialties: tuple[str, ...] = ()  # as the newest title, training or headline names it
    notes: tuple[str, ...] = field(default=())


def candidates(home: Path) -> list[Path]:
    """LinkedIn archives (and unpacked ones) in the folders where downloads end, newest first."""
    found = [p for folder in FOLDERS for p in _in(home / folder)]
    return sorted(found, key=lambda p: p.stat().st_mtime, reverse=True)


def _in(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    except OSError:
        return
    yield from (p for p in islice((e for e in entries if e.suffix.lower() == ".zip"), LOOKED_AT) if _is_archive(p))
    yield from (p for p in entries if p.is_dir() and (p / "Connections.csv").exists())
    yield from (p for p in entries if p.name == "Connections.csv")


def _is_archive(path: Path) -> bool:
    """Whether the .zip holds what LinkedIn's does; told by the names in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(linkedin.is_part(name) for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def typed(text: str) -> Path:
    """The path that was typed or dragged into a terminal: quotes, escaped spaces and file:// undone."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif "\\ " in text or re.search(r"\\[()&']", text):
        text = re.sub(r"\\(.)", r"\1", text)
    if text.lower().startswith("file://"):
        text = unquote(urlsplit(text).path)
    try:
        return Path(text).expanduser()
    except (RuntimeError, ValueError):  # "~somebody" who is not there, or with a null byte
        return Path(text)


def read(path: Path) -> Career:
    """What the archive, folder or Connections.csv says. Raises ValueError, with one line, where it is none."""
    problems: list[Problem] = []
    exports = [e for e in files.exports(Source("linkedin", path), path.parent, problems) if e.kind == "linkedin"]
    if not exports:
        told = next((f"{p.text}; {p.remedy}" for p in problems), "it holds no export of LinkedIn's")
        raise ValueError(f"{path}: {told}")
    export = max(exports, key=lambda e: len(e.members))
    owner = linkedin.owner(export.members)
    found = linkedin.read(export.members, owner.name)
    problems += found.problems
    own = list(found.me.iter_rows(named=True))
    # a place that projects or honors name again is the same training
    training = list({(t.kind, t.institution.lower()): t for row in reversed(own) if (t := _training(row))}.values())
    worked = (row for row in own if row["kind"] == "work" and not (row["title"] or "").endswith("(volunteer)"))
    positions = [_position(row) for row in worked if _trainee(row["title"]) is None]
    if not found.contacts.height and not own and not owner.name:
        raise ValueError(f"{path}: it holds no connections and no profile; name the .zip that LinkedIn sent")
    return Career(
        path=path, written_on=export.written_on, people=found.contacts.height, name=owner.name,
        emails=owner.emails or tuple(found.my_emails),
        training=tuple(sorted(training, key=lambda t: t.start or t.end or 0)),
        positions=tuple(sorted(positions, key=lambda p: p.start or 0)),
        specialties=_specialties(owner.headline, training, positions),
        notes=tuple(str(p) for p in problems if p.level != "note"),
    )  # fmt: skip


def _trainee(title: str | None) -> Literal["residency", "fellowship"] | None:
    """Whether a position is training: a resident's or a fellow's, not that of who directs them."""
    kind = training_kind(title or "")
    fellow = re.search(r"(?i)\bfellow of the\b|\b(?:research|policy) fellow\b", title or "")
    if kind == "medical school" or fellow or _NO_TRAINEE.search(title or ""):
        return None
    return "residency" if kind == "residency" else "fellowship" if kind else None


def _training(row: dict[str, Any]) -> Training | None:
    """A row of the archive as training; None for work and societies."""
    if row["kind"] == "society":
        return None
    kind = row["title"] if row["kind"] == "training" else _trainee(row["title"])
    if row["kind"] != "training" and kind is None:
        return None
    program = row["program"] if row["kind"] == "training" else _program(row["title"])
    program = program if kind != "medical school" else None  # that is the degree
    years = {"start": _year(row["start_year"]), "end": _year(row["end_year"])}
    return Training(kind=kind or "other", institution=row["organisation_name"], program=program, **years)


def _program(title: str) -> str | None:
    """The field of "Internal Medicine Resident Physician (PGY-3)"."""
    code = specialty.resolve(title)
    words = re.sub(
        r"(?i)\b(?:chief|senior|junior|categorical|preliminary|clinical|resident|residency|fellow|fellowship|physician"
        r"|intern(?:ship)?|house officer|pgy.?\d|in|of|program)\b|[(),|/-]", " ", title,
    )  # fmt: skip
    return " ".join(words.split()) or (specialty.name(code) if code else None)


def _position(row: dict[str, Any]) -> Position:
    years = {"start": _year(row["start_year"]), "end": _year(row["end_year"])}
    return Position(employer=row["organisation_name"], title=row["title"], **years)


def _year(value: int | None) -> int | None:
    return value if value and 1900 <= value <= 2100 else None


def _specialties(headline: str, training: list[Training], positions: list[Position]) -> tuple[str, ...]:
    """The specialty that the newest of titles and programs, or the headline, names; empty where none does."""
    latest = sorted(positions, key=lambda p: (p.end is None, p.start or 0), reverse=True)
    taught = sorted(training, key=lambda t: t.end or t.start or 0, reverse=True)
    said = [p.title for p in latest if p.end is None] + [t.program for t in taught if t.kind != "other"]
    said += re.split(r"\s*(?:[|,;•·]|\bat\b|@)\s*", headline) + [p.title for p in latest]
    codes = (specialty.resolve(text) for text in said if text)
    return tuple(specialty.name(code) for code in islice((c for c in codes if c), 1))
