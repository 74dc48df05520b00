"""When old landing files are folded together, and what is left then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from curbside import landing, warehouse
from curbside.extractors.base import Answer
from curbside.job import retention
from curbside.landing import keeping
from curbside.landing.runs import kept_path, path_of, runs_of
from curbside.settings import Keep, Search, Settings
from curbside.warehouse.posting import state
from curbside.workspace import Workspace

NOW = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
SETTINGS = Settings(search=[Search(name="all", specialties=[])])


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    place = Workspace(tmp_path)
    place.data.mkdir()
    return place


def land(place: Workspace, at: datetime, board="one", family="greenhouse", answers=(), status="done", **more) -> str:
    run_id = more.pop("run_id", None) or landing.new_run_id(at, place.landing)
    facts = {"error": None, "listed": 3, "fetched": 3, "requests": 3, "complete": True, "employer": "Elm"} | more
    run = landing.BoardRun(run_id, board, family, None, None, at, at, status, *facts.values())
    landing.write(place.landing, run, list(answers))
    return run_id


MONTH = timedelta(days=30)


@pytest.mark.whole
@pytest.mark.parametrize(
    ("count", "fourteenth", "boards", "days", "due"),
    [
        (21, MONTH + timedelta(seconds=1), {"one": "greenhouse"}, 30, True),
        (21, MONTH, {"one": "greenhouse"}, 30, False),  # just as old as is kept
        (20, MONTH * 3, {"one": "greenhouse"}, 30, False),  # seven stay whole: thirteen are not worth the work
        (21, MONTH * 3, {"one": "greenhouse"}, 0, False),  # 0: for ever
        (21, timedelta(days=15), {"hub": "hub"}, 30, True),  # of hubs alone two weeks
        (21, timedelta(days=14), {"hub": "hub"}, 30, False),
        (21, timedelta(days=11), {"hub": "hub"}, 10, True),  # … or fewer, where the user says so
        (21, timedelta(days=15), {"hub": "hub", "one": "greenhouse"}, 30, False),
        (21, timedelta(days=31), {"hub": "hub", "one": "greenhouse"}, 30, True),
    ],
)
def test_old_files_are_folded_once_fourteen_are_older_than_is_kept(workspace, count, fourteenth, boards, days, due):
    ids = []
    for n in range(1, count + 1):
        at = NOW - fourteenth - timedelta(minutes=14 - n)
        for board, family in boards.items():
            run_id = f"{at:%Y%m%dT%H%M%SZ}-aaaa-{n:06d}"
            if n in (1, 2, count) or len(boards) == 1 or board == "one":  # not each board is asked in each run
                land(workspace, at, board, family, run_id=run_id)
        ids.append(run_id)
    conf = SETTINGS.model_copy(update={"keep": Keep(days=days)})
    assert retention.due(workspace, conf, NOW) == (ids[13] if due else None)


def answer(at: datetime, name: str) -> Answer:
    return Answer(
        kind="list", url=f"https://x.example/{name}", status=200, fetched_at=at, content_type=None, body=b"{}"
    )


@pytest.mark.whole
def test_what_is_due_is_folded_and_remembered_once(workspace, monkeypatch):
    monkeypatch.setattr(retention, "AT_LEAST", 2)
    monkeypatch.setattr(retention, "BATCH", 2)
    conf = SETTINGS.model_copy(update={"keep": Keep(days=30)})
    old = NOW - timedelta(days=90)
    ids = [land(workspace, old + timedelta(days=n), answers=[answer(old, "list")]) for n in range(4)]
    gone = land(workspace, old + timedelta(days=30), "two")
    assert retention.keep(workspace, conf, old) == 0
    assert retention.keep(workspace, conf, NOW) == 3, "the newest runs stay, whatever board is theirs"
    assert state.newest(workspace.kept) == ids[2]
    assert runs_of(workspace.landing, "one") == ids[3:] and runs_of(workspace.landing, "two") == [gone]
    assert kept_path(workspace.landing, "one").exists() and not workspace.warehouse.exists()
    assert retention.keep(workspace, conf, NOW) == 0
    assert not list(workspace.data.glob("kept.new*"))


def test_nothing_is_folded_over_a_damaged_file(workspace, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 1)
    conf = SETTINGS.model_copy(update={"keep": Keep(days=30)})
    ids = [land(workspace, NOW - timedelta(days=90 - n)) for n in range(8)]
    land(workspace, NOW - timedelta(days=90), "two", run_id=ids[0])
    for board in ("one", "two"):
        path_of(workspace.landing, board, ids[0]).write_bytes(b"damaged")
    with pytest.raises(landing.LandingError, match=r"one/.*older landing files are not folded together until then"):
        retention.keep(workspace, conf, NOW)
    assert runs_of(workspace.landing, "one") == ids and state.newest(workspace.kept) is None


def test_a_hub_is_folded_to_its_last_whole_reading_up_to_then(workspace):
    at = NOW - timedelta(days=9)
    first = land(workspace, at, "hub", "hub", [answer(at, "ohio"), answer(at, "gone")])
    second = land(workspace, at, "hub", "hub", [answer(at, "ohio")])
    third = land(workspace, at, "hub", "hub", [answer(at, "part")], complete=False)
    fourth = land(workspace, at, "hub", "hub", [answer(at, "ohio"), answer(at, "later")])
    assert landing.compact(workspace.landing, "hub", "20200101T000000Z-aaaa") == 0
    assert landing.compact(workspace.landing, "hub", third, replica=True) == 3
    rows = warehouse.connect().read_parquet(str(kept_path(workspace.landing, "hub")))
    assert (
        rows.project("url, run_id, body").fetchall() == [("https://x.example/ohio", second, b"{}")] and first != second
    )
    assert runs_of(workspace.landing, "hub") == [fourth]


def test_a_body_that_a_later_file_refers_to_is_kept(workspace):
    at = NOW - timedelta(days=9)
    first = land(workspace, at, answers=[replace(answer(at, "x"), body=b"old")])
    second = land(workspace, at, answers=[replace(answer(at, "x"), body=b"new")])
    third = land(workspace, at, answers=[replace(answer(at, "x"), body=b"old")])
    assert landing.compact(workspace.landing, "one", second) == 2
    rows = warehouse.connect().read_parquet(str(kept_path(workspace.landing, "one")))
    assert set(rows.project("run_id, body").fetchall()) == {(first, b"old"), (second, b"new")}
    assert landing.read(workspace.landing, "one", third)[1][0].body == b"old"
    assert keeping._referred(workspace.landing, "one", second) and not keeping._referred(
        workspace.landing, "one", third
    )
    assert landing.compact(workspace.landing, "one", third) == 1
    rows = warehouse.connect().read_parquet(str(kept_path(workspace.landing, "one")))
    assert rows.project("run_id, body").fetchall() == [(third, b"old")], "nothing refers to it any more"
