"""Commands of the asks: what became of one, whom to leave for later, whom not to ask, and when the search rests."""

from __future__ import annotations

import argparse
from datetime import timedelta

from curbside.commands import keeping
from curbside.commands.terminal import UsageError, write
from curbside.exports.published import rows
from curbside.exports.safe import plain
from curbside.job import resting
from curbside.network.journal import Entry
from curbside.vocabulary import asks
from curbside.workspace import Workspace


def answered(workspace: Workspace, args: argparse.Namespace) -> int:
    """Somebody answered what was asked of them, or will not."""
    on, next_on = keeping.days(workspace, args)
    if args.no and args.helped:
        raise UsageError("answered takes --no or --helped, not both")
    with keeping.knowing(workspace) as con:
        who, lead = keeping.meant(con, args, listed=keeping.today(workspace))
        said = "select count(*) as n from asks where person_id = $id and state = 'asked'"
        if not rows(con, said, {"id": who.person_id})[0]["n"]:
            raise UsageError(
                f"{plain(who.name)} was asked nothing that is open; `curbside log {who.person_id} --how call` keeps a contact"
            )
    detail = {
        **who.detail, "how": args.how, "on": on.isoformat(), "mood": args.mood, "note": args.note,
        "helped": args.helped, "next": next_on.isoformat() if next_on else None,
        "lead": lead.lead_id if lead else None, "answer": "no" if args.no else "yes",
    }  # fmt: skip
    later = keeping.keep(workspace, Entry(keeping.now(), "log", who.person_id, None, keeping.filled(detail)))
    what = "cannot help" if args.no else asks.helped(args.helped) if args.helped else "answered"
    write(f"kept: {plain(who.name)} ({who.person_id}) {what}, on {on}{later}")
    return 0


def later(workspace: Workspace, args: argparse.Namespace) -> int:
    """Not today: the person comes back on that day, with whatever is due."""
    today = keeping.today(workspace)
    until = keeping.day(args.day, "later", today) if args.day else today + timedelta(days=7)
    if until <= today:
        raise UsageError("later takes a day to come: 12/31/2026, tomorrow or +7")
    with keeping.knowing(workspace) as con:
        who, lead = keeping.meant(con, args, listed=today)
    detail = keeping.filled({**who.detail, "lead": lead.lead_id if lead and args.lead else None})
    then = keeping.keep(workspace, Entry(keeping.now(), "later", who.person_id, until.isoformat(), detail))
    write(f"kept: {plain(who.name)} ({who.person_id}) is put off until {until}{then}")
    return 0


def skip(workspace: Workspace, args: argparse.Namespace) -> int:
    """Not this person for this lead: somebody else is named, if there is anybody."""
    with keeping.knowing(workspace) as con:
        who, lead = keeping.meant(con, args, listed=keeping.today(workspace))
    if lead is None:
        raise UsageError(f"skip takes --lead LEAD; `curbside label {who.person_id} avoid` is for every lead")
    detail = {**who.detail, "lead": lead.lead_id}
    then = keeping.keep(workspace, Entry(keeping.now(), "skip", who.person_id, None, detail))
    write(f"kept: {plain(who.name)} ({who.person_id}) is not asked about {lead.lead_id} {plain(lead.title)}{then}")
    return 0


def search(workspace: Workspace, args: argparse.Namespace) -> int:
    """Let the daily search rest, begin it again, or say how it stands."""
    since = resting.read(workspace.journal)
    if args.verb == "status":
        write(
            f"the search rests since {since}; `curbside search begin` starts it again"
            if since
            else "the search goes on"
        )
        return 0
    if (args.verb == "rest") == (since is not None):
        raise UsageError(f"the search {'rests already' if since else 'goes on already'}")
    entry = Entry(keeping.now(), "search", "search", args.verb, {"on": keeping.today(workspace).isoformat()})
    keeping.keep(workspace, entry)
    write("kept: the search rests; no board is asked until `curbside search begin`" if args.verb == "rest"
          else "kept: the search begins again with the next run")  # fmt: skip
    return 0
