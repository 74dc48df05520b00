"""Who bears a house's or system's word and is neither: grounds and halls, firms, practices of their own."""

import asking
import duckdb
import pytest

STRANGERS = [
    *(("Sutter Health Park", "Sacramento", "CA"), ("Essentia Health Sports Center", "Brainerd", "MN"), ("Advocate Health Arena", None, None)),
    *(("Northwell Health at Jones Beach Theater", None, None), ("UPMC Park", "Erie", "PA"), ("Providence Park", "Portland", "OR")),
    *(("Banner Photo Supply", "Phoenix", "AZ"), ("Tenet Partners", None, None), ("Ardent Partners", None, None), ("Sentara Group", None, None)),
    *(("Stanford Dermatology PA", None, None), ("Duke Urology, P.C.", None, None), ("Tulane Radiology LLC", None, None)),
    *(("Henry Ford Village", "Dearborn", "MI"), ("Sentara Village", None, None), ("Mercy Manor", "St. Louis", "MO")),
    *(("Mission Physicians", "Richmond", "VA"), ("Sunrise Physicians", "Tampa", "FL"), ("Lovelace Clinic", "Tulsa", "OK")),
    *(("Seton Medical Group", "Milwaukee", "WI"), ("Mount Carmel Physicians", "Boise", "ID")),
    *(("Tennova Clinic", "Austin", "TX"), ("Exceptional Clinic", "Tucson", "AZ"), ("Haven Medical Group", "Mesa", "AZ"), ("Beacon Medical Group", "Lafayette", "LA"), ("Insight Clinic", "Peoria", "IL")),
    *(("Mount Mercy University", "Cedar Rapids", "IA"), ("Baptist University", "Memphis", "TN"), ("Providence University", "Taichung", None)),
    *(("Emory Neurology, P.C.", None, None), ("Bon Secours Wellness Arena", "Greenville", "SC"), ("Yale Cardiology PLLC", None, None)),
]  # fmt: skip
OURS = [
    *(("Novant Health Medical Park Hospital", None, None), ("Kaiser Permanente Baldwin Park", None, None), ("Legacy Meridian Park", None, None)),
    *(("Rush Oak Park", None, None), ("Duke Urology", None, None), ("Emory Clinic, Inc.", None, None), ("Sutter Medical Foundation", None, None)),
    *(("Alexian Brothers Elk Grove Village", None, None), ("Mission Medical Group", "Asheville", "NC"), ("MercyOne", None, None)),
    *(("Ochsner Medical Group", None, None), ("Sharp HealthCare Foundation", None, None), ("Tenet Healthcare", None, None)),
]  # fmt: skip
FOUNDATION = ("Cone Health Foundation", "Greensboro", "NC")


def ask_registers(con: duckdb.DuckDBPyConnection) -> None:
    asking.names(con, [*STRANGERS, *OURS, FOUNDATION])


def surest(con: duckdb.DuckDBPyConnection, row: tuple[str | None, ...]) -> float:
    """How surely the name is an organisation of a register."""
    query = """
        select coalesce(max(x.confidence), 0) from core.mention_match x join core.organisation o using (organisation_id)
        where mention_id = mention_id(?, ?, ?) and o.source <> 'mention'
    """
    found = con.execute(query, row).fetchone()
    assert found
    return float(found[0])


@pytest.mark.whole
@pytest.mark.parametrize("row", STRANGERS, ids=lambda row: row[0])
def test_who_bears_the_word_alone_is_neither_house_nor_system(asked, row):
    assert surest(asked, row) <= 0.5


@pytest.mark.whole
@pytest.mark.parametrize("row", OURS, ids=lambda row: row[0])
def test_who_is_theirs_stays_so(asked, row):
    assert surest(asked, row) >= 0.8


@pytest.mark.whole
def test_a_systems_foundation_is_the_systems_and_none_of_its_houses(asked):
    query = """
        select o.kind from core.mention_match join core.organisation o using (organisation_id)
        where mention_id = mention_id(?, ?, ?) and confidence >= 0.8
    """
    assert asked.execute(query, FOUNDATION).fetchall() == [("system",)]
