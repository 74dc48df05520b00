"""Fixtures: sample boards on loopback with a workspace that points at them, and days that pass."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # workers share the cores; said before polars is imported

import duckdb
import hypothesis
import pytest
import requests

from curbside import demo
from curbside.demo import server
from curbside.job import steps
from curbside.workspace import Workspace

os.environ["TZ"] = "UTC"  # times are shown on the machine's clock
time.tzset()
hypothesis.settings.register_profile("machine", deadline=None)  # a busy machine's pause is no fault of the code
hypothesis.settings.load_profile("machine")
GUARD = Path(__file__).parent / "guard"
BEYOND = Path(tempfile.mkdtemp(prefix="curbside-beyond-")) / "attempts"
os.environ["BEYOND"] = str(BEYOND)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(GUARD), os.environ.get("PYTHONPATH")]))
runpy.run_path(str(GUARD / "sitecustomize.py"))
START = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@dataclass
class Sample:
    """A workspace on the sample boards. `pull` is a run without Prefect; `command` the real command line."""

    place: Workspace
    boards: server.Boards
    runs: int = 0
    ahead: timedelta = timedelta(0)  # how far the machine's clock is

    def pull(self, day: int | None = None) -> str:
        self.boards.day = day or self.boards.day
        self.runs += 1
        job = steps.prepare(self.place, [], lambda line: None, now=self.now)
        with self.place.writing():
            for name in job.boards:
                steps.collect(job, name)
            steps.build(self.place, job.settings, job.now, lambda line: None)
        return job.run_id

    @property
    def now(self) -> datetime:
        return START + timedelta(hours=12 * self.runs) + self.ahead

    def everything(self) -> dict[str, list[tuple]]:
        """All rows of all published tables; run ids, which hold chance letters, left out."""
        tables = [t for (t,) in self.sql("select table_name from duckdb_tables() order by all")]
        return {
            t: self.sql(f"select columns(lambda c: c not in ('run_id', 'seconds', 'ended_at')) from {t} order by all")
            for t in tables
        }

    def sql(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.place.leads), read_only=True) as con:
            return con.execute(query).fetchall()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.argv(*words)], capture_output=True, text=True, env=environment(), timeout=180)

    def argv(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "curbside", "-C", str(self.place.root), *words]


def environment(**more: str) -> dict[str, str]:
    """The machine's environment less what would make a run depend on it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE"))}
    return {**kept, **more}


@pytest.fixture(autouse=True)
def nothing_beyond_this_machine() -> Iterator[None]:
    """A test during which anything reached, or tried to reach, beyond the loopback fails, and says where to."""
    yield
    if BEYOND.exists():
        tried = BEYOND.read_text("utf-8")
        BEYOND.unlink()
        pytest.fail(f"beyond this machine: {tried}")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    with server.serving(demo.openings()) as boards:
        demo.lay_out(tmp_path, boards.urls)
        yield Sample(Workspace(tmp_path), boards)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an S3 server on loopback, and an environment that names it, for this process and those it starts."""
    from moto.server import ThreadedMotoServer
    from s3fs import S3FileSystem

    S3FileSystem.clear_instance_cache()  # that of the test before asks another server
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        requests.post(f"{url}/moto-api/reset", timeout=10)  # servers of one process share their buckets
        for name, value in {"ENDPOINT_URL": url, "ACCESS_KEY_ID": "k", "SECRET_ACCESS_KEY": "s"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        yield url
    finally:
        server.stop()


@pytest.fixture(scope="session")
def three_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace after three days of its boards, for tests that copy it."""
    place = tmp_path_factory.mktemp("three-days")
    with server.serving(demo.openings()) as boards:
        demo.lay_out(place, boards.urls)
        workspace = Sample(Workspace(place), boards)
        for day in (1, 2, 3):
            workspace.pull(day)
    return place


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs on a whole workspace is `whole`, and no part of `make check`."""
    for item in items:
        if {"sample", "three_days"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("whole")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave without tearing down: DuckDB and Prefect together print a page of leak warnings there (cosmetic; cause not found)."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and hasattr(config, "workerinput") is False:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(getattr(reporter, "_session", None).exitstatus) if getattr(reporter, "_session", None) else 0)
