"""iCalendar files line by line: what each event says of who, when and whether, and nothing of what was written.

Libraries keep every line of a calendar in memory and drop an attendee whose line is not quite in order; so the lines
are chosen and attendees read here, dates and recurrences by `icalendar` and `recurring-ical-events` (`calendars.py`).
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import unquote

MAX_LINE = 32 * 1024  # letters of one property that are kept
_TIMES = frozenset(
    "DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE DTSTAMP LAST-MODIFIED".split()
)
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_WELL_FORMED = re.compile(r"[\w-]+((?:;[\w-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(.*)", re.S)
_PARAMETER = re.compile(r";([\w-]+)=(\"[^\"]*\"|[^\";:]*)")
_ISO = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?(?!\w\w)")  # a day as other formats write it
_ADDRESS = re.compile(r"(?!')[^@\s<>()\[\],;:\"?/]+@[^@\s<>()\[\],;:\"'?/]+")
# As Outlook, Exchange and Google write over a meeting that is off, in the languages of their users.
_CALLED_OFF = re.compile(
    r"(?i)[\[(]?(?:cancell?ed|declined|abgesagt|abgelehnt|annul[ée]|cancelad[oa]|annullat[oa]|geannuleerd|rechazad[oa]|avlyst|aflyst|inställt"
    r"|odwołan[eoy]|отменено|キャンセル済み|已取消)(?:\s*:|\s*[\])]|\s+[-–—])\s"
)


@dataclass(frozen=True, slots=True)
class Guest:
    """One ATTENDEE or ORGANIZER. `part`: PARTSTAT; `aside`: a room, a resource, a mailing list, or there for information only."""

    address: str
    part: str
    aside: bool
    organiser: bool = False
    delegates: frozenset[str] = frozenset()  # whom the guest sends instead
    stands_for: frozenset[str] = frozenset()  # who sends the guest instead


@dataclass(slots=True)
class Event:
    """A VEVENT: its lines about time, unfolded, and its guests."""

    uid: str = ""
    lines: list[str] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    cancelled: bool = False
    method: str = ""
    whole: bool = False  # its END was there
    floating: str | None = None  # X-WR-TIMEZONE: the zone of times without one

    def value(self, name: str) -> str | None:
        """The value of the first line called `name`."""
        return next((x.partition(":")[2].strip() for x in self.lines if re.match(rf"(?i){name}[;:]", x)), None)


@dataclass(slots=True)
class Calendar:
    """What `events` found beside events: time zones defined in the file, and whether it was read to its end."""

    zones: dict[str, str] = field(default_factory=dict)  # TZID: the text of its VTIMEZONE
    found: bool = False
    ended: bool = True


def events(stream: BinaryIO, calendar: Calendar) -> Iterator[Event]:
    """Each event of a file, in bounded memory. A file that is cut off gives what stands before the cut."""
    event: Event | None = None
    zone: list[str] | None = None
    inner = 0  # depth of what lies within an event, such as an alarm
    method, floating = "", None
    for name, line in _unfolded(stream):
        upper = line[:40].upper().rstrip()
        if zone is not None:
            zone.append(line)
            if upper == "END:VTIMEZONE":
                _keep_zone(calendar, zone)
                zone = None
        elif name == "BEGIN":
            calendar.found |= upper in ("BEGIN:VCALENDAR", "BEGIN:VEVENT")
            if upper == "BEGIN:VCALENDAR":
                method, calendar.ended = "", False
            elif upper == "BEGIN:VTIMEZONE":
                zone = [line]
            elif upper == "BEGIN:VEVENT":
                if event is not None:  # the one before has lost its end
                    yield event
                event, inner = Event(method=method, floating=floating), 0
            elif event is not None:
                inner += 1
        elif name == "END":
            if upper == "END:VCALENDAR":
                calendar.ended = True
            if upper in ("END:VEVENT", "END:VCALENDAR"):
                if event is not None:
                    event.whole = upper == "END:VEVENT"
                    yield event
                event = None
            inner = max(inner - 1, 0)
        elif event is None:
            value = line.partition(":")[2].strip()
            method = value.upper() if name == "METHOD" else method
            floating = value or None if name == "X-WR-TIMEZONE" else floating
        elif not inner:
            _take(event, name, line)
    if event is not None:
        yield event


def _keep_zone(calendar: Calendar, lines: list[str]) -> None:
    named = next(
        (x.partition(":")[2].strip() for x in lines if x[:5].upper() == "TZID:" or x[:5].upper() == "TZID;"), ""
    )
    if named:
        calendar.zones[named] = "\r\n".join(lines)


def _take(event: Event, name: str, line: str) -> None:
    if name in _TIMES:
        event.lines.append(_ISO.sub(lambda m: re.sub(r"[-:]", "", m[0]), line))
    elif name == "UID":
        event.uid = line.partition(":")[2].strip()
    elif name == "STATUS":
        event.cancelled |= line.partition(":")[2].strip().upper() in ("CANCELLED", "CANCELED")
    elif name == "SUMMARY":
        event.cancelled |= bool(_CALLED_OFF.match(line.partition(":")[2]))
    elif name in ("ATTENDEE", "ORGANIZER") and (guest := _guest(line, name == "ORGANIZER")):
        event.guests.append(guest)


def _guest(line: str, organiser: bool) -> Guest | None:
    """Who is named by the line, however it is written; None where it holds no e-mail address."""
    if match := _WELL_FORMED.fullmatch(line):
        parameters, value = match[1], match[2]
    else:  # a stray quote or semicolon: what is called parameter counts, and the last address is the value
        cut = line.lower().rfind("mailto:")
        cut = line.rfind(":") if cut < 0 else cut
        parameters, value = line[:cut].replace('"', ""), line[cut:]
    said = {k.upper(): v.strip().strip('"') for k, v in _PARAMETER.findall(parameters)}
    address = _address(value) or _address(said.get("EMAIL", "")) or _address(said.get("X-EMAIL", ""))
    address = address or _address(said.get("CN", ""))
    if address is None:
        return None
    aside = (
        said.get("CUTYPE", "").upper() in ("ROOM", "RESOURCE", "GROUP")
        or said.get("ROLE", "").upper() == "NON-PARTICIPANT"
        or bool(re.search(r"@(resource|group|import)\.calendar\.google\.com$", address))
    )
    return Guest(
        address,
        said.get("PARTSTAT", "").upper(),
        aside,
        organiser,
        *(frozenset(map(str.lower, _ADDRESS.findall(said.get(k, "")))) for k in ("DELEGATED-TO", "DELEGATED-FROM")),
    )


def _address(value: str) -> str | None:
    text = unquote(value) if "%" in value else value
    found = _ADDRESS.search(re.sub(r"(?i)mailto:", " ", text))
    return found[0].lower() if found and not found[0].startswith("urn") else None


def _unfolded(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """(NAME, whole line) of each property; a line broken without the blank that folding asks for is joined again."""
    name, parts, size = "", [], 0
    for line in _text(stream):
        text = line.rstrip("\r\n")
        match = _NAME.match(text.lstrip("\ufeff"))
        if not text.strip():
            continue
        if match is None:
            if size < MAX_LINE:
                parts.append(text[1:] if text[:1] in (" ", "\t") else text)
                size += len(text)
            continue
        if parts:
            yield name, "".join(parts)
        name = match[1].upper() if match else ""
        parts, size = [text.lstrip("\ufeff")[:MAX_LINE]], len(text)
    if parts:
        yield name, "".join(parts)


def _text(stream: BinaryIO) -> Iterator[str]:
    """Lines of the file as text, at most a megabyte each: UTF-8, UTF-16 by its mark, else cp1252."""
    head = stream.read(2)
    if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16-le" if head == codecs.BOM_UTF16_LE else "utf-16-be"
        reader = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        while text := reader.readline(2**20):
            yield text
        reader.detach()
        return
    while line := head + stream.readline(2**20):
        head = b""
        try:
            yield line.decode()
        except UnicodeDecodeError:
            # folding may cut a letter in two: then the letter is lost, no word
            yield line.decode("cp1252", "replace")
