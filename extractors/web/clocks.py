"""Other machines' clocks: the Date header of each host's answers beside this machine's own clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median_low

APART = timedelta(days=1)
OLDEST = timedelta(days=366)  # an Age beyond it is no age


def ahead(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How far the answering host's clock is ahead of `now`; None where it does not say.

    A cache repeats the Date of the host behind it and says in Age how long ago that was.
    """
    age = headers.get("Age", "0").strip()
    try:
        said = parsedate_to_datetime(headers["Date"])
        passed = timedelta(seconds=int(age[:9])) if age.isascii() and age.isdigit() else timedelta(0)
        return said.replace(tzinfo=said.tzinfo or UTC) + min(passed, OLDEST) - now
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


def apart(found: Iterable[timedelta]) -> timedelta | None:
    """How far this machine's clock is behind what most hosts say, where that is more than a day; one a host.

    Of two that differ the nearer one is believed: a single host's own clock may be the wrong one.
    """
    sizes = sorted(found, key=abs)
    if not sizes:
        return None
    middle = median_low([abs(one) for one in sizes])
    return next(one for one in sizes if abs(one) == middle) if middle > APART else None
