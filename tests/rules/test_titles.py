"""A row whose title stands for itself: the house that it names is the employer, otherwise it is counted."""

from datetime import date

import polars as pl
import pytest

from curbside.network import address_book, former, linkedin, roster, titles, vcard
from curbside.network.contacts import conform
from curbside.network.linkedin import Member
from curbside.network.model import AFFILIATION

TITLES = [
    ("Hospitalist at Mercy Hospital", "Hospitalist", "Mercy Hospital"),
    ("Chief of Surgery @ Elm Medical Center", "Chief of Surgery", "Elm Medical Center"),
    ("Attending @Elm Clinic", "Attending", "Elm Clinic"),
    ("Nurse Manager at St. Mary's Hospital", "Nurse Manager", "St. Mary's Hospital"),
    ("Physician at Home at Oak Health", "Physician at Home", "Oak Health"),
    ("Staff psychiatrist, Elmdale VAMC", "Staff psychiatrist", "Elmdale VAMC"),
    ("Hospitalist | Quernmoor Health", "Hospitalist", "Quernmoor Health"),
    ("Attending - Loring University Hospital", "Attending", "Loring University Hospital"),
    ("Professor, Department of Surgery, Loring Hospital", "Professor, Department of Surgery", "Loring Hospital"),
    ("Hospitalist, Loring Hospital, Akron", "Hospitalist", "Loring Hospital, Akron"),
    ("Surgeon, Nights, Loring Hospital", "Surgeon, Nights", "Loring Hospital"),
    (
        "Professor, Department of Surgery, Loring Hospital, Akron",
        "Professor, Department of Surgery",
        "Loring Hospital, Akron",
    ),
]
NAMELESS = [
    "Cardiologist", "Surgeon at large", "Good at hospital design", "Artist at Work", "a@b", "at Mercy Hospital",
    "Medical Director, Population Health", "Chief, Hospital Medicine", "Physician, Private Practice", "Nurse, rural clinic",
    "Chair, Department of Surgery", "Consultant, Healthcare IT", "Loring Hospital, Oak Clinic", "Elm Clinic, Director",
    "Pediatrician, Pediatric Associates", "Cardiologist, Director of Loring Clinic"]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "house"), TITLES)
def test_a_title_that_names_a_house_gives_both(text, title, house):
    assert titles.read(text) == {"title": title, "house": house}


@pytest.mark.parametrize("text", NAMELESS)
def test_a_title_that_names_no_house_gives_none(text):
    assert titles.read(text) is None


def listed(form: str):
    today = date(2026, 11, 20)
    if form == "roster":
        body = "name,employer,title\nBo Lind,,Hospitalist at Elm Hospital\nUte Kranz,,Surgeon\nAl Roe,Oak,Nurse\nEd Poe,,\nJo Fay,Retired,Surgeon\n"
        return roster.read([Member("a.csv", body.encode())], "a.csv", today)
    if form == "linkedin":
        body = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Lind,,,,Hospitalist at Elm Hospital,\nUte,Kranz,,,,Surgeon,\nAl,Roe,,,Oak,Nurse,\n"
        return linkedin.read([Member("Connections.csv", body.encode())], "Ana Ruiz")
    if form == "vcard":
        card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTITLE:{}\n{}END:VCARD\n"
        people = [
            ("Bo Lind", "Hospitalist at Elm Hospital", ""), ("Ute Kranz", "Surgeon", ""), ("Al Roe", "Nurse", "ORG:Oak\n"),
        ]  # fmt: skip
        return vcard.read("".join(card.format(*p) for p in people).encode(), "a.vcf")
    head = "Name,Given Name,Family Name,Organization 1 - Name,Organization 1 - Title,E-mail 1 - Value\n"
    body = "Bo Lind,Bo,Lind,,Hospitalist at Elm Hospital,\nUte Kranz,Ute,Kranz,,Surgeon,\nAl Roe,Al,Roe,Oak,Nurse,a@x.org\n"
    return address_book.google((head + body).encode(), "a.csv")


@pytest.mark.parametrize("form", ["roster", "linkedin", "vcard", "address book"])
def test_a_title_without_an_employer_is_read_or_counted(form):
    found = listed(form)
    assert found.affiliations.select("organisation_name", "title").rows() == [
        ("Elm Hospital", "Hospitalist"),
        ("Oak", "Nurse"),
    ]
    assert dict(found.left_out) == {"titles without an employer": 1}


@pytest.mark.parametrize("kind", ["linkedin", "roster"])
def test_a_title_tells_what_a_retiree_left(kind):
    rows = [
        ("Retired", "Emergency Physician, formerly Loring Hospital"),
        ("Retired", "Retired from Oak Hospital"),
        ("Retired", "Physician, formerly in practice"),
        ("Retired", "Formerly Chief of Surgery"),
        ("Pine Hospital", "Surgeon, formerly Elm Clinic"),
        ("", "Hospitalist; previously at Ash Hospital"),
        ("Retired", "Internist, Birch Clinic"),
        ("Open to work", "Hospitalist, most recently Yew Hospital"),
        ("Between roles", "Formerly VP at Fir Hospital"),
        ("Retired", "Surgeon (Holm Hospital 1988-2019)"),
        ("Seeking opportunities", "Hospitalist, Larch Clinic"),
        ("", "Surgeon (Teak Hospital 2010-2015)"),
    ]
    if kind == "roster":
        lines = [f'Bo Lind {chr(65 + n)}roe,{employer},"{title}"' for n, (employer, title) in enumerate(rows)]
        body = "\n".join(["name,employer,title", *lines])
        found = roster.read([Member("a.csv", body.encode())], "a.csv", date(2026, 11, 20)).affiliations
    else:
        lines = [f'Bo,{chr(65 + n)}roe,,,{employer},"{title}",' for n, (employer, title) in enumerate(rows)]
        body = "\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *lines])
        found = linkedin.read([Member("Connections.csv", body.encode())], "Ana Ruiz").affiliations
    told = former.split(conform(found.with_columns(record_id=pl.col("row").cast(pl.String)), AFFILIATION))
    assert sorted(told.select("organisation_name", "is_current").rows()) == [
        ("Ash Hospital", False),
        ("Birch Clinic", False),
        ("Fir Hospital", False),
        ("Holm Hospital", False),
        ("Larch Clinic", False),
        ("Loring Hospital", False),
        ("Oak Hospital", False),
        ("Pine Hospital", True),
        *[("Retired", True)] * (2 if kind == "linkedin" else 0),
        ("Teak Hospital", False),
        ("Yew Hospital", False),
    ]


def test_a_name_with_nothing_else_is_told():
    assert [p.text for p in listed("roster").problems] == ["1 name with nothing else"]


@pytest.mark.parametrize("employer", ["Self-employed", "Independent", "Freelance", "Locum Tenens", "Self-Employed (Locums)", "N/A", "Confidential"])  # fmt: skip
def test_who_works_for_themselves_or_does_not_say_for_whom_works_where_the_title_says(employer):
    rows = [
        "Cardiologist @ Elm Clinic (Lima OH)",
        "Hospitalist, Oak Hospital",
        "Consultation-liaison psychiatrist at Elm Clinic",
        "Cardiologist",
        "Healthcare consultant at Elm Clinic",
        "Clinical rep at Elm Clinic",
        "Extern at Elm Clinic",
        "Surgeon, interviewing at Elm Clinic",
        "Volunteer physician at Elm Clinic",
    ]
    lines = [f'Bo,{chr(65 + n)}roe,,,{employer},"{title}",' for n, title in enumerate(rows)]
    body = "\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *lines])
    found = linkedin.read([Member("Connections.csv", body.encode())], "Ana Ruiz").affiliations
    assert found.select("organisation_name", "title").rows() == [
        ("Elm Clinic (Lima OH)", "Cardiologist"),
        ("Oak Hospital", "Hospitalist"),
        ("Elm Clinic", "Consultation-liaison psychiatrist"),
        *[(employer, title) for title in rows[3:]],
    ]


@pytest.mark.parametrize("employer", ["Elm Clinic", "Private practice", "Student", "Independent Health"])
def test_who_names_an_employer_keeps_it(employer):
    line = f'Bo,Roe,,,{employer},"Hospitalist, Oak Hospital",'
    body = "\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", line])
    found = linkedin.read([Member("Connections.csv", body.encode())], "Ana Ruiz").affiliations
    assert found["organisation_name"].to_list() == [employer]
