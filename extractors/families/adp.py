"""ADP Workforce Now career centers (smaller hospitals, medical groups): a public JSON list, and a detail of each posting.

`account` is "cid/ccId" of the career center's address (recruitment.html?cid=…&ccId=…); where it shows no ccId, the cid
alone. Both are numbers that name nobody: `employer` says whose center it is.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlencode

from curbside.extractors.base import Answer, Ask, Board, Family, Item, Shown
from curbside.extractors.readers.ats import account, dicts, host, job_page, keyed, number, obj, paged, version
from curbside.extractors.readers.known import host as host_of
from curbside.extractors.readers.known import site
from curbside.extractors.readers.markup import data, line, lines, rich
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://workforcenow.adp.com"
SIZE = 100
_LISTS = "mascsr/default/careercenter/public/events/staffing/v1/job-requisitions"
_CENTER = "mascsr/default/mdf/recruitment/recruitment.html"
_HEADERS = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list; a page may hold fewer than were asked for."""
    taken = 0

    def page_of(n: int) -> Answer:
        nonlocal taken
        params = {**_center(board), "$top": SIZE, "$skip": taken, "userQuery": ""}
        answer = ask(f"{host(board, URL)}/{_LISTS}", params=params, headers=_HEADERS)
        taken += len(_jobs(answer))
        return answer

    yield from paged(board, page_of, lambda a: [str(j["itemID"]) for j in _jobs(a)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every requisition by its id; a hash of what the entry tells as version."""
    told = ("requisitionTitle", "postDate", "requisitionLocations", "payGradeRange")
    return [Item(str(j["itemID"]), _url(j, board) or answer.url, version(*map(j.get, told))) for j in _jobs(answer)]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The requisition's detail, under the number that its address bears; 404 and 410 are answers, too."""
    named = re.search(r"[?&]jobId=([\w-]+)", item.url)
    url = f"{host(board, URL)}/{_LISTS}/{named[1] if named else item.key}"
    return job_page(ask, item, url, _center(board))


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every requisition of a list, or the one of a detail."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        j = obj(data(answer))
        # the list's address stays: only it has the number that the center's own links bear
        return [{**_record({**j, "itemID": answer.key}, board), "url": None}] if j.get("requisitionTitle") else []
    return [_record(j, board) for j in _jobs(answer)]


def _center(board: Board) -> dict[str, str | int]:
    cid, _, center = account(board).partition("/")
    return {"cid": cid, **({"ccId": center} if center else {}), "lang": "en_US", "locale": "en_US"}


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = obj(data(answer))
    found = value.get("jobRequisitions", [value] if value.get("requisitionTitle") else [])
    return keyed(found, "itemID")


def _total(answer: Answer) -> int | None:
    count = obj(obj(data(answer)).get("meta")).get("totalNumber")
    return count if isinstance(count, int) else None


def _url(j: dict[str, Any], board: Board) -> str | None:
    """The address that the center's own links have; of a saved list, nobody knows the center."""
    if is_saved(board):
        return None
    named = {k: v for k, v in _center(board).items() if k != "locale"}
    shown = {"jobId": _own(j, "stringFields", "ExternalJobID").get("stringValue") or j["itemID"], "source": "CC2"}
    return f"{host(board, URL)}/{_CENTER}?{urlencode(named | shown)}"


def _own(j: dict[str, Any], kind: str, code: str) -> dict[str, Any]:
    """A field that ADP keeps among its customers' own, by its code; {} where it is not."""
    fields = dicts(obj(j.get("customFieldGroup")).get(kind))
    return next((f for f in fields if obj(f.get("nameCode")).get("codeValue") == code), {})


def _record(j: dict[str, Any], board: Board) -> dict[str, Any]:
    pay, unit = obj(j.get("payGradeRange")), _own(j, "codeFields", "SalaryType")
    low, high = obj(pay.get("minimumRate")), obj(pay.get("maximumRate"))
    is_paid = bool(number(low.get("amountValue")) or number(high.get("amountValue")))
    places = [_place(p) for p in dicts(j.get("requisitionLocations"))]
    return {
        "key": str(j["itemID"]),
        "url": _url(j, board),
        "title": line(j.get("requisitionTitle")),
        "employer": line(board.employer),
        "places": [p for n, p in enumerate(places) if p and p not in places[:n]],
        "categories": lines([_own(j, "stringFields", c).get("stringValue") for c in ("JobClass", "HomeDepartment")]),
        "employment": lines(obj(j.get("workLevelCode")).get("shortName")),
        "pay_min": number(low.get("amountValue")),
        "pay_max": number(high.get("amountValue")),
        "pay_unit": (line(unit.get("shortName")) or line(unit.get("codeValue"))) if is_paid else None,
        "pay_currency": (line(low.get("currencyCode")) or line(high.get("currencyCode"))) if is_paid else None,
        "pay_text": line(_own(j, "stringFields", "SalaryRange").get("stringValue")),
        "posted": line(j.get("postDate")),
        "reference": line(j.get("clientRequisitionID")),
        "description": rich(j.get("requisitionDescription")),
    }


def _place(p: dict[str, Any]) -> dict[str, Any]:
    at = obj(p.get("address"))
    found = {
        "city": line(at.get("cityName")),
        "state": line(obj(at.get("countrySubdivisionLevel1")).get("codeValue")),
        "postal_code": line(at.get("postalCode")),
        "country": line(obj(at.get("countryCode")).get("codeValue")) or line(at.get("countryCode")),
    }
    if not (found["city"] or found["state"]):
        found["text"] = line(obj(p.get("nameCode")).get("shortName"))
    return {k: v for k, v in found.items() if v}


def _owner(at: SplitResult) -> Shown | None:
    """`workforcenow.cloud.adp.com` is another site than `workforcenow.adp.com`."""
    if not re.fullmatch(r"workforcenow(?:\.cloud)?\.adp\.com", host_of(at)):
        return None
    said = [parse_qs(at.query).get(name, [""])[0] for name in ("cid", "ccId")]
    return Shown(None if site(at) == URL else site(at), "/".join(filter(None, said)) or None)


FAMILY = Family(
    name="adp",
    title="ADP Workforce Now",
    source="public readers' notes (2026-11) (addresses, names, paging) and a saved list. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    tenant=True,
    own_site=True,
    owner=_owner,
    marks=rb'"jobRequisitions"',
)
