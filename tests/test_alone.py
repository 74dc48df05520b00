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


def test_every_sql_file_is_bent_or_left_out_with_its_reason(monkeypatch):
    monkeypatch.syspath_prepend(alone.CASES.parents[1] / "benchmarks")
    import mutate_sql

    bent = {name for name in mutate_sql.DECIDES if any(mutate_sql.mutants(name))}
    assert bent == set(mutate_sql.DECIDES) >= {n for n in alone.names() if not n.startswith("macro/")}
    assert all(mutate_sql.left_out())
    assert mutate_sql.equivalent()
