"""Job-alert mails of any board, and recruiters' own mails: links, cards and prose become postings. `url` is an .eml,
.emlx or .mbox file, or a folder of them and of mailboxes without an ending (INBOX). Nothing is fetched: neither a
mail's links nor its pictures.

A link counts as a posting's where its address, once tracking is undone, is one (`maillinks.is_posting`), or where it
does not say and its card names an employer and a place (`mailcards`). A mail without any is read as prose (`prose`).
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from functools import lru_cache
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers import mailcards, prose, wrapped
from curbside.extractors.readers.saved import answers, is_saved

MAX_MAIL = 20 << 20  # bytes of one mail
MARKS = rb"\A(?:From |(?:Received|Return-Path|Delivered-To|From|Date|Subject|MIME-Version):)"


def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The saved mails. A web address is refused: nothing is fetched here."""
    if not is_saved(board):
        raise BoardError(f'{board.name}: family = "alerts" reads mails from a file or folder; put it into `url`')
    return answers(board, (".eml", ".emlx", ".mbox", ".mbx", ".mbs"), MARKS)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting of the mails, once."""
    return [Item(r["key"], r["url"] or "") for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the mails, once: by its address without tracking, or where that stays hidden, by what its card
    says."""
    found: dict[str, dict[str, Any]] = {}
    for postings in _read(answer.body):
        for record in postings:
            found.setdefault(record["key"], {**record})
    return list(found.values())


def mails(answer: Answer) -> tuple[int, int]:
    """How many mails a file holds, and how many of them gave no posting."""
    read = _read(answer.body)
    return len(read), read.count([])


@lru_cache(maxsize=1)  # asked for items, for mails and for records of one file after the other
def _read(body: bytes) -> list[list[dict[str, Any]]]:
    return [_postings(raw) for raw in _mails(body)]


def _mails(body: bytes) -> Iterator[bytes]:
    """The mails of an mbox file, or the one of an .eml or .emlx file."""
    if not body.startswith(b"From "):
        yield wrapped.mail(body)[:MAX_MAIL]
        return
    starts = [m.end() for m in re.finditer(rb"(?:\A|\r?\n\r?\n)From [^\r\n]{1,400}\r?\n", body)]
    if not starts:
        yield body[:MAX_MAIL]
    for start, following in zip(starts, [*starts[1:], len(body)], strict=False):
        raw = body[start:following]
        yield raw[:MAX_MAIL].replace(b"\n>From ", b"\nFrom ")


def _postings(raw: bytes) -> list[dict[str, Any]]:
    try:
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        parts = [(p.get_content_type(), _content(p)) for p in mail.walk() if isinstance(p, EmailMessage)]
        heads = {name: str(mail.get(name) or "") for name in prose.HEADS}
    except (ValueError, LookupError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return []  # the standard parser's own limits on broken headers
    pages = [text for kind, text in parts if kind == "text/html" and text]
    plain = [text for kind, text in parts if kind == "text/plain" and text]
    found = [r for page in pages for r in mailcards.from_html(page)]
    found = found or [r for text in plain for r in mailcards.from_text(text)]
    return found or prose.read(heads, pages, plain)


def _content(part: EmailMessage) -> str:
    if part.is_multipart() or part.get_content_maintype() != "text":
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")


FAMILY = Family(
    name="alerts",
    title="Job-alert mails (.eml, .mbox)",
    source=(
        "RFC 5322, RFC 4155 (mbox); public mails of LinkedIn, Indeed, Glassdoor and Monster (2026-11); the wrappers of "
        "SafeLinks, URL Defense and Google from memory, and the physicians' boards' mails, too. Nothing is asked for, so "
        "nothing was tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    whole=False,
    local=True,
    mails=mails,
    marks=MARKS,
    endings=("eml", "emlx", "mbox"),
)
