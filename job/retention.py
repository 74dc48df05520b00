"""Old landing files are folded together, so that years of runs do not fill the disk; the warehouse stays as it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from curbside import extractors, landing
from curbside.settings import Settings
from curbside.workspace import Workspace

AT_LEAST = 7  # of the newest runs stay whole, whatever the clock says
BATCH = 14  # runs that are worth the work
OF_HUBS = 14  # days after which a hub's files are folded where nothing else was pulled: its rows are never read anew


def due(workspace: Workspace, conf: Settings, now: datetime) -> str | None:
    """The last run whose files are old enough, where there are enough of them; None: nothing is to be done."""
    if not conf.keep.days:
        return None
    landed = landing.runs(workspace.landing)
    runs = list(dict.fromkeys(run_id for run_id, _ in landed))
    latest = {board: run_id for run_id, board in landed}
    is_reader = all(_is_replica(workspace, board, run_id) for board, run_id in latest.items())
    before = now - timedelta(days=min(conf.keep.days, OF_HUBS) if is_reader else conf.keep.days)
    old = [run_id for run_id in runs[:-AT_LEAST] if landing.started(run_id) < before]
    return old[-1] if len(old) >= BATCH else None


def keep(workspace: Workspace, conf: Settings, now: datetime) -> int:
    """Fold what is due; how many files went. Needs the writer's place, and everything applied. Raises LandingError."""
    until = due(workspace, conf, now)
    if until is None:
        return 0
    _remember(workspace, until)
    latest = {board: run_id for run_id, board in landing.runs(workspace.landing)}
    return sum(
        landing.compact(workspace.landing, board, until, _is_replica(workspace, board, run_id))
        for board, run_id in sorted(latest.items())
    )


def _is_replica(workspace: Workspace, board: str, run_id: str) -> bool:
    return extractors.family(landing.summary(workspace.landing, board, run_id).family).replica


def _remember(workspace: Workspace, until: str) -> None:
    """The warehouse's state as of the run `until`, from what was remembered before and the files since."""
    from curbside import warehouse
    from curbside.warehouse import posting
    from curbside.warehouse.posting import state

    if (held := state.newest(workspace.kept)) and landing.order(held) >= landing.order(until):
        return
    file = workspace.data / "kept.new"
    warehouse.drop(file)
    con = warehouse.connect(file)
    try:
        state.load(con, workspace.kept)
        unread: list[str] = []
        for run_id, boards in posting.pending(con, workspace.landing).items():
            if landing.order(run_id) <= landing.order(until):
                posting.apply_run(con, workspace.landing, run_id, boards, unread.append)
        if unread:  # a damaged file may come back from a backup: nothing is folded over it
            raise landing.LandingError(f"{unread[0]} (older landing files are not folded together until then)")
        state.save(con, workspace.kept, until)
    finally:
        con.close()
        warehouse.drop(file)
