"""The command line as a user meets it: answers, errors of one line, exit statuses, speed of imports."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from bridging import Home
from conftest import Sample, environment

from curbside.workspace import Workspace


@pytest.fixture(scope="module")
def built(three_days):
    """A workspace after three days, its boards gone; the tests here only read it."""
    return Sample(Workspace(three_days), boards=None)


def test_leads_show_who_and_sql_answer(built):
    leads = json.loads(built.command("leads", "--format", "json").stdout)
    assert leads and all(lead["lead_id"] for lead in leads)
    shown = built.command("show", leads[0]["lead_id"][:6])
    assert shown.returncode == 0 and leads[0]["employer_name"][:12] in shown.stdout
    assert "Dana Whitcombe" in built.command("who", "Harbor", "Light").stdout
    assert (
        json.loads(built.command("sql", "select count(*) as n from postings", "--format", "json").stdout)[0]["n"] > 20
    )
    assert built.command("leads", "--format", "csv").stdout.startswith('"lead_id"')


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["show", "zzzzzzzz"], 2),
        (["sql", "selct 1"], 2),
        (["sql", "create table x as select 1"], 2),
        (["sql", "from read_text('/etc/passwd')"], 2),
        (["leads", "--limit", "0"], 2),
        (["leads", "--search", "no such search"], 2),
        (["nonsense"], 2),
        (["run", "--board", "nope"], 2),
    ],
)
def test_wrong_use_is_one_line_and_status_2(built, words, status, capsys):
    found, said = Home(built.place.root, capsys).error(*words)
    assert found == status
    assert len([line for line in said.splitlines() if line.startswith("curbside: ")]) <= 1


def test_before_the_first_run_answers_say_so(sample):
    done = sample.command("leads")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "curbside" in done.stderr


def test_an_unwritable_data_folder_is_one_line(sample):
    sample.place.data.write_text("a file where the folder should be")
    done = sample.command("rebuild")
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and str(sample.place.data) in done.stderr


def test_commands_that_answer_import_nothing_heavy(built):
    code = (
        "import sys; from curbside.commands.cli import main; "
        f"main(['-C', {str(built.place.root)!r}, 'leads']); main(['-C', {str(built.place.root)!r}, 'who', 'Columbus']); "
        "print('imported:', {'prefect', 'polars', 'pydantic', 'requests', 'jinja2'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert done.stdout.endswith("imported: set()\n"), done.stdout + done.stderr


def test_two_runs_at_once_are_refused_with_one_line(sample):
    sample.begin(1)
    with sample.place.writing():
        done = sample.command("rebuild")
    assert done.returncode == 1 and "another curbside is writing" in done.stderr
