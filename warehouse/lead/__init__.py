"""Openings that meet a search, ranked by fit and by who is in reach; and the markets of the searches."""

from datetime import date

import duckdb

from curbside.warehouse import model


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
    model.run(con, "lead")
