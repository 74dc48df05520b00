"""Sockets, connections and bodies: what reaches the wire, to whom, for how long, and how much is taken from it.

- A connection is opened to an IP address that was checked just before, so that no trick with names leads elsewhere.
- One deadline bounds a whole answer, head and body, however slowly it drips.
- A body is unpacked piece by piece and never grows past its limit.
"""

from __future__ import annotations

import logging
import math
import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.response import BaseHTTPResponse
from urllib3.util.ssl_ import create_urllib3_context

from curbside.extractors.base import BoardError

Resolve = Callable[..., list[tuple[Any, ...]]]  # as socket.getaddrinfo
PIECE = 64 << 10
# Its warnings about odd headers quote whole addresses, keys included
logging.getLogger("urllib3").setLevel(logging.ERROR)
# Servers that write head and body apart wait for our word in between: 40 ms an answer on a kept connection (Linux)
QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)


class Refused(BoardError):
    """An address from outside that leads into a private network, or a public name that suddenly does."""


class TooLarge(Exception):
    """The body passed its limit."""


class Unreadable(Exception):
    """The body cannot be unpacked."""


class CutShort(Exception):
    """The answer ends before its end."""


@dataclass(slots=True)
class Wire:
    """How one host is reached: by which addresses, and until when."""

    resolve: Resolve
    public: Callable[[str], bool]
    trusted: bool  # the user wrote this address: it may be private
    read_timeout: float  # seconds between two pieces
    deadline: float = math.inf  # of the answer under way, on the monotonic clock
    was_public: bool = False  # a name once found public stays so for the run (DNS rebinding)

    def patience(self) -> float:
        """Seconds that the next read may take. Raises TimeoutError when the answer's time is up."""
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError("the answer's time is up")
        return min(self.read_timeout, left)

    def addresses(self, host: str, port: int) -> list[tuple[Any, ...]]:
        """What the name resolves to and may be connected to. Raises Refused, OSError, UnicodeError."""
        found = self.resolve(host.strip("[]"), port, 0, socket.SOCK_STREAM)
        public = [a for a in found if self.public(str(a[4][0]))]
        if self.trusted and not self.was_public:
            self.was_public = bool(found) and len(public) == len(found)
            return found
        if found and not public:
            if self.trusted:
                raise Refused(f"{host}: the name led to a public address and now to a private one; not followed")
            raise Refused(f"{host}: an address from outside leads into a private network; not followed")
        return public

    def open(self, connection: HTTPConnection, host: str, port: int, timeout: float) -> TimedSocket:
        """A connected socket. All addresses of the host together get `timeout` seconds."""
        try:
            if connection.proxy is not None:  # the proxy is the user's own; the host behind it was checked before
                found = self.resolve(host.strip("[]"), port, 0, socket.SOCK_STREAM)
            else:
                found = self.addresses(host, port)
        except socket.gaierror as e:
            raise NameResolutionError(host, connection, e) from e
        except UnicodeError as e:
            raise NewConnectionError(connection, "no such host name") from e
        end = monotonic() + timeout
        fault: OSError = OSError("the name has no address")
        for left, (family, kind, protocol, _, address) in zip(range(len(found), 0, -1), found, strict=True):
            sock = TimedSocket(family, kind, protocol)
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(max((end - monotonic()) / left, 0.01))
                sock.connect(address)
            except OSError as e:
                sock.close()
                fault = e
                continue
            sock.settimeout(timeout)
            sock.wire = self
            return sock
        if isinstance(fault, TimeoutError):
            raise ConnectTimeoutError(connection, "connecting took too long") from fault
        raise NewConnectionError(connection, fault.strerror or "no connection") from fault


class _Timed:
    """A socket whose every read keeps to its wire's deadline."""

    wire: Wire | None = None

    def recv_into(self, *args: Any) -> int:
        if self.wire is not None:
            self.settimeout(self.wire.patience())  # type: ignore[attr-defined]
            if QUICKACK is not None:
                self.setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)  # type: ignore[attr-defined]
        return super().recv_into(*args)  # type: ignore[misc, no-any-return]


class TimedSocket(_Timed, socket.socket):
    pass


class TimedSSLSocket(_Timed, ssl.SSLSocket):
    pass


def tls_context(bundle: str) -> ssl.SSLContext:
    """A context that verifies against the certificates in `bundle` (file or folder)."""
    context = create_urllib3_context()
    context.sslsocket_class = TimedSSLSocket
    where = "capath" if Path(bundle).is_dir() else "cafile"
    context.load_verify_locations(**{where: bundle})
    return context


class Adapter(HTTPAdapter):
    """One host's connection (at most one), opened by its wire. `context`: None where nothing but plain http is asked."""

    def __init__(self, wire: Wire, context: ssl.SSLContext | None) -> None:
        self.wire = wire
        self.context = context
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self.context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self.wire)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self.context, **kwargs)
        manager.pool_classes_by_scheme = _pools(self.wire)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"  # the context holds the certificates


def _pools(wire: Wire) -> dict[str, type[HTTPConnectionPool]]:
    the_wire = wire

    class Plain(HTTPConnection):
        wire: ClassVar[Wire] = the_wire

        def _new_conn(self) -> socket.socket:
            return self.wire.open(self, self._dns_host, self.port or 80, float(self.timeout or 10))

    class Secure(HTTPSConnection):
        wire: ClassVar[Wire] = the_wire

        def _new_conn(self) -> socket.socket:
            return self.wire.open(self, self._dns_host, self.port or 443, float(self.timeout or 10))

        def connect(self) -> None:
            super().connect()
            if isinstance(self.sock, TimedSSLSocket):
                self.sock.wire = self.wire

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def send(adapter: Adapter, request: PreparedRequest, connect: float, proxies: dict[str, str]) -> BaseHTTPResponse:
    """The answer's head. Raises what requests raises, and Refused."""
    timeout = (connect, adapter.wire.read_timeout)
    response = adapter.send(request, stream=True, timeout=timeout, verify=True, proxies=proxies)
    raw: BaseHTTPResponse = response.raw
    return raw


def read_body(raw: BaseHTTPResponse, limit: int, cut: bool = False) -> bytes:
    """The body, content encoding undone, of at most `limit` bytes; `cut`: what is beyond is not taken.

    Raises TooLarge, Unreadable, CutShort and what urllib3 raises. The connection is kept only after a whole body.
    """
    encoding = raw.headers.get("content-encoding", "").strip().lower()
    unpack: _Unpack | None = None
    if encoding in ("gzip", "x-gzip", "deflate"):
        unpack = _Unpack()
    elif encoding not in ("", "identity"):
        raise Unreadable(f"packed as {encoding[:20]!r}, which was not asked for")
    length = raw.headers.get("content-length", "")
    if not cut and unpack is None and length.isascii() and length.isdigit() and int(length[:18]) > limit:
        raise TooLarge
    parts: list[bytes] = []
    size = taken = 0
    while piece := raw.read1(PIECE, decode_content=False):
        taken += len(piece)
        data = unpack(piece, limit + 1 - size) if unpack else piece
        size += len(data)
        parts.append(data)
        if size > limit or taken > limit:
            if not cut:
                raise TooLarge
            raw.close()
            return b"".join(parts)[:limit]
    if unpack is not None and taken and not unpack.whole:
        raise CutShort
    if not taken and not length and "transfer-encoding" not in raw.headers and raw.status == 200:
        raise CutShort  # a head that broke off looks like this, too
    raw.release_conn()
    return b"".join(parts)


class _Unpack:
    """gzip (of several members, too) and zlib, never more than asked for."""

    def __init__(self) -> None:
        self.stream = zlib.decompressobj(47)  # 32 + 15: either header
        self.members = 0
        self.rubbish = False

    @property
    def whole(self) -> bool:
        return self.stream.eof or self.rubbish

    def __call__(self, data: bytes, most: int) -> bytes:
        """What `data` unpacks to, up to `most` bytes (then the caller stops). Raises Unreadable."""
        out: list[bytes] = []
        while data and most > 0 and not self.rubbish:
            if self.stream.eof:
                if data[0] != 0x1F:  # no further member: rubbish, which other clients leave out, too
                    self.rubbish = True
                    break
                self.members += 1
                self.stream = zlib.decompressobj(47)
            try:
                piece = self.stream.decompress(data, most)
            except zlib.error:
                if self.members:
                    self.rubbish = True
                    break
                raise Unreadable("its packing is damaged") from None
            out.append(piece)
            most -= len(piece)
            data = self.stream.unused_data if self.stream.eof else self.stream.unconsumed_tail
        return b"".join(out)
