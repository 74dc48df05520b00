"""One board's questions: prepared, allowed by robots.txt, sent in its host's turn, followed to where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus, urlsplit

import requests
from requests.cookies import RequestsCookieJar

from curbside.extractors.base import Answer, Board, BoardError
from curbside.extractors.memory import Memory, Remembered
from curbside.extractors.web import address, transport
from curbside.extractors.web.host import SHUT, Counted, Host, Reply
from curbside.extractors.web.redirect import Circling, follow
from curbside.extractors.web.retry import Fault
from curbside.extractors.web.robots import MAX_BYTES as ROBOTS_BYTES
from curbside.extractors.web.robots import Robots

if TYPE_CHECKING:
    from curbside.extractors.web.client import Client

ADVICE = {
    401: "it wants a sign-in; check the board's key",
    403: "it refuses programs or wants a sign-in",
    404: "check `url` and `account` in curbside.toml",
    410: "check `url` and `account` in curbside.toml",
    429: "it was asked too often; raise min_interval",
}


class Disallowed(BoardError):
    """robots.txt forbids the address: it was not asked."""


class BoardAsk:
    """`base.Ask` of one board. `requests` counts what was sent, robots.txt, redirects and further attempts included."""

    def __init__(
        self,
        client: Client,
        board: Board,
        memory: Memory | None,
        home: str | None,
        robots: bool,
        now: datetime,
    ) -> None:
        self.requests = 0
        self._client = client
        self._board = board
        self._memory = memory
        self._robots = robots
        self._now = now
        self._began = monotonic()
        self._trusted = {o for url in (board.url, home) if url and (o := _origin_or_none(url))}
        override = client.min_interval_override
        self._interval = board.min_interval if override is None else override

    def __call__(
        self,
        url: str,
        *,
        kind: str = "list",
        json: Any = None,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        key: str | None = None,
        version: str | None = None,
        accept_status: Iterable[int] = (200,),
        sha256: str | None = None,
    ) -> Answer:
        """See `base.Ask`. Raises Disallowed where robots.txt forbids the address, else BoardError."""
        request = self._prepare("GET" if json is None else "POST", url, params, json, headers)
        asked = self._without_secrets(str(request.url))
        accept = frozenset(accept_status)
        if json is None and urlsplit(str(request.url))[2:4] == ("/robots.txt", ""):
            return self._robots_answer(str(request.url), accept)
        known = self._memory.remembered(asked) if self._memory and kind == "list" and json is None else None
        if sha256 and known and known.sha256 == sha256 and (body := self._body(known)) is not None:
            return Answer(kind, asked, 304, self._clock(), body, known.content_type, known.etag, known.last_modified)
        limit = self._client.limits.list_bytes if kind == "list" else self._client.limits.page_bytes
        conditional = _conditional(request, known)
        reply = self._follow(conditional or request, accept, limit)
        etag, modified = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
        if reply.status == 304 and known and conditional:
            if (body := self._body(known)) is not None:
                etag, modified = etag or known.etag, modified or known.last_modified
                return Answer(kind, asked, 304, self._clock(), body, known.content_type, etag, modified, key, version)
            reply = self._follow(request, accept, limit)
            etag, modified = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
        if reply.status not in accept:
            raise BoardError(f"{address.shown(asked)}: answered {reply.status}{_advice(reply.status)}")
        said = reply.headers.get("Content-Type", "")
        return Answer(kind, asked, reply.status, self._clock(), reply.body, said, etag, modified, key, version)

    def _body(self, known: Remembered) -> bytes | None:
        return self._memory.body(known.sha256) if self._memory else None

    def _clock(self) -> datetime:
        return self._now + timedelta(seconds=monotonic() - self._began)

    def _prepare(
        self,
        method: str,
        url: str,
        params: Any = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.PreparedRequest:
        own = {"User-Agent": self._client.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        own["Accept-Language"] = "en-US,en;q=0.8"  # some answer 500 to a client that names no language
        try:
            if address.origin(url) not in self._trusted:
                url = address.without_user(url)
            return requests.Request(method, url, params=params, json=json, headers={**own, **(headers or {})}).prepare()
        except (requests.RequestException, ValueError) as e:
            raise BoardError(f"{address.shown(url)}: not a web address that can be asked") from e

    def _without_secrets(self, url: str) -> str:
        for secret in self._board.secrets.values():
            if len(secret) >= 4:
                for form in (quote(secret, safe=""), quote_plus(secret), quote(secret)):
                    url = url.replace(f"={form}", "=REDACTED")
        return url

    def _host(self, url: str) -> Host:
        try:
            origin = address.origin(url)
        except ValueError as e:
            raise BoardError(f"{address.shown(url)}: {e}") from None
        trusted = origin in self._trusted or any(address.may_upgrade(o, origin) for o in self._trusted)
        host = self._client.host(origin, trusted)
        host.gate.widen(self._interval)
        return host

    def _send(
        self,
        host: Host,
        request: requests.PreparedRequest,
        wanted: frozenset[int],
        limit: int,
        cut: bool = False,
        jar: RequestsCookieJar | None = None,
    ) -> Reply:
        try:
            reply, number = host.ask(request, wanted, limit, cut, jar)
        except Counted as e:
            self.requests += e.requests
            if isinstance(e.why, Fault):
                raise BoardError(f"{address.shown(str(request.url))}: {e.why.reason}{_advice(e.why.status)}") from e
            raise e.why from e
        self.requests += number
        return reply

    def _follow(self, request: requests.PreparedRequest, accept: frozenset[int], limit: int) -> Reply:
        """The answer behind at most five redirects, each host's robots.txt obeyed."""
        asked: list[Host] = []
        jar = RequestsCookieJar()

        def ask(request: requests.PreparedRequest) -> Reply:
            url = str(request.url)
            try:
                asked.append(host := self._host(url))
                self._obey(host, url)
                return self._send(host, request, accept, limit, jar=jar)
            except transport.Refused:
                if asked:
                    asked[0].count(dead=False, reason="redirects into a private network")
                raise

        try:
            reply = follow(request, ask, lambda old, status, url: self._redirected(old, status, url, jar), jar, accept)
        except Circling as e:
            asked[0].count(dead=False, reason="redirects in a circle")
            raise BoardError(f"{address.shown(str(request.url))}: {e}") from None
        if reply.status not in SHUT or reply.status in accept:
            asked[0].well()
        return reply

    def _redirected(
        self, old: requests.PreparedRequest, status: int, url: str, jar: RequestsCookieJar
    ) -> requests.PreparedRequest:
        """The request at its new address; what was meant for the old host alone stays behind."""
        same = _origin_or_none(url) == address.origin(str(old.url))
        kept = {n: v for n, v in old.headers.items() if same or n in ("If-None-Match", "If-Modified-Since")}
        left = {"content-type", "content-length", "cookie"}
        new = self._prepare("GET", url, headers={n: v for n, v in kept.items() if n.lower() not in left})
        if status in (307, 308) and old.method == "POST":
            new.method, new.body = "POST", old.body
            for name in ("Content-Type", "Content-Length"):
                new.headers[name] = old.headers[name]
        new.prepare_cookies(jar)
        return new

    def _obey(self, host: Host, url: str) -> None:
        if not self._robots and host.adapter.wire.trusted:
            return
        robots = self._robots_of(host)
        if robots.delay > self._client.limits.longest_delay:
            raise BoardError(f"{host.origin}/robots.txt: wants {robots.delay:.0f} s between requests; too slow")
        host.gate.widen(robots.delay)
        if not robots.allows(url):
            raise Disallowed(f"{address.shown(url)}: robots.txt forbids this address; not asked")

    def _robots_of(self, host: Host) -> Robots:
        """The host's robots.txt, asked once a run. Raises BoardError where it cannot be had (RFC 9309, 2.3.1.4)."""
        with host.robots_lock:
            if host.robots is None and host.robots_fault is None:
                try:
                    host.robots = self._fetch_robots(host)
                except transport.Refused:
                    raise
                except BoardError as e:
                    host.robots_fault = f"{e}; without robots.txt nothing else is asked"
        if host.robots is None:
            raise BoardError(host.robots_fault or "robots.txt could not be read")
        return host.robots

    def _fetch_robots(self, host: Host) -> Robots:
        def ask(request: requests.PreparedRequest) -> Reply:
            return self._send(self._host(str(request.url)), request, frozenset({200}), ROBOTS_BYTES + 1, cut=True)

        request = self._prepare("GET", f"{host.origin}/robots.txt")
        try:
            reply = follow(request, ask, lambda _, __, url: self._prepare("GET", url), RequestsCookieJar())
        except Circling:
            return Robots(404)  # no file
        if reply.status >= 500 or reply.status == 429:
            raise BoardError(f"{host.origin}/robots.txt: answered {reply.status}")
        return Robots.read(reply.status, reply.body, reply.headers.get("Content-Type", ""))

    def _robots_answer(self, url: str, accept: frozenset[int]) -> Answer:
        robots = self._robots_of(self._host(url))
        if robots.status not in accept:
            raise BoardError(f"{address.shown(url)}: answered {robots.status}")
        return Answer("list", url, robots.status, self._clock(), robots.body, robots.content_type)


def _advice(status: int | None) -> str:
    return f"; {ADVICE[status]}" if status in ADVICE else ""


def _conditional(request: requests.PreparedRequest, known: Remembered | None) -> requests.PreparedRequest | None:
    """The question "has it changed since?"; None where nothing is remembered that it could be asked with."""
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    said = {name: mark for name, mark in marks.items() if mark and mark.isprintable() and len(mark) < 500}
    if not said:
        return None
    conditional = request.copy()
    conditional.headers.update(said)
    return conditional


def _origin_or_none(url: str) -> str | None:
    try:
        return address.origin(url)
    except ValueError:
        return None
