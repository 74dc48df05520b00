"""The published copy: the contract's tables with a comment on every column, replaced whole in one rename."""

import csv
import os
from contextlib import suppress
from pathlib import Path

import duckdb

from curbside.faults import CurbsideError
from curbside.warehouse import drop, model, quoted, small, transaction

OPENS_FROM = "v1.2.0"  # of DuckDB: files of its own version no 1.x client opens, nor R, DBeaver or DuckDB's UI today


def publish(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write `file` (leads.duckdb) anew. Readers of the old one go on reading it; nobody sees half of a new one."""
    fresh = file.with_name(file.name + ".tmp")
    drop(fresh)
    small(con)
    con.execute(f"attach {quoted(fresh)} as copy (storage_version '{OPENS_FROM}')")
    try:
        fresh.chmod(0o600)
        with transaction(con):  # one write to disk, not one a table and column
            for step in model.names("publish"):
                table = step.removeprefix("publish/")
                model.execute_text(con, f"create table copy.{table} as {model.sql(step)}")
            said = [f'comment on column copy.{t}."{column}" is {quoted(text)};' for t, column, text in _comments(con)]
            model.execute_text(con, "\n".join(said))
        con.execute("checkpoint copy")
    finally:
        with suppress(duckdb.Error):  # of an interrupted statement: what ended it is told
            con.execute("detach copy")
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.replace(file)


def _comments(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """(table, column, comment) for every column of the copy: the table's own text first, then the common one.

    Raises CurbsideError where one has neither.
    """
    with Path(__file__).with_name("comments.csv").open(encoding="utf-8") as lines:
        texts = {(r["table"], r["column"]): r["comment"] for r in csv.DictReader(lines)}
    columns = con.execute(
        "select table_name, column_name from duckdb_columns() where database_name = 'copy' order by all"
    ).fetchall()
    told = [(t, c, texts.get((t, c)) or texts.get(("*", c))) for t, c in columns]
    unsaid = ", ".join(f"{t}.{c}" for t, c, text in told if not text)
    if unsaid:
        raise CurbsideError(f"warehouse/publish/comments.csv does not describe {unsaid}; add a row for each")
    return [(t, c, text) for t, c, text in told if text]
