"""A large file onto the disk, politely: streamed, resumed where it broke off, and taken only when it is whole.

What has come so far is kept in `<name>.part`, with what names the file's version in `<name>.part.json`; the next attempt,
in this run or another, goes on from there with `Range` and `If-Range`, so that a file that changed in between starts anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urljoin

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from curbside.extractors.base import BoardError
from curbside.extractors.web import address, transport
from curbside.extractors.web.client import MAX_REDIRECTS, BoardAsk
from curbside.extractors.web.host import PASSING, REDIRECTS, Host, retry_after

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
                    raise broken(host, url, e) from e

        return self._patiently(url, Limits().attempts, lambda: 0, attempt)

    def _patiently(self, url: str, attempts: int, progress: Callable[[], int], attempt: Callable[[], T]) -> T:
        """What `attempt` gives, tried again after a pause, while it brings something or at most so many times."""
        tried, reached = 0, progress()
        while True:
            try:
                return attempt()
            except Broken as e:
                tried = 0 if progress() > reached else tried + 1
                reached = progress()
                if tried >= attempts or (e.after or 0) > self._client.limits.longest_wait:
                    kept = f"; {_mb(reached)} are kept, the next update goes on from there" if reached else ""
                    raise BoardError(f"{address.shown(url)}: {e}{kept}") from None
                backoff = self._client.limits.backoff * 2**tried * random.uniform(0.5, 1.5)
                self._host(url).gate.rest(backoff if e.after is None else e.after)

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
        """One answer taken to its end; False: unchanged. Raises Broken when another attempt may go on."""
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
                raise Broken("answered that the file is not what came before; starting anew")
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
        for _ in range(MAX_REDIRECTS + 1):
            url = str(request.url)
            host = self._host(url)
            self._obey(host, url)
            with host.gate.turn():
                host.adapter.wire.deadline = monotonic() + HOURS * 3600
                self.requests += 1
                try:
                    raw = transport.send(host.adapter, request, self._client.limits.connect, host.proxies)
                except TRANSIENT as e:
                    raise broken(host, url, e) from e
                try:
                    location = raw.headers.get("Location")
                    if raw.status not in REDIRECTS or not location:
                        yield host, raw
                        return
                finally:
                    raw.close()
            kept = {n: v for n in ("Range", "If-Range", "Accept-Encoding") if (v := request.headers.get(n))}
            request = self._redirected(request, raw.status, urljoin(url, location), jar)
            request.headers.update(kept)
        raise BoardError(f"{address.shown(url)}: redirects more than {MAX_REDIRECTS} times")

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
                raise Broken("answered another part of the file than was asked for")
            total = window[1] if window else (int(at[3]) if at[3] != "*" else None)
            if part.size and (part.is_other(raw) or part.note.get("total") not in (None, total)):
                part.drop()
                raise Broken("the file changed meanwhile; starting anew")
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
                    raise broken(host, url, e) from e
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
            raise Broken("the answer was cut short")


TRANSIENT = (requests.RequestException, HTTPError, OSError)


def refuse_status(url: str, raw: BaseHTTPResponse) -> None:
    """Nothing, where the answer is a file or a part of one. Raises Broken where it may be one later, else BoardError."""
    if raw.status in PASSING:
        after = retry_after(raw.headers.get("Retry-After"), datetime.now(UTC))
        raise Broken(f"answered {raw.status}", after)
    if raw.status not in (200, 206):
        advice = "the address may have moved: `registers.toml` takes another"
        raise BoardError(f"{address.shown(url)}: answered {raw.status}; {advice}")


def broken(host: Host, url: str, error: Exception) -> Broken | BoardError:
    """What went wrong on the wire: worth another attempt, or not."""
    fault = host._fault(error, 0)
    return Broken(fault.reason) if fault.again else BoardError(f"{address.shown(url)}: {fault.reason}")


class Broken(Exception):
    """This answer is over; another may go on where it ended."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Part:
    """What has come of a file, and of which version of it."""

    def __init__(self, target: Path, url: str) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._note = target.with_name(target.name + ".part.json")
        self._url = url
        try:
            self.note: dict[str, Any] = json.loads(self._note.read_text("utf-8"))
        except (OSError, ValueError):
            self.note = {}

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def validator(self) -> str:
        """What If-Range takes: a strong ETag, else the day of change; empty where the file's version has no name."""
        etag = self.note.get("etag") or ""
        return str(etag if etag and not etag.startswith("W/") else self.note.get("last_modified") or "")

    def is_other(self, raw: BaseHTTPResponse) -> bool:
        """Whether an answer says that it is of another version than what has come; it may say nothing (RFC 9110, 15.3.7)."""
        said = {"etag": raw.headers.get("ETag"), "last_modified": raw.headers.get("Last-Modified")}
        return any(value and self.note.get(name) != value for name, value in said.items())

    def resumable(self) -> int:
        """How many bytes another answer can go on from; a part of another address or of no known version is dropped."""
        if not self.size or self.note.get("url") != self._url or not self.validator:
            self.drop()
        return self.size

    def begin(self, raw: BaseHTTPResponse, total: int | None) -> None:
        """Write down which version is coming; the answer that goes on with one need not name it again."""
        if not self.size:
            self.note = {
                "url": self._url,
                "etag": raw.headers.get("ETag"),
                "last_modified": raw.headers.get("Last-Modified"),
                "checksum": _published(raw) if raw.status == 200 else None,
            }
        self.note["total"] = total
        fresh = self._note.with_name(self._note.name + ".tmp")
        fresh.write_text(json.dumps(self.note), "utf-8")
        fresh.replace(self._note)

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
        self.note = {}


def _published(raw: BaseHTTPResponse) -> str | None:
    """The checksum of the whole file that its headers give (RFC 9530, 3230, 1864)."""
    for name in ("Repr-Digest", "Digest"):
        if found := re.search(r"sha-256=:?([A-Za-z0-9+/]{43}=)", raw.headers.get(name, ""), re.IGNORECASE):
            return "sha256:" + base64.b64decode(found[1]).hex()
    if found := re.fullmatch(r"\s*([A-Za-z0-9+/]{22}==)\s*", raw.headers.get("Content-MD5", "")):
        return "md5:" + base64.b64decode(found[1]).hex()
    return None


def _digest(path: Path, method: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, method).hexdigest()


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 10_000_000 else f"{size / 1e6:,.1f} MB"
