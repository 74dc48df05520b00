"""Workday career sites: a list by POST, 20 at a time, and a detail answer of each posting.

`url` is the site's host (https://TENANT.wdN.myworkdayjobs.com), `account` is "tenant/site", or "tenant/site?words" where
the site's own search shall narrow the list (a health system's whole staff is thousands of postings). The list says `3
Locations` and `Posted 3 Days Ago`; its total is capped at 2,000 and may be 0 after the first page. The detail has
text, places and dates.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.readers import known
from curbside.extractors.readers.ats import (
    account,
    array,
    days_ago,
    employer,
    host,
    job_page,
    keyed,
    obj,
    paged,
    version,
)
from curbside.extractors.readers.known import by_path
from curbside.extractors.readers.markup import address, data, line, lines, rich
from curbside.extractors.readers.saved import or_saved

URL = None
SIZE = 20  # the most that one page gives
MOST = 2000
_PAY = re.compile(r"\$\s?\d")
_NUMBER = re.compile(r"(?!\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)[A-Za-z]{0,12}[-_ #]{0,3}\d[\w-]*")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """Page after page of the list."""
    url = f"{_cxs(board)}/jobs"
    words = account(board).partition("?")[2]

    def page_of(n: int) -> Answer:
        return ask(url, json={"appliedFacets": {}, "limit": SIZE, "offset": n * SIZE, "searchText": words})

    yield from paged(board, page_of, lambda a: [_key(j) for j in _jobs(a)], _total, SIZE)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its requisition number; title, places and fields as version: "Posted 3 Days Ago" moves daily."""
    return [
        Item(
            _key(j),
            _url(j, board) or answer.url,
            version(j.get("title"), j.get("locationsText"), j.get("bulletFields")),
        )
        for j in _jobs(answer)
    ]


def page(board: Board, item: Item, ask: Ask) -> Answer:
    """The posting's detail; 404 and 410 are answers, too."""
    path = item.url[item.url.find("/job/") :]
    return job_page(ask, item, f"{_cxs(board)}{path}")


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of a list, or the one of a detail."""
    if not answer.ok:
        return []
    value = obj(data(answer))
    if isinstance(value.get("jobPostingInfo"), dict):
        return [_detail(value, answer, board)]
    return [_entry(j, answer, board) for j in _jobs(answer)]


def _cxs(board: Board) -> str:
    tenant, _, site = account(board).partition("?")[0].partition("/")
    if not site:
        raise BoardError(f'{board.name}: family = "workday" needs `account` as "tenant/site"')
    return f"{host(board, URL)}/wday/cxs/{tenant}/{site}"


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = obj(data(answer))
    if isinstance(info := value.get("jobPostingInfo"), dict):  # a detail that the user saved
        path = str(info.get("externalUrl") or "")
        path = path[path.find("/job/") :] if "/job/" in path else ""
        return [{**info, "externalPath": path or f"/job/{info.get('jobReqId') or info.get('id')}"}]
    found = [j for j in array(value.get("jobPostings")) if obj(j).get("externalPath") != ""]  # a withdrawn one
    return keyed(found, "externalPath")


def _total(answer: Answer) -> int | None:
    total = obj(data(answer)).get("total")
    return total if isinstance(total, int) and total < MOST else None


def _key(j: dict[str, Any]) -> str:
    """The number at the path's end; a mirrored requisition has its own (`-1`)."""
    path = str(j["externalPath"])
    m = re.search(r"_([A-Za-z]*[-_]?\d[\w-]*)$", path) or re.search(r"/([A-Za-z]*-?\d[\w-]*)$", path)
    return m[1] if m else path


def _url(j: dict[str, Any], board: Board) -> str | None:
    if "://" not in (board.url or ""):
        return line(j.get("externalUrl"))
    return f"{host(board, URL)}/{account(board).partition('?')[0].partition('/')[2]}{j['externalPath']}"


def _entry(j: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    place = line(j.get("locationsText"))
    if place is None or re.fullmatch(r"\d+ Locations?", place):  # the first of them stands in the path
        segment = str(j["externalPath"]).split("/")[2] if str(j["externalPath"]).count("/") >= 3 else ""
        place = line(segment.replace("---", " - ").replace("--", ", ").replace("-", " ").replace("   ", " - "))
    bullets = lines(j.get("bulletFields")) or []
    return {
        "key": _key(j),
        "url": _url(j, board),
        "title": line(j.get("title")),
        "employer": employer(board),
        "places": [{"text": place}] if place else [],
        "employment": lines(j.get("timeType")),
        "posted": days_ago(j.get("postedOn"), answer.fetched_at),
        "remote": line(j.get("remoteType")),
        "pay_text": next((b for b in bullets if _PAY.search(b)), None),
        "reference": _reference(bullets, str(j["externalPath"])),
    }


def _reference(bullets: list[str], path: str) -> str | None:
    """The bullet that the path repeats, else one that looks like a number: sites choose what they show (pay, a place, a
    day)."""
    own = next((b for b in bullets if re.search(r"\d", b) and b in path), None)
    return own or next((b for b in bullets if _NUMBER.fullmatch(b)), None)


def _detail(value: dict[str, Any], answer: Answer, board: Board) -> dict[str, Any]:
    info = obj(value.get("jobPostingInfo"))
    at = obj(info.get("jobRequisitionLocation"))
    country = line(obj(at.get("country")).get("alpha2Code")) or line(obj(info.get("country")).get("descriptor"))
    named = lines([info.get("location"), *(lines(info.get("additionalLocations")) or [])]) or lines(
        at.get("descriptor")
    )
    company = line(obj(value.get("hiringOrganization")).get("name"))
    key = answer.key or _key(_jobs(answer)[0])
    return {
        "key": key,
        "url": address(info.get("externalUrl"), answer.url) or None,
        "title": line(info.get("title")),
        "employer": re.sub(r"^\d{2,6}[ -]+", "", company) if company else employer(board),  # "1000 Merck"
        "places": [{"text": t, "country": country} if country else {"text": t} for t in named or ()],
        "categories": lines(info.get("jobFamily") or info.get("jobCategory")),
        "employment": lines([info.get("timeType"), info.get("workerSubType")]),
        "posted": line(info.get("startDate")) or days_ago(info.get("postedOn"), answer.fetched_at),
        "closes": line(info.get("endDate")),
        "remote": line(info.get("remoteType")),
        "reference": line(info.get("jobReqId")),
        "description": rich(info.get("jobDescription")),
    }


def _owner(at: SplitResult) -> Shown | None:
    m = re.fullmatch(r"([\w-]+)\.wd\d+\.myworkday(?:jobs|site)\.com", known.host(at))
    if m is None:
        return None
    path = [p for p in at.path.split("/") if p]
    rest = path[path.index("cxs") + 2 :] if "cxs" in path else path
    named = next((p for p in rest if not re.fullmatch(r"[a-z]{2}(?:-[A-Z]{2})?|recruiting", p)), None)
    return Shown(known.site(at), f"{m[1]}/{named}" if named else None)


FAMILY = Family(
    name="workday",
    title="Workday",
    source=(
        "A saved list, jobseek's and career-ops' readers; the detail's names from the same readers. Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    page=page,
    tenant=True,
    most=MOST,
    own_site=True,
    owner=_owner,
    interface=by_path(r"/wday/cxs/(?P<account>[\w-]+/[\w-]+)/jobs"),
    marks=rb'"jobPostings"',
)
