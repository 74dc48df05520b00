"""The parser of the command line: one of all commands, with help by purpose and each fault in one line."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import textwrap
from typing import NoReturn

import curbside
from curbside.commands.options import GROUPS
from curbside.commands.terminal import say


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other fault is said."""

    def error(self, message: str) -> NoReturn:
        if found := re.search(r"invalid choice: '(.*?)' \(choose from (.+)\)", message):
            known = re.findall(r"[\w-]+", found[2])
            close = difflib.get_close_matches(found[1], known, 1, 0.5)
            what = "command" if "COMMAND" in message else message.split(":")[0].removeprefix("argument ")
            what = what.replace("verb", f"word of {self.prog}")
            hint = f"did you mean {close[0]}?" if close else f"it takes {', '.join(known)};" if len(known) < 15 else ""
            self.exit(
                2,
                f"{self.prog}: {found[1]!r} is no {what}; {hint} `{self.prog} --help` lists them\n".replace("  ", " "),
            )
        for action in self._actions:  # "required: verb" names none of the words it takes
            if action.dest == "verb" and "required:" in message:
                message = message.replace("verb", "|".join(action.choices or ()), 1)
        self.exit(2, f"{self.prog}: {message}; `{self.prog} --help` says how\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            say(message)  # whoever listens: a terminal, or the page
        super().exit(status)


class ByPurpose(argparse.RawDescriptionHelpFormatter):
    """The commands stand in the epilog, by purpose; argparse's own list of them would say them twice."""

    def add_argument(self, action: argparse.Action) -> None:
        if not isinstance(action, argparse._SubParsersAction):
            super().add_argument(action)


class Version(argparse.Action):
    """Looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        sys.stdout.write(f"curbside {curbside.version()}\n")
        parser.exit()


def parser() -> Parser:
    """The parser of every command. `-C WORKSPACE` stands before or after the command."""
    top = Parser(
        prog="curbside", description=curbside.__doc__, formatter_class=ByPurpose,
        usage="curbside [-C WORKSPACE] COMMAND …", add_help=True,
    )  # fmt: skip
    top.add_argument("--version", action=Version, nargs=0, help="the version, and the commit where it is known")
    _workspace(top, None)
    commands = top.add_subparsers(prog="curbside", dest="command", required=True, metavar="COMMAND")
    told: list[str] = []

    def add(name: str, does: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        one.set_defaults(does=does)
        _workspace(one, argparse.SUPPRESS)
        told.append(f"  {name:10} {textwrap.fill(text, 68, subsequent_indent=' ' * 13)}")
        return one

    for title, group in GROUPS.items():
        told.append(f"\n{title}")
        group(add)
    top.epilog = "\n".join(
        [
            *told,
            "",
            "`curbside COMMAND --help` says more. Exit status: 0 done, 1 failed, 2 wrong use, 3 a board failed.",
        ]
    )
    return top


def _workspace(one: argparse.ArgumentParser, default: str | None) -> None:
    one.add_argument(
        "-C", dest="workspace", metavar="WORKSPACE", default=default,
        help="the workspace (default: $CURBSIDE_WORKSPACE, this folder if it is one, else ~/curbside)",
    )  # fmt: skip
