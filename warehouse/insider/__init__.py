"""Who is in reach of an opening, how, and how strong that is: see docs/strength.md."""

from datetime import date
from importlib.resources import as_file, files

import duckdb

from curbside.warehouse import execute


def build(con: duckdb.DuckDBPyConnection, today: date) -> None:
    """Derive core.insider and core.strength anew, and give core.tie its strength as of `today`.

    Needs what `organisation`, `opening` and `person` derived.
    """
    con.execute("set variable today = ?::date", [today])
    with as_file(files("curbside.warehouse.organisation").joinpath("hospital_words.csv")) as words:
        con.execute("create or replace temp table employer_word as from read_csv(?, header = true)", [str(words)])
    with as_file(files(__package__).joinpath("wide_employer.csv")) as names:
        con.execute("create or replace temp table wide_employer as from read_csv(?, header = true)", [str(names)])
    for step in (
        "strength",
        "tie",
        "target",
        "alike",
        "place",
        "path",
        "link",
        "named",
        "market",
        "insider",
        "may_know",
    ):
        execute(con, f"insider/{step}")
