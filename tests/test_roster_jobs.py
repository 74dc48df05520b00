"""A roster's jobs beside today's employer: what was before is never today's, and numbered jobs keep their years."""

from datetime import date

import pytest

from curbside.network import headings, roster
from curbside.network.linkedin import Member

TODAY = date(2026, 11, 20)


def work(text):
    """The work that a roster tells: house, title, years, and whether it is today's; and the notes."""
    found = roster.read([Member("r.csv", text.encode())], "r.csv", TODAY)
    jobs = found.affiliations.filter(kind="work").select(
        "organisation_name", "title", "start_year", "end_year", "is_current"
    )
    return jobs.rows(), found.contacts["note"].to_list()


@pytest.mark.parametrize(
    "heading",
    ["Previous Employer", "Former Employer", "Prior Practice", "Last Employer", "Past Position", "Old Job", "First Job After Residency",
     "Employer (2019)", "Employer (previous)", "Hospital in 2019", "2019 Employer", "First Employer", "Employer before residency", "Formerly at"],
)  # fmt: skip
def test_work_of_before_is_not_todays(heading):
    beside, _ = work(f"Name,{heading},Current Employer\nBo Lind,Oak Clinic,Mercy Hospital\n")
    assert sorted((house, is_current) for house, *_, is_current in beside) == [
        ("Mercy Hospital", True),
        ("Oak Clinic", False),
    ]
    assert [(r[0], r[-1]) for r in work(f"Name,{heading}\nBo Lind,Oak Clinic\n")[0]] == [("Oak Clinic", False)]


@pytest.mark.parametrize(
    "heading",
    ["Last Known Employer", "Current or former employer", "Most Recent Employer", "Employer (2026)", "Employer as of 2025", "Post-Residency Employer",
     "Employer", "Practice Name"],
)  # fmt: skip
def test_what_is_said_last_is_todays(heading):
    assert [(r[0], r[-1]) for r in work(f"Name,{heading}\nBo Lind,Oak Clinic\n")[0]] == [("Oak Clinic", True)]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Former Last Name", "born"), ("Last, First", "name"), ("Former City", "past city"), ("Years at Previous Job", None), ("Previous Institution", "institution"),
        ("Job 2 Start Date", "job 2 start"), ("Phone 2", "phone"), ("Previous Employer 2", "past employer 2"),
    ],
)  # fmt: skip
def test_neighbors_of_these_headings(heading, column):
    assert headings.meaning(heading) == column


def test_a_house_of_both_columns_is_todays_alone_and_what_names_none_is_nobodys():
    text = "Name,Previous Employer,Former Title,Current Employer\nBo Lind,mercy hospital,,Mercy Hospital\nUte Kranz,N/A,Partner,Adena\nAl Reyes,Retired,,\n"
    told, notes = work(text)
    assert told == [("Mercy Hospital", None, None, None, True), ("Adena", None, None, None, True)]
    assert notes == [None, "past title: Partner", "past employer: Retired"]
    told, _ = work('Name,Previous Employer,Former Title,Employer\nBo Lind,"Oak Clinic, Lima, OH",Partner,Mercy\n')
    assert told == [("Mercy", None, None, None, True), ("Oak Clinic", "Partner", None, None, False)]


def test_numbered_jobs_keep_their_years_and_the_ended_ones_are_not_todays():
    head = "Name,Class,Employer 1,Title 1,Start 1,End 1,Employer 2,Title 2,Start 2,End 2\n"
    told, _ = work(f"{head}Bo Lind,2015,Oak Clinic,Partner,2015,2021,Mercy Hospital,Chief,2021,\n")
    assert told == [("Mercy Hospital", "Chief", 2021, None, True), ("Oak Clinic", "Partner", 2015, 2021, False)]
    assert work(f"{head}Bo Lind,2015,Oak Clinic,,2018,present,,,,\n")[0] == [("Oak Clinic", None, 2018, None, True)]
    both = "Name,Job 1 Employer,Job 1 Dates,Job 2 Employer,Job 2 Dates\nBo Lind,Oak Clinic,2015-2021,Elm Clinic,2021-2024\n"
    assert work(both)[0] == [("Oak Clinic", None, 2015, 2021, False), ("Elm Clinic", None, 2021, 2024, False)]
    # numbers without a job are none's
    assert work("Name,Employer,City 1\nBo Lind,Mercy,Lima\n")[0] == [("Mercy", None, None, None, True)]
