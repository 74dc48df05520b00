"""A workspace of any earlier curbside opens in this one, and nothing that the user said or a board told is lost.

`workspaces/<day>.zip` were made by the code of that day: a hand-kept list over four days (one posting new, one gone,
one moved), a LinkedIn export, a call, a tip and a stage. `said.json` is what that code published.
"""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from curbside import landing
from curbside.commands import cli
from curbside.job import steps
from curbside.workspace import FORMAT, Workspace

ROWS = """
select board_posting_id, title, city, (first_seen at time zone 'UTC')::text, (last_seen at time zone 'UTC')::text,
    closed_at is null
from postings where board = 'kept' order by all
"""
pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("rebuilds_take")]


@pytest.mark.parametrize("file", sorted((Path(__file__).parent / "workspaces").glob("*.zip")), ids=lambda f: f.stem)
def test_a_workspace_of_an_earlier_day_opens_with_all_its_words(tmp_path, file, capsys):
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    place, said = Workspace(tmp_path), json.loads((tmp_path / "said.json").read_text())
    journal = place.journal.read_bytes()
    assert cli.main(["-C", str(tmp_path), "leads"]) == 0  # before anything is brought up to date
    lines: list[str] = []
    job = steps.prepare(place, [], lines.append, now=datetime(2026, 11, 24, 11, tzinfo=UTC))
    with place.writing():
        for name in job.boards:
            steps.collect(job, name)
        assert steps.build(place, job.settings, job.now, lines.append) == 0
    assert any("it is built again from data/landing/" in line for line in lines)
    assert place.journal.read_bytes() == journal and len(journal.splitlines()) == said["journal"]
    with duckdb.connect(str(place.leads), read_only=True) as con:
        # what is on the list today was seen today; the rest is as it was told then
        before = [(*row[:4], row[4] if row[5] else "2026-11-24 11:00:00", not row[5]) for row in said["postings"]]
        assert con.execute(ROWS).fetchall() == before
        assert con.execute("select count(*) from interactions").fetchone() == (said["interactions"],)
        assert con.execute("select stage from applications").fetchall() == [("saved",)]
        assert con.execute("select count(*) from postings where board = 'tip'").fetchone() == (1,)
        assert con.execute("select count(*), max(sequence) from runs").fetchone() == (said["runs"] + 1,) * 2
        moved = "select field, count(*) from posting_history where field in ('city', 'closed_at') group by 1 order by 1"
        assert [list(row) for row in con.execute(moved).fetchall()] == said["history"]
    assert landing.newest(place.landing) == job.run_id and landing.number(job.run_id) == 1


def test_a_workspace_of_a_newer_curbside_is_refused_in_one_line_and_left_alone(tmp_path, capsys):
    place = Workspace(tmp_path)
    place.config.write_text('[[search]]\nname = "x"\n')
    place.make_private()
    place.form.write_text(json.dumps({"format": FORMAT + 1}))

    def kept() -> list[Path]:
        return sorted(p for p in tmp_path.rglob("*") if "tmp" not in p.parts[-2:])

    before = kept()
    for command in (["run"], ["leads"], ["rebuild"], ["forget", "Ana"], ["sql", "select 1"]):
        assert cli.main(["-C", str(tmp_path), *command]) == 1
        error = capsys.readouterr().err
        assert "is of a newer curbside" in error and "update curbside" in error and error.count("\n") == 1
    assert kept() == before
