"""Quiet days: organisations, openings and people are derived anew only where something that they are made from has changed.

A step's inputs are told by counts and hashes of their rows, by its own files, and by the registers' files. What else a step
might read would be missed here: tests/test_unchanged.py holds the lists against the headers of the SQL files.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb
import polars as pl

from curbside import warehouse, whole
from curbside.warehouse import opening, organisation, person

SAID = "from raw.journal where verb in ('same', 'different')"
NAMED = "select mention_id(organisation_name, city, state) from raw.affiliation_record"
# Employers of postings, with their own word for it: what the user's people add to the others changes no opening.
POSTED = """select unnest([mention_id(employer_name, city, state), mention_id(agency_client, city, state)])
    from (select distinct employer_name, agency_client, city, state from core.posting)"""
# Rows by step, each as a query. Of postings, what changes each day and is read by neither stays out.
READ = {
    "organisation": {
        "core.posting": "select distinct employer_name, agency_client, employer_kind, city, state from core.posting",
        "raw.affiliation_record": "select distinct organisation_name, city, state from raw.affiliation_record",
        "raw.journal": SAID,
    },
    "opening": {
        "core.posting": "select * exclude (last_seen, missed_at, first_run) from core.posting",
        "core.mention_match": f"from core.mention_match where mention_id in ({POSTED})",
        "core.organisation": f"""from core.organisation where organisation_id in (
            select organisation_id from core.mention_match where mention_id in ({POSTED}))""",
        "raw.journal": f"{SAID} and coalesce(detail ->> 'kind', 'opening') = 'opening'",
    },
    "person": {
        "core.mention_match": f"from core.mention_match where mention_id in ({NAMED})",
        # hospitals of the register, and where the people of the network are
        "core.organisation": f"""from core.organisation where organisation_id like 'ccn:%' or organisation_id in (
            select organisation_id from core.mention_match where mention_id in ({NAMED}))""",
        "core.organisation_alias": "from core.organisation_alias where source like 'ror %'",
        "raw.affiliation_record": "from raw.affiliation_record",
        "raw.contact": "from raw.contact",
        "raw.journal": "from raw.journal",
        "raw.me": "from raw.me",
        "raw.person_record": "from raw.person_record",
        "raw.register_ror_name": "select distinct ror_id, domains from raw.register_ror_name where domains <> ''",
        "raw.tie_record": "from raw.tie_record",
    },
}
GROUPED = ("opening_agreed", "opening_group", "opening_compared", "opening_said")  # what the last two files read
BESIDE = ("vocabulary", "transforms")  # rooms whose facts the steps read


def organisations(con: duckdb.DuckDBPyConnection, folder: Path | None) -> bool:
    """`organisation.build`, or its tables as they stand. Whether they were derived anew."""
    return _either(con, "organisation", _registers(folder), lambda _: organisation.build(con, folder))


def openings(con: duckdb.DuckDBPyConnection, shared: Path | None = None) -> bool:
    """`opening.build`, or of it what follows from when postings were seen. Whether they were grouped anew.

    `shared`: where `share` of another workspace with the same postings may have left the groups.
    """

    def again() -> None:
        for table in GROUPED:
            con.execute(f"create or replace temp table {table} as from core.derived_{table}")
        opening.describe(con)

    def build(inputs: str) -> None:
        if shared is not None and _taken(con, shared / inputs):
            again()
            return
        opening.build(con)
        for table in GROUPED:
            con.execute(f"create or replace table core.derived_{table} as from {table}")

    return _either(con, "opening", [], build, again)


def share(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Leave the groups of postings for others with the same postings, below `folder`, in place of older ones.

    They are told by everything that they are made from, so that whoever has one word or posting more derives her own.
    """
    found = con.execute("select inputs from core.derived where step = 'opening'").fetchall()
    if not found or (target := folder / str(found[0][0])).exists():
        return
    half = folder / f".{target.name}.tmp"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    for table in GROUPED:
        whole.parquet(warehouse.read(con, f"from core.derived_{table}"), file := half / f"{table}.parquet")
        file.chmod(0o600)
    for old in folder.iterdir():
        if old != half:
            shutil.rmtree(old)
    half.rename(target)


def _taken(con: duckdb.DuckDBPyConnection, folder: Path) -> bool:
    """Groups that another workspace derived, as this one's own; False where there are none or they cannot be read."""
    try:
        frames = {table: pl.read_parquet(folder / f"{table}.parquet") for table in GROUPED}
    except (OSError, pl.exceptions.PolarsError):
        return False
    for table, frame in frames.items():
        warehouse.make(con, f"core.derived_{table}", frame)
    return True


def people(con: duckdb.DuckDBPyConnection, folder: Path | None) -> bool:
    """`person.build`, or its tables as they stand and the registers that later steps read. Whether they were derived anew."""
    return _either(
        con, "person", _registers(folder), lambda _: person.build(con, folder), lambda: person.registers(con, folder)
    )


def forget_people(con: duckdb.DuckDBPyConnection) -> None:
    """Their tables are no longer those of a run: the next one derives them anew."""
    con.execute("delete from core.derived where step = 'person'")


def _registers(folder: Path | None) -> list[str]:
    files = sorted(folder.glob("*")) if folder else []
    return [f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files]


def _either(
    con: duckdb.DuckDBPyConnection,
    step: str,
    more: list[str],
    build: Callable[[str], None],
    again: Callable[[], None] = lambda: None,
) -> bool:
    now = _inputs(con, step, more)
    if con.execute("select inputs from core.derived where step = ?", [step]).fetchone() == (now,):
        again()
        return False
    build(now)
    con.execute("delete from core.derived where step = ?", [step])
    con.execute("insert into core.derived values (?, ?)", [step, now])
    return True


def _inputs(con: duckdb.DuckDBPyConnection, step: str, more: list[str]) -> str:
    said = [_code(step), *more]
    for table, query in READ[step].items():
        row = con.execute(f"select count(*), sum(hash(t)), bit_xor(hash(t, 1)) from ({query}) t").fetchone()
        said.append(f"{table} {row}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@cache
def _code(step: str) -> str:
    """The step's own files and the facts that it shares, whatever version of curbside they are of."""
    folders = [files("curbside.warehouse").joinpath(step), *(files(f"curbside.{room}") for room in BESIDE)]
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted((f for f in folder.iterdir() if f.is_file()), key=lambda f: f.name):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
