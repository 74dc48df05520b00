"""`curbside serve`: Prefect's scheduler runs the job at the times of `[schedule]`, one run at a time."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import requests
from prefect.schedules import Cron

from curbside import settings
from curbside.flows.daily import scheduled
from curbside.workspace import Workspace

START_SECONDS = 120


def serve(place: Workspace, say: Callable[[str], None]) -> int:
    """Serve until stopped. Cron in the user's time zone, so that summer time moves no run."""
    conf = settings.read(place.config).schedule
    with _server(say):
        say(f"serving {place.root}: {conf.cron} {conf.timezone}; stop with Ctrl-C")
        scheduled.serve(
            name="curbside",
            schedule=Cron(conf.cron, timezone=conf.timezone),
            parameters={"workspace": str(place.root)},
            limit=1,
            pause_on_shutdown=True,
            print_starting_message=False,
        )
    return 0


@contextmanager
def _server(say: Callable[[str], None]) -> Iterator[None]:
    """The user's own Prefect server (PREFECT_API_URL), or one for as long as this serves."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    say("starting a Prefect server on this machine …")
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/api"
    try:
        _wait(url, process)
        os.environ["PREFECT_API_URL"] = url
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS):
        try:
            if process.poll() is None and requests.get(f"{url}/health", timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(1)
    raise RuntimeError("the Prefect server did not start")
