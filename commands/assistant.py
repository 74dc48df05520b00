"""The command `mcp`: an assistant's door, over stdin and stdout."""

from __future__ import annotations

import argparse
from importlib.util import find_spec

from curbside import settings
from curbside.commands import keeping
from curbside.commands.terminal import UsageError, say
from curbside.job import letters
from curbside.workspace import Workspace


def mcp(workspace: Workspace, args: argparse.Namespace) -> int:
    """Answer an assistant's questions until it closes the door."""
    if find_spec("mcp") is None:
        raise UsageError(
            "mcp needs one package more: `uv tool install 'curbside[mcp]'`, or `pip install 'curbside[mcp]'`"
        )
    from curbside.assistant import server

    conf = settings.read(workspace.config)
    with keeping.knowing(workspace):
        pass
    if conf.assistant.names:
        say("[assistant] names = true: answers name people; whatever the assistant is told may leave this machine")
    workspace.make_private()
    templates = workspace.root / "templates"
    server.serve(
        server.Door(workspace.leads, conf.assistant.names, letters.me(conf), templates, keeping.today(workspace))
    )
    return 0
