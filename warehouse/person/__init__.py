"""Who is one person: records joined on profile, NPI, e-mail and telephone, or on a rare name in one place; never on a name alone."""

from importlib.resources import as_file, files
from pathlib import Path

import duckdb
import polars as pl

from curbside.registers import loading
from curbside.transforms import abroad
from curbside.warehouse import load, model, quoted
from curbside.warehouse.person import field

REGISTER = {
    "clinician": "npi::text as npi, first_name::text as first_name, middle_name::text as middle_name, last_name::text as last_name,"
    " suffix::text as suffix, school::text as school, graduation_year::integer as graduation_year, specialty::text as specialty,"
    " group_name::text as group_name, city::text as city, state::text as state, phone::text as phone, hospitals::text[] as hospitals",
    "facility_affiliation": "npi::text as npi, ccn::text as ccn",
}
# Whatever may name a profession or a field of medicine.
TEXTS = """
select distinct text
from (
    select title as text from raw.affiliation_record where kind = 'work'
    union all
    select program from raw.affiliation_record
    union all
    select credentials from raw.person_record
    union all
    select specialty from raw.register_clinician
)
where text is not null
"""
DATA = {
    "area_code": "person/area_code.csv",
    "free_host": "person/free_host.csv",
    "person_nickname": "person/nickname.csv",
    "person_spelling": "person/spelling.csv",
    "many_places": "person/wide_employer.csv",
}
WORDS = model.Call("person/words", makes=frozenset({*DATA, "name_share", "place_name"}))
FIELDS = model.Call(
    "person/fields",
    makes=frozenset({"field_kin", "work_field"}),
    reads=frozenset({"raw.affiliation_record", "raw.person_record", "raw.register_clinician"}),
)
REGISTERS = model.Call("person/registers", makes=frozenset(f"raw.register_{kind}" for kind in REGISTER))
CALLS = (WORDS, FIELDS, REGISTERS)


def build(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Derive core.person, core.person_record, core.affiliation and core.known_tie anew, and what `review` asks about people.

    `folder`: where `loading.load` wrote its Parquet files; with a register of clinicians in it, contacts get the
    medical school, class and hospitals that it lists. The user is person_id `me`: without a row in core.person, but with affiliations of their own.
    """
    with as_file(files(__package__).joinpath("name_share.parquet")) as names:
        calls = {
            WORDS: lambda: _words(con, names),
            FIELDS: lambda: _fields(con),
            REGISTERS: lambda: registers(con, folder),
        }
        model.run(con, "person", calls=calls)
    if loading.tables(folder).get("clinician"):
        model.run(con, "person", part="clinician")


def add_met(con: duckdb.DuckDBPyConnection) -> None:
    """Add whom the user just met to core.person, until the next run compares them with everybody else."""
    model.run(con, "person", part="met")


def _words(con: duckdb.DuckDBPyConnection, names: Path) -> None:
    """How rare names are (as the file `names` has it), short forms, and employers of many places."""
    model.data(con, DATA)
    con.execute("alter table person_nickname alter is_plain type boolean")
    con.execute(f"create or replace temp view name_share as from read_parquet({quoted(names)})")
    con.execute("create or replace temp table place_name (place text, is_american boolean)")
    load(con, "place_name", abroad.places())


def _fields(con: duckdb.DuckDBPyConnection) -> None:
    """`work_field`: profession and field of each title, programme and credential; `field_kin`: fields that go together."""
    said = field.read(pl.Series([text for (text,) in con.execute(TEXTS).fetchall()], dtype=pl.String))
    con.execute("create or replace temp table work_field (text text, profession text, code text)")
    load(con, "work_field", said)
    con.execute("create or replace temp table field_kin (code text, other text, is_beside boolean)")
    load(con, "field_kin", field.kin(said["code"].drop_nulls().unique().sort().to_list()))


def registers(con: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """Views raw.register_clinician and raw.register_facility_affiliation: the newest file of each, or nothing."""
    held = loading.tables(folder)
    for kind, columns in REGISTER.items():
        if held.get(kind):
            query = f"select {columns} from read_parquet({quoted(held[kind][-1][0])})"
        else:
            names = [c.partition("::")[0].strip() for c in columns.split(",")]
            query = f"select {columns} from (select {', '.join(f'null as {n}' for n in names)}) where false"
        con.execute(f"create or replace view raw.register_{kind} as {query}")
