"""Openings that meet a search, ranked by fit and by who is in reach; and the markets of the searches."""

from datetime import date

import duckdb

from curbside import warehouse
from curbside.transforms import normalise
from curbside.warehouse import execute


def tips(con: duckdb.DuckDBPyConnection) -> None:
    """Make what the user heard of (raw.journal, verb `tip`) postings of the board `tip`, before anything is derived.

    A tip's subject is the person who told it, its object the employer, its detail may hold title, place and note.
    """
    execute(con, "lead/tip_record")
    raw = warehouse.read(con, "from tip_record")
    if raw.height:
        postings, places = normalise.postings(raw)
        warehouse.load(con, "tip_posting", postings)
        warehouse.load(con, "tip_place", places)
    execute(con, "lead/tip_posting")


def left_out(con: duckdb.DuckDBPyConnection) -> str:
    """One line on the openings of the user's own employer that are no leads; empty where there are none."""
    row = con.execute(
        "select count(*) from own_opening where not exists (from raw.search where own_employer)"
    ).fetchone()
    if not row or not row[0]:
        return ""
    return f"{row[0]} open at your own employer: left out of the leads (`own_employer = true` under [me] keeps them)"


def build(con: duckdb.DuckDBPyConnection, today: date) -> None:
    """Derive core.lead and core.market anew, as of `today`. Needs what `insider` derived, on this connection."""
    con.execute("set variable today = ?::date", [today])
    for step in ("table", "match", "lead", "market"):
        execute(con, f"lead/{step}")
