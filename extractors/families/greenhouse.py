"""Greenhouse job boards: one public JSON list with every posting whole. `account` is the board token."""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Item
from curbside.extractors.readers.ats import account, dicts, host
from curbside.extractors.readers.markup import data, line, lines, rich
from curbside.extractors.readers.saved import or_saved

TITLE = "Greenhouse"
URL = "https://boards-api.greenhouse.io"
ROBOTS = False  # the interface is documented for programs
SOURCE = (
    "developers.greenhouse.io/job-board.html and a saved answer (replay/data/verbatim/ats_greenhouse); traps: "
    "research/SOURCES.md section 3. Not tried live."
)


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one answer."""
    yield ask(f"{host(board, URL)}/v1/boards/{account(board)}/jobs", params={"content": "true"})


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its id; `updated_at` as version."""
    return [
        Item(str(j["id"]), str(j.get("absolute_url") or answer.url), line(j.get("updated_at"))) for j in _jobs(answer)
    ]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the board. `content` is escaped HTML; the place is free text, often with several places."""
    return [_record(j) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    jobs = value.get("jobs", [value] if "absolute_url" in value else []) if isinstance(value, dict) else value
    return [j for j in dicts(jobs) if j.get("id")]


def _record(j: dict[str, Any]) -> dict[str, Any]:
    place = line(j.get("location"))
    offices = [found for o in dicts(j.get("offices")) if (found := line(o.get("location")) or line(o.get("name")))]
    named = {str(line(m.get("name")) or "").lower(): m.get("value") for m in dicts(j.get("metadata"))}
    pays = dicts(j.get("pay_input_ranges"))
    return {
        "key": str(j["id"]),
        "url": line(j.get("absolute_url")),
        "title": line(j.get("title")),
        "employer": line(j.get("company_name")),
        "places": [{"text": t} for t in ([place] if place else offices)],
        "categories": lines([d.get("name") for d in dicts(j.get("departments"))]),
        "employment": lines(named.get("employment type") or named.get("time type") or named.get("schedule")),
        "pay_min": _dollars(pays[0].get("min_cents")) if pays else None,
        "pay_max": _dollars(pays[0].get("max_cents")) if pays else None,
        "pay_currency": line(pays[0].get("currency_type")) if pays else None,
        "posted": line(j.get("first_published")) or line(j.get("updated_at")),
        "closes": line(j.get("application_deadline")),
        "reference": line(j.get("requisition_id")),
        "description": rich(j.get("content")),
    }


def _dollars(cents: Any) -> str | None:
    return f"{cents / 100:.10g}" if isinstance(cents, int | float) and cents else None
