"""The published copy, opened to read. Nothing here writes, and nothing waits for a run."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from curbside.exports.safe import plain


@contextmanager
def published(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to `data/leads.duckdb`.

    Raises FileNotFoundError when there is none yet, ValueError when the file cannot be read; each one line.
    """
    if not db.is_file():
        raise FileNotFoundError(f"{db}: nothing is published yet; `curbside run` makes it")
    try:
        con = duckdb.connect(str(db), read_only=True)
    except duckdb.Error as error:
        reason, *_ = str(error).splitlines()
        raise ValueError(f"{db}: cannot be read ({plain(reason, 200)}); `curbside rebuild` makes it anew") from None
    try:
        con.execute("set timezone = 'UTC'")
        _complete(con)
        yield con
    finally:
        con.close()


# Columns that copies of an earlier version lack; the next run writes them.
ADDED = {
    "leads": {"reasons": "text[]", "near": "text", "next_step": "text"},
    "opportunities": {"was_lead": "boolean"},
    "insiders": {"cautions": "text[]"},
    "reminders": {"cause": "text"},
    "people": {"given": "text", "family": "text", "credentials": "text"},
    "review": {"leads": "bigint", "is_taken": "boolean", "why": "text"},
    "runs": {"sequence": "integer"},
    "ties": {"together": "struct(course text, place text, since integer, until integer, is_sure boolean)[]"},
}


def _complete(con: duckdb.DuckDBPyConnection) -> None:
    """Give the tables of a copy that an earlier version wrote the columns that were added since, empty."""
    [(copy,)] = con.execute("select current_database()").fetchall()
    query = "select table_name, list(column_name) from duckdb_columns() where not internal group by all"
    there = dict(con.execute(query).fetchall())
    for table, columns in ADDED.items():
        lacking = [f"null::{kind} as {name}" for name, kind in columns.items() if name not in there.get(table, [])]
        if lacking and table in there:
            con.execute(f'create temp view {table} as select *, {", ".join(lacking)} from "{copy}".main.{table}')


class Rows(list[dict[str, Any]]):
    """Rows as dictionaries; the names of their columns stand also where there is no row."""

    columns: tuple[str, ...] = ()


def rows(
    con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
) -> Rows:
    """Rows of `query` as dictionaries."""
    result = con.execute(query, parameters or [])
    names = tuple(column[0] for column in result.description or ())
    found = Rows(dict(zip(names, row, strict=True)) for row in result.fetchall())
    found.columns = names
    return found


def first(
    con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
) -> dict[str, Any] | None:
    """The first row of `query`; None where there is none."""
    return next(iter(rows(con, query, parameters)), None)


def holds(con: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    """Whether the copy, which an earlier version may have written, has the column."""
    found = con.execute(
        "select 1 from duckdb_columns() where table_name = ? and column_name like ? and not internal", [table, column]
    )
    return found.fetchone() is not None


FAILED = """
-- One row a board: its last run, when that was no more than a week before the latest run of all.
-- `is_failed`: it did not end well, so that what it showed before stands unchanged; `failed_before`: nor did the run before.
select
    b.board,
    b.status,
    b.error,
    b.fetched, b.new, b.changed, b.closed,
    b.seconds,
    b.coverage,
    cast(r.started_at as date) as last_run_on,
    strftime(r.started_at, '%Y-%m-%d %H:%M') as last_run_at,
    lower(coalesce(b.status, 'unknown')) not in ('done', 'ok', 'unchanged', 'skipped') as is_failed,
    coalesce(lag(lower(b.status)) over (partition by b.board order by r.sequence, r.started_at), 'done') not in ('done', 'ok', 'unchanged', 'skipped')
        as failed_before
from board_runs b
join runs r using (run_id)
qualify row_number() over (partition by b.board order by r.sequence desc, r.started_at desc) = 1
    and lower(coalesce(b.status, '')) <> 'removed'  -- the user took it out
    and r.started_at > (select arg_max(started_at, (coalesce(sequence, 0), started_at)) from runs) - interval 7 day
order by is_failed desc, b.board
"""
OPEN = """
-- One row a board: its open postings.
select board, count(*) as open from postings where closed_at is null group by board
"""
