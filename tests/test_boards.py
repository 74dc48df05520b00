"""The catalogue as a user meets it: boards by specialty, what curbside.toml makes of an entry, `board try`."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from boardserver import site
from bridging import Home
from town import Opening, town

from curbside import extractors, settings
from curbside.commands import trial
from curbside.extractors import catalogue, recognise
from curbside.extractors.base import Answer
from curbside.job.boards import configured, named, of_specialty
from curbside.onboarding import finding, proposing
from curbside.settings import ConfigError
from curbside.vocabulary.states import STATES
from curbside.workspace import Workspace


@pytest.fixture
def user(tmp_path, capsys) -> Home:
    return Home(tmp_path, capsys)


# --- by specialty -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ("cardiology", {"acc", "hrs"}),
        ("Cardiovascular Disease", {"acc", "hrs"}),
        ("207RC0000X", {"acc"}),
        ("GI", {"gicareers", "acg"}),
        ("ENT", {"aaohns"}),
        ("OB/GYN", {"acog"}),
        ("heme onc", {"asco", "ash"}),
        ("peds", {"aap"}),
        ("radiology", {"acr-radiology", "rsna", "radworking"}),
        ("EM", {"emcareers", "aaem"}),
    ],
)
def test_boards_of_a_specialty_are_found_by_name_short_form_and_code(words, some):
    assert some <= of_specialty(words)


def test_a_specialty_finds_no_board_of_another_and_a_name_is_no_specialty():
    assert not {"acg", "aap", "asco", "nejm"} & of_specialty("cardiology")
    assert of_specialty("nejm") == of_specialty("ohio") == set()


@pytest.mark.whole
def test_boards_lists_what_is_asked_for(user):
    def names(*words: str) -> list[str]:
        return [row["board"] for row in json.loads(user.run("boards", *words, "--format", "json"))]

    boston = set(names("cardiology", "boston"))
    assert {"acc", "hrs", "massgeneralbrigham", "bmc"} <= boston and not {"ohiohealth", "acg"} & boston
    assert "curbside board add URL" in user.run("boards", "xyzzy")


@pytest.mark.whole
@pytest.mark.parametrize(
    ("query", "some", "other"),
    [
        ("heme onc", {"asco", "ash"}, "acc"),
        ("Ohio", {"ohiohealth", "osu", "clevelandclinic", "promedica"}, "acc"),
        ("new york", {"mountsinai", "montefiore"}, "sutter"),
        ("pediatrics columbus ohio", {"aap", "nationwidechildrens"}, "choa"),
        ("Denver", {"denverhealth", "uchealth"}, "sharp"),
        ("workday", {"sharp"}, "acc"),
        ("family medicine in Iowa", {"aafp", "broadlawns"}, "sharp"),
    ],
)
def test_boards_answer_by_specialty_state_city_and_name(query, some, other):
    found = finding.boards(query)
    assert some <= found and other not in found


BOARDS = (
    "Allergy & Immunology|Anesthesiology|Colon & Rectal Surgery|Dermatology|Emergency Medicine|Family Medicine|Internal Medicine|\
Medical Genetics|Neurological Surgery|Nuclear Medicine|Obstetrics & Gynecology|Ophthalmology|Orthopaedic Surgery|Otolaryngology|\
Pathology|Pediatrics|Physical Medicine & Rehabilitation|Plastic Surgery|Preventive Medicine|Psychiatry|Neurology|Diagnostic Radiology|\
Surgery|Thoracic Surgery|Urology"
)


@pytest.mark.parametrize("specialty", BOARDS.split("|"))
def test_each_board_of_the_abms_has_its_societys_job_board(specialty):
    assert of_specialty(specialty), specialty


def test_every_entry_of_the_catalogue_says_what_it_is_and_where_its_address_is_from():
    """No address is made up: each names its source; each family exists and can be asked; states are states."""
    entries = catalogue.all()
    assert len(entries) >= 300 and len({e.name for e in entries}) == len(entries)
    spots = {(e.url, e.account) for e in entries if e.url}
    assert len(spots) == len([e for e in entries if e.url]), "an address stands twice"
    for e in entries:
        family = extractors.family(e.family)
        assert e.source and e.reason.endswith(".") and e.title and e.platform, e.name
        assert set(e.states) <= set(STATES) and (e.city is None or e.states), e.name
        assert e.url is None or re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(?:/[\w./-]*)?", e.url), e.name
        assert e.account or not family.tenant, e.name
        assert e.family != "workday" or recognise.address(f"{e.url}/{e.account.split('/')[1]}").account == e.account, (
            e.name
        )
        assert e.access != "open" or e.kind == "government", "nobody here has read the terms of a site"
        assert e.kind != "health system" or e.employer, e.name


def test_every_city_of_the_catalogue_is_found():
    named = {e.name for e in catalogue.all() if e.city}
    assert named - proposing._spots().keys() == set()


# --- in curbside.toml -------------------------------------------------------------------------------------------------


def boards_of(folder, text: str):
    (folder / "curbside.toml").write_text('[[search]]\nname = "any"\nspecialties = []\n' + text)
    return configured(settings.read(folder / "curbside.toml"), Workspace(folder), {})


def test_a_board_of_the_catalogue_needs_its_name_alone(tmp_path):
    (board,) = boards_of(tmp_path, '[[board]]\nname = "ohiohealth"\n')
    assert (board.family, board.account, board.employer) == ("workday", "ohiohealth/OhioHealthJobs", "OhioHealth")
    assert board.url == "https://ohiohealth.wd5.myworkdayjobs.com"


def test_a_board_of_ones_own_names_its_employer(tmp_path):
    (board,) = boards_of(
        tmp_path,
        '[[board]]\nname = "x"\nfamily = "lever"\naccount = "acme-health-2"\nemployer = "Acme Health"\n',
    )
    assert board.employer == "Acme Health"


@pytest.mark.parametrize("name", ["healthecareers", "practicematch"])
def test_a_site_that_shuts_readers_out_is_off_and_says_why(tmp_path, name):
    with pytest.raises(ConfigError, match="shuts automated readers out"):
        boards_of(tmp_path, f'[[board]]\nname = "{name}"\n')
    (board,) = boards_of(tmp_path, f'[[board]]\nname = "{name}"\nfamily = "jsonld"\nurl = "saved"\n')
    assert board.url == "saved"


# --- board try --------------------------------------------------------------------------------------------------------


ONE = [Opening("101"), Opening("102", renamed=0)]
TRIED = {  # what the user types after the host, and what is made of it
    "jsonld": ("", "jsonld", None),
    "madgex": ("/job/101/", "madgex", None),
    "rss": ("/jobs/?display=rss", "rss", None),
    "xmlfeed": ("/feed.xml", "xmlfeed", None),
    "greenhouse acme": ("/v1/boards/acme/jobs?content=true", "greenhouse", "acme"),
    "workday acme/Careers": ("/wday/cxs/acme/Careers/jobs", "workday", "acme/Careers"),
}


@pytest.mark.whole
@pytest.mark.parametrize("name", TRIED)
def test_board_try_knows_a_boards_family_by_its_address_and_shows_what_it_read(name, tmp_path, capsys):
    path, family, account = TRIED[name]
    with town(tmp_path, {name: ONE}) as it:
        assert trial.run(it.sites[name].url + path, None, None, {}) == 0
    told = capsys.readouterr()
    toml = tomllib.loads(told.out.split("\n\n")[0])["board"][0]
    assert (toml["family"], toml.get("account")) == (family, account)
    assert "Cardiologist 101" in told.out and "Cardiologist 102 (updated)" in told.out
    assert "2 postings listed, 2 read" in told.err


@pytest.mark.whole
def test_board_try_asks_a_site_that_its_address_says_nothing_of(capsys):
    feed = b'<?xml version="1.0"?><source><job><title>Urologist</title><url>/j/1</url></job></source>'
    page = b'<!doctype html><a href="https://boards.greenhouse.io/embed/job_board/js?for=elm">Jobs</a>'
    with site({"/data": feed, "/": page}) as s:
        assert trial.run(f"{s.url}/data", None, None, {}) == 0
        assert 'family = "xmlfeed"' in capsys.readouterr().out
    linked = recognise.answer(Answer("list", "https://elm.example/careers", 200, datetime.now(UTC), page))
    assert [(r.family, r.url, r.account) for r in linked] == [("greenhouse", None, "elm")]


FIXTURES = Path(__file__).parent / "families"


# A sitemap alone holds no posting; other families' answers bear no mark of their own and are asked for with --family
MARKED = [f for f in sorted(FIXTURES.glob("*/list.*[!n]")) if f.parent.name not in ("jsonld", "madgex")]
UNMARKED = ("adzuna", "jibe", "peopleadmin", "successfactors")


@pytest.mark.parametrize("file", MARKED, ids=lambda f: f.parent.name)
def test_board_try_reads_saved_answers_of_every_family(file, capsys):
    family = file.parent.name
    assert trial.run(str(file), family if family in UNMARKED else None, None, {}) == 0
    assert f'family = "{family}"' in capsys.readouterr().out


@pytest.mark.whole
def test_board_try_says_why_nothing_was_read(user, capsys):
    assert trial.run("https://www.healthecareers.com/jobs", None, None, {}) == 3
    assert "shuts automated readers out, so nothing was asked" in capsys.readouterr().err
    with site({}) as s:
        assert trial.run(s.url, None, None, {}) == 3
        assert "no sitemap found" in capsys.readouterr().err
    status, said = user.error("board", "try", "/nope")
    assert status == 2 and "no file or folder" in said


# --- board add, board remove ------------------------------------------------------------------------------------------


CONFIG = '# mine\n[[search]]\nname = "any"\nspecialties = []\n'


@pytest.mark.whole
def test_a_board_is_added_by_its_address_and_what_it_lists_is_pulled(tmp_path, user):
    (tmp_path / "curbside.toml").write_text(CONFIG)
    (tmp_path / "site").mkdir()
    with town(tmp_path / "site", {"greenhouse acme": ONE}) as it:
        url = it.sites["greenhouse acme"].url + "/v1/boards/acme/jobs?content=true"
        user.run("board", "add", url, "--name", "acme", "--employer", "Acme Health")
    text = (tmp_path / "curbside.toml").read_text()
    (board,) = settings.read(tmp_path / "curbside.toml").board
    assert (board.family, board.account, board.employer) == ("greenhouse", "acme", "Acme Health")
    assert text.startswith("# mine\n") and "curbside board remove acme" in user.capture_last
    status, said = user.error("board", "add", "ohiohealth", "--anyway", "--name", "acme")
    assert status == 2 and "acme is in curbside.toml already" in said


@pytest.mark.parametrize(
    ("url", "account", "taken", "name"),
    [
        ("https://boards.greenhouse.io/elmclinic", "elmclinic", (), "elmclinic"),
        ("https://elm.wd5.myworkdayjobs.com/Careers", "elm/Careers", (), "elm"),
        ("https://careers.elm.example.org/feed.xml", None, ("loring",), "elm"),
        ("https://jobs.elm.example.org", None, ("elm", "elm-2"), "elm-3"),
    ],
)
def test_a_board_is_named_for_its_account_or_host_and_never_as_another(url, account, taken, name):
    assert named(url, account, taken) == name


@pytest.mark.whole
def test_a_second_board_of_a_host_has_a_name_of_its_own_and_the_same_one_is_not_added_twice(tmp_path, user):
    (tmp_path / "curbside.toml").write_text(CONFIG)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("title,employer,city,state,url\nSurgeon,Elm Clinic,Akron,OH,https://x.example/1\n")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.csv").write_text((tmp_path / "a.csv").read_text())
    user.run("board", "add", str(tmp_path / "a.csv"))
    user.run("board", "add", str(tmp_path / "old/a.csv"))
    names = [b.name for b in settings.read(tmp_path / "curbside.toml").board]
    assert len(set(names)) == 2, names
    status, said = user.error("board", "add", str(tmp_path / "a.csv"))
    assert status == 2 and f"already, as {names[0]}" in said


@pytest.mark.whole
def test_an_address_that_nothing_is_read_from_is_not_written_down(tmp_path, user):
    (tmp_path / "curbside.toml").write_text(CONFIG)
    with site({}) as s:
        status, said = user.error("board", "add", s.url)
    assert status == 3 and "nothing was written" in said
    assert (tmp_path / "curbside.toml").read_text() == CONFIG


def test_a_board_taken_out_closes_its_leads_at_the_next_run_and_rebuild_repeats_it(sample, capsys):
    sample.begin(1)
    user = Home(sample.place.root, capsys)
    board, count = sample.sql("select board, count(*) from postings where closed_at is null group by all order by 2")[
        -1
    ]
    assert count
    user.run("board", "remove", board)
    assert "closes its leads" in user.capture_last
    sample.pull()
    left = f"select count(*) from postings where board = '{board}' and closed_at is null"
    assert sample.sql(left) == [(0,)]
    last = f"select status from board_runs where board = '{board}' order by run_id desc limit 1"
    assert sample.sql(last) == [("removed",)], "no fault of the board"
    user.run("rebuild")
    assert sample.sql(left) == [(0,)]
    status, wrong = user.error("board", "remove", "nowhere")
    assert status == 2 and "[[board]] 'nowhere' is not there; it has" in wrong


def test_the_medical_society_of_every_state_is_known_and_says_whether_its_address_was_seen():
    societies = {e.states[0]: e for e in catalogue.all() if e.name.startswith("medical-society-")}
    assert set(societies) == set(STATES) - {"PR", "GU", "VI", "AS", "MP"}
    assert all("not verified" in e.source or "public" in e.source for e in societies.values())
    assert "medical-society-oh" in finding.boards("ohio")
