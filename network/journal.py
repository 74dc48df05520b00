"""The user's own word, one JSON object a line in `data/journal.jsonl`: nothing else holds it, so it is only ever appended to."""

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

SCHEMA = {
    "said_at": pl.Datetime("us", "UTC"),
    "verb": pl.String,
    "subject": pl.String,
    "object": pl.String,
    "detail": pl.String,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the user said: `same A B`, `log PERSON …`, `stage LEAD STAGE`, `tip …`."""

    said_at: datetime
    verb: str
    subject: str
    object: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def append(file: Path, entry: Entry) -> None:
    """Write `entry` at the end, on disk before this returns."""
    line = json.dumps(
        {
            "at": entry.said_at.astimezone(UTC).isoformat(),
            "verb": entry.verb,
            "subject": entry.subject,
            "object": entry.object,
            "detail": entry.detail,
        },
        ensure_ascii=False,
    )
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"  # a write that was killed half-way
        os.write(descriptor, (("\n" if torn else "") + line + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(file: Path) -> tuple[list[Entry], list[str]]:
    """Entries in the order they were said, and a line for each that cannot be read."""
    entries: list[Entry] = []
    problems: list[str] = []
    if not file.exists():
        return entries, problems
    for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            said_at = datetime.fromisoformat(row["at"])
            entries.append(
                Entry(said_at, row["verb"], row["subject"], row.get("object"), row.get("detail") or {})
            )
        except (ValueError, KeyError, TypeError):
            problems.append(f"{file.name}, line {number}: not an entry of the journal; it was passed over")
    return entries, problems


def frame(entries: list[Entry]) -> pl.DataFrame:
    """Entries as the rows of `raw.journal`."""
    return pl.DataFrame(
        [(e.said_at, e.verb, e.subject, e.object, json.dumps(e.detail, ensure_ascii=False)) for e in entries],
        schema=SCHEMA,
        orient="row",
    )
