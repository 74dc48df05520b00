"""A large file onto the disk, politely: streamed, resumed where it broke off, and taken only when it is whole.

What has come so far is kept in `<name>.part`, with what names the file's version in `<name>.part.json`; the next attempt,
in this run or another, goes on from there with `Range` and `If-Range`, so that a file that changed in between starts anew.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from curbside.extractors.base import BoardError
from curbside.extractors.web import address, transport
from curbside.extractors.web.ask import BoardAsk
from curbside.extractors.web.host import Host
from curbside.extractors.web.part import Part
from curbside.extractors.web.redirect import Circling, follow
from curbside.extractors.web.retry import PASSING, Fault, Patience, passing, patiently

HOURS = 6  # the longest that one answer may take
SPARE = 500_000_000  # bytes that stay free on the disk
EVERY = 10.0  # seconds between two lines of progress
CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
NO_PARTS = "gives no parts of files; download it and use `registry load`"
PAGE = re.compile(rb"\s*(<!doctype html|<html|<head|<!--)", re.IGNORECASE)

Say = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class File:
    """A file that came whole."""

    path: Path
    url: str
    sha256: str
    size: int
    etag: str | None
    last_modified: str | None
    compared: str | None  # the published checksum that it was compared with


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, and how often it is tried."""

    size: int = 4_000_000_000
    attempts: int = 4  # in a row that brought nothing
    spare: int = SPARE


class Download(BoardAsk):
    """The polite client bound to one source of files."""

    def save(
        self,
        url: str,
        target: Path,
        limits: Limits,
        say: Say,
        *,
        checksum: str | None = None,
        known: tuple[str | None, str | None] = (None, None),
        window: tuple[int, int] | None = None,
        free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> File | None:
        """Bring `url` to `target`. None: it is still the version that `known` (ETag, Last-Modified) names.

        `checksum`: `md5:…` or `sha256:…` as its source publishes it; `window`: only so many bytes (start, length).
        Raises BoardError, in one line, when the file cannot be had whole; what came so far is kept, unless it is wrong.
        """
        part = Part(target, url)

        def attempt() -> bool:
            return self._attempt(url, part, limits, say, known, window, free)

        if not self._patiently(url, limits.attempts, lambda: part.size, attempt):
            return None
        return self._whole(url, part, target, checksum)

    def piece(self, url: str, wanted: str, most: int) -> tuple[bytes, int]:
        """A byte range (`0-99`, `-100`) of at most `most` bytes, and the size of the whole file. Raises BoardError."""

        def attempt() -> tuple[bytes, int]:
            request = self._prepare("GET", url, headers={"Accept-Encoding": "identity", "Range": f"bytes={wanted}"})
            with self._answer(request) as (host, raw):
                refuse_status(url, raw)
                at = CONTENT_RANGE.fullmatch(raw.headers.get("Content-Range", ""))
                if raw.status != 206 or at is None or at[3] == "*":
                    raise BoardError(f"{address.shown(url)}: {NO_PARTS}")
                try:
                    return transport.read_body(raw, most), int(at[3])
                except (*TRANSIENT, transport.CutShort, transport.TooLarge, transport.Unreadable) as e:
                    raise host.fault(e, 0) from e

        return self._patiently(url, Limits().attempts, lambda: 0, attempt)

    def _patiently(self, url: str, attempts: int, progress: Callable[[], int], attempt: Callable[[], T]) -> T:
        """What `attempt` gives, tried again after a pause, while it brings something or at most so many times."""
        some = self._client.limits
        patience = Patience(self._host(url).gate, some.backoff, some.longest_wait, attempts, progress=progress)
        try:
            return patiently(attempt, patience)
        except Fault as e:
            kept = f"; {_mb(progress())} are kept, the next update goes on from there" if progress() else ""
            raise BoardError(f"{address.shown(url)}: {e.reason}{kept}") from None

    def _whole(self, url: str, part: Part, target: Path, checksum: str | None) -> File:
        """The finished part as the file itself, once it is what its source says."""
        with part.path.open("rb") as file:
            if PAGE.match(file.read(512)):
                part.drop()
                raise BoardError(f"{address.shown(url)}: answered a web page, not the file; it may want a sign-in")
        published = checksum or part.note.get("checksum")
        sha256 = _digest(part.path, "sha256")
        if published:
            method, _, wanted = published.partition(":")
            if (sha256 if method == "sha256" else _digest(part.path, method)) != wanted.lower():
                part.drop()
                raise BoardError(f"{address.shown(url)}: the file is not what its published {method} says; not taken")
        size, note = part.size, part.note
        part.path.replace(target)
        part.drop()
        return File(target, url, sha256, size, note.get("etag"), note.get("last_modified"), published)

    def _attempt(
        self,
        url: str,
        part: Part,
        limits: Limits,
        say: Say,
        known: tuple[str | None, str | None],
        window: tuple[int, int] | None,
        free: Callable[[Path], int],
    ) -> bool:
        """One answer taken to its end; False: unchanged. Raises Fault when another attempt may go on."""
        have = part.resumable()
        headers = {"Accept-Encoding": "identity"}
        start = have + (window[0] if window else 0)
        if have or window:
            headers["Range"] = f"bytes={start}-" + (str(sum(window) - 1) if window else "")
            if have:
                headers["If-Range"] = part.validator
        elif known[0]:
            headers["If-None-Match"] = known[0]
        elif known[1]:
            headers["If-Modified-Since"] = known[1]
        if window and have == window[1]:
            return True
        with self._answer(self._prepare("GET", url, headers=headers)) as (host, raw):
            if raw.status == 304:
                return False
            if raw.status == 416 and have:
                total = re.fullmatch(r"bytes \*/(\d+)", raw.headers.get("Content-Range", ""))
                if total and int(total[1]) == have and not part.is_other(raw):
                    return True
                part.drop()
                raise Fault("answered that the file is not what came before; starting anew", again=True)
            refuse_status(url, raw)
            if window and raw.status != 206:
                raise BoardError(f"{address.shown(url)}: {NO_PARTS}")
            self._check(url, raw, part, limits, window, free, start)
            self._stream(url, host, raw, part, limits, say)
        return True

    @contextmanager
    def _answer(self, request: requests.PreparedRequest) -> Iterator[tuple[Host, BaseHTTPResponse]]:
        """The head of the answer behind the redirects, its body unread; the host's turn is held meanwhile."""
        jar = RequestsCookieJar()
        hosts: list[Host] = []
        with ExitStack() as held:

            def ask(request: requests.PreparedRequest) -> BaseHTTPResponse:
                held.close()  # of the answer that led here
                url = str(request.url)
                hosts.append(host := self._host(url))
                self._obey(host, url)
                held.enter_context(host.gate.turn())
                host.adapter.wire.deadline = monotonic() + HOURS * 3600
                self.requests += 1
                try:
                    raw = transport.send(host.adapter, request, self._client.limits.connect, host.proxies)
                except TRANSIENT as e:
                    raise host.fault(e, 0) from e
                held.callback(raw.close)
                return raw

            def redirected(old: requests.PreparedRequest, status: int, url: str) -> requests.PreparedRequest:
                new = self._redirected(old, status, url, jar)
                new.headers.update(
                    {n: v for n in ("Range", "If-Range", "Accept-Encoding") if (v := old.headers.get(n))}
                )
                return new

            try:
                raw = follow(request, ask, redirected, jar)
            except Circling as e:
                raise BoardError(f"{address.shown(str(request.url))}: {e}") from None
            yield hosts[-1], raw

    def _check(
        self,
        url: str,
        raw: BaseHTTPResponse,
        part: Part,
        limits: Limits,
        window: tuple[int, int] | None,
        free: Callable[[Path], int],
        start: int,
    ) -> None:
        """The head says that the file is one, fits, and goes on where the last answer ended."""
        shown = address.shown(url)
        if "html" in raw.headers.get("Content-Type", "").lower():
            part.drop()
            raise BoardError(f"{shown}: answered a web page, not the file; it may want a sign-in")
        if raw.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
            raise BoardError(f"{shown}: answered the file packed, which was not asked for")
        length = raw.headers.get("Content-Length", "")
        rest = int(length) if length.isascii() and length.isdigit() and len(length) < 18 else None
        if raw.status == 206:
            at = CONTENT_RANGE.fullmatch(raw.headers.get("Content-Range", ""))
            if at is None or int(at[1]) != start:
                part.drop()
                raise Fault("answered another part of the file than was asked for", again=True)
            total = window[1] if window else (int(at[3]) if at[3] != "*" else None)
            if part.size and (part.is_other(raw) or part.note.get("total") not in (None, total)):
                part.drop()
                raise Fault("the file changed meanwhile; starting anew", again=True)
        else:
            part.drop()
            total = rest
        if total is not None and total > limits.size:
            raise BoardError(f"{shown}: {_mb(total)} are more than the {_mb(limits.size)} that are expected; not taken")
        need = (total if total is not None else rest or 0) - part.size + limits.spare
        if (room := free(part.path.parent)) < need:
            raise BoardError(f"{shown}: needs {_mb(need)} of free disk, there are {_mb(room)}; make room")
        part.begin(raw, total)

    def _stream(self, url: str, host: Host, raw: BaseHTTPResponse, part: Part, limits: Limits, say: Say) -> None:
        """The body, appended to the part as it comes."""
        told, total, size = monotonic(), part.note["total"], part.size
        with part.path.open("ab") as file:
            while True:
                try:
                    piece = raw.read1(transport.PIECE, decode_content=False)
                except TRANSIENT as e:
                    raise host.fault(e, 0) from e
                if not piece:
                    break
                size += len(piece)
                if size > limits.size or (total is not None and size > total):
                    part.drop()
                    raise BoardError(
                        f"{address.shown(url)}: more than {_mb(min(limits.size, total or size))} came; not taken"
                    )
                file.write(piece)
                if monotonic() - told > EVERY:
                    told = monotonic()
                    say(f"{part.target.name}: {_mb(size)}" + (f" of {_mb(total)}" if total else ""))
        if total is not None and size < total:
            raise Fault("the answer was cut short", again=True)


TRANSIENT = (requests.RequestException, HTTPError, OSError)


def refuse_status(url: str, raw: BaseHTTPResponse) -> None:
    """Nothing, where the answer is a file or a part of one. Raises Fault where it may be one later, else BoardError."""
    if raw.status in PASSING:
        raise passing(raw.status, raw.headers.get("Retry-After"))
    if raw.status not in (200, 206):
        advice = "the address may have moved: `registers.toml` takes another"
        raise BoardError(f"{address.shown(url)}: answered {raw.status}; {advice}")


def _digest(path: Path, method: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, method).hexdigest()


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 10_000_000 else f"{size / 1e6:,.1f} MB"
