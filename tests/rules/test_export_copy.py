"""What is read from the published copy: whom a word means, what is said of a lead, what stands against an ask."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import duckdb
import published as copies
import pytest

from curbside.exports import acquaintance, answers, content, day, draft, greeting, network_files, news, numbers
from curbside.exports.acquaintance import Lead, Person
from curbside.exports.names import Names
from curbside.exports.published import holds, published, rows

TODAY = date(2026, 11, 23)
PEOPLE = (
    ("p0123456", "Dana Whitfield", "Elm Clinic"), ("p1", "Dana Cole", "Harbor Light"), ("p2", "Dana Cole", None), ("p3", "Ben T. Okafor", "Elm Clinic"),
    ("p4", "Zoë O'Neil", None), ("p5", "Strøm & Sons", None), ("p6", "Ann Danaher", None),
)  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """Seven people, four openings, a list of the day."""
    path = tmp_path_factory.mktemp("copy") / "leads.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(copies.schema())
        for key, name, employer in PEOPLE:
            copies.insert(con, "people", person_id=key, name=name, emails=["no address", f"{key}@x.org"], phones=["1"])
            if employer:
                copies.insert(
                    con, "affiliations", person_id=key, organisation_name=employer, kind="work", title="MD", is_current=True, confidence=0.9,
                )  # fmt: skip
        for n in range(8):
            copies.insert(con, "people", person_id=f"pat{n}", name="Pat Lind")
        for n in range(7):
            copies.insert(con, "person_ids", person_id=f"pat{n}", id="pats")
        copies.insert(con, "person_ids", person_id="p3", id="old-ben")
        for lead in ("aaaa1111", "aaaa2222", "bbbb1111", "bbbb1111c"):
            copies.insert(con, "opportunities", opportunity_id=lead, title=f"Job {lead}", city="Akron", state="OH")
        copies.insert(con, "insiders", opportunity_id="aaaa1111", person_id="p1", person="Dana Cole")
        copies.insert(con, "insiders", opportunity_id="aaaa2222", person_id="p4", via_person_id="p2")
        copies.insert(con, "reminders", due_on=TODAY, person_id="p1", person="Dana Cole", kind="thank")
        copies.insert(con, "reminders", due_on=TODAY + timedelta(1), person_id="p2", person="Dana Cole", kind="thank")
        copies.insert(
            con, "network_files", file="a.csv", kind="linkedin", status="missing", note="is not there; put it back"
        )
        copies.insert(con, "network_files", file="b.csv", kind="google", status="read")
    return path


@pytest.fixture
def con(file, tmp_path):
    numbers._write(tmp_path / numbers.FILE, {
        "p4": numbers.Shown(7, "aaaa1111", TODAY, TODAY), "gone": numbers.Shown(8, "aaaa1111", TODAY, TODAY), "p3": numbers.Shown(9, "zzzz", TODAY, TODAY),
    })  # fmt: skip
    with published(file) as con:
        acquaintance.number(con, tmp_path)
        yield con


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p1", "p1"), ("old-ben", "p3"), ("dana whitfield", "p0123456"), ("p012", "p0123456"), ("p01", None), ("Ben", "p3"), ("Okafor", "p3"),
        ("Ben Okafor", "p3"), ("okafor, ben", "p3"), ("Zoe ONeil", "p4"), ("Strom and Sons", "p5"), ("  Zoë ", "p4"), ("#7", "p4"), ("7", "p4"), ("#9", "p3"),
        ("Dana at Harbor Light", "p1"), ("Dana, Elm", "p0123456"), ("Dana of Elm", "p0123456"), ("Dana at -", None), ("Dana at Nowhere", None),
        ("Dana for aaaa1111", "p1"), ("Dana, aaaa2222", "p2"), ("Dana for aaaa", None), ("Dana for bbbb1111", None),
        ("anaher", None), ("Whit Dana", "p0123456"), ("", None),
    ],
)  # fmt: skip
def test_whom_a_word_means(con, text, found):
    if found:
        assert acquaintance.one(con, text).person_id == found
    else:
        with pytest.raises(ValueError):
            acquaintance.one(con, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dana Cole", "'Dana Cole' may be 2 people, name one by id: p1 Dana Cole, Harbor Light; p2 Dana Cole, employer unknown"),
        ("8", "there is no number 8 on today's list"), ("#123", "there is no number #123 on today's list"), ("1234", "nobody you know is called '1234'"),
        ("Dana Whitfeld", "did you mean Dana Whitfield (p0123456) or "), ("Okafur", "did you mean Ben T. Okafor (p3)? `curbside met \"Okafur\"` adds them"),
        ("Xq", "nobody you know is called 'Xq'; `curbside met"),
    ],
)  # fmt: skip
def test_who_is_not_found_or_may_be_several_is_said(con, text, said):
    with pytest.raises(ValueError) as error:
        acquaintance.one(con, text)
    assert said in str(error.value)


def test_of_many_of_a_name_six_are_shown_and_the_rest_is_counted(con):
    for text, rest in (("Pat Lind", "; and 2 more"), ("pats", "; and 1 more")):
        with pytest.raises(ValueError) as error:
            acquaintance.one(con, text)
        assert str(error.value).endswith(rest) and str(error.value).count("employer unknown") == 6
    assert len(acquaintance.people(con, "Pat")) == 8


def test_of_two_namesakes_the_one_in_reach_or_on_the_list_is_meant(con):
    reached = acquaintance.lead(con, "aaaa1111")
    assert acquaintance.one(con, "Dana Cole", reached).person_id == "p1"
    assert acquaintance.one(con, "Dana Cole", acquaintance.lead(con, "aaaa2222")).person_id == "p2", "who is between"
    with pytest.raises(ValueError, match="may be 2 people"):
        acquaintance.one(con, "Dana Cole", acquaintance.lead(con, "bbbb1111"))
    assert acquaintance.one(con, "Dana Cole", listed=TODAY).person_id == "p1", "the other's reminder is due tomorrow"
    with pytest.raises(ValueError):
        acquaintance.one(con, "Dana Cole", listed=TODAY + timedelta(1))
    assert acquaintance.one(con, "Dana Whitfield", reached, TODAY).person_id == "p0123456"


def test_a_person_with_employer_and_addresses(con):
    one = acquaintance.person(con, "p3")
    assert (one.employer, one.title, one.emails, one.phones, one.ids) == (
        "Elm Clinic",
        "MD",
        ("no address", "p3@x.org"),
        ("1",),
        ("old-ben",),
    )
    assert one.detail == {"ids": ["old-ben"], "name": "Ben T. Okafor"} and acquaintance.person(con, "pat7").emails == ()
    with pytest.raises(ValueError, match="no such person"):
        acquaintance.person(con, "p99")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aaaa1111", "aaaa1111"),
        (" AAAA1 ", "aaaa1111"),
        ("bbbb1111", "bbbb1111"),
        ("aaa", None),
        ("aaaa", None),
        ("bbbb", None),
        ("", None),
    ],
)
def test_which_lead_a_word_means(con, text, found):
    if found:
        assert acquaintance.lead(con, text) == Lead(found, f"Job {found}", None, "Akron", "OH", None)
    else:
        with pytest.raises(ValueError, match="begins 2 leads: " if len(text) == 4 else "there is no lead"):
            acquaintance.lead(con, text)
    assert acquaintance.lead(con, "aaaa1111").place == "Akron, OH" and Lead("a", "t", None, None, "OH").place == "OH"


@pytest.mark.parametrize(
    ("text", "lead"), [("7", "aaaa1111"), ("#7", "aaaa1111"), ("9", None), ("8", None), ("1", None), ("Dana", None)]
)
def test_the_lead_beside_a_number_of_the_list(con, text, lead):
    found = acquaintance.listed_lead(con, text)
    assert (found.lead_id if found else None) == lead


def test_files_in_trouble_are_told_by_name_or_by_kind_where_names_are_hidden(con, file):
    assert network_files.troubles(con) == (network_files.Trouble("a.csv", "is not there; put it back"),)
    assert network_files.troubles(con, shown=False) == (network_files.Trouble("linkedin", "missing"),)
    assert [row["file"] for row in network_files.listed(file)] == ["a.csv", "b.csv"]


def test_a_copy_that_is_not_there_damaged_or_of_an_earlier_version(tmp_path):
    with pytest.raises(FileNotFoundError, match="nothing is published yet"), published(tmp_path / "none"):
        pass
    (tmp_path / "bad").write_bytes(b"x" * 9999)
    with pytest.raises(ValueError, match=r"cannot be read.*rebuild") as error, published(tmp_path / "bad"):
        pass
    assert "\n" not in str(error.value)
    with duckdb.connect(str(tmp_path / "old")) as con:
        con.execute(
            "create table runs (run_id text); create table people (person_id text, given text, family text, credentials text)"
        )
        con.execute("insert into runs values ('r')")
    with published(tmp_path / "old") as con:
        assert rows(con, "select * from runs") == [{"run_id": "r", "sequence": None}]
        assert holds(con, "runs", "run_id") and not holds(con, "runs", "started_at") and not holds(con, "leads", "%")
        assert con.execute("select current_setting('timezone')").fetchone() == ("UTC",)


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
    [(rule, "scoop", True, False) for rule in ("word", "bad", "waiting")]
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


# A lead of the digest


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
        one.next_step == "Ask your training programme’s alumni office who went to Akron, OH." and one.insider_count == 0
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


def test_the_same_change_in_other_words_is_said_once(letters):
    con, _ = letters
    copies.insert(
        con, "runs", run_id="r1", started_at="2026-11-22 10:00:00+00", ended_at="2026-11-22 11:00:00+00", sequence=1
    )
    copies.insert(
        con, "runs", run_id="r2", started_at="2026-11-23 10:00:00+00", ended_at="2026-11-23 11:00:00+00", sequence=2
    )
    for lead in ("a1", "a2"):
        copies.insert(con, "leads", lead_id=lead, search="s")
        copies.insert(con, "postings", posting_id=f"one:{lead}", opportunity_id=lead)
    copies.insert(con, "opportunities", opportunity_id="a2", title="Other")
    for lead, field, new, at in (
        ("a1", "pay_year_min", "400000", "10:00:00"), ("a1", "pay_min", "400000", "10:30:00"), ("a1", "title", "Late", "11:00:01"), ("a1", "city", "Early", "09:59:59"),
        ("a1", "closed_at", None, "11:00:00"), ("a2", "pay_min", "200", "10:30:00"), ("a2", "description", "x", "10:30:00"),
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
    found = [(c.lead_id, c.what, c.old, c.new) for c in news.changes(con)]
    assert found == [
        ("a1", "closed", "on 1", "open again"),
        ("a1", "pay from", "$1", "$400,000"),
        ("a2", "pay from", "$1", "$200"),
    ]


def test_answers_of_a_small_copy(file):
    with pytest.raises(ValueError, match="who takes a name"):
        answers.who(file, "and")
    assert len(answers.who(file, "elm")) == 2 and answers.who(file, "elm", 1).note == "and 1 more, 2 in all"
    assert answers.who(file, "nobody here").note == "nobody you know matches 'nobody here'"
    assert len(answers.who(file, "elm dana")) == 1 and len(answers.who(file, "el")) == 0
    with pytest.raises(ValueError, match="no leads of a search named 'x'; searches with leads: none has a lead"):
        answers.leads(file, "x")
    assert (
        answers.leads(file).note == "no open lead"
        and answers.market(file, "Ohio").note == "nobody to ask in 'Ohio' yet"
    )
    assert (
        answers.market(file).note == "nobody to ask in your target markets yet"
        and answers.asks(file).note == "nothing asked yet"
    )
    assert (
        len(answers.reminders(file)) == 2
        and answers.reminders(file).note == ""
        and answers.review(file).note == "nothing to review"
    )


def test_the_catalogue_beside_what_ran(tmp_path):
    catalogue = [
        {"name": "a", "access": "open", "reason": "r", "family": "f"}, {"name": "b", "access": "forbidden", "reason": "r"}, {"name": "c"},
    ]  # fmt: skip
    shown = answers.boards(tmp_path / "none", catalogue)
    at = {name: i for i, name in enumerate(shown.columns)}
    assert [(row[at["board"]], row[at["status"]], row[at["error"]], row[at["open_postings"]]) for row in shown.rows] == [
        ("a", "never run", None, 0), ("b", "forbidden", "r", 0), ("c", "never run", None, 0),
    ]  # fmt: skip
    assert answers.boards(tmp_path / "none").note == "no board yet" and shown.note == ""
