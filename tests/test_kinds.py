"""Titles, pay, places and terms by the kind of their trouble: strings that were labelled before the readers were asked."""

import csv
import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "benchmarks" / "read_kinds.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("read_kinds", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "least"), [("titles", 0.97), ("pay", 0.96), ("places", 0.97), ("terms", 0.95)])
def test_strings_of_every_kind_are_read_right(bench, name, least):
    total, wrong = bench.check(name, bench.LABELLED / f"kinds_{name}.csv")
    assert total >= 60
    assert len(wrong) <= (1 - least) * total, wrong


def test_a_right_answer_is_one_of_those_named(bench):
    assert (
        bench.right("a|b", "b")
        and bench.right("-", None)
        and bench.right("any", 5.0)
        and bench.right("350000", 350000.0)
    )
    assert not bench.right("a|b", None) and not bench.right("", "x") and not bench.right("350000", 350001.0)


@pytest.mark.parametrize("name", ["profession_words", "specialty_words"])
def test_a_comma_in_a_list_of_words_is_quoted(name):
    text = (FILE.parents[1] / "transforms" / f"{name}.csv").read_text("utf-8")
    assert {len(row) for row in csv.reader(text.splitlines())} == {3}
