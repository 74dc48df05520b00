"""The command `undo`: the user's own word taken back. The journal is only added to; nothing is edited by hand."""

from __future__ import annotations

import argparse
from typing import Any

from curbside.commands import keeping
from curbside.commands.terminal import UsageError, say, write
from curbside.exports.safe import plain
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.workspace import Workspace

SHOWN = 10  # words that `undo --list` names


def undo(workspace: Workspace, args: argparse.Namespace) -> int:
    """Take back the last word, or the one of that number; `--list` shows them."""
    words = journal.words(workspace.journal)
    if args.list:
        zone = keeping.zone(workspace)
        if not words:
            say("nothing is kept yet: `curbside log`, `met`, `label`, `stage` and `tip` keep your word")
        for number, entries, gone in words[-SHOWN:]:
            write(
                f"{number:>4}  {entries[0].said_at.astimezone(zone):%Y-%m-%d}  {_told(entries)}{'  (taken back)' if gone else ''}"
            )
        return 0
    number, entries = _chosen(words, args.number)
    all_anew = any(e.verb in ("tip", "met") or e.detail.get("kind", "person") != "person" for e in entries)
    taken = Entry(keeping.now(), journal.UNDO, entries[0].mark, entries[0].verb, {"number": number})
    later = keeping.keep(workspace, taken, all_anew=all_anew)
    write(f"taken back: {number}, {_told(entries)}{later}; say it again to keep it after all")
    return 0


def _chosen(words: list[tuple[int, list[Entry], bool]], wanted: int | None) -> tuple[int, list[Entry]]:
    """(number, entries) of the word to take back. Raises UsageError."""
    standing = {number: entries for number, entries, gone in words if not gone}
    if wanted is None:
        if not standing:
            raise UsageError("there is nothing to take back")
        wanted = max(standing)
    if wanted not in standing:
        why = "is taken back already" if 0 < wanted <= len(words) else "is none of yours"
        raise UsageError(f"number {wanted} {why}; `curbside undo --list` names the last {SHOWN}")
    return wanted, standing[wanted]


def _told(entries: list[Entry]) -> str:
    """A word in a few words: `log Nora Lind, call`."""
    first = entries[0]
    detail: dict[str, Any] = {k: v for e in entries for k, v in e.detail.items()}
    who = detail.get("name") or (f"{first.subject} {detail['title']}" if detail.get("title") else first.subject)
    more = detail.get("how") if first.verb == "log" else first.object
    return plain(f"{first.verb} {who}" + (f", {more}" if more else ""), 100)
