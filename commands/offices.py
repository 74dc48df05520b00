"""`curbside office`: members, their runs after one pull, and what the office sees of them."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from pydantic import ValidationError

from curbside.commands.terminal import UsageError, say, write
from curbside.exports.safe import plain
from curbside.office.config import Place
from curbside.workspace import Workspace


def office(workspace: Workspace, args: argparse.Namespace) -> int:
    """Status 3 when a board or a member failed: the rest is done all the same."""
    return {"init": _init, "add": _add, "run": _run, "status": _status}[args.verb](Place(workspace), args)


def _init(place: Place, args: argparse.Namespace) -> int:
    from curbside.office import members

    members.init(place)
    write(str(place.config))
    say("next: boards into curbside.toml (`curbside board add`), `curbside office add NAME` for each member")
    return 0


def _add(place: Place, args: argparse.Namespace) -> int:
    from curbside.office import members

    if not args.member or (args.user and len(args.member) > 1):
        one = "one member with --user" if args.member else "members' names"
        raise UsageError(f"office add takes {one}, such as: curbside office add ana")
    for name in args.member:
        try:
            home = members.add(place, name, args.user)
        except ValidationError:
            raise UsageError(
                f"office add: {plain(name, 60)!r} cannot name a folder; it takes letters, digits, -, _ and . only"
            ) from None
        write(str(home.config))
    say("next: each writes herself and her searches into it, and puts her exports into network/")
    return 0


def _run(place: Place, args: argparse.Namespace) -> int:
    from curbside.office import running

    known = [m.name for m in place.read().member]
    if unknown := [name for name in args.member if name not in known]:
        raise UsageError(f"office run {unknown[0]}: no member of office.toml; it has {', '.join(known) or 'none'}")
    outcomes, failures = running.run(place, datetime.now(UTC), say, args.member or None)
    for board, text in sorted(failures.items()):
        say(f"{board}: {text}")
    failed = [name for name, outcome in outcomes.items() if outcome["status"] == "failed"]
    partly = [name for name, outcome in outcomes.items() if outcome["status"] not in ("failed", "done")]
    write(
        f"{len(outcomes) - len(failed)} of {len(outcomes)} members done"
        + (f"; not: {', '.join(failed)}" if failed else "")
        + (f"; less a board or more: {', '.join(partly)}" if partly else "")
    )
    return 3 if failed or partly or failures else 0


def _status(place: Place, args: argparse.Namespace) -> int:
    from curbside.office import status

    for line in status.lines(place):
        write(line)
    return 0
