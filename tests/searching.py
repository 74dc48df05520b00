"""A year of a simulated search: a physician with 400 contacts and 60 leads acts on what curbside says, day by day.

Everything follows from the seed and the injected clock. `Year` keeps its own account of what was said, in plain Python,
against which each day's reminders, cautions and asks are held.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import linking

from curbside import warehouse
from curbside.exports import draft
from curbside.exports.acquaintance import Lead, Person
from curbside.exports.draft import Asked
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.warehouse import insider, lead, model, reminder
from curbside.warehouse import journal as records
from curbside.warehouse import person as identity

BEGIN = date(2026, 1, 5)
HOSPITALS = [f"{a} {b} Hospital" for a in ("Granite", "Harbor", "Cedar", "Willow", "Summit") for b in ("Ridge", "Light", "Valley", "Park")]  # fmt: skip
LABELS = [None, None, None, "friend", "colleague", "met", "avoid"]
HELP = ["introduction", "good-word", "scoop", "interview", "opening", "advice"]
KINDS = {"thank", "follow up", "reconnect", "make up", "close out"}
ENDED = {"accepted", "declined", "withdrawn", "rejected", "dismissed"}
AFTER = {
    "": ["saved", "applied"],
    "saved": ["applied", "dismissed"],
    "asked": ["applied", "dismissed"],
    "applied": ["interview", "interview", "rejected", "withdrawn"],
    "interview": ["offer", "offer", "rejected", "withdrawn"],
    "offer": ["accepted", "declined"],
}
LOOKED_AT = {
    "insiders": "opportunity_id, person_id, via_person_id, person, ask, caution",
    "leads": "lead_id, best_person, best_ask",
}
WORKED, HOME = "Millbrook Community Hospital", {"city": "Akron", "state": "OH"}


@dataclass
class Year:
    """One simulated year. `step` days lie between two looks at the reminders, `derive` looks between two runs."""

    seed: int
    step: int = 8
    derive: int = 12
    said: list[Entry] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    stages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    moods: dict[str, tuple[date, datetime, str]] = field(default_factory=dict)
    contacts: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    settled: dict[tuple[Any, ...], date] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.day = BEGIN
        self.minutes = 0
        self.con = linking.built(self._world(), "")
        self.con.execute("set threads = 1; pragma enable_optimizer")  # many small queries of some thousand rows
        self.people = [alias(f"r{n}") for n in range(400)]
        self._derive()
        for name in ("cautions", "interactions", "reminders", "opportunities", "affiliations", "people", "person_ids"):
            linking.view(self.con, name)
        self.con.execute("create temp view organisations as from core.organisation")

    def _world(self) -> dict[str, Any]:
        chance = self.chance

        def employer() -> str:
            return WORKED if chance.random() < 0.05 else chance.choice(HOSPITALS)

        people = [
            {"record_id": f"r{n}", "source": "linkedin", "owner": "me", "name": f"Given{n} Family{n}", "label": chance.choice(LABELS),
             "emails": [f"p{n}@example.org"], "connected_on": str(BEGIN - timedelta(chance.randrange(3000))), "exported_on": str(BEGIN)}
            for n in range(400)
        ]  # fmt: skip
        self.linked = {alias(p["record_id"]): date.fromisoformat(p["connected_on"]) for p in people}
        self.labels = {alias(p["record_id"]): p["label"] for p in people}
        work = [
            {"record_id": p["record_id"], "kind": "work", "organisation_name": employer(), "title": "Cardiologist", "is_current": True, "as_of": str(BEGIN), **HOME}
            for p in people
        ]  # fmt: skip
        mine = {"record_id": "me", "kind": "work", "organisation_name": WORKED, "is_current": True, **HOME}
        postings = [
            {"posting_id": f"nejm:{n}", "title": f"Cardiologist {n}", "employer_name": chance.choice(HOSPITALS), "posted_on": str(BEGIN), "url": "https://jobs.example.org", **HOME}
            for n in range(60)
        ]  # fmt: skip
        wrote = [
            {"record_id": p["record_id"], "other_record_id": "me", "kind": "message", "last_on": p["connected_on"], "count": 1, "evidence": "m"}
            for p in people
        ]  # fmt: skip
        return {
            "raw.tie_record": wrote,
            "raw.person_record": [*people, {"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"}],
            "raw.affiliation_record": [*work, mine],
            "core.posting": postings,
            "core.organisation": [
                {"organisation_id": f"o{n}", "name": h, "kind": "hospital", "system_id": f"s{n // 2}"}
                for n, h in enumerate(HOSPITALS)
            ],
            "match": [
                {"name": h, "organisation_id": f"o{n}", "confidence": 0.95, **HOME} for n, h in enumerate(HOSPITALS)
            ],
        }

    def _derive(self) -> None:
        records.build(self.con)
        identity.build(self.con)
        insider.build(self.con, self.day)
        lead.build(self.con, self.day)
        reminder.build(self.con, self.day)

    def refresh(self, whole: bool) -> None:
        """What a command does after the user's word; `whole`: a run."""
        self.con.execute("delete from raw.journal")
        warehouse.load(self.con, "raw.journal", journal.frame(self.said))
        if whole:
            self._derive()
        else:
            records.build(self.con)
            reminder.build(self.con, self.day)
        for name, columns in LOOKED_AT.items():  # asked several times a look
            self.con.execute(
                f"create or replace temp table {name} as select {columns} from ({model.sql('publish/' + name)})"
            )

    def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        result = self.con.execute(query, values or None)
        names = [c[0] for c in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    # What the user says.

    def say(self, verb: str, subject: str, thing: str | None = None, **detail: Any) -> None:
        self.minutes += 1
        at = datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=UTC) + timedelta(
            minutes=self.minutes % 600
        )
        kept = {k: v for k, v in detail.items() if v is not None}
        named = {"ids": [subject], "name": subject} if subject in self.labels else {}
        self.said.append(Entry(at, verb, subject, thing, {**named, **kept}))
        if verb == "log":
            self.contacts[subject].append(self.day)
            if detail.get("mood"):
                self.moods[subject] = max(self.moods.get(subject, (date.min, at, "")), (self.day, at, detail["mood"]))
        self.counts[verb] += 1

    def log(self, who: str, **detail: Any) -> None:
        self.say("log", who, on=str(self.day), how=self.chance.choice(["call", "email", "met"]), **detail)

    # What is known of each person, without SQL.

    def last(self, who: str) -> date:
        return max([self.linked[who], *self.contacts[who]])

    def is_cold(self, who: str) -> bool:
        last = self.last(who)
        years_ago = self.day.replace(year=self.day.year - 3)
        return last < years_ago

    def must_not_be_asked(self, who: str) -> bool:
        month = [a for a in self.asked if who in a.person_ids and a.on > self.day - timedelta(30)]
        return self.moods.get(who, (0, 0, ""))[2] == "bad" or self.labels[who] == "avoid" or len(month) >= 2

    def has_open_ask(self, who: str) -> bool:
        return any(who in a.person_ids and a.on > self.day - timedelta(21) for a in self.asked)

    # A day.

    def live(self) -> None:
        """One look at the reminders, and what the user does then."""
        self.check_reminders()
        self.check_asks()
        self.act()
        self.happen()

    def run(self, days: int = 365) -> None:
        looks = 0
        while self.day < BEGIN + timedelta(days):
            self.minutes = 0
            self.refresh(whole=looks % self.derive == 0)
            self.live()
            looks += 1
            self.day += timedelta(self.step)

    def check_reminders(self) -> None:
        due = self.rows("from reminders")
        keys = [(r["person_id"], r["kind"], r["about"], r["lead_id"]) for r in due]
        assert len(keys) == len(set(keys)), "a reminder stands twice"
        for row, key in zip(due, keys, strict=True):
            assert row["kind"] in KINDS and row["reason"] and row["person"] and row["due_on"], row
            assert self.has_reason(row), row
            before = self.settled.get((*key, row["reason"]))
            # Whom the user put off is named again when the time has gone by, never before.
            again = row["about"] in ("asking", "upkeep") and before and row["due_on"] >= before + timedelta(30)
            assert before is None or again, ("back after it was done", row, before)
        self.counts["reminders"] += len(due)

    def has_reason(self, row: dict[str, Any]) -> bool:
        """Whether the user's own words account for the reminder."""
        who, about, lead_id = row["person_id"], row["about"], row["lead_id"]
        own = [e for e in self.said if e.subject == who]
        logs = [e for e in own if e.verb == "log"]
        now = self.stages[lead_id][-1] if lead_id and self.stages[lead_id] else ""
        return {
            "promise": lambda: any(e.detail.get("next") for e in logs),
            "first meeting": lambda: any(e.detail.get("first") for e in logs),
            "help": lambda: any(e.detail.get("helped") or e.detail.get("ask") for e in logs),
            "ending": lambda: now in ENDED and any(e.detail.get("lead") == lead_id for e in logs),
            "application": lambda: now in ENDED and who is None,
            "leaving": lambda: now == "accepted",
            "nudge": lambda: self.has_open_ask(who),
            "withdraw": lambda: now in ("applied", "interview", "offer"),
            "quarrel": lambda: self.moods[who][2] == "bad",
            "upkeep": lambda: self.labels[who] != "avoid" and self.moods.get(who, (0, 0, ""))[2] != "bad",
            "asking": lambda: self.is_cold(who) and bool(lead_id),
        }[about]()

    def check_asks(self) -> None:
        offered = self.rows(
            "select coalesce(via_person_id, person_id) as who, ask, caution from insiders where ask is not null"
        )
        for row in offered:
            assert not self.must_not_be_asked(row["who"]), row
            if self.is_cold(row["who"]):
                assert row["ask"] != "good-word" and "reconnect first" in row["caution"], row
        best = self.rows(
            """select l.lead_id, i.ask, l.best_ask from leads l
            left join insiders i on i.opportunity_id = l.lead_id and i.person = l.best_person where l.best_person is not null"""
        )
        assert all(row["ask"] == row["best_ask"] for row in best), "a lead offers what its insider does not"
        self.counts["offers"] += len(offered)

    def act(self) -> None:
        """Do some of what is due, and ask for help with some leads."""
        for row in self.rows("from reminders where due_on <= $day order by all", day=self.day):
            key = (row["person_id"], row["kind"], row["about"], row["lead_id"], row["reason"])
            what = self.chance.random()
            if what < 0.4:
                about = {k: row[k] for k in ("kind", "about", "lead_id") if row[k]}
                self.say("done", row["person_id"] or row["lead_id"], row["kind"], reminders=[about])
                self.settled[key] = self.day
            elif what < 0.8 and row["person_id"]:
                self.log(row["person_id"], mood="good" if row["kind"] == "make up" else None)
                self.settled[key] = self.day
        for row in self.rows("select opportunity_id as lead_id, coalesce(via_person_id, person_id) as who, ask from insiders where ask is not null order by all"):  # fmt: skip
            if self.chance.random() < 0.004:
                self.ask(row["who"], row["ask"], row["lead_id"])

    def ask(self, who: str, what: str, lead_id: str) -> None:
        about = Lead(lead_id, "", None, None, None)
        someone = Person(who, who)
        group, _ = draft.group_of(self.con, someone, about)
        assert group, lead_id
        advice = draft.advise(self.con, what, someone, about, group, self.asked, self.day)
        waits = any("no answer yet" in refusal for refusal in advice.refusals)
        assert not waits or self.has_open_ask(who), (who, advice)
        if not waits:
            must_not = self.must_not_be_asked(who) or (what == "good-word" and self.is_cold(who))
            assert bool(advice.refusals) == must_not, (who, what, advice)
        twin = [a for a in self.asked if (a.on, a.ask, a.group) == (self.day, what, group) and who not in a.person_ids]
        said = ("in this group today", "one of them at a time")
        assert not twin or any(words in note for note in advice.notes for words in said), (who, advice)
        if advice.refusals or (twin and self.chance.random() < 0.7):
            self.counts["held back"] += 1
            return
        self.asked.append(Asked((who,), who, what, self.day, group))
        self.log(who, ask=what, lead=lead_id, group=group)
        self.stages[lead_id] = self.stages[lead_id] or ["asked"]

    def happen(self) -> None:
        """People answer, help, quarrel; applications go on and end."""
        for asked in [a for a in self.asked if 0 < (self.day - a.on).days <= 9 and self.chance.random() < 0.2]:
            self.log(asked.person_ids[0], helped=self.chance.choice(HELP), lead=self._lead_of(asked), mood="good")
        for who in self.chance.sample(self.people, 2):
            mood = self.chance.choice(["good", "neutral", "bad", None])
            later = str(self.day + timedelta(self.chance.randrange(4, 40))) if self.chance.random() < 0.4 else None
            self.log(who, mood=mood, next=later, first=self.chance.random() < 0.2 or None)
        who = self.chance.choice(self.people)
        self.con.execute(
            "insert into raw.contact select emails[1], ?::timestamptz, ?::date, 'email', 'mail' from core.person where person_id = ?",
            [f"{self.day} 18:00:00+00", str(self.day), who],
        )
        self.contacts[who].append(self.day)
        for row in self.chance.sample(self.rows("select lead_id from core.lead order by all"), 6):
            lead_id = row["lead_id"]
            now = self.stages[lead_id][-1] if self.stages[lead_id] else ""
            if after := AFTER.get(now):
                stage = self.chance.choice(after)
                self.stages[lead_id].append(stage)
                self.say("stage", lead_id, stage, on=str(self.day))

    def _lead_of(self, asked: Asked) -> str | None:
        return next(
            (e.detail["lead"] for e in self.said if e.subject == asked.person_ids[0] and e.detail.get("ask")), None
        )


def alias(record_id: str) -> str:

    return warehouse.macro("alias_id", record_id)
