"""Which names are one organisation: mentions, organisations, and the match between them."""

from importlib.resources import as_file, files
from pathlib import Path

import duckdb

from curbside.warehouse import execute

STEPS = ("0_table", "1_mention", "2_text", "3_token", "6_found")


def build(con: duckdb.DuckDBPyConnection, registry: Path | None = None) -> None:
    """Derive core.organisation, core.organisation_alias, core.mention and core.mention_match anew.

    `registry`: folder of the Parquet files that `registry.load` wrote; None or an empty folder means that
    mentions are only compared among themselves.
    """
    with as_file(files("curbside.warehouse").joinpath("hospital_words.csv")) as words:
        con.execute(
            "create or replace temp table word as select * from read_csv(?, header = true, all_varchar = true)",
            [str(words)],
        )
    for step in STEPS:
        execute(con, f"organisation_{step}")
