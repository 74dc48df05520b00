"""`curbside demo`: three days of the sample boards, the last of them a real run with a board that fails."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

from curbside import demo
from curbside.commands.pulling import perform
from curbside.commands.terminal import say
from curbside.demo import server
from curbside.job import steps
from curbside.workspace import Workspace, WorkspaceError

DAYS = 3


def run(workspace: Workspace) -> int:
    """The demo in `place`. A board fails on purpose, as boards do, so the status is 0 when the rest arrived."""
    if workspace.config.exists() and "The demo's workspace" not in workspace.config.read_text(
        "utf-8", errors="replace"
    ):
        raise WorkspaceError(
            f"{workspace.root} is a workspace of yours, not a demo's; name another folder: curbside demo DIR"
        )
    shutil.rmtree(workspace.data, ignore_errors=True)  # an earlier demo's boards had other addresses
    with server.serving(demo.openings()) as boards, workspace.writing():
        demo.lay_out(workspace.root, boards.urls)
        for day in range(1, DAYS):
            boards.day = day
            _earlier_day(workspace, datetime.now(UTC) - timedelta(days=DAYS - day))
            say(f"day {day} of the sample boards has landed")
        boards.day, boards.broken = DAYS, {"flaky"}
        status = perform(steps.prepare(workspace, [], say))
    page = max(workspace.digests.glob("*/digest.html"))
    say(f"\nThe board `flaky` failed on purpose: its postings of yesterday are kept.\nThe digest: {page}")
    say(f"More: curbside {workspace.named} leads | show LEAD | who Columbus | sql 'from insiders'")
    return 0 if status in (0, 3) else status


def _earlier_day(workspace: Workspace, now: datetime) -> None:
    """A run of the past, without Prefect: it only has to have happened."""
    job = steps.prepare(workspace, [], lambda line: None, now=now)
    for name in job.boards:
        steps.collect(job, name)
    steps.build(workspace, job.settings, job.now, lambda line: None)
