"""What a killed run had received is kept and not asked again; a slow board holds up nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest
from boardserver import QUICK
from conftest import environment
from test_landing import NOW, board_run, listed, page
from town import Opening, town

from curbside import landing
from curbside.extractors.base import Board
from curbside.extractors.pull import pull
from curbside.extractors.web.client import Client
from curbside.job import day, steps
from curbside.landing import spool as spooling

KILLED = """
import os, signal, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from boardserver import QUICK
from curbside import landing
from curbside.extractors.base import Board
from curbside.extractors.pull import pull
from curbside.extractors.web.client import Client
folder, url = Path(sys.argv[1]), sys.argv[2]
now = datetime(2026, 11, 2, 6, tzinfo=UTC)
run = landing.BoardRun(landing.new_run_id(now, folder), "jsonld", "jsonld", url, None, now, now, "done", None, 0, 0, 0, False)
spool = landing.Spool(folder, run)
count = 0
def keep(answer):
    global count
    spool.keep(answer)
    count += answer.kind == "page"
    if count == 15:
        os.kill(os.getpid(), signal.SIGKILL)
pull(Board("jsonld", "jsonld", url=url), Client("", 0, QUICK), None, now, keep=keep)
"""


@pytest.mark.whole
def test_after_a_kill_only_what_had_not_come_is_asked_again(tmp_path):
    with town(tmp_path, {"jsonld": [Opening(str(100 + n)) for n in range(20)]}) as it:
        site = it.sites["jsonld"]
        env = environment(PYTHONPATH=os.pathsep.join(sys.path))
        done = subprocess.run([sys.executable, "-c", KILLED, str(it.landing), site.url], env=env, timeout=60)
        assert done.returncode == -signal.SIGKILL and landing.runs(it.landing) == []
        assert landing.number(landing.new_run_id(NOW, it.landing)) == 2, "the killed run's number is taken"
        assert landing.recover(it.landing, "jsonld") > 15
        [(run_id, _)] = landing.runs(it.landing)
        run, answers = landing.read(it.landing, "jsonld", run_id)
        assert (run.status, run.error, run.complete) == ("partial", spooling.STOPPED, False)
        asked = {a.url for a in answers if a.kind == "page"}
        before = len(site.seen)
        with Client("", 0, QUICK) as client:
            memory = landing.Memory.load(it.landing, "jsonld")
            pulled = pull(Board("jsonld", "jsonld", url=site.url), client, memory, NOW)
        again = [s.path for s in site.seen[before:] if s.path.startswith("/job/")]
        assert len(asked) == 15 and len(again) == 5 and pulled.status == "done"
        assert not [a for a in again if any(url.endswith(a) for url in asked)]


def part(tmp_path):
    run, answers = board_run(), [listed(), page("1", b"\x00\xff\n\n"), page("é", b"x" * 3000)]
    spool = landing.Spool(tmp_path, run)
    for answer in answers:
        spool.keep(answer)
    spool._file.close()
    return spool.path, run, answers


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    path, run, answers = part(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert landing.recover(tmp_path, "sample") == 3
    assert landing.read(tmp_path, "sample", run.run_id)[1] == answers
    assert not path.exists() and landing.recover(tmp_path, "sample") == 0


@pytest.mark.parametrize("at", [0, 10, 400, 900, -1, -2999])
def test_a_part_cut_anywhere_gives_what_was_whole(tmp_path, at):
    path, run, answers = part(tmp_path)
    path.write_bytes(path.read_bytes()[:at])
    count = landing.recover(tmp_path, "sample")
    assert count < 3 and not path.exists()
    if count:
        assert landing.read(tmp_path, "sample", run.run_id)[1] == answers[:count]


def test_a_part_that_a_living_process_writes_is_left_alone(tmp_path):
    path, *_ = part(tmp_path)
    with subprocess.Popen(["sleep", "30"]) as other:
        path.write_bytes(path.read_bytes().replace(f'"pid": {os.getpid()}'.encode(), f'"pid": {other.pid}'.encode()))
        assert landing.recover(tmp_path, "sample") == 0 and path.exists()
        other.kill()
        other.wait()
    assert landing.recover(tmp_path, "sample") == 3


def test_a_slow_board_holds_up_nobody_and_joins_when_it_is_done(sample, monkeypatch):
    job = steps.prepare(sample.place, [], lambda line: lines.append(line), now=sample.now)
    schedule = job.settings.schedule.model_copy(update={"wait_minutes": 0.03})
    job.settings = job.settings.model_copy(update={"schedule": schedule})
    collect, released, lines, told = steps.collect, threading.Event(), [], []

    def slowly(job, name):
        assert name != "flaky" or released.wait(120)
        return collect(job, name)

    def tell():
        told.append((dict(sample.sql("select board, error from board_runs")), sample.sql("select count(*) from leads")))
        released.set()

    monkeypatch.setattr(steps, "collect", slowly)
    with sample.place.writing():
        it = day.Day(job, tell)
        files = it.finish()
        it.close()
    meanwhile, leads = told[0]
    assert meanwhile.pop("flaky") == "still being asked; it joins when it is done" and set(meanwhile.values()) == {None}
    assert leads > [(0,)] and files and any("still being asked after" in line and "flaky" in line for line in lines)
    assert sample.sql("select status, error from board_runs where board = 'flaky'") == [("done", None)]
    assert sample.sql("select count(*) from postings where board = 'flaky'") > [(0,)]
