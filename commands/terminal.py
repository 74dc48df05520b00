"""What every command says on a terminal: lines for people on standard error, rows on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from curbside.faults import WrongUse


class UsageError(WrongUse):
    """The command was used wrongly. The text is one line that says how to use it."""


def say(line: str) -> None:
    """One plain line about progress or trouble; shown at once."""
    sys.stderr.write(line.rstrip() + "\n")
    sys.stderr.flush()


def write(text: str) -> None:
    """Rows or a file's path on standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


@contextmanager
def usage() -> Iterator[None]:
    """A ValueError inside is the user's to mend: its text is one line already."""
    try:
        yield
    except ValueError as e:
        raise UsageError(str(e)) from None
