"""Commands that change curbside.toml: config get, set and check; board add, remove and try."""

from __future__ import annotations

import argparse
import json
from typing import Any

from curbside.commands.terminal import UsageError, say, write
from curbside.config_file import Check
from curbside.exports.safe import plain
from curbside.settings import ConfigError, Settings
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace


def config(workspace: Workspace, args: argparse.Namespace) -> int:
    """`config check`, `config get KEY`, `config set KEY VALUE`, `config add LIST ENTRY`, `config unset KEY`."""
    from curbside import config_file
    from curbside.job import steps

    if args.verb == "check":
        steps.prepare(workspace, [], say)
        say(f"{workspace.config} is in order")
        return 0
    takes_value = args.verb in ("set", "add")
    if args.key is None or (takes_value and args.value is None):
        such = "a list such as me.training" if args.verb == "add" else "a key such as me.name"
        raise UsageError(f"config {args.verb} takes {such}" + (" and a value" * takes_value))
    check = _check(workspace) if args.verb != "get" else None
    if args.verb == "unset":
        config_file.drop(workspace.config, args.key, check)
        say(f"{args.key} is out of {workspace.config.name}")
        return 0
    change = {"set": config_file.put, "add": config_file.told}.get(args.verb)
    if change:
        change(workspace.config, args.key, args.value, check)
    write(_shown(config_file.get(workspace.config, args.key)))
    return 0


def _check(workspace: Workspace) -> Check | None:
    """What a run refuses of settings; None where it refuses the file as it is, which may be mended in any order."""
    from curbside import settings
    from curbside.job import boards, inputs

    environment = settings.environment(workspace.root)

    def check(held: Settings) -> None:
        boards.configured(held, workspace, environment)
        inputs.searches(held)

    try:
        check(settings.read(workspace.config))
    except ConfigError:
        return None
    return check


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def board(workspace: Workspace, args: argparse.Namespace) -> int:
    """`board try|add|remove`: see what an address holds, take it in, or let it go."""
    return {"try": _try, "add": _add, "remove": _remove}[args.verb](workspace, args)


def _try(workspace: Workspace, args: argparse.Namespace) -> int:
    from curbside import settings
    from curbside.commands import trial

    return trial.run(args.board, args.family, args.account, settings.environment(workspace.root))


def _add(workspace: Workspace, args: argparse.Namespace) -> int:
    """A board of the catalogue by its name, any other by its address, tried before it is written down."""
    from curbside import config_file, settings
    from curbside.commands import trial
    from curbside.extractors import catalogue
    from curbside.job import boards

    held = settings.read(workspace.config)
    known = catalogue.find(args.board)
    name = args.name or (known.name if known else None)
    names = {b.name for b in held.board}
    if name in names:
        raise UsageError(f"board add: {name} is in {workspace.config.name} already; --name takes another name")
    if known and not known.enabled and not args.anyway:
        raise UsageError(f"board add: {known.title} is {known.access}: {known.reason} Read its terms, then --anyway")
    if known:
        entry: dict[str, Any] = {"name": name}
    else:
        found = trial.told(args.board, args.family, args.account, settings.environment(workspace.root))
        if found is None:
            say("nothing was written; see above for what was tried")
            return 3
        board = found.board
        where = (board.family, board.url, board.account)
        if here := next((b.name for b in held.board if (b.family, b.url, b.account) == where), None):
            raise UsageError(f"board add: {plain(args.board)} is in {workspace.config.name} already, as {here}")
        name = name or boards.named(args.board, board.account, names)
        entry = {"name": name, "family": board.family, "url": board.url, "account": board.account}
        entry["employer"] = args.employer
        say(f"{counted(found.listed, 'posting')} listed there")
    config_file.add(workspace.config, "board", entry)
    say(f"{name} is in {workspace.config.name}; the next run pulls it. `curbside board remove {name}` takes it out")
    return 0


def _remove(workspace: Workspace, args: argparse.Namespace) -> int:
    """Out of curbside.toml; its openings close, or stay as they are by the user's word."""
    from datetime import UTC, datetime

    from curbside import config_file
    from curbside.job import let_go

    config_file.remove(workspace.config, "board", args.board)
    if args.keep:
        say(f"{args.board} is out of {workspace.config.name}; its leads stay as they were when it was last read")
        return 0
    with workspace.writing():
        closed = let_go.board(workspace, args.board, datetime.now(UTC))
    say(f"{args.board} is out of {workspace.config.name}" + ("; the next run closes its leads" if closed else ""))
    return 0
