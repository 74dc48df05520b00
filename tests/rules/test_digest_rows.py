"""What a row of the published copy becomes in the digest: a lead, whom to call for it, a board, a reminder."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import duckdb
import published as copies
import pytest

from curbside.exports import content, day, news
from curbside.exports.names import Names

TODAY = date(2026, 11, 23)


def insider_row(**more: object) -> dict:
    held = {
        "person": "Dana", "best_person": "Else", "relation": "works there", "person_id": "p", "via": None, "via_person_id": None, "path": "P.", "best_path": "B.",
        "ask": "scoop", "best_ask": "opening", "confidence": 0.9, "caution": None, "is_cold": False, "phone": "2165550148", "mail": "d@x.org", "profile": None,
    }  # fmt: skip
    return held | more


def test_an_insider_of_a_lead_by_name_or_hidden():
    shown = content._insider(insider_row(), Names(True))
    assert (shown.person_id, shown.person, shown.path, shown.ask, shown.call_id, shown.call) == (
        "p",
        "Dana",
        "P.",
        "scoop",
        "p",
        "Dana",
    )
    assert shown.reach == ("(216) 555-0148", "d@x.org") and shown.caution == "" and not shown.is_cold
    alone = content._insider(insider_row(person=None, person_id=None), Names(True))
    assert (alone.person_id, alone.person, alone.path, alone.ask) == ("Else", "Else", "B.", "opening")
    through = content._insider(insider_row(via="Ben", via_person_id="q", caution="c", is_cold=True), Names(True))
    assert (through.call_id, through.call, through.caution, through.is_cold) == ("q", "Ben", "c", True)
    hidden = content._insider(insider_row(caution="c", via="Ben", via_person_id="q"), Names(False))
    assert (hidden.person_id, hidden.person, hidden.path, hidden.caution, hidden.call, hidden.reach) == (
        "Person 1", "Person 1", "works there", "with care", "Person 2", (),
    )  # fmt: skip
    assert (
        content._insider(insider_row(), Names(False)).caution == ""
        and content._insider(insider_row(), Names(False)).call_id == "Person 1"
    )
    assert (
        content._insider(insider_row(person=None, best_person=None, person_id=None), Names(True)).person
        == "somebody you know"
    )


def lead_row(**more: object) -> dict:
    held = dict.fromkeys(
        "searches score employer_kind specialty miles near pay_year_min pay_year_max posted_on first_seen closes_on boards url insider_count stage why reasons "
        "next_step contact_name is_new title employer".split()
    )  # fmt: skip
    return insider_row() | held | {"lead_id": "a1", "city": "Akron", "state": "OH", "known_in_state": 0} | more


def test_a_lead_says_what_is_not_known():
    one = content._lead(lead_row(), Names(True))
    assert (one.title, one.employer, one.searches, one.score, one.is_new, one.best) == (
        "(no title)",
        "employer not stated",
        ("",),
        0.0,
        False,
        None,
    )
    assert (
        one.next_step == "Ask your training program’s alumni office who went to Akron, OH." and one.insider_count == 0
    )
    known = content._lead(lead_row(insider_count=2, next_step="ask Dana", why=["w"], score=9), Names(True))
    assert (known.best.person, known.next_step, known.why, known.score, known.insider_count) == (
        "Dana",
        "",
        ("w",),
        9.0,
        2,
    )
    assert content._lead(lead_row(next_step="ask Dana"), Names(True)).next_step == "Ask Dana."
    hidden = content._lead(lead_row(next_step="ask Dana", why=["w"], contact_name="Pat"), Names(False))
    assert (hidden.next_step, hidden.why) == ("Write to Person 1, named in the posting.", ())


@pytest.mark.whole
def test_a_day_has_who_moved_and_what_the_newest_run_says_and_none_while_the_search_rests(tmp_path):
    file = copies.build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(file)) as con:
        copies.insert(
            con,
            "moves",
            person_id="p-mei",
            person="Mei-Ling Zhao, DO",
            old_employer="Elm",
            new_employer="Oak",
            noticed_on=TODAY,
        )
        copies.insert(
            con, "moves", person_id="p-luis", person="Luis Ferrer", old_employer="Elm", noticed_on=TODAY - timedelta(8)
        )
    told = content.read(file, TODAY, "Ana")
    assert [(m.person, m.words, m.there) for m in told.moves] == [
        ("Mei-Ling Zhao, DO", "moved from Elm to Oak", ("c3d4e5f6",))
    ]
    assert (told.run_at, told.name, told.changes_rest, told.rests) == ("2026-11-23 09:59", "Ana", 0, None)
    assert [(c.lead_id, c.known) for c in told.closed] == [("0c105ed1", 0)] and told.closed_rest == 1
    assert [(b.board, b.open, b.is_first_day) for b in told.boards][:1] == [("jama", 1, True)]
    assert (told.counts["postings"], told.counts["open_postings"], told.counts["people"]) == (10, 8, 5)
    rests = content.read(file, TODAY, "Ana", rests=TODAY)
    assert (rests.rests, rests.leads, rests.calls, rests.changes, rests.closed, rests.closed_rest) == (
        TODAY,
        (),
        (),
        (),
        (),
        0,
    )
    assert rests.reminders == told.reminders and rests.moves == told.moves
    assert content.read(file, TODAY, "Ana", names=False).name == ""


BOARD = dict.fromkeys(
    "status fetched new changed closed error last_run_at is_failed failed_before coverage".split()
) | {"board": "one"}


@pytest.mark.parametrize(
    ("row", "filled", "first", "status"),
    [
        ({}, None, True, "unknown"), ({"coverage": {"a": 1.0, "b": 0.5, "c": None}, "status": "done"}, 0.75, True, "done"), ({"coverage": {"a": None}}, None, True, "unknown"),
        ({"failed_before": True, "is_failed": True}, None, False, "unknown"), ({"failed_before": False}, None, True, "unknown"),
    ],
)  # fmt: skip
def test_a_board_of_the_digest(row, filled, first, status):
    board = content._board(BOARD | row, 3)
    assert (board.filled, board.is_first_day, board.status, board.open, board.fetched) == (filled, first, status, 3, 0)
    assert board.is_failed is bool(row.get("is_failed"))


def test_a_board_that_says_no_number_had_none():
    board = content._board(BOARD, 3)
    assert (board.fetched, board.new, board.changed, board.closed) == (0, 0, 0, 0)
    board = content._board(BOARD | {"fetched": 5, "new": 4, "changed": 2, "closed": 1}, 3)
    assert (board.fetched, board.new, board.changed, board.closed) == (5, 4, 2, 1)


DANA = content._insider(insider_row(), Names(True))
LEAD = replace(content._lead(lead_row(employer="Elm", is_new=True), Names(True)), best=DANA)


def test_whom_to_call_each_once_new_leads_first_those_with_a_caution_last():
    def lead(key: str, who: str, **more: object) -> day.Lead:
        caution = str(more.pop("caution", ""))
        ask = str(more.pop("ask", "scoop"))
        return replace(LEAD, lead_id=key, best=replace(DANA, call_id=who, call=who, caution=caution, ask=ask), **more)

    leads = (
        lead("1", "careful", caution="c"), lead("2", "old", is_new=False, employer="Oak"), lead("3", "one"), lead("4", "one", employer="Oak"), lead("5", "unasked", ask=""),
        lead("6", "staged", stage="saved"), replace(LEAD, best=None), lead("7", "two"),
    )  # fmt: skip
    calls = content._calls(
        SimpleNamespace(new=[x for x in leads if x.is_new], others=[x for x in leads if not x.is_new])
    )
    assert [(c.best.call_id, [x.lead_id for x in c.leads], bool(c.note)) for c in calls] == [
        ("one", ["3", "4"], False), ("two", ["7"], True), ("old", ["2"], False), ("careful", ["1"], True),
    ]  # fmt: skip


def test_at_most_eighty_people_are_called():
    new = [replace(LEAD, best=replace(DANA, call_id=str(n))) for n in range(90)]
    assert len(content._calls(SimpleNamespace(new=new, others=[]))) == 80


@pytest.mark.parametrize(
    ("due", "is_due"), [(TODAY, True), (TODAY + timedelta(1), False), (TODAY - timedelta(1), True)]
)
def test_a_reminder_of_the_digest(due, is_due):
    row = {
        "due_on": due,
        "person_id": "p",
        "person": "Dana",
        "kind": "thank",
        "reason": "r",
        "lead_id": None,
        "cause": None,
    }
    row |= {"phone": None, "mail": "d@x.org", "profile": None}
    one = content._reminder(row, Names(True), TODAY)
    assert (one.is_due, one.person, one.person_id, one.reason, one.reach, one.lead_id) == (
        is_due,
        "Dana",
        "p",
        "r",
        ("d@x.org",),
        "",
    )
    hidden = content._reminder(row, Names(False), TODAY)
    assert (hidden.person, hidden.person_id, hidden.reason, hidden.reach) == ("Person 1", "Person 1", "", ())


@pytest.mark.whole
def test_fifteen_closed_and_thirty_changed_leads_are_listed_and_the_rest_is_counted(tmp_path, monkeypatch):
    file = copies.build(tmp_path / "leads.duckdb")
    asked, gone = content.rows, {"lead_id": "a", "title": "T", "employer": "E", "city": "C", "state": "OH", "known": 0}
    near = [gone | {"near": True}] * 17 + [gone | {"near": False}]
    monkeypatch.setattr(content, "rows", lambda con, sql, *a: near if sql is news.CLOSED else asked(con, sql, *a))
    monkeypatch.setattr(news, "changes", lambda con, since: ["change"] * 33)
    told = content.read(file, TODAY)
    assert (len(told.closed), told.closed_rest, len(told.changes), told.changes_rest) == (15, 3, 30, 3)
    rests = content.read(file, TODAY, rests=TODAY)
    assert (rests.closed_rest, rests.changes_rest) == (0, 0), "while the search rests nothing is counted either"


def call(employer: str, who: str, caution: str = "") -> SimpleNamespace:
    """A lead as far as it decides whom to call."""
    best = SimpleNamespace(call_id=who, caution=caution, is_askable=True)
    return SimpleNamespace(employer=employer, best=best, stage="")


def test_two_are_asked_one_after_the_other_at_the_employer_of_the_best_lead_of_each():
    new = [call("Elm", "p"), call("Oak", "p", "c"), call("Elm", "q")]
    day = SimpleNamespace(new=new, others=[call("Fir", "q"), call("Oak", "r")])
    assert [(c.best.call_id, bool(c.note)) for c in content._calls(day)] == [("p", False), ("q", True), ("r", False)]
    later = SimpleNamespace(new=[call("Elm", "p", "c"), call("Oak", "p")], others=[call("Fir", "q")])
    assert [c.best.call_id for c in content._calls(later)] == ["q", "p"], "with care, by the best lead of each"
