"""A day as somebody in the United States types it."""

import re
from datetime import date, timedelta

TAKES = "12/31/2026, Dec 31, 2026-12-31, today, yesterday, tomorrow or +7"
MONTHS = "january february march april may june july august september october november december".split()
# A month in full or cut short, as a piece of a regular expression, lower case: no "Mayo", "Marshfield" or "Decatur".
MONTH = rf"(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' if m[3:] else m for m in MONTHS)}|sept)\b"
_NAMED = re.compile(r"(?:(\d{1,2})\s+)?([a-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?(?:,?\s+(\d{4}))?")
_SEASONS = {"spring": 4, "summer": 7, "fall": 10, "autumn": 10, "winter": 1}  # the month that is meant for a start


def read(text: str, today: date) -> date | None:
    """The day that `text` means, or None: 12/31/2026, 12/31, Dec 31, 31 Dec 2026, 2026-12-31, today, +7 (days).

    A day without a year is this year's. A month alone is none: see `month`.
    """
    words = " ".join(text.lower().split())
    near = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    if found := re.fullmatch(r"\+(\d{1,4})(?: days?)?", words):
        return today + timedelta(days=int(found[1]))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _day(*map(int, found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?", words):
        century = 2000 if len(found[3] or "") == 2 else 0
        return _day(century + int(found[3] or today.year), int(found[1]), int(found[2]))
    # The day stands before the month or behind it, not twice
    if (found := _NAMED.fullmatch(words)) and bool(found[1]) != bool(found[3]) and (number := _month(found[2])):
        return _day(int(found[4] or today.year), number, int(found[1] or found[3]))
    return None


def month(text: str, today: date) -> date | None:
    """As `read`; besides the first day of a month, a season or a year (July 2027, 7/2027, summer 2027, 2027)."""
    if day := read(text, today):
        return day
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("asap", "immediately", "right away", "any time", "anytime"):
        return today
    found = re.fullmatch(r"(?:(?:early|mid|late|in|from|the)[ -])*(?:([a-z]+)(?: of)? |(\d{1,2})[/-])?(\d{4})", words)
    if found is None:
        return None
    number = int(found[2] or 1)
    if found[1]:
        number = _SEASONS.get(found[1]) or _month(found[1])
    return _day(int(found[3]), number, 1)


def _month(word: str) -> int:
    """The number of the month that `word` is or cuts short (Sept, Dec); 0 where it is none (maybe, decade)."""
    return next((n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)), 0)


def _day(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
