"""One value of curbside.toml as it was meant, or a ValueError that says what it takes."""

import difflib
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import ValidationInfo

from curbside.vocabulary import days, states


def state(value: str) -> str:
    """`OH` of "OH", "Ohio", "D.C.", "Mass."."""
    code = states.code(value)
    if code is None:
        names = {name.lower(): f"{name} ({c})" for c, name in states.STATES.items()}
        close = difflib.get_close_matches(value.lower(), names, 1)
        hint = f"did you mean {names[close[0]]}? it takes" if close else "takes"
        raise ValueError(f"{value!r} is no state; {hint} names or two letters, such as OH")
    return code


# As people name them: the places that keep that time, summer time included
ZONES = {
    **dict.fromkeys(("eastern", "est", "edt", "et", "eastern time"), "America/New_York"),
    **dict.fromkeys(("central", "cst", "cdt", "ct", "central time"), "America/Chicago"),
    **dict.fromkeys(("mountain", "mst", "mdt", "mt", "mountain time"), "America/Denver"),
    **dict.fromkeys(("pacific", "pst", "pdt", "pt", "pacific time"), "America/Los_Angeles"),
    **dict.fromkeys(("alaska", "akst", "akdt"), "America/Anchorage"),
    **dict.fromkeys(("hawaii", "hst"), "Pacific/Honolulu"),
    "arizona": "America/Phoenix",
}


def timezone(value: str) -> str:
    """The zone's name, of "Eastern" and "EST" as well."""
    value = ZONES.get(value.lower(), value)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        close = difflib.get_close_matches(value, available_timezones(), 1)
        hint = f"did you mean {close[0]}? it takes" if close else "takes"
        raise ValueError(f"{value!r} is none; {hint} a time zone's name, such as America/New_York or Eastern") from None
    return value


def cron(value: str) -> str:
    """The five fields, where they are some."""
    from cronsim import CronSim, CronSimError

    try:
        if len(value.split()) != 5:
            raise CronSimError("five fields")
        CronSim(value, datetime(2026, 1, 1))
    except CronSimError:
        hint = f"did you mean {meant}? it takes" if (meant := _spoken_time(value)) else "takes"
        raise ValueError(f"{value!r} is no time; {hint} five cron fields, such as 0 6 * * *") from None
    return value


def _spoken_time(value: str) -> str | None:
    """The cron fields of "6am" or "6:30 pm daily"."""
    found = re.search(r"(?i)\b(\d{1,2})(?::(\d\d))?\s*([ap])?\.?m?\b", value)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    hour = int(found[1]) % 12 + 12 * (found[3].lower() == "p") if found[3] else int(found[1])
    return f"{int(found[2] or 0)} {hour} * * {'1-5' if 'week' in value.lower() else '*'}"


def money(value: Any) -> Any:
    """300000 of "$300,000" or "300k". An amount that nobody is paid a year is meant otherwise: 350, an hour's 200."""
    found = re.fullmatch(r"(?i)\$?\s*([\d,]+(?:\.\d+)?)\s*(k)?", value.strip()) if isinstance(value, str) else None
    amount = float(found[1].replace(",", "")) * (1000 if found[2] else 1) if found else value
    if isinstance(amount, (int, float)) and 0 < amount < 10_000:
        raise ValueError(f"{value} a year? it takes dollars a year, such as 350000")
    return amount


def address(value: str) -> str:
    """An e-mail address, as far as its shape tells; or nothing."""
    if value and not re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", value):
        raise ValueError(f"{value!r} is no e-mail address; it takes one such as ana@example.org")
    return value


def smtp(value: str) -> str:
    """The address of a mail server."""
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps") or not parts.netloc:
        raise ValueError(
            f"{value!r} is no mail server; it takes smtp://HOST:PORT, or smtps:// where the line is sealed"
        )
    return value


EMPLOYMENT = {"locum": "locum tenens", "locums": "locum tenens", "prn": "per diem", "moonlighting": "per diem"}


def employment(value: Any) -> Any:
    """`locum tenens` of "Locums"."""
    return EMPLOYMENT.get(value.strip().lower(), value) if isinstance(value, str) else value


def ends(end: int | None, given: ValidationInfo) -> int | None:
    """The last year of a time, which is not before its first."""
    start = given.data.get("start")
    if end is not None and start is not None and end < start:
        raise ValueError(f"{end} is before its start, {start}; it takes the last year")
    return end


def day(value: Any) -> Any:
    """A date of TOML, or text such as "7/1/2027"."""
    if not isinstance(value, str):
        return value
    found = days.read(value, date.today())
    if found is None:
        raise ValueError(f"takes a day: {days.TAKES}")
    return found


def engine(text: str) -> str:
    """`dask://local/2`: so many workers on this machine; `dask://host:port`: a cluster's scheduler."""
    if not re.fullmatch(r"dask://(local(/[1-9]\d?)?|[\w.-]+:\d{2,5})", text):
        raise ValueError(
            "takes dask://local/2 (so many workers on this machine) or dask://HOST:PORT (a Dask scheduler)"
        )
    return text


def exchange(text: str) -> str:
    """An address that each worker reaches, without a password: addresses are shown, and go through Prefect."""
    parts = urlsplit(text)
    if not (parts.scheme and parts.netloc + parts.path) and not text.startswith("/"):
        raise ValueError("takes an address that fsspec knows, such as s3://BUCKET/FOLDER, or a folder's whole path")
    if parts.password:
        raise ValueError("takes an address without a password; keys come from the environment (docs/scale.md)")
    return text.rstrip("/")
