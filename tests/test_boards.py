"""The catalogue as a user meets it: boards by specialty, what curbside.toml makes of an entry, `board try`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from conftest import environment

from curbside import settings
from curbside.boards import configured, of_specialty
from curbside.settings import ConfigError
from curbside.workspace import Workspace


def curbside(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "curbside", *words], capture_output=True, text=True, env=environment(), timeout=120
    )


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


def test_boards_lists_what_is_asked_for(tmp_path):
    def names(*words: str) -> list[str]:
        done = curbside("-C", str(tmp_path), "boards", *words, "--format", "json")
        assert done.returncode == 0, done.stderr
        return [row["board"] for row in json.loads(done.stdout)]

    assert set(names("heme", "onc")) == {"asco", "ash"}
    assert "ohiohealth" in names("Ohio") and "acc" not in names("Ohio")
    assert len(names()) > 100


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
