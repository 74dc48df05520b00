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


def is_marked_person(values: list[str], width: int) -> bool:
    """Whether a row that begins with a mark is a person's, and no line of a legend, which stands alone. `values`: its cells
    that say something; `width`: how many it has."""
    bare = _FRONT.sub("", values[0])
    if bare == values[0] or programs.is_role(bare):
        return False
    return len(values) > 2 or (programs.is_person(bare) and (len(values) == 2 or width == 1))


def bare(text: str) -> str:
    """`text` without the mark before it."""
    return _FRONT.sub("", text)


def day(said: Iterable[str], today: date) -> date | None:
    """The newest day on which a list says that it was made ("Updated June 2018"); of a month or year its first."""
    found = [dates.day(match[1]) or _january(match[1]) for text in said for match in _DAY.finditer(text)]
    return max((d for d in found if d and d <= today), default=None)


def _january(said: str) -> date | None:
    return date(year, 1, 1) if (year := dates.year(said)) else None
