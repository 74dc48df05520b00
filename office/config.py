"""`office.toml`: the members of an office, read into typed settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from curbside import settings
from curbside.settings import ConfigError, Section
from curbside.workspace import Workspace

NAME = "office.toml"


def _name(value: str) -> str:
    if not value or not all(c.isalnum() or c in "-_." for c in value) or value.startswith("."):
        raise ValueError("takes letters, digits, -, _ and . only: it names a folder")
    return value


class Shared(Section):
    """What all members have in common. Folders are below the office's."""

    roster: str | None = None  # alumni, as any roster; rows whose column `consent` says yes are shared with members
    workers: int = Field(default=2, ge=1, le=64)  # members' runs side by side


class Member(Section):
    name: Annotated[str, AfterValidator(_name)]
    folder: Annotated[str, AfterValidator(os.path.expanduser)] | None = None  # default: members/<name>
    user: str | None = None  # the member's own account on this machine


class Office(Section):
    office: Shared = Shared()
    member: list[Member] = Field([])

    @model_validator(mode="after")
    def _no_twins(self) -> Office:
        names = [m.name for m in self.member]
        if twins := sorted({n for n in names if names.count(n) > 1}):
            raise ValueError(f"[[member]] name: {twins[0]!r} stands twice; each takes a name of its own")
        return self


@dataclass(frozen=True, slots=True)
class Place:
    """The office's folder: a workspace that pulls, `shared/` for members to read, `office.toml`."""

    workspace: Workspace

    @property
    def config(self) -> Path:
        return self.workspace.root / NAME

    @property
    def shared(self) -> Path:
        return self.workspace.root / "shared"

    @property
    def hub(self) -> Path:
        return self.shared / "hub"

    @property
    def roster(self) -> Path:
        return self.shared / "roster.csv"

    @property
    def outcomes(self) -> Path:
        """What members' last runs came to, in numbers."""
        return self.workspace.data / "members.json"

    def of(self, member: Member) -> Workspace:
        return Workspace((self.workspace.root / (member.folder or f"members/{member.name}")).resolve())

    def read(self) -> Office:
        """Raises ConfigError, with one line, on anything wrong."""
        if not self.config.exists():
            raise ConfigError(
                f"{self.config} is not there; `curbside office init` makes one, or name the office with -C"
            )
        return settings.parse_as(Office, settings.text_of(self.config), self.config.name)
