"""A part of a run's boards, pulled by a process of its own that shares the workspace's folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from curbside import landing
from curbside.job import steps
from curbside.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one board. `failure`: why it is not done; `said`: lines for the user."""

    board: str
    status: str
    failure: str | None
    said: tuple[str, ...]


def pull(workspace: Workspace, run_id: str, now: datetime, boards: list[str]) -> list[Part]:
    """Pull the boards one after the other and land them as of the run. May be asked for twice: what has landed stays.

    Raises ConfigError.
    """
    said: list[str] = []
    job = steps.prepare(workspace, boards, said.append, now)
    job.run_id = run_id
    said.clear()  # what speaks of the whole run was said where it began
    parts = []
    for board in boards:
        status = _landed(job, board) or _collected(job, board)
        parts.append(Part(board, status, job.failures.get(board), tuple(said)))
        said.clear()
    job.client.stop()
    return parts


def _landed(job: steps.Job, board: str) -> str | None:
    """The board's status where a process that was killed later, or whose word was lost, has landed it."""
    if (job.run_id, board) not in landing.runs(job.workspace.landing):
        return None
    run = landing.summary(job.workspace.landing, board, job.run_id)
    if run.status != "done":
        job.failures[board] = run.error or run.status
    return run.status


def _collected(job: steps.Job, board: str) -> str:
    # A process that was killed within this run had begun: its board is asked again, under the same run
    landing.drop(job.workspace.landing, board, job.run_id)
    try:
        return steps.collect(job, board)
    except Exception as e:
        return steps.broke(job, board, e)
