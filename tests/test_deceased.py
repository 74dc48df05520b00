"""Lists mark their dead in many ways: whoever is marked works nowhere today, and the mark is no part of the name."""

from datetime import date

import pytest

from curbside.network import roster
from curbside.network.linkedin import Member

TODAY = date(2026, 11, 20)


def read(text):
    found = roster.read([Member("r.csv", text.encode())], "r.csv", TODAY)
    work = found.affiliations.filter(kind="work")
    told = found.contacts.join(work, on="row", how="left", maintain_order="left")
    return told.select("name", "organisation_name", "title_right" if "title_right" in told.columns else "title").rows()


@pytest.mark.parametrize(
    "written",
    ["Bo Lind (deceased)", "†Bo Lind", "Bo Lind†", "Bo Lind – d. 2021", "Bo Lind (dec.)", "Bo Lind (d. 3/2021)"],
)
def test_behind_or_before_a_name(written):
    text = f"Name,Class,Employer\n{written},2001,Loring Hospital\nUte Kranz,2002,Hospitalist at Elm Clinic\n"
    assert read(text) == [("Bo Lind", "Loring Hospital", "Deceased"), ("Ute Kranz", "Elm Clinic", "Hospitalist")]


def test_a_dagger_that_the_legend_explains_otherwise():
    text = "Name,Class,Employer\nBo Lind†,2001,Loring Hospital\n† {},,\n"
    assert read(text.format("Chief resident")) == [("Bo Lind", "Loring Hospital", None)]
    assert read(text.format("Deceased")) == [("Bo Lind", "Loring Hospital", "Deceased")]


def test_in_a_column_of_its_own():
    rows = "Name,Class,Employer,{}\nBo Lind,2001,Loring Hospital,{}\nUte Kranz,2002,Elm Clinic,{}\n"
    told = [("Bo Lind", "Loring Hospital", "Deceased"), ("Ute Kranz", "Elm Clinic", None)]
    assert read(rows.format("Status", "Deceased", "Active")) == told
    assert read(rows.format("Deceased?", "Y", "N")) == told
    assert read(rows.format("Interests", "end-of-life care", "died-in-the-wool skier")) == [
        (who, house, None) for who, house, _ in told
    ]


def test_below_a_heading_of_the_list():
    text = "Name,Class,Employer\nIda Moe,2003,Elm Clinic\nIn Memoriam,,\nBo Lind,2001,Loring Hospital\nClass of 2002,,\nUte Kranz,,Elm Clinic\n"
    assert read(text) == [
        ("Ida Moe", "Elm Clinic", None), ("Bo Lind", "Loring Hospital", "Deceased"), ("Ute Kranz", "Elm Clinic", None)
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Dee Ceased", "Jane Dec", "Ana D. Moe", "Rip Torn"])
def test_names_that_look_like_it(name):
    assert read(f"Name,Class,Employer\n{name},2001,Loring Hospital\n") == [(name, "Loring Hospital", None)]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2016", None), ("Looking", None), ("Minot Prairie Clinic²", "Minot Prairie Clinic"),
        ('"Private practice, Boise, ID"', None), ('"Geisinger, PA"', "Geisinger, PA"), ("Looking Glass Clinic", "Looking Glass Clinic"),
        ("24/7 Clinic", "24/7 Clinic"),
    ],
)  # fmt: skip
def test_what_is_no_employer(cell, told):
    assert read(f"Name,Class,Employer\nBo Lind,2001,{cell}\n")[0][1] == told


def test_whose_employer_the_list_does_not_name_is_marked_too():
    text = "Name,Class,Employer,Status\nBo Lind,2001,,Deceased\nUte Kranz,2002,Elm Clinic,\nJo Ek,2003,,\n"
    found = roster.read([Member("r.csv", text.encode())], "r.csv", TODAY)
    assert found.contacts.select("name", "role").rows() == [
        ("Bo Lind", "Deceased"),
        ("Ute Kranz", None),
        ("Jo Ek", None),
    ]
