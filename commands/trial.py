"""`curbside board try URL`: which family reads an address, and what it reads there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curbside import extractors
from curbside.commands.terminal import say, write
from curbside.exports.safe import plain
from curbside.job.trial import Trial, probe
from curbside.vocabulary.counts import counted


def run(url: str, family: str | None, account: str | None, environment: Mapping[str, str]) -> int:
    """Pull a few postings and show what was read of them. Status 3 when nothing could be read."""
    found = told(url, family, account, environment)
    if found is None:
        return 3
    _show(found)
    return 0


def told(url: str, family: str | None, account: str | None, environment: Mapping[str, str]) -> Trial | None:
    """The address tried; what did not read it is said."""
    tried = probe(url, family, account, environment)
    for line in tried.faults:
        say(line)
    return tried.trial


NEEDED = ("title", "employer", "place", "pay", "posted", "description")


def _show(found: Trial) -> None:
    """The board as curbside.toml takes it, three postings in plain words, and what is missing."""
    board, records = found.board, found.records
    say(f"{extractors.family(board.family).title}: {counted(found.listed, 'posting')} listed, {len(records)} read")
    write('[[board]]\nname = "…"\n' + f'family = "{board.family}"')
    for key in ("url", "account"):
        if value := getattr(board, key):
            write(f'{key} = "{plain(value)}"')
    for record in records[:3]:
        write("")
        for name in NEEDED[:5]:
            write(f"{name + ':':10} {_told(name, record) or 'not said'}")
    missing = [name for name in NEEDED if not any(_told(name, r) for r in records)]
    write("")
    say(f"no posting says: {', '.join(missing)}" if missing else "nothing that matters is missing")
    tenant = (board.account or "").split("/")[0]
    if {r.get("employer") for r in records} <= {tenant, None}:
        say('the answers do not say who the employer is: name it with `employer = "…"`')


def _told(name: str, record: Mapping[str, Any]) -> str:
    """One fact of a posting as a line; nothing that a site sends reaches the terminal as it is."""
    if name == "place":
        places = [p for p in record.get("places") or [] if isinstance(p, dict)]
        parts = [
            ", ".join(str(p[k]) for k in ("city", "state") if p.get(k)) or str(p.get("text") or "") for p in places
        ]
        return plain("; ".join(dict.fromkeys(p for p in parts if p)))[:120]
    if name == "pay":
        told = [str(record[k]) for k in ("pay_text", "pay_min", "pay_max", "pay_unit") if record.get(k)]
        return plain(" ".join(told))[:120]
    return plain(str(record.get(name) or ""))[:120]
