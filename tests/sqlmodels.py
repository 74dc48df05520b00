"""What a SQL file of the warehouse reads, makes and changes, as parsed: to hold its header lines against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp

from curbside.warehouse.model import Call, Model, ModelError, parse


@dataclass
class Parsed:
    """Names by role: tables as `core.person` or `person_edge`, macros as `name_key()`."""

    reads: set[str] = field(default_factory=set)
    makes: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)


@cache
def statements(text: str) -> list[exp.Expression]:
    """Parsed once a process."""
    return [s for s in sqlglot.parse(text, dialect="duckdb") if s is not None]


_nodes: dict[int, dict[type, list[Any]]] = {}


def find(statement: exp.Expression, *kinds: type) -> Iterator[Any]:
    """As `find_all` of a statement of `statements`, which is walked once a process."""
    if id(statement) not in _nodes:
        by_kind = _nodes[id(statement)] = defaultdict(list)
        for node in statement.walk():
            by_kind[type(node)].append(node)
    for kind, found in _nodes[id(statement)].items():
        if issubclass(kind, kinds):
            yield from found


def parsed(text: str, macros: set[str], published: str | None = None) -> Parsed:
    """`macros`: names (without brackets) of all macros there are; other functions are DuckDB's own. `published`: the
    table that a file which is a query alone becomes."""
    found = Parsed()
    for statement in statements(text):
        if isinstance(statement, exp.Command):
            raise ValueError(f"not understood: {statement.sql()[:80]}")
        target = target_of(statement)
        if isinstance(statement, exp.Select | exp.SetOperation):
            target = published
            found.makes |= {published} - {None}
        elif target:
            made = isinstance(statement, exp.Create)
            (found.makes if made or target in found.makes else found.changes).add(target)
        found.reads |= (tables_of(statement) - {target}) | called_by(statement, macros)
    found.reads -= found.makes
    return found


def target_of(statement: exp.Expression) -> str | None:
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


def tables_of(statement: exp.Expression) -> set[str]:
    ctes = {c.alias for c in find(statement, exp.CTE)}
    tables = [
        t
        for t in find(statement, exp.Table)
        if isinstance(t.this, exp.Identifier) and not isinstance(t.parent, exp.UserDefinedFunction)
    ]
    return {_name(t) for t in tables if t.db not in ("", "recurring") or (not t.db and t.name not in ctes)}


def called_by(statement: exp.Expression, macros: set[str]) -> set[str]:
    called = {f.name.lower() for f in find(statement, exp.Anonymous)}
    called |= {f.sql_name().lower() for f in find(statement, exp.Func) if not isinstance(f, exp.Anonymous)}
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


def problems(folder: Path, calls: dict[str, list[Call]] | None = None) -> list[str]:
    """What is wrong with the header lines of the files below `folder` and with what the steps share: one line each.

    `calls`: by step, the tables that Python makes or fills.
    """
    files = sql_files(folder)
    everybody = {f"{m}()" for m in macros_of([t for n, t in files.items() if n.startswith("macro/")])}
    macros = macros_of(list(files.values()))
    found: list[str] = []
    parts: list[Model | Call] = [c for step in (calls or {}).values() for c in step]
    for name, text in files.items():
        step, _, file = name.partition("/")
        try:
            said = parse(name, text)
        except ModelError as e:
            found.append(str(e))
            continue
        parts.append(said)
        true = parsed(text, macros, f"main.{file}" if step == "publish" else None)
        reads = true.reads if step == "macro" else true.reads - everybody
        for line, is_so, is_said in (
            ("reads", reads, said.reads),
            ("makes", true.makes, said.makes),
            ("changes", true.changes, said.changes),
        ):
            if is_so != is_said:
                found.append(f"{name}.sql: -- {line}: says {_list(is_said - is_so)}, lacks {_list(is_so - is_said)}")
        if any(letter.isdigit() for letter in name):
            found.append(f"{name}.sql: a file is named for what it makes, without digits")
        if said.until and said.until not in said.makes:
            found.append(f"{name}.sql: -- repeats: {said.until} is not made by it")
    return found + _shared(parts)


def _list(names: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _shared(parts: list[Model | Call]) -> list[str]:
    """Tables that two files make, that nobody makes, or that steps share though they are neither raw nor core."""
    found = []
    maker: dict[str, str] = {}
    for part in parts:
        for table in part.makes:
            if table in maker:
                found.append(f"{table}: made by {maker[table]} and by {part.name}")
            maker[table] = part.name
    changer: dict[str, set[str]] = {}
    for part in parts:
        step = part.name.partition("/")[0]
        for table in sorted(part.reads | part.changes):
            if table not in maker:
                found.append(f"{part.name}: {table} is made nowhere")
                continue
            home = maker[table].partition("/")[0]
            if home == step:
                continue
            if not table.startswith(("raw.", "core.")):
                found.append(f"{part.name}: {table} is private to the step {home}")
            if table in part.changes and home == "schema":
                changer.setdefault(table, set()).add(step)
            elif table in part.changes:
                found.append(f"{part.name}: changes {table}, which the step {home} makes")
    found += [f"{t}: changed by the steps {_list(s)}" for t, s in changer.items() if len(s) > 1]
    return found
