"""Is the answer what was asked for, or a web page in its place?"""

from curbside.extractors.base import Answer, BoardError
from curbside.extractors.web.address import shown


def expect_xml(answer: Answer) -> bytes:
    """The body without byte order mark and leading space; BoardError where it is a web page or no XML."""
    body = _start(answer)
    if not body.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise BoardError(f"{shown(answer.url)}: answered no XML")
    return body


def expect_json(answer: Answer) -> bytes:
    """The body without byte order mark and leading space; BoardError where it is a web page or no JSON."""
    body = _start(answer)
    if not body.startswith((b"{", b"[")):
        raise BoardError(f"{shown(answer.url)}: answered no JSON")
    return body


def is_web_page(body: bytes) -> bool:
    """Whether the body is HTML (XHTML behind an XML declaration included)."""
    head = body[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<?xml"):
        head = head.partition(b"?>")[2].lstrip()
    while head.startswith(b"<!--"):
        head = head.partition(b"-->")[2].lstrip()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _start(answer: Answer) -> bytes:
    if is_web_page(answer.body):
        raise BoardError(
            f"{shown(answer.url)}: answered a web page (sign-in or bot check?) instead of a feed; "
            "open the address in a browser, and check `url` in curbside.toml"
        )
    return answer.body.removeprefix(b"\xef\xbb\xbf").lstrip()
