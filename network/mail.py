"""Sent mail: whom the user wrote to and when, from headers alone; nothing that was written is read."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from curbside.network.separators import is_separator
from curbside.network.tally import Clock, Tally

A_FEW = 10  # a mail or meeting with more people than that is no contact with each of them
MAX_HEADER = 64 * 1024  # bytes of one header that are read: three thousand addresses
_ALONE = 0.9  # of a mailbox by one address: its owner wrote it
_LINE = 64 * 1024  # bytes read at once: a line may be as long as a mailbox
_HEADER = re.compile(
    rb"(?i)>*(from|to|cc|bcc|date|resent-from|resent-to|resent-cc|resent-date|x-gmail-labels|x-unsent|x-mozilla-draft-info|"
    rb"x-mozilla-status2?|x-status|x-uniform-type-identifier|auto-submitted):(.*)",
    re.DOTALL,
)
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"']+@[^@\s<>()\[\],;:\"']+\.?[^@\s<>()\[\],;:\"'.]")
_FOLDERS = {
    # how mail programs call them in two dozen languages; of a path or of Gmail's labels
    "drafts": """draft drafts entwurf entwurfe borrador borradores brouillon brouillons bozza bozze rascunho rascunhos
        concept concepten szkic szkice wersjerobocze robocze utkast kladd kladde kladder udkast luonnokset luonnos koncepty rozepsane
        piszkozat piszkozatok ciorna ciorne taslak taslaklar nacrti черновики черновик чернетки чернетка πρόχειρα 下書き 草稿 草稿箱 草稿夹
        임시보관함 임시보관 טיוטות מסודות مسودات المسودات templates vorlagen modeles plantillas modelli sjablonen szablony mallar skabeloner maler""",
    "deleted": """trash bin deleted deleteditems deletedmessages papierkorb geloscht geloschteelemente papelera
        elementoseliminados corbeille elementssupprimes cestino postaeliminata lixeira itensexcluidos prullenbak
        verwijderdeitems verwijderd kosz elementyusuniete papperskorg papperskorgen borttaget papirkurv slettetpost slettedeelementer slettet roskakori
        poistetut kos odstranenaposta kuka toroltelemek cosdegunoi elementesterse copkutusu silinmisogeler корзина удаленные кошик видалені κάδος ゴミ箱 削除済み
        已删除邮件 已删除 已删除郵件 垃圾箱 垃圾桶 回收站 刪除的郵件 휴지통 지운편지함 אשפה سلةالمهملات""",
    "junk": """spam junk junkemail junkmail bulkmail correonodeseado postaindesiderata lixoeletronico indesirables courrierindesirable unerwunscht ongewenst
        skrappost skrapp uonsketpost soppelpost roskaposti nevyzadana levelszemet istenmeyen спам 迷惑メール 垃圾邮件 垃圾郵件 스팸 스팸함 스팸메일함 ספאם""",
    "not sent yet": """outbox unsent unsentmessages postausgang bandejadesalida boitedenvoi postainuscita postvakuit skrzynkanadawcza
        utkorgen udbakke utboks lahtevat исходящие 送信トレイ 发件箱 寄件匣 보낼편지함""",
}
# The first word of it; of other languages its stem, which may be the second ("Éléments envoyés", "Posta inviata")
_SENT = re.compile(
    r"(?:my |all )?sent(?:items?|e?mails?|messages?|box)?\b|(?:\w+ ){0,2}(?<!nicht )(?<!non )(?<!no )(?<!nao )(?<!niet )(?<!ikke )(?<!inte )"
    r"(?:gesend|envoye|enviad|enviat|inviat|verzonden|wyslan|skickat|sendte?\b|lahetet|odeslan|odoslan|elkuldott|gonderil|trimis|poslan"
    r"|отправлен|надіслан|изпратен|απεσταλμεν|送信済|已发送|已發送|已傳送|寄件備份|보낸|ש?נשלח|(?:ال)?مرسل|terkirim|da gui\b)"
)
_UTF7 = re.compile(r"&([A-Za-z0-9+,]+)-")
Contacts = dict[tuple[str, date, str, str], datetime]  # (address, day, how, source): when, last of the day


def read_box(
    files: Iterable[tuple[Path, str]], mine: set[str], clock: Clock, tally: Tally, is_sent: bool = False
) -> tuple[Contacts, bool]:
    """Contacts of a mailbox: one file, or all files of a folder that keeps a message a file (path, its flags).

    Of a mailbox that holds received mail too, only what the user sent counts; whether any was, says the second value.
    Without it all of the box is taken as sent where it is called so (`is_sent`) or one address wrote it; else nothing.
    """
    own: Contacts = {}
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
                    from_me = not mine.isdisjoint(senders)
                    counts[from_me] += 1
                    writers.update(() if counts[1] else sorted(senders)[:1])
                    keep(own if from_me else others, rows)
    alone = counts[0] > 1 and bool(writers) and writers.most_common(1)[0][1] >= _ALONE * counts[0]
    if counts[1] or not counts[0] or not (is_sent or alone):
        tally.counts["messages"] += counts[1]
        if counts[0]:
            tally.left_out["received, not sent by you"] += counts[0]
        return own, bool(counts[1] or not counts[0])
    tally.counts["messages"] += counts[0]
    return others, False


def is_in_maildir(file: Path) -> bool:
    """Whether a Maildir holds it, which keeps a message a file."""
    return file.parent.name in ("cur", "new")


def is_message(file: Path) -> bool:
    """Whether a file is of one message, by where it lies or how it is called."""
    return is_in_maildir(file) or file.suffix.lower() in (".eml", ".emlx")


def is_sent(name: str) -> bool:
    """Whether a mailbox is called as programs call that of sent mail."""
    return bool(_SENT.match(_words(_UTF7.sub(_of_utf7, name))))


def keep(found: Contacts, more: Contacts) -> None:
    """Add `more` to `found`: of each day the last moment."""
    for key, at in more.items():
        found[key] = max(at, found.get(key, at))


def folder_reason(name: str) -> str | None:
    """Why a mailbox that is called so holds no sent mail ("drafts"); None for any other."""
    return _folder().get(_plain(_UTF7.sub(_of_utf7, name)))


@cache
def _folder() -> dict[str, str]:
    return {_plain(word): reason for reason, words in _FOLDERS.items() for word in words.split()}


def _of_utf7(match: re.Match[str]) -> str:
    """Letters of a folder's name as IMAP writes them: `&APw-` is ü."""
    coded = match[1].replace(",", "/")
    try:
        return b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return match[0]


def _contacts(
    headers: dict[str, bytes], mine: set[str], clock: Clock, tally: Tally
) -> tuple[set[str], Contacts] | None:
    """(addresses that sent it, contacts) of a message; None, and counted in `tally`, where it is no contact."""
    if "resent-from" in headers and not mine.isdisjoint(addresses(headers["resent-from"])):  # sent on as it was
        headers = headers | {key: headers.get(f"resent-{key}", b"") for key in ("from", "to", "cc", "date")}
    sent_at = _sent_at(headers.get("date", b""), clock)
    people = {a for key in ("to", "cc", "bcc") for a in addresses(headers.get(key, b""))}
    if reason := _unsent(headers):
        tally.left_out[reason] += 1
    elif sent_at is None or not people:
        tally.left_out["without a readable date or recipient"] += 1
    elif len(people - mine) > A_FEW:
        tally.left_out[f"to more than {A_FEW} people"] += 1
    elif (day := clock.day(sent_at)) > clock.today:
        tally.left_out["dated in the future"] += 1
    else:
        to = {(a, day, "email", "mail"): sent_at.astimezone(UTC) for a in people - mine}
        return addresses(headers.get("from", b"")), to
    return None


def _unsent(headers: dict[str, bytes]) -> str | None:
    """Why a message never went out, or was thrown away; None where it was sent."""
    labels = [_folder().get(_plain(label)) for label in _decoded(_text(headers.get("x-gmail-labels", b""))).split(",")]
    if reason := next(filter(None, labels), None):
        return reason
    if _text(headers.get("x-unsent", b"")).strip() == "1" or "x-mozilla-draft-info" in headers:
        return "drafts"
    if "mail-draft" in _text(headers.get("x-uniform-type-identifier", b"")):
        return "drafts"
    if _text(headers.get("auto-submitted", b"no")).strip().lower() not in ("", "no"):
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
    if b"\r" in line[:-2] and b"\n" not in line:  # an old Mac's ends of lines
        stream.seek(0)
        stream = _OldMac(stream)  # type: ignore[assignment]  # reads like any other
        line = stream.readline(_LINE)
    while line and not line.strip():
        line = stream.readline(_LINE)
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


class _OldMac:
    """A file whose lines end in \\r alone, read as if they ended in \\n."""

    def __init__(self, stream: BinaryIO):
        self._text = TextIOWrapper(stream, "latin-1", newline=None)

    def readline(self, size: int) -> bytes:
        return self._text.readline(size).encode("latin-1")


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
        text = _decoded(text)
    try:
        found = {address.strip(" '").lower() for _, address in getaddresses([text])}
    except RecursionError:  # of comments within comments
        found = set()
    whole = {a for a in found if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", a)}
    # The library gives a header up for one bad address; each that stands there counts.
    return whole or {a.lower() for a in _ADDRESS.findall(re.sub(r'"[^"]*"', " ", text))}


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _text(value: bytes) -> str:
    return " ".join(value.decode("utf-8", "replace").split())


def _words(name: str) -> str:
    """The words of a mailbox's name or label, folded, single spaces between."""
    from curbside.network.names import fold

    return " ".join(re.findall(r"[^\W\d_]+", fold(_decoded(name) if "=?" in name else name)))


def _plain(name: str) -> str:
    return _words(name).replace(" ", "")
