"""Landing files that are old: of each board the newest answer of each address and posting, in `<folder>/<board>/kept.parquet`.

What the answers before them told stands in the warehouse's state of that day (`warehouse/posting/state.py`), which a
rebuild begins with. Bodies that later files refer to are kept, too.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from curbside.landing.file import COLUMNS, columns_of, save, scan, summary
from curbside.landing.runs import ORDER, kept_path, order, path_of, runs_of


def compact(folder: Path, board: str, until: str, replica: bool = False) -> int:
    """Fold the board's files up to the run `until` into kept.parquet, then remove them; how many. Raises LandingError.

    `replica`: of a hub the files of its last whole reading are enough: those that it names no more are superseded.

    Stopped anywhere, it ends the same when it is done again.
    """
    old = [run_id for run_id in runs_of(folder, board) if order(run_id) <= order(until)]
    if not old:
        return 0
    needed = _referred(folder, board, until)
    files = [path for path in (kept_path(folder, board), *(path_of(folder, board, r) for r in old)) if path.exists()]
    lean = [c for c in COLUMNS if c != "body"]
    every = pl.concat([scan(path, lean) for path in files])
    every = every.filter(pl.col("kind") != "run").sort(*ORDER, "seq", maintain_order=True)
    every = every.with_columns(about=pl.coalesce("key", "url"))
    last = _last_whole(folder, board, old) if replica else None
    told = every.filter(pl.col("run_id") == last) if last else every
    newest = told.unique(["kind", "about"], keep="last", maintain_order=True)
    holders = every.filter(pl.col("body_in") == pl.col("run_id")).unique("sha256", keep="first", maintain_order=True)
    rows = pl.concat([newest, holders.filter(pl.col("sha256").is_in(list(needed - set(newest["sha256"]))))])
    bodies = _bodies(files, set(newest["sha256"]) | needed)
    fresh = (
        rows.drop("about")
        .join(bodies, on="sha256", how="left", maintain_order="left")
        .with_columns(body_in="run_id")
        .select(list(COLUMNS))
    )
    save(fresh, kept_path(folder, board))
    for run_id in old:
        path_of(folder, board, run_id).unlink()
    return len(old)


def _last_whole(folder: Path, board: str, run_ids: list[str]) -> str | None:
    ordered = sorted(run_ids, key=order, reverse=True)
    return next((run_id for run_id in ordered if summary(folder, board, run_id).complete), None)


def _referred(folder: Path, board: str, until: str) -> set[str]:
    """sha256 of bodies that the board's later files do not hold themselves."""
    frame, _ = columns_of(folder, board, ["run_id", "kind", "sha256", "body_in"])
    later = frame.filter((pl.col("kind") != "run") & (pl.col("body_in") != pl.col("run_id")))
    return {sha for run_id, sha in later.select("run_id", "sha256").iter_rows() if order(run_id) > order(until)}


def _bodies(files: list[Path], wanted: set[str]) -> pl.DataFrame:
    parts = [
        scan(path, ["kind", "sha256", "body"]).filter(
            (pl.col("kind") != "run") & pl.col("body").is_not_null() & pl.col("sha256").is_in(list(wanted))
        )
        for path in files
    ]
    return pl.concat(parts).select("sha256", "body").unique("sha256")
