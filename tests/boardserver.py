"""A web site on loopback for tests, every request written down; and a client in a hurry that asks it."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from curbside.extractors.base import Board, BoardError
from curbside.extractors.web.client import BoardAsk, Client
from curbside.extractors.web.host import Limits

QUICK = Limits(connect=1, read=0.4, total=1.2, backoff=0.01, list_bytes=1 << 20, page_bytes=256 << 10)


@dataclass
class Seen:
    """One request as it came in."""

    method: str
    path: str  # with the query
    headers: dict[str, str]  # names in lower case
    body: bytes
    connection: tuple[str, int]
    started: float
    ended: float = 0.0


@dataclass
class Reply:
    """What a route answers. `raw` takes over the socket instead: it gets the handler."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


Route = Reply | bytes | Callable[[Seen], Reply]


@dataclass
class Site:
    """A running site. `routes`: path without query → what it answers; any other path is 404."""

    url: str
    routes: dict[str, Route]
    seen: list[Seen]

    def paths(self) -> list[str]:
        return [s.path for s in self.seen]


@contextmanager
def site(
    routes: dict[str, Route] | None = None, address: str = "127.0.0.1", certificate: Path | None = None
) -> Iterator[Site]:
    """Serve until the block ends. `certificate`: a PEM file with key and certificate, for https."""
    served = Site("", routes if routes is not None else {}, [])
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            names = {k.lower(): v for k, v in self.headers.items()}
            said = Seen(self.command, self.path, names, self.rfile.read(size), self.client_address, time.monotonic())
            served.seen.append(said)
            try:
                self.answer(said)
            except OSError:
                self.close_connection = True
            said.ended = time.monotonic()

        do_POST = do_CONNECT = do_GET

        def answer(self, said: Seen) -> None:
            route = served.routes.get(said.path.partition("?")[0], Reply(b"not found", 404))
            reply = route(said) if callable(route) else route
            if isinstance(reply, bytes):
                reply = Reply(reply)
            if reply.raw is not None:
                self.over = over  # type: ignore[attr-defined]
                self.close_connection = True
                return reply.raw(self)
            self.send_response(reply.status)
            headers = {"Content-Length": str(len(reply.body)), **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.status != 304:
                self.wfile.write(reply.body)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    server = Server((address, 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    served.url = f"{'https' if certificate else 'http'}://{address}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def drip(data: bytes, pause: float) -> Reply:
    """Raw bytes, one at a time, until they end or the site does."""

    def raw(handler: BaseHTTPRequestHandler) -> None:
        for i in range(len(data)):
            handler.wfile.write(data[i : i + 1])
            if handler.over.wait(pause):  # type: ignore[attr-defined]
                return

    return Reply(raw=raw)


def hang() -> Reply:
    """Accepts the request and says nothing until the site ends."""
    return Reply(raw=lambda handler: handler.over.wait(30) and None)  # type: ignore[attr-defined]


def wire(data: bytes) -> Reply:
    """These bytes and then the end of the connection."""
    return Reply(raw=lambda handler: handler.wfile.write(data) and None)


def ask_of(client: Client, url: str, memory=None, **board) -> BoardAsk:
    return client.ask_for(Board("sample", "jsonld", url=url, **board), memory)


def fails(ask: BoardAsk, url: str, **kwargs) -> str:
    with pytest.raises(BoardError) as e:
        ask(url, **kwargs)
    text = str(e.value)
    assert "\n" not in text and "Traceback" not in text and len(text) < 500
    return text
