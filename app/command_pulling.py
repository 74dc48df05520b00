"""Commands that pull and build: run, rebuild, digest, serve, demo, board try. Prefect is imported late, and only here."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curbside.terminal import UsageError, say, write
from curbside.workspace import Workspace

TROUBLE = {"failed", "partial", "suspicious"}


def run(place: Workspace, words: argparse.Namespace) -> int:
    """The main job. Status 3 when a board failed: the rest is done all the same."""
    from curbside import job

    this = job.prepare(place, words.board, say)
    with place.writing():
        return perform(this)


def perform(this: Any) -> int:
    """Run a prepared job in this process and say what came of it."""
    from curbside import job

    say(f"run {this.run_id}: {len(this.boards)} boards; starting Prefect …")
    from curbside.flows import server

    with _spinner("pulling boards, then linking"), server.running(this.workspace):
        from curbside.flows import daily

        files = daily.run(this)
    return _report(job.outcome(this.workspace, this.run_id), files)


def _report(outcomes: list[Any], files: list[str]) -> int:
    for o in outcomes:
        trouble = f"  {o.status.upper()}: {o.error}" if o.status in TROUBLE else ""
        say(f"{o.board:24} {o.open:6} open {o.new:6} new {o.changed:6} changed {o.closed:6} closed{trouble}")
    for file in files:
        write(file)
    return 3 if any(o.status in TROUBLE for o in outcomes) else 0


def _spinner(text: str) -> Any:
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)


def rebuild(place: Workspace, words: argparse.Namespace) -> int:
    """The warehouse again, from landing files and the journal alone."""
    from curbside import job, settings

    conf = settings.read(place.config)
    with place.writing():
        job.build(place, conf, datetime.now(UTC), say, anew=True)
    say("rebuilt from data/landing/")
    return 0


def digest(place: Workspace, words: argparse.Namespace) -> int:
    from curbside import job, settings

    conf = settings.read(place.config)
    if words.send and conf.digest.email is None:
        raise UsageError('digest --send: curbside.toml names no address; [digest] email takes { to = "…", smtp = "…" }')
    folder = Path(words.out).expanduser().resolve() if words.out else None
    for file in job.digest(place, conf, datetime.now(UTC), words.format or None, folder):
        write(str(file))
    if words.send:
        job.send(place, conf, datetime.now(UTC))
        say("sent")
    return 0


def serve(place: Workspace, words: argparse.Namespace) -> int:
    """Wait for the schedule and run by it, with Prefect's own scheduler, until stopped."""
    from curbside import job

    job.prepare(place, [], say)  # a wrong configuration ends here, not at six in the morning
    place.make_private()
    from curbside.flows import schedule

    return schedule.serve(place, say)


def demo(place: Workspace, words: argparse.Namespace) -> int:
    """A complete run on sample boards served on loopback, days passing, and a sample network."""
    from curbside import sample

    return sample.run(Workspace(Path(words.dir).expanduser().resolve()))


def board(place: Workspace, words: argparse.Namespace) -> int:
    """`board try URL`: the family of an address, and what is read from a few of its postings."""
    from curbside import settings, trial

    return trial.run(words.url, words.family, words.account, settings.environment(place.root))
