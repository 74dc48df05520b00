"""Whom or which lead a word means, at the edges of each rule; what a copy that lacks something says."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import published as copies
import pytest

from curbside.exports import acquaintance, answers, network_files, numbers
from curbside.exports.acquaintance import Lead
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
        for n in range(11):
            copies.insert(con, "people", person_id=f"lee{n}", name="Lee Moss")
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
        copies.insert(con, "asks", asked_on=TODAY, person_id="lee0", person="Lee Moss", ask="advice", state="thanked")
    return path


@pytest.fixture(scope="module")
def con(file, tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("list")
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


def test_ten_times_as_many_as_are_shown_are_looked_at(con, monkeypatch):
    monkeypatch.setattr(acquaintance, "SHOWN", 1)
    assert len(acquaintance.people(con, "Lee Moss")) == 10


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


def test_a_copy_of_a_later_duckdb_is_told_in_one_line(tmp_path):
    file = tmp_path / "later"
    duckdb.connect(str(file)).close()
    whole = bytearray(file.read_bytes())

    def sums() -> int:  # what the words with the format's version give to the checksum before them
        return int.from_bytes(whole[8:16], "little") * 0xBF58476D1CE4E5B9 % (1 << 64)

    known = sums()
    whole[12:14] = b"\xff\xff"
    whole[:8] = (int.from_bytes(whole[:8], "little") ^ known ^ sums()).to_bytes(8, "little")
    file.write_bytes(whole)
    with pytest.raises(ValueError, match=r"cannot be read \(.*version number 65535.*rebuild") as error, published(file):
        pass
    assert "\n" not in str(error.value)


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
    assert answers.market(file).note == "nobody to ask in your target markets yet"
    assert [row[1:3] for row in answers.asks(file).rows] == [("Lee Moss", "advice")] and answers.asks(file).note == ""
    assert (
        len(answers.reminders(file)) == 2
        and answers.reminders(file).note == ""
        and answers.review(file).note == "nothing to review"
    )


def test_answers_of_a_copy_that_an_early_curbside_wrote(tmp_path):
    duckdb.connect(str(tmp_path / "old")).close()
    assert answers.asks(tmp_path / "old").note == "nothing asked yet"
    assert answers.review(tmp_path / "old").note == "nothing to review"


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
