"""What browsers and mail programs wrap around a page or a mail that they save: MHTML, Apple's .emlx. Pure."""

import email
import email.policy
import re
from email.message import Message

from curbside.extractors.readers.characters import decode

_SNAPSHOT = re.compile(rb"(?im)^(?:Snapshot-Content-Location:|From: <Saved by )")
_COUNTED = re.compile(rb"\s*\d{1,10}[ \t]*\r?\n")


def is_page(body: bytes, name: str = "") -> bool:
    """Whether a file is a page that was saved as one file ("Webpage, Single File": .mht, .mhtml)."""
    return name.lower().endswith((".mht", ".mhtml")) or bool(_SNAPSHOT.search(re.split(rb"\r?\n\r?\n", body[:4000])[0]))


def page(body: bytes) -> bytes:
    """The page of such a file as UTF-8, its address before it as browsers write it into a saved page; of a page with
    frames the one that holds a posting. The file itself where it holds no page."""
    try:
        mail = email.message_from_bytes(body, policy=email.policy.compat32)
        pages = [p for p in mail.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return body
    read = [(part, _text(part)) for part in pages]
    if not read:
        return body
    part, text = next(((p, t) for p, t in read if "JobPosting" in t), read[0])
    named = (str(a or "").strip() for a in (part.get("Content-Location"), mail.get("Snapshot-Content-Location")))
    url = next((a for a in named if a.startswith("http")), "")
    mark = f"<!-- saved from url=({len(url):04}){url} -->\n" if url else ""
    return (mark + text).encode("utf-8", "replace")


def _text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    return decode(raw if isinstance(raw, bytes) else b"", str(part.get("Content-Type", "")))


def mail(body: bytes) -> bytes:
    """The mail of an .emlx file, which begins with its length and ends with Apple's own notes; else the file itself."""
    m = _COUNTED.match(body)
    return body[m.end() : m.end() + int(m[0])] if m else body
