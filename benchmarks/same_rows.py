"""Whether the same input gives the same rows, in whatever order it comes and however many threads there are.

    python benchmarks/same_rows.py

Builds the sample workspace with one thread and with two, its people, affiliations and ties shuffled differently each
time, and compares every published table. Ends with status 1 where one differs.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import duckdb
import polars as pl

from curbside import demo, warehouse
from curbside.demo import server
from curbside.job import day, inputs, steps
from curbside.warehouse import build
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
        with mock.patch.object(warehouse, "connect", with_threads(threads)):
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
