"""Employers whose text says that their bearer has left: the house is found, as one of earlier, beside today's."""

import polars as pl
import pytest

from curbside.network import former
from curbside.network.model import AFFILIATION


@pytest.mark.parametrize(
    ("written", "house", "now"),
    [
        ("Retired, Loring Hospital", "Loring Hospital", None),
        ("Retired (Loring Hospital)", "Loring Hospital", None),
        ("Retired from Loring Hospital", "Loring Hospital", None),
        ("Emeritus, Loring Hospital", "Loring Hospital", None),
        ("Formerly Loring Hospital", "Loring Hospital", None),
        ("Former fellow, Loring Hospital; now Elm Clinic", "Loring Hospital", "Elm Clinic"),
        ("Formerly Loring Hospital (now at Elm Clinic)", "Loring Hospital", "Elm Clinic"),
        ("Former Hospitalist at Loring Hospital", "Loring Hospital", None),
        ("Loring Hospital (retired)", "Loring Hospital", None),
        ("Loring Hospital, retired", "Loring Hospital", None),
        ("Formerly Loring Medical Center, Fresno", "Loring Medical Center, Fresno", None),
        ("Formerly Baptist Hospital, Miami", "Baptist Hospital, Miami", None),
        ("Retired Chief of Surgery, Loring Hospital", "Loring Hospital", None),
        ("Ex-Loring Hospital", None, None),
        ("Ex-Loring Hospital, now Elm Clinic", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic; previously Loring Hospital", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic, previously at Loring Hospital", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic (formerly at Loring Hospital)", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic | formerly Loring Hospital", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic / ex-Loring Hospital", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic (ex-Loring)", "Loring", "Elm Clinic"),
        ("Elm Clinic (prev. Loring Hospital)", "Loring Hospital", "Elm Clinic"),
        ("Elm Clinic (formerly Oak Clinic)", None, None),  # the house's own earlier name
        ("Elm Clinic, formerly Oak Clinic", None, None),
        ("Loring Hospital (2012-16)", None, None),  # its bearer's standing tells of that
        ("Urgent Care Now Clinic", None, None),
        ("Hospital for Special Surgery, now HSS Health", None, None),
        ("Was at Loring Hospital, now retired", "Loring Hospital", None),
        ("Was Loring Hospital till June", "Loring Hospital", None),
        ("Used to be at Loring Hospital (Boise)", "Loring Hospital (Boise)", None),
        ("Used to be at Loring Hospital", "Loring Hospital", None),
        ("Between jobs (was Loring Hospital)", "Loring Hospital", None),
        ("Left Loring Hospital 2023", "Loring Hospital", None),
        ("Left Loring Hospital in 2023", "Loring Hospital", None),
        ("moved on from Loring Hospital", "Loring Hospital", None),
        ("no longer at Loring Hospital", "Loring Hospital", None),
        ("late of Loring Hospital", "Loring Hospital", None),
        ("Worked at Loring Hospital, now at Elm Clinic", "Loring Hospital", "Elm Clinic"),
        ("Most recently with Loring Hospital", "Loring Hospital", None),
        ("Did residency at Loring Hospital", "Loring Hospital", None),
        ("Loring Hospital, now retired", "Loring Hospital", None),
        ("Loring Hospital - now retired from practice", "Loring Hospital", None),
        ("Loring Hospital [past]", "Loring Hospital", None),
        ("Loring Hospital (no longer there)", "Loring Hospital", None),
        ("Former obstetrician, Loring Hospital", "Loring Hospital", None),
        ("Former PGY-2 at Loring Hospital", "Loring Hospital", None),
        ("Retired physician assistant, Loring Hospital", "Loring Hospital", None),
        ("Loring Hospital; retired", "Loring Hospital", None),
        ("Formerly Loring Hospital, emeritus", "Loring Hospital", None),
        ("Loring Hospital till June (retired)", "Loring Hospital", None),
        ("Formerly Kaiser until 2019, now Elm Clinic", "Kaiser", "Elm Clinic"),
        ("Retired, Loring Hospital (1950-2019)", "Loring Hospital", None),
        ("Now retired", None, None),
        ("Left Coast Family Clinic", None, None),
        ("Once Upon a Time Pediatrics", None, None),
        ("Wasatch Clinic", None, None),
        ("Last Frontier Medical Center", None, None),
        ("Care from Home", None, None),
        ("Pediatric Associates Past and Present", None, None),
        ("Retired", None, None),
        ("Loring Hospital", None, None),
        ("Retired Physicians Organization", None, None),
        ("Formera Health", None, None),
    ],
)
def test_the_house_that_was_left(written, house, now):
    assert former.read(written) == (house, now)


def test_it_is_no_employer_of_today():
    work = {"record_id": "a", "kind": "work", "city": "Akron", "state": "OH", "is_current": True}
    rows = [
        {**work, "organisation_name": "Formerly Loring Hospital; now Elm Clinic"},
        {**work, "organisation_name": "Retired, Oak Hospital"},
        {**work, "organisation_name": "Pine Hospital"},
    ]
    told = former.split(pl.DataFrame(rows, schema=AFFILIATION))
    assert sorted(told.select("organisation_name", "city", "state", "is_current").rows()) == [
        ("Elm Clinic", "Akron", "OH", True),
        ("Loring Hospital", None, None, False),
        ("Oak Hospital", None, "OH", False),
        ("Pine Hospital", "Akron", "OH", True),
    ]
