"""Who is one person: records joined on profile, e-mail, telephone and NPI, never on a name alone."""

from pathlib import Path

import duckdb

from curbside.registers import loading
from curbside.warehouse import load, model
from curbside.warehouse.person import abroad

CLINICIAN = (
    "npi text, first_name text, last_name text, school text, graduation_year integer, state text, hospitals text[]"
)


def build(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Derive core.person, core.person_record, core.affiliation and core.tie anew, and what `review` asks about people.

    `folder`: where `loading.load` wrote its Parquet files; with a register of clinicians in it, contacts get the
    medical school, class and hospitals that it lists. The user is person_id `me`: without a row in core.person, but with affiliations of their own.
    """
    calls = [
        model.Call("words", lambda: _words(con), frozenset({"person_nickname", "place_name"})),
        model.Call("registers", lambda: _read_clinicians(con, folder), frozenset({"register_clinician", "register_facility"})),
    ]
    model.run(con, "person", calls=calls)


def add_met(con: duckdb.DuckDBPyConnection) -> None:
    """Add whom the user just met to core.person, until the next run compares them with everybody else."""
    model.run(con, "person", part="met")


def _words(con: duckdb.DuckDBPyConnection) -> None:
    model.data(con, {"person_nickname": "person/nickname.csv"})
    con.execute("create or replace temp table place_name (place text, is_american boolean)")
    load(con, "place_name", abroad.places())


def _read_clinicians(con: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """`register_clinician` and `register_facility`: the newest file of each, or nothing."""
    held = loading.tables(folder)
    con.execute(f"create or replace temp table register_clinician ({CLINICIAN})")
    con.execute("create or replace temp table register_facility (npi text, ccn text)")
    for table, kind in (("register_clinician", "clinician"), ("register_facility", "facility_affiliation")):
        if held.get(kind):
            columns = ", ".join(con.table(table).columns)
            con.execute(f"insert into {table} select {columns} from read_parquet(?)", [held[kind][-1][0]])
