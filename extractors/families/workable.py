"""Workable: the widget's public JSON list with every posting whole, else the career page's own list. `account` is
the slug.

The widget repeats a posting once a place: the places are gathered under one key.
"""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers.ats import account, dicts, employer, host, keyed, obj, sections
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines
from curbside.extractors.readers.saved import or_saved

URL = "https://apply.workable.com"
MAX_PAGES = 100


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The widget's list; where the account has none, the page's own list, token by token."""
    base, slug = host(board, URL), account(board)
    answer = ask(f"{base}/api/v1/widget/accounts/{slug}", params={"details": "true"}, accept_status=(200, 404))
    if answer.ok:
        yield answer
        return
    token, seen = None, set[str]()
    for _ in range(MAX_PAGES):
        wanted = {"query": "", "location": [], "department": [], "worktype": [], "remote": []}
        answer = ask(f"{base}/api/v3/accounts/{slug}/jobs", json={**wanted, "token": token} if token else wanted)
        new = {i.key for i in items(answer, board)} - seen
        if not new:
            return
        yield answer
        seen |= new
        said = obj(data(answer))
        token, total = line(said.get("nextPage") or said.get("token")), said.get("total")
        if len(seen) >= board.max_postings:
            return
        if not token:
            if isinstance(total, int) and total > 1.25 * len(seen):
                raise BoardError(f"{answer.url}: the list says {total} postings and ends after {len(seen)}")
            return


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its shortcode."""
    return [Item(r["key"], r["url"]) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of either list, once."""
    value = obj(data(answer))
    found: dict[str, dict[str, Any]] = {}
    jobs = value.get("jobs") or value.get("results") or ([value] if value.get("shortcode") else [])
    for j in keyed(jobs, "shortcode"):
        if line(j.get("state")) in ("draft", "closed", "archived"):
            continue
        key = str(j["shortcode"])
        record = _record(j, key, line(value.get("name")) or employer(board), board)
        known = found.setdefault(key, record)
        known["places"] += [p for p in record["places"] if p not in known["places"]]
    return list(found.values())


def _record(j: dict[str, Any], key: str, company: str | None, board: Board) -> dict[str, Any]:
    published_states = "published", "public"
    at = dicts(j.get("locations")) or [obj(j.get("location")) or j]
    places = []
    for p in at:
        state = line(p.get("region")) or line(p.get("state"))
        place = {
            "city": line(p.get("city")),
            "state": None if state in published_states else state,
            "country": line(p.get("countryCode")) or line(p.get("country")),
        }
        places.append({k: v for k, v in place.items() if v})
    remote = j.get("telecommuting") is True or j.get("remote") is True
    return {
        "key": key,
        "url": line(j.get("url")) or line(j.get("shortlink")) or f"{URL}/{board.account}/j/{key}/",
        "title": line(j.get("title")),
        "employer": company,
        "places": [p for n, p in enumerate(places) if p and p not in places[:n]],
        "categories": lines([*(lines(j.get("department")) or []), j.get("function"), j.get("industry")]),
        "employment": lines(j.get("employment_type") or j.get("type")),
        "posted": line(j.get("published_on")) or line(j.get("published")) or line(j.get("created_at")),
        "remote": "remote" if remote else line(j.get("workplace")),
        "reference": line(j.get("code")),
        "description": sections(
            (None, j.get("description")), ("Requirements", j.get("requirements")), ("Benefits", j.get("benefits"))
        ),
        "apply_url": line(j.get("application_url")),
    }


FAMILY = Family(
    name="workable",
    title="Workable",
    source=(
        "A saved widget answer; the page's own list (POST v3) from public readers' notes (2026-11), and "
        "memory. Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    own_site=True,
    owner=by_host(r"apply\.workable\.com", "path"),
    interface=by_path(r"/api/(?:v1/widget|v3)/accounts/(?P<account>[\w-]+)"),
    marks=rb'"shortcode"',
)
