"""README, docs, help and shell completion know the same commands and options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curbside.commands import describe
from curbside.commands.cli import main
from curbside.commands.parser import parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
KNOWN = {name: set(describe.options(one)) for name, one in describe.commands().items()}
EVERYWHERE = {"-h", "--help", "-C", "--version"}


def test_the_page_of_commands_is_the_parsers_own():
    assert (ROOT / "docs/commands.md").read_text("utf-8") == describe.page(), (
        "python -m curbside.commands.describe writes it"
    )


def test_the_help_names_every_command_once():
    told = re.findall(r"^  ([a-z]+) ", parser().format_help(), re.M)
    assert sorted(told) == sorted(KNOWN)


def test_completion_knows_every_command_and_option(capsys):
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    for name, options in KNOWN.items():
        (held,) = re.findall(rf"^_shtab_curbside_{name}_option_strings=\((.*)\)$", script, re.M)
        assert set(re.findall(r"(?<!\S)--?[\w-]+", held.replace("'", " "))) - EVERYWHERE == options, name
    (commands,) = re.findall(r"^_shtab_curbside_subparsers=\((.*)\)$", script, re.M)
    assert sorted(re.findall(r"[\w-]+", commands)) == sorted(KNOWN)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_a_page_types_is_a_command_with_its_options(page):
    """Every `curbside …` in code of a page: the command is one, and each option is one of its own."""
    text = page.read_text("utf-8").replace("\\|", "|")
    for line in re.findall(r"(?:^\$ |`)(?:\.venv/bin/)?(curbside [^`\n]+)", text, re.M):
        said = re.sub(r"\s#.*$", "", line)
        words = re.sub(r"-C \S+ ", "", said).split()
        name = re.sub(r"[^a-z].*", "", words[1]) if len(words) > 1 else ""
        if not name:
            continue
        assert name in KNOWN, f"{page.name}: {line}"
        options = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*)", re.sub(r'"[^"]*"', "", said)))
        assert options <= KNOWN[name] | EVERYWHERE, f"{page.name}: {line}"
