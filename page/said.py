"""What the user said, the newest first, each to be taken back."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from curbside import settings
from curbside.exports.safe import plain
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.page.desk import Desk
from curbside.page.look import Look
from curbside.vocabulary import asks

SHOWN = 60
WORDS = {
    "log": "in touch with {who}", "met": "met {who}", "later": "{who}: put off until {object}", "skip": "{who}: not for one opening",
    "label": "{who}: {object}", "stage": "{title}: {object}", "tip": "an opening at {object}, heard from {who}", "done": "{who}: done",
    "search": "the search: {object}", "same": "a pair: one and the same", "different": "a pair: two",
}  # fmt: skip


HOW = {"email": "by email", "call": "on the phone", "message": "by message", "met": "in person"}


def said(desk: Desk, look: Look, request: Request) -> str:
    """Each word with its day and, unless it is taken back, an Undo."""
    held = settings.read(desk.workspace.config)
    words = [
        {"number": number, "on": held.day(entries[0].said_at), "text": told(entries), "gone": gone}
        for number, entries, gone in reversed(journal.words(desk.workspace.journal))
    ]
    return look.page(
        "said.html.j2", "/", "What you said", back="/said", words=words[:SHOWN], rest=max(0, len(words) - SHOWN)
    )


def told(entries: list[Entry]) -> str:
    """A word in a few words."""
    detail: dict[str, Any] = {key: value for entry in entries for key, value in entry.detail.items()}
    first = next((entry for entry in entries if entry.verb == "met"), entries[0])
    who = str(detail.get("name") or first.subject)
    known = {"who": who, "object": first.object or "", "title": str(detail.get("title") or first.subject)}
    text = WORDS[first.verb].format(**known) if first.verb in WORDS else f"{first.verb} {who}"
    note = "" if str(detail.get("note", "")).startswith("sent: ") else detail.get("note")
    asked = f"asked {asks.asked(detail['ask'])}" if detail.get("ask") else ""
    how = HOW.get(str(detail.get("how")), "") if first.verb == "log" else ""
    return plain(", ".join(str(part) for part in (text, how, asked, note) if part), 160)
