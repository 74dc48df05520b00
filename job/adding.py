"""A single posting taken in by the user: a page asked for politely, a saved page, a mail, or pasted text.

It is kept as a file in the workspace's `added/` and read by an ordinary family in each run from then on; a file that the
user deletes closes its lead.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from curbside import extractors
from curbside.extractors.base import Answer, Board, BoardError
from curbside.extractors.readers import prose, wrapped
from curbside.extractors.web.client import Client
from curbside.faults import CurbsideError
from curbside.workspace import Workspace

FOLDER = "added"
# Board: its folder below `added/` and the family that reads it
BOARDS = {"added-page": ("pages", "jsonld"), "added-mail": ("mails", "alerts"), "added-text": ("texts", "csv")}
PAGES, MAILS = (".html", ".htm", ".xhtml"), (".eml", ".emlx", ".mbox")
NEEDED = ("title", "employer", "places", "pay_text", "description")
MOST = 1_000_000  # characters of a pasted text


class NotRead(CurbsideError):
    """No posting could be read. The text is one line with the remedy."""


@dataclass(slots=True)
class Added:
    """What was taken in: the board, the file, its postings as read, and what none of them says."""

    board: str
    file: Path
    records: list[dict[str, Any]]
    missing: list[str] = field(default_factory=list)


def boards(workspace: Workspace) -> list[Board]:
    """The boards of `added/` that hold anything."""
    folder = workspace.root / FOLDER
    held = [(name, folder / part, family) for name, (part, family) in BOARDS.items()]
    return [Board(name=n, family=f, url=str(p)) for n, p, f in held if p.is_dir() and any(p.iterdir())]


def add(workspace: Workspace, what: str, pasted: str | None, contact: str) -> Added:
    """Take in the posting at an address, of a file, or `pasted`. Raises NotRead; then nothing is kept."""
    if pasted is not None:
        return _keep(workspace, "added-text", *_of_text(pasted))
    if re.match(r"https?://", what, re.I):
        return _keep(workspace, "added-page", *_of_page(what, contact))
    path = Path(what).expanduser()
    try:
        body = path.read_bytes()
    except OSError as e:
        raise NotRead(
            f"{what}: {e.strerror}; it takes an address, a saved page (.html), a mail (.eml), or - for text"
        ) from None
    suffix = path.suffix.lower()
    if wrapped.is_page(body, path.name):
        body, suffix = wrapped.page(body), ".html"
    if suffix in MAILS or re.match(rb"(?:From|Received|Return-Path|Delivered-To|Date|Subject|MIME-Version):? ", body):
        return _keep(workspace, "added-mail", _named(body, ".eml"), body)
    if suffix in PAGES or body.lstrip()[:1] == b"<":
        return _keep(workspace, "added-page", _named(body, ".html"), body)
    if body[:5] == b"%PDF-" or b"\0" in body[:2000]:
        raise NotRead(f"{what}: only pages, mails and text are read; copy its text and paste it: curbside add -")
    return _keep(workspace, "added-text", *_of_text(body.decode("utf-8", "replace")))


def _of_page(url: str, contact: str) -> tuple[str, bytes]:
    """The page, asked once and as robots.txt allows, with its address in it as a browser saves it."""
    with Client(contact=contact) as asked:
        try:
            got = asked.ask_for(Board("added-page", "jsonld", url=url))(url, kind="page", key=url)
        except BoardError as e:
            raise NotRead(f"{e}; save the page in your browser, or paste its text: curbside add -") from None
    mark = f"<!-- saved from url=({len(got.url):04}){got.url} -->\n".encode()
    return f"{urlsplit(url).hostname}-{_digest(got.url.encode())}.html", mark + got.body


def _of_text(text: str) -> tuple[str, bytes]:
    """A row of a list, from what a text says: a recruiter's mail copied out, or an advertisement."""
    text = text.strip()[:MOST]
    heads = dict.fromkeys(prose.HEADS, "")
    head, blank, rest = text.partition("\n\n")
    named = dict(re.findall(r"(?m)^(From|Subject|Date|Sent): *(.+)$", head))
    if named and blank:
        heads |= {"From": named.get("From", ""), "Subject": named.get("Subject", "")}
        heads["Date"] = named.get("Date") or named.get("Sent", "")
        text = rest.strip()
    sender = re.search(r"[\w.+-]+@[\w-]+\.[\w.-]*\w", heads["From"] or text)
    heads["From"] = heads["From"] if "@" in heads["From"] else f"<{sender[0] if sender else 'unknown@unknown.invalid'}>"
    first = text.partition("\n")[0].strip()
    heads["Subject"] = heads["Subject"] or ("" if len(first) > 90 or first.endswith((".", ",")) else first)
    found = prose.read(heads, [], [text])
    if not found:
        raise NotRead(
            "this text names no opening for a physician that could be understood; it takes a title, and some words on the "
            "job. An opening you heard of: curbside tip --from PERSON --employer E --title T --place P"
        )
    return f"{_digest(text.encode())}.csv", _row(found[0], known_sender=sender is not None)


def _row(record: dict[str, Any], known_sender: bool) -> bytes:
    place: dict[str, Any] = next(iter(record["places"]), {})
    row = {k: record.get(k) for k in ("title", "employer", "pay_text", "posted", "contact_name", "contact_role")}
    row |= {
        "contact_email": record["contact_email"] if known_sender else None,
        "contact_phone": record["contact_phone"],
    }
    row |= {"city": place.get("city"), "state": place.get("state"), "description": record["description"]}
    row["pay"] = row.pop("pay_text")
    out = io.StringIO()
    writer = csv.DictWriter(out, [k.replace("_", " ") for k in row])
    writer.writeheader()
    writer.writerow({k.replace("_", " "): v for k, v in row.items()})
    return out.getvalue().encode()


def _keep(workspace: Workspace, board: str, name: str, body: bytes) -> Added:
    """Read it as the runs will, then keep the file. Raises NotRead."""
    part, family = BOARDS[board]
    folder = workspace.root / FOLDER / part
    records = _records(family, folder / name, body)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(body)
    said = {k for r in records for k, v in r.items() if v}
    pay = {"pay_text", "pay_min", "pay_max"} & said
    missing = [n for n in NEEDED if n not in said and not (n == "pay_text" and pay)]
    return Added(board, folder / name, records, [{"places": "place", "pay_text": "pay"}.get(n, n) for n in missing])


def _records(family: str, file: Path, body: bytes) -> list[dict[str, Any]]:
    answer = Answer("list", file.as_uri(), 200, datetime.now(UTC), body)
    try:
        records = extractors.family(family).records(answer, Board(name="added", family=family, url=str(file)))
    except BoardError as e:
        raise NotRead(str(e)) from None
    if not records:
        raise NotRead("no posting could be read of it (a list, a sign-in page, or text drawn by scripts?); "
                      "paste the posting's text: curbside add -")  # fmt: skip
    return records


def _named(body: bytes, suffix: str) -> str:
    return _digest(body) + suffix


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]
