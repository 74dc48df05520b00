"""Time zones as every client names them: Olson, Windows, by offset, or defined in the file."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

_OLSON = re.compile(r"[A-Z]\w+(?:/[A-Z][\w+-]+){1,2}")
_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])\s*(\d{1,2}):?(\d\d)?")
_NAMES = available_timezones()
_defined: dict[str, str] = {}


def define(zones: dict[str, str]) -> None:
    """Make the time zones that a file defines known to `icalendar`, those of the file before forgotten."""
    from icalendar import Calendar
    from icalendar.timezone import tzp

    if zones == _defined:
        return
    tzp.use_default()
    _defined.clear()
    _defined.update(zones)
    for text in zones.values():
        try:
            Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR\r\n")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            continue


def in_known_zone(line: str, zones: dict[str, str]) -> str:
    """A line about time, its TZID as one that can be looked up; without it where nobody knows it."""
    match = re.match(
        r"(?i)([\w-]+(?:;[\w-]+=[^;:]*)*?);TZID=(\"[^\"]*\"|tzone:[^;:]*|[^;:]*(?::\d\d[^;:]*)?)((?:;[^:]*)?):(.*)$",
        line,
    )
    if not match:
        return line
    zone_id = match[2].strip('"')
    if zone_id in zones and named(zone_id) is None:
        return line if match[2].startswith('"') else f'{match[1]};TZID="{zone_id}"{match[3]}:{match[4]}'
    zone = named(zone_id)
    if isinstance(zone, ZoneInfo):
        return f"{match[1]};TZID={zone.key}{match[3]}:{match[4]}"
    if zone is not None and re.fullmatch(r"\d{8}T\d{6}", match[4].strip()):
        at = datetime.strptime(match[4].strip(), "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)
        return f"{match[1]}:{at:%Y%m%dT%H%M%SZ}"
    return f"{match[1]}{match[3]}:{match[4]}"


def named(text: str | None) -> tzinfo | None:
    """The zone of an Olson or Windows name, as any client writes it, or of an offset ("(UTC-05:00) …")."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    if not text:
        return None
    bare = re.sub(r"^\(.*?\)\s*", "", text.strip().removeprefix("tzone://Microsoft/").strip("/"))
    if bare.upper() in ("UTC", "GMT", "Z"):
        return ZoneInfo("UTC")
    windows = re.sub(r"\s*(?:Time)?\s*\(.*?\)$", "", bare) + " Standard Time"
    for name in (bare, WINDOWS_TO_OLSON.get(bare, ""), WINDOWS_TO_OLSON.get(windows, ""), *_OLSON.findall(text)):
        if name in _NAMES:
            return ZoneInfo(name)
    if match := _OFFSET.search(text):
        shift = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(shift if match[1] == "+" else -shift) if shift < timedelta(hours=15) else None
    return None
