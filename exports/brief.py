"""What to know of a person before a call: who they are, how you know them, what was last said, what they could do."""

from __future__ import annotations

from pathlib import Path

from curbside.exports.acquaintance import Person
from curbside.exports.published import holds, published, rows
from curbside.exports.safe import plain
from curbside.vocabulary import asks

PLACES = """
-- One row a place where the person works, worked or trained; now first.
select distinct a.kind, coalesce(o.name, a.organisation_name) as place, a.title, a.start_year, a.end_year, a.is_current,
    coalesce(a.end_year, a.start_year) as year
from affiliations a left join organisations o using (organisation_id)
where a.person_id = $id
order by a.is_current desc nulls last, year desc nulls last, place, a.title
"""
TIES = """
-- One row a sign of how the user knows the person.
select says from (select distinct unnest(evidence) as says from ties where person_id = $id and other_id = 'me') order by says
"""
VIA = """
-- One row a person who knows them.
select p.name, any_value(t.evidence[1] order by t.evidence[1]) as says
from ties t
join people p on p.person_id = case when t.person_id = $id then t.other_id else t.person_id end
where $id in (t.person_id, t.other_id) and 'me' not in (t.person_id, t.other_id)
group by p.name order by p.name limit 8
"""
CONTACTS = """
-- One row a contact, newest first.
select "on", how, mood, note, next_on, ask, helped, at_place from interactions where person_id = $id
order by "on" desc, said_at desc limit 8
"""
LEADS = """
-- One row an open lead that the person is near to, best first.
select l.lead_id, l.title, l.employer_name as employer, l.stage, i.ask, i.path, i.caution, i.person, i.via_person_id as via
from insiders i join leads l on l.lead_id = i.opportunity_id
where (i.person_id = $id or i.via_person_id = $id) and i.relation <> 'in the market'
    and l.stage is distinct from 'dismissed'
-- A lead that meets two searches is one; of several ways to it the person's own first, then the strongest.
qualify row_number() over (partition by l.lead_id order by i.via_person_id is not distinct from $id, i.strength desc, i.person_id, l.score desc) = 1
order by l.score desc, l.lead_id limit 8
"""
COULD = {
    "good-word": "put in a good word",
    "scoop": "tell you how it is there",
    "introduction": "introduce you",
    "opening": "tell you of openings",
}
NOTHING = {
    "Who they are": "no employer or training known",
    "How you know them": "nothing that ties you",
    "What was last said": "no contact kept; nothing is made up here",
    "What they could do": "no open lead that they are near to",
    "Due": "nothing",
}
NOTE = "select note from people where person_id = $id and note is not null"
DUE = "select due_on, kind, reason from reminders where person_id = $id order by due_on, kind"
CAUTIONS = "select caution from cautions where person_id = $id order by rule"


def brief(db: Path, who: Person) -> str:
    """All that is known of `who`, as plain text; a part of which nothing is known says so."""
    cautions, parts = told(db, who)
    head = [f"{plain(who.name)} ({who.person_id})"]
    head += [plain(part) for part in (*who.phones, *who.emails)]
    lines = [" · ".join(head)]
    lines += [f"  ! {caution}" for caution in cautions]
    for title, said in parts.items():
        lines += ["", title, *(f"  {line}" for line in said or [NOTHING[title]])]
    return "\n".join(lines) + "\n"


def told(db: Path, who: Person) -> tuple[list[str], dict[str, list[str]]]:
    """(cautions, lines by heading) of all that is known of `who`; a heading without lines is one of NOTHING."""
    with published(db) as con:
        where = {"id": who.person_id}
        places, ties, via = rows(con, PLACES, where), rows(con, TIES, where), rows(con, VIA, where)
        contacts, leads = rows(con, CONTACTS, where), rows(con, LEADS, where)
        due, cautions = rows(con, DUE, where), rows(con, CAUTIONS, where)
        notes = rows(con, NOTE, where) if holds(con, "people", "note") else []
    known = [plain(row["says"], 300) for row in ties]
    known += [f"{plain(row['name'])} knows them: {plain(row['says'])}" for row in via]
    lines = (
        [_place(row) for row in places] + [f"note: {plain(row['note'], 400)}" for row in notes],
        known,
        [_contact(row) for row in contacts],
        [_lead(row, who) for row in leads],
        [f"{row['due_on']} {row['kind']}: {plain(row['reason'], 300)}" for row in due],
    )
    return [plain(row["caution"]) for row in cautions], dict(zip(NOTHING, lines, strict=True))


def _place(row: dict[str, object]) -> str:
    years = "–".join(str(y) for y in (row["start_year"], row["end_year"]) if y)
    verb = "trained" if row["kind"] == "training" else "works" if row["is_current"] else "worked"
    what = f"{plain(row['title'])}, " if row["title"] else ""
    return f"{verb}: {what}{plain(row['place'])}" + (f", {years}" if years else "")


def _contact(row: dict[str, object]) -> str:
    said = [f"{row['on']} {row['how']}" + (f" at {plain(row['at_place'])}" if row["at_place"] else "")]
    said += [str(row["mood"])] if row["mood"] else []
    said += [f"you asked {asks.asked(row['ask'])}"] if row["ask"] else []
    said += [f"they {asks.helped(row['helped'])}"] if row["helped"] else []
    said += [plain(row["note"], 400)] if row["note"] else []
    said += [f"again on {row['next_on']}"] if row["next_on"] else []
    return ", ".join(said)


def _lead(row: dict[str, object], who: Person) -> str:
    stage = f" [{row['stage']}]" if row["stage"] else ""
    could = COULD.get(str(row["ask"]), "not yet")
    if row["via"] == who.person_id and row["ask"]:
        could = f"introduce you to {plain(row['person'])}"
    caution = f" ({plain(row['caution'])})" if row["caution"] else ""
    return f"{row['lead_id']} {plain(row['title'])}, {plain(row['employer'])}{stage}: {could}{caution}. {plain(row['path'], 300)}"
