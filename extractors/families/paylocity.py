"""Paylocity (clinics, smaller hospitals): the list stands as JSON in one page, the job pages have schema.org data.

`account` is the number in https://recruiting.paylocity.com/Recruiting/Jobs/All/NUMBER. Answers of its job feed
(`/recruiting/v2/api/feed/jobs/NUMBER`), which hold every posting whole, are read where the user saved one.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.families import jsonld
from curbside.extractors.readers import known
from curbside.extractors.readers.ats import account, given, host, job_page, keyed, obj, on_host, sections, version
from curbside.extractors.readers.markup import address, data, line, lines
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://recruiting.paylocity.com"
_GIVEN = re.compile(r"\bwindow\.pageData\s*=\s*(?=\{)")
# Headings that customers leave as they come, and that name nobody
_NOBODY = re.compile(r"(?:(?:career|employment|job)s?(?: opportunities)?|current openings|open positions|join our team|careers? page)", re.I)  # fmt: skip


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one page."""
    yield ask(f"{host(board, URL)}/Recruiting/Jobs/All/{account(board)}")


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its number; a hash of the entry as version."""
    jobs = _jobs(answer, board)
    if not jobs and is_saved(board):
        return [Item(r["key"], r["url"]) for r in records(answer, board)]
    return [Item(str(j["JobId"]), _url(j, board), version(sorted(j.items(), key=str))) for j in jobs]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The job page; 404 and 410 are answers, too."""
    return job_page(ask, item, on_host(item.url, host(board, URL)))


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the list, or the one of a job page."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        return jsonld.own_records(answer)
    jobs = _jobs(answer, board)
    if not jobs and is_saved(board):
        return jsonld.saved_records(answer, board)
    house = _house(_given(answer, board))
    return [_record(j, house, answer, board) for j in jobs]


def _given(answer: Answer, board: Board) -> dict[str, Any]:
    """What the page gives its script, or a saved answer of the feed; BoardError for a page without."""
    if answer.body.lstrip()[:1] == b"{":
        return obj(data(answer))
    found = given(answer, _GIVEN)
    if found is None and not is_saved(board):
        raise BoardError(f"{answer.url}: no list of jobs in the page (blocked, or not a Paylocity board?)")
    return found or {}


def _jobs(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """The list's postings that are no internal ones."""
    told = _given(answer, board)
    found = told.get("Jobs") if "Jobs" in told else told.get("jobs")
    return [j for j in keyed(found, "JobId", "jobId") if j.get("IsInternal") is not True]


def _house(told: dict[str, Any]) -> str | None:
    named = line(told.get("ModuleTitle")) or line(told.get("displayName"))
    return None if named and _NOBODY.fullmatch(named) else named


def _url(j: dict[str, Any], board: Board) -> str:
    if is_saved(board):
        return address(j.get("displayUrl"), "")
    return f"{host(board, URL)}/Recruiting/Jobs/Details/{j['JobId']}"


def _record(j: dict[str, Any], house: str | None, answer: Answer, board: Board) -> dict[str, Any]:
    place = _place(obj(j.get("JobLocation")) or obj(j.get("jobLocation")), j.get("LocationName"))
    return {
        "key": str(j["JobId"]),
        "url": _url(j, board) or None,
        "title": line(j.get("JobTitle")) or line(j.get("title")),
        "employer": line(j.get("companyName")) or line(board.employer) or house,
        "places": [place] if place else [],
        "categories": lines(j.get("HiringDepartment") or j.get("hiringDepartment")),
        "employment": lines(j.get("jobTypes")),
        "posted": line(j.get("PublishedDate")) or line(j.get("publishedDate")),
        "remote": "remote" if j.get("IsRemote") is True else None,
        "description": sections(
            (None, j.get("Description") or j.get("description")), ("Requirements", j.get("requirements"))
        ),
        "apply_url": address(j.get("applyUrl"), answer.url) or None,
    }


def _place(at: dict[str, Any], name: Any) -> dict[str, Any]:
    said = {k.lower(): v for k, v in at.items()}
    found = {
        "city": line(said.get("city")) or line(said.get("metro")),
        "state": line(said.get("state")),
        "postal_code": line(said.get("zip")),
        "country": line(said.get("country")),
    }
    if not (found["city"] or found["state"]):
        found["text"] = line(name) or line(said.get("locationdisplayname")) or line(said.get("name"))
    return {k: v for k, v in found.items() if v}


def _owner(at: SplitResult) -> Shown | None:
    """A board's address; a single job's bears no board."""
    if known.host(at) != "recruiting.paylocity.com":
        return None
    m = re.search(r"/jobs/(?:all/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)", at.path, re.I)
    return Shown(None, m[1] if m else None)


FAMILY = Family(
    name="paylocity",
    title="Paylocity",
    source="public readers' notes (2026-11) and a saved page. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    url=URL,
    tenant=True,
    own_site=True,
    owner=_owner,
    marks=rb'window\.pageData\s*=[\s\S]{0,5000}?"Jobs"',
    marks_page=True,
)
