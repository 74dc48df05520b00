"""Mails within mails: one that was forwarded, quoted with `> ` or not, as it was before. Pure."""

import re
from collections.abc import Mapping

_QUOTED = re.compile(r"^(?:[ \t]?>)+[ \t]?", re.M)
_HEAD = re.compile(r"\*?(From|Date|Sent|Subject|To|Cc|Reply-To)\s*:\*?\s*(.*)", re.I)
_MARKED = re.compile(r"-{2,}\s*(?:forwarded|original) message\s*-{2,}|begin forwarded message:", re.I)
_FORWARDS = re.compile(r"(?:fwd?|tr|wg)\s*:", re.I)
_MAILTO = re.compile(r"\[?mailto:([^\]>]+)\]?", re.I)


def unquoted(text: str) -> str:
    """The text without the marks before the lines of an earlier mail."""
    return _QUOTED.sub("", text)


def inner(heads: Mapping[str, str], text: str) -> tuple[dict[str, str], str] | None:
    """The heads (From, Subject, Date) and the text of the mail that this one forwards; None where it forwards none.

    A reply quotes a mail as well: only one that says that it forwards is read so.
    """
    lines = unquoted(text).splitlines()
    forwards = bool(_FORWARDS.match(heads.get("Subject", "")))
    for number, raw in enumerate(lines):
        forwards = forwards or bool(_MARKED.search(raw))
        if forwards and (head := _HEAD.fullmatch(raw.strip())) and head[1].lower() == "from":
            found, end = _heads(lines, number)
            if "Subject" in found:
                return {**dict.fromkeys(heads, ""), **found}, "\n".join(lines[end:]).strip()
    return None


def _heads(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The heads that stand from line `start` on, and the line where they end."""
    found: dict[str, str] = {}
    for number, raw in enumerate(lines[start:], start):
        head = _HEAD.fullmatch(raw.strip())
        if head:
            name = {"sent": "Date"}.get(head[1].lower(), head[1].title())
            found.setdefault(name, _MAILTO.sub(r"\1", head[2]))
        elif raw.strip():
            return found, number
    return found, len(lines)
