"""Who is in reach of an opening, how, and how strong that is: see docs/strength.md."""

from datetime import date

import duckdb

from curbside.vocabulary.states import STATES
from curbside.warehouse import model

DATA = {
    "state_code": "person/area_code.csv",
    "employer_word": "organisation/hospital_words.csv",
    "common_host": "person/free_host.csv",
    "wide_employer": "person/wide_employer.csv",
    "firm_group": "insider/firm_group.csv",
}
WORDS = model.Call("insider/words", makes=frozenset({*DATA, "known_town", "state_name"}))
CALLS = (WORDS,)


def build(con: duckdb.DuckDBPyConnection, today: date) -> None:
    """Derive core.tie, core.bond, core.insider and core.insider_rest anew, as of `today`.

    Needs what `organisation`, `opening` and `person` derived.
    """
    con.execute("set variable today = ?::date", [today])
    model.run(con, "insider", calls={WORDS: lambda: read_words(con)})


def read_words(con: duckdb.DuckDBPyConnection) -> None:
    """The words of names, towns and states."""
    model.data(con, DATA)
    model.towns(con, "known_town")
    named = "create or replace temp table state_name as select name_key(unnest(?)) as name, unnest(?) as state"
    con.execute(named, [list(STATES.values()), list(STATES)])
