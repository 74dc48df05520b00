"""How the files of [network] are: what each gave today, what it held before, and which needs the user's eye."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from curbside.network.keeping import Kept, key
from curbside.network.model import File, Problem
from curbside.network.tally import tallied

NETWORK_FILE: dict[str, Any] = {
    "file": pl.String,
    "kind": pl.String,
    "friend": pl.String,
    "status": pl.String,  # read; fewer, empty, unreadable, missing: see `trouble`
    "read_on": pl.Date,
    "people": pl.Int64,
    "meetings": pl.Int64,
    "messages": pl.Int64,
    "left_out": pl.Int64,
    "left_out_why": pl.List(pl.String),
    "exported_on": pl.Date,
    "age_days": pl.Int64,
    "unknown_columns": pl.List(pl.String),
    "people_before": pl.Int64,
    "meetings_before": pl.Int64,
    "messages_before": pl.Int64,
    "read_before": pl.Date,
    "note": pl.String,
}
UNITS = ("people", "meetings", "messages")
_BY_DAY = ("mail", "calendar")


def status(file: File, before: Kept | None) -> str:
    """`read` where all is well. A tenth less than before is `fewer`: people leave an address book by ones and twos. A
    mailbox or calendar that never gave anything is a quiet one, a list of people without anybody is `empty`."""
    if file.status != "read":
        return file.status
    held = before.counts if before else {}
    if not any(file.counts.values()):
        return "empty" if any(held.values()) or file.kind not in _BY_DAY else "read"
    return "fewer" if any(file.counts.get(u, 0) * 10 < held.get(u, 0) * 9 for u in UNITS) else "read"


def vanished(entries: Iterable[tuple[str, str | None]], read: Iterable[File], kept: dict[str, Kept]) -> list[Kept]:
    """Kept files that [network] still means (`entries`: path, friend) and that are no longer there. A LinkedIn export
    under another name has taken the place of the earlier one."""
    here = list(read)
    seen = {key(f.file, f.of) for f in here}
    wanted = set(entries)
    newer = {(f.entry, f.of) for f in here if f.kind == "linkedin" and f.counts.get("people")}
    return [
        one
        for one in kept.values()
        if (one.entry, one.of) in wanted
        and one.key not in seen
        and not (one.kind == "linkedin" and (one.entry, one.of) in newer)
    ]


def trouble(file: File, before: Kept | None, why: Problem | None = None) -> Problem | None:
    """The line for a file that is not as it was; None where all is well. `why`: what its reader said of it."""
    if file.status == "read":
        return None
    text, remedy = {
        "missing": ("is not there", "put it back, or take it out of [network]"),
        "empty": ("gives nothing", "export it again"),
        "fewer": (f"gives {_counted(file.counts)}, less than before", "export it again"),
    }.get(file.status, ("could not be read", "export it again"))
    if why and file.status != "fewer":
        text, remedy = why.text, why.remedy
    if before and (held := _counted(before.counts)):
        text += f"; the {held} read from it on {before.read_on} stay"
        remedy += f"; if that is right, `curbside network --accept {_quoted(file.file)}`"
    return Problem(file.file, "", text, remedy, "error")


def troubles(files: Iterable[File], kept: dict[str, Kept], problems: list[Problem]) -> list[Problem]:
    """`problems` with a line on top for each file that is not as it was, in place of what its reader said of it."""
    errors: dict[str, Problem] = {}
    for problem in problems:
        if problem.level == "error":
            errors.setdefault(problem.file, problem)
    # Of the whole file, with what to do
    said = errors.keys() | {p.file for p in problems if p.remedy and not p.place}
    found: dict[str, Problem] = {}
    for file in files:
        before = kept.get(key(file.file, file.of))
        line = trouble(file, before, errors.get(file.file))
        if line and (before or file.file not in said):
            found[file.file] = line
    rest = [p for p in problems if p.level != "error" or p.file not in found]
    return [*found.values(), *rest]


def frame(files: Iterable[File], kept: dict[str, Kept], today: date, problems: Iterable[Problem] = ()) -> pl.DataFrame:
    """Rows of raw.network_file. `problems`: as `troubles` left them, which name the cause."""
    errors = {p.file: p for p in problems if p.level == "error"}
    return pl.DataFrame(
        [_row(f, kept.get(key(f.file, f.of)), today, errors.get(f.file)) for f in files],
        schema=NETWORK_FILE,
        orient="row",
    )


def _row(file: File, before: Kept | None, today: date, why: Problem | None) -> dict[str, Any]:
    problem = why if why and file.status != "read" else trouble(file, before)
    held = before.counts if before else {}
    return {
        "file": file.file,
        "kind": file.kind,
        "friend": file.of,
        "status": file.status,
        "read_on": today,
        **{unit: file.counts.get(unit) for unit in UNITS},
        "left_out": sum(file.left_out.values()),
        "left_out_why": [tallied(number, reason) for reason, number in file.left_out.most_common()],
        "exported_on": file.exported_on,
        "age_days": (today - file.exported_on).days if file.exported_on else None,
        "unknown_columns": list(file.unknown),
        **{f"{unit}_before": held.get(unit) for unit in UNITS},
        "read_before": date.fromisoformat(before.read_on) if before else None,
        "note": f"{problem.text}; {problem.remedy}" if problem else None,
    }


def told(row: dict[str, Any]) -> str:
    """One row of `frame` in words: what was read, left out and why, how old, which columns were not understood."""
    read = _counted({unit: row[unit] for unit in UNITS if row[unit] is not None})
    parts = [f"{read or 'nothing'} read"]
    before = {unit: row[f"{unit}_before"] for unit in UNITS if row[f"{unit}_before"] not in (None, row[unit] or 0)}
    if before:
        parts[0] += f" ({_counted(before) or 'nothing'} before)"
    if row["left_out_why"]:
        parts.append(f"left out: {', '.join(row['left_out_why'])}")
    if row["exported_on"] and (row["age_days"] or 0) > 0:
        parts.append(f"of {row['exported_on']}, {tallied(row['age_days'], 'days')} old")
    if row["unknown_columns"]:
        parts.append(f"columns not understood: {', '.join(row['unknown_columns'])}")
    if row["note"]:
        parts = [row["note"]]
    return f"{row['file']}: {'; '.join(parts)}"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(tallied(number, unit) for unit, number in counts.items() if number)


def _quoted(file: str) -> str:
    return f'"{file}"' if " " in file else file
