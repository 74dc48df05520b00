"""USAJOBS Search API: federal openings of series 0602 (Medical Officer), the VA's among them. Needs a free key.

`account` may carry more parameters as a query string (`Organization=VATA&LocationName=Ohio`), `JobCategoryCode`
included.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers.ats import array, dicts, host, keyed, number, obj, paged
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import address, data, line, lines, rich
from curbside.extractors.readers.saved import or_saved

URL = "https://data.usajobs.gov"
SIZE = 500  # the most that one page gives
MOST = 10_000  # rows that one query gives at most


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the search. BoardError without key and address, or where a query finds more than it gives."""
    key, email = board.secrets.get("usajobs_key"), board.secrets.get("usajobs_email")
    if not (key and email):
        raise BoardError(
            f"{board.name}: USAJOBS needs CURBSIDE_USAJOBS_KEY and CURBSIDE_USAJOBS_EMAIL in the environment or .env "
            "(free at https://developer.usajobs.gov)"
        )
    params: dict[str, str | int] = {"JobCategoryCode": "0602", "ResultsPerPage": SIZE}
    params |= dict(parse_qsl((board.account or "").lstrip("?")))
    headers = {"Authorization-Key": key, "User-Agent": email}

    def answer(number: int) -> Answer:
        return ask(f"{host(board, URL)}/api/search", params={**params, "Page": number + 1}, headers=headers)

    yield from paged(board, answer, lambda a: [i.key for i in items(a, board)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every announcement by its control number."""
    return [Item(c, _url(d) or answer.url) for c, d in _found(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every announcement. Its pay is the grade's table, not the offer; its dates bear no time zone."""
    return [_record(c, d) for c, d in _found(answer)]


def _result(answer: Answer) -> dict[str, Any]:
    value = data(answer)
    result = value.get("SearchResult") if isinstance(value, dict) else None
    if not isinstance(result, dict):
        raise BoardError(f"{answer.url}: no SearchResult in the answer; check the key and the parameters in `account`")
    return result


def _total(answer: Answer) -> int | None:
    count = _result(answer).get("SearchResultCountAll")
    if isinstance(count, int) and count > MOST:
        raise BoardError(
            f"{answer.url.partition('?')[0]}: {count} announcements, one query gives {MOST}; narrow it in `account`, "
            'e.g. "LocationName=Ohio", one board a state'
        )
    return count if isinstance(count, int) else None


def _found(answer: Answer) -> list[tuple[str, dict[str, Any]]]:
    found: dict[str, dict[str, Any]] = {}
    described = []
    for item in map(obj, array(_result(answer).get("SearchResultItems"))):
        d = obj(item.get("MatchedObjectDescriptor"))
        described.append({"d": d, "MatchedObjectId": item.get("MatchedObjectId"), "PositionID": d.get("PositionID")})
    for i in keyed(described, "MatchedObjectId", "PositionID"):
        found.setdefault(str(i["MatchedObjectId"]), i["d"])
    return list(found.items())


def _url(d: dict[str, Any]) -> str:
    return address(d.get("PositionURI"), URL)


def _record(control: str, d: dict[str, Any]) -> dict[str, Any]:
    area = d.get("UserArea")
    details = area.get("Details") if isinstance(area, dict) else None
    details = details if isinstance(details, dict) else {}
    pays = dicts(d.get("PositionRemuneration"))
    pay = pays[0] if pays else {}
    apply_urls = d.get("ApplyURI")
    text = [
        rich(details.get("JobSummary")),
        *(f"<li>{duty}</li>" for duty in lines(details.get("MajorDuties")) or ()),
        rich(d.get("QualificationSummary")),
        *(rich(details.get(k)) for k in ("Requirements", "Education", "OtherInformation", "Benefits")),
    ]
    read: dict[str, Any] = {
        "key": control,
        "url": _url(d) or None,
        "title": line(d.get("PositionTitle")),
        "employer": line(d.get("OrganizationName")) or line(d.get("DepartmentName")),
        "places": _places(d),
        "categories": lines([c.get("Name") for c in dicts(d.get("JobCategory"))]),
        "employment": lines(
            [v.get("Name") for k in ("PositionSchedule", "PositionOfferingType") for v in dicts(d.get(k))]
        ),
        "posted": line(d.get("PublicationStartDate")),
        "closes": line(d.get("ApplicationCloseDate")) or line(d.get("PositionEndDate")),
        "remote": _remote(d.get("PositionRemoteIndicator"), details.get("RemoteIndicator")),
        "reference": line(d.get("PositionID")),
        "description": "\n".join(dict.fromkeys(t for t in text if t)) or None,
        "contact_email": line(details.get("AgencyContactEmail")),
        "contact_phone": line(details.get("AgencyContactPhone")),
        "apply_url": address(apply_urls[0] if isinstance(apply_urls, list) and apply_urls else apply_urls, URL) or None,
    }
    if (low := number(pay.get("MinimumRange"))) or number(pay.get("MaximumRange")):
        read |= {
            "pay_min": low,
            "pay_max": number(pay.get("MaximumRange")),
            "pay_unit": line(pay.get("RateIntervalCode")) or line(pay.get("Description")),
            "pay_currency": "USD",
        }
    return read


def _remote(*told: Any) -> str | None:
    """`true` and `True` alike: "remote"; a bare false says no more than that nobody ticked the box."""
    said = (str(v).strip().lower() for v in told if v not in (None, False))
    return next(
        ("remote" if word in ("true", "yes") else word for word in said if word not in ("", "false", "no")), None
    )


def _places(d: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for p in dicts(d.get("PositionLocation")):
        state = line(p.get("CountrySubDivisionCode"))
        city = line(p.get("CityName"))
        if city and state:
            city = city.removesuffix(f", {state}")  # "Warren, Michigan" beside state "Michigan"
        place: dict[str, Any] = {"city": city, "state": state, "country": line(p.get("CountryCode"))}
        if not (city or state):
            place["text"] = line(p.get("LocationName"))
        place |= coordinates(p.get("Latitude"), p.get("Longitude"))
        place = {k: v for k, v in place.items() if v is not None}
        if place and place not in found:
            found.append(place)
    if not found and (text := line(d.get("PositionLocationDisplay"))):
        found.append({"text": text})
    return found


FAMILY = Family(
    name="usajobs",
    title="USAJOBS (VA, Indian Health Service, military)",
    source=(
        "developer.usajobs.gov, a saved answer of 2024-06; limits: public readers' notes (2026-11). Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    url=URL,
    keys=("USAJOBS_KEY", "USAJOBS_EMAIL"),
    robots=False,
    most=MOST,
    own_site=True,
    official=True,
    owner=by_host(r"data\.usajobs\.gov|www\.usajobs\.gov"),
    interface=by_path(r"/api/[sS]earch"),
    marks=rb'"SearchResultItems"',
)
