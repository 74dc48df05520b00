"""What a newcomer has answered so far; kept between two sittings, and then written as curbside.toml."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from curbside import whole
from curbside.onboarding.archive import Career
from curbside.onboarding.understand import Places
from curbside.settings import Near, Position, Training
from curbside.workspace import Workspace

KEPT = "setup.json"


class Chosen(BaseModel):
    """A board that the user took, and what its check said. `family` is None for a board of the catalogue."""

    model_config = ConfigDict(extra="forbid")

    name: str
    title: str = ""
    family: str | None = None
    url: str | None = None
    account: str | None = None
    employer: str | None = None
    enabled: bool = True
    note: str = ""  # one line: how many postings, or why it is off


class Answers(BaseModel):
    """Everything that set-up asks; empty where it was not said."""

    model_config = ConfigDict(extra="forbid")

    archive: Path | None = None
    people: int = 0  # connections in the archive
    name: str = ""
    email: str = ""
    training: list[Training] = []
    positions: list[Position] = []
    specialties: list[str] = []
    states: list[str] = []
    near: list[Near] = []
    visa: list[str] = []
    available_on: date | None = None
    boards: list[Chosen] = []


def take(said: Answers, found: Career) -> None:
    """What an archive says, taken over; one that is read again does not undo what was put right after it."""
    if said.archive != found.path.resolve():
        said.name, said.email = found.name or said.name, next(iter(found.emails), said.email)
        said.training = list(found.training) or said.training
        said.positions = list(found.positions) or said.positions
        said.specialties = list(found.specialties) or said.specialties
    said.archive, said.people = found.path.resolve(), found.people


def career(said: Answers) -> list[str]:
    """Training, then work, a line each."""
    training = [f"{t.kind}: {t.institution}{f', {t.program}' if t.program else ''}{_years(t)}" for t in said.training]
    return training + [f"work: {p.employer}{f', {p.title}' if p.title else ''}{_years(p)}" for p in said.positions]


def _years(one: Training | Position) -> str:
    return f", {one.start or '?'} to {one.end or 'now'}" if one.start or one.end else ""


def leave_out(said: Answers, numbers: Collection[int]) -> None:
    """Take the lines of `career` with these numbers (from 1) out."""
    first = len(said.training)
    said.training = [t for n, t in enumerate(said.training, 1) if n not in numbers]
    said.positions = [p for n, p in enumerate(said.positions, first + 1) if n not in numbers]


def summary(said: Answers) -> list[tuple[str, str]]:
    """(what, as it was understood) of everything; empty where it was not said."""
    on = sum(b.enabled for b in said.boards)
    return [
        ("you", ", ".join(filter(None, (said.name, said.email)))),
        ("network", f"{said.people:,} connections" if said.archive else ""),
        ("training, work", f"{len(said.training)} of training, {len(said.positions)} of work"),
        ("specialty", ", ".join(said.specialties)),
        ("places", Places(said.states, said.near).shown()),
        ("visa", ", ".join(said.visa)),
        ("start", f"{said.available_on:%m/%d/%Y}" if said.available_on else ""),
        ("boards", f"{on} to read, {len(said.boards) - on} off" if said.boards else ""),
    ]


def kept(workspace: Workspace) -> Answers | None:
    """What was answered in an earlier sitting; None where nothing was, or where it cannot be read."""
    try:
        return Answers.model_validate_json((workspace.data / KEPT).read_text("utf-8"))
    except (OSError, ValueError, ValidationError):
        return None


def keep(workspace: Workspace, answers: Answers) -> Path:
    """Keep the answers for next time, readable by their owner alone. Returns the file."""
    workspace.make_private()
    file = workspace.data / KEPT
    whole.write(file, answers.model_dump_json(indent=1))
    return file


def drop(workspace: Workspace) -> None:
    """Nothing is kept any more: it stands in curbside.toml."""
    (workspace.data / KEPT).unlink(missing_ok=True)
