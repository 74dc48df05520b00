"""The digest's first screen: at most five people, what is owed first, each with a way to reach and to name them."""

import re
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from published import build

from curbside.exports import acquaintance, content, digest, today
from curbside.exports.day import Board, Digest, Reminder

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> Digest:
    return content.read(build(tmp_path_factory.mktemp("today") / "leads.duckdb"), TODAY, "Ana Ruiz, MD")


def reminder(kind: str, person: str, due: date = TODAY, **more: object) -> Reminder:
    return Reminder(due, person, kind, f"why {kind}", "", due <= TODAY, person_id=f"p-{person.lower()}", **more)


def test_what_is_owed_comes_before_what_is_asked_and_one_old_friend_comes_last(day):
    owed = [
        reminder("reconnect", "Ed"),
        reminder("follow up", "Bo"),
        reminder("thank", "Al"),
        reminder("reconnect", "Flo"),
    ]
    found = today.actions(replace(day, reminders=tuple(owed)))
    assert [a.person for a in found][:2] == ["Al", "Bo"] and found[-1].person == "Ed"
    assert [a.do for a in found if a.person in ("Ed", "Flo")] == ["Say hello to"]


def test_five_people_at_most_and_each_once(day):
    many = [reminder("thank", f"P{n}") for n in range(9)] + [reminder("follow up", "P1")]
    found = today.actions(replace(day, reminders=tuple(many)))
    assert len(found) == 5 and len({a.key for a in found}) == len(found)


def test_what_is_not_due_yet_waits(day):
    later = reminder("thank", "Zoe", date(2026, 11, 24))
    assert "Zoe" not in [a.person for a in today.actions(replace(day, reminders=(later,)))]


def test_somebody_gone_cold_is_greeted_before_anything_is_asked(day):
    cold = [a for a in today.actions(day) if "cold" in a.caution.lower()]
    assert cold and [a.heading for a in cold] == [f"Say hello to {a.person}" for a in cold]
    assert all(a.say.startswith(f"curbside draft reconnect {a.key}") for a in cold)


def test_everybody_can_be_named_back_and_reached(day):
    found = today.actions(day)
    assert found
    for action in found:
        assert (
            re.fullmatch(r"curbside (draft [a-z-]+|brief) \S+( --lead \S+)?", action.say) and action.key in action.say
        )
    page = digest.html(day)
    assert 'href="tel:+16145550100"' in page and 'href="mailto:' in page


def test_a_profile_is_linked_and_a_mail_says_what_it_is_about():
    ways = dict(
        today._ways(
            ("+1 614 555 0100", "dana@example.org", "https://www.linkedin.com/in/dana"), "Cardiologist, Elm & Co"
        )
    )
    assert ways["LinkedIn profile"] == "https://www.linkedin.com/in/dana"
    assert ways["dana@example.org"] == "mailto:dana@example.org?subject=Cardiologist%2C%20Elm%20%26%20Co"


def test_a_failure_is_loud_on_its_first_day_and_a_line_from_then_on(day):
    board = Board("jama", "failed", 1, 0, 0, 0, 0, None, "HTTP 500", "2026-11-23 09:59", True, is_first_day=True)
    first = digest.text(replace(day, boards=(board,)))
    later = digest.text(replace(day, boards=(replace(board, is_first_day=False),)))
    assert "HTTP 500" in first and "HTTP 500" not in later
    assert "Not read: jama" in first and "Not read: jama" in later


def test_the_busiest_day_stays_within_600_words(day):
    lead = day.new[0]
    leads = tuple(
        replace(lead, lead_id=f"l{n}", employer=f"Hospital number {n} of Ohio", title=f"Cardiologist {n}")
        for n in range(400)
    )
    moves, changes, closed = (tuple(x for x in xs for _ in range(60)) for xs in (day.moves, day.changes, day.closed))
    busy = replace(
        day,
        leads=leads,
        moves=moves,
        changes=changes,
        closed=closed,
        reminders=tuple(reminder("thank", f"P{n}") for n in range(50)),
    )
    words = re.findall(r"\w+", re.sub(r"\(<[^>]*>\)", "", digest.text(busy)))
    assert len(words) <= 600
    assert "and 394 more employers" in digest.text(busy)


def test_of_two_namesakes_the_one_on_todays_list_is_meant_by_words_about_the_list_alone(tmp_path):
    with duckdb.connect(str(build(tmp_path / "leads.duckdb"))) as con:
        name, key = con.execute("select name, person_id from people where person_id = 'p-dana'").fetchall()[0]
        con.execute(
            "insert into people (person_id, name, emails, phones, urls, sources) values ('p-other', ?, [], [], [], [])",
            [name],
        )
        con.execute("insert into person_ids values ('p-other', 'p-other')")
        con.execute("delete from reminders")
        acquaintance.number(con, tmp_path)
        con.execute("insert into today_list values ('1', ?, null)", [key])
        on_list = acquaintance.one(con, name, listed=date(2026, 11, 24))
        assert on_list.person_id == acquaintance.one(con, "1").person_id == key
        with pytest.raises(ValueError, match="may be 2 people"):
            acquaintance.one(con, name)
        con.execute("delete from today_list")
        con.execute(
            "insert into reminders (person_id, due_on) values ('p-other', '2026-11-24'), (?, '2026-11-25')", [key]
        )
        assert acquaintance.one(con, name, listed=date(2026, 11, 24)).person_id == "p-other", "due by the user's day"
