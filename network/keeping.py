"""The last good reading of each file of [network], so that nobody is lost when a file vanishes, breaks or shrinks.

`data/network/kept/`: one folder a file with its contacts as Parquet, and `files.json`, what each held. Of sent mail and
calendars the days of contact with known people are kept together.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from curbside import whole
from curbside.network import snapshot
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, ROW_TIE, Contacts, conform
from curbside.network.model import AFFILIATION, File, Network

FOLDER = "kept"
_INDEX = "files.json"
_DAYS = "contact_days.parquet"
_FRAMES = {"contacts": CONTACT, "affiliations": ROW_AFFILIATION, "ties": ROW_TIE, "me": AFFILIATION}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file held when it was last read well: `people`, `meetings` and `messages` by number."""

    file: str
    kind: str
    entry: str  # as [network] names it
    of: str | None
    sha256: str
    read_on: str
    exported_on: str
    counts: dict[str, int] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)  # the user's own addresses and profiles of an archive

    @property
    def key(self) -> str:
        return key(self.file, self.of)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.exported_on)


def key(file: str, of: str | None) -> str:
    """One name for a file and who gave it."""
    return f"{of or 'me'}|{file}"


def load(folder: Path) -> dict[str, Kept]:
    """What is kept, by key; nothing where nothing is, or where the index is damaged."""
    try:
        rows = json.loads((folder / FOLDER / _INDEX).read_text("utf-8"))
        return {one.key: one for one in (Kept(**row) for row in rows)}
    except (OSError, ValueError, TypeError):
        return {}


def contacts(folder: Path, kept: Kept) -> Contacts | None:
    """The contacts of a kept file; None where they cannot be read."""
    place = _place(folder, kept)
    try:
        frames = {
            name: conform(pl.read_parquet(place / f"{name}.parquet", glob=False), schema)
            for name, schema in _FRAMES.items()
        }
    except (pl.exceptions.PolarsError, OSError):
        return None
    mine = {name: list(kept.more.get(name, [])) for name in ("my_urls", "my_emails")}
    return Contacts(kept.kind, **frames, **mine, newest=kept.day)  # type: ignore[arg-type]


def keep(folder: Path, files: Iterable[tuple[Kept, Contacts]], unchanged: Iterable[Kept]) -> None:
    """Keep the contacts of `files`; of `unchanged` what is there stays. Everything else is let go."""
    (folder / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = list(files)
    for one, found in fresh:
        _write(folder, one, found)
    index = [*(one for one, _ in fresh), *unchanged]
    whole.write(folder / FOLDER / _INDEX, json.dumps([asdict(one) for one in index], indent=1))
    wanted = {_place(folder, one).name for one in index}
    for place in (folder / FOLDER).iterdir():
        if place.is_dir() and place.name not in wanted:
            shutil.rmtree(place, ignore_errors=True)


def store(folder: Path, network: Network, contact_files: Iterable[File], today: date) -> None:
    """Keep what this run read well, without those whom `network` no longer holds; of the other files what was kept."""
    left = network.persons["record_id"].unique().to_list()
    fresh: list[tuple[Kept, Contacts]] = []
    same: list[Kept] = []
    for file, found in network.kept:
        one = _of(file, today, {"my_urls": found.my_urls, "my_emails": found.my_emails})
        before = network.before.get(one.key)
        if before and before.sha256 == one.sha256 and _place(folder, one).is_dir():
            same.append(one)
        else:
            fresh.append((one, _without_gone(found, left, network.ties)))
    stay = [f for f in network.files if f.status != "read"]
    for file in contact_files:
        if file.status == "read":
            same.append(_of(file, today, {}))
        else:
            stay.append(file)
    same += [network.before[k] for f in stay if (k := key(f.file, f.of)) in network.before]
    keep(folder, fresh, same)


def _of(file: File, today: date, more: dict[str, Any]) -> Kept:
    at = file.exported_on or today
    return Kept(
        file.file,
        file.kind,
        file.entry,
        file.of,
        file.sha256,
        today.isoformat(),
        at.isoformat(),
        dict(file.counts),
        more,
    )


def _without_gone(found: Contacts, left: list[str], ties: pl.DataFrame) -> Contacts:
    """The contacts of those who are still there: a forgotten person's row is not kept."""
    if found.ids is None:
        return found
    rows = found.ids.filter(pl.col("record_id").is_in(left))["row"].to_list()
    mentioned = ties["other_name"].drop_nulls().unique().to_list()
    known = pl.col("other_name").is_null() | pl.col("other_name").is_in(mentioned)
    return replace(
        found,
        contacts=found.contacts.filter(pl.col("row").is_in(rows)),
        affiliations=found.affiliations.filter(pl.col("row").is_in(rows)),
        ties=found.ties.filter(pl.col("row").is_in(rows) & known),
    )


def let_go(folder: Path, file: str) -> bool:
    """Take a file as it is from now on: what was kept of it goes. False where nothing was kept under that name."""
    index = load(folder)
    left = [one for one in index.values() if one.file != file]
    if len(left) == len(index):
        return False
    if not {one.kind for one in left} & {"mail", "calendar"}:
        (folder / FOLDER / _DAYS).unlink(missing_ok=True)
    keep(folder, [], left)
    return True


def days(folder: Path, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Kept days of contact: rows of raw.contact."""
    try:
        return pl.read_parquet(folder / FOLDER / _DAYS, glob=False).select(pl.col(c).cast(t) for c, t in schema.items())
    except (pl.exceptions.PolarsError, OSError):
        return pl.DataFrame(schema=schema)


def keep_days(folder: Path, frame: pl.DataFrame) -> None:
    """Keep the days of contact, known people's alone."""
    (folder / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    snapshot.write(folder / FOLDER / _DAYS, frame)


def forget(
    folder: Path,
    names: Iterable[str],
    words: Iterable[str],
    friend: str | None,
    clean: Callable[[str], str] | None = None,
) -> int:
    """Take one person out of all that is kept, known by `names` and by addresses, numbers and profiles (`words`), and
    all of an export that `friend` gave; how many rows went. `clean` takes them out of others' notes."""
    index = load(folder)
    called, told = list(names), list(words)
    gone = 0
    for one in index.values():
        found = contacts(folder, one)
        if found is None or (friend and one.of == friend):
            continue
        people = found.contacts
        numbers = (
            pl.col("phones").list.eval(pl.element().str.replace_all(r"\D", "").str.tail(10).is_in(told)).list.any()
        )
        theirs = pl.col("name").is_in(called) | numbers
        for column in ("emails", "urls"):
            theirs |= pl.col(column).list.eval(pl.element().str.to_lowercase().is_in(told)).list.any()
        left = people.filter(~theirs.fill_null(False))
        if clean:
            left = left.with_columns(pl.col("note").map_elements(clean, return_dtype=pl.String))
        ties = found.ties.filter(pl.col("row").is_in(left["row"].to_list()))
        if called:
            pattern = "|".join(re.escape(name) for name in called)
            ties = ties.filter(~pl.col("other_name").str.contains(f"(?i){pattern}").fill_null(False))
        if not left.equals(people) or ties.height < found.ties.height:
            gone += people.height - left.height
            found.contacts, found.ties = left, ties
            found.affiliations = found.affiliations.filter(pl.col("row").is_in(left["row"].to_list()))
            _write(folder, one, found)
    if friend:
        keep(folder, [], [one for one in index.values() if one.of != friend])
    place = folder / FOLDER / _DAYS
    if place.exists():
        frame = pl.read_parquet(place, glob=False)
        snapshot.write(place, frame.filter(~pl.col("email").is_in(told)))
    return gone


def _place(folder: Path, one: Kept) -> Path:
    return folder / FOLDER / sha256(one.key.encode()).hexdigest()[:16]


def _write(folder: Path, one: Kept, found: Contacts) -> None:
    place = _place(folder, one)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in _FRAMES:
        snapshot.write(place / f"{name}.parquet", getattr(found, name))
