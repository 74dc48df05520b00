"""A Prefect server on this machine, for as long as the process that needs it lives, even if that is killed.

Prefect starts a temporary server of its own where none is configured, but a killed run leaves that one behind, and it
is given 20 seconds. This one ends when its standard input closes, and starts while the flows are imported.
"""

from __future__ import annotations

import gc
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import requests

from curbside.workspace import Workspace, WorkspaceError

START_SECONDS = 180
STOP_SECONDS = 10
# What a server of Prefect's own does beside keeping runs, which nobody asks of ours: a fifth of what its start costs.
UNUSED = ("API_BLOCKS_REGISTER_ON_START", "SERVER_SERVICES_TRIGGERS_ENABLED", "SERVER_SERVICES_EVENT_PERSISTER_ENABLED")
RETRIES = "2"  # of a call: a server of this machine that refuses twice is dead; Prefect's own 5 cost minutes then


def is_users() -> bool:
    """Whether Prefect's server is one of the user's, which other runs may share, rather than this process's own."""
    return bool(os.environ.get("PREFECT_API_URL")) and not _ours


_ours: list[str] = []


@contextmanager
def running(workspace: Workspace, scheduler: bool = False) -> Iterator[None]:
    """The user's own Prefect server (PREFECT_API_URL), else one of ours with its files in the workspace.

    Flows are to be imported inside, where PREFECT_API_URL is set. `scheduler`: with the services that a schedule needs.
    Raises WorkspaceError when it does not start.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    os.environ.setdefault("PREFECT_HOME", str(workspace.prefect))
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", RETRIES)
    os.environ.setdefault("SQLITE_TMPDIR", str(workspace.prefect))  # no file of a run's lies outside the workspace
    os.environ |= locked(secrets.token_urlsafe(32))
    log = workspace.prefect / "server.log"
    with open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "curbside.flows.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=dict.fromkeys((f"PREFECT_{name}" for name in UNUSED), "0")
            | os.environ
            | ({} if scheduler else {"PREFECT__SERVER_EPHEMERAL": "1"}),
            start_new_session=True,  # Ctrl-C ends the run first, and then this
        )
    assert process.stdin is not None and process.stdout is not None
    try:
        port = process.stdout.readline().decode().strip()
        url = f"http://127.0.0.1:{port}/api"
        _ours.append(url)
        os.environ["PREFECT_API_URL"] = url  # Prefect reads it when it is imported
        import_module("prefect")
        if not port or not _answers(url, process):
            raise WorkspaceError(f"Prefect's server did not start; what it said is in {log}")
        yield
    finally:
        _ours.clear()
        for name in ("PREFECT_API_URL", *locked("")):
            os.environ.pop(name, None)
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdin.close()
        process.stdout.close()


def locked(word: str) -> dict[str, str]:
    """The environment in which server and client share a password, made anew for each start and never written down.

    Environments of processes are readable by their owner alone; command lines are not.
    """
    return {"PREFECT_SERVER_API_AUTH_STRING": f"curbside:{word}", "PREFECT_API_AUTH_STRING": f"curbside:{word}"}


class Gate:
    """Lets in who calls this server by its own name; a page of a browser (Origin) or another host name is turned away.

    The password keeps other users of the machine out; this keeps out pages that have the browser call for them.
    """

    def __init__(self, app: Any, port: int) -> None:
        self.app = app
        self.hosts = {f"127.0.0.1:{port}".encode()}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if headers.get(b"host") in self.hosts and b"origin" not in headers:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"this server is curbside's own"})


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            if requests.get(f"{url}/health", timeout=5).ok:
                return True
        except requests.RequestException:
            time.sleep(0.1)
    return False


def main() -> None:
    """Serve on a free port of the loopback, named on standard output, until standard input closes."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    os.write(sys.stdout.fileno(), f"{listening.getsockname()[1]}\n".encode())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # nothing that is imported goes again: to look for it is an eighth of what the start costs
    import uvicorn

    os.environ |= {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_FINAL": "1"}
    from prefect.server.api.server import create_app

    app = Gate(create_app(), listening.getsockname()[1])
    gc.freeze()
    gc.enable()
    uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on")).run(sockets=[listening])


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
