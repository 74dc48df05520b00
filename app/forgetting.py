"""Removing one person from everything that curbside keeps. Names are looked for, never logged."""

from __future__ import annotations

import email
import email.policy
import os
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl

from curbside.landing.file import ROW_GROUP
from curbside.network import journal, snapshot
from curbside.network.journal import Entry
from curbside.workspace import Workspace

REMOVED = "removed"
PROFILE = re.compile(r"(linkedin\.com/(in|pub)|doximity\.com|orcid\.org|researchgate\.net)/")
IMAGES = frozenset({".png", ".svg"})


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells one person: `ids` of the journal, `records` of the exports, keys that a tombstone hashes."""

    ids: frozenset[str]
    records: frozenset[str]
    files: tuple[str, ...]
    keys: tuple[str, ...]
    pattern: re.Pattern[str]


def traces(warehouse: Path, person_id: str) -> Traces:
    """Everything that the warehouse knows a person by. Needs the writer's place."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        found = con.execute(
            """select r.record_id, p.alias_id, r.file, r.name, r.emails, r.phones, r.urls, r.npi
            from raw.person_record r join core.person_record p using (record_id) where p.person_id = ?""",
            [person_id],
        ).fetchall()
        others = con.execute(
            """select lower(unnest(emails)) from raw.person_record
            where record_id not in (select record_id from core.person_record where person_id = ?)""",
            [person_id],
        ).fetchall()
        name_keys = con.execute(
            "select distinct name_key(n) from (select unnest(?::text[]) as n)",
            [[row[3] for row in found if row[3]]],
        ).fetchall()
    shared = {row[0] for row in others}
    names = {row[3] for row in found if row[3]}
    emails = {e.strip().lower() for row in found for e in row[4] or []} - shared
    keys = [f"record:{row[0]}" for row in found] + [f"email:{e}" for e in emails] + [f"name:{k}" for (k,) in name_keys]
    keys += [f"npi:{row[7]}" for row in found if row[7]]
    for url in (u for row in found for u in row[6] or []):
        key = re.sub(r"^[a-z]+://|^www\.|[?#].*$", "", re.sub(r"^[a-z]+://", "", url.strip().lower())).rstrip("/")
        if PROFILE.match(key):
            keys.append(f"url:{key}")
    phones = {re.sub(r"\D", "", p)[-10:] for row in found for p in row[5] or []}
    ids = {person_id, *(row[0] for row in found), *(row[1] for row in found)}
    return Traces(
        frozenset(ids),
        frozenset(row[0] for row in found),
        tuple(sorted({row[2] for row in found if row[2]})),
        tuple(sorted(set(keys))),
        _pattern(names, emails, {p for p in phones if len(p) == 10}),
    )


def _pattern(names: Iterable[str], emails: Iterable[str], phones: Iterable[str]) -> re.Pattern[str]:
    """Any spelling of the person in running text: names of two words and more, either way round."""
    each = [re.escape(e) for e in emails] + [r"\D{0,3}".join(p) for p in phones]
    for name in names:
        words = [re.escape(w) for w in re.findall(r"[^\s,]+", name)]
        if len(words) >= 2:
            each.append(r"[\s+_&nbsp;]+".join(words))
            each.append(rf"{words[-1]}[\s,]+{words[0]}")
            if len(words) > 2:
                each.append(rf"{words[0]}\s+{words[-1]}")
    return re.compile("|".join(rf"(?<!\w)(?:{e})(?!\w)" for e in each) or r"(?!)", re.IGNORECASE)


def everywhere(place: Workspace, who: Traces, said_at: datetime) -> dict[str, int]:
    """Remove the person from files; how many of each kind changed. The warehouse is rebuilt by the caller.

    The tombstone comes first, so that a command that was stopped half-way can be given again.
    """
    entries = journal.read(place.journal)[0]
    salt = next((str(e.detail["salt"]) for e in entries if e.verb == "forget" and e.detail.get("salt")), None)
    salt = salt or os.urandom(16).hex()
    hashes = [sha256((salt + key).encode()).hexdigest() for key in who.keys]
    stone = Entry(said_at, "forget", hashes[0] if hashes else salt, None, {"salt": salt, "hashes": hashes})
    journal.append(place.journal, stone)
    return {
        "pages": _files(place, who.pattern),
        "landing files": sum(_landing(file, who.pattern) for file in sorted(place.landing.glob("*/*.parquet"))),
        "snapshot rows": snapshot.forget(place.snapshots, set(who.records)) if place.snapshots.is_dir() else 0,
        "journal entries": journal.rewrite(place.journal, lambda entry: _without(entry, who)),
    }


def _without(entry: Entry, who: Traces) -> Entry | None:
    """The entry without the person: gone when it is about them, their name taken out of what is said of others."""
    if entry.verb == "forget":
        return entry
    ids = entry.detail.get("ids")
    named = (
        {entry.subject, entry.object, *(str(i) for i in ids if isinstance(ids, list))}
        if ids
        else {entry.subject, entry.object}
    )
    if named & who.ids:
        return None
    cleaned = {k: who.pattern.sub(REMOVED, v) if isinstance(v, str) else v for k, v in entry.detail.items()}
    if cleaned == entry.detail:
        return entry
    return Entry(entry.said_at, entry.verb, entry.subject, entry.object, cleaned)


def _files(place: Workspace, pattern: re.Pattern[str]) -> int:
    """Delete digests, drafts and exports that name the person."""
    gone = 0
    for folder in (place.digests, place.data / "drafts", place.data / "export"):
        for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in IMAGES):
            if pattern.search(_text(file)):
                file.unlink()
                gone += 1
    return gone


def _text(file: Path) -> str:
    """What a file says, whatever its form."""
    if file.suffix == ".xlsx" and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if file.suffix == ".parquet":
        return str(pl.read_parquet(file).to_dicts())
    body = file.read_bytes()
    if file.suffix == ".eml":
        return _mail_text(body)
    # Calendars fold their lines, pages may write a space as an entity.
    return re.sub(r"\r?\n[ \t]", "", body.decode("utf-8", "replace")).replace("&nbsp;", " ")


def _mail_text(body: bytes) -> str:
    message = email.message_from_bytes(body, policy=email.policy.default)
    parts = [str(value) for value in message.values()]
    for part in message.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            parts.append(payload.decode("utf-8", "replace") if isinstance(payload, bytes) else "")
    return "\n".join(parts)


def _landing(file: Path, pattern: re.Pattern[str]) -> int:
    """Take the person out of the bodies of one landing file; 1 when it changed.

    The sha256 of the body as it came stays: the same page pulled again is then known, and not kept anew.
    """
    frame = pl.read_parquet(file)
    bodies = frame["body"].to_list()
    clean = [_body(b, pattern) if b else b for b in bodies]
    if clean == bodies:
        return 0
    half = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    half.touch(mode=0o600)
    fresh = frame.with_columns(pl.Series("body", clean, dtype=pl.Binary))
    fresh.write_parquet(half, compression="zstd", statistics=False, row_group_size=ROW_GROUP)
    half.replace(file)
    return 1


def _body(body: bytes, pattern: re.Pattern[str]) -> bytes:
    text = body.decode("utf-8", "surrogateescape")
    clean = pattern.sub(REMOVED, text)
    if clean == text and re.match(r"[\w-]+: ", text[:80]) and pattern.search(_mail_text(body)):
        return _clean_mail(body, pattern)
    return clean.encode("utf-8", "surrogateescape")


def _clean_mail(body: bytes, pattern: re.Pattern[str]) -> bytes:
    """A mail whose parts are encoded, with the person taken out of headers and text."""
    message = email.message_from_bytes(body, policy=email.policy.default)
    for key in {k for k, v in message.items() if pattern.search(str(v))}:
        value = pattern.sub(REMOVED, str(message[key]))
        del message[key]
        if key.lower() in ("subject", "date"):
            message[key] = value
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
        if isinstance(payload, bytes) and pattern.search(text := payload.decode("utf-8", "replace")):
            part.set_content(pattern.sub(REMOVED, text), subtype=part.get_content_subtype())
    return message.as_bytes()


def own_files(place: Workspace, who: Traces) -> list[str]:
    """Where the user's own files still name the person: `network/Connections.csv, line 12`."""
    found = []
    for name in (*who.files, place.config.name):
        file = place.root / name.split(": ")[0]
        if not file.is_file():
            continue
        if zipfile.is_zipfile(file):
            found.append(f"{file.relative_to(place.root) if file.is_relative_to(place.root) else file} (an archive)")
            continue
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1):
            if who.pattern.search(re.sub(r"[\",;:]+", " ", line)) or who.pattern.search(line):
                found.append(f"{name}, line {number}")
    return found
