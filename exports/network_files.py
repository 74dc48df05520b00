"""The user's own files as the last run found them: which need an eye, and how much all of them hold together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from curbside.exports.published import holds, published, rows
from curbside.exports.safe import plain
from curbside.vocabulary.counts import counted

FILES = """
-- One row a file of [network], those in trouble first.
select * from network_files order by status = 'read', kind, file
"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that vanished, broke, shrank or gives nothing, and what to do."""

    file: str
    note: str


def every(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """All files; none where an earlier version wrote the copy."""
    return rows(con, FILES) if holds(con, "network_files", "status") else []


def troubles(con: duckdb.DuckDBPyConnection, shown: bool = True) -> tuple[Trouble, ...]:
    """Files that are not as they were. `shown`: a file's name may stand there, which may be a friend's."""
    return tuple(
        Trouble(plain(row["file"], 200), plain(row["note"], 400)) if shown else Trouble(row["kind"], row["status"])
        for row in every(con)
        if row["status"] != "read"
    )


def listed(db: Path) -> list[dict[str, Any]]:
    """All files of the published copy. Raises FileNotFoundError or ValueError, one line."""
    with published(db) as con:
        return every(con)


def known(db: Path) -> int:
    """How many people the published copy has: one who stands in several files is one."""
    with published(db) as con:
        return int(rows(con, "select count(*) as n from people")[0]["n"])


def summed(files: Iterable[dict[str, Any]], people: int | None = None) -> str:
    """`network: 12 files, 3,450 entries, 3,100 people, 210 meetings; 2 not as before …`; "" without files.

    `people`: how many the entries of all files are, who may stand in several or be forgotten.
    """
    found = list(files)
    if not found:
        return ""
    bad = sum(row["status"] != "read" for row in found)
    parts = [counted(len(found), "file")]
    for unit in ("people", "meetings", "messages"):
        number = sum(row[unit if row["status"] == "read" else f"{unit}_before"] or 0 for row in found)
        if unit == "people" and people is not None and people != number:
            parts += [counted(number, "entry", "entries")] if number > people else []
            number = people
        if number or unit == "people":
            parts.append(counted(number, {"people": "person"}.get(unit, unit[:-1]), unit))
    if left := sum(row["left_out"] or 0 for row in found):
        parts.append(f"{left:,} left out")
    return f"network: {', '.join(parts)}" + (f"; {bad} not as before, see `curbside network`" if bad else "")
