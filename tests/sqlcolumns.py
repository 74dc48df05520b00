"""Columns that a SQL file of the warehouse makes and nothing reads, as parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlglot import exp
from sqlmodels import called_by, find, macros_of, sql_files, statements, tables_of, target_of

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Statement:
    """What one statement says: `names` are columns and fields that it, or a macro that it calls, gives by name; `whole`
    whether it takes all columns of what it reads, and so hands them on to `target`; `given` are the columns of `target`
    that it names itself."""

    target: str | None
    tables: frozenset[str]
    names: frozenset[str]
    whole: bool
    given: frozenset[str]


def unread(folder: Path, columns: Mapping[str, set[str]], python: Mapping[Path, str]) -> list[str]:
    """`table.column` of every table that a step's file makes, where no statement, macro or Python file reads it. A column
    that a `*` only carries along is asked about where it is made.

    `columns`: by table, as the steps leave it; `python`: the package's own files.
    """
    files = {n: t for n, t in sql_files(folder).items() if not n.startswith("schema/")}
    said = list(_statements(files))
    given: dict[str, set[str]] = {}
    for s in said:
        if s.target in columns:
            given.setdefault(str(s.target), set()).update(s.given & columns[str(s.target)])
    words = {path: set(WORD.findall(text)) for path, text in python.items()}
    whole = {t for text in python.values() for t in re.findall(r'"from (\w+)"', text)}
    found = []
    for table in sorted(given.keys() - whole):
        coders = [w for w in words.values() if table.rpartition(".")[2] in w]
        found += [
            f"{table}.{c}"
            for c in sorted(given[table])
            if not any(c in w for w in coders) and not _is_read(table, c, said, columns, frozenset())
        ]
    return found


def _is_read(
    table: str, column: str, said: list[Statement], columns: Mapping[str, set[str]], seen: frozenset[str]
) -> bool:
    for s in said:
        if table not in s.tables:
            continue
        if column in s.names or (s.whole and s.target is None):
            return True
        handed_on = s.whole and s.target not in seen | {table} and column in columns.get(s.target or "", ())
        if handed_on and _is_read(str(s.target), column, said, columns, seen | {table}):
            return True
    return False


def _statements(files: dict[str, str]) -> Iterator[Statement]:
    macros = macros_of(list(files.values()))
    read = [(name, s, _facts(s, macros)) for name, text in files.items() for s in statements(text)]
    bodies = {target_of(s): facts for _, s, facts in read}
    for name, statement, facts in read:
        target = target_of(statement)
        called, todo = set(), set(facts.calls)
        while todo:
            called |= todo
            todo = {m for c in todo for m in bodies[c].calls} - called
        said = [facts, *(bodies[m] for m in called)]
        changed = {target} if isinstance(statement, exp.Update | exp.Delete) else set()
        yield Statement(
            None if name.startswith("publish/") or changed else target,
            frozenset(set().union(*(f.tables for f in said)) - {target} | changed),
            frozenset(set().union(*(f.names for f in said))),
            any(f.whole for f in said),
            frozenset(_given(statement)),
        )


class Facts(NamedTuple):
    """Of one statement alone: macros it calls, tables and columns it names, whether it takes all columns."""

    calls: set[str]
    tables: set[str]
    names: set[str]
    whole: bool


def _facts(statement: exp.Expression, macros: set[str]) -> Facts:
    grouped = _grouped(statement)
    names = _names(statement) | ({"a", "b"} if grouped else set())
    return Facts(called_by(statement, macros), tables_of(statement) | grouped, names, _is_whole(statement))


def _given(statement: exp.Expression) -> set[str]:
    if not isinstance(statement, exp.Create):
        return set()
    if isinstance(statement.this, exp.Schema):
        return {c.name.lower() for c in statement.this.expressions if isinstance(c, exp.ColumnDef)}
    return {name.lower() for name in getattr(statement.expression, "named_selects", [])} - {"*"}


def _names(statement: exp.Expression) -> set[str]:
    names = {c.name.lower() for c in find(statement, exp.Column)}
    names |= {d.expression.name.lower() for d in find(statement, exp.Dot)}
    for join in find(statement, exp.Join):
        names |= {u.name.lower() for u in join.args.get("using") or []}
    return names


def _grouped(statement: exp.Expression) -> set[str]:
    """Tables of pairs a and b that `components('…')` reads by their names."""
    calls = [f for f in find(statement, exp.Anonymous) if f.name.lower() == "components"]
    return {a.name for f in calls for a in f.expressions if isinstance(a, exp.Literal)}


def _is_whole(statement: exp.Expression) -> bool:
    """`*`, `columns(…)`, or a row as one value."""
    aliases = {t.alias_or_name for t in find(statement, exp.Table)}
    stars = [s for s in find(statement, exp.Star, exp.Columns) if not isinstance(s.parent, exp.Count)]
    return bool(stars) or any(not c.table and c.name in aliases for c in find(statement, exp.Column))
