"""What a reading of the user's exports yields: the frames that the warehouse loads, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl

Kind = Literal["linkedin", "google", "outlook", "vcard", "roster", "friend"]


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of `[network]`: a file or folder. `of` names the friend who gave it (kind `friend`)."""

    kind: Kind
    path: Path
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Me:
    """The user, from `[me]`: training as (kind, institution, program, start, end), positions as
    (employer, title, start, end); years, None where not said."""

    name: str
    email: str | None = None
    training: Sequence[tuple[str | None, str, str | None, int | None, int | None]] = ()
    positions: Sequence[tuple[str, str | None, int | None, int | None]] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read of a file, where, and what to do. Never says what a cell held."""

    file: str
    place: str  # "line 37, column 4"; "" for the whole file
    text: str
    remedy: str
    level: Literal["error", "warning", "note"] = "warning"  # error: nothing of the file could be used

    def __str__(self) -> str:
        return f"{self.file}{', ' if self.place else ''}{self.place}: {self.text}; {self.remedy}"


def shown(path: Path, folder: Path) -> str:
    """How a problem names a file: as the workspace `folder` sees it."""
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def missing(path: Path, folder: Path) -> Problem:
    """A file or folder of [network] that is not there."""
    return Problem(shown(path, folder), "", "not found", "put it there or correct [network]", "error")


def unreadable(path: Path, folder: Path, error: OSError) -> Problem:
    """A file or folder that the machine does not let us read."""
    why = (error.strerror or "cannot be read").lower()
    return Problem(shown(path, folder), "", why, "make it readable for your account", "error")


@dataclass(slots=True)
class File:
    """A file of [network] as this run found it: how many people, meetings and messages (`counts`), the day that its
    content is from, how many rows or events were left out, by reason, and which columns mean nothing here."""

    file: str
    kind: str
    sha256: str = ""
    exported_on: date | None = None
    entry: str = ""  # as [network] names it
    of: str | None = None
    status: str = "read"  # see health.status
    counts: dict[str, int] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)


STRINGS = pl.List(pl.String)
PERSON = pl.Schema(
    {
        "record_id": pl.String(),
        "source": pl.String(),
        "file": pl.String(),
        "owner": pl.String(),
        "name": pl.String(),
        "given": pl.String(),
        "family": pl.String(),
        "born": pl.String(),
        "credentials": pl.String(),
        "emails": STRINGS,
        "phones": STRINGS,
        "urls": STRINGS,
        "npi": pl.String(),
        "label": pl.String(),
        "role": pl.String(),
        "city": pl.String(),
        "state": pl.String(),
        "note": pl.String(),
        "connected_on": pl.Date(),
        "exported_on": pl.Date(),
    }
)
AFFILIATION = pl.Schema(
    {
        "record_id": pl.String,
        "kind": pl.String,
        "organisation_name": pl.String,
        "program": pl.String,
        "title": pl.String,  # of a training: medical school, residency, fellowship or other
        "city": pl.String,
        "state": pl.String,
        "start_year": pl.Int32,
        "end_year": pl.Int32,
        "is_current": pl.Boolean,
        "as_of": pl.Date,
        "source": pl.String,
        "evidence": pl.String,
        "is_titled": pl.Boolean,  # the title names it, beside the employer
    }
)
TIE = pl.Schema(
    {
        "record_id": pl.String,
        "other_record_id": pl.String,
        "other_name": pl.String,
        "kind": pl.String,
        "since": pl.Date,
        "last_on": pl.Date,
        "count": pl.Int32,
        "two_way": pl.Boolean,
        "evidence": pl.String,
    }
)
MOVE = pl.Schema(
    {
        "record_id": pl.String,
        "old": pl.String,
        "new": pl.String,
        "last_seen_on": pl.Date,  # the newest export that lists the old employer
        "seen_on": pl.Date,  # the first export that lists another
        "noticed_on": pl.Date,  # the day of the run that first read that export
    }
)


# One row a person and employer of an export; a person without employer has one row with null.
LISTING = pl.Schema(
    {
        "sha256": pl.String,
        "series": pl.String,  # exports of one series replace each other
        "record_id": pl.String,
        "organisation_name": pl.String,
        "title": pl.String,
        "city": pl.String,
        "state": pl.String,
        "source": pl.String,
        "of": pl.String,  # the friend who gave it
        "exported_on": pl.Date,
        "written_on": pl.Date,  # tells apart two exports whose newest entry is the same
        "read_on": pl.Date,  # the day of the run that first read it
    }
)


@dataclass(slots=True)
class Network:
    """Everything that was read, with the columns of `raw.person_record`, `raw.affiliation_record` and
    `raw.tie_record`; `moves` says whose employer changed between two exports; `listings` is what to keep of these
    exports for the next time (`snapshot.keep`)."""

    persons: pl.DataFrame = field(default_factory=PERSON.to_frame)
    affiliations: pl.DataFrame = field(default_factory=AFFILIATION.to_frame)
    ties: pl.DataFrame = field(default_factory=TIE.to_frame)
    moves: pl.DataFrame = field(default_factory=MOVE.to_frame)
    listings: pl.DataFrame = field(default_factory=LISTING.to_frame)
    problems: list[Problem] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    kept: list[tuple[File, Any]] = field(default_factory=list)  # each file read well and its Contacts, to keep
    before: dict[str, Any] = field(default_factory=dict)  # what was kept (keeping.Kept), by key
