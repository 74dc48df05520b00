"""What was read of one file, and what was left out and why: nothing is passed over in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_SINGULAR = {"people": "person", "entries": "entry", "series": "series"}  # where more than an s goes


@dataclass(slots=True)
class Tally:
    """One file: how many people, meetings or messages were read (`counts`), and how many were left out, by reason."""

    file: str
    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    entry: str = ""  # as [network] names it

    def __str__(self) -> str:
        read = ", ".join(tallied(number, noun) for noun, number in self.counts.items() if number)
        why = ", ".join(tallied(number, reason) for reason, number in self.left_out.most_common())
        return f"{read or 'nothing'} read" + (f"; left out: {why}" if why else "")


def tallied(number: int, what: str) -> str:
    """`1 row`, `1,203 rows`, `1 entry without guests`, `1 called off`; `what` begins with a plural, or with no noun."""
    if number == 1:
        first, space, rest = what.partition(" ")
        what = _SINGULAR.get(first, first.removesuffix("s")) + space + rest
    return f"{number:,} {what}"


@dataclass(frozen=True, slots=True)
class Clock:
    """The user's day. `sure`: the zone is the user's own word, so that it wins over what a message is written in."""

    today: date
    zone: ZoneInfo | None = None
    sure: bool = True

    def day(self, at: datetime) -> date:
        """The user's day at that moment; of a guessed zone only where the moment is written in UTC."""
        if self.zone and (self.sure or at.tzinfo in (None, UTC) or str(at.tzinfo) in ("UTC", "GMT")):
            return at.astimezone(self.zone).date()
        return at.date()
