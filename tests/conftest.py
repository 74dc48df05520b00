"""Fixtures: sample boards on loopback with a workspace that points at them, and days that pass."""

from __future__ import annotations

import atexit
import fcntl
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # workers share the cores; said before polars is imported

import asking
import derived
import duckdb
import hypothesis
import pytest
import requests

from curbside import demo, landing, warehouse
from curbside.demo import server
from curbside.job import steps
from curbside.workspace import Workspace

os.environ["TZ"] = "UTC"  # times are shown on the machine's clock
time.tzset()
hypothesis.settings.register_profile("machine", deadline=None)  # a busy machine's pause is no fault of the code
hypothesis.settings.load_profile("machine")
warehouse.limit(1)  # threads that have nothing to share of a few rows cost a twentieth of a build
GUARD = Path(__file__).parent / "guard"
BEYOND = Path(tempfile.mkdtemp(prefix="curbside-beyond-")) / "attempts"
atexit.register(shutil.rmtree, BEYOND.parent, ignore_errors=True)
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
    states: Path | None = None  # where what `begin` makes is kept

    def begin(self, *days: int) -> str:
        """As `pull` on each of these days in a new workspace, by a copy of one that was pulled so: the boards are the same."""
        assert self.states and self.runs == 0
        kept = self.states / "-".join(map(str, days))
        if not kept.exists():
            kept.mkdir()
            lay_out(kept, self.boards)
            other = Sample(Workspace(kept), self.boards, states=self.states)
            if days[:-1]:
                other.begin(*days[:-1])
            other.pull(days[-1])
        shutil.copytree(kept, self.place.root, dirs_exist_ok=True)
        self.runs, self.boards.day = len(days), days[-1]
        return str(landing.newest(self.place.landing))

    def land(self, day: int | None = None) -> None:
        """A run as far as what the boards answer; the next `pull` builds on it as well."""
        self._collect(day)

    def pull(self, day: int | None = None) -> str:
        job = self._collect(day)
        with self.place.writing():
            steps.build(self.place, job.settings, job.now, lambda line: None)
        return job.run_id

    def _collect(self, day: int | None) -> steps.Job:
        self.boards.day = day or self.boards.day
        self.runs += 1
        job = steps.prepare(self.place, [], lambda line: None, now=self.now)
        with self.place.writing():
            for name in job.boards:
                steps.collect(job, name)
        return job

    @property
    def now(self) -> datetime:
        return START + timedelta(hours=12 * self.runs) + self.ahead

    def everything(self) -> dict[str, list[tuple]]:
        """All rows of all published tables; run ids, which hold chance letters, left out."""
        query = "select columns(lambda c: c not in ('run_id', 'seconds', 'ended_at')) from {} order by all"
        with duckdb.connect(str(self.place.leads), read_only=True) as con:
            tables = [t for (t,) in con.execute("select table_name from duckdb_tables() order by all").fetchall()]
            return {t: con.execute(query.format(t)).fetchall() for t in tables}

    def sql(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.place.leads), read_only=True) as con:
            return con.execute(query).fetchall()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.argv(*words)], capture_output=True, text=True, env=environment(), timeout=180)

    def argv(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "curbside", "-C", str(self.place.root), *words]


def lay_out(folder: Path, boards: server.Boards) -> None:
    """The sample workspace; its lists of people are of the day on which its runs begin, and no younger each day."""
    demo.lay_out(folder, boards.urls)
    for file in (folder / "network").rglob("*"):
        os.utime(file, (START.timestamp(), START.timestamp()))


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


@pytest.fixture(scope="session")
def served() -> Iterator[server.Boards]:
    """The sample boards at addresses that stay, so that what was pulled from them can be copied."""
    with server.serving(demo.openings()) as boards:
        yield boards


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("states")


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path, served: server.Boards, states: Path) -> Sample:
    served.rows, served.day, served.broken = demo.openings(), 1, set()
    lay_out(tmp_path, served)
    place = Workspace(tmp_path)
    if request.node.get_closest_marker("prefect"):
        shutil.copytree(request.getfixturevalue("prefect_home"), place.prefect)
    return Sample(place, served, states=states)


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


def s3_client() -> Any:
    """A client of the server that the environment names, as `s3` has it."""
    import boto3  # not for tests that need none

    return boto3.client("s3", region_name="us-east-1")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of the session's workers."""
    return tmp_path_factory.getbasetemp().parent if worker_id != "master" else tmp_path_factory.getbasetemp()


@pytest.fixture(scope="session", autouse=True)
def worked_out_once(shared: Path) -> derived.Shared:
    warehouse.ready()
    return derived.share(shared / "derived")


@pytest.fixture
def worked_out_anew(worked_out_once: derived.Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test of how rows are derived: its workspace takes nothing of others."""
    monkeypatch.setattr(worked_out_once, "given", False)


@pytest.fixture
def rebuilds_take(worked_out_once: derived.Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test that compares nothing with a rebuild: it takes what follows from like inputs, as any build."""
    monkeypatch.setattr(worked_out_once, "anew", True)


@pytest.fixture(scope="session")
def once(shared: Path) -> Callable[[str, Callable[[Path], None]], Path]:
    """`once(name, make)`: a folder that the first worker of a session to need it makes, for all of them."""

    def folder(name: str, make: Callable[[Path], None]) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            place, half = shared / name, shared / f"{name}.half"
            if not place.exists():
                shutil.rmtree(half, ignore_errors=True)
                half.mkdir()
                make(half)
                half.rename(place)
        return place

    return folder


@pytest.fixture(scope="session")
def three_days(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The demo's workspace after three days of its boards, for tests that copy it."""

    def make(place: Path) -> None:
        with server.serving(demo.openings()) as boards:
            lay_out(place, boards)
            workspace = Sample(Workspace(place), boards)
            for day in (1, 2, 3):
                workspace.pull(day)

    return once("three-days", make)


@pytest.fixture(scope="module")
def asked(
    once: Callable[[str, Callable[[Path], None]], Path],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """What the session's files ask of the registers (tests/asking.py), in a database of the module's own."""
    modules = {item.module for item in request.session.items if isinstance(item, pytest.Function)}
    made = once("asked", lambda place: asking.lay_out(place, modules))
    with asking.copy(made, tmp_path_factory.mktemp("asked")) as con:
        yield con


@pytest.fixture(scope="session")
def prefect_home(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Prefect's folder of a workspace that ran before: a first run lays out its database, migration by migration."""
    return once("prefect-home", runpy.run_path(str(GUARD / "blank.py"))["lay"])


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A test file is read by one worker at a time: the first keeps it as compiled for pytest, the others take that."""
    if not (isinstance(collector, pytest.Module) and "PYTEST_XDIST_WORKER" in os.environ):
        return (yield)
    with collector.path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs on a whole workspace is `whole`, and no part of `make check`."""
    for item in items:
        if {"sample", "three_days"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("whole")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave without tearing down: DuckDB and Prefect together print a page of leak warnings there (cosmetic; cause not found)."""
    shutil.rmtree(BEYOND.parent, ignore_errors=True)
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and hasattr(config, "workerinput") is False:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(getattr(reporter, "_session", None).exitstatus) if getattr(reporter, "_session", None) else 0)
