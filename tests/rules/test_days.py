"""A day as it is typed: what is read, and what is left alone."""

from datetime import date

import pytest

from curbside.vocabulary import days

TODAY = date(2026, 11, 23)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-23"), ("Now", "2026-11-23"), ("yesterday", "2026-11-22"), (" tomorrow ", "2026-11-24"),
        ("+7", "2026-11-30"), ("+1 day", "2026-11-24"), ("+14 days", "2026-12-07"), ("+0", "2026-11-23"), ("+12345", None), ("7", None),
        ("2026-12-31", "2026-12-31"), ("2026-1-2", "2026-01-02"), ("2026-13-01", None), ("2026-02-30", None),
        ("12/31/2026", "2026-12-31"), ("12/31", "2026-12-31"), ("1.2.27", "2027-01-02"), ("1-2-2027", "2027-01-02"), ("31/12/2026", None),
        ("1/2/99", "2099-01-02"), ("1/2/00", "2000-01-02"), ("1/2/100", None), ("1/2/0050", None), ("1/2/0100", None),
        ("Dec 31", "2026-12-31"), ("dec. 31st, 2027", "2027-12-31"), ("December 3rd 2027", "2027-12-03"), ("31 Dec", "2026-12-31"),
        ("31 January 2027", "2027-01-31"), ("Sept 2", "2026-09-02"), ("jan 1", "2026-01-01"), ("Dec", None), ("Dec 2026", None), ("Feb 30", None),
        ("1900-01-01", "1900-01-01"), ("1899-12-31", None), ("2100-12-31", "2100-12-31"), ("2101-01-01", None),
        ("", None), ("soon", None), ("maybe 5", None), ("decade 5", None), ("marketing 3", None), ("Junk 3", None), ("31 Dec 30", None),
    ],
)  # fmt: skip
def test_a_typed_day(typed, day):
    assert iso(days.read(typed, TODAY)) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/31/2026", "2026-12-31"), ("tomorrow", "2026-11-24"), ("asap", "2026-11-23"), ("Right away", "2026-11-23"), ("any time", "2026-11-23"),
        ("July 2027", "2027-07-01"), ("Jul, 2027", "2027-07-01"), ("7/2027", "2027-07-01"), ("07-2027", "2027-07-01"), ("13/2027", None), ("0/2027", None),
        ("early July 2027", "2027-07-01"), ("in the summer of 2027", "2027-07-01"), ("mid-January 2027", "2027-01-01"), ("late fall 2027", "2027-10-01"),
        ("spring 2027", "2027-04-01"), ("summer 2027", "2027-07-01"), ("autumn 2027", "2027-10-01"), ("winter 2027", "2027-01-01"),
        ("2027", "2027-01-01"), ("in 2027", "2027-01-01"), ("1899", None), ("2101", None), ("someday 2027", None), ("July", None), ("", None),
        ("maybe 2027", None), ("ju 2027", None), ("j 2027", None), ("marches 2027", None), ("December 2027", "2027-12-01"),
    ],
)  # fmt: skip
def test_a_month_a_season_or_a_year_is_its_first_day(typed, day):
    assert iso(days.month(typed, TODAY)) == day
