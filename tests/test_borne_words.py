"""Who bears a house's or system's word and is neither: grounds and halls, firms, practices of their own."""

from pathlib import Path

import duckdb
import pytest

from curbside import warehouse
from curbside.warehouse import organisation

REGISTERS = Path(__file__).parents[1] / "benchmarks/insider-bench/registers"
STRANGERS = [
    *(("Sutter Health Park", "Sacramento", "CA"), ("Essentia Health Sports Center", "Brainerd", "MN"), ("Advocate Health Arena", None, None)),
    *(("Northwell Health at Jones Beach Theater", None, None), ("UPMC Park", "Erie", "PA"), ("Providence Park", "Portland", "OR")),
    *(("Banner Photo Supply", "Phoenix", "AZ"), ("Tenet Partners", None, None), ("Ardent Partners", None, None), ("Sentara Group", None, None)),
    *(("Stanford Dermatology PA", None, None), ("Duke Urology, P.C.", None, None), ("Tulane Radiology LLC", None, None)),
    *(("Henry Ford Village", "Dearborn", "MI"), ("Sentara Village", None, None), ("Mercy Manor", "St. Louis", "MO")),
    *(("Mission Physicians", "Richmond", "VA"), ("Sunrise Physicians", "Tampa", "FL"), ("Lovelace Clinic", "Tulsa", "OK")),
    *(("Seton Medical Group", "Milwaukee", "WI"), ("Mount Carmel Physicians", "Boise", "ID")),
    *(("Emory Neurology, P.C.", None, None), ("Bon Secours Wellness Arena", "Greenville", "SC"), ("Yale Cardiology PLLC", None, None)),
]  # fmt: skip
OURS = [
    *(("Novant Health Medical Park Hospital", None, None), ("Kaiser Permanente Baldwin Park", None, None), ("Legacy Meridian Park", None, None)),
    *(("Rush Oak Park", None, None), ("Duke Urology", None, None), ("Emory Clinic, Inc.", None, None), ("Sutter Medical Foundation", None, None)),
    *(("Alexian Brothers Elk Grove Village", None, None), ("Mission Medical Group", "Asheville", "NC"), ("MercyOne", None, None)),
    *(("Ochsner Medical Group", None, None), ("Sharp HealthCare Foundation", None, None), ("Tenet Healthcare", None, None)),
]  # fmt: skip
FOUNDATION = ("Cone Health Foundation", "Greensboro", "NC")


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = warehouse.connect()
    add = "insert into raw.affiliation_record (organisation_name, city, state) values (?, ?, ?)"
    con.executemany(add, [*STRANGERS, *OURS, FOUNDATION])
    organisation.build(con, REGISTERS)
    return con


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
def test_who_bears_the_word_alone_is_neither_house_nor_system(con, row):
    assert surest(con, row) <= 0.5


@pytest.mark.whole
@pytest.mark.parametrize("row", OURS, ids=lambda row: row[0])
def test_who_is_theirs_stays_so(con, row):
    assert surest(con, row) >= 0.8


@pytest.mark.whole
def test_a_systems_foundation_is_the_systems_and_none_of_its_houses(con):
    query = """
        select o.kind from core.mention_match join core.organisation o using (organisation_id)
        where mention_id = mention_id(?, ?, ?) and confidence >= 0.8
    """
    assert con.execute(query, FOUNDATION).fetchall() == [("system",)]
