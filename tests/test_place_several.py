"""Several places in one line."""

import polars as pl
import pytest

from curbside.transforms import place_several

LINES = {
    "Cleveland, OH; Akron, OH": ["Cleveland, OH", "Akron, OH"],
    "Reno, NV; Sparks; Elko": ["Reno, NV", "Sparks, NV", "Elko, NV"],
    "Sparks | Elko, NV": ["Sparks, NV", "Elko, NV"],
    "Reno, NV - Main Campus; Sparks": ["Reno, NV - Main Campus", "Sparks, NV"],
    "Reno, NV 89501; Sparks": ["Reno, NV 89501", "Sparks, NV"],
    "Reno, Nevada; Sparks": ["Reno, Nevada", "Sparks, NV"],
    "Salem, OR; Vancouver; Yakima, WA": ["Salem, OR", "Vancouver, WA", "Yakima, WA"],
    "Reno, NV; Oslo": ["Reno, NV", "Oslo"],  # in no state that is said
    "Bloomington/Normal, IL": ["Bloomington, IL", "Normal, IL"],
    "Mpls/St. Paul, Minn.": ["Mpls, MN", "St. Paul, MN"],
    "Reno, Sparks and Elko, Nevada": ["Reno, NV", "Sparks, NV", "Elko, NV"],
    "Bristol, TN/VA": ["Bristol, TN", "Bristol, VA"],
    "Kansas City, MO & KS": ["Kansas City, MO", "Kansas City, KS"],
}
ONE = [
    "Town and Country, MO",
    "Truth or Consequences, NM",
    "Inpatient/Outpatient, NV",
    "Reno, Nevada",
    "Reno, NV/UT",  # no such town in Utah
    "Reno, UT/NV",
    "Reno and Sparks, Elm",  # no state
    "Reno and Sparks",
    "Salem and Portland, or",  # nor a word in small letters
    "Clinic and Hospital, Reno, NV",
    "Winston-Salem, NC",
]


@pytest.mark.parametrize("line", LINES)
def test_each_place_of_a_line_is_told_with_its_state(line):
    assert dict(place_several.apart(pl.Series([line])).iter_rows()) == {line: LINES[line]}


@pytest.mark.parametrize("line", ONE)
def test_a_line_of_one_place_stays_whole(line):
    assert place_several.apart(pl.Series([line, line])).is_empty()


def test_a_field_for_the_city_may_name_two_and_then_no_coordinates_are_believed():
    where = {"city": "Dallas/Fort Worth", "state": "TX", "latitude": 32.9, "longitude": -97.0}
    row = dict.fromkeys(["text", "postal_code", "country"]) | where
    schema = dict.fromkeys(["text", "city", "state", "postal_code", "country"], pl.String)
    schema |= {"latitude": pl.Float64, "longitude": pl.Float64}
    told = place_several.told_apart(pl.DataFrame([row, row | {"city": "Reno", "state": "NV"}], schema=schema))
    assert told.select("text", "city", "latitude").rows() == [
        ("Dallas, TX", None, None),
        ("Fort Worth, TX", None, None),
        (None, "Reno", 32.9),
    ]


@pytest.mark.parametrize(
    ("city", "state", "told"),
    [
        ("Troy, Lima", "OH", ["Troy, OH", "Lima, OH"]),
        ("Troy, Lima, Dayton", "Ohio", ["Troy, OH", "Lima, OH", "Dayton, OH"]),
        ("Fort Wayne, Allen", "IN", [None]),  # a county
        ("Brooklyn, New York", "NY", [None]),
    ],
)
def test_a_field_for_the_city_may_list_towns_of_the_one_state_beside_it(city, state, told):
    row = dict.fromkeys(["text", "postal_code", "country", "latitude", "longitude"]) | {"city": city, "state": state}
    schema = dict.fromkeys(["text", "city", "state", "postal_code", "country"], pl.String)
    schema |= {"latitude": pl.Float64, "longitude": pl.Float64}
    assert place_several.told_apart(pl.DataFrame([row], schema=schema))["text"].to_list() == told
