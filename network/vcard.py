"""vCards 2.1, 3.0 and 4.0 of telephones and mail programs.

An own reader: it needs six properties of the hundred, keeps the line of each card for messages, drops pictures (nine
tenths of the bytes) unread, and takes what clients really write where libraries insist on the standard.
"""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from curbside.network import contacts, dates, tables, titles
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, Contacts, conform
from curbside.network.model import STRINGS, Problem
from curbside.network.tally import tallied

_LINE = re.compile(r"(?:([\w-]+)\.)?[\w-]+((?:;(?:[^\";:]|\"[^\"]*\")*)*):(.*)", re.S)
_DROPPED = frozenset("PHOTO LOGO SOUND KEY".split())
_KEPT = frozenset(
    """FN N ORG TITLE ROLE EMAIL TEL ADR URL X-SOCIALPROFILE X-ABLABEL NOTE REV UID CATEGORIES KIND X-ABSHOWAS
    X-ADDRESSBOOKSERVER-KIND AGENT X-MAIDENNAME X-MAIDEN-NAME""".split()
)
_PROPERTY = re.compile(r"(?:[\w-]+\.)?[A-Za-z-]+[;:]")
_ESCAPE = re.compile(r"\\(.)", re.S)
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_NOT_OWN = {"TEL": ("fax", "pager", "assist", "main"), "EMAIL": ("assist",), "URL": ("assist",)}
MAX_NOTE = 2000


@dataclass(slots=True)
class _Card:
    line: int
    properties: list[tuple[str, str, str, str]] = field(default_factory=list)  # group, name, parameters, value


def read(body: bytes, file: str) -> Contacts:
    """Read all cards of a file. Raises Unreadable where there is none."""
    found = Contacts("vcard")
    text, problems = tables.decode(body, file)
    found.problems += problems
    unended: list[Problem] = []
    cards = list(_cards(text, file, unended))
    found.problems += tables.few(unended, len(cards))
    if not cards:
        raise tables.Unreadable("holds no vCard", "export the contacts as .vcf")
    rows = [row for card in cards if (row := _row(card))]
    if left := len(cards) - len(rows):
        text = tallied(left, "cards without a person's name (organisations, groups)")
        found.problems.append(Problem(file, "", text, "they were left out", "note"))
    if not rows:
        found.problems.append(
            Problem(file, "", "holds no contact although it is not empty", "export it again", "error")
        )
        return found
    schema: dict[str, pl.DataType] = {
        "row": pl.Int64(),
        "emails": STRINGS,
        "phones": STRINGS,
        "urls": STRINGS,
    }
    schema.update(dict.fromkeys(_COLUMNS, pl.String()))
    frame = contacts.with_names(pl.DataFrame({c: [row[c] for row in rows] for c in schema}, schema=schema))
    frame = titles.employed(frame, found).with_columns(
        emails=contacts.emails(pl.col("emails")),
        phones=contacts.phones(pl.col("phones")),
        urls=contacts.urls(pl.col("urls")),
        at=pl.col("employer"),
    )
    if left := len(rows) - frame.height:
        text = tallied(left, "cards of a department, a number or an address")
        found.problems.append(Problem(file, "", text, "they were left out: no person's name", "note"))
    found.contacts = conform(frame, CONTACT)
    work = frame.filter(pl.col("employer").is_not_null()).select(
        *("row", "title"),
        city="work_city",
        state="work_state",
        organisation_name="employer",
        program="department",
    )
    found.affiliations = conform(work.with_columns(kind=pl.lit("work"), is_current=pl.lit(True)), ROW_AFFILIATION)
    found.ties = pl.concat([contacts.listed(frame), contacts.met(frame)])
    found.newest = max(filter(None, map(dates.day, frame["rev"].unique())), default=None)
    return found


_COLUMNS = (
    *("name", "given", "family", "employer", "department", "title", "role", "city", "state", "note", "label"),
    *("work_city", "work_state", "uid", "rev", "born"),
)


def _cards(text: str, file: str, problems: list[Problem]) -> Iterator[_Card]:
    """Cards with their unfolded properties; a card inside another (AGENT) is passed over."""
    card: _Card | None = None
    depth = 0
    for number, name, line in _unfolded(text):
        if name == "BEGIN" and line[6:11].upper() == "VCARD":
            depth += 1
            if card is not None and depth > 1 and not _is_agent(card):
                problems.append(Problem(file, f"line {number}", "a card that does not end", "export the file again"))
                yield card
                depth = 1
            if depth == 1:
                card = _Card(number)
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


def _is_agent(card: _Card) -> bool:
    return bool(card.properties) and card.properties[-1][1] == "AGENT"


def _unfolded(text: str) -> Iterator[tuple[int, str, str]]:
    """(line number, property, whole line): folded lines joined, pictures and keys passed over."""
    start, property_, quoted, skipping = 0, "", False, False
    parts: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if quoted and (line[:1] in (" ", "\t", "=") or parts[-1].endswith("=") or not _PROPERTY.match(line)):
            parts.append(_soft(parts, line))
            continue
        if line[:1] in (" ", "\t"):
            if not skipping and parts:
                parts.append(line[1:])
            continue
        if parts and not skipping:
            yield start, property_, "".join(parts)
        head = line.partition(":")[0]
        property_ = head.partition(";")[0].rpartition(".")[2].strip().upper()
        skipping = property_ in _DROPPED
        start, parts = number, [line]
        quoted = not skipping and "QUOTED-PRINTABLE" in head.upper()
    if parts and not skipping:
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


def _row(card: _Card) -> dict[str, object] | None:
    """A card's columns; None where it is no person's."""
    row: dict[str, object] = dict.fromkeys(_COLUMNS)
    row |= {"row": card.line, "emails": [], "phones": [], "urls": []}
    labels = {g: v.lower() for g, n, _, v in card.properties if n == "X-ABLABEL" and g}
    lists: dict[str, list[str]] = {"EMAIL": [], "TEL": [], "URL": [], "X-SOCIALPROFILE": []}
    places: list[tuple[int, str | None, str | None]] = []
    for group, name, parameters, raw in card.properties:
        value = _ENTITY.sub(lambda m: html.unescape(m[0]), _decoded(raw, parameters))
        types = parameters.lower() + " " + labels.get(group, "")
        match name:
            case "KIND" | "X-ADDRESSBOOKSERVER-KIND" if value.strip().lower() in ("group", "org", "location"):
                return None
            case "X-ABSHOWAS" if value.strip().upper() == "COMPANY":
                return None
            case "FN":
                row["name"] = row["name"] or _text(value)
            case "N":
                parts = [_text(p) for p in _split(value)] + [None] * 5
                row["family"] = ", ".join(p for p in (parts[0], parts[4]) if p) if parts[0] else None
                given = " ".join(p.replace(",", " ") for p in parts[1:3] if p)
                row["given"] = given or None
            case "X-MAIDENNAME" | "X-MAIDEN-NAME":
                row["born"] = _text(value)
            case "ORG":
                units = [_text(p) for p in _split(value)] + [None]
                row["employer"] = row["employer"] or units[0]
                row["department"] = row["department"] or units[1]
            case "TITLE" | "ROLE" | "UID" | "REV":
                row[name.lower()] = row[name.lower()] or _text(value)
            case "NOTE":
                note = "\n".join(n for n in (row["note"], _text(value)) if isinstance(n, str))
                row["note"] = note[:MAX_NOTE] or None
            case "CATEGORIES":
                row["label"] = ", ".join(c for c in re.split(r"\s*,\s*", _text(value) or "") if c) or None
            case "ADR":
                address = [_text(p) for p in _split(value)] + [None] * 7
                rank = 0 if "work" in types else 2 if "home" in types else 1
                places.append((rank, address[3], address[4]))
            case "EMAIL" | "TEL" | "URL" | "X-SOCIALPROFILE" if not any(t in types for t in _NOT_OWN.get(name, ())):
                found = _text(value)
                if found:
                    at = 0 if "pref" in types else len(lists[name])
                    lists[name].insert(at, found)
    row |= {"emails": lists["EMAIL"], "phones": lists["TEL"], "urls": lists["X-SOCIALPROFILE"] + lists["URL"]}
    _placed(row, places)
    if not row["given"] and not row["family"] and row["name"] in (None, row["employer"]):
        return None
    return row


def _placed(row: dict[str, object], places: list[tuple[int, str | None, str | None]]) -> None:
    """The city and state of `row`, and of the work: `places` are (0 at work, 2 at home, else 1; city; state)."""
    for rank, city, state in sorted(places, key=lambda p: p[0]):
        # Where somebody lives says little of where the employer is.
        if rank < 2 and row["work_city"] is None and row["work_state"] is None:
            row["work_city"], row["work_state"] = city, state
        if row["city"] is None and row["state"] is None:
            row["city"], row["state"] = city, state


def _decoded(value: str, parameters: str) -> str:
    upper = parameters.upper()
    if re.search(r"(?:ENCODING=\"?|;)(?:B|BASE64)\"?(?:;|$)", upper):
        try:
            return base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return value
    if "QUOTED-PRINTABLE" not in upper:
        return value
    charset = re.search(r"CHARSET=\"?([\w-]+)", upper)
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset[1] if charset else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return raw.decode("cp1252", "replace")


def _split(value: str) -> list[str]:
    """Components of a structured value: at semicolons that no backslash escapes."""
    return re.split(r"(?<!\\);", value)


def _text(value: str) -> str | None:
    """A value without escapes; line breaks stay, spaces at the ends go."""
    plain = _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value) if "\\" in value else value
    return plain.replace("\r\n", "\n").replace("\0", "").strip() or None
