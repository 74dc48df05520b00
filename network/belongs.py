"""Where in `[network]` a file of the user's own belongs: told by its ending and by what it holds."""

from __future__ import annotations

import re
from pathlib import Path

from curbside.network import files, kinds
from curbside.network.model import Problem, Source

# Where the file cannot be told by what it holds
_ENDINGS = {".ics": "calendar", ".mbox": "sent", ".eml": "sent"}
_STARTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.I)


def key(file: Path) -> str:
    """The key of `[network]`: linkedin, google, outlook, vcard, roster, calendar or sent.

    Raises ValueError, one line, for a file of which nothing can be read.
    """
    with file.open("rb") as opened:
        if _STARTS.match(opened.read(4 * 1024)):
            return "calendar"
    if (told := _ENDINGS.get(file.suffix.lower())) is not None:
        return told
    problems: list[Problem] = []
    # As of a friend's file, whose kind nobody says either
    found = next(files.exports(Source("friend", file), file.parent, problems), None)
    if found is None:
        said = next((f"{p.text}; {p.remedy}" for p in problems), "nothing in it is known")
        raise ValueError(f"{file.name}: {said}")
    return kinds.of(found, [])
