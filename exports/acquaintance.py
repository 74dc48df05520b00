"""Whom or what the user means by a word on the command line: people and leads of the published copy.

Only DuckDB is imported, so that a command that keeps a line answers at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from curbside.exports import numbers
from curbside.exports.published import first, rows
from curbside.exports.safe import plain

SHOWN = 6  # people listed where a name is that of several


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the published copy; `ids`: all ids that stand for them."""

    person_id: str
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    employer: str | None = None
    title: str | None = None
    city: str | None = None
    state: str | None = None

    @property
    def detail(self) -> dict[str, Any]:
        """What a journal entry keeps, so that it finds the person whatever becomes of the exports."""
        return {"ids": list(self.ids), "name": self.name}


@dataclass(frozen=True, slots=True)
class Lead:
    """An opening of the published copy."""

    lead_id: str
    title: str
    employer: str | None
    city: str | None
    state: str | None
    url: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.city, self.state) if part)


FIND = """
-- One row a person whom the words may mean; the lowest rank says it most exactly.
with known as (
    select
        p.person_id, p.name, name_key(p.name) as key,
        (select list(i.id) from person_ids i where i.person_id = p.person_id) as ids
    from people p
), ranked as (
    select
        *,
        case
            when person_id = $text or list_contains(ids, $text) then 0
            when key = name_key($text) then 1
            when length($text) >= 4 and starts_with(person_id, lower($text)) then 2
            when starts_with(key, name_key($text)) then 3
            when contains(' ' || key, ' ' || name_key($text)) then 4
            -- "Ben Okafor" for "Ben T. Okafor": each word begins one of the name's.
            when len(list_filter(string_split(name_key($text), ' '), lambda w: not contains(' ' || key, ' ' || w))) = 0 then 5
        end as rank
    from known
    where name_key($text) <> ''
)
select person_id, name, ids from ranked
where rank is not null
qualify rank = min(rank) over ()
order by name, person_id
"""
PERSON = """
-- One row: a person with the place where they work, as far as it is known.
select
    p.person_id, p.name, p.emails, p.phones,
    coalesce((select list(i.id order by i.id) from person_ids i where i.person_id = p.person_id), []) as ids,
    w.organisation_name as employer, w.title, o.city, o.state
from people p
left join affiliations w on w.person_id = p.person_id and w.kind = 'work' and w.is_current
left join organisations o on o.organisation_id = w.organisation_id
where p.person_id = $person_id
order by w.confidence desc nulls last, w.title is null, w.organisation_name
limit 1
"""
NEAREST = """
-- One row a person whose name is spelt much like the words.
select p.name, p.person_id from people p
where jaro_winkler_similarity(name_key(p.name), name_key($text)) > 0.75
    or list_max(list_transform(string_split(name_key(p.name), ' '), lambda w: jaro_winkler_similarity(w, name_key($text)))) > 0.85
order by jaro_winkler_similarity(name_key(p.name), name_key($text)) desc, p.name
limit 3
"""
LEAD = """
-- One row an opening whose id begins so, or that has taken in one that once bore the id.
with meant as (
    select opportunity_id, opportunity_id = lower($text) as is_own from opportunities
    where opportunity_id = lower($text) or (length($text) >= 4 and starts_with(opportunity_id, lower($text)))
    union all
    select opportunity_id, false from postings where substr(sha256(posting_id), 1, 8) = lower($text)
)
select distinct opportunity_id as lead_id, title, employer_name as employer, city, state, urls[1] as url
from opportunities
join meant using (opportunity_id)
qualify is_own = max(is_own) over ()
order by 1
"""
# As `network.names.fold`: any script, and plain letters for those that carry a stroke.
NAME_KEY = """
create or replace temp macro name_key(s) as trim(regexp_replace(regexp_replace(
    replace(replace(replace(translate(lower(strip_accents(nfc_normalize(replace(s, '&', ' and ')))), 'łøđðıħ', 'loddih'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), '[\'\'’`.]', '', 'g'), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'))
"""


def people(con: duckdb.DuckDBPyConnection, text: str) -> list[Person]:
    """Everybody whom `text` (an id, a name, the beginning of either) may mean; none where nobody is so called."""
    con.execute(NAME_KEY)
    found = rows(con, FIND, {"text": text.strip()})
    return [person(con, row["person_id"]) for row in found[: 10 * SHOWN]]


def person(con: duckdb.DuckDBPyConnection, person_id: str) -> Person:
    """The person of that id. Raises ValueError where there is none."""
    row = first(con, PERSON, {"person_id": person_id})
    if row is None:
        raise ValueError(f"{person_id}: no such person")
    for name in ("emails", "phones", "ids"):
        row[name] = tuple(row[name] or ())
    return Person(**row)


def number(con: duckdb.DuckDBPyConnection, digests: Path) -> None:
    """Let `one` know the numbers of today's list, kept below `digests`."""
    con.execute("create or replace temp table today_list (number text, person_id text, lead_id text)")
    shown = [(str(one.number), key, one.lead_id) for key, one in numbers.read(digests / numbers.FILE).items()]
    if shown:
        con.executemany("insert into today_list values (?, ?, ?)", shown)


def listed_lead(con: duckdb.DuckDBPyConnection, text: str) -> Lead | None:
    """The lead beside the number `text` of today's list; None where `text` is no number, or it is about no open lead."""
    found = _listed(con, text)
    return lead(con, found["lead_id"]) if found and rows(con, LEAD, {"text": found["lead_id"]}) else None


def _listed(con: duckdb.DuckDBPyConnection, text: str) -> dict[str, Any] | None:
    if not re.fullmatch(r"[#]?\d{1,3}", text.strip()):
        return None
    query = "select t.* from today_list t join people using (person_id) where number = $text"
    return first(con, query, {"text": text.strip().lstrip("#")})


def one(con: duckdb.DuckDBPyConnection, text: str, about: Lead | None = None, listed: date | None = None) -> Person:
    """The one person whom `text` means: an id, a name, `Dana at Harbor Light`, `Dana for LEAD`, or a number of today's list.

    Of several of that name the one in reach of the lead `about`; where the word is about the list of a day (`listed`),
    the one who stands on it, has a reminder due or an ask open. Raises ValueError, one line: who else it may be, or
    whose name is near.
    """
    if numbered := _listed(con, text):
        return person(con, numbered["person_id"])
    found = people(con, text) or _at_employer(con, text) or _for_lead(con, text)
    if len(found) > 1 and about is not None:
        found = _in_reach(con, found, about) or found
    if len(found) > 1 and listed is not None:
        found = _on_the_list(con, found, listed) or found
    if len(found) == 1:
        return found[0]
    shown = plain(text, 60)
    if found:
        each = "; ".join(
            f"{p.person_id} {plain(p.name, 60)}, {plain(p.employer or 'employer unknown', 60)}" for p in found[:SHOWN]
        )
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise ValueError(f"{shown!r} may be {len(found)} people, name one by id: {each}{more}")
    if re.fullmatch(r"[#]?\d{1,3}", text.strip()):
        raise ValueError(f"there is no number {shown} on today's list; the newest digest has the numbers")
    near = rows(con, NEAREST, {"text": text.strip()})
    hint = (
        "did you mean " + " or ".join(f"{plain(r['name'], 60)} ({r['person_id']})" for r in near) + "? " if near else ""
    )
    raise ValueError(f'nobody you know is called {shown!r}; {hint}`curbside met "{shown}"` adds them')


WORKS = """
-- One row a person of `ids` of whose employers, past ones too, one has every word of `employer`.
select distinct person_id from affiliations
where list_contains($ids, person_id)
    and len(list_filter(string_split(name_key($employer), ' '),
        lambda w: not contains(' ' || name_key(organisation_name), ' ' || w))) = 0
"""


def _parted(text: str, between: str) -> tuple[str, str]:
    """The words before and after the first of `between` or comma; both empty where there is none, or no name before it."""
    name, *rest = re.split(rf"\s+(?:{between})\s+|\s*,\s*", text.strip(), maxsplit=1)
    return (name, rest[0]) if name and rest else ("", "")


def _at_employer(con: duckdb.DuckDBPyConnection, text: str) -> list[Person]:
    """`Dana at Harbor Light`, `Dana, Harbor Light`: those of the name whom the employer tells apart."""
    name, employer = _parted(text, "at|of|from|@")
    if not re.search(r"\w", employer):
        return []
    found = people(con, name)
    kept = {r["person_id"] for r in rows(con, WORKS, {"ids": [p.person_id for p in found], "employer": employer})}
    return [p for p in found if p.person_id in kept]


def _for_lead(con: duckdb.DuckDBPyConnection, text: str) -> list[Person]:
    """`Dana for 1a2b3c4d`, `Dana, 1a2b3c4d`: those of the name in reach of the lead that they stand under."""
    name, lead_id = _parted(text, "for|on|at")
    found = rows(con, LEAD, {"text": lead_id.strip()}) if lead_id else []
    return _in_reach(con, people(con, name), Lead(**found[0])) if len(found) == 1 else []


def _on_the_list(con: duckdb.DuckDBPyConnection, found: list[Person], day: date) -> list[Person]:
    """Those whom the digest names, a reminder that is due on that day, or an ask that is open."""
    query = """
    -- One row a person of whom something is expected today.
    select person_id from today_list
    union
    select person_id from reminders where due_on <= $day
    union
    select person_id from asks where state = 'asked'
    """
    there = {row["person_id"] for row in rows(con, query, {"day": day})}
    return [p for p in found if p.person_id in there]


def _in_reach(con: duckdb.DuckDBPyConnection, found: list[Person], about: Lead) -> list[Person]:
    query = """
    -- One row a person in reach of the lead, or between the user and somebody who is.
    select person_id from insiders where opportunity_id = $lead
    union
    select via_person_id from insiders where opportunity_id = $lead and via_person_id is not null
    """
    there = {row["person_id"] for row in rows(con, query, {"lead": about.lead_id})}
    return [p for p in found if p.person_id in there]


def lead(con: duckdb.DuckDBPyConnection, text: str) -> Lead:
    """The one lead whose id is `text` or begins so. Raises ValueError, one line."""
    found = rows(con, LEAD, {"text": text.strip()})
    if len(found) == 1:
        return Lead(**found[0])
    if found:
        raise ValueError(
            f"{plain(text, 40)!r} begins {len(found)} leads: {', '.join(r['lead_id'] for r in found[:SHOWN])}"
        )
    raise ValueError(f"there is no lead {plain(text, 40)!r}; `curbside leads` lists them by id")
