"""What a posting pays, read from the board's fields, the title and the text."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import pay

LABELLED = Path(__file__).parent / "labelled" / "pay.csv"
COLUMNS = ["title", "pay_min", "pay_max", "pay_unit", "pay_currency", "pay_text", "description"]
WANTED = ["pay_min", "pay_max", "pay_period", "sign_on_bonus"]


def read(*rows, **one):
    """What `pay.read` says of rows that hold only the given columns."""
    rows = rows or (one,)
    return pay.read(pl.DataFrame([dict.fromkeys(COLUMNS) | r for r in rows], schema=dict.fromkeys(COLUMNS, pl.String)))


def labelled(half):
    with LABELLED.open(newline="", encoding="utf-8") as f:
        return [r for r in csv.DictReader(f) if r["half"] == half]


@pytest.mark.parametrize("half", ["tune", "held", "blind"])
def test_labelled_strings_are_read_right(half):
    rows = labelled(half)
    assert len(rows) >= 75
    got = read(*({r["where"]: r["text"]} for r in rows)).select(WANTED).rows()
    want = [tuple(r[c] or None if c == "pay_period" else float(r[c]) if r[c] else None for c in WANTED) for r in rows]
    wrong = [(r["text"], w, g) for r, w, g in zip(rows, want, got, strict=True) if w != g]
    assert len(wrong) <= 0.05 * len(rows), wrong
    invented = [w for w in wrong if w[1] == (None,) * 4]
    assert not invented


@pytest.mark.parametrize(
    "low, high, unit, want",
    [
        ("300000", "350000", "YEAR", (300000, 350000, "year")),
        ("$310,500", None, "ANNUM", (310500, None, "year")),
        ("180", "210", "HOUR", (180, 210, "hour")),
        ("300000", "350000", "HOUR", (300000, 350000, "year")),  # the unit is wrong, the size is not
        ("180", "210", "YEAR", (180, 210, "hour")),
        ("350000", "300000", "YEAR", (300000, 350000, "year")),  # swapped
        ("32500000", "41000000", "YEAR", (325000, 410000, "year")),  # cents
        ("0", "0", "YEAR", (None, None, None)),
        ("0", "290000", "YEAR", (None, 290000, "year")),
        ("240000", "260000", "", (240000, 260000, "year")),
        ("150", "175", None, (150, 175, "hour")),
        ("4200", None, None, (None, None, None)),  # a week's? a month's? nobody knows
        ("2400", "2600", "DAY", (2400, 2600, "day")),
        ("9000", None, "WEEK", (9000, None, "week")),
        ("240K", "260k", "YEAR", (240000, 260000, "year")),
        ("NaN", "-", "YEAR", (None, None, None)),
    ],
)
def test_the_boards_own_numbers(low, high, unit, want):
    row = read(pay_min=low, pay_max=high, pay_unit=unit).row(0, named=True)
    assert (row["pay_min"], row["pay_max"], row["pay_period"]) == want


@pytest.mark.parametrize(
    "text, want",
    [
        ("$200 per hour", 416_000),
        ("$5,000 per week", 260_000),
        ("$25,000 per month", 300_000),
        ("$2,000 per day", None),
    ],
)
def test_yearly_equivalent_only_where_it_can_be_known(text, want):
    row = read(pay_text=text).row(0, named=True)
    assert row["pay_year_min"] == row["pay_year_max"] == want


def test_the_boards_fields_win_over_its_text_and_that_over_the_title():
    assert read(pay_min="250000", pay_unit="YEAR", title="$300K", pay_text="$280,000")["pay_min"].item() == 250000
    assert (
        read(title="Urology $300K", pay_text="$280,000", description="Base salary $260,000")["pay_min"].item() == 280000
    )
    assert read(title="Urology $300K", description="You can earn $450,000")["pay_min"].item() == 300000
    # a headline is no base salary
    assert read(title="Urology $300K", description="Base salary of $260,000")["pay_min"].item() == 260000


@pytest.mark.parametrize(
    "text, pay_min, sign_on",
    [
        ("Salary $450K Sign-on $20K", 450_000, 20_000),
        ("Base $300K Sign on $30K CME $5K", 300_000, 30_000),
        ("$400K base $50K sign-on $10K relocation", 400_000, 50_000),
        ("Salary: $300,000 Bonus: $20,000 Sign-on: $15,000", 300_000, 15_000),
        ("Competitive compensation $50K sign-on", None, 50_000),
        ("$60K sign on $300K base", 300_000, 60_000),
    ],
)
def test_each_amount_has_its_own_label(text, pay_min, sign_on):
    row = read(description=text).row(0, named=True)
    assert (row["pay_min"], row["sign_on_bonus"]) == (pay_min, sign_on)


def test_other_currencies_keep_their_words_and_no_number():
    row = read(pay_min="300000", pay_unit="YEAR", pay_currency="CAD", pay_text="CAD 300,000").row(0, named=True)
    assert row["pay_min"] is None and row["pay_period"] is None and row["pay_text"] == "CAD 300,000"


def test_pay_tables_are_marked():
    assert read(pay_text="$240,000 - $400,000 per year (Pay Table 4, Tier 1)")["pay_table"].item()
    row = dict.fromkeys(COLUMNS) | {
        "pay_min": "110000",
        "pay_max": "400000",
        "pay_unit": "PA",
        "official": True,
    }
    federal = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String) | {"official": pl.Boolean})
    assert pay.read(federal)["pay_table"].item()
    unpaid = federal.with_columns(pay_min=pl.lit("0"))  # "0 to 400,000" is how some are shown
    assert pay.read(unpaid).select("pay_min", "pay_max", "pay_table").row(0) == (None, 400_000, True)
    assert not read(pay_text="$300,000")["pay_table"].item()


def test_what_is_no_pay_is_not_taken_for_it():
    texts = [
        "Malpractice limits of $1M/$3M", "CME allowance of $6,000", "Median home price of $450,000", "A $350,000 grant",
        "up to $200,000 in student loan repayment", "Relocation up to $15,000", "Call pay of $1,500 per night",
        "The hospital's budget of $900,000", "contribute up to $19,500 to the 401(k)", "$65 per wRVU over 5,000",
    ]  # fmt: skip
    out = read(*({"description": t} for t in texts))
    assert out["pay_min"].null_count() == out["pay_max"].null_count() == out["sign_on_bonus"].null_count() == len(texts)


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from(list("$0123456789,.kKM+-– /hrperyear\n\x00sign bonuslary")), max_size=120))
def test_no_text_makes_it_raise_and_numbers_stay_in_order(text):
    row = read(title=text, pay_text=text, description=text, pay_min=text, pay_max=text, pay_unit=text).row(
        0, named=True
    )
    if row["pay_min"] is not None and row["pay_max"] is not None:
        assert 0 < row["pay_min"] <= row["pay_max"]
        assert row["pay_period"] is not None


@settings(max_examples=60)
@given(st.integers(100, 1900), st.integers(0, 400))
def test_a_plain_range_is_read_however_it_is_written(low, more):
    low, high = low * 1000, (low + more) * 1000
    forms = [
        f"Base salary ${low:,} - ${high:,}", f"Salary: ${low // 1000}K-${high // 1000}K", f"${low:,} to ${high:,} per year",
        f"Compensation ${low:,}.00 – ${high:,}.00 annually", f"salary ${low:,}\n – ${high:,}",
    ]  # fmt: skip
    out = read(*({"description": f} for f in forms))
    assert out["pay_min"].to_list() == [float(low)] * len(forms)
    assert out["pay_max"].to_list() == [float(high)] * len(forms)
