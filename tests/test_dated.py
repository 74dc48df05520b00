"""Employers whose text says when their bearer works there: the house is found without the words, with its years."""

from datetime import date

import polars as pl
import pytest

from curbside.network import dated, former
from curbside.network.dated import Job
from curbside.network.model import AFFILIATION

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("written", "jobs"),
    [
        *(
            (
                f"Elm Clinic ({word} Loring Hospital{sign} 2010-2016)",
                [Job("Elm Clinic"), Job("Loring Hospital", 2010, 2016, is_over=True)],
            )
            for word, sign in (
                ("ex", ""),
                ("ex-", ""),
                ("formerly", ","),
                ("previously", ""),
                ("prev.", ""),
                ("prior:", ","),
                ("past", ""),
                ("was", ""),
                ("was at", ","),
            )
        ),
        *(
            (
                f"Elm Clinic, Boise (Loring Hospital {until} 2020)",
                [Job("Elm Clinic, Boise"), Job("Loring Hospital", None, 2020, is_over=True)],
            )
            for until in ("until", "till", "through", "thru")
        ),
        ("Elm Clinic (formerly Loring Hospital)", []),
        ("Loring Hospital (2015-2019)", [Job("Loring Hospital", 2015, 2019, is_over=True)]),
        ("Loring Hospital 2012-16", [Job("Loring Hospital", 2012, 2016, is_over=True)]),
        ("2015-2019: Loring Hospital", [Job("Loring Hospital", 2015, 2019, is_over=True)]),
        ("Loring Hospital until 2020", [Job("Loring Hospital", None, 2020, is_over=True)]),
        ("Loring Hospital (through 10/2026)", [Job("Loring Hospital", None, 2026, is_over=True)]),
        ("Loring Hospital (through 11/2026)", [Job("Loring Hospital", None, 2026)]),
        ("Loring Hospital until 2026", [Job("Loring Hospital", None, 2026)]),  # the whole year
        ("Loring Hospital until 2028", [Job("Loring Hospital", None, 2028)]),
        ("Loring Hospital, since 2015", [Job("Loring Hospital", 2015)]),
        ("Loring Hospital (9/2024 - present)", [Job("Loring Hospital", 2024)]),
        (
            "Loring Hospital (2019–2022); Elm Clinic (2022–present)",
            [Job("Loring Hospital", 2019, 2022, is_over=True), Job("Elm Clinic", 2022)],
        ),
        (
            "Loring Hospital (2012-16), now Elm Clinic",
            [Job("Loring Hospital", 2012, 2016, is_over=True), Job("Elm Clinic")],
        ),
        (
            "Loring Hospital, through 6/2024, now Elm Clinic",
            [Job("Loring Hospital", None, 2024, is_over=True), Job("Elm Clinic")],
        ),
        # that its bearer is gone stays for `former`
        ("Loring Hospital (2012-16), now retired", [Job("Loring Hospital, now retired", 2012, 2016, is_over=True)]),
        ("Loring Hospital since 1990 (retired)", [Job("Loring Hospital (retired)", 1990)]),
        ("Loring Hospital (retired)", []),
        (
            "Loring Hospital (2012-16), now Retirement Living",
            [Job("Loring Hospital", 2012, 2016, is_over=True), Job("Retirement Living")],
        ),
        ("U of M 2012-16 (now UNC)", [Job("U of M", 2012, 2016, is_over=True), Job("UNC")]),
        (
            "Elm Clinic (Boise), 2012-2016, now Loring Hospital",
            [Job("Elm Clinic (Boise)", 2012, 2016, is_over=True), Job("Loring Hospital")],
        ),
        (
            "Elm Clinic (Boise), until 2019; Loring Hospital (2019-22), 2022-: Oak Clinic",
            [
                Job("Elm Clinic (Boise)", None, 2019, is_over=True),
                Job("Loring Hospital", 2019, 2022, is_over=True),
                Job("Oak Clinic", 2022),
            ],
        ),
        ("Loring Hospital (2019-19)", [Job("Loring Hospital", 2019, 2019, is_over=True)]),
        ("Loring Hospital (1960-2019)", [Job("Loring Hospital", 1960, 2019, is_over=True)]),
        ("Loring Hospital (1959-2019)", []),  # the house's own years
        ("Loring (2012-2016); Elm Care", [Job("Loring", 2012, 2016, is_over=True), Job("Elm Care")]),
        ("Loring Hospital, 2012-2016,", [Job("Loring Hospital", 2012, 2016, is_over=True)]),
        ("Loring Hospital (2027 - present)", [Job("Loring Hospital", to_begin=date(2027, 7, 1))]),
        ("Loring Hospital since 12/2026", [Job("Loring Hospital", to_begin=date(2026, 12, 1))]),
        ("Loring Hospital (11/2026 - present)", [Job("Loring Hospital", 2026)]),
        ("Loring Hospital (2026 - present)", [Job("Loring Hospital", 2026)]),
        ("Starting 7/2027: Elm Clinic", [Job("Elm Clinic", to_begin=date(2027, 7, 1))]),
        ("Elm Clinic (starting December 2026)", [Job("Elm Clinic", to_begin=date(2026, 12, 1))]),
        ("Elm Clinic (starting November 2026)", [Job("Elm Clinic", 2026)]),
        ("Elm Clinic, starting 2027", [Job("Elm Clinic", to_begin=date(2027, 7, 1))]),
        ("Elm Clinic (fall 2027)", [Job("Elm Clinic", to_begin=date(2027, 9, 1))]),
        ("Elm Clinic (autumn 2027)", [Job("Elm Clinic", to_begin=date(2027, 9, 1))]),
        ("Elm Clinic (spring 2027)", [Job("Elm Clinic", to_begin=date(2027, 3, 1))]),
        ("Elm Clinic (summer of 2027)", [Job("Elm Clinic", to_begin=date(2027, 7, 1))]),
        ("Elm Clinic (starting 1/2027)", [Job("Elm Clinic", to_begin=date(2027, 1, 1))]),
        ("Elm Clinic (starting 12/2027)", [Job("Elm Clinic", to_begin=date(2027, 12, 1))]),
        ("Elm Clinic (starting 0/2027)", [Job("Elm Clinic", to_begin=date(2027, 7, 1))]),  # no month
        ("Elm Clinic (starting 13/2027)", [Job("Elm Clinic", to_begin=date(2027, 7, 1))]),
        ("Joining Elm Clinic in July 2027", [Job("Elm Clinic", to_begin=date(2027, 7, 1))]),
        ("Will join Elm Clinic", [Job("Elm Clinic", role="incoming")]),
        ("Elm Clinic (incoming)", [Job("Elm Clinic", role="incoming")]),
        (
            "Incoming hospitalist, Elm Clinic (Aug 2027)",
            [Job("Elm Clinic", to_begin=date(2027, 8, 1), role="Incoming hospitalist")],
        ),
        ("Incoming Chief of Surgery, Elm Clinic", [Job("Elm Clinic", role="Incoming Chief of Surgery")]),
        ("Incoming nurse practitioner at Elm Clinic", [Job("Elm Clinic", role="Incoming nurse practitioner")]),
        ("Future physician assistant - Elm Clinic", [Job("Elm Clinic", role="Future physician assistant")]),
        ("Incoming obstetrician, Elm Clinic", [Job("Elm Clinic", role="Incoming obstetrician")]),
        ("Future Baptist, Elm Clinic", []),
        ("Loring Mayo 2015-2019", [Job("Loring Mayo", 2015, 2019, is_over=True)]),  # no month of May
        ("Loring Sepulveda since 2012", [Job("Loring Sepulveda", 2012)]),
        ("Loring Decatur until 2019", [Job("Loring Decatur", None, 2019, is_over=True)]),
        ("Loring Sept. 2015 - Dec 2019", [Job("Loring", 2015, 2019, is_over=True)]),
        # training that the cell says
        (
            "Loring Hospital (residency 2010-2013), private practice",
            [Job("Loring Hospital", 2010, 2013, is_over=True, training="residency"), Job("private practice")],
        ),
        (
            "Loring Hospital (IM residency '13)",
            [Job("Loring Hospital", None, 2013, is_over=True, training="residency")],
        ),
        (
            "Loring University (MD 2011)",
            [Job("Loring University", None, 2011, is_over=True, training="medical school")],
        ),
        ("Loring Hospital, fellow 2015-18", [Job("Loring Hospital", 2015, 2018, is_over=True, training="fellowship")]),
        (
            "Elm Clinic (Fellowship: Loring Hospital, 2014-17)",
            [Job("Elm Clinic"), Job("Loring Hospital", 2014, 2017, is_over=True, training="fellowship")],
        ),
        (
            "Elm Clinic (residency at Loring Hospital)",
            [Job("Elm Clinic"), Job("Loring Hospital", is_over=True, training="residency")],
        ),
        ("Loring Hospital (resident 2024-2027)", [Job("Loring Hospital", 2024, 2027)]),
        (
            "Loring Hospital (resident 2023-2026)",
            [Job("Loring Hospital", 2023, 2026, is_over=True, training="residency")],
        ),
        ("Loring Hospital (fellow 2025-present)", [Job("Loring Hospital", 2025)]),
        ("Elm Clinic (fellowship: cardiology)", []),
        ("Elm Clinic (DO)", []),
        (
            "Loring Hospital (2016-2019) > Elm Clinic",
            [Job("Loring Hospital", 2016, 2019, is_over=True), Job("Elm Clinic")],
        ),
        (
            "Loring Hospital (2016-2019) -> Elm Clinic",
            [Job("Loring Hospital", 2016, 2019, is_over=True), Job("Elm Clinic")],
        ),
        ("Medical Director (2019-2022); Loring Hospital", []),  # a role of the same house
        ("Loring Hospital; Elm Clinic", []),
        ("Elm Clinic, July 2019", []),
        ("Clinic 2000", []),
        ("Vision 2030 Clinic", []),
        ("Starting Point Clinic", []),
        ("Joining Hands Clinic", []),
        ("Future Care", []),
        ("Future Physicians Group", []),
        ("24/7 Clinic", []),
        ("Studio 1998-1990", []),
    ],
)
def test_the_jobs_of_a_cell(written, jobs):
    assert dated.read(written, TODAY) == jobs


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Loring Hospital (2012-16), now retired", [("Loring Hospital", 2012, 2016, False)]),
        ("Loring Hospital since 1990, now retired", [("Loring Hospital", 1990, None, False)]),
        ("Loring Hospital (since 1990), emeritus", [("Loring Hospital", 1990, None, False)]),
        ("Loring Hospital 1990-2015; now between jobs", [("Loring Hospital", 1990, 2015, False)]),
        ("Loring Hospital (2012-16) [past]", [("Loring Hospital", 2012, 2016, False)]),
        ("Formerly Loring Hospital till 2019, retired", [("Loring Hospital", None, 2019, False)]),
        (
            "Elm Clinic (2012-16); Loring Hospital (2016-), now retired",
            [("Elm Clinic", 2012, 2016, False), ("Loring Hospital", 2016, None, False)],
        ),
        ("Formerly Urgent Care Now Clinic (2012-16), now retired", [("Urgent Care Now Clinic", 2012, 2016, False)]),
    ],
)
def test_a_house_that_was_left_keeps_its_years_and_nothing_else_is_an_employer(written, kept):
    row = {"record_id": "a", "kind": "work", "organisation_name": written, "is_current": True}
    told = former.split(dated.split(pl.DataFrame([row], schema=AFFILIATION), TODAY))
    assert sorted(told.select("organisation_name", "start_year", "end_year", "is_current").rows()) == kept


def test_training_that_is_over_is_no_work():
    row = {
        "record_id": "a",
        "kind": "work",
        "organisation_name": "Elm Clinic (residency: Loring Hospital 2010-13)",
        "title": "Surgeon",
        "is_current": True,
    }
    told = dated.split(pl.DataFrame([row], schema=AFFILIATION), TODAY)
    assert told.select("organisation_name", "kind", "title", "start_year", "end_year", "is_current").rows() == [
        ("Elm Clinic", "work", "Surgeon", None, None, True),
        ("Loring Hospital", "training", "residency", 2010, 2013, False),
    ]


def test_it_has_begun_on_its_first_day():
    assert dated.read("Starting 7/2027: Elm Clinic", date(2027, 7, 1)) == [Job("Elm Clinic", 2027)]


def test_a_year_that_is_said_is_whole():
    assert dated.read("Elm Clinic (2026 - present)", date(2026, 3, 1)) == [Job("Elm Clinic", 2026)]
    assert dated.read("Elm Clinic until 2026", date(2026, 12, 31)) == [Job("Elm Clinic", None, 2026)]
    assert dated.read("Elm Clinic until 2026", date(2027, 1, 1)) == [Job("Elm Clinic", None, 2026, is_over=True)]


def test_each_is_a_row_of_its_own():
    work = {"record_id": "a", "kind": "work", "state": "OH", "is_current": True}
    rows = [
        {**work, "organisation_name": "Oak Hospital (2019–2022); Elm Clinic (2022–present)"},
        {**work, "organisation_name": "Starting 7/2027: Ash Clinic", "title": "Hospitalist"},
        {**work, "organisation_name": "Elder Clinic (starting July 2027)", "as_of": date(2027, 8, 1)},
        {**work, "organisation_name": "Retired, Fir Hospital (2001-2012)"},
        {**work, "organisation_name": "Gum Hospital since 2010", "is_current": False},
        {**work, "organisation_name": "Pine Hospital"},
        {**work, "organisation_name": "Joining at Yew Clinic"},
        {**work, "organisation_name": "Bay Hospital until 2028", "is_current": False},
        {**work, "organisation_name": "Box College 2015-2019", "kind": "training"},
        {**work, "organisation_name": None, "title": "Surgeon"},
    ]
    told = former.split(dated.split(pl.DataFrame(rows, schema=AFFILIATION), TODAY))
    columns = ("organisation_name", "title", "start_year", "end_year", "is_current")
    assert sorted(told.select(columns).rows(), key=str) == [
        ("Ash Clinic", "Hospitalist, starting July 2027", None, None, True),  # its title tells of its standing
        ("Bay Hospital", None, None, 2028, True),
        ("Box College 2015-2019", None, None, None, True),
        ("Elder Clinic", None, 2027, None, True),
        ("Elm Clinic", None, 2022, None, True),
        ("Fir Hospital", None, 2001, 2012, False),
        ("Gum Hospital", None, 2010, None, False),
        ("Oak Hospital", None, 2019, 2022, False),
        ("Pine Hospital", None, None, None, True),
        ("Yew Clinic", "incoming", None, None, True),
        (None, "Surgeon", None, None, True),
    ]
