"""A quiet day derives no organisation, opening or person anew, and has the rows of one that did."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime

import linking
import polars as pl
import pytest

from curbside import warehouse
from curbside.transforms import normalise
from curbside.warehouse import draw, model, opening, organisation, person, unchanged

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
EMPLOYERS = [
    "Elm Medical Center",
    "Elm Med Ctr",
    "Harbor Light Hospital",
    "Mercy Clinic of Elmwood",
    "Lakeview University",
]
TITLES = ["Cardiologist", "Hospitalist", "Cardiology Physician", "Neurologist"]
TABLES = (
    "core.mention", "core.mention_match", "core.organisation", "core.organisation_alias", "core.employer_review",
    "core.opening", "core.duplicate", "core.opportunity", "core.opening_review",
    "core.person", "core.person_record", "core.affiliation", "core.known_tie", "core.clinician_match", "core.person_review",
)  # fmt: skip


def posting(rng: random.Random, n: int) -> dict:
    return {
        "posting_id": f"{'ab'[n % 2]}:{n}", "board": "ab"[n % 2], "board_posting_id": str(n),
        "title": rng.choice(TITLES), "employer_name": rng.choice(EMPLOYERS), "employer_kind": "employer",
        "profession": "physician", "city": "Columbus", "state": "OH", "first_seen": NOW, "last_seen": NOW,
        "description": "We are looking for you to join a group. " * rng.randrange(1, 3), "first_run": "1",
    }  # fmt: skip


def add(con, rows: list[dict]) -> None:
    more = {"first_seen": pl.Datetime("us", "UTC"), "last_seen": pl.Datetime("us", "UTC"), "first_run": pl.String}
    warehouse.load(
        con, "core.posting", pl.DataFrame(rows, schema={k: {**normalise.POSTING, **more}[k] for k in rows[0]})
    )


# What a day may bring: SQL, and whether organisations, openings and people are then derived anew.
DAYS = {
    "nothing": ("select 1", (False, False, False)),
    "seen again": ("update core.posting set last_seen = last_seen + interval 1 day", (False, False, False)),
    "a tie": ("insert into raw.journal values (now(), 'log', 'p1', null, '{}')", (False, False, True)),
    "closed": ("update core.posting set closed_at = last_seen where posting_id = 'a:2'", (False, True, False)),
    "a title": ("update core.posting set title = 'Chief of ' || title where posting_id = 'b:3'", (False, True, False)),
    "an employer": (
        "update core.posting set employer_name = 'Elm Heart' where posting_id = 'b:1'",
        (True, True, False),
    ),
    "a colleague": (
        "insert into raw.affiliation_record (organisation_name, state) values ('Oak Hall', 'OH')",
        (True, None, True),
    ),
    "a word": ("insert into raw.journal values (now(), 'different', 'a:0', 'b:1', '{}')", (True, True, True)),
    "a name": ("update raw.person_record set name = 'Bo Ash' where record_id = 'p1'", (False, False, True)),
}


@pytest.mark.whole
@pytest.mark.parametrize("seed", range(2))
def test_random_days_have_the_rows_of_a_database_built_from_scratch(seed):
    rng = random.Random(seed)
    con = linking.few()
    add(con, [posting(rng, n) for n in range(12)])
    con.execute(KNOWN)
    assert each(con) == (True, True, True)
    for day in rng.sample(sorted(DAYS), 4) if seed else ["closed", "seen again", "nothing"]:
        query, expected = DAYS[day]
        con.execute(query)
        did = each(con)
        assert all(e in (None, d) for e, d in zip(expected, did, strict=True)), day
        if not seed and day != "nothing":
            continue  # what these two leave stale, a day on which nothing is derived does not mend
        kept = {t: rows(con, t) for t in TABLES}
        organisation.build(con, None)
        opening.build(con)
        person.build(con, None)
        for table in TABLES:
            assert kept[table] == rows(con, table), (day, table)


KNOWN = """
insert into raw.me values ('Ana Ruiz', null, []);
insert into raw.person_record (record_id, source, owner, name, emails, phones, urls)
select unnest(['p1', 'p2']), 'roster', 'me', unnest(['Bo Elm', 'Cy Oak']), [], [], [];
insert into raw.affiliation_record (record_id, kind, organisation_name, city, state, is_current)
values ('p1', 'work', 'Elm Medical Center', 'Columbus', 'OH', true), ('p2', 'work', 'Birch Hall', null, null, true);
"""


def each(con, folder=None) -> tuple[bool, bool, bool]:
    """Whether organisations, openings and people were derived anew."""
    return unchanged.organisations(con, folder), unchanged.openings(con), unchanged.people(con, folder)


@pytest.mark.whole
def test_what_the_register_says_of_a_contact_outlasts_a_quiet_day(tmp_path):
    """The step `person` keeps the register's workplaces beside the mentions of the step `organisation`."""
    con = linking.few()
    con.execute(KNOWN)
    add(con, [posting(random.Random(1), n) for n in range(4)])
    each(con)
    con.execute("insert into core.clinician_place (mention_id, name) values ('ccn:1|1', 'of a clinician')")
    con.execute("update core.posting set employer_name = 'Elm Heart' where posting_id = 'b:1'")
    for expected in ((True, True, False), (False, False, False)):
        assert each(con) == expected
        places = "select count(*) from core.clinician_place where mention_id = 'ccn:1|1'"
        assert con.execute(places).fetchone() == (1,)
    unchanged.forget_people(con)
    assert each(con) == (False, False, True)


@pytest.mark.whole
def test_openings_of_the_same_postings_are_taken_from_who_derived_them(tmp_path, monkeypatch):
    """An office derives them once for its members, whomever they know; with a word of her own a member derives hers."""
    office, alone, member = (linking.few() for _ in range(3))
    for con in (office, alone, member):
        rng = random.Random(3)
        add(con, [posting(rng, n) for n in range(12)])
    for con in (alone, member):
        con.execute(KNOWN)
    each(office)
    unchanged.share(office, tmp_path)
    each(alone)
    unchanged.organisations(member, None)
    with monkeypatch.context() as patched:
        patched.setattr(opening, "build", lambda con: pytest.fail("derived again"))
        unchanged.openings(member, tmp_path)
    for table in TABLES[:9]:
        assert rows(member, table) == rows(alone, table), table
    assert rows(member, "core.derived_opening_compared"), "something is there to be taken"
    ran = []
    monkeypatch.setattr(opening, "build", lambda con, real=opening.build: ran.append(real(con)))
    member.execute("insert into raw.journal values (now(), 'different', 'a:0', 'b:1', '{}')")
    unchanged.openings(member, tmp_path)
    (folder,) = tmp_path.iterdir()
    for file in folder.iterdir():
        file.write_bytes(b"damaged")
    alone.execute("delete from core.derived")
    unchanged.openings(alone, tmp_path)
    assert len(ran) == 2


def rows(con, table: str) -> list[tuple]:
    return con.execute(f"from {table} order by all").fetchall()


def test_a_changed_rule_or_register_derives_anew(tmp_path, monkeypatch):
    con = linking.few()
    ran = []
    monkeypatch.setattr(organisation, "build", lambda con, folder: ran.append(folder))
    assert unchanged.organisations(con, tmp_path) and not unchanged.organisations(con, tmp_path)
    (tmp_path / "hospital-2026.parquet").write_bytes(b"x")
    assert unchanged.organisations(con, tmp_path)
    monkeypatch.setattr(unchanged, "_code", lambda step: "another curbside")
    assert unchanged.organisations(con, tmp_path)
    assert not unchanged.organisations(con, tmp_path) and len(ran) == 3


@pytest.mark.parametrize("step", unchanged.READ)
def test_every_table_that_a_step_reads_is_looked_at(step):
    parts = draw.parts(step)
    made = set().union(*(p.makes for p in parts))
    read = set().union(*(p.reads for p in parts)) - made
    assert read == set(unchanged.READ[step])
    # what is left out of postings is read by the files alone that run each day
    said = {f: set(re.findall(r"last_seen|missed_at|first_run", model.sql(f))) for f in model.names(step)}
    assert {f for f, words in said.items() if words} <= set(opening.DESCRIBED)
    described = set().union(*(p.reads for p in parts if p.name in opening.DESCRIBED)) - set().union(
        *(p.makes for p in parts if p.name in opening.DESCRIBED)
    )
    assert {t for t in described if not t.startswith(("core.", "raw."))} <= set(unchanged.GROUPED)
