"""Bytes as characters: the charset a page was written in, its entities and percent signs."""

import html
import re
from urllib.parse import unquote

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
LATIN = (b"iso-8859-1", b"latin1", b"latin-1", b"us-ascii", b"ascii")
ENTITY = re.compile(r"&(#\d{1,9};|#[xX][0-9a-fA-F]{1,8};|[a-zA-Z]\w{0,30};)?")
_OPENING = re.compile(r"<(?![/!?])(?:([A-Za-z_][\w:.-]*)(?=[\s/>])(?:\s[^<>]*)?(/?)>)?")
_CLOSING = re.compile(r"</([A-Za-z_][\w:.-]*)\s*>")
# Single letters, quotation marks and dashes of Windows-1252 among ASCII; UTF-8 writes them in two or three bytes
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_WINDOWS = re.compile(rb"[\x80-\xff]{3}|[\xc2-\xf4][\x80-\xbf]|[\x81\x8d\x8f\x90\x9d\xc2\xc3\xfe\xff]")
SURROGATES = re.compile("[\ud800-\udfff]")


def decode(body: bytes, content_type: str = "") -> str:
    """Text of `body`: UTF-8 if it is valid UTF-8, else the charset of header, XML declaration or meta element; Windows'
    where nothing else is named and the bytes look like it.

    Invalid sequences become U+FFFD; never raises.
    """
    if wide := _wide(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.I)
    inside = XML_CHARSET.search(body[:300]) or _META_CHARSET.search(body[:4096])
    for name in (header and header[1], inside and inside[1].decode()):
        if name and name.lower().replace("_", "-") not in ("utf-8", "utf8"):
            if name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
                name = "cp1252"  # as browsers do
            try:
                return body.decode(name, "replace")
            except LookupError:
                continue
    windows = _HIGH.search(body) and not _NOT_WINDOWS.search(body)
    return body.decode("cp1252" if windows else "utf-8", "replace")


def _wide(body: bytes) -> str | None:
    """The name of the charset where the body is UTF-16, with its mark or without."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(body[:2])


def utf8(body: bytes) -> bytes:
    """A UTF-16 body (what Windows calls Unicode) as UTF-8; any other as it is."""
    wide = _wide(body)
    return body.decode(wide, "replace").encode("utf-8", "replace") if wide else body


def unescape(text: str) -> str:
    """Entities undone until nothing changes, at most three times (boards escape up to twice)."""
    for _ in range(3):
        if "&" not in text:
            break
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    return text


_JSON_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


def unescaped_json(text: str) -> str:
    """Text with JSON's escapes (`\\u0026`, `\\u2019`) undone, which stay where a site's software escapes twice."""
    if "\\u" not in text:
        return text
    return _JSON_ESCAPE.sub(lambda m: bytes.fromhex(m[0].replace("\\u", "")).decode("utf-16-be", "surrogatepass"), text)


_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


def unpercent(text: str) -> str:
    """Text that was encoded for an address (`Closed%20ICU%2C%2014%20beds`), decoded; any other as it is."""
    if "%" not in text or " " in text.strip() or text.startswith(("http://", "https://")):
        return text
    if len(_PERCENT.findall(text)) != text.count("%"):
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def entity(m: re.Match[str]) -> str:
    name = m[1]
    if not name:
        return "&amp;"
    if name[0] == "#":
        return m[0] if _allowed(name[1:-1]) else ""
    if name in ("lt;", "gt;", "amp;", "quot;", "apos;"):
        return m[0]
    known = html.unescape(m[0])
    return known if known != m[0] else "&amp;" + name


def _allowed(number: str) -> bool:
    n = int(number[1:], 16) if number[0] in "xX" else int(number)
    return n in (9, 10, 13) or 32 <= n <= 0xD7FF or 0xE000 <= n <= 0xFFFD or 0x10000 <= n <= 0x10FFFF


def brackets_escaped(pieces: list[str]) -> list[str]:
    """Pieces of one XML text with each `<` escaped that begins no element: "EF < 35%", `<Nights>` that nothing closes.

    A cut-off text stays broken: its root is what nothing closes.
    """
    closed = {name for piece in pieces for name in _CLOSING.findall(piece)}

    def begun(m: re.Match[str]) -> str:
        return m[0] if m[1] and (m[2] or m[1] in closed) else f"&lt;{m[0][1:]}"

    return [_OPENING.sub(begun, piece) for piece in pieces]
