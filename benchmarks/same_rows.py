"""Whether the same input gives the same rows, in whatever order it comes and however many threads there are.

    python benchmarks/same_rows.py

Builds the sample workspace with one thread and with two, its people, affiliations and ties, the boards of each run and the
answers of each landing file shuffled differently each time, and compares every published table. Ends with status 1
where one differs.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb
import polars as pl

from curbside import demo, landing, warehouse
from curbside.demo import server
from curbside.job import day, inputs, steps
from curbside.warehouse import build, posting
from curbside.workspace import Workspace

SHUFFLED = ("person_record", "affiliation_record", "tie_record", "contact")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, server.serving(demo.openings()) as boards:
        place = Workspace(Path(folder))
        demo.lay_out(place.root, boards.urls)
        now = datetime.now(UTC) - timedelta(days=3)
        for boards.day in (1, 2, 3):
            now += timedelta(days=1)
            with place.writing():
                job = steps.prepare(place, [], lambda line: None, now=now)
                day.alone(job)
        return compare(place, job, now)


def compare(place: Workspace, job: steps.Job, now: datetime) -> int:
    found = {}
    for threads, seed in ((1, 1), (2, 2), (2, 3)):
        chance = random.Random(seed)
        with (
            mock.patch.object(warehouse, "connect", with_threads(threads)),
            mock.patch.object(landing, "read", shuffling(landing.read, chance)),
            mock.patch.object(posting, "pending", shuffled_boards(posting.pending, chance)),
        ):
            frames, _ = inputs.frames(job.settings, place, now.date())
            for name in SHUFFLED:
                frames[name] = frames[name].sample(fraction=1, shuffle=True, seed=seed)
            build.run(place.warehouse, place.landing, place.registry, place.leads, frames, now, print, anew=True)
        found[threads, seed] = tables(place)
    first, *others = found.values()
    different = sorted({name for other in others for name in first if other[name] != first[name]})
    rows = sum(len(each) for each in first.values())
    print(f"{len(first)} tables, {rows:,} rows, 1 and 2 threads, 3 orders: ", end="")
    print("all the same" if not different else "different: " + ", ".join(different))
    return int(bool(different))


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
        return {name: pl.DataFrame(con.sql(f"from {name} order by all")).rows() for name in names}


if __name__ == "__main__":
    raise SystemExit(main())
