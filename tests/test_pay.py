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
MISSED = {  # read as nothing, never as something else
    "Travel RN - Telemetry - $2310 / Week",
    "Nocturnist Locums Assignment in Enid OK. $205.00 per Hr. Pine Medical Staffing",
    "$30,000 recruitment incentive for sign-on and relocation! Easy access",
}
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
    wrong = [(r["text"], w, g) for r, w, g in zip(rows, want, got, strict=True) if w != g and r["text"] not in MISSED]
    assert not wrong


OWN_NUMBERS = [
    ("300000", "350000", "YEAR", (300000, 350000, "year")),
    ("$310,500", None, "ANNUM", (310500, None, "year")),
    ("180", "210", "HOUR", (180, 210, "hour")),
    ("300000", "350000", "HOUR", (300000, 350000, "year")),  # the unit is wrong, the size is not
    ("180", "210", "YEAR", (180, 210, "hour")),
    ("350000", "300000", "YEAR", (300000, 350000, "year")),  # swapped
    ("32500000", "41000000", "YEAR", (325000, 410000, "year")),  # cents
    ("0", "0", "YEAR", (None, None, None)),
    ("0", "290000", "YEAR", (None, 290000, "year")),
    ("290000", "0", "YEAR", (290000, None, "year")),
    ("240000", "260000", "", (240000, 260000, "year")),
    ("150", "175", None, (150, 175, "hour")),
    ("4200", None, None, (None, None, None)),  # a week's? a month's? nobody knows
    ("2400", "2600", "DAY", (2400, 2600, "day")),
    ("9000", None, "WEEK", (9000, None, "week")),
    ("240K", "260k", "YEAR", (240000, 260000, "year")),
    ("NaN", "-", "YEAR", (None, None, None)),
    # the least and the most that a year, an hour, a week can be
    ("25000", None, "YEAR", (25000, None, "year")),
    ("24999", None, "YEAR", (None, None, None)),
    ("4000000", None, "YEAR", (4000000, None, "year")),
    ("4000001", None, "YEAR", (None, None, None)),
    ("10", None, "HOUR", (10, None, "hour")),
    ("9", None, "HOUR", (None, None, None)),
    ("1200", "1201", "HOUR", (None, None, None)),
    ("60000", None, "WEEK", (60000, None, "week")),
    (None, "200", "DAY", (None, 200, "day")),
    # … and what the size alone says
    ("15", None, "", (15, None, "hour")),
    ("14", None, "", (None, None, None)),
    ("300", None, "", (300, None, "hour")),
    ("301", None, "", (None, None, None)),
    ("40000", "60000", "", (40000, 60000, "year")),
    ("39999", "60000", "", (None, None, None)),
    ("40000", "59999", "", (None, None, None)),
    ("3000000", None, "", (3000000, None, "year")),
    ("3000001", None, "", (None, None, None)),
    # cents: whole dollars of a year's pay that nobody is paid in dollars
    ("5000000", None, "YEAR", (50000, None, "year")),
    ("5000050", None, "YEAR", (None, None, None)),
    ("5000100", "5000200", "YEAR", (50001, 50002, "year")),
    ("4999900", None, "YEAR", (None, None, None)),
    ("25000000", "30000050", "YEAR", (None, None, None)),
    ("300000000", "400000000", "YEAR", (3000000, 4000000, "year")),
    ("300000100", None, "YEAR", (None, None, None)),
    ("30000000", "400000100", "YEAR", (None, None, None)),
    ("30000000", None, "HOUR", (None, None, None)),
    ("15000", None, "DAY", (15000, None, "day")),
    ("15001", None, "DAY", (None, None, None)),
    ("150", None, "SHIFT", (150, None, "shift")),
    ("15001", None, "SHIFT", (None, None, None)),
    ("149", None, "DAY", (149, None, "hour")),
    ("150", None, "DAY", (150, None, "day")),
    ("149", None, "SHIFT", (149, None, "hour")),
    ("15000", None, "SHIFT", (15000, None, "shift")),
    ("1499", None, "MONTH", (None, None, None)),
    ("1500", None, "MONTH", (1500, None, "month")),
    ("250000", None, "MONTH", (250000, None, "month")),
    ("250001", None, "MONTH", (250001, None, "year")),
    ("399", None, "WEEK", (None, None, None)),
    ("400", None, "WEEK", (400, None, "week")),
    ("60001", None, "WEEK", (60001, None, "year")),
    ("1200", None, "HOUR", (1200, None, "hour")),
    # what forms hold where nobody wrote an amount
    ("999999", "999999", "YEAR", (None, None, None)),
    ("300000", "999999.99", "YEAR", (300000, None, "year")),
    ("300000", "9999999", "YEAR", (300000, None, "year")),
    ("300000", "99999999", "YEAR", (300000, None, "year")),
    ("999", None, "HOUR", (None, None, None)),
    ("998", None, "HOUR", (998, None, "hour")),
    # both ends are what the period pays
    ("1", "250000", "YEAR", (None, None, None)),
    ("250000", "1", "YEAR", (None, None, None)),
]


@pytest.fixture(scope="module")
def own_numbers():
    """What is read of each, all of them at once: to begin costs more than the rows."""
    rows = [{"pay_min": low, "pay_max": high, "pay_unit": unit} for low, high, unit, _ in OWN_NUMBERS]
    return read(*rows).select("pay_min", "pay_max", "pay_period").rows()


@pytest.mark.parametrize("n", range(len(OWN_NUMBERS)), ids=lambda n: "-".join(map(str, OWN_NUMBERS[n][:3])))
def test_the_boards_own_numbers(own_numbers, n):
    assert own_numbers[n] == OWN_NUMBERS[n][3]


@pytest.mark.parametrize(
    "text, want",
    [
        ("$310,000 per year", 310_000),
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
    assert read(title="Urology $300K", description="Guaranteed salary; total comp $450,000")["pay_min"].item() == 300000
    # a headline is no base salary
    assert read(title="Urology $300K", description="Base salary of $260,000")["pay_min"].item() == 260000


@pytest.mark.parametrize(
    "text, pay_min, sign_on",
    [
        ("Salary $450K Sign-on $20K", 450_000, 20_000),
        ("$450K salary, sign-on bonus> $20K relocation help", 450_000, 20_000),
        ("Base $300K Sign on $30K CME $5K", 300_000, 30_000),
        ("$400K base $50K sign-on $10K relocation", 400_000, 50_000),
        ("Salary: $300,000 Bonus: $20,000 Sign-on: $15,000", 300_000, 15_000),
        ("Competitive compensation $50K sign-on", None, 50_000),
        ("Compensation: $50K sign-on", None, 50_000),
        ("Salary: $30,000 signing bonus", None, 30_000),
        ("Compensation: $50K sign-on; salary $300,000", 300_000, 50_000),
        ("Salary: $95,000 Sign-on: $15,000", 95_000, 15_000),
        ("Salary: $90,000, sign-on bonus available", 90_000, None),
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


@pytest.mark.whole
@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from(list("$0123456789,.kKM+-– /hrperyear\n\x00sign bonuslary")), max_size=120))
def test_no_text_makes_it_raise_and_numbers_stay_in_order(text):
    row = read(title=text, pay_text=text, description=text, pay_min=text, pay_max=text, pay_unit=text).row(
        0, named=True
    )
    if row["pay_min"] is not None and row["pay_max"] is not None:
        assert 0 < row["pay_min"] <= row["pay_max"]
        assert row["pay_period"] is not None


@pytest.mark.whole
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


EDGES = [
    ("Earn 350K+ in your first year", "description", (350000, None, "year", None)),
    ("Our doctors make 450k-600k.", "description", (450000, 600000, "year", None)),
    ("Base of 275K with bonus", "description", (275000, 275000, "year", None)),
    ("Income potential of 700K", "description", (700000, 700000, "year", None)),
    ("We make 250K visits possible; a base of 300K people; earn 100K miles", "description", (None, None, None, None)),
    ("30K sign-on and 100K loan repayment", "description", (None, None, None, 30000)),
    ("400K sign up for our plan", "description", (None, None, None, None)),
    ("$20K sign-on $310,000", "description", (310000, 310000, "year", 20000)),
    ("$450K+ Sign On", "description", (450000, None, "year", None)),
    ("$150K+ sign on bonus", "description", (150000, None, "year", None)),
    ("$149K+ sign on bonus", "description", (None, None, None, 149000)),
    ("$149,999+ sign on bonus", "description", (None, None, None, 149999)),
    ("$450K+ /Sign On", "description", (450000, None, "year", None)),
    ("Base salary $450K+ Sign On", "description", (450000, None, "year", None)),
    ("Signing bonus $10K Relocation $10K", "description", (None, None, None, 10000)),
    ("$10K signing bonus, $12K relocation", "description", (None, None, None, 10000)),
    ("Competitive compensation $50K sign-on", "description", (None, None, None, 50000)),
    ("Competitive compensation $99,999 sign-on", "description", (None, None, None, 99999)),
    ("Competitive compensation $100,000 sign-on", "description", (None, None, None, 100000)),
    ("minimum salary $230,000, maximum $310,000", "description", (230000, 310000, "year", None)),
    ("minimum salary $230,000, maximum $1,150,000", "description", (230000, 1150000, "year", None)),
    ("minimum salary $230,000, maximum $1,150,001", "description", (230000, None, "year", None)),
    ("minimum salary $230,000, maximum $310,000 - $320,000", "description", (230000, None, "year", None)),
    ("minimum salary $230,000, maximum $230,000", "description", (230000, 230000, "year", None)),
    ("minimum salary $230,000, maximum $229,000", "description", (230000, None, "year", None)),
    ("salary $230,000. maximum house price $310,000", "description", (230000, 230000, "year", None)),
    ("malpractice $200,000/$600,000", "description", (None, None, None, None)),
    ("Salary $300,000. Malpractice insurance $1,000,000/$3,000,000", "description", (300000, 300000, "year", None)),
    ("limits $100,000/$300,000 and salary $250,000", "description", (250000, 250000, "year", None)),
    ("sign-on bonus of $300,000", "description", (None, None, None, 300000)),
    ("sign-on bonus of $300,001", "description", (None, None, None, None)),
    ("sign-on bonus of $500", "description", (None, None, None, 500)),
    ("sign-on bonus of $499", "description", (None, None, None, None)),
    ("signing bonus up to $20,000", "description", (None, None, None, 20000)),
    ("salary up to $60", "description", (None, None, None, None)),
    ("salary up to $1000", "description", (None, None, None, None)),
    ("salary up to $999", "description", (None, None, None, None)),
    ("salary up to $400,000", "description", (None, 400000, "year", None)),
    ("salary $300,000+", "description", (300000, None, "year", None)),
    ("salary over $300,000", "description", (300000, None, "year", None)),
    ("salary $300,000 or more", "description", (300000, None, "year", None)),
    ("salary $300,000 + bonus", "description", (300000, 300000, "year", None)),
    ("salary starting at $300,000", "description", (300000, None, "year", None)),
    ("salary $300,000 - $400,000+", "description", (300000, None, "year", None)),
    ("salary $300,000 - $400,000+ bonus", "description", (300000, 400000, "year", None)),
    ("$500 - $1,000+ per hour", "description", (500, None, "hour", None)),
    ("hourly rate $175", "description", (175, 175, "hour", None)),
    ("weekly pay $9,000", "description", (9000, 9000, "week", None)),
    ("monthly salary $25,000", "description", (25000, 25000, "month", None)),
    ("daily rate of $2,000", "description", (2000, 2000, "day", None)),
    ("$2,000 per shift", "description", (2000, 2000, "shift", None)),
    ("$55 per wRVU", "description", (55, 55, "wrvu", None)),
    ("salary $300,000 plus $55 per wRVU above threshold", "description", (300000, 300000, "year", None)),
    ("$45 per wRVU beyond 5000", "description", (None, None, None, None)),
    ("$11 per wRVU", "description", (11, 11, "wrvu", None)),
    ("$9 per wRVU", "description", (None, None, None, None)),
    ("$250 per wRVU", "description", (250, 250, "wrvu", None)),
    ("$251 per wRVU", "description", (None, None, None, None)),
    ("$100,000", "description", (100000, 100000, "year", None)),
    ("$99,999", "description", (None, None, None, None)),
    ("$2,000,000", "description", (2000000, 2000000, "year", None)),
    ("$2,000,001", "description", (None, None, None, None)),
    ("Our budget is $350,000", "description", (None, None, None, None)),
    ("Average house price $350,000. Salary $280,000", "description", (280000, 280000, "year", None)),
    ("CME allowance $5,000; salary of $280,000", "description", (280000, 280000, "year", None)),
    ("salary of $280,000, CME $5,000", "description", (280000, 280000, "year", None)),
    ("CME/$30,000 per year", "description", (None, None, None, None)),
    ("Retirement $30,000 per year", "description", (None, None, None, None)),
    ("Loan repayment of $40,000 per year and $20,000 sign-on", "description", (None, None, None, 20000)),
    ("call pay $1,500 per day", "description", (None, None, None, None)),
    ("$1,500 per day for call", "description", (None, None, None, None)),
    ("Base $250,000, total compensation $400,000", "description", (250000, 250000, "year", None)),
    ("Total compensation $400,000, base $250,000", "description", (250000, 250000, "year", None)),
    ("earning potential $600,000; base salary $300,000", "description", (300000, 300000, "year", None)),
    ("income guarantee: $300,000 - $350,000", "description", (300000, 350000, "year", None)),
    ("$300,000 base", "description", (300000, 300000, "year", None)),
    ("$300,000 to $350,000", "description", (300000, 350000, "year", None)),
    ("Pay range: $120.50 - $145.75/hour", "description", (120.5, 145.75, "hour", None)),
    ("sign on bonus: $30,000. sign on bonus: $20,000", "description", (None, None, None, 30000)),
    ("PRN Hospitalist $175", "title", (175, 175, "hour", None)),
    ("PRN Hospitalist $60", "title", (60, 60, "hour", None)),
    ("PRN Hospitalist $59", "title", (59, 59, "hour", None)),
    ("PRN Hospitalist $800", "title", (800, 800, "hour", None)),
    ("PRN Hospitalist $801", "title", (None, None, None, None)),
    ("Hospitalist $175", "title", (None, None, None, None)),
    ("PRN Hospitalist $20", "title", (20, 20, "hour", None)),
    ("Hospitalist $300,000", "title", (300000, 300000, "year", None)),
    ("Hospitalist $99,000", "title", (None, None, None, None)),
    ("Hospitalist $99,999 to $120,000", "title", (99999, 120000, "year", None)),
    ("Hospitalist up to $400K", "title", (None, 400000, "year", None)),
    ("Hospitalist $400K+", "title", (400000, None, "year", None)),
    ("PRN $175", "pay_text", (175, 175, "hour", None)),
    ("$175", "pay_text", (175, 175, "hour", None)),
    ("$301", "pay_text", (None, None, None, None)),
    ("$999 - $1,000", "pay_text", (None, None, None, None)),
    ("$59,999", "pay_text", (None, None, None, None)),
    ("$60,000", "pay_text", (60000, 60000, "year", None)),
    ("$40,000 - $60,000", "pay_text", (40000, 60000, "year", None)),
    ("$15", "pay_text", (15, 15, "hour", None)),
    ("$14", "pay_text", (None, None, None, None)),
    ("$300,000", "pay_text", (300000, 300000, "year", None)),
    ("$55 per wRVU", "pay_text", (55, 55, "wrvu", None)),
    ("PRN Hospitalist $14", "title", (None, None, None, None)),
    ("PRN Hospitalist $15", "title", (15, 15, "hour", None)),
    ("PRN Hospitalist $500", "description", (None, None, None, None)),
    ("Hospitalist $500", "title", (None, None, None, None)),
    ("Per diem sign-on $500", "title", (None, None, None, 500)),
    ("Signing bonus $10K Relocation $12K CME $5K", "description", (None, None, None, 10000)),
    ("Relocation $10K Signing bonus $12K CME $5K", "description", (None, None, None, 12000)),
    ("Salary $300,000 Signing bonus $20,000 Relocation $15,000", "description", (300000, 300000, "year", 20000)),
    ("$300,000 salary $20,000 signing bonus $15,000 relocation", "description", (300000, 300000, "year", 20000)),
    ("salary $230,000 - $250,000, maximum $310,000", "description", (230000, 250000, "year", None)),
    ("$250,000 pay table", "pay_text", (250000, 250000, "year", None)),
    ("Tier 2 $250,000", "pay_text", (250000, 250000, "year", None)),
    # too little for a salary, or not
    ("compensation of $99,999 sign-on", "description", (None, None, None, 99999)),
    ("compensation of $100,000 sign-on", "description", (100000, 100000, "year", None)),
    ("compensation of $50K /sign-on", "description", (None, None, None, 50000)),
    ("compensation of $50K a sign-on", "description", (None, None, None, None)),
    ("Compensation: $59,999 sign-on", "description", (None, None, None, 59999)),
    ("Compensation: $60,000 sign-on", "description", (60000, 60000, "year", None)),
    ("Compensation: $99,000 sign-on", "description", (99000, 99000, "year", None)),
    # two postings are no range, nor limits of one insurance
    ("minimum salary $230,000", "description", (230000, None, "year", None)),
    ("maximum salary $310,000", "description", (None, 310000, "year", None)),
    ("$200,000/$300,000 salary", "description", (300000, 300000, "year", None)),
    # both ends are what the period pays
    ("salary $8 - $200 per hour", "description", (None, None, None, None)),
    ("salary $200 - $2,000 per hour", "description", (None, None, None, None)),
    ("Housing is near by $300,000 per year", "description", (300000, 300000, "year", None)),
    ("Signing bonus* $10K Relocation* $12K CME* $5K", "description", (None, None, None, 10000)),
    ("$25,000 per month", "description", (25000, 25000, "month", None)),
    ("hourly rate $1,199", "description", (1199, 1199, "hour", None)),
    ("hourly rate $1,200", "description", (None, None, None, None)),
    ("Daily; $1,500", "pay_text", (1500, 1500, "day", None)),
    ("$9,000", "pay_text", (None, None, None, None)),
    # of two labels as far away the one behind is the amount's
    ("Salary xxxxxxx $90,000 xxxxxxx sign-on bonus", "description", (None, None, None, 90000)),
    ("Salary xxxxxx $90,000 xxxxxxx sign-on bonus", "description", (90000, 90000, "year", None)),
    # a label between two amounts is the second one's where the first can be no bonus and no label ends the row …
    ("$300,000 Signing bonus $10K", "description", (300000, 300000, "year", 10000)),
    ("$300,000 signing bonus of up to $10K", "description", (300000, 300000, "year", 10000)),
    ("$280,000 - $320,000 Signing bonus $10K Relocation $12K CME $5K", "description", (280000, 320000, "year", 10000)),
    ("$150,000 sign-on $20,000", "description", (150000, 150000, "year", 20000)),
    ("$149,999 sign-on $20,000", "description", (None, None, None, 149999)),
    ("$160,000 sign-on $99,999", "description", (160000, 160000, "year", 99999)),
    ("$160,000 sign-on $100,000", "description", (100000, 100000, "year", 160000)),
    ("$180/hour sign-on bonus $20,000", "description", (180, 180, "hour", 20000)),
    ("$300,000 a sign-on $20,000", "description", (None, None, None, 300000)),
    ("$200,000 sign-on bonus $20,000 relocation", "description", (None, None, None, 200000)),
    ("$200,000 sign-on bonus. $20,000 relocation", "description", (None, None, None, 200000)),
    ("$300,000 Relocation $10K", "description", (None, None, None, None)),
    ("$50K sign-on $20K", "description", (None, None, None, 50000)),
    ("$20,000 sign-on bonus $300,000", "description", (300000, 300000, "year", 20000)),
    # … or where a stop parts it from the first
    ("$300,000 plus signing bonus $10K", "description", (300000, 300000, "year", 10000)),
    ("$450K+ sign-on $20K", "description", (450000, None, "year", 20000)),
    ("$300,000\nSigning bonus $10K\nRelocation $5K", "description", (300000, 300000, "year", 10000)),
    ("$20,000 plus sign-on bonus $15,000 relocation", "description", (None, None, None, None)),
]


def test_what_an_amount_is_by_its_words_its_size_and_its_place():
    got = read(*({where: text} for text, where, _ in EDGES)).select(WANTED).rows()
    assert dict(zip(EDGES, got, strict=True)) == {edge: edge[2] for edge in EDGES}


def test_a_pay_table_is_said_to_be_one():
    got = read({"pay_text": "$250,000 pay table"}, {"pay_text": "Tier 2 $250,000"}, {"pay_text": "Frontier $250,000"})
    assert got["pay_table"].to_list() == [True, True, False]
    row = dict.fromkeys(COLUMNS) | {"pay_unit": "YEAR", "pay_min": "250000"}
    official = [row | {"pay_max": "400000"}, row | {"pay_max": "250000"}, row]
    frame = pl.DataFrame(official, schema=dict.fromkeys(COLUMNS, pl.String))
    marked = frame.with_columns(official=pl.Series([True, True, True]))
    assert pay.read(marked)["pay_table"].to_list() == [True, False, True]
    assert pay.read(marked.with_columns(official=False))["pay_table"].to_list() == [False] * 3
    assert pay.read(marked.with_columns(official=pl.lit(None, pl.Boolean)))["pay_table"].to_list() == [False] * 3


def test_the_boards_own_dollars_win_and_other_currencies_give_no_number():
    text = {"description": "salary $250,000"}
    own = {"pay_min": "300000", "pay_unit": "YEAR"}
    got = read(*(own | text | {"pay_currency": c} for c in ("USD", "usd", "US$", "$", "", None, "CAD", "EUR")), text)
    assert got["pay_min"].to_list() == [300_000] * 6 + [None] * 2 + [250_000]


def test_of_several_amounts_the_pay_field_comes_first_then_a_base_salary():
    base, total = "base salary $240,000", "total compensation $400,000"
    got = read(
        {"pay_text": total, "description": base},
        {"title": "Hospitalist $410,000", "description": base},
        {"description": f"{total}; {base}"},
        {"title": "Hospitalist, sign-on bonus $30,000", "description": "sign-on bonus $20,000"},
    )
    assert got["pay_min"].to_list() == [400_000, 240_000, 240_000, None]
    assert got["sign_on_bonus"].to_list() == [None, None, None, 30_000]


@pytest.mark.parametrize("text", ["Salary {} $90,000", "$90,000 {} salary"])
def test_a_word_of_pay_is_an_amounts_own_within_thirty_signs(text):
    near, far = read({"description": text.format("x" * 29)}, {"description": text.format("x" * 30)})["pay_min"]
    assert (near, far) == (90_000, None)


def test_a_bonus_word_right_behind_an_amount_is_its_own_and_one_further_off_is_not():
    near, far = (f"Salary range as $90,000 {'x' * n} sign-on bonus" for n in (5, 6))
    got = read({"description": near}, {"description": far})
    assert got.select("pay_min", "sign_on_bonus").rows() == [(None, 90_000), (90_000, None)]


def test_a_label_behind_a_yearly_amount_is_its_own_within_fifteen_signs():
    near, far = read(*({"description": f"$30,000 per year {'x' * n} CME"} for n in (14, 15)))["pay_min"]
    assert (near, far) == (None, 30_000)
