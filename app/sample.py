"""`curbside demo`: three days of the sample boards, the last of them a real run with a board that fails."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

from curbside import demo, job
from curbside.command_pulling import perform
from curbside.demo import server
from curbside.terminal import say
from curbside.workspace import Workspace, WorkspaceError

DAYS = 3


def run(place: Workspace) -> int:
    """The demo in `place`. A board fails on purpose, as boards do, so the status is 0 when the rest arrived."""
    if place.config.exists() and "The demo's workspace" not in place.config.read_text("utf-8", errors="replace"):
        raise WorkspaceError(
            f"{place.root} is a workspace of yours, not a demo's; name another folder: curbside demo DIR"
        )
    shutil.rmtree(place.data, ignore_errors=True)  # an earlier demo's boards had other addresses
    with server.serving(demo.openings()) as boards, place.writing():
        demo.lay_out(place.root, boards.urls)
        for day in range(1, DAYS):
            boards.day = day
            _earlier_day(place, datetime.now(UTC) - timedelta(days=DAYS - day))
            say(f"day {day} of the sample boards has landed")
        boards.day, boards.broken = DAYS, {"flaky"}
        status = perform(job.prepare(place, [], say))
    page = max(place.digests.glob("*/digest.html"))
    say(f"\nThe board `flaky` failed on purpose: its postings of yesterday are kept.\nThe digest: {page}")
    say(f"More: curbside -C {place.root} leads | show LEAD | who Columbus | sql 'from insiders'")
    return 0 if status in (0, 3) else status


def _earlier_day(place: Workspace, now: datetime) -> None:
    """A run of the past, without Prefect: it only has to have happened."""
    this = job.prepare(place, [], lambda line: None, now=now)
    for name in this.boards:
        job.collect(this, name)
    job.build(place, this.settings, this.now, lambda line: None)
