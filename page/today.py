"""Today: whom to write to or call and why, the draft to edit, and the day's news; what the digest says, to act on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from curbside import settings
from curbside.exports import acquaintance, today
from curbside.exports.day import Digest, Reminder
from curbside.exports.digest import summary
from curbside.exports.draft import ASKS, MESSAGES, Message, address
from curbside.exports.published import holds, rows
from curbside.exports.safe import plain
from curbside.network import journal
from curbside.page.desk import Desk
from curbside.page.look import Look, Missing

TITLES = {
    "opening": "Ask about openings", "scoop": "Ask how it is there", "good-word": "Ask for a good word",
    "introduction": "Ask for an introduction", "thanks": "Say thank you", "reconnect": "Say hello again",
    "farewell": "Say how it ended", "nudge": "Ask once more",
}  # fmt: skip
SETTLES = ("log", "done", "label", "later", "skip")  # words after which a person is asked nothing more that day
ASKED = "select distinct person_id from asks where state = 'asked'"


@dataclass(frozen=True)
class Shown:
    """An action of the digest with what its buttons need."""

    action: today.Action
    ask: str  # the message to write; empty where there is none
    lead: str
    kind: str  # of the reminder that it comes from; empty: an ask of a lead
    waits: bool  # an ask of them is open

    def __getattr__(self, name: str) -> Any:
        return getattr(self.action, name)

    @property
    def is_owed(self) -> bool:
        return bool(self.kind)

    @property
    def is_ask(self) -> bool:
        return self.ask in ASKS


def day(desk: Desk, look: Look, request: Request) -> str:
    """The first page."""
    whole = desk.digest()
    heard = spoken(desk)
    # What is still due after a word was taken in is due; while it is held back, the word counts
    settled = heard if desk.is_running() or desk.is_behind() else {}
    kept = replace(
        whole,
        reminders=tuple(r for r in whole.reminders if r.person_id not in settled),
        calls=tuple(c for c in whole.calls if c.best.call_id not in heard),
    )
    with desk.reading() as con:
        asked = {row["person_id"] for row in rows(con, ASKED)} if holds(con, "asks", "state") else set()
    houses, houses_rest = today.houses(whole)
    return look.page(
        "today.html.j2", "/", "Today",
        d=whole, summary=summary(whole), actions=[shown(a, kept, asked) for a in today.actions(kept)],
        said=[(key, name) for name, key in {name: key for key, name in heard.items() if name}.items()],
        houses=houses, houses_rest=houses_rest, coming=_coming(whole),
        changes_rest=max(0, len(whole.changes) - 8) + whole.changes_rest,
        closed_rest=max(0, len(whole.closed) - 8) + whole.closed_rest,
        loud=[b for b in whole.failed if b.is_first_day], quiet=[b for b in whole.failed if not b.is_first_day],
    )  # fmt: skip


def spoken(desk: Desk) -> dict[str, str]:
    """Person's id → name of everybody of whom the user said something today: nothing more is asked of them today."""
    held = settings.read(desk.workspace.config)
    this_day = held.day(desk.clock())
    entries = journal.read(desk.workspace.journal)[0]
    mine = [e for e in entries if e.verb in SETTLES and held.day(e.said_at) == this_day]
    return {key: plain(e.detail.get("name"), 80) for e in mine for key in e.subjects}


def shown(action: today.Action, whole: Digest, asked: set[str]) -> Shown:
    """An action with the message that `say` names (`curbside draft ASK PERSON …`, or `curbside brief PERSON`)."""
    words = action.say.split()
    due = [r for r in whole.reminders if r.is_due and r.person_id == action.key and r.reason == action.why]
    return Shown(
        action,
        ask=words[2] if words[1] == "draft" else "",
        lead=action.about[0].lead_id if action.about else "",
        kind=due[0].kind if due else "",
        waits=action.key in asked,
    )


def _coming(whole: Digest) -> list[Reminder]:
    return [r for r in whole.reminders if not r.is_due][:8]


def draft(desk: Desk, look: Look, request: Request) -> str:
    """One message to edit, copy and send oneself; written by `curbside draft`."""
    asked = request.query_params
    ask, anyway = asked.get("ask", ""), asked.get("anyway", "")
    if ask not in MESSAGES:
        raise Missing("there is no such message")
    with desk.reading() as con:
        person = acquaintance.one(con, asked.get("person", ""))
        lead = acquaintance.lead(con, asked["lead"]) if asked.get("lead") else None
    command = ["draft", f"--lead={lead.lead_id}"] if lead else ["draft"]
    heard = desk.ask([*command, *(["--anyway"] if anyway else []), "--", ask, person.person_id])
    to = next((a for a in map(address, person.emails) if a), None)
    found = re.match(r"Subject: (.*)\n\n((?s:.*))", heard.told[0]) if heard.told else None
    message = Message(found[1], found[2].strip(), to) if found else Message("", "", to)
    return look.page(
        "draft.html.j2", "/", f"{TITLES[ask]}: {person.name}",
        ask=ask, anyway=anyway, person=person, lead=lead, to=to, subject=message.subject, body=message.body,
        mailto=message.mailto, rows=min(24, message.body.count("\n") + len(message.body) // 70 + 3),
        refusal="" if heard.status == 0 else re.sub(r" \(--anyway [^)]*\)", "", " ".join(heard.notes)),
        cautions=[n for n in heard.notes if n.startswith("caution: ")],
        ask_anyway={"ask": ask, "person": person.person_id, "lead": lead.lead_id if lead else "", "anyway": "1"},
    )  # fmt: skip
