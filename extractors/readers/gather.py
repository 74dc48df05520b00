"""One posting told several times, and places that say nothing. Pure."""

import re
from collections.abc import Iterable
from typing import Any

from curbside.extractors.readers.fields import said_key
from curbside.extractors.readers.markup import line
from curbside.extractors.readers.places import apart
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


def gathered(records: Iterable[dict[str, Any]], most: int | None = None) -> list[dict[str, Any]]:
    """Records of one key and title as one: the first, with every place of the others and what it lacks itself.

    Postings of other titles under a key that is taken (one address for all of a firm's openings) get one of their own.
    `most`: the board's max_postings; one more is read, so that it shows, and what stands behind costs nothing.
    Linear in the records: a feed may tell one posting half a million times.
    """
    found: dict[str, dict[str, Any]] = {}
    versions: dict[str, list[str]] = {}
    places: dict[str, list[Any]] = {}
    for record in records:
        known = found.get(record["key"])
        if known is not None and known.get("title") != record.get("title") and _folded(known) != _folded(record):
            record = {**record, "key": f"{record['key']}#{said_key({**record, 'places': []})}"}
            known = found.get(record["key"])
        key = record["key"]
        versions.setdefault(key, []).append(record.get("version", ""))
        places.setdefault(key, []).extend(record.get("places") or ())
        if known is None:
            if most is not None and len(found) > most:
                break
            found[key] = {**record}
            continue
        for field, value in record.items():
            if known.get(field) in (None, "", []):
                known[field] = value
    for key, record in found.items():
        record["places"] = apart(places[key])
        if "version" in record:
            record["version"] = "".join(versions[key])
    return list(found.values())


def _folded(record: dict[str, Any]) -> str:
    return " ".join(re.findall(r"\w+", (line(record.get("title")) or "").lower()))
