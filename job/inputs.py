"""What the user says and has, as the frames that the warehouse loads anew in each run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from curbside import landing, network
from curbside.forget import returning
from curbside.job import told
from curbside.network import contact_log, forgotten, health, journal, keeping, snapshot
from curbside.network.forgotten import Forgotten
from curbside.network.journal import Entry
from curbside.network.model import File, Kind, Me, Network, Problem, Source
from curbside.network.tally import Clock
from curbside.settings import ConfigError, Friend, Settings
from curbside.transforms import place, specialty
from curbside.workspace import Workspace

NEAR = pl.Struct({"place": pl.String, "miles": pl.Float64, "latitude": pl.Float64, "longitude": pl.Float64})
SEARCH: dict[str, Any] = {
    "ord": pl.Int32,
    "search": pl.String,
    "specialties": pl.List(pl.String),
    "states": pl.List(pl.String),
    "near": pl.List(NEAR),
    "employment": pl.List(pl.String),
    "min_pay": pl.Float64,
    "visa": pl.List(pl.String),
    "agencies": pl.Boolean,
    "exclude": pl.List(pl.String),
    "own_employer": pl.Boolean,
}
ME: dict[str, Any] = {"name": pl.String, "email": pl.String, "specialties": pl.List(pl.String)}
KINDS: tuple[Kind, ...] = ("linkedin", "google", "outlook", "vcard", "roster")


def codes(names: list[str], section: str) -> list[str]:
    """NUCC codes that `names` stand for, with everything below them. Raises ConfigError for an unknown name."""
    found: list[str] = []
    for name in names:
        code = specialty.resolve(name)
        if code is None:
            raise ConfigError(
                f"curbside.toml: {section} specialties: {name!r} is no specialty known here; "
                f"{f'did you mean {close[0]}? ' if (close := specialty.close(name)) else ''}"
                "it takes NUCC names (Cardiovascular Disease), common short forms (GI) or NUCC codes"
            )
        found += [c for c in specialty.descendants(code) if c not in found]
    return found


def _meant(text: str) -> str:
    states = place.bearers(text)
    return f"did you mean {' or '.join(f'{text}, {s}' for s in states[:3])}? " if states else ""


def searches(settings: Settings) -> pl.DataFrame:
    """One row a search: raw.search."""
    codes(settings.me.specialties, "[me]")  # also where each search names its own: the network is read by them
    rows = []
    for number, s in enumerate(settings.search, 1):
        section = f"[[search]] number {number}"
        near = []
        for n in s.near:
            spot = place.locate(n.place)
            if spot is None:
                raise ConfigError(
                    f"curbside.toml: {section} near.place: {n.place!r} is not found; {_meant(n.place)}it takes a city "
                    "with its state (Boston, MA) or a ZIP code"
                )
            near.append({"place": n.place, "miles": n.miles, "latitude": spot[0], "longitude": spot[1]})
        rows.append(
            {
                "ord": number,
                "search": s.name,
                "specialties": codes(settings.specialties_of(s), "[me]" if s.specialties is None else section),
                "states": s.states,
                "near": near,
                "employment": s.employment,
                "min_pay": s.min_pay,
                "visa": s.visa,
                "agencies": s.agencies,
                "exclude": s.exclude,
                "own_employer": settings.me.own_employer,
            }
        )
    return pl.DataFrame(rows, schema=SEARCH)


def sources(settings: Settings, workspace: Workspace, gone: Forgotten | None = None) -> list[Source]:
    """Files and folders of `[network]`, each with what it is and whose it is; none of a friend who is `gone`."""
    found = [Source(kind, workspace.root / path, None) for kind in KINDS for path in getattr(settings.network, kind)]
    friends = [f for f in settings.network.friends if not (gone and gone.knows(forgotten.friend_key(f.of)))]
    return found + [s for f in friends for s in _of_friend(f, workspace)]


def _of_friend(friend: Friend, workspace: Workspace) -> list[Source]:
    named = [(kind, getattr(friend, kind)) for kind in KINDS]
    return [Source(kind, workspace.root / path, friend.of) for kind, path in named if path]


def me(settings: Settings) -> Me:
    return Me(
        name=settings.me.name,
        email=settings.me.email,
        training=[(t.kind, t.institution, t.program, t.start, t.end) for t in settings.me.training],
        positions=[(p.employer, p.title, p.start, p.end) for p in settings.me.position],
    )


def frames(
    settings: Settings, workspace: Workspace, today: date, keep: bool = True
) -> tuple[dict[str, pl.DataFrame], list[str]]:
    """Rows of the `raw` tables by name, and one line for each thing that could not be read. `keep`: what was read well
    is kept for the day on which it is not; `doctor` only looks."""
    said, problems = journal.read(workspace.journal)
    gone = forgotten.of(said)
    people = network.read(sources(settings, workspace, gone), me(settings), workspace.snapshots, today)
    forgotten.strip(people, gone)
    if clean := returning.cleaner(gone):  # whom another's note names
        of_text = pl.col("note").map_elements(lambda note: clean(note.encode()).decode(), return_dtype=pl.String)
        people.persons = people.persons.with_columns(of_text)
    contacts, unread = _contacts(settings, workspace, people, said, today)
    files = health.frame([*people.files, *unread.files], people.before, today, [*people.problems, *unread.problems])
    if keep:
        snapshot.keep(workspace.snapshots, people)
        keeping.store(workspace.snapshots, people, unread.files, today)
        keeping.keep_days(workspace.snapshots, contacts)
    own = [
        {"name": settings.me.name, "email": settings.me.email, "specialties": codes(settings.me.specialties, "[me]")}
    ]
    return {
        "me": pl.DataFrame(own, schema=ME),
        "search": searches(settings),
        "person_record": people.persons,
        "affiliation_record": people.affiliations,
        "tie_record": people.ties,
        "move": people.moves,
        "network_file": files,
        "journal": journal.frame(said),
        "contact": contacts,
        "told": told.frame(workspace.digests, {run_id for run_id, _ in landing.runs(workspace.landing)}),
        "told_lead": told.leads(workspace.digests),
    }, [str(p) for p in [*people.problems, *unread.problems]] + problems + _fileless(settings)


def _fileless(settings: Settings) -> list[str]:
    """A line for each friend of whom nothing can be read."""
    friends = [f.of for f in settings.network.friends if not any(getattr(f, kind) for kind in KINDS)]
    return [f"[network] friends: no file of {name} is named; it takes {', '.join(KINDS)}" for name in friends]


@dataclass(slots=True)
class _Unread:
    """What could not be read of mail and calendars, and how each file is."""

    problems: list[Problem] = field(default_factory=list)
    files: list[File] = field(default_factory=list)


def _contacts(
    settings: Settings, workspace: Workspace, people: Network, said: list[Entry], today: date
) -> tuple[pl.DataFrame, _Unread]:
    """Days of contact from sent mail and calendars, with people whom the user knows; nobody else's address stays. Where
    a file is not as it was, the days that were kept stay."""
    if not settings.network.sent and not settings.network.calendar:
        return pl.DataFrame(schema=contact_log.CONTACT), _Unread()
    own = people.persons.filter(pl.col("record_id") == "me")["emails"].explode().to_list()
    sent, calendar = ([Path(path) for path in paths] for paths in (settings.network.sent, settings.network.calendar))
    clock = Clock(today, settings.zone, settings.clock is not None)
    found, problems, tallies = contact_log.read(
        sent, calendar, [settings.me.email, *settings.me.emails, *own], workspace.root, clock
    )
    known = people.persons["emails"].explode().drop_nulls().str.to_lowercase().to_list()
    known += [str(e.detail["email"]).lower() for e in said if e.verb == "met" and e.detail.get("email")]
    files = contact_log.files(tallies, problems, sent, calendar, workspace.root)
    entries: list[tuple[str, str | None]] = [(f.entry, None) for f in files]
    gone = [one for one in health.vanished(entries, files, people.before) if one.kind in ("mail", "calendar")]
    files = [f for f in files if f.status != "missing" or f.file not in {one.entry for one in gone}]
    files += [File(one.file, one.kind, one.sha256, one.day, one.entry, one.of, "missing") for one in gone]
    for file in files:
        before = people.before.get(keeping.key(file.file, file.of))
        file.status = health.status(file, before)
    problems = health.troubles(files, people.before, problems)
    if any(file.status != "read" for file in files):
        kept = keeping.days(workspace.snapshots, contact_log.CONTACT)
        found = pl.concat([found, kept]).unique(
            ["email", "contact_on", "how", "source"], keep="first", maintain_order=True
        )
    return found.filter(pl.col("email").is_in(known)), _Unread(problems, files)
