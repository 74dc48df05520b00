"""Runs are ordered by number, whatever the clock said, and only what bears a run's name is one."""

import re
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from curbside import landing

runs = sys.modules["curbside.landing.runs"]  # the package's name is that of its function
NOW = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
OLD, FIRST, SECOND = "20261128T110000Z-ffff", "20261128T110000Z-aaaa-000001", "20261127T110000Z-bbbb-000002"


@pytest.fixture
def folder(tmp_path):
    def put(*names: str):
        for name in names:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
        return tmp_path

    return put


@pytest.mark.parametrize(
    ("run_id", "number"),
    [(OLD, 0), (FIRST, 1), ("20261128T110000Z-aaaa-123456789012", 123456789012), ("kept", 0), ("20261128T110000Z-aaaa-00001", 0)],
)  # fmt: skip
def test_the_number_of_a_run(run_id, number):
    assert runs.number(run_id) == number


@pytest.mark.parametrize(
    ("text", "is_one"), [(OLD, True), (FIRST, True), ("kept", False), (f"{FIRST} ", False), (None, False), (7, False), ("20261128T110000Z-AAAA", False)]
)  # fmt: skip
def test_what_a_runs_id_is(text, is_one):
    assert runs.is_run_id(text) is is_one


def test_runs_come_in_the_order_of_their_numbers_then_of_boards(folder):
    here = folder(
        f"b/{FIRST}.parquet", f"a/{SECOND}.parquet", f"b/{SECOND}.parquet", f"a/{OLD}.parquet", "a/kept.parquet", f"a/{FIRST}.txt", f"no board!/{FIRST}.parquet"
    )  # fmt: skip
    assert runs.runs(here) == [(OLD, "a"), (FIRST, "b"), (SECOND, "a"), (SECOND, "b")]
    assert runs.runs_of(here, "a") == [OLD, SECOND] and runs.runs_of(here, "c") == []
    assert runs.newest(here) == SECOND and runs.newest(here / "a") is None
    assert runs.started(SECOND) == datetime(2026, 11, 27, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("files", "number"),
    [
        ((), 1), ((f"a/{OLD}.parquet",), 1), ((f"a/{FIRST}.parquet", f"b/{SECOND}.parquet"), 3), ((f"a/.{SECOND}.part",), 3), ((f"a/.{SECOND}.part", f"a/{FIRST}.parquet"), 3),
    ],
)  # fmt: skip
def test_a_new_run_has_the_next_number_those_that_were_killed_counted(folder, files, number):
    run_id = runs.new_run_id(NOW.astimezone(timezone(timedelta(hours=-7))), folder(*files))
    assert re.fullmatch(rf"20261123T230000Z-[0-9a-f]{{4}}-{number:06d}", run_id)


def test_without_a_folder_there_is_no_number():
    assert re.fullmatch(r"20261123T230000Z-[0-9a-f]{4}", runs.new_run_id(NOW))


@pytest.mark.parametrize(
    ("board", "run_id", "said"),
    [("../x", FIRST, "no board name"), ("a" * 101, FIRST, "no board name"), ("a", "kept", "no run id")],
)
def test_no_name_leads_out_of_the_folder(tmp_path, board, run_id, said):
    with pytest.raises(landing.LandingError, match=said):
        runs.path_of(tmp_path, board, run_id)
    assert runs.path_of(tmp_path, "a" * 100, FIRST) == tmp_path / ("a" * 100) / f"{FIRST}.parquet"
