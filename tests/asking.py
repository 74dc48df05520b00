"""What test files ask of the registers as they are, in one workspace: to lay the registers out takes five seconds.

A file that asks has `ask_registers(con)`, which inserts its rows, and takes the fixture `asked`: a database of its own, in which the
step `organisation` has run on the rows of all such files of the session. No name may lean on another file's.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import duckdb

from curbside import warehouse
from curbside.warehouse import organisation

REGISTERS = Path(__file__).parents[1] / "benchmarks/insider-bench/registers"
FILE = "asked.duckdb"
TEMPORARY = ("mention_place", "other_campus")  # of the step's own tables those that tests look into


def lay_out(folder: Path, modules: Iterable[ModuleType]) -> None:
    """`folder` with the database; `modules` are those of the session, whether they ask or not."""
    with warehouse.connect(folder / FILE) as con:
        for module in sorted(modules, key=lambda m: m.__name__):
            if hasattr(module, "ask_registers"):
                module.ask_registers(con)
        organisation.build(con, REGISTERS)
        for table in TEMPORARY:
            con.execute(f"create table main.{table} as from temp.{table}")


def copy(folder: Path, to: Path) -> duckdb.DuckDBPyConnection:
    return warehouse.connect(shutil.copy(folder / FILE, to))


def names(con: duckdb.DuckDBPyConnection, rows: Iterable[tuple[str | None, ...]]) -> None:
    """Ask about (name, city, state)."""
    con.executemany("insert into raw.affiliation_record (organisation_name, city, state) values (?, ?, ?)", list(rows))
