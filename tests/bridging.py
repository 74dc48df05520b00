"""A copy of the demo's workspace and its commands, run in this process with a clock of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from curbside import settings
from curbside.commands import cli, keeping
from curbside.job import steps
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.workspace import Workspace


@dataclass
class Home:
    """The workspace. `run` gives a command's standard output; `error` its status and standard error."""

    root: Path
    capture: Any
    capture_last: str = ""  # standard error of the last command
    clock: datetime = field(default=datetime(2026, 11, 24, 15, 0, tzinfo=UTC))

    @property
    def place(self) -> Workspace:
        return Workspace(self.root)

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def _main(self, words: tuple[str, ...]) -> tuple[int, str, str]:
        self.capture.readouterr()
        try:
            status = cli.main(["-C", str(self.root), *words])
        except SystemExit as wrong:  # argparse
            status = int(wrong.code or 0)
        out, error = self.capture.readouterr()
        assert "Traceback" not in out + error and "fault of curbside" not in error, error
        return status, out, error

    def run(self, *words: str) -> str:
        status, out, self.capture_last = self._main(words)
        assert status == 0, self.capture_last
        return out

    def error(self, *words: str) -> tuple[int, str]:
        status, _, error = self._main(words)
        assert status != 0
        return status, error

    @contextmanager
    def run_under_way(self) -> Iterator[None]:
        """Words said meanwhile are kept, and shown with the next one after it: a few for the price of one."""
        with self.place.writing():
            yield

    def build(self, anew: bool = False) -> None:
        """What a run does when the boards have answered, by the clock of the test."""
        with self.place.writing():
            steps.build(self.place, settings.read(self.place.config), self.now(), lambda line: None, anew=anew)

    def rebuild(self) -> None:
        """`curbside rebuild` by the clock of the test."""
        self.build(anew=True)

    def sql(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.place.leads), read_only=True) as con:
            return con.execute(query, parameters).fetchall()

    def said(self) -> list[Entry]:
        return journal.read(self.place.journal)[0]

    def reminders(self, person: str) -> list[tuple[str, str]]:
        return self.sql("select kind, reason from reminders where person = ? order by due_on, reason", person)


def home(three_days: Path, root: Path, capture: Any, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of `three_days` in `root`, where the clock stands at 24 November 2026 and goes on a second a command."""
    shutil.copytree(three_days, root, dirs_exist_ok=True)
    mine = Home(root, capture)
    monkeypatch.setattr(keeping, "now", mine.now)
    return mine
