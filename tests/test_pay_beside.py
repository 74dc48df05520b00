"""Pay beside other money: extra shifts, a practice's turnover, patients' incomes; amounts without a dollar sign, and other money."""

import pytest
from test_pay import WANTED, read

BESIDE = [
    ("Pay: $310,000 to $340,000, $190/hr for extra shifts", (310_000, 340_000, "year")),
    ("Pay: $310,000 to $340,000, $190/hr", (310_000, 340_000, "year")),
    ("Rate: $1,700/day plus $170/hr OT", (1700, 1700, "day")),
    ("Compensation about $410,000; $180/hr", (410_000, 410_000, "year")),
    ("$75 per hour teaching pay on top of salary $260,000", (260_000, 260_000, "year")),
    ("$75 per hour on top of salary $260,000", (260_000, 260_000, "year")),
    ("$75 per hour in addition to salary $260,000", (260_000, 260_000, "year")),
    ("Precept for $60 per hour teaching pay", None),
    ("Extra weekend shifts at $200/hr", None),
    ("$180/hr, extra shifts available", (180, 180, "hour")),
    ("We pay $180/hr", (180, 180, "hour")),
]
OTHERS = [
    ("Practice collects $1,100,000 per year", None),
    ("The clinic generates $900,000 a year", None),
    ("Patients served have income under $60,000 per year", None),
    ("Families with incomes of $50,000 a year are seen free", None),
    ("Those who earn less than $40,000 a year are seen free", None),
    ("Salary just under $300,000 per year", (300_000, 300_000, "year")),
    ("Physicians see 20 patients a day and earn $400,000 a year", (400_000, 400_000, "year")),
    ("We expect physicians to earn no less than $300,000 a year", (300_000, None, "year")),
]
WORDED = [
    ("250 to 300 dollars per hour", (250, 300, "hour")),
    ("Pay is 275 dollars an hour", (275, 275, "hour")),
    ("$300 dollars per hour", (300, 300, "hour")),
    ("Salary of 300 thousand dollars", (300_000, 300_000, "year")),
    ("We raised 2 million dollars", None),
    ("Salary of $300,000 / $350,000", (300_000, 350_000, "year")),
]
IN_FIELD = [
    ("190-220/hr", (190, 220, "hour")),
    ("190.00 to 220.00 hourly", (190, 220, "hour")),
    ("190 to 220 per hour", (190, 220, "hour")),
    ("$300k/$350k DOE", (300_000, 350_000, "year")),
    ("$2,000/$2,200 per shift", (2000, 2200, "shift")),
    ("$150,000/$300,000", (150_000, 300_000, "year")),
    ("$150,000/$310,000", (150_000, 150_000, "year")),
    ("$350,000/$300,000", (350_000, 350_000, "year")),
    ("$200,000/$600,000", None),  # malpractice limits
]


def _said(where, rows):
    got = read(*({where: text} for text, _ in rows)).select(WANTED[:3]).rows()
    return dict(zip([text for text, _ in rows], got, strict=True))


@pytest.mark.parametrize(
    ("where", "rows"),
    [("description", BESIDE), ("description", OTHERS), ("description", WORDED), ("pay_text", IN_FIELD)],
)
def test_an_amount_is_the_posts_pay_or_its_words_say_whose_it_is(where, rows):
    assert _said(where, rows) == {text: pay or (None, None, None) for text, pay in rows}


def test_a_bonus_to_sign_and_to_stay_is_a_sign_on_bonus():
    both = ["Sign-on/retention bonus of $25,000 - $50,000", "Sign-on and retention bonus: $50,000"]
    got = read(*({"description": text} for text in [*both, "Retention bonus of $25,000"]))
    assert got["sign_on_bonus"].to_list() == [50_000, 50_000, None]


FOREIGN = [
    "AED 900,000", "SAR 500,000", "QAR 60,000 per month", "SGD350k", "MXN 900,000", "ZAR 1,200,000", "R$ 400.000", "A$350,000", "MX$900,000", "NT$ 900,000", "Can$350,000",
    "$350,000 CDN", "$350,000 (CAD)", "350,000 AUD", "$350,000 Canadian", "$350,000 Canadian per year", "$300,000 - $350,000 Canadian dollars", "$300,000-$350,000 CAD", "350,000 rand",
    "400,000 kr", "Rs. 400,000", "R 900,000", "₱ 400,000",
]  # fmt: skip
DOLLARS = [
    "US$350,000", "USD 350,000", "$350,000 USD", "CA $350,000", "$350,000 - Canadian candidates welcome", "$350,000 Canadian physicians welcome", "$350,000 R3", "$350,000; CAD is no barrier",
]  # fmt: skip


@pytest.mark.parametrize("text", FOREIGN)
def test_other_money_is_no_dollars(text):
    got = read({"pay_text": text}, {"description": f"Salary: {text}"}, {"description": f"A salary of {text}."})
    assert got["pay_min"].to_list() == [None] * 3
    assert got["pay_text"][0] == text


@pytest.mark.parametrize("text", DOLLARS)
def test_dollars_beside_another_country_are_dollars(text):
    assert read({"description": f"Salary: {text}"})["pay_min"].to_list() == [350_000]


def test_a_pay_field_that_welcomes_canadians_is_in_dollars():
    assert read({"pay_text": "$350,000 - Canadian candidates welcome"})["pay_min"].to_list() == [350_000]
