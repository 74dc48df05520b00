"""Which postings are one opening: copies across boards and agencies, reposts, retitled copies."""

import duckdb

from curbside.warehouse import execute

TITLE_NOISE = (
    "a an and at by for in near of on or the to with physician physicians md do job jobs opening openings opportunity"
    " opportunities position positions role needed wanted seeking seeks hiring sought join our be bc eligible certified"
    " board full time fulltime new us usa immediate available now practice doctor"
).split()
# Chosen with benchmarks/match_openings.py on tests/labelled/openings.csv.
THRESHOLDS = {"text_same": 0.85, "text_alike": 0.7, "text_apart": 0.55, "title_same": 0.75}


def build(con: duckdb.DuckDBPyConnection) -> None:
    """Derive core.opening, core.duplicate and core.opportunity anew from core.posting and core.mention_match."""
    con.execute("set variable title_noise = ?", [TITLE_NOISE])
    execute(con, "opening_0_posting")
    execute(con, "opening_1_pair")
    execute(con, "opening_2_compare", THRESHOLDS)
    execute(con, "opening_3_cluster")
    until_still(con, "opening_4_fill", "opening_filled")
    execute(con, "opening_5_cut")
    until_still(con, "opening_6_spread", "opening_smaller")
    execute(con, "opening_8_opportunity")


def until_still(con: duckdb.DuckDBPyConnection, name: str, changed: str) -> None:
    """Run a step until its table `changed` is empty."""
    rows = True
    while rows:
        execute(con, name)
        rows = bool(con.execute(f"from {changed} limit 1").fetchone())
