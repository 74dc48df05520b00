"""A published copy with invented rows, in the tables that curbside publishes."""

import os
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from curbside import warehouse
from curbside.warehouse import build as build_all
from curbside.warehouse import publish

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "exports"
SAYING = (
    "warehouse",
    "landing",
    "extractors",
    "registers",
    "transforms",
    "vocabulary",
)  # tests/test_layout.py: MAY_IMPORT
NASTY_TITLES = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example","click")',
    "[x](javascript:alert(1))",
    "A" * 200_000,
    "\x1b[31mRed\x1b[0m \u202egnp.exe {{ 7*7 }} {% raw %} <img src=x onerror=alert(2)>",
)
NEW, SEEN = "2026-11-23 10:00:00+00", "2026-11-19 10:00:00+00"


@cache
def schema() -> str:
    """The statements that make the published tables, empty, as the warehouse makes them (`CURBSIDE_SCHEMA`: as kept there).
    To make them takes three seconds: they are kept beside pytest's own until a file that may say them changes."""
    if kept := os.environ.get("CURBSIDE_SCHEMA"):
        return Path(kept).read_text("utf-8")
    file, first = ROOT / ".pytest_cache/published.sql", f"-- {_said_by()}\n"
    if file.exists() and (text := file.read_text("utf-8")).startswith(first):
        return text.removeprefix(first)
    text = _made()
    file.parent.mkdir(exist_ok=True)
    half = file.with_name(f"published.{os.getpid()}")
    half.write_text(first + text, "utf-8")
    half.replace(file)
    return text


def _said_by() -> str:
    """Digest of all that may say how a published table looks."""
    found = sorted(f for room in SAYING for f in (ROOT / room).rglob("*") if f.suffix in (".py", ".sql", ".csv"))
    whole = sha256(duckdb.__version__.encode())
    for file in found:
        whole.update(f"{file}\n".encode() + file.read_bytes())
    return whole.hexdigest()


def _made() -> str:
    with TemporaryDirectory() as folder:
        con = warehouse.connect()
        build_all.derive(con, Path(folder), {}, datetime(2026, 11, 23, tzinfo=UTC))
        publish.publish(con, Path(folder, "leads.duckdb"))
        with duckdb.connect(str(Path(folder, "leads.duckdb"))) as copy:
            return "\n".join(text for (text,) in copy.execute("select sql from duckdb_tables()").fetchall())


def insert(con: duckdb.DuckDBPyConnection, table: str, **values: Any) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    con.execute(f"insert into {table} ({names}) values ({', '.join('?' * len(values))})", list(values.values()))


def opening(con: duckdb.DuckDBPyConnection, lead_id: str, search: str | None = None, **values: Any) -> None:
    """One opportunity with its posting(s) and, with `search`, its lead."""
    v: dict[str, Any] = {
        "title": "Cardiologist", "employer_name": "Riverside Methodist Hospital", "employer_kind": "employer",
        "specialty": "Cardiovascular Disease", "city": "Columbus", "state": "OH", "miles": 4.2,
        "pay_year_min": None, "pay_year_max": None, "posted_on": "2026-11-20", "closes_on": None,
        "first_seen": NEW, "boards": ["nejm"], "status": "open", "is_new": True, "score": 50.0,
        "insider_count": 0, "best_person": None, "best_path": None, "best_ask": None, "stage": None,
        "why": [], "reasons": [], "next_step": None, "closed_at": None, "contact_name": None, "organisation_id": "org-riverside",
    } | values  # fmt: skip
    url = v.get("url", f"https://jobs.example.org/{lead_id}")
    shared = (
        "title",
        "employer_name",
        "specialty",
        "city",
        "state",
        "pay_year_min",
        "pay_year_max",
        "posted_on",
    )
    common = {k: v[k] for k in (*shared, "first_seen")}
    more = {k: v[k] for k in ("employer_kind", "closes_on", "organisation_id")}
    urls = [f"{url}?{board}" if i else url for i, board in enumerate(v["boards"])]
    insert(
        con, "opportunities", opportunity_id=lead_id, status=v["status"], boards=v["boards"], urls=urls,
        posting_count=len(urls), reposts=0, last_seen=NEW, **common, **more,
    )  # fmt: skip
    for i, board in enumerate(v["boards"]):
        insert(
            con, "postings", posting_id=f"{board}:{lead_id}", board=board, board_posting_id=lead_id, url=urls[i],
            opportunity_id=lead_id, country="US", last_seen=NEW, closed_at=v["closed_at"],
            contact_name=v["contact_name"], contact_role=v["contact_name"] and "Physician Recruiter",
            description="We are looking for a physician.", profession="physician", **common, **more,
        )  # fmt: skip
        if i:
            insert(
                con, "duplicates", posting_id=f"{board}:{lead_id}", opportunity_id=lead_id,
                reason="same employer, title and city", similarity=0.97,
            )  # fmt: skip
    if search:
        keys = (
            "score",
            "is_new",
            "miles",
            "boards",
            "insider_count",
            "best_person",
            "best_path",
            "best_ask",
            "stage",
        )
        insert(
            con,
            "leads",
            lead_id=lead_id,
            search=search,
            url=url,
            why=v["why"],
            reasons=v["reasons"],
            next_step=v["next_step"],
            **common,
            **{k: v[k] for k in keys},
        )


def build(path: Path, *, nasty: bool = False, many: int = 0) -> Path:
    """Write the sample copy to `path`; `nasty`: hostile texts too; `many`: so many further open leads."""
    path.write_bytes(_built(nasty, many))
    return path


@cache
def _built(nasty: bool, many: int) -> bytes:
    """The sample copy, made once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "leads.duckdb")
        with duckdb.connect(str(path)) as con:
            _fill(con, nasty, many)
        return path.read_bytes()


def _fill(con: duckdb.DuckDBPyConnection, nasty: bool, many: int) -> None:
    con.execute("set timezone = 'UTC'")
    con.execute(schema())
    _runs(con)
    _network(con)
    _openings(con)
    if nasty:
        _nasty(con)
    if many:
        con.execute(
            """insert into opportunities (opportunity_id, title, status, boards, city, state)
            select format('m{:06d}', i), 'Hospitalist ' || i, 'open', ['jama'], 'Toledo', 'OH' from range(?) r(i)""",
            [many],
        )
        con.execute(
            """insert into leads (lead_id, search, score, is_new, title, employer_name, city, state, first_seen,
                boards, insider_count)
            select format('m{:06d}', i), 'hospitalist', 1.0, i % 2 = 0, 'Hospitalist ' || i, 'Toledo Clinic',
                'Toledo', 'OH', timestamptz '2026-11-23 10:00:00+00', ['jama'], 0 from range(?) r(i)""",
            [many],
        )


def _runs(con: duckdb.DuckDBPyConnection) -> None:
    insert(
        con, "runs", run_id="20261122T100000Z-aaaa", started_at="2026-11-22 10:00:00+00",
        ended_at="2026-11-22 10:02:10+00", status="done", is_untold=False,
    )  # fmt: skip
    insert(
        con, "runs", run_id="20261123T100000Z-bbbb", started_at="2026-11-23 09:59:00+00",
        ended_at="2026-11-23 10:02:10+00", status="done with failures", is_untold=True,
    )  # fmt: skip
    for run, board, status, fetched, new, error in (
        ("20261122T100000Z-aaaa", "nejm", "done", 812, 6, None),
        ("20261122T100000Z-aaaa", "jama", "done", 640, 2, None),
        ("20261123T100000Z-bbbb", "nejm", "done", 815, 9, None),
        ("20261123T100000Z-bbbb", "riverside", "done", 23, 1, None),
        ("20261123T100000Z-bbbb", "jama", "failed", 0, 0, "HTTP 500 from careers.example.org after 4 tries"),
    ):
        insert(
            con, "board_runs", run_id=run, board=board, status=status, fetched=fetched, new=new, changed=1, closed=0,
            seconds=12.5, error=error, coverage={"title": 1.0, "employer_name": 0.98, "pay_year_min": 0.21},
        )  # fmt: skip


def _network(con: duckdb.DuckDBPyConnection) -> None:
    for key, name, city, system, aliases in (
        ("org-ohiohealth", "OhioHealth", "Columbus", None, []),
        (
            "org-riverside",
            "Riverside Methodist Hospital",
            "Columbus",
            "org-ohiohealth",
            ["Riverside Hospital"],
        ),
        ("org-osu", "Ohio State University Wexner Medical Center", "Columbus", None, ["OSU", "OSUWMC"]),
        ("org-lakeside", "Lakeside Heart Clinic", "Cleveland", None, []),
    ):
        insert(
            con, "organisations", organisation_id=key, name=name, kind="hospital", city=city, state="OH",
            system_id=system, aliases=aliases, source="sample",
        )  # fmt: skip
    people = (
        ("p-dana", "Dana Whitfield, MD", "org-riverside", "Cardiologist", 2019, None),
        ("p-luis", "Luis Ferrer", "org-riverside", "Medical Director, Hospital Medicine", 2016, None),
        ("p-mei", "Mei-Ling Zhao, DO", "org-lakeside", "Interventional Cardiologist", 2021, None),
        ("p-omar", "Omar Haddad, MD", "org-osu", "Fellow", 2014, 2017),
    )
    for key, name, organisation, title, start, end in people:
        insert(
            con, "people", person_id=key, name=name, emails=[f"{key[2:]}@example.org"], phones=["+1 614 555 0100"],
            urls=[], sources=["linkedin"],
        )  # fmt: skip
        employer = con.execute("select name from organisations where organisation_id = ?", [organisation]).fetchone()
        assert employer
        insert(
            con, "affiliations", person_id=key, organisation_id=organisation, organisation_name=employer[0],
            kind="work", title=title, start_year=start, end_year=end, is_current=end is None, confidence=0.95,
            source="linkedin",
        )  # fmt: skip
        insert(
            con,
            "ties",
            person_id=key,
            other_id="me",
            kind="linkedin",
            strength=0.6,
            last_contact="2026-03-02",
        )
    insert(
        con, "affiliations", person_id="p-dana", organisation_id="org-osu",
        organisation_name="Ohio State University Wexner Medical Center", kind="training", title="Internal Medicine",
        start_year=2016, end_year=2019, is_current=False, confidence=0.9, source="roster",
    )  # fmt: skip
    insert(con, "people", person_id="p-zoe", name="Zoë Núñez", sources=["roster"])
    insert(
        con, "affiliations", person_id="p-zoe", organisation_name="St. Mary's Clinic", kind="work", is_current=True,
        source="roster",
    )  # fmt: skip
    for lead in ("a1b2c3d4", "b2c3d4e5"):
        insert(
            con, "insiders", opportunity_id=lead, person_id="p-dana", person="Dana Whitfield, MD",
            relation="trained with you, works there", path="You trained with Dana Whitfield at Ohio State (2016–2019); "
            "she is a cardiologist at Riverside Methodist.", ask="good-word", strength=0.82, confidence=0.94,
            evidence=["residency-2019.csv, line 14: Internal Medicine 2016–2019",
                      "Connections.csv, line 88: Cardiologist at Riverside Methodist Hospital"],
        )  # fmt: skip
    insert(
        con, "insiders", opportunity_id="a1b2c3d4", person_id="p-luis", person="Luis Ferrer",
        relation="decision maker", via_person_id="p-dana", path="Dana Whitfield knows Luis Ferrer, who directs "
        "hospital medicine at Riverside Methodist.", ask="introduction", strength=0.41, confidence=0.7,
        evidence=["residency-2019.csv, line 14: knows Luis Ferrer"],
    )  # fmt: skip
    insert(
        con, "insiders", opportunity_id="a1b2c3d4", person_id="p-omar", person="Omar Haddad, MD",
        relation="worked there", path="Omar Haddad was a fellow at Riverside until 2017.", ask=None, strength=0.2,
        confidence=0.66, caution="last contact went badly: make up first", cautions=["bad"],
        evidence=["Connections.csv, line 12"],
    )  # fmt: skip
    insert(
        con, "insiders", opportunity_id="c3d4e5f6", person_id="p-mei", person="Mei-Ling Zhao, DO",
        relation="works there", path="Mei-Ling Zhao, whom you know from LinkedIn, is an interventional cardiologist "
        "at Lakeside Heart Clinic.", ask="scoop", strength=0.5, confidence=0.81,
        caution="gone cold since 2022: reconnect first", cautions=["cold"], evidence=["Connections.csv, line 203"],
    )  # fmt: skip
    insert(
        con, "insiders", opportunity_id="e5f6a7b8", person_id="p-omar", person="Omar Haddad, MD",
        relation="in the market", path="Omar Haddad works at Ohio State University Wexner Medical Center.",
        ask="opening", strength=0.1, confidence=0.9, evidence=["Connections.csv, line 12"],
    )  # fmt: skip
    for person, name, organisation, opened, relation in (
        ("p-omar", "Omar Haddad, MD", "Ohio State University Wexner Medical Center", 0, "worked there"),
        ("p-mei", "Mei-Ling Zhao, DO", "Lakeside Heart Clinic", 1, "works there"),
    ):
        insert(
            con, "markets", search="cardiology, Ohio", organisation_id="x", organisation_name=organisation,
            city="Columbus" if opened == 0 else "Cleveland", state="OH", open_postings=opened, person_id=person,
            person=name, relation=relation, strength=0.4, path=f"{name} {relation}.",
        )  # fmt: skip
    insert(
        con, "reminders", due_on="2026-11-22", person_id="p-dana", person="Dana Whitfield, MD", kind="thank",
        reason="introduced you to Luis Ferrer on 2026-11-20", lead_id="a1b2c3d4",
    )  # fmt: skip
    insert(
        con, "reminders", due_on="2026-12-01", person_id="p-mei", person="Mei-Ling Zhao, DO", kind="reconnect",
        reason="no contact since 2022", lead_id=None,
    )  # fmt: skip


def _openings(con: duckdb.DuckDBPyConnection) -> None:
    dana = {
        "best_person": "Dana Whitfield, MD", "best_ask": "good-word",
        "best_path": "You trained with Dana Whitfield at Ohio State (2016–2019); she is a cardiologist at "
        "Riverside Methodist.",
    }  # fmt: skip
    opening(
        con, "a1b2c3d4", "cardiology, Ohio", title="Non-Invasive Cardiologist", boards=["nejm", "riverside"],
        pay_year_min=450000.0, pay_year_max=520000.0, score=92.0, insider_count=3, closes_on="2026-12-15",
        why=["specialty: Cardiovascular Disease", "in OH", "on 2 boards", "3 people in reach, best Dana Whitfield, MD"],
        reasons=["specialty", "state", "boards", "in reach"],
        **dana,
    )  # fmt: skip
    opening(
        con, "b2c3d4e5", "cardiology, Ohio", title="Cardiology Medical Director", boards=["riverside"], score=80.0,
        insider_count=1, **dana,
    )  # fmt: skip
    opening(
        con, "c3d4e5f6", "cardiology, Ohio", title="Interventional Cardiologist", score=71.0, city="Cleveland",
        employer_name="Lakeside Heart Clinic", organisation_id="org-lakeside", miles=118.0, insider_count=1,
        pay_year_min=600000.0, best_person="Mei-Ling Zhao, DO", best_ask="scoop",
        best_path="Mei-Ling Zhao, whom you know from LinkedIn, is an interventional cardiologist at Lakeside Heart "
        "Clinic.",
    )  # fmt: skip
    opening(
        con, "d4e5f6a7", "cardiology, Ohio", title="Cardiologist, Heart Failure", employer_name="Buckeye Valley Health",
        city="Dayton", miles=66.0, score=40.0, organisation_id=None, contact_name="Pat Lind",
        why=["in OH", "pay not stated"], reasons=["state", "pay unknown"],
    )  # fmt: skip
    opening(
        con, "e5f6a7b8", "cardiology, Ohio", title="Cardiology – Locum Tenens", employer_name="Confidential client",
        employer_kind="agency", city="Toledo", miles=130.0, score=22.0, organisation_id=None, boards=["jama"],
        why=["in OH", "checked, nobody there; next step: ask Omar Haddad, MD, who is in the same market"],
        reasons=["state", "ask in market"], next_step="ask Omar Haddad, MD, who is in the same market",
    )  # fmt: skip
    opening(
        con, "f6a7b8c9", "cardiology, Ohio", title="General Cardiologist", is_new=False, first_seen=SEEN, score=60.0,
        posted_on="2026-10-30", employer_name="Scioto Regional Medical Center", city="Portsmouth", miles=88.0,
        organisation_id=None, pay_year_min=400000.0, pay_year_max=430000.0, stage="saved",
    )  # fmt: skip
    opening(
        con, "a7b8c9d0", "cardiology, Ohio", title="Cardiologist (dismissed)", is_new=False, first_seen=SEEN,
        stage="dismissed", score=10.0,
    )  # fmt: skip
    insert(
        con, "leads", lead_id="a1b2c3d4", search="hospital jobs, Columbus", score=70.0, is_new=True,
        title="Non-Invasive Cardiologist", employer_name="Riverside Methodist Hospital", city="Columbus", state="OH",
        miles=4.2, first_seen=NEW, boards=["nejm", "riverside"], url="https://jobs.example.org/a1b2c3d4",
        insider_count=3, best_person=dana["best_person"], best_path=dana["best_path"], best_ask="good-word",
    )  # fmt: skip
    opening(
        con, "0c105ed1", None, title="Cardiologist, Newark Ohio", employer_name="Licking Heart Group", city="Newark",
        status="closed", closed_at=NEW, first_seen=SEEN, is_new=False,
    )  # fmt: skip
    opening(
        con, "0c105ed2", None, title="Dermatologist", employer_name="Bangor Skin", specialty="Dermatology",
        city="Bangor", state="ME", status="closed", closed_at=NEW, first_seen=SEEN, is_new=False,
    )  # fmt: skip
    for field, old, new in (
        ("pay_year_min", "380000", "400000"),
        ("title", "Cardiologist", "General Cardiologist"),
    ):
        insert(con, "posting_history", posting_id="nejm:f6a7b8c9", field=field, old=old, new=new, seen_at=NEW)
    insert(con, "posting_history", posting_id="nejm:f6a7b8c9", field="description", old="x", new="y", seen_at=NEW)


def _nasty(con: duckdb.DuckDBPyConnection) -> None:
    for i, title in enumerate(NASTY_TITLES):
        opening(
            con, f"bad0000{i}", "cardiology, Ohio", title=title, score=95.0 - i,
            employer_name=NASTY_TITLES[(i + 1) % 3],
            url="javascript:alert(1)" if i % 2 else "https://x.example/\"><script>alert(3)</script>", city="@cmd",
            closes_on="2026-12-20", best_person="-2+3+cmd|' /C calc'!A0", best_ask="scoop", insider_count=1,
            best_path="[bold red]You[/] know <b>him</b>\r\nBEGIN:VEVENT", why=["<script>alert(4)</script>"], reasons=["home"],
        )  # fmt: skip
        insert(
            con, "insiders", opportunity_id=f"bad0000{i}", person_id=f"p-bad{i}", person="-2+3+cmd|' /C calc'!A0",
            relation="works there", path="[bold red]You[/] know <b>him</b>\r\nBEGIN:VEVENT", ask="scoop",
            strength=0.5, confidence=0.5, evidence=["[/red]\x1b]0;title\x07 x.csv, line 1"],
        )  # fmt: skip
        insert(
            con,
            "posting_history",
            posting_id=f"nejm:bad0000{i}",
            field="title",
            old=title,
            new=title[::-1],
            seen_at=NEW,
        )
    insert(
        con, "reminders", due_on="2026-11-23", person_id="p-bad", person="<b>Eve</b>", kind="follow up",
        reason="=1+1\r\nEND:VEVENT <script>alert(5)</script>", lead_id="bad00000",
    )  # fmt: skip
