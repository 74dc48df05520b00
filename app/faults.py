"""What can go wrong on a user's machine, as one line each and the exit status of the contract. Any room may import it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbside.workspace import Workspace

FAILED, WRONG = 1, 2
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FULL_DISK = "the disk is full; free some space there and run the command again"
READ_ONLY = "the disk is read-only; mount it for writing (one with errors turns so by itself), or take another"
TORN = ("not a valid DuckDB database", "Corrupt", "not read enough bytes", "could not read")
FULL_WORDS = ("no space left on device", "disk quota exceeded")


class CurbsideError(Exception):
    """A fault that is the user's to mend: its text is one line with the remedy, `status` the command's exit status."""

    status = FAILED


class WrongUse(CurbsideError):
    """A wrong command, option or configuration."""

    status = WRONG


def is_full(error: BaseException | None) -> bool:
    """Whether a full disk or a used-up quota is behind `error`, whoever met it: Python, polars or DuckDB."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if getattr(error, "errno", None) in FULL or any(words in str(error).lower() for words in FULL_WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


def disk_trouble(error: BaseException) -> str | None:
    """`FULL_DISK` or `READ_ONLY`, where that is behind `error`; None for other faults."""
    if is_full(error):
        return FULL_DISK
    return READ_ONLY if getattr(error, "errno", None) == errno.EROFS else None


def line_and_status(error: Exception, workspace: Workspace) -> tuple[str, int] | None:
    """The line and status of a fault that is the user's to mend; None for a fault of ours."""
    if is_full(error):
        return f"{workspace.root}: {FULL_DISK}", FAILED
    if isinstance(error, CurbsideError):
        return str(error), error.status
    if isinstance(error, OSError) and error.errno is None and error.args:
        return str(error), FAILED  # a line of ours, such as `published` raises
    if isinstance(error, OSError):
        remedy = disk_trouble(error) or f"{error.strerror}; see to rights and free space there"
        return f"{error.filename or workspace.root}: {remedy}", FAILED
    line = _database_line(error, workspace)
    return (line, FAILED) if line else None


def _database_line(error: Exception, workspace: Workspace) -> str | None:
    """DuckDB's faults, told by class name: importing DuckDB costs a command that never opens a database."""
    kind = type(error).__name__
    if kind == "IOException" and "lock" in str(error):
        return (
            f"{workspace.warehouse} is open in another program; close it there (query {workspace.leads.name} instead)"
        )
    if kind == "IOException" and "leads.duckdb" in str(error):
        return f"{workspace.leads} is not there yet; `curbside run` makes it"
    is_torn = kind == "IOException" and workspace.warehouse.name in str(error) and any(w in str(error) for w in TORN)
    if is_torn or kind in ("SerializationException", "FatalException", "InternalException"):
        return f"{workspace.warehouse} is damaged; `curbside rebuild` makes it again from data/landing/"
    return None
