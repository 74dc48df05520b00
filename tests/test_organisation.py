"""Names of employers and schools: which are one organisation, and which are nobody's."""

import csv
import json
from functools import cache
from pathlib import Path
from random import choices, randint
from typing import Any

import duckdb
import linking
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside import warehouse
from curbside.registers import loading
from curbside.warehouse import model, organisation

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "warehouse/organisation"
BENCH = ROOT / "benchmarks/insider-bench"  # public registers, and names that people use for what is in them
REGISTERS = BENCH / "registers"


def fill(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(row)
        con.execute(f"insert into {table} ({names}) values ({', '.join('?' * len(row))})", list(row.values()))


def built(given: dict[str, Any], folder: Path) -> duckdb.DuckDBPyConnection:
    """The step run on the rows of a case; `files` are registers in their true form."""
    con = linking.few()
    for row in given.get("posting", []):
        fill(con, "core.posting", [{"board": "a", "board_posting_id": row["posting_id"], **row}])
    fill(con, "raw.affiliation_record", given.get("affiliation", []))
    fill(con, "raw.journal", [{"said_at": "2026-01-01", **row} for row in given.get("journal", [])])
    files = []
    for name, rows in given.get("files", {}).items():
        files.append(folder / name)
        with files[-1].open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    if files:
        assert not [one.problem for one in loading.load(files, folder / "registry") if one.problem]
    organisation.build(con, folder / "registry" if files else None)
    return con


@pytest.mark.whole
@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_names_lead_to_the_organisations_expected(case, tmp_path):
    con = built(json.loads((CASES / case / "given.json").read_text()), tmp_path)
    rows = con.execute(
        """
        select m.name, m.city, m.state,
            case when x.organisation_id like 'ccn:%' or x.organisation_id like 'sys:%' then x.organisation_id else o.name end, x.tier
        from core.mention m
        join core.mention_match x using (mention_id)
        join core.organisation o using (organisation_id)
        where m.mention_id in (
                select mention_id(coalesce(agency_client, employer_name), city, state) from core.posting
                union select mention_id(organisation_name, city, state) from raw.affiliation_record
            )
            and (x.rank = 1 or (x.tier = 'possible' and x.confidence > 0.25 and not exists (
                select * from core.mention_match y where y.mention_id = x.mention_id and y.confidence >= 0.8)))
        """
    ).fetchall()
    names = ("name", "city", "state", "organisation", "tier")
    expect = json.loads((CASES / case / "expect.json").read_text())
    assert sorted(json.dumps(dict(zip(names, row, strict=True))) for row in rows) == sorted(map(json.dumps, expect))


@pytest.mark.whole
def test_every_match_names_an_organisation_and_ranks_start_at_one(tmp_path):
    con = built(json.loads((CASES / "shared_name_without_place/given.json").read_text()), tmp_path)
    assert con.execute(
        "select count(*) from core.mention_match where organisation_id not in (select organisation_id from core.organisation)"
    ).fetchone() == (0,)
    ranks = con.execute("select list(rank order by rank) from core.mention_match group by mention_id").fetchall()
    assert all(r == list(range(1, len(r) + 1)) for (r,) in ranks)
    assert con.execute("select count(*) from core.mention_match where not confidence between 0 and 1").fetchone() == (
        0,
    )


@pytest.mark.whole
def test_what_is_unsure_is_asked_and_the_answer_is_kept(tmp_path):
    case = json.loads((CASES / "shared_name_without_place/given.json").read_text())
    con = built(case, tmp_path)
    asked = con.execute("select a, b from core.employer_review where a_text = 'Mercy Hospital' order by b").fetchall()
    assert [b for _, b in asked] == ["ccn:990001", "ccn:990002"]
    mention, hospital = asked[1]
    case["journal"] = [{"verb": "same", "subject": mention, "object": hospital, "detail": '{"kind": "employer"}'}]
    con = built(case, tmp_path)
    found = con.execute(
        "select organisation_id, confidence, match_words(reason) from core.mention_match where mention_id = ?",
        [mention],
    ).fetchall()
    assert found == [("ccn:990002", 1.0, "you said so")]
    assert not con.execute("select * from core.employer_review where a = ?", [mention]).fetchall()


@pytest.mark.whole
def test_a_word_teaches_the_name_for_all_rows_that_say_the_same_where_the_organisation_is(tmp_path):
    case = json.loads((CASES / "shared_name_without_place/given.json").read_text())
    rows = [(None, None), ("Birch", "CO"), (None, "CO"), ("Elsewhere", "CO"), ("Dale", "OH")]
    case["affiliation"] = [{"organisation_name": "The MH", "city": city, "state": state} for city, state in rows]
    said = {"verb": "same", "subject": warehouse.macro("mention_id", "The MH", None, None), "object": "ccn:990002"}
    case["journal"] = [said | {"detail": '{"kind": "employer"}'}]
    con = built(case, tmp_path)
    found = con.execute(
        "select city, state from core.mention m join core.mention_match x using (mention_id) where organisation_id = 'ccn:990002' and confidence = 1"
    ).fetchall()
    assert set(found) == {(None, None), ("Birch", "CO"), (None, "CO")}


@pytest.mark.whole
def test_a_parted_name_stands_for_itself(tmp_path):
    journal = [{"verb": "different", "subject": "Marwick Hospital", "object": "Marwick Memorial Hospital"}]
    journal += [
        {"verb": "same", "subject": "Marwick Hospital", "object": "Marwick Memorial Hospital", "said_at": "2025-01-01"}
    ]
    given = {
        "affiliation": [{"organisation_name": n} for n in ("Marwick Hospital", "Marwick Memorial Hospital")],
        "journal": journal,
    }
    con = built(given, tmp_path)
    assert con.execute("select count(distinct organisation_id) from core.mention_match").fetchone() == (2,)


@pytest.mark.whole
def test_two_builds_give_the_same_rows(tmp_path):
    case = json.loads((CASES / "system_and_school/given.json").read_text())
    first, second = (built(case, tmp_path).execute("from core.mention_match order by all").fetchall() for _ in range(2))
    assert first == second


@pytest.mark.whole
@given(st.text(max_size=60))
def test_any_name_has_a_spelling(name):
    assert (
        spelling().execute("select name_spelling($1), name_phrases(name_spelling($1))", [name]).fetchone() is not None
    )


@cache
def spelling() -> duckdb.DuckDBPyConnection:
    con = warehouse.connect()
    model.execute(con, "organisation/table")
    organisation.read_words(con)
    return con


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("St. Luke's Med. Ctr.", "Saint Lukes Medical Center"),
        ("Univ. of Iowa Hosp", "University of Iowa Hospital"),
        ("E.A. Conway Hospital", "E A Conway Hospital"),
        ("Mt Sinai Health Care", "Mount Sinai Healthcare"),
        ("The Mercy Hospital, Inc.", "Mercy Hospital"),
    ],
)
def test_spellings_of_one_name_are_one(a, b):
    assert canon(a) == canon(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("University of Washington", "Washington University"),
        ("Memorial Health System", "Memorial Hospital"),
        ("Lakeland Health", "Lakeland Regional Health"),
    ],
)
def test_other_names_stay_other(a, b):
    assert canon(a) != canon(b)


def canon(name: str) -> str:
    con = spelling()
    con.execute("create or replace temp table name_text as select ? as text", [name])
    model.execute(con, "organisation/token")
    row = con.execute("select canon from text_token").fetchone()
    assert row
    return str(row[0])


@pytest.fixture(scope="module")
def named() -> duckdb.DuckDBPyConnection:
    """Former names of hospitals, and names of outsiders and of employers, in one workspace with the registers."""
    con = warehouse.connect()
    for table in ("hospital_names", "strangers", "employers_judged"):
        con.execute(f"create table {table} as from read_csv(?, all_varchar = true)", [str(BENCH / f"gold/{table}.csv")])
    con.execute(
        """
        create view gold as from hospital_names;
        create view stranger as from strangers;
        create view real as select distinct employer as name, city, state from employers_judged;
        insert into raw.affiliation_record (organisation_name, city, state)
        select variant_name, variant_city, state from gold
        union all from stranger union all from real union all select name, null, null from real;
        """
    )
    organisation.build(con, REGISTERS)
    return con


@pytest.mark.whole
def test_real_former_names_lead_to_their_hospitals(named):
    row = named.execute(
        """
        select count(*), count(*) filter (x.confidence >= 0.8 and x.organisation_id not like 'emp:%'), count(*) filter (x.confidence >= 0.8 and x.organisation_id = 'ccn:' || ccn)
        from gold
        left join core.mention_match x on x.mention_id = mention_id(variant_name, variant_city, state) and x.rank = 1
        """
    ).fetchone()
    assert row
    rows, said, right = row
    assert right / said >= 0.99
    assert right / rows >= 0.96


ENDS = "Health;Clinic;Partners;Medical Group;Healthcare;Physicians;Urgent Care;Associates;Medical Center;Health System".split(
    ";"
)


@pytest.mark.whole
def test_a_name_that_shares_no_telling_word_is_no_registers_organisation_wherever_it_is():
    """Nonsense before what employers are called, each in a tenth of all towns that have a hospital: below one half."""
    con = warehouse.connect()
    names = [f"{''.join(choices('bcdfghjklmnpqrstvwxz', k=randint(6, 9))).title()} {end}" for end in 3 * ENDS]
    con.execute(
        """
        insert into raw.affiliation_record (organisation_name, city, state)
        select ?[1 + 10 * three + (row_number() over (partition by three order by city, state) % 10)::integer], city, state
        from (select distinct city, state from read_parquet(?)), range(3) r(three)
        """,
        [names, str(REGISTERS / "hospital-2026.parquet")],
    )
    organisation.build(con, REGISTERS)
    wrong = con.execute(
        """
        select m.name, m.city, m.state, o.name, x.confidence
        from core.mention m
        join core.mention_match x using (mention_id)
        join core.organisation o using (organisation_id)
        where x.confidence >= 0.5 and o.source <> 'mention'
        """
    ).fetchall()
    assert wrong == []


@pytest.mark.whole
def test_outsiders_are_no_registers_organisation_and_one_string_on_both_sides_is_one_employer(named):
    query = """
        select count(distinct mention_id) filter (x.confidence >= 0.8 and o.source <> 'mention') / count(distinct mention_id)
        from stranger
        join core.mention_match x on x.mention_id = mention_id(stranger.name, stranger.city, stranger.state)
        join core.organisation o using (organisation_id)
    """
    row = named.execute(query).fetchone()
    assert row and row[0] <= 0.01
    query = """
        with best as (from core.mention_match where rank = 1)
        select name, a.confidence, b.confidence
        from real
        join best a on a.mention_id = mention_id(name, city, state)
        join best b on b.mention_id = mention_id(name, null, null)
        where name in (select name from real group by 1 having count(*) = 1)
            and (a.organisation_id <> b.organisation_id or least(a.confidence, b.confidence) < 0.8)
    """
    two = named.execute(query).fetchall()
    assert len(two) <= 4, two
