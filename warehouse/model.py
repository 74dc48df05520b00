"""A step's SQL files, each of which says what it makes and reads, run in the order that follows from that.

A file begins with comment lines: what one row is, then `-- reads:` and `-- makes:` with tables (`core.person`,
`person_edge`) and macros (`title_stem()`) that steps make; macros of `macro/` are everybody's and not named. A file that
adds to, updates or deletes from another's table says so with `-- changes:`: it runs before the table's readers, unless it
needs what they make. `-- repeats: until empty T` runs a file again until the table T that it makes has no row;
`-- repeats: until empty T, from F` goes back to the file F of the same step. Files that run apart from the rest of their
step have a `-- part:` line; where the other lines give two files no order, `-- after: F` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import as_file, files
from typing import Any

import duckdb

STEPS = ("journal", "posting", "organisation", "opening", "person", "insider", "lead", "reminder", "publish")
ROUNDS = 1000  # a loop that has not ended by then never will
KEYS = ("reads", "makes", "changes", "after", "repeats", "part")
LINE = re.compile(rf"-- ({'|'.join(KEYS)}): (.+)")
LOOP = re.compile(r"until empty (\w+)(?:, from (\w+))?")


class ModelError(ValueError):
    """A header line that cannot be read, or files without an order. The text names the file."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL file: `name` is `<step>/<file>`, `row` what one row is, `until` the table whose emptiness ends a loop that
    goes back to the file `since`."""

    name: str
    row: str
    reads: frozenset[str]
    makes: frozenset[str]
    changes: frozenset[str] = frozenset()
    until: str | None = None
    since: str | None = None
    after: frozenset[str] = frozenset()
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Tables that Python makes or fills between a step's files: a step lists its own as `CALLS`. `name` is
    `<step>/<what>`, as a file's would be."""

    name: str
    makes: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    part: str | None = None


Part = Model | Call


def parse(name: str, text: str) -> Model:
    """What the header lines of a file say. Raises ModelError."""
    said: dict[str, list[str]] = {key: [] for key in (*KEYS, "row")}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if found := LINE.fullmatch(line):
            said[found[1]].append(found[2])
        elif not any(said[key] for key in KEYS):
            said["row"].append(line.removeprefix("--").strip())
    if not said["row"] or not (said["makes"] or said["changes"]):
        raise ModelError(f"{name}.sql: begins with a comment on what one row is, and `-- makes:` (see CONTRIBUTING.md)")
    loop = LOOP.fullmatch(said["repeats"][0]) if said["repeats"] else None
    if said["repeats"] and not loop:
        raise ModelError(f"{name}.sql: `-- repeats:` takes `until empty TABLE`, and `, from FILE`")
    step, _, file = name.partition("/")
    return Model(
        name,
        row=" ".join(said["row"]),
        reads=_listed(said["reads"]),
        makes=_listed(said["makes"]),
        changes=_listed(said["changes"]),
        until=loop[1] if loop else None,
        since=(loop[2] or file) if loop else None,
        after=frozenset(f"{step}/{f}" for f in _listed(said["after"])),
        part=said["part"][0] if said["part"] else None,
    )


def _listed(lines: list[str]) -> frozenset[str]:
    return frozenset(n.strip() for line in lines for n in line.split(",")) - {""}


@cache
def sql(name: str) -> str:
    """The text of `<step>/<file>.sql`, named `<step>/<file>`."""
    return files(__package__).joinpath(f"{name}.sql").read_text("utf-8")


def names(step: str) -> list[str]:
    """Names (`<step>/<file>`) of the SQL files of a step, by the alphabet."""
    found = (f.name for f in files(__package__).joinpath(step).iterdir())
    return sorted(f"{step}/{f.removesuffix('.sql')}" for f in found if f.endswith(".sql"))


@cache
def models(step: str) -> tuple[Model, ...]:
    """The files of a step, by the alphabet."""
    return tuple(parse(name, sql(name)) for name in names(step))


def order(parts: Sequence[Part]) -> list[Part]:
    """`parts` of one step in an order in which each finds what it reads; of two that could come next, the first by name.

    Raises ModelError where there is none, or where two files change one table and nothing says which is first.
    """
    known = {p.name: p for p in parts}
    maker = {t: p.name for p in parts for t in p.makes}
    graph = {n: {maker[t] for t in p.reads | p.changes if t in maker} - {n} for n, p in known.items()}
    for n, p in known.items():
        graph[n] |= p.after & known.keys()
    before = _ancestors(graph)
    for n, p in known.items():
        for table in p.changes:
            for other, q in known.items():
                if other != n and table in q.reads:
                    first, second = (other, n) if other in before[n] else (n, other)
                    graph[second].add(first)
    before = _ancestors(graph)
    for n, p in known.items():
        for other, q in known.items():
            if n < other and p.changes & q.changes and n not in before[other] and other not in before[n]:
                raise ModelError(f"{n} and {other} both change {', '.join(p.changes & q.changes)}, in no order")
    return [known[n] for n in _sorted(graph)]


def _sorted(graph: Mapping[str, Iterable[str]]) -> list[str]:
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as e:
        raise ModelError(f"these read each other in a circle: {' → '.join(e.args[1])}") from None
    done: list[str] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        done.append(ready.pop(0))
        sorter.done(done[-1])
    return done


def _ancestors(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Everything that comes before each, directly or not."""
    found: dict[str, set[str]] = {}
    for name in _sorted(graph):
        found[name] = set(graph[name]).union(*(found[n] for n in graph[name]))
    return found


def run(
    con: duckdb.DuckDBPyConnection,
    step: str,
    parameters: Mapping[str, Any] | None = None,
    calls: Mapping[Call, Callable[[], object]] | None = None,
    part: str | None = None,
) -> None:
    """Run the files of a step (those of `part`, or those of none) and what Python makes for them, in their order.

    `parameters` fill the `$name` places of the files that have them.
    """
    ordered = order([*(m for m in models(step) if m.part == part), *(calls or {})])
    place = {p.name: n for n, p in enumerate(ordered)}
    n, rounds = 0, 0
    while n < len(ordered):
        now = ordered[n]
        n += 1
        if isinstance(now, Call):
            assert calls is not None
            calls[now]()
            continue
        execute(con, now.name, parameters)
        if now.until and con.execute(f"select exists (from {now.until})").fetchone() == (True,):
            n = place[f"{step}/{now.since}"]
            rounds += 1
            if rounds > ROUNDS:
                raise ModelError(f"{now.name}.sql: {now.until} is never empty")


def execute(con: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run one SQL file; `parameters` fill the `$name` places of the statements that have them."""
    execute_text(con, sql(name), parameters)


def execute_text(con: duckdb.DuckDBPyConnection, text: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run statements that are the same at each run, and are therefore kept as they were read."""
    for statement in _statements(con, text):
        con.execute(statement, {k: (parameters or {})[k] for k in statement.named_parameters})


_read: dict[str, list[duckdb.Statement]] = {}


def _statements(con: duckdb.DuckDBPyConnection, text: str) -> list[duckdb.Statement]:
    """The statements of a file, read once a process: they are bound to a database each time that they are executed."""
    if text not in _read:
        _read[text] = con.extract_statements(text)
    return _read[text]


def data(con: duckdb.DuckDBPyConnection, tables: Mapping[str, str]) -> None:
    """Temporary tables of text from CSV files of this room: table → `<step>/<file>.csv`."""
    for table, name in tables.items():
        with as_file(files(__package__).joinpath(name)) as file:
            con.execute(f"create or replace temp table {table} as from {_read_csv(name)}", [str(file)])


def towns(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """A temporary table of how much of all that bears a town's name lies in a state (benchmarks/towns.py)."""
    with as_file(files(__package__).joinpath("organisation/town.parquet")) as file:
        con.execute(f"create or replace temp table {table} as from read_parquet(?)", [str(file)])


@cache
def _read_csv(name: str) -> str:
    """How a file of ours is read, all of it said: to find out would cost more than to read."""
    with files(__package__).joinpath(name).open(encoding="utf-8") as file:
        columns = ", ".join(f"'{column}': 'varchar'" for column in file.readline().strip().split(","))
    how = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'"
    return f"read_csv(?, {how}, columns = {{{columns}}})"
