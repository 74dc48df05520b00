"""Landing files: written whole or not at all, read back with every body in place."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import polars.exceptions

from curbside import whole
from curbside.extractors.base import Answer
from curbside.landing.runs import LandingError, kept_path, path_of, runs_of

INSTANT = pl.Datetime("us", "UTC")
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "run_id": pl.String,
    "board": pl.String,
    "family": pl.String,
    "seq": pl.Int64,  # 0: the run; answers from 1 in the order of arrival
    "kind": pl.String,  # run, list, page
    "key": pl.String,  # of a page: the posting
    "version": pl.String,
    "postings": pl.Int64,  # of a page: how many it held, where counted
    "url": pl.String,
    "status": pl.Int64,
    "fetched_at": INSTANT,
    "content_type": pl.String,
    "etag": pl.String,
    "last_modified": pl.String,
    "sha256": pl.String,  # of the body, hexadecimal
    "body_in": pl.String,  # run_id of the board's file that holds the body
    "body": pl.Binary,  # null unless this row holds it
}
Clean = Callable[[bytes], bytes]
ROW_GROUP = 512  # rows; a few tens of megabytes of job pages
STALE = 24 * 3600.0  # seconds after which a temporary file belongs to nobody


@dataclass(frozen=True, slots=True)
class BoardRun:
    """One board's part in one run. Times are UTC; `complete`: what the lists lack, the board lacks."""

    run_id: str
    board: str
    family: str
    url: str | None
    account: str | None
    started_at: datetime
    ended_at: datetime
    status: str  # done, partial, failed
    error: str | None
    listed: int
    fetched: int
    requests: int
    complete: bool
    employer: str | None = None  # as configured; files of before it was kept have none
    max_postings: int | None = None  # as configured; None: no bound


def write(folder: Path, run: BoardRun, answers: Iterable[Answer], clean: Clean | None = None) -> Path:
    """Land one board's run; returns the file. LandingError where it cannot be written or is there already.

    `clean`: what is kept of a body; its sha256 stays that of the body as it came.
    """
    path = path_of(folder, run.board, run.run_id)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _sweep(path.parent)
        if path.exists():
            raise LandingError(f"{path}: this run has landed already; landing files are never changed")
        frame = _frame(run, answers, held(folder, run.board), clean)
        save(frame, path)
    except OSError as e:
        raise unwritten(path, e) from e
    return path


def save(frame: pl.DataFrame, path: Path) -> None:
    """Write a file of landing's columns, whole or not at all, for its owner alone. Raises LandingError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            # Statistics would repeat whole bodies as their minimum and maximum
            whole.parquet(frame, temporary, compression="zstd", statistics=False, row_group_size=ROW_GROUP)
            _sync(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync(path.parent)
    except OSError as e:
        raise unwritten(path, e) from e


def unwritten(path: Path, e: OSError) -> LandingError:
    """The one line about a file that cannot be written."""
    return LandingError(f"{path}: cannot be written ({e.strerror or e}); check free disk and rights")


def read(folder: Path, board: str, run_id: str) -> tuple[BoardRun, list[Answer]]:
    """The run and its answers in the order of arrival, bodies of earlier files put in place.

    LandingError names the file that is missing, damaged or lacks a body.
    """
    path = path_of(folder, board, run_id)
    frame = scan(path, list(COLUMNS))
    summary = frame.filter(pl.col("kind") == "run")
    if summary.height != 1:
        raise LandingError(f"{path}: has no summary row; move it away and run `curbside rebuild`")
    run = _run(json.loads(summary["body"][0]), path)
    frame = frame.filter(pl.col("kind") != "run")
    elsewhere = frame.filter(pl.col("body").is_null()).select("sha256", "body_in").unique()
    bodies: dict[str, bytes] = dict(frame.drop_nulls("body").select("sha256", "body").iter_rows())
    for (other,), wanted in elsewhere.filter(~pl.col("sha256").is_in(list(bodies))).group_by("body_in"):
        bodies |= bodies_of(path_of(folder, board, str(other)), wanted["sha256"].to_list())
    lost = elsewhere.filter(~pl.col("sha256").is_in(list(bodies)))
    if lost.height:
        other = path_of(folder, board, lost["body_in"][0])
        raise LandingError(f"{path}: {lost.height} of its bodies should be in {other} and are not")
    rows = frame.sort("seq").select(
        "kind", "url", "status", "fetched_at", "sha256", "content_type", "etag", "last_modified", "key", "version",
        "postings",
    )  # fmt: skip
    return run, [
        Answer(kind, url, status, at, bodies[sha], *rest) for kind, url, status, at, sha, *rest in rows.iter_rows()
    ]


def summary(folder: Path, board: str, run_id: str) -> BoardRun:
    """The run alone, without its answers. LandingError names the file."""
    path = path_of(folder, board, run_id)
    try:
        first = pl.scan_parquet(path, glob=False).select("kind", "body").head(1).collect()
    except (OSError, polars.exceptions.PolarsError) as e:
        raise damaged(path, e) from e
    if first["kind"].to_list() != ["run"]:
        raise LandingError(f"{path}: has no summary row; move it away and run `curbside rebuild`")
    return _run(json.loads(first["body"][0]), path)


def bodies_of(path: Path, shas: list[str]) -> dict[str, bytes]:
    """Those of the named bodies that the file itself holds, or held. LandingError where it cannot be read."""
    kept = kept_path(path.parent.parent, path.parent.name)
    path = kept if kept.exists() and not path.exists() else path
    try:
        found = (
            pl.scan_parquet(path, glob=False)
            .filter(pl.col("sha256").is_in(shas) & (pl.col("body_in") == pl.col("run_id")) & (pl.col("kind") != "run"))
            .select("sha256", "body")
            .drop_nulls()
            .collect()
        )
    except (OSError, polars.exceptions.PolarsError) as e:
        raise damaged(path, e) from e
    return dict(found.iter_rows())


def scan(path: Path, columns: list[str]) -> pl.DataFrame:
    """Some columns of one file. LandingError where it cannot be read."""
    try:
        return pl.scan_parquet(path, glob=False).select(columns).collect()
    except (OSError, polars.exceptions.PolarsError) as e:
        raise damaged(path, e) from e


def damaged(path: Path, e: Exception) -> LandingError:
    """The one line about a file that cannot be read."""
    if isinstance(e, FileNotFoundError):
        return LandingError(f"{path}: no such landing file; put it back from a backup")
    return LandingError(f"{path}: damaged or not a landing file; put it back from a backup or move it away")


def columns_of(folder: Path, board: str, columns: list[str]) -> tuple[pl.DataFrame, list[str]]:
    """Some columns of all the board's readable files together, and a line for each that is not readable."""
    files = [path_of(folder, board, run_id) for run_id in runs_of(folder, board)]
    files = [*([kept] if (kept := kept_path(folder, board)).exists() else []), *files]
    good = [f for f in files if _looks_whole(f)]
    problems = [str(damaged(f, OSError())) for f in files if f not in set(good)]
    schema = {c: COLUMNS[c] for c in columns}
    if not good:
        return pl.DataFrame(schema=schema), problems
    try:
        return pl.scan_parquet(good, glob=False).select(columns).collect(), problems
    except (OSError, polars.exceptions.PolarsError):
        pass
    frames = [pl.DataFrame(schema=schema)]
    for file in good:
        try:
            frames.append(scan(file, columns))
        except LandingError as e:
            problems.append(str(e))
    return pl.concat(frames), problems


def held(folder: Path, board: str) -> dict[str, str]:
    """sha256 → run_id of the file that holds the body, over all the board's readable files."""
    frame, _ = columns_of(folder, board, ["sha256", "body_in", "run_id", "kind"])
    own = frame.filter((pl.col("body_in") == pl.col("run_id")) & (pl.col("kind") != "run"))
    return dict(own.select("sha256", "run_id").unique("sha256").iter_rows())


def _looks_whole(path: Path) -> bool:
    """Whether the file begins and ends as Parquet does (the cheap half of the check)."""
    try:
        with path.open("rb") as f:
            if f.read(4) != b"PAR1":
                return False
            f.seek(-8, os.SEEK_END)
            size, mark = f.read(4), f.read(4)
            return mark == b"PAR1" and int.from_bytes(size, "little") + 12 <= f.tell()
    except OSError:
        return False


def _frame(run: BoardRun, answers: Iterable[Answer], there: dict[str, str], clean: Clean | None) -> pl.DataFrame:
    summary = json.dumps({**asdict(run), "started_at": _text(run.started_at), "ended_at": _text(run.ended_at)}).encode()
    rows: list[tuple[Any, ...]] = [
        (
            0,
            "run",
            None,
            None,
            None,
            "",
            0,
            run.ended_at,
            "application/json",
            None,
            None,
            "",
            run.run_id,
            summary,
        )
    ]
    for seq, a in enumerate(answers, 1):
        sha = hashlib.sha256(a.body).hexdigest()
        holder = there.get(sha)
        body = (clean(a.body) if clean else a.body) if holder is None else None
        there[sha] = holder = holder or run.run_id
        rows.append(
            (seq, a.kind, a.key, a.version, a.postings, a.url, a.status, a.fetched_at, a.content_type, a.etag,
             a.last_modified, sha, holder, body)
        )  # fmt: skip
    common = {"run_id": run.run_id, "board": run.board, "family": run.family}
    frame = pl.DataFrame(rows, schema={c: t for c, t in COLUMNS.items() if c not in common}, orient="row")
    return frame.with_columns(**{c: pl.lit(v, pl.String) for c, v in common.items()}).select(list(COLUMNS))


def _run(said: dict[str, Any], path: Path) -> BoardRun:
    try:
        values = {f.name: said[f.name] for f in fields(BoardRun) if f.name in said or f.default is MISSING}
        for name in ("started_at", "ended_at"):
            values[name] = datetime.fromisoformat(values[name]).astimezone(UTC)
        return BoardRun(**values)
    except (KeyError, TypeError, ValueError) as e:
        raise LandingError(f"{path}: its summary row is incomplete ({e}); move it away") from e


def _text(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def _sync(path: Path) -> None:
    """Have a file, or a folder's entries, on disk and not only in memory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed run left."""
    now = datetime.now(UTC).timestamp()
    for file in folder.glob(".*.tmp"):
        writer = file.name.split(".")[-2]
        if not (writer.isdigit() and alive(int(writer))) or now - file.stat().st_mtime > STALE:
            file.unlink(missing_ok=True)


def alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
