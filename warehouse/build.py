"""From landing files and the user's frames to the published copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from curbside import warehouse
from curbside.warehouse import insider, journal, lead, posting, publish, reminder, unchanged
from curbside.warehouse.posting import state

Say = Callable[[str], None]
SHARED = "shared"  # beside the database: what another workspace with the same postings derived from them


def run(
    database: Path,
    landing: Path,
    registry: Path,
    published: Path,
    frames: Mapping[str, pl.DataFrame],
    now: datetime,
    say: Say,
    anew: bool = False,
) -> int:
    """Apply what has landed, derive everything, publish.

    `frames`: the rows of raw.me, raw.search, raw.person_record, raw.affiliation_record, raw.tie_record and
    raw.journal by table name. `anew` builds the database from the landing files alone, beside the old one, and
    replaces it only when it is whole. Returns how many landing files could not be read; each was said.
    """
    beside = database.with_name(database.name + ".new")
    warehouse.drop(beside)  # of a rebuild that was killed: it names people
    target = beside if anew else database
    try:
        con = warehouse.connect(target)
    except warehouse.OutdatedError:
        say("the warehouse is of another curbside: it is built again from data/landing/")
        return run(database, landing, registry, published, frames, now, say, anew=True)
    try:
        left = 0
        state.load(con, landing.parent / "kept")
        for run_id, boards in posting.pending(con, landing).items():
            left += posting.apply_run(con, landing, run_id, boards, say)
        derive(con, registry, frames, now, database.parent / SHARED)
        if missing := lead.left_out(con):
            say(missing)
        if anew:
            con.execute("checkpoint")
        publish.publish(con, published)
    finally:
        con.close()
    if anew:
        database.with_name(database.name + ".wal").unlink(missing_ok=True)
        target.replace(database)
    return left


def apply(database: Path, landing: Path, say: Say) -> int:
    """Apply what has landed and derive nothing: the postings as they stand. Returns how many files could not be read."""
    try:
        con = warehouse.connect(database)
    except warehouse.OutdatedError:
        say("the warehouse is of another curbside: it is built again from data/landing/")
        warehouse.drop(database)
        con = warehouse.connect(database)
    with con:
        state.load(con, landing.parent / "kept")
        return sum(
            posting.apply_run(con, landing, run_id, boards, say)
            for run_id, boards in posting.pending(con, landing).items()
        )


def public(database: Path, registry: Path, boards: list[str]) -> None:
    """Derive what follows from the postings of `boards` alone, in a database of its own, for others to take."""
    beside = database.with_name("public.duckdb")
    try:
        con = warehouse.connect(beside)
    except warehouse.OutdatedError:
        warehouse.drop(beside)
        con = warehouse.connect(beside)
    with con:
        con.execute(f"attach {warehouse.quoted(database)} as pulled (read_only)")
        with warehouse.transaction(con):
            con.execute("delete from core.posting")
            con.execute(
                "insert into core.posting by name from pulled.core.posting where board in (select unnest(?))", [boards]
            )
            unchanged.organisations(con, _held(registry))
            unchanged.openings(con)
        unchanged.share(con, database.parent / SHARED)


def _held(registry: Path) -> Path | None:
    return registry if any(registry.glob("*.parquet")) else None


def derive(
    con: duckdb.DuckDBPyConnection, registry: Path, frames: Mapping[str, pl.DataFrame], now: datetime, shared: Path | None = None
) -> None:  # fmt: skip
    """Everything that follows from postings and the user's frames, in one transaction."""
    with warehouse.transaction(con):
        for table, frame in frames.items():
            con.execute(f"delete from raw.{table}")
            warehouse.load(con, f"raw.{table}", frame)
        held = _held(registry)
        warehouse.plan(con, registered=held is not None)
        journal.build(con)
        posting.tips(con)
        unchanged.organisations(con, held)
        unchanged.openings(con, shared)
        unchanged.people(con, held)
        insider.build(con, now.date())
        lead.build(con, now.date())
        reminder.build(con, now.date())
