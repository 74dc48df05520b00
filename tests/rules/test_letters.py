"""What stands against an ask, and what a letter says: at the edges of each rule."""

from dataclasses import replace
from datetime import date, timedelta

import duckdb
import published as copies
import pytest

from curbside.exports import acquaintance, day, draft, greeting, news
from curbside.exports.acquaintance import Lead, Person

TODAY = date(2026, 11, 23)

# What stands against an ask

ME = Person("p1", "Dana", ids=("p1", "p1-old"))


@pytest.fixture
def cautioned():
    con = duckdb.connect()
    con.execute("create table cautions (person_id text, rule text, caution text, lead_id text)")
    return con


def against(con, ask="scoop", person=ME, about=None, group="g", asked=(), today=TODAY) -> tuple[list[str], list[str]]:
    advice = draft.advise(con, ask, person, about, group, asked, today)
    return list(advice.refusals), list(advice.notes)


@pytest.mark.parametrize(
    ("rule", "ask", "refused", "noted"),
    [(rule, "scoop", True, False) for rule in ("deceased", "word", "bad", "waiting", "refused")]
    + [(rule, "scoop", False, True) for rule in ("group", "helped", "interviewing", "later", "skip", "cold")]
    + [("cold", "good-word", True, False), ("often", "scoop", False, False), ("bad", "thanks", False, False)],
)
def test_a_caution_refuses_or_is_only_said(cautioned, rule, ask, refused, noted):
    cautioned.execute("insert into cautions values ('p1', ?, 'why', null), ('p2', 'bad', 'else', null)", [rule])
    assert against(cautioned, ask) == (["why"] * refused, ["why"] * noted)


def test_a_caution_of_a_lead_counts_for_that_lead(cautioned):
    cautioned.execute("insert into cautions values ('p1', 'waiting', 'why', 'a1')")
    lead = Lead("a1", "t", None, None, None)
    assert against(cautioned, about=lead) == (["why"], []) and against(cautioned) == ([], [])
    assert against(cautioned, about=replace(lead, lead_id="a2")) == ([], [])


def asked(ago: int, who=("p1",), ask="scoop", group="g", name="Ben") -> draft.Asked:
    return draft.Asked(who, name, ask, TODAY - timedelta(ago), group)


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ([29, 0], True), ([30, 0], False), ([29], False), ([29, 28, 1], True), ([29, -1], False), ([], False),
    ],
)  # fmt: skip
def test_two_asks_within_a_month_are_enough(cautioned, before, refused):
    refusals, _ = against(cautioned, group=None, asked=[asked(n) for n in before])
    assert bool(refusals) is refused
    if refused:
        last = sorted((TODAY - timedelta(n) for n in before), reverse=True)[:2]
        assert refusals[0].endswith(f"({last[1]} and {last[0]}): wait until {last[1] + timedelta(30)}")
    assert bool(against(cautioned, group=None, asked=[asked(n, ("p1-old",)) for n in before])[0]) is refused
    assert against(cautioned, group=None, asked=[asked(n, ("p2",)) for n in before])[0] == []


@pytest.mark.parametrize(
    ("one", "noted"),
    [
        (asked(0, ("p2",)), True), (asked(1, ("p2",)), False), (asked(0, ("p2",), "opening"), False), (asked(0, ("p2",), group="h"), False), (asked(0, ("p1-old",)), False),
        (asked(0, ("p2",), group=None), False),
    ],
)  # fmt: skip
def test_two_of_a_group_are_not_asked_the_same_on_a_day(cautioned, one, noted):
    _, notes = against(cautioned, asked=[asked(0, ("p3",), group="h"), one])
    assert bool(notes) is noted and (not noted or "you asked Ben for the same in this group today" in notes[0])
    assert against(cautioned, group=None, asked=[one])[1] == []
    cautioned.execute("insert into cautions values ('p1', 'group', 'why', null)")
    assert against(cautioned, asked=[one])[1] == ["why"], "said once"


# What a message recalls


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    con.execute(copies.schema())
    for key in ("good", "old", "helper", "tipped", "bare"):
        copies.insert(
            con,
            "people",
            person_id=key,
            name="Dana Cole",
            given="Dana",
            family="Cole",
            emails=["no one", f"{key}@x.org"],
        )
    for on, how, place, more in (
        ("2026-11-01", "met", "ACC", {}),
        ("2026-11-02", "call", None, {"ask": "scoop"}),
        ("2026-11-24", "call", None, {}),
    ):
        copies.insert(
            con,
            "interactions",
            said_at=f"{on} 10:00",
            person_id="good",
            on=on,
            how=how,
            mood="good",
            at_place=place,
            **more,
        )
    copies.insert(
        con,
        "interactions",
        said_at="2026-11-05",
        person_id="helper",
        on="2026-11-05",
        how="fax",
        mood="good",
        helped="interview",
        lead_id="a1",
    )
    copies.insert(
        con,
        "interactions",
        said_at="2026-11-04",
        person_id="helper",
        on="2026-11-04",
        how="email",
        mood="bad",
        helped="tea",
    )
    con.execute(
        """insert into ties (person_id, other_id, kind, together) values ('old', 'me', 'roster', [
        {course: 'residency', place: 'Elm', since: 2016, until: 2019, is_sure: true}, {course: null, place: 'Oak', since: 2010, until: 2012, is_sure: false}]),
        ('tipped', 'me', 'work', [{course: null, place: 'Oak', since: 2010, until: 2012, is_sure: true}])"""
    )
    copies.insert(con, "reminders", due_on="2026-11-20", person_id="tipped", kind="thank", cause="tip")
    copies.insert(
        con, "opportunities", opportunity_id="a1", title="Job", employer_name="Elm, Inc.", city="Akron", state="OH"
    )
    copies.insert(con, "applications", lead_id="a1", stage="withdrawn", is_current=True)
    copies.insert(
        con,
        "insiders",
        opportunity_id="a1",
        person_id="x",
        person="Luis F",
        via_person_id="good",
        confidence=0.5,
        strength=0.2,
    )
    copies.insert(
        con,
        "insiders",
        opportunity_id="a1",
        person_id="y",
        person="Not Sure",
        via_person_id="good",
        confidence=0.49,
        strength=0.9,
    )
    templates = tmp_path_factory.mktemp("templates") / "mine"
    draft.lay_out(templates)
    return con, templates


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("good", "It was good when we met at ACC on November 1, 2026."), ("helper", "It was good when we were in touch on November 5, 2026."),
        ("old", "We know each other from our residency at Elm, 2016–2019."), ("tipped", "We know each other from our time at Oak, 2010–2012."), ("bare", ""),
    ],
)  # fmt: skip
def test_what_a_message_recalls(letters, who, said):
    assert draft.recall(letters[0], Person(who, "Dana Cole"), TODAY) == said


JOB = Lead("a1", "Job", "Elm, Inc.", "Akron", "OH", "https://x.example/a1")
FIELDS = (
    "{{ helped }}|{{ stage }}|{{ target }}|{{ lead.title if lead else 'none' }}|{{ group }}|{{ first_name }}|{{ year }}"
)


@pytest.mark.parametrize(
    ("who", "lead", "line"),
    [
        ("good", JOB, "|withdrawn|Luis F|Job|Elm, Inc.|Dana|2026"), ("good", None, "|||none||Dana|2026"),
        ("helper", None, "the interview, and the time you took for it|||none||Dana|2026"), ("tipped", None, "telling me of the opening|||none||Dana|2026"),
        ("tipped", JOB, "|withdrawn||Job|Elm, Inc.|Dana|2026"),
    ],
)  # fmt: skip
def test_what_a_template_may_say(letters, who, lead, line):
    con, templates = letters
    (templates / "draft_thanks.j2").write_text(f"SUBJECT:  Hi {{{{ name }}}}\n\n\n{FIELDS}\n\n\n\nBye")
    message = draft.compose(con, "thanks", acquaintance.person(con, who), lead, draft.Me("Ana"), templates, TODAY)
    assert (message.subject, message.body, message.to) == ("Hi Dana Cole", f"{line}\n\nBye", f"{who}@x.org")
    assert (
        message.text == f"Subject: Hi Dana Cole\n\n{line}\n\nBye\n"
        and message.eml("ana@x.org").count(b"From: ana@x.org") == 1
    )


def test_a_template_without_a_subject_is_all_body(letters):
    con, templates = letters
    (templates / "draft_nudge.j2").write_text("No subject: here\nBye")
    message = draft.compose(
        con, "nudge", Person("bare", "Dana Cole", ("none",)), None, draft.Me("Ana"), templates, TODAY
    )
    assert (message.subject, message.body, message.to) == ("", "No subject: here\nBye", None)
    assert message.mailto == "mailto:?subject=&body=No%20subject%3A%20here%0D%0ABye"
    kept = (templates / "draft_nudge.j2").read_text()
    draft.lay_out(templates)
    assert (templates / "draft_nudge.j2").read_text() == kept and (templates / "draft_opening.j2").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi\n{{ first_nam }}", "templates/draft_thanks.j2, line 2: 'first_nam' is undefined; mend it"), ("Hi\n\n{% if %}", "templates/draft_thanks.j2, line 3: "),
        ("{{ 1 / 0 }}", "templates/draft_thanks.j2, line 1: division by zero"), ("{% include 'other.j2' %}", "other.j2 is not there"),
    ],
)  # fmt: skip
def test_a_template_at_fault_is_one_line_with_its_place(letters, text, said):
    con, templates = letters
    (templates / "draft_thanks.j2").write_text(text)
    with pytest.raises(ValueError) as error:
        draft.compose(con, "thanks", Person("bare", "Dana Cole"), None, draft.Me("Ana"), templates, TODAY)
    assert said in str(error.value) and "\n" not in str(error.value)


def test_the_group_of_an_ask_is_by_id_else_by_name(letters):
    con, _ = letters
    assert draft.group_of(con, Person("good", "D"), JOB) == ("elm inc", "Elm, Inc.")
    assert draft.group_of(con, Person("good", "D"), None) == (None, "")


def test_a_letter_begins_with_the_given_name(letters):
    assert (
        greeting.of(letters[0], "good", "Dana Cole") == "Dana"
        and greeting.of(letters[0], "nobody", "J. Robert Oakes") == "Robert"
    )


@pytest.mark.parametrize(
    ("name", "given", "family", "credentials", "begins"),
    [
        ("Ann Lee Cole", "Ann Lee", "Cole", None, "Ann"), ("Cole Ann Lee", "Ann Lee", "Cole", None, "Lee"), ("Cole Ann", "Ann", "Cole", None, "Ann"),
        ("Coleman Ann Lee", "Ann Lee", "Cole", None, "Ann"), ("Петров Иван Петрович", "Иван Петрович", "Петров", None, "Иван"), ("R. Vance", "R.", "Vance", "MD", "Dr. Vance"),
        ("R. Vance", "R.", "Vance", None, "Dr. Vance"), ("R. Vance", "R.", "Vance", "RN", "R. Vance"), ("Al Bo", "Al", None, None, "Dr. Bo"), ("A. B.", None, None, None, "Dr. B."),
    ],
)  # fmt: skip
def test_how_a_letter_begins(name, given, family, credentials, begins):
    assert greeting.greeted(name, given, family, credentials) == begins


@pytest.mark.parametrize(
    ("name", "first"), [("J. Robert Oakes", "Robert"), ("Bo Lind", "Bo"), ("J. K. Oakes", ""), ("Bo", "")]
)
def test_the_given_name_of_one_is_the_first_that_is_no_initial(name, first):
    assert greeting.first_name(name) == first


def test_both_ends_of_a_pay_that_moved_are_one_line():
    def told(*lines: tuple[str, str, str, str]) -> list[tuple[str, str, str, str]]:
        given = [day.Change(lead, "T", "E", what, old, new) for lead, what, old, new in lines]
        return [(c.lead_id, c.what, c.old, c.new) for c in news._spans(given)]

    up, low = ("a", "pay up to", "$5", "$7"), ("a", "pay from", "$4", "$6")
    title, other = ("a", "title", "x", "y"), ("b", "pay from", "$1", "$2")
    assert told(up, low, title, other) == [("a", "pay", "$4–$5", "$6–$7"), title, other]
    assert told(("a", "pay up to", "$5", "$7"), ("a", "pay from", "$5", "not stated")) == [
        ("a", "pay", "$5", "not stated–$7")
    ]
    assert told(up, low, ("a", "pay from", "$4", "$8")) == [up, low, ("a", "pay from", "$4", "$8")]


def test_the_same_change_in_other_words_is_said_once(letters):
    con, _ = letters
    copies.insert(
        con, "runs", run_id="r1", started_at="2026-11-22 10:00:00+00", ended_at="2026-11-22 11:00:00+00", sequence=1
    )
    copies.insert(
        con,
        "runs",
        run_id="r2",
        started_at="2026-11-23 10:00:00+00",
        ended_at="2026-11-23 11:00:00+00",
        sequence=2,
        is_untold=True,
    )
    for lead in ("a1", "a2"):
        copies.insert(con, "leads", lead_id=lead, search="s")
        copies.insert(con, "postings", posting_id=f"one:{lead}", opportunity_id=lead)
    copies.insert(con, "opportunities", opportunity_id="a2", title="Other")
    for lead in ("dismissed", "applied", "given up"):
        copies.insert(con, "opportunities", opportunity_id=lead, title="Mine")
        copies.insert(con, "postings", posting_id=f"one:{lead}", opportunity_id=lead)
    copies.insert(con, "leads", lead_id="dismissed", search="s", stage="dismissed")
    for lead, stage, current in (
        ("applied", "applied", True),
        ("given up", "withdrawn", True),
        ("given up", "applied", False),
    ):
        copies.insert(con, "applications", lead_id=lead, stage=stage, is_current=current)
    for lead, field, new, at in (
        ("a1", "pay_year_min", "400000", "10:00:00"), ("a1", "pay_min", "192", "10:30:00"), ("a1", "title", "Late", "11:00:01"), ("a1", "city", "Early", "09:59:59"),
        ("a1", "closed_at", None, "11:00:00"), ("a2", "pay_min", "200", "10:30:00"), ("a2", "description", "x", "10:30:00"),
        ("dismissed", "city", "Lima", "10:30:00"), ("applied", "city", "Lima", "10:30:00"), ("given up", "city", "Lima", "10:30:00"),
    ):  # fmt: skip
        copies.insert(
            con,
            "posting_history",
            posting_id=f"one:{lead}",
            field=field,
            old="1",
            new=new,
            seen_at=f"2026-11-23 {at}+00",
        )
    found = [(c.lead_id, c.what, c.old, c.new) for c in news.changes(con, news.untold(con))]
    assert found == [
        ("a1", "closed", "on 1", "open again"),
        ("a1", "pay from", "$1", "$400,000"),
        ("a2", "pay from", "$1", "$200"),
        ("applied", "city", "1", "Lima"),  # no search meets it any more
    ]
