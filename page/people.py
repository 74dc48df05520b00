"""People: found by name in any script, or by where they are; one person whole; who may be one and the same."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from curbside.exports import acquaintance, answers, brief
from curbside.exports.published import rows
from curbside.exports.safe import link, phone, plain
from curbside.page.desk import Desk
from curbside.page.look import Look, Missing

SHOWN = 60  # people of a list
PAIRS = 40  # cards of the review
LABELS = ("friend", "colleague", "met", "other", "avoid")
PEOPLE = """
-- One row a person, with the place where they work and how near they are to the user; `total` counts them all.
with work as (
    select person_id, organisation_id, organisation_name, title from affiliations where kind = 'work' and is_current
    qualify row_number() over (partition by person_id order by confidence desc nulls last, title is null, organisation_name) = 1
), tie as (
    -- To be connected on LinkedIn is no contact, whatever day it bears.
    select person_id, max(strength) as strength, max(last_contact) filter (kind <> 'linkedin') as last_contact
    from ties where other_id = 'me' group by person_id
), near as (
    select i.person_id, count(distinct i.opportunity_id) as leads
    from insiders i semi join leads l on l.lead_id = i.opportunity_id
    where i.relation <> 'in the market' group by i.person_id
)
select p.person_id, p.name, p.label, coalesce(o.name, w.organisation_name) as employer, w.title, o.city, o.state, t.last_contact,
    coalesce(n.leads, 0) as leads, count(*) over () as total
from people p
left join work w using (person_id)
left join organisations o using (organisation_id)
left join tie t using (person_id)
left join near n using (person_id)
where ($ids is null or list_contains($ids, p.person_id))
    and case $label when '' then true when 'none' then p.label is null else p.label = $label end
order by list_position($ids, p.person_id) nulls last, leads desc, t.strength desc nulls last, p.name, p.person_id
limit $limit
"""
ADDRESSES = "select urls from people where person_id = ?"
LABEL = """
-- One row: what the person is to the user, and when they were last in touch.
select label, (
    select max(last_contact) from ties where person_id = $id and other_id = 'me' and kind <> 'linkedin'
) as last_contact
from people where person_id = $id
"""
REVIEWED = "select count(*) as pairs from review"
TEMPLATES = ("reconnect", "opening", "scoop", "good-word", "introduction", "thanks")


def search(desk: Desk, look: Look, request: Request) -> str:
    """People by a name in any script, an employer, a city or a state; without a word those nearest to leads first."""
    q, label = (request.query_params.get(name, "")[:200].strip() for name in ("q", "label"))
    with desk.reading() as con:
        ids = None
        if q:
            ids = list(dict.fromkeys([*(p.person_id for p in acquaintance.people(con, q)), *_there(desk, q)]))
        found = rows(con, PEOPLE, {"ids": ids, "label": label, "limit": SHOWN})
        pairs = rows(con, REVIEWED)[0]["pairs"]
    return look.page(
        "people.html.j2", "/people", "People", q=q, label=label, labels=LABELS, found=[_plain(row) for row in found],
        total=found[0]["total"] if found else 0, pairs=pairs,
    )  # fmt: skip


def _there(desk: Desk, q: str) -> list[str]:
    """Ids of the people at the employer, system, city or state that `q` names."""
    try:
        found = answers.who(desk.workspace.leads, q)
    except ValueError:  # no word in plain letters: a name in another script
        return []
    return [dict(zip(found.columns, row, strict=True))["person_id"] for row in found.rows]


def person(desk: Desk, look: Look, request: Request) -> str:
    """All about a person before a call, and what was said since."""
    key = request.path_params["person"]
    with desk.reading() as con:
        try:
            who = acquaintance.one(con, key)
        except ValueError as e:
            raise Missing(str(e)) from None
        cautions, parts = brief.told(desk.workspace.leads, who)
        leads = _told_once([_plain(row) for row in rows(con, brief.LEADS, {"id": who.person_id})])
        urls = rows(con, ADDRESSES, [who.person_id])[0]["urls"] or []
        known = rows(con, LABEL, {"id": who.person_id})[0]
    del parts["What they could do"]
    ways: list[tuple[str, str | None]] = [(phone(plain(way, 80)), None) for way in who.phones]
    ways += [(plain(way, 80), link(f"mailto:{way}")) for way in who.emails]
    ways += [("LinkedIn profile" if "linkedin." in url else plain(url, 40), link(url)) for url in urls]
    return look.page(
        "person.html.j2", "/people", plain(who.name), back=f"/people/{who.person_id}",
        who=who, ways=ways, cautions=cautions, parts_told=parts, nothing=brief.NOTHING, leads=leads, could=brief.COULD,
        label=known["label"], last_contact=known["last_contact"], labels=LABELS, templates=TEMPLATES,
    )  # fmt: skip


def review(desk: Desk, look: Look, request: Request) -> str:
    """What curbside was not sure of, as cards: one and the same, or two."""
    with desk.reading():
        found = answers.review(desk.workspace.leads)
    pairs = [_pair(dict(zip(found.columns, row, strict=True))) for row in found.rows]
    return look.page(
        "review.html.j2",
        "/people",
        "One or two?",
        back="/people/review",
        pairs=pairs[:PAIRS],
        rest=max(0, len(pairs) - PAIRS),
    )


def _told_once(leads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with `is_same`: the one above stands there for the same reason."""
    told = [(lead["path"], lead["caution"]) for lead in leads]
    return [lead | {"is_same": i > 0 and told[i] == told[i - 1]} for i, lead in enumerate(leads)]


def _pair(row: dict[str, Any]) -> dict[str, Any]:
    """A pair as a card shows it: why, without the command's name."""
    return row | {"reason": row["why"] or row["reason"]}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: plain(v, 300) if isinstance(v, str) else v for k, v in row.items()}
