"""One curbside command in a forked process: its output in a file, its limits short, killed at a named stage."""

from __future__ import annotations

import functools
import importlib
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from curbside.commands import cli, pulling
from curbside.extractors.web import client, host
from curbside.job import day, retention

# Stage → where it is called: stages of a day, in their order
STAGES = {
    "landing": "curbside.landing.write",
    "applying": "curbside.warehouse.posting.apply_run",
    "journal": "curbside.warehouse.journal.build",
    "organisations": "curbside.warehouse.unchanged.organisations",
    "openings": "curbside.warehouse.unchanged.openings",
    "people": "curbside.warehouse.unchanged.people",
    "insiders": "curbside.warehouse.insider.build",
    "leads": "curbside.warehouse.lead.build",
    "reminders": "curbside.warehouse.reminder.build",
    "publishing": "curbside.warehouse.publish.publish",
    "folding": "curbside.job.retention.keep",
    "digest": "curbside.exports.digest.write",
    "told": "curbside.job.told.keep",
}
OUT_OF_TIME = 600
OURS = ("Traceback", "a fault of curbside's own", "PrefectHTTP")  # what no command may say


@dataclass
class Child:
    """A command under way. `cpu`: seconds, once it has ended; `status`: negative for a signal, None while it runs."""

    pid: int
    said: Path
    began: float
    status: int | None = None
    cpu: float = 0.0
    seconds: float = 0.0

    def wait(self, timeout: float = OUT_OF_TIME) -> bool:
        """Whether it has ended."""
        if self.status is None:
            watched = os.pidfd_open(self.pid)
            try:
                if not select.select([watched], [], [], timeout)[0]:
                    return False
            finally:
                os.close(watched)
            _, ended, used = os.wait4(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(ended)
            self.cpu, self.seconds = used.ru_utime + used.ru_stime, time.monotonic() - self.began
        return True

    def send(self, number: int) -> None:
        if self.status is None:
            os.kill(self.pid, number)

    @property
    def text(self) -> str:
        return self.said.read_text("utf-8", "replace")


def start(
    argv: list[str], said: Path, stage: str | None = None, moment: str = "", after: float = 0.0,
    *, environment: dict[str, str], typed: Path | None = None,
) -> Child:  # fmt: skip
    """Fork a curbside that does `argv` and reads `typed`. `stage`, `moment`: it kills itself before, within (`after`
    seconds) or after."""

    def does() -> None:
        _become(argv, environment)
        if typed:
            os.dup2(os.open(typed, os.O_RDONLY), 0)
        if stage:
            _die_at(stage, moment, after)
        settled(cli.entry)

    return calling(does, said)


def calling(does: Callable[[], Any], said: Path) -> Child:
    """Fork a process that calls `does`: DuckDB and polars begin no thread in the process that forks."""
    sys.stdout.flush()
    if pid := os.fork():
        return Child(pid, said, time.monotonic())
    try:
        _redirect(said)
        does()
        _end(0)
    except SystemExit as e:
        _end(e.code if isinstance(e.code, int) else 1)
    except BaseException:
        traceback.print_exc()
    _end(70)


def _end(status: int) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _redirect(said: Path) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(1, 2)


def settled(does: Callable[[], Any]) -> Any:
    """`does` under the campaign's settings: clients in a hurry, and a workspace of few days folded as one of many."""
    client.Limits = functools.partial(  # type: ignore[misc,assignment]
        host.Limits, connect=1, read=1, total=2, attempts=2, backoff=0.01, longest_wait=2, list_bytes=4 << 20
    )
    retention.BATCH = retention.AT_LEAST = 1
    return does()


def _become(argv: list[str], environment: dict[str, str]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a campaign in a shell's background inherits none
    for name in [n for n in os.environ if n.startswith(("PREFECT", "CURBSIDE"))]:
        del os.environ[name]
    os.environ.update(environment)
    sys.argv = ["curbside", *argv]
    if "--watched" in argv:  # by Prefect's own server, as a user's run is
        sys.argv.remove("--watched")
    else:
        pulling._watched = day.alone


def _die_at(stage: str, moment: str, after: float) -> None:
    where, name = STAGES[stage].rsplit(".", 1)
    module = importlib.import_module(where)
    does = getattr(module, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if moment == "before":
            die()
        if moment == "within":
            threading.Timer(after, die).start()
        answer = does(*args, **kwargs)
        die()
        return answer

    setattr(module, name, deadly)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
