"""Finding the exports that `[network]` names: single files, folders and archives, with ceilings on their size."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from curbside.network import forms, linkedin, workbook
from curbside.network.linkedin import Member
from curbside.network.model import Problem, Source, missing, shown, unreadable
from curbside.network.tables import MAX_BYTES
from curbside.network.tally import tallied

MAX_ZIP_RATIO = 200  # a genuine archive of text shrinks to a fifth or a tenth
_CARDS = (".vcf", ".vcard")
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Export:
    """One export to read: its files (several for a LinkedIn archive) and the day on which it was written."""

    kind: str
    file: str  # as shown in messages
    members: list[Member]
    written_on: date
    of: str | None  # the friend who gave it


def exports(source: Source, folder: Path, problems: list[Problem]) -> Iterator[Export]:
    """The exports of one source; `folder` is the workspace. What cannot be read is added to `problems`."""
    path = folder / source.path
    try:
        if path.is_dir():
            yield from _folder(source, path, folder, problems)
        elif path.exists():
            yield from _file(source, path, folder, problems)
        else:
            problems.append(missing(path, folder))
    except OSError as error:
        problems.append(unreadable(path, folder, error))


def _changed_on(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime).date()


def _member(path: Path, folder: Path, problems: list[Problem]) -> Member | None:
    file = shown(path, folder)
    try:
        if path.stat().st_size > MAX_BYTES:
            text = f"larger than {MAX_BYTES // 2**20} MB"
            problems.append(Problem(file, "", text, "export the contacts only", "error"))
            return None
        return Member(file, path.read_bytes())
    except OSError as error:
        problems.append(unreadable(path, folder, error))
        return None


def _file(source: Source, path: Path, folder: Path, problems: list[Problem]) -> Iterator[Export]:
    member = _member(path, folder, problems)
    if member is None:
        return
    if member.body.startswith(b"PK\x03\x04") and not workbook.is_one(member.body) and not forms.of(member.body, ""):
        yield from _zip(source, member, _changed_on(path), problems)
    else:
        yield from _one(source, member, _changed_on(path), problems)


def _one(source: Source, member: Member, written_on: date, problems: list[Problem]) -> Iterator[Export]:
    """The export that a single file is."""
    if workbook.is_one(member.body) and not forms.of(member.body, source.kind):
        yield from _workbook(source, member, written_on, problems)
    elif (text := forms.of(member.body, source.kind)) is not None:
        problems.append(Problem(member.file, "", *text, "error"))
    else:
        yield Export(source.kind, member.file, [member], written_on, source.of)


def _folder(source: Source, path: Path, folder: Path, problems: list[Problem]) -> Iterator[Export]:
    """An unpacked LinkedIn archive is one export; any other file is one of its own."""
    pages = (".html", ".htm", ".md") if source.kind == "roster" else ()
    wanted = (".csv", ".tsv", ".txt", ".zip", *workbook.SUFFIXES, *_CARDS, *pages)
    inside = (p for p in path.rglob("*") if p.is_file() and p.name[:2] != "._" and not p.parent.name.endswith("_files"))
    found = sorted(p for p in inside if p.suffix.lower() in wanted)
    _uploaded(source, [shown(p, folder) for p in found], problems)
    archive = [p for p in found if source.kind in ("linkedin", "friend") and linkedin.is_part(p.name)]
    for parent in sorted({p.parent for p in archive}):
        parts = [p for p in archive if p.parent == parent]
        lists = [p for p in parts if linkedin.part(p.name) == "connections"]
        rest = [p for p in parts if p not in lists]
        # Of several Connections files (exports of several days side by side) the last takes the rest of the folder.
        groups = [[p] for p in lists[:-1]] + [lists[-1:] + rest]
        for group in groups:
            members = [m for p in group if (m := _member(p, folder, problems))]
            if members:
                named = shown(group[0] if len(group) == 1 else parent, folder)
                yield Export("linkedin", named, members, _changed_on(group[0]), source.of)
    for one in found:
        if one not in archive and (source.kind != "linkedin" or one.suffix.lower() == ".zip"):
            yield from _file(source, one, folder, problems)
    left = [p for p in path.rglob("*") if p.suffix.lower() in forms.LEFT and p.name[:2] != "._"]
    if left and source.kind != "linkedin":
        shapes = ", ".join(sorted({p.suffix.lower() for p in left}))
        text = tallied(len(left), f"files of another form ({shapes})")
        problems.append(
            Problem(shown(path, folder), "", text, "they were passed over; export each as CSV or vCard", "note")
        )
    if not found:
        remedy = "put .csv, .vcf or .zip files there"
        problems.append(Problem(shown(path, folder), "", "no export in this folder", remedy, "warning"))


def _zip(source: Source, packed: Member, written_on: date, problems: list[Problem]) -> Iterator[Export]:
    file = packed.file
    members: list[Member] = []
    names: list[str] = []
    room, refused = MAX_BYTES, 0
    try:
        with zipfile.ZipFile(io.BytesIO(packed.body)) as archive:
            names = [n.replace("\\", "/").rsplit("/", 1)[-1] for n in archive.namelist()]
            for entry in archive.infolist():
                name = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
                wanted = linkedin.is_part(name) or name.lower().endswith((*_CARDS, *_inside(source.kind)))
                if entry.is_dir() or name.startswith("._") or not wanted:
                    continue
                # Both sizes are claims of the archive: what is read is bounded as well.
                if entry.file_size > min(room, MAX_ZIP_RATIO * max(entry.compress_size, 4096)):
                    text = "unpacks to an implausible size"
                    problems.append(Problem(f"{file}: {name}", "", text, "ask for the export again", "error"))
                    refused += 1
                    continue
                with archive.open(entry) as stream:
                    content = stream.read(entry.file_size)
                room -= len(content)
                members.append(Member(f"{file}: {name}", content))
                written_on = date(*entry.date_time[:3]) if entry.date_time[0] > 1980 else written_on
    except _BROKEN_ZIP:
        problems.append(Problem(file, "", "a damaged archive", "download it again", "error"))
        if not members:
            return
    cards = [m for m in members if m.file.lower().endswith(_CARDS)]
    parts = [m for m in members if m not in cards and linkedin.is_part(m.file)]
    for card in cards:
        yield Export("vcard", card.file, [card], written_on, source.of)
    if parts:
        yield Export("linkedin", file, parts, written_on, source.of)
    for one in members:
        if one not in cards and one not in parts:
            yield from _one(source, one, written_on, problems)
    if not members and not refused:
        problems.append(Problem(file, "", *forms.empty_archive(source.kind, names), "error"))
    _uploaded(source, [f"{file}: {name}" for name in names], problems)


def _uploaded(source: Source, names: list[str], problems: list[Problem]) -> None:
    """A line on the address book that the user once gave LinkedIn, which its archive holds."""
    if source.kind == "linkedin" and (
        name := next((n for n in names if re.search(r"(?i)imported ?contacts\.csv$", n)), "")
    ):
        text, remedy = (
            "the address book that you once gave LinkedIn was not read",
            "name it under `outlook` to have it read",
        )
        problems.append(Problem(name, "", text, remedy, "note"))


def _inside(kind: str) -> tuple[str, ...]:
    """Endings of the tables that an archive of this kind may hold: Google's own, or an office's with several lists."""
    if kind == "linkedin":
        return ()
    return (".csv", ".tsv", ".txt", *workbook.SUFFIXES, *((".html", ".htm") if kind == "roster" else ()))


def _workbook(source: Source, packed: Member, written_on: date, problems: list[Problem]) -> Iterator[Export]:
    """The sheets of a workbook that hold anything, each as the CSV that it would be saved as."""
    try:
        sheets = workbook.sheets(packed)
    except workbook.TooLarge:
        text, remedy = "a workbook of implausible size", "save the list of people alone, as CSV"
        problems.append(Problem(packed.file, "", text, remedy, "error"))
        return
    except workbook.Damaged:
        problems.append(Problem(packed.file, "", "a workbook that cannot be read", "save it as CSV", "error"))
        return
    if not sheets:
        problems.append(Problem(packed.file, "", "is an empty workbook", "save it again", "error"))
        return
    kept = sheets if source.kind in ("roster", "friend") else sheets[:1]
    yield Export(source.kind, packed.file, kept, written_on, source.of)
