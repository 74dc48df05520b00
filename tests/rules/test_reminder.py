"""What follows from a word of the user's at once, and what waits for the next run."""

from datetime import date

import duckdb
import polars as pl
import pytest

from curbside.warehouse import insider, journal, lead, model, person, reminder, unchanged

TODAY = date(2026, 11, 23)
SAID = pl.DataFrame({"verb": ["log", "met"]})
ALL, MET, LITTLE = ["forget", "person", "insider", "lead", "reminder"], ["forget", "met", "reminder"], ["reminder"]


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """Which steps were derived, in their order."""
    done: list[str] = []
    for module, name, step in [
        (unchanged, "forget_people", "forget"), (person, "build", "person"), (insider, "build", "insider"), (lead, "build", "lead"),
        (person, "add_met", "met"),
    ]:  # fmt: skip
        monkeypatch.setattr(module, name, lambda *a, step=step: done.append(step))
    monkeypatch.setattr(journal, "build", lambda con: None)
    monkeypatch.setattr(model, "run", lambda con, step: done.append(step))
    return done


@pytest.mark.parametrize(
    ("people", "openings", "registered", "light", "derived", "whole"),
    [
        (10, 10, False, False, ALL, True),
        (8000, 10, False, False, ALL, True), (8001, 10, False, False, MET, False),
        (10, 8000, False, False, ALL, True), (10, 8001, False, False, MET, False),
        (10, 10, True, False, MET, False),
        (10, 10, False, True, LITTLE, True), (9000, 10, False, True, LITTLE, True), (10, 10, True, True, LITTLE, True),
        (0, 0, False, False, ALL, True),
    ],
)  # fmt: skip
def test_people_and_leads_wait_on_a_large_database_or_with_registers(
    asked, people, openings, registered, light, derived, whole
):
    con = duckdb.connect()
    con.execute(
        "create schema raw; create schema core; create table raw.journal (verb text); create table core.posting (a int)"
    )
    con.execute("insert into raw.journal values ('stage'), ('done'), ('log')")
    con.execute(f"create table raw.person_record as from range({people})")
    con.execute(f"create table core.opportunity as from range({openings})")
    assert reminder.refresh(con, SAID, TODAY, registered, light) is whole and asked == derived
    assert con.execute("from raw.journal").fetchall() == [("log",), ("met",)], "the journal as it is now, and no more"
    assert con.execute("select getvariable('today')").fetchone() == (TODAY,)


def test_without_more_said_a_word_is_no_light_one_and_no_register_is_at_hand(asked):
    con = duckdb.connect()
    con.execute(
        "create schema raw; create schema core; create table raw.journal (verb text); create table core.posting (a int)"
    )
    con.execute("create table raw.person_record (a int); create table core.opportunity (a int)")
    assert reminder.refresh(con, SAID, TODAY) and asked == ALL
