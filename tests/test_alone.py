"""Rules that decide, each in its own SQL file, on rows at their edges: see tests/alone.py."""

import alone
import pytest


@pytest.mark.parametrize("name", alone.names())
def test_a_file_makes_of_its_rows_what_was_looked_at_and_kept(name):
    kept = alone.CASES / f"{name}.rows"
    rows = alone.made(name)
    if not kept.exists():
        kept.write_text(rows, "utf-8")
        pytest.fail(f"{kept} is new: look at it and keep it")
    assert rows.splitlines() == kept.read_text("utf-8").splitlines()
