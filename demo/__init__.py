"""Sample boards and a sample network, so that curbside can be tried without account or internet.

Hospitals, firms, people and openings are invented; places are real, so that distances are.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

DAYS = 3
NETWORK = ("Connections.csv", "cardiology-fellows.csv", "phone.vcf", "bens-connections.csv")


def openings() -> list[dict[str, str]]:
    """Rows of openings.csv; `boards` names where each is posted, `day_from` to `day_to` when."""
    text = files(__name__).joinpath("openings.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def run(place: Any, perform: Callable[[Any], int]) -> int:
    """Three days of the sample boards in the workspace `place`, the last of them by `perform` as a real run.

    On the last day one board fails, as boards do; that is part of the show, so the status is 0 when the rest arrived.
    """
    from curbside import job
    from curbside.demo import server
    from curbside.terminal import say

    with server.serving(openings()) as boards:
        _lay_out(place, boards.urls)
        with place.writing():
            for day in range(1, DAYS):
                boards.day = day
                earlier = datetime.now(UTC) - timedelta(days=DAYS - day)
                this = job.prepare(place, [], lambda line: None, now=earlier)
                for name in this.boards:
                    job.collect(this, name)
                job.build(place, this.settings, this.now, lambda line: None)
                say(f"day {day} of the sample boards has landed")
            boards.day = DAYS
            boards.broken = {"flaky"}
            status = perform(job.prepare(place, [], say))
    page = max(place.digests.glob("*/digest.html"))
    say(f"\nThe board `flaky` failed on purpose: its postings of yesterday are kept.\n\nThe digest: {page}")
    say(f"More: curbside -C {place.root} leads · show LEAD · who Columbus · sql 'from insiders'")
    return 0 if status in (0, 3) else status


def _lay_out(place: Any, urls: dict[str, str]) -> None:
    """A fresh workspace: an earlier demo's data goes, since its boards had other addresses."""
    if place.data.exists() and not (place.root / "network" / "bens-connections.csv").exists():
        from curbside.workspace import WorkspaceError

        raise WorkspaceError(
            f"{place.root} is a workspace of yours, not a demo's; name another folder: curbside demo DIR"
        )
    shutil.rmtree(place.data, ignore_errors=True)
    (place.root / "network").mkdir(parents=True, exist_ok=True)
    folder = files(__name__)
    for name in NETWORK:
        (place.root / "network" / name).write_bytes(folder.joinpath(name).read_bytes())
    (place.root / "openings.csv").write_bytes(folder.joinpath("hand-kept.csv").read_bytes())
    text = folder.joinpath("curbside.toml").read_text("utf-8")
    for board, url in urls.items():
        text = text.replace("{" + board + "}", url)
    place.config.write_text(text, "utf-8")
