"""The public benchmark, small: every relation is found and nothing else is claimed."""

import importlib.util
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

FILE = Path(__file__).parents[1] / "benchmarks" / "link_people.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("link_people", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["link_people"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["link_people"]


def test_every_relation_of_a_made_up_world(bench, tmp_path):
    world = bench.draw(7, 120, 360, 700)
    con, _ = bench.link(world, tmp_path, registers=True)
    rows = con.execute(
        "select posting_id, person, relation, confidence from core.insider join core.opening using (opportunity_id)"
    ).fetchall()
    con.close()
    scored = bench.score(bench.best(rows), bench.gold(world), 0.5)
    assert scored["relation"].to_list() == list(bench.RANK)
    assert scored["gold"].min() > 0, "a relation that the world does not hold"
    assert scored["precision"].min() >= 0.95, scored
    assert scored["recall at 0.5"].min() >= 0.95, scored
