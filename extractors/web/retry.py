"""How often a question is asked again, and after which pause: one loop for pages, lists, robots.txt and files."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from curbside.extractors.web.gate import Gate

PASSING = frozenset({429, 500, 502, 503, 504})  # statuses worth another try

T = TypeVar("T")


@dataclass(eq=False)
class Fault(Exception):
    """Why a request gave nothing."""

    reason: str
    again: bool = False  # another try may help
    timeout: bool = False
    after: float | None = None  # seconds that the host wants to be left alone
    dead: bool = True  # speaks against the host, not against this one address
    status: int | None = None  # that was answered


@dataclass(frozen=True, slots=True)
class Patience:
    """Of one question; times in seconds."""

    gate: Gate  # the host's: nobody else asks it during a pause
    backoff: float  # before the second attempt; doubles; with jitter
    longest_wait: float  # a longer one that the host wants ends it
    attempts: int  # in a row that brought nothing
    told_waits: int = 0  # further ones where the host itself says when to come back
    timeouts: int = sys.maxsize  # attempts that may end in a time-out
    progress: Callable[[], int] = lambda: 0  # what has come so far; more than before, and the count begins anew


def patiently(once: Callable[[], T], patience: Patience) -> T:
    """What `once` gives, asked again after each Fault that may pass. Raises the last Fault, and whatever else `once` raises."""
    reached = patience.progress()
    failed = told = timeouts = 0
    while True:
        try:
            return once()
        except Fault as fault:
            if (now := patience.progress()) > reached:
                reached, failed, told, timeouts = now, 0, 0, 0
            else:
                failed, told, timeouts = failed + 1, told + (fault.after is not None), timeouts + fault.timeout
            wait = patience.backoff * 2 ** max(failed - 1, 0) * random.uniform(0.5, 1.5)
            wait = wait if fault.after is None else fault.after
            too_long = fault.after is not None and fault.after > patience.longest_wait
            tried = failed - min(told, patience.told_waits)
            if not fault.again or too_long or tried >= patience.attempts or timeouts >= patience.timeouts:
                if fault.after is not None and not too_long:
                    patience.gate.rest(wait)
                raise
            patience.gate.rest(wait)


def passing(status: int, retry: str | None) -> Fault:
    """The Fault of a status that may pass, with what its Retry-After header says."""
    return Fault(f"answered {status}", again=True, after=retry_after(retry, datetime.now(UTC)), status=status)


def retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, from a number or an HTTP date; None where it says nothing."""
    text = (text or "").strip()
    try:
        seconds = float(text)
        return seconds if math.isfinite(seconds) and seconds >= 0 else None
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())
