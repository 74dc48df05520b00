"""The command `forget`: a person removed everywhere."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from curbside.commands import saying
from curbside.commands.terminal import say, write
from curbside.exports import acquaintance
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from curbside.forget.traces import Traces
    from curbside.settings import Settings


def forget(workspace: Workspace, args: argparse.Namespace) -> int:
    """Remove a person everywhere; the user's own files are named, not touched."""
    from curbside import settings
    from curbside.forget import traces

    conf = settings.read(workspace.config)
    with workspace.writing():
        found = traces.unfinished(workspace)
        if found is None:
            found = _found(workspace, args.person)
        elif not found.is_called(args.person):
            say("a forget that was stopped half-way is finished first")
            _forget(workspace, conf, found)
            found = _found(workspace, args.person)
        own = traces.own_files(workspace, found)
        did = _forget(workspace, conf, found)
    write(
        f"forgotten: {found.person_id} ({did}); the warehouse was rebuilt, and another import does not bring them back"
    )
    for line in own:
        say(f"your own file still names them: {line}; curbside does not touch it")
    return 0


def _found(workspace: Workspace, text: str) -> Traces:
    from curbside.forget import traces

    with saying.knowing(workspace) as con:
        who = acquaintance.one(con, text)
    return traces.traces(workspace.warehouse, who.person_id)


def _forget(workspace: Workspace, conf: Settings, found: Traces) -> str:
    from curbside.forget import traces
    from curbside.job import steps

    traces.begin(workspace, found, saying.now())
    counts = traces.everywhere(workspace, found)
    steps.build(workspace, conf, saying.now(), lambda line: None, anew=True)
    traces.end(workspace)
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing was kept in files"
