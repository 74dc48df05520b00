"""Lever: one public JSON list with every posting whole. `account` is the site; European boards: url = https://api.eu.lever.co."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult

from curbside.extractors.base import Answer, Ask, Board, Family, Item, Shown
from curbside.extractors.readers.ats import account, dicts, employer, host, instant, keyed, number, obj, paged, sections
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines
from curbside.extractors.readers.saved import or_saved

URL = "https://api.lever.co"
SIZE = 100


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""
    url = f"{host(board, URL)}/v0/postings/{account(board)}"

    def page_of(n: int) -> Answer:
        return ask(url, params={"mode": "json", "skip": n * SIZE, "limit": SIZE})

    yield from paged(board, page_of, lambda a: [str(j["id"]) for j in _jobs(a)], size=SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its id."""
    return [Item(str(j["id"]), str(j.get("hostedUrl") or answer.url)) for j in _jobs(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting. The list does not name the employer: that is the board's own."""
    return [_record(j, board) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    return keyed([value] if isinstance(value, dict) else value, "id")


def _record(j: dict[str, Any], board: Board) -> dict[str, Any]:
    categories, pay = obj(j.get("categories")), obj(j.get("salaryRange"))
    named = lines(categories.get("allLocations")) or lines(categories.get("location")) or []
    country = line(j.get("country"))
    parts = [(line(part.get("text")), f"<ul>{part.get('content') or ''}</ul>") for part in dicts(j.get("lists"))]
    return {
        "key": str(j["id"]),
        "url": line(j.get("hostedUrl")),
        "title": line(j.get("text")),
        "employer": employer(board),
        "places": [{"text": t, "country": country} if country else {"text": t} for t in named],
        "categories": lines([categories.get("department"), categories.get("team")]),
        "employment": lines(categories.get("commitment")),
        "pay_min": number(pay.get("min")),
        "pay_max": number(pay.get("max")),
        "pay_unit": line(pay.get("interval")),
        "pay_currency": line(pay.get("currency")),
        "pay_text": line(j.get("salaryDescriptionPlain")) or line(j.get("salaryDescription")),
        "posted": instant(j.get("createdAt")),
        "remote": line(j.get("workplaceType")),
        "description": sections(
            (None, j.get("description") or j.get("descriptionPlain")),
            *parts,
            (None, j.get("additional") or j.get("additionalPlain")),
        ),
        "apply_url": line(j.get("applyUrl")),
    }


def _owner(at: SplitResult) -> Shown | None:
    found = by_host(r"(?:jobs|api)(?:\.eu)?\.lever\.co", "path")(at)
    europe = "https://api.eu.lever.co" if ".eu." in at.netloc.lower() else None
    return Shown(europe, found.account) if found else None


FAMILY = Family(
    name="lever",
    title="Lever",
    source=(
        "github.com/lever/postings-api and a saved answer; traps: public readers' notes (2026-11). Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    robots=False,
    own_site=True,
    owner=_owner,
    interface=by_path(r"/v0/postings/(?P<account>[\w-]+)"),
    marks=rb'"hostedUrl"',
)
