"""Removing one person from everything that curbside keeps. Names are looked for, never logged.

What tells the person is kept in `data/.forgetting` while it goes on, so that a command that was killed half-way is
taken up by the next `forget`; the last thing done is to remove that file.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from curbside import whole
from curbside.forget.eraser import Eraser, mail_text
from curbside.landing.file import save
from curbside.network import forgotten, journal, keeping, names, snapshot
from curbside.network.journal import Entry
from curbside.workspace import Workspace

LEFTOVERS = (
    "*.half", "*.new", "*.tmp", "*.new.wal", "*.tmp.wal", "landing/*/.*.tmp", "landing/*/.*.part", "network/**/*.half", "digests/**/.digest-*",
    "kept/*.half", "kept/*/*.half", "kept/*/.*.tmp", "public.duckdb*",  # an office's; made again from its postings
)  # fmt: skip
IMAGES = frozenset({".png", ".svg"})
YOUNG = 3600  # seconds in which rows are on their way, and not left
RECORDS = """
-- One row a record of the person, or of everybody else; the user's own name and addresses are nobody else's.
select r.record_id, p.person_id, p.alias_id, r.file, r.owner, r.name, r.given, r.family, r.born, r.emails, r.phones, r.urls, r.npi
from raw.person_record r join core.person_record p using (record_id)
where (p.person_id = $id) = $is_theirs
"""


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells one person: `ids` of the journal, `records` and `keys` of the exports, words to look for in texts.

    What somebody else bears too (a namesake's name, a household's address) is in none of them.
    """

    person_id: str
    ids: list[str]
    records: list[str]
    files: list[str]
    keys: list[str]
    names: list[str]
    words: list[str]  # e-mail addresses, telephone numbers, profiles
    friend: str | None = None  # the name under which the user has an export of theirs

    def is_called(self, text: str) -> bool:
        """Whether the user's word on the command line means them."""
        words = names.key(text).split()
        called = [names.key(n).split() for n in self.names]
        return text.strip() in self.ids or any(all(any(w.startswith(t) for w in n) for t in words) for n in called)

    def eraser(self) -> Eraser:
        return Eraser(self.names, self.words)


def traces(warehouse: Path, person_id: str) -> Traces:
    """Everything that the warehouse knows a person by. Needs the writer's place."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        mine, others = (_rows(con, RECORDS, {"id": person_id, "is_theirs": is_theirs}) for is_theirs in (True, False))
        owners = {
            str(row["owner"]).removeprefix("friend:") for row in mine + others if row["owner"] not in (None, "me")
        }
    elsewhere = {key for row in others for key in forgotten.keys(row)}
    called = {names.key(row["name"]) for row in others if row["name"]}
    own = {n for row in mine for n in _called(row) if n}
    theirs = sorted(n for n in own if names.key(n) not in called)
    keys = {key for row in mine for key in forgotten.keys(row)} - elsewhere
    keys |= {forgotten.name_key(n) for n in theirs}
    keys |= {f"name:{n}" for n in map(_outer, theirs) if n and n not in called}
    friend = next((o for o in sorted(owners) if names.key(names.parse(o).name) in {names.key(n) for n in theirs}), None)
    if friend:
        keys.add(forgotten.friend_key(friend))
    return Traces(
        person_id,
        sorted({person_id, *(r["record_id"] for r in mine), *(r["alias_id"] for r in mine)}),
        sorted(r["record_id"] for r in mine),
        sorted({r["file"] for r in mine if r["file"]}),
        sorted(keys),
        theirs,
        sorted(_words(mine) - _words(others)),
        friend,
    )


def _called(row: dict[str, Any]) -> tuple[str | None, ...]:
    """The names of a record: whole, given and family, and before marriage."""
    given = row["given"] or ""
    before = f"{given} {row['born']}" if given and row["born"] else None
    return row["name"], f"{given} {row['family'] or ''}".strip(), before


def _outer(name: str) -> str:
    """First and last word, as texts of others write a name."""
    words = names.key(name).split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else ""


def _rows(con: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    result = con.execute(query, parameters)
    columns = [c[0] for c in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _words(records: Iterable[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for row in records:
        found |= {e.strip().lower() for e in row["emails"] or [] if "@" in e}
        found |= {n for p in row["phones"] or [] if len(n := re.sub(r"\D", "", p)[-10:]) == 10}
        found |= {u for url in row["urls"] or [] if f"url:{(u := forgotten.profile(url))}" in forgotten.keys(row)}
    return found


def _mark(workspace: Workspace) -> Path:
    return workspace.data / ".forgetting"


def unfinished(workspace: Workspace) -> Traces | None:
    """Whose removal was stopped half-way, if anybody's."""
    with suppress(OSError, ValueError, TypeError):
        return Traces(**json.loads(_mark(workspace).read_text("utf-8")))
    return None


def begin(workspace: Workspace, who: Traces, said_at: datetime) -> None:
    """Write down whom to remove, then the tombstone: from here on no import brings them back."""
    whole.write(_mark(workspace), json.dumps(asdict(who)))
    gone = forgotten.of(journal.read(workspace.journal)[0])
    hashes = sorted(gone.hash(key) for key in who.keys)
    if not set(hashes) <= gone.hashes:
        journal.append(
            workspace.journal, Entry(said_at, "forget", hashes[0], None, {"salt": gone.salt, "hashes": hashes})
        )


def everywhere(workspace: Workspace, who: Traces) -> dict[str, int]:
    """Remove the person from files; how many of each kind changed. The warehouse is rebuilt by the caller."""
    eraser = who.eraser()
    _sweep(workspace)
    return {
        "page": _files(workspace, who, eraser),
        "landing file": sum(_landing(file, eraser) for file in sorted(workspace.landing.glob("*/*.parquet")))
        + sum(_state(file, eraser) for file in sorted(workspace.kept.glob("*/*.parquet"))),
        "snapshot row": snapshot.forget(workspace.snapshots, set(who.records), who.friend)
        + keeping.forget(workspace.snapshots, who.names, who.words, who.friend, eraser.clean),
        "journal entry": journal.rewrite(workspace.journal, lambda entry: _without(entry, who, eraser)),
    }


def end(workspace: Workspace) -> None:
    """Everything is done, the warehouse is new: the last that named the person goes."""
    for leftover in (
        workspace.leads.with_name(workspace.leads.name + ".wal"),
        workspace.data / "fault.txt",
        _mark(workspace),
    ):
        leftover.unlink(missing_ok=True)


def _sweep(workspace: Workspace) -> None:
    """What killed commands left half-written; nobody else writes while this holds the workspace."""
    workspace.sweep()
    for pattern in LEFTOVERS:
        for path in workspace.data.glob(pattern):
            _remove(path)
    # Versions before 0.2 kept rows on their way to the database in the system's folder for temporary files. What is
    # young may be another process's, that is about to read it.
    for system in {Path("/tmp"), Path(os.environ.get("TMPDIR") or "/tmp")}:
        for rows in system.glob("tmp*/rows.parquet"):
            with suppress(OSError):
                at = rows.stat()
                is_left = at.st_uid == os.getuid() and time.time() - at.st_mtime > YOUNG
                if is_left and not list(rows.parent.glob("[!r]*")):
                    _remove(rows.parent)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _without(entry: Entry, who: Traces, eraser: Eraser) -> Entry | None:
    """The entry without the person: gone when it is about them, their name taken out of what is said of others."""
    if entry.verb == "forget":
        return entry
    if {*entry.subjects, entry.object} & set(who.ids):
        return None
    detail = {k: eraser.clean(v) if isinstance(v, str) else v for k, v in entry.detail.items()}
    thing = eraser.clean(entry.object) if entry.object else entry.object
    if detail == entry.detail and thing == entry.object:
        return entry
    return Entry(entry.said_at, entry.verb, entry.subject, thing, detail)


def _files(workspace: Workspace, who: Traces, eraser: Eraser) -> int:
    """Delete digests, drafts and exports that name the person, or their id: all of them can be made again."""
    gone = 0
    for folder in (workspace.digests, *(workspace.data / name for name in ("drafts", "export", "card"))):
        for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in IMAGES):
            text = text_of(file)
            if eraser.finds(text) or any(i in text or i in file.name for i in who.ids):
                file.unlink()
                gone += 1
    return gone


def text_of(file: Path) -> str:
    """What a file says, whatever its form."""
    if file.suffix == ".xlsx" and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if file.suffix == ".parquet":
        return str(pl.read_parquet(file, glob=False).to_dicts())
    body = file.read_bytes()
    # Calendars and cards fold their lines.
    text = re.sub(r"\r?\n[ \t]", "", body.decode("utf-8", "replace"))
    return text + "\n" + mail_text(body) if file.suffix == ".eml" else text


def _state(file: Path, eraser: Eraser) -> int:
    """Take the person out of the texts of what was read from files that were folded together; 1 when it changed."""
    frame = pl.read_parquet(file, glob=False)
    texts = [c for c, kind in frame.schema.items() if kind == pl.String]
    clean = frame.with_columns(
        pl.Series(c, [t and eraser.clean(t) for t in frame[c].to_list()], dtype=pl.String) for c in texts
    )
    if clean.equals(frame):
        return 0
    with whole.replacing(file) as half:
        whole.parquet(clean, half, compression="zstd")
    return 1


def _landing(file: Path, eraser: Eraser) -> int:
    """Take the person out of the bodies of one landing file; 1 when it changed.

    The sha256 of the body as it came stays: the same page pulled again is then known, and not kept anew.
    """
    frame = pl.read_parquet(file, glob=False)
    bodies = frame["body"].to_list()
    clean = [eraser.body(b) if b else b for b in bodies]
    if clean == bodies:
        return 0
    save(frame.with_columns(pl.Series("body", clean, dtype=pl.Binary)), file)
    return 1
