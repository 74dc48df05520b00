"""What a member of an office costs on a large market: `python benchmarks/members.py [POSTINGS MEMBERS…]`

An office's hub of so many made postings, and the first day of as many members as the largest number says, one after the
other in one process with one thread each, 500 contacts of her own each, one in four at an employer of the postings.
Prints processor time, and the exponent by which it grows between the smallest number of members and the largest.
"""

from __future__ import annotations

import contextlib
import math
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import scale

from curbside import landing, warehouse
from curbside.hub import publishing
from curbside.job import steps
from curbside.office import member, members
from curbside.office.config import Place
from curbside.transforms import normalise
from curbside.workspace import Workspace

CONTACTS = 500
USUAL = ("100000", "10", "20", "40")


def office(root: Path, size: int) -> tuple[Place, pl.DataFrame]:
    """An office whose hub holds `size` postings; and their employers with their places."""
    place = Place(Workspace(root / "office"))
    members.init(place)
    told = scale.raw(size)
    postings, places = normalise.postings(told)
    with warehouse.connect(place.workspace.warehouse) as con:
        seen = {"first_seen": pl.lit(scale.NOW), "last_seen": pl.lit(scale.NOW), "first_run": pl.lit("000000000001")}
        warehouse.load(con, "core.posting", postings.with_columns(**seen))
        warehouse.load(con, "core.posting_place", places)
        con.execute(
            "insert into raw.board_run by name select unnest(['a', 'b']) as board, 'x' as run_id, 'jsonld' as family"
        )
    for board in ("a", "b"):
        run_id = landing.new_run_id(scale.NOW)
        run = landing.BoardRun(run_id, board, "jsonld", None, None, scale.NOW, scale.NOW, "done", None, 0, 0, 0, True)
        landing.write(place.workspace.landing, run, [])
    publishing.publish(place.workspace, str(place.hub), [], 2, scale.NOW, lambda line: None)
    steps.public(place.workspace, ["a", "b"])
    spots = told.select("employer", pl.col("places").list.first().struct.unnest()).select("employer", "city", "state")
    return place, spots.unique(maintain_order=True).head(500)


def add(place: Place, number: int, employers: pl.DataFrame) -> Workspace:
    """A member who seeks cardiology in Ohio, with contacts of her own."""
    home = members.add(place, f"m{number}", None)
    text = home.config.read_text("utf-8")
    hub = text[text.index("[[board]]") : text.index("# What the office may see")]
    beside = scale.lay_out(home.root / "made", CONTACTS, employers)
    known = (beside.root / "network" / "known.csv").read_text("utf-8")
    (home.root / "network" / "known.csv").write_text(known.replace("er", f"er{number}"), "utf-8")
    home.config.write_text(scale.CONFIG.replace("[network]", f"{hub}\n[network]"), "utf-8")
    return home


def main() -> None:
    size, *counts = (int(word) for word in sys.argv[1:] or USUAL)
    os.umask(0o077)
    warehouse.limit(1)
    warehouse.ready()
    total, spent = {}, 0.0
    with tempfile.TemporaryDirectory() as folder:
        place, employers = office(Path(folder), size)
        homes = [add(place, n, employers) for n in range(max(counts))]
        for one in place.read().member:
            members.share_public(place, one)
        for n, home in enumerate(homes, 1):
            began = time.process_time()
            outcome = member._of(home, None, scale.NOW)
            spent += time.process_time() - began
            if outcome.status != "done":
                with contextlib.suppress(OSError):
                    print((home.data / member.LOG).read_text("utf-8"), file=sys.stderr)
                raise SystemExit(f"member {n}: {outcome}")
            if n in counts:
                total[n] = spent
                print(f"{n} members: {spent:.1f} s of CPU, {spent / n:.2f} each, {outcome.leads} leads", flush=True)
    few, many = min(counts), max(counts)
    grows = math.log(total[many] / total[few]) / math.log(many / few)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"grows with n^{grows:.2f}; peak memory {peak:.1f} GB; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
