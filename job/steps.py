"""The main job's steps as plain functions: `flows` gives them their order, `rebuild` and edits call them without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from curbside import landing, settings
from curbside.extractors.base import Board
from curbside.extractors.pull import Pulled, pull
from curbside.extractors.web.client import Client
from curbside.faults import CurbsideError
from curbside.forget import returning
from curbside.job import clock, inputs, resting, told
from curbside.job import mail as mailing
from curbside.job.boards import configured
from curbside.network import forgotten, journal
from curbside.settings import ConfigError, Settings
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from curbside.exports.day import Digest

Say = Callable[[str], None]
UNDER_WAY: dict[str, Any] = {"run_id": pl.String, "board": pl.String, "started_at": pl.Datetime("us", "UTC")}


@dataclass(slots=True)
class Job:
    """One run: what it needs, made once; boards' threads share it."""

    workspace: Workspace
    settings: Settings
    boards: dict[str, Board]
    client: Client
    run_id: str
    now: datetime
    say: Say
    clean: landing.Clean | None = None  # takes out whom the user had forgotten
    failures: dict[str, str] = field(default_factory=dict)
    jumped: str | None = None  # where this machine's clock does not fit the newest run
    whole: bool = True  # every board of the configuration


def prepare(workspace: Workspace, only: list[str], say: Say, now: datetime | None = None) -> Job:
    """Everything checked before the first request. Raises ConfigError."""
    conf = settings.read(workspace.config)
    environment = settings.environment(workspace.root)
    boards = {b.name: b for b in configured(conf, workspace, environment)}
    if unknown := [name for name in only if name not in boards]:
        raise ConfigError(f"--board {unknown[0]}: not an enabled board of curbside.toml; it has {', '.join(boards)}")
    inputs.searches(conf)  # wrong names end here, not after an hour of pulling
    if conf.engine.exchange:
        from curbside.job import exchange  # not before it is needed: it brings the address's own package

        exchange.check(conf.engine.exchange, conf.engine.tasks)
    now = now or datetime.now(UTC)
    if jumped := clock.by_runs(workspace, now):
        say(jumped)
    if (rests := resting.read(workspace.journal)) and not only:
        say(f"the search rests since {rests}: no board is asked; `curbside search begin` starts it again")
        boards = {}
    return Job(
        workspace=workspace,
        settings=conf,
        boards={n: b for n, b in boards.items() if not only or n in only},
        client=Client(contact=conf.me.email or ""),
        run_id=landing.new_run_id(now, workspace.landing),
        now=now,
        say=say,
        clean=returning.cleaner(forgotten.of(journal.read(workspace.journal)[0])),
        jumped=jumped,
        whole=not only,
    )


def begun_now(job: Job) -> Job:
    """The job as of now: between its preparation and the writer's place another run may have come and gone."""
    now = datetime.now(UTC)
    return replace(job, now=now, run_id=landing.new_run_id(now, job.workspace.landing))


def check_clock(job: Job) -> None:
    """Say, and keep for the digest, where this machine's clock is not that of the hosts or of the newest run."""
    apart = clock.by_hosts(job.client)
    if apart:
        job.say(apart)
    clock.keep(job.workspace, [line for line in (apart, job.jumped) if line])


def collect(job: Job, name: str) -> str:
    """Pull one board and land what it answered. Returns its status; a fault of the board is a status, not an error."""
    board = job.boards[name]
    folder = job.workspace.landing
    recover(job, name)
    memory = landing.Memory.load(folder, name)
    began = datetime.now(UTC)
    spool = landing.Spool(folder, board_run(job.run_id, job.now, board, Pulled(), timedelta()))
    pulled = pull(board, job.client, memory, job.now, keep=spool.keep)
    land(job, board, pulled, datetime.now(UTC) - began)
    spool.done()
    return pulled.status


def recover(job: Job, name: str) -> None:
    """Land what a run that was killed had received from the board."""
    if kept := landing.recover(job.workspace.landing, name, job.clean):
        job.say(f"{name}: {counted(kept, 'answer')} of a run that was stopped half-way kept; not asked again")


def land(job: Job, board: Board, pulled: Pulled, took: timedelta) -> None:
    """Land what the board answered, and say so."""
    _land(job, board, pulled, took)
    job.say(
        f"{board.name}: {pulled.listed:,} listed, {counted(pulled.requests, 'request')}"
        + (f"; {pulled.error}" if pulled.error else "")
    )


def broke(job: Job, name: str, error: Exception) -> str:
    """A board whose pull could not be landed: it failed, the others go on. Returns its status."""
    text = str(error) if isinstance(error, CurbsideError) else f"{name}: could not be landed ({type(error).__name__})"
    with suppress(Exception):  # what kept the answers from landing may keep this from landing, too: it is said below
        _land(job, job.boards[name], Pulled(status="failed", error=text), timedelta())
    job.failures[name] = text
    job.say(f"{name}: {text}")
    return "failed"


def _land(job: Job, board: Board, pulled: Pulled, took: timedelta) -> None:
    run = board_run(job.run_id, job.now, board, pulled, took)
    landing.write(job.workspace.landing, run, pulled.answers, job.clean)
    if pulled.status != "done":
        job.failures[board.name] = pulled.error or pulled.status


def board_run(run_id: str, now: datetime, board: Board, pulled: Pulled, took: timedelta) -> landing.BoardRun:
    """The board's part in the run that began at `now`."""
    return landing.BoardRun(
        run_id=run_id,
        board=board.name,
        family=board.family,
        url=board.url,
        account=board.account,
        started_at=now,
        ended_at=now + took,
        status=pulled.status,
        error=pulled.error,
        listed=pulled.listed,
        fetched=pulled.fetched,
        requests=pulled.requests,
        complete=pulled.complete,
        employer=board.employer,
        max_postings=board.max_postings,
    )


def build(
    workspace: Workspace, conf: Settings, now: datetime, say: Say, anew: bool = False,
    under_way: Mapping[str, str] | None = None,
) -> int:  # fmt: skip
    """Apply what has landed, read the network again, link, publish. Returns how many landing files were not readable.

    `under_way`: boards that are still being asked, each with its run.
    """
    from curbside.warehouse import build as warehouse_build

    now = now.astimezone(conf.zone)  # ages and reminders count the user's days
    frames, problems = inputs.frames(conf, workspace, now.date())
    for line in problems:
        say(line)
    slow = [(run_id, board, landing.started(run_id)) for board, run_id in (under_way or {}).items()]
    frames["under_way"] = pl.DataFrame(slow, schema=UNDER_WAY, orient="row")
    return warehouse_build.run(
        workspace.warehouse, workspace.landing, workspace.registry, workspace.leads, frames, now, say, anew
    )


def apply(workspace: Workspace, say: Say) -> int:
    """Apply what has landed, and no more: for who publishes postings and looks for none. As `build` returns."""
    from curbside.warehouse import build as warehouse_build

    return warehouse_build.apply(workspace.warehouse, workspace.landing, say)


def public(workspace: Workspace, boards: list[str]) -> None:
    """Derive what follows from the postings of `boards` alone, for others who read the same ones to take."""
    from curbside.warehouse import build as warehouse_build

    warehouse_build.public(workspace.warehouse, workspace.registry, boards)


def digest(
    workspace: Workspace, conf: Settings, now: datetime, formats: list[str] | None = None, out: Path | None = None
) -> list[Path]:
    """Write the day's digest below `out` (default: the workspace's). Returns the files in the order of the formats."""
    from curbside.exports import digest as pages
    from curbside.exports.published import published

    wanted = formats or list(conf.digest.formats)
    today = conf.day(now)
    with published(workspace.leads):  # opened once for all that read it below
        files = pages.write(
            workspace.leads, out or workspace.digests, wanted, today, conf.me.name or None, conf.digest.names,
            rests=resting.read(workspace.journal), finish=partial(finished, workspace, conf),
        )  # fmt: skip
        if out is None:
            told.keep(workspace.digests, workspace.leads, today)
    return files


def finished(workspace: Workspace, conf: Settings, content: Digest) -> Digest:
    """The day by the user's clock, with numbers and letters for its people; where names are hidden, without these."""
    from curbside.exports import digest as pages
    from curbside.exports import numbers
    from curbside.job import letters

    content = replace(content, zone=conf.clock, clock=clock.kept(workspace))
    if not conf.digest.names:
        return content
    return letters.written(pages.numbered(content, workspace.digests / numbers.FILE), workspace, conf)


def send(workspace: Workspace, conf: Settings, now: datetime) -> None:
    """Mail the digest as `[digest] email` says. Raises mail.MailError."""
    from curbside.exports import digest as pages
    from curbside.exports.content import read

    mail = conf.digest.email
    if mail is None:
        return
    secret = settings.environment(workspace.root).get("CURBSIDE_SMTP_PASSWORD")
    rests = resting.read(workspace.journal)
    content = read(workspace.leads, conf.day(now), conf.me.name or None, conf.digest.names, rests)
    message = pages.message(finished(workspace, conf, content), mail.to, mail.sender or mail.to)
    mailing.send(mail, message, secret)


def network(workspace: Workspace) -> tuple[str, int]:
    """The user's own files as the last run found them: a line, and how many vanished, broke, shrank or gave nothing."""
    from curbside.exports import network_files

    found = network_files.listed(workspace.leads)
    return network_files.summed(found, network_files.known(workspace.leads)), sum(
        row["status"] != "read" for row in found
    )


def news(workspace: Workspace) -> set[str]:
    """Ids of the new leads, as published."""
    import duckdb

    with duckdb.connect(str(workspace.leads), read_only=True) as con:
        return {str(lead) for (lead,) in con.execute("select lead_id from leads where is_new").fetchall()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One board's part in a run, in numbers."""

    board: str
    status: str
    error: str | None
    new: int
    changed: int
    closed: int
    open: int

    @property
    def trouble(self) -> str | None:
        """Why the board did not give all that it has; None where it did."""
        return self.error or self.status if self.status in ("failed", "partial", "suspicious") else None


def outcome(workspace: Workspace, run_id: str) -> list[Outcome]:
    """What the run did, board by board, as published."""
    import duckdb

    with duckdb.connect(str(workspace.leads), read_only=True) as con:
        rows = con.execute(
            """select board, status, error, new, changed, closed,
                -- a hub's postings stand under their own boards
                coalesce(
                    nullif((select count(*) from postings p where p.board = r.board and p.closed_at is null), 0),
                    (select r.present where not exists (from postings p where p.board = r.board)), 0
                ) as open
            from board_runs r where run_id = ? order by board""",
            [run_id],
        ).fetchall()
    return [Outcome(*row) for row in rows]
