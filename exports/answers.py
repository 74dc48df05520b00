"""Answers of the commands, as rows: leads, who, market, boards, reminders. Only DuckDB is imported, for speed.

`curbside.exports.answer` says what an answer is and writes it, `curbside.exports.screen` draws it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from curbside.exports.answer import Answer, as_answer, counted, cut, limit_of
from curbside.exports.matching import hits_sql, matching, words_of
from curbside.exports.published import FAILED, OPEN, Rows, holds, published, rows
from curbside.exports.safe import plain

LEADS = """
-- One row a lead, best first; `searches`: all that it meets; `confidence`: that of the best person.
with shown as (
select
    l.lead_id, bool_or(l.is_new) as is_new, left(any_value(l.title), 900) as title,
    left(any_value(l.employer_name), 900) as employer_name, any_value(l.city) as city, any_value(l.state) as state,
    min(l.miles) as miles, any_value(l.pay_year_min) as pay_year_min, any_value(l.pay_year_max) as pay_year_max,
    any_value(l.posted_on) as posted_on, any_value(cast(l.first_seen as date)) as first_seen,
    max(l.insider_count) as insider_count, any_value(l.best_person) as best_person,
    any_value(l.best_ask) as best_ask, left(any_value(l.best_path), 900) as best_path, any_value(l.stage) as stage,
    round(max(l.score), 2) as score, round(max(l.fit), 3) as fit, round(max(l.insider), 3) as insider,
    list(distinct l.search order by l.search) as searches,
    any_value(l.boards) as boards, any_value(l.url) as url, any_value(l.why order by l.score desc) as why,
    any_value(l.near order by l.score desc) as near,
    count(*) over () as total
from leads l
left join opportunities o on o.opportunity_id = l.lead_id
where o.status is distinct from 'closed' and l.stage is distinct from 'dismissed'
    and ($search is null or lower(l.search) = lower($search))
    and (not $new or l.is_new)
group by l.lead_id
order by score desc nulls last, first_seen desc, l.lead_id
limit $limit
)
select s.*, (select round(max(i.confidence), 2) from insiders i
    where i.opportunity_id = s.lead_id and i.person = s.best_person and left(i.path, 900) = s.best_path) as confidence
from shown s
order by score desc nulls last, first_seen desc, lead_id
"""


def leads(
    db: Path, search: str | None = None, new: bool = False, limit: int | None = 50, searches: Iterable[str] = ()
) -> Answer:
    """Open leads, best first. `search`: of this search alone; `new`: new ones alone; `limit`: at most so many.

    `searches`: the names of the user's searches, of which one may have no lead. Raises ValueError when no search has
    that name, FileNotFoundError when nothing is published yet.
    """
    with published(db) as con:
        if search is not None:
            names = [row["search"] for row in rows(con, "select distinct search from leads order by search")]
            if search.lower() not in {str(name).lower() for name in (*names, *searches)}:
                known = "; ".join(plain(name, 60) for name in names) or "none has a lead"
                raise ValueError(f"no leads of a search named {plain(search, 60)!r}; searches with leads: {known}")
        found = rows(con, LEADS, {"search": search, "new": new, "limit": limit_of(limit)})
    return counted(found, "no open lead" if search is None else f"no open lead of the search {plain(search, 60)!r}")


WHO = """
-- One row a person and one of their organisations that the question names; current work first. `hits`: which words of
-- the question a text holds, a bit each: a name, an employer and a system are looked at once, not once a person.
with place as (
    select unnest($states) as state, unnest($state_names) as state_name
), alias as (
    select organisation_id, name, {hits:concat_ws(' ', name, array_to_string(aliases, ' '))} as hits from organisations
), organisation as (
    select
        o.organisation_id, o.name, o.city, o.state, s.name as system_name,
        a.hits | coalesce(s.hits, 0) | {hits:concat_ws(' ', o.city, o.state, p.state_name)} as hits
    from organisations o
    join alias a using (organisation_id)
    left join alias s on s.organisation_id = coalesce(o.system_id, o.parent_id)
    left join place p on p.state = o.state
), person as (
    select person_id, name, {hits:name} as hits from people
), employer as (
    select organisation_name, {hits:organisation_name} as hits from (select distinct organisation_name from affiliations)
), found as (
    select
        a.person_id, p.name as person, a.organisation_id, coalesce(o.name, a.organisation_name) as organisation_name,
        o.city, o.state, o.system_name, a.kind, a.title, a.start_year, a.end_year, a.is_current, a.confidence
    from affiliations a
    join person p using (person_id)
    left join employer e on e.organisation_name = a.organisation_name
    left join organisation o on o.organisation_id = a.organisation_id
    where p.hits | coalesce(e.hits, 0) | coalesce(o.hits, 0) = $all
    union all by name
    select p.person_id, p.name as person
    from person p
    where p.hits = $all and not exists (from affiliations a where a.person_id = p.person_id)
), tie as (
    select person_id, max(strength) as strength,
        max(last_contact) filter (kind <> 'linkedin') as last_contact  -- to be connected there is no contact
    from ties where other_id = 'me' group by person_id
), shown as (
    select
        k.person, left(max_by(k.title, length(k.title)), 300) as title, left(k.organisation_name, 300) as organisation_name,
        k.city, k.state,
        case
            when k.kind is null then null
            when k.kind = 'work' and k.is_current then 'works there'
            when k.kind = 'work' then 'worked there'
            when k.kind = 'training' then 'trained there'
            else 'member'
        end as relation,
        min(k.start_year) as start_year, max(k.end_year) as end_year, round(max(t.strength), 2) as strength,
        max(t.last_contact) as last_contact, round(max(k.confidence), 2) as confidence,
        k.system_name, k.person_id, k.organisation_id, count(*) over () as total
    from found k
    left join tie t using (person_id)
    group by k.person_id, k.person, k.organisation_id, k.organisation_name, k.city, k.state, k.system_name, relation
    order by relation is distinct from 'works there', relation is distinct from 'worked there', strength desc nulls last,
        k.person, end_year desc nulls last, k.organisation_name
    limit $limit
), opening as (
    -- counted for what is shown alone: a large market has millions of insiders
    select i.person_id, o.organisation_id, count(distinct i.opportunity_id) as openings
    from insiders i join opportunities o using (opportunity_id)
    where o.status is distinct from 'closed' and i.person_id in (select person_id from shown)
    group by all
)
select
    s.* exclude (organisation_id, system_name, person_id, total), coalesce(w.openings, 0) as openings, s.system_name, s.person_id, s.total
from shown s
left join opening w on w.person_id = s.person_id and w.organisation_id = s.organisation_id
order by relation is distinct from 'works there', relation is distinct from 'worked there', strength desc nulls last,
    person, end_year desc nulls last, organisation_name
"""


def who(db: Path, query: str, limit: int | None = 100) -> Answer:
    """People known at an employer, system, city or state, or a person by name: every word must occur.

    Words match from their beginning (`river` finds Riverside), words of one or two letters as a whole (`OH`).
    At most `limit` rows; raises ValueError for a question without a word in it.
    """
    words = words_of(query)
    if not words:
        raise ValueError("who takes a name, an employer, a city or a state, such as: curbside who Ohio")
    with published(db) as con:
        query_sql = re.sub(r"\{hits:(.*)\}", lambda m: hits_sql(m[1], len(words)), WHO)
        more = {"limit": limit_of(limit), "all": 2 ** len(words) - 1}
        found = matching(con, query_sql, words, more)
    return counted(found, f"nobody you know matches {plain(query, 80)!r}")


MARKET = """
-- One row an organisation of a target market and one person to ask about it.
select
    left(organisation_name, 300) as organisation_name, city, state, max(open_postings) as open_postings, person,
    any_value(relation) as relation, round(max(strength), 2) as strength, left(any_value(path), 900) as path,
    list(distinct search order by search) as searches
from (
    select m.*, concat_ws(' ', m.organisation_name, m.city, m.state, p.state_name) as words
    from markets m
    left join (select unnest($states) as state, unnest($state_names) as state_name) p on p.state = m.state
)
where {matches} or lower(search) = $place
    -- a place of the search by its name: what is near to Boston lies in other towns
    or list_contains(list_transform({near}, lambda n: lower(n)), $place)
    or list_contains(list_transform({near}, lambda n: lower(split_part(n, ',', 1))), $place)
group by organisation_name, city, state, person
order by strength desc nulls last, open_postings, organisation_name, person
"""


MAY_KNOW = """
-- One row an organisation of a target market with clinicians there, none of them contacts, who may know the user.
select left(m.organisation_name, 300) as organisation_name, m.city, m.state, list(distinct k.name order by k.name)[1:2] as names
from markets m
join opportunities o using (organisation_id)
join may_know k using (opportunity_id)
where m.person is null
group by all
"""


def market(db: Path, place: str | None = None, limit: int | None = 100) -> Answer:
    """Whom to ask about openings that nobody advertised, best first; `place`: words of city, state or employer, or a
    place or the name of a search as a whole."""
    with published(db) as con:
        near = "near" if holds(con, "markets", "near") else "[]::varchar[]"
        asked = " ".join((place or "").lower().split())
        found = matching(con, MARKET.replace("{near}", near), words_of(place or ""), {"place": asked})
        strangers = rows(con, MAY_KNOW) if holds(con, "may_know", "name") else []
    may_know = {(row["organisation_name"], row["city"], row["state"]): row["names"] for row in strangers}
    for row in found:
        if row["person"] is None and (names := may_know.get((row["organisation_name"], row["city"], row["state"]))):
            row["path"] = f"{' and '.join(names)} may know you: listed there by CMS"
    where = f" in {plain(place, 80)!r}" if place else " in your target markets"
    return cut(found, limit, f"nobody to ask{where} yet")


def boards(db: Path, catalogue: Iterable[Mapping[str, Any]] = ()) -> Answer:
    """Each board's health; `catalogue`: rows with `name` and, where known, `family`, `title`, `access` and `reason`.

    Boards that a run has seen stand first, failed ones on top. Works before the first run: the catalogue alone.
    """
    known = {str(entry["name"]): entry for entry in catalogue}
    health: dict[str, dict[str, Any]] = {}
    held: dict[str, int] = {}
    if db.is_file():
        with published(db) as con:
            health = {row["board"]: row for row in rows(con, FAILED)}
            held = {row["board"]: row["open"] for row in rows(con, OPEN)}
    lines = []
    for name in [*health, *(n for n in known if n not in health)]:
        entry, run = known.get(name, {}), health.get(name, {})
        access = entry.get("access")
        shares = [float(share) for share in (run.get("coverage") or {}).values() if share is not None]
        lines.append(
            {
                "board": name,
                "family": entry.get("family"),
                "title": entry.get("title"),
                "access": access,
                "status": run.get("status") or ("never run" if access in (None, "open") else access),
                "last_run": run.get("last_run_at"),
                "open_postings": held.get(name, 0),
                "fetched": run.get("fetched"),
                "new": run.get("new"),
                "filled": round(sum(shares) / len(shares), 2) if shares else None,
                "error": run.get("error") or (None if run or access == "open" else entry.get("reason")),
            }
        )
    return as_answer(lines, "" if lines else "no board yet")


def reminders(db: Path) -> Answer:
    """Who to thank, follow up, stay in touch with or make up with; what is due first stands first."""
    query = """
    -- One row a reminder.
    select due_on, kind, person, reason, lead_id, person_id from reminders order by due_on, person, kind
    """
    with published(db) as con:
        found = rows(con, query)
    return as_answer(found, "" if found else "nothing to remember")


def last_run(db: Path) -> date | None:
    """The day of the newest run; reminders reach a fortnight beyond it."""
    with published(db) as con:
        (row,) = rows(
            con, "select cast(arg_max(started_at, (coalesce(sequence, 0), started_at)) as date) as day from runs"
        )
    newest: date | None = row["day"]
    return newest


def asks(db: Path) -> Answer:
    """What was asked of whom, and what became of it; open asks first, the newest of them first."""
    query = """
    -- One row an ask.
    select asked_on, person, ask, lead_id, state, state_on, person_id from asks
    order by state = 'asked' desc, asked_on desc, person, ask
    """
    with published(db) as con:
        found = rows(con, query) if holds(con, "asks", "%") else Rows()
    return as_answer(found, "" if found else "nothing asked yet")


def review(db: Path) -> Answer:
    """What curbside was not sure of, first what would change most leads; `same A B` or `different A B` settles it."""
    query = """
    -- One row a pair that may be one and the same.
    select kind, a, b, a_text, b_text, round(score, 2) as score, reason, leads, is_taken, why from review
    order by leads desc nulls last, score desc, kind, a, b
    """
    with published(db) as con:
        there = rows(con, "select 1 as found from duckdb_tables() where table_name = 'review' and not temporary")
        found = rows(con, query) if there else Rows()
    return as_answer(found, "" if found else "nothing to review")
