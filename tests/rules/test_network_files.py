"""How the user's files are: what is trouble, at the edges of each rule, and what is said of it."""

from collections import Counter
from datetime import date

import pytest

from curbside.network import health
from curbside.network.keeping import Kept
from curbside.network.model import File, Problem

TODAY = date(2026, 11, 23)


def kept(file="c.csv", kind="linkedin", entry="network", of=None, **counts: int) -> Kept:
    return Kept(file, kind, entry, of, "", "2026-11-20", "2026-11-01", counts)


def found(kind="linkedin", status="read", of=None, file="c.csv", **counts: int) -> File:
    return File(file, kind, entry="network", of=of, status=status, counts=counts)


@pytest.mark.parametrize(
    ("file", "before", "status"),
    [
        (found(people=90), kept(people=100), "read"),  # a tenth less, and no more
        (found(people=89), kept(people=100), "fewer"),
        (found(people=100, meetings=8), kept(people=100, meetings=10), "fewer"),
        (found(people=100), kept(people=100, messages=1), "fewer"),
        (found(people=9), kept(people=10), "read"),
        (found(people=8), kept(people=10), "fewer"),
        (found(people=1), None, "read"),
        (found(people=120), kept(people=100), "read"),
        (found(people=0), None, "empty"),
        (found(), None, "empty"),
        (found(), kept(people=3), "empty"),
        (found("mail"), None, "read"),  # a quiet mailbox or calendar
        (found("calendar", meetings=0), kept(meetings=0), "read"),
        (found("calendar"), kept(meetings=2), "empty"),
        (found("google", "unreadable", people=3), None, "unreadable"),
    ],
)
def test_a_file_is_read_fewer_or_empty(file, before, status):
    assert health.status(file, before) == status


ENTRIES = [("network", None), ("network", "Ben")]


@pytest.mark.parametrize(
    ("one", "read", "gone"),
    [
        (kept(), [], True),
        (kept(), [found(people=1)], False),  # it is here
        (kept(), [found(of="Ben", people=1)], True),  # a friend's file of that name is another
        (kept(of="Ben"), [found(people=1)], True),
        (kept(entry="else"), [], False),  # taken out of [network]
        (kept(of="Cy"), [], False),
        (kept(), [found(file="d.csv", people=1)], False),  # a newer export in its place
        (kept(), [found(file="d.csv", people=0)], True),
        (kept(), [found(file="d.csv")], True),
        (kept(), [found("google", file="d.csv", people=1)], True),
        (kept(kind="google"), [found(file="d.csv", people=1)], True),
    ],
)
def test_a_file_that_is_no_longer_there_has_vanished_unless_another_took_its_place(one, read, gone):
    assert health.vanished(ENTRIES, read, {one.key: one}) == ([one] if gone else [])


WHY = Problem("c.csv", "", "has no header", "save it as CSV", "error")


@pytest.mark.parametrize(
    ("status", "counts", "before", "why", "text", "remedy"),
    [
        ("missing", {}, None, None, "is not there", "put it back, or take it out of [network]"),
        ("empty", {}, None, None, "gives nothing", "export it again"),
        ("fewer", {"people": 12, "messages": 0}, None, None, "gives 12 people, less than before", "export it again"),
        ("fewer", {"people": 12}, None, WHY, "gives 12 people, less than before", "export it again"),
        ("unreadable", {}, None, None, "could not be read", "export it again"),
        ("unreadable", {}, None, WHY, "has no header", "save it as CSV"),
        ("empty", {}, {"people": 0}, None, "gives nothing", "export it again"),
        (
            "missing", {}, {"people": 1, "meetings": 1200}, None,
            "is not there; the 1 person, 1,200 meetings read from it on 2026-11-20 stay",
            "put it back, or take it out of [network]; if that is right, `curbside network --accept {}`",
        ),
    ],
)  # fmt: skip
def test_trouble_is_one_line_with_its_remedy(status, counts, before, why, text, remedy):
    held = kept(**before) if before is not None else None
    line = health.trouble(found(status=status, **counts), held, why)
    assert (line.text, line.remedy, line.level, line.place) == (text, remedy.format("c.csv"), "error", "")
    spaced = health.trouble(found(status=status, file="my c.csv", **counts), held, why)
    assert spaced.remedy == remedy.format('"my c.csv"')


def test_without_trouble_nothing_is_said():
    assert health.trouble(found(people=1), kept(people=9), WHY) is None


def problem(file: str, level: str = "error", text: str = "t", place: str = "", remedy: str = "r") -> Problem:
    return Problem(file, place, text, remedy, level)


def test_each_file_in_trouble_has_one_line_on_top_in_place_of_its_readers():
    problems = [
        problem("warned", "warning"), problem("held", text="first"), problem("held", text="second"), problem("new", text="whole"),
        problem("part", text="cell", place="line 3"), problem("other"), problem("told", "warning", "said"), problem("row", "warning", "cell", "line 3"),
        problem("bare", "warning", "x", "", ""),
    ]  # fmt: skip
    files = [
        found(file=name, status="unreadable") for name in ("held", "new", "part", "quiet", "told", "row", "bare")
    ] + [found(people=1)]
    held = kept("held", people=2)
    lines = health.troubles(files, {held.key: held}, problems)
    assert [(p.file, p.text.partition(";")[0]) for p in lines] == [
        ("held", "first"), ("quiet", "could not be read"), ("row", "could not be read"), ("bare", "could not be read"), ("warned", "t"), ("new", "whole"),
        ("part", "cell"), ("other", "t"), ("told", "said"), ("row", "cell"), ("bare", "x"),
    ]  # fmt: skip


def test_a_friends_file_is_compared_with_the_friends_own():
    mine, bens = kept(people=9), kept(of="Ben", people=3)
    by_key = {mine.key: mine, bens.key: bens}
    lines = health.troubles([found(status="missing", of="Ben")], by_key, [])
    assert "the 3 people read" in lines[0].text
    row = health.frame([found(of="Ben", people=3)], by_key, TODAY).row(0, named=True)
    assert (row["friend"], row["people_before"]) == ("Ben", 3)


def test_a_row_of_a_file_that_is_well_and_of_one_in_trouble():
    well = File(
        "c.csv", "linkedin", "", date(2026, 11, 13), "network", None, "read", {"people": 40},
        Counter({"rows without a name": 1, "numbers": 3}), ["Odd"],
    )  # fmt: skip
    rows = health.frame([well, found(status="missing", file="gone.csv")], {"me|c.csv": kept(people=41)}, TODAY)
    assert rows.row(0, named=True) == {
        "file": "c.csv", "kind": "linkedin", "friend": None, "status": "read", "read_on": TODAY, "people": 40, "meetings": None, "messages": None,
        "left_out": 4, "left_out_why": ["3 numbers", "1 row without a name"], "exported_on": date(2026, 11, 13), "age_days": 10,
        "unknown_columns": ["Odd"], "people_before": 41, "meetings_before": None, "messages_before": None, "read_before": date(2026, 11, 20),
        "note": None,
    }  # fmt: skip
    gone = rows.row(1, named=True)
    assert gone["note"] == "is not there; put it back, or take it out of [network]"
    assert (gone["read_before"], gone["age_days"], gone["left_out"], gone["left_out_why"]) == (None, None, 0, [])


def test_a_rows_note_is_what_its_reader_said_where_that_is_known():
    files = [found(status="unreadable"), found(people=1, file="d.csv")]
    problems = [WHY, problem("d.csv"), problem("c.csv", "warning", "else")]
    notes = health.frame(files, {}, TODAY, problems)["note"].to_list()
    assert notes == ["has no header; save it as CSV", None]


ROW = {
    "file": "c.csv", "people": 40, "meetings": None, "messages": 0, "people_before": 41, "meetings_before": None, "messages_before": 0,
    "left_out_why": [], "exported_on": date(2026, 11, 13), "age_days": 10, "unknown_columns": [], "note": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "40 people read (41 people before); of 2026-11-13, 10 days old"),
        ({"people": 41}, "41 people read; of 2026-11-13, 10 days old"),
        ({"people_before": None}, "40 people read; of 2026-11-13, 10 days old"),
        ({"people": None, "people_before": None, "messages": None}, "nothing read; of 2026-11-13, 10 days old"),
        ({"age_days": 1, "people_before": 40}, "40 people read; of 2026-11-13, 1 day old"),
        ({"messages": 3, "people_before": 40, "age_days": 0}, "40 people, 3 messages read (nothing before)"),
        ({"messages": 3, "messages_before": 2, "age_days": 0}, "40 people, 3 messages read (41 people, 2 messages before)"),
        ({"age_days": 0}, "40 people read (41 people before)"),
        ({"age_days": -1}, "40 people read (41 people before)"),
        ({"age_days": None, "exported_on": None}, "40 people read (41 people before)"),
        (
            {"left_out_why": ["3 numbers", "1 row"], "unknown_columns": ["A", "B"], "age_days": 0, "people_before": 40},
            "40 people read; left out: 3 numbers, 1 row; columns not understood: A, B",
        ),
        ({"note": "is not there; put it back"}, "is not there; put it back"),
    ],
)  # fmt: skip
def test_a_file_in_words(more, said):
    assert health.told(ROW | more) == f"c.csv: {said}"
