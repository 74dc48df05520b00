"""docs/security.md: each row names its tests, which are there, and a pasted query reaches nothing but the copy."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from curbside.commands import cli

ROOT = Path(__file__).parents[1]
ROWS = [line for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines() if line.startswith("| ")][2:]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[2].strip()[:40])
def test_each_row_names_tests_that_are_there(row):
    named = re.findall(r"`(tests/\w+\.py)`", row.split("|")[4])
    assert named and all("def test_" in (ROOT / name).read_text("utf-8") for name in named)


@pytest.fixture
def copy(tmp_path):
    (tmp_path / "data").mkdir()
    with duckdb.connect(str(tmp_path / "data" / "leads.duckdb")) as con:
        con.execute("create table leads as select 1 as lead_id")
    (tmp_path / "secret.csv").write_text("a\nsecret\n")
    return tmp_path


@pytest.mark.parametrize(
    "query",
    [
        "from read_csv('{root}/secret.csv')", "from read_text('{root}/secret.csv')", "copy leads to '{root}/out.csv'",
        "attach '{root}/other.duckdb'", "delete from leads", "drop table leads", "install httpfs", "load httpfs",
        "set enable_external_access = true", "export database '{root}/out'", "from '{root}/secret.csv'", "from glob('/*')",
    ],
)  # fmt: skip
def test_a_pasted_query_reads_no_file_writes_none_and_changes_nothing(copy, capsys, query):
    before = sorted(p for p in copy.rglob("*") if "tmp" not in p.parts)
    assert cli.main(["-C", str(copy), "sql", query.format(root=copy)]) == 2
    out, error = capsys.readouterr()
    assert "secret" not in out and error.count("\n") == 1 and "Traceback" not in error
    assert sorted(p for p in copy.rglob("*") if "tmp" not in p.parts) == before
    assert cli.main(["-C", str(copy), "sql", "from leads"]) == 0
