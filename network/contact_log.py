"""Days of contact from sent mail and the calendar: who and when, from headers alone; nothing that was written is read."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

import polars as pl

from curbside.network.model import Problem

CONTACT: dict[str, Any] = {
    "email": pl.String,
    "name": pl.String,
    "contact_at": pl.Datetime("us", "UTC"),
    "how": pl.String,  # email or met
    "source": pl.String,  # mail or calendar
}
A_FEW = 10  # a mail or meeting with more people than that is no contact with each of them
MAX_HEAD = 256 * 1024  # bytes of headers of one message that are read
MAX_CALENDAR = 64 * 2**20
_HEADERS = BytesHeaderParser(policy=email.policy.default)
Row = tuple[str, str | None, datetime, str, str]


def read(
    sent: Iterable[Path], calendar: Iterable[Path], own: Iterable[str], folder: Path, now: datetime
) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows of raw.contact: one a person and day, from .mbox and .eml files of `sent` and .ics files of `calendar`.

    Paths are files or folders below `folder`; `own`: the user's own addresses, which count for nobody. What lies after
    `now` has not been. What cannot be read is a problem, the rest counts.
    """
    mine = {address.strip().lower() for address in own if address}
    problems: list[Problem] = []
    found: set[Row] = set()
    for file in _files(sent, folder, (".mbox", ".eml"), problems):
        rows, bad = _mail(file)
        found |= rows
        if bad:
            text = f"{bad} messages without a readable date or recipient"
            problems.append(Problem(_shown(file, folder), "", text, "they were passed over", "note"))
    for file in _files(calendar, folder, (".ics",), problems):
        found |= _calendar(file, folder, problems)
    kept = sorted((r for r in found if r[0] not in mine and r[2] <= now), key=lambda r: (r[0], r[2], r[3], r[1] or ""))
    return pl.DataFrame(kept, schema=CONTACT, orient="row"), problems


def _files(paths: Iterable[Path], folder: Path, suffixes: tuple[str, ...], problems: list[Problem]) -> Iterator[Path]:
    for named in paths:
        path = folder / named
        try:
            if path.is_dir():
                yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in suffixes)
            elif path.is_file():
                yield path
            else:
                problems.append(
                    Problem(_shown(path, folder), "", "not found", "put it there or correct [network]", "error")
                )
        except OSError as error:
            why = (error.strerror or "cannot be read").lower()
            problems.append(Problem(_shown(path, folder), "", why, "make it readable for your account", "error"))


def _shown(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def _mail(file: Path) -> tuple[set[Row], int]:
    """Contacts of one file of sent mail, and how many messages could not be read."""
    found: set[Row] = set()
    bad = 0
    for head in _heads(file):
        try:
            message = _HEADERS.parsebytes(head)
            sent_at = _sent_at(message)
            people = [p for key in ("to", "cc") for p in _addresses(message, key)]
        except (
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
            LookupError,
        ):  # broken headers find new ways to fail
            sent_at, people = None, []
        if sent_at is None or not people:
            bad += 1
        elif len(people) <= A_FEW:
            found |= {(address, name, sent_at, "email", "mail") for address, name in people}
    return found, bad


def _heads(file: Path) -> Iterator[bytes]:
    """The headers of each message, one by one; bodies are passed over, whatever their size."""
    with file.open("rb") as lines:
        head: list[bytes] | None = None
        size, blank = 0, True
        for number, line in enumerate(lines):
            bare = line.rstrip(b"\r\n")
            if number == 0 and not line.startswith(b"From "):
                head, size = [], 0
            elif blank and line.startswith(b"From "):
                if head:
                    yield b"".join(head)
                head, size = [], 0
                blank = False
                continue
            blank = not bare
            if head is None:
                continue
            if blank:
                if head:
                    yield b"".join(head)
                head = None
            elif size < MAX_HEAD:
                head.append(line)
                size += len(line)
        if head:
            yield b"".join(head)


def _sent_at(message: EmailMessage) -> datetime | None:
    value: datetime | None = getattr(message["date"], "datetime", None)
    if value is None:
        return None
    return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


def _addresses(message: EmailMessage, key: str) -> Iterator[tuple[str, str | None]]:
    for header in message.get_all(key, []):
        if isinstance(header, AddressHeader) or hasattr(header, "addresses"):
            for one in header.addresses:
                if "@" in one.addr_spec:
                    yield one.addr_spec.lower(), one.display_name or None


def _calendar(file: Path, folder: Path, problems: list[Problem]) -> set[Row]:
    """Contacts of one calendar: meetings with a few people who have an address; the first day of those that recur."""
    from icalendar import Calendar

    shown = _shown(file, folder)
    try:
        if file.stat().st_size > MAX_CALENDAR:
            problems.append(Problem(shown, "", "larger than 64 MB", "export a shorter time", "error"))
            return set()
        calendars = Calendar.from_ical(file.read_bytes(), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError):
        problems.append(Problem(shown, "", "is no calendar", "export it as iCalendar (.ics)", "error"))
        return set()
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        problems.append(Problem(shown, "", why, "make it readable for your account", "error"))
        return set()
    found: set[Row] = set()
    bad = 0
    for event in (e for c in calendars for e in c.walk("VEVENT")):
        try:
            began = _instant(event.decoded("dtstart"))
            people = list(_people(event))
            cancelled = str(event.get("status", "")).upper() == "CANCELLED"
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            bad += 1
            continue
        if not cancelled and len(people) <= A_FEW:
            found |= {(address, name, began, "met", "calendar") for address, name in people}
    if bad:
        problems.append(Problem(shown, "", f"{bad} events without a readable day", "they were passed over", "note"))
    return found


def _instant(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
    return datetime.combine(value, time(), UTC)


def _people(event: Any) -> Iterator[tuple[str, str | None]]:
    guests = event.get("attendee", [])
    organiser = event.get("organizer")
    for one in [*(guests if isinstance(guests, list) else [guests]), *([organiser] if organiser else [])]:
        address = re.sub(r"(?i)^mailto:", "", str(one)).strip().lower()
        declined = str(one.params.get("PARTSTAT", "")).upper() == "DECLINED"
        if re.fullmatch(r"[^@\s]+@[^@\s]+", address) and not declined:
            yield address, str(one.params.get("CN", "")) or None
