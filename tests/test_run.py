"""The real command in real processes: Prefect, exit statuses, readers during a run, kill -9, what Prefect keeps."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import marked
import pytest
from conftest import Sample, environment

from curbside.workspace import Workspace

PLAIN = """
import sys
from pathlib import Path
from curbside.job import steps
from curbside.workspace import Workspace
place = Workspace(Path(sys.argv[1]))
with place.writing():
    job = steps.prepare(place, [], lambda line: None)
    for name in job.boards:
        steps.collect(job, name)
    steps.build(place, job.settings, job.now, lambda line: None)
"""
ROWS = """
select posting_id, title, employer_name, city, state, specialty_code, pay_min, pay_max, opportunity_id, closed_at is null
from postings order by all
"""
WATCH = """
import os, sys
def watch(event, args):
    if event == "socket.connect":
        with open(os.environ["WATCH"], "a") as out:
            out.write(f"{args[1]!r}\\n")
sys.addaudithook(watch)
"""


PLACES = ("network/", "curbside.toml", "data/warehouse.duckdb", "data/leads.duckdb", "data/network/", "data/digests/")


@pytest.mark.prefect
def test_a_run_ends_with_a_digest_names_the_failing_board_and_tells_nobodys_name_elsewhere(sample, tmp_path):
    sample.begin(1)
    marked.plant(sample.place.root, mail=9)
    sample.boards.day, sample.boards.broken = 2, {"flaky"}
    for folder in ("hook", "home", "temporary"):
        (tmp_path / folder).mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(WATCH)
    seen = tmp_path / "connections"
    env = environment(
        PYTHONPATH=str(tmp_path / "hook"),
        WATCH=str(seen),
        HOME=str(tmp_path / "home"),
        TMPDIR=str(tmp_path / "temporary"),
    )
    env.pop("CI", None)  # telemetry hides from CI
    with marked.processes() as lines:
        done = subprocess.run(sample.argv("run"), capture_output=True, text=True, env=env, timeout=300)
        sent = subprocess.run(sample.argv("digest", "--send"), capture_output=True, text=True, env=env, timeout=100)
    assert done.returncode == 3, done.stderr
    assert marked.MARK in str(sample.sql("select name, emails from people"))
    assert "flaky" in done.stderr and "answered 500" in done.stderr
    assert [line.rsplit(".", 1)[1] for line in done.stdout.split()] == ["html", "md", "csv"]
    assert "flaky" in next(sample.place.digests.glob("*/digest.md")).read_text("utf-8")
    assert sample.sql("select count(*) from postings where board = 'flaky' and closed_at is null") == [(2,)]

    outside = [
        line for line in seen.read_text().splitlines() if "127.0.0.1" not in line and "::1" not in line and "('" in line
    ]
    assert outside == [], "nothing leaves the machine"
    assert b"curbside" in b"".join(p.read_bytes() for p in sample.place.prefect.rglob("*") if p.is_file())
    assert marked.MARK not in done.stderr.lower() + sent.stderr.lower() and sent.returncode == 1
    assert marked.strays(tmp_path, PLACES) == [] and list((tmp_path / "temporary").iterdir()) == []
    assert any(b"curbside.flows.server" in line for line in lines) and not any(
        marked.MARK.encode() in line for line in lines
    )


@pytest.mark.prefect
def test_a_fault_in_a_run_is_one_line_and_loses_nothing(sample):
    sample.begin(1)
    before = sample.sql(ROWS)
    sample.place.journal.write_text("")
    sample.place.journal.chmod(0o600)
    (sample.place.digests).chmod(0o700)
    for day in sample.place.digests.iterdir():
        day.rmdir()
    from datetime import datetime
    from zoneinfo import ZoneInfo

    today = datetime.now(ZoneInfo("America/New_York")).date()
    (sample.place.digests / today.isoformat()).write_text("a file where today's folder should be")
    done = subprocess.run(sample.argv("run"), capture_output=True, text=True, env=environment(), timeout=300)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("curbside: ")]) == 1
    assert sample.sql(ROWS) == before


def test_readers_never_wait_nor_see_half_of_a_run(sample):
    """A reader that asks fifty times a second while a run goes on always gets a whole copy."""
    sample.begin(1)
    stop, counts, faults = threading.Event(), set(), []
    query = "select count(*), count(opportunity_id), (select count(*) from opportunities) > 0 from postings"

    def read() -> None:
        while not stop.is_set():
            try:
                with duckdb.connect(str(sample.place.leads), read_only=True) as con:
                    counts.add(con.execute(query).fetchone())
                time.sleep(0.02)  # as often as anybody looks; without it the reader takes the runs' processor
            except duckdb.Error as e:
                faults.append(str(e))

    reader = threading.Thread(target=read)
    reader.start()
    sample.boards.day = 2
    subprocess.run([sys.executable, "-c", PLAIN, str(sample.place.root)], check=True, env=environment())
    stop.set()
    reader.join()
    assert faults == []
    assert all(n == with_opening and some for n, with_opening, some in counts)
    assert len(counts) >= 2, "the copy changed under the reader"


def test_kill_9_anywhere_and_run_again_gives_the_same_rows(sample, tmp_path_factory):
    """Killed as boards answer, then in the midst of the build, then as what was built is published."""
    undisturbed = Sample(Workspace(tmp_path_factory.mktemp("undisturbed")), sample.boards, states=sample.states)
    undisturbed.begin(1)
    words = [sys.executable, "-c", PLAIN, str(sample.place.root)]
    for file, later in (
        ("landing/*/*.parquet", 0.0),
        ("warehouse.duckdb", random.uniform(0.1, 0.8)),
        ("leads.duckdb.tmp", 0),
    ):
        process = subprocess.Popen(words, env=environment(), start_new_session=True)
        while process.poll() is None and not any(sample.place.data.glob(file)):
            time.sleep(0.005)
        time.sleep(later)
        assert process.poll() is None, file
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(words, check=True, env=environment())
    assert sample.sql(ROWS) == undisturbed.sql(ROWS)
    leftovers = [p.name for p in sample.place.data.rglob("*") if p.name.endswith((".tmp", ".wal", ".new"))]
    assert leftovers == []


@pytest.mark.prefect
def test_a_killed_run_leaves_no_server_behind(sample):
    """Prefect's server is a process of its own: it ends with the run, even by kill -9, and the next run goes through."""
    sample.begin(1)
    process = subprocess.Popen(
        sample.argv("run"), env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    for line in process.stderr:
        if " listed, " in line:
            break
    before = servers(process.pid)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert before
    end = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in before) and time.monotonic() < end:
        time.sleep(0.2)
    assert not any(Path(f"/proc/{pid}").exists() for pid in before)
    assert sample.command("run").returncode == 0


def servers(parent: int) -> list[int]:
    """Processes that serve Prefect for `parent`."""
    found = subprocess.run(["pgrep", "-P", str(parent), "-f", "curbside.flows.server"], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]
