"""docs/bridges.md, word for word: its commands run in order by its days, and what it shows is what they say."""

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

from bridging import home

PAGE = Path(__file__).parents[1] / "docs" / "bridges.md"


def steps(text: str) -> list[tuple[datetime, str, list[str]]]:
    """(noon of the day, command, lines shown) of the page's consoles; `…` stands for lines left out."""
    found: list[tuple[datetime, str, list[str]]] = []
    noon = None
    for part in re.split(r"(?m)^## \w+, (\w+ \d+, \d{4})$", text):
        if re.fullmatch(r"\w+ \d+, \d{4}", part):
            noon = datetime.strptime(f"{part} 17", "%B %d, %Y %H").replace(tzinfo=UTC)
            continue
        for console in re.findall(r"```console\n(.*?)```", part, re.DOTALL):
            assert noon, "a console before the first day"
            for block in re.split(r"(?m)^\$ ", console)[1:]:
                command, *shown = block.rstrip("\n").split("\n")
                found.append((noon, command, shown))
    return found


def test_the_week_can_be_followed_word_for_word(three_days, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    at_home = home(three_days, tmp_path, capsys, monkeypatch)
    week = steps(PAGE.read_text("utf-8"))
    assert len(week) > 20 and len({noon for noon, _, _ in week}) >= 5
    for noon, command, shown in week:
        at_home.clock = max(noon, at_home.clock)
        name, *words = shlex.split(command, comments=True)
        assert name == "curbside", command
        refused = "# refused" in command
        text = at_home.error(*words)[1] if refused else at_home.run(*words) + at_home.capture_last
        lines = iter(line.replace(str(tmp_path) + "/", "").rstrip() for line in text.splitlines())
        for line in shown:
            if line == "…":
                continue
            begins = line.removesuffix("…").rstrip()
            assert any(said.startswith(begins) if line.endswith("…") else said == begins for said in lines), (
                f"{command}: {line!r} is not said there (any more):\n{text}"
            )
