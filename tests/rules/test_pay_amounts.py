"""Figures of an amount as it is written: its scale, its range, the time that it is for."""

import polars as pl
import pytest

from curbside.transforms import pay_amounts

FIGURES = [
    ("$300,000", "", (300_000, 300_000, True, None)),
    ("$300,000", " per year", (300_000, 300_000, True, "year")),
    ("$300,000 - $350,000", "/year", (300_000, 350_000, False, "year")),
    ("$350K-$300K", "", (300_000, 350_000, False, None)),
    ("$150", " per hour", (150, 150, True, "hour")),
    # a number of days behind an amount is no end of a range
    ("$305,298 - 4", "-day week", (305_298, 305_298, True, None)),
    ("$1,000 - 4", "-day week", (1000, 1000, True, None)),
    ("$999 - 4", "", (4, 999, False, None)),
    ("$500 - $1,000", "", (500, 1000, False, None)),
    ("$1,500 - $1,000", "", (1000, 1500, False, None)),
    ("$1,500 - $999", "", (1500, 1500, True, None)),
    # the second figure has the first one's scale, where that makes a range
    ("$275k-310", "", (275_000, 310_000, False, None)),
    ("$275k-275", "", (275_000, 275_000, False, None)),
    ("$275k-274", "", (275_000, 275_000, True, None)),
    ("$275k-825", "", (275_000, 825_000, False, None)),
    ("$275k-826", "", (275_000, 275_000, True, None)),
    ("$275k-31", "", (275_000, 275_000, True, None)),
    # the first figure has the second one's
    ("$270-$320K", "", (270_000, 320_000, False, None)),
    ("$375-400K", "", (375_000, 400_000, False, None)),
    ("$9-$10K", "", (9_000, 10_000, False, None)),
    ("$9-$9K", "", (9, 9_000, False, None)),
    ("$10-$10K", "", (10_000, 10_000, False, None)),
    ("$10.01-$10K", "", (10.01, 10_000, False, None)),
    ("$11-$10K", "", (11, 10_000, False, None)),
    ("$1-$1.5M", "", (1_000_000, 1_500_000, False, None)),
    ("$1-$1M", "", (1_000_000, 1_000_000, False, None)),
]
KEYS = ("low", "high", "single", "unit")


def test_the_figures_of_an_amount():
    rows = [{"left": "", "amount": amount, "right": right} for amount, right, _ in FIGURES]
    found = pay_amounts.figures(pl.DataFrame(rows)).select(KEYS).rows()
    assert dict(zip([f[:2] for f in FIGURES], found, strict=True)) == {f[:2]: f[2] for f in FIGURES}


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("$1,250.50", 1250.5), ("350K", 350_000), ("350 k", 350_000), ("350K+", 350_000), ("1.1M", 1_100_000), ("1.1mm", 1_100_000), ("2 million", 2_000_000),
        ("400 thousand", 400_000), ("300 000", 300_000), ("none", None), ("", None), (None, None), ("350kg", 350),
    ],
)  # fmt: skip
def test_the_dollars_of_one_figure(text, dollars):
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    assert frame.select(pay_amounts.number(pl.col("text"))).item() == dollars
