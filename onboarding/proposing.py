"""Boards of the catalogue for a specialty and places, and what a polite visit finds there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import polars as pl

from curbside import extractors, settings
from curbside.extractors import catalogue
from curbside.extractors.catalogue import Entry
from curbside.extractors.web.client import Client
from curbside.extractors.web.host import Limits
from curbside.faults import CurbsideError
from curbside.job import trial
from curbside.job.boards import named, of_specialty, secrets
from curbside.onboarding.answers import Chosen
from curbside.onboarding.understand import Places
from curbside.transforms import place
from curbside.transforms.place_fields import FIELDS
from curbside.vocabulary.counts import counted
from curbside.vocabulary.states import STATES

SIDE_BY_SIDE = 16
MOST = 40  # hospitals' sites that are proposed; the others are counted
QUICK = Limits(connect=5, read=10, total=30, attempts=2, timeouts=1, longest_wait=20, longest_delay=30)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A board that fits. `lacks`: what it needs before it can be read; "" where it can be tried at once."""

    entry: Entry
    why: str
    lacks: str = ""


def surroundings(root: Path, email: str) -> dict[str, str]:
    """The environment of a run in `root`: the user's own address is the contact that USAJOBS asks for."""
    return {"CURBSIDE_USAJOBS_EMAIL": email, **settings.environment(root)}


def propose(specialties: list[str], places: Places, environment: Mapping[str, str]) -> tuple[list[Proposal], int]:
    """(what fits: boards of the specialties, of the whole country, hospitals' own sites near by first; how many
    further hospitals fit as well)."""
    entries = [e for e in catalogue.all() if e.access != "forbidden"]
    own = {name for s in specialties for name in of_specialty(s)}
    found = [Proposal(e, "your specialty", _lacks(e, environment)) for e in entries if e.name in own]
    everywhere = [e for e in entries if not e.specialties and not e.states and e.kind != "health system"]
    near = [(away, e, why) for e in entries if not e.specialties and (hit := at(e, places)) for away, why in [hit]]
    near.sort(key=lambda one: one[0])
    found += [Proposal(e, why, _lacks(e, environment)) for _, e, why in near[:MOST]]
    found += [Proposal(e, "all specialties", _lacks(e, environment)) for e in everywhere]
    return found, max(0, len(near) - MOST)


def _lacks(entry: Entry, environment: Mapping[str, str]) -> str:
    family = extractors.family(entry.family)
    missing = [f"CURBSIDE_{name.upper()}" for name, value in secrets(entry.family, environment).items() if not value]
    if missing:
        return f"needs a free key: {' and '.join(missing)} in the workspace's .env"
    if entry.url is None and family.url is None:
        return "is read from a file or folder of your own; see docs/families.md"
    return ""


def at(entry: Entry, places: Places) -> tuple[float, str] | None:
    """(miles or 0, why) of a site in the places asked for."""
    spot = _spots().get(entry.name) if places.near else None
    for near in places.near if spot else ():
        centre = _centre(near.place)
        if spot and centre and (away := _miles(spot, centre)) <= near.miles:
            return away, f"{away:.0f} miles from {near.place}" if away >= 0.5 else f"in {near.place}"
    if here := [s for s in entry.states if s in places.states]:
        return 1000.0, f"in {STATES[here[0]]}"
    around = {n.place.rpartition(", ")[2] for n in places.near}
    if here := [s for s in entry.states if s in around]:
        return 2000.0, f"in {STATES[here[0]]}, how near is not known"
    return None


_centre = cache(place.locate)


@cache
def _spots() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each entry that names its city."""
    named = [e for e in catalogue.all() if e.city and e.states]
    fields = {c: pl.String for c in FIELDS} | {"latitude": pl.Float64, "longitude": pl.Float64}
    rows = pl.DataFrame([{"city": e.city, "state": e.states[0]} for e in named], schema=fields)
    found = place.resolve(rows).select("latitude", "longitude").rows()
    return {e.name: spot for e, spot in zip(named, found, strict=True) if None not in spot}


def _miles(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * place.EARTH_MILES * asin(sqrt(min(1.0, half)))


def check(entries: list[Entry], contact: str, environment: Mapping[str, str]) -> Iterator[Chosen]:
    """Each board after a polite visit, in the given order; one that gave nothing is off and says why."""
    with Client(contact=contact, limits=QUICK) as client, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        yield from pool.map(lambda entry: _checked(entry.name, entry, environment, client), entries)


def own(address: str, contact: str, environment: Mapping[str, str]) -> Chosen:
    """A board of the user's own, by its address or file, after a visit."""
    with Client(contact=contact, limits=QUICK) as client:
        return _checked(address, None, environment, client)


def taken(chosen: list[Chosen], board: Chosen) -> list[Chosen]:
    """`chosen` and a board of the user's own, by a name that is free; unless it gave nothing, or is among them."""
    known = {(b.family, b.url, b.account) for b in chosen}
    if not board.enabled or (board.family, board.url, board.account) in known:
        return chosen
    name = named(board.title, board.account, {b.name for b in chosen})
    return [*chosen, board.model_copy(update={"name": name})]


def _checked(address: str, entry: Entry | None, environment: Mapping[str, str], client: Client) -> Chosen:
    name, title = (entry.name, entry.title) if entry else (named(address), address)
    try:
        tried = trial.probe(address, None, None, environment, client)
    except CurbsideError as e:
        return Chosen(name=name, title=title, enabled=False, note=str(e))
    if tried.trial is None:
        why = tried.faults[0] if tried.faults else "nothing could be read"
        return Chosen(name=name, title=title, enabled=False, note=why)
    found, board = tried.trial, tried.trial.board
    note = f"{counted(found.listed, 'posting')} when it was set up"
    if entry:
        return Chosen(name=name, title=title, note=note)
    return Chosen(name=name, title=title, family=board.family, url=board.url, account=board.account, note=note)
