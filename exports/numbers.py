"""The short numbers by which the people of today's list are named back: `data/digest/today.json`, ids alone.

A person keeps the number for as long as they stand on the list and a fortnight after, so that a digest of the day
before, still open, means nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from curbside import whole

FILE = "today.json"
HELD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Shown:
    """A person on the list: since which day without a break, when last, and about which lead (empty: none)."""

    number: int
    lead_id: str
    since: date
    last: date


def read(file: Path) -> dict[str, Shown]:
    """Person id to place on the list; empty where there is no list that can be read."""
    try:
        rows = json.loads(file.read_text("utf-8"))["people"]
        return {
            str(key): Shown(
                int(r["number"]), str(r["lead"]), date.fromisoformat(r["since"]), date.fromisoformat(r["last"])
            )
            for key, r in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def keep(file: Path, today: date, people: Iterable[tuple[str, str]]) -> dict[str, Shown]:
    """Write down who stands on the list of `today`, (person id, lead id) each, and return it with the numbers."""
    known = {key: one for key, one in read(file).items() if one.last >= today - HELD}
    taken = {one.number for one in known.values()}
    for key, lead_id in people:
        old = known.get(key)
        number = old.number if old else next(n for n in range(1, len(taken) + 2) if n not in taken)
        taken.add(number)
        stays = old is not None and old.last >= today - timedelta(days=4)  # over a weekend it is the same list
        known[key] = Shown(number, lead_id, old.since if old and stays else today, today)
    _write(file, known)
    return known


def _write(file: Path, known: Mapping[str, Shown]) -> None:
    rows = {
        key: {"number": one.number, "lead": one.lead_id, "since": one.since.isoformat(), "last": one.last.isoformat()}
        for key, one in sorted(known.items(), key=lambda item: item[1].number)
    }
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole.write(file, json.dumps({"people": rows}, indent=1))
