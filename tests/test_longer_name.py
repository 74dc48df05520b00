"""A name that begins with somebody else's longer name is theirs, whatever words of it a hospital of the town has too."""

import asking
import duckdb
import pytest

MERCY, NORTH_AUSTIN, GOOD_SAMARITAN, HERSHEY = "ccn:260001", "ccn:450809", "ccn:280009", "ccn:390256"
NOT = [
    ("Children's Mercy Joplin", "Joplin", "MO", MERCY),
    ("Children's Mercy - Joplin Specialty Clinic", "Joplin", "MO", MERCY),
    ("Texas Children's Hospital North Austin", "Austin", "TX", NORTH_AUSTIN),
    ("Good Samaritan Society - Kearney", "Kearney", "NE", GOOD_SAMARITAN),
    ("The Hershey Company", "Hershey", "PA", HERSHEY),
    ("Hershey Co., Inc.", "Hershey", "PA", HERSHEY),
]
IS = [
    ("Mercy Clinic Joplin", "Joplin", "MO", MERCY),
    ("Mercy Children's Joplin", "Joplin", "MO", MERCY),
    ("HCA North Austin Medical Center", "Austin", "TX", NORTH_AUSTIN),
    ("Good Samaritan Kearney", "Kearney", "NE", GOOD_SAMARITAN),
    ("Penn State Hershey", "Hershey", "PA", HERSHEY),
    ("Little Company of Mary", "Torrance", "CA", "ccn:050353"),
    ("Providence Health Centralia", "Centralia", "WA", "ccn:500019"),
    ("Duke University Hospital / Durham VA", "Durham", "NC", "ccn:34012F"),
]


def ask_registers(con: duckdb.DuckDBPyConnection) -> None:
    asking.names(con, [row[:3] for row in NOT + IS])


def surely(con: duckdb.DuckDBPyConnection, name: str, city: str, state: str) -> set[str]:
    query = (
        "select organisation_id from core.mention_match where mention_id = mention_id(?, ?, ?) and confidence >= 0.8"
    )
    return {str(row[0]) for row in con.execute(query, [name, city, state]).fetchall()}


@pytest.mark.whole
@pytest.mark.parametrize(("name", "city", "state", "hospital"), NOT, ids=[row[0] for row in NOT])
def test_words_of_somebody_elses_longer_name_are_no_hospital_of_the_town(asked, name, city, state, hospital):
    assert hospital not in surely(asked, name, city, state)


@pytest.mark.whole
@pytest.mark.parametrize(("name", "city", "state", "hospital"), IS, ids=[row[0] for row in IS])
def test_its_own_words_are_the_hospital(asked, name, city, state, hospital):
    assert hospital in surely(asked, name, city, state)
