"""Sent mail: whom the user wrote to and when, from headers alone; nothing that was written is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import getaddresses, parsedate_to_datetime
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from curbside.network import mail_folders, own
from curbside.network.separators import is_separator
from curbside.network.tally import Clock, Tally

A_FEW = 10  # a mail or meeting with more people than that is no contact with each of them
MAX_HEADER = 64 * 1024  # bytes of one header that are read: three thousand addresses
_ALONE = 0.9  # of a mailbox by one address: its owner wrote it
_FIRST_MAIL = 1980  # an earlier year is a clock that was never set
_LINE = 64 * 1024  # bytes read at once: a line may be as long as a mailbox
# How Outlook begins the subject of an answer that it gives by itself; no other subject is read.
_AUTOMATIC = (
    rb"automatic reply|auto-?reply|auto(?:matic)? response|out of office autoreply|automatische antwort|abwesenheitsnotiz|respuesta autom.tica"
    rb"|risposta automatica|resposta autom.tica|automatisch antwoord|autosvar|automatyczna odpowied."
)
_HEADER = re.compile(
    rb"(?i)>*(from|to|cc|bcc|date|resent-from|resent-to|resent-cc|resent-date|x-gmail-labels|x-unsent|x-mozilla-draft-info|"
    rb"x-mozilla-status2?|x-status|x-uniform-type-identifier|auto-submitted|x-auto-?reply|x-autorespond|x-autoreply-from|"
    rb"precedence(?=\s*:\s*auto)|content-type(?=\s*:\s*multipart/report)|subject(?=\s*:\s*(?:"
    + _AUTOMATIC
    + rb")\s*:))[ \t]*:(.*)",
    re.DOTALL,
)
# Headers that only a machine's answers have; of the others of their names nothing is kept.
_MACHINE = frozenset("x-autoreply x-auto-reply x-autorespond x-autoreply-from precedence content-type subject".split())
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"']+@[^@\s<>()\[\],;:\"']+\.?[^@\s<>()\[\],;:\"'.]")
Contacts = dict[tuple[str, date, str, str], datetime]  # (address, day, how, source): when, last of the day


def read_box(
    files: Iterable[tuple[Path, str]], mine: set[str], clock: Clock, tally: Tally, is_sent: bool = False
) -> tuple[Contacts, bool]:
    """Contacts of a mailbox: one file, or all files of a folder that keeps a message a file (path, its flags).

    Of a mailbox that holds received mail too, only what the user sent counts; whether any was, says the second value.
    Without it all of the box is taken as sent where it is called so (`is_sent`) or one address wrote it; else nothing.
    """
    sent: Contacts = {}
    others: Contacts = {}
    counts = [0, 0]
    writers: Counter[str] = Counter()
    for path, flags in files:
        with path.open("rb") as stream:
            if reason := _flagged(flags):
                tally.left_out[reason] += 1
                continue
            for headers in heads(stream, is_one=is_message(path)):
                found = _contacts(headers, mine, clock, tally)
                if found is not None:
                    senders, rows = found
                    from_me = bool(own.known(senders, mine))
                    counts[from_me] += 1
                    writers.update(() if counts[1] else sorted(senders)[:1])
                    keep(sent if from_me else others, rows)
    alone = counts[0] > 1 and bool(writers) and writers.most_common(1)[0][1] >= _ALONE * counts[0]
    if counts[1] or not counts[0] or not (is_sent or alone):
        tally.counts["messages"] += counts[1]
        if counts[0]:
            tally.left_out["received, not sent by you"] += counts[0]
        return sent, bool(counts[1] or not counts[0])
    tally.counts["messages"] += counts[0]
    return others, False


def is_in_maildir(file: Path) -> bool:
    """Whether a Maildir holds it, which keeps a message a file."""
    return file.parent.name in ("cur", "new")


def is_message(file: Path) -> bool:
    """Whether a file is of one message, by where it lies or how it is called."""
    return is_in_maildir(file) or file.suffix.lower() in (".eml", ".emlx") or file.name.isdecimal()


def is_head(begins: bytes) -> bool:
    """Whether a file begins as a message does."""
    return bool(re.match(rb"(?i)(?:[a-z-]+:.*\n?)", begins))


def keep(found: Contacts, more: Contacts) -> None:
    """Add `more` to `found`: of each day the last moment."""
    for key, at in more.items():
        found[key] = max(at, found.get(key, at))


def _contacts(
    headers: dict[str, bytes], mine: set[str], clock: Clock, tally: Tally
) -> tuple[set[str], Contacts] | None:
    """(addresses that sent it, contacts) of a message; None, and counted in `tally`, where it is no contact."""
    if "resent-from" in headers and own.known(addresses(headers["resent-from"]), mine):  # sent on as it was
        headers = headers | {key: headers.get(f"resent-{key}", b"") for key in ("from", "to", "cc", "date")}
    sent_at = _sent_at(headers.get("date", b""), clock)
    named = {a for key in ("to", "cc", "bcc") for a in addresses(headers.get(key, b""))}
    people = named - own.known(named, mine)
    if reason := _unsent(headers):
        tally.left_out[reason] += 1
    elif sent_at is None or sent_at.year < _FIRST_MAIL or not named:
        tally.left_out["without a readable date or recipient"] += 1
    elif len(people) > A_FEW:
        tally.left_out[f"to more than {A_FEW} people"] += 1
    elif (day := clock.day(sent_at)) > clock.today:
        tally.left_out["dated in the future"] += 1
    else:
        to = {(a, day, "email", "mail"): sent_at.astimezone(UTC) for a in people}
        return addresses(headers.get("from", b"")), to
    return None


def _unsent(headers: dict[str, bytes]) -> str | None:
    """Why a message never went out, or was thrown away; None where it was sent."""
    if reason := mail_folders.of_labels(_text(headers.get("x-gmail-labels", b""))):
        return reason
    if _text(headers.get("x-unsent", b"")).strip() == "1" or "x-mozilla-draft-info" in headers:
        return "drafts"
    if "mail-draft" in _text(headers.get("x-uniform-type-identifier", b"")):
        return "drafts"
    if not _MACHINE.isdisjoint(headers) or _text(headers.get("auto-submitted", b"no")).strip().lower() not in (
        "",
        "no",
    ):
        return "sent by a machine"
    status, more = (_bits(headers.get(key, b"0")) for key in ("x-mozilla-status", "x-mozilla-status2"))
    if status & 0x0008 or more & 0x200000:  # expunged, or on the server: the folder was not compacted since
        return "deleted"
    if status & 0x0800:  # queued
        return "not sent yet"
    return _flagged(_text(headers.get("x-status", b"")))


def _bits(value: bytes) -> int:
    try:
        return int(_text(value).strip(), 16)
    except ValueError:
        return 0


def _flagged(flags: str) -> str | None:
    """What the flags of a Maildir's file name or of X-Status say: D and T mean draft and trash there, but deleted
    and draft in X-Status; neither is contact."""
    return "drafts or deleted" if {"D", "T"} & set(flags) else None


def heads(stream: BinaryIO, is_one: bool = False) -> Iterator[dict[str, bytes]]:
    """The headers of each message that say who and when; bodies are passed over, whatever their size.

    `is_one`: a file of one message, in whose text a `From ` line (a patch, a pasted mailbox) begins no other.
    """
    headers: dict[str, bytes] = {}
    key = ""
    in_head, blank, started, partial = True, True, False, False
    line = stream.readline(_LINE)
    wide = line.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide or (b"\r" in line[:-2] and b"\n" not in line):  # an old Mac's ends of lines
        stream.seek(0)
        stream = _Recoded(stream, "utf-16" if wide else "latin-1")  # type: ignore[assignment]  # reads like any other
        line = stream.readline(_LINE)
    while line and not line.strip(b"\xef\xbb\xbf \t\r\n"):
        line = stream.readline(_LINE)
    line = line.removeprefix(b"\xef\xbb\xbf")
    if line.strip().isdigit():  # Apple's .emlx: the size of the message comes first
        line = stream.readline(_LINE)
    is_one = is_one and not line.startswith(b"From ")  # a mailbox that is merely called so
    while line:
        after = stream.readline(_LINE)
        continued, partial = partial, not line.endswith(b"\n")
        if continued:  # the rest of a long line
            if in_head and key and len(headers[key]) < MAX_HEADER:
                headers[key] += line
        elif not is_one and line.startswith(b"From ") and is_separator(line, after, blank):
            if started:
                yield headers
            headers, key, in_head, blank, started = {}, "", True, False, True
        else:
            started = True
            blank = not line.strip(b"\r\n")
            if in_head:
                in_head = not blank
                key = _take(headers, key, line)
        line = after
    if started:
        yield headers


class _Recoded:
    """A file of other ends of lines or letters, read as if its lines ended in \\n and its letters were UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str):
        self._text = TextIOWrapper(stream, encoding, "replace", newline=None)
        self._as = "utf-8" if encoding == "utf-16" else encoding

    def readline(self, size: int) -> bytes:
        return self._text.readline(size).encode(self._as)


def _take(headers: dict[str, bytes], key: str, line: bytes) -> str:
    """Put one line of a head into `headers`; the header that the next line may go on with."""
    if line[:1] in b" \t":
        if key and len(headers[key]) < MAX_HEADER:
            headers[key] += b" " + line
        return key
    if header := _HEADER.match(line):
        key = header[1].decode().lower()
        headers[key] = headers.get(key, b"") + (b", " if key in headers else b"") + header[2]
        return key
    return ""


def _sent_at(value: bytes, clock: Clock) -> datetime | None:
    """When a message was sent. Without a zone that can be read ("Pacific Standard Time") it is the user's own time; -0000 is UTC."""
    text = _text(value)
    own = UTC if text.endswith("-0000") else clock.zone or UTC
    try:
        at = parsedate_to_datetime(text)
        return at.replace(tzinfo=at.tzinfo or own)
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:  # some programs write ISO dates
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=at.tzinfo or own)
    except ValueError:
        return None


def addresses(value: bytes) -> set[str]:
    """E-mail addresses of a header, in lower case; encoded and badly quoted ones too."""
    text = _text(value)
    if "@" not in text and "=?" in text:
        text = mail_folders.decoded(text)
    try:
        found = {address.strip(" '").lower() for _, address in getaddresses([text])}
    except RecursionError:  # of comments within comments
        found = set()
    whole = {a for a in found if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", a)}
    # The library gives a header up for one bad address; each that stands there counts.
    return whole or {a.lower() for a in _ADDRESS.findall(re.sub(r'"[^"]*"', " ", text))}


def _text(value: bytes) -> str:
    return " ".join(value.decode("utf-8", "replace").split())
