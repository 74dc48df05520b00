"""`curbside publish`: the postings as Parquet files by state and specialty, then the signed manifest that names them.

Files are named by their content and written before the manifest; the manifest is replaced in one go. Whoever reads
meanwhile reads the publication before, whose files stay for `keep_days`; a publication that is killed leaves that one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from curbside import storage
from curbside.extractors.readers import hubfile
from curbside.extractors.readers.hubfile import GROUP, MANY, NAME, NONE, HubError, Manifest, Part
from curbside.hub import boards as which
from curbside.hub import keys
from curbside.workspace import Workspace

STALE_DAYS = 3
MEMORY, SPILL = "3GB", "16GB"
DIGEST = "sum(hash(p))::text || '-' || bit_xor(hash(p, 1))::text"


@dataclass(frozen=True, slots=True)
class Published:
    """What one publication did. `written`, `removed`: files of postings; `key`: for the readers' curbside.toml."""

    serial: int
    postings: int
    parts: int
    written: int
    removed: int
    key: str


def publish(
    workspace: Workspace, target: str, only: list[str], keep_days: int, now: datetime, say: Callable[[str], None]
) -> Published:
    """Bring `target` (a folder, or any address that fsspec knows) up to date. Needs the writer's place.

    `only`: boards by name, None of the others. Raises HubError with one line; what was published before stays.
    """
    boards = which.published(workspace, only, say)
    key = keys.own(workspace)
    place = storage.open_(target, public=True, fault=HubError, stays="; what was published before stays")
    before = _before(place, key)
    with _rows(workspace, boards) as con, TemporaryDirectory() as folder:
        known = {(p.state, p.specialty, p.digest): p for p in before.parts} if before else {}
        parts, fresh = [], 0
        for state, specialty, rows, digest in con.execute(
            f"select part_state, part_specialty, count(*), {DIGEST} from hub_posting p group by all order by all"
        ).fetchall():
            part = known.get((state, specialty, digest))
            if part is None:
                part = _written(con, place, Path(folder, "part.parquet"), state, specialty, rows, digest)
                fresh += 1
            parts.append(part)
        runs = _runs(con, place, Path(folder, "runs.parquet"), boards, workspace)
        seen = dict(con.execute("select board, max(seen) from hub_seen group by board").fetchall())
    manifest = Manifest(
        serial=before.serial + 1 if before else 1,
        published_at=now,
        stale_days=STALE_DAYS,
        keep_days=keep_days,
        parts=tuple(parts),
        runs=runs,
        last_seen=seen,
        retired=_retired(before, [*parts, runs], now, keep_days),
    )
    place.replace(NAME, hubfile.seal(manifest, key))
    kept = {p.path for p in (*parts, runs)} | manifest.retired.keys()
    removed = place.clear(lambda path: bool(hubfile.PATH.fullmatch(path)) and path not in kept)
    return Published(
        manifest.serial, sum(p.rows for p in parts), len(parts), fresh, removed, hubfile.shown(key.public_key())
    )


def _before(place: storage.Place, key: keys.Ed25519PrivateKey) -> Manifest | None:
    """What was published there last. HubError where that is another's."""
    body = place.read(NAME)
    if body is None:
        return None
    try:
        return hubfile.opened(body, key.public_key())
    except HubError as e:
        raise HubError(
            f"{place.shown}: holds a manifest that this workspace did not sign ({e}); publish to an empty folder, or put "
            f"the {keys.NAME} back that signed it"
        ) from None


def _retired(before: Manifest | None, parts: list[Part], now: datetime, keep_days: int) -> dict[str, datetime]:
    """Files of earlier publications that readers may be in the middle of, with the time since when they are none of
    the latest."""
    if before is None:
        return {}
    named = {p.path for p in parts}
    since = {p.path: now for p in (*before.parts, before.runs)} | before.retired
    return {p: at for p, at in since.items() if p not in named and now - at <= timedelta(days=keep_days)}


@contextmanager
def _rows(workspace: Workspace, boards: list[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse with a temporary table `hub_posting`, one row a posting that is published, and `hub_seen`."""
    if not workspace.warehouse.exists():
        raise HubError(f"{workspace.warehouse} is not there yet; `curbside run` makes it")
    with duckdb.connect(str(workspace.warehouse), read_only=True) as con:
        con.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
        con.execute(f"set timezone = 'UTC'; set memory_limit = '{MEMORY}'; set max_temp_directory_size = '{SPILL}'")
        sql = files(__package__).joinpath("rows.sql").read_text("utf-8")
        given: dict[str, Any] = {"boards": boards, "none": NONE, "many": MANY, "letters": GROUP}
        try:
            for statement in con.extract_statements(sql):
                con.execute(statement, {name: given[name] for name in statement.named_parameters})
        except (duckdb.CatalogException, duckdb.BinderException):
            raise HubError(
                f"{workspace.warehouse} is of another curbside; `curbside run` brings it up to date"
            ) from None
        con.execute(
            """create temp table hub_seen as select board, max(last_seen) as seen from core.posting
            where board in (select unnest(?)) group by board""",
            [boards],
        )
        yield con


def _written(
    con: duckdb.DuckDBPyConnection, place: storage.Place, file: Path, state: str, specialty: str, rows: int, digest: str
) -> Part:
    """One part's file, put where it belongs."""
    con.execute(
        f"""copy (
            select * exclude (part_state, part_specialty) from hub_posting
            where part_state = ? and part_specialty = ? order by posting_id
        ) to '{_quoted(file)}' (format parquet, compression zstd)""",
        [state, specialty],
    )
    return _put(place, file, f"postings/state={state}/specialty={specialty}", state, specialty, rows, digest)


def _runs(
    con: duckdb.DuckDBPyConnection, place: storage.Place, file: Path, boards: list[str], workspace: Workspace
) -> Part:
    """The file of the published boards' runs; no path of this machine stands in what went wrong."""
    con.execute(
        f"""copy (
            select * exclude (hub) replace (replace(error, ?, '') as error) from raw.board_run
            where board in (select unnest(?)) and hub is null order by run_id, board
        ) to '{_quoted(file)}' (format parquet, compression zstd)""",
        [f"{workspace.root}{os.sep}", boards],
    )
    rows: Any = con.execute("select count(*) from read_parquet(?)", [str(file)]).fetchone()
    return _put(place, file, "runs", NONE, NONE, rows[0], "")


def _put(place: storage.Place, file: Path, stem: str, state: str, specialty: str, rows: int, digest: str) -> Part:
    with file.open("rb") as body:
        sha = hashlib.file_digest(body, "sha256").hexdigest()
    path = f"{stem}-{sha[:16]}.parquet"
    place.put(file, path)
    return Part(path, state, specialty, rows, file.stat().st_size, sha, digest)


def _quoted(file: Path) -> str:
    return os.fspath(file).replace("'", "''")
