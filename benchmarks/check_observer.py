"""Twenty runs over the replay's ten days against a perfect observer: what differs, if anything.

    python benchmarks/check_observer.py [--seed 1] [--limit N]

Each day of `serve.py --day 0..9` is pulled twice; in every run two boards, drawn by the seed, are in one of `FAULTS`.
The observer reads the days from serve.py itself and writes down, of the boards that are well, what they show. Compared
are the published postings (title, first and last seen, closing) and posting_history. Ends with an error where they
differ. Needs a replay: CURBSIDE_REPLAY names its folder; takes some minutes.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from run_replay import FAMILIES, LACKING, ROOT, SERVE, lay_out, serving

from curbside.job import steps
from curbside.workspace import Workspace

sys.path.insert(0, str(ROOT / "tests"))
from observer import Observer

FAULTS = ("500", "login", "redirect-loop", "empty", "truncate", "gzip-bomb", "huge")
KEYS = {"madgex": "{}", "rss": "{}"}  # the rest: the job page's path
START = datetime(2026, 10, 1, 6, tzinfo=UTC)
PORT = 18700
DAYS = 10


def main() -> None:
    """Run, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--limit", type=int, default=10**9, help="postings a board at most")
    wanted = arguments.parse_args()
    if not SERVE.exists():
        print(LACKING)
        return
    rng, observer = random.Random(wanted.seed), Observer()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        for number in range(2 * DAYS):
            day, faults = number // 2, dict.fromkeys(rng.sample(sorted(FAMILIES), 2), "")
            faults = {board: rng.choice(FAULTS) for board in faults}
            began = time.monotonic()
            status = one_run(workspace, number, faults, wanted.limit)
            now = START + timedelta(hours=12 * number)
            for board in FAMILIES.keys() - faults.keys():
                look(observer, board, day, now, wanted.limit)
            wrong = {b: s for b, s in status.items() if (s[0] == "done") != (b not in faults)}
            print(f"run {number:2} day {day}: {faults} {time.monotonic() - began:5.1f} s  {wrong or ''}", flush=True)
        raise SystemExit(compare(workspace, observer))


def one_run(workspace: Workspace, number: int, faults: dict[str, str], limit: int) -> dict[str, tuple[str, str | None]]:
    """Serve the day, pull it and build. Returns board → (status, error)."""
    words = ["--only", ",".join(FAMILIES), "--port", str(PORT), "--day", str(number // 2), "--limit", str(limit)]
    for board, fault in faults.items():
        words += ["--fault", f"{board}={fault}"]
    with serving(workspace.root, *words) as urls:
        lay_out(workspace.root, urls)
        job = steps.prepare(workspace, [], lambda line: None, now=START + timedelta(hours=12 * number))
        with workspace.writing():
            for name in job.boards:
                steps.collect(job, name)
            steps.build(workspace, job.settings, job.now, lambda line: None)
    return {o.board: (o.status, o.error) for o in steps.outcome(workspace, job.run_id)}


def look(observer: Observer, board: str, day: int, now: datetime, limit: int) -> None:
    """What the board shows on the day, by serve.py's own word."""
    family = FAMILIES[board]
    rows = [json.loads(x) for x in (SERVE.parent / "data" / "boards" / f"{board}.jsonl").open()][:limit]
    live = serve().Board(board, rows, "", day).rows
    if family == "usajobs":
        titles = {f"{board}:{r['control_number']}": r["position_title"] for r in live}
    else:
        titles = {f"{board}:{KEYS.get(family, '/job/{}').format(r['_i'])}": r["title"] for r in live}
    over = {p for p in observer.title if p.startswith(f"{board}:") and p not in titles}
    observer.look(board, titles, now, family != "rss", over if family == "rss" else ())


_serve: Any = None


def serve() -> Any:
    """serve.py as a module."""
    global _serve
    if _serve is None:
        spec = importlib.util.spec_from_file_location("replay_serve", SERVE)
        assert spec is not None and spec.loader is not None
        _serve = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(_serve)
    return _serve


def changes(rows: Iterable[tuple[str, str, str | None, str | None]]) -> Iterator[tuple[str, str, str, str]]:
    """The changes in one line each; a text that repeats its title, as serve.py writes some, is no change of its own."""
    for posting, field, old, new in rows:
        if field != "description" or " (updated)" not in (new or ""):
            yield posting, field, one_line(old), one_line(new)


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def compare(workspace: Workspace, observer: Observer) -> int:
    """Print what differs; the number of kinds of difference."""
    with duckdb.connect(str(workspace.leads), read_only=True) as con:
        rows = con.execute("select posting_id, title, first_seen, last_seen, closed_at from postings").fetchall()
        history = con.execute("select posting_id, field, old, new from posting_history").fetchall()
    found = {
        "titles": ({r[0]: one_line(r[1]) for r in rows}, {k: one_line(t) for k, t in observer.title.items()}),
        "first_seen": ({r[0]: r[2] for r in rows}, observer.first),
        "last_seen": ({r[0]: r[3] for r in rows}, observer.last),
        "closed_at": ({r[0]: r[4] for r in rows if r[4]}, observer.closed),
        "history": (dict.fromkeys(changes(history), 1), dict.fromkeys(changes(observer.history), 1)),
    }
    print(f"{len(rows)} postings, {len(history)} changes, {len(observer.closed)} closed")
    wrong = 0
    for name, (ours, theirs) in found.items():
        odd = [(k, ours.get(k), theirs.get(k)) for k in ours.keys() | theirs.keys() if ours.get(k) != theirs.get(k)]
        print(f"{name}: {len(odd)} differ", *odd[:5], sep="\n    ")
        wrong += bool(odd)
    return wrong


if __name__ == "__main__":
    main()
