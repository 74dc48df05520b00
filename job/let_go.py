"""A board that the user took out: its openings close, as a landing file says, so that `rebuild` repeats it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from curbside import landing
from curbside.workspace import Workspace

REMOVED = "removed"


def board(workspace: Workspace, name: str, now: datetime) -> bool:
    """Land the user's word that the board is gone. False where nothing of it has ever landed."""
    earlier = [run_id for run_id, board in landing.runs(workspace.landing) if board == name]
    if not earlier:
        return False
    last, _ = landing.read(workspace.landing, name, earlier[-1])
    word = replace(
        last, run_id=landing.new_run_id(now, workspace.landing), started_at=now, ended_at=now, status=REMOVED, error=None,
        listed=0, fetched=0, requests=0, complete=False,
    )  # fmt: skip
    landing.write(workspace.landing, word, [])
    return True
