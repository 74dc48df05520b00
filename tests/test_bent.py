"""What benchmarks/mutate_python.py goes by: the files that decide, their tests, the changes that nobody can see."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_every_file_that_decides_and_each_of_its_tests_is_there(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    from deciding import RULES

    for file, tests in RULES.items():
        assert (ROOT / file).is_file() and tests
        for module, _, test in (name.partition("::") for name in tests):
            text = (ROOT / f"tests/{module}.py").read_text("utf-8")
            assert not test or re.search(rf"^def {test}\(", text, re.MULTILINE), f"{file}: {module}::{test}"


def excused():
    with (ROOT / "benchmarks/mutate_python_equivalent.csv").open(encoding="utf-8", newline="") as told:
        return list(csv.DictReader(told))


@pytest.mark.parametrize("row", excused(), ids=lambda row: f"{row['file']}: {row['old'][:40]}")
def test_a_change_that_is_excused_is_of_a_line_that_stands_and_has_its_reason(row):
    lines = {line.strip() for line in (ROOT / row["file"]).read_text("utf-8").splitlines()}
    assert row["old"] in lines and row["new"] not in lines and row["why"]
