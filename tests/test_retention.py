"""Old landing files folded together: the disk no longer grows with the days, and nothing that was known is lost."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from boardserver import Reply
from town import Opening, town

from curbside import landing, warehouse
from curbside.extractors.base import Answer
from curbside.job import retention
from curbside.landing import keeping
from curbside.settings import Keep, Search, Settings
from curbside.warehouse import posting
from curbside.warehouse.posting import state
from curbside.workspace import Workspace

pytestmark = pytest.mark.whole

OPENINGS = [Opening(str(100 + n), born=n // 2, dies=4 + n, renamed=n + 3) for n in range(14)]
BOARDS = {"jsonld": OPENINGS, "xmlfeed": [*OPENINGS, Opening("9", restless=True)]}
CONF = Settings(search=[Search(name="x")], keep=Keep(days=3))


def rows(con) -> dict[str, list[tuple]]:
    return {t: con.execute(f"from {t} order by all").fetchall() for t in state.TABLES}


def rebuilt(place: Workspace) -> dict[str, list[tuple]]:
    con = warehouse.connect()
    state.load(con, place.kept)
    for run_id, boards in posting.pending(con, place.landing).items():
        assert posting.apply_run(con, place.landing, run_id, boards, pytest.fail) == 0
    return rows(con)


def days(it, count: int) -> None:
    for _ in range(count):
        it.day += 1
        it.broken = {"jsonld": lambda seen, good: Reply(b"", 500)} if it.day % 5 == 0 else {}
        it.run()


def test_a_rebuild_after_folding_tells_the_same_and_so_do_the_days_after(tmp_path, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    monkeypatch.setattr(retention, "AT_LEAST", 3)
    place = Workspace(tmp_path)
    place.data.mkdir()
    with town(place.data, BOARDS) as it:
        it.apart = timedelta(days=1)
        days(it, 8)
        files, size = len(landing.runs(place.landing)), folder_size(place)
        shutil.copytree(place.landing, tmp_path / "whole")
        assert retention.keep(place, CONF, it.now) == 8
        assert len(landing.runs(place.landing)) == files - 8 and folder_size(place) < size
        assert rebuilt(place) == rows(it.con)
        for run_id, board in landing.runs(place.landing):  # what stays reads as before, whoever held its bodies
            assert landing.read(place.landing, board, run_id) == landing.read(tmp_path / "whole", board, run_id)
        asked = {name: len(site.seen) for name, site in it.sites.items()}
        it.run()
        assert max(len(s.seen) - asked[n] for n, s in it.sites.items()) < 12, "what was folded is not asked again"
        days(it, 4)
        assert retention.keep(place, CONF, it.now) > 0, "a second time, upon the first"
        assert rebuilt(place) == rows(it.con)
        assert len(list(place.kept.iterdir())) == 1


def test_stopped_or_beside_damage_it_loses_nothing_and_ends_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    monkeypatch.setattr(retention, "AT_LEAST", 2)
    place = Workspace(tmp_path)
    place.data.mkdir()
    with town(place.data, {"xmlfeed": BOARDS["xmlfeed"]}) as it:
        it.apart = timedelta(days=1)
        days(it, 7)
        file = sorted(place.landing.glob("xmlfeed/*.parquet"))[1]
        whole = file.read_bytes()
        file.write_bytes(whole[:300])
        with pytest.raises(landing.LandingError, match="put it back"):
            retention.keep(place, CONF, it.now)
        assert state.newest(place.kept) is None, "nothing is folded over a file that may come back"
        file.write_bytes(whole)
        for target, name, at in ((state, "save", 1), (keeping, "save", 1), (Path, "unlink", 3)):
            with monkeypatch.context() as patch:
                patch.setattr(target, name, raising(getattr(target, name), at))
                with pytest.raises(KeyboardInterrupt):
                    retention.keep(place, CONF, it.now)
                assert rebuilt(place) == rows(it.con), name
        retention.keep(place, CONF, it.now)
        assert rebuilt(place) == rows(it.con)
        next(place.kept.glob("*/posting.parquet")).write_bytes(b"no parquet")
        with pytest.raises(state.StateError, match="damaged; put it back"):
            state.load(warehouse.connect(), place.kept)


def raising(does, after: int):
    """`does`, stopped at the call number `after`."""
    count = 0

    def one(*args, **named):
        nonlocal count
        count += 1
        if count == after:
            raise KeyboardInterrupt
        return does(*args, **named)

    return one


def test_few_or_young_files_are_left_alone(tmp_path):
    place = Workspace(tmp_path)
    place.data.mkdir()
    with town(place.data, {"xmlfeed": OPENINGS}) as it:
        days(it, 4)
        assert retention.due(place, CONF, it.now + timedelta(days=400)) is None
        never = CONF.model_copy(update={"keep": Keep(days=0)})
        assert retention.due(place, never, it.now + timedelta(days=4000)) is None


def test_of_a_hub_the_files_that_it_names_no_more_go(tmp_path):
    """Three readings: the second names another file of a state, the third was not whole."""
    now = datetime(2026, 11, 1, tzinfo=UTC)
    place = Workspace(tmp_path)
    readings = [
        ("manifest 1", "ohio 1", "texas"),
        ("manifest 2", "ohio 2", "texas"),
        ("manifest 3",),
        ("manifest 4", "ohio 4"),
    ]
    for n, bodies in enumerate(readings):
        at = now + timedelta(days=n)
        run = landing.BoardRun(
            landing.new_run_id(at, place.landing),
            "hub",
            "hub",
            None,
            None,
            at,
            at,
            "done",
            None,
            0,
            len(bodies),
            0,
            n != 2,
        )
        urls = [b if b.startswith("ohio") else b.split()[0] for b in bodies]
        landing.write(
            place.landing, run,
            [Answer(kind="list", url=f"https://x/{u}", status=200, fetched_at=at, content_type=None, body=b.encode()) for u, b in zip(urls, bodies, strict=True)],
        )  # fmt: skip
    runs = [run_id for run_id, _ in landing.runs(place.landing)]
    assert landing.compact(place.landing, "hub", runs[2], replica=True) == 3
    kept = pl.read_parquet(place.landing / "hub" / "kept.parquet")
    assert sorted(body.decode() for body in kept["body"]) == ["manifest 2", "ohio 2", "texas"]
    assert landing.read(place.landing, "hub", runs[3])[1][1].body == b"ohio 4"


def test_a_reader_of_hubs_alone_folds_after_two_weeks(tmp_path, monkeypatch):
    now, place = datetime(2026, 11, 1, tzinfo=UTC), Workspace(tmp_path)
    for n in range(24):
        at = now + timedelta(days=n)
        run = landing.BoardRun(
            landing.new_run_id(at, place.landing), "hub", "hub", None, None, at, at, "done", None, 0, 0, 0, True
        )
        landing.write(place.landing, run, [])
    half_a_year = CONF.model_copy(update={"keep": Keep()})
    assert retention.due(place, half_a_year, now + timedelta(days=25)) is None
    assert retention.due(place, half_a_year, now + timedelta(days=32)) is not None
    monkeypatch.setattr(retention, "_is_replica", lambda *run: False)
    assert retention.due(place, half_a_year, now + timedelta(days=32)) is None


def folder_size(place: Workspace) -> int:
    return sum(p.stat().st_size for p in place.landing.rglob("*") if p.is_file())
