"""What the user's own word says of relationships: contacts, cautions, and what is due to whom."""

from datetime import date

import duckdb
import polars as pl

from curbside.warehouse import insider, journal, lead, load, model, person, plan, transaction, unchanged

# People or openings up to which a refresh derives ties, insiders and leads anew: about two seconds on two cores.
SMALL = 8_000


def build(con: duckdb.DuckDBPyConnection, today: date) -> None:
    """Derive core.contact, core.stage, core.reminder, core.caution and core.asking anew, as of `today`.

    Needs what `lead` derived, and gives its leads the person who may be asked today.
    """
    con.execute("set variable today = ?::date", [today])
    model.run(con, "reminder")


# Words that change no tie: people, insiders and leads stay as they are.
LIGHT = frozenset({"done", "later", "skip", "stage", "search"})


def refresh(
    con: duckdb.DuckDBPyConnection, said: pl.DataFrame, today: date, registered: bool = False, light: bool = False
) -> bool:
    """Take in the journal alone, in one transaction. Whether all that follows from the word was derived anew.

    `light`: the word is one of `LIGHT`. After other words people, insiders and leads wait for the next run on a large
    database, or where public registers would have to be read again (`registered`); new people, stages, contacts,
    cautions, what may be asked and reminders never do.
    """
    plan(con, registered)
    with transaction(con):
        con.execute("delete from raw.journal")
        load(con, "raw.journal", said)
        journal.build(con)
        if not light:
            unchanged.forget_people(con)
        small = not registered and _size(con) <= SMALL
        if not light and small:
            person.build(con)
            insider.build(con, today)
            lead.build(con, today)
        elif not light:
            person.add_met(con)
        build(con, today)
    return light or small


def _size(con: duckdb.DuckDBPyConnection) -> int:
    query = "select greatest((select count(*) from raw.person_record), (select count(*) from core.opportunity))"
    [(size,)] = con.execute(query).fetchall()
    return int(size)
