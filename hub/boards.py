"""Which boards a hub tells of: what anybody may read, and nothing that is the user's own."""

from __future__ import annotations

from collections.abc import Callable

from curbside import extractors, landing
from curbside.extractors import catalogue
from curbside.extractors.base import Board
from curbside.extractors.readers.hubfile import HubError
from curbside.extractors.readers.saved import is_saved
from curbside.workspace import Workspace


def published(workspace: Workspace, only: list[str], say: Callable[[str], None]) -> list[str]:
    """Names of the boards that may be published, by the alphabet. Says which are left out, and why.

    Left out are files and mails of the user's own, hubs, and boards of the catalogue that are not open to all: those
    are published where `only` names them, by a user who read their terms. Raises HubError for a name that is none.
    """
    latest = {board: run_id for run_id, board in landing.runs(workspace.landing)}
    if unknown := sorted(set(only) - latest.keys()):
        raise HubError(f"--board {unknown[0]}: nothing of it was pulled here; there is {', '.join(sorted(latest))}")
    found = []
    for board, run_id in sorted(latest.items()):
        if only and board not in only:
            continue
        why = _private(landing.summary(workspace.landing, board, run_id)) or _terms(board, board in only)
        if why:
            say(f"{board}: not published: {why}")
        else:
            found.append(board)
    if not found:
        raise HubError("no board that was pulled here may be published")
    return found


def _private(run: landing.BoardRun) -> str | None:
    family = extractors.family(run.family)
    if family.local or is_saved(Board(name=run.board, family=run.family, url=run.url)):
        return "files of your own"
    return "it is a hub itself" if family.replica else None


def _terms(board: str, named: bool) -> str | None:
    entry = catalogue.find(board)
    if entry is None or entry.enabled or (named and entry.access != "forbidden"):
        return None
    return f"its terms are not open to all ({entry.access}); read them, then name it with --board {board}"
