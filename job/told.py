"""What digests have told: up to which run, day by day, and which leads. What no digest of another day told is new."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from curbside import landing, whole

FILE = "told.json"
LEADS = "told_leads.json"
TOLD: dict[str, Any] = {"told_on": pl.Date, "run_id": pl.String}
TOLD_LEAD: dict[str, Any] = {"told_on": pl.Date, "posting": pl.String}


def frame(folder: Path, runs: Iterable[str]) -> pl.DataFrame:
    """One row a day with a digest below `folder`: the newest run that it told of (raw.told). `runs`: all that landed."""
    runs = sorted(runs, key=landing.order)
    rows = [(date.fromisoformat(day), _run(said, runs)) for day, said in _read(folder / FILE).items()]
    return pl.DataFrame([row for row in rows if row[1]], schema=TOLD, orient="row")


def leads(folder: Path) -> pl.DataFrame:
    """One row a posting of the leads that digests told, by the md5 of its id, and the first such day (raw.told_lead)."""
    rows = [(date.fromisoformat(day), posting) for posting, day in _days(folder / LEADS).items()]
    return pl.DataFrame(rows, schema=TOLD_LEAD, orient="row")


def _run(said: str, runs: list[str]) -> str | None:
    """The run that is meant: earlier versions wrote down when it began."""
    if landing.is_run_id(said):
        return said
    until = datetime.fromisoformat(said)
    return next((run for run in reversed(runs) if landing.started(run) <= until), None)


def keep(folder: Path, leads: Path, today: date) -> None:
    """Write down that the digest of `today` told of everything up to the newest run of the published copy `leads`."""
    with duckdb.connect(str(leads), read_only=True) as con:
        [(newest,)] = con.execute("select arg_max(run_id, sequence) from runs").fetchall()
        shown = con.execute("""
            select distinct md5(posting_id) from postings where opportunity_id in (select lead_id from leads) order by all
        """).fetchall()
    if newest is None:
        return
    days = {**_read(folder / FILE), today.isoformat(): str(newest)}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole.write(folder / FILE, json.dumps(days, indent=1, sort_keys=True))
    before = _days(folder / LEADS)
    # The empty entry says since when leads are written down, though there was none.
    told = {posting: today.isoformat() for posting in ("", *(p for (p,) in shown))} | before
    whole.write(folder / LEADS, json.dumps(told, indent=0, sort_keys=True))


def _read(file: Path) -> dict[str, str]:
    """Day to run, as kept; a file that cannot be read has told nothing, so that rather too much is new than too little."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return {date.fromisoformat(day).isoformat(): _known(said) for day, said in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _days(file: Path) -> dict[str, str]:
    """Posting to day, as kept; of a file that cannot be read nothing."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return {str(posting): date.fromisoformat(day).isoformat() for posting, day in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _known(said: Any) -> str:
    return str(said) if landing.is_run_id(said) else datetime.fromisoformat(said).isoformat()
