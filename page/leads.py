"""Leads: found, filtered, sorted, by stage, side by side; and one lead whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
from starlette.datastructures import QueryParams
from starlette.requests import Request

from curbside.exports.day import distance
from curbside.exports.published import rows
from curbside.exports.safe import link, money, plain
from curbside.exports.story import story
from curbside.page import pictures
from curbside.page.desk import Desk
from curbside.page.look import Look, Missing, query
from curbside.vocabulary import asks

SHOWN, IN_COLUMN = 50, 25  # leads of a page, and of a column
STAGES = (
    "saved",
    "asked",
    "applied",
    "interview",
    "offer",
    "accepted",
    "declined",
    "rejected",
    "withdrawn",
    "dismissed",
)
ENDED = ("accepted", "declined", "rejected", "withdrawn")
SORTS = {
    "score": ("best first", "score desc nulls last, first_seen desc, lead_id"),
    "posted": ("newest posting", "coalesce(posted_on, first_seen) desc nulls last, score desc, lead_id"),
    "pay": ("best pay", "coalesce(pay_year_max, pay_year_min) desc nulls last, score desc, lead_id"),
    "near": ("nearest", "miles nulls last, score desc, lead_id"),
    "closing": ("closing soonest", "closes_on nulls last, score desc, lead_id"),
    "people": ("most people known", "insider_count desc nulls last, score desc, lead_id"),
}

LEADS = """
-- One row a lead that is open, or that the user is at some stage with, by what the filters ask; `total` counts them all.
with lead as (
    select l.lead_id, bool_or(l.is_new) as is_new, any_value(l.title) as title, any_value(l.employer_name) as employer,
        any_value(l.specialty) as specialty, any_value(l.city) as city, any_value(l.state) as state, min(l.miles) as miles,
        any_value(l.near order by l.score desc) as near, any_value(l.pay_year_min) as pay_year_min,
        any_value(l.pay_year_max) as pay_year_max, any_value(l.posted_on) as posted_on,
        cast(any_value(l.first_seen) as date) as first_seen, any_value(l.url) as url,
        max(l.insider_count) as insider_count, any_value(l.best_person) as best_person, any_value(l.best_path) as best_path,
        any_value(l.stage) as stage, max(l.score) as score
    from leads l group by l.lead_id
), found as (
select l.*, o.closes_on, o.status, o.employer_kind, count(*) over () as total
from lead l left join opportunities o on o.opportunity_id = l.lead_id
where (o.status is distinct from 'closed' or l.stage is not null)
    and case when $stage = '' then l.stage is distinct from 'dismissed' when $stage = 'none' then l.stage is null else l.stage = $stage end
    and ($state = '' or l.state = $state)
    and ($specialty = '' or l.specialty = $specialty)
    and (not $new or l.is_new)
    and list_bool_and(list_transform($words, lambda w: contains(lower(strip_accents(concat_ws(' ', l.title, l.employer, l.city,
        l.state, l.specialty, l.best_person, l.lead_id))), lower(strip_accents(w))))) is not false
)
from found
order by {order}
limit $limit offset $offset
"""
CHOICES = """
-- One row a value by which leads can be filtered, with how many have it.
select 'state' as filter, state as value, count(distinct lead_id) as leads from leads where state is not null group by all
union all
select 'specialty', specialty, count(distinct lead_id) from leads where specialty is not null group by all
order by filter, value
"""
LIKE_IT = """
-- One row: yearly pay of the other open postings of the specialty that say theirs, and `own`, that of the one looked at.
-- `dots`: at most a hundred amounts that stand for all.
with like_it as (
    select o.opportunity_id = $lead as mine,
        (coalesce(o.pay_year_min, o.pay_year_max) + coalesce(o.pay_year_max, o.pay_year_min)) / 2 as pay
    from opportunities o
    where coalesce(o.pay_year_min, o.pay_year_max) is not null and (o.status is distinct from 'closed' or o.opportunity_id = $lead)
        and o.specialty_code = (select specialty_code from opportunities where opportunity_id = $lead)
), other as (
    select pay, greatest(1000, (max(pay) over () - min(pay) over ()) / 99) as step from like_it where not mine
), own as (
    select max(pay) as own from like_it where mine
)
select count(*) as postings, quantile_cont(pay, 0.25) as low, median(pay) as middle, quantile_cont(pay, 0.75) as high,
    min(pay) as least, max(pay) as most, any_value(own) as own, count(*) filter (pay < own) as below,
    list(distinct round(pay / step) * step) as dots
from other, own
"""
EVENTS = """
-- One row a thing that the user said about the lead, newest first.
select cast(said_at as date) as day, stage as what, null as ask, null as helped, null as person_id, null as person, note
from applications where lead_id = $lead
union all
select i."on", i.how, i.ask, i.helped, i.person_id, p.name, i.note
from interactions i left join people p using (person_id) where i.lead_id = $lead
order by day desc
"""


@dataclass(frozen=True)
class Lead:
    """One lead of the list; every text is plain."""

    lead_id: str
    is_new: bool
    title: str
    employer: str
    specialty: str
    place: str
    distance: str
    pay: str
    posted_on: date | None
    closes_on: date | None
    url: str | None
    insider_count: int
    best_person: str
    best_path: str
    stage: str
    is_closed: bool
    is_agency: bool


@dataclass(frozen=True)
class Filters:
    """What the address asks for."""

    q: str = ""
    state: str = ""
    specialty: str = ""
    stage: str = ""
    new: str = ""
    sort: str = "score"
    view: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked: QueryParams) -> Filters:
        """From the address; what means nothing is left out."""
        text = {k: asked.get(k, "")[:200].strip() for k in ("q", "state", "specialty", "stage", "new", "sort", "view")}
        text["sort"] = text["sort"] if text["sort"] in SORTS else "score"
        number = asked.get("page", "1")
        return cls(**text, page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1)

    def asks(self, **changed: Any) -> dict[str, Any]:
        """The address's query, with something changed."""
        kept = {k: v for k, v in vars(self).items() if v and (k, v) not in (("sort", "score"), ("page", 1))}
        return kept | changed


def table(desk: Desk, look: Look, request: Request) -> str:
    """All leads that the filters leave, best first, or a column a stage."""
    asked = Filters.of(request.query_params)
    with desk.reading() as con:
        choices = rows(con, CHOICES)
        columns = _columns(con, asked) if asked.view == "stages" else []
        found, total = ([], 0) if columns else _found(con, asked, SHOWN, (max(asked.page, 1) - 1) * SHOWN)
    return look.page(
        "leads.html.j2", "/leads", "Leads", back="/leads" + query(asked.asks()),
        asked=asked, found=found, total=total, columns=columns, stages=STAGES, ended=ENDED,
        states=_options(choices, "state"), specialties=_options(choices, "specialty"),
        sorts=[(k, text) for k, (text, _) in SORTS.items()],
        pages=-(-total // SHOWN), first=(max(asked.page, 1) - 1) * SHOWN + 1,
    )  # fmt: skip


def _options(choices: list[dict[str, Any]], name: str) -> list[tuple[str, str]]:
    return [(plain(c["value"]), f"{plain(c['value'], 40)} ({c['leads']:,})") for c in choices if c["filter"] == name]


def _found(con: duckdb.DuckDBPyConnection, asked: Filters, limit: int, offset: int = 0) -> tuple[list[Lead], int]:
    """(leads, how many there are in all)."""
    values = {
        "stage": asked.stage, "state": asked.state, "specialty": asked.specialty, "new": bool(asked.new),
        "words": asked.q.split()[:12], "limit": limit, "offset": offset,
    }  # fmt: skip
    found = rows(con, LEADS.replace("{order}", SORTS[asked.sort][1]), values)
    return [_lead(row) for row in found], found[0]["total"] if found else 0


def _columns(con: duckdb.DuckDBPyConnection, asked: Filters) -> list[tuple[str, list[Lead], int]]:
    """(stage, leads, how many in all) for each stage; those that ended are one column each only where there are any."""
    columns = []
    for stage in ("none", *STAGES[:-1]):
        leads, total = _found(con, replace(asked, stage=stage), IN_COLUMN)
        if total or stage not in ENDED:
            columns.append((stage, leads, total))
    return columns


def _lead(row: dict[str, Any]) -> Lead:
    return Lead(
        lead_id=plain(row["lead_id"], 40),
        is_new=bool(row["is_new"]),
        title=plain(row["title"]) or "(no title)",
        employer=plain(row["employer"]) or "employer not stated",
        specialty=plain(row["specialty"], 60),
        place=", ".join(plain(part, 60) for part in (row["city"], row["state"]) if part) or "place not stated",
        distance=distance(row["miles"], plain(row["near"])),
        pay=money(row["pay_year_min"], row["pay_year_max"]),
        posted_on=row["posted_on"] or row["first_seen"],
        closes_on=row["closes_on"],
        url=link(row["url"]),
        insider_count=int(row["insider_count"] or 0),
        best_person=plain(row["best_person"], 80),
        best_path=plain(row["best_path"], 300),
        stage=plain(row["stage"], 30),
        is_closed=row["status"] == "closed",
        is_agency=row["employer_kind"] == "agency",
    )


def lead(desk: Desk, look: Look, request: Request) -> str:
    """One lead: its story, who could open the door, pay beside its like, the postings behind it, what happened."""
    with desk.reading() as con:
        it = _story(desk, request.path_params["lead"])
        like = rows(con, LIKE_IT, {"lead": it.lead_id})[0]
        events = rows(con, EVENTS, {"lead": it.lead_id})
    return look.page(
        "lead.html.j2", "/leads", it.title, back=f"/leads/{it.lead_id}",
        it=it, stages=STAGES, paths=pictures.paths(it), pay=pictures.pay(like),
        events=[_event(e) for e in events],
    )  # fmt: skip


def _event(row: dict[str, Any]) -> dict[str, Any]:
    said = [
        row["what"],
        row["ask"] and f"you asked {asks.asked(row['ask'])}",
        row["helped"] and f"they {asks.helped(row['helped'])}",
    ]
    whole = row | {"what": ", ".join(part for part in said if part)}
    return {k: plain(v, 300) if isinstance(v, str) else v for k, v in whole.items()}


def compare(desk: Desk, look: Look, request: Request) -> str:
    """Two or three leads side by side."""
    wanted = list(dict.fromkeys(request.query_params.getlist("id")))
    if not 2 <= len(wanted) <= 3:
        raise ValueError("choose two or three leads to compare: tick them in the list, then Compare")
    with desk.reading():
        stories = [_story(desk, key) for key in wanted]
    return look.page("compare.html.j2", "/leads", "Side by side", back="/leads", stories=stories)


def _story(desk: Desk, key: str) -> Any:
    try:
        return story(desk.workspace.leads, key)
    except ValueError as e:
        raise Missing(str(e)) from None
