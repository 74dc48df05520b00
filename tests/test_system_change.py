"""Which hospitals belong to one system today: the public list of 2018, and what became of systems and hospitals since."""

import csv
from datetime import date
from pathlib import Path

import pytest

from curbside import warehouse
from curbside.warehouse import organisation

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[1]
CHANGES = ROOT / "warehouse/organisation/system_change.csv"
TABLES = Path(__file__).parent / "system_change"
SINCE_2018 = 0.79  # what a pair that stands on the list of 2018 alone is said with, at most
RENAMED = (
    ("Spectrum Health", "Corewell Health"),
    ("Catholic Health Initiatives", "CommonSpirit Health"),
    ("Partners Healthcare System", "Mass General Brigham"),
    ("Lifespan", "Brown University Health"),
    ("Eastern Maine Healthcare Systems", "Northern Light Health"),
    ("Adventist Health System", "AdventHealth"),
    ("Vidant Health", "ECU Health"),
    ("Regional Health", "Monument Health"),
    ("MidMichigan Health", "MyMichigan Health"),
    ("Greenville Health System", "Prisma Health"),
    # divisions with a name of their own
    ("Infirmary Health System", "Infirmary Health"),
    ("Vanderbilt University Medical Center", "Vanderbilt Health"),
)


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def certainty(asked):
    """(ccn, ccn) → how sure they are one system on 2026-11-29; 0 where they are not."""
    asked.execute((ROOT / "warehouse/insider/strength.sql").read_text("utf-8"))
    rows = asked.execute(
        "select organisation_id[5:], o.system_id, known_on from core.organisation o left join core.membership using (organisation_id) where organisation_id like 'ccn:%'"
    ).fetchall()
    known = {ccn: (system, day) for ccn, system, day in rows if system}

    def of(one: str, other: str) -> float:
        (system, day), (theirs, their_day) = known.get(one, (None, None)), known.get(other, (None, None))
        if system is None or system != theirs:
            return 0.0
        listed = min(d for d in (day, their_day) if d) if day or their_day else None
        return asked.execute("select system_certainty(?::date, ?::date, 2)", [listed, date(2026, 11, 29)]).fetchone()[0]

    return of


@pytest.mark.parametrize("kind", ["merged", "sold", "left", "called off"])
def test_hospitals_are_where_their_kind_of_change_left_them(kind, certainty):
    rows = [row for row in read(TABLES / "kinds.csv") if row["kind"] == kind]
    assert len(rows) >= 10
    wrong = [row for row in rows if (certainty(row["ccn"], row["other"]) > SINCE_2018) != (row["is_same"] == "1")]
    apart = [row for row in rows if row["is_same"] == "0" and certainty(row["ccn"], row["other"]) > 0]
    assert (wrong, apart) == ([], [])


@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_renamed_system_keeps_both_names_and_one_id(before, after, asked):
    ids = [
        {id for (id,) in asked.execute(
            "select organisation_id from core.organisation_alias join core.organisation using (organisation_id) where alias = ? and kind = 'system'", [name]
        ).fetchall()} for name in (before, after)
    ]  # fmt: skip
    assert ids[0] == ids[1] and len(ids[0]) == 1


def test_pairs_judged_before_they_were_asked(certainty):
    """111 pairs from knowledge, written before the first run: mergers and sales, neighbors and namesakes."""
    said = [(row, certainty(row["ccn"], row["other"])) for row in read(TABLES / "pairs.csv")]
    right = sum(sure >= 0.8 and row["is_same"] == "1" for row, sure in said)
    claimed = sum(sure >= 0.8 for _, sure in said)
    same = sum(row["is_same"] == "1" for row, _ in said)
    wrong = [
        (row["hospital"], row["other_hospital"], sure) for row, sure in said if (sure >= 0.8) != (row["is_same"] == "1")
    ]
    assert right / claimed >= 0.97 and right / same >= 0.9, (right, claimed, same, wrong)


def test_every_change_says_who_when_and_by_whom():
    rows = read(CHANGES)
    assert {row["kind"] for row in rows} == {
        "merged", "renamed", "division", "joined", "left", "doubted", "confirmed",
    }  # fmt: skip
    for row in rows:
        assert (row["kind"] in ("doubted", "division")) != bool(row["year"]) and row["year"] in (
            "",
            *map(str, range(2018, 2027)),
        )
        assert bool(row["ccn"]) == (row["kind"] in ("joined", "left", "doubted")) != bool(row["from_id"])
        assert bool(row["to_name"]) == (row["kind"] in ("merged", "renamed", "division", "joined"))
        assert row["source"] == "from memory" or row["source"].startswith("https://")


def test_each_change_stands_once():
    rows = [
        (row["kind"], row["ccn"] or row["from_id"] + (row["to_name"] if row["kind"] == "division" else ""))
        for row in read(CHANGES)
    ]
    moved = [ccn for kind, ccn in rows if kind in ("joined", "left")]
    assert len(set(rows)) == len(rows) and len(set(moved)) == len(moved)


def test_a_newer_list_beats_an_older_sale(tmp_path):
    """A list that was made after the year of a sale knows better where the hospital stands."""
    from curbside.registers import loading

    head = "compendium_hospital_id,ccn,hospital_name,hospital_street,hospital_city,hospital_state,hospital_zip,health_sys_id,health_sys_name,health_sys_city,health_sys_state\n"
    for year, system in ((2018, "HSI00001232,Virginia Mason,Seattle,WA"), (2024, "HSI00000009,Valley Care,Yakima,WA")):
        (tmp_path / f"chsp-hospital-linkage-{year}.csv").write_text(
            head + f"1,500036,YAKIMA VALLEY MEMORIAL,2811 TIETON DR,YAKIMA,WA,98902,{system}\n", "utf-8"
        )
    lists = sorted(tmp_path.glob("*.csv"))
    for files, expected in ((lists[:1], "sys:HSI00000714"), (lists, "sys:HSI00000009")):
        folder = tmp_path / f"registry{len(files)}"
        assert not [one.problem for one in loading.load(files, folder) if one.problem]
        con = warehouse.connect()
        organisation.build(con, folder)
        assert con.execute(
            "select system_id from core.organisation where organisation_id = 'ccn:500036'"
        ).fetchall() == [(expected,)]


def test_a_renamed_system_is_called_by_its_newest_name(asked):
    """Advocate Health, whatever the hospitals that joined it are called."""
    newest = {
        r["from_id"]: r["to_name"] for r in sorted(read(CHANGES), key=lambda r: r["year"]) if r["kind"] == "renamed"
    }
    called = dict(
        asked.execute(
            "select organisation_id[5:], name from core.organisation where organisation_id like 'sys:%'"
        ).fetchall()
    )
    assert {i: called[i] for i in newest if i in called} == {i: name for i, name in newest.items() if i in called}
    assert len(newest.keys() & called.keys()) > 40
