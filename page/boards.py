"""Boards: how each fares, the catalogue, and taking one in or out."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from curbside.exports import answers
from curbside.exports.safe import plain
from curbside.extractors import catalogue
from curbside.page.desk import Desk
from curbside.page.look import Look
from curbside.settings import Settings

ACCESS = {
    "open": "may be read", "restricted": "its terms restrict programs", "forbidden": "forbids programs", "unverified": "terms not read yet",
}  # fmt: skip
SHOWN, FOUND = 9, 45  # entries of the catalogue, and where it was searched


def boards(desk: Desk, look: Look, request: Request) -> str:
    """The user's boards with their health, failed ones first; then the catalogue."""
    q = request.query_params.get("q", "")[:100].strip()
    entries = {entry.name: asdict(entry) for entry in catalogue.all()}
    with desk.reading() if desk.workspace.leads.exists() else nullcontext():
        found = answers.boards(desk.workspace.leads, entries.values())
    health = {row[0]: dict(zip(found.columns, row, strict=True)) for row in found.rows}
    conf = desk.settings()
    held = {b.name: b.enabled for b in conf.board} if conf else {}
    mine = [{"board": name, "off": not on, **_fared(health.get(name, {}))} for name, on in held.items()]
    mine += [row | {"off": None} for name, row in health.items() if name not in held and row["last_run"]]
    offered = [name for name in (_found(q, entries) if q else _fitting(conf, entries)) if name not in held]
    most = FOUND if q else SHOWN
    return look.page(
        "boards.html.j2",
        "/boards",
        "Boards",
        q=q,
        mine=sorted(mine, key=_trouble),
        rest=[entries[name] for name in offered[:most]],
        more=max(0, len(offered) - most),
        access=ACCESS,
    )


def _fared(row: dict[str, Any]) -> dict[str, Any]:
    nothing = dict.fromkeys(("title", "family", "last_run", "fetched", "new", "filled", "error"))
    return nothing | {"status": "never run", "open_postings": 0} | {k: v for k, v in row.items() if k != "board"}


def _trouble(row: dict[str, Any]) -> tuple[bool, str]:
    return row["status"] in ("done", "unchanged", "ok", "never run"), row["board"]


def _found(q: str, entries: dict[str, dict[str, Any]]) -> list[str]:
    """What `curbside boards` finds for the words, in its order; each word may be the beginning of one."""
    from curbside.onboarding import finding  # it reads word lists and the gazetteer

    meant = finding.boards(q)
    return [name for name, entry in entries.items() if name in meant or _matches(q, entry)]


def _fitting(conf: Settings | None, entries: dict[str, dict[str, Any]]) -> list[str]:
    """Boards of the user's specialties and places first, hospitals near by before others; then the whole catalogue."""
    if conf is None:
        return list(entries)
    from curbside.onboarding import proposing
    from curbside.onboarding.understand import Places

    specialties = {name for search in conf.search for name in conf.specialties_of(search)}
    places = Places([s for x in conf.search for s in x.states], [n for x in conf.search for n in x.near])
    first, _ = proposing.propose(sorted(specialties), places, {})
    return list(dict.fromkeys([*(p.entry.name for p in first), *entries]))


def _matches(q: str, entry: dict[str, Any]) -> bool:
    """Whether every word of `q` begins a word of the entry."""
    words = plain(" ".join(str(v) for v in entry.values()), 2000).lower()
    return all(f" {word}" in f" {words}".replace("'", " ").replace("(", " ") for word in q.lower().split())
