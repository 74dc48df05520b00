"""What docs/commands.md says: every command and option, from the parser itself: `python -m curbside.commands.describe`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from curbside.commands.parser import parser

HEAD = """# Commands

Every command with its options, as `curbside COMMAND --help` says them. `-C WORKSPACE` and `-h` go with each. This page is written by
`python -m curbside.commands.describe > docs/commands.md`; a test holds it against the parser. What each is for: [README](../README.md).
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n## {name}\n{''.join(_one(one))}" for name, one in commands().items())


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by name, in the order of the help."""
    found = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def options(one: argparse.ArgumentParser) -> list[str]:
    """The options of a command, less those of all commands."""
    return [o for a in one._actions for o in a.option_strings if o not in ("-h", "--help", "-C")]


def _one(one: argparse.ArgumentParser) -> Iterator[str]:
    yield f"{one.description}\n"
    told = [a for a in one._actions if not set(a.option_strings) & {"-h", "-C"}]
    if told:
        yield "\n| | |\n| --- | --- |\n"
    for action in told:
        value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
        takes = "" if action.nargs == 0 else str(value)
        name = " ".join(filter(None, (", ".join(action.option_strings), takes)))
        text = (action.help or "").replace("%%", "%")
        cells = (cell.replace("|", "\\|") for cell in (f"`{name}`", text))
        yield f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 -- its output is the page
