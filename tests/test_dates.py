"""Days in every form that boards write them."""

import csv
import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import dates

LABELLED = Path(__file__).parent / "labelled" / "dates.csv"  # relative forms count from SEEN
SEEN = dt.datetime(2026, 5, 25, 12, tzinfo=dt.UTC)


def read_all(texts):
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    seen = pl.lit(SEEN).cast(pl.Datetime("us", "UTC"))
    return frame.select(dates.read(pl.col("text"), seen)).to_series().to_list()


def read(text):
    return read_all([text])[0]


def test_forms():
    with LABELLED.open(newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    got = read_all([r["text"] for r in rows])
    assert got == [dt.date.fromisoformat(r["day"]) if r["day"] else None for r in rows]


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
    day = dates.read(pl.col("text"), pl.col("seen"))
    said = pl.DataFrame({"text": ["2026-05-26", "2026-06-30"]}).with_columns(seen=pl.lit(SEEN))  # a zone ahead of ours
    assert said.select(dates.posted(day, pl.col("seen"))).to_series().to_list() == [dt.date(2026, 5, 26), None]


def closes(closing, posted="2026-05-01", official=False):
    row = {"c": [closing], "p": [posted], "seen": [SEEN]}
    frame = pl.DataFrame(row, schema={"c": pl.String, "p": pl.String, "seen": pl.Datetime("us", "UTC")}).with_columns(
        pl.col("c", "p").str.to_date("%Y-%m-%d", strict=False)
    )
    day, made_up = dates.closes(pl.col("c"), pl.col("p"), pl.col("seen"), pl.lit(official))
    return frame.select(day.alias("day"), made_up.alias("made_up")).row(0)


@pytest.mark.parametrize(
    "day", ["2026-09-01", "2027-05-01", "2036-05-01", "2026-05-01", "2026-08-31", "9999-12-31", "2026-04-02"]
)
def test_closing_days_that_software_made_up(day):
    assert closes(day) == (None, True)


def test_closing_days_that_are_meant():
    assert closes("2026-06-15") == (dt.date(2026, 6, 15), False)
    assert closes("2026-09-01", official=True) == (dt.date(2026, 9, 1), False)
    assert closes("2026-06-15", posted=None) == (dt.date(2026, 6, 15), False)
    assert closes(None) == (None, False)


FORMS = (
    "%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %H:%M:%S +0000",
)  # fmt: skip


@settings(max_examples=20)
@given(st.lists(st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31)), min_size=4, max_size=12))
def test_a_day_is_read_back_from_every_full_form(days):
    written = [(day.strftime(form), day) for day in days for form in FORMS]
    assert read_all([text for text, _ in written]) == [day for _, day in written]


@settings(max_examples=10)
@given(st.lists(st.text(max_size=40), min_size=8, max_size=20))
def test_no_text_makes_it_raise(texts):
    assert len(read_all(texts)) == len(texts)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027-01-07T05:59:59Z", 6), ("2027-01-07T07:59:59.999Z", 6), ("2027-01-07T04:59:59+00:00", 6), ("2027-01-07T23:59:59Z", 7),
     ("2027-01-07T23:59:59-06:00", 7), ("2027-01-07T05:00:00Z", 7), ("2027-01-07", 7)],
)  # fmt: skip
def test_the_end_of_a_day_in_greenwich_time_is_that_day_where_the_posting_is(text, day):
    said = pl.DataFrame({"text": [text]}).with_columns(day=pl.lit(read(text)))
    assert said.select(dates.closing(pl.col("text"), pl.col("day"))).item() == dt.date(2027, 1, day)
