"""One host's turn: one request at a time, and no sooner than its interval allows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from curbside.extractors.base import BoardError


class Gate:
    """Shared by all boards on one scheme, host and port. The longest interval that any of them wants holds."""

    def __init__(self, stopped: threading.Event) -> None:
        self._lock = threading.Lock()
        self._stopped = stopped
        self._asked = float("-inf")  # when the last request was sent, or better, when its answer began
        self._not_before = float("-inf")
        self.interval = 0.0  # seconds between two requests, as the host sees them

    def widen(self, interval: float) -> None:
        """No sooner than every `interval` seconds from now on."""
        self.interval = max(self.interval, interval)

    def rest(self, seconds: float) -> None:
        """Nobody asks this host for so many seconds."""
        self._not_before = max(self._not_before, monotonic() + seconds)

    def answered(self) -> None:
        """The host had the request by now: the interval counts from here, so that no delay on the way shortens it."""
        self._asked = monotonic()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the host's only connection. Raises BoardError when the client was stopped meanwhile."""
        with self._lock:
            while (wait := max(self._asked + self.interval, self._not_before) - monotonic()) > 0:
                if self._stopped.wait(wait):
                    break
            if self._stopped.is_set():
                raise BoardError("stopped before the board was asked to its end")
            self._asked = monotonic()
            yield
