"""What a user gets to read when curbside.toml is wrong, and what a right one becomes."""

import pytest

from curbside import settings
from curbside.settings import ConfigError

GOOD = '[[search]]\nname = "a"\n'


def read(tmp_path, text):
    file = tmp_path / "curbside.toml"
    file.write_text(text)
    return settings.read(file)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "[[search]]: at least one is needed"),
        ('[[search]]\nname = "a"\nstate = ["OH"]', "[[search]] number 1 state: unknown key; did you mean states? it takes name, "),
        ('[[search]]\nname = "a"\nstates = ["Ohia"]', "[[search]] number 1 states: 'Ohia' is no state; did you mean Ohio (OH)?"),
        (GOOD + '[[board]]\nname = "x"\nfamily = "greenhous"', "[[board]] number 1 family: did you mean greenhouse? it takes "),
        (GOOD + '[[board]]\nname = "a/b"', "[[board]] number 1 name: takes letters, digits"),
        (GOOD + '[digest]\nformats = ["pdf"]', "[digest] formats: 'pdf': formats takes 'html', 'md'"),
        (GOOD + "[schedule]\ntimezone = 'Mars/Base'", "[schedule] timezone: 'Mars/Base' is none; takes a time zone's name"),
        (GOOD + "[network]\nlinkedin = 3", '[network] linkedin: takes a list, such as ["…"]'),
        ("[me]\nname = “Ana Ruiz”\n" + GOOD, 'line 2 has curly quotes; write: name = "Ana Ruiz"'),
        (GOOD + 'min_pay = 300,000', "line 3: min_pay = 300,000; write: min_pay = 300000"),
        (GOOD + GOOD, "[[search]] name: 'a' stands twice"),
        (GOOD + "[boards]\nx = 1", "top level boards: unknown key; did you mean board?"),
        ("foo = 1", "top level foo: unknown key; it takes me, search"),
        (GOOD + "[schedule]\ncron = '99 6 * * *'", "[schedule] cron: '99 6 * * *' is no time; takes five cron fields"),
        (GOOD + "[me\n", "not valid TOML"),
        (GOOD + "min_pay = 350", "[[search]] number 1 min_pay: 350 a year? it takes dollars a year, such as 350000"),
        (GOOD + '[me]\nemail = "ana at example"', "[me] email: 'ana at example' is no e-mail address; it takes one such as"),
        (GOOD + '[[me.position]]\nemployer = "Elm"\nstart = 2025\nend = 2019', "end: 2019 is before its start, 2025"),
    ],
)  # fmt: skip
def test_a_wrong_key_is_one_line_with_section_and_remedy(tmp_path, text, line):
    with pytest.raises(ConfigError) as e:
        read(tmp_path, text)
    assert str(e.value).startswith("curbside.toml: ") and line in str(e.value)
    assert "\n" not in str(e.value)


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(ConfigError, match="curbside setup"):
        settings.read(tmp_path / "curbside.toml")


def test_bytes_that_are_no_text_are_named(tmp_path):
    (tmp_path / "curbside.toml").write_bytes(b"\xff\xfe\x00[me]")
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        settings.read(tmp_path / "curbside.toml")


def test_an_empty_list_of_specialties_means_any_and_none_means_mine(tmp_path):
    conf = read(
        tmp_path, '[me]\nspecialties = ["GI"]\n[[search]]\nname = "any"\nspecialties = []\n[[search]]\nname = "mine"'
    )
    assert [s.specialties for s in conf.search] == [[], None]


def test_the_written_template_is_valid(tmp_path):
    from curbside.commands.cli import main

    assert main(["-C", str(tmp_path), "init"]) == 0
    assert settings.read(tmp_path / "curbside.toml").search[0].name == "my search"
    assert main(["-C", str(tmp_path), "init"]) == 1, "a file that is there is never overwritten"


def test_secrets_come_from_the_environment_over_the_env_file(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("CURBSIDE_USAJOBS_KEY=from-file\nCURBSIDE_SMTP_PASSWORD=secret\n")
    monkeypatch.setenv("CURBSIDE_USAJOBS_KEY", "from-environment")
    found = settings.environment(tmp_path)
    assert (found["CURBSIDE_USAJOBS_KEY"], found["CURBSIDE_SMTP_PASSWORD"]) == ("from-environment", "secret")


@pytest.mark.parametrize(
    ("text", "path", "meant"),
    [
        ('[search]\nname = "a"', lambda s: s.search[0].name, "a"),
        (GOOD + 'states = "Ohio"', lambda s: s.search[0].states, ["OH"]),
        (GOOD + 'states = ["Puerto Rico", "D.C.", "mass."]', lambda s: s.search[0].states, ["PR", "DC", "MA"]),
        (GOOD + 'visa = "J1"', lambda s: s.search[0].visa, ["J-1"]),
        (
            GOOD + 'employment = ["Full Time", "Locum Tenens"]',
            lambda s: s.search[0].employment,
            ["full-time", "locum tenens"],
        ),
        (GOOD + 'near = { place = "Boston, MA", miles = 60 }', lambda s: s.search[0].near[0].miles, 60),
        (GOOD + "[network]\nlinkedin = 'a.csv'", lambda s: s.network.linkedin, ["a.csv"]),
        (GOOD + "[network]\nvcard = ['~/a.vcf']", lambda s: s.network.vcard, ["/home/ana/a.vcf"]),
        (GOOD + "[digest]\nformats = 'HTML'", lambda s: s.digest.formats, ["html"]),
        (
            GOOD + '[me.training]\nkind = "Residency"\ninstitution = "X"',
            lambda s: s.me.training[0].kind,
            "residency",
        ),
    ],
)
def test_what_can_only_mean_one_thing_is_taken_as_it_is_meant(tmp_path, monkeypatch, text, path, meant):
    monkeypatch.setenv("HOME", "/home/ana")
    assert path(read(tmp_path, text)) == meant


def test_what_people_call_terms_and_amounts_is_understood(tmp_path):
    conf = read(tmp_path, GOOD + 'employment = ["Locums", "PRN", "Full time"]\nmin_pay = "350k"\n[me]\nemail = ""')
    assert conf.search[0].employment == ["locum tenens", "per diem", "full-time"] and conf.search[0].min_pay == 350_000
    assert read(tmp_path, GOOD + "min_pay = 0").search[0].min_pay == 0
