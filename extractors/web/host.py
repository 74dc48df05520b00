"""One host as the client knows it in a run: its turn, its connection, its robots.txt, its failures."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

import requests
from requests import PreparedRequest
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, ReadTimeoutError

from curbside.extractors.base import BoardError
from curbside.extractors.web import clocks, transport
from curbside.extractors.web.gate import Gate
from curbside.extractors.web.redirect import REDIRECTS
from curbside.extractors.web.retry import PASSING, Fault, Patience, passing, patiently
from curbside.extractors.web.robots import Robots

SHUT = frozenset({401, 403})
DRAINED = 64 << 10  # bytes of an unwanted body that are read to keep its connection


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes of the unpacked body."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0  # of one answer, head and body
    attempts: int = 3
    timeouts: int = 2  # attempts that may end in a time-out
    told_waits: int = 3  # further attempts where the host itself says when to come back
    backoff: float = 1.0  # before the second attempt; doubles; with jitter
    longest_wait: float = 120.0  # Retry-After beyond it ends the board's run
    longest_delay: float = 600.0  # Crawl-delay beyond it does, too
    dead_after: int = 3  # addresses in a row without a usable answer: the host is down
    shut_after: int = 10  # addresses in a row refused, too large or going round in circles
    list_bytes: int = 64 << 20
    page_bytes: int = 10 << 20


@dataclass(frozen=True, slots=True)
class Reply:
    """A host's answer to one request."""

    url: str
    status: int
    headers: requests.structures.CaseInsensitiveDict[str]
    body: bytes


@dataclass(slots=True)
class Host:
    """One scheme, host and port, seen with or without the user's trust."""

    origin: str
    gate: Gate
    adapter: transport.Adapter
    proxies: dict[str, str]
    limits: Limits
    robots: Robots | None = None
    robots_fault: str | None = None
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    down: str | None = None  # why it is not asked any more
    ahead: timedelta | None = None  # how far its clock is ahead of this machine's, as its newest answer says
    _dead: int = 0
    _shut: int = 0

    def ask(
        self,
        request: PreparedRequest,
        wanted: Collection[int],
        limit: int,
        cut: bool = False,
        jar: RequestsCookieJar | None = None,
    ) -> tuple[Reply, int]:
        """The answer and how many requests it took; only bodies of `wanted` statuses are read.

        Raises Fault (its reason ready for the user) after the last attempt, BoardError when the host is down.
        """
        number = 0

        def once() -> Reply:
            nonlocal number
            if self.down:
                raise BoardError(self.down)
            try:
                reply = self._once(request, wanted, limit, cut, jar)
            except Fault:
                number += 1
                raise
            number += 1
            if reply.status in PASSING and reply.status not in wanted:
                raise passing(reply.status, reply.headers.get("Retry-After"))
            return reply

        some = self.limits
        patience = Patience(self.gate, some.backoff, some.longest_wait, some.attempts, some.told_waits, some.timeouts)
        try:
            reply = patiently(once, patience)
        except BoardError as e:
            raise Counted(number, e) from None
        except Fault as fault:
            if fault.after and fault.after > some.longest_wait:
                rest = f"wants to be left alone for {fault.after:.0f} s"
                self.down = f"{self.origin}: {rest}; the next run asks again"
                raise Counted(number, BoardError(self.down)) from None
            times = f" ({number} times)" if number > 1 else ""
            self.count(dead=fault.dead, reason=fault.reason)
            raise Counted(number, Fault(f"{fault.reason}{times}", status=fault.status)) from None
        if reply.status in SHUT and reply.status not in wanted:
            self.count(dead=False, reason=f"answered {reply.status}")
        elif reply.status not in REDIRECTS:
            self.well()
        return reply, number

    def well(self) -> None:
        """An address that gave something."""
        self._dead = self._shut = 0

    def count(self, dead: bool, reason: str) -> None:
        """One more address in a row that gave nothing; too many, and the host is not asked any more in this run."""
        self._dead += dead
        self._shut += not dead
        if self._dead >= self.limits.dead_after or self._shut >= self.limits.shut_after:
            number = self._dead if dead else self._shut
            self.down = f"{self.origin}: not asked any more after {number} addresses in a row that failed ({reason})"

    def _once(
        self,
        request: PreparedRequest,
        wanted: Collection[int],
        limit: int,
        cut: bool,
        jar: RequestsCookieJar | None,
    ) -> Reply:
        with self.gate.turn():
            wire = self.adapter.wire
            wire.deadline = monotonic() + self.limits.total
            try:
                raw = transport.send(self.adapter, request, self.limits.connect, self.proxies)
                self.gate.answered()
                if (ahead := clocks.ahead(raw.headers, datetime.now(UTC))) is not None:
                    self.ahead = ahead
                if jar is not None:
                    extract_cookies_to_jar(jar, request, raw)  # type: ignore[no-untyped-call]
                try:
                    if raw.status in wanted:
                        body = transport.read_body(raw, limit, cut)
                    else:
                        body = b""
                        transport.read_body(raw, DRAINED, cut=True)
                except Exception:
                    raw.close()
                    if raw.status in wanted:
                        raise
            except BoardError:
                raise
            except Exception as e:
                raise self.fault(e, limit) from e
        headers = requests.structures.CaseInsensitiveDict(raw.headers)
        return Reply(str(request.url), raw.status, headers, body)

    def fault(self, e: Exception, limit: int) -> Fault:
        """What went wrong, for people, and whether it may pass."""
        if isinstance(e, transport.TooLarge):
            return Fault(f"answered more than {_size(limit)}; refused", dead=False)
        if isinstance(e, transport.Unreadable):
            return Fault(f"answered what cannot be unpacked: {e}", dead=False)
        if isinstance(e, transport.CutShort):
            return Fault("the answer was cut short", again=True)
        if isinstance(e, (requests.Timeout, ReadTimeoutError, TimeoutError)):
            if monotonic() >= self.adapter.wire.deadline:
                return Fault(f"the answer did not end within {self.limits.total:g} s")
            if isinstance(e, requests.ConnectTimeout):
                return Fault(f"no connection within {self.limits.connect:g} s", again=True, timeout=True)
            return Fault(f"no answer for {self.limits.read:g} s", again=True, timeout=True)
        if isinstance(e, requests.exceptions.ProxyError):
            return Fault("the proxy gave no connection; check HTTPS_PROXY and NO_PROXY", again=True)
        causes = list(_causes(e))
        for cause in causes:
            if code := getattr(cause, "verify_message", None):
                return Fault(
                    f"its certificate is not valid ({code}); not read: check the address in a browser and this machine's "
                    "clock, or set REQUESTS_CA_BUNDLE where your network has an authority of its own"
                )
        if isinstance(e, requests.exceptions.SSLError):
            return Fault("no secure connection could be agreed on", again=True)
        if any(isinstance(c, NameResolutionError) for c in causes):
            return Fault("no such host name; check `url` in curbside.toml and the internet connection", again=True)
        if any(isinstance(c, NewConnectionError) for c in causes):
            detail = next((c.strerror for c in causes if isinstance(c, OSError) and c.strerror), "no route")
            return Fault(f"no connection ({detail})", again=True)
        if isinstance(e, (requests.ConnectionError, HTTPError, OSError)) and not isinstance(e, ValueError):
            return Fault("the answer was cut short", again=True)
        return Fault(f"not an address or answer that can be read ({type(e).__name__})", dead=False)


class Counted(Exception):
    """A failure and the requests that it took: (requests, Fault or BoardError)."""

    def __init__(self, requests: int, why: Fault | BoardError) -> None:
        super().__init__(requests, why)
        self.requests = requests
        self.why = why


def _causes(e: BaseException) -> list[BaseException]:
    """The exception and what stands behind it: arguments, reasons and causes, each once."""
    found: list[BaseException] = []
    todo: list[BaseException] = [e]
    while todo and len(found) < 20:
        one = todo.pop(0)
        if any(one is f for f in found):
            continue
        found.append(one)
        behind = (one.__cause__, getattr(one, "reason", None), *one.args)
        todo += [b for b in behind if isinstance(b, BaseException)]
    return found


def _size(limit: int) -> str:
    return f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit >> 10} KB"
