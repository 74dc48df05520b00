"""The boards that a workspace pulls: `[[board]]` entries, the catalogue's ones filled in, job-alert mails."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import count
from urllib.parse import urlsplit

from curbside import extractors
from curbside.extractors import catalogue, recognise
from curbside.extractors.base import Board, Wants
from curbside.job import adding
from curbside.settings import BoardEntry, ConfigError, Settings
from curbside.workspace import Workspace


def configured(settings: Settings, workspace: Workspace, environment: Mapping[str, str]) -> list[Board]:
    """Enabled boards in the order of curbside.toml. Raises ConfigError for a name that means nothing."""
    environment = {"CURBSIDE_USAJOBS_EMAIL": settings.me.email or "", **{k: v for k, v in environment.items() if v}}
    boards = [_board(e, workspace, environment) for e in settings.board if e.enabled]
    boards = [replace(b, wants=wants(settings)) if extractors.family(b.family).replica else b for b in boards]
    names = {b.name for b in boards} | {e.name for e in settings.board}
    for path in settings.network.alerts:
        name = next(n for n in (f"alerts{i}" if i else "alerts" for i in range(1000)) if n not in names)
        names.add(name)
        boards.append(Board(name=name, family="alerts", url=str(workspace.root / path)))
    return boards + [board for board in adding.boards(workspace) if board.name not in names]


def wants(settings: Settings) -> Wants:
    """What each search needs of a hub: (states, specialties), None for all. Raises ConfigError."""
    from curbside.job.inputs import searches  # not before it is needed: it reads word lists and the gazetteer
    from curbside.transforms import place

    found = []
    for row in searches(settings).iter_rows(named=True):
        states = set(row["states"])
        for near in row["near"]:
            states |= place.states_within(near["latitude"], near["longitude"], near["miles"])
        codes = frozenset(row["specialties"]) or None
        found.append((frozenset(states) if row["states"] or row["near"] else None, codes))
    return tuple(found)


def secrets(family: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The user's keys that a family's interface asks for."""
    return {name.lower(): environment.get(f"CURBSIDE_{name}", "") for name in extractors.family(family).keys}


def of_specialty(words: str) -> set[str]:
    """Catalogue boards of the specialty that `words` mean (a name, a short form, a NUCC code); none where they mean
    none, and no boards for all specialties."""
    from curbside.transforms import specialty  # not before it is needed: it reads word lists

    code = specialty.resolve(words)
    if code is None:
        return set()
    below = {code, *specialty.descendants(code)}
    kept = {s for s, c in _codes().items() if c in below or code in specialty.descendants(c)}
    return {e.name for e in catalogue.all() if kept.intersection(e.specialties)}


@cache
def _codes() -> dict[str, str]:
    """NUCC code of each specialty that the catalogue names."""
    from curbside.transforms import specialty

    names = {s for e in catalogue.all() for s in e.specialties}
    return {name: code for name in sorted(names) if (code := specialty.resolve(name))}


def _whole(name: str, family: str, url: str | None, account: str | None, local: bool) -> None:
    """Raises ConfigError where the family cannot know what to ask."""
    kind = extractors.family(family)
    if url and "://" in url and not kind.replica and urlsplit(url).scheme not in ("http", "https"):
        raise ConfigError(
            f"curbside.toml: [[board]] {name}: {url!r} cannot be asked; url takes an address that begins with https://, "
            "or a file or folder"
        )
    if kind.tenant and not account and not local:
        raise ConfigError(
            f"curbside.toml: [[board]] {name}: {family} takes `account`, the employer's name in its addresses; "
            f"`curbside board add URL` reads it from the address of any posting"
        )
    if url is None and kind.url is None and not kind.tenant:
        raise ConfigError(f"curbside.toml: [[board]] {name}: {family} takes `url`, the address of the site or the file")


def named(url: str, account: str | None = None, taken: Iterable[str] = ()) -> str:
    """A board's name, none of those `taken`: the account, else the own word of its address's host."""
    parts = urlsplit(url)
    words = [w for w in (parts.hostname or url).split(".") if w not in ("www", "careers", "jobs", "com", "org", "net")]
    path = [p for p in parts.path.split("/") if p]
    word = (account or "").split("/")[0] or (words[0] if words else (path or ["board"])[-1])
    name = re.sub(r"[^a-z0-9-]+", "-", word.lower()).strip("-") or "board"
    held = set(taken)
    return name if name not in held else next(n for i in count(2) if (n := f"{name}-{i}") not in held)


def _board(entry: BoardEntry, workspace: Workspace, environment: Mapping[str, str]) -> Board:
    known = catalogue.find(entry.name)
    family = entry.family or (known.family if known else None)
    told = recognise.address(entry.url) if family is None and entry.url else None
    family = family or (told.family if told else None)
    if family is None:
        close = difflib.get_close_matches(entry.name, [c.name for c in catalogue.all()], 1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise ConfigError(
            f"curbside.toml: [[board]] name: {entry.name!r} is not in the catalogue; {hint}"
            "it takes a name that `curbside boards` lists, or a family and a url beside it"
        )
    if known and not entry.family and known.access == "forbidden":
        raise ConfigError(f"curbside.toml: [[board]] name: {entry.name!r} shuts automated readers out: {known.reason}")
    url = entry.url or (known.url if known and not entry.family else None)
    local = (
        url is not None and "://" not in url and (extractors.family(family).local or (workspace.root / url).exists())
    )
    account = (
        entry.account or (known.account if known and not entry.family else None) or (told.account if told else None)
    )
    _whole(entry.name, family, url, account, local)
    return Board(
        name=entry.name,
        family=family,
        url=str(workspace.root / url) if url and local else url,
        account=account,
        employer=entry.employer or (known.employer if known and not entry.family else None),
        max_postings=entry.max_postings,
        min_interval=entry.min_interval,
        public_key=entry.public_key,
        secrets=secrets(family, environment),
    )
