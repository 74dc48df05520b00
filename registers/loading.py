"""Public reference data: files of every vintage, recognised by their header, kept as one Parquet a kind and vintage.

`data/registry/` holds `<kind>-<vintage>.parquet` (for the kinds of which only the newest counts: `<kind>.parquet`) and
`manifest.json`. A file is written whole or not at all; the same file loaded twice replaces itself.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import sys
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from curbside.faults import CurbsideError
from curbside.registers import ror
from curbside.registers.kinds import KINDS, Kind

MANIFEST = "manifest.json"
STAGE = ".load-"  # folders of a load under way
SMALL = 50_000_000
CSV_OPTIONS = (
    "all_varchar = true, header = false, delim = ',', quote = '\"', escape = '\"', null_padding = true,"
    " strict_mode = false, max_line_size = 10000000"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file of the registry, or, with `problem`, one that could not be read."""

    kind: str
    vintage: str
    source: str
    sha256: str
    rows: int
    file: str
    problem: str = ""

    def __str__(self) -> str:
        """A line for people."""
        title = next((kind.title for kind in KINDS if kind.name == self.kind), self.kind)
        if self.problem:
            return f"{title}: {self.problem}" if title else self.problem
        return f"{title}, {self.vintage or 'undated'}: {self.rows:,} rows from {self.source}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file that was fetched must hold to be taken: `kinds`, each with at least so many rows; when it `changed` (YYYY-MM)."""

    kinds: Collection[str]
    least: int
    changed: str


def load(paths: Sequence[Path], folder: Path, expected: Expected | None = None) -> list[Loaded]:
    """Read files (CSV, ROR's JSON, or .zip of them) into `folder`; a file that cannot be read has a `problem`.

    What was there stays until the new file is read whole; a file with a problem changes nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for leftover in folder.glob(f"{STAGE}*"):  # of a load that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    results: list[Loaded] = []
    for path in paths:
        try:
            with members(path, folder) as found:
                got = [one for file in found for one in load_file(file, path.name, folder, expected)]
            if not got:
                raise ValueError("it holds no file of a register that curbside knows; " + KNOWN)
            results += got
        except OSError as error:
            reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
            results.append(Loaded("", "", path.name, "", 0, "", f"{path}: {reason}"))
        except (ValueError, zipfile.BadZipFile, zlib.error, duckdb.Error) as error:
            results.append(Loaded("", "", path.name, "", 0, "", f"{path}: {str(error).splitlines()[0]}"))
    return results


def status(folder: Path) -> list[Loaded]:
    """What is loaded, newest vintage of a kind first; kinds without a file come last, with what they would gain."""
    held = sorted(manifest(folder).values(), key=lambda one: (one.kind, one.vintage), reverse=True)
    have = {one.kind for one in held}
    missing = [Loaded(k.name, "", k.title, "", 0, "", f"not loaded: {k.gain}") for k in KINDS if k.name not in have]
    return held + missing


def manifest(folder: Path) -> dict[str, Loaded]:
    """The files that `folder` holds, by name."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        return {name: Loaded(**entry) for name, entry in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, TypeError, AttributeError):
        raise CurbsideError(f"{path}: damaged; move it away, then `curbside registry update` loads all again") from None


def tables(folder: Path | None) -> dict[str, list[tuple[str, str]]]:
    """Kind → its Parquet files with their vintages, oldest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(manifest(folder).values(), key=lambda one: one.vintage) if folder else ():
        if folder and (folder / one.file).exists():
            found.setdefault(one.kind, []).append((os.fspath(folder / one.file), one.vintage))
    return found


@contextmanager
def members(path: Path, folder: Path) -> Iterator[list[Path]]:
    """The files that `path` stands for: itself, or those of a .zip that are of a known kind (unpacked below `folder`)."""
    if path.suffix.lower() != ".zip":
        yield [path]
        return
    with TemporaryDirectory(dir=folder, prefix=STAGE) as temporary, zipfile.ZipFile(path) as archive:
        wanted = [i for i in archive.infolist() if i.filename.lower().endswith((".csv", ".json")) and not i.is_dir()]
        files = []
        for n, info in enumerate(wanted):
            target = Path(temporary, str(n), Path(info.filename).name)
            target.parent.mkdir()
            with archive.open(info) as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
            files.append(target)
        dumps = [f for f in files if f.suffix.lower() == ".json" or ror.is_dump(header(f))]
        # ROR packs one release in up to four files: one is read, the newer schema and the lighter format first.
        best = sorted(
            dumps, key=lambda f: ("names_types_ror_display" not in header(f), f.suffix.lower() != ".csv", f.name)
        )[:1]
        yield best + [f for f in files if f not in dumps and kind_of(header(f)) is not None]


KNOWN = "it takes: " + ", ".join(k.title for k in KINDS)


def load_file(path: Path, source: str, folder: Path, expected: Expected | None = None) -> list[Loaded]:
    """Read one CSV or JSON file into Parquet; ROR's own dumps give two kinds. ValueError says why it is not taken."""
    digest = sha256(path)
    loaded: list[Loaded] = []
    with TemporaryDirectory(dir=folder, prefix=STAGE) as temporary:
        given: dict[str | None, Path] = {None: path}
        if path.suffix.lower() == ".json" or ror.is_dump(header(path)):
            given = {kind: file for kind, file in ror.unpack(path, Path(temporary)).items()}
        else:
            whole_to_its_end(path)
        for hint, file in given.items():
            kind = kind_of(header(file))
            if kind is None or (hint is not None and kind.name != hint):
                raise ValueError("its header is of no register that curbside knows; " + KNOWN)
            vintage = vintage_of(f"{source} {path.name}", header(file), expected.changed if expected else "")
            name = f"{kind.name}-{vintage or 'undated'}.parquet" if kind.vintages else f"{kind.name}.parquet"
            rows = write(kind, file, Path(temporary, name))
            if not rows:
                raise ValueError(f"it has the header of {kind.title} but no rows")
            loaded.append(Loaded(kind.name, vintage, source, digest, rows, name))
        if expected:
            check(loaded, expected, folder)
        for one in loaded:
            Path(temporary, one.file).chmod(0o600)
            Path(temporary, one.file).replace(folder / one.file)
    entries = manifest(folder) | {one.file: one for one in loaded}
    fresh = folder / (MANIFEST + ".tmp")
    fresh.write_text(json.dumps({name: asdict(one) for name, one in sorted(entries.items())}, indent=1), "utf-8")
    fresh.chmod(0o600)
    fresh.replace(folder / MANIFEST)
    return loaded


def check(loaded: Sequence[Loaded], expected: Expected, folder: Path) -> None:
    """ValueError where a fetched file is another than was wanted, or far smaller than it should be."""
    if wrong := {one.kind for one in loaded}.symmetric_difference(expected.kinds):
        raise ValueError(f"it is not {' and '.join(sorted(expected.kinds))}: {', '.join(sorted(wrong))}")
    for one in loaded:
        before = max((old.rows for old in manifest(folder).values() if old.kind == one.kind), default=0)
        if one.rows < max(expected.least, before // 2):
            usual = f"{max(expected.least, before):,}"
            raise ValueError(f"it has {one.rows:,} rows where {usual} are usual; `registry load` takes it all the same")


def whole_to_its_end(path: Path) -> None:
    """ValueError where a CSV file breaks off in its last line."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - (1 << 16)))
        tail = file.read()
    if not tail or tail.endswith((b"\n", b"\r")):
        return
    line = tail.replace(b"\r", b"\n").rpartition(b"\n")[2].decode("utf-8", "replace")
    cells = next(csv.reader([line]), [])
    if line.count('"') % 2 or (len(cells) < len(header(path)) and size > len(line)):
        raise ValueError("it breaks off in the middle of its last line; download it again")


def write(kind: Kind, path: Path, target: Path) -> int:
    """The columns of `kind` in the CSV file `path`, trimmed, as Parquet; the number of rows."""
    given = header(path)
    place = {ours: next((given.index(t) for t in theirs if t in given), None) for ours, theirs in kind.columns.items()}
    columns = [f"c{n}" for n in range(len(given))]
    chosen = ", ".join(
        f"nullif(trim(c{at}), '') as {ours}" if at is not None else f"null::text as {ours}"
        for ours, at in place.items()
    )
    with readable(path, target.parent) as file, duckdb.connect() as con:
        con.execute(
            f"create view given as select {chosen} from read_csv($path, names = {columns}, skip = 1, {CSV_OPTIONS})".replace(
                "$path", "'" + os.fspath(file).replace("'", "''") + "'"
            )
        )
        con.execute(files(__package__).joinpath(f"{kind.name}.sql").read_text("utf-8"))
        con.execute(f"copy shaped to '{os.fspath(target)}' (format parquet, compression zstd)")
        rows = con.execute("select count(*) from shaped").fetchone()
    return int(rows[0]) if rows else 0


def header(path: Path) -> list[str]:
    """Column names of a CSV file: lower case, words joined by `_`."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        cells = next(csv.reader([file.readline(1 << 16)]), [])
    return [re.sub(r"[^a-z0-9]+", "_", c.strip().lower()).strip("_") for c in cells]


def kind_of(columns: Sequence[str]) -> Kind | None:
    """The kind whose needed columns are all there."""
    have = set(columns)
    for kind in KINDS:
        if all(have.intersection(kind.columns[need]) for need in kind.needs):
            return kind
    return None


def vintage_of(name: str, columns: Sequence[str], changed: str = "") -> str:
    """`YYYY` or `YYYY-MM` as the file's name says it; else when it `changed`; else the year its header came into use."""
    if found := re.search(r"(?<!\d)(20[0-3]\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)", name):
        return f"{found[1]}-{found[2]}"
    if found := re.search(r"(?<!\d)(0[1-9]|1[0-2])[-_](20[0-3]\d)(?!\d)", name):
        return f"{found[2]}-{found[1]}"
    if found := re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", name):
        return found[1]
    if changed:
        return changed
    have = set(columns)
    if have & {"city_town", "citytown"}:
        return "2026"
    if "facility_id" in have:
        return "2019"
    return "2016" if "provider_id" in have else ""


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def readable(path: Path, folder: Path) -> Iterator[Path]:
    """A file as DuckDB reads it surely: UTF-8 (AHRQ and NPPES write cp1252), and a small one without breaks in its cells.

    A copy, where one is needed, lies below `folder`.
    """
    encoding = encoding_of(path)
    if encoding == "utf-8-sig" and path.stat().st_size > SMALL:
        yield path
        return
    with TemporaryDirectory(dir=folder, prefix=STAGE) as temporary:
        copy = Path(temporary, "copy.csv")
        with (
            path.open(encoding=encoding, errors="replace", newline="") as file,
            copy.open("w", encoding="utf-8", newline="") as sink,
        ):
            if path.stat().st_size > SMALL:
                while block := file.read(1 << 20):
                    sink.write(block)
            else:
                csv.field_size_limit(sys.maxsize)
                rows = csv.reader(file, skipinitialspace=True)
                csv.writer(sink).writerows([" ".join(cell.split()) for cell in row] for row in rows if row)
        yield copy


def encoding_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
