"""What a pull needs to know of a board's earlier runs (`landing.Memory` knows it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a list address answered last."""

    sha256: str  # of the body, hexadecimal
    etag: str | None
    last_modified: str | None
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What a posting's page answered last."""

    version: str | None
    status: int
    fetched_at: datetime  # UTC
    url: str
    postings: int | None = None  # that it held; None: not counted
    gone: int = 0  # how often on end it was gone (404, 410)


class Memory(Protocol):
    """What earlier runs landed of one board."""

    def remembered(self, url: str) -> Remembered | None: ...
    def page(self, key: str) -> PageSeen | None: ...
    def pages(self) -> Mapping[str, PageSeen]: ...
    def body(self, sha256: str) -> bytes | None: ...  # None: not to be had any more
