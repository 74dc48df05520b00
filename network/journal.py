"""The user's own word: `data/journal.jsonl`, one JSON object a line.

Nothing else holds it, so entries are only ever added, each on disk before the command returns; `rewrite` is there for
`forget` alone. A subject that is a person is a person id; the other ids that stood for the person on that day and the
name are in the detail (`ids`, `name`), so that an entry finds its person after new exports and merges.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curbside import whole

if TYPE_CHECKING:
    import polars as pl


UNDO = "undo"  # its subject is the mark of what it takes back


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the user said: `same A B`, `log PERSON …`, `stage LEAD STAGE`, `tip …`."""

    said_at: datetime
    verb: str
    subject: str
    object: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What an `undo` names the word by: its moment, which stays when `forget` rewrites the rest."""
        return self.said_at.astimezone(UTC).isoformat()

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subject, and the other ids that stood for it on that day."""
        ids = self.detail.get("ids")
        return (self.subject, *(str(i) for i in ids)) if isinstance(ids, list) else (self.subject,)


def append(file: Path, *entries: Entry) -> None:
    """Write `entries` at the end, on disk before this returns."""
    text = "".join(_line(entry) + "\n" for entry in entries)
    descriptor = _locked(file)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"  # a write that was killed half-way
        rest = (("\n" if torn else "") + text).encode()
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(file: Path) -> tuple[list[Entry], list[str]]:
    """Entries in the order they were said without those that an `undo` took back, and a line for each that cannot be
    read."""
    entries, problems = everything(file)
    gone = {e.subject for e in entries if e.verb == UNDO}
    return [e for e in entries if e.verb != UNDO and e.mark not in gone], problems


def words(file: Path) -> list[tuple[int, list[Entry], bool]]:
    """(number, entries, whether taken back) of each word of the user: what one command kept at one moment."""
    entries, _ = everything(file)
    gone = {e.subject for e in entries if e.verb == UNDO}
    said: list[list[Entry]] = []
    for entry in entries:
        if entry.verb in (UNDO, "forget"):
            continue
        if said and said[-1][0].said_at == entry.said_at:
            said[-1].append(entry)
        else:
            said.append([entry])
    return [(number, word, word[0].mark in gone) for number, word in enumerate(said, 1)]


def everything(file: Path) -> tuple[list[Entry], list[str]]:
    """All entries as they stand, `undo` and what it took back included, and a line for each that cannot be read."""
    entries: list[Entry] = []
    problems: list[str] = []
    if not file.exists():
        return entries, problems
    for number, line in enumerate(file.read_text("utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(f"{file.name}, line {number}: not an entry of the journal; it was passed over")
    return entries, problems


def rewrite(file: Path, change: Callable[[Entry], Entry | None]) -> int:
    """Put `change(entry)` in each entry's place, or nothing where that is None; how many differ.

    Lines that cannot be read go too: nobody can say whom they name. The file is replaced whole or not at all.
    """
    if not file.exists():
        return 0
    descriptor = _locked(file)
    try:
        before, broken = everything(file)
        after = [change(entry) for entry in before]
        whole.write(file, "".join(_line(entry) + "\n" for entry in after if entry is not None))
    finally:
        os.close(descriptor)
    return len(broken) + sum(old is not new for old, new in zip(before, after, strict=True))


def frame(entries: list[Entry]) -> pl.DataFrame:
    """Entries as the rows of `raw.journal`."""
    import polars as pl  # late: it takes half a second, and commands that only append do without

    return pl.DataFrame(
        [(e.said_at, e.verb, e.subject, e.object, json.dumps(e.detail, ensure_ascii=False)) for e in entries],
        schema={
            "said_at": pl.Datetime("us", "UTC"),
            "verb": pl.String,
            "subject": pl.String,
            "object": pl.String,
            "detail": pl.String,
        },
        orient="row",
    )


def _line(entry: Entry) -> str:
    said = {"at": entry.said_at.astimezone(UTC).isoformat(), "verb": entry.verb, "subject": entry.subject}
    return json.dumps({**said, "object": entry.object, "detail": entry.detail}, ensure_ascii=True)


def _entry(line: str) -> Entry:
    row = json.loads(line)
    said_at = datetime.fromisoformat(row["at"])
    verb, subject, thing, detail = row["verb"], row["subject"], row.get("object"), row.get("detail") or {}
    if not (isinstance(verb, str) and isinstance(subject, str) and isinstance(thing, str | None)):
        raise TypeError
    if not isinstance(detail, dict):
        raise TypeError
    return Entry(said_at.replace(tzinfo=said_at.tzinfo or UTC).astimezone(UTC), verb, subject, thing, detail)


def _locked(file: Path) -> int:
    """The file, open to append, for this process alone until it is closed; made when it is not there."""
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        try:
            if os.fstat(descriptor).st_ino == file.stat().st_ino:
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)  # another process put a new file in its place meanwhile
