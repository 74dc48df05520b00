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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Employer 1,Title 1,Employer 2,Title 2\n,Partner at Oak Hospital,Elm Clinic,\n", ["Oak Hospital|Partner||||", "Elm Clinic|||||"]),
        ('Employer 1,Employer 2,Employer 3\nElm Clinic,elm clinic,"Elm Clinic, Lima, OH"\n', ["Elm Clinic|||||"]),
        ("Employer 1,Employer 2\n,Elm Clinic\n", ["Elm Clinic|||||"]),
        ("Employer 1,Title 1,End 1\nElm Clinic,Partner,2020\n", ["Elm Clinic|Partner||||2020 left"]),
        ("Employer,Job 1 Employer,Job 1 Start\nFir Clinic,Elm Clinic,2019\n", ["Fir Clinic|||||", "Elm Clinic||||2019|"]),
        ("Job 1 Employer,Job 1 Title,Job 1 City,Job 1 State\nOak Clinic,Partner,Troy,Michigan\n", ["Oak Clinic|Partner|Troy|MI||"]),
        ('Job 1 Employer,Job 1 Location,Job 1 City,Job 1 State\nOak Clinic,"Lima, OH",Troy,MI\n', ["Oak Clinic||Troy|MI||"]),
        ('Job 1 Employer,Job 1 Location,Job 1 City,Job 1 State\nOak Clinic,"Lima, OH",,\n', ["Oak Clinic||Lima|OH||"]),
        ("Job 1 Employer,Job 1 Location,Job 1 City,Job 1 State\nOak Clinic,,Troy,MI\n", ["Oak Clinic||Troy|MI||"]),
        ("Job 1 Employer,Job 1 Dates,Job 1 Start,Job 1 End\nOak Clinic,2015-2021,2016,2020\n", ["Oak Clinic||||2016|2020 left"]),
        ("Job 1 Employer,Job 1 Dates\nOak Clinic,2015-2021\n", ["Oak Clinic||||2015|2021 left"]),
        ("Job 1 Employer,Job 1 Dates\nOak Clinic,2015-present\n", ["Oak Clinic||||2015|"]),
        ("Employer,City 1\nElm,Lima\n", ["Elm||Lima|||"]),
        ("Employer,City,City 1\nElm,Troy,Lima\n", ["Elm||Troy|||", "city 1: Lima"]),
        ("Employer (2025),Employer (2026)\nOak Clinic,Elm Clinic\n", ["Elm Clinic|||||", "Oak Clinic||||| left"]),
        ("Employer (2024),Employer (2025)\nOak Clinic,Elm Clinic\n", ["Elm Clinic|||||", "Oak Clinic||||| left"]),
        ("Employer (2023),Employer (2024)\nOak Clinic,Elm Clinic\n", ["Oak Clinic||||| left", "Elm Clinic||||| left"]),
        ("Employer (2025),Employer\nOak Clinic,Elm Clinic\n", ["Elm Clinic|||||", "Oak Clinic||||| left"]),
        ("Employer (2019),Title (2019),City (2019),Employer\nOak Clinic,Partner,Lima,Elm\n", ["Elm|||||", "Oak Clinic|Partner|Lima||| left"]),
        ("Previous Employer,Previous Employer 2,Previous Title 2,Employer\nOak Clinic,Ash Clinic,Partner,Elm\n", ["Elm|||||", "Oak Clinic||||| left", "Ash Clinic|Partner|||| left"]),
        ('Previous Employer,Former Title,Employer\nOak Clinic,"Hospitalist, Ash Health",Elm\n', ["Elm|||||", "Oak Clinic|Hospitalist, Ash Health|||| left"]),
        ('Former Title,Employer\n"Hospitalist, Ash Health",Elm\n', ["Elm|||||", "Ash Health|Hospitalist|||| left", "past title: Hospitalist, Ash Health"]),
        ('Former Title,Employer\n"Director, Quality",Elm\n', ["Elm|||||", "past title: Director, Quality"]),
        ('Previous Employer,Previous City,Previous State,Employer\n"Oak Clinic, Troy, MI",Lima,OH,Elm\n', ["Elm|||||", "Oak Clinic||Lima|OH|| left"]),
        ('Previous Employer,Previous City,Previous State,Employer\n"Oak Clinic, Troy, MI",,,Elm\n', ["Elm|||||", "Oak Clinic||Troy|MI|| left"]),
        ("Previous Employer,Previous City,Employer\n-,Troy,Elm\n", ["Elm|||||", "past city: Troy"]),
    ],
)  # fmt: skip
def test_what_columns_say_of_several_jobs(text, told):
    head, row = text.splitlines()
    found = roster.read([Member("r.csv", f"Name,{head}\nBo Lind,{row}\n".encode())], "r.csv", TODAY)
    columns = ("organisation_name", "title", "city", "state", "start_year", "end_year")
    jobs = [
        "|".join(str(job[c] or "") for c in columns) + (" left" if job["is_current"] is False else "")
        for job in found.affiliations.filter(kind="work").iter_rows(named=True)
    ]
    assert sorted([*jobs, *filter(None, found.contacts["note"])]) == sorted(told)
