"""Postings that are one opening, and those that must never be."""

import csv
import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import linking
import pytest

from curbside import warehouse
from curbside.warehouse import opening, organisation

pytestmark = pytest.mark.whole

CASES = Path(__file__).parent / "warehouse/opening"
LABELLED = Path(__file__).parent / "labelled/openings.csv"


def insert(con: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    if table == "core.posting":
        board, number = row["posting_id"].split(":")
        row = {"board": board, "board_posting_id": number, "url": f"https://{board}.example/{number}", **row}
    else:
        row = {"said_at": "2026-01-01", **row}
    con.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))


@cache
def employers() -> duckdb.DuckDBPyConnection:
    """A database with the employers of all cases, each matched once: the step before this one, and the longer of the two."""
    con = linking.few()
    for case in CASES.iterdir():
        for row in given(case.name)["posting"]:
            insert(con, "core.posting", {**row, "posting_id": f"{case.name} {row['posting_id']}"})
    organisation.build(con)
    return con


def built(rows: list[dict[str, Any]], journal: list[dict[str, Any]] | None = None) -> duckdb.DuckDBPyConnection:
    con = employers()
    for table, these in (("core.posting", rows), ("raw.journal", journal or [])):
        con.execute(f"delete from {table}")
        for row in these:
            insert(con, table, row)
    opening.build(con)
    return con


def groups(con: duckdb.DuckDBPyConnection) -> list[list[str]]:
    found = con.execute(
        "select list(posting_id order by first_seen, posting_id) from core.opening join core.posting using (posting_id) group by opportunity_id"
    ).fetchall()
    return sorted(members for (members,) in found)


def given(case: str) -> dict[str, Any]:
    return json.loads((CASES / case / "given.json").read_text())  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_postings_fall_into_the_openings_expected(case):
    rows = given(case)
    con = built(rows["posting"], rows.get("journal"))
    assert groups(con) == sorted(json.loads((CASES / case / "expect.json").read_text()))


def test_an_opening_is_named_after_its_earliest_posting_and_keeps_what_the_employer_says():
    con = built(given("copies_across_boards")["posting"])
    row = con.execute(
        "select opportunity_id = short_id('a:1'), employer_name, boards, posting_count, reposts, status from core.opportunity where posting_count > 1"
    ).fetchone()
    assert row == (True, "Marwick Memorial Hospital", ["a", "b", "c"], 4, 0, "open")
    reasons = con.execute("select posting_id, similarity > 0.5 from core.duplicate order by 1").fetchall()
    assert reasons == [("a:2", True), ("b:1", True), ("c:1", True)]


def test_a_posting_is_a_repost_when_its_board_closed_an_earlier_one_before_it_came():
    first, other, _, again = given("copies_across_boards")["posting"][:4]
    for closed_at, reposts in (("2026-01-05", 1), ("2026-01-20", 0), (None, 0)):
        con = built([{**first, "closed_at": closed_at}, {**other, "closed_at": "2026-01-03"}, again])
        assert con.execute("select posting_count, reposts from core.opportunity").fetchall() == [(3, reposts)]


def test_an_opening_is_closed_when_all_its_postings_are():
    rows = given("copies_across_boards")["posting"]
    con = built([{**row, "closed_at": "2026-02-01"} for row in rows[:2]])
    assert con.execute("select status, posting_count from core.opportunity").fetchall() == [("closed", 2)]


def test_the_name_of_an_opening_outlives_another_copy():
    rows = given("copies_across_boards")["posting"]
    before = built(rows[:2]).execute("select opportunity_id from core.opportunity").fetchall()
    after = built(rows[:4]).execute("select opportunity_id from core.opportunity").fetchall()
    assert before == after


def test_an_opening_is_named_alike_however_many_runs_of_a_day_brought_its_postings():
    first, second = given("copies_across_boards")["posting"][:2]
    for a, b, name in (
        ("2026-01-02 06:00Z", "2026-01-02 05:00Z", "a:1"),
        ("2026-01-02 06:00Z", "2026-01-01 23:00Z", "b:1"),
    ):
        con = built([{**first, "first_seen": a}, {**second, "first_seen": b}])
        assert con.execute("select opportunity_id = short_id($1) from core.opportunity", [name]).fetchall() == [(True,)]


def test_no_postings_no_openings():
    con = built([])
    assert con.execute("select count(*) from core.opportunity").fetchone() == (0,)


def test_alike_openings_are_asked_about():
    rows = given("copies_across_boards")["posting"][:1]
    rewritten = rows[0]["description"].split(". ")
    rewritten[3:6] = given("copies_across_boards")["posting"][4]["description"].split(". ")[1:4]
    con = built([*rows, {**rows[0], "posting_id": "e:1", "description": ". ".join(rewritten)}])
    assert len(groups(con)) == 2
    assert con.execute("select 'opening', score < 1 from core.opening_review").fetchall() == [("opening", True)]


def test_labelled_postings_are_told_apart():
    with LABELLED.open(newline="") as file:
        rows = [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]
    truth = {row["posting_id"]: row["opening"] for row in rows}
    wanted = [c for c in rows[0] if c not in ("family", "opening", "kind", "employment")]
    con = warehouse.connect()
    con.execute(
        f"insert into core.posting ({', '.join(wanted)}, board_posting_id, employment_types)"
        f" select {', '.join(wanted)}, posting_id, string_split(employment, '|') from read_csv(?, all_varchar = true, nullstr = '')",
        [str(LABELLED)],
    )
    organisation.build(con)
    opening.build(con)
    said = {pair for members in groups(con) for pair in itertools.combinations(sorted(members), 2)}
    right = {(a, b) for a, b in said if truth[a] == truth[b]}
    sizes = [len(list(g)) for _, g in itertools.groupby(sorted(truth.values()))]
    assert len(right) / len(said) >= 0.99
    assert len(right) / sum(n * (n - 1) // 2 for n in sizes) >= 0.93
    apart = con.execute(
        """
        select count(*) from core.opening a join core.opening b using (opportunity_id)
        join core.posting x on x.posting_id = a.posting_id join core.posting y on y.posting_id = b.posting_id
        where x.city <> y.city or x.state <> y.state or x.reference <> y.reference or x.specialty_code <> y.specialty_code
        """
    ).fetchone()
    assert apart == (0,)
