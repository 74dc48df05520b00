"""A town or a point of the compass behind a hospital's name is another site of it, but where it is the hospital's own."""

import asking
import duckdb
import pytest

OTHER = [
    "Harborview Medical Center Kent", "Moses Cone Hospital Kernersville", "Yale New Haven Hospital - Milford",
    "Sinai Hospital of Baltimore - Owings Mills", "Brigham and Women's Hospital, Foxborough",
    "Tampa General Hospital North", "Boston Children's Hospital (Peabody)", "Riverside Methodist Hospital Westerville",
    "Ben Taub Hospital / Pasadena", "Virginia Mason Medical Center at Bellevue", "Froedtert Hospital Oak Creek",
    "Barnes-Jewish Hospital South",
]  # fmt: skip
OWN = [
    "Harborview Medical Center Seattle", "Moses Cone Hospital Greensboro", "Yale New Haven Hospital New Haven",
    "Sinai Hospital Baltimore", "Brigham and Women's Hospital (Boston)", "Tampa General Hospital Tampa",
    "Swedish Medical Center First Hill", "Lehigh Valley Hospital - Cedar Crest", "Kadlec Regional Medical Center Richland",
    "Lenox Hill Hospital Manhattan", "Emory University Hospital Midtown", "Massachusetts General Hospital, Boston, MA",
    "St. Francis Hospital Roslyn", "Mercy Hospital Springfield", "WakeMed Raleigh Campus",
]  # fmt: skip


# Where several states have a town of the name, it is the one where the letters or the hospital are at home.
HOME = {
    "RUSH - Aurora": "IL", "UNMC Bellevue": "NE", "UVM Middlebury": "VT", "ECU Washington": "NC", "BIDMC Milton": "MA",
    "NMH Lake Forest": "IL", "OSU Dublin": "OH", "WFBH Lexington": "NC", "MGH Waltham": "MA", "DHMC Concord": "NH",
}  # fmt: skip
# The end of one hospital's name and a town are no other hospital's name; nor is a town of another state a site.
NAMESAKES = {"Rush University Medical Center - Aurora": "CO", "Loyola University Medical Center - Princeton": "NJ"}
PLACED = ("Boone Hospital Center - Ashby", "Columbia", "MO")


def ask_registers(con: duckdb.DuckDBPyConnection) -> None:
    asking.names(con, [*((name, None, None) for name in (*OTHER, *OWN, *HOME, *NAMESAKES)), PLACED])


def surely(con: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    query = """
        select organisation_id from core.mention_match
        where mention_id = mention_id(?, null, null) and confidence >= 0.8 and organisation_id like 'ccn:%'
    """
    return [str(row[0]) for row in con.execute(query, [name]).fetchall()]


@pytest.mark.whole
@pytest.mark.parametrize("name", OTHER)
def test_another_town_or_a_point_of_the_compass_is_another_site(asked, name):
    assert surely(asked, name) == []


@pytest.mark.whole
@pytest.mark.parametrize("name", OWN)
def test_the_hospitals_own_town_or_campus_is_the_hospital(asked, name):
    assert surely(asked, name)


@pytest.mark.whole
def test_another_site_is_of_the_hospitals_system(asked):
    query = """
        select s.name
        from core.mention_match x
        join core.organisation o using (organisation_id)
        join core.organisation s on s.organisation_id = o.system_id
        where x.mention_id = mention_id(?, null, null) and x.rank = 1
    """
    assert asked.execute(query, ["Moses Cone Hospital Kernersville"]).fetchall() == [("Cone Health",)]


@pytest.mark.whole
def test_a_town_behind_letters_is_the_one_of_their_own_state(asked):
    placed = dict(
        asked.execute("select name, p.state from mention_place p join core.mention using (mention_id)").fetchall()
    )
    assert {name: placed[name] for name in HOME} == HOME


@pytest.mark.whole
@pytest.mark.parametrize(("name", "state"), NAMESAKES.items())
def test_the_end_of_a_name_and_a_town_are_no_other_hospital(asked, name, state):
    query = "select count(*) from core.organisation where organisation_id in (select unnest(?)) and state = ?"
    assert asked.execute(query, [surely(asked, name), state]).fetchone() == (0,)


@pytest.mark.whole
def test_a_town_of_another_state_is_no_site_where_the_state_is_given(asked):
    query = "select count(*) from other_campus where mention_id = mention_id(?, ?, ?)"
    assert asked.execute(query, PLACED).fetchone() == (0,)
    assert asked.execute("select count(*) > 0 from other_campus").fetchone() == (True,)
