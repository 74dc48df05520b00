"""BambooHR: a public JSON list without a single date, and a detail answer of each opening. `account` is the name in
https://NAME.bamboohr.com."""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers.ats import employer, host, job_page, keyed, number, obj, version
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines, rich
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://{account}.bamboohr.com"


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one answer."""
    yield ask(f"{host(board, URL)}/careers/list")


def items(answer: Answer, board: Board) -> list[Item]:
    """Every opening by its id; a hash of the entry as version."""
    return [Item(str(j["id"]), _url(j, board), version(sorted(j.items(), key=str))) for j in _jobs(answer)]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The opening's detail; 404 and 410 are answers, too."""
    url = f"{host(board, URL)}/careers/{item.key}/detail"
    return job_page(ask, item, url)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every opening of a list, or the one of a detail."""
    return [_record(j, answer, board) for j in _jobs(answer)] if answer.ok else []


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    result = obj(data(answer)).get("result")
    if isinstance(result, dict):
        opening = obj(result.get("jobOpening"))
        key = answer.key or line(opening.get("id")) or str(opening.get("jobOpeningShareUrl") or "").rpartition("/")[2]
        return [{**opening, "id": key}] if opening and key else []
    return keyed(result, "id")


def _url(j: dict[str, Any], board: Board) -> str:
    shared = line(j.get("jobOpeningShareUrl"))
    return shared or ("" if is_saved(board) else f"{host(board, URL)}/careers/{j['id']}")


def _record(j: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    at, other = obj(j.get("location")), obj(j.get("atsLocation"))
    place = {
        "city": line(at.get("city")) or line(other.get("city")),
        "state": line(at.get("state")) or line(other.get("state")) or line(other.get("province")),
        "postal_code": line(at.get("postalCode")),
        "country": line(at.get("addressCountry")) or line(other.get("country")),
    }
    place = {k: v for k, v in place.items() if v}
    remote = {"1": "remote", "2": "hybrid"}.get(str(j.get("locationType")))
    pay = j.get("compensation")
    return {
        "key": str(j["id"]),
        "url": _url(j, board) or None,
        "title": line(j.get("jobOpeningName")),
        "employer": employer(board),
        "places": [place] if place else [],
        "categories": lines(j.get("departmentLabel")),
        "employment": lines([j.get("employmentStatusLabel"), j.get("employmentType")]),
        "pay_min": number(obj(pay).get("min")),
        "pay_max": number(obj(pay).get("max")),
        "pay_text": None if isinstance(pay, dict) else line(pay),
        "posted": line(j.get("datePosted")),
        "remote": "remote" if j.get("isRemote") is True else remote,
        "description": rich(j.get("description")),
    }


FAMILY = Family(
    name="bamboohr",
    title="BambooHR",
    source="A saved list; the detail's names from memory. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    tenant=True,
    own_site=True,
    owner=by_host(r"([\w-]+)\.bamboohr\.com", "host"),
    interface=by_path(r"/careers/list"),
    marks=rb'"jobOpeningName"',
)
