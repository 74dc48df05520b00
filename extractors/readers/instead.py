"""What an answer is that is not what was asked for, and what to do: a PDF, an error in JSON, an Office document. Pure."""

import json
from typing import Any

_ERRORS = ("error", "message", "detail", "error_description", "title", "errors", "description")
SAID = 120  # characters of an error that are repeated


def fault(body: bytes, wanted: str, url: str) -> str | None:
    """One clause about an answer that can be no `wanted` (XML, JSON), with its remedy; None where it may be some."""
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return f"is a PDF, not {wanted}; save the page that leads to it as a web page, or type the posting into a list (family csv)"
    if head.startswith(b"PK\x03\x04"):
        return f"is a packed file or an Office document, not {wanted}; unpack it, or save it as CSV (family csv)"
    if head.startswith((b"\x89PNG", b"GIF8", b"\xff\xd8\xff")):
        return f"is a picture, not {wanted}; save the page itself as a web page"
    if wanted == "XML" and head[:1] in (b"{", b"["):
        return f"answered with JSON instead of XML{_error(body)}; {again(url)}, or give the feed's own address"
    if wanted == "JSON" and head[:1] == b"<":
        return f"answered with XML instead of JSON; {again(url)}, or give the list's own address"
    if head and b"<" not in body and wanted == "XML":
        return f"is plain text, not XML; {again(url)}, or give the feed's own address"
    return None


def again(url: str) -> str:
    """What to do about an answer that came damaged."""
    return "save it again" if url.startswith("file:") else "try again later"


def _error(body: bytes) -> str:
    """What a JSON answer says is wrong, in brackets."""
    try:
        told: Any = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    for _ in range(3):
        if isinstance(told, list):
            told = told[0] if told else None
        if isinstance(told, dict):
            told = next((told[k] for k in _ERRORS if told.get(k)), None)
    return f' ("{" ".join(told.split())[:SAID]}")' if isinstance(told, str) and told.strip() else ""
