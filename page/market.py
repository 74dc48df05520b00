"""The market: a map of the states with leads, people and employers without a posting, and whom to ask there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from curbside.exports import answers
from curbside.exports.published import rows
from curbside.page import shapes, trends
from curbside.page.desk import Desk
from curbside.page.look import Look
from curbside.vocabulary import states
from curbside.vocabulary.counts import counted

SHOWN = 100  # rows of the list
DOTS = 1500  # places with leads on the map
STEPS = (1, 3, 10, 30)  # leads from which a state is drawn darker
STATES = """
-- One row a state: leads still open, people who work there, employers of the target markets without an open posting.
with lead as (
    select l.state, count(distinct l.lead_id) as leads from leads l
    left join opportunities o on o.opportunity_id = l.lead_id
    where o.status is distinct from 'closed' and l.stage is distinct from 'dismissed' group by l.state
), person as (
    select o.state, count(distinct a.person_id) as people from affiliations a join organisations o using (organisation_id)
    where a.kind = 'work' and a.is_current group by o.state
), quiet as (
    select state, count(distinct organisation_id) as quiet from markets where open_postings = 0 group by state
)
select state, coalesce(leads, 0) as leads, coalesce(people, 0) as people, coalesce(quiet, 0) as quiet
from lead full join person using (state) full join quiet using (state)
where state is not null
order by leads desc, people desc, state
"""
PLACES = """
-- One row a place with open leads.
select round(o.latitude, 2) as latitude, round(o.longitude, 2) as longitude, any_value(o.city) as city, o.state,
    count(distinct l.lead_id) as leads
from leads l join opportunities o on o.opportunity_id = l.lead_id
where o.status is distinct from 'closed' and l.stage is distinct from 'dismissed' and o.latitude is not null
group by round(o.latitude, 2), round(o.longitude, 2), o.state
order by leads desc, o.state, city
limit ?
"""


@dataclass(frozen=True)
class State:
    """A state of the map; `step`: how dark, 0 to 4."""

    code: str
    name: str
    path: str
    x: float
    y: float
    leads: int
    people: int
    quiet: int

    @property
    def step(self) -> int:
        return sum(self.leads >= least for least in STEPS)

    @property
    def words(self) -> str:
        return (
            f"{self.name}: {counted(self.leads, 'lead')}, {counted(self.people, 'person', 'people')} you know, "
            f"{counted(self.quiet, 'employer')} without a posting"
        )


def market(desk: Desk, look: Look, request: Request) -> str:
    """The map, its numbers as a table, and whom to ask in a place."""
    place = request.query_params.get("place", "")[:100].strip()
    with desk.reading() as con:
        counted = rows(con, STATES)
        places = rows(con, PLACES, [DOTS])
        today = desk.today()
        weeks = {"today": today, "weeks": trends.WEEKS, "specialties": trends.SPECIALTIES}
        posted = trends.posted(rows(con, trends.POSTED, weeks), today)
        reach, reach_words = trends.reach(rows(con, trends.REACH, {"states": trends.STATES}))
        found = answers.market(desk.workspace.leads, place or None, SHOWN)
    lines = _employers([dict(zip(found.columns, row, strict=True)) for row in found.rows])
    return look.page(
        "market.html.j2", "/market", "Market", back="/market",
        place=place, states=_map(counted), table=[_named(row) for row in counted], dots=_dots(places), lines=lines, note=found.note,
        posted=posted, reach=reach, reach_words=reach_words, size=(shapes.WIDTH, shapes.HEIGHT), steps=STEPS,
    )  # fmt: skip


def _employers(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row an employer, in the order of its best person, with everybody to ask there."""
    employers: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in found:
        key = row["organisation_name"], row["city"], row["state"]
        employers.setdefault(key, row | {"people": []})["people"].append(row)
    return list(employers.values())


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"name": states.STATES.get(row["state"], row["state"])}


def _map(counted: list[dict[str, Any]]) -> list[State]:
    numbers = {row["state"]: row for row in counted}
    nothing = {"leads": 0, "people": 0, "quiet": 0}
    return [
        State(code, states.STATES[code], path, x, y, **{k: numbers.get(code, nothing)[k] for k in nothing})
        for code, (path, x, y) in shapes.outlines().items()
    ]


def _dots(places: list[dict[str, Any]]) -> list[tuple[float, float, float]]:
    """(x, y, radius) of each place with leads."""
    at = [(shapes.at(row["latitude"], row["longitude"], row["state"]), row["leads"]) for row in places]
    return [(*spot, round(min(12.0, 2.5 + leads**0.5), 1)) for spot, leads in at if spot]
