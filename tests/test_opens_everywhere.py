"""The published copy is read by the DuckDB clients that people have, not only by curbside's own."""

import shutil
import subprocess
import sys

import pytest

OLD = "duckdb==1.5.5"
READ = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=True) as con:
    tables = [t for (t,) in con.sql("select table_name from duckdb_tables()").fetchall()]
    rows = {t: len(con.sql(f"from {t}").fetchall()) for t in tables}
    said = con.sql("select count(*) from duckdb_columns() where comment is null and not internal").fetchone()[0]
print(rows["leads"] > 0, rows["insiders"] > 0, said, con.__class__.__module__ and duckdb.__version__)
"""


def test_a_client_of_duckdb_1_reads_every_table_and_comment(three_days, tmp_path):
    uv = shutil.which("uv", path=f"{sys.prefix}/bin") or shutil.which("uv")
    held = subprocess.run(
        [str(uv), "pip", "install", "-q", "--target", str(tmp_path / "old"), OLD], capture_output=True, timeout=300
    )
    if held.returncode:
        pytest.skip("no package index: DuckDB 1.x cannot be had")
    read = subprocess.run(
        [sys.executable, "-c", READ, str(three_days / "data/leads.duckdb")],
        env={"PYTHONPATH": str(tmp_path / "old")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert read.stdout.split() == ["True", "True", "0", "1.5.5"], read.stderr
