"""Landing files: whole or not there, private, never changed, and every body found again."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb
import polars as pl
import pytest

from curbside import landing
from curbside.extractors.base import Answer

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def board_run(day: int = 0, **values) -> landing.BoardRun:
    at = NOW + timedelta(days=day)
    common = dict(
        run_id=f"{at:%Y%m%dT%H%M%SZ}-00{day:02x}", board="sample", family="rss", url="https://x.example", account=None,
        started_at=at, ended_at=at + timedelta(seconds=3), status="done", error=None, listed=2, fetched=3,
        requests=4, complete=True,
    )  # fmt: skip
    return landing.BoardRun(**{**common, **values})


def listed(body: bytes = b"<rss/>", day: int = 0, **values) -> Answer:
    at = NOW + timedelta(days=day)
    return replace(Answer("list", "https://x.example/feed", 200, at, body, "text/xml", '"1"', "then"), **values)


def page(key: str, body: bytes, day: int = 0, **values) -> Answer:
    at = NOW + timedelta(days=day)
    return replace(Answer("page", f"https://x.example/{key}", 200, at, body, key=key, version="v1"), **values)


def test_what_was_landed_is_read_back(tmp_path):
    run = board_run(error="2 of 3 pages failed", status="partial", account="a/b")
    answers = [
        listed(),
        page("é/1", b"\x00\xff", postings=0),
        page("2", b"", status=410, version=None),
        listed(),
    ]
    path = landing.write(tmp_path, run, answers)
    assert path == tmp_path / "sample" / f"{run.run_id}.parquet"
    assert landing.read(tmp_path, "sample", run.run_id) == (run, answers)
    assert landing.runs(tmp_path) == [(run.run_id, "sample")]


def test_a_run_without_answers_is_landed_too(tmp_path):
    run = board_run(status="failed", error="down", complete=False)
    landing.write(tmp_path, run, iter(()))
    assert landing.read(tmp_path, "sample", run.run_id) == (run, [])


def test_files_are_their_owners_alone(tmp_path):
    path = landing.write(tmp_path / "landing", board_run(), [listed()])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(f.stat().st_mode) for f in (path.parent, path.parent.parent)} == {0o700}


def test_a_landed_run_is_never_changed(tmp_path):
    path = landing.write(tmp_path, board_run(), [listed()])
    before = path.read_bytes()
    with pytest.raises(landing.LandingError, match="landed already"):
        landing.write(tmp_path, board_run(), [listed(b"other")])
    assert path.read_bytes() == before


def test_a_body_is_kept_once(tmp_path):
    body = os.urandom(50_000)
    files = [landing.write(tmp_path, board_run(d), [listed(day=d), page("1", body, d)]) for d in range(3)]
    assert [f.stat().st_size > 50_000 for f in files] == [True, False, False]
    held = duckdb.sql(f"select run_id, octet_length(body) from '{files[2]}' where kind <> 'run'").fetchall()
    assert [size for _, size in held] == [None, None]
    for day in range(3):
        run = board_run(day)
        assert landing.read(tmp_path, "sample", run.run_id) == (run, [listed(day=day), page("1", body, day)])


def test_boards_do_not_share_bodies(tmp_path):
    landing.write(tmp_path, board_run(), [listed()])
    other = board_run(1, board="other")
    landing.write(tmp_path, other, [listed()])
    (tmp_path / "sample" / f"{board_run().run_id}.parquet").unlink()
    assert landing.read(tmp_path, "other", other.run_id)[1] == [listed()]


def test_times_are_instants_to_other_readers(tmp_path):
    path = landing.write(tmp_path, board_run(), [listed()])
    found = duckdb.sql(f"select typeof(fetched_at), typeof(body), epoch(fetched_at) from '{path}' limit 1").fetchall()[
        0
    ]
    assert found[:2] == ("TIMESTAMP WITH TIME ZONE", "BLOB")


def test_runs_come_in_the_order_of_time(tmp_path):
    for day, board in ((2, "b"), (0, "b"), (1, "a")):
        landing.write(tmp_path, board_run(day, board=board), [])
    (tmp_path / "a" / "notes.parquet").write_bytes(b"x")
    assert landing.runs(tmp_path) == [
        (board_run(0).run_id, "b"), (board_run(1).run_id, "a"), (board_run(2).run_id, "b"),
    ]  # fmt: skip
    assert landing.runs(tmp_path / "nothing") == []


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", ".hidden", "a\0b", "x" * 101])
def test_names_that_are_no_file_names_are_refused(tmp_path, name):
    with pytest.raises(landing.LandingError, match="no board name"):
        landing.write(tmp_path, board_run(board=name), [])
    with pytest.raises(landing.LandingError, match="no run id"):
        landing.write(tmp_path, board_run(run_id=f"x{name}"), [])
    assert list(tmp_path.rglob("*")) == []


def test_run_ids_sort_by_time_and_differ_within_a_second():
    assert landing.new_run_id(NOW).startswith("20261124T060000Z-")
    assert landing.new_run_id(NOW.astimezone(None)) != landing.new_run_id(NOW)
    assert len({landing.new_run_id(NOW) for _ in range(50)}) > 40


# --- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["empty", "half", "middle", "other", "text"])
def test_a_damaged_file_is_named_and_the_others_are_read(tmp_path, damage):
    paths = [
        landing.write(tmp_path, board_run(d), [listed(b"%d" % d, d), page(str(d), b"%d" % d, d)]) for d in range(3)
    ]
    whole = paths[1].read_bytes()
    if damage == "other":
        pl.DataFrame({"a": [1]}).write_parquet(paths[1])
    else:
        middle = whole[:4] + bytes(len(whole) - 12) + whole[-8:]
        broken = {"empty": b"", "half": whole[: len(whole) // 2], "middle": middle, "text": b"hello"}
        paths[1].write_bytes(broken[damage])
    with pytest.raises(landing.LandingError) as e:
        landing.read(tmp_path, "sample", board_run(1).run_id)
    assert str(paths[1]) in str(e.value) and "\n" not in str(e.value)
    memory = landing.Memory.load(tmp_path, "sample")
    assert len(memory.problems) == 1 and str(paths[1]) in memory.problems[0]
    assert [memory.page(str(d)) is not None for d in range(3)] == [True, False, True]
    assert landing.read(tmp_path, "sample", board_run(2).run_id)[1][0].body == b"2"
    again = landing.write(tmp_path, board_run(3), [page("1", b"1", 3)])
    assert duckdb.sql(f"select body from '{again}' where kind = 'page'").fetchall() == [(b"1",)]


def test_a_body_whose_file_is_gone_is_said_to_be(tmp_path):
    first = landing.write(tmp_path, board_run(0), [listed()])
    landing.write(tmp_path, board_run(1), [listed(day=1)])
    memory = landing.Memory.load(tmp_path, "sample")
    first.unlink()
    with pytest.raises(landing.LandingError, match=f"{first.name}: no such landing file"):
        landing.read(tmp_path, "sample", board_run(1).run_id)
    remembered = memory.remembered(listed().url)
    assert remembered and memory.body(remembered.sha256) is None


# --- killed -----------------------------------------------------------------------------------------------------------

WRITER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from curbside import landing
from curbside.extractors.base import Answer
now = datetime(2026, 11, 24, 6, tzinfo=UTC)
print("ready", flush=True)
for number in range(3600):
    run = landing.BoardRun(f"20261124T06{number // 60:02d}{number % 60:02d}Z-0000", sys.argv[2], "rss", None, None,
                           now, now, "done", None, 0, 0, 0, True)
    pages = [Answer("page", str(i), 200, now, os.urandom(20_000), key=str(i)) for i in range(100)]
    landing.write(Path(sys.argv[1]), run, pages)
"""


@pytest.mark.whole
def test_a_killed_run_leaves_whole_files_only(tmp_path):
    folder = tmp_path / "landing"
    names = [f"b{i}" for i in range(4)]
    for moment, name in enumerate(names):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, folder, name], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        end = time.monotonic() + 20
        while len(list((folder / name).glob("*.parquet"))) < moment and time.monotonic() < end:
            pass
        while not list((folder / name).glob(".*.tmp")) and time.monotonic() < end:
            pass
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
    for run_id, board in landing.runs(folder):
        assert len(landing.read(folder, board, run_id)[1]) == 100
    for name in names:
        (folder / name / ".x.parquet.999999999.tmp").write_bytes(b"half")
        landing.write(folder, board_run(250, board=name), [])
    assert list(folder.glob("*/.*.tmp")) == []


def test_another_run_under_way_keeps_its_temporary_file(tmp_path):
    landing.write(tmp_path, board_run(0), [])
    mine = tmp_path / "sample" / f".x.parquet.{os.getpid()}.tmp"
    old = tmp_path / "sample" / f".y.parquet.{os.getpid()}.tmp"
    for file in (mine, old):
        file.write_bytes(b"x")
    os.utime(old, (0, 0))
    landing.write(tmp_path, board_run(1), [])
    assert mine.exists() and not old.exists()


# --- memory -----------------------------------------------------------------------------------------------------------


def test_memory_knows_the_latest_of_each_address_and_posting(tmp_path):
    landing.write(tmp_path, board_run(0), [listed(b"old"), page("1", b"a"), page("2", b"b", postings=0)])
    landing.write(
        tmp_path,
        board_run(1),
        [listed(b"new", 1, etag='"2"', last_modified=None), page("1", b"c", 1, status=410, version=None)],
    )
    memory = landing.Memory.load(tmp_path, "sample")
    remembered = memory.remembered("https://x.example/feed")
    assert remembered and (remembered.etag, remembered.last_modified, remembered.content_type) == (
        '"2"',
        None,
        "text/xml",
    )
    assert memory.body(remembered.sha256) == b"new"
    one, two = memory.page("1"), memory.page("2")
    assert one and (one.status, one.version, one.fetched_at, one.postings) == (
        410,
        None,
        NOW + timedelta(days=1),
        None,
    )
    assert two and (two.status, two.version, two.fetched_at, two.postings) == (200, "v1", NOW, 0)
    assert memory.page("3") is None and memory.remembered("https://x.example/other") is None
    assert memory.problems == []


def test_a_list_answered_whole_without_a_mark_forgets_the_mark_before(tmp_path):
    landing.write(tmp_path, board_run(0), [listed(b"old")])
    landing.write(tmp_path, board_run(1), [listed(b"new", 1, etag=None, last_modified=None)])
    assert landing.Memory.load(tmp_path, "sample").remembered("https://x.example/feed") is None


def test_memory_that_is_handed_over_knows_the_same(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    landing.write(here, board_run(0), [listed(b"old"), page("1", b"a"), page("2", b"b", postings=0)])
    gone = [page("1", b"", day, status=404, version="v2") for day in (1, 2)]
    landing.write(
        here,
        board_run(1),
        [listed(b"new", 1), listed(b"whole", 1, url="https://x.example/l", etag=None, last_modified=None), gone[0]],
    )
    landing.write(here, board_run(2), [listed(b"new", 2), gone[1]])
    file = landing.hand_over(here, "sample", there)
    assert file and file.stat().st_mode & 0o777 == 0o600
    before, after = landing.Memory.load(here, "sample"), landing.Memory.load(there, "sample")
    assert after.pages() == before.pages() and after.page("1").gone == 2
    for url in ("https://x.example/feed", "https://x.example/l"):
        assert after.remembered(url) == before.remembered(url)
    assert after.body(after.remembered("https://x.example/feed").sha256) == b"new"
    assert b"whole" not in file.read_bytes(), "a list that is asked whole again need not go"


@pytest.mark.parametrize(
    ("answers", "gone"),
    [((404, 410), 2), ((404, 200, 404), 1), ((404, 404, 200), 0), ((200, 404, 404), 2), ((200,), 0)],
)
def test_how_often_on_end_a_page_was_gone_is_remembered(tmp_path, answers, gone):
    here, there = tmp_path / "here", tmp_path / "there"
    for day, status in enumerate(answers):
        landing.write(here, board_run(day), [page("1", b"", day, status=status), page("2", b"b", day)])
    landing.hand_over(here, "sample", there)
    assert [landing.Memory.load(at, "sample").page("1").gone for at in (here, there)] == [gone, gone]


def test_nothing_known_is_nothing_to_hand_over(tmp_path):
    landing.write(tmp_path / "here", board_run(0), [])
    assert landing.hand_over(tmp_path / "here", "sample", tmp_path / "there") is None


def test_memory_of_a_board_never_pulled_is_empty(tmp_path):
    memory = landing.Memory.load(tmp_path, "sample")
    assert memory.page("1") is None and memory.remembered("x") is None and memory.body("y") is None


@pytest.mark.whole
def test_hundreds_of_files_are_remembered_without_their_bodies(tmp_path):
    body = os.urandom(2000)
    for day in range(100):
        changed = [page(str(day * 5 + i), body + b"%d" % (day * 5 + i), day) for i in range(5)]
        landing.write(tmp_path, board_run(day), [listed(day=day), *changed])
    began = time.process_time()
    memory = landing.Memory.load(tmp_path, "sample")
    assert time.process_time() - began < 2
    assert all(memory.page(str(i)) for i in range(500))
