"""Rules that decide, each in its own SQL file, on rows at their edges: see tests/alone.py."""

import alone
import pytest


@pytest.mark.whole
@pytest.mark.parametrize("name", alone.names())
def test_a_file_makes_of_its_rows_what_was_looked_at_and_kept(name):
    rows = alone.made(name)
    if not alone.has(name):
        (alone.CASES / f"{name}.rows").write_text(rows, "utf-8")
        pytest.fail(f"{name}.rows is new: look at it and keep it")
    assert rows.splitlines() == alone.kept(name).splitlines()
