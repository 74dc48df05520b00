"""Boards pulled by other processes: the same rows, a host asked by one of them. benchmarks/two_workers.py, tests/test_exchange_cluster.py run clusters."""

from __future__ import annotations

import threading

import cloudpickle
import pytest

from curbside import landing, settings
from curbside.extractors.base import Board
from curbside.job import part, steps


@pytest.fixture
def spread():
    """Prefect takes a second and a half to import: not while tests are collected."""
    from curbside.flows import spread

    return spread


@pytest.mark.whole
def test_a_host_is_one_task(spread):
    boards = [
        Board(name="a", family="jsonld", url="https://x.example/jobs"),
        Board(name="b", family="jsonld", url="https://x.example/careers"),
        Board(name="c", family="greenhouse", account="one"),
        Board(name="d", family="greenhouse", account="two"),
        Board(name="e", family="csv", url="/home/ana/e.csv"),
    ]
    assert spread.hosts(boards) == {
        "x.example": ["a", "b"],
        "boards-api.greenhouse.io": ["c", "d"],
        "file e": ["e"],
    }
    assert list(spread.hosts(boards).values()) == [["a", "b"], ["c", "d"], ["e"]], "the longest first"


def test_a_part_that_is_asked_for_again_pulls_nothing_again(sample):
    place, now = sample.place, steps.prepare(sample.place, [], print).now
    run_id = landing.new_run_id(now, place.landing)
    half = place.landing / "greenhouse" / f".{run_id}.part"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"what a process that was killed had begun")
    first = part.pull(place, run_id, now, ["greenhouse", "hand-kept"])
    assert [(p.board, p.status, p.failure) for p in first] == [
        ("greenhouse", "done", None),
        ("hand-kept", "done", None),
    ]
    assert not half.exists() and landing.runs(place.landing) == [(run_id, "greenhouse"), (run_id, "hand-kept")]
    again = part.pull(place, run_id, now, ["greenhouse"])
    assert (again[0].status, again[0].said) == ("done", ())
    assert len(landing.runs(place.landing)) == 2


@pytest.mark.parametrize("wrong", ["dask", "dask://", "dask://local/0", "spark://local/2", "dask://host"])
def test_an_engine_that_is_none_is_one_clear_line(wrong):
    with pytest.raises(settings.ConfigError, match=r"curbside.toml: \[engine\] tasks: takes dask://local/2"):
        settings.parse(f'[[search]]\nname = "x"\n[engine]\ntasks = "{wrong}"\n', "curbside.toml")


@pytest.mark.whole
def test_what_goes_to_the_workers_holds_nothing_of_the_day(spread, monkeypatch):
    """Prefect sends the flow with all that it names; a day holds the user's keys, and locks that cannot be sent."""
    monkeypatch.setitem(spread.DAYS, "run", threading.Lock())
    sent = cloudpickle.dumps([spread.pull_hosts, spread.pull_host])
    assert b"curbside.flows.spread" in sent and b"DAYS" not in sent
