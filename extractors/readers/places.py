"""City and state as people write them in one line. Pure."""

import re

from curbside.vocabulary.states import PROVINCES, STATES

CODES = "|".join([*STATES, *(p.upper() for p in PROVINCES if len(p) == 2)])
_NAMES = "|".join(STATES.values())
PLACE = re.compile(rf"(?:(?P<city>[^,()]{{2,60}}), )?(?P<state>{CODES}|{_NAMES})")
WITHIN = re.compile(
    rf"\b(?P<city>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}), (?P<state>{CODES}|{_NAMES})\b"
)  # in a sentence
