"""Commands by which the user says something of a person, a lead or a reminder: log, met, stage, tip, label, done."""

from __future__ import annotations

import argparse
import re
import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

from curbside.commands import keeping
from curbside.commands.terminal import UsageError, say, write
from curbside.exports import acquaintance, draft
from curbside.exports.acquaintance import Lead, Person
from curbside.exports.published import rows
from curbside.exports.safe import plain
from curbside.job import resting
from curbside.network import names
from curbside.network.journal import Entry
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
KINDS = {"thank", "follow up", "reconnect", "make up", "close out"}


def log(workspace: Workspace, args: argparse.Namespace) -> int:
    """Keep an interaction."""
    on, next_on = keeping.days(workspace, args)
    with keeping.knowing(workspace) as con:
        who, lead = keeping.meant(con, args)
        first = args.how == "met" and _is_stranger(con, who)
        group, _ = draft.group_of(con, who, lead) if args.asked else (None, "")
    detail = {**_contact(args, on, next_on, who, lead), "first": first or None, "ask": args.asked, "group": group}
    later = keeping.keep(workspace, Entry(keeping.now(), "log", who.person_id, None, keeping.filled(detail)))
    then = f", again on {next_on}" if next_on else ""
    mood = f", {args.mood}" if args.mood else ""
    write(f"kept: {args.how} {plain(who.name)} ({who.person_id}) on {on}{mood}{then}{later}")
    return 0


ABOUT = ("employer", "title", "city", "state", "email", "phone", "url")


def met(workspace: Workspace, args: argparse.Namespace) -> int:
    """Somebody new, with the first reminder; of somebody known it is a contact, and what is new of them is kept."""
    on, next_on = keeping.days(workspace, args)
    if args.email and not re.fullmatch(r"[^@\s]+@[^@\s]+", args.email.strip()):
        raise UsageError(f"--email takes an address such as nora@example.org, not {plain(args.email, 60)}")
    name = names.parse(" ".join(args.person.split())).name or args.person.strip()
    with keeping.knowing(workspace) as con:
        who = None if args.new else _known(con, name, args.employer)
        lead = acquaintance.lead(con, args.lead) if args.lead else None
        first = who is None or _is_stranger(con, who)
    about = keeping.filled({k: getattr(args, k) for k in (*ABOUT, "at")})
    entries = []
    if who is None or set(about) & set(ABOUT):
        if not re.search(r"[^\W\d_]{2}", name):
            raise UsageError('met takes a name, such as: curbside met "Nora Lind" --employer "Granite Ridge Clinic"')
        record = f"met:{secrets.token_hex(6)}"
        person_id = _called(record)
        called = who.name if who else name
        entries.append(Entry(keeping.now(), "met", record, None, {**about, "name": called, "on": on.isoformat()}))
        if who:
            entries.append(Entry(keeping.now(), "same", who.person_id, person_id, {"kind": "person"}))
        else:
            who = Person(person_id, name)
    detail = {**_contact(args, on, next_on, who, lead), "first": first or None, "at": args.at}
    entries.append(Entry(keeping.now(), "log", who.person_id, None, keeping.filled(detail)))
    later = keeping.keep(workspace, *entries)
    note = "; a note within two days is among your reminders" if first else ""
    write(f"kept: met {plain(who.name)} ({who.person_id}) on {on}{note}{later}")
    return 0


def _called(record: str) -> str:
    """The id of a person whom only this record names."""
    from curbside import warehouse

    return warehouse.macro("alias_id", record)


def _known(con: DuckDBPyConnection, name: str, employer: str | None) -> Person | None:
    """Whom the user met, if it is somebody of the same name or id. Raises where it may be another."""
    same = [p for p in acquaintance.people(con, name) if name in (p.person_id, *p.ids) or _key(p.name) == _key(name)]
    if len(same) > 1:
        acquaintance.one(con, name)  # says whom it may be
    who = same[0] if same else None
    named = who and name in (who.person_id, *who.ids)
    if who and not named and employer and who.employer and _key(employer) != _key(who.employer):
        raise UsageError(
            f"you know {plain(who.name)} ({who.person_id}) of {plain(who.employer)}; "
            f"met {who.person_id} if it was them, met … --new if somebody else"
        )
    return who


def stage(workspace: Workspace, args: argparse.Namespace) -> int:
    """Where the user is with a lead."""
    with keeping.knowing(workspace) as con:
        lead = acquaintance.lead(con, args.lead)
        before = rows(con, "select stage from applications where lead_id = $id and is_current", {"id": lead.lead_id})
    detail = {
        "title": lead.title,
        "employer": lead.employer,
        "note": args.note,
        "on": keeping.today(workspace).isoformat(),
    }
    later = keeping.keep(workspace, Entry(keeping.now(), "stage", lead.lead_id, args.stage, keeping.filled(detail)))
    was = f" (was {before[0]['stage']})" if before and before[0]["stage"] != args.stage else ""
    write(f"kept: {lead.lead_id} {plain(lead.title)}: {args.stage}{was}{later}")
    if args.stage == "accepted" and resting.read(workspace.journal):
        say("congratulations! the search rests now: no board is asked until `curbside search begin`")
    return 0


def tip(workspace: Workspace, args: argparse.Namespace) -> int:
    """An opening heard of: it becomes a lead, with whom it is from."""
    with keeping.knowing(workspace) as con:
        who = acquaintance.one(con, args.source)
    if not args.employer.strip():
        raise UsageError("tip --employer takes the employer's name")
    detail = {**who.detail, "title": args.title, "place": args.place, "note": args.note}
    detail["on"] = keeping.today(workspace).isoformat()
    later = keeping.keep(
        workspace,
        Entry(keeping.now(), "tip", who.person_id, args.employer.strip(), keeping.filled(detail)),
        all_anew=True,
    )
    write(f"kept: an opening at {plain(args.employer)}, heard from {plain(who.name)}{later}")
    return 0


CALLED = {"friend": "is a friend", "colleague": "is a colleague", "avoid": "is left alone from now on"}


def label(workspace: Workspace, args: argparse.Namespace) -> int:
    """What the user calls a person: friend, colleague, met …; it sets how often to be in touch."""
    if args.every is not None and not 1 <= args.every <= 3650:
        raise UsageError("label --every takes days, 1 to 3650")
    with keeping.knowing(workspace) as con:
        who = acquaintance.one(con, args.person)
    detail = keeping.filled({**who.detail, "every": args.every})
    later = keeping.keep(workspace, Entry(keeping.now(), "label", who.person_id, args.label.strip().lower(), detail))
    said = CALLED.get(args.label.strip().lower(), f"is labeled {args.label.strip().lower()}")
    write(f"kept: {plain(who.name)} ({who.person_id}) {said}{later}")
    return 0


DUE = """
-- One row a reminder of a person, or of a lead, that is due; where none is, the one that is next.
select kind, about, lead_id, reason from reminders
where (person_id = $id or lead_id = $id) and ($kind is null or kind = $kind)
qualify due_on <= greatest($today, min(due_on) over ())
order by due_on, kind
"""


def done(workspace: Workspace, args: argparse.Namespace) -> int:
    """Take reminders of a person, or of a lead, off the list: those that are due, else the next one."""
    kind = " ".join(args.kind).replace("-", " ").lower() or None
    if kind and kind not in KINDS:
        raise UsageError(f"done PERSON KIND takes one of: {', '.join(sorted(KINDS))}; without KIND all of them")
    with keeping.knowing(workspace) as con:
        today = keeping.today(workspace)
        subject, name, detail = _whose(con, args.person, today)
        due = rows(con, DUE, {"id": subject, "kind": kind, "today": today})
        left = rows(con, "select count(*) as n from reminders where person_id = $id or lead_id = $id", {"id": subject})
    if not due:
        raise UsageError(f"there is no such reminder for {plain(name)}; `curbside reminders` lists them")
    detail["reminders"] = [{k: r[k] for k in ("kind", "about", "lead_id") if r[k]} for r in due]
    later = keeping.keep(workspace, Entry(keeping.now(), "done", subject, kind, detail))
    for row in due:
        write(f"done: {row['kind']} {plain(name)}: {plain(row['reason'])}")
    if more := left[0]["n"] - len(due):
        say(f"{counted(more, 'more reminder')} of {plain(name)}: `curbside reminders`{later}")
    elif later:
        say(later.removeprefix("; "))
    return 0


def _whose(con: DuckDBPyConnection, text: str, today: date) -> tuple[str, str, dict[str, Any]]:
    """(id, name, journal detail) of the person, or else of the lead, that `text` means."""
    try:
        who = acquaintance.one(con, text, listed=today)
    except ValueError as problem:
        try:
            lead = acquaintance.lead(con, text)
        except ValueError:
            raise problem from None
        return lead.lead_id, lead.title, {}
    return who.person_id, who.name, who.detail


def _contact(
    args: argparse.Namespace, on: date, next_on: date | None, who: Person, lead: Lead | None
) -> dict[str, Any]:
    return {
        **who.detail,
        "how": getattr(args, "how", "met"),
        "on": on.isoformat(),
        "mood": args.mood,
        "note": args.note,
        "helped": args.helped,
        "next": next_on.isoformat() if next_on else None,
        "lead": lead.lead_id if lead else None,
    }


def _is_stranger(con: DuckDBPyConnection, who: Person) -> bool:
    """Nothing dated ties the person to the user yet."""
    query = """
    select (select count(*) from interactions where person_id = $id)
        + (select count(*) from ties where person_id = $id and other_id = 'me'
            and (last_contact is not null or kind in ('trained together', 'worked together', 'friend'))) as n
    """
    return bool(rows(con, query, {"id": who.person_id})[0]["n"] == 0)


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
