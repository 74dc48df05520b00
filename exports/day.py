"""One day's digest as values: leads, whom to call, what changed, what closed, reminders, boards.

Every text in here went through `safe.plain`, every address through `safe.link`; the writers escape for their format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

from curbside.exports.network_files import Trouble
from curbside.exports.numbers import Shown
from curbside.exports.safe import money, plain
from curbside.vocabulary.counts import counted

OVER = ("dismissed", "declined", "rejected", "withdrawn", "accepted")  # stages in which nobody needs calling
FAR = 150  # miles beyond which a distance says nothing
ASKS = {
    "good-word": "Ask for a good word",
    "scoop": "Ask what it is really like",
    "introduction": "Ask for an introduction",
    "opening": "Ask about openings",
}


@dataclass(frozen=True)
class Insider:
    """Somebody who could open the door of one lead, and whom to call for it."""

    person_id: str
    person: str
    relation: str
    path: str
    ask: str  # good-word, scoop, introduction, opening; empty: not to be asked yet
    confidence: float | None
    caution: str
    call_id: str  # the person to call: the one between, where there is one
    call: str
    reach: tuple[str, ...]  # telephone, mail or address of whom to call
    is_cold: bool = False  # gone cold: to be greeted before anything is asked

    @property
    def is_direct(self) -> bool:
        return self.call_id == self.person_id

    @property
    def is_askable(self) -> bool:
        """Fit for today's calls: something to ask, and more likely than not the right person and employer."""
        return bool(self.ask) and (self.confidence is None or self.confidence >= 0.5)

    @property
    def role(self) -> str:
        """The relation in words that follow the person's name."""
        if self.is_direct:
            return self.relation
        through = f"through {self.call}"
        return through if self.relation == "knows someone there" else f"{self.relation}, {through}"

    @property
    def words(self) -> str:
        """What to ask whom, where the insider has just been named."""
        if not self.ask:
            return "Not yet"
        return ASKS.get(self.ask, "Ask") if self.is_direct else f"Ask {self.call} for an introduction"


@dataclass(frozen=True)
class Lead:
    """One opening that meets a search."""

    lead_id: str
    searches: tuple[str, ...]
    score: float
    is_new: bool
    title: str
    employer: str
    employer_kind: str
    specialty: str
    city: str
    state: str
    miles: float | None
    near: str  # the place of the search that `miles` is counted from, where it is within reach
    pay_year_min: float | None
    pay_year_max: float | None
    posted_on: date | None
    first_seen: date | None
    closes_on: date | None
    boards: tuple[str, ...]
    url: str | None
    insider_count: int
    stage: str
    why: tuple[str, ...]
    best: Insider | None
    next_step: str

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.city, self.state) if part) or "place not stated"

    @property
    def pay(self) -> str:
        return money(self.pay_year_min, self.pay_year_max) or "pay not stated"

    @property
    def distance(self) -> str:
        return distance(self.miles, self.near)


@dataclass(frozen=True)
class Call:
    """One person to call today, and the leads it is about, best first."""

    best: Insider
    leads: tuple[Lead, ...]
    note: str

    @property
    def words(self) -> str:
        """What to ask of the person who is called."""
        return ASKS.get(self.best.ask, "Ask") if self.best.is_direct else f"Ask to be introduced to {self.best.person}"


@dataclass(frozen=True)
class Change:
    lead_id: str
    title: str
    employer: str
    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Closed:
    lead_id: str
    title: str
    employer: str
    place: str
    known: int  # people known there
    stage: str = ""  # where the user is with it


@dataclass(frozen=True)
class Reminder:
    due_on: date
    person: str
    kind: str
    reason: str
    lead_id: str
    is_due: bool
    person_id: str = ""
    reach: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True)
class Move:
    """Somebody whose employer changed between two exports; `there`, `before`: leads at the new and the old one."""

    person: str
    old: str  # empty where names are hidden
    new: str  # empty also where the later export names no employer
    noticed_on: date
    there: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def words(self) -> str:
        """What follows the person's name."""
        if not self.old:
            return "has a new employer"
        return f"moved from {self.old} to {self.new}" if self.new else f"left {self.old}"


@dataclass(frozen=True)
class Board:
    board: str
    status: str
    open: int
    fetched: int
    new: int
    changed: int
    closed: int
    filled: float | None  # mean share of filled fields
    error: str
    last_run_at: str
    is_failed: bool
    is_first_day: bool = True  # of the failure: the run before ended well


@dataclass(frozen=True)
class Digest:
    """All of one day. Lists are whole; the writers cut them and say so."""

    today: date
    name: str
    run_at: str
    leads: tuple[Lead, ...]
    calls: tuple[Call, ...]
    changes: tuple[Change, ...]
    changes_rest: int
    closed: tuple[Closed, ...]
    closed_rest: int
    reminders: tuple[Reminder, ...]
    boards: tuple[Board, ...]
    moves: tuple[Move, ...] = ()
    files: tuple[Trouble, ...] = ()  # of [network], those that are not as they were
    counts: dict[str, int] = field(default_factory=dict)
    shown: Mapping[str, Shown] = field(default_factory=dict)  # people of this list and of earlier ones
    rests: date | None = None  # since when the search rests
    letters: Mapping[str, str] = field(default_factory=dict)  # person id to mailto: with the letter
    clock: tuple[str, ...] = ()  # where this machine's clock cannot be believed, and why
    zone: tzinfo | None = None  # whose clock times are told by; None: this machine's

    @property
    def failed(self) -> tuple[Board, ...]:
        return tuple(b for b in self.boards if b.is_failed)

    @property
    def open(self) -> tuple[Lead, ...]:
        return tuple(lead for lead in self.leads if lead.stage not in OVER)

    @property
    def new(self) -> tuple[Lead, ...]:
        return tuple(lead for lead in self.open if lead.is_new)

    @property
    def others(self) -> tuple[Lead, ...]:
        return tuple(lead for lead in self.open if not lead.is_new)

    @property
    def nobody(self) -> tuple[Lead, ...]:
        return tuple(lead for lead in self.new if not lead.insider_count)

    def by_search(self) -> dict[str, list[Lead]]:
        """New leads under the search that they meet best."""
        groups: dict[str, list[Lead]] = {}
        for lead in self.new:
            groups.setdefault(lead.searches[0], []).append(lead)
        return groups


# Codes of reasons that the pages say elsewhere: pay, boards, distance, insiders and what to do without any.
ELSEWHERE = {
    "pay unknown", "boards", "near", "in reach", "ask agency", "ask in market", "write to clinician", "write to contact",
    "write to director", "ask school", "ask any school",
}  # fmt: skip


def reasons(row: Mapping[str, Any] | None) -> tuple[str, ...]:
    """What `why` of a lead says that the page does not say elsewhere; `row` holds `why` and the codes of `reasons`."""
    why = (row and row["why"]) or ()
    codes = (row and row["reasons"]) or [""] * len(why)
    return tuple(plain(words) for words, code in zip(why, codes, strict=True) if code not in ELSEWHERE)


def sentence(step: str | None) -> str:
    """A next step as a sentence of its own."""
    text = plain(step)
    return text[:1].upper() + text[1:] + ("." if text and not text.endswith((".", "?", "!")) else "")


def distance(miles: float | None, near: str = "") -> str:
    """`38 mi from Boston, MA`; nothing at the very place, nor where a lead of a whole state is far from every place."""
    if miles is None or round(miles) == 0 or (not near and miles > FAR):
        return ""
    return f"{miles:,.0f} mi" + (f" from {near}" if near else "")


def next_step(employer_kind: str | None, contact: str, state: str, place: str, known_in_state: int) -> str:
    """What to do about an opening at which the user knows nobody. All texts are plain already."""
    if employer_kind == "agency":
        return "The employer is hidden: ask the agency for its name before you send a CV."
    if contact:
        return f"Write to {contact}, named in the posting."
    if known_in_state and state:
        people = counted(known_in_state, "person", "people")
        return f"You know {people} at other openings in {state}: curbside who {state}"
    return f"Ask your training program’s alumni office who went to {place or 'this employer'}."
