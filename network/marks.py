"""Marks before names, the lines that explain them, and the day on which a list says that it was made."""

import re
from collections.abc import Iterable
from datetime import date

from curbside.network import dates, programs

_FRONT = re.compile(r"^(?:[*†‡§]+|[⁰¹²³⁴-⁹]+)\s*")
_DAY = re.compile(
    r"(?i)\b(?:updated|revised|as of|printed|exported|compiled)\b(?:\s+(?:on|in))?\s*:?\s*"
    r"((?:[a-z]{3,9}\.?\s+(?:\d{1,2},?\s+)?|\d{1,2}[/.-](?:\d{1,2}[/.-])?)?(?:19|20)\d\d(?:-\d\d){0,2})\b"
)


def first(values: list[str], width: int) -> str:
    """The first cell of a row, without the mark before a person; a line of a legend keeps it, which says a role or stands
    alone. `values`: the cells that say something; `width`: how many there are."""
    bare = _FRONT.sub("", values[0])
    is_named = len(values) > 2 or (programs.is_person(bare) and (len(values) == 2 or width == 1))
    return bare if is_named and not programs.is_role(bare) else values[0]


def day(said: Iterable[str], today: date) -> date | None:
    """The newest day on which a list says that it was made ("Updated June 2018"); of a month or year its first."""
    found = [dates.day(match[1]) or _january(match[1]) for text in said for match in _DAY.finditer(text)]
    return max((d for d in found if d and d <= today), default=None)


def _january(said: str) -> date | None:
    return date(year, 1, 1) if (year := dates.year(said)) else None
