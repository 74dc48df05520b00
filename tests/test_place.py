"""Where a posting is, from whatever the board calls a place."""

import csv
import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import gazetteer, place
from curbside.transforms.place_fields import FIELDS

LABELLED = Path(__file__).parent / "labelled" / "places.csv"
SCHEMA = {**dict.fromkeys(FIELDS, pl.String), "latitude": pl.Float64, "longitude": pl.Float64}


def resolve(*rows, **one):
    rows = rows or (one,)
    return place.resolve(pl.DataFrame([dict.fromkeys(SCHEMA) | r for r in rows], schema=SCHEMA))


@pytest.mark.parametrize("part", ["tune", "blind"])
def test_labelled_places_are_read_right(part):
    with LABELLED.open(newline="", encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f) if r["part"] == part]
    assert len(rows) >= 60
    out = resolve(*({c: r[c] or None for c in ("text", "city", "state", "country")} for r in rows))
    got = [(c, s, n, x is not None) for c, s, n, x in out.select("city", "state", "country", "latitude").rows()]
    want = [
        (r["want_city"] or None, r["want_state"] or None, r["want_country"] or None, r["located"] == "yes")
        for r in rows
    ]
    wrong = [(r, w, g) for r, w, g in zip(rows, want, got, strict=True) if w != g]
    assert len(wrong) <= 0.03 * len(rows), wrong


def test_rows_keep_their_order_and_count():
    rows = [
        {"city": "Toledo", "state": "OH"},
        {"city": None},
        {"city": "Toledo", "state": "OH"},
        {"city": "Boise", "state": "ID"},
    ]
    assert resolve(*rows)["city"].to_list() == ["Toledo", None, "Toledo", "Boise"]
    assert place.resolve(pl.DataFrame(schema=SCHEMA)).height == 0


def test_coordinates_of_the_board_are_believed_where_they_fit_the_words():
    near = resolve(city="Toledo", state="OH", latitude=41.7, longitude=-83.6).row(0, named=True)
    assert (near["latitude"], near["longitude"]) == (41.7, -83.6)
    for wrong in ((0.0, 0.0), (26.9, -80.1), (999.0, 5.0)):
        far = resolve(city="Toledo", state="OH", latitude=wrong[0], longitude=wrong[1]).row(0, named=True)
        assert far["latitude"] == pytest.approx(41.66, abs=0.1)


def test_a_zip_code_places_what_has_no_city_and_is_dropped_where_it_contradicts():
    assert resolve(postal_code="43604").select("city", "state", "postal_code").row(0) == (
        "Toledo",
        "OH",
        "43604",
    )
    assert resolve(postal_code="2114", state="MA")["postal_code"].item() == "02114"
    clash = resolve(city="Toledo", state="OH", postal_code="02114").row(0, named=True)
    assert clash["state"] == "OH" and clash["postal_code"] is None


@pytest.mark.parametrize("text", ["Boston, MA", "boston, massachusetts", "02114", "02114-1234", "Boston"])
def test_a_users_place_is_located(text):
    latitude, longitude = place.locate(text)
    assert latitude == pytest.approx(42.36, abs=0.1) and longitude == pytest.approx(-71.06, abs=0.1)


def test_the_two_cities_that_bear_a_states_name():
    assert place.locate("New York")[0] == pytest.approx(40.71, abs=0.1)
    assert place.locate("Washington, DC")[0] == pytest.approx(38.9, abs=0.1)


@pytest.mark.parametrize("text", ["Springfield", "Ohio", "", "nowhere at all", "99999", "\x00"])
def test_what_names_no_one_place_is_not_located(text):
    assert place.locate(text) is None


def test_miles():
    frame = pl.DataFrame({"a": [42.3601], "b": [-71.0589], "c": [40.7128], "d": [-74.006]})
    assert frame.select(place.miles(*map(pl.col, "abcd"))).item() == pytest.approx(190, abs=2)
    assert frame.select(place.miles(pl.col("a"), pl.col("b"), pl.col("a"), pl.col("b"))).item() == 0


def test_a_title_names_a_place_only_outright():
    titles = pl.Series(
        [
            "Urology in Toledo, OH",
            "Hospitalist Green Bay, WI",
            "1 hour from Toledo, OH",
            "BC/BE, MD",
            None,
            "Nice job",
        ]
    )
    assert place.in_title(titles).select("city", "state").rows() == [
        ("Toledo", "OH"), ("Green Bay", "WI"), (None, None), (None, None), (None, None), (None, None)
    ]  # fmt: skip


def test_a_title_without_commas_and_a_landscape_name_a_place():
    told = {
        "Surgeon needed in Dayton Ohio": ("Dayton", "OH"), "Pulmonologist needed in Albany NY": ("Albany", "NY"),
        "Doctor in Kansas City Missouri": ("Kansas City", "MO"), "Doctor in Houston TX Area": ("Houston", "TX"),
        "Internist in West Texas": (None, "TX"), "Doctor in Central Florida": (None, "FL"), "Doctor in Upstate NY": (None, "NY"),
        "Needed in Medford OR Portland": (None, None), "Opening in the Hudson Valley": (None, "NY"), "Opening near NYC": (None, None),
        "Surgeon, Green Bay Area": (None, None), "Surgeon in the Bay Area": (None, "CA"), "Two hours from the Poconos": (None, None),
    }  # fmt: skip
    read = place.in_title(pl.Series(list(told))).select("city", "state").rows()
    assert dict(zip(told, read, strict=True)) == told


def test_a_name_cut_off_is_no_town():
    assert resolve({"city": "Lorida", "state": "FL"}).select("city", "state").row(0) == (None, "FL")


@pytest.mark.whole
@settings(max_examples=8)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=30), st.text(max_size=12)), min_size=8, max_size=20))
def test_no_text_makes_it_raise(places):
    rows = [{"city": c, "state": s, "postal_code": z, "text": c} for c, s, z in places]
    out = resolve(*rows)
    assert out.height == len(rows)
    assert all(len(s) == 2 for s in out["state"].drop_nulls())
    assert all(map(math.isfinite, out["latitude"].drop_nulls()))


@pytest.mark.whole
@settings(max_examples=4)
@given(
    st.lists(
        min_size=10,
        max_size=20,
        elements=st.sampled_from(
            gazetteer.places()
            .filter((pl.col("population") > 20_000) & ~pl.col("spelling").str.contains(r"[/-]|^Central"))
            .select("spelling", "state")
            .rows()
        ),
    )
)
def test_every_larger_city_is_found_in_every_form(pairs):
    forms, states = [], []
    for city, state in pairs:
        name = gazetteer.STATES[state]
        forms += [{"city": city, "state": state}, {"text": f"{city}, {state}"}, {"text": f"{city}, {name}, United States"},
                  {"city": city.upper(), "state": name}, {"text": f"{state} - {city}"}]  # fmt: skip
        states += [state] * 5
    out = resolve(*forms)
    assert out["state"].to_list() == states
    assert out["latitude"].null_count() == 0


@pytest.mark.parametrize(
    ("text", "country", "city"),
    [
        ("43604", None, "Toledo"), ("ZIP 43604", None, "Toledo"), ("Zip Code: 43604-1234", None, "Toledo"),
        ("USA 43604", None, "Toledo"), ("43604", "DE", None), ("Req 43604", None, None), ("436040", None, None), ("00000", None, None),
    ],
)  # fmt: skip
def test_a_zip_code_that_is_all_of_a_place_says_where(text, country, city):
    out = resolve(text=text, country=country)
    assert out["city"].to_list() == [city]
    assert out["state"].to_list() == ["OH" if city else None]


@pytest.mark.parametrize(
    ("text", "city", "state", "country"),
    [
        ("Remote in Columbus, OH", "Columbus", "OH", "US"),
        ("Hybrid work in Lima, OH 45801", "Lima", "OH", "US"),
        ("Temporarily remote in Akron, OH", "Akron", "OH", "US"),
        ("In-person in Troy, Ohio", "Troy", "OH", "US"),
        ("Hybrid remote in Town and Country, MO", "Town and Country", "MO", "US"),
        ("Remote in Ohio", None, "OH", "US"),
        ("Remote within southern Ohio", None, "OH", "US"),
        ("Remote in the United States", None, None, "US"),
        ("Remote in Canada", None, None, "CA"),
        ("Remote area in Alaska", None, "AK", "US"),
        ("Remote from anywhere", None, None, None),
    ],
)
def test_how_one_works_stands_before_where(text, city, state, country):
    assert resolve(text=text).select("city", "state", "country").row(0) == (city, state, country)
    if city:
        before = text.partition(f", {state}")[0]
        assert resolve(city=before, state=state).select("city", "state").row(0) == (city, state)
