"""Commands that pull and build: run, rebuild, digest, serve, demo, board try. Prefect is imported late, and only here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from curbside.commands.terminal import UsageError, say, write
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace


def run(workspace: Workspace, args: argparse.Namespace) -> int:
    """The main job. Status 3 when a board failed: the rest is done all the same."""
    from curbside.job import steps

    job = steps.prepare(workspace, args.board, say)
    if not any(board.enabled for board in job.settings.board):
        name = workspace.config.name
        say(f"{name} names no board: `curbside boards` lists some, `curbside board add NAME|URL` takes one in")
    if args.if_due and not _is_due(job):
        return 0
    with workspace.writing(wait=args.if_due):  # a timer waits for whoever writes, and then asks once more
        if args.if_due and not _is_due(job):
            return 0
        job = steps.begun_now(job)
        # A timer's run is the day's: it mails, as `serve` does
        return perform(job, tell=partial(steps.send, workspace, job.settings, job.now) if args.if_due else None)


def _is_due(job: Any) -> bool:
    from curbside.job import timetable

    due = timetable.is_due(job.workspace, job.settings.schedule, datetime.now(UTC))
    if not due:
        say("the day's run is done; nothing to make up")
    return due


def perform(job: Any, does: Callable[[Any], list[str]] | None = None, tell: Callable[[], None] | None = None) -> int:
    """Run a prepared job in this process, under Prefect unless `does` runs it, and say what came of it.

    `tell` hands the day's digest on.
    """
    from curbside.job import steps

    say(f"run {job.run_id}: {counted(len(job.boards), 'board')}; starting …")
    with _spinner("pulling boards, then linking"):
        files = does(job) if does else _watched(job, tell)
    status = _report(steps.outcome(job.workspace, job.run_id), files)
    if line := steps.network(job.workspace)[0]:
        say(line)
    return 3 if job.failures else status


def _watched(job: Any, tell: Callable[[], None] | None = None) -> list[str]:
    """The run under Prefect; where that does not start, without it: the day's leads come all the same."""
    from curbside.job import day

    with ExitStack() as stack:
        try:
            from curbside.flows import server

            stack.enter_context(server.running(job.workspace))
            from curbside.flows import daily
        except Exception:
            say("the server that watches the run did not start; the run goes on without it")
            return day.alone(job, tell)
        return daily.run(job, tell)


def _report(outcomes: list[Any], files: list[str]) -> int:
    for o in outcomes:
        trouble = f"  {o.status.upper()}: {o.error}" if o.trouble else f"  {o.error}" if o.error else ""
        say(f"{o.board:24} {o.open:6} open {o.new:6} new {o.changed:6} changed {o.closed:6} closed{trouble}")
    for file in files:
        write(file)
    return 3 if any(o.trouble for o in outcomes) else 0


def _spinner(text: str) -> Any:
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)


def rebuild(workspace: Workspace, args: argparse.Namespace) -> int:
    """The warehouse again, from landing files and the journal alone."""
    from curbside import settings
    from curbside.job import steps

    conf = settings.read(workspace.config)
    with workspace.writing():
        left = steps.build(workspace, conf, datetime.now(UTC), say, anew=True)
    say("rebuilt from data/landing/" + (f", less {counted(left, 'damaged file')} (named above)" if left else ""))
    return 3 if left else 0


def digest(workspace: Workspace, args: argparse.Namespace) -> int:
    from curbside import settings
    from curbside.job import steps

    conf = settings.read(workspace.config)
    if args.send and conf.digest.email is None:
        raise UsageError('digest --send: curbside.toml names no address; [digest] email takes { to = "…", smtp = "…" }')
    folder = Path(args.out).expanduser().resolve() if args.out else None
    for file in steps.digest(workspace, conf, datetime.now(UTC), args.format, folder):
        write(str(file))
    if args.send:
        steps.send(workspace, conf, datetime.now(UTC))
        say("sent")
    return 0


def serve(workspace: Workspace, args: argparse.Namespace) -> int:
    """Wait for the schedule and run by it, with Prefect's own scheduler, until stopped."""
    from curbside.job import steps

    steps.prepare(workspace, [], say)  # a wrong configuration ends here, not at six in the morning
    workspace.make_private()
    from curbside.flows import schedule

    return schedule.serve(workspace, say)


def demo(workspace: Workspace, args: argparse.Namespace) -> int:
    """A complete run on sample boards served on loopback, days passing, and a sample network."""
    from curbside.commands import sample

    return sample.run(Workspace(Path(args.dir).expanduser().resolve()))
