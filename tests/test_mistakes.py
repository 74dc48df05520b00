"""The commonest mistakes of a newcomer: each ends in one line, and who does what the line says is through."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from curbside import demo
from curbside.commands import interview
from curbside.commands.cli import main
from curbside.demo import server
from curbside.onboarding import writing
from curbside.onboarding.answers import Answers, Chosen

SEARCH = '[[search]]\nname = "mine"\nspecialties = []\n'
BOARD = '[[board]]\nname = "own"\nfamily = "csv"\nurl = "openings.csv"\n'
CHECK = ["config", "check"]
MISTAKES = {  # what curbside.toml holds (None: it is not there), and the command
    "text without quotes": ("[me]\nname = Ana Ruiz\n" + SEARCH, CHECK),
    "curly quotes": ("[me]\nname = “Ana Ruiz”\n" + SEARCH, CHECK),
    "a path of Windows": (SEARCH + '[network]\nlinkedin = ["C:\\Users\\ana\\c.csv"]\n', CHECK),
    "a comma in a number": (SEARCH + "min_pay = 300,000\n", CHECK),
    "a list left open": ('[me]\nspecialties = ["GI", "ENT"\n' + SEARCH, CHECK),
    "a key misspelt": ('[me]\nnmae = "Ana"\n' + SEARCH, CHECK),
    "a specialty misspelt": ('[me]\nspecialties = ["Cardiolojy stuff"]\n' + SEARCH.replace("specialties = []\n", ""), CHECK),
    "a state misspelt": (SEARCH + 'states = ["Ohoi"]\n', CHECK),
    "a city of several states": (SEARCH + 'near = [{ place = "Columbus", miles = 50 }]\n', CHECK),
    "a time as it is said": (SEARCH + '[schedule]\ncron = "6:30 am"\n', CHECK),
    "a board misspelt": (SEARCH + '[[board]]\nname = "nejmm"\n', CHECK),
    "a command misspelt": (SEARCH + BOARD, ["config", "chekc"]),
    "a file that lies elsewhere": (SEARCH + BOARD + '[network]\nlinkedin = ["Connections.csv"]\n', ["doctor"]),
    "nothing there": (None, ["doctor"]),
    "the template as it came": ("template", ["doctor"]),
    "leads before a run": (SEARCH + BOARD, ["leads"]),
    "an address as a name": (SEARCH + '[[board]]\nname = "{greenhouse}/v1/boards/harborlight/jobs"\n', CHECK),
}  # fmt: skip


@pytest.fixture(scope="module")
def boards():
    with server.serving(demo.openings()[:6]) as served:
        yield served


@pytest.mark.whole
@pytest.mark.parametrize("mistake", MISTAKES)
def test_who_follows_the_line_is_through(mistake, tmp_path, boards, capsys, monkeypatch):
    text, words = MISTAKES[mistake]
    file = tmp_path / "curbside.toml"
    shutil.copy(Path(demo.__file__).parent / "hand-kept.csv", tmp_path / "openings.csv")
    (tmp_path / "network").mkdir()
    shutil.copy(Path(demo.__file__).parent / "Connections.csv", tmp_path / "network")
    monkeypatch.setattr(interview, "setup", _answered)
    monkeypatch.setattr("curbside.commands.pulling._watched", _without_prefect)
    if text == "template":
        main(["-C", str(tmp_path), "init"])
    elif text is not None:
        file.write_text(text.replace("{greenhouse}", boards.urls["greenhouse"]))
    said = _run(tmp_path, words, capsys)
    assert said[0] in (1, 2), said
    followed = _follow(said[1], tmp_path, words, capsys)
    assert _run(tmp_path, followed, capsys)[0] == 0, f"{said[1]}\n{file.read_text()}"


def _run(folder: Path, words: list[str], capsys) -> tuple[int, str]:
    capsys.readouterr()
    try:
        status = main(["-C", str(folder), *words])
    except SystemExit as e:
        status = int(e.code or 0)
    told = capsys.readouterr()
    lines = [line for line in (told.out + told.err).splitlines() if not line.startswith("ok ")]
    assert not any("Traceback" in line for line in lines)
    assert status == 0 or len(lines) == 1, lines
    return status, lines[-1] if lines else ""


def _follow(line: str, folder: Path, words: list[str], capsys) -> list[str]:
    """Do what the line says, by its own words; returns the command to try again."""
    file = folder / "curbside.toml"
    if found := re.search(r"line (\d+).*; write: (.+)$", line):
        lines = file.read_text().splitlines()
        lines[int(found[1]) - 1] = found[2]
        file.write_text("\n".join(lines))
    elif found := re.search(r"did you mean (.+?)(?: \(.+\))?(?: or .+?)?\?", line):
        if "is no word of" in line or "is no command" in line:
            return [found[1] if word == "chekc" else word for word in words]
        wrong = re.search(r"'([^']+)'| (\w+): unknown key|.*/(\S+) is not there", line)
        assert wrong, line
        file.write_text(file.read_text().replace(next(g for g in wrong.groups() if g), found[1], 1))
    else:
        command = re.search(r"`curbside (?:-C \S+ )?([^`]+)`", line)
        assert command, line
        if found := re.search(r"'(http[^']+)' is an address", line):
            file.write_text(SEARCH)
        main(["-C", str(folder), *command[1].split()])
        capsys.readouterr()
    return words


def _answered(workspace, args) -> int:
    """Set-up, its questions answered."""
    board = Chosen(name="own", family="csv", url="openings.csv")
    writing.write(
        workspace, Answers(name="Ana Ruiz, MD", email="ana@hospital.example", boards=[board]), interview.today()
    )
    return 0


def _without_prefect(job, tell=None) -> list[str]:
    from curbside.job import day

    return day.alone(job)
