"""Ashby: one public JSON list with every posting whole, pay included. `account` is the job board's name."""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers.ats import account, dicts, employer, host, keyed, number, obj
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines, rich
from curbside.extractors.readers.saved import or_saved

URL = "https://api.ashbyhq.com"


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one answer."""
    yield ask(f"{host(board, URL)}/posting-api/job-board/{account(board)}", params={"includeCompensation": "true"})


def items(answer: Answer, board: Board) -> list[Item]:
    """Every listed posting by its id."""
    return [Item(str(j["id"]), str(j.get("jobUrl") or answer.url)) for j in _jobs(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every listed posting."""
    return [_record(j, board) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    jobs = value.get("jobs") if isinstance(value, dict) else value
    return [j for j in keyed(jobs, "id") if j.get("isListed") is not False]


def _record(j: dict[str, Any], board: Board) -> dict[str, Any]:
    places = [_place(j)]
    places += [_place(p) for p in dicts(j.get("secondaryLocations"))]
    pay = obj(j.get("compensation"))
    salaries = [c for c in dicts(pay.get("summaryComponents")) if c.get("compensationType") == "Salary"]
    salary = salaries[0] if salaries else {}
    remote = line(j.get("workplaceType")) or ("remote" if j.get("isRemote") is True else None)
    return {
        "key": str(j["id"]),
        "url": line(j.get("jobUrl")),
        "title": line(j.get("title")),
        "employer": employer(board),
        "places": [p for n, p in enumerate(places) if p and p not in places[:n]],
        "categories": lines([j.get("department"), j.get("team")]),
        "employment": lines(j.get("employmentType")),
        "pay_min": number(salary.get("minValue")),
        "pay_max": number(salary.get("maxValue")),
        "pay_unit": (line(salary.get("interval")) or "").removeprefix("1 ") or None,
        "pay_currency": line(salary.get("currencyCode")),
        "pay_text": line(pay.get("compensationTierSummary")) or line(pay.get("scrapeableCompensationSalarySummary")),
        "posted": line(j.get("publishedAt")),
        "remote": remote,
        "description": rich(j.get("descriptionHtml")) or rich(j.get("descriptionPlain")),
        "apply_url": line(j.get("applyUrl")),
    }


def _place(p: dict[str, Any]) -> dict[str, Any]:
    at = obj(p.get("address"))
    at = obj(at.get("postalAddress")) or at
    found = {
        "city": line(at.get("addressLocality")),
        "state": line(at.get("addressRegion")),
        "postal_code": line(at.get("postalCode")),
        "country": line(at.get("addressCountry")),
        "text": line(p.get("location")),
    }
    if found["city"] or found["state"]:
        del found["text"]
    return {k: v for k, v in found.items() if v}


FAMILY = Family(
    name="ashby",
    title="Ashby",
    source="developers.ashbyhq.com (public job posting API) and a saved answer. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    robots=False,
    own_site=True,
    owner=by_host(r"(?:jobs|api)\.ashbyhq\.com", "path"),
    interface=by_path(r"/posting-api/job-board/(?P<account>[\w.%-]+)"),
    marks=rb'"jobUrl"|"isListed"',
)
