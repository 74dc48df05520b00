"""How much DuckDB thinks about a statement: where little is read, it runs as it is written."""

import pytest

from curbside import warehouse
from curbside.job import steps


def thought(con, registered: bool = False, landed: int = 0) -> bool:
    warehouse.plan(con, registered, landed)
    return con.execute("select current_setting('disabled_optimizers')").fetchall() == [("",)]


def test_a_small_workspace_is_planned_plainly_until_it_grows_or_registers_come(monkeypatch):
    monkeypatch.setattr(warehouse, "PLAIN", 2)
    con = warehouse.connect()
    con.execute("insert into raw.person_record (record_id) values ('a'), ('b')")
    assert not thought(con) and thought(con, registered=True) and not thought(con)
    assert thought(con, landed=1) and not thought(con, landed=0)
    con.execute(
        "insert into core.posting (posting_id, board, board_posting_id) values ('1', 'a', '1'), ('2', 'a', '2'), ('3', 'a', '3')"
    )
    assert thought(con)


@pytest.mark.whole
def test_whatever_the_plan_the_rows_are_the_same(sample, monkeypatch):
    sample.begin(1, 2)
    plain = sample.everything()
    assert plain["insiders"]
    monkeypatch.setattr(warehouse, "PLAIN", -1)
    job = steps.prepare(sample.place, [], lambda line: None, now=sample.now)
    with sample.place.writing():
        steps.build(sample.place, job.settings, sample.now, lambda line: None, anew=True)
    found = sample.everything()
    found["network_files"] = plain["network_files"]  # beside the day before, which a rebuild has not
    assert {t: rows for t, rows in found.items() if rows != plain[t]} == {}
