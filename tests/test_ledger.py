"""The ask ledger: what became of each ask, who is not asked meanwhile, the numbers of today's list, the search at rest."""

import re
from datetime import date, datetime

import linking
import pytest
from bridging import Home
from test_rules import AT_MERCY, BEN, MATCH, POSTING

from curbside import warehouse
from curbside.exports import numbers
from curbside.job import resting, steps
from curbside.network.journal import Entry

pytestmark = pytest.mark.whole

ANN = {**BEN, "record_id": "b", "name": "Ann Sorel"}
ASKED = {"how": "email", "ask": "scoop", "lead": "p"}


def said(*words, today="2026-11-23", ben=BEN):
    """A database after these words (day, verb, subject, detail or object), with Ben and Ann at the hospital of the one lead."""
    journal = [
        {"said_at": f"{day} 10:00:0{n}+00", "verb": verb, "subject": who, "object": None if isinstance(more, dict) else more,
         "detail": {"on": day, **(more if isinstance(more, dict) else {})}}
        for n, (day, verb, who, more) in enumerate(words)
    ]  # fmt: skip
    lead_id = warehouse.macro("short_id", "p")
    for entry in journal:
        if entry["detail"].get("lead"):
            entry["detail"]["lead"] = lead_id
        if entry["verb"] == "stage":
            entry["subject"] = lead_id
    given = {
        "today": today, "core.posting": [POSTING], "match": MATCH, "raw.person_record": [ben, ANN],
        "raw.affiliation_record": [AT_MERCY, {**AT_MERCY, "record_id": "b"}], "raw.journal": journal,
    }  # fmt: skip
    con = linking.built(given)
    linking.view(con, "insiders", "cautions", "reminders", "asks")
    return con


def states(con):
    return con.execute("select state, state_on::text from asks").fetchall()


@pytest.mark.parametrize(
    ("after", "today", "state"),
    [
        ([], "2026-11-23", ("asked", "2026-11-10")),
        ([], "2026-11-30", ("asked", "2026-11-10")),
        ([], "2026-12-01", ("no answer", "2026-12-01")),  # three weeks to the day
        ([("2026-11-12", "log", "a", {"how": "call"})], "2026-11-23", ("answered", "2026-11-12")),
        ([("2026-11-12", "log", "a", {"how": "email", "nudge": True})], "2026-11-23", ("asked", "2026-11-10")),
        ([("2026-11-12", "log", "a", {"how": "email", "answer": "no"})], "2026-11-23", ("said no", "2026-11-12")),
        ([("2026-11-12", "log", "a", {"how": "call", "answer": "no"}), ("2026-11-20", "log", "a", {"how": "call"})],
         "2026-11-23", ("said no", "2026-11-12")),  # a talk afterwards is no yes
        ([("2026-11-12", "log", "a", {"how": "call", "answer": "no"}), ("2026-11-20", "log", "a", {"how": "call", "answer": "yes"})],
         "2026-11-23", ("answered", "2026-11-20")),
        ([("2026-11-12", "log", "a", {"how": "call", "helped": "scoop"})], "2026-11-23", ("helped", "2026-11-12")),
        ([("2026-11-12", "log", "a", {"how": "call", "helped": "scoop"}), ("2026-11-13", "log", "a", {"how": "email"})],
         "2026-11-23", ("thanked", "2026-11-13")),
        ([("2026-11-12", "log", "a", {"how": "call", "helped": "scoop"}), ("2026-11-14", "done", "a", "thank")],
         "2026-11-23", ("thanked", "2026-11-14")),
        ([("2026-11-12", "log", "b", {"how": "call"})], "2026-11-23", ("asked", "2026-11-10")),  # somebody else
    ],
)  # fmt: skip
def test_an_ask_is_answered_helped_with_thanked_for_or_left(after, today, state):
    assert states(said(("2026-11-10", "log", "a", ASKED), *after, today=today)) == [state]


def offered(con):
    return dict(con.execute("select person, ask from insiders where relation <> 'in the market'").fetchall())


def test_while_an_ask_is_open_neither_the_person_nor_anybody_of_the_group_is_asked():
    assert set(offered(said()).values()) == {"scoop"}
    con = said(("2026-11-20", "log", "a", ASKED))
    assert offered(con) == {"Ben Okafor": None, "Ann Sorel": None}
    later = said(
        ("2026-11-20", "log", "a", ASKED), ("2026-11-21", "log", "a", {"how": "call", "answer": "no", "lead": "p"})
    )
    assert offered(later) == {"Ben Okafor": None, "Ann Sorel": "scoop"}  # she is free again; his no is heard


def test_whoever_has_helped_there_is_not_asked_there_again():
    con = said(
        ("2026-11-10", "log", "a", ASKED), ("2026-11-12", "log", "a", {"how": "call", "helped": "scoop", "lead": "p"})
    )
    assert offered(con) == {"Ben Okafor": None, "Ann Sorel": "scoop"}
    assert con.execute("select caution from insiders where person = 'Ben Okafor'").fetchall() == [
        ("has helped you there already (told you how it is there, 2026-11-12)",)
    ]


@pytest.mark.parametrize(("today", "ben"), [("2026-12-30", None), ("2027-05-09", None), ("2027-05-11", "good-word")])
def test_whoever_said_no_is_not_asked_there_again_for_half_a_year(today, ben):
    con = said(
        ("2026-11-10", "log", "a", ASKED), ("2026-11-11", "log", "a", {"how": "call", "answer": "no"}), today=today
    )
    assert offered(con)["Ben Okafor"] == ben
    if ben is None:
        told = con.execute("select caution from insiders where person = 'Ben Okafor'").fetchall()
        assert told == [("told you on 2026-11-11 that they cannot help",)]


def nudges(con):
    return con.execute("select due_on::text from reminders where about = 'nudge'").fetchall()


def test_an_ask_without_an_answer_is_brought_up_once_after_a_week():
    asked = ("2026-11-10", "log", "a", ASKED)
    assert nudges(said(asked)) == [("2026-11-17",)]
    assert nudges(said(asked, ("2026-11-18", "log", "a", {"how": "email", "nudge": True}))) == []
    assert nudges(said(asked, ("2026-11-12", "log", "a", {"how": "call"}))) == []
    assert nudges(said(asked, today="2026-12-02")) == []


@pytest.mark.parametrize(
    ("word", "ben"),
    [
        (("2026-11-22", "later", "a", "2026-11-24"), None),
        (("2026-11-16", "later", "a", "2026-11-23"), "scoop"),  # the day has come
        (("2026-11-16", "skip", "a", {"lead": "p"}), None),
    ],
)
def test_somebody_put_off_or_skipped_is_not_named_and_comes_back_on_the_day(word, ben):
    assert offered(said(word)) == {"Ben Okafor": ben, "Ann Sorel": "scoop"}


def test_a_reminder_that_is_put_off_is_due_on_the_other_day():
    promise = ("2026-11-10", "log", "a", {"how": "call", "next": "2026-11-20"})
    con = said(promise, ("2026-11-20", "later", "a", "2026-11-27"))
    assert con.execute("select due_on::text from reminders").fetchall() == [("2026-11-27",)]


def test_nobody_is_written_to_by_the_calendar_whom_the_user_never_called_anything():
    old = ("2025-01-10", "log", "a", {"how": "call"})
    assert said(old).execute("from reminders").fetchall() == []
    named = said(old, ("2025-01-11", "label", "a", "friend"))
    assert named.execute("select about from reminders").fetchall() == [("upkeep",)]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ([("2026-11-10", "log", "a", {"how": "call", "next": "2026-11-25"})], ["promise"]),
        ([("2026-11-10", "log", "a", {"how": "call", "next": "2026-11-25"}), ("2026-11-12", "label", "a", "avoid")], []),
        ([("2026-11-12", "label", "a", "avoid"), ("2026-11-13", "log", "a", {"how": "call", "next": "2026-11-25"})], ["promise"]),
        ([("2026-11-10", "log", "a", {"how": "call", "helped": "scoop"}), ("2026-11-12", "label", "a", "avoid")], []),
        ([("2026-11-15", "log", "a", ASKED), ("2026-11-16", "label", "a", "avoid")], []),
    ],
)  # fmt: skip
def test_whom_the_user_leaves_alone_no_reminder_names_but_for_a_later_promise(words, left):
    assert [about for (about,) in said(*words).execute("select about from reminders order by 1").fetchall()] == left


def test_nobody_is_reminded_of_the_dead():
    words = ("2026-10-10", "label", "a", "friend"), ("2026-11-10", "log", "a", {"how": "call", "next": "2026-11-25"})
    assert said(*words).execute("select count(*) from reminders").fetchall() == [(1,)]
    con = said(*words, ben={**BEN, "role": "Deceased"})
    assert con.execute("from reminders").fetchall() == [] and offered(con)["Ben Okafor"] is None
    assert con.execute("select rule, caution from cautions").fetchall() == [("deceased", "noted as deceased")]


def entry(day, verb, subject, thing):
    return Entry(datetime.fromisoformat(f"{day}T10:00:00+00:00"), verb, subject, thing, {"on": day})


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ([], None),
        ([("2026-11-01", "stage", "x", "accepted")], date(2026, 11, 1)),
        ([("2026-11-01", "stage", "x", "accepted"), ("2026-11-02", "stage", "x", "declined")], None),
        ([("2026-11-01", "stage", "x", "accepted"), ("2026-11-02", "stage", "y", "declined")], date(2026, 11, 1)),
        ([("2026-11-01", "stage", "x", "accepted"), ("2026-11-02", "search", "search", "begin")], None),
        ([("2026-11-02", "search", "search", "rest")], date(2026, 11, 2)),
        ([("2026-11-02", "search", "search", "rest"), ("2026-11-03", "search", "search", "begin")], None),
    ],
)
def test_the_search_rests_from_acceptance_until_it_is_begun_again(words, since):
    assert resting.since([entry(*w) for w in words]) == since


def test_a_number_stays_with_its_person_and_is_nobody_elses_for_a_fortnight(tmp_path):
    file = tmp_path / numbers.FILE
    first = numbers.keep(file, date(2026, 11, 1), [("pa", "l1"), ("pb", "")])
    assert [(k, s.number) for k, s in first.items()] == [("pa", 1), ("pb", 2)]
    second = numbers.keep(file, date(2026, 11, 2), [("pb", ""), ("pc", "l2")])
    assert (second["pb"].number, second["pb"].since, second["pc"].number) == (2, date(2026, 11, 1), 3)
    assert numbers.keep(file, date(2026, 11, 16), [("pd", "")])["pd"].number == 1  # pa is a fortnight gone
    assert numbers.read(tmp_path / "none.json") == {}
    file.write_text("{not json")
    assert numbers.read(file) == {}


def test_a_morning_by_numbers(sample, capsys):
    """The digest's numbers name people to every command; the list is shorter afterwards, and the search can rest."""
    sample.begin(1)
    user = Home(sample.place.root, capsys)
    user.run("digest", "--format", "md")
    shown = numbers.read(sample.place.digests / numbers.FILE)
    number, key = min((one.number, key) for key, one in shown.items() if one.lead_id)
    user.run("draft", "scoop", str(number), "--sent", "--anyway")
    assert sample.sql(f"select person_id, state from asks where person_id = '{key}'") == [(key, "asked")]
    status, again = user.error("draft", "scoop", str(number))
    assert status == 2 and "no answer yet" in again
    user.run("answered", str(number), "--helped", "scoop")
    assert sample.sql("select state from asks") == [("helped",)]
    assert "no number 97" in user.error("later", "97")[1]
    put_off = [user.run("later", str(number), *when).split()[-1] for when in (["+3"], [])]
    days = [date.fromisoformat(day) for day in put_off]
    assert (days[1] - days[0]).days == 4, "three days, and a week where no day is said"
    user.run("search", "rest")
    told = []
    assert steps.prepare(sample.place, [], told.append).boards == {} and "the search rests since" in told[0]
    user.run("digest", "--format", "md")
    page = next(sample.place.digests.glob("*/digest.md")).read_text()
    assert "Your search rests" in page and "new lead" not in page


def test_a_person_is_named_by_employer_and_by_the_lead_and_a_lead_by_every_id_it_bore(sample, capsys):
    sample.begin(1)
    user = Home(sample.place.root, capsys)
    named = user.run("brief", "Dana at Harbor Light")
    assert named.startswith("Dana Whitcombe")
    assert "nobody you know" in user.error("brief", "Dana at Nowhere Clinic")[1]
    ((lead,),) = sample.sql(
        "select min(opportunity_id) from insiders join people using (person_id) where name = 'Dana Whitcombe'"
    )
    assert user.run("brief", f"Dana for {lead}") == named
    # one that another has taken in is found by the id that it once bore
    ((kept, once),) = sample.sql(
        "select opportunity_id, substr(sha256(posting_id), 1, 8) from postings"
        " where substr(sha256(posting_id), 1, 8) <> opportunity_id limit 1"
    )
    assert user.run("stage", once, "saved").startswith(f"kept: {kept} ")


def test_an_address_of_the_digest_opens_the_letter(sample, capsys):
    sample.begin(1)
    Home(sample.place.root, capsys).run("digest", "--format", "html")
    page = next(sample.place.digests.glob("*/digest.html")).read_text()
    letters = re.findall(r'href="(mailto:[^"]+)"', page)
    assert letters and all("&amp;body=Dear%20" in letter for letter in letters)
