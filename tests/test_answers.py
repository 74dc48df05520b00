"""Answers of the commands: rows from the published copy, at once, and harmless on a terminal, in CSV and JSON."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from argparse import Namespace
from datetime import date

import duckdb
import pytest
from published import NASTY_TITLES, build, schema
from rich.console import Console

from curbside.commands import answers as commands_answers
from curbside.exports import answer, answers, screen
from curbside.exports.story import story
from curbside.workspace import Workspace


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    return build(tmp_path_factory.mktemp("plain") / "leads.duckdb")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    return build(tmp_path_factory.mktemp("nasty") / "leads.duckdb", nasty=True)


def drawn(renderable, width=100) -> str:
    """What a terminal of `width` columns gets, escapes included."""
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=True, color_system="standard", highlight=False).print(renderable)
    return out.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", text))


def column(answer, name):
    return [row[answer.columns.index(name)] for row in answer.rows]


@pytest.mark.whole
@pytest.mark.parametrize(
    ("today", "said"), [("2026-12-07", ""), ("2026-12-08", "the last run was 15 days ago: `curbside run`")]
)
def test_reminders_say_how_old_they_are_when_they_may_miss_what_came_due(tmp_path, monkeypatch, capsys, today, said):
    place = Workspace(tmp_path)
    place.leads.parent.mkdir()
    build(place.leads)

    class Day(date):
        today = classmethod(lambda cls: date.fromisoformat(today))

    monkeypatch.setattr(commands_answers, "date", Day)
    assert commands_answers.reminders(place, Namespace(format="csv")) == 0
    err = capsys.readouterr().err
    assert err.startswith(said) and bool(err) == bool(said)


def test_leads_come_best_first_once_each_without_dismissed_ones(db):
    found = answers.leads(db)
    assert column(found, "lead_id") == [
        "a1b2c3d4",
        "b2c3d4e5",
        "c3d4e5f6",
        "f6a7b8c9",
        "d4e5f6a7",
        "e5f6a7b8",
    ]
    assert column(found, "searches")[0] == ["cardiology, Ohio", "hospital jobs, Columbus"]


def test_leads_by_search_new_ones_and_a_limit_that_counts_the_rest(db):
    assert column(answers.leads(db, search="Hospital Jobs, Columbus"), "lead_id") == ["a1b2c3d4"]
    found = answers.leads(db, new=True, limit=2)
    assert (len(found), found.note) == (2, "and 3 more, 5 in all")
    with pytest.raises(ValueError, match=r"no leads of a search named 'dermatology'; searches with leads: cardiology"):
        answers.leads(db, search="dermatology")
    none = answers.leads(db, search="Dermatology", searches=["dermatology"])
    assert (none.rows, none.note) == ((), "no open lead of the search 'Dermatology'")


def test_the_lead_table_fits_eighty_columns(db):
    text = drawn(screen.leads_table(answers.leads(db)), 80)
    assert "Dana Whitfield, MD" in flat(text)
    assert "$450k–$520k" in text
    assert max(len(line) for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()) <= 80


@pytest.mark.parametrize("lead_id", ["a1b2c3d4", "a1b2", "A1"])
def test_show_takes_any_unique_beginning_of_an_id(db, lead_id):
    assert story(db, lead_id).lead_id == "a1b2c3d4"


def test_show_says_who_for_what_who_not_yet_and_why(db):
    text = flat(drawn(screen.show(db, "a1b2c3d4")))
    order = ["Who can put in a good word", "Dana Whitfield", "residency-2019.csv, line 14", "Who can introduce you",
             "you → Dana Whitfield, MD", "Luis Ferrer, decision maker, 70% sure", "Not yet, and why", "Omar Haddad",
             "went badly: make up first", "Behind it: 2 postings", "same opening: same employer, title"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_show_without_anybody_says_checked_and_the_next_step(db):
    text = flat(drawn(screen.show(db, "d4e5f6a7")))
    assert "Checked: nobody you know there Next step: Write to Pat Lind, named in the posting." in text


def test_somebody_in_the_market_is_not_taken_for_somebody_there(db):
    text = flat(drawn(screen.show(db, "e5f6a7b8")))
    assert "Checked: nobody you know there Next step: Ask Omar Haddad, MD, who is in the same market." in text
    assert "Who may know of openings └── Omar Haddad, MD, in the market" in text


def test_show_tells_a_closed_opening_and_what_changed(db):
    assert "0c105ed1 · closed" in flat(drawn(screen.show(db, "0c105ed1")))
    assert "pay from $380,000 → $400,000" in flat(drawn(screen.show(db, "f6a7b8c9")))


@pytest.mark.parametrize(
    ("lead_id", "line"),
    [("zzz", "no lead 'zzz'"), ("", "no lead ''"), ("%", "no lead '%'"), ("\x1b[31m" + "x" * 5000, "no lead"),
     ("0c105ed", "several leads: 0c105ed1, 0c105ed2")],
)  # fmt: skip
def test_show_refuses_unknown_and_ambiguous_ids_in_one_line(db, lead_id, line):
    with pytest.raises(ValueError, match=line) as caught:
        story(db, lead_id)
    assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value) and len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("riverside", ["Dana Whitfield, MD", "Luis Ferrer"]),
        ("OhioHealth", ["Dana Whitfield, MD", "Luis Ferrer"]),  # the system of Riverside
        ("osuwmc", ["Omar Haddad, MD", "Dana Whitfield, MD"]),  # an alias; worked there, trained there
        ("Cleveland", ["Mei-Ling Zhao, DO"]),
        ("Cleveland, OH", ["Mei-Ling Zhao, DO"]),
        ("cleveland ohio", ["Mei-Ling Zhao, DO"]),
        ("mei ling", ["Mei-Ling Zhao, DO"]),
        ("St Mary’s & Núñez", ["Zoë Núñez"]),  # signs, accents and `and` make no difference
        ("st. marys and nunez", ["Zoë Núñez"]),
        ("MA", []),
        ("'; drop table people; --", []),
    ],
)
def test_who_finds_employers_systems_cities_states_and_names(db, query, people):
    found = answers.who(db, query)
    assert (column(found, "person") if found.rows else []) == people


def test_who_by_state_has_everybody_there_and_current_work_first(db):
    found = answers.who(db, "OH")
    assert column(found, "relation") == ["works there"] * 3 + ["worked there", "trained there"]
    assert column(answers.who(db, "Ohio"), "person") == column(found, "person")


def test_who_without_a_word_says_what_it_takes(db):
    with pytest.raises(ValueError, match="who takes a name"):
        answers.who(db, " – ")
    assert answers.who(db, "Nowhere").note == "nobody you know matches 'Nowhere'"


def test_market_names_people_where_nothing_is_advertised(db):
    assert column(answers.market(db, "Columbus"), "open_postings") == [0]
    assert len(answers.market(db)) == 2
    assert "nobody to ask in 'Texas' yet" in drawn(screen.market_table(answers.market(db, "Texas")))


def test_boards_put_trouble_first_and_work_before_the_first_run(db, tmp_path):
    catalogue = [
        {"name": "nejm", "family": "madgex"},
        {"name": "acep", "access": "forbidden", "reason": "its terms"},
    ]
    found = answers.boards(db, catalogue)
    assert column(found, "board") == ["jama", "nejm", "riverside", "acep"]
    assert column(found, "status") == ["failed", "done", "done", "forbidden"]
    assert column(found, "open_postings")[:2] == [1, 5]
    assert column(found, "filled") == [0.73, 0.73, 0.73, None]
    assert column(answers.boards(tmp_path / "none.duckdb", catalogue), "board") == ["nejm", "acep"]
    assert "HTTP 500" in drawn(screen.boards_table(found))


def test_reminders_by_day_and_review_empty_without_its_table(db):
    assert column(answers.reminders(db), "kind") == ["thank", "reconnect"]
    assert answers.review(db).note == "nothing to review"


def test_a_board_that_failed_today_or_days_ago_stays_in_trouble_until_it_ends_well(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute(
            "insert into runs (run_id, started_at, ended_at, status) values ('20261123T110000Z-cccc', '2026-11-23 11:00Z', '2026-11-23 11:01Z', 'done')"
        )
        con.execute("insert into board_runs (run_id, board, status) values ('20261123T110000Z-cccc', 'nejm', 'done')")
    found = answers.boards(db)
    assert dict(zip(column(found, "board"), column(found, "status"), strict=True))["jama"] == "failed"


# Nothing comes alive


def screens(db):
    yield screen.leads_table(answers.leads(db))
    yield screen.table(answers.leads(db))
    yield screen.table(answers.reminders(db))
    for i in range(len(NASTY_TITLES)):
        yield screen.show(db, f"bad0000{i}")


@pytest.mark.whole
def test_no_text_of_a_posting_reaches_the_terminal_as_markup_or_escape(nasty):
    for renderable in screens(nasty):
        text = drawn(renderable)
        assert "\x1b[31m" not in text  # the red that a title asked for
        text = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert "A" * 201 not in text
    shown = flat(drawn(screen.show(nasty, "bad00000")))
    assert NASTY_TITLES[0] in shown
    assert "[bold red]You[/] know <b>him</b>" in shown


def test_csv_holds_no_formula_and_json_is_json(nasty):
    for found in (answers.leads(nasty), answers.reminders(nasty), answers.who(nasty, "OH")):
        cells = [c for line in csv.reader(io.StringIO(answer.to_csv(found))) for c in line]
        assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert len(json.loads(answer.to_json(found))) == len(found)
    urls = dict(zip(column(answers.leads(nasty), "lead_id"), column(answers.leads(nasty), "url"), strict=True))
    assert urls["bad00001"] is None
    assert urls["bad00000"].startswith("https://x.example/%22%3E%3Cscript%3E")


def test_rows_of_any_query_can_be_written():
    with duckdb.connect() as con:
        query = con.sql(
            "select now() as t, 1.5::decimal(9, 2) as d, map {'a': 1} as m, [1] as l, 'x'::blob as b, null as n"
        )
        found = answer.Answer(tuple(query.columns), tuple(query.fetchall()))
    assert json.loads(answer.to_json(found))[0]["d"] == 1.5
    assert len(next(csv.reader(io.StringIO(answer.to_csv(found).split("\n")[1])))) == 6
    assert "1.5" in drawn(screen.table(found))


# Speed


def test_answering_imports_neither_polars_nor_jinja_nor_prefect():
    code = (
        "import sys; from curbside.exports import answers, screen, story; "
        "print(sorted({'polars', 'jinja2', 'prefect', 'xlsxwriter', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.whole
def test_who_answers_at_once_on_a_large_network(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute("""
            insert into organisations (organisation_id, name, city, state, aliases)
            select 'o' || i, 'Hospital ' || i, 'City ' || i % 500, 'OH', ['Alias ' || i] from range(20000) r(i)
        """)
        con.execute("insert into people (person_id, name) select 'q' || i, 'Person ' || i from range(10000) r(i)")
        con.execute("""
            insert into affiliations (person_id, organisation_id, organisation_name, kind, is_current)
            select 'q' || i % 10000, 'o' || (i * 31) % 20000, 'Hospital', 'work', i % 2 = 0 from range(30000) r(i)
        """)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        found = answers.who(db, "City 77 OH")
        seconds.append(time.process_time() - began)
    assert found.rows
    assert min(seconds) < 1  # of processor time; 0.1 s are usual


def test_who_may_know_you_is_told_apart_from_contacts(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute(
            "insert into may_know values ('a1b2c3d4', '1', 'Sven Novak', 'Sven Novak, of your class: may know you', [])"
        )
        con.execute(
            """insert into markets (search, organisation_id, organisation_name, city, state, open_postings)
            values ('s', 'org-riverside', 'RIVERSIDE HOSPITAL OF VA', 'COLUMBUS', 'OH', 1)"""
        )
        con.execute("insert into more_insiders values ('a1b2c3d4', 'works there', 130)")
    text = flat(drawn(screen.show(db, "a1b2c3d4")))
    assert "and 130 more: works there (the best are listed; `curbside who` lists all)" in text
    assert "Who may know you, none of your contacts └── Sven Novak, of your class: may know you" in text
    found = answers.market(db, "Riverside Hospital")
    assert column(found, "person") == [None]
    shown = flat(drawn(screen.market_table(found)))
    assert "Riverside Hospital of VA" in shown and "Columbus, OH" in shown
    assert "Sven Novak may know you: listed there by CMS" in shown
    assert len(answers.who(db, "Sven")) == 0


def test_what_is_in_doubt_can_be_settled_by_copying_a_line(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute("insert into review values ('employer', '41cd9caa443f7288', 'emp:ce268c610492', 'Memorial', 'Memorial, Akron, OH', 0.35, 'the same name', 2, false, 'the same name')")  # fmt: skip
    lines = re.sub(r"\x1b\[[0-9;]*m", "", drawn(screen.review_table(answers.review(db)), 80)).splitlines()
    assert "  curbside same 41cd9caa443f7288 emp:ce268c610492" in lines


def test_a_lead_says_how_sure_a_doubtful_best_person_is(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        person = con.execute("select best_person from leads where lead_id = 'a1b2c3d4'").fetchone()[0]
        con.execute("update insiders set confidence = 0.35 where opportunity_id = 'a1b2c3d4'")
        con.execute("update leads set best_path = (select path from insiders i where i.opportunity_id = 'a1b2c3d4' and i.person = ?) where lead_id = 'a1b2c3d4'", [person])  # fmt: skip
    assert column(answers.leads(db), "confidence")[0] == 0.35
    assert "35% sure" in flat(drawn(screen.leads_table(answers.leads(db)), 80))


def test_a_market_is_asked_for_by_its_place_and_the_name_of_a_search_names_no_place(tmp_path):
    file = tmp_path / "leads.duckdb"
    with duckdb.connect(str(file)) as con:
        con.execute(schema())
        for employer, city, state, near in (
            ("Bay State", "Boston", "MA", ["Boston, MA"]), ("Granite Ridge", "Nashua", "NH", ["Boston, MA"]),
            ("Pine Hollow", "Athens", "OH", []), ("Boston Heights Clinic", "Akron", "OH", []),
        ):  # fmt: skip
            con.execute(
                "insert into markets (search, organisation_name, city, state, near, open_postings) values (?, ?, ?, ?, ?, 0)",
                ["heart, Ohio and Boston", employer, city, state, near],
            )

    def found(place: str) -> set[str]:
        return set(column(answers.market(file, place), "organisation_name"))

    assert found("Boston") == {"Bay State", "Granite Ridge", "Boston Heights Clinic"}
    assert found("boston,  MA") == {"Bay State", "Granite Ridge"} and found("Athens") == {"Pine Hollow"}
    assert found("Ohio") == {"Pine Hollow", "Boston Heights Clinic"} and found("heart") == set()
    assert len(found("Heart, Ohio and Boston")) == 4
    with duckdb.connect(str(file)) as con:
        con.execute("alter table markets drop near")  # of an earlier curbside
    assert found("Boston") == {"Bay State", "Boston Heights Clinic"}
