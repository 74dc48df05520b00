"""What landing files have told up to a run, as Parquet: a rebuild begins with it where those files were compacted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from curbside import landing
from curbside.faults import CurbsideError
from curbside.warehouse import quoted

OF_POSTINGS = ("core.posting", "core.posting_place", "core.posting_history")
TABLES = ("raw.board_run", "raw.record", "raw.gone", "raw.hub", "raw.hub_part", "core.hub_posting", *OF_POSTINGS)


class StateError(CurbsideError):
    """The state cannot be read. The text is one line with the remedy."""


def newest(folder: Path) -> str | None:
    """The run whose state `folder` (data/kept) holds, if any."""
    held = [p.name for p in folder.iterdir() if landing.is_run_id(p.name)] if folder.is_dir() else []
    return max(held, key=landing.order, default=None)


def save(con: duckdb.DuckDBPyConnection, folder: Path, run_id: str) -> None:
    """Write the state as of `run_id`, whole or not at all; older ones go."""
    half = folder / f"{run_id}.half"
    shutil.rmtree(half, ignore_errors=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    half.mkdir(mode=0o700)
    for table in TABLES:
        file = half / f"{table.partition('.')[2]}.parquet"
        # the user's own tips are said by the journal
        rest = "where not starts_with(posting_id, 'tip:')" if table in OF_POSTINGS else ""
        con.execute(f"copy (from {table} {rest} order by all) to {quoted(file)} (format parquet, compression zstd)")
        file.chmod(0o600)
    half.replace(folder / run_id)
    for old in folder.iterdir():
        if old.name != run_id:
            shutil.rmtree(old, ignore_errors=True)


def load(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Begin an empty database with the state, where there is one. Columns that were added since are empty."""
    run_id = newest(folder)
    if run_id is None or con.execute("from raw.board_run limit 1").fetchall():
        return
    try:
        _load(con, folder / run_id)
    except duckdb.Error as e:
        raise StateError(f"{folder / run_id}: damaged; put it back from a backup, then run `curbside rebuild`") from e


def _load(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for table in TABLES:
        file = folder / f"{table.partition('.')[2]}.parquet"
        rows = con.execute("select column_name from (describe from read_parquet(?))", [os.fspath(file)]).fetchall()
        schema, _, name = table.partition(".")
        known = con.execute(
            "select column_name from duckdb_columns() where schema_name = ? and table_name = ?", [schema, name]
        ).fetchall()
        columns = ", ".join(f'"{c}"' for (c,) in rows if (c,) in known)
        con.execute(f"insert into {table} by name select {columns} from read_parquet(?)", [os.fspath(file)])
