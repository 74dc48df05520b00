"""Boards in number under real Prefect, boards and Prefect at fault: each costs one line, and never the day's leads."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import re
import signal
import subprocess
from types import SimpleNamespace

import pytest
from boardserver import Reply, site
from conftest import environment
from test_run import servers

from curbside import landing
from curbside.commands import pulling
from curbside.flows import server
from curbside.job import day, steps

WITHOUT = "the run goes on without it"


def add_boards(sample, count: int, url: str) -> None:
    """So many boards more, all of the sample feed."""
    board = (
        '\n[[board]]\nname = "many-{}"\nfamily = "xmlfeed"\nurl = "{}/feed.xml"\nmin_interval = 0\nmax_postings = 3\n'
    )
    text = sample.place.config.read_text("utf-8")
    sample.place.config.write_text(text + "".join(board.format(n, url) for n in range(count)), "utf-8")


@pytest.mark.prefect
def test_a_hundred_boards_end_in_one_run(sample):
    add_boards(sample, 100, sample.boards.urls["feed-agency"])
    add_boards_down = '\n[[board]]\nname = "down"\nfamily = "xmlfeed"\nurl = "http://127.0.0.1:9/feed.xml"\n'
    sample.place.config.write_text(sample.place.config.read_text("utf-8") + add_boards_down, "utf-8")
    done = subprocess.run(sample.argv("run"), capture_output=True, text=True, env=environment(), timeout=300)
    assert done.returncode == 3 and WITHOUT not in done.stderr, done.stderr
    status = dict(sample.sql("select board, status from board_runs"))
    assert status.pop("down") == "failed"
    assert set(status.values()) == {"done"} and len(status) >= 105
    assert sample.sql("select count(distinct board) from postings where board like 'many-%'") == [(100,)]
    assert len(done.stdout.split()) == 3, "the digest is there"


@pytest.mark.prefect
def test_a_server_that_refuses_every_flow_costs_one_line(sample):
    sample.begin(1)
    with site() as busy:
        busy.routes = Always(Reply(b"busy", 503))
        more = environment(PREFECT_API_URL=f"{busy.url}/api", PREFECT_CLIENT_MAX_RETRIES="0")
        done = subprocess.run(sample.argv("run"), capture_output=True, text=True, env=more, timeout=300)
    assert done.returncode == 0, done.stderr
    assert busy.seen, "the flows did ask"
    assert_one_line_says_so(sample, done.stderr)


@pytest.mark.prefect
def test_a_server_that_dies_during_the_run_costs_one_line(sample):
    sample.begin(1)
    process = subprocess.Popen(
        sample.argv("run"), env=environment(PREFECT_CLIENT_MAX_RETRIES="0"), stderr=subprocess.PIPE, text=True
    )
    said = []
    for line in process.stderr:
        said.append(line)
        if " listed, " in line:
            for pid in servers(process.pid):
                os.kill(pid, signal.SIGKILL)
    assert process.wait(timeout=120) == 0
    assert_one_line_says_so(sample, "".join(said))


def test_a_server_that_does_not_start_costs_one_line(sample, monkeypatch, capsys):
    sample.begin(1)
    monkeypatch.setattr(
        server.subprocess, "Popen", lambda *_, **__: (_ for _ in ()).throw(OSError("no processes left"))
    )
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    assert pulling.run(sample.place, argparse.Namespace(board=[], if_due=False)) == 0
    assert_one_line_says_so(sample, capsys.readouterr().err)


def assert_one_line_says_so(sample, said: str) -> None:
    assert said.count(WITHOUT) == 1
    assert not re.search(r"prefect|traceback|warning|exception", said, re.I), said
    runs = "select count(*), count(*) filter (status = 'done'), (select count(*) > 0 from leads) from runs"
    assert sample.sql(runs) == [(2, 2, True)], "that of the day before, and this one"
    assert list(sample.place.digests.glob("*/digest.html"))


def test_a_board_that_cannot_be_landed_fails_alone(sample):
    sample.place.make_private()
    sample.place.landing.mkdir(parents=True, exist_ok=True)
    (sample.place.landing / "greenhouse").write_text("a file where the board's folder should be")
    job = steps.prepare(sample.place, [], lambda line: None)
    day.alone(job)
    assert list(job.failures) == ["greenhouse"] and "greenhouse" in job.failures["greenhouse"]
    status = dict(sample.sql(f"select board, status from board_runs where run_id = '{job.run_id}'"))
    assert set(status.values()) == {"done"} and len(status) == len(job.boards) - 1


def test_a_full_disk_is_no_boards_fault_and_nothing_is_built_on_it(sample, monkeypatch):
    sample.begin(1)
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(landing, "write", lambda *_: (_ for _ in ()).throw(full))
    monkeypatch.setattr(steps, "build", lambda *_: pytest.fail("built"))
    with pytest.raises(OSError, match="No space left"):
        day.alone(steps.prepare(sample.place, [], lambda line: None))


class Always(dict):
    """The same answer at every address."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def get(self, path: str, default: object = None) -> Reply:
        return self.reply


@pytest.mark.whole  # Prefect's import
def test_few_boards_have_a_subflow_each_and_many_share_a_few():
    from curbside.flows.daily import SUBFLOWS, shares

    assert shares(["a", "b"]) == {"pull-a": ["a"], "pull-b": ["b"]}
    many = [str(n) for n in range(500)]
    parts = shares(many)
    assert len(parts) == SUBFLOWS and sorted(b for part in parts.values() for b in part) == sorted(many)
    assert max(map(len, parts.values())) - min(map(len, parts.values())) <= 1


@pytest.mark.prefect
@pytest.mark.parametrize(("refusals", "watched", "asked"), [(1, True, 4), (2, False, 4), (0, True, 3)])
def test_a_pull_that_prefects_server_turns_away_begins_again_alone(monkeypatch, refusals, watched, asked):
    from curbside.flows import daily

    calls: list[str] = []

    async def pull(run_id, name, boards, return_state):
        calls.append(name)
        if name == "pull-b" and calls.count(name) <= refusals:
            raise RuntimeError("503")
        return SimpleNamespace(is_crashed=lambda: False)

    monkeypatch.setattr(daily, "pull_boards", pull)
    job = SimpleNamespace(boards=["a", "b", "c"], run_id="x")
    assert asyncio.run(daily._beside(SimpleNamespace(job=job))) is watched
    assert len(calls) == asked
