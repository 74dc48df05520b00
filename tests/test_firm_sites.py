"""One name of a clinic or firm in two towns of a state is two houses: of one firm where the name is coined, else perhaps."""

import asking
import pytest

from curbside import warehouse
from curbside.warehouse import organisation

pytestmark = pytest.mark.whole

COINED = [("Zufrel Health Center", "Dover", "Morristown", "NJ"), ("Salvenda Family Clinic", "Greeley", "Fort Lupton", "CO"),
          ("Orthovaxis Physicians", "Macon", "Warner Robins", "GA"), ("Planned Parenthood", "Columbus", "Cleveland", "OH"),
          ("Concentra Urgent Care", "Dallas", "Austin", "TX")]  # fmt: skip
ANYBODYS = [("Lakeside Family Clinic", "Holland", "Muskegon", "MI"), ("Pinewood Community Health Center", "Macon", "Tifton", "GA"),
            ("Blue Ridge Family Medicine", "Lenoir", "Boone", "NC"), ("Everett Clinic", "Everett", "Bothell", "WA"),
            ("Erie Family Health Center", "Chicago", "Waukegan", "IL")]  # fmt: skip
NATIONAL = ("Planned Parenthood", "Concentra Urgent Care")
ONE_TOWN = ("Riverbend Heart Institute", "Akron", "OH")


def ask_registers(con):
    rows = [row for name, one, other, state in COINED + ANYBODYS
            for row in ((name, one, state), (name, other, state), (name, None, None))]  # fmt: skip
    rows += [ONE_TOWN, (ONE_TOWN[0], None, None), ("Pinewood Community Health Center", "Salem", "OR")]
    asking.names(con, rows)


@pytest.fixture(scope="module", params=["registers", "names alone"])
def con(request):
    if request.param == "registers":
        return request.getfixturevalue("asked")
    con = warehouse.connect()
    ask_registers(con)
    organisation.build(con)
    return con


def registered(con):
    return con.execute("from core.organisation where source = 'cms' limit 1").fetchone()


def found(con, name, city, state):
    """Organisation → (confidence, its system) of a name in a place."""
    query = "select organisation_id, confidence, system_id from core.mention_match join core.organisation using (organisation_id) where mention_id = mention_id(?, ?, ?)"
    return {id: (confidence, system) for id, confidence, system in con.execute(query, [name, city, state]).fetchall()}


def together(con, a, b):
    """How surely two names with their places are one workplace."""
    one, other = found(con, *a), found(con, *b)
    return sum(one[id][0] * other[id][0] for id in one.keys() & other.keys())


@pytest.mark.parametrize(("name", "one", "other", "state"), COINED + ANYBODYS)
def test_one_name_in_two_towns_is_not_surely_one_workplace(con, name, one, other, state):
    assert together(con, (name, one, state), (name, other, state)) < 0.8
    assert together(con, (name, one, state), (name, None, None)) < 0.8


@pytest.mark.parametrize(("name", "one", "other", "state"), COINED)
def test_a_coined_name_in_two_towns_is_one_firm(con, name, one, other, state):
    if name not in NATIONAL and not registered(con):
        pytest.skip("what is coined only registers tell")
    (system,) = {system for city in (one, other) for _, system in found(con, name, city, state).values()}
    assert system and found(con, name, None, None)[system][0] >= 0.9


@pytest.mark.parametrize(("name", "one", "other", "state"), ANYBODYS)
def test_a_name_that_many_may_bear_is_asked_about(con, name, one, other, state):
    assert together(con, (name, one, state), (name, other, state)) == pytest.approx(0.49, abs=0.01)
    # nobody is said to work for a system of theirs
    assert all(share < 0.5 for share, system in found(con, name, one, state).values() if system)


def test_a_name_of_one_town_is_one_workplace(con):
    assert together(con, ONE_TOWN, (ONE_TOWN[0], None, None)) >= 0.9


def test_another_states_namesake_is_nobodys_site(con):
    name = "Pinewood Community Health Center"
    assert together(con, (name, "Salem", "OR"), (name, "Macon", "GA")) == 0
