"""Oracle Recruiting Cloud: a public JSON list, 200 at a time, and a detail answer of each requisition.

`url` is the pod (https://NAME.fa.REGION.oraclecloud.com), `account` the site number in the career site's address
(CX_1 unless given). Without `expand` the list is empty.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult

from curbside.extractors.base import Answer, Ask, Board, Family, Item, Shown
from curbside.extractors.readers.ats import (
    dicts,
    employer,
    host,
    job_page,
    keyed,
    number,
    obj,
    paged,
    sections,
    version,
)
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import site
from curbside.extractors.readers.markup import data, line, lines
from curbside.extractors.readers.saved import is_saved, or_saved

URL = None
SIZE = 200
_LISTS = "hcmRestApi/resources/latest/recruitingCEJobRequisitions"
_EXPAND = "requisitionList.workLocation,requisitionList.secondaryLocations"
_KIND = re.compile(r"^(?:assignment category|employment (?:type|status)|position type)\b", re.I)
_PAY = re.compile(  # of a prompt: `Minimum Salary/Range*`, `Salary Range Maximum`, `Pay Range`
    r"(?:(?P<first>min|max)(?:imum)?\s+)?(?:salary|pay|hiring|compensation)(?:[ /]*(?:range|rate))?"
    r"(?:\s+(?P<last>min|max)(?:imum)?)?(?:\s*\([^)]*\))?[\s:*]*",
    re.I,
)


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""

    def page_of(n: int) -> Answer:
        finder = f"findReqs;siteNumber={_site(board)},limit={SIZE},offset={n * SIZE},sortBy=POSTING_DATES_DESC"
        params = {"onlyData": "true", "expand": _EXPAND, "finder": finder}
        return ask(f"{host(board, URL)}/{_LISTS}", params=params)

    yield from paged(board, page_of, lambda a: [str(j["Id"]) for j in _jobs(a)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every requisition by its id; title, date and places as version."""
    names = ("Title", "PostedDate", "PrimaryLocation", "ShortDescriptionStr")
    return [Item(str(j["Id"]), _url(j, board), version(*(j.get(n) for n in names))) for j in _jobs(answer)]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The requisition's detail; 404 and 410 are answers, too."""
    finder = f'ById;Id="{item.key}",siteNumber={_site(board)}'
    params = {"onlyData": "true", "expand": "all", "finder": finder}
    url = f"{host(board, URL)}/hcmRestApi/resources/latest/recruitingCEJobRequisitionDetails"
    return job_page(ask, item, url, params)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every requisition of a list, or the one of a detail."""
    return [_record(j, answer, board) for j in _jobs(answer)] if answer.ok else []


def _site(board: Board) -> str:
    return (board.account or "CX_1").strip("/")


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = obj(data(answer))
    if "items" not in value:
        return [value] if value.get("Id") else []
    found = []
    for i in dicts(value["items"]):
        found += _within(i, "requisitionList") if "requisitionList" in i else [i]
    return keyed(found, "Id")


def _total(answer: Answer) -> int | None:
    counts = [i.get("TotalJobsCount") for i in dicts(obj(data(answer)).get("items"))]
    return next((c for c in counts if isinstance(c, int)), None)


def _url(j: dict[str, Any], board: Board) -> str:
    if is_saved(board):
        return ""
    return f"{host(board, URL)}/hcmUI/CandidateExperience/en/sites/{_site(board)}/job/{j['Id']}"


def _record(j: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    places = [_place(j.get("PrimaryLocation"), j.get("PrimaryLocationCountry"), _within(j, "workLocation"))]
    places += [_place(p.get("Name"), p.get("CountryCode"), [p]) for p in _within(j, "secondaryLocations")]
    own = _own(j)
    text = sections(
        (None, j.get("ExternalDescriptionStr")),
        ("Responsibilities", j.get("ExternalResponsibilitiesStr")),
        ("Qualifications", j.get("ExternalQualificationsStr")),
        (None, j.get("CorporateDescriptionStr")),
        (None, j.get("OrganizationDescriptionStr")),
    )
    return {
        "key": answer.key or str(j["Id"]),
        "url": _url({"Id": answer.key or j["Id"]}, board) or None,
        "title": line(j.get("Title")),
        "employer": line(j.get("LegalEmployer")) or line(j.get("Organization")) or _employer(board),
        "places": [p for n, p in enumerate(places) if p and p not in places[:n]],
        "categories": lines([j.get("Category"), j.get("JobFamily"), j.get("JobFunction")]),
        "employment": lines(
            [j.get("JobSchedule"), j.get("JobType"), j.get("ContractType"), j.get("WorkerType"), *own["kinds"]]
        ),
        "pay_min": own["min"],
        "pay_max": own["max"],
        "pay_text": own["range"],
        "posted": line(j.get("PostedDate")) or line(j.get("ExternalPostedStartDate")),
        "closes": line(j.get("PostingEndDate")) or line(j.get("ExternalPostedEndDate")),
        "remote": line(j.get("WorkplaceType")),
        "reference": line(j.get("RequisitionId")) or line(j.get("Id")),
        "description": text or sections((None, j.get("ShortDescriptionStr"))),
    }


def _within(j: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What is nested in a requisition: a list, or an object that holds it."""
    return dicts(obj(j.get(name)).get("items", j.get(name)))


def _own(j: dict[str, Any]) -> dict[str, Any]:
    """Pay and kind of employment among the fields that each site names for itself."""
    found: dict[str, Any] = {"min": None, "max": None, "range": None, "kinds": []}
    for field in _within(j, "requisitionFlexFields"):
        prompt, value = line(field.get("Prompt")) or "", number(field.get("Value"))
        if value and _KIND.search(prompt):
            found["kinds"].append(value)
        elif value and (pay := _PAY.fullmatch(prompt)) and re.search(r"\d", value):
            end = (pay["first"] or pay["last"] or "range").lower()[:3]
            name = end if end in found else "range"
            found[name] = found[name] or value
    return found


def _employer(board: Board) -> str | None:
    named = employer(board)  # the account is a site number, which names nobody
    return None if named == board.account else named


def _place(name: Any, country: Any, at: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {"text": line(name), "country": line(country)}
    if at:
        found |= {
            "city": line(at[0].get("TownOrCity")),
            "state": line(at[0].get("Region2")) or line(at[0].get("Region1")),
            "postal_code": line(at[0].get("PostalCode")),
            "country": found["country"] or line(at[0].get("Country")),
        }
        found |= coordinates(at[0].get("Latitude"), at[0].get("Longitude"))
    if found.get("city"):
        del found["text"]
    return {k: v for k, v in found.items() if v is not None}


def _interface(at: SplitResult) -> Shown | None:
    if not re.fullmatch(r"/hcmRestApi/.*|/hcmUI/.*", at.path):
        return None
    number = re.search(r"/sites/([\w-]+)", at.path) or re.search(r"siteNumber=([\w-]+)", at.query)
    return Shown(site(at), number[1] if number else None)


FAMILY = Family(
    name="oracle",
    title="Oracle Recruiting Cloud",
    source="A saved list and detail, jobseek's reader. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    most=10_000,
    own_site=True,
    interface=_interface,
    marks=rb'"requisitionList"',
)
