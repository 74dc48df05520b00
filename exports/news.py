"""What no digest of another day has told: postings that changed, openings that closed; people who moved within a week."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from curbside.exports.day import Change, Closed, Move
from curbside.exports.names import Names
from curbside.exports.published import holds, rows
from curbside.exports.safe import plain

UNTOLD = """
-- One row: from when to when no digest of another day has told what runs found; null where all is told.
select min(started_at) filter (is_untold) as began, arg_max(ended_at, (coalesce(sequence, 0), started_at)) as ended
from runs
"""
# A copy of an earlier curbside does not say what was told: the newest run's is news there.
NEWEST = UNTOLD.replace(
    "min(started_at) filter (is_untold)", "arg_max(started_at, (coalesce(sequence, 0), started_at))"
)
CHANGES = """
-- One row a change in a posting that no digest of another day has told: of an open lead, or of what the user applied
-- for, though no search meets it any more.
with mine as (
    select lead_id from leads where stage is distinct from 'dismissed'
    union
    select lead_id from applications
    where is_current and stage in ('saved', 'asked', 'applied', 'interview', 'offer')
)
select
    p.opportunity_id as lead_id, left(o.title, 900) as title, left(o.employer_name, 900) as employer, h.field,
    left(h.old, 900) as old, left(h.new, 900) as new
from posting_history h
join postings p using (posting_id)
join opportunities o using (opportunity_id)
where h.seen_at between $began and $ended
    and p.opportunity_id in (from mine)
    and (h.field in ('title', 'employer_name', 'city', 'state', 'closes_on', 'employment_types', 'sign_on_bonus',
            'visa_j1', 'visa_h1b', 'loan_repayment')
        or starts_with(h.field, 'pay_')
        or (h.field = 'closed_at' and h.new is null))
qualify row_number() over (partition by p.opportunity_id, h.field, h.new order by h.seen_at) = 1
order by lead_id, h.field
"""


CLOSED = """
-- One row an opening whose closing no digest of another day has told; `near`: the user would have cared.
with closed as (
    select o.opportunity_id, o.title, o.employer_name, o.specialty, o.city, o.state, o.was_lead
    from opportunities o join postings p using (opportunity_id)
    -- a posting is closed as of the first list without it, which a later run knows
    left join posting_history h on h.posting_id = p.posting_id and h.field = 'closed_at' and h.new is not null
    where o.status = 'closed'
    group by all
    having greatest(max(p.closed_at), max(h.seen_at)) between $began and $ended
), known as (
    select opportunity_id, count(distinct person_id) as people
    from insiders semi join closed using (opportunity_id)
    group by opportunity_id
), wanted as (
    select distinct specialty, state from leads where specialty is not null and state is not null
), mine as (
    select lead_id, any_value(stage) filter (is_current) as stage from applications group by lead_id
)
select
    c.opportunity_id as lead_id, left(c.title, 900) as title, left(c.employer_name, 900) as employer, c.city, c.state,
    coalesce(k.people, 0) as known, m.stage,
    coalesce(c.was_lead, false) or m.lead_id is not null or k.people is not null or w.specialty is not null as near
from closed c
left join known k using (opportunity_id)
left join wanted w on w.specialty = c.specialty and w.state = c.state
left join mine m on m.lead_id = c.opportunity_id
order by m.lead_id is not null desc, c.was_lead desc nulls last, near desc, known desc, lead_id
"""


MOVES = """
-- One row a person whose employer was seen to change within a week, with the leads at either.
with at_lead as (
    select i.person_id, list(distinct i.opportunity_id order by i.opportunity_id) filter (i.relation <> 'worked there') as there,
        list(distinct i.opportunity_id order by i.opportunity_id) filter (i.relation = 'worked there') as before
    from insiders i
    where i.opportunity_id in (select lead_id from leads) and i.confidence >= 0.5
        and i.relation in ('works there', 'trained with you, works there', 'decision maker', 'worked there')
    group by i.person_id
)
select
    m.person_id, m.person, left(m.old_employer, 300) as old, left(m.new_employer, 300) as new, m.noticed_on,
    coalesce(a.there, []) as there, coalesce(a.before, []) as before
from moves m
left join at_lead a using (person_id)
where m.noticed_on between cast($today as date) - 7 and cast($today as date) + 1
order by len(there) desc, m.noticed_on desc, m.person, old
"""


FIELD = {
    "title": "title", "employer_name": "employer", "city": "city", "state": "state", "closes_on": "closes",
    "employment_types": "employment", "pay_year_min": "pay from", "pay_year_max": "pay up to", "pay_min": "pay from",
    "pay_max": "pay up to", "pay_period": "pay a", "pay_text": "pay", "sign_on_bonus": "sign-on bonus",
    "visa_j1": "J-1 visa", "visa_h1b": "H-1B visa", "loan_repayment": "loan repayment", "closed_at": "closed",
}  # fmt: skip


ENDS = ("pay from", "pay up to")
AMOUNTS = frozenset({"pay_year_min", "pay_year_max", "pay_min", "pay_max", "sign_on_bonus"})


def untold(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """From when to when is news what runs found (`began`, `ended`), as CHANGES and CLOSED take it."""
    (row,) = rows(con, UNTOLD if holds(con, "runs", "is_untold") else NEWEST)
    return row


def changes(con: duckdb.DuckDBPyConnection, since: dict[str, Any]) -> list[Change]:
    found = rows(con, CHANGES, since)
    yearly = {row["lead_id"] for row in found if row["field"].startswith("pay_year")}
    out = []
    for row in found:
        name = str(row["field"])
        if name.startswith("pay_") and not name.startswith("pay_year") and row["lead_id"] in yearly:
            continue  # the same change in other words
        what = FIELD.get(name, "pay")
        old, new = (_said(name, row[side]) for side in ("old", "new"))
        key, title, employer = plain(row["lead_id"], 40), plain(row["title"]), plain(row["employer"])
        out.append(Change(key, title, employer, what, old, new))
    return _spans(out)


def _spans(changes: list[Change]) -> list[Change]:
    """`changes` with one line for the two ends of a pay that moved, where each moved once."""
    ends = {(c.lead_id, c.what): c for c in changes if c.what in ENDS}
    often = Counter((c.lead_id, c.what) for c in changes)
    both = {key for key, _ in ends if all(often[key, end] == 1 for end in ENDS)}
    out = []
    for change in changes:
        if change.lead_id not in both or change.what not in ENDS:
            out.append(change)
        elif change.what == ENDS[1]:  # by the alphabet of their fields the first of the two
            low, high = (ends[change.lead_id, end] for end in ENDS)
            out.append(replace(change, what="pay", old=_span(low.old, high.old), new=_span(low.new, high.new)))
    return out


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def words(field: str, old: str | None, new: str | None) -> str:
    """A change of a posting's field, one line."""
    if field == "closed_at":
        return f"closed {_said(field, new)}" if new else "open again"
    return f"{FIELD.get(field, field.replace('_', ' '))} {_said(field, old)} → {_said(field, new)}"


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return plain(text, 120)
    return f"{day:%b} {day.day}, {day.year}"


def _said(name: str, value: str | None) -> str:
    """One side of a change in words."""
    if name == "closed_at":
        return f"on {_day(value)}" if value else "open again"
    if not value:
        return "not stated"
    if name == "closes_on":
        return _day(value)
    if name in AMOUNTS:
        try:
            return f"${float(value):,.0f}"
        except ValueError:
            return plain(value, 120)
    if name == "employment_types":
        value = value.strip("[]") or "not stated"
    return {"true": "yes", "false": "no"}.get(value, plain(value, 120))


def closed(row: dict[str, Any]) -> Closed:
    place = ", ".join(plain(part, 60) for part in (row["city"], row["state"]) if part)
    stage = plain(row.get("stage"), 40)
    return Closed(
        plain(row["lead_id"], 40), plain(row["title"]), plain(row["employer"]), place, int(row["known"]), stage
    )


def move(row: dict[str, Any], called: Names) -> Move:
    return Move(
        person=called(row["person_id"], row["person"]),
        old=plain(row["old"], 120) if called.shown else "",
        new=plain(row["new"], 120) if called.shown else "",
        noticed_on=row["noticed_on"],
        there=tuple(plain(key, 40) for key in row["there"]),
        before=tuple(plain(key, 40) for key in row["before"]),
    )
