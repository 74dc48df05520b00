"""The job's steps by themselves: which boards are asked, what is said of the clock, what trouble a board is in."""

from datetime import UTC, date, datetime, timedelta, timezone

import duckdb
import polars as pl
import published
import pytest

from curbside import landing, settings
from curbside.extractors.pull import Pulled
from curbside.job import clock, let_go, steps, told
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.settings import ConfigError
from curbside.workspace import Workspace

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
CONFIG = """
[me]
name = "Ana Ruiz"
email = "ana@example.org"
specialties = ["Cardiovascular Disease"]
[[search]]
name = "s"
states = ["OH"]
[[board]]
name = "one"
family = "greenhouse"
account = "one"
[[board]]
name = "two"
family = "greenhouse"
account = "two"
"""


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    (tmp_path / "curbside.toml").write_text(CONFIG)
    return Workspace(tmp_path)


def land(workspace: Workspace, at: datetime, board: str = "one", number: int = 1) -> None:
    run_id = f"{at:%Y%m%dT%H%M%SZ}-aaaa-{number:06d}"
    run = landing.BoardRun(run_id, board, "greenhouse", None, None, at, at, "partial", "x", 3, 3, 3, True, "Elm")
    landing.write(workspace.landing, run, [])


def test_boards_are_all_or_those_that_are_named(workspace):
    said: list[str] = []
    job = steps.prepare(workspace, [], said.append, NOW)
    assert list(job.boards) == ["one", "two"] and "ana@example.org" in job.client.user_agent
    named = steps.prepare(workspace, ["two"], said.append, NOW)
    assert list(named.boards) == ["two"] and (job.whole, named.whole) == (True, False)
    with pytest.raises(ConfigError, match=r"--board six: not an enabled board .* it has one, two"):
        steps.prepare(workspace, ["one", "six", "ten"], said.append, NOW)
    assert said == []


def test_while_the_search_rests_no_board_is_asked_unless_it_is_named(workspace):
    workspace.journal.parent.mkdir(parents=True, exist_ok=True)
    journal.append(workspace.journal, Entry(NOW, "search", "search", "rest", {"on": "2026-11-20"}))
    said: list[str] = []
    assert steps.prepare(workspace, [], said.append, NOW).boards == {}
    assert said[0].startswith("the search rests since 2026-11-20") and len(said) == 1
    assert list(steps.prepare(workspace, ["two"], said.append, NOW).boards) == ["two"] and len(said) == 1


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=30), "30 days later"), (timedelta(days=29, hours=23), None), (timedelta(days=1200), "1,200 days later"), (timedelta(0), None),
        (timedelta(minutes=-5), None), (timedelta(minutes=-6), "the clock jumped"), (timedelta(days=-40), "the clock jumped"),
    ],
)  # fmt: skip
def test_a_clock_that_does_not_fit_the_newest_run_is_said(workspace, before, said):
    assert clock.by_runs(workspace, NOW) is None
    land(workspace, NOW - before)
    line = clock.by_runs(workspace, NOW)
    assert said in line if said else line is None


@pytest.mark.parametrize(
    ("status", "error", "trouble"),
    [
        ("done", None, None), ("done", "capped", None), ("removed", None, None), ("failed", "HTTP 500", "HTTP 500"), ("partial", None, "partial"), ("suspicious", "half is gone", "half is gone"),
    ],
)  # fmt: skip
def test_a_board_in_trouble_says_why(status, error, trouble):
    assert steps.Outcome("one", status, error, 0, 0, 0, 0).trouble == trouble


@pytest.mark.parametrize(
    ("status", "error", "kept"),
    [("done", "capped", {}), ("partial", "HTTP 500", {"one": "HTTP 500"}), ("failed", None, {"one": "failed"})],
)
def test_what_did_not_end_well_is_a_failure_of_the_run(workspace, status, error, kept):
    job = steps.prepare(workspace, [], print, NOW)
    steps._land(job, job.boards["one"], Pulled(status=status, error=error, complete=True), timedelta(seconds=9))
    run, _ = landing.read(workspace.landing, "one", job.run_id)
    assert job.failures == kept and (run.status, run.error, run.complete) == (status, error, True)
    assert run.ended_at - run.started_at == timedelta(seconds=9)


@pytest.mark.parametrize(
    ("error", "said"),
    [(landing.LandingError("no room"), "no room"), (KeyError("x"), "one: could not be landed (KeyError)")],
)
def test_a_board_that_broke_is_landed_as_failed_and_said(workspace, error, said):
    lines: list[str] = []
    job = steps.prepare(workspace, [], lines.append, NOW)
    assert steps.broke(job, "one", error) == "failed"
    run, _ = landing.read(workspace.landing, "one", job.run_id)
    assert (run.status, run.error, run.complete, run.ended_at) == ("failed", said, False, run.started_at)
    assert job.failures == {"one": said} and lines == [f"one: {said}"]
    assert steps.broke(job, "one", ValueError()) == "failed", "what is landed already is no second fault"


@pytest.mark.whole
def test_a_digest_written_elsewhere_is_no_telling_of_the_day(workspace, tmp_path):
    workspace.leads.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(published.build(workspace.leads))) as con:
        con.execute("update runs set sequence = 7")
    conf = settings.read(workspace.config)
    assert steps.digest(workspace, conf, NOW, ["md"], tmp_path / "out") == [tmp_path / "out/2026-11-24/digest.md"]
    assert "Ana Ruiz" in (tmp_path / "out/2026-11-24/digest.md").read_text()
    assert not (workspace.digests / told.FILE).exists()
    assert steps.digest(workspace, conf, NOW) == [
        workspace.digests / "2026-11-24" / f"digest.{kind}" for kind in conf.digest.formats
    ]
    assert (workspace.digests / told.FILE).exists()


def test_files_that_are_not_as_they_were_are_counted(workspace):
    workspace.leads.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(published.build(workspace.leads))) as con:
        con.execute("delete from network_files")
        for file, status in (("a", "read"), ("b", "missing"), ("c", "shrunk"), ("d", "read"), ("e", "read")):
            published.insert(con, "network_files", file=file, kind="mail", status=status)
    assert steps.network(workspace)[1] == 2


def test_what_is_built_knows_which_boards_are_still_asked_and_says_what_is_wrong_with_your_files(
    workspace, monkeypatch
):
    built: list[dict[str, pl.DataFrame]] = []
    monkeypatch.setattr("curbside.warehouse.build.run", lambda *a: built.append(a[4]) or 7)
    workspace.config.write_text(CONFIG + '[network]\nsent = ["gone.mbox"]\n')
    lines: list[str] = []
    conf, run_id = settings.read(workspace.config), "20261124T060000Z-aaaa-000001"
    assert steps.build(workspace, conf, NOW, lines.append, under_way={"two": run_id}) == 7
    assert built[0]["under_way"].rows() == [(run_id, "two", NOW)] and "gone.mbox" in " ".join(lines)
    steps.build(workspace, conf, NOW, lines.append)
    assert built[1]["under_way"].is_empty()


def test_a_run_takes_out_of_what_it_lands_whom_you_had_forgotten(workspace):
    assert steps.prepare(workspace, [], print, NOW).clean is None
    workspace.journal.parent.mkdir(parents=True, exist_ok=True)
    journal.append(workspace.journal, Entry(NOW, "forget", "x", None, {"salt": "s", "hashes": ["h"]}))
    assert steps.prepare(workspace, [], print, NOW).clean is not None


def test_a_board_taken_out_is_landed_as_removed_where_anything_of_it_ever_was(workspace):
    assert let_go.board(workspace, "one", NOW) is False
    land(workspace, NOW - timedelta(days=2), number=1)
    land(workspace, NOW - timedelta(days=1), number=2)
    assert let_go.board(workspace, "two", NOW) is False
    assert let_go.board(workspace, "one", NOW) is True
    run, answers = landing.read(workspace.landing, "one", landing.newest(workspace.landing) or "")
    assert (run.status, run.error, run.complete, run.employer) == ("removed", None, False, "Elm")
    assert (run.listed, run.fetched, run.requests, answers) == (0, 0, 0, [])
    assert (run.started_at, run.ended_at) == (NOW, NOW) and landing.number(run.run_id) == 3


def test_the_digests_memory_keeps_each_day_and_its_newest_run_by_number(tmp_path):
    runs = ["20261128T110000Z-aaaa-000007", "20261127T110000Z-bbbb-000008"]  # the clock was set back
    leads = tmp_path / "leads.duckdb"
    with duckdb.connect(str(leads)) as con:
        con.execute("create table runs (run_id text, sequence int)")
        con.execute("create table postings (posting_id text, opportunity_id text)")
        con.execute("create table leads (lead_id text)")
    told.keep(tmp_path, leads, date(2026, 11, 26))
    assert not (tmp_path / told.FILE).exists(), "before the first run nothing was told"
    with duckdb.connect(str(leads)) as con:
        con.execute("insert into runs values (?, 7), (?, 8)", runs)
    told.keep(tmp_path / "new" / "folder", leads, date(2026, 11, 27))
    told.keep(tmp_path / "new" / "folder", leads, date(2026, 11, 28))
    frame = told.frame(tmp_path / "new" / "folder", runs)
    assert frame.rows() == [(date(2026, 11, 27), runs[1]), (date(2026, 11, 28), runs[1])]
    assert (tmp_path / "new" / "folder").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-27T11:00:00+00:00", 1), ("2026-11-27T10:59:59+00:00", 0), ("2026-11-30T00:00:00+00:00", 2), ("2026-11-01T00:00:00+00:00", None),
    ],
)  # fmt: skip
def test_a_moment_of_an_earlier_version_is_the_newest_run_until_then(said, meant):
    runs = ["20261126T110000Z-aaaa", "20261127T110000Z-bbbb", "20261128T110000Z-cccc-000001"]
    assert told._run(said, runs) == (None if meant is None else runs[meant])
    assert told._run("20261201T110000Z-dddd-000009", runs) == "20261201T110000Z-dddd-000009"


def test_the_runs_number_and_day_are_those_of_its_time_in_utc(workspace):
    early = NOW.astimezone(timezone(timedelta(hours=-7)))
    assert steps.prepare(workspace, [], print, early).run_id.startswith("20261124T060000Z")
