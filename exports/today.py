"""The first screen of the digest: whom to write to or call today, at most five, and the day's news in few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from curbside.exports.day import Call, Digest, Lead, Reminder
from curbside.exports.names import is_number
from curbside.exports.safe import link, plain

STAY = 3  # asks that stood on an earlier list; the rest comes back when these are done
ACTIONS = 5  # people a day: what fits between two rounds
EMPLOYERS, TITLES = 6, 2  # of new leads; the rest is counted
FIRST = ("thank", "make up", "follow up", "close out")  # what was promised or is owed, before anything is asked
VERBS = {
    "thank": "Thank", "make up": "Make up with", "follow up": "Follow up with", "close out": "Tell how it ended:",
    "reconnect": "Say hello to",
}  # fmt: skip
DRAFTS = {"thank": "thanks", "reconnect": "reconnect", "close out": "farewell"}


@dataclass(frozen=True)
class Room:
    """How much news a page shows; the rest is counted."""

    employers: int  # of new leads
    news: int  # moves, changes and closings each


# From the most to the least: a busy day shows less of each, never fewer people to write to
ROOMS = tuple(Room(e, n) for e, n in ((EMPLOYERS, 3), (5, 3), (4, 3), (4, 2), (3, 2), (2, 2), (2, 1), (1, 1)))


@dataclass(frozen=True)
class Action:
    """One person to write to or call today: why, about what, how to reach them, and what to say back to curbside."""

    do: str
    person: str
    key: str  # names the person to every command
    why: str
    about: tuple[Lead, ...]
    reach: tuple[tuple[str, str | None], ...]  # (text, address that a click follows)
    say: str  # the command that writes the message
    caution: str = ""
    letter: str = ""  # the kind of message that `say` writes, where it writes one
    number: int | None = None  # names the person as well, for as long as they stand on the list

    @property
    def heading(self) -> str:
        """`Thank Dana Whitfield`; `Mei-Ling Zhao: ask what it is really like`."""
        if self.do.startswith("Ask"):
            return f"{self.person}: {self.do[0].lower()}{self.do[1:]}"
        return f"{self.do} {self.person}"


@dataclass(frozen=True)
class House:
    """New leads of one employer, and who of its people could open the door."""

    employer: str
    leads: tuple[Lead, ...]
    rest: int
    known: int
    best: str


def actions(day: Digest) -> tuple[Action, ...]:
    """At most five: promises and thanks that are due, then asks about leads, then one old friend. Each person once.

    Who stood on an earlier list stays until it is done or put off, with room for two that are new.
    """
    due = sorted((r for r in day.reminders if r.is_due), key=lambda r: ((*FIRST, r.kind).index(r.kind), r.due_on))
    owed = [_reminded(r, day) for r in due if r.kind in FIRST]
    asks = [_asked(call) for call in day.calls if not call.note and call.best.ask]
    stood = [a for a in asks if a.key in day.shown and day.shown[a.key].since < day.today][:STAY]
    hello = [_reminded(r, day) for r in due if r.kind not in FIRST][:1]
    chosen: dict[str, Action] = {}
    for action in (*owed, *stood, *asks, *hello):
        chosen.setdefault(action.key, action)
    return tuple(_finished(action, day) for action in list(chosen.values())[:ACTIONS])


def _finished(action: Action, day: Digest) -> Action:
    """With the letter behind the e-mail address, and the person's number in place of the id in what is typed."""
    if letter := day.letters.get(action.key):
        ways = tuple((t, (link(letter) or a) if (a or "").startswith("mailto:") else a) for t, a in action.reach)
        action = replace(action, reach=ways)
    known = day.shown.get(action.key)
    if known is None:
        return action
    say = action.say.replace(f" {action.key}", f" {known.number}")
    if action.about and known.lead_id == action.about[0].lead_id:
        say = say.removesuffix(f" --lead {known.lead_id}")
    return replace(action, number=known.number, say=say)


def houses(day: Digest, most: int = EMPLOYERS) -> tuple[tuple[House, ...], int]:
    """New leads by employer, best first; and how many employers more there are."""
    by_employer: dict[str, list[Lead]] = {}
    for lead in day.new:
        by_employer.setdefault(lead.employer, []).append(lead)
    found = [_house(employer, leads) for employer, leads in by_employer.items()]
    return tuple(found[:most]), max(0, len(found) - most)


def _house(employer: str, leads: list[Lead]) -> House:
    known = max(lead.insider_count for lead in leads)
    best = next((lead.best.person for lead in leads if lead.best), "")
    return House(employer, tuple(leads[:TITLES]), max(0, len(leads) - TITLES), known, best)


def _asked(call: Call) -> Action:
    best, lead = call.best, call.leads[0]
    ask = best.ask if best.is_direct else "introduction"
    if best.is_cold and best.is_direct:  # what is asked of them comes after they have answered
        ask = "reconnect"
    # Where names are hidden nobody can be named to a command: the lead's own says whom it is about.
    write = f"curbside draft {ask} {best.call_id} --lead" if not is_number(best.call_id) else "curbside show"
    return Action(
        do=VERBS.get(ask, call.words), person=best.call, key=best.call_id, why=best.path, about=call.leads[:TITLES],
        reach=tuple(_ways(best.reach, f"{lead.title}, {lead.employer}")), caution=best.caution,
        say=f"{write} {lead.lead_id}", letter=ask,
    )  # fmt: skip


def _reminded(reminder: Reminder, day: Digest) -> Action:
    about = tuple(lead for lead in day.leads if lead.lead_id == reminder.lead_id)
    draft = "nudge" if reminder.cause == "nudge" else DRAFTS.get(reminder.kind)
    say = f"curbside draft {draft} {reminder.person_id}" if draft else f"curbside brief {reminder.person_id}"
    if is_number(reminder.person_id):
        say = "curbside reminders"
    return Action(
        do=VERBS.get(reminder.kind, reminder.kind.capitalize()), person=reminder.person, key=reminder.person_id,
        why=reminder.reason, about=about, reach=tuple(_ways(reminder.reach, "")),
        say=say, letter=draft or "",
    )  # fmt: skip


def _ways(reach: tuple[str, ...], subject: str) -> Iterator[tuple[str, str | None]]:
    """Telephone, mail and profile, each with what a click on it does."""
    for way in reach:
        if "@" in way:
            yield way, link(f"mailto:{way}?subject={quote(subject)}" if subject else f"mailto:{way}")
        elif way.startswith("http"):
            yield plain("LinkedIn profile" if "linkedin." in way else "profile"), link(way)
        else:
            yield way, None
