"""Fixtures: sample boards on loopback with a workspace that points at them, and days that pass."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from curbside import demo, job
from curbside.demo import server
from curbside.workspace import Workspace

START = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@dataclass
class Sample:
    """A workspace on the sample boards. `pull` is a run without Prefect; `command` the real command line."""

    place: Workspace
    boards: server.Boards
    runs: int = 0

    def pull(self, day: int | None = None) -> str:
        self.boards.day = day or self.boards.day
        self.runs += 1
        this = job.prepare(self.place, [], lambda line: None, now=START + timedelta(hours=12 * self.runs))
        with self.place.writing():
            for name in this.boards:
                job.collect(this, name)
            job.build(self.place, this.settings, this.now, lambda line: None)
        return this.run_id

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


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    with server.serving(demo.openings()) as boards:
        demo.lay_out(tmp_path, boards.urls)
        yield Sample(Workspace(tmp_path), boards)
