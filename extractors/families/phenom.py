"""Phenom career sites (Ascension, Duke): the list stands as JSON in the search page, the job page has JSON-LD.

`url` is the site, `account` the path of its language ("us/en"; "global/en" unless given).
"""

import re
from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.families import jsonld
from curbside.extractors.readers import jobposting
from curbside.extractors.readers.ats import employer, given, host, job_page, keyed, obj, on_host, paged, version
from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.known import by_path
from curbside.extractors.readers.markup import address, data, line, lines, rich
from curbside.extractors.readers.saved import is_saved, or_saved

URL = None
_GIVEN = re.compile(r"phApp\.ddo\s*=\s*(?=\{)")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the search."""
    url = f"{host(board, URL)}/{_path(board)}/search-results"
    size = 10

    def page_of(n: int) -> Answer:
        nonlocal size
        answer = ask(url, params={"from": n * size, "s": 1} if n else None)
        if n == 0:
            size = len(_jobs(answer)) or size
        return answer

    yield from paged(board, page_of, lambda a: [str(j["jobSeqNo"]) for j in _jobs(a)])


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its jobSeqNo; a hash of the entry as version."""
    jobs = _jobs(answer, required=not is_saved(board))
    if not jobs and is_saved(board):
        return [Item(r["key"], r["url"]) for r in records(answer, board)]
    names = ("title", "postedDate", "dateCreated", "location", "descriptionTeaser")
    return [Item(str(j["jobSeqNo"]), _url(j, board), version(*(j.get(n) for n in names))) for j in jobs]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The job page; 404 and 410 are answers, too."""
    url = on_host(item.url, host(board, URL))
    return job_page(ask, item, url)


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of a search page, or the one of a job page."""
    if not answer.ok:
        return []
    if answer.kind == "page" and answer.key is not None:
        return _page(answer, board)
    jobs = _jobs(answer, required=not is_saved(board))
    if not jobs and is_saved(board):
        return jsonld.saved_records(answer, board)
    return [_record(j, answer, board) for j in jobs]


def _path(board: Board) -> str:
    named = (board.account or "").strip("/")
    return named if "/" in named else "global/en"


def _page(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """A job page's posting: its schema.org data, else what it holds for its own script, else what it shows."""
    if not jobposting.postings(answer.body, answer.content_type) and (job := _detail(_ddo(answer, required=False))):
        return [{**_record(job | {"jobSeqNo": answer.key}, answer, board), "key": answer.key, "url": answer.url}]
    return jsonld.own_records(answer)


def _jobs(answer: Answer, required: bool = True) -> list[dict[str, Any]]:
    """The postings that a page holds as `phApp.ddo`, or of a saved answer of the search, or the one of a job page."""
    ddo = _ddo(answer, required)
    search = obj(ddo.get("eagerLoadRefineSearch")) or obj(ddo.get("refineSearch")) or obj(ddo.get("searchJobs"))
    one = _detail(ddo)
    # a site's page without them has changed; under other numbers its postings would all be new ones
    names = ("jobSeqNo",) if "eagerLoadRefineSearch" in ddo else ("jobSeqNo", "jobId", "reqId")
    return keyed(obj(search.get("data")).get("jobs") or ([one] if one else []), *names)


def _detail(ddo: dict[str, Any]) -> dict[str, Any]:
    return obj(obj(obj(ddo.get("jobDetail")).get("data")).get("job"))


def _ddo(answer: Answer, required: bool) -> dict[str, Any]:
    if answer.body.lstrip()[:1] == b"{":
        return obj(data(answer))
    found = given(answer, _GIVEN)
    if found is None and required:
        raise BoardError(f"{answer.url}: no list of jobs in the page (blocked, or not a Phenom site?)")
    return found or {}


def _url(j: dict[str, Any], board: Board) -> str:
    slug = re.sub(r"[^A-Za-z0-9]+", "-", str(j.get("title") or "")).strip("-")
    if is_saved(board):
        return address(j.get("applyUrl"), "")
    return f"{host(board, URL)}/{_path(board)}/job/{j['jobSeqNo']}/{slug}"


def _record(j: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    country = line(j.get("country"))
    place: dict[str, Any] = {"city": line(j.get("city")), "state": line(j.get("state")), "country": country}
    if not place["state"]:
        place["text"] = line(j.get("location")) or line(j.get("cityStateCountry"))
    place |= coordinates(j.get("latitude"), j.get("longitude"))
    place = {k: v for k, v in place.items() if v is not None}
    several = j.get("multi_location")
    more = [{"text": text} for text in lines(several) or ()] if isinstance(several, list) else []
    return {
        "key": str(j["jobSeqNo"]),
        "url": _url(j, board) or None,
        "title": line(j.get("title")),
        "employer": line(j.get("companyName")) or _employer(board),
        "places": more if len(more) > 1 else [place] if place else [],
        "categories": lines([j.get("category"), *(lines(j.get("multi_category")) or []), j.get("department")]),
        "employment": lines(j.get("type")),
        "pay_min": _amount(j.get("minimumPay")),
        "pay_max": _amount(j.get("maximumPay")),
        "pay_text": _amount(j.get("salaryRange")) or _amount(j.get("salary")),
        "posted": line(j.get("postedDate")) or line(j.get("dateCreated")),
        "remote": line(j.get("remote")) or line(j.get("workLocation")),
        "reference": line(j.get("reqId")) or line(j.get("jobId")),
        "description": rich(j.get("description")) or rich(j.get("descriptionTeaser")),
        "apply_url": address(j.get("applyUrl"), answer.url) or None,
    }


def _amount(value: Any) -> str | None:
    """Pay as written; None where it only says 0.0."""
    said = line(value)
    return said if said and re.search("[1-9]|[A-Za-z]", said) else None


def _employer(board: Board) -> str | None:
    named = employer(board)  # the account is a language, which names nobody
    return None if "/" in (board.account or "") and named == _path(board).split("/")[0] else named


FAMILY = Family(
    name="phenom",
    title="Phenom",
    source="A saved search page; the address of job pages and `from` from memory. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    page=page,
    tenant=True,
    own_site=True,
    interface=by_path(r"/(?P<account>[\w-]+/[a-z]{2})/search-results"),
    marks=rb"phApp\.ddo",
    marks_page=True,
)
