"""How a word of the user is kept: read against the published copy, written into the journal, then shown everywhere."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from curbside.commands.terminal import UsageError, say, usage
from curbside.exports import acquaintance
from curbside.exports.acquaintance import Lead, Person
from curbside.exports.published import published, rows
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.vocabulary import days as days_said
from curbside.workspace import Workspace, WorkspaceError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TAKES_BACK = "`curbside undo` takes it back"


def now() -> datetime:
    """The time of the user's word, UTC; tests put their own clock here."""
    return datetime.now(UTC)


@contextmanager
def knowing(workspace: Workspace) -> Iterator[DuckDBPyConnection]:
    """The published copy, where people and leads are looked up; what is not found there is wrong use."""
    copy = workspace.published
    with usage(), published(copy) as con:
        if not rows(con, "select 1 from duckdb_tables() where table_name = 'person_ids'"):
            raise ValueError(f"{workspace.leads.name} is of an earlier curbside; `curbside rebuild` makes it anew")
        acquaintance.number(con, workspace.digests)
        yield con


def zone(workspace: Workspace) -> ZoneInfo:
    """Where the user's days begin and end."""
    from curbside import settings

    return settings.read(workspace.config).zone


def today(workspace: Workspace) -> date:
    """The user's day."""
    return now().astimezone(zone(workspace)).date()


def day(text: str | None, option: str, default: date) -> date:
    """A day as the user writes it: see `vocabulary.days`. Raises UsageError."""
    if text is None:
        return default
    found = days_said.read(text, default)
    if found is None:
        raise UsageError(f"{option} takes a day: {days_said.TAKES}")
    return found


def keep(workspace: Workspace, *entries: Entry, all_anew: bool = False) -> str:
    """Write `entries` into the journal, then take them into the published copy; says when that has to wait.

    `all_anew`: openings and employers depend on it too, so the whole build runs.
    """
    workspace.make_private()
    journal.append(workspace.journal, *_at_one_moment(workspace, entries))
    if entries[0].verb != journal.UNDO:
        say(TAKES_BACK)
    try:
        with workspace.writing():
            return _take_in(workspace, entries, all_anew)
    except WorkspaceError:
        return "; it shows after the run that is under way"
    except Exception as e:
        if _is_outdated(e):
            return "; it shows after the next run, since another version of curbside made the last one"
        say(f"kept in {workspace.journal.name}, but it could not be shown yet; `curbside rebuild` takes it in")
        raise


def _is_outdated(error: Exception) -> bool:
    """Whether curbside was updated since the last run: nothing is wrong, and `run` derives all of it anew."""
    from curbside import warehouse

    return isinstance(error, warehouse.OutdatedError)


def _at_one_moment(workspace: Workspace, entries: Iterable[Entry]) -> list[Entry]:
    """`entries` as one word of the user, by which `undo` knows them: a moment that no other word has."""
    before = journal.everything(workspace.journal)[0]
    moments = {e.said_at for e in before}
    at = next(iter(entries)).said_at
    while at in moments:
        at += timedelta(microseconds=1)
    return [replace(entry, said_at=at) for entry in entries]


def _take_in(workspace: Workspace, entries: Iterable[Entry], all_anew: bool) -> str:
    from curbside import settings, warehouse
    from curbside.job import steps
    from curbside.warehouse import publish, reminder

    if all_anew:
        steps.build(workspace, settings.read(workspace.config), now(), say)
        return ""
    con = warehouse.connect(workspace.warehouse)
    try:
        said = journal.frame(journal.read(workspace.journal)[0])
        verbs = {e.object if e.verb == journal.UNDO else e.verb for e in entries}
        registered = any(workspace.registry.glob("*.parquet"))
        whole = reminder.refresh(con, said, today(workspace), registered, light=verbs <= reminder.LIGHT)
        publish.publish(con, workspace.leads)
    finally:
        con.close()
    return "" if whole else "; insiders and scores follow with the next run"


def meant(con: DuckDBPyConnection, args: argparse.Namespace, listed: date | None = None) -> tuple[Person, Lead | None]:
    """Whom PERSON means, and the lead: that of --lead, else the one beside the person's number on today's list.

    `listed`: the user's day, where the word is about somebody who stands on its list.
    """
    lead = acquaintance.lead(con, args.lead) if args.lead else None
    who = acquaintance.one(con, args.person, lead, listed)
    return who, lead or acquaintance.listed_lead(con, args.person)


def days(workspace: Workspace, args: argparse.Namespace) -> tuple[date, date | None]:
    """(--on, --next), both checked."""
    this_day = today(workspace)
    on = day(args.on, "--on", this_day)
    if on > this_day:
        raise UsageError("--on takes a day that has been; --next is for days to come")
    next_on = day(args.next, "--next", this_day) if args.next else None
    if next_on and next_on < on:
        raise UsageError("--next takes a day after the contact")
    return on, next_on


def filled(detail: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in detail.items() if v not in (None, "", [])}
