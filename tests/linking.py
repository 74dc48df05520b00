"""Golden cases of the steps person, insider and lead: a folder with `given.json` and `expect.json` each.

`given.json` holds rows by table; `match` gives organisations by name and place instead of by id, `today` the day.
`expect.json` holds the rows of each query.
"""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from curbside import warehouse
from curbside.warehouse import insider, lead, model, person, reminder

CASES = Path(__file__).parent / "warehouse"
TODAY = date(2026, 11, 23)
DERIVED = """
create table core.organisation (
    organisation_id text, name text, kind text, city text, state text, postal_code text, latitude double, longitude double,
    parent_id text, system_id text, source text
);
create table core.organisation_alias (organisation_id text, alias text, source text, unsafe boolean);
create table core.system_today (organisation_id text, system_id text);
create table core.membership (organisation_id text, system_id text, has_moved boolean, known_on date);
create table core.school_hospital (school_id text, hospital_id text, is_own boolean, is_children boolean, is_main boolean);
create table raw.register_ror_name (ror_id text, domains text);
create table core.mention (mention_id text, name text, city text, state text);
create table core.mention_match (
    mention_id text, organisation_id text, rank integer, tier text, confidence double,
    reason struct(code text, args text[], about text[])
);
create table core.opening (posting_id text, opportunity_id text);
create table raw.register_linkage (system_id text, vintage text);
create table core.clinician_match (npi text);
create table core.clinician_place (
    mention_id text, organisation_id text, name text, city text, state text, confidence double,
    reason struct(code text, args text[], about text[])
);
create table match (name text, city text, state text, organisation_id text, confidence double, reason text, args text[]);
"""
OPENINGS = """
insert into core.mention
select mention_id(name, city, state), any_value(name), any_value(city), any_value(state)
from (
    select coalesce(agency_client, employer_name) as name, city, state from core.posting
    union all select organisation_name, city, state from raw.affiliation_record
)
where name is not null group by 1;
insert into core.mention_match
select
    mention_id(name, city, state), organisation_id, row_number() over (partition by name, city, state order by confidence desc),
    'likely', confidence, said(coalesce(reason, 'given'), coalesce(args, []))
from match;
insert into core.opening select posting_id, short_id(posting_id) from core.posting;
create table core.opportunity as
select
    o.opportunity_id, p.title, p.employer_name, p.employer_kind, m.organisation_id, p.specialty_code, p.specialty, p.city, p.state,
    p.latitude, p.longitude, p.pay_year_min, p.pay_year_max, p.posted_on, p.closes_on, p.first_seen, p.last_seen,
    case when p.closed_at is null then 'open' else 'closed' end as status, [p.board] as boards, [p.url] as urls,
    1 as posting_count, 0 as reposts
from core.opening o
join core.posting p using (posting_id)
left join core.mention_match m on m.mention_id = mention_id(p.employer_name, p.city, p.state) and m.rank = 1;
"""


def fill(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert `rows` by column name; what a row leaves out is null."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "rows.json")
        file.write_text(json.dumps(rows), "utf-8")
        con.execute(f"insert into {table} by name from read_json(?, format = 'array')", [str(file)])


def few() -> duckdb.DuckDBPyConnection:
    """A database in memory for a few rows: most of the time is planning, and a plan as written is as good as the best."""
    con = warehouse.connect()
    con.execute("set threads = 1; pragma disable_optimizer")
    return con


def built(given: dict[str, Any], steps: str = "person insider lead") -> duckdb.DuckDBPyConnection:
    """A database in memory with the rows of `given`, and what the steps derive from them."""
    con = few()
    con.execute(DERIVED)
    given = {"raw.me": [{"name": "Ana Ruiz, MD"}], "raw.search": [{"ord": 1, "search": "anywhere"}], **given}
    postings = [{"board": "nejm", "board_posting_id": p["posting_id"], "employer_kind": "employer", "profession": "physician",
                 "first_seen": "2026-11-20 10:00:00+00", **p} for p in given.get("core.posting", [])]  # fmt: skip
    for table, rows in {**given, "core.posting": postings}.items():
        if rows and table != "today":
            fill(con, table, rows)
    con.execute(OPENINGS)
    today = date.fromisoformat(given.get("today", TODAY.isoformat()))
    if "person" in steps:
        person.build(con)
    if "insider" in steps:
        insider.build(con, today)
    if "lead" in steps:
        lead.build(con, today)
        reminder.build(con, today)
        view(con, "leads")
    return con


def view(con: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """The published tables, as views of what is derived so far."""
    for table in tables:
        con.execute(f"create or replace temp view {table} as {model.sql('publish/' + table)}")


def cases(step: str) -> list[str]:
    return sorted(p.parent.name for p in CASES.glob(f"{step}/*/given.json"))


def check(step: str, case: str) -> None:
    """Build the case and compare the rows of every query of its `expect.json`."""
    folder = CASES / step / case
    expected = json.loads((folder / "expect.json").read_text("utf-8"))
    asks_leads = any(
        word in query for query in expected for word in ("lead", "market", "reminder", "asking", "caution")
    )
    steps = "person" if step == "person" else "person insider lead" if asks_leads else "person insider"
    con = built(json.loads((folder / "given.json").read_text("utf-8")), steps)
    for query, rows in expected.items():
        got = json.loads(json.dumps([list(r) for r in con.execute(query).fetchall()], default=str))
        assert got == rows, query
