"""The tables of towns are what benchmarks/towns.py makes of the gazetteer."""

import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "benchmarks" / "towns.py"


@pytest.fixture(scope="module")
def made():
    spec = importlib.util.spec_from_file_location("towns", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.towns()


@pytest.mark.parametrize(("table", "columns"), [("town", "* replace (round(share, 9) as share)"), ("border_town", "*")])
def test_the_tables_of_towns_are_those_of_the_gazetteer(made, table, columns):
    module, con = made
    kept = f"select {columns} from '{module.INTO / table}.parquet'"
    new = f"select {columns} from {table}"
    differ = f"({new} except {kept}) union all ({kept} except {new})"
    assert con.execute(f"select count(*) from ({differ})").fetchone() == (0,), "python benchmarks/towns.py"


@pytest.mark.parametrize(
    ("home", "work", "is_near"),
    [
        (("covington", "KY"), ("cincinnati", "OH"), True), (("point pleasant", "WV"), ("gallipolis", "OH"), True),
        (("cherry hill", "NJ"), ("philadelphia", "PA"), True), (("columbus", "OH"), ("cincinnati", "OH"), False),
        (("erie", "PA"), ("buffalo", "NY"), False),
    ],
)  # fmt: skip
def test_towns_across_a_state_line_from_which_one_drives_to_work(made, home, work, is_near):
    found = made[1].execute(
        "from border_town where (city, state, near_city, near_state) = (?, ?, ?, ?)", [*home, *work]
    )
    assert (found.fetchone() is not None) is is_near
