"""A fault that is the user's to mend is one line with its remedy and the contract's exit status; a fault of ours is none."""

import errno
from pathlib import Path

import pytest

from curbside.faults import CurbsideError, WrongUse, is_full, line_and_status
from curbside.workspace import Workspace

HERE = Workspace(Path("/home/ana"))


def fault(kind: str, text: str) -> Exception:
    """One of DuckDB's, which are told by the name of their class."""
    return type(kind, (Exception,), {})(text)


def caused(error: Exception, by: Exception, context: bool = False) -> Exception:
    if context:
        error.__context__ = by
    else:
        error.__cause__ = by
    return error


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (CurbsideError("a line"), 1, "a line"),
        (WrongUse("a line"), 2, "a line"),
        (FULL, 1, "/home/ana: the disk is full"),
        (
            FileNotFoundError("x: nothing is published yet; `curbside run` makes it"),
            1,
            "x: nothing is published yet; `curb",
        ),
        (caused(WrongUse("not written"), FULL), 1, "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 1, "/x: Permission denied; see to rights"),
        (PermissionError(errno.EACCES, "Permission denied"), 1, "/home/ana: Permission denied"),
        (fault("IOException", "Could not set lock on file leads.duckdb"), 1, "is open in another program"),
        (fault("IOException", "cannot open leads.duckdb"), 1, "`curbside run` makes it"),
        (fault("SerializationException", "leads.duckdb"), 1, "is damaged; `curbside rebuild`"),
        (fault("FatalException", "lock"), 1, "is damaged"),
        (fault("InternalException", ""), 1, "is damaged"),
        (
            fault(
                "IOException",
                'The file "/home/ana/data/warehouse.duckdb" exists, but it is not a valid DuckDB database',
            ),
            1,
            "damaged",
        ),
        (
            fault("IOException", "/home/ana/data/warehouse.duckdb: could not read enough bytes"),
            1,
            "is damaged; `curbside rebuild`",
        ),
    ],
)
def test_what_the_user_can_mend_is_one_line_and_a_status(error, status, said):
    line, exit_status = line_and_status(error, HERE)
    assert exit_status == status and said in line and "\n" not in line


@pytest.mark.parametrize(
    "error",
    [
        ValueError("lock"),
        fault("IOException", "could not read /x"),
        fault("BinderException", "leads.duckdb lock"),
        KeyError("no space"),
    ],
)
def test_a_fault_of_ours_is_not_said_to_be_the_users(error):
    assert line_and_status(error, HERE) is None


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (FULL, True),
        (OSError(errno.EDQUOT, "x"), True),
        (OSError(errno.EACCES, "x"), False),
        (ValueError("IO Error: No Space Left On Device"), True),
        (ValueError("Disk quota exceeded"), True),
        (caused(ValueError("a"), FULL), True),
        (caused(ValueError("a"), FULL, context=True), True),
        (caused(caused(ValueError("a"), ValueError("b")), ValueError("c"), context=True), False),
        (caused(ValueError("a"), caused(ValueError("b"), FULL)), True),
        (None, False),
    ],
)
def test_a_full_disk_is_seen_behind_whatever_was_raised(error, full):
    assert is_full(error) is full


def test_errors_that_cause_each_other_end():
    one, other = ValueError("a"), ValueError("b")
    assert not is_full(caused(one, caused(other, one)))
