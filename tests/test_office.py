"""An office pulls once; each member has a run of her own, and nobody reads whom another knows."""

from __future__ import annotations

import csv
import errno
import multiprocessing
import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from curbside import demo, settings
from curbside.commands import cli
from curbside.demo import server
from curbside.extractors.readers.hubfile import HubError
from curbside.faults import CurbsideError
from curbside.office import member, members, roster, running, status
from curbside.office.config import Place
from curbside.warehouse import build
from curbside.workspace import Workspace

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SEARCH = '[[search]]\nname = "{name}"\nspecialties = ["{specialty}"]\nstates = ["OH"]\n'
# Whom each knows and what each says of herself: in nobody else's files.
PLANTED = {"ana": ("Quillon Abernathyx", "Ana Ruizwright"), "bea": ("Zebulon Featherstonex", "Bea Okaforsen")}


def person(folder: Path, name: str, more: str = "") -> None:
    """The member writes herself, two searches and her network."""
    known, own = PLANTED[name]
    text = (folder / "curbside.toml").read_text()
    hub = text[text.index("[[board]]") : text.index("# What the office may see")]
    me = f'[me]\nname = "{own}"\nemail = "{name}@{own.split()[1].lower()}.example"\nspecialties = ["Cardiovascular Disease"]\n'
    me += (
        SEARCH.format(name="cardiology", specialty="Cardiovascular Disease")
        + '[[search]]\nname = "all of it"\nspecialties = []\n'
    )
    (folder / "curbside.toml").write_text(me + hub + more + '[network]\nroster = ["network/known.csv"]\n')
    with (folder / "network" / "known.csv").open("w", newline="") as out:
        csv.writer(out).writerows(
            [("name", "employer", "city", "state"), (known, "Harbor Light Medical Center", "Columbus", "OH")]
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office of two members and a third whose file is wrong, after one run; what the run said."""
    root = tmp_path_factory.mktemp("office")
    place = Place(Workspace(root))
    old = os.umask(0o022)
    said: list[str] = []
    with server.serving(demo.openings()) as boards:
        demo.lay_out(root, boards.urls)
        shutil.rmtree(root / "network")
        text = (root / "curbside.toml").read_text()
        own = "[[board]]" + text.split("[[board]]", 1)[1].split("[network]")[0]
        members.init(place)
        place.config.write_text("[office]\nworkers = 1\n")  # one process takes all of them in turn
        (root / "curbside.toml").write_text(
            '[me]\nname = "The office"\n[[search]]\nname = "everything"\nspecialties = []\n' + own
        )
        for name in (*PLANTED, "cleo"):
            members.add(place, name, None)
        person(root / "members" / "ana", "ana", "[office]\nstages = true\n")
        person(root / "members" / "bea", "bea")
        (root / "members" / "cleo" / "curbside.toml").write_text("[me\n")
        outcomes, failures = running.run(place, NOW, said.append)
    os.umask(old)
    return place, outcomes, failures, said


@pytest.mark.whole
def test_each_member_has_her_leads_from_one_pull(office):
    place, outcomes, failures, _ = office
    assert outcomes["ana"]["status"] == outcomes["bea"]["status"] == "done" and not failures
    assert outcomes["ana"]["leads"] == outcomes["ana"]["new"] > 0
    for name in PLANTED:
        home = place.workspace.root / "members" / name
        with duckdb.connect(str(home / "data" / "leads.duckdb"), read_only=True) as con:
            assert con.execute("select count(distinct person) from insiders").fetchone()[0] >= 1
            twice = con.execute(
                "select count(*) from (select lead_id from leads group by lead_id having count(distinct search) = 2)"
            ).fetchone()[0]
        assert twice, "a lead stands under every search that it meets"
        assert list((home / "data" / "digests").rglob("*.html"))
        assert [f.name for f in (home / "data" / "landing").iterdir()] == ["office"], "she asked no board herself"


@pytest.mark.whole
def test_nobody_finds_what_another_knows(office):
    place, _, _, said = office
    root = place.workspace.root
    for name, words in PLANTED.items():
        own = root / "members" / name
        held = [f for f in root.rglob("*") if f.is_file() and any(says(f, w) for w in words)]
        assert held and all(f.is_relative_to(own) for f in held), held
        assert not any(w in line for w in words for line in said)
        assert not [f for f in (own, *own.rglob("data")) if stat.S_IMODE(f.stat().st_mode) & 0o077]
        assert not [f for f in (own / "data").rglob("*") if stat.S_IMODE(f.stat().st_mode) & 0o077]


@pytest.mark.whole
def test_openings_are_derived_once_for_all(office):
    place, *_ = office
    (derived,) = (place.workspace.data / build.SHARED).iterdir()
    for name in PLANTED:
        with duckdb.connect(
            str(place.workspace.root / "members" / name / "data/warehouse.duckdb"), read_only=True
        ) as con:
            assert con.execute("select inputs from core.derived where step = 'opening'").fetchone() == (derived.name,)


def says(file: Path, words: str) -> bool:
    """Whether a file holds the words, whatever its form: databases and Parquet are read, row by row."""
    body = file.read_bytes()
    if any(w.encode() in body for w in (words, words.lower(), words.split()[1])):
        return True
    if file.suffix == ".parquet":
        return words in str(duckdb.sql(f"from '{file}'").fetchall())
    if file.suffix == ".duckdb":
        with duckdb.connect(str(file), read_only=True) as con:
            names = con.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
            return any(words in str(con.execute(f"from {name}").fetchall()) for (name,) in names)
    return False


@pytest.mark.whole
def test_a_members_read_only_disk_costs_her_alone_and_is_named(office, monkeypatch, tmp_path):
    place = office[0]
    wanted = [m for m in place.read().member if m.name in ("ana", "cleo")]

    def share(place, member):
        if member.name == "ana":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), "/somewhere")

    monkeypatch.setattr(running.members, "share_public", share)
    monkeypatch.setattr(running, "pull", lambda *args: {})
    monkeypatch.setattr(running, "_keep", lambda *args: None)
    said: list[str] = []
    outcomes, _ = running.run(place, NOW, said.append, [m.name for m in wanted])
    assert list(outcomes) == ["ana", "cleo"]
    home = place.of(wanted[0]).root
    assert any(line.startswith(f"ana: failed ({home}: the disk is read-only; mount it") for line in said), said


def test_a_run_whose_office_was_ended_meanwhile_ends_without_a_word(monkeypatch, tmp_path):
    tasks, office = multiprocessing.Pipe(duplex=False)
    answers, told = multiprocessing.Pipe(duplex=False)
    monkeypatch.setattr(member, "_of", lambda *_: member.Outcome("done"))
    monkeypatch.setattr(member.gc, "freeze", lambda: None)
    monkeypatch.setattr(member.warehouse, "limit", lambda threads: None)
    office.send((str(tmp_path), "somebody", NOW, str(tmp_path)))
    office.close()
    answers.close()
    assert member.serve(tasks, told, 2) is None


@pytest.mark.whole
def test_a_members_failure_costs_her_alone_and_is_named(office):
    place, outcomes, _, said = office
    assert outcomes["cleo"]["status"] == "failed" and outcomes["cleo"]["fault"] == "ConfigError"
    assert any(line.startswith("cleo: failed") for line in said)
    log = place.workspace.root / "members" / "cleo" / "data" / member.LOG
    assert "not valid TOML" in log.read_text()


@pytest.mark.whole
def test_the_office_sees_numbers_and_stages_by_consent(office):
    place, outcomes, *_ = office
    assert outcomes["ana"]["stages"] == {} and outcomes["bea"]["stages"] is None
    lines = status.lines(place)
    assert next(x for x in lines if x.startswith("society"))
    assert lines[-1] == "0 of 1 placed; 2 do not share it"
    kept = running.kept(place)
    kept["ana"]["stages"] = {"accepted": 1, "applied": 2}
    running._keep(place, kept)
    assert status.lines(place)[-1] == "1 of 1 placed; 2 do not share it"
    assert "1 accepted, 2 applied" in "\n".join(status.lines(place))


def test_a_roster_is_shared_row_by_row(tmp_path):
    place = Place(Workspace(tmp_path))
    members.init(place)
    (tmp_path / "alumni.csv").write_text(
        "name,Consent,employer\nDana Yes,yes,Elm\nEli No,no,Elm\nFay Blank,,Elm\nGus Agreed,Agreed,Elm\n"
    )
    place.config.write_text('[office]\nroster = "alumni.csv"\n')
    assert roster.share(place, place.read()) == roster.Told(2, 2)
    assert place.roster.read_text().splitlines() == ["name,employer", "Dana Yes,Elm", "Gus Agreed,Elm"]
    assert place.roster.stat().st_mode & 0o044
    (tmp_path / "alumni.csv").write_text("name,employer\nDana Yes,Elm\n")
    with pytest.raises(CurbsideError, match="no column `consent`"):
        roster.share(place, place.read())
    place.config.write_text("[office]\n")
    assert roster.share(place, place.read()) is None and not place.roster.exists(), "nothing stays shared"


TITLED = (
    "Alumni of Elm, kept by the office;;;\n\nGraduate;Yr Grad;Current Practice;Consent (Y/N)\n"
    "Élise Fontaine;2012;Elm Clinic;Yes\nGus Holt;2013;Elm Clinic;YES - by phone\n;;;\nBo Lind;2014;Elm Clinic;n\n"
)


@pytest.mark.parametrize("form", ["utf-8-sig", "cp1252", "utf-16", "xlsx"])
def test_a_roster_is_shared_from_whatever_table_the_office_keeps(tmp_path, form):
    place = Place(Workspace(tmp_path))
    members.init(place)
    place.config.write_text('[office]\nroster = "alumni"\n')
    if form == "xlsx":
        rows = [row.split(";") for row in TITLED.splitlines()[2:]]
        pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_excel(tmp_path / "alumni.xlsx")
        (tmp_path / "alumni.xlsx").rename(tmp_path / "alumni")
    else:
        (tmp_path / "alumni").write_bytes(TITLED.encode(form))
    told = roster.share(place, place.read())
    assert (told.shared, told.kept_back, len(told.unclear)) == (1, 2, 1) and "neither yes nor no, taken as no" in str(
        told
    )
    assert place.roster.read_text().splitlines() == [
        "Graduate,Yr Grad,Current Practice",
        "Élise Fontaine,2012,Elm Clinic",
    ]


def no_hub(*given: object) -> None:
    raise HubError("no board that was pulled here may be published")


@pytest.mark.whole
def test_who_withdraws_is_gone_the_next_day_and_a_roster_that_cannot_be_read_stops_nobody(tmp_path, monkeypatch):
    place = Place(Workspace(tmp_path))
    members.init(place)
    with pytest.raises(CurbsideError, match="names no board"):
        running.run(place, NOW, lambda line: None)
    place.config.write_text('[office]\nroster = "alumni.csv"\nworkers = 1\n')
    home = members.add(place, "ana", None)
    known = f'\n[network]\nroster = ["{place.roster}"]\n#'
    home.config.write_text(home.config.read_text().replace("\n[network]", known, 1))
    listed = []
    with server.serving(demo.openings()[:4]) as boards:
        with place.workspace.config.open("a") as config:
            config.write(
                f'\n[[board]]\nname = "agency"\nfamily = "xmlfeed"\nurl = "{boards.urls["feed-agency"]}/feed.xml"\n'
            )
        for day, second in enumerate(("yes", "no", None, "yes", "no")):
            text = f"name,employer,consent\nDana Yes,Elm Clinic,yes\nEli Once,Elm Clinic,{second}\n"
            (tmp_path / "alumni.csv").write_text(text if second else "name\nDana Yes\n")
            if day == 4:
                monkeypatch.setattr(running.publishing, "publish", no_hub)
            outcomes, failures = running.run(place, NOW + timedelta(days=day), lambda line: None)
            with duckdb.connect(str(home.leads), read_only=True) as con:
                listed.append([name for (name,) in con.execute("select name from people order by name").fetchall()])
            assert outcomes["ana"]["status"] == "done" and list(failures) == [[], [], ["roster"], [], ["hub"]][day]
    assert listed == [["Dana Yes", "Eli Once"], ["Dana Yes"], ["Dana Yes"], ["Dana Yes", "Eli Once"], ["Dana Yes"]]
    assert "she has not written herself into her curbside.toml yet" in "\n".join(status.lines(place))


def test_a_name_that_is_no_folders_is_refused_and_a_fault_is_told_in_an_offices_words(tmp_path, capsys):
    assert cli.main(["-C", str(tmp_path), "office", "init"]) == 0
    assert cli.main(["-C", str(tmp_path), "office", "add", "Dr. Ana Ruiz"]) == 2
    assert "'Dr. Ana Ruiz' cannot name a folder" in capsys.readouterr().err
    assert cli.main(["-C", str(tmp_path), "office", "add", "ana", "bea"]) == 0
    assert cli.main(["-C", str(tmp_path), "office", "add", "cleo", "dana", "--user", "root"]) == 2
    assert [m.name for m in Place(Workspace(tmp_path)).read().member] == ["ana", "bea"]
    assert running.member_fault("ConfigError") == "her curbside.toml is not in order"


def test_office_files_say_what_is_wrong(tmp_path):
    place = Place(Workspace(tmp_path / "new"))
    with pytest.raises(CurbsideError, match="curbside office init"):
        place.read()
    members.init(place)
    home = members.add(place, "ana", None)
    settings.read(home.config)
    assert [m.name for m in place.read().member] == ["ana"] and "# user =" in place.config.read_text()
    for wrong, line in {
        '[[member]]\nname = "a"\n[[member]]\nname = "a"\n': "stands twice",
        '[[member]]\nname = "../a"\n': "takes letters",
        '[[member]]\nnam = "a"\n': "did you mean name",
    }.items():
        place.config.write_text(wrong)
        with pytest.raises(CurbsideError, match=line):
            place.read()
    with pytest.raises(CurbsideError, match="no account 'nobody-here'"):
        place.config.write_text("")
        members.add(place, "bea", "nobody-here")
    with pytest.raises(CurbsideError, match="is there already"):
        members.init(place)
