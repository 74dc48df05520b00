"""Whether this machine's clock can be believed: against the newest run, and against the clocks of the boards' hosts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from curbside import landing, whole
from curbside.extractors.web import clocks
from curbside.extractors.web.client import Client
from curbside.workspace import Workspace

LEAP_DAYS = 30  # between two runs: a machine is rarely off for longer, and a clock without its battery leaps by years
NAME = "clock.json"  # below data/: what the last run found, for the digest


def by_runs(workspace: Workspace, now: datetime) -> str | None:
    """A line where the clock and the newest run do not fit: it was ahead then, is behind now, or leapt since."""
    last = landing.newest(workspace.landing)
    newest = landing.started(last) if last else now
    days = (now - newest).days
    told = f"the newest run is of {newest:%Y-%m-%d %H:%M} UTC and it is {now:%Y-%m-%d %H:%M} UTC now"
    if days >= LEAP_DAYS:
        return f"{told}, {days:,} days later: unless nothing ran for so long, the clock jumped ahead; set it right"
    if newest > now + timedelta(minutes=5):
        return f"{told}: the clock jumped; set it right if it is not"
    return None


def by_hosts(client: Client) -> str | None:
    """A line where the hosts that were asked say another day than this machine."""
    found = client.clocks()
    apart = clocks.apart(found)
    if apart is None:
        return None
    days = f"{abs(apart) / timedelta(days=1):,.1f} days"
    hosts = (
        "the board that was asked says" if len(found) == 1 else f"most of the {len(found)} hosts that were asked say"
    )
    way = "behind" if apart > timedelta(0) else "ahead of"
    return f"this machine's clock is {days} {way} what {hosts}; set it right: what is new, due or closed goes by it"


def keep(workspace: Workspace, lines: list[str]) -> None:
    """What the run found, until the next one. Raises OSError."""
    file = workspace.data / NAME
    if lines:
        whole.write(file, json.dumps(lines))
    else:
        file.unlink(missing_ok=True)


def kept(workspace: Workspace) -> tuple[str, ...]:
    """What the last run found; nothing where that cannot be read."""
    file: Path = workspace.data / NAME
    try:
        return tuple(str(line) for line in json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return ()
