"""Recruitee: one public JSON list with every posting whole. `account` is the name in https://NAME.recruitee.com."""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers.ats import dicts, employer, host, keyed, number, obj, sections
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines
from curbside.extractors.readers.saved import or_saved

URL = "https://{account}.recruitee.com"


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one answer."""
    yield ask(f"{host(board, URL)}/api/offers/")


def items(answer: Answer, board: Board) -> list[Item]:
    """Every published offer by its id."""
    return [Item(str(j["id"]), str(j.get("careers_url") or answer.url)) for j in _jobs(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every published offer."""
    return [_record(j, board) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    jobs = value.get("offers", [value.get("offer")]) if isinstance(value, dict) else value
    return [j for j in keyed(jobs, "id") if j.get("status", "published") == "published"]


def _record(j: dict[str, Any], board: Board) -> dict[str, Any]:
    pay = obj(j.get("salary"))
    places = [_place(p, "state") for p in dicts(j.get("locations"))] or [_place(j, "state_name")]
    remote = "remote" if j.get("remote") is True else "hybrid" if j.get("hybrid") is True else None
    return {
        "key": str(j["id"]),
        "url": line(j.get("careers_url")),
        "title": line(j.get("title")),
        "employer": line(j.get("company_name")) or employer(board),
        "places": [p for n, p in enumerate(places) if p and p not in places[:n]],
        "categories": lines([j.get("department"), j.get("category_code"), *(lines(j.get("tags")) or [])]),
        "employment": lines(j.get("employment_type_code")),
        "pay_min": number(pay.get("min")),
        "pay_max": number(pay.get("max")),
        "pay_unit": line(pay.get("period")),
        "pay_currency": line(pay.get("currency")),
        "posted": line(j.get("published_at")) or line(j.get("created_at")),
        "closes": line(j.get("close_at")),
        "remote": remote,
        "reference": line(j.get("guid")),
        "description": sections((None, j.get("description")), ("Requirements", j.get("requirements"))),
        "contact_email": line(j.get("mailbox_email")),
        "apply_url": line(j.get("careers_apply_url")),
    }


def _place(p: dict[str, Any], state: str) -> dict[str, Any]:
    found = {
        "city": line(p.get("city")),
        "state": line(p.get("state_code")) or line(p.get(state)),
        "postal_code": line(p.get("postal_code")),
        "country": line(p.get("country_code")) or line(p.get("country")),
    }
    if not found["city"]:
        found["text"] = line(p.get("name")) or line(p.get("location"))
    return {k: v for k, v in found.items() if v}


FAMILY = Family(
    name="recruitee",
    title="Recruitee",
    source="docs.recruitee.com (careers site API) and a saved answer. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    robots=False,
    own_site=True,
    owner=by_host(r"([\w-]+)\.recruitee\.com", "host", own=".*"),
    interface=by_path(r"/api/offers/?"),
    marks=rb'"offers"\s*:',
)
