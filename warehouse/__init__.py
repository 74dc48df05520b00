"""DuckDB: the one writer. A step is a folder with `build(con, …)` and its SQL files; `model` runs them in their order."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from curbside import whole
from curbside.faults import CurbsideError
from curbside.vocabulary.states import STATES
from curbside.warehouse import model

MEMORY, SPILL = "3GB", "16GB"  # a laptop has other work to do; more than this on disk is a fault of ours


# Rows of postings or records up to which a database is written as it is: to try how each column packs best takes longer
# than all else of writing it, and the file is no larger, for it grows by blocks of 256 kB.
UNPACKED = 5_000
# Rows of postings or records up to which statements cost more to plan than to run: what rearranges a plan that is right
# already is left out, a fifth of a build. Joins are ordered and filters pushed down all the same.
PLAIN = 1_000
REARRANGE = (
    "expression_rewriter,common_subexpressions,common_subplan,statistics_propagation,"
    "projection_pullup,projection_placement,join_filter_pushdown"
)


class OutdatedError(CurbsideError):
    """The database has the tables of another curbside. The text is one line with the remedy."""


def connect(path: Path | str = ":memory:") -> duckdb.DuckDBPyConnection:
    """Open the database to write, with the schemas, macros and persistent tables in place. Raises OutdatedError."""
    if path != ":memory:" and _empty and not Path(path).exists():
        _copy_to(Path(path))
    there = Path(path).exists()
    con = duckdb.connect(str(path))
    con.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false; set timezone = 'UTC'")
    con.execute(f"set memory_limit = '{MEMORY}'; set max_temp_directory_size = '{SPILL}'")
    for name, value in _limits.items():
        con.execute(f"set {name} = {value}")
    if path != ":memory:":
        Path(path).chmod(0o600)
    con.execute("set variable states = ?", [sorted({s.lower() for pair in STATES.items() for s in pair})])
    made_by = _made_by(con) if there else None
    if made_by not in (None, _made()):
        con.close()
        raise OutdatedError(f"{path} is of another curbside; `curbside rebuild` makes it again from data/landing/")
    if made_by is None and path == ":memory:" and _empty:
        _copy_into(con)
    elif made_by is None:
        _make(con)
    return con


def _make(con: duckdb.DuckDBPyConnection) -> None:
    """The schemas, macros and persistent tables; last of all by whom they were made."""
    con.execute("create schema if not exists raw; create schema if not exists core")
    for m in model.order(model.models("schema")):
        model.execute(con, m.name)
    model.run(con, "macro")
    con.execute("create table core.made (made_by text)")
    con.execute("insert into core.made values (?)", [_made()])


@cache
def _made() -> str:
    """Digest of every SQL file."""
    every = [model.sql(name) for step in (*model.STEPS, "macro", "schema") for name in model.names(step)]
    return sha256("".join(every).encode()).hexdigest()[:16]


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is done inside, or nothing. What ended it is raised, not what DuckDB says of the end: a statement
    that a signal interrupts may take its transaction along, and there is nothing left to roll back."""
    con.execute("begin")
    try:
        yield
        con.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):
            con.execute("rollback")
        raise


def ready() -> None:
    """Keep an empty database at hand, for a process that makes many: it is copied in a fifth of the time to make one."""
    if not _empty:
        with TemporaryDirectory() as folder:
            connect(file := Path(folder, "empty.duckdb")).close()
            _empty.append(file.read_bytes())


_empty: list[bytes] = []


def _copy_to(path: Path) -> None:
    """The empty database as `path`, whole or not at all, for its owner alone."""
    half = path.with_name(path.name + ".half")
    half.unlink(missing_ok=True)
    half.touch(0o600)
    half.write_bytes(_empty[0])
    half.replace(path)


def _copy_into(con: duckdb.DuckDBPyConnection) -> None:
    """What the empty database has, in one in memory: half the time to make it."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "empty.duckdb")
        file.write_bytes(_empty[0])
        con.execute(f"attach {quoted(file)} as made (read_only); copy from database made to memory; detach made")


def limit(threads: int) -> None:
    """So many threads a database in this process, for processes that run side by side."""
    _limits["threads"] = threads


_limits: dict[str, int] = {}


def small(con: duckdb.DuckDBPyConnection) -> None:
    """Say how what is derived will be written: at no cost where it is little."""
    packed = "auto" if _rows(con) > UNPACKED else "uncompressed"
    con.execute(f"set force_compression = '{packed}'")


def plan(con: duckdb.DuckDBPyConnection, registered: bool, landed: int = 0) -> None:
    """Say how much is thought about each statement from here on: little where little is read, registers (`registered`) being much.

    `landed`: rows that are to be taken in.
    """
    few = not registered and _rows(con) + landed <= PLAIN
    con.execute(f"set disabled_optimizers = '{REARRANGE if few else ''}'")


def _rows(con: duckdb.DuckDBPyConnection) -> int:
    query = "select greatest((select count(*) from core.posting), (select count(*) from raw.person_record))"
    return sum(n for (n,) in con.execute(query).fetchall())


def drop(path: Path) -> None:
    """Remove a database, where there is one, with what was not yet written into it."""
    for file in (path, path.with_name(path.name + ".wal")):
        file.unlink(missing_ok=True)


def quoted(text: str | Path) -> str:
    """`text` as SQL writes it, for the places that take no parameter."""
    return "'" + os.fspath(text).replace("'", "''") + "'"


def _made_by(con: duckdb.DuckDBPyConnection) -> str | None:
    """Digest of the schema that the database was made with; None while it has no tables at all."""
    try:
        return str(con.execute("select any_value(made_by) from core.made").fetchall()[0][0])
    except duckdb.CatalogException:  # to list tables takes longer than to open the database
        return "before this was kept" if con.execute("select 1 from duckdb_tables()").fetchall() else None


@cache
def _macros() -> duckdb.DuckDBPyConnection:
    """A database in memory with the macros that every step may use."""
    con = duckdb.connect()
    model.run(con, "macro")
    return con


def macro(name: str, *arguments: str | None) -> str:
    """What a macro of `macro/` says of `arguments`: ids are made by the same formula in SQL and in Python."""
    query = f"select {name}({', '.join('?' * len(arguments))})"
    row = _macros().cursor().execute(query, list(arguments)).fetchone()
    return str(row[0]) if row else ""


def load(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Append `frame` to `table` by column name."""
    if frame.is_empty():
        return
    _take(con, f"insert into {table} by name", frame)


def make(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Make `table` of `frame`, in place of one that is there."""
    _take(con, f"create or replace table {table} as", frame)


def _take(con: duckdb.DuckDBPyConnection, how: str, frame: pl.DataFrame) -> None:
    """Rows go through a Parquet file: no pyarrow needed, and far faster than executemany."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "rows.parquet")
        whole.parquet(frame, file)
        con.execute(f"{how} from read_parquet(?)", [os.fspath(file)])


def read(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | None = None) -> pl.DataFrame:
    """Rows of `query` as a polars frame."""
    return pl.DataFrame(con.sql(query, params=list(parameters or [])))
