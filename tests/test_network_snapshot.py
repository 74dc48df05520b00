"""Exports kept by date: who moved between two of them, and that nothing but ids and employers is kept."""

import stat
from datetime import date
from pathlib import Path

import polars as pl

from curbside import warehouse
from curbside.network import read, snapshot
from curbside.network.model import Network, Source

KEPT = Path("data/network")
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def export(folder: Path, rows: list[tuple[str, str, str]], newest: str, file: str = "Connections.csv") -> None:
    """A Connections file of (given name, company, title), the last connected on `newest`."""
    body = "".join(f"{g},Poe,https://www.linkedin.com/in/{g.lower()},,{c},{t},{newest}\n" for g, c, t in rows)
    (folder / file).write_text(HEADER + body)


def run(folder: Path, today: date, *files: str) -> Network:
    network = read([Source("linkedin", Path(f)) for f in files or ("Connections.csv",)], None, folder / KEPT, today)
    snapshot.keep(folder / KEPT, network)
    return network


def where(network: Network, given: str) -> list[tuple[object, ...]]:
    who = network.persons.filter(given=given)["record_id"][0]
    rows = network.affiliations.filter(record_id=who)
    told = rows.select("organisation_name", "is_current", "end_year", "evidence").rows()
    return sorted((*row, warehouse.macro("origin_words", evidence)) for *row, evidence in told)


def test_who_changed_the_employer_is_a_past_colleague_there(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "Physician"), ("Sam", "Lakeshore", "Chair")], "1 Mar 2025")
    assert run(tmp_path, date(2025, 3, 2)).moves.is_empty()
    export(tmp_path, [("Ida", "Riverbend", "Chief"), ("Sam", "Lakeshore", "Chair")], "1 Nov 2026")
    network = run(tmp_path, date(2026, 11, 2))
    assert where(network, "Ida") == [
        ("Mercy Clinic", False, 2026, "listed there in your LinkedIn export of 2025-03-01"),
        ("Riverbend", True, None, "LinkedIn export of 2026-11-01"),
    ]
    assert where(network, "Sam") == [("Lakeshore", True, None, "LinkedIn export of 2026-11-01")]
    assert network.moves.drop("record_id").rows() == [
        ("Mercy Clinic", "Riverbend", date(2025, 3, 1), date(2026, 11, 1), date(2026, 11, 2))
    ]
    assert run(tmp_path, date(2026, 11, 3)).moves.equals(network.moves)  # said again from what is kept


def test_two_exports_side_by_side_are_told_apart_by_their_dates(tmp_path):
    export(tmp_path, [("Ida", "Riverbend", "Chief")], "1 Nov 2026", "b.csv")
    export(tmp_path, [("Ida", "Mercy Clinic", "Physician")], "1 Mar 2025", "a.csv")
    for files in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        network = read([Source("linkedin", Path(f)) for f in files], None, tmp_path / KEPT, date(2026, 11, 2))
        assert [(o, c) for o, c, *_ in where(network, "Ida")] == [
            ("Mercy Clinic", False),
            ("Riverbend", True),
        ]


def test_a_later_spelling_of_the_same_employer_is_no_move(tmp_path):
    export(tmp_path, [("Ida", "Riverside Methodist", "Physician")], "1 Mar 2025")
    run(tmp_path, date(2025, 3, 2))
    export(tmp_path, [("Ida", "OhioHealth Riverside Methodist Hospital", "Chief")], "1 Nov 2026")
    network = run(tmp_path, date(2026, 11, 2))
    assert network.moves.is_empty()
    assert len(where(network, "Ida")) == 1


def test_who_left_without_a_new_employer_is_past_there(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "Physician")], "1 Mar 2025")
    run(tmp_path, date(2025, 3, 2))
    export(tmp_path, [("Ida", "", "")], "1 Nov 2026")
    network = run(tmp_path, date(2026, 11, 2))
    assert [(o, c) for o, c, *_ in where(network, "Ida")] == [("Mercy Clinic", False)]
    assert network.moves["new"].to_list() == [None]


def test_someone_who_is_no_contact_any_more_stays_out(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "x"), ("Sam", "Lakeshore", "x")], "1 Mar 2025")
    run(tmp_path, date(2025, 3, 2))
    export(tmp_path, [("Sam", "Lakeshore", "x")], "1 Nov 2026")
    network = run(tmp_path, date(2026, 11, 2))
    assert network.persons["given"].to_list() == ["Sam"]
    assert network.affiliations.height == 1


def test_of_an_export_ids_and_employers_are_kept_for_the_owner_alone(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "Physician")], "1 Mar 2025")
    run(tmp_path, date(2025, 3, 2))
    run(tmp_path, date(2025, 3, 3))
    folder = tmp_path / KEPT
    files = list(folder.iterdir())
    assert len(files) == 1
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    kept = pl.read_parquet(files[0]).write_json().lower()
    assert "mercy" in kept
    assert "ida" not in kept and "poe" not in kept


def test_forgotten_people_are_in_no_kept_export(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "x"), ("Sam", "Lakeshore", "x")], "1 Mar 2025")
    network = run(tmp_path, date(2025, 3, 2))
    ida = network.persons.filter(given="Ida")["record_id"][0]
    assert snapshot.forget(tmp_path / KEPT, {ida}) == 1
    assert ida not in snapshot.kept(tmp_path / KEPT, [])["record_id"].to_list()


def test_a_friends_listings_that_an_earlier_curbside_kept_go_with_the_friend(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "x")], "1 Mar 2025")
    run(tmp_path, date(2025, 3, 2))
    (path,) = (tmp_path / KEPT).glob("*.parquet")
    mine = pl.read_parquet(path).drop("of")
    for name, origin in (("mine", "your LinkedIn export"), ("ben", "Ben Okafor's LinkedIn export")):
        mine.with_columns(origin=pl.lit(origin)).write_parquet(tmp_path / KEPT / f"{name}.parquet")
    assert snapshot.forget(tmp_path / KEPT, set(), "Ben Okafor") == 1
    assert snapshot.kept(tmp_path / KEPT, [])["of"].to_list() == [None, None]


def test_a_damaged_kept_file_is_a_problem_and_no_more(tmp_path):
    export(tmp_path, [("Ida", "Mercy Clinic", "x")], "1 Mar 2025")
    run(tmp_path, date(2025, 3, 2))
    (tmp_path / KEPT / "broken.parquet").write_bytes(b"no parquet")
    network = run(tmp_path, date(2025, 3, 3))
    assert [p.file for p in network.problems] == ["data/network/broken.parquet"]
    assert network.persons.height == 1
