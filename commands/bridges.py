"""Commands for relationships that write nothing into the journal, but for `draft --sent`: draft, brief, card, export."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from curbside import settings
from curbside.commands import keeping
from curbside.commands.keeping import keep, knowing, meant, today
from curbside.commands.terminal import UsageError, say, usage, write
from curbside.exports import acquaintance, draft
from curbside.exports.acquaintance import Lead, Person
from curbside.exports.draft import Advice, Asked, Message
from curbside.exports.safe import plain
from curbside.job import letters
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.settings import Settings
from curbside.workspace import Workspace

CLIPBOARDS = (["wl-copy"], ["xclip", "-selection", "clipboard"], ["xsel", "-ib"], ["pbcopy"], ["clip.exe"])


def write_draft(workspace: Workspace, args: argparse.Namespace) -> int:
    """A message to edit and send oneself. What stands against asking is said first, and holds it back."""
    conf, this_day = settings.read(workspace.config), today(workspace)
    workspace.make_private()
    templates = workspace.root / "templates"
    with knowing(workspace) as con:
        who, lead = meant(con, args)
        group, _ = draft.group_of(con, who, lead)
        advice = draft.advise(con, args.ask, who, lead, group, asked(journal.read(workspace.journal)[0]), this_day)
        _heed(advice, who, args)
        draft.lay_out(templates)
        message = draft.compose(con, args.ask, who, lead, letters.me(conf), templates, this_day)
    _hand_over(workspace, message, args, who, conf)
    if args.sent:
        detail = {
            **who.detail, "how": "email", "on": this_day.isoformat(), "lead": lead.lead_id if lead else None,
            "ask": args.ask if args.ask in draft.ASKS else None, "group": group, "note": f"sent: {args.ask}",
            "nudge": args.ask == "nudge",
        }  # fmt: skip
        later = keep(
            workspace, Entry(keeping.now(), "log", who.person_id, None, {k: v for k, v in detail.items() if v})
        )
        say(f"kept as sent to {plain(who.name)} on {this_day}{later}")
    else:
        say(_next_step(args, who, lead))
    return 0


def _heed(advice: Advice, who: Person, args: argparse.Namespace) -> None:
    for note in advice.notes:
        say(f"caution: {plain(who.name)}: {note}")
    if advice.refusals and not args.anyway:
        raise UsageError(
            f"not offered: {plain(who.name)}: {'; '.join(plain(r) for r in advice.refusals)} (--anyway writes it all the same)"
        )
    for refusal in advice.refusals:
        say(f"caution: {plain(who.name)}: {refusal}")


def _hand_over(workspace: Workspace, message: Message, args: argparse.Namespace, who: Person, conf: Settings) -> None:
    if args.to == "eml":
        folder = workspace.data / "drafts"
        folder.mkdir(mode=0o700, exist_ok=True)
        file = folder / f"{today(workspace)}-{args.ask}-{who.person_id}.eml"
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(message.eml(conf.me.email or ""))
        write(str(file))
    elif args.to == "mailto":
        write(message.mailto)
    else:
        if args.to == "clipboard":
            to_clipboard(message.text)
        write(message.text)
    if args.to in ("eml", "mailto") and not message.to:
        say(f"no address of {plain(who.name)} is known; fill it in yourself")


def to_clipboard(text: str) -> None:
    """Put `text` on the clipboard. Raises UsageError where no program for it is installed or it fails."""
    program = next((p for p in CLIPBOARDS if shutil.which(p[0])), None)
    if program is None:
        raise UsageError("--to clipboard needs wl-copy, xclip, xsel, pbcopy or clip.exe; use --to eml")
    done = subprocess.run(program, input=text.encode(), capture_output=True, timeout=10, check=False)
    if done.returncode:
        raise UsageError(f"--to clipboard: {program[0]} failed; use --to eml")
    say("on the clipboard")


def _next_step(args: argparse.Namespace, who: Person, lead: Lead | None) -> str:
    about = f" --lead {lead.lead_id}" if lead else ""
    return f"edit and send it yourself; then: curbside draft {args.ask} {who.person_id}{about} --sent"


def asked(entries: Iterable[Entry]) -> list[Asked]:
    """Every ask that the journal holds; an entry without a readable day counts on the day it was said."""
    found = []
    for entry in entries:
        if entry.verb != "log" or not entry.detail.get("ask"):
            continue
        try:
            on = date.fromisoformat(str(entry.detail.get("on")))
        except ValueError:
            on = entry.said_at.date()
        name, group = entry.detail.get("name") or entry.subject, entry.detail.get("group")
        found.append(Asked(entry.subjects, str(name), str(entry.detail["ask"]), on, str(group) if group else None))
    return found


def brief(workspace: Workspace, args: argparse.Namespace) -> int:
    """All about a person, before a call."""
    from curbside.exports import brief as pages

    with knowing(workspace) as con:
        who = acquaintance.one(con, args.person)
    write(pages.brief(workspace.leads, who))
    return 0


def card(workspace: Workspace, args: argparse.Namespace) -> int:
    """The user's own card as vCard and QR code."""
    from curbside.exports import card as cards

    conf = settings.read(workspace.config)
    if not conf.me.name:
        raise UsageError("card needs [me] name in curbside.toml")
    workspace.make_private()
    title = next((p.title for p in conf.me.position if p.end is None), None)
    mine = letters.me(conf)
    one = cards.Card(
        mine.name, mine.email, args.phone or "", args.url or "", mine.employer, title or "", mine.specialty
    )
    with usage():
        for file in cards.write(one, _folder(args.out, workspace.data / "card"), tuple(args.format or cards.SUFFIXES)):
            write(str(file))
    return 0


def export(workspace: Workspace, args: argparse.Namespace) -> int:
    """Interactions, applications, reminders and people as files for other programs."""
    from curbside.exports import bridges

    workspace.make_private()
    with knowing(workspace):
        pass
    formats = args.format or ["csv", "ics", "vcf"]
    said = [
        (e.said_at.isoformat(), e.verb, e.subject, e.object, json.dumps(e.detail, ensure_ascii=False))
        for e in journal.read(workspace.journal)[0]
    ]
    for file in bridges.write(workspace.leads, _folder(args.out, workspace.data / "export"), formats, said):
        write(str(file))
    return 0


def _folder(named: str | None, default: Path) -> Path:
    return Path(named).expanduser().resolve() if named else default
