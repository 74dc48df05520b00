"""Two Dask workers bring the rows of one process, though one is killed half-way: `python benchmarks/two_workers.py`

The boards of the demo on loopback, one of them slow; pulled in one process, then by `curbside run` with
`[engine] tasks = "dask://local/2"`, of which the worker that pulls the slow board is killed (SIGKILL). Needs `curbside[dask]`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from curbside import demo
from curbside.demo import server
from curbside.job import day, steps
from curbside.workspace import Workspace

ENGINE = '\n[engine]\ntasks = "dask://local/2"\n'
ROWS = """select * exclude (first_seen, last_seen) from postings order by all"""


def laid_out(root: Path, urls: dict[str, str], more: str = "") -> Workspace:
    root.mkdir()
    demo.lay_out(root, urls)
    place = Workspace(root)
    before, society, after = place.config.read_text("utf-8").partition('name = "society"')
    place.config.write_text(before + society + after.replace("min_interval = 0", "min_interval = 1.5", 1) + more)
    return place


def rows(place: Workspace) -> list[tuple[object, ...]]:
    with duckdb.connect(str(place.leads), read_only=True) as con:
        return con.execute(ROWS).fetchall()


def writer(place: Workspace, run: subprocess.Popen[str]) -> int:
    """The process that pulls the slow board; 0 where the run ended before."""
    while run.poll() is None:
        for half in (place.landing / "society").glob(".*.part"):
            if pid := json.loads(half.read_bytes().split(b"\n", 1)[0] or b"{}").get("pid"):
                return int(pid)
        time.sleep(0.05)
    return 0


def main() -> None:
    with TemporaryDirectory() as folder, server.serving(demo.openings()) as boards:
        alone = laid_out(Path(folder, "alone"), boards.urls)
        with alone.writing():
            day.alone(steps.prepare(alone, [], lambda line: None))
        spread = laid_out(Path(folder, "spread"), boards.urls, ENGINE)
        command = [sys.executable, "-m", "curbside", "-C", str(spread.root), "run"]
        began = time.monotonic()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        pid = writer(spread, run)
        if pid and pid != run.pid:
            os.kill(pid, signal.SIGKILL)
        said = run.communicate()[1]
        print(
            f"worker {'killed' if pid else 'not found'}; status {run.returncode} after {time.monotonic() - began:.0f} s"
        )
        if run.returncode or "pulled here" in said:
            sys.exit(said)
        same = rows(spread) == rows(alone)
        print(f"{len(rows(alone))} postings; rows {'the same' if same else 'DIFFER'}")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
