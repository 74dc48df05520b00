"""The main job as a Prefect flow: boards side by side, each failing alone; then the warehouse; then the digest."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from curbside.faults import line_and_status
from curbside.flows.ending import as_interrupt
from curbside.flows.schedule import SERVED
from curbside.job import steps, timetable
from curbside.job.day import Day
from curbside.workspace import Workspace

# Runs under way in this process, by run id: Prefect's parameters carry the id alone.
DAYS: dict[str, Day] = {}
SUBFLOWS = 8  # Prefect's own server answers 503 to some sixty that begin at once; each costs a second of it
log = logging.getLogger(__name__)


@flow(flow_run_name="{name}", persist_result=False, validate_parameters=False)
async def pull_boards(run_id: str, name: str, boards: list[str]) -> State:
    """Pull boards side by side and land their answers. One at fault ends this subflow red, and nothing else."""
    day = DAYS[run_id]
    status = await asyncio.gather(*(asyncio.wrap_future(day.begin(board)) for board in boards))
    bad = [f"{b}: {s}: {day.job.failures.get(b, '')}" for b, s in zip(boards, status, strict=True) if s != "done"]
    return Failed(message="\n".join(bad)) if bad else Completed(message="done")


def shares(boards: list[str]) -> dict[str, list[str]]:
    """Boards by subflow: few have one each, many share. How long one takes holds up none: all wait in one pool."""
    if len(boards) <= SUBFLOWS:
        return {f"pull-{board}": [board] for board in boards}
    return {f"pull-{n + 1}-of-{SUBFLOWS}": boards[n::SUBFLOWS] for n in range(SUBFLOWS)}


@task(retries=1, retry_delay_seconds=2, persist_result=False)
def build_warehouse(run_id: str) -> None:
    """Landing files into postings, openings, insiders, leads; then the published copy."""
    with _fault_kept(DAYS[run_id]) as day:
        day.build()


@task(retries=1, retry_delay_seconds=2, persist_result=False)
def write_digest(run_id: str) -> list[str]:
    """The day's digest; returns the files written."""
    with _fault_kept(DAYS[run_id]) as day:
        return day.digest()


class StepError(Exception):
    """A step failed. Prefect stores an exception's text, and a text may name people: the fault itself stays here."""


@contextmanager
def _fault_kept(day: Day) -> Iterator[Day]:
    try:
        yield day
        day.fault = None  # the second attempt went well
    except Exception as e:
        day.fault = e
        raise StepError(type(e).__name__) from None


@flow(name="curbside", persist_result=False, validate_parameters=False)
async def daily(run_id: str) -> list[str]:
    """Pull every board of the job, then build, then write the digest. Returns the digest's files."""
    day = DAYS[run_id]
    if day.job.settings.engine.tasks:
        from curbside.flows import spread

        with _fault_kept(day):
            is_watched = await asyncio.to_thread(spread.pull, day)
    else:
        is_watched = await _beside(day)
    with _fault_kept(day):
        await asyncio.to_thread(day.pull)  # boards whose subflow Prefect could not begin are pulled all the same
    if not is_watched:
        day.unwatched()
    await asyncio.to_thread(build_warehouse, run_id)
    files = await asyncio.to_thread(write_digest, run_id)
    await acreate_markdown_artifact(key="curbside-run", markdown=_summary(day.job), description=run_id)
    return files


async def _beside(day: Day) -> bool:
    """Every board in threads of this process; whether Prefect watched them all."""
    parts = shares(list(day.job.boards))
    for name, is_watched in (await _pull(day, parts)).items():
        # Of several that begin at once a busy server turns one away: that one begins again, alone
        if not is_watched and not all((await _pull(day, {name: parts[name]})).values()):
            return False
    return True


async def _pull(day: Day, parts: dict[str, list[str]]) -> dict[str, bool]:
    """Pull these side by side: whether Prefect watched each."""
    states = await asyncio.gather(
        *(pull_boards(day.job.run_id, name, boards, return_state=True) for name, boards in parts.items()),
        return_exceptions=True,
    )
    return {name: not (isinstance(s, BaseException) or s.is_crashed()) for name, s in zip(parts, states, strict=True)}


def _summary(job: steps.Job) -> str:
    """The run in numbers: boards and counts, nobody's name."""
    lines = ["| board | status | new | changed | closed | open |", "| --- | --- | --- | --- | --- | --- |"]
    for o in steps.outcome(job.workspace, job.run_id):
        lines.append(f"| {o.board} | {o.status} | {o.new} | {o.changed} | {o.closed} | {o.open} |")
    return "\n".join(lines)


def run(job: steps.Job, tell: Callable[[], None] | None = None) -> list[str]:
    """One run in this process, with or without a Prefect server of the user's. A fault of Prefect's own costs nothing:
    what it had not done is done without it."""
    day = DAYS[job.run_id] = Day(job, tell)
    try:
        files = _watched(day)
        if day.untold is not None:
            raise day.untold
        return files
    finally:
        day.close()
        del DAYS[job.run_id]


def _watched(day: Day) -> list[str]:
    try:
        with as_interrupt():
            return asyncio.run(daily(day.job.run_id))
    except StepError:
        raise day.fault or RuntimeError("a step failed") from None
    except Exception:
        log.debug("Prefect", exc_info=True)
        day.unwatched()
        return day.finish()


@flow(name="curbside-scheduled", persist_result=False, log_prints=False)
def scheduled() -> State:
    """One run by the schedule, in the process that Prefect's runner starts for it; waits for a run under way.

    A time that passed while the machine slept is made up for once: a later run stands for every time before it.
    """
    workspace = Workspace(Path(os.environ[SERVED]))
    planned = flow_run.scheduled_start_time
    if planned:
        time.sleep(timetable.early(planned, datetime.now(UTC)))
    try:
        with workspace.writing(wait=True):
            if planned and timetable.is_done(workspace, planned, datetime.now(UTC)):
                return Completed(message="a later run has done this already")
            job = steps.prepare(workspace, [], print, datetime.now(UTC))
            for file in run(job, lambda: steps.send(workspace, job.settings, job.now)):
                print(file)  # noqa: T201 -- what the terminal of `serve` shows
    except Exception as e:
        known = line_and_status(e, workspace)
        print(f"curbside: {known[0] if known else type(e).__name__}", file=sys.stderr)  # noqa: T201
        return Failed(message=type(e).__name__)
    failed = ", ".join(sorted(job.failures))
    return Completed(message=f"done; boards that failed: {failed}" if failed else "done")
