"""The list of sales and mergers that are younger than lists of systems."""

import csv
import re
from pathlib import Path

import pytest

from curbside import warehouse

ROWS = list(csv.DictReader((Path(warehouse.__file__).parent / "organisation/system_since.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["ccn"] or r["former"])
def test_a_sale_is_of_one_hospital_or_one_system_with_its_year(row):
    assert bool(row["ccn"]) != bool(row["former"]) and re.fullmatch(r"(\d{6})?", row["ccn"])
    assert 2019 <= int(row["since"]) <= 2026 and (not row["system"] or row["system"] != row["former"])


def test_each_stands_once():
    assert len({(r["ccn"], r["former"]) for r in ROWS}) == len(ROWS) > 150
