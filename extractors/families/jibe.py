"""Jibe (iCIMS's career-site front): a public JSON list, ten at a time, every posting whole. `url` is the site."""

import re
from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers.ats import array, dicts, employer, host, keyed, number, obj, paged, sections
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import by_path
from curbside.extractors.readers.markup import address, data, line, lines
from curbside.extractors.readers.places import apart
from curbside.extractors.readers.saved import is_saved, or_saved

URL = None
_AWAY = re.compile("remote|hybrid|tele", re.I)  # LAT_LNG, ANY and their like say how a place was entered
_PAY = re.compile(r"\$\s?\d[\d,.]*")
_EXTRA = re.compile(r"bonus|sign[- ]?on|referral|relocation|loan|differential", re.I)
_MORE = ("additional_locations", "multiple_locations", "multipleLocations")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""

    def page_of(n: int) -> Answer:
        return ask(f"{host(board, URL)}/api/jobs", params={"page": n + 1})

    yield from paged(board, page_of, lambda a: [_key(j) for j in _jobs(a)])


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its slug."""
    return [Item(_key(j), _url(j, board)) for j in _jobs(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting."""
    return [_record(j, answer, board) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    found = value.get("jobs") if isinstance(value, dict) else value
    return keyed([obj(obj(f).get("data")) or f for f in array(found)], "slug", "req_id")


def _key(j: dict[str, Any]) -> str:
    return str(j["slug"])


def _url(j: dict[str, Any], board: Board) -> str:
    if is_saved(board):
        return address(obj(j.get("meta_data")).get("canonical_url") or j.get("apply_url"), "")
    return f"{host(board, URL)}/jobs/{_key(j)}"


def _record(j: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    more = [_place(p) for name in _MORE for p in dicts(j.get(name))]
    own = _place(j)
    named = own.get("city"), own.get("state")
    places = [own, *(p for p in more if (p.get("city"), p.get("state")) != named)]
    return {
        "key": _key(j),
        "url": _url(j, board) or None,
        "title": line(j.get("title")),
        "employer": line(j.get("hiring_organization")) or line(j.get("brand")) or employer(board),
        "places": apart(p for p in places if p),
        "categories": lines([*dicts(j.get("categories")), *(lines(j.get("category")) or []), j.get("department")]),
        "employment": lines(j.get("employment_type")),
        "pay_min": number(j.get("salary_min_value")),
        "pay_max": number(j.get("salary_max_value")),
        "pay_currency": line(j.get("salary_currency")),
        "pay_text": _pay(j),
        "posted": line(j.get("posted_date")) or line(j.get("create_date")),
        "closes": line(j.get("posting_expiry_date")),
        "remote": kind if (kind := line(j.get("location_type"))) and _AWAY.search(kind) else None,
        "reference": line(j.get("req_id")),
        "description": sections(
            (None, j.get("description")),
            ("Responsibilities", j.get("responsibilities")),
            ("Qualifications", j.get("qualifications")),
        ),
        "apply_url": address(j.get("apply_url"), answer.url) or None,
    }


def _pay(j: dict[str, Any]) -> str | None:
    """The span among the fields that each site names for itself (`tags8` holds one's), or its two ends from two."""
    tags = [tag for n in range(1, 21) for tag in lines(j.get(f"tags{n}")) or ()]
    told = [tag for tag in tags if _PAY.search(tag) and not _EXTRA.search(tag)]
    span = next((tag for tag in told if len(re.findall(r"\d[\d,.]*", tag)) > 1), None)
    return span or " - ".join(dict.fromkeys(told[:2])) or None


def _place(p: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "city": line(p.get("city")),
        "state": line(p.get("state")),
        "postal_code": line(p.get("postal_code")),
        "country": line(p.get("country_code")) or line(p.get("country")),
        **coordinates(p.get("latitude"), p.get("longitude")),
    }
    if not (found["city"] or found["state"]):
        found["text"] = line(p.get("location_name")) or line(p.get("full_location"))
    return {k: v for k, v in found.items() if v is not None}


FAMILY = Family(
    name="jibe",
    title="Jibe (iCIMS)",
    source=(
        "jobseek's notes: address, paging, dates, several places; other names from memory. Not seen, not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    own_site=True,
    interface=by_path(r"/api/jobs"),
    marks=rb'"jobs"\s*:\s*\[\s*\{\s*"data"\s*:',
)
