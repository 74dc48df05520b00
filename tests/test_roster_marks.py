"""Marks on a roster: no name is lost to one, a legend is no person, and the day of the list is told."""

from datetime import date

import pytest

from curbside.network import roster
from curbside.network.linkedin import Member

TODAY = date(2026, 11, 20)


def read(text, name="r.csv"):
    return roster.read([Member(name, text.encode())], name, TODAY)


@pytest.mark.parametrize(
    "name",
    ["*Bo Lind", "** Bo Lind", "‡Bo Lind", "†Bo Lind", "¹Bo Lind", "Bo Lind*", "+ Bo Lind", "# Bo Lind", "★ Bo Lind", "**Bo Lind**", "__Bo Lind__"],
)  # fmt: skip
def test_a_name_is_read_without_its_mark(name):
    found = read(f"Name,Class,Employer\n{name},2019,Mercy\n* Chief resident,,\n")
    assert found.contacts["name"].to_list() == ["Bo Lind"]
    assert found.affiliations.filter(kind="work")["is_current"].to_list() == [True]
    assert found.left_out == {"lines of remarks and totals": 1}


@pytest.mark.parametrize(
    "line",
    ["* Chief Resident,,", "† deceased,,", "* = chief resident,,", "² Part-time,,", "¹ Transferred,,", "*,Chief Resident,", "Class total,2011,40", "* Chief Resident,† Deceased,", "* Fulbright Scholar,,", "* Chief Resident,2019,Mercy"],
)  # fmt: skip
def test_a_legend_or_a_total_is_nobody_and_is_counted(line):
    found = read(f"Name,Class,Employer\nBo Lind,2019,Mercy\n{line}\n")
    assert found.contacts["name"].to_list() == ["Bo Lind"]
    assert found.left_out == {"lines of remarks and totals": 1}
    assert any("1 line of remarks and totals" in str(p) for p in found.problems)


def test_marked_names_in_two_columns_and_of_a_list_of_names_alone():
    assert read("Name,Employer\n*Bo Lind,Mercy\n").contacts["name"].to_list() == ["Bo Lind"]
    assert read("First,Last,Employer\n*Bo,Lind,Mercy\n").contacts["name"].to_list() == ["Bo Lind"]
    assert read("Resident\n*Bo Lind\n† Ute Kranz\n* Chief Resident\n").contacts["name"].to_list() == [
        "Bo Lind",
        "Ute Kranz",
    ]


def test_rows_of_a_markdown_table_in_bold():
    text = "| Name | Class of | Employer |\n|:---|---|---|\n| **Bo Lind** | 2019 | **Mercy** |\n| Ute Kranz | 2019 | Adena |\n"
    found = read(text, "r.md")
    assert found.contacts["name"].to_list() == ["Bo Lind", "Ute Kranz"]
    assert found.affiliations.filter(kind="work")["organisation_name"].to_list() == ["Mercy", "Adena"]


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("Updated June 2018", "", date(2018, 6, 1)), ("Alumni (updated 3/2026)", "", date(2026, 3, 1)), ("List as of 2019", "", date(2019, 1, 1)),
        ("As of November 20, 2026", "", TODAY), ("As of November 21, 2026", "", None), ("Updated winter 2018", "", date(2018, 1, 1)),
        ("Alumni", "Last updated: June 2018", date(2018, 6, 1)), ("Alumni 2018", "", None), ("To be updated June 2027", "", None),
    ],
)  # fmt: skip
def test_the_day_that_a_list_says_is_that_of_its_employers(above, below, day):
    found = read(f"{above}\n\nName,Employer\nBo Lind,Mercy\n{below}\n")
    assert found.affiliations.filter(kind="work")["as_of"].to_list() == [day]
