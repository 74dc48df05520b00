"""The digest's first screen: at most five people, what is owed first, each with a way to reach and to name them."""

import re
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest
from published import build

from curbside.exports import acquaintance, content, digest, today
from curbside.exports.day import Board, Call, Digest, Insider, Reminder
from curbside.exports.numbers import Shown

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


def call(day: Digest, name: str, **facts: object) -> Call:
    """A call about the day's first three leads; facts of the insider, and `note`."""
    note = str(facts.pop("note", ""))
    best = Insider(name, name, "works there", f"path {name}", "scoop", 0.9, "", name, name, ())
    return Call(replace(best, **facts), day.leads[:3], note)


def asked(day: Digest, *calls: Call, **facts: object) -> list[today.Action]:
    return list(today.actions(replace(day, calls=calls, reminders=(), **{"shown": {}, "letters": {}} | facts)))


def test_who_is_asked_what_in_which_words(day):
    first = day.leads[0]
    direct = asked(day, call(day, "Al", reach=("al@x.org",)))[0]
    assert (direct.person, direct.why, direct.letter) == ("Al", "path Al", "scoop")
    assert direct.about == day.leads[:2] and direct.say == f"curbside draft scoop Al --lead {first.lead_id}"
    assert direct.heading.startswith("Al: ask ") and dict(direct.reach)["al@x.org"].startswith(
        "mailto:al@x.org?subject="
    )
    between = asked(day, call(day, "Bo", call_id="Cy", call="Cy", is_cold=True))[0]
    assert (between.person, between.letter) == ("Cy", "introduction") and "introduced to Bo" in between.heading
    cold = asked(day, call(day, "Di", is_cold=True))[0]
    assert (cold.heading, cold.letter) == ("Say hello to Di", "reconnect")


def test_who_has_a_note_or_nothing_to_be_asked_is_not_on_the_list(day):
    calls = call(day, "Al", note="asked on Monday"), call(day, "Bo", ask=""), call(day, "Cy")
    assert [a.person for a in asked(day, *calls)] == ["Cy"]


def test_who_stood_on_an_earlier_list_stays_three_at_most_before_the_new(day):
    calls = [call(day, name) for name in "ABCDEFGH"]
    before, now = day.today - timedelta(days=1), day.today
    shown = {n: Shown(k, "", now if n == "C" else before, before) for k, n in enumerate("CEFGH", 11)}
    found = asked(day, *calls, shown=shown)
    assert [a.person for a in found] == ["E", "F", "G", "A", "B"]
    assert [a.number for a in found] == [12, 13, 14, None, None]


def test_a_number_stands_for_the_person_and_the_lead_that_it_was_given_with(day):
    first, second = day.leads[:2]
    for lead_id, say in (
        (first.lead_id, "curbside draft scoop 7"),
        (second.lead_id, f"curbside draft scoop 7 --lead {first.lead_id}"),
    ):
        found = asked(day, call(day, "Al"), shown={"Al": Shown(7, lead_id, day.today, day.today)})
        assert (found[0].say, found[0].number) == (say, 7)
    thanks = replace(day, calls=(), reminders=(reminder("thank", "Al"),), shown={"p-al": Shown(7, "", TODAY, TODAY)})
    assert today.actions(thanks)[0].say == "curbside draft thanks 7"


def test_a_letter_stands_behind_the_mail_address_alone(day):
    letter = "mailto:al@x.org?body=Dear"
    reach = ("+1 614", "al@x.org", "https://www.linkedin.com/in/al", "https://elm.example")
    found = asked(day, call(day, "Al", reach=reach), letters={"Al": letter})[0]
    assert found.reach == (
        ("+1 614", None), ("al@x.org", letter), ("LinkedIn profile", reach[2]), ("profile", reach[3]),
    )  # fmt: skip
    assert dict(asked(day, call(day, "Al", reach=reach), letters={"Al": "javascript:x"})[0].reach)["al@x.org"]


@pytest.mark.parametrize(
    ("kind", "facts", "heading", "say", "letter"),
    [
        ("thank", {}, "Thank Al", "draft thanks", "thanks"),
        ("make up", {}, "Make up with Al", "brief", ""),
        ("follow up", {}, "Follow up with Al", "brief", ""),
        ("follow up", {"cause": "nudge"}, "Follow up with Al", "draft nudge", "nudge"),
        ("close out", {}, "Tell how it ended: Al", "draft farewell", "farewell"),
        ("reconnect", {}, "Say hello to Al", "draft reconnect", "reconnect"),
    ],
)
def test_each_reminder_has_its_words_and_its_letter(day, kind, facts, heading, say, letter):
    about = replace(reminder(kind, "Al", reach=("al@x.org",), **facts), lead_id=day.leads[1].lead_id)
    (found,) = today.actions(replace(day, calls=(), reminders=(about,), shown={}, letters={}))
    assert (found.heading, found.say, found.letter) == (heading, f"curbside {say} p-al", letter)
    assert found.about == (day.leads[1],) and found.reach == (("al@x.org", "mailto:al@x.org"),)


def test_of_what_is_owed_thanks_come_first_and_within_a_kind_the_longest_due(day):
    kinds = ["reconnect", "close out", "follow up", "make up", "thank"]
    owed = [reminder(k, f"{k}{n}", TODAY - timedelta(days=n)) for k in kinds for n in (0, 3)]
    found = today.actions(replace(day, calls=(), reminders=tuple(owed), shown={}))
    assert [a.person for a in found] == ["thank3", "thank0", "make up3", "make up0", "follow up3"]


def test_new_leads_are_grouped_by_employer_and_the_rest_is_counted(day):
    lead = replace(day.new[0], best=None)
    known = replace(lead, best=replace(call(day, "Al").best), insider_count=4)
    leads = [replace(x, employer=e) for e, x in zip("ABACA", (lead, lead, known, lead, lead), strict=True)]
    busy = replace(day, leads=tuple(replace(x, is_new=True, stage="") for x in leads))
    houses, more = today.houses(busy, 2)
    assert [(h.employer, len(h.leads), h.rest, h.best) for h in houses] == [("A", 2, 1, "Al"), ("B", 1, 0, "")]
    assert more == 1 and houses[0].known == max(4, lead.insider_count)
    assert today.houses(busy, 3)[1] == 0 and today.houses(busy, 9)[1] == 0


def test_a_failure_is_loud_on_its_first_day_and_a_line_from_then_on(day):
    board = Board("jama", "failed", 1, 0, 0, 0, 0, None, "HTTP 500", "2026-11-23 09:59", True, is_first_day=True)
    first = digest.text(replace(day, boards=(board,)))
    later = digest.text(replace(day, boards=(replace(board, is_first_day=False),)))
    head = [text.split("## Today")[0] for text in (first, later)]  # which and why stands on top, each day
    assert "**jama**, failed: HTTP 500" in head[0] and "**1 board failed again:** jama (HTTP 500)" in head[1]
    pages = [digest.html(replace(day, boards=(b,))) for b in (board, replace(board, is_first_day=False))]
    assert all("HTTP 500" in page.split('id="today"')[0] for page in pages)


def test_a_digest_before_any_run_says_that_no_board_was_read(day):
    said = digest.text(replace(day, run_at="")), digest.html(replace(day, run_at=""))
    assert all("Made on this machine; no board has been read yet" in page and "run of" not in page for page in said)


def test_boards_that_fail_for_long_are_counted_beyond_a_few(day):
    board = Board("b", "failed", 1, 0, 0, 0, 0, None, None, "2026-11-23 09:59", True, is_first_day=False)
    said = digest.text(replace(day, boards=tuple(replace(board, board=f"b{n}") for n in range(40))))
    assert "**40 boards failed again:** b0 (failed); b1 (failed)" in said and "more (`curbside boards`)" in said


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
