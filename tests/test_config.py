"""curbside.toml changed by command: comments stay, and nothing is written that could not be read back."""

import pytest

from curbside import config_file, settings
from curbside.commands.cli import main
from curbside.settings import ConfigError

TEXT = """# who I am
[me]
name = "Ana Ruiz, MD"   # as on my diploma

[[search]]
name = "cardiology"
states = ["OH"]
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "curbside.toml").write_text(TEXT)
    return tmp_path / "curbside.toml"


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("me.name", "Ana Ruiz", "Ana Ruiz"),
        ("me.own_employer", "true", True),
        ("search.1.states", '["OH", "Mass."]', ["OH", "MA"]),
        ("search.1.min_pay", "350000", 350000.0),
        ("search.1.states.1", "IN", ["IN"]),
        ("schedule.timezone", "America/Chicago", "America/Chicago"),
        ("network.linkedin", "a.zip", ["a.zip"]),
    ],
)
def test_a_key_is_set_and_read_back_and_comments_stay(file, capsys, key, given, kept):
    assert main(["-C", str(file.parent), "config", "set", key, given]) == 0
    path = key.removesuffix(".1") if key.endswith(".states.1") else key
    assert config_file.get(file, path) == kept
    assert "# who I am" in file.read_text()


@pytest.mark.parametrize(
    ("key", "given", "line"),
    [
        ("me.nmae", "x", "[me] nmae: unknown key; did you mean name?"),
        ("search.2.states", '["OH"]', "search.2.states: 2 is not there; the list has 1 entry, counted from 1"),
        ("search.1.states", '["Ohia"]', "did you mean Ohio (OH)?"),
        ("schedule.cron", "at six", "takes five cron fields"),
    ],
)
def test_what_curbside_would_not_take_is_not_written(file, capsys, key, given, line):
    assert main(["-C", str(file.parent), "config", "set", key, given]) == 2
    said = capsys.readouterr().err
    assert line in said and said.count("\n") == 1
    assert file.read_text() == TEXT


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("set", "me.specialties", '["basket weaving"]'), "is no specialty known here"),
        (("set", "search.1.near", '[{ place = "Xyzzyville", miles = 5 }]'), "'Xyzzyville' is not found"),
        (("add", "search", '{ name = "b", specialties = ["basket weaving"] }'), "is no specialty known here"),
        (("add", "board", '{ name = "nobody-knows-this" }'), "is not in the catalogue"),
    ],
)
def test_what_every_run_would_refuse_is_not_written_unless_the_file_is_refused_already(file, capsys, words, line):
    assert main(["-C", str(file.parent), "config", *words]) == 2
    assert line in capsys.readouterr().err and file.read_text() == TEXT
    file.write_text(TEXT.replace('["OH"]', '["OH"]\nspecialties = ["weaving"]'))
    assert main(["-C", str(file.parent), "config", *words]) == 0, "one of two faults can be mended at a time"


def test_get_and_check(file, capsys):
    assert main(["-C", str(file.parent), "config", "get", "search.1.states"]) == 0
    assert capsys.readouterr().out == '["OH"]\n'
    assert main(["-C", str(file.parent), "config", "check"]) == 0
    assert main(["-C", str(file.parent), "config", "get", "me.shoe"]) == 2
    assert "shoe is not there; it has name" in capsys.readouterr().err


def test_a_single_table_becomes_a_list_when_a_second_comes(file):
    file.write_text(TEXT + '[board]\nname = "nejm"\n')
    config_file.add(file, "board", {"name": "jama"})
    assert [b.name for b in settings.read(file).board] == ["nejm", "jama"]
    config_file.remove(file, "board", "nejm")
    config_file.remove(file, "board", "jama")
    assert settings.read(file).board == []
    with pytest.raises(ConfigError, match="it has none"):
        config_file.remove(file, "board", "jama")


def test_entries_are_added_and_taken_out_and_a_key_is_unset(file, capsys):
    def config(*words: str) -> int:
        return main(["-C", str(file.parent), "config", *words])

    assert config("add", "me.training", '{ kind = "residency", institution = "Elm", end = 2019 }') == 0
    assert config("add", "me.training", '{ kind = "fellowship", institution = "Loring" }') == 0
    assert config("add", "search", '{ name = "near home", near = [{ place = "Boston, MA", miles = 60 }] }') == 0
    held = settings.read(file)
    assert [(t.kind, t.institution, t.end) for t in held.me.training] == [
        ("residency", "Elm", 2019), ("fellowship", "Loring", None),
    ]  # fmt: skip
    assert [s.name for s in held.search] == ["cardiology", "near home"] and "# as on my diploma" in file.read_text()
    assert config("unset", "me.training.1.end") == config("unset", "me.training.2") == config("unset", "search.1") == 0
    assert [(t.institution, t.end) for t in settings.read(file).me.training] == [("Elm", None)]
    assert config("unset", "me.training.1") == 0 and settings.read(file).me.training == []
    before = file.read_text()
    for words, line in (
        (("unset", "search.1"), "at least one is needed"), (("unset", "me.email"), "email is not there"),
        (("unset", "me.training.1"), "not there"), (("add", "me.training", "Elm"), "an entry is written so"),
        (("add", "me.training", '{ kind = "job", institution = "Elm" }'), "kind"), (("add", "me.training"), "takes a list"),
    ):  # fmt: skip
        capsys.readouterr()
        assert config(*words) == 2 and line in capsys.readouterr().err, words
    assert file.read_text() == before
