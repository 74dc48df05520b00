"""README and CONTRIBUTING name what is there: every command, every make target, every file they link to."""

import argparse
import re
from pathlib import Path

import pytest

from curbside.commands.cli import parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    found = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme(command):
    assert re.search(rf"`[^`\n]*\b{command}\b[^`\n]*`", README), f"README does not name `{command}`"


def test_every_command_of_the_readme_is_one():
    named = re.findall(r"^\$ \.venv/bin/curbside(?: -C \S+)? (\w+)", README, re.MULTILINE)
    assert named and set(named) <= set(commands())


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for file in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"make (demo|test|\w+)`", (ROOT / file).read_text("utf-8")))
        assert named <= targets, file


@pytest.mark.parametrize(
    "file", sorted(p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
)
def test_every_link_leads_somewhere(file):
    page = ROOT / file
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []
