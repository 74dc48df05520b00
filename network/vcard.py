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

import polars as pl

from curbside.network import cards, contacts, dates, tables, titles
from curbside.network.book_headings import GOOGLES_OWN
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, Contacts, conform
from curbside.network.model import STRINGS, Problem
from curbside.network.tally import tallied

_ESCAPE = re.compile(r"\\(.)", re.S)
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_NOT_OWN = {"TEL": ("fax", "pager", "assist", "main"), "EMAIL": ("assist",), "URL": ("assist",)}
MAX_NOTE = 2000


def read(body: bytes, file: str) -> Contacts:
    """Read all cards of a file. Raises Unreadable where there is none."""
    found = Contacts("vcard")
    text, problems = cards.text_of(body, file)
    found.problems += problems
    unended: list[Problem] = []
    held = list(cards.cards(text, file, unended))
    found.problems += tables.few(unended, len(held))
    if not held:
        raise tables.Unreadable("holds no vCard", "export the contacts as .vcf")
    rows = [row for card in held if (row := _row(card))]
    if left := len(held) - len(rows):
        found.left_out["cards without a person's name (organisations, groups)"] += left
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
        found.left_out["cards of a department, a number or an address"] += left
        text = tallied(left, "cards of a department, a number or an address")
        found.problems.append(Problem(file, "", text, "they were left out: no person's name", "note"))
    found.contacts = conform(frame, CONTACT)
    place = {"city": "work_city", "state": "work_state"}
    work = frame.filter(pl.col("employer").is_not_null()).select(
        *("row", "title"), **place, organisation_name="employer", program="department"
    )
    more = [(row["row"], *job) for row in rows for job in row["more"]]  # type: ignore[attr-defined]
    others = pl.DataFrame(more, {"row": pl.Int64} | dict.fromkeys(_JOB, pl.String), orient="row")
    work = pl.concat([work, others.join(frame.select("row"), on="row", how="semi")], how="diagonal")
    found.affiliations = conform(work.with_columns(kind=pl.lit("work"), is_current=pl.lit(True)), ROW_AFFILIATION)
    found.ties = pl.concat([contacts.listed(frame), contacts.met(frame)])
    found.newest = max(filter(None, map(dates.day, frame["rev"].unique())), default=None)
    return found


_COLUMNS = (
    *("name", "given", "family", "employer", "department", "title", "role", "city", "state", "note", "label"),
    *("work_city", "work_state", "uid", "rev", "born"),
)
_JOB = ("organisation_name", "program", "title")


def _row(card: cards.Card) -> dict[str, object] | None:
    """A card's columns; None where it is no person's."""
    row: dict[str, object] = dict.fromkeys(_COLUMNS)
    row |= {"row": card.line, "emails": [], "phones": [], "urls": []}
    labels = {g: v.lower() for g, n, _, v in card.properties if n == "X-ABLABEL" and g}
    lists: dict[str, list[str]] = {"EMAIL": [], "TEL": [], "URL": [], "X-SOCIALPROFILE": []}
    places: list[tuple[int, str | None, str | None]] = []
    is_company = False
    properties = [(g, n, p, _decoded(raw, p)) for g, n, p, raw in _one_language(card.properties)]
    for group, name, parameters, value in properties:
        types = parameters.lower() + " " + labels.get(group, "")
        match name:
            case "KIND" | "X-ADDRESSBOOKSERVER-KIND" if value.strip().lower() in ("group", "org", "location"):
                return None
            case "X-ABSHOWAS":
                is_company = value.strip().upper() == "COMPANY"
            case "FN":
                row["name"] = row["name"] or _text(value)
            case "N":
                parts = [_text(p) for p in _split(value)] + [None] * 5
                row["family"] = ", ".join(p for p in (parts[0], parts[4]) if p) if parts[0] else None
                given = " ".join(p.replace(",", " ") for p in parts[1:3] if p)
                row["given"] = given or None
            case "X-MAIDENNAME" | "X-MAIDEN-NAME":
                row["born"] = _text(value)
            case "ROLE" | "UID" | "REV":
                row[name.lower()] = row[name.lower()] or _text(value)
            case "NOTE":
                note = "\n".join(n for n in (row["note"], _text(value)) if isinstance(n, str))
                row["note"] = note[:MAX_NOTE] or None
            case "CATEGORIES":
                row["label"] = _labels(_text(value) or "")
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
    _employed(row, properties)
    if is_company:  # whom a company's card names beside it is a person
        row["name"] = None
    if not row["given"] and not row["family"] and row["name"] in (None, row["employer"]):
        return None
    return row


def _labels(text: str) -> str | None:
    """What the user calls them; Google's own groups, in which everybody stands, are none."""
    own = (c for c in re.split(r"\s*,\s*", text) if c and c.lower().strip("* ") not in GOOGLES_OWN)
    return ", ".join(own) or None


def _one_language(properties: list[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """The properties, of one that stands there in several languages (ALTID) the English, else the first."""
    chosen: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for one in properties:
        if alternative := re.search(r"(?i);ALTID=([^;:]+)", one[2]):
            key = one[1], alternative[1]
            if key not in chosen or re.search(r"(?i);LANGUAGE=en", one[2]):
                chosen[key] = one
    for one in properties:
        alternative = re.search(r"(?i);ALTID=([^;:]+)", one[2])
        if alternative is None or chosen[one[1], alternative[1]] is one:
            yield one


def _employed(row: dict[str, object], properties: list[tuple[str, str, str, str]]) -> None:
    """Employer, department and title of `row`, and `more` of them: titles go with the employer of their group, else in order."""
    said = [(group, _text(value)) for group, name, _, value in properties if name == "TITLE"]
    orgs = [
        (group, [_text(p) for p in _split(value)] + [None]) for group, name, _, value in properties if name == "ORG"
    ]
    jobs = [(group, units[0], units[1]) for group, units in orgs]
    grouped = {group: title for group, title in said if group and any(group == g for g, *_ in jobs)}
    rest = [title for group, title in said if group not in grouped]
    found: list[tuple[str | None, ...]] = []
    for group, employer, department in jobs:
        title = grouped.pop(group) if group in grouped else rest.pop(0) if rest else None
        if not any(employer == e for e, *_ in found):
            found.append((employer, department, title))
    first = found[0] if found else (None, None, None)
    row["employer"], row["department"] = first[:2]
    row["title"] = first[2] or next(filter(None, rest), None)
    row["more"] = [job for job in found[1:] if job[0]]


def _placed(row: dict[str, object], places: list[tuple[int, str | None, str | None]]) -> None:
    """The city and state of `row`, and of the work: `places` are (0 at work, 2 at home, else 1; city; state)."""
    for rank, city, state in sorted(places, key=lambda p: p[0]):
        # Where somebody lives says little of where the employer is.
        if rank < 2 and row["work_city"] is None and row["work_state"] is None:
            row["work_city"], row["work_state"] = city, state
        if row["city"] is None and row["state"] is None:
            row["city"], row["state"] = city, state


def _decoded(raw: str, parameters: str) -> str:
    """A property's value as text, of whatever encoding."""
    return _ENTITY.sub(lambda m: html.unescape(m[0]), _unpacked(raw, parameters))


def _unpacked(value: str, parameters: str) -> str:
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
