"""Runs: their ids, their own order, where their files are.

A run id says when the run began by that day's clock, and its number: `20261128T110000Z-3fa2-000124`. The number is the
order of runs. A clock is not: it is set ahead, set back, and runs twice through an hour. Ids of before runs were
numbered come first, by their time.
"""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from curbside.faults import CurbsideError

_RUN_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}(?:-(\d{6,12}))?")
_BOARD = re.compile(r"[\w-][\w.-]{0,99}")


class LandingError(CurbsideError):
    """A landing file cannot be read or written. The text is one clear line that names the file."""


def new_run_id(now: datetime, folder: Path | None = None) -> str:
    """`YYYYMMDDTHHMMSSZ-xxxx-NNNNNN`: the time, four random digits, and the number after the highest in `folder`.

    Without a folder there is no number.
    """
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    if folder is None:
        return stamp
    begun = [f.name[1:].removesuffix(".part") for f in folder.glob("*/.*.part")]  # of runs that were killed
    last = max(map(number, [*(run_id for run_id, _ in runs(folder)), *begun]), default=0)
    return f"{stamp}-{last + 1:06d}"


def number(run_id: str) -> int:
    """The run's number; 0 for a run of before runs were numbered."""
    found = _RUN_ID.fullmatch(run_id)
    return int(found[1] or 0) if found else 0


def is_run_id(text: object) -> bool:
    return isinstance(text, str) and _RUN_ID.fullmatch(text) is not None


def order(run_id: str) -> tuple[int, str]:
    """What runs sort by. The macro `run_order` says the same in SQL, `ORDER` in polars."""
    return number(run_id), run_id


ORDER = pl.col("run_id").str.extract(r"-(\d{6,12})$").cast(pl.Int64).fill_null(0), pl.col("run_id")


def started(run_id: str) -> datetime:
    """When the run began, by the clock of that day; to the second, UTC."""
    return datetime.strptime(run_id[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def runs(folder: Path) -> list[tuple[str, str]]:
    """(run_id, board) of every landing file, in the order of runs. Only names are looked at."""
    found = [(f.stem, f.parent.name) for f in folder.glob("*/*.parquet")]
    named = [(r, b) for r, b in found if _RUN_ID.fullmatch(r) and _BOARD.fullmatch(b)]
    return sorted(named, key=lambda one: (order(one[0]), one[1]))


def runs_of(folder: Path, board: str) -> list[str]:
    """Run ids of one board's landing files, in the order of runs."""
    names = (f.stem for f in (folder / board).glob("*.parquet"))
    return sorted((n for n in names if _RUN_ID.fullmatch(n)), key=order)


def newest(folder: Path) -> str | None:
    """The run that began last by the order of runs, whatever the clock said."""
    return max((run_id for run_id, _ in runs(folder)), key=order, default=None)


def kept_path(folder: Path, board: str) -> Path:
    """Where the newest answers of old files are, if any were folded together."""
    return folder / board / "kept.parquet"


def path_of(folder: Path, board: str, run_id: str) -> Path:
    """Where a landing file is or will be. LandingError for a name that is no safe file name."""
    if not _BOARD.fullmatch(board):
        raise LandingError(f"{board!r} is no board name: letters, digits, -, _ and . only, 100 at most")
    if not _RUN_ID.fullmatch(run_id):
        raise LandingError(f"{run_id!r} is no run id: YYYYMMDDTHHMMSSZ-xxxx-NNNNNN")
    return folder / board / f"{run_id}.parquet"
