"""The cards of a vCard file as their properties: charsets, folds, notes that break their lines, cards that do not end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from curbside.network import tables
from curbside.network.model import Problem

_LINE = re.compile(r"(?:([\w-]+)\.)?[\w-]+((?:;(?:[^\";:]|\"[^\"]*\")*)*):(.*)", re.S)
_DROPPED = frozenset("PHOTO LOGO SOUND KEY".split())
_KEPT = frozenset(
    """FN N ORG TITLE ROLE EMAIL TEL ADR URL X-SOCIALPROFILE X-ABLABEL NOTE REV UID CATEGORIES KIND X-ABSHOWAS
    X-ADDRESSBOOKSERVER-KIND AGENT X-MAIDENNAME X-MAIDEN-NAME""".split()
)
_PROPERTY = re.compile(r"(?:[\w-]+\.)?[A-Za-z-]+[;:]")
# A fold within the bytes of one letter.
_PARTED = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(?:\r\n|\n|\r)[ \t]([\x80-\xbf])")
_INDENTED = re.compile(r"(?i)([ \t]*)BEGIN:VCARD\s*$")
_IN_NOTE = re.compile(r"[\w-]+: ")


@dataclass(slots=True)
class Card:
    line: int
    properties: list[tuple[str, str, str, str]] = field(default_factory=list)  # group, name, parameters, value


def text_of(body: bytes, file: str) -> tuple[str, list[Problem]]:
    """The file's text: of one that is no Unicode each line in the charset that its property names, and a letter whole
    whose bytes a fold parts."""
    body = _PARTED.sub(rb"\1\2", body)
    try:
        body.decode()
    except UnicodeDecodeError:
        if b"CHARSET=" not in body.upper():
            return tables.decode(body, file)
        lines: list[str] = []
        charset = ""
        for line in re.split(rb"\r\n|\n|\r", body):
            if line[:1] not in (b" ", b"\t"):
                named = re.search(rb"(?i);CHARSET=\"?([\w-]+)", line.partition(b":")[0])
                charset = named[1].decode() if named else ""
            lines.append(_in_charset(line, charset, file))
        return "\n".join(lines), []
    return tables.decode(body, file)


def _in_charset(line: bytes, charset: str, file: str) -> str:
    try:
        return line.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return tables.decode(line, file)[0]


def cards(text: str, file: str, problems: list[Problem]) -> Iterator[Card]:
    """Cards with their unfolded properties; a card inside another (AGENT) is passed over."""
    card: Card | None = None
    depth = 0
    for number, name, line in _unfolded(text):
        if name == "BEGIN" and line[6:11].upper() == "VCARD":
            depth += 1
            if card is not None and not _is_agent(card):
                problems.append(Problem(file, f"line {number}", "a card that does not end", "export the file again"))
                yield card
                depth = 1
            if depth == 1:
                card = Card(number)
        elif name == "END" and line[4:9].upper() == "VCARD":
            depth = max(depth - 1, 0)
            if depth == 0 and card is not None:
                yield card
                card = None
        elif card is not None and depth == 1:
            match = _LINE.match(line) if name in _KEPT else None
            if match is not None:
                card.properties.append((match[1].lower() if match[1] else "", name, match[2], match[3]))
    if card is not None:
        problems.append(Problem(file, f"line {card.line}", "a card that does not end", "export the file again"))
        yield card


def _is_agent(card: Card) -> bool:
    return bool(card.properties) and card.properties[-1][1] == "AGENT"


def _unfolded(text: str) -> Iterator[tuple[int, str, str]]:
    """(line number, property, whole line): folded lines joined, pictures and keys passed over."""
    start, property_, quoted, skipping = 0, "", False, True
    parts: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    indent = ""
    for number, line in enumerate(lines, 1):
        if match := _INDENTED.match(line):
            indent = match[1]
        line = line.removeprefix(indent)
        if property_ == "NOTE" and not quoted and _IN_NOTE.match(line):  # a line break of the note's own
            parts.append(f"\\n{line}")
            continue
        if quoted and (parts[-1].endswith("=") or not _PROPERTY.match(line)):
            parts.append(_soft(parts, line))
            continue
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
            continue
        if not skipping:
            yield start, property_, "".join(parts)
        head = line.partition(":")[0]
        property_ = head.partition(";")[0].rpartition(".")[2].strip().upper()
        skipping = property_ in _DROPPED
        start, parts = number, [line]
        quoted = not skipping and "QUOTED-PRINTABLE" in head.upper()
    if not skipping:
        yield start, property_, "".join(parts)


def _soft(parts: list[str], line: str) -> str:
    """The next line of a quoted-printable value: the soft break before it goes, and a blank that only folds it."""
    before = parts[-1].removesuffix("=")
    broken = before != parts[-1]
    parts[-1] = before
    # "M=C3=BC=" and " ller": within a word. A line without its "=" is folded as other properties are.
    within = re.search(r"(?:=[0-9A-F]{2}|[^\W\d_])$", before) and not before.endswith("=20")
    folded = line[:1] in (" ", "\t") and (not broken or line[1:2] == "=" or (within and line[1:2].islower()))
    return line[1:] if folded else line
