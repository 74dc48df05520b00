"""The times at which a meeting or series was to be, as `icalendar` and `recurring-ical-events` read them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from curbside.network import zones
from curbside.network.ics import Event
from curbside.network.tally import Clock

_BEYOND_THE_START = frozenset(("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"))
FIRST_ALONE = "X-FIRST-ALONE"  # marks an event whose later times are not worked out
_A_YEAR = timedelta(days=400)
_RSCALE = re.compile(r"(?i)RSCALE=GREGORIAN;?|;?SKIP=OMIT(?=;|$)")  # what a rule means anyway
_SECONDS = re.compile(r"(T\d{4})(60)?(?=Z?$)")  # a time without its seconds, or in a minute of 61
_MOST = 5000  # times that a rule of exceptions may name


def component(number: int, event: Event, defined: dict[str, str], clock: Clock) -> Any:
    """The event as `icalendar` reads its times, numbered, all times in zones; None without a readable start."""
    from icalendar import Event as Component
    from icalendar.prop.broken import vBroken

    lines = [zones.in_known_zone(_SECONDS.sub(_seconds, line), defined) for line in event.lines]
    if not event.value("DTSTART") and (at := next((x for x in lines if x[:13].upper() == "RECURRENCE-ID"), None)):
        lines.append("DTSTART" + re.sub(r"(?i);RANGE=[^;:]*", "", at[13:]))  # called off by its day alone
    lines = [_RSCALE.sub("", line) if line[:6].upper() == "RRULE:" else line for line in lines]
    lines = [f"X-{line}" if line[:7].upper() == "EXRULE:" else line for line in lines]
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
    if any(event.value(rule) and not part.get(rule) for rule in ("RRULE", "RDATE")):
        part[FIRST_ALONE] = "1"
    return part


def _seconds(match: re.Match[str]) -> str:
    return f"{match[1]}{'59' if match[2] else '00'}"


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


def date_exceptions(parts: list[Any]) -> None:
    """An exception that names its day alone means the time that the series has on it."""
    from icalendar import vDDDTypes

    start = next((part.decoded("DTSTART") for part in parts if "RECURRENCE-ID" not in part), None)
    for part in parts:
        if isinstance(start, datetime) and "RECURRENCE-ID" in part:
            named = part["RECURRENCE-ID"].dt
            if not isinstance(named, datetime):
                part["RECURRENCE-ID"] = vDDDTypes(datetime.combine(named, start.time(), start.tzinfo))
    _moved_not_gone(parts)


def _moved_not_gone(parts: list[Any]) -> None:
    """A day that a series leaves out and an exception of it moves was moved: some clients write both."""
    from icalendar import vDDDLists

    moved = {part["RECURRENCE-ID"].dt for part in parts if "RECURRENCE-ID" in part}
    for part in parts:
        if not moved or "EXDATE" not in part:
            continue
        several = part.pop("EXDATE")
        for many in several if isinstance(several, list) else [several]:
            if left := [one.dt for one in many.dts if one.dt not in moved]:
                part.add("EXDATE", vDDDLists(left))


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


def occurrences(parts: list[Any], clock: Clock, in_time: bool) -> Iterator[tuple[int, date]]:
    """(number of the component, start) of each time of a series until the end of today, as far as it matters: all of
    a short one, of a long one that has no exceptions the first and the last year."""
    import recurring_ical_events
    from icalendar import Calendar

    starts = [part.decoded("DTSTART") for part in parts]
    repeats = any(k in part for part in parts for k in ("RRULE", "RDATE", "RECURRENCE-ID"))
    if not in_time or not repeats:
        if repeats:
            parts[0][FIRST_ALONE] = "1"
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
        parts[0][FIRST_ALONE] = "1"
        yield from ((int(part["X-NUMBER"]), start) for part, start in zip(parts, starts, strict=True))
        return
    out = _ruled_out(parts, starts)
    for one in (one for some in times for one in some):
        if (at := one.decoded("DTSTART")) not in out:
            yield int(one["X-NUMBER"]), at


def _ruled_out(parts: list[Any], starts: list[date]) -> set[date]:
    """What a rule of exceptions (EXRULE, of programs before 2009) takes away."""
    from dateutil.rrule import rrulestr

    out: set[date] = set()
    for part, start in zip(parts, starts, strict=True):
        if (text := str(part.get("X-EXRULE", ""))) and isinstance(start, datetime):
            try:
                out.update(islice(rrulestr(text, dtstart=start).xafter(start, inc=True), _MOST))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
    return out
