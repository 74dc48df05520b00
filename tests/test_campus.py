"""A town or a point of the compass behind a hospital's name is another site of it, but where it is the hospital's own."""

from pathlib import Path

import duckdb
import pytest

from curbside import warehouse
from curbside.warehouse import organisation

REGISTERS = Path(__file__).parents[1] / "benchmarks/insider-bench/registers"
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


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = warehouse.connect()
    con.execute("insert into raw.affiliation_record (organisation_name) select unnest(?)", [OTHER + OWN])
    organisation.build(con, REGISTERS)
    return con


def surely(con: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    query = """
        select organisation_id from core.mention_match
        where mention_id = mention_id(?, null, null) and confidence >= 0.8 and organisation_id like 'ccn:%'
    """
    return [str(row[0]) for row in con.execute(query, [name]).fetchall()]


@pytest.mark.whole
@pytest.mark.parametrize("name", OTHER)
def test_another_town_or_a_point_of_the_compass_is_another_site(con, name):
    assert surely(con, name) == []


@pytest.mark.whole
@pytest.mark.parametrize("name", OWN)
def test_the_hospitals_own_town_or_campus_is_the_hospital(con, name):
    assert surely(con, name)


@pytest.mark.whole
def test_another_site_is_of_the_hospitals_system(con):
    query = """
        select s.name
        from core.mention_match x
        join core.organisation o using (organisation_id)
        join core.organisation s on s.organisation_id = o.system_id
        where x.mention_id = mention_id(?, null, null) and x.rank = 1
    """
    assert con.execute(query, ["Moses Cone Hospital Kernersville"]).fetchall() == [("Cone Health",)]
