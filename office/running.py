"""The office's day: one pull, one publication, then each member's own run. A member's failure costs her alone."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Any

from curbside import landing, whole
from curbside.extractors.readers.hubfile import HubError
from curbside.faults import FULL_DISK, READ_ONLY, disk_trouble
from curbside.hub import boards, publishing
from curbside.job import day, steps
from curbside.office import members, roster
from curbside.office.config import Member, Place
from curbside.settings import ConfigError

Say = Callable[[str], None]
MODULE = "curbside.office.member"
Outcomes = dict[str, dict[str, Any]]


def run(place: Place, now: datetime, say: Say, only: list[str] | None = None) -> tuple[Outcomes, dict[str, str]]:
    """Share the roster, pull, publish, run the members; (what each came to, what failed). Raises ConfigError.

    A consent that was withdrawn counts on a day without a publication, too.
    """
    office = place.read()
    wanted = [m for m in office.member if not only or m.name in only]
    for member in wanted:
        members.account(member)
    failures = {}
    try:
        if told := roster.share(place, office):
            say(str(told))
    except ConfigError as e:  # costs nobody the day: members see whom they saw yesterday
        failures["roster"] = str(e)
    try:
        failures |= pull(place, now, say)
    except HubError as e:  # members read yesterday's publication
        failures["hub"] = str(e)
    outcomes = {}
    homes = {member.name: place.of(member).root for member in wanted}
    for name, outcome in _each(place, wanted, now, office.office.workers):
        disk = f" ({homes[name]}: {fault})" if (fault := outcome.get("fault")) in (FULL_DISK, READ_ONLY) else ""
        why = disk or (f" ({member_fault(fault)})" if fault else "")
        say(f"{name}: {outcome['status']}{why}, {leads(outcome)}, {outcome['new']} new")
        outcomes[name] = outcome
    known = {m.name for m in office.member}
    _keep(place, {n: o for n, o in (kept(place) | outcomes).items() if n in known})
    return outcomes, failures


def leads(outcome: dict[str, Any]) -> str:
    return f"{outcome['leads']} lead{'s' * (outcome['leads'] != 1)}"


def member_fault(fault: str) -> str:
    """The class of a member's trouble as an office reads it."""
    return {"ConfigError": "her curbside.toml is not in order"}.get(fault, fault)


def pull(place: Place, now: datetime, say: Say) -> dict[str, str]:
    """Every board of the office, applied and published to its hub; boards that failed, and why."""
    job = steps.prepare(place.workspace, [], say, now)
    if not job.boards:
        raise ConfigError(
            f"{place.workspace.config} names no board, so that members have nothing to read; `curbside "
            f"{place.workspace.named} board add NAME|URL` adds one"
        )
    with place.workspace.writing():
        this = day.Day(job)
        try:
            this.pull()
        finally:
            this.close()
        if left := steps.apply(place.workspace, say):
            job.failures["data/landing"] = f"{left} damaged files"
        if landing.runs(place.workspace.landing):
            done = publishing.publish(place.workspace, str(place.hub), [], 2, now, say)
            say(f"hub: publication {done.serial}, {done.postings} postings, {done.written} of {done.parts} files new")
            steps.public(place.workspace, boards.published(place.workspace, [], lambda line: None))
    return job.failures


@dataclass(slots=True)
class _Worker:
    """A process that runs members one after the other; `tasks` and `answers` are this side's ends."""

    process: BaseProcess
    tasks: Connection
    answers: Connection

    def end(self) -> None:
        self.tasks.close()
        self.process.join()
        self.answers.close()


def _each(place: Place, wanted: list[Member], now: datetime, workers: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Members' runs, so many side by side, as they end. A process that dies without a word has failed, and is replaced.

    A process that became a member's account ends with her; the others go on to the next member.
    """
    context = _processes()
    waiting = list(wanted)
    idle: list[_Worker] = []
    running: dict[Connection, tuple[Member, _Worker]] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            member = waiting.pop(0)
            try:
                members.share_public(place, member)
            except OSError as e:
                yield member.name, _failed(now, disk_trouble(e) or type(e).__name__)
                continue
            worker = idle.pop() if idle else _begun(context, workers)
            try:
                worker.tasks.send((str(place.of(member).root), member.user, now, str(place.roster)))
            except BrokenPipeError:  # it was killed while it had nothing to do
                worker.end()
                waiting.insert(0, member)
                continue
            running[worker.answers] = member, worker
        for ended in wait(list(running)):
            assert isinstance(ended, Connection)
            member, worker = running.pop(ended)
            try:
                outcome = ended.recv()
            except EOFError:
                outcome = _failed(now, "killed")
                worker.end()
            else:
                worker.end() if member.user else idle.append(worker)
            yield member.name, outcome
    for worker in idle:
        worker.end()


def _failed(now: datetime, fault: str) -> dict[str, Any]:
    """The outcome of a member whose run did not tell one."""
    return {"status": "failed", "fault": fault, "leads": 0, "new": 0, "at": now.isoformat()}


def _processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([MODULE])
    # Its socket holds nothing of anybody's, and it outlives this command's own temporary files
    private, tempfile.tempdir = tempfile.tempdir, None
    forkserver.ensure_running()
    tempfile.tempdir = private
    return context


def _begun(context: ForkServerContext, workers: int) -> _Worker:
    from curbside.office import member as one

    theirs, tasks = context.Pipe(duplex=False)
    answers, told = context.Pipe(duplex=False)
    process = context.Process(target=one.serve, args=(theirs, told, workers))
    process.start()
    theirs.close()
    told.close()
    return _Worker(process, tasks, answers)


def kept(place: Place) -> Outcomes:
    """What members' last runs came to; nothing where that cannot be read."""
    try:
        found: Outcomes = json.loads(place.outcomes.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _keep(place: Place, outcomes: Outcomes) -> None:
    whole.write(place.outcomes, json.dumps(outcomes, indent=1, sort_keys=True))
