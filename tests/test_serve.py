"""`serve` with Prefect's own server and scheduler: a run at the time of `[schedule]`, and an end without leftovers."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest
from conftest import environment

from curbside import landing


def processes_naming(text: str) -> list[str]:
    return subprocess.run(["pgrep", "-f", text], capture_output=True, text=True).stdout.split()


@pytest.mark.prefect
def test_a_run_comes_at_its_minute_and_ctrl_c_leaves_nothing_running(sample):
    sample.boards.day = 1
    config = sample.place.config
    text = config.read_text("utf-8")
    start = text.index("[schedule]") if "[schedule]" in text else len(text)
    config.write_text(text[:start] + '[schedule]\ncron = "* * * * *"\ntimezone = "America/New_York"\n', "utf-8")
    process = subprocess.Popen(
        sample.argv("serve"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        end = time.monotonic() + 240
        while not list(sample.place.digests.glob("*/digest.html")) and time.monotonic() < end:
            assert process.poll() is None, process.stdout.read()
            time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert list(sample.place.digests.glob("*/digest.html")), said
    assert landing.runs(sample.place.landing) and "Traceback" not in said
    assert sample.sql("select count(*) > 0 from postings") == [(True,)]
    assert process.returncode in (0, 130)
    assert processes_naming(str(sample.place.root)) == []


def test_a_schedule_that_cannot_be_is_refused_before_anything_starts(sample):
    text = sample.place.config.read_text("utf-8")
    start = text.index("[schedule]") if "[schedule]" in text else len(text)
    sample.place.config.write_text(text[:start] + '[schedule]\ncron = "99 6 * * *"\n', "utf-8")
    done = sample.command("serve")
    assert done.returncode == 2
    assert done.stderr.startswith("curbside: curbside.toml: [schedule] cron:")
    assert len(done.stderr.splitlines()) == 1
