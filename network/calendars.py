"""Meetings that took place, from calendars: with whom and on which days, as `icalendar` and `recurring-ical-events`
read them."""

from __future__ import annotations

import re
import time as clock_time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from curbside.network import own, recurrences
from curbside.network.ics import Event, Guest
from curbside.network.mail import A_FEW, Contacts, keep
from curbside.network.tally import Clock, Tally

UNIQUE = 8  # letters; a shorter UID is a number within its file, and says nothing of another file's
MOMENTS = 20.0  # seconds that the recurrences of one reading may take; the rest counts by its start
_WENT = frozenset(("DECLINED", "DELEGATED"))


@dataclass(slots=True)
class Read:
    """An event, the tally of its file, and the time zones that its file defines."""

    event: Event
    tally: Tally
    zones: dict[str, str]


def contacts(read: Iterable[Read], mine: set[str], clock: Clock) -> Contacts:
    """Days of contact of all events: those of one UID belong together, across files too."""
    series: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for number, one in enumerate(read):
        uid = one.event.uid or f"no uid {number}"
        series[uid if len(uid) >= UNIQUE else f"{one.tally.file} {uid}", ""].append(one)
    found: Contacts = {}
    until = clock_time.monotonic() + MOMENTS
    for together in sorted(series.values(), key=_is_endless):  # which take longest
        for group in _of_one_meeting(together):
            keep(found, _Series(group, mine, clock).contacts(clock_time.monotonic() < until))
    return found


def _is_endless(read: list[Read]) -> bool:
    rules = (r.event.value("RRULE") for r in read)
    return any(rule and not re.search(r"(?i)COUNT=|UNTIL=", rule) for rule in rules)


def _of_one_meeting(read: list[Read]) -> list[list[Read]]:
    """Files may use one UID for different meetings: only those that share a guest, or have none, are one."""
    if len({id(r.tally) for r in read}) == 1:
        return [read]
    groups: list[tuple[set[str], list[Read]]] = []
    organisers = {g.address for r in read for g in r.event.guests if g.organiser}
    for one in read:
        who = {g.address for g in one.event.guests} - organisers
        home = next((g for g in groups if not who or not g[0] or who & g[0]), None)
        if home is None:
            home = (set(), [])
            groups.append(home)
        home[0].update(who)
        home[1].append(one)
    return [group for _, group in groups]


class _Series:
    """The events of one UID: a meeting or a series with its exceptions."""

    def __init__(self, read: list[Read], mine: set[str], clock: Clock):
        self.mine = mine | own.known({g.address for r in read for g in r.event.guests}, mine)
        self.clock = clock
        self.tally = next((r.tally for r in read if r.event.method not in ("CANCEL", "REPLY")), read[0].tally)
        self.zones = {k: v for r in read for k, v in r.zones.items()}
        self.answers = {g.address: g.part for r in read if r.event.method == "REPLY" for g in r.event.guests if g.part}
        asked = [r.event for r in read if r.event.method not in ("REPLY", "COUNTER", "REFRESH")]
        # An answer kept alone says that the meeting was, and who came.
        self.events = _latest(asked or [r.event for r in read if r.event.method == "REPLY"])

    def contacts(self, in_time: bool) -> Contacts:
        found: Contacts = {}
        heard = Tally("", "")
        for guests, cancelled, at in self._meetings(in_time, heard):
            day = at if not isinstance(at, datetime) else self.clock.day(at)
            reason = self._passed_over(guests, cancelled, day)
            if reason:
                heard.left_out[reason] += 1
                continue
            people = self._present(guests) - self.mine
            heard.counts["meetings"] += 1
            moment = at if isinstance(at, datetime) else datetime.combine(at, time(), UTC)
            for address in people:
                keep(found, {(address, day, "met", "calendar"): moment.astimezone(UTC)})
        self.tally.counts["meetings"] += heard.counts["meetings"]
        if any(e.guests for e in self.events):
            self.tally.left_out.update(heard.left_out)
        return _first_and_last(found)

    def _passed_over(self, guests: list[Guest], cancelled: bool, day: date) -> str | None:
        """Why a meeting is no contact; None where it took place with the user and a few others."""
        present = self._present(guests)
        if cancelled:
            return "called off"
        if day > self.clock.today:
            return "not yet"
        named = {g.address for g in guests}
        if named & self.mine and not present & self.mine:
            return "you declined, delegated or did not take part"
        others = [g for g in guests if g.organiser and not g.aside and g.address not in self.mine]
        if others and not named & self.mine:
            return "of others, without your address ([me] emails)"
        if not present - self.mine:
            return "with nobody else"
        return f"with more than {A_FEW} people" if len(present - self.mine) > A_FEW else None

    def _present(self, guests: list[Guest]) -> set[str]:
        """Addresses of those who took part, as far as the calendar says."""
        sent = {a for g in guests for a in g.stands_for}
        part = {g.address: self.answers.get(g.address) or g.part for g in guests if g.part or not g.organiser}
        went = {
            g.address
            for g in guests
            if part.get(g.address, "") in _WENT
            or (g.address in sent and part.get(g.address) != "ACCEPTED")
            or (g.delegates and part.get(g.address) != "ACCEPTED")
        }
        return {g.address for g in guests if not g.aside} - went - {g.address for g in guests if g.aside}

    def _meetings(self, in_time: bool, heard: Tally) -> Iterator[tuple[list[Guest], bool, date]]:
        """(guests, called off, when) of each time that the meeting was held or should have been."""
        texts = [recurrences.component(n, event, self.zones, self.clock) for n, event in enumerate(self.events)]
        parts = [part for part in texts if part is not None]
        heard.left_out["without a readable day"] += len(texts) - len(parts)
        if not heard.left_out["without a readable day"]:
            del heard.left_out["without a readable day"]
        if not parts:
            return
        recurrences.date_exceptions(parts)
        for number, at in recurrences.occurrences(parts, self.clock, in_time):
            event = self.events[number]
            yield event.guests, event.cancelled, at
        if any(recurrences.FIRST_ALONE in part for part in parts):
            heard.left_out["series whose later times were not worked out"] += 1


def _latest(events: list[Event]) -> list[Event]:
    """Of each meeting, and each exception of a series, the last word; what is called off whole is called off."""
    newest: dict[str, Event] = {}
    for event in events:
        key = re.sub(r"\W", "", event.value("RECURRENCE-ID") or "")
        before = newest.get(key)
        if event.method == "CANCEL":
            event.cancelled = True
            if before is not None and not event.guests:
                event = replace(before, cancelled=_rank(event)[0] >= _rank(before)[0], method="CANCEL")
        if before is None or _rank(event) >= _rank(before):
            newest[key] = event
    return list(newest.values())


def _rank(event: Event) -> tuple[int, str, bool]:
    """Later versions of a meeting rank higher; of equals the one that calls it off."""
    sequence = event.value("SEQUENCE") or "0"
    stamp = "~" if event.method == "CANCEL" else event.value("LAST-MODIFIED") or event.value("DTSTAMP") or ""
    return int(sequence) if sequence.isdigit() else 0, stamp, event.cancelled


def _first_and_last(found: Contacts) -> Contacts:
    """Of a series each person's first and last day: the days between tell no more, and would be thousands."""
    days: dict[str, list[date]] = defaultdict(list)
    for address, day, *_ in found:
        days[address].append(day)
    ends = {a: (min(d), max(d)) for a, d in days.items()}
    return {key: at for key, at in found.items() if key[1] in ends[key[0]]}
