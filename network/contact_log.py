"""Days of contact from sent mail and the calendar: who and when, from headers alone; nothing that was written is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from curbside.network.model import Problem, missing, shown, unreadable

CONTACT: dict[str, Any] = {
    "email": pl.String,
    "contact_at": pl.Datetime("us", "UTC"),
    "contact_on": pl.Date,  # the day where it was
    "how": pl.String,  # email or met
    "source": pl.String,  # mail or calendar
}
A_FEW = 10  # a mail or meeting with more people than that is no contact with each of them
MAX_HEADER = 64 * 1024  # bytes of one header that are read: three thousand addresses
MAX_CALENDAR = 64 * 2**20
_LINE = 64 * 1024  # bytes read at once: a line may be as long as a mailbox
_HEADER = re.compile(rb"(?i)(from|to|cc|bcc|date):(.*)", re.DOTALL)
# `From ana@example.org Tue Nov 24 10:00:00 2026`: with its time, or a sentence that begins so would be one.
_BETWEEN = re.compile(rb"From \S.*\d:\d\d.*\d{4}\s*$")
Contacts = dict[tuple[str, date, str, str], datetime]  # (address, day, how, source): when, last of the day


def read(
    sent: Iterable[Path], calendar: Iterable[Path], own: Iterable[str | None], folder: Path, today: date
) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows of raw.contact: one an address, day and way, from .mbox and .eml files of `sent`, .ics files of `calendar`.

    Paths are files or folders below `folder`; `own`: the user's own addresses, which count for nobody. What lies after
    `today` has not been. What cannot be read is a problem, the rest counts. Of a mailbox only its contacts stay in
    memory, whatever its size.
    """
    mine = {address.strip().lower() for address in own if address}
    problems: list[Problem] = []
    found: Contacts = {}
    for file in _files(sent, folder, (".mbox", ".eml"), problems):
        _keep(found, _mail(file, mine, folder, problems))
    for file in _files(calendar, folder, (".ics",), problems):
        _keep(found, _calendar(file, mine, today, folder, problems))
    rows = sorted((key[0], at, *key[1:]) for key, at in found.items() if key[0] not in mine and key[1] <= today)
    return pl.DataFrame(rows, schema=CONTACT, orient="row"), problems


def _keep(found: Contacts, more: Contacts) -> None:
    for key, at in more.items():
        found[key] = max(at, found.get(key, at))


def _files(paths: Iterable[Path], folder: Path, suffixes: tuple[str, ...], problems: list[Problem]) -> Iterator[Path]:
    for named in paths:
        path = folder / named
        try:
            if path.is_dir():
                # Apple Mail's "Sent.mbox" is a folder that holds a file `mbox`.
                named_so = (*suffixes, "mbox") if ".mbox" in suffixes else suffixes
                found = [p for p in path.rglob("*") if p.is_file() and (p.suffix.lower() or p.name) in named_so]
                yield from sorted(found)
                if not found:
                    remedy = f"put {' or '.join(suffixes)} files there"
                    problems.append(Problem(shown(path, folder), "", "nothing to read in this folder", remedy))
            elif path.is_file():
                yield path
            else:
                problems.append(missing(path, folder))
        except OSError as error:
            problems.append(unreadable(path, folder, error))


def _mail(file: Path, mine: set[str], folder: Path, problems: list[Problem]) -> Contacts:
    """Contacts of one file of sent mail. Of a mailbox that holds received mail too, only what the user sent counts."""
    own: Contacts = {}
    others: Contacts = {}
    bad = 0
    try:
        with file.open("rb") as stream:
            for headers in _heads(stream):
                sent_at = _sent_at(headers.get("date", b""))
                people = [a for key in ("to", "cc", "bcc") for a in _addresses(headers.get(key, b""))]
                if sent_at is None or not people:
                    bad += 1
                elif len(people) <= A_FEW:
                    day, sent_at = sent_at.date(), sent_at.astimezone(UTC)
                    from_me = not mine.isdisjoint(_addresses(headers.get("from", b"")))
                    _keep(own if from_me else others, {(a, day, "email", "mail"): sent_at for a in people})
    except OSError as error:
        problems.append(unreadable(file, folder, error))
        return {}
    if bad:
        text = f"{bad} messages without a readable date or recipient"
        problems.append(Problem(shown(file, folder), "", text, "they were passed over", "note"))
    if others and not own:
        remedy = "all of it was taken as sent by you; name a mailbox of sent mail alone"
        text = "no message is from the address of [me] email"
        problems.append(Problem(shown(file, folder), "", text, remedy, "note"))
        return others
    return own


def _heads(stream: BinaryIO) -> Iterator[dict[str, bytes]]:
    """The headers of each message that say who and when; bodies are passed over, whatever their size."""
    headers: dict[str, bytes] = {}
    key = ""
    in_head, blank, started, partial = True, True, False, False
    while line := stream.readline(_LINE):
        continued, partial = partial, not line.endswith(b"\n")
        if continued:  # the rest of a long line
            if in_head and key and len(headers[key]) < MAX_HEADER:
                headers[key] += line
            continue
        if blank and _BETWEEN.match(line):
            if started:
                yield headers
            headers, key, in_head, blank, started = {}, "", True, False, True
            continue
        started = True
        blank = not line.strip(b"\r\n")
        if not in_head:
            continue
        if blank:
            in_head = False
        elif line[:1] in b" \t":
            if key and len(headers[key]) < MAX_HEADER:
                headers[key] += b" " + line
        else:
            key = ""
            if header := _HEADER.match(line):
                key = header[1].decode().lower()
                headers[key] = headers.get(key, b"") + (b", " if key in headers else b"") + header[2]
    if started:
        yield headers


def _sent_at(value: bytes) -> datetime | None:
    try:
        at = parsedate_to_datetime(_text(value))
        return at.replace(tzinfo=at.tzinfo or UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _addresses(value: bytes) -> set[str]:
    found = (address.strip().lower() for _, address in getaddresses([_text(value)]))
    return {a for a in found if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", a)}


def _text(value: bytes) -> str:
    return " ".join(value.decode("utf-8", "replace").split())


def _calendar(file: Path, mine: set[str], today: date, folder: Path, problems: list[Problem]) -> Contacts:
    """Contacts of one calendar: meetings with a few people who have an address; of a series the first and the last."""
    from icalendar import Calendar

    named = shown(file, folder)
    try:
        if file.stat().st_size > MAX_CALENDAR:
            problems.append(Problem(named, "", "larger than 64 MB", "export a shorter time", "error"))
            return {}
        calendars = Calendar.from_ical(file.read_bytes(), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError):
        problems.append(Problem(named, "", "is no calendar", "export it as iCalendar (.ics)", "error"))
        return {}
    except OSError as error:
        problems.append(unreadable(file, folder, error))
        return {}
    found: Contacts = {}
    bad = 0
    for event in (e for c in calendars for e in c.walk("VEVENT")):
        try:
            times = _times(event, today)
            people = dict(_people(event))
            cancelled = str(event.get("status", "")).upper() == "CANCELLED"
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            bad += 1
            continue
        declined = any(people[address] for address in mine & people.keys())
        if not cancelled and not declined and len(people) <= A_FEW:
            came = [address for address, has_declined in people.items() if not has_declined]
            for at in times:
                _keep(found, {(a, at.date(), "met", "calendar"): at.astimezone(UTC) for a in came})
    if bad:
        problems.append(Problem(named, "", f"{bad} events without a readable day", "they were passed over", "note"))
    return found


def _times(event: Any, today: date) -> list[datetime]:
    """When it was: the start, and of a series the last time until `today`."""
    start = event.decoded("dtstart")
    if not isinstance(start, datetime):
        start = datetime.combine(start, time(), UTC)
    start = start.replace(tzinfo=start.tzinfo or UTC)
    rule = event.get("rrule")
    # A series by the hour or second is no meeting, and would be counted out one by one.
    if not rule or str((rule.get("freq") or [""])[0]).upper() not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return [start]
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # icalendar brings it

    try:
        end = datetime.combine(today, time.max, start.tzinfo)
        last = rrulestr(rule.to_ical().decode(), dtstart=start).before(end, inc=True)
    except (ValueError, TypeError, AttributeError):
        last = None
    return [start, last] if last else [start]


def _people(event: Any) -> Iterator[tuple[str, bool]]:
    """(address, whether they declined) of the guests and of whoever invited."""
    guests = event.get("attendee", [])
    organiser = event.get("organizer")
    for one in [*([organiser] if organiser else []), *(guests if isinstance(guests, list) else [guests])]:
        address = re.sub(r"(?i)^mailto:", "", str(one)).strip().lower()
        if re.fullmatch(r"[^@\s]+@[^@\s]+", address):
            yield address, str(one.params.get("PARTSTAT", "")).upper() == "DECLINED"
