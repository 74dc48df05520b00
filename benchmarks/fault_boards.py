"""The sample boards in a process of their own; what they do wrong today stands in a file that each request reads."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from unittest import mock

from curbside import demo
from curbside.demo import server

PLAIN = server._handler  # as they answer without a fault
SECONDS = 4.0  # that a slow board takes: longer than the campaign's clients wait


def start(said: Path) -> tuple[int, dict[str, str]]:
    """Serve until killed: the process's id, and each board's address. `said`: {"day": 1, "wrong": {board: fault}}."""
    reader, writer = os.pipe()
    if process := os.fork():
        os.close(writer)
        with os.fdopen(reader) as answer:
            return process, json.loads(answer.readline())
    with (
        mock.patch.object(server, "_handler", lambda boards, name: handler(boards, name, said)),
        server.serving(demo.openings()) as boards,
    ):
        os.write(writer, (json.dumps(boards.urls) + "\n").encode())
        while os.getppid() != 1:  # ends with the campaign
            time.sleep(1)
    os._exit(0)


def handler(boards: server.Boards, name: str, said: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(PLAIN(boards, name)):  # type: ignore[misc]
        def do_GET(self) -> None:
            told = json.loads(said.read_text())
            boards.day = told["day"]
            status, kind, text = boards.answer(name, self.path)
            try:
                WRONG[told["wrong"].get(name, "right")](self, status, kind, text.encode())
            except OSError:
                self.close_connection = True

    return Handler


def send(it: BaseHTTPRequestHandler, status: int, kind: str, body: bytes, **headers: str) -> None:
    it.send_response(status)
    for key, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
        it.send_header(key.replace("_", "-"), value)
    it.end_headers()
    it.wfile.write(body)


def cut(it: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    send(it, status, kind, body[: len(body) // 2], Content_Length=str(len(body)))
    it.close_connection = True


def reset(it: BaseHTTPRequestHandler, *_: object) -> None:
    it.close_connection = True


def silent(it: BaseHTTPRequestHandler, *_: object) -> None:
    time.sleep(SECONDS)
    it.close_connection = True


def slowly(it: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    send(it, status, kind, b"", Content_Length=str(len(body)))
    for n in range(len(body)):
        it.wfile.write(body[n : n + 1])
        time.sleep(SECONDS / 20)


def endless(it: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    it.send_response(status)
    it.send_header("Content-Type", kind)
    it.end_headers()
    it.close_connection = True
    while True:
        it.wfile.write(b"<job>" * 200_000)


def answering(status: int, text: bytes, **headers: str) -> Callable[..., None]:
    return lambda it, *_: send(it, status, "text/html", text, **headers)


WRONG: dict[str, Callable[..., None]] = {
    "right": send,
    "500": answering(500, b"broken"),
    "503, later": answering(503, b"later", Retry_After="86400"),
    "429": answering(429, b"too many", Retry_After="1"),
    "403": answering(403, b"no"),
    "404": answering(404, b"gone"),
    "a page to sign in": answering(200, b"<html><form><input type=password></form>"),
    "nothing": answering(200, b""),
    "not what its head says": answering(200, b"\x1f\x8b\x08broken", Content_Encoding="gzip"),
    "a circle": lambda it, *_: send(it, 302, "text/html", b"", Location=it.path),
    "an address inside": answering(302, b"", Location="http://169.254.169.254/latest/meta-data"),
    "random bytes": lambda it, *_: send(it, 200, "text/xml", os.urandom(20_000)),
    "half an answer": cut,
    "hangs up": reset,
    "silence": silent,
    "a byte at a time": slowly,
    "an endless answer": endless,
}
