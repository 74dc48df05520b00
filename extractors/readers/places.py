"""City and state as people write them in one line. Pure."""

import re
from collections.abc import Iterable
from typing import Any

from curbside.vocabulary.states import PROVINCES, STATES

CODES = "|".join([*STATES, *(p.upper() for p in PROVINCES if len(p) == 2)])
_NAMES = "|".join(STATES.values())
PLACE = re.compile(rf"(?:(?P<city>[^,()]{{2,60}}), )?(?P<state>{CODES}|{_NAMES})")
WITHIN = re.compile(
    rf"\b(?P<city>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}), (?P<state>{CODES}|{_NAMES})\b"
)  # in a sentence
MOST = 500  # of one posting: a firm that names every town of the country names none


def apart(places: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each place once, in order, `MOST` at most; linear, as a page may name a hundred thousand."""
    held: dict[tuple[Any, ...], dict[str, Any]] = {}
    for place in places:
        held.setdefault(tuple(sorted(place.items())), place)
        if len(held) == MOST:
            break
    return list(held.values())
