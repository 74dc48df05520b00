"""DuckDB: the one writer. Steps are modules with `build(con, …)`; their SQL stands beside them, one file a step."""

import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl


def connect(path: Path | str = ":memory:") -> duckdb.DuckDBPyConnection:
    """Open the database to write, with the schemas, macros and persistent tables in place."""
    con = duckdb.connect(str(path))
    con.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false; set timezone = 'UTC'")
    if path != ":memory:":
        Path(path).chmod(0o600)
    for name in sql_files("schema"):
        execute(con, name)
    return con


def sql(name: str) -> str:
    """The text of `<name>.sql` of this folder."""
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8")


def sql_files(prefix: str) -> list[str]:
    """Names of the SQL files that start with `prefix`, in order."""
    found = (f.name for f in files(__name__).iterdir())
    return sorted(f.removesuffix(".sql") for f in found if f.startswith(prefix) and f.endswith(".sql"))


def execute(con: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> None:
    """Run one SQL file; `parameters` fill its `$name` places."""
    con.execute(sql(name), parameters) if parameters else con.execute(sql(name))


def load(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Append `frame` to `table` by column name.

    Rows go through a Parquet file: no pyarrow needed, and far faster than executemany.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder, "rows.parquet")
        frame.write_parquet(file)
        con.execute(f"insert into {table} by name from read_parquet(?)", [os.fspath(file)])


def read(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | None = None) -> pl.DataFrame:
    """Rows of `query` as a polars frame."""
    return pl.DataFrame(con.sql(query, params=list(parameters or [])))
