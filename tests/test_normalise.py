"""Records into postings."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.extractors.base import RECORD
from curbside.transforms import normalise, text

SCHEMA = {
    **dict.fromkeys(["posting_id", "board", "board_posting_id"], pl.String),
    **{c: t for c, t in RECORD.items() if c != "key"},
    "seen_at": pl.Datetime("us", "UTC"),
}
SEEN = dt.datetime(2026, 5, 25, 12, tzinfo=dt.UTC)
WHERE = {
    "text": None,
    "city": None,
    "state": None,
    "postal_code": None,
    "country": None,
    "latitude": None,
    "longitude": None,
}


def raw(*records):
    base = dict.fromkeys(SCHEMA) | {"board": "b", "seen_at": SEEN}
    rows = [base | {"posting_id": f"b:{n}", "board_posting_id": str(n)} | r for n, r in enumerate(records)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_a_posting_from_end_to_end():
    record = {
        "title": "  Urology &amp; Andrology \n", "employer": "Mercy Hospital", "url": " https://x.example/1 ", "reference": "R-1",
        "places": [WHERE | {"city": "TOLEDO", "state": "Ohio", "country": "United States"}], "pay_min": "400000", "pay_max": "450000",
        "pay_unit": "YEAR", "posted": "2026-05-20T04:00:00Z", "closes": "2026-09-20", "remote": "false",
        "description": "<p>A $30,000 sign-on bonus.<br>Contact Jane Doe at jane@example.org</p>",
    }  # fmt: skip
    postings, places = normalise.postings(raw(record))
    row = postings.row(0, named=True)
    assert row["title"] == "Urology & Andrology" and row["url"] == "https://x.example/1"
    assert (row["city"], row["state"], row["country"]) == ("Toledo", "OH", "US")
    assert row["place_text"] == "TOLEDO, Ohio, United States"
    assert (row["pay_min"], row["pay_max"], row["pay_period"], row["sign_on_bonus"]) == (
        400000,
        450000,
        "year",
        30000,
    )
    assert row["posted_on"] == dt.date(2026, 5, 20)
    assert row["closes_on"] is None and row["closes_synthetic"]  # four months to the day
    assert row["description"] == "A $30,000 sign-on bonus.\nContact Jane Doe at jane@example.org"
    assert row["contact_name"] == "Jane Doe" and row["remote"] is False and row["employer_kind"] == "employer"
    assert places.select("posting_id", "city").rows() == [("b:0", "Toledo")]


def test_all_places_are_kept_and_the_most_precise_one_is_the_postings():
    several = [
        WHERE | {"text": "Ohio"},
        WHERE | {"text": "Toledo, OH; Akron, OH"},
        WHERE | {"city": "Toledo", "state": "OH"},
    ]
    postings, places = normalise.postings(raw({"title": "Urologist", "places": several}, {"title": "Urologist"}))
    assert postings["city"].to_list() == ["Toledo", None]
    assert places.select("posting_id", "city", "state").rows() == [
        ("b:0", None, "OH"),
        ("b:0", "Toledo", "OH"),
        ("b:0", "Akron", "OH"),
    ]


def test_a_title_says_the_city_that_the_board_left_out():
    postings, places = normalise.postings(
        raw(
            {"title": "Urologist in Toledo, OH", "places": [WHERE | {"state": "OH"}]},
            {"title": "Urologist in Toledo, OH", "places": [WHERE | {"state": "KY"}]},
            {"title": "Urologist 1 hour from Toledo, OH"},
        )
    )
    assert postings.select("city", "state").rows() == [("Toledo", "OH"), (None, "KY"), (None, None)]
    assert places.height == 2


def test_nothing_in_nothing_out():
    postings, places = normalise.postings(raw())
    assert postings.shape == (0, len(normalise.POSTING)) and places.shape == (0, len(normalise.POSTING_PLACE))
    assert postings.schema == pl.Schema(normalise.POSTING)


@pytest.mark.whole
def test_rows_keep_their_order_over_slices(monkeypatch):
    monkeypatch.setattr(normalise, "SLICE", 7)
    postings, _ = normalise.postings(raw(*({"title": f"Urologist {n}"} for n in range(40))))
    assert postings["posting_id"].to_list() == [f"b:{n}" for n in range(40)]


@pytest.mark.whole
def test_odd_strings_do_not_stop_it():
    odd = [
        "x" * 200_000,
        "\x00\x01\x07",
        "((((" * 999,
        "<" * 50_000,
        "$" * 50_000,
        "\ud7ff\uffff",
        "💰" * 3000,
        "a@" * 9000,
        "$1-" * 9000,
        "-" * 90_000,
    ]
    records = [
        dict.fromkeys([c for c, t in RECORD.items() if t == pl.String and c != "key"], value)
        | {"places": [dict.fromkeys(("text", "city", "state", "postal_code", "country"), value) | {"latitude": 1e300, "longitude": float("nan")}],
           "categories": [value, None], "employment": [value]}
        for value in odd
    ]  # fmt: skip
    postings, _ = normalise.postings(raw(*records))
    assert postings.height == len(odd)
    assert postings["title"].str.len_chars().max() <= normalise.TITLE
    assert postings["description"].str.len_chars().max() <= normalise.DESCRIPTION
    assert not postings["title"].drop_nulls().str.contains("\x00").any()


@pytest.mark.whole
@settings(max_examples=3)  # many postings at once: what a call costs, it costs once
@given(st.lists(st.tuples(*[st.text(max_size=50)] * 6), min_size=10, max_size=30))
def test_any_text_is_taken(rows):
    records = [
        {"title": title, "description": description, "posted": posted, "closes": posted, "pay_text": pay, "employer": employer,
         "places": [WHERE | {"city": city, "text": title}]}
        for title, description, posted, pay, city, employer in rows
    ]  # fmt: skip
    postings = normalise.postings(raw(*records))[0]
    assert postings["posting_id"].to_list() == [f"b:{n}" for n in range(len(rows))]


@pytest.mark.parametrize(
    "markup, plain",
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a <b>bold</b>er word", "a bolder word"),
        ("&lt;p&gt;One&lt;/p&gt;", "One"),
        ("&amp;lt;p&amp;gt;Tom &amp;amp; Ann", "Tom & Ann"),
        ("<ul><li>a</li>\r\n<li>b</li></ul>", "a\nb"),
        ("<script>var x = '<p>';</script>Text<!-- no -->", "Text"),
        ("less &lt;5 and 3 < 4 stay", "less <5 and 3 < 4 stay"),
        ("no\u00a0break\u200b", "no break"),
        ('<p>Hi <img alt="beds > 200, base salary $700,000"> there</p>', "Hi\nthere"),
        ("<a title='x > y, J-1 visas' href=u>link</a> we don't say no", "link we don't say no"),
        ('&lt;p title="pay &gt; $900,000"&gt;Hello&lt;/p&gt;', "Hello"),
        ('<div data-x="{&quot;a&quot;: &quot;<b>$800K</b>&quot;}">text</div>', "text"),
        ('5 < 6 and "quotes" > here', '5 < 6 and "quotes" > here'),
        ("plain text", "plain text"),
        ("", ""),
        (None, None),
    ],
)
def test_markup_into_text(markup, plain):
    assert pl.DataFrame({"m": [markup]}, schema={"m": pl.String}).select(text.plain(pl.col("m"))).item() == plain


def test_a_state_is_read_from_the_title_and_remote_from_the_place():
    said = [
        ({}, "Cardiologist in Western Iowa", "IA", None),
        ({"country": "US"}, "Urology | OH | $500K", "OH", None),
        ({}, "Hospitalist, MD", None, None),
        ({}, "GI two hours from Ohio", None, None),
        ({"state": "TX"}, "Urology in Ohio", "TX", None),
        ({"text": "Remote, USA"}, "Psychiatrist", None, True),
        ({"city": "Remote"}, "Psychiatrist", None, True),
        ({"text": "Hybrid - Remote"}, "Psychiatrist", None, None),
        ({"text": "Remote Island Clinic"}, "Psychiatrist", None, None),
        ({"text": "Remote in Ohio"}, "Psychiatrist", "OH", True),
        ({"text": "Hybrid work in Lima, OH"}, "Psychiatrist", "OH", None),
    ]
    records = [{"title": title, "places": [WHERE | where]} for where, title, *_ in said]
    found = normalise.postings(raw(*records))[0].select("state", "remote").rows()
    for (where, title, *expected), row in zip(said, found, strict=True):
        assert row == tuple(expected), (where, title)


def test_the_boards_city_and_the_titles_state_are_one_place():
    rows = [
        {
            "title": "Cardiac Anesthesiologist Job in Rochester, New York",
            "places": [WHERE | {"city": "Rochester", "country": "US"}],
        },
        {"title": "Benefits near Charleston, West Virginia", "places": [WHERE | {"text": "Huntington, US"}]},
        {"title": "Urology in Ohio", "places": [WHERE | {"text": "Springfield"}]},
        {"title": "Hospitalist in NH - the scenic Haverhill area", "places": [WHERE | {"city": "Haverhill"}]},
        {"title": "Pediatrician needed in Acoma, NM", "places": [WHERE | {"city": "Laguna", "country": "US"}]},
        {"title": "Internist near Boston, MA", "places": [WHERE | {"city": "Nashua"}]},
        {"title": "Cardiology in Upstate NY", "places": [WHERE | {"country": "US"}]},
        {"title": "Family Practice, an exciting position in New Zealand", "places": [WHERE | {"country": "US"}]},
    ]
    got = normalise.postings(raw(*rows))[0].select("city", "state", "country").rows()
    assert got == [
        ("Rochester", "NY", "US"),
        ("Huntington", "WV", "US"),
        ("Springfield", "OH", "US"),
        ("Haverhill", "NH", "US"),
        ("Laguna", "NM", "US"),
        ("Nashua", "NH", "US"),
        (None, "NY", "US"),
        (None, None, "NZ"),
    ]
