"""HRSA Health Workforce Connector: answers that the user saved, as CSV or JSON. `url` is the file, or a folder of
them.

The site's own interface is undocumented and not to be automated, so nothing is asked for. An opportunity has
neither title nor date nor pay: the title is its discipline and specialty. Lists stand as Python wrote them
(`['…']`).
"""

import ast
import csv
import io
from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers.ats import dicts
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.markup import data, line, lines, unpacked
from curbside.extractors.readers.saved import answers, is_saved

SITE = "https://connector.hrsa.gov/"  # no address of a single opportunity is known
_FACTS = (
    ("opportunityType", "Kind"),
    ("nhscActive", "NHSC loan repayment site"),
    ("nursingActive", "Nurse Corps site"),
    ("starActive", "STAR loan repayment site"),
    ("nhscMaxHpsaScorePc", "HPSA score, primary care"),
    ("nhscMaxHpsaScoreMh", "HPSA score, mental health"),
    ("nhscMaxHpsaScoreDh", "HPSA score, dental health"),
    ("maxMuaPrimaryCareScore", "MUA score"),
    ("trainingSite", "Training site"),
    ("siteProgramAbbreviatedList", "Programmes"),
)


def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The saved files. A web address is refused."""
    if not is_saved(board):
        raise BoardError(f'{board.name}: family = "hrsa" reads a saved answer; put its file into `url`')
    return answers(board, (".csv", ".json"))


def items(answer: Answer, board: Board) -> list[Item]:
    """Every opportunity by its id."""
    return [Item(r["key"], r["url"]) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every opportunity."""
    found: dict[str, dict[str, Any]] = {}
    for row in _rows(answer):
        if key := line(row.get("siteOpportunityId")) or line(row.get("recordKey")):
            found.setdefault(key, _record(row, key))
    return list(found.values())


def _rows(answer: Answer) -> list[dict[str, Any]]:
    body = unpacked(answer)
    if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        value = data(answer)
        if isinstance(value, dict):
            value = next((v for v in value.values() if dicts(v)), [value])
        rows = dicts(value)
    else:
        try:
            rows = list(csv.DictReader(io.StringIO(decode(body), newline="")))
        except csv.Error as e:
            raise BoardError(f"{answer.url}: not a CSV file ({e}); save the answer again") from e
    if rows and not any("siteName" in r or "siteOpportunityId" in r for r in rows[:10]):
        raise BoardError(f"{answer.url}: no column siteName or siteOpportunityId; is this an answer of the Connector?")
    return rows


def _value(cell: Any) -> Any:
    """A cell that holds a Python list or dict, as such."""
    if isinstance(cell, str) and cell[:1] in "[{" and len(cell) < 20_000:
        try:
            return ast.literal_eval(cell)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return cell
    return cell


def _record(row: dict[str, Any], key: str) -> dict[str, Any]:
    place: dict[str, Any] = {
        "city": line(row.get("siteCity")),
        "state": line(row.get("siteStateAbbreviation")) or line(row.get("siteStateName")),
        "postal_code": line(row.get("sitePostalCode")),
        "country": "US",
        **coordinates(row.get("siteLatitude"), row.get("siteLongitude")),
    }
    specialties = lines(_value(row.get("disciplineSpecialty")))
    disciplines = lines([row.get("disciplineOne"), row.get("disciplineTwo")]) or lines(_value(row.get("discipline")))
    specialty = lines([row.get("specialtyOne"), row.get("specialtyTwo")])
    title = " / ".join(disciplines or ()) + (f" - {' / '.join(specialty)}" if specialty else "")
    schedule = _value(row.get("workSchedule"))
    hours = {"fullTime": "full-time", "partTime": "part-time"}
    employment = [hours.get(k, k) for k, v in schedule.items() if v] if isinstance(schedule, dict) else lines(schedule)
    facts = [f"{name}: {v}" for k, name in _FACTS if (v := _said(_value(row.get(k))))]
    street = ", ".join(filter(None, (line(row.get("siteAddressLine1")), line(row.get("siteAddressLine2")))))
    return {
        "key": key,
        "url": SITE,
        "title": title or line(specialties),
        "employer": line(row.get("siteName")),
        "places": [{k: v for k, v in place.items() if v is not None}],
        "categories": specialties or specialty,
        "employment": employment or None,
        "description": "\n".join([*([f"Address: {street}"] if street else []), *facts]) or None,
        "contact_phone": line(row.get("sitePhoneNumber")),
    }


def _said(value: Any) -> str | None:
    if value is True or value == "True":
        return "yes"
    if value is False or value == "False":
        return "no"
    found = lines(value)
    return ", ".join(found) if found else None


FAMILY = Family(
    name="hrsa",
    title="HRSA Health Workforce Connector (saved answers)",
    source="A saved answer. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    local=True,
    own_site=True,
    endings=("json",),
)
