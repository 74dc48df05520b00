"""Employers that stand in no register stay themselves, and registers make nothing worse."""

from pathlib import Path

import polars as pl
import pytest

from curbside import warehouse
from curbside.warehouse import organisation

REGISTERS = Path(__file__).parents[1] / "benchmarks/insider-bench/registers"


def matched(names, folder=REGISTERS):
    """(name, city, state) → (organisation, confidence, its source) of the best match, the names standing in one workspace."""
    con = warehouse.connect()
    con.execute("create temp table asked (name text, city text, state text)")
    con.executemany("insert into asked values (?, ?, ?)", names)
    con.execute(
        "insert into raw.affiliation_record (record_id, organisation_name, city, state) select 'x', * from asked"
    )
    organisation.build(con, folder)
    rows = con.execute(
        """
        select a.name, a.city, a.state, x.organisation_id, x.confidence, o.source
        from asked a join core.mention_match x on x.mention_id = mention_id(a.name, a.city, a.state) and x.rank = 1
        join core.organisation o using (organisation_id)
        """
    ).fetchall()
    best = {tuple(row[:3]): tuple(row[3:]) for row in rows}
    registered = con.execute(
        """
        select a.name, a.city, a.state, o.name, x.confidence
        from asked a join core.mention_match x on x.mention_id = mention_id(a.name, a.city, a.state) and x.confidence >= 0.5
        join core.organisation o on o.organisation_id = x.organisation_id and o.source <> 'mention'
        """
    ).fetchall()
    return best, registered


def towns():

    listed = pl.read_parquet(REGISTERS / "hospital-2026.parquet").select("city", "state").unique().sort("state", "city")
    return list(listed.iter_rows())


TOWNS = towns()


TOWN_NAMES = (
    "{} Orthopedic Specialists",
    "{} Pediatrics",
    "{} Medical Group",
    "{} Urgent Care",
    "{} Eye Center",
    "Women's Care of {}",
)


def test_a_practice_called_after_its_town_is_not_the_hospital_there():
    asked = [
        (TOWN_NAMES[i % len(TOWN_NAMES)].format(city.title()), city, state)
        for i, (city, state) in enumerate(TOWNS[::9])
    ]
    best, _ = matched(asked)
    joined = [(name, found) for name, found in best.items() if found[2] != "mention" and found[1] >= 0.8]
    assert len(joined) <= len(asked) // 100


REAL = (
    ("Beaumont Health System", "Royal Oak", "MI"), ("Valley View Medical Center", "Cedar City", "UT"), ("Gastro Health", "Ypsilanti", "MI"),
    ("Aurora West Allis Medical Center", "West Allis", "WI"), ("VITAS Healthcare", "Pompano Beach", "FL"), ("Potomac Hospital", "Woodbridge", "VA"),
    ("Austin Regional Clinic", "Austin", "TX"), ("Riverside Methodist Hospital", "Columbus", "OH"), ("Genesis Health System", "Davenport", "IA"),
)  # fmt: skip


@pytest.mark.parametrize("folder", [None, REGISTERS], ids=["names alone", "with registers"])
def test_one_string_on_both_sides_is_one_employer(folder):
    best, _ = matched([*REAL, *((name, None, None) for name, _, _ in REAL)], folder)
    for name, city, state in REAL:
        posting, contact = best[name, city, state], best[name, None, None]
        assert (posting[0], posting[1] >= 0.8, contact[1] >= 0.8) == (contact[0], True, True), name


def test_a_hospital_known_by_its_town_alone_is_a_question_however_likely():
    """The one hospital of each town bears none of these words: nine times of ten it is meant, and the user is asked."""
    names = [
        ("Hopkins County Memorial Hospital", "Sulphur Springs", "TX"),
        ("South Texas Regional Medical Center", "Jourdanton", "TX"),
    ]
    assert matched(names)[1] == []
