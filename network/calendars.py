"""Meetings that took place, from calendars: with whom and on which days, as `icalendar` and `recurring-ical-events`
read them."""

from __future__ import annotations

import re
import time as clock_time
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from curbside.network import zones
from curbside.network.ics import Event, Guest
from curbside.network.mail import A_FEW, Contacts, keep
from curbside.network.tally import Clock, Tally

UNIQUE = 8  # letters; a shorter UID is a number within its file, and says nothing of another file's
MOMENTS = 20.0  # seconds that the recurrences of one reading may take; the rest counts by its start
_BEYOND_THE_START = frozenset(("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"))
_A_YEAR = timedelta(days=400)
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
    for together in series.values():
        for group in _of_one_meeting(together):
            keep(found, _Series(group, mine, clock).contacts(clock_time.monotonic() < until))
    return found


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
        self.mine, self.clock = mine, clock
        self.tally = next((r.tally for r in read if r.event.method not in ("CANCEL", "REPLY")), read[0].tally)
        self.zones = {k: v for r in read for k, v in r.zones.items()}
        self.answers = {g.address: g.part for r in read if r.event.method == "REPLY" for g in r.event.guests if g.part}
        self.events = _latest([r.event for r in read if r.event.method not in ("REPLY", "COUNTER", "REFRESH")])

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
        texts = [_component(n, event, self.zones, self.clock) for n, event in enumerate(self.events)]
        parts = [part for part in texts if part is not None]
        heard.left_out["without a readable day"] += len(texts) - len(parts)
        if not heard.left_out["without a readable day"]:
            del heard.left_out["without a readable day"]
        if not parts:
            return
        _date_exceptions(parts)
        for number, at in _occurrences(parts, self.clock, in_time):
            event = self.events[number]
            yield event.guests, event.cancelled, at


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


def _component(number: int, event: Event, defined: dict[str, str], clock: Clock) -> Any:
    """The event as `icalendar` reads its times, numbered, all times in zones; None without a readable start."""
    from icalendar import Event as Component
    from icalendar.prop.broken import vBroken

    lines = [zones.in_known_zone(line, defined) for line in event.lines]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a guessed zone is as good as it gets
            zones.define(defined)
            part = Component.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
            start = part.decoded("DTSTART")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        return None
    if not isinstance(start, date) or not 1900 <= start.year <= 2200:
        return None
    for name in _BEYOND_THE_START & set(part.keys()):  # what cannot be read of a rule or exception is passed over
        held: Any = part.pop(name)
        several = held if isinstance(held, list) else [held]
        if sound := [value for value in several if not isinstance(value, vBroken)]:
            part[name] = sound if len(sound) > 1 else sound[0]
    part["UID"], part["X-NUMBER"] = "one", number
    _normalise(part, start, zones.named(event.floating) or clock.zone or UTC)
    return part


def _normalise(part: Any, start: date, floating: tzinfo) -> None:
    """Give all times of a component the kind of its start: days, or times with a zone. Standards ask for that, and
    clients mix them; a recurrence library then compares what cannot be compared, or misses an exception."""
    from icalendar import vDDDLists, vDDDTypes

    timed = isinstance(start, datetime)
    zone = (start.tzinfo or floating) if isinstance(start, datetime) else None

    def same(value: Any, day_at: time | None = None) -> Any:
        if isinstance(value, tuple):  # a period of RDATE: its start counts
            value = value[0]
        if not timed:
            return value.date() if isinstance(value, datetime) else value
        if not isinstance(value, datetime):
            return value if day_at is None else datetime.combine(value, day_at, zone)
        return value.replace(tzinfo=value.tzinfo or zone)

    at = start.time() if isinstance(start, datetime) else None
    part["DTSTART"] = vDDDTypes(same(start))
    part.pop("DTEND", None)
    part.pop("DURATION", None)
    if "RECURRENCE-ID" in part:
        parameters = dict(part["RECURRENCE-ID"].params)
        part["RECURRENCE-ID"] = vDDDTypes(same(part["RECURRENCE-ID"].dt))
        part["RECURRENCE-ID"].params.update({k: v for k, v in parameters.items() if k == "RANGE"})
    for name, day_at in (("EXDATE", None), ("RDATE", at)):
        if name in part:
            several = part[name] if isinstance(part[name], list) else [part[name]]
            values = [same(one.dt, day_at) for many in several for one in getattr(many, "dts", [])]
            part.pop(name)
            days = [v for v in values if not isinstance(v, datetime)]
            for kind in (days, [v for v in values if isinstance(v, datetime)]):
                if kind:
                    part.add(name, vDDDLists(kind))
    _bound(part, timed, zone)


def _date_exceptions(parts: list[Any]) -> None:
    """An exception that names its day alone means the time that the series has on it."""
    from icalendar import vDDDTypes

    start = next((part.decoded("DTSTART") for part in parts if "RECURRENCE-ID" not in part), None)
    for part in parts:
        if isinstance(start, datetime) and "RECURRENCE-ID" in part:
            named = part["RECURRENCE-ID"].dt
            if not isinstance(named, datetime):
                part["RECURRENCE-ID"] = vDDDTypes(datetime.combine(named, start.time(), start.tzinfo))


def _bound(part: Any, timed: bool, zone: tzinfo | None) -> None:
    """The rule of a series with its UNTIL in the form of its start. A rule by the hour or second is no meeting, and
    would be counted out one by one: it goes."""
    rules = part.get("RRULE")
    if not rules:
        return
    for rule in rules if isinstance(rules, list) else [rules]:
        frequency = str((rule.get("FREQ") or [""])[0]).upper()
        clockwork = sum(len(rule.get(k) or []) for k in ("BYHOUR", "BYMINUTE", "BYSECOND")) > 3
        interval = (rule.get("INTERVAL") or [1])[0]
        endless = not isinstance(interval, int) or interval < 1
        never = rule.get("BYMONTHDAY") and frequency == "DAILY" and rule.get("BYMONTH")  # may look for 30 February
        if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or clockwork or endless or never:
            part.pop("RRULE")
            return
        until = (rule.get("UNTIL") or [None])[0]
        if until is None:
            continue
        if not timed:
            rule["UNTIL"] = [until.date() if isinstance(until, datetime) else until]
        else:
            if not isinstance(until, datetime):
                until = datetime.combine(until, time(23, 59, 59), zone)  # a day counts to its end
            rule["UNTIL"] = [until.replace(tzinfo=until.tzinfo or zone).astimezone(UTC)]


def _occurrences(parts: list[Any], clock: Clock, in_time: bool) -> Iterator[tuple[int, date]]:
    """(number of the component, start) of each time of a series until the end of today, as far as it matters: all of
    a short one, of a long one that has no exceptions the first and the last year."""
    import recurring_ical_events
    from icalendar import Calendar

    starts = [part.decoded("DTSTART") for part in parts]
    if not in_time or not any(k in part for part in parts for k in ("RRULE", "RDATE", "RECURRENCE-ID")):
        yield from ((int(part["X-NUMBER"]), start) for part, start in zip(parts, starts, strict=True))
        return
    calendar = Calendar()
    for part in parts:
        calendar.add_component(part)
    end = datetime.combine(clock.today, time.max, clock.zone or UTC) + timedelta(days=1)
    begin = min(s if isinstance(s, datetime) else datetime.combine(s, time(), UTC) for s in starts) - timedelta(days=1)
    spans = [(begin, end)]
    if len(parts) == 1 and end - begin > 3 * _A_YEAR:
        spans = [(begin, begin + _A_YEAR), (end - _A_YEAR, end)]
    try:
        query = recurring_ical_events.of(calendar, skip_bad_series=False)
        times = [query.between(*span) for span in spans]
        if len(spans) > 1 and not times[1]:
            times = [query.between(begin, end)]
    except Exception:  # whatever a rule holds that the library gives up on: the first time is known
        yield from ((int(part["X-NUMBER"]), start) for part, start in zip(parts, starts, strict=True))
        return
    for one in (one for some in times for one in some):
        yield int(one["X-NUMBER"]), one.decoded("DTSTART")
