"""Adzuna's search API: an aggregator, with a key of the user's own. Its terms restrict use, so the catalogue keeps
it off.

`account` is the search as a query string (`what=physician&where=Ohio`). Texts are cut with "…"; places and
employers are the aggregator's guess; a predicted salary is no offer and is left out.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers.ats import host, keyed, number, obj, paged
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import by_host
from curbside.extractors.readers.markup import address, data, line, lines, plain, rich
from curbside.extractors.readers.saved import or_saved

URL = "https://api.adzuna.com"
SIZE = 50
PAGES = 20  # a run: 250 requests a day are given
MOST = PAGES * SIZE  # postings


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the search, at most `PAGES`. The key is left out of the answers' addresses."""
    app, key = board.secrets.get("adzuna_id"), board.secrets.get("adzuna_key")
    if not (app and key):
        raise BoardError(
            f"{board.name}: Adzuna needs CURBSIDE_ADZUNA_ID and CURBSIDE_ADZUNA_KEY in the environment or .env "
            "(https://developer.adzuna.com)"
        )
    search = dict(parse_qsl((board.account or "what=physician").lstrip("?")))
    limited = replace(board, max_postings=min(board.max_postings, MOST))

    def page_of(n: int) -> Answer:
        url = f"{host(board, URL)}/v1/api/jobs/us/search/{n + 1}"
        secret = {"app_id": app, "app_key": key}
        answer = ask(url, params={**search, "results_per_page": SIZE, **secret})
        return replace(answer, url=url)

    yield from paged(limited, page_of, lambda a: [str(j["id"]) for j in _jobs(a)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every result by its id."""
    return [Item(str(j["id"]), address(j.get("redirect_url"), answer.url) or answer.url) for j in _jobs(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every result."""
    return [_record(j, answer) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    found = value.get("results") if isinstance(value, dict) else value
    return keyed(found, "id")


def _total(answer: Answer) -> int | None:
    count = obj(data(answer)).get("count")
    return count if isinstance(count, int) else None


def _record(j: dict[str, Any], answer: Answer) -> dict[str, Any]:
    at = obj(j.get("location"))
    area = lines(at.get("area")) or []
    place: dict[str, Any] = {"text": line(at.get("display_name"))}
    place |= dict(zip(("country", "state"), area, strict=False))
    if len(area) >= 4:
        place["city"] = area[3]
    place |= coordinates(j.get("latitude"), j.get("longitude"))
    place = {k: v for k, v in place.items() if v is not None}
    predicted = str(j.get("salary_is_predicted")) == "1"
    return {
        "key": str(j["id"]),
        "url": address(j.get("redirect_url"), answer.url) or None,
        "title": plain(j.get("title")),
        "employer": line(obj(j.get("company")).get("display_name")),
        "places": [place] if place else [],
        "categories": lines(obj(j.get("category")).get("label")),
        "employment": lines([j.get("contract_time"), j.get("contract_type")]),
        "pay_min": None if predicted else number(j.get("salary_min")),
        "pay_max": None if predicted else number(j.get("salary_max")),
        "pay_unit": "year" if not predicted and (j.get("salary_min") or j.get("salary_max")) else None,
        "posted": line(j.get("created")),
        "description": rich(j.get("description")),
    }


FAMILY = Family(
    name="adzuna",
    title="Adzuna",
    source="developer.adzuna.com and rows of its answers. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    keys=("ADZUNA_ID", "ADZUNA_KEY"),
    robots=False,
    most=MOST,
    owner=by_host(r"api\.adzuna\.com|www\.adzuna\.com"),
)
