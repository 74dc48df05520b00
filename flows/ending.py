"""A flow that is told to end: while one runs, Prefect puts an exception of its own in the place of SIGTERM."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.exceptions import TerminationSignal


@contextmanager
def as_interrupt() -> Iterator[None]:
    """A shutdown ends what runs inside as Ctrl-C does, wherever in Prefect or the event loop it came."""
    try:
        yield
    except TerminationSignal:
        raise KeyboardInterrupt from None
