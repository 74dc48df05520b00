"""What a newcomer has answered so far; kept between two sittings, and then written as curbside.toml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from curbside import whole
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
