"""What every command says on a terminal: lines for people on standard error, rows on standard output."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from curbside.faults import WrongUse

# What moves a terminal's cursor, rings, recolors or turns text around; tabs and line ends stay
_CONTROL = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """`text` with nothing in it that a terminal obeys: what a site sent is shown, never done."""
    return _CONTROL.sub("\ufffd", text)


Line = tuple[Literal["told", "note"], str]
_listener: ContextVar[list[Line] | None] = ContextVar("listener", default=None)


@contextmanager
def heard() -> Iterator[list[Line]]:
    """What commands of this thread say meanwhile, in place of the terminal: rows are told, the rest is a note."""
    lines: list[Line] = []
    before = _listener.set(lines)
    try:
        yield lines
    finally:
        _listener.reset(before)


class UsageError(WrongUse):
    """The command was used wrongly. The text is one line that says how to use it."""


def say(line: str) -> None:
    """One plain line about progress or trouble; shown at once."""
    line = plain(line.rstrip())
    if (lines := _listener.get()) is not None:
        lines.append(("note", line))
        return
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def write(text: str) -> None:
    """Rows or a file's path on standard output."""
    text = plain(text)
    if (lines := _listener.get()) is not None:
        lines.append(("told", text.rstrip("\n")))
        return
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


@contextmanager
def usage() -> Iterator[None]:
    """A ValueError inside is the user's to mend: its text is one line already."""
    try:
        yield
    except ValueError as e:
        raise UsageError(str(e)) from None
