"""What was read of a hub into postings: its rows with their state and history, taken as they stand there."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from curbside import landing
from curbside.extractors.base import Answer
from curbside.extractors.readers import hubfile
from curbside.extractors.readers.hubfile import Manifest
from curbside.warehouse import model

SAID = model.Call(
    "posting/replica_said",
    reads=frozenset({"raw.hub"}),
    changes=frozenset({"replica_said", "replica_seen"}),
    part="replica",
)
ROWS = model.Call(
    "posting/replica_rows",
    reads=frozenset({"raw.hub", "raw.hub_part", "replica_own"}),
    changes=frozenset({"replica_history", "replica_part", "replica_place", "replica_posting", "replica_run"}),
    part="replica",
)
REMOVED = "removed"


def apply(con: duckdb.DuckDBPyConnection, run: landing.BoardRun, answers: list[Answer]) -> None:
    """Apply one landed reading of a hub, within the caller's transaction.

    What was not read whole, or is older than what was read before, changes nothing and says why in `board_runs`.
    """
    manifest, status, error = _judged(con, run, answers)
    calls = {
        SAID: lambda: _said(con, run, manifest, status, error),
        ROWS: lambda: _rows(con, run, manifest, answers) if manifest else None,
    }
    model.run(con, "posting", calls=calls, part="replica")


def _said(
    con: duckdb.DuckDBPyConnection, run: landing.BoardRun, manifest: Manifest | None, status: str, error: str | None
) -> None:
    con.execute(
        "insert into replica_said values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run.board, run.run_id, run.family, run.started_at, run.ended_at, status, error, run.listed, run.fetched,
            run.requests, manifest is not None, run.status == REMOVED, manifest.serial if manifest else None,
            manifest.published_at if manifest else None,
        ],
    )  # fmt: skip
    for board, when in manifest.last_seen.items() if manifest else ():
        con.execute("insert into replica_seen values (?, ?)", [board, when])


def _rows(con: duckdb.DuckDBPyConnection, run: landing.BoardRun, manifest: Manifest, answers: list[Answer]) -> None:
    """The files of the manifest that were read: all of them where other boards than before are the hub's to tell of."""
    bodies = {hashlib.sha256(a.body).hexdigest(): a.body for a in answers}
    known = {path for (path,) in con.execute("select path from raw.hub_part where hub = ?", [run.board]).fetchall()}
    own = [board for (board,) in con.execute("select board from replica_own order by board").fetchall()]
    if con.execute("select own from raw.hub where hub = ?", [run.board]).fetchone() != (own,):
        known = set()
    parts = [p for p in manifest.parts if p.sha256 in bodies]
    new = [p for p in parts if p.path not in known]
    con.execute(
        "insert into replica_part select unnest(?), unnest(?)",
        [[p.path for p in parts], [p.path not in known for p in parts]],
    )
    with TemporaryDirectory() as folder:
        if new:
            files = [_file(Path(folder, f"{n}.parquet"), bodies[part.sha256]) for n, part in enumerate(new)]
            _read(con, files, [part.path for part in new])
        _runs(con, _file(Path(folder, "runs.parquet"), bodies[manifest.runs.sha256]))


def _judged(
    con: duckdb.DuckDBPyConnection, run: landing.BoardRun, answers: list[Answer]
) -> tuple[Manifest | None, str, str | None]:
    """The manifest if it is to be taken, the reading's status, and what is wrong with it."""
    if run.status == REMOVED or not run.complete or not answers:
        return None, run.status, run.error
    manifest = hubfile.opened(answers[0].body, None)
    if manifest.runs.sha256 not in {hashlib.sha256(a.body).hexdigest() for a in answers}:
        return None, "suspicious", "the list of runs that it names was not read; nothing was taken"
    last = con.execute("select serial, published_at from raw.hub where hub = ?", [run.board]).fetchone()
    if last and manifest.serial < last[0]:
        return (
            None, "suspicious",
            f"published as number {manifest.serial}, and number {last[0]} was read before: an old copy; nothing was taken",
        )  # fmt: skip
    age = run.started_at - manifest.published_at
    if age > timedelta(days=manifest.stale_days):
        return manifest, "suspicious", f"last published {age.days} days ago, on {manifest.published_at:%Y-%m-%d}"
    return manifest, run.status, run.error


def _read(con: duckdb.DuckDBPyConnection, files: list[str], paths: list[str]) -> None:
    """The rows of files (named 0, 1, …, `paths` in the hub) into the temporary tables, by the columns both sides know."""
    rows = "read_parquet(?, union_by_name = true, filename = true)"
    both = _both(con, "replica_posting", files)
    con.execute(
        f"insert into replica_posting by name select {both}, list_extract(?, parse_filename(filename, true)::integer + 1)"
        f" as path from {rows}",
        [paths, files],
    )
    for table, column in (("replica_place", "places"), ("replica_history", "history")):
        con.execute(
            f"""insert into {table} by name
            select posting_id, x.* from (select posting_id, unnest({column}) as x from {rows})""",
            [files],
        )


def _runs(con: duckdb.DuckDBPyConnection, file: str) -> None:
    both = _both(con, "replica_run", [file])
    con.execute(f"insert into replica_run by name select {both} from read_parquet(?)", [file])


def _both(con: duckdb.DuckDBPyConnection, table: str, files: list[str]) -> str:
    """The columns of a table that the files have as well."""
    query = "describe select * from read_parquet(?, union_by_name = true)"
    held = {name for (name, *_) in con.execute(query, [files]).fetchall()}
    return ", ".join(f'"{c}"' for c in con.table(table).columns if c in held)


def _file(path: Path, body: bytes) -> str:
    path.write_bytes(body)
    return str(path)
