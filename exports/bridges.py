"""All that curbside keeps of relationships, given back: CSV for spreadsheets, ICS for calendars, vCards for phones."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from curbside.exports.card import Card, vcard
from curbside.exports.published import published, rows
from curbside.exports.safe import cell, plain

TABLES = {
    "interactions": 'select i."on", p.name as person, i.* exclude ("on") from interactions i left join people p using (person_id) '
    'order by i."on", i.said_at',
    "applications": "select a.*, o.title, o.employer_name from applications a "
    "left join opportunities o on o.opportunity_id = a.lead_id order by a.said_at",
    "reminders": "select * from reminders order by due_on, person, kind",
    "people": "select * from people order by name, person_id",
}
JOURNAL = ("said_at", "verb", "subject", "object", "detail")
PEOPLE = """
-- One row a person with the place where they work.
select p.person_id, p.name, p.emails, p.phones, p.urls, p.label,
    (select a.organisation_name from affiliations a where a.person_id = p.person_id and a.kind = 'work' and a.is_current
        order by a.confidence desc nulls last, a.organisation_name limit 1) as employer
from people p order by p.name, p.person_id
"""


def write(db: Path, folder: Path, formats: list[str], journal: list[tuple[Any, ...]]) -> list[Path]:
    """Write the asked formats (csv, ics, vcf) into `folder`, readable by the owner alone; the files.

    `journal`: the user's own word as it was said, in the columns of JOURNAL.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files: list[Path] = []
    with published(db) as con:
        if "csv" in formats:
            for name, query in TABLES.items():
                result = con.execute(query)
                columns = [c[0] for c in result.description or []]
                files.append(_csv(folder / f"{name}.csv", columns, result.fetchall()))
            files.append(_csv(folder / "journal.csv", list(JOURNAL), journal))
        if "ics" in formats:
            events = rows(con, TABLES["interactions"]), rows(con, TABLES["reminders"])
            files.append(_bytes(folder / "bridges.ics", _calendar(*events)))
        if "vcf" in formats:
            cards = "".join(_card(row) for row in rows(con, PEOPLE))
            files.append(_bytes(folder / "people.vcf", cards.encode()))
    return files


def _csv(file: Path, columns: list[str], lines: list[tuple[Any, ...]]) -> Path:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell(value) for value in line] for line in lines)
    return file


def _bytes(file: Path, content: bytes) -> Path:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    return file


def _calendar(interactions: list[dict[str, Any]], reminders: list[dict[str, Any]]) -> bytes:
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//curbside//bridges//EN")
    calendar.add("version", "2.0")
    events = [
        (("contact", r["person_id"], str(r["said_at"])), r["on"], f"{str(r['how']).capitalize()}: {plain(r['person'])}",
         ", ".join(plain(r[k], 500) for k in ("mood", "at_place", "note") if r[k]))
        for r in interactions
    ] + [
        (("reminder", r["person_id"], r["kind"], str(r["due_on"]), r["lead_id"]), r["due_on"],
         f"{str(r['kind']).capitalize()}: {plain(r['person'])}", plain(r["reason"], 500))
        for r in reminders
    ]  # fmt: skip
    for key, day, summary, text in events:
        event = Event()
        event.add("uid", sha256("|".join(map(str, key)).encode()).hexdigest()[:20] + "@curbside")
        event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", summary)
        event.add("description", text)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _card(row: dict[str, Any]) -> str:
    """One person, with all their addresses and what the user calls them."""
    lines = [("EMAIL;TYPE=INTERNET", e) for e in row["emails"] or []]
    lines += [("TEL", p) for p in row["phones"] or []]
    lines += [("URL", u) for u in row["urls"] or []]
    lines += [("CATEGORIES", row["label"])] if row["label"] else []
    return vcard(Card(row["name"], employer=row["employer"] or ""), [*lines, ("UID", row["person_id"])])
