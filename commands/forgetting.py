"""The command `forget`: a person removed everywhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from curbside.commands import keeping
from curbside.commands.terminal import UsageError, say, write
from curbside.exports import acquaintance
from curbside.faults import CurbsideError
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from curbside.forget.traces import Traces
    from curbside.settings import Settings


def forget(workspace: Workspace, args: argparse.Namespace) -> int:
    """Remove a person everywhere; the user's own files are named, not touched."""
    from curbside import settings
    from curbside.forget import own, traces

    conf = settings.read(workspace.config)
    with workspace.writing():
        found = traces.unfinished(workspace)
        if found is None:
            found = _found(workspace, args.person)
        elif not found.is_called(args.person):
            say("a forget that was stopped half-way is finished first")
            _forget(workspace, conf, found)
            found = _found(workspace, args.person)
        still = own.files(workspace, found.eraser(), (*found.files, *named(conf)))
        did = _forget(workspace, conf, found)
        backups = [_backup(workspace, Path(file)) for file in workspace.backups()]
        backups += [
            f"a backup of the folder that this one was copied from may hold them: {file}; curbside does not touch it from here"
            for file in workspace.anothers_backups()
        ]
    write(
        f"forgotten: {found.person_id} ({did}); the warehouse was rebuilt, and another import does not bring them back"
    )
    for line in backups:
        say(line)
    for line in still:
        say(f"your own file still names them: {line}; curbside does not touch it")
    say("what you wrote or sent elsewhere (`digest --out`, `export --out`, mails) is out of curbside's reach")
    return 0


def _backup(workspace: Workspace, file: Path) -> str:
    """A backup that may hold them is made anew, without them."""
    from curbside.commands import archiving

    try:
        archiving.write_backup(workspace, file)
    except UsageError:
        return f"your backup {file} still holds them: make it anew with `curbside backup {file}`, or delete it"
    except (CurbsideError, OSError):
        return f"your backup {file} still holds them, and cannot be written: delete it"
    return f"your backup {file} was made anew, without them"


def named(conf: Settings) -> list[str]:
    """Files and folders of the user's own that curbside.toml names."""
    net = conf.network
    own = [*net.linkedin, *net.google, *net.outlook, *net.vcard, *net.roster, *net.alerts, *net.sent, *net.calendar]
    given = [path for f in net.friends for path in (f.linkedin, f.google, f.outlook, f.vcard, f.roster) if path]
    return own + given + [b.url for b in conf.board if b.url and "://" not in b.url]


def _found(workspace: Workspace, text: str) -> Traces:
    from curbside.forget import mentions, traces

    with keeping.knowing(workspace) as con:
        # Nobody of that name is known; a posting may name them all the same, or somebody who knows them
        if not acquaintance.people(con, text) and (found := mentions.traces(workspace.warehouse, text)):
            return found
        who = acquaintance.one(con, text)
    return traces.traces(workspace.warehouse, who.person_id)


def _forget(workspace: Workspace, conf: Settings, found: Traces) -> str:
    from curbside.forget import traces
    from curbside.job import steps

    traces.begin(workspace, found, keeping.now())
    counts = traces.everywhere(workspace, found)
    steps.build(workspace, conf, keeping.now(), lambda line: None, anew=True)
    traces.end(workspace)
    many = {"journal entry": "journal entries"}
    said = [counted(count, what, many.get(what, "")) for what, count in counts.items() if count]
    return ", ".join(said) or "nothing was kept in files"
