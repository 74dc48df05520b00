"""What digests have told: up to which run, day by day. What no digest of an earlier day told is new."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

FILE = "told.json"
TOLD: dict[str, Any] = {"told_on": pl.Date, "started_at": pl.Datetime("us", "UTC")}


def frame(folder: Path) -> pl.DataFrame:
    """One row a day with a digest below `folder`: the start of the newest run that it told of (raw.told)."""
    rows = [(date.fromisoformat(day), datetime.fromisoformat(at)) for day, at in _read(folder / FILE).items()]
    return pl.DataFrame(rows, schema=TOLD, orient="row")


def keep(folder: Path, leads: Path, today: date) -> None:
    """Write down that the digest of `today` told of everything up to the newest run of the published copy `leads`."""
    with duckdb.connect(str(leads), read_only=True) as con:
        row = con.execute("select max(started_at) from runs").fetchone()
    if row is None or row[0] is None:
        return
    days = {**_read(folder / FILE), today.isoformat(): row[0].isoformat()}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / (FILE + ".tmp")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(days, file, indent=1, sort_keys=True)
    fresh.replace(folder / FILE)


def _read(file: Path) -> dict[str, str]:
    """Day to time, as kept; a file that cannot be read has told nothing, so that rather too much is new than too little."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return {
            date.fromisoformat(day).isoformat(): datetime.fromisoformat(at).isoformat() for day, at in found.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
