"""Days in every form that boards write them."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import dates

SEEN = dt.datetime(2026, 5, 25, 12, tzinfo=dt.UTC)


def read(text, seen=SEEN, what=dates.read):
    frame = pl.DataFrame(
        {"text": [text], "seen": [seen]}, schema={"text": pl.String, "seen": pl.Datetime("us", "UTC")}
    )
    return frame.select(what(pl.col("text"), pl.col("seen"))).item()


@pytest.mark.parametrize(
    "text, day",
    [
        ("2026-05-21", "2026-05-21"), ("2024-06-12T23:59:59.9970", "2024-06-12"), ("2026-05-21T04:00:00Z", "2026-05-21"),
        ("2026-05-21T23:59:59-07:00", "2026-05-21"), ("2026-01-05T00:00:00.000+0000", "2026-01-05"), ("2021-02-22 20:14:40", "2021-02-22"),
        ("7/8/2021", "2021-07-08"), ("11/20/2019 08:55:24 AM", "2019-11-20"), ("5/3/26", "2026-05-03"), ("25/12/2025", "2025-12-25"),
        ("Jan 07, 2021", "2021-01-07"), ("May 21, 2026", "2026-05-21"), ("\nSeptember 24, 2017\n", "2017-09-24"), ("July 4th, 2026", "2026-07-04"),
        ("21 Apr 2015", "2015-04-21"), ("20260921", "2026-09-21"), ("Wed, 19 Aug 2026 05:00:00:0", "2026-08-19"),
        ("Thu, 21 May 2026 04:00:00 GMT", "2026-05-21"), ("1716249600", "2024-05-21"), ("1716249600000", "2024-05-21"), ("21.05.2026", "2026-05-21"),
        ("Posted Today", "2026-05-25"), ("Just posted", "2026-05-25"), ("Yesterday", "2026-05-24"), ("Posted 3 Days Ago", "2026-05-22"),
        ("2 weeks ago", "2026-05-11"), ("5d ago", "2026-05-20"), ("an hour ago", "2026-05-25"), ("14 hours ago", "2026-05-24"),
        ("1 month ago", "2026-04-25"),
    ],
)  # fmt: skip
def test_forms(text, day):
    assert read(text) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "Posted 30+ Days Ago",
        "",
        None,
        "Open until filled",
        "2021-02-30",
        "99/99/2020",
        "0001-01-01",
        "\x00",
        "9" * 500,
    ],
)
def test_what_names_no_day_is_null(text):
    assert read(text) is None


def test_a_posting_day_is_never_in_the_future():
    assert read("2026-05-26", what=dates.posted) == dt.date(2026, 5, 26)  # a zone ahead of ours
    assert read("2026-06-30", what=dates.posted) is None


def closes(closing, posted="2026-05-01", official=False):
    row = {"c": [closing], "p": [posted], "seen": [SEEN]}
    frame = pl.DataFrame(
        row, schema={"c": pl.String, "p": pl.String, "seen": pl.Datetime("us", "UTC")}
    ).with_columns(pl.col("c", "p").str.to_date("%Y-%m-%d", strict=False))
    day, made_up = dates.closes(pl.col("c"), pl.col("p"), pl.col("seen"), pl.lit(official))
    return frame.select(day.alias("day"), made_up.alias("made_up")).row(0)


@pytest.mark.parametrize(
    "day", ["2026-09-01", "2027-05-01", "2036-05-01", "2026-05-01", "2026-08-31", "9999-12-31"]
)
def test_closing_days_that_software_made_up(day):
    assert closes(day) == (None, True)


def test_closing_days_that_are_meant():
    assert closes("2026-06-15") == (dt.date(2026, 6, 15), False)
    assert closes("2026-09-01", official=True) == (dt.date(2026, 9, 1), False)
    assert closes("2026-06-15", posted=None) == (dt.date(2026, 6, 15), False)
    assert closes(None) == (None, False)


@settings(max_examples=80, deadline=None)
@given(st.dates(dt.date(1996, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_read_back_from_every_full_form(day):
    for form in (
        "%Y-%m-%d",
        "%m/%d/%Y",
        "%B %d, %Y",
        "%d %b %Y",
        "%Y%m%d",
        "%Y-%m-%dT%H:%M:%SZ",
        "%a, %d %b %Y %H:%M:%S +0000",
    ):
        assert read(day.strftime(form)) == day


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text):
    read(text)
