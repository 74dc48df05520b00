"""The table of towns is what benchmarks/towns.py makes of the gazetteer."""

import importlib.util
from pathlib import Path

FILE = Path(__file__).parents[1] / "benchmarks" / "towns.py"


def test_the_table_of_towns_is_that_of_the_gazetteer():
    spec = importlib.util.spec_from_file_location("towns", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows = "select * replace (round(share, 9) as share) from"
    differ = f"({rows} town except {rows} '{module.INTO}') union all ({rows} '{module.INTO}' except {rows} town)"
    assert module.towns().execute(f"select count(*) from ({differ})").fetchone() == (0,), "python benchmarks/towns.py"
