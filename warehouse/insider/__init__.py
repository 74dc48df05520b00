"""Who is in reach of an opening, how, and how strong that is: see docs/strength.md."""

from datetime import date

import duckdb

from curbside.warehouse import model

DATA = {
    "state_code": "person/area_code.csv",
    "employer_word": "organisation/hospital_words.csv",
    "common_host": "person/free_host.csv",
    "wide_employer": "person/wide_employer.csv",
    "firm_group": "insider/firm_group.csv",
}
WORDS = model.Call("insider/words", makes=frozenset(DATA))
CALLS = (WORDS,)


def build(con: duckdb.DuckDBPyConnection, today: date) -> None:
    """Derive core.tie, core.bond, core.insider and core.insider_rest anew, as of `today`.

    Needs what `organisation`, `opening` and `person` derived.
    """
    con.execute("set variable today = ?::date", [today])
    model.run(con, "insider", calls={WORDS: lambda: model.data(con, DATA)})
