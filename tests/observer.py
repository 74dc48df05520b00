"""A perfect observer: writes down what boards show, in the runs in which they show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime


class Observer:
    """`title`, `first`, `last`, `closed`: by posting; `history`: (posting, field, old, new)."""

    def __init__(self) -> None:
        self.title: dict[str, str] = {}
        self.first: dict[str, datetime] = {}
        self.last: dict[str, datetime] = {}
        self.closed: dict[str, datetime] = {}
        self.history: set[tuple[str, str, str | None, str | None]] = set()
        self._missed: dict[str, datetime] = {}

    def look(
        self, board: str, listed: Mapping[str, str], now: datetime, whole: bool = True, over: Collection[str] = ()
    ) -> None:
        """One run in which the board was well. `listed`: posting → title; `whole`: what it lacks, the board lacks;
        `over`: postings whose own page says so."""
        for posting, title in listed.items():
            self._see(posting, title, now)
        for posting in self.title:
            if posting.startswith(f"{board}:") and posting not in listed and posting not in self.closed:
                if posting in over:
                    self._close(posting, now)
                elif whole and posting in self._missed:
                    self._close(posting, self._missed[posting])
                elif whole:
                    self._missed[posting] = now

    def _see(self, posting: str, title: str, now: datetime) -> None:
        self.first.setdefault(posting, now)
        self.last[posting] = now
        self._missed.pop(posting, None)
        if old := self.closed.pop(posting, None):
            self.history.add((posting, "closed_at", as_text(old), None))
        if (before := self.title.get(posting)) not in (None, title):
            self.history.add((posting, "title", before, title))
        self.title[posting] = title

    def _close(self, posting: str, at: datetime) -> None:
        self.closed[posting] = at
        self.history.add((posting, "closed_at", None, as_text(at)))


def as_text(at: datetime) -> str:
    """A UTC time as `posting_history` writes it."""
    return f"{at:%Y-%m-%d %H:%M:%S}+00"
