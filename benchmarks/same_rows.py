"""Whether the same input gives the same rows, in whatever order it comes and however many threads there are.

    python benchmarks/same_rows.py

Builds the sample workspace, with people who are equally near and words said at one moment, with one thread and with two;
the user's people, affiliations, ties and words, the boards of each run, the answers of each landing file and the rows of every
table that a step makes are shuffled differently each time. Compares every published table, its rows in their order. Ends with
status 1 where one differs. tests/test_same_rows.py asks the same of two builds.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb
import polars as pl

from curbside import demo, landing, warehouse
from curbside.demo import server
from curbside.job import day, inputs, steps
from curbside.network import journal
from curbside.warehouse import build, model, posting
from curbside.workspace import Workspace

SHUFFLED = ("person_record", "affiliation_record", "tie_record", "contact", "journal")
# Two and three at a house, of whom one list says the same.
EQUALS = [
    ("Hannah Quist", "Harbor Light Medical Center", "Cardiologist"),
    ("Milo Quist", "Harbor Light Medical Center", "Cardiologist"),
    ("Olga Brandt", "Harbor Light Medical Center", "Medical Director"),
    ("Peter Brandt", "Harbor Light Medical Center", "Medical Director"),
    ("Ruth Calder", "St. Brendan's Hospital", "Hospitalist"),
    ("Simon Calder", "St. Brendan's Hospital", "Hospitalist"),
    ("Tessa Calder", "St. Brendan's Hospital", "Hospitalist"),
]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, server.serving(demo.openings()) as boards:
        place = Workspace(Path(folder))
        demo.lay_out(place.root, boards.urls)
        equals(place)
        now = datetime.now(UTC) - timedelta(days=3)
        for boards.day in (1, 2, 3):
            now += timedelta(days=1)
            with place.writing():
                job = steps.prepare(place, [], lambda line: None, now=now)
                day.alone(job)
        say(place, now)
        frames, _ = inputs.frames(job.settings, place, now.date())
        found = [built(place, frames, now, *way) for way in ((1, 1), (2, 2), (2, 3))]
    different = differing(found)
    rows = sum(len(each) for each in found[0].values())
    print(f"{len(found[0])} tables, {rows:,} rows, 1 and 2 threads, 3 orders: ", end="")
    print("all the same" if not different else "different: " + ", ".join(different))
    return int(bool(different))


def equals(place: Workspace) -> None:
    """People of whom a list says the same, in the workspace's own roster."""
    lines = [f'"{name}",,{house},{title},Columbus,OH,2025-03-01' for name, house, title in EQUALS]
    file = place.root / "network" / "equals.csv"
    file.write_text("\n".join(["name,email,employer,title,city,state,last contact", *lines]) + "\n", "utf-8")
    config = place.config.read_text("utf-8")
    place.config.write_text(config.replace("roster = [", 'roster = ["network/equals.csv", ', 1), "utf-8")


def say(place: Workspace, now: datetime) -> None:
    """Words of one moment: three contacts a person and lead of one day, labels, and what was put off twice."""
    with duckdb.connect(str(place.leads), read_only=True) as con:
        people = [i for (i,) in con.execute("select person_id from people order by name limit 9").fetchall()]
        leads = [i for (i,) in con.execute("select lead_id from leads order by title, lead_id limit 3").fetchall()]
    on = (now - timedelta(days=9)).date()
    for n, person in enumerate(people):
        journal.append(place.journal, *words(person, leads[n % len(leads)], now - timedelta(days=3, minutes=n), on))


def words(person: str, lead: str, at: datetime, on: date) -> list[journal.Entry]:
    def entry(verb: str, thing: str | None, **detail: Any) -> journal.Entry:
        return journal.Entry(at, verb, person, thing, {"ids": [person], **detail})

    of_lead = {"on": str(on), "lead": lead, "how": "call"}
    return [
        entry("log", None, ask="opening", **of_lead),
        entry("log", None, ask="introduction", **of_lead),
        *(entry("log", None, helped=how, mood=mood, note=mood, next=str(on + timedelta(days=25)), **of_lead)
          for how, mood in (("introduction", "good"), ("opening", "bad"), ("advice", "good"))),
        *(entry("label", called) for called in ("friend", "colleague")),
        *(entry("later", str(on + timedelta(days=days)), lead=lead) for days in (20, 30)),
        *(entry("tip", "Harborlight Medical Center", title="Cardiologist", place="Columbus, OH", note=note)
          for note in ("told twice", "and once more")),
        journal.Entry(at, "stage", lead, "applied"),
        journal.Entry(at, "stage", lead, "interview"),
    ]  # fmt: skip


def built(
    place: Workspace, frames: dict[str, pl.DataFrame], now: datetime, threads: int, seed: int
) -> dict[str, list[tuple]]:
    """The published tables of the workspace built anew, its rows shuffled by the seed."""
    chance = random.Random(seed)
    frames = {n: f.sample(fraction=1, shuffle=True, seed=seed) if n in SHUFFLED else f for n, f in frames.items()}
    with (
        mock.patch.object(warehouse, "connect", with_threads(threads)),
        mock.patch.object(landing, "read", shuffling(landing.read, chance)),
        mock.patch.object(posting, "pending", shuffled_boards(posting.pending, chance)),
        mock.patch.object(model, "execute", shuffled_tables(model.execute, seed)),
    ):
        build.run(place.warehouse, place.landing, place.registry, place.leads, frames, now, print, anew=True)
    return tables(place)


def differing(found: list[dict[str, list[tuple]]]) -> list[str]:
    first, *others = found
    return sorted({name for other in others for name in first if other[name] != first[name]})


def shuffled_tables(execute: Callable[..., None], seed: int) -> Callable[..., None]:
    """model.execute, and the rows of what the file made in another order."""

    def one(con: duckdb.DuckDBPyConnection, name: str, parameters: Any = None) -> None:
        execute(con, name, parameters)
        if name.startswith(("schema/", "macro/", "publish/")):
            return
        file = model.parse(name, model.sql(name))
        for table in sorted(
            t for t in file.makes | file.changes if "()" not in t and f"view {t} " not in model.sql(name)
        ):
            if con.execute(f"select count(*) > 1 from {table}").fetchone() == (True,):
                con.execute(f"create or replace temp table shuffled as from {table} order by hash(rowid + {seed})")
                con.execute(f"delete from {table}; insert into {table} from shuffled")

    return one


def shuffling(read: Callable[..., Any], chance: random.Random) -> Callable[..., Any]:
    """landing.read with the answers of a file in another order."""

    def one(*args: Any) -> Any:
        run, answers = read(*args)
        return run, chance.sample(answers, len(answers))

    return one


def shuffled_boards(pending: Callable[..., Any], chance: random.Random) -> Callable[..., Any]:
    """posting.pending with the boards of a run in another order; runs keep theirs."""
    return lambda *args: {run: chance.sample(boards, len(boards)) for run, boards in pending(*args).items()}


def with_threads(threads: int):
    connect = warehouse.connect

    def one(path: Path | str = ":memory:") -> duckdb.DuckDBPyConnection:
        con = connect(path)
        con.execute(f"set threads = {threads}")
        return con

    return one


def tables(place: Workspace) -> dict[str, list[tuple]]:
    with duckdb.connect(str(place.leads), read_only=True) as con:
        names = [t for (t,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: pl.DataFrame(con.sql(f"from {name}")).rows() for name in names}


if __name__ == "__main__":
    raise SystemExit(main())
