"""UKG / UltiPro recruiting: a list by POST with a teaser each, and a job page that holds the whole posting for its script.

`url` is the host (https://recruiting.ultipro.com, recruiting2 …), `account` is "TENANT/board id" as in the career
site's address.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.readers.ats import (
    account,
    dicts,
    employer,
    given,
    host,
    job_page,
    keyed,
    number,
    obj,
    on_host,
    paged,
    version,
)
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import site
from curbside.extractors.readers.markup import data, line, lines, rich
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://recruiting.ultipro.com"
SIZE = 50
_TOLD = ("Title", "PostedDate", "JobCategoryName", "FullTime", "BriefDescription", "Locations")
_GIVEN = re.compile(r"\bCandidateOpportunityDetail\(\s*(?=\{)")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""
    url = f"{_base(board)}/JobBoardView/LoadSearchResults"

    def page_of(n: int) -> Answer:
        order = [{"Value": "postedDateDesc", "PropertyName": "PostedDate", "Ascending": False}]
        search = {"Top": SIZE, "Skip": n * SIZE, "QueryString": "", "OrderBy": order, "Filters": []}
        return ask(url, json={"opportunitySearch": search})

    yield from paged(board, page_of, lambda a: [str(j["Id"]) for j in _jobs(a, board)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every opportunity by its id; a hash of what the entry tells as version."""
    return [Item(str(j["Id"]), _url(j, board), version(*map(j.get, _TOLD))) for j in _jobs(answer, board)]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The opportunity's own page; 404 and 410 are answers, too."""
    return job_page(ask, item, on_host(item.url, host(board, URL)))


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every opportunity of a list, or the one of a job page that does not call itself closed."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        j = _detail(answer)
        open_now = j and j.get("OpportunityIsClosed") is not True
        return [{**_record(j, answer, board), "key": answer.key, "url": answer.url}] if open_now else []
    return [_record(j, answer, board) for j in _jobs(answer, board)]


def _base(board: Board) -> str:
    tenant, _, name = account(board).partition("/")
    if not name:
        raise BoardError(f'{board.name}: family = "ukg" needs `account` as "TENANT/board id"')
    return f"{host(board, URL)}/{tenant}/JobBoard/{name}"


def _jobs(answer: Answer, board: Board) -> list[dict[str, Any]]:
    if is_saved(board) and (j := _detail(answer)):  # a job page
        return keyed([j], "Id")
    return keyed(obj(data(answer)).get("opportunities"), "Id")


def _detail(answer: Answer) -> dict[str, Any]:
    """What a job page's script is given: `new US.Opportunity.CandidateOpportunityDetail({…})`; {} where it is not."""
    try:
        return given(answer, _GIVEN) or {}
    except BoardError:
        return {}


def _total(answer: Answer) -> int | None:
    count = obj(data(answer)).get("totalCount")
    return count if isinstance(count, int) else None


def _url(j: dict[str, Any], board: Board) -> str:
    return "" if is_saved(board) else f"{_base(board)}/OpportunityDetail?opportunityId={j.get('Id')}"


def _record(j: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    hours = {True: "Full Time", False: "Part Time"}
    full_time = j.get("FullTime")
    places = [_place(p) for p in dicts(j.get("Locations"))]
    return {
        "key": str(j.get("Id")),  # a page's is the one that it was asked for by
        "url": _url(j, board) or None,
        "title": line(j.get("Title")),
        "employer": line(j.get("CompanyName")) or employer(board),
        "places": [p for n, p in enumerate(places) if p and p not in places[:n]],
        "categories": lines(j.get("JobCategoryName")),
        "employment": [hours[full_time]] if isinstance(full_time, bool) else None,
        **_pay(j),
        "posted": line(j.get("PostedDate")),
        "closes": line(j.get("ClosingDate")),
        "reference": line(j.get("RequisitionNumber")),
        "description": rich(j.get("Description")) or rich(j.get("BriefDescription")),
    }


def _pay(j: dict[str, Any]) -> dict[str, Any]:
    """By the year, by the hour, or what the position's range says without either."""
    told = obj(j.get("PayRange"))
    ranges = (
        ("Year", j.get("CompensationAnnualMinimum"), j.get("CompensationAnnualMaximum")),
        ("Hour", j.get("CompensationHourlyMinimum"), j.get("CompensationHourlyMaximum")),
        (None, told.get("PayRangeMinimum"), told.get("PayRangeMaximum")),
    )
    for unit, low, high in ranges:
        if number(low) or number(high):
            currency = line(j.get("CompensationCurrencyCode")) or line(j.get("PayRangeCurrencyCode"))
            return {"pay_min": number(low), "pay_max": number(high), "pay_unit": unit, "pay_currency": currency}
    return {}


def _place(p: dict[str, Any]) -> dict[str, Any]:
    at = obj(p.get("Address"))
    state, country = obj(at.get("State")), obj(at.get("Country"))
    point = obj(p.get("Coordinates")) or obj(p.get("GeoCoordinates"))
    found: dict[str, Any] = {
        "city": line(at.get("City")),
        "state": line(state.get("Code")) or line(state.get("Name")),
        "postal_code": line(at.get("PostalCode")),
        "country": line(country.get("Code")) or line(country.get("Name")),
        **coordinates(point.get("Latitude"), point.get("Longitude")),
    }
    if not (found["city"] or found["state"]):
        found["text"] = line(p.get("LocalizedName")) or line(p.get("LocalizedDescription"))
    return {k: v for k, v in found.items() if v is not None}


def _interface(at: SplitResult) -> Shown | None:
    m = re.fullmatch(r"/([\w-]+)/JobBoard/([\w-]+)(?:/.*)?", at.path, re.I)
    return Shown(site(at), f"{m[1]}/{m[2]}") if m else None


FAMILY = Family(
    name="ukg",
    title="UKG / UltiPro",
    source=(
        "public readers' notes (2026-11): addresses, paging, the list's and the job page's names; some from memory. "
        "Not seen, not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    tenant=True,
    own_site=True,
    interface=_interface,
    marks=rb'"opportunities"|CandidateOpportunityDetail\(',
)
