"""One posting told several times, and places that say nothing. Pure."""

import re
from collections.abc import Iterable
from typing import Any

from curbside.extractors.readers.fields import said_key
from curbside.extractors.readers.markup import line
from curbside.vocabulary import states

_NOWHERE = re.compile(
    r"(?:multiple|various|several|many|different|numerous|all|other|any|our|nationwide|statewide|anywhere|locations?|sites?|"
    r"facilit(?:y|ies)|offices?|clinics?|hospitals?|cit(?:y|ies)|places?|states?|hybrid|in[- ]office|on[- ]?site|in[- ]person|"
    r"flexible|open|tbd|tba|n/?a|to be determined|not specified|see (?:below|(?:job )?description)|united states(?: of america)?|"
    r"u\.?s\.?a?\.?|across the|throughout the|within the|and|or|in|the|\d+|[\s,;:/|()&+-])+",
    re.I,
)


def says_nowhere(place: str | None) -> bool:
    """Whether a place's text names none: `Multiple Locations`, `Hybrid`, `3 sites`, `Various, United States`."""
    return place is None or bool(_NOWHERE.fullmatch(place))


def is_state(place: str | None) -> bool:
    """Whether a place's text is a state and no more: `Ohio`, `OH, United States`."""
    return bool(place) and states.key(re.sub(r",? (?:USA?|United States)$", "", place or "")) in states.FORMS


def gathered(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records of one key and title as one: the first, with every place of the others and what it lacks itself.

    Postings of other titles under a key that is taken (one address for all of a firm's openings) get one of their own.
    """
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        known = found.get(record["key"])
        if known is not None and _folded(known) != _folded(record):
            record = {**record, "key": f"{record['key']}#{said_key({**record, 'places': []})}"}
            known = found.get(record["key"])
        if known is None:
            found[record["key"]] = {**record, "places": list(record.get("places") or ())}
            continue
        if "version" in known:
            known["version"] += record["version"]
        known["places"] += [p for p in record.get("places") or () if p not in known["places"]]
        for field, value in record.items():
            if known.get(field) in (None, "", []):
                known[field] = value
    return list(found.values())


def _folded(record: dict[str, Any]) -> str:
    return " ".join(re.findall(r"\w+", (line(record.get("title")) or "").lower()))
