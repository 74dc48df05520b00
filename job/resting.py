"""Whether the search rests: after an offer was accepted, or by the user's own word, until it is begun again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from curbside.network import journal
from curbside.network.journal import Entry


def since(entries: Iterable[Entry]) -> date | None:
    """The day from which the search rests, by the journal's `entries` in their order; None: it goes on."""
    accepted: dict[str, date] = {}
    rests: date | None = None
    for entry in entries:
        if entry.verb == "stage":
            accepted.pop(entry.subject, None)
            if entry.object == "accepted":
                accepted[entry.subject] = _day(entry)
        elif entry.verb == "search":
            accepted.clear()
            rests = _day(entry) if entry.object == "rest" else None
    return rests or min(accepted.values(), default=None)


def read(file: Path) -> date | None:
    """Since when the search rests, by the journal `file`; None: it goes on."""
    return since(journal.read(file)[0])


def _day(entry: Entry) -> date:
    try:
        return date.fromisoformat(str(entry.detail.get("on")))
    except ValueError:
        return entry.said_at.date()
