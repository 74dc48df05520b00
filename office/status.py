"""What the office sees: members' runs in numbers, boards' health, and how many are placed of those who share it."""

from __future__ import annotations

from typing import Any

import duckdb

from curbside.office.config import Place
from curbside.office.member import PLACED
from curbside.office.running import kept, leads, member_fault

HEALTH = """
select board, arg_max(status, run_id), arg_max(started_at, run_id)::date, arg_max(error, run_id),
    (select count(*) from core.posting p where p.board = b.board and p.closed_at is null)
from raw.board_run b group by board order by board
"""


def lines(place: Place) -> list[str]:
    """One line a member and a board, and what it comes to. Raises ConfigError."""
    office = place.read()
    outcomes = kept(place)
    found = [_member(m.name, outcomes.get(m.name)) for m in office.member]
    return [*found, "", *_boards(place), "", _placed(len(office.member), outcomes)]


def _member(name: str, outcome: dict[str, Any] | None) -> str:
    if outcome is None:
        return f"{name:20} has not run yet"
    stages = outcome.get("stages")
    shared = (
        "" if stages is None else "; " + (", ".join(f"{n} {s}" for s, n in stages.items()) or "no lead at a stage yet")
    )
    blank = "; she has not written herself into her curbside.toml yet" if outcome.get("blank") else ""
    fault = f" ({member_fault(outcome['fault'])}; her own {place_of_log()} says more)" if outcome.get("fault") else ""
    return f"{name:20} {outcome['at'][:16]}  {outcome['status']}{fault}, {leads(outcome)}, {outcome['new']} new{shared}{blank}"


def place_of_log() -> str:
    return "data/office-run.log"


def _boards(place: Place) -> list[str]:
    if not place.workspace.warehouse.exists():
        return ["no board was pulled yet; `curbside office run` does"]
    with duckdb.connect(str(place.workspace.warehouse), read_only=True) as con:
        rows = con.execute(HEALTH).fetchall()
    return [f"{b:24} {day}  {n:6} open  {s}" + (f": {e}" if e else "") for b, s, day, e, n in rows]


def _placed(members: int, outcomes: dict[str, dict[str, Any]]) -> str:
    shared = [o["stages"] for o in outcomes.values() if o.get("stages") is not None]
    placed = sum(1 for s in shared if s.get(PLACED))
    silent = members - len(shared)
    return f"{placed} of {len(shared)} placed" + (f"; {silent} do not share it" if silent else "")
