"""What the digest of one day says, read from the published copy."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from curbside.exports import network_files, news
from curbside.exports.day import (
    Board,
    Call,
    Digest,
    Insider,
    Lead,
    Reminder,
    next_step,
    reasons,
    sentence,
)
from curbside.exports.names import Names
from curbside.exports.published import FAILED, OPEN, holds, published, rows
from curbside.exports.safe import link, phone, plain

CALLS, CLOSED, CHANGED = 8, 15, 30  # entries shown; the rest is counted

LEADS = """
-- One row a lead: its best search, the other searches in a list, the opening's state and the best insider.
with ranked as (
    select
        *,
        row_number() over (partition by lead_id order by score desc nulls last, search) as place_in_lead,
        list(search) over (
            partition by lead_id order by score desc nulls last, search
            rows between unbounded preceding and unbounded following
        ) as searches
    from leads
), best as (
    select i.*
    from insiders i
    join ranked l on l.lead_id = i.opportunity_id and l.place_in_lead = 1
    -- Whoever told of an opening stands in the market, and is the one to ask.
    where i.relation <> 'in the market' or i.person = l.best_person
    qualify row_number() over (
        partition by i.opportunity_id
        order by (i.person = l.best_person and i.path = l.best_path) desc nulls last,
            (i.person = l.best_person) desc nulls last, i.strength * i.confidence desc nulls last, i.person_id
    ) = 1
), contact as (
    select opportunity_id, min(contact_name) as contact_name
    from postings
    where contact_name is not null and closed_at is null
    group by opportunity_id
), known as (
    select o.state, count(distinct i.person_id) as people
    from insiders i join opportunities o using (opportunity_id)
    where o.state is not null and i.relation <> 'in the market'
    group by o.state
)
select
    l.lead_id, l.searches, l.score, l.is_new, left(l.title, 900) as title, left(l.employer_name, 900) as employer,
    o.employer_kind, l.specialty, l.city, l.state, l.miles, l.pay_year_min, l.pay_year_max, l.posted_on,
    cast(l.first_seen as date) as first_seen, o.closes_on, l.boards, l.url, l.insider_count, l.stage, l.why,
    l.reasons, l.near, l.next_step,
    l.best_person, l.best_path, l.best_ask,
    b.person_id, b.person, b.relation, b.path, b.ask, b.confidence, b.caution, list_contains(coalesce(b.cautions, []), 'cold') as is_cold, b.via_person_id, v.name as via,
    p.phones[1] as phone, p.emails[1] as mail,
    list_filter(p.urls, lambda u: contains(u, 'linkedin.com/in/'))[1] as profile,
    c.contact_name, coalesce(k.people, 0) as known_in_state
from ranked l
left join opportunities o on o.opportunity_id = l.lead_id
left join best b on b.opportunity_id = l.lead_id
left join people v on v.person_id = b.via_person_id and b.via_person_id <> 'me'
left join people p on p.person_id = coalesce(v.person_id, b.person_id)
left join contact c on c.opportunity_id = l.lead_id
left join known k on k.state = l.state
where l.place_in_lead = 1 and o.status is distinct from 'closed'
order by l.score desc nulls last, l.first_seen desc, l.lead_id
"""
REMINDERS = """
-- One row a reminder that is due within a fortnight.
select r.due_on, r.person_id, r.person, r.kind, r.reason, r.lead_id, r.cause, p.phones[1] as phone, p.emails[1] as mail,
    list_filter(p.urls, lambda u: contains(u, 'linkedin.com/in/'))[1] as profile
from reminders r
left join people p using (person_id)
where r.due_on <= cast($today as date) + 14
order by r.due_on, r.person
"""
COUNTS = r"""
-- One row: what the digest was made from.
select
    (select count(*) from postings) as postings,
    (select count(*) from postings where closed_at is null) as open_postings,
    -- other work by its title that names a physician's as well: a reader may have been too strict
    (select count(*) from postings where closed_at is null and profession = 'other' and regexp_matches(
        lower(title), '\b(physicians?|doctors?|md|do|surgeons?|professors?|faculty|chief|medical director|[a-z]+ologists?|[a-z]+iatrists?|'
        || 'hospitalists?|pediatricians?|internists?|intensivists?|nocturnists?)\b')) as doubtful,
    (select count(distinct board) from postings) as boards,
    (select count(*) from opportunities where status is distinct from 'closed') as openings,
    (select count(*) from people) as people
"""


def read(db: Path, today: date, name: str | None = None, names: bool = True, rests: date | None = None) -> Digest:
    """The digest of `today` from the published copy `db`; while the search `rests`, of reminders and news of people.

    `name` stands in the heading. `names=False`: people are numbered, and sentences that name them are left out.
    Raises FileNotFoundError or ValueError, one line, when there is no readable copy.
    """
    called = Names(names)
    with published(db) as con:
        leads = tuple(_lead(row, called) for row in rows(con, LEADS))
        since = news.untold(con)
        changes = news.changes(con, since)
        closed = rows(con, news.CLOSED, since)
        reminders = tuple(_reminder(row, called, today) for row in rows(con, REMINDERS, {"today": today}))
        open_by_board = {row["board"]: row["open"] for row in rows(con, OPEN)}
        boards = tuple(_board(row, open_by_board.get(row["board"], 0)) for row in rows(con, FAILED))
        files = network_files.troubles(con, called.shown)
        moves = rows(con, news.MOVES, {"today": today}) if holds(con, "moves", "noticed_on") else []
        (run,) = rows(
            con,
            "select strftime(arg_max(started_at, (coalesce(sequence, 0), started_at)), '%Y-%m-%d %H:%M') as run_at from runs",
        )
        (counts,) = rows(con, COUNTS)
    near = [row for row in closed if row["near"]]
    digest = Digest(
        today=today,
        name=plain(name) if names else "",
        run_at=run["run_at"] or "",
        leads=leads,
        calls=(),
        changes=tuple(changes[:CHANGED]),
        changes_rest=max(0, len(changes) - CHANGED),
        closed=tuple(news.closed(row) for row in near[:CLOSED]),
        closed_rest=len(closed) - len(near[:CLOSED]),
        reminders=reminders,
        boards=boards,
        moves=tuple(news.move(row, called) for row in moves),
        files=files,
        counts={key: int(value) for key, value in counts.items()},
    )
    if rests:
        return replace(digest, rests=rests, leads=(), changes=(), changes_rest=0, closed=(), closed_rest=0)
    return replace(digest, calls=_calls(digest))


def _lead(row: dict[str, Any], called: Names) -> Lead:
    best = _insider(row, called) if row["insider_count"] else None
    city, state = plain(row["city"], 60), plain(row["state"], 30)
    place = ", ".join(part for part in (city, state) if part)
    contact = called(row["contact_name"], row["contact_name"])
    step = sentence(row["next_step"]) if called.shown else ""
    return Lead(
        lead_id=plain(row["lead_id"], 40),
        searches=tuple(plain(s) for s in row["searches"] or [""]),
        score=float(row["score"] or 0),
        is_new=bool(row["is_new"]),
        title=plain(row["title"]) or "(no title)",
        employer=plain(row["employer"]) or "employer not stated",
        employer_kind=plain(row["employer_kind"]),
        specialty=plain(row["specialty"]),
        city=city,
        state=state,
        miles=row["miles"],
        near=plain(row["near"]),
        pay_year_min=row["pay_year_min"],
        pay_year_max=row["pay_year_max"],
        posted_on=row["posted_on"],
        first_seen=row["first_seen"],
        closes_on=row["closes_on"],
        boards=tuple(plain(b, 60) for b in row["boards"] or []),
        url=link(row["url"]),
        insider_count=int(row["insider_count"] or 0),
        stage=plain(row["stage"], 40),
        why=reasons(row) if called.shown else (),
        best=best,
        next_step="" if best else step or next_step(row["employer_kind"], contact, state, place, row["known_in_state"]),
    )


def _insider(row: dict[str, Any], called: Names) -> Insider:
    found = row["person"] is not None  # else the lead alone names somebody
    person = row["person"] if found else row["best_person"]
    relation = plain(row["relation"], 60)
    key = str(row["person_id"] or person)
    name = called(key, person) or "somebody you know"
    call_key, call = (
        (str(row["via_person_id"]), called(row["via_person_id"], row["via"])) if row["via"] else (key, name)
    )
    reach = _reach(row) if called.shown else ()
    return Insider(
        person_id=key if called.shown else name,
        person=name,
        relation=relation,
        path=plain(row["path"] if found else row["best_path"], 400) if called.shown else relation,
        ask=plain(row["ask"] if found else row["best_ask"], 30),
        confidence=row["confidence"],
        caution=plain(row["caution"], 300) if called.shown else ("with care" if row["caution"] else ""),
        call_id=call_key if called.shown else call,
        call=call,
        reach=reach,
        is_cold=bool(row["is_cold"]),
    )


def _reach(row: dict[str, Any]) -> tuple[str, ...]:
    """Telephone, mail and profile of a person, those that are known."""
    return tuple(
        part for part in (phone(plain(row["phone"], 80)), plain(row["mail"], 80), link(row["profile"])) if part
    )


def _calls(digest: Digest) -> tuple[Call, ...]:
    """Whom to call: people behind the new leads, best first, then those behind the other open ones. Each once."""
    askable = [x for x in (*digest.new, *digest.others) if x.best and x.best.is_askable and not x.stage]
    by_person: dict[str, list[Lead]] = {}
    for lead in askable:
        assert lead.best
        by_person.setdefault(lead.best.call_id, []).append(lead)
    chosen = sorted(by_person.values(), key=lambda leads: bool(leads[0].best and leads[0].best.caution))
    asked: Counter[str] = Counter()
    calls = []
    for leads in chosen[: 10 * CALLS]:
        best = leads[0].best
        assert best
        note = "Somebody above is asked at this employer: one of them at a time." if asked[leads[0].employer] else ""
        asked[leads[0].employer] += 1
        calls.append(Call(best, tuple(leads), note))
    return tuple(calls)


def _reminder(row: dict[str, Any], called: Names, today: date) -> Reminder:
    return Reminder(
        due_on=row["due_on"],
        person=called(row["person_id"], row["person"]),
        kind=plain(row["kind"], 40),
        reason=plain(row["reason"], 300) if called.shown else "",
        lead_id=plain(row["lead_id"], 40),
        is_due=row["due_on"] <= today,
        person_id=plain(row["person_id"], 40) if called.shown else called(row["person_id"], row["person"]),
        reach=_reach(row) if called.shown else (),
        cause=row["cause"] or "",
    )


def _board(row: dict[str, Any], held: int) -> Board:
    shares = [float(share) for share in (row["coverage"] or {}).values() if share is not None]
    return Board(
        board=plain(row["board"], 60),
        status=plain(row["status"], 60) or "unknown",
        open=held,
        fetched=int(row["fetched"] or 0),
        new=int(row["new"] or 0),
        changed=int(row["changed"] or 0),
        closed=int(row["closed"] or 0),
        filled=sum(shares) / len(shares) if shares else None,
        error=plain(row["error"], 300),
        last_run_at=row["last_run_at"],
        is_failed=bool(row["is_failed"]),
        is_first_day=not row["failed_before"],
    )
