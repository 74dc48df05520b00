"""Boards of the catalogue that a few words mean: a specialty, a state, a city, both, or words of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.extractors import catalogue
from curbside.extractors.catalogue import Entry
from curbside.job.boards import of_specialty
from curbside.onboarding import proposing, understand

HOW_TO_ADD = (
    "`curbside board add URL` takes in any careers page, `curbside add URL` a single posting; "
    "`curbside boards` lists the whole catalogue"
)


def boards(query: str) -> set[str]:
    """Names of the boards that `query` means; empty where it means none."""
    for specialty, place in _splits(query):
        fields, places = of_specialty(specialty), of_place(place)
        if fields and places:
            return fields | places
    if meant := of_specialty(query):
        return meant  # "GI" is a specialty and no part of "Virginia"
    wanted = [rf"\b{re.escape(word)}" for word in query.lower().split()]
    return {e.name for e in catalogue.all() if all(re.search(w, _words(e)) for w in wanted)} | of_place(query)


def of_place(words: str) -> set[str]:
    """Health systems in a state, or near a city and in its state."""
    places = understand.places(words)
    if places.anywhere or not (places.states or places.near):
        return set()
    return {e.name for e in catalogue.all() if proposing.at(e, places)}


def _words(entry: Entry) -> str:
    said = (entry.name, entry.title, entry.kind, entry.family, entry.platform, entry.url, entry.access, entry.reason)
    return " ".join(part for part in said if part).lower()


def _splits(query: str) -> Iterator[tuple[str, str]]:
    """("cardiology", "boston") of "cardiology boston" or "boston cardiology", whichever way it may be cut."""
    words = [w for w in query.replace(",", " , ").split() if w.lower() not in ("in", "near", "around", "at", ",")]
    for cut in range(1, len(words)):
        yield " ".join(words[:cut]), " ".join(words[cut:])
        yield " ".join(words[cut:]), " ".join(words[:cut])
