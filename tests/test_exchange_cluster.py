"""A Dask cluster whose workers have no way into the workspace, one of them killed: the rows of one process."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
import pytest
from conftest import Sample, environment, s3_client

from curbside import demo
from curbside.job import day, steps
from curbside.workspace import Workspace

# The workspace may as well lie on another machine: whoever opens or lists anything in it is stopped, and written down
BARRED = """
import os, sys
def watch(event, args):
    if event in ("open", "os.listdir", "os.scandir", "os.mkdir") and str(args[0]).startswith(os.environ["BARRED"]):
        os.write(2, f"BARRED {event} {args[0]}\\n".encode())
        raise PermissionError(f"{args[0]}: is on another machine")
sys.addaudithook(watch)
"""
ROWS = "select * exclude (first_seen, last_seen) from postings order by all"
RUNS = "select board, status, fetched, new, closed, error, coverage from board_runs order by board"


class Worker:
    """A worker with a home and a temporary folder of its own."""

    def __init__(self, home: Path, scheduler: Path, barred: Path) -> None:
        self.temporary, self.log = home / "tmp", home / "log"
        self.temporary.mkdir(parents=True)
        (home / "barred.py").write_text(BARRED)
        command = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(scheduler)]
        command += ["--no-nanny", "--no-dashboard", "--nthreads", "4", "--host", "127.0.0.1"]
        command += ["--preload", str(home / "barred.py"), "--local-directory", str(home)]
        env = environment(HOME=str(home), TMPDIR=str(self.temporary), BARRED=str(barred))
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=home, env=env, stdout=log, stderr=log)

    @property
    def is_pulling(self) -> bool:
        return any(self.temporary.glob("curbside-*"))


@contextmanager
def cluster(folder: Path, barred: Path) -> Iterator[tuple[str, list[Worker]]]:
    """A scheduler's address, and two workers."""
    said = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(said)]
    command += ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with ExitStack() as stack:
        quiet = subprocess.DEVNULL
        scheduler = subprocess.Popen(command, cwd=folder, env=environment(), stdout=quiet, stderr=quiet)
        stack.callback(scheduler.wait)
        stack.callback(scheduler.kill)
        until(said.exists)
        workers = [Worker(folder / name, said, barred) for name in ("one", "two")]
        for worker in workers:
            stack.callback(worker.process.wait)
            stack.callback(worker.process.kill)
        until(lambda: all(b"Registered to" in worker.log.read_bytes() for worker in workers))
        yield json.loads(said.read_text())["address"].removeprefix("tcp://"), workers


def until(true, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


def lone(workers: list[Worker], run: subprocess.Popen[str], seconds: float = 1.5) -> Worker:
    """The worker that alone has been pulling for so long; at the start either may be alone for a moment."""
    since: dict[str, float] = {}

    def is_found() -> bool:
        assert run.poll() is None, run.communicate()[1]
        pulling = [str(worker.temporary) for worker in workers if worker.is_pulling]
        since.update({p: since.get(p, time.monotonic()) for p in pulling if len(pulling) == 1})
        for gone in since.keys() - set(pulling if len(pulling) == 1 else []):
            del since[gone]
        return any(time.monotonic() - begun >= seconds for begun in since.values())

    until(is_found)
    return next(worker for worker in workers if str(worker.temporary) in since)


def laid_out(root: Path, urls: dict[str, str], more: str = "") -> Workspace:
    """The sample boards on two hosts, one of them slow."""
    root.mkdir()
    there = {
        b: u.replace("127.0.0.1", "localhost") if b in ("greenhouse", "feed-agency") else u for b, u in urls.items()
    }
    demo.lay_out(root, there)
    place = Workspace(root)
    before, society, after = place.config.read_text("utf-8").partition('name = "society"')
    place.config.write_text(before + society + after.replace("min_interval = 0", "min_interval = 2", 1) + more)
    return place


def rows(place: Workspace) -> list[list[tuple]]:
    with duckdb.connect(str(place.leads), read_only=True) as con:
        return [con.execute(query).fetchall() for query in (ROWS, RUNS)]


@pytest.mark.prefect
def test_workers_without_the_folder_bring_the_rows_of_one_process_though_one_is_killed(
    sample: Sample, tmp_path, s3, prefect_home
):
    store = s3_client()
    store.create_bucket(Bucket="jobs")
    alone = laid_out(tmp_path / "alone", sample.boards.urls)
    with alone.writing():
        day.alone(steps.prepare(alone, [], lambda line: None))
    machines, barred = tmp_path / "machines", tmp_path / "spread"
    machines.mkdir()
    with cluster(machines, barred) as (address, workers):
        engine = f'\n[engine]\ntasks = "dask://{address}"\nexchange = "s3://jobs/exchange"\n'
        spread = laid_out(barred, sample.boards.urls, engine)
        shutil.copytree(prefect_home, spread.prefect)
        command = [sys.executable, "-m", "curbside", "-C", str(spread.root), "run"]
        run = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # the other has brought its host's boards; this one is in the middle of the slow host's
        killed = lone(workers, run)
        os.kill(killed.process.pid, signal.SIGKILL)
        said = run.communicate(timeout=400)[1]
        lives = next(worker for worker in workers if worker is not killed)
        logs = [worker.log.read_text() for worker in workers]
        assert run.returncode == 0 and "pulled here" not in said, (said, logs)
        assert not lives.is_pulling, "nothing stays in its temporary folder"
    assert rows(spread) == rows(alone) and len(rows(alone)[0]) > 10
    assert not [line for log in logs for line in log.splitlines() if line.startswith("BARRED")]
    assert "Contents" not in store.list_objects_v2(Bucket="jobs")
    kept = [file for file in spread.prefect.rglob("*") if file.is_file()]
    assert kept and not [file for file in kept if b"s3://jobs" in file.read_bytes()], "Prefect keeps no address"
