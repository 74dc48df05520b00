"""Commands by which the user says what is one and what is not: `same` and `different`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from curbside.commands import keeping
from curbside.commands.terminal import UsageError, write
from curbside.exports import acquaintance
from curbside.exports.published import rows
from curbside.exports.safe import plain
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def same(workspace: Workspace, args: argparse.Namespace) -> int:
    """Two entries are one."""
    return _word(workspace, args, "same")


def different(workspace: Workspace, args: argparse.Namespace) -> int:
    """Two entries are not one."""
    return _word(workspace, args, "different")


REVIEW = """
-- One row a side of a pair that `review` shows.
select kind, a as id, a_text as name from review
union
select kind, b, b_text from review
"""


def _word(workspace: Workspace, args: argparse.Namespace, verb: str) -> int:
    with keeping.knowing(workspace) as con:
        asked = rows(con, REVIEW) if rows(con, "select 1 from duckdb_tables() where table_name = 'review'") else []
        asked += _answered(workspace)
        sides = [_side(con, text, [r for r in asked if r["id"] == text.strip()]) for text in (args.a, args.b)]
    (kind, a, a_name), (other, b, b_name) = sides
    if kind != other:
        raise UsageError(f"{verb}: {plain(args.a, 60)!r} is of kind {kind}, {plain(args.b, 60)!r} of kind {other}")
    if a == b:
        raise UsageError(f"{verb}: both are {a}; it takes two ids, such as `curbside review` lists")
    later = keeping.keep(workspace, Entry(keeping.now(), verb, a, b, {"kind": kind}), all_anew=kind != "person")
    write(f"kept: {plain(a_name)} and {plain(b_name)} are {'one' if verb == 'same' else 'two'}{later}")
    return 0


def _answered(workspace: Workspace) -> list[dict[str, Any]]:
    """Sides of earlier answers: `review` lists them no more, but a word may be taken back."""
    said = [e for e in journal.read(workspace.journal)[0] if e.verb in ("same", "different") and e.detail.get("kind")]
    return [
        {"kind": e.detail["kind"], "id": side, "name": side} for e in said for side in (e.subject, e.object) if side
    ]


def _side(con: DuckDBPyConnection, text: str, asked: list[dict[str, Any]]) -> tuple[str, str, str]:
    """(kind, id, name) of one side of `same A B`."""
    text = text.strip()
    if asked:
        return asked[0]["kind"], text, asked[0]["name"]
    if found := rows(con, "select name from organisations where organisation_id = $id", {"id": text}):
        return "employer", text, found[0]["name"]
    query = "select title from postings where posting_id = $id or opportunity_id = $id limit 1"
    if found := rows(con, query, {"id": text}):
        return "opening", text, found[0]["title"]
    people = acquaintance.people(con, text)
    if not people:
        key = "select organisation_id, name from organisations where lower(name) = lower($id) limit 1"
        if found := rows(con, key, {"id": text}):
            return "employer", found[0]["organisation_id"], found[0]["name"]
    who = acquaintance.one(con, text)
    return "person", who.person_id, who.name
