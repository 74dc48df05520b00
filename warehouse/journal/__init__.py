"""The user's own word about people, made to agree with the records that the day's exports hold."""

import duckdb

from curbside.warehouse import model


def build(con: duckdb.DuckDBPyConnection) -> None:
    """Make raw.person_record agree with raw.journal, before anything is derived.

    People who were met are added, and every entry names its person by an id that still stands.
    """
    model.run(con, "journal")
