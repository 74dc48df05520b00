"""The user's word taken back: nothing is edited by hand, and the journal is only added to."""

from datetime import UTC, datetime

import pytest
from bridging import Home, home


@pytest.fixture
def at_home(three_days, tmp_path, capsys, monkeypatch) -> Home:
    return home(three_days, tmp_path, capsys, monkeypatch)


def test_the_last_word_or_one_by_its_number(at_home):
    before = at_home.sql("select count(*) from interactions")[0][0]
    with at_home.run_under_way():
        at_home.run("log", "Grace", "--how", "call")
    at_home.run("label", "Grace", "friend")
    assert at_home.sql("select label from people where name like 'Grace%'") == [("friend",)]
    at_home.run("undo")
    assert at_home.sql("select label from people where name like 'Grace%'") != [("friend",)]
    assert at_home.sql("select count(*) from interactions")[0][0] == before + 1
    listed = at_home.run("undo", "--list")
    assert "log Grace" in listed and "taken back" in listed
    number = next(line.split()[0] for line in listed.splitlines() if "log Grace" in line)
    at_home.run("undo", number)
    assert at_home.sql("select count(*) from interactions")[0][0] == before
    assert at_home.error("undo", number)[0] == 2
    assert [line for line in at_home.place.journal.read_text().splitlines() if '"undo"' in line]


def test_somebody_met_is_gone_again(at_home):
    at_home.run("met", "Nora Lind", "--employer", "Granite Ridge Clinic")
    assert at_home.sql("select count(*) from people where name = 'Nora Lind'") == [(1,)]
    at_home.run("undo")
    assert at_home.sql("select count(*) from people where name = 'Nora Lind'") == [(0,)]


def test_a_word_of_the_evening_is_listed_on_its_day(at_home):
    at_home.clock = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)  # 9:30 PM of the 25th in New York
    said = at_home.run("log", "Grace", "--how", "call")
    assert "on 2026-11-25" in said and "2026-11-25  log Grace" in at_home.run("undo", "--list")
