"""One lead's whole story: the opening, the postings behind it, everybody who could help, and what has happened."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from curbside.exports import news
from curbside.exports.day import distance, next_step, reasons, sentence
from curbside.exports.published import holds, published, rows
from curbside.exports.safe import link, money, phone, plain


@dataclass(frozen=True)
class Posting:
    board: str
    url: str | None
    title: str
    posted_on: date | None
    closed_on: date | None
    pay_text: str
    reason: str  # why it is taken for the same opening; empty for the first
    contact: str


@dataclass(frozen=True)
class Person:
    person: str
    relation: str
    via: str
    path: str
    ask: str
    strength: float | None
    confidence: float | None
    caution: str
    is_held: bool  # make up or reconnect first
    evidence: tuple[str, ...]
    reach: tuple[str, ...]  # telephone and mail, where known
    person_id: str = ""
    via_id: str = ""


@dataclass(frozen=True)
class Story:
    lead_id: str
    title: str
    employer: str
    employer_kind: str
    specialty: str
    place: str
    distance: str
    pay: str
    status: str
    stage: str
    posted_on: date | None
    closes_on: date | None
    first_seen: date | None
    last_seen: date | None
    reposts: int
    searches: tuple[str, ...]
    why: tuple[str, ...]
    postings: tuple[Posting, ...]
    people: tuple[Person, ...]
    history: tuple[str, ...]
    may_know: tuple[str, ...]  # clinicians at the employer, none of them a contact
    next_step: str  # empty where somebody is known
    unlooked: str = ""  # why nobody was looked up, and what lists whom the user knows there
    more: tuple[str, ...] = ()  # people of whom the best alone are listed: "130 more: works there"


OPENING = """
-- One row an opening whose id starts so.
select
    o.opportunity_id, left(o.title, 900) as title, left(o.employer_name, 900) as employer_name, o.employer_kind,
    o.specialty, o.city, o.state, o.pay_year_min, o.pay_year_max, o.posted_on, o.closes_on,
    cast(o.first_seen as date) as first_seen, cast(o.last_seen as date) as last_seen, o.status, o.reposts
from opportunities o
where starts_with(o.opportunity_id, ?)
order by o.opportunity_id = ? desc, o.opportunity_id
limit 6
"""
POSTINGS = """
-- One row a posting of the opening, first seen first; `place` counts from 1.
select
    p.board, p.url, left(p.title, 900) as title, p.posted_on, cast(p.closed_at as date) as closed_on,
    left(p.pay_text, 300) as pay_text, d.reason, d.similarity, p.contact_name, p.contact_role, p.contact_email,
    row_number() over (order by p.first_seen, p.posting_id) as place
from postings p
left join duplicates d on d.posting_id = p.posting_id and d.opportunity_id = p.opportunity_id
where p.opportunity_id = ?
order by place
"""
PEOPLE = """
-- One row a path to somebody who could open the door, best first.
select
    i.person_id, v.person_id as via_id, i.person, i.relation, v.name as via, left(i.path, 900) as path, i.ask, i.strength, i.confidence,
    left(i.caution, 600) as caution, i.cautions, i.evidence, p.phones[1] as phone, p.emails[1] as mail
from insiders i
left join people p on p.person_id = i.person_id
left join people v on v.person_id = i.via_person_id and i.via_person_id <> 'me'
where i.opportunity_id = ?
order by i.strength * i.confidence desc nulls last, i.person, i.path
"""
MAY_KNOW = """
-- One row a clinician at the employer who may know the user.
select left(path, 600) as path from may_know where opportunity_id = ? order by path
"""
MORE = """
-- One row a relation of which the best people alone are listed, with how many more there are.
select relation, people from more_insiders where opportunity_id = ? order by people desc, relation
"""
HISTORY = """
-- One row a change of a posting of the opening, newest first.
select cast(h.seen_at as date) as day, p.board, h.field, left(h.old, 300) as old, left(h.new, 300) as new
from posting_history h join postings p using (posting_id)
where p.opportunity_id = ? and h.field <> 'description'
order by h.seen_at desc, p.board, h.field
limit 30
"""
MET = """
-- One row a search that the opening meets, best first.
select search, miles, stage, why, reasons, near, next_step, insider_count from leads where lead_id = ? order by score desc
"""
STAGE = """
-- One row: where the user is with the opening, which may be no lead any more.
select stage from applications where lead_id = ? and is_current
"""
NEARBY = """
-- One row: how many people are known at openings in this state.
select count(distinct i.person_id) as people
from insiders i join opportunities o using (opportunity_id)
where o.state = ? and i.relation <> 'in the market'
"""


def story(db: Path, lead_id: str) -> Story:
    """Everything about one lead; `lead_id` may be any unique beginning of its id.

    Raises ValueError, one line, when no lead or more than one starts so.
    """
    with published(db) as con:
        row = _opening(con, lead_id)
        key = row["opportunity_id"]
        met = rows(con, MET, [key])
        postings = rows(con, POSTINGS, [key])
        people = tuple(_person(line) for line in rows(con, PEOPLE, [key]))
        history = rows(con, HISTORY, [key])
        may_know = rows(con, MAY_KNOW, [key]) if holds(con, "may_know", "path") else []
        more = rows(con, MORE, [key]) if holds(con, "more_insiders", "people") else []
        known = any(p.relation != "in the market" for p in people) or any(m["insider_count"] for m in met)
        mine = rows(con, STAGE, [key])
        nearby = 0 if known or not row["state"] else rows(con, NEARBY, [row["state"]])[0]["people"]
    best = met[0] if met else None  # of the search that it meets best
    # Insiders are looked up for open leads alone: nobody found elsewhere is nobody checked.
    unlooked = "" if known or (met and row["status"] != "closed") else _unlooked(row)
    return Story(
        lead_id=plain(key, 40),
        title=plain(row["title"]) or "(no title)",
        employer=plain(row["employer_name"]) or "employer not stated",
        employer_kind=plain(row["employer_kind"], 30),
        specialty=plain(row["specialty"]),
        place=_place(row) or "place not stated",
        distance=distance(best["miles"], plain(best["near"])) if best else "",
        pay=money(row["pay_year_min"], row["pay_year_max"]) or "pay not stated",
        status=plain(row["status"], 30) or "open",
        stage=plain(best["stage"] if best else mine[0]["stage"] if mine else "", 30),
        posted_on=row["posted_on"],
        closes_on=row["closes_on"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        reposts=int(row["reposts"] or 0),
        searches=tuple(plain(line["search"]) for line in met),
        why=reasons(best),
        postings=tuple(_posting(line) for line in postings),
        people=people,
        history=tuple(_change(line) for line in history),
        more=tuple(f"{line['people']:,} more: {plain(line['relation'], 60)}" for line in more),
        may_know=tuple(plain(line["path"], 300) for line in may_know),
        unlooked=unlooked,
        next_step="" if known or row["status"] == "closed" else _step(row, best, postings, nearby),
    )


def _place(row: dict[str, Any]) -> str:
    return ", ".join(part for part in (plain(row["city"], 60), plain(row["state"], 30)) if part)


def _step(row: dict[str, Any], best: dict[str, Any] | None, postings: list[dict[str, Any]], nearby: int) -> str:
    """What to do about an opening at which nobody is known."""
    if best and best["next_step"]:
        return sentence(best["next_step"])
    contact = next((plain(p["contact_name"], 80) for p in postings if p["contact_name"]), "")
    return next_step(row["employer_kind"], contact, plain(row["state"], 30), _place(row), nearby)


def _unlooked(row: dict[str, Any]) -> str:
    why = "It is closed" if row["status"] == "closed" else "It meets none of your searches"
    who = f"`curbside who {plain(row['employer_name'], 120)}` lists whom you know there" if row["employer_name"] else ""
    return f"{why}, so nobody was looked up for it" + (f": {who}." if who else ".")


def _opening(con: duckdb.DuckDBPyConnection, lead_id: str) -> dict[str, Any]:
    """The opening whose id is `lead_id`, or alone begins so. Raises ValueError."""
    wanted = lead_id.strip().lower()
    found = rows(con, OPENING, [wanted, wanted]) if wanted else []
    if not found:
        raise ValueError(f"no lead {plain(lead_id, 40)!r}: `curbside leads` lists them with their ids")
    if len(found) > 1 and found[0]["opportunity_id"] != wanted:
        ids = ", ".join(row["opportunity_id"] for row in found[:5])
        raise ValueError(f"{plain(lead_id, 40)!r} is the beginning of several leads: {ids}")
    return found[0]


def _posting(row: dict[str, Any]) -> Posting:
    reason = ""
    if row["place"] > 1:
        alike = "" if row["similarity"] is None else f" ({row['similarity']:.0%} alike)"
        reason = (plain(row["reason"], 120) or "taken for the same opening") + alike
    contact = ", ".join(
        plain(row[f"contact_{part}"], 80) for part in ("name", "role", "email") if row[f"contact_{part}"]
    )
    return Posting(
        board=plain(row["board"], 60),
        url=link(row["url"]),
        title=plain(row["title"]),
        posted_on=row["posted_on"],
        closed_on=row["closed_on"],
        pay_text=plain(row["pay_text"], 120),
        reason=reason,
        contact=contact,
    )


def _person(row: dict[str, Any]) -> Person:
    return Person(
        person=plain(row["person"], 120),
        relation=plain(row["relation"], 60),
        via=plain(row["via"], 120),
        path=plain(row["path"], 400),
        ask=plain(row["ask"], 30),
        strength=row["strength"],
        confidence=row["confidence"],
        caution=plain(row["caution"], 300),
        is_held=bool({"bad", "cold"} & set(row["cautions"] or ())),
        evidence=tuple(plain(item) for item in row["evidence"] or ()),
        reach=tuple(plain(part, 80) for part in (phone(row["phone"] or ""), row["mail"]) if part),
        person_id=plain(row["person_id"], 40),
        via_id=plain(row["via_id"], 40),
    )


def _change(row: dict[str, Any]) -> str:
    return f"{row['day']} {plain(row['board'], 40)}: {news.words(row['field'], row['old'], row['new'])}"
