"""Who is one person: records joined on profile, e-mail, telephone and NPI, never on a name alone."""

from importlib.resources import as_file, files
from pathlib import Path

import duckdb

from curbside.registers import loading
from curbside.warehouse import execute, load
from curbside.warehouse.person import abroad

ROUNDS = 50  # chains of records longer than this do not occur; the loops end when nothing changes


CLINICIAN = (
    "npi text, first_name text, last_name text, school text, graduation_year integer, state text, hospitals text[]"
)


def build(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Derive core.person, core.person_record, core.affiliation and core.tie anew, and what `review` asks about people.

    `folder`: where `loading.load` wrote its Parquet files; with a register of clinicians in it, contacts get the
    medical school, class and hospitals that it lists. The user is person_id `me`: without a row in core.person, but with affiliations of their own.
    """
    with as_file(files(__package__).joinpath("nickname.csv")) as names:
        con.execute("create or replace temp table person_nickname as from read_csv(?, header = true)", [str(names)])
    con.execute("create or replace temp table place_name (place text, is_american boolean)")
    load(con, "place_name", abroad.places())
    for step in ("table", "standing", "record", "edge"):
        execute(con, f"person/{step}")
    for _ in range(ROUNDS):
        _spread(con)
        execute(con, "person/torn")
        if not _count(con, "person_cut"):
            break
    _read_clinicians(con, folder)
    for step in ("person", "affiliation", "clinician", "tie", "review"):
        execute(con, f"person/{step}")


def _read_clinicians(con: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """`register_clinician` and `register_facility`: the newest file of each, or nothing."""
    held = loading.tables(folder)
    con.execute(f"create or replace temp table register_clinician ({CLINICIAN})")
    con.execute("create or replace temp table register_facility (npi text, ccn text)")
    for table, kind in (("register_clinician", "clinician"), ("register_facility", "facility_affiliation")):
        if held.get(kind):
            columns = ", ".join(con.table(table).columns)
            con.execute(f"insert into {table} select {columns} from read_parquet(?)", [held[kind][-1][0]])


def _spread(con: duckdb.DuckDBPyConnection) -> None:
    """Give every record the smallest label that its links lead to."""
    for _ in range(ROUNDS):
        execute(con, "person/smaller")
        if not _count(con, "person_smaller"):
            break


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    found = con.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0
