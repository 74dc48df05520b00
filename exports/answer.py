"""An answer of a command: a heading and rows of plain values, as CSV or JSON where that is asked for."""

import csv
import io
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from curbside.exports.safe import cell, link, plain

SPOKEN = frozenset({"organisation_name", "system_name", "city"})
CAPITALS = frozenset("VA UPMC HCA LLC LP II III IV USA US NYU UCLA UCSF UAB OSF SSM".split())
SMALL = frozenset("of the and at for in".split())


@dataclass(frozen=True)
class Answer:
    """Rows of one question. Values: text (already harmless), numbers, days, lists of text, None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""  # what to say when there are no rows, or how many were left out

    def __len__(self) -> int:
        return len(self.rows)


def to_csv(answer: Answer) -> str:
    """CSV with a heading; text that a spreadsheet would take for a formula starts with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([cell(value) for value in row] for row in answer.rows)
    return out.getvalue()


def to_json(answer: Answer) -> str:
    """A JSON list of objects; days as ISO text."""
    lines = [dict(zip(answer.columns, map(_finite, row), strict=True)) for row in answer.rows]
    return json.dumps(lines, ensure_ascii=False, indent=1, default=_json, allow_nan=False) + "\n"


def cut(found: list[dict[str, Any]], limit: int | None, nothing: str) -> Answer:
    shown = found if limit is None or len(found) <= limit else found[: max(0, limit)]
    return as_answer(shown, _note(len(found) - len(shown), len(found), nothing))


def limit_of(limit: int | None) -> int:
    return 10**9 if limit is None else max(0, limit)


def counted(found: list[dict[str, Any]], nothing: str) -> Answer:
    """Rows that a query cut itself, each with the `total` of all."""
    total = max((int(row.pop("total")) for row in found), default=0)
    return as_answer(found, _note(total - len(found), total, nothing))


def _note(rest: int, total: int, nothing: str) -> str:
    return f"and {rest:,} more, {total:,} in all" if rest else "" if total else nothing


def _finite(value: Any) -> Any:
    """`value` without numbers that JSON cannot write, at any depth: "not a number" and the infinite are null."""
    if isinstance(value, dict):
        return {_key(k): _finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    return None if isinstance(value, float | Decimal) and not math.isfinite(value) else value


def _key(value: Any) -> Any:
    """The key of a map as JSON takes it: text, else a number or a day as text."""
    return value if isinstance(value, str) else str(value)


def _json(value: object) -> object:
    """What JSON has no word for: days and times as ISO text, amounts as numbers, anything else as text."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _spoken(name: str) -> str:
    """`MERCY HOSPITAL OF VA, INC` as people write it: registers shout. Names in small letters too stay as they are."""
    if not name.isupper() or len(name) <= 5:
        return name

    def word(match: re.Match[str]) -> str:
        text = match[0]
        low = text.lower()
        return text if text in CAPITALS else low if low in SMALL and match.start() else text[:1] + low[1:]

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", word, name)


def as_answer(found: Sequence[dict[str, Any]], note: str) -> Answer:
    columns = tuple(next(iter(found), [c for c in getattr(found, "columns", ()) if c != "total"]))
    return Answer(columns, tuple(tuple(_value(k, v) for k, v in row.items()) for row in found), note)


def _value(column: str, value: Any) -> Any:
    if column == "url":
        return link(value)
    if isinstance(value, str):
        return plain(_spoken(value) if column in SPOKEN else value, 400)
    return [plain(item) for item in value] if isinstance(value, list) else value
