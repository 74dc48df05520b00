"""Time, memory and disk of each stage at growing sizes: `python benchmarks/scale.py [--write docs/performance.md] SIZE…`

A SIZE is a number of made postings, or POSTINGS:CONTACTS (else a contact for 20 postings, 5,000 at most), and is run in a
process of its own. A stage's ratio to the floor is its time over that of DuckDB reading and writing the same postings
once. `pandas + rapidfuzz` does by its usual idiom, and `Splink` with a model trained on the spot, what the steps
organisation and opening do (dependency group `bench`; up to 20,000 and 100,000 postings). A million: give 1000000.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import match_openings
import polars as pl

from curbside import landing, settings, warehouse
from curbside.extractors.base import RECORD
from curbside.hub import publishing
from curbside.job import inputs
from curbside.transforms import gazetteer, normalise
from curbside.warehouse import build, insider, journal, lead, publish, reminder, unchanged
from curbside.workspace import Workspace

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
BEGIN, END = "<!-- measured by benchmarks/scale.py -->", "<!-- end of what is measured -->"
STEPS = {
    "journal": (journal, "build"), "organisation": (unchanged, "organisations"), "opening": (unchanged, "openings"),
    "person": (unchanged, "people"), "insider": (insider, "build"), "lead": (lead, "build"), "reminder": (reminder, "build"),
}  # fmt: skip
FUZZY_MOST = 20_000  # postings; what pairs every name with every other is not tried on more
SPLINK_MOST = 100_000
Size = tuple[int, int]  # postings, contacts
CONFIG = """[me]
name = "Ana Ruiz, MD"
specialties = ["Cardiovascular Disease"]
[[search]]
name = "cardiology, Ohio"
states = ["OH"]
[network]
roster = ["network/known.csv"]
"""
FIELDS = [
    "Cardiologist", "Hospitalist", "Family Medicine Physician", "Neurologist", "Interventional Cardiologist",
    "Psychiatrist", "Emergency Medicine Physician", "General Surgeon", "Gastroenterologist", "Pediatrician",
]  # fmt: skip
WORDS = (
    "Elm Harbor Lakeview Riverside Mercy Summit Prairie Cedar Union Granite Sierra Valley Beacon Grace Liberty".split()
)
KINDS = ["Medical Center", "Hospital", "Health System", "Clinic", "Heart Group", "Physicians"]


def raw(size: int) -> pl.DataFrame:
    """Records as boards tell them: one opening in three stands on a second board under a slightly other title."""
    rng = random.Random(size)
    places = gazetteer.places().filter(pl.col("population") > 20_000).select("spelling", "state").rows()
    employers = [
        (f"{rng.choice(WORDS)} {rng.choice(WORDS)} {rng.choice(KINDS)}", *rng.choice(places))
        for _ in range(size // 40 + 20)
    ]
    rows: list[dict[str, Any]] = []
    while len(rows) < size:
        employer, city, state = rng.choice(employers)
        title, pay = rng.choice(FIELDS), rng.randrange(220, 600)
        text = f"{employer} seeks a {title} to join a group of {rng.randrange(2, 30)} in {city}. " + " ".join(
            rng.choices(WORDS, k=60)
        )
        for board in ("a", "b")[: 2 if rng.random() < 1 / 3 else 1]:
            key = f"{board}{len(rows)}"
            rows.append(
                {
                    "posting_id": f"{board}:{key}", "board": board, "family": "jsonld", "board_posting_id": key,
                    "url": f"https://{board}.example/{key}", "title": f"{title} - {city}" if board == "b" else title,
                    "employer": employer, "places": [{"city": city, "state": state}], "description": text,
                    "pay_text": f"${pay},000 a year", "seen_at": NOW,
                }
            )  # fmt: skip
    schema: dict[str, Any] = {"posting_id": pl.String, "board": pl.String, "board_posting_id": pl.String}
    schema |= {c: t for c, t in RECORD.items() if c != "key"} | {"seen_at": pl.Datetime("us", "UTC")}
    frame = pl.DataFrame([{c: r.get(c) for c in schema} for r in rows[:size]], schema=schema, orient="row")
    return frame.with_columns(**{fact: pl.lit(False) for fact in normalise.OF_BOARD})


def lay_out(root: Path, contacts: int, employers: pl.DataFrame) -> Workspace:
    """A workspace with so many contacts, one in four at an employer of the postings."""
    rng = random.Random(1)
    workspace = Workspace(root)
    (root / "network").mkdir(parents=True)
    workspace.config.write_text(CONFIG)
    workspace.make_private()
    at = employers.rows()
    lines = ["name,employer,city,state"]
    for n in range(contacts):
        employer, city, state = (
            rng.choice(at) if n % 4 == 0 else (f"{rng.choice(WORDS)} Practice {n}", "Columbus", "OH")
        )
        lines.append(f"{rng.choice(WORDS)}{n % 89} {rng.choice(WORDS)}er{n},{employer},{city},{state}")
    (root / "network" / "known.csv").write_text("\n".join(lines))
    return workspace


@contextmanager
def stage(into: list[dict[str, Any]], name: str, workspace: Workspace) -> Iterator[None]:
    """Time, processor time, the peak of resident memory and the growth of `data/` of what is done inside."""
    Path("/proc/self/clear_refs").write_text("5")
    before, began, spent = disk(workspace), time.perf_counter(), time.process_time()
    yield
    peak = next(int(x.split()[1]) for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
    into.append(
        {
            "stage": name, "seconds": time.perf_counter() - began, "cpu": time.process_time() - spent,
            "peak": peak / 1024, "disk": (disk(workspace) - before) / 1e6,
        }
    )  # fmt: skip
    print(
        f"{name}: {into[-1]['seconds']:.1f} s, {into[-1]['cpu']:.1f} of CPU, {peak // 1024} MB",
        file=sys.stderr,
        flush=True,
    )


def disk(workspace: Workspace) -> int:
    return sum(f.stat().st_size for f in workspace.data.rglob("*") if f.is_file())


def measure(size: Size, root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    postings_, contacts = size
    told = raw(postings_)
    spots = told.select("employer", pl.col("places").list.first().struct.unnest()).select("employer", "city", "state")
    workspace = lay_out(root, contacts, spots.unique(maintain_order=True).head(500))
    conf = settings.read(workspace.config)
    with stage(found, "normalise", workspace):
        postings, places = normalise.postings(told)
    con = warehouse.connect(workspace.warehouse)
    with stage(found, "store", workspace):
        seen = {"first_seen": pl.lit(NOW), "last_seen": pl.lit(NOW), "first_run": pl.lit("000000000001")}
        warehouse.load(con, "core.posting", postings.with_columns(**seen))
        warehouse.load(con, "core.posting_place", places)
        con.execute("checkpoint")
    del told, postings, places
    with stage(found, "read contacts", workspace):
        frames, _ = inputs.frames(conf, workspace, NOW.date())
    days = [("", NOW), ("quiet day: ", NOW + timedelta(days=1))]
    for word, now in days:
        derive(con, workspace, frames, now, found, word)
        with stage(found, word + "publish", workspace):
            publish.publish(con, workspace.leads)
    with stage(found, "floor", workspace):
        floor(con, workspace)
    if postings_ <= FUZZY_MOST:
        fuzzy(con, found, workspace)
    if postings_ <= SPLINK_MOST:
        splink(con, found, workspace)
    hub(con, workspace, found)
    return found


def derive(con: Any, workspace: Workspace, frames: Any, now: datetime, found: list[dict[str, Any]], word: str) -> None:
    """`warehouse.build.derive` with each step measured."""
    real = {name: getattr(*step) for name, step in STEPS.items()}

    def timed(name: str, does: Callable[..., Any]) -> Callable[..., Any]:
        def one(*arguments: Any) -> Any:
            with stage(found, word + name, workspace):
                return does(*arguments)

        return one

    for name, step in STEPS.items():
        setattr(*step, timed(name, real[name]))
    build.derive(con, workspace.registry, frames, now)
    for name, step in STEPS.items():
        setattr(*step, real[name])


def floor(con: Any, workspace: Workspace) -> None:
    """Every posting read once and written once, by DuckDB alone."""
    file = workspace.data / "floor.duckdb"
    con.execute(f"attach '{file}' as floor")
    con.execute("create table floor.posting as from core.posting; checkpoint floor; detach floor")
    file.unlink()


def fuzzy(con: Any, found: list[dict[str, Any]], workspace: Workspace) -> None:
    """The usual idiom: names paired by rapidfuzz, then rows of one state, employer and like title are one."""
    try:
        import pandas as pd
        from rapidfuzz import fuzz, process
    except ImportError:
        print("pandas + rapidfuzz are not installed (dependency group `bench`): not compared", file=sys.stderr)
        return
    rows = con.execute("select posting_id, employer_name, state, title from core.posting").fetchall()
    with stage(found, "pandas + rapidfuzz", workspace):
        frame = pd.DataFrame(rows, columns=["id", "employer", "state", "title"])
        names = sorted(frame["employer"].dropna().unique())
        scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=92)
        frame["employer"] = frame["employer"].map({name: names[scores[n].argmax()] for n, name in enumerate(names)})
        for _, group in frame.groupby(["employer", "state"]):
            process.cdist(group["title"], group["title"], scorer=fuzz.token_set_ratio, score_cutoff=90)


def splink(con: Any, found: list[dict[str, Any]], workspace: Workspace) -> None:
    """Openings by Splink, as benchmarks/match_openings.py sets it up: pairs with a probability, not yet grouped."""
    if not find_spec("splink"):
        print("Splink is not installed (dependency group `bench`): not compared", file=sys.stderr)
        return
    rows = warehouse.read(con, "from core.posting")
    with stage(found, "Splink", workspace):
        match_openings.splink(rows)


def hub(con: Any, workspace: Workspace, found: list[dict[str, Any]]) -> None:
    """The postings published, published again with nothing changed, and written where a hub's reader takes them."""
    con.execute(
        "insert into raw.board_run by name select unnest(['a', 'b']) as board, 'x' as run_id, 'jsonld' as family"
    )
    con.close()
    for board in ("a", "b"):
        run = landing.BoardRun(
            landing.new_run_id(NOW), board, "jsonld", None, None, NOW, NOW, "done", None, 0, 0, 0, True
        )
        landing.write(workspace.landing, run, [])
    for word in ("hub: publish", "hub: publish, nothing new"):
        with stage(found, word, workspace):
            publishing.publish(workspace, str(workspace.data / "hub"), [], 2, NOW, lambda line: None)


def sized(word: str) -> Size:
    """`POSTINGS` or `POSTINGS:CONTACTS`."""
    postings, _, contacts = word.partition(":")
    return int(postings), int(contacts) if contacts else min(int(postings) // 20, 5000)


def shown(size: Size) -> str:
    postings, contacts = size
    return f"{postings:,}" if size == sized(str(postings)) else f"{postings:,} with {contacts:,} contacts"


def table(sizes: list[Size], results: dict[Size, list[dict[str, Any]]]) -> str:
    """The stages as a Markdown table: a column a size; how time grows; times the floor."""
    heads = " | ".join(f"{shown(n)}: s | cpu s | peak MB | disk MB" for n in sizes)
    lines = [f"| stage | {heads} | grows with n^ | × floor |", "| --- |" + " ---: |" * (4 * len(sizes) + 2)]
    by = {n: {r["stage"]: r for r in results[n]} for n in sizes}
    for name in dict.fromkeys(r["stage"] for n in sizes for r in results[n]):
        cells = []
        for n in sizes:
            r = by[n].get(name)
            cells += (
                [f"{r['seconds']:.2f}", f"{r['cpu']:.2f}", f"{r['peak']:.0f}", f"{r['disk']:.1f}"] if r else [""] * 4
            )
        ends = [by[n].get(name) for n in (sizes[0], sizes[-1])]
        grows = ""
        if len(sizes) > 1 and all(ends) and sizes[-1][0] > sizes[0][0]:
            grows = f"{math.log(ends[1]['cpu'] / ends[0]['cpu']) / math.log(sizes[-1][0] / sizes[0][0]):.2f}"
        last = by[sizes[-1]].get(name)
        times = f"{last['cpu'] / by[sizes[-1]]['floor']['cpu']:.1f}" if last else ""
        lines.append(f"| {name} | {' | '.join(cells)} | {grows} | {times} |")
    return "\n".join(lines) + "\n\n" + quiet(sizes, results) + "\n"


def quiet(sizes: list[Size], results: dict[Size, list[dict[str, Any]]]) -> str:
    """A quiet day as a share of the first."""
    said = []
    for n in sizes:
        spent = {r["stage"]: r["cpu"] for r in results[n]}
        first = sum(spent[s] for s in ("normalise", "store", "read contacts", *STEPS, "publish"))
        next_ = spent["read contacts"] + sum(spent["quiet day: " + s] for s in (*STEPS, "publish"))
        said.append(f"{100 * next_ / first:.0f} % at {shown(n)}")
    return f"A quiet day takes {', '.join(said)} of the first day's processor time."


def main() -> None:
    words = sys.argv[1:]
    if words[:1] == ["--one"]:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(sized(words[1]), Path(folder, "w"))))
        return
    page = Path(words[1]) if words[:1] == ["--write"] else None
    sizes = sorted(map(sized, words[2 if page else 0 :] or ["10000", "100000"]))
    results = {}
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", f"{size[0]}:{size[1]}"], stdout=subprocess.PIPE, check=True
        )
        results[size] = json.loads(done.stdout)
        print(f"{shown(size)}: {sum(r['seconds'] for r in results[size]):.0f} s", file=sys.stderr)
    load, cores = os.getloadavg()[0], os.cpu_count()
    command = f"python benchmarks/scale.py --write docs/performance.md {' '.join(words[2 if page else 0 :])}"
    text = (
        f"`{command}`, {cores} cores at a load of {load:.0f}, DuckDB {duckdb.__version__}, polars {pl.__version__}:\n\n"
    )
    text += table(sizes, results)
    if page is None:
        print(text)
        return
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{text}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
