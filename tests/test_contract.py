"""docs/contract.md holds: its tables are what is published, an empty answer is whole, a wrong file says which status."""

import csv
import io
import json
import re
import shlex

import duckdb
import pytest
from published import ROOT, schema

from curbside.commands.cli import main
from curbside.exports.answer import Answer, to_json
from curbside.workspace import Workspace

PAGE = (ROOT / "docs/contract.md").read_text("utf-8")
SEARCH = '[me]\nspecialties = ["cards"]\n[[search]]\nname = "mine"\n'


@pytest.fixture
def empty(tmp_path):
    """A workspace whose published copy has tables and no rows."""
    place = Workspace(tmp_path)
    place.data.mkdir()
    place.config.write_text(SEARCH)
    with duckdb.connect(str(place.leads)) as con:
        con.execute(schema())
    return place


def test_every_published_column_stands_in_the_contract():
    told = set(re.findall(r"\w+", PAGE.split("## 6.")[1]))
    with duckdb.connect() as con:
        con.execute(schema())
        columns = con.execute("select table_name, column_name from duckdb_columns() where not internal").fetchall()
    assert len(columns) > 200
    assert sorted(f"{t}.{c}" for t, c in columns if t not in told or c not in told) == []


@pytest.mark.parametrize("words", [["asks"], ["reminders"], ["review"], ["market"], ["who", "Ohio"], ["leads"]])
def test_an_answer_without_rows_has_its_heading_as_csv_and_is_a_list_as_json(empty, words, capsys):
    assert main(["-C", str(empty.root), *words, "--format", "csv"]) == 0
    assert len(next(csv.reader(io.StringIO(capsys.readouterr().out)))) > 4
    assert main(["-C", str(empty.root), *words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([""], "curbside: '' is no command;"),
        (["schedule", ""], "'' is no word of curbside schedule; it takes install,"),
    ],
)
def test_an_empty_word_is_no_command_and_is_told_in_a_line(words, line, capsys):
    with pytest.raises(SystemExit) as e:
        main(words)
    said = capsys.readouterr().err
    assert e.value.code == 2 and line in said and len(said) < 200


def test_numbers_that_json_cannot_write_are_null():
    row = (float("nan"), [1.0, float("inf")], {"a": float("-inf"), 2: 0.5})
    said = to_json(Answer(("n", "list", "map"), (row,)))
    assert json.loads(said) == [{"n": None, "list": [1.0, None], "map": {"a": None, "2": 0.5}}]


def test_doctor_says_a_wrong_file_from_a_check_that_failed(empty, capsys, monkeypatch):
    monkeypatch.setattr("curbside.commands.doctor._reach", lambda *_: pytest.fail("no board is configured"))
    assert main(["-C", str(empty.root), "doctor"]) in (0, 1)
    empty.config.write_text(SEARCH + "stat = ['OH']\n")
    assert main(["-C", str(empty.root), "doctor"]) == 2
    assert "[[search]] number 1 stat: unknown key" in capsys.readouterr().out


def test_a_folder_with_blanks_is_named_as_a_shell_takes_it(tmp_path, capsys):
    folder = tmp_path / "Été à l'hôpital"
    assert main(["-C", str(folder), "leads"]) == 1
    command = re.search("`curbside (.+) run`", capsys.readouterr().err)
    assert command and shlex.split(command[1]) == ["-C", str(folder)]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ('[digest]\nemail = { to = "ana" }', "[digest] email.to: 'ana' is no e-mail address; it takes one such as"),
        ('[digest]\nemail = { to = "" }', "[digest] email.to: takes some text; it is empty"),
        (
            '[digest]\nemail = { to = "a@b.org", smtp = "mail.b.org" }',
            "'mail.b.org' is no mail server; it takes smtp://",
        ),
        ("stat = 1\ncity = 2", "stat: unknown key; did you mean states?"),
    ],
)
def test_a_wrong_key_is_told_in_words(empty, more, line, capsys):
    empty.config.write_text(SEARCH + more)
    assert main(["-C", str(empty.root), "config", "check"]) == 2
    said = capsys.readouterr().err
    assert line in said and "^" not in said and said.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "status"), [("ftp://x.org/feed", 2), ("file:///x.csv", 2), ("https://x.org", 0), ("list.csv", 0)]
)
def test_an_address_that_nothing_can_ask_is_a_wrong_key(empty, url, status, capsys):
    empty.config.write_text(SEARCH + f'[[board]]\nname = "b"\nfamily = "rss"\nurl = "{url}"\n')
    assert main(["-C", str(empty.root), "config", "check"]) == status
    assert ("url takes an address that begins with https://" in capsys.readouterr().err) is (status == 2)


def test_doctor_says_where_a_list_of_ones_own_is_not_there(empty, capsys):
    empty.config.write_text(SEARCH + '[[board]]\nname = "b"\nfamily = "csv"\nurl = "list.csv"\n')
    assert main(["-C", str(empty.root), "doctor"]) == 1
    assert "FAIL board b: csv, read from" in capsys.readouterr().out
    (empty.root / "list.csv").write_text("title,employer\n")
    main(["-C", str(empty.root), "doctor"])
    assert "ok   board b: csv, read from" in capsys.readouterr().out


def test_specialties_of_the_user_are_checked_where_each_search_names_its_own(empty, capsys):
    empty.config.write_text('[me]\nspecialties = ["blargology"]\n[[search]]\nname = "x"\nspecialties = ["cards"]\n')
    assert main(["-C", str(empty.root), "config", "check"]) == 2
    assert "[me] specialties: 'blargology' is no specialty known here" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "takes"), [(["schedule"], "install|remove|status"), (["board"], "try|add|remove, URL|NAME")]
)
def test_a_command_without_its_word_says_which_it_takes(words, takes, capsys):
    with pytest.raises(SystemExit) as e:
        main(words)
    assert e.value.code == 2 and f"required: {takes};" in capsys.readouterr().err


def test_what_two_cards_say_of_one_person_stands_once_and_a_friend_without_a_file_is_said(tmp_path, capsys):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Dana Whit\nN:Whit;Dana;;;\nEMAIL:d@x.org\nORG:Grant Medical Center{}\nTITLE:Cardiologist\n"
    card += "CATEGORIES:myContacts,* Starred,Fellows\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text(card.format(";Cardiology"))
    (tmp_path / "b.vcf").write_text(card.format(""))
    network = '[network]\nvcard = ["a.vcf", "b.vcf"]\nfriends = [{ of = "Ben Okafor" }]\n'
    (tmp_path / "curbside.toml").write_text(SEARCH + network)
    assert main(["-C", str(tmp_path), "rebuild"]) == 0
    assert "[network] friends: no file of Ben Okafor is named; it takes linkedin, google" in capsys.readouterr().err
    with duckdb.connect(str(Workspace(tmp_path).leads), read_only=True) as con:
        worked = con.execute("select organisation_name, title from affiliations where person_id <> 'me'").fetchall()
        assert worked == [("Grant Medical Center", "Cardiologist")]
        assert con.execute("select label from people where name = 'Dana Whit'").fetchall() == [("Fellows",)]


def test_a_column_of_a_roster_that_is_unknown_is_a_note_and_a_brief_shows_it(tmp_path, capsys):
    (tmp_path / "r.csv").write_text(
        "name,employer,shoe size\nDana Whit,Grant Medical Center,38\nOmar Reed,Elm Clinic,\n"
    )
    (tmp_path / "curbside.toml").write_text(SEARCH + '[network]\nroster = ["r.csv"]\n')
    assert main(["-C", str(tmp_path), "rebuild"]) == 0
    assert "columns not understood: shoe size; they were kept as notes" in capsys.readouterr().err
    assert main(["-C", str(tmp_path), "brief", "Dana"]) == 0 and "  note: shoe size: 38" in capsys.readouterr().out
    assert main(["-C", str(tmp_path), "brief", "Omar"]) == 0 and "note" not in capsys.readouterr().out.split("How")[0]


def test_whom_the_user_forgets_leaves_the_notes_of_others(tmp_path, capsys):
    (tmp_path / "r.csv").write_text(
        "name,employer,remark\nDana Whit,Grant Medical Center,close to Omar Reed\nOmar Reed,Elm Clinic,\n"
    )
    (tmp_path / "curbside.toml").write_text(SEARCH + '[network]\nroster = ["r.csv"]\n')
    assert main(["-C", str(tmp_path), "rebuild"]) == main(["-C", str(tmp_path), "forget", "Omar Reed"]) == 0
    for file in (tmp_path / "data").rglob("*.parquet"):
        assert "Omar" not in str(duckdb.sql(f"from '{file}'").fetchall()), file
    assert main(["-C", str(tmp_path), "rebuild"]) == 0  # the file still says it
    capsys.readouterr()
    assert main(["-C", str(tmp_path), "brief", "Dana"]) == 0 and "Omar" not in capsys.readouterr().out
    assert main(["-C", str(tmp_path), "sql", "select note from people"]) == 0 and "Omar" not in capsys.readouterr().out
