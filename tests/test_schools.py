"""A school of medicine belongs to its own owner, and to no other: checked for all that are known."""

import csv
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

SCHOOLS = Path(__file__).parents[1] / "warehouse/organisation/school_hospital.csv"


def owner(con, school):
    query = """
        select distinct s.name from core.organisation_alias a join core.organisation o using (organisation_id)
        left join core.organisation s on s.organisation_id = o.system_id where a.alias = ? and o.kind = 'school'
    """
    return [name for (name,) in con.execute(query, [school]).fetchall()]


def test_every_school_of_the_list_is_one_organisation_with_a_hospital_that_stands_in_its_state(asked):
    with SCHOOLS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len({(r["school"], r["ccn"], r["relation"]) for r in rows}) == len(rows) > 160
    for row in rows:
        found = asked.execute(
            """
            select distinct o.organisation_id, o.state, h.state
            from core.organisation_alias a join core.organisation o using (organisation_id)
            join core.school_hospital s on s.school_id = o.organisation_id
            join core.organisation h on h.organisation_id = s.hospital_id and h.source = 'cms'
            where (a.source = 'ror ' || ? or a.source = 'curbside' and a.alias = ?) and split_part(h.organisation_id, ':', 2) = ?
                and s.is_children = (? = 'children')
            """,
            [row["ror"], row["school"], row["ccn"], row["relation"]],
        ).fetchall()
        assert len(found) == 1, row
        assert found[0][1] in (None, found[0][2]), row


@pytest.mark.parametrize(
    ("school", "system"),
    [
        # a university of many campuses is not the one that runs a hospital
        ("Stony Brook University", "Stony Brook Medicine"), ("State University of New York", None), ("SUNY Cortland", None),
        ("University of Nebraska at Kearney", None), ("The University of Texas at Dallas", None), ("University of Michigan Press", None),
        # where the register's relations mislead
        ("Oklahoma State University System", None), ("Oakland University", None), ("University of North Texas Health Science Center", None),
        # staffs somebody else's hospital
        ("Washington University in St. Louis", None), ("Medical College of Wisconsin", None), ("Columbia University", None),
        # its own
        ("Emory University", "Emory Healthcare"), ("Indiana University School of Medicine", "Indiana University Health"),
        ("University of California, Los Angeles", "UCLA Health"), ("University of Washington", "UW Medicine"),
    ],
)  # fmt: skip
def test_whose_a_school_is(asked, school, system):
    assert owner(asked, school) == [system]


def test_a_nickname_makes_no_twin_of_another_college(asked):
    """Emory University and Emory and Henry College, each a school of its own."""
    ids = "select distinct organisation_id from core.organisation_alias where alias in ('Emory University', 'Emory and Henry College')"
    assert len(asked.execute(ids).fetchall()) == 2


def test_of_a_university_with_campuses_the_main_one_gives_the_town(asked):
    town = "select city from core.organisation where name = ? and kind = 'school' and organisation_id in (select school_id from core.school_hospital)"
    for school, city in (("University of New Mexico", "Albuquerque"), ("University of Connecticut", "Storrs")):
        assert asked.execute(town, [school]).fetchall() == [(city,)]
