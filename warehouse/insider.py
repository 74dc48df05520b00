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
    with as_file(files("curbside.warehouse").joinpath("hospital_words.csv")) as words:
        con.execute("create or replace temp table employer_word as from read_csv(?, header = true)", [str(words)])
    for step in (
        "0_strength",
        "1_tie",
        "2_target",
        "2_alike",
        "2_place",
        "3_path",
        "4_link",
        "5_named",
        "6_market",
        "7_insider",
        "8_may_know",
    ):
        execute(con, f"insider_{step}")
