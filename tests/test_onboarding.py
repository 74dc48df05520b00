"""From a LinkedIn archive to the first digest: at a terminal, and each part of it apart from the terminal."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from newcomer import archive, catalogue, terminal

from curbside import demo, settings
from curbside.demo import server
from curbside.onboarding import archive as archive_path
from curbside.onboarding import proposing, understand, writing
from curbside.onboarding.answers import Answers, Chosen
from curbside.workspace import Workspace, WorkspaceError


@pytest.fixture
def home(tmp_path):
    (tmp_path / "Downloads").mkdir()
    archive(tmp_path / "Downloads" / "Basic_LinkedInDataExport_11-20-2026.zip")
    return tmp_path


@pytest.mark.whole
def test_a_newcomer_with_only_her_archive_reaches_her_own_digest(home):
    began = time.monotonic()
    with (
        server.serving(demo.openings()[:6]) as boards,
        terminal(home, catalogue(home / "c.toml", boards.urls), "setup") as t,
    ):
        assert "Basic_LinkedIn" in t.answer("its path", "")
        t.answer(r"your name.*Ana Ruiz, MD", "")
        assert "fellowship: Lakeview University Medical Center" in t.answer(
            r"your e-mail .*ana@example.org", ""
        ) + t.until("right")
        t.answer("right", "4 5")  # the coffee, and work that she does not want named
        t.answer(r"right", "")
        t.answer(r"specialty \[Cardiovascular Disease\]", "")
        t.answer("places", "Ohio, within 60 miles of Boston")
        assert "within 60 miles of Boston, MA" in t.answer("visa", "back")
        t.answer(r"places \[Ohio", "")
        t.answer("visa", "green")
        assert "is no visa" in t.answer("visa", "j1 waiver")
        t.answer("start", "7/1/2027")
        told = t.answer("which", "all")
        assert "Society of Hearts (your specialty" in told and "Skins" not in told and "Texan" not in told
        assert "enabled = false" in t.answer("another board", f"{boards.urls['feed-agency']}/feed.xml")
        t.answer("another board", "")
        assert "3 to read, 1 off" in t.answer("write", "")
        status = t.end()
    assert status == 0, t.said
    assert time.monotonic() - began < 120
    workspace = home / "curbside"
    conf = settings.read(workspace / "curbside.toml")
    assert (conf.me.name, conf.me.email, conf.schedule.timezone) == (
        "Ana Ruiz, MD",
        "ana@example.org",
        "America/Chicago",
    )
    assert [(m.kind, m.start, m.end) for m in conf.me.training] == [
        ("medical school", 2012, 2016), ("residency", 2016, 2019), ("fellowship", 2019, 2022),
    ]  # fmt: skip
    assert conf.me.position == []
    (search,) = conf.search
    assert (search.states, search.near[0].place, search.near[0].miles) == (["OH"], "Boston, MA", 60)
    assert (search.visa, f"{conf.me.available_on}") == (["J-1"], "2027-07-01")
    assert {b.name: b.enabled for b in conf.board if b.name in ("hearts", "harborlight", "gone")} == {
        "hearts": True, "harborlight": True, "gone": False,
    }  # fmt: skip
    (page,) = (workspace / "data/digests").glob("*/digest.html")
    assert page.as_uri() in t.said and "Dana Whitcombe" in page.read_text()
    assert not (workspace / "data/setup.json").exists() and (workspace / "curbside.toml").stat().st_mode & 0o077 == 0


@pytest.mark.whole
def test_leaving_writes_nothing_half_and_goes_on_with_what_was_said(home):
    known = catalogue(home / "c.toml", {"society": "http://127.0.0.1:9", "greenhouse": "http://127.0.0.1:9"})
    with terminal(home, known, "setup", "-C", "jobs") as t:
        t.answer("its path", "none.zip")
        assert "not found" in t.answer("its path", "none")
        t.answer("your name", "Bo Lund")
        t.answer("your e-mail", "bo at home")
        assert "no e-mail address" in t.answer("your e-mail", "")
        t.answer("specialty", "basket weaving")
        assert "no specialty known here" in t.answer("specialty", "quit")
        assert t.end() == 0 and "your answers are kept" in t.said
    assert not (home / "jobs/curbside.toml").exists()
    assert (home / "jobs/data/setup.json").stat().st_mode & 0o077 == 0
    with terminal(home, known, "setup", "-C", "jobs") as t:
        t.answer("its path", "none")
        t.answer(r"your name.*\[Bo Lund\]", "\x04")
        assert t.end() == 0


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Ohio, within 60 miles of Boston", "Ohio, within 60 miles of Boston, MA"),
        ("ohio, indiana and michigan", "Ohio, Indiana, Michigan"),
        ("Boston, Ohio", "Ohio, within 50 miles of Boston, MA"),
        ("Columbus; Ohio", "Ohio, within 50 miles of Columbus, OH"),
        ("Columbus, Ohio", "within 50 miles of Columbus, OH"),
        ("Delaware, OH", "within 50 miles of Delaware, OH"),
        ("New York, NY", "within 50 miles of New York, NY"),
        ("New York", "New York"),
        ("Washington, DC or Maryland", "Maryland, within 50 miles of Washington, DC"),
        ("an hour from Ann Arbor", "within 50 miles of Ann Arbor, MI"),
        ("within 90 minutes' drive of my wife's job in Rochester, Minnesota", "within 75 miles of Rochester, MN"),
        ("my partner works in Ann Arbor", "within 50 miles of Ann Arbor, MI"),
        ("Minneapolis/St. Paul", "within 50 miles of Minneapolis, MN, within 50 miles of St. Paul, MN"),
        ("San Francisco Bay Area", "within 50 miles of San Francisco, CA"),
        ("within 30 miles of 02115", "within 30 miles of 02115"),
        ("boston (60 miles)", "within 60 miles of Boston, MA"),
        ("the Carolinas", "North Carolina, South Carolina"),
        ("OH MA", "Ohio, Massachusetts"),
        ("anywhere", "anywhere in the United States"),
    ],
)
def test_places_are_understood_as_people_say_them(said, shown):
    found = understand.places(said)
    assert (found.shown(), found.unclear) == (shown, [])


def test_boards_of_one_host_are_all_taken_each_by_a_name_of_its_own_and_none_twice():
    def found(url: str, account: str | None = None, enabled: bool = True) -> Chosen:
        return Chosen(name="x", title=url, family="greenhouse", url=url, account=account, enabled=enabled)

    kept: list[Chosen] = [Chosen(name="elm", title="Elm Health")]
    for url, account, enabled in (
        ("https://boards.greenhouse.io/elm", "elm", True), ("https://boards.greenhouse.io/loring", "loring", True),
        ("https://boards.greenhouse.io/elm", "elm", True), ("https://gone.example", None, False),
        ("https://jobs.loring.example", None, True),
    ):  # fmt: skip
        kept = proposing.taken(kept, found(url, account, enabled))
    assert [b.name for b in kept] == ["elm", "elm-2", "loring", "loring-2"]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Springfield", "write Springfield, MO or"),
        ("not Texas", "names where to look, not where not"),
        ("remote", "has no key for remote work"),
        ("Xyzzyville", "no place known here"),
        ("northern California", "taken as the whole of California"),
    ],
)
def test_what_is_not_understood_of_places_is_said(said, line):
    assert line in understand.places(said).unclear[0]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("general cardiology and interventional cardiology", ["Cardiovascular Disease", "Interventional Cardiology"]),
        ("I'm a pediatric cardiologist", ["Pediatric Cardiology"]),
        ("obstetrics and gynecology", ["Obstetrics & Gynecology"]),
        ("med-peds", ["Internal Medicine", "Pediatrics"]),
        ("pediatrics, hospitalist", ["Pediatrics", "Hospitalist"]),
        ("", []),
    ],
)
def test_specialties_are_understood_whole_before_they_are_split(said, names):
    assert understand.specialties(said) == (names, [])


TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("said", "day"),
    [("7/1/2027", "2027-07-01"), ("July 2027", "2027-07-01"), ("summer 2027", "2027-07-01"), ("2027", "2027-01-01"),
     ("7/2027", "2027-07-01"), ("Jul 1, 2027", "2027-07-01"), ("now", "2026-11-28"), ("asap", "2026-11-28")],
)  # fmt: skip
def test_days_to_start_are_understood(said, day):
    assert understand.start(said, TODAY) == (date.fromisoformat(day), "")


@example("~\x00")
@given(st.text(max_size=60))
def test_no_answer_breaks_the_reader_of_it(text):
    understand.visa(text)
    understand.start(text, TODAY)
    understand.numbers(text, 9)
    archive_path.typed(text)


@pytest.mark.parametrize(
    "typed", ["'/a/My Archive.zip'", "/a/My\\ Archive.zip ", "file:///a/My%20Archive.zip", '"/a/My Archive.zip"']
)
def test_a_path_dragged_into_a_terminal_is_one(typed):
    assert str(archive_path.typed(typed)) == "/a/My Archive.zip"


def test_what_was_answered_is_written_so_that_it_reads_back_and_no_answer_leaves_its_place(tmp_path):
    odd = 'O"Neil\\ \n[[board]]\nname = "x"'
    said = Answers(
        name=odd,
        specialties=["Family Medicine"],
        boards=[Chosen(name="b", title=odd, family="jsonld", url=odd, note=odd)],
    )
    conf = settings.parse(writing.text(said, None, TODAY), "curbside.toml")
    assert (conf.me.name, conf.board[0].name, len(conf.board)) == (odd, "b", 1)
    writing.write(Workspace(tmp_path), Answers(), TODAY)
    assert settings.read(tmp_path / "curbside.toml").search[0].specialties == []
    with pytest.raises(WorkspaceError, match="is there already"):
        writing.write(Workspace(tmp_path), Answers(), TODAY)
