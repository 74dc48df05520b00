"""The copy of the published tables that an assistant may read: in memory, less whatever may leave no machine.

What `shown.csv` does not name is not there to be asked: addresses, telephones, notes, evidence and the text of postings
never, names and what names people only with `[assistant] names = true`.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from curbside.exports.published import rows

ROWS = 200  # of one answer


def columns(names: bool) -> dict[str, list[str]]:
    """Table to the columns of it that an assistant may read."""
    with files(__package__).joinpath("shown.csv").open(encoding="utf-8") as lines:
        return {
            row["table"]: (row["columns"] + (" " + row["with_names"] if names else "")).split()
            for row in csv.DictReader(lines)
        }


def copied(leads: Path, names: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the copy. SQL on it reaches no file, no network and no setting. Raises FileNotFoundError."""
    if not leads.exists():
        raise FileNotFoundError(f"{leads} is not there yet; `curbside run` makes it")
    con = duckdb.connect()
    con.execute("attach ? as published (read_only)".replace("?", "'" + str(leads).replace("'", "''") + "'"))
    held = rows(con, "select table_name, column_name from duckdb_columns() where database_name = 'published'")
    there: dict[str, set[str]] = {}
    for row in held:
        there.setdefault(row["table_name"], set()).add(row["column_name"])
    for table, shown in columns(names).items():
        if kept := [f'"{c}"' for c in shown if c in there.get(table, ())]:
            con.execute(f"create table {table} as select {', '.join(kept)} from published.main.{table}")
    con.execute("detach published")
    con.execute("set timezone = 'UTC'; set enable_external_access = false; set lock_configuration = true")
    return con


def latest(leads: Path, names: bool) -> duckdb.DuckDBPyConnection:
    """The copy of `leads` as it is now, made anew only after a run or a word replaced it. Raises FileNotFoundError."""
    stamp = leads.stat() if leads.exists() else None
    return _made(leads, names, (stamp.st_mtime_ns, stamp.st_ino) if stamp else None).cursor()


@lru_cache(maxsize=1)
def _made(leads: Path, names: bool, stamp: tuple[int, int] | None) -> duckdb.DuckDBPyConnection:
    return copied(leads, names)


def ask(con: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The first rows of one query that reads. Raises ValueError, one line, on anything else."""
    try:
        statements = con.extract_statements(query)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise ValueError("one query that reads, such as: select * from leads limit 5")
        result = con.execute(query, values or {})
        named = [column[0] for column in result.description or []]
        return [dict(zip(named, map(_plain, row), strict=True)) for row in result.fetchmany(ROWS)]
    except duckdb.Error as error:
        raise ValueError(f"SQL: {str(error).splitlines()[0]}") from None


def _plain(value: Any) -> Any:
    """A value that JSON has; days and times as ISO text."""
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
