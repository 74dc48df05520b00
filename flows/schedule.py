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

from curbside import settings
from curbside.workspace import Workspace, WorkspaceError

START_SECONDS = 120


def serve(place: Workspace, say: Callable[[str], None]) -> int:
    """Serve until stopped. Cron in the user's time zone, so that summer time moves no run. Raises WorkspaceError."""
    conf = settings.read(place.config).schedule
    with _server(place, say):
        # Prefect reads its settings when it is imported, so the server's address has to stand before that
        from prefect.schedules import Cron
        from prefect.types.entrypoint import EntrypointType

        from curbside.flows.daily import scheduled

        say(f"serving {place.root}: {conf.cron} {conf.timezone}; stop with Ctrl-C")
        scheduled.serve(
            name=f"curbside-{place.root.name}",
            schedule=Cron(conf.cron, timezone=conf.timezone),
            parameters={"workspace": str(place.root)},
            limit=1,
            global_limit=1,
            pause_on_shutdown=True,
            print_starting_message=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
    return 0


@contextmanager
def _server(place: Workspace, say: Callable[[str], None]) -> Iterator[None]:
    """The user's own Prefect server (PREFECT_API_URL), or one for as long as this serves."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    say("starting a Prefect server on this machine …")
    log = place.prefect / "server.log"
    with open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            stdout=out,
            stderr=out,
            start_new_session=True,  # Ctrl-C ends the runner first, and then this
        )
    url = f"http://127.0.0.1:{port}/api"
    try:
        _wait(url, process, f"the Prefect server did not start; what it said is in {log}")
        os.environ["PREFECT_API_URL"] = url
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(url: str, process: subprocess.Popen[bytes], otherwise: str) -> None:
    for _ in range(START_SECONDS):
        if process.poll() is not None:
            break
        try:
            if requests.get(f"{url}/health", timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(1)
    raise WorkspaceError(otherwise)
