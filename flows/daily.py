"""The main job as a Prefect flow: boards side by side, each failing alone; then the warehouse; then the digest."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from curbside import landing
from curbside.faults import line_and_status
from curbside.job import steps
from curbside.workspace import Workspace

# Runs under way in this process, by run id: Prefect's parameters carry the id alone.
JOBS: dict[str, steps.Job] = {}
SIDE_BY_SIDE = 16
BOARD_HOURS = 6


@flow(
    flow_run_name="pull-{board}",
    timeout_seconds=BOARD_HOURS * 3600,
    persist_result=False,
    validate_parameters=False,
)
async def pull_board(run_id: str, board: str) -> State:
    """Pull one board and land its answers. A board at fault ends this subflow red, and nothing else."""
    status = await asyncio.get_running_loop().run_in_executor(POOL, _collect, run_id, board)
    if status == "done":
        return Completed(message="done")
    return Failed(message=f"{status}: {JOBS[run_id].failures.get(board, '')}")


def _collect(run_id: str, board: str) -> str:
    with _fault_kept(JOBS[run_id]) as this:
        return steps.collect(this, board)


@task(retries=1, retry_delay_seconds=2, persist_result=False)
def build_warehouse(run_id: str) -> None:
    """Landing files into postings, openings, insiders, leads; then the published copy."""
    with _fault_kept(JOBS[run_id]) as this:
        steps.build(this.workspace, this.settings, this.now, this.say)


@task(retries=1, retry_delay_seconds=2, persist_result=False)
def write_digest(run_id: str) -> list[str]:
    """The day's digest; returns the files written."""
    with _fault_kept(JOBS[run_id]) as this:
        return [str(p) for p in steps.digest(this.workspace, this.settings, this.now)]


class StepError(Exception):
    """A step failed. Prefect stores an exception's text, and a text may name people: the fault itself stays here."""


@contextmanager
def _fault_kept(job: steps.Job) -> Iterator[steps.Job]:
    try:
        yield job
    except Exception as e:
        job.fault = e
        raise StepError(type(e).__name__) from None


@flow(name="curbside", persist_result=False, validate_parameters=False)
async def daily(run_id: str) -> list[str]:
    """Pull every board of the job, then build, then write the digest. Returns the digest's files."""
    this = JOBS[run_id]
    await asyncio.gather(*(pull_board(run_id, name, return_state=True) for name in this.boards))
    if isinstance(this.fault, OSError):  # a full disk is no board's fault: what landed is kept, nothing is built on it
        raise StepError(type(this.fault).__name__)
    await asyncio.to_thread(build_warehouse, run_id)
    files = await asyncio.to_thread(write_digest, run_id)
    await acreate_markdown_artifact(key="curbside-run", markdown=_summary(this), description=run_id)
    return files


def _summary(job: steps.Job) -> str:
    """The run in numbers: boards and counts, nobody's name."""
    lines = ["| board | status | new | changed | closed | open |", "| --- | --- | --- | --- | --- | --- |"]
    for o in steps.outcome(job.workspace, job.run_id):
        lines.append(f"| {o.board} | {o.status} | {o.new} | {o.changed} | {o.closed} | {o.open} |")
    return "\n".join(lines)


POOL = ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="board")


def run(job: steps.Job) -> list[str]:
    """One run in this process, with or without a Prefect server of the user's."""
    JOBS[job.run_id] = job
    try:
        return asyncio.run(daily(job.run_id))
    except StepError:
        raise job.fault or RuntimeError("a step failed") from None
    finally:
        del JOBS[job.run_id]


@flow(name="curbside-scheduled", persist_result=False, log_prints=False)
def scheduled(workspace: str) -> State:
    """One run by the schedule, in the process that Prefect's runner starts for it; waits for a run under way.

    A time that passed while the machine slept is made up for once: a later run stands for every time before it.
    """
    place = Workspace(Path(workspace))
    planned = flow_run.scheduled_start_time
    try:
        with place.writing(wait=True):
            if planned and any(run_id > landing.new_run_id(planned) for run_id, _ in landing.runs(place.landing)):
                return Completed(message="a later run has done this already")
            job = steps.prepare(place, [], print, datetime.now(UTC))
            for file in run(job):
                print(file)  # noqa: T201 -- what the terminal of `serve` shows
            if job.settings.digest.email:
                steps.send(place, job.settings, job.now)
    except Exception as e:
        known = line_and_status(e, place)
        print(f"curbside: {known[0] if known else type(e).__name__}", file=sys.stderr)  # noqa: T201
        return Failed(message=type(e).__name__)
    failed = ", ".join(sorted(job.failures))
    return Completed(message=f"done; boards that failed: {failed}" if failed else "done")
