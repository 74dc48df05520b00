"""`curbside add`: one posting, kept and linked at once."""

from __future__ import annotations

import argparse
import sys

from curbside.commands.terminal import say, write
from curbside.exports.published import published, rows
from curbside.exports.safe import plain
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

LEAD = """
-- One row an added posting: its opening, whether it is a lead, and how many people are in reach.
select distinct p.opportunity_id, p.title, p.employer_name, l.lead_id, l.insider_count, l.best_person
from postings p left join leads l on l.lead_id = p.opportunity_id
where p.board = $board and p.board_posting_id in (select unnest($keys)) and p.closed_at is null
"""


def add(workspace: Workspace, args: argparse.Namespace) -> int:
    """Take a posting in, link it, and say what of it was understood. Status 1 when nothing could be read."""
    from curbside import settings
    from curbside.job import adding, steps

    conf = settings.read(workspace.config)
    pasted = _pasted() if args.what == "-" else None
    taken = adding.add(workspace, args.what, pasted, conf.me.email or "")
    say(f"kept as {taken.file.relative_to(workspace.root)}; linking …")
    job = steps.prepare(workspace, [taken.board], say)
    with workspace.writing():
        steps.collect(job, taken.board)
        steps.build(workspace, job.settings, job.now, say)
    for line in _told(workspace, taken.board, [r["key"] for r in taken.records]):
        write(line)
    if taken.missing:
        say(f"not understood, or not said: {', '.join(taken.missing)}")
    return 0


def _pasted() -> str:
    if sys.stdin.isatty():
        say("paste the text, then Ctrl-D on a line of its own")
    return sys.stdin.read()


def _told(workspace: Workspace, board: str, keys: list[str]) -> list[str]:
    with published(workspace.leads) as con:
        found = rows(con, LEAD, {"board": board, "keys": keys})
    told = []
    for row in found:
        what = f"{plain(row['title'])}, {plain(row['employer_name']) or 'employer not named'}"
        if row["lead_id"] is None:
            told.append(f"{row['opportunity_id']}  {what}: no lead, as it is no physician's or lies abroad")
            continue
        people = (
            f"{counted(row['insider_count'], 'person', 'people')} in reach, best {plain(row['best_person'])}"
            if row["insider_count"]
            else "nobody in reach"
        )
        told.append(f"{row['lead_id']}  {what}: {people}; `curbside show {row['lead_id']}`")
    return told or ["it is kept, and closed already: the page says that the position is filled or past its day"]
