"""Which names are one organisation: mentions, organisations, and the match between them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from curbside.registers import loading
from curbside.transforms import abroad, gazetteer
from curbside.vocabulary.placeholders import NOBODY
from curbside.vocabulary.states import FORMS, STATES
from curbside.warehouse import load, model, quoted

REGISTER = {
    "hospital": "ccn, name, street, city, state, postal_code, county, hospital_type",
    "linkage": "ccn, name, street, city, state, postal_code, system_id, system_name, system_city, system_state, parent_id, parent_name",
    "ror_name": "ror_id, name, name_types, display_name, city, region, types, domains",
    "ror_relation": "ror_id, relation, related_id, related_label",
}
DATA = {
    "word": "organisation/hospital_words.csv",
    "system_alias": "organisation/system_alias.csv",
    "hospital_alias": "organisation/hospital_alias.csv",
    "hospital_campus": "organisation/hospital_campus.csv",
    "system_change": "organisation/system_change.csv",
    "school_hospital": "organisation/school_hospital.csv",
    "weight": "organisation/weights.csv",
    "calibration": "organisation/calibration.csv",
    "national_firm": "person/wide_employer.csv",
    "company": "organisation/company.csv",
}
WORDS = model.Call(
    "organisation/words", makes=frozenset({*DATA, "town", "town_point", "abroad_name", "state_spelling"})
)
# Group practices are the clinicians' own: those of the newest file.
PRACTICE = "select distinct group_pac_id as pac_id, group_name as name, city, state, postal_code from {} where group_pac_id is not null and group_name is not null"
REGISTERS = model.Call(
    "organisation/registers", makes=frozenset(f"raw.register_{kind}" for kind in (*REGISTER, "practice"))
)
CALLS = (WORDS, REGISTERS)


def build(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Derive core.organisation, core.organisation_alias, core.mention and core.mention_match anew.

    `folder`: where `loading.load` wrote its Parquet files; None or an empty folder means that mentions are only
    compared among themselves.
    """
    model.run(
        con, "organisation", calls={WORDS: lambda: read_words(con), REGISTERS: lambda: read_register(con, folder)}
    )


def read_words(con: duckdb.DuckDBPyConnection) -> None:
    """The words of names, towns, and places abroad. Needs the macros of this step."""
    model.data(con, DATA)
    # facts that other rooms need as well stand in curbside.vocabulary
    con.execute(
        "insert into word select distinct name_key(w), 'placeholder', null from (select unnest(?) as w)", [list(NOBODY)]
    )
    named = "insert into word select name_key(n), 'state', c from (select unnest(?) as n, unnest(?) as c)"
    con.execute(named, [list(STATES.values()), list(STATES)])
    # how a state ends a name: "…, Portland, OR", "…, Rochester, Minnesota 55905", "… (Ariz.)", "…/Texas"
    con.execute(
        "create or replace temp table state_spelling as select *, length(spelling) = 2 as is_code from (select unnest(?) as spelling, unnest(?) as state)",
        [list(FORMS), list(FORMS.values())],
    )
    model.towns(con, "town")
    con.execute(
        "create or replace temp table town_point (spelling text, state text, latitude double, longitude double)"
    )
    load(con, "town_point", gazetteer.places().select("spelling", "state", "latitude", "longitude"))
    con.execute("create or replace temp table abroad_name (place text, is_american boolean)")
    load(con, "abroad_name", abroad.places())


def read_register(con: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """`raw.register_<kind>`: the rows of all vintages of a kind, none where it is not loaded."""
    held = loading.tables(folder)
    clinicians = "(select null::text as group_pac_id, null::text as group_name, null::text as city, null::text as state, null::text as postal_code)"
    if held.get("clinician"):
        clinicians = f"read_parquet({quoted(held['clinician'][-1][0])})"
    con.execute(f"create or replace table raw.register_practice as {PRACTICE.format(clinicians)}")
    for kind, columns in REGISTER.items():
        empty = f"select {', '.join(f'null::text as {c.strip()}' for c in columns.split(','))}, null::text as vintage where false"
        con.execute(f"create or replace table raw.register_{kind} as {empty}")
        for file, vintage in held.get(kind, []):
            con.execute(f"insert into raw.register_{kind} select {columns}, ? from read_parquet(?)", [vintage, file])
