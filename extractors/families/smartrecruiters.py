"""SmartRecruiters: a public JSON list, the text in a detail answer of each posting. `account` is the company
identifier.
"""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers.ats import account, employer, host, job_page, keyed, obj, paged, sections
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines
from curbside.extractors.readers.saved import or_saved

URL = "https://api.smartrecruiters.com"
SIZE = 100


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""
    url = f"{host(board, URL)}/v1/companies/{account(board)}/postings"

    def page_of(n: int) -> Answer:
        return ask(url, params={"limit": SIZE, "offset": n * SIZE})

    yield from paged(board, page_of, lambda a: [str(j["id"]) for j in _jobs(a)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its id; `releasedDate` as version."""
    return [Item(str(j["id"]), _url(j, board), line(j.get("releasedDate"))) for j in _jobs(answer)]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The posting's detail; 404 and 410 are answers, too."""
    url = f"{host(board, URL)}/v1/companies/{account(board)}/postings/{item.key}"
    return job_page(ask, item, url)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of a list, or the one of a detail."""
    if not answer.ok:
        return []
    return [{**_record(j, board), "key": answer.key or str(j["id"])} for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    jobs = value.get("content", [value]) if isinstance(value, dict) else value
    return keyed(jobs, "id")


def _total(answer: Answer) -> int | None:
    total = obj(data(answer)).get("totalFound")
    return total if isinstance(total, int) else None


def _url(j: dict[str, Any], board: Board) -> str:
    company = line(obj(j.get("company")).get("identifier")) or board.account
    return line(j.get("postingUrl")) or f"https://jobs.smartrecruiters.com/{company}/{j['id']}"


def _record(j: dict[str, Any], board: Board) -> dict[str, Any]:
    at = obj(j.get("location"))
    place: dict[str, Any] = {
        "city": line(at.get("city")),
        "state": line(at.get("region")),
        "postal_code": line(at.get("postalCode")),
        "country": line(at.get("country")),
    }
    if not (place["city"] or place["state"]):
        place["text"] = line(at.get("fullLocation"))
    place |= coordinates(at.get("latitude"), at.get("longitude"))
    place = {k: v for k, v in place.items() if v is not None}
    parts = obj(obj(j.get("jobAd")).get("sections"))
    remote = "remote" if at.get("remote") is True else "hybrid" if at.get("hybrid") is True else None
    return {
        "url": _url(j, board),
        "title": line(j.get("name")),
        "employer": line(obj(j.get("company")).get("name")) or employer(board),
        "places": [place] if place else [],
        "categories": lines([obj(j.get(k)).get("label") for k in ("function", "department", "industry")]),
        "employment": lines(obj(j.get("typeOfEmployment")).get("label")),
        "posted": line(j.get("releasedDate")),
        "remote": remote,
        "reference": line(j.get("refNumber")),
        "description": sections(
            *(
                (line(obj(parts.get(k)).get("title")), obj(parts.get(k)).get("text"))
                for k in ("jobDescription", "qualifications", "additionalInformation", "companyDescription")
            )
        ),
        "contact_name": line(obj(j.get("creator")).get("name")),
        "apply_url": line(j.get("applyUrl")),
    }


FAMILY = Family(
    name="smartrecruiters",
    title="SmartRecruiters",
    source=(
        "developers.smartrecruiters.com (posting API) and a saved list; the detail (jobAd.sections) from "
        "public readers' notes (2026-11). Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    tenant=True,
    robots=False,
    own_site=True,
    owner=by_host(r"(?:jobs|careers|api)\.smartrecruiters\.com", "path"),
    interface=by_path(r"/v1/companies/(?P<account>[\w-]+)/postings"),
    marks=rb'"totalFound"',
)
