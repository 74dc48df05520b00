"""Runs have an order of their own: no clock, ahead or behind, closes, opens or hides anything for good."""

from __future__ import annotations

import http.server
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from town import START, Opening, town

from curbside import demo, landing, warehouse
from curbside.commands.cli import main
from curbside.demo import server
from curbside.extractors.memory import PageSeen
from curbside.extractors.pull import Item, is_due
from curbside.extractors.web import clocks
from curbside.job import day, steps
from curbside.warehouse import posting
from curbside.workspace import Workspace

pytestmark = pytest.mark.whole

AHEAD = timedelta(days=3650)


def rebuilt(it) -> list[tuple]:
    con = warehouse.connect()
    for run_id, boards in posting.pending(con, it.landing).items():
        posting.apply_run(con, it.landing, run_id, boards, print)
    return con.execute("select posting_id, closed_at, last_seen from core.posting order by all").fetchall()


@pytest.mark.parametrize(
    ("jump", "family"),
    [(AHEAD, "greenhouse acme"), (-AHEAD, "jsonld")],
)
def test_a_run_under_a_wrong_clock_changes_nothing_for_good(tmp_path, jump, family):
    with town(tmp_path, {family: [Opening("1", dies=2), Opening("2"), Opening("3", born=1)]}) as it:
        it.run()
        it.jump, it.day = jump, 1
        it.run()
        it.jump, it.day = timedelta(0), 2
        for _ in range(4):
            it.run()
        assert it.sql("select board_posting_id like '%1%' from core.posting where closed_at is not null") == [(True,)]
        assert it.sql("select max(closed_at) <= ? from core.posting", it.now) == [(True,)]
        assert rebuilt(it) == it.sql("select posting_id, closed_at, last_seen from core.posting order by all")


def test_the_minute_after_a_clock_was_set_right_closes_nothing(tmp_path):
    with town(tmp_path, {"greenhouse acme": [Opening("1", dies=1), Opening("2")]}) as it:
        it.run()
        it.day, it.jump = 1, -AHEAD
        it.run()  # the first list without it, ten years too early
        it.jump = timedelta(0)
        it.run()
        assert it.sql("select count(*) from core.posting where closed_at is not null") == [(0,)]
        it.run()
        assert it.sql("select count(*) from core.posting where closed_at is not null") == [(1,)]


def test_what_a_digest_under_a_clock_ahead_told_does_not_hide_what_comes_after(sample):
    sample.begin(1)
    conf = steps.prepare(sample.place, [], lambda line: None, now=sample.now).settings
    sample.ahead = AHEAD
    sample.pull(day=1)
    steps.digest(sample.place, conf, sample.now, ["md"])
    sample.ahead = timedelta(0)
    sample.pull(day=1)
    assert sample.sql("select count(*) from leads where is_new") == [(0,)]
    sample.pull(day=2)
    fresh = sample.sql("select lead_id from leads where is_new")
    assert fresh and fresh == sample.sql(
        "select lead_id from leads where first_seen = (select arg_max(started_at, sequence) from runs)"
    )


@given(st.lists(st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)), min_size=1, max_size=8))
def test_numbers_follow_the_order_of_landing_whatever_the_clock_says(tmp_path_factory, moments):
    folder, made = tmp_path_factory.mktemp("landing"), []
    (folder / "b").mkdir()
    (folder / "b" / "20991231T235959Z-ffff.parquet").touch()  # of before runs were numbered
    for moment in moments:
        made.append(landing.new_run_id(moment.replace(tzinfo=UTC), folder))
        (folder / "b" / f"{made[-1]}.parquet").touch()
    assert [run_id for run_id, _ in landing.runs(folder)][1:] == made
    assert landing.newest(folder) == made[-1]
    assert warehouse.macro("run_order", made[0]) > warehouse.macro("run_order", "20991231T235959Z-ffff")
    assert sorted(made, key=lambda run_id: warehouse.macro("run_order", run_id)) == made


def test_a_page_that_was_asked_in_the_future_is_asked_again():
    seen = PageSeen("v1", 200, START + AHEAD, "https://x.example/1")
    assert is_due(Item("1", "https://x.example/1", "v1"), seen, START)


# --- other machines' clocks --------------------------------------------------------------------------------------------

AUGUST = datetime(2027, 8, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "ahead"),
    [
        ({"Date": "Sun, 01 Aug 2027 12:00:00 GMT"}, timedelta(0)),
        ({"Date": "Thu, 29 Jul 2027 12:00:00 GMT", "Age": "259200"}, timedelta(0)),  # from a cache
        ({"Date": "Thu, 29 Jul 2027 12:00:00 GMT", "Age": "-1"}, timedelta(days=-3)),
        ({"Date": "Sunday, 01-Aug-27 12:00:00 GMT"}, timedelta(0)),
        ({"Date": "yesterday"}, None), ({"Date": "Sun, 99 Aug 2027 12:00:00 GMT"}, None), ({}, None),
        ({"Date": "Fri, 31 Dec 9999 23:59:59 GMT", "Age": "9" * 60}, None),
    ],
)  # fmt: skip
def test_a_hosts_clock_is_read_from_its_answer(headers, ahead):
    assert clocks.ahead(headers, AUGUST) == ahead


def test_most_hosts_are_believed_and_no_single_one_among_several():
    day, hour = timedelta(days=1), timedelta(hours=1)
    assert clocks.apart([]) is None
    assert clocks.apart([-3 * day]) == -3 * day
    assert clocks.apart([5 * day, hour, -hour]) is None
    assert clocks.apart([5 * day, hour]) is None
    assert clocks.apart([5 * day, 5 * day, hour]) == 5 * day
    assert clocks.apart([20 * hour, 23 * hour]) is None


def test_a_clock_that_is_not_the_boards_is_said_in_run_digest_and_doctor(tmp_path, monkeypatch, capsys):
    """Two days, which no gap between runs gives away; where the clock is right again, nothing is said."""
    tell = http.server.BaseHTTPRequestHandler.date_time_string
    handler = http.server.BaseHTTPRequestHandler
    monkeypatch.setattr(handler, "date_time_string", lambda self, at=None: tell(self, time.time() + 2 * 86400))
    monkeypatch.setattr("curbside.commands.pulling._watched", day.alone)

    def said(*words: str) -> str:
        main(["-C", str(tmp_path), *words])
        return "".join(capsys.readouterr())

    with server.serving(demo.openings()) as boards:
        (tmp_path / "curbside.toml").write_text(
            '[me]\nname = "Ana Ruiz"\n[[search]]\nname = "all"\nspecialties = []\n[[board]]\nname = "b"\nfamily = "jsonld"\n'
            f'url = "{boards.urls["regional"]}"\nmin_interval = 0\nmax_postings = 1\n'
        )
        told = "machine's clock is 2.0 days behind what the board that was asked says"
        assert told in said("run") and told in said("doctor")
        pages = [p.read_text().replace("&#39;", "'") for p in (tmp_path / "data" / "digests").rglob("digest.*")]
        assert sum(told in page for page in pages) == 2  # html and md
        monkeypatch.setattr(handler, "date_time_string", tell)
        assert "machine's clock" not in said("doctor")
        steps.check_clock(steps.prepare(Workspace(tmp_path), [], print))
        assert "machine's clock" not in Path(said("digest", "--format", "md").split()[0]).read_text()
