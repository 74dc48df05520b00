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
    ("text", "day"),
    [
        ("46346", "2026-11-20"), ("46346.4583", "2026-11-20"), ("46402", "2027-01-15"), ("42370", "2016-01-01"), ("50040", "2036-12-31"),
        ("42369", None), ("50041", None), ("12345", None), ("46346 A", None), ("Zip 46346", None),  # too long ago, too far off, no day
        ("Fri Nov 20 10:00:00 2026", "2026-11-20"), ("Fri Nov  6 10:00:00 EST 2026", "2026-11-06"), ("Fri Nov 20 10:00:00 -0500 2026", "2026-11-20"),
        ("Nov 20 10:30PM 2026", "2026-11-20"), ("Nov 20 10:30 PM 2026", "2026-11-20"), ("Fri Nov 31 10:00:00 2026", None), ("Nov 20 10:00", None), ("Fri Nov 20 10:00:00 20261", None),
    ],
)  # fmt: skip
def test_a_spreadsheets_number_and_a_computers_clock_are_days(text, day):
    assert read(text) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "text",
    [
        "Posted 30+ Days Ago",
        "",
        None,
        "Open until filled",
        "2021-02-30",
        "99/99/2020",
        "2026-00-15",
        "2026-13-15",
        "13/13/2026",
        "99/1/2026",
        "0/12/2026",
        "2026-05-00",
        "2026-05-32",
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
    "day", ["2026-09-01", "2027-05-01", "2036-05-01", "2026-04-30", "2026-08-31", "9999-12-31", "2026-04-02"]
)
def test_closing_days_that_software_made_up(day):
    assert closes(day) == (None, True)


def test_closing_days_that_are_meant():
    assert closes("2026-06-15") == (dt.date(2026, 6, 15), False)
    assert closes("2026-09-01", official=True) == (dt.date(2026, 9, 1), False)
    assert closes("2026-06-15", posted=None) == (dt.date(2026, 6, 15), False)
    assert closes("2026-05-01") == (dt.date(2026, 5, 1), False)  # the posting day itself
    assert closes(None) == (None, False)


FORMS = (
    "%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %H:%M:%S +0000",
)  # fmt: skip


@pytest.mark.whole
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


def test_a_day_at_the_edge_of_what_is_one():
    edges = [
        ("21/05/2026", "2026-05-21"),
        ("05/21/2026", "2026-05-21"),
        ("5/6/2026", "2026-05-06"),
        ("5-6-26", "2026-05-06"),
        ("13.5.2026", "2026-05-13"),
        ("5.13.2026", "2026-05-13"),
        ("6.5.2026", "2026-05-06"),
        ("2026-5-6", "2026-05-06"),
        ("2026.05.06", "2026-05-06"),
        ("20260506t120000", "2026-05-06"),
        ("May 6 '26", "2026-05-06"),
        ("May 6, 26", "2026-05-06"),
        ("6th of May, 2026", "2026-05-06"),
        ("2026 May 6", "2026-05-06"),
        ("May 6 10:30", None),
        ("May 6, 100", None),
        ("13/13/2026", None),
        ("0/5/2026", None),
        ("5/0/2026", None),
        ("5/32/2026", None),
        ("2026-13-01", None),
        ("2026-00-01", None),
        ("2026-12-32", None),
        ("2026-12-00", None),
        ("12/31/2026", "2026-12-31"),
        ("31/12/2026", "2026-12-31"),
        ("2000-12-31", None),
        ("2001-01-01", "2001-01-01"),
        ("2200-12-31", "2200-12-31"),
        ("2201-01-01", None),
        ("978307199", None),
        ("978307200", "2001-01-01"),
        ("1779710400000", "2026-05-25"),
        ("/date(1779710400000)/", "2026-05-25"),
        ("999999999999", "2001-09-09"),
        ("7258118400", "2200-01-01"),
        ("99999999999", None),
        ("12 hours ago", "2026-05-25"),
        ("13 hours ago", "2026-05-24"),
        ("36 hours ago", "2026-05-24"),
        ("720 minutes ago", "2026-05-25"),
        ("721 minutes ago", "2026-05-24"),
        ("a day ago", "2026-05-24"),
        ("an hour ago", "2026-05-25"),
        ("2d ago", "2026-05-23"),
        ("1 week ago", "2026-05-18"),
        ("4w ago", "2026-04-27"),
        ("1 month ago", "2026-04-25"),
        ("2 mo ago", "2026-03-25"),
        ("3m ago", "2026-05-25"),
        ("yesterday", "2026-05-24"),
        ("today", "2026-05-25"),
        ("just now", "2026-05-25"),
        ("new", "2026-05-25"),
        ("999 days ago", "2023-08-30"),
        ("1000 days ago", None),
        ("date posted: 5/3/2026", "2026-05-03"),
        ("tomorrow", None),
    ]
    got = [(text, day and str(day)) for (text, _), day in zip(edges, read_all([t for t, _ in edges]), strict=True)]
    assert got == edges


@pytest.mark.parametrize(
    ("day", "posted", "made_up"),
    [
        ("2026-05-02", "2026-05-01", False), ("2026-08-30", "2026-05-01", False), ("2026-09-02", "2026-05-01", True), ("2026-09-03", "2026-05-01", False),
        ("2027-04-29", "2026-05-01", False), ("2027-04-30", "2026-05-01", True), ("2027-05-02", "2026-05-01", True), ("2027-05-03", "2026-05-01", False), ("2036-05-02", "2026-05-01", True),
        ("2029-05-25", "2026-05-01", False), ("2029-05-26", "2026-05-01", True), ("2025-02-27", "2024-02-29", True), ("2025-02-26", "2024-02-29", False), ("2029-05-26", None, True),
    ],
)  # fmt: skip
def test_a_closing_day_is_made_up_by_a_day_of_leeway(day, posted, made_up):
    assert closes(day, posted) == (None if made_up else dt.date.fromisoformat(day), made_up)


def test_a_posting_day_may_be_one_day_ahead():
    said = pl.DataFrame({"day": [dt.date(2026, 5, d) for d in (25, 26, 27)]}).with_columns(seen=pl.lit(SEEN))
    got = said.select(dates.posted(pl.col("day"), pl.col("seen"))).to_series().to_list()
    assert got == [dt.date(2026, 5, 25), dt.date(2026, 5, 26), None]
