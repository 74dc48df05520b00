"""Who is one person: records joined on profile, e-mail, telephone and NPI, never on a name alone."""

from pathlib import Path

import duckdb

from curbside.registers import loading
from curbside.warehouse import load, model
from curbside.warehouse.person import abroad

REGISTER = {
    "clinician": "npi::text as npi, first_name::text as first_name, last_name::text as last_name, school::text as school,"
    " graduation_year::integer as graduation_year, state::text as state, hospitals::text[] as hospitals",
    "facility_affiliation": "npi::text as npi, ccn::text as ccn",
}
WORDS = model.Call("person/words", makes=frozenset({"person_nickname", "place_name"}))
REGISTERS = model.Call("person/registers", makes=frozenset(f"raw.register_{kind}" for kind in REGISTER))
CALLS = (WORDS, REGISTERS)


def build(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Derive core.person, core.person_record, core.affiliation and core.tie anew, and what `review` asks about people.

    `folder`: where `loading.load` wrote its Parquet files; with a register of clinicians in it, contacts get the
    medical school, class and hospitals that it lists. The user is person_id `me`: without a row in core.person, but with affiliations of their own.
    """
    model.run(con, "person", calls={WORDS: lambda: _words(con), REGISTERS: lambda: _read_clinicians(con, folder)})


def add_met(con: duckdb.DuckDBPyConnection) -> None:
    """Add whom the user just met to core.person, until the next run compares them with everybody else."""
    model.run(con, "person", part="met")


def _words(con: duckdb.DuckDBPyConnection) -> None:
    model.data(con, {"person_nickname": "person/nickname.csv"})
    con.execute("create or replace temp table place_name (place text, is_american boolean)")
    load(con, "place_name", abroad.places())


def _read_clinicians(con: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """Views raw.register_clinician and raw.register_facility_affiliation: the newest file of each, or nothing."""
    held = loading.tables(folder)
    for kind, columns in REGISTER.items():
        if held.get(kind):
            newest = str(held[kind][-1][0]).replace("'", "''")
            query = f"select {columns} from read_parquet('{newest}')"
        else:
            names = [c.partition("::")[0].strip() for c in columns.split(",")]
            query = f"select {columns} from (select {', '.join(f'null as {n}' for n in names)}) where false"
        con.execute(f"create or replace view raw.register_{kind} as {query}")
