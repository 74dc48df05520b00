"""docs/strength.md says what the SQL does."""

import re
from pathlib import Path

import pytest

from curbside import warehouse
from curbside.warehouse import model

DOC = (Path(__file__).parents[1] / "docs" / "strength.md").read_text("utf-8")
LINES = [line for block in re.findall(r"^```\n(.*?)^```", DOC, re.M | re.S) for line in block.splitlines()]


@pytest.fixture(scope="module")
def con():
    con = warehouse.connect()
    model.execute(con, "insider/strength")
    return con


@pytest.mark.parametrize("line", LINES)
def test_every_figure_is_what_the_macro_gives(con, line):
    expression, said = line.rsplit(" = ", 1)
    if said in ("0", "1"):
        expression = f"({expression})::integer"
    assert float(con.execute(f"select {expression}").fetchone()[0]) == pytest.approx(float(said), abs=5e-5)


def test_every_factor_named_is_a_macro_and_no_factor_is_left_out(con):
    macros = {n for (n,) in con.execute("select function_name from duckdb_functions() where function_type = 'macro' and not internal").fetchall()}  # fmt: skip
    named = set(re.findall(r"`([a-z_]+)\(", DOC)) | {w for span in re.findall(r"`([^`]+)`", DOC) for w in re.findall(r"([a-z_]+)\(", span)}  # fmt: skip
    assert named - {"ln"} <= macros
    factors = {"faded", "sign_weight", "repeated", "saturated", "lasting", "label_weight", "either", "cohort", "currency", "system_certainty",
               "training_certainty", "market_certainty", "shared_name", "by_odds", "clue_odds", "clues_odds", "alike", "role_words", "path_strength"}  # fmt: skip
    assert factors <= named
