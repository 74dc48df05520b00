"""Whether a page in a posting's place says, by its words or by what it is, that the posting is one no more."""

from datetime import UTC, datetime

import pytest

from curbside import landing, warehouse
from curbside.extractors.base import Answer, Item
from curbside.warehouse import posting

CLOSED = b"<html><body><h1>Cardiologist</h1><p>This position has been filled.</p></body></html>"
OPEN = b"<html><body><h1>Cardiologist</h1><p>Apply now.</p></body></html>"
LISTS = b"<html><body><h1>Search Jobs</h1><p>Apply now.</p></body></html>"
ONE, TWO = [Item("i", "u")], [Item("i", "u"), Item("j", "u")]


@pytest.mark.parametrize(
    ("kind", "body", "items", "is_read", "over"),
    [
        ("page", CLOSED, [], True, ("k", True)), ("page", CLOSED, [], False, ("k", True)), ("page", OPEN, [], False, None), ("page", LISTS, [], False, ("k", False)),
        ("page", LISTS, [], True, None),  # it gives a posting of its own
        ("list", CLOSED, ONE, True, ("i", True)),  # a page that the user saved
        ("list", CLOSED, TWO, True, None), ("list", CLOSED, [], True, None), ("list", OPEN, ONE, True, None), ("list", LISTS, ONE, False, None),
        ("list", b'{"says": "This position has been filled."}', ONE, True, None),
    ],
)  # fmt: skip
def test_a_page_that_is_its_postings_no_more(kind, body, items, is_read, over):
    key = "k" if kind == "page" else None
    answer = Answer(kind, "https://x.example/k", 200, datetime(2026, 11, 23, tzinfo=UTC), body, "text/html", key=key)
    assert posting._over(answer, items, [{}] * is_read) == over


def test_a_page_without_a_key_is_nobodys():
    answer = Answer("page", "https://x.example/k", 200, datetime(2026, 11, 23, tzinfo=UTC), CLOSED, "text/html")
    assert posting._over(answer, [], []) == ("", True)


def test_runs_that_are_not_applied_yet_the_oldest_first(tmp_path):
    at, runs = datetime(2026, 11, 23, tzinfo=UTC), [f"20261123T000000Z-aaaa-00000{n}" for n in (1, 2, 3)]
    for run_id, board in ((runs[2], "one"), (runs[0], "one"), (runs[1], "one"), (runs[1], "two")):
        run = landing.BoardRun(run_id, board, "greenhouse", None, None, at, at, "failed", "HTTP 500", 0, 0, 0, False)
        landing.write(tmp_path, run, [])
    con = warehouse.connect()
    assert list(posting.pending(con, tmp_path).items()) == [
        (runs[0], ["one"]),
        (runs[1], ["one", "two"]),
        (runs[2], ["one"]),
    ]
    posting.apply_run(con, tmp_path, runs[1], ["two"], print)
    assert posting.pending(con, tmp_path) == {run_id: ["one"] for run_id in runs}


@pytest.mark.whole
def test_what_the_user_heard_of_is_a_posting(tmp_path):
    con = warehouse.connect()
    posting.tips(con)
    assert con.execute("select count(*) from core.posting").fetchone() == (0,)
    con.execute("""insert into raw.journal (said_at, verb, subject, object, detail)
        values ('2026-11-20 10:00:00+00', 'tip', 'person', 'Quiet Hospital', '{"title": "Cardiologist", "place": "Reno, NV"}')""")
    posting.tips(con)
    found = con.execute("select board, employer_name, title, city, state from core.posting").fetchall()
    assert found == [("tip", "Quiet Hospital", "Cardiologist", "Reno", "NV")]


def test_beside_a_damaged_file_and_a_hub_the_other_boards_of_a_run_are_applied(tmp_path, monkeypatch):
    at, run_id = datetime(2026, 11, 23, tzinfo=UTC), "20261123T000000Z-aaaa-000001"
    for board, family in (("damaged", "greenhouse"), ("hub", "hub"), ("one", "greenhouse"), ("two", "greenhouse")):
        failed = ("failed", "HTTP 500", 0, 0, 0, False) if board == "one" else ("done", None, 0, 0, 0, True)
        run = landing.BoardRun(run_id, board, family, None, None, at, at, *failed)
        landing.write(tmp_path, run, [])
    (tmp_path / "damaged" / f"{run_id}.parquet").write_bytes(b"damaged")
    said: list[str] = []
    hubs: list[str] = []
    monkeypatch.setattr(posting.replica, "apply", lambda con, run, answers: hubs.append(run.board))
    con = warehouse.connect()
    assert posting.apply_run(con, tmp_path, run_id, ["damaged", "hub", "one", "two"], said.append) == 1
    runs = con.execute("select board, error from raw.board_run order by board").fetchall()
    assert runs == [("one", "HTTP 500"), ("two", "answered with no posting at all")]
    assert hubs == ["hub"] and len(said) == 1 and "damaged" in said[0]
