"""What a run leaves behind, day after day: every posting once, changes and closings, failing boards, nothing lost."""

from __future__ import annotations

import stat
from pathlib import Path

import duckdb
from bridging import Home

from curbside import settings
from curbside.job import steps
from curbside.workspace import Workspace

STATE = """
select posting_id, title, employer_name, city, state, pay_year_min, pay_year_max, first_seen, last_seen, closed_at, opportunity_id
from postings order by posting_id
"""


def test_each_posting_of_each_board_arrives_once(sample):
    sample.pull(day=1)
    for board in ("society", "regional", "feed-agency", "greenhouse", "flaky"):
        got = sample.sql(f"select title from postings where board = '{board}' order by title")
        assert got == sorted((r["title"],) for r in sample.boards.open_on(board)), board
    assert sample.sql("select count(*) from postings where closed_at is not null") == [(0,)]


def test_an_unchanged_day_adds_nothing_and_asks_little(sample):
    sample.begin(1)
    before = sample.sql("select count(*) from postings"), sample.sql("select sum(requests) from board_runs")
    left = sample.place.warehouse.with_name("warehouse.duckdb.new")  # as of a rebuild that was killed
    left.write_bytes(sample.place.warehouse.read_bytes())
    run_id = sample.pull()
    assert not left.exists()
    assert sample.sql("select count(*) from postings") == before[0]
    assert sample.sql(f"select sum(new), sum(changed), sum(closed) from board_runs where run_id = '{run_id}'") == [
        (0, 0, 0)
    ]
    pages = sample.sql(f"select max(requests) from board_runs where run_id = '{run_id}'")[0][0]
    assert pages <= 3, "robots.txt and the lists, no page again"
    assert sample.sql("select count(*) from posting_history") == [(0,)]


# What closed of the sample met its one search: cardiology in Ohio or near Boston
LED = "select title from opportunities where status = 'closed' and state in ('OH', 'MA') and title not ilike '%pediatric%'"


def test_a_posting_closes_after_two_whole_lists_without_it_and_opens_again(sample):
    gone = "select closed_at is not null from postings where title like 'Advanced Heart Failure%'"
    sample.begin(1, 2)
    assert sample.sql(gone) == [(False,)], "one absence is no closing"
    sample.pull(day=2)
    assert sample.sql(gone) == [(True,)]
    told = "select title from opportunities where was_lead and opportunity_id not in (select lead_id from leads)"
    assert [title for (title,) in sample.sql(told)] == [title for (title,) in sample.sql(LED)] != []
    sample.pull(day=1)
    assert sample.sql(gone) == [(False,)]
    changes = sample.sql(
        "select field, old is null, new is null from posting_history where field = 'closed_at' order by seen_at"
    )
    assert ("closed_at", True, False) in changes and ("closed_at", False, True) in changes


def test_a_board_that_fails_is_named_and_loses_nothing(sample):
    sample.begin(1)
    before = sample.sql("select posting_id, title from postings where board = 'flaky' order by all")
    sample.boards.broken = {"flaky"}
    sample.land(), sample.land()
    run_id = sample.pull()
    assert (
        sample.sql("select posting_id, title from postings where board = 'flaky' and closed_at is null order by all")
        == before
    )
    status = dict(sample.sql(f"select board, status from board_runs where run_id = '{run_id}'"))
    assert status.pop("flaky") == "failed" and set(status.values()) == {"done"}
    assert sample.sql(f"select status from runs where run_id = '{run_id}'") == [("done with failures",)]


def test_an_empty_answer_is_not_a_closing(sample):
    sample.begin(1)
    sample.boards.rows = []
    sample.land(), sample.land()
    run_id = sample.pull()
    assert sample.sql("select count(*) from postings where closed_at is not null and board <> 'hand-kept'") == [(0,)]
    status = dict(sample.sql(f"select board, status from board_runs where run_id = '{run_id}'"))
    assert {status[b] for b in ("society", "regional", "greenhouse")} == {"suspicious"}


def test_a_changed_title_is_history(sample):
    sample.begin(1)
    for row in sample.boards.rows:
        if row["id"] == "12":
            row |= {"title": "Emergency Medicine Physician (updated)", "posted": "2026-11-22"}
    sample.pull()
    assert sample.sql("select old, new from posting_history where field = 'title'") == [
        ("Emergency Medicine Physician", "Emergency Medicine Physician (updated)")
    ]
    assert sample.sql("select title from postings where posting_id = 'greenhouse:12'") == [
        ("Emergency Medicine Physician (updated)",)
    ]


def landed(sample):
    """All published rows less those of `network_files`, which tell how the latest reading differs from the one before."""
    return {table: rows for table, rows in sample.everything().items() if table != "network_files"}


def test_rebuild_from_landing_gives_the_same_rows(sample):
    sample.begin(1, 2, 3)
    before = landed(sample)
    sample.place.warehouse.unlink()
    conf = settings.read(sample.place.config)
    with sample.place.writing():
        steps.build(sample.place, conf, sample.now, lambda line: None, anew=True)
    assert landed(sample) == before


def test_everything_kept_is_the_owners_alone(three_days):
    data = Workspace(three_days).data
    assert [p for p in (data, *data.rglob("*")) if stat.S_IMODE(p.stat().st_mode) & 0o077] == []


def test_every_published_column_is_explained(three_days):
    with duckdb.connect(str(Workspace(three_days).leads), read_only=True) as con:
        bare = "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        assert con.execute(bare).fetchall() == []


def test_hostile_titles_reach_no_page_alive(sample, capsys):
    titles = ("<script>alert(1)</script>", '=HYPERLINK("http://x")', "[x](javascript:alert(1))", "A" * 200_000)
    for row, title in zip(sample.boards.rows[1:], titles, strict=False):
        row["title"] = title
    sample.pull(day=1)
    assert sample.sql("select count(*) from postings where title like '%alert(1)%' or title like '=HYPER%'")[0][0] >= 3
    said = Home(sample.place.root, capsys).run("digest", "--format", "html", "--format", "md", "--format", "csv")
    html, md, csv = (Path(p).read_text("utf-8") for p in said.split())
    assert "<script" not in html and "<script" not in md
    assert "](javascript:" not in md and 'href="javascript:' not in html
    assert not any(cell.strip('"').startswith("=") for line in csv.splitlines() for cell in line.split(","))
    assert max(map(len, (html + md + csv).split())) < 20_000


def test_a_warehouse_of_another_curbside_is_built_again_from_what_landed(sample, capsys):
    sample.begin(1)
    before = sample.sql(STATE)
    with duckdb.connect(str(sample.place.warehouse)) as con:
        con.execute("update core.made set made_by = 'an older one'; alter table core.posting drop column shift")
    home = Home(sample.place.root, capsys)
    assert "after the next run" in home.run("label", "Samir Patel", "friend") + home.capture_last
    sample.pull(day=1)
    assert [row[:1] for row in sample.sql(STATE)] == [row[:1] for row in before]
    with duckdb.connect(str(sample.place.warehouse)) as con:
        assert con.execute("select count(*) from core.made").fetchone() == (1,)
        con.execute("select shift from core.posting limit 1")
