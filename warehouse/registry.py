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
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from curbside.warehouse import ror, sql

MANIFEST = "manifest.json"
CSV_OPTIONS = (
    "all_varchar = true, header = false, delim = ',', quote = '\"', escape = '\"', null_padding = true,"
    " strict_mode = false, max_line_size = 10000000"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of register: its columns by the names that vintages gave them, and what it is good for.

    `columns`: our name → header names (lower case, words joined by `_`), newest first; `needs`: without these of our
    columns a file is not of this kind; `sql`: the file that shapes the columns further, if any.
    """

    name: str
    title: str
    gain: str
    columns: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    vintages: bool = False


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


def names(text: str) -> dict[str, tuple[str, ...]]:
    """`ours = theirs | theirs` a line."""
    pairs = (line.split("=") for line in text.strip().splitlines())
    return {ours.strip(): tuple(t.strip() for t in theirs.split("|")) for ours, theirs in pairs}


KINDS = (
    Kind(
        "clinician",
        "CMS Doctors & Clinicians",
        "a contact's medical school, class, group and colleagues",
        names("""
            npi = npi
            pac_id = ind_pac_id
            last_name = provider_last_name | lst_nm | last_name
            first_name = provider_first_name | frst_nm | first_name
            middle_name = provider_middle_name | mid_nm
            suffix = suff
            gender = gndr
            credential = cred
            school = med_sch
            graduation_year = grd_yr
            specialty = pri_spec
            group_name = facility_name | org_nm | org_lgl_nm | org_name
            group_pac_id = org_pac_id
            group_members = num_org_mem
            street = adr_ln_1
            city = city_town | citytown | cty
            state = state | st
            postal_code = zip_code | zip
            phone = telephone_number | phn_numbr
            hosp_1 = hosp_afl_1
            hosp_name_1 = hosp_afl_lbn_1
            hosp_2 = hosp_afl_2
            hosp_name_2 = hosp_afl_lbn_2
            hosp_3 = hosp_afl_3
            hosp_name_3 = hosp_afl_lbn_3
            hosp_4 = hosp_afl_4
            hosp_name_4 = hosp_afl_lbn_4
            hosp_5 = hosp_afl_5
            hosp_name_5 = hosp_afl_lbn_5
        """),
        ("npi", "last_name", "school", "graduation_year", "specialty"),
    ),
    Kind(
        "facility_affiliation",
        "CMS Facility Affiliation",
        "which hospitals a contact has privileges at",
        names("""
            npi = npi
            pac_id = ind_pac_id
            facility_type = facility_type
            ccn = facility_affiliations_certification_number | facility_afl_ccn | facility_affl_ccn
        """),
        ("npi", "facility_type", "ccn"),
    ),
    Kind(
        "hospital",
        "CMS Hospital General Information",
        "hospitals by certification number; an older list gives former names",
        names("""
            ccn = facility_id | provider_id | provider_number
            name = facility_name | hospital_name
            street = address | address_1
            city = city_town | citytown | city
            state = state
            postal_code = zip_code
            county = county_parish | countyparish | county_name | county
            phone = telephone_number | phone_number
            hospital_type = hospital_type
            ownership = hospital_ownership
        """),
        ("ccn", "name", "state", "hospital_type"),
        vintages=True,
    ),
    Kind(
        "linkage",
        "AHRQ Compendium, hospital linkage",
        "which health system a hospital belongs to, and other names of hospitals",
        names("""
            compendium_id = compendium_hospital_id
            ccn = ccn
            name = hospital_name
            street = hospital_street
            city = hospital_city
            state = hospital_state
            postal_code = hospital_zip
            acute = acutehosp_flag
            system_id = health_sys_id
            system_name = health_sys_name
            system_city = health_sys_city
            system_state = health_sys_state
            parent_id = corp_parent_id
            parent_name = corp_parent_name
            beds = hos_beds
        """),
        ("compendium_id", "ccn", "name", "system_id", "system_name"),
        vintages=True,
    ),
    Kind(
        "ror_name",
        "ROR, names",
        "universities, medical schools and research hospitals with their other names",
        names("""
            ror_id = ror_id
            name = name
            name_types = name_types
            display_name = display_name
            city = city
            region = region
            types = types
            domains = domains
        """),
        ("ror_id", "name", "name_types", "display_name"),
    ),
    Kind(
        "ror_relation",
        "ROR, relations",
        "which school or hospital belongs to which university or system",
        names("""
            ror_id = ror_id
            relation = relation
            related_id = related_id
            related_label = related_label
        """),
        ("ror_id", "relation", "related_id"),
    ),
    Kind(
        "other_name",
        "NPPES, other names",
        "names that organisations do business under",
        names("""
            npi = npi
            name = provider_other_organization_name
            type_code = provider_other_organization_name_type_code
        """),
        ("npi", "name", "type_code"),
    ),
    Kind(
        "taxonomy",
        "NUCC provider taxonomy",
        "the newest specialty codes",
        names("""
            code = code | code_text
            grouping = grouping
            classification = classification
            specialization = specialization
            display_name = display_name | code_long_name
            definition = definition | code_definition
            section = section
        """),
        ("code", "display_name", "definition"),
    ),
)


def load(paths: Sequence[Path], folder: Path) -> list[Loaded]:
    """Read files (CSV, ROR's JSON, or .zip of them) into `folder`; a file that cannot be read has a `problem`."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    results: list[Loaded] = []
    for path in paths:
        try:
            with members(path) as found:
                got = [one for file in found for one in load_file(file, path.name, folder)]
            if not got:
                raise ValueError("it holds no file of a register that curbside knows; " + KNOWN)
            results += got
        except (OSError, ValueError, zipfile.BadZipFile, duckdb.Error) as error:
            reason = str(error).splitlines()[0] if not isinstance(error, FileNotFoundError) else "there is no such file"
            results.append(Loaded("", "", path.name, "", 0, "", f"{path}: {reason}"))
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
    return {name: Loaded(**entry) for name, entry in json.loads(path.read_text("utf-8")).items()}


def tables(folder: Path | None) -> dict[str, list[tuple[str, str]]]:
    """Kind → its Parquet files with their vintages, oldest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(manifest(folder).values(), key=lambda one: one.vintage) if folder else ():
        if folder and (folder / one.file).exists():
            found.setdefault(one.kind, []).append((os.fspath(folder / one.file), one.vintage))
    return found


@contextmanager
def members(path: Path) -> Iterator[list[Path]]:
    """The files that `path` stands for: itself, or what a .zip holds."""
    if path.suffix.lower() != ".zip":
        yield [path]
        return
    with TemporaryDirectory() as temporary, zipfile.ZipFile(path) as archive:
        wanted = [i for i in archive.infolist() if i.filename.lower().endswith((".csv", ".json")) and not i.is_dir()]
        files = []
        for n, info in enumerate(wanted):
            target = Path(temporary, str(n), Path(info.filename).name)
            target.parent.mkdir()
            with archive.open(info) as source, target.open("wb") as sink:
                while block := source.read(1 << 20):
                    sink.write(block)
            files.append(target)
        yield [f for f in files if f.suffix.lower() == ".json" or kind_of(header(f)) is not None]


KNOWN = "it takes: " + ", ".join(k.title for k in KINDS)


def load_file(path: Path, source: str, folder: Path) -> list[Loaded]:
    """Read one CSV or JSON file into Parquet; ROR's own dumps give two kinds."""
    digest = sha256(path)
    with TemporaryDirectory(dir=folder) as temporary:
        if path.suffix.lower() == ".json" or ror.is_dump(header(path)):
            written: list[tuple[str | None, Path]] = [
                (kind, file) for kind, file in ror.unpack(path, Path(temporary)).items()
            ]
        else:
            written = [(None, path)]
        loaded = []
        for hint, file in written:
            kind = kind_of(header(file))
            if kind is None or (hint is not None and kind.name != hint):
                raise ValueError("its header is of no register that curbside knows; " + KNOWN)
            vintage = vintage_of(source if source.lower() != path.name.lower() else path.name, header(file))
            name = f"{kind.name}-{vintage}.parquet" if kind.vintages else f"{kind.name}.parquet"
            rows = write(kind, file, Path(temporary, name))
            if not rows:
                raise ValueError(f"it has the header of {kind.title} but no rows")
            Path(temporary, name).replace(folder / name)
            (folder / name).chmod(0o600)
            loaded.append(Loaded(kind.name, vintage, source, digest, rows, name))
    entries = manifest(folder) | {one.file: one for one in loaded}
    fresh = folder / (MANIFEST + ".tmp")
    fresh.write_text(json.dumps({name: asdict(one) for name, one in sorted(entries.items())}, indent=1), "utf-8")
    fresh.chmod(0o600)
    fresh.replace(folder / MANIFEST)
    return loaded


def write(kind: Kind, path: Path, target: Path) -> int:
    """The columns of `kind` in the CSV file `path`, trimmed, as Parquet; the number of rows."""
    given = header(path)
    place = {ours: next((given.index(t) for t in theirs if t in given), None) for ours, theirs in kind.columns.items()}
    columns = [f"c{n}" for n in range(len(given))]
    chosen = ", ".join(
        f"nullif(trim(c{at}), '') as {ours}" if at is not None else f"null::text as {ours}"
        for ours, at in place.items()
    )
    with utf8(path) as readable, duckdb.connect() as con:
        con.execute(
            f"create view given as select {chosen} from read_csv($path, names = {columns}, skip = 1, {CSV_OPTIONS})".replace(
                "$path", "'" + os.fspath(readable).replace("'", "''") + "'"
            )
        )
        con.execute(sql(f"registry_{kind.name}"))
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


def vintage_of(name: str, columns: Sequence[str]) -> str:
    """`YYYY` or `YYYY-MM` as the file's name says it; else the year in which its header came into use."""
    if found := re.search(r"(?<!\d)(20[0-3]\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)", name):
        return f"{found[1]}-{found[2]}"
    if found := re.search(r"(?<!\d)(0[1-9]|1[0-2])[-_](20[0-3]\d)(?!\d)", name):
        return f"{found[2]}-{found[1]}"
    if found := re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", name):
        return found[1]
    have = set(columns)
    if have & {"city_town", "citytown"}:
        return "2026"
    if "facility_id" in have:
        return "2019"
    return "2016" if "provider_id" in have else "2018" if "compendium_hospital_id" in have else "2000"


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def utf8(path: Path) -> Iterator[Path]:
    """A file as UTF-8: itself, or, when it is cp1252 (AHRQ, NPPES), a copy."""
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        with TemporaryDirectory() as temporary:
            copy = Path(temporary, "utf8.csv")
            with (
                path.open(encoding="cp1252", errors="replace", newline="") as file,
                copy.open("w", encoding="utf-8", newline="") as sink,
            ):
                while block := file.read(1 << 20):
                    sink.write(block)
            yield copy
    else:
        yield path
