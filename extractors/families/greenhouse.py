"""Greenhouse job boards: one public JSON list with every posting whole. `account` is the board token."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, parse_qs

from curbside.extractors.base import Answer, Ask, Board, Family, Item, Shown
from curbside.extractors.readers.ats import account, dicts, host, keyed
from curbside.extractors.readers.gather import is_state, says_nowhere
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import data, line, lines, rich
from curbside.extractors.readers.saved import or_saved

URL = "https://boards-api.greenhouse.io"
_UNLIKE = 20  # times as much is no other zone's pay, but another unit's


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one answer."""
    yield ask(f"{host(board, URL)}/v1/boards/{account(board)}/jobs", params={"content": "true"})


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting by its id; `updated_at` as version."""
    return [
        Item(str(j["id"]), str(j.get("absolute_url") or answer.url), line(j.get("updated_at"))) for j in _jobs(answer)
    ]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the board. `content` is escaped HTML; the place is free text, often with several places."""
    return [_record(j) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    value = data(answer)
    jobs = value.get("jobs", [value] if "absolute_url" in value else []) if isinstance(value, dict) else value
    return keyed(jobs, "id")


def _record(j: dict[str, Any]) -> dict[str, Any]:
    place = line(j.get("location"))
    offices = [found for o in dicts(j.get("offices")) if (found := line(o.get("location")) or line(o.get("name")))]
    named = {str(line(m.get("name")) or "").lower(): m.get("value") for m in dicts(j.get("metadata"))}
    low, high, currency = _pay(dicts(j.get("pay_input_ranges")))
    return {
        "key": str(j["id"]),
        "url": line(j.get("absolute_url")),
        "title": line(j.get("title")),
        "employer": line(j.get("company_name")),
        "places": [
            {"text": t}
            for t in (offices if offices and (says_nowhere(place) or is_state(place)) else [place] if place else [])
        ],
        "categories": lines([d.get("name") for d in dicts(j.get("departments"))]),
        "employment": lines(named.get("employment type") or named.get("time type") or named.get("schedule")),
        "pay_min": low,
        "pay_max": high,
        "pay_currency": currency,
        "posted": line(j.get("first_published")) or line(j.get("updated_at")),
        "closes": line(j.get("application_deadline")),
        "reference": line(j.get("requisition_id")),
        "description": rich(j.get("content")),
    }


def _pay(ranges: list[dict[str, Any]]) -> tuple[str | None, str | None, str | None]:
    """Least, most and currency of all ranges in the first one's currency: many boards tell one for each zone of towns."""
    currency = line(ranges[0].get("currency_type")) if ranges else None
    told = [r for r in ranges if line(r.get("currency_type")) == currency]
    lows, highs = ([r[k] for r in told if _is_pay(r.get(k))] for k in ("min_cents", "max_cents"))
    if lows and max(lows) > _UNLIKE * min(lows):  # by the hour and by the year
        lows, highs = lows[:1], highs[:1]
    return _dollars(min(lows, default=0)), _dollars(max(highs, default=0)), currency


def _is_pay(cents: Any) -> bool:
    return isinstance(cents, int | float) and not isinstance(cents, bool) and cents > 0


def _dollars(cents: float) -> str | None:
    return f"{cents / 100:.10g}" if cents else None


def _owner(at: SplitResult) -> Shown | None:
    """Boards of the American and the European host; an embedded board names its tenant as `for`."""
    found = by_host(r"(?:boards|job-boards|boards-api)(?:\.eu)?\.greenhouse\.io", "path")(at)
    if found is None:
        return None
    europe = "https://boards-api.eu.greenhouse.io" if ".eu." in at.netloc.lower() else None
    return Shown(europe, parse_qs(at.query).get("for", [found.account])[0])


FAMILY = Family(
    name="greenhouse",
    title="Greenhouse",
    source=(
        "developers.greenhouse.io/job-board.html and a saved answer; traps: public readers' notes (2026-11). "
        "Not tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    robots=False,
    own_site=True,
    owner=_owner,
    interface=by_path(r"/v1/boards/(?P<account>[\w-]+)/jobs"),
    marks=rb'"absolute_url"',
)
