"""Rows of a query on a terminal: a table where it fits, else one row below the other, a line a column."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from curbside.exports import screen
from curbside.exports.answer import Answer

ROOM = 1.6  # a table of few columns may wrap, up to so many times the width
FEW = 5  # … columns
LONGEST = 600  # characters of a value of a row shown by itself


def rows(answer: Answer, width: int) -> RenderableType:
    """The answer as it can be read in `width` characters."""
    cells = [[screen.word(name, v) for name, v in zip(answer.columns, row, strict=True)] for row in answer.rows]
    shown = [i for i, _ in enumerate(answer.columns) if any(row[i] for row in cells)]
    wide = sum(max(len(answer.columns[i]), *(len(row[i]) for row in cells)) + 2 for i in shown) if cells else 0
    if wide <= width or (len(shown) <= FEW and wide <= ROOM * width):
        return screen.table(answer)
    return Group(*(part for number, row in enumerate(answer.rows, 1) for part in _row(number, answer.columns, row)))


def _row(number: int, columns: tuple[str, ...], row: tuple[Any, ...]) -> list[RenderableType]:
    named = max(len(c) for c in columns)
    parts: list[RenderableType] = [Text(f"row {number}", style="bold")]
    for name, value in zip(columns, row, strict=True):
        text = screen.word(name, value, LONGEST)
        if text:
            parts.append(Text.assemble((f"  {name:{named}}  ", "dim"), text, overflow="fold"))
    return [*parts, Text("")]
