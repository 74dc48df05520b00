"""What a SQL file of the warehouse reads, makes and changes, as parsed: to hold its header lines against."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import sqlglot
from sqlglot import exp


@dataclass
class Parsed:
    """Names by role: tables as `core.person` or `person_edge`, macros as `name_key()`."""

    reads: set[str] = field(default_factory=set)
    makes: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)


def parsed(text: str, macros: set[str], published: str | None = None) -> Parsed:
    """`macros`: names (without brackets) of all macros there are; other functions are DuckDB's own. `published`: the
    table that a file which is a query alone becomes."""
    found = Parsed()
    for statement in sqlglot.parse(text, dialect="duckdb"):
        if statement is None:
            continue
        if isinstance(statement, exp.Command):
            raise ValueError(f"not understood: {statement.sql()[:80]}")
        target = _target(statement)
        if isinstance(statement, exp.Select | exp.SetOperation):
            target = published
            found.makes |= {published} - {None}
        elif target:
            made = isinstance(statement, exp.Create)
            (found.makes if made or target in found.makes else found.changes).add(target)
        found.reads |= (_tables(statement) - {target}) | _macros(statement, macros)
    found.reads -= found.makes
    return found


def _target(statement: exp.Expression) -> str | None:
    """What a statement makes or changes."""
    if isinstance(statement, exp.Create):
        if statement.kind == "SCHEMA":
            return None
        if isinstance(statement.this, exp.UserDefinedFunction):
            return f"{statement.this.this.name}()"
        this = statement.this
        return _name(this.this if isinstance(this, exp.Schema) else this)
    if isinstance(statement, exp.Insert | exp.Update | exp.Delete):
        this = statement.this
        return _name(this.this if isinstance(this, exp.Schema) else this)
    return None


def _name(table: exp.Expression) -> str:
    return f"{table.db}.{table.name}" if isinstance(table, exp.Table) and table.db else table.name


def _tables(statement: exp.Expression) -> set[str]:
    ctes = {c.alias for c in statement.find_all(exp.CTE)}
    tables = [
        t
        for t in statement.find_all(exp.Table)
        if isinstance(t.this, exp.Identifier) and not isinstance(t.parent, exp.UserDefinedFunction)
    ]
    return {_name(t) for t in tables if t.db or t.name not in ctes}


def _macros(statement: exp.Expression, macros: set[str]) -> set[str]:
    called = {f.name.lower() for f in statement.find_all(exp.Anonymous)}
    called |= {f.sql_name().lower() for f in statement.find_all(exp.Func) if not isinstance(f, exp.Anonymous)}
    return {f"{name}()" for name in called & macros}


def macros_of(texts: list[str]) -> set[str]:
    """Names of the macros that the files make."""
    made: set[str] = set()
    for text in texts:
        made |= {name[:-2] for name in parsed(text, set()).makes if name.endswith("()")}
    return made


def sql_files(folder: Path) -> dict[str, str]:
    """`<step>/<file>` → text."""
    return {f"{f.parent.name}/{f.stem}": f.read_text("utf-8") for f in sorted(folder.glob("*/*.sql"))}
