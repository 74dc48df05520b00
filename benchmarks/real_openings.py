"""Which real postings are one opening: `python benchmarks/real_openings.py [REPLAY] [--workspace DIR]`.

Needs the replay, a folder of real postings with its server (`serve.py`, `data/boards/*.jsonl`), which is not part of
this repository. openings_real.csv names all pairs of one city and specialty there by board and the board's own number,
each read by hand: one opening, two, or unsure (left out of both figures, but merges of them are counted). Every board is
served on loopback, pulled and built as a run does it; with `--workspace` it is kept there and only read the next time.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from run_replay import FAMILIES, lay_out, serving

from curbside.job import steps
from curbside.workspace import Workspace

PAIRS = Path(__file__).with_name("openings_real.csv")
NUMBER = re.compile(r"/(?:job|jobs|[a-z-]+\.cfm|radiology-jobs)/(\d+)|/(\d{5,})/")  # a board's own, within an address


def main() -> int:
    """Pull, build, compare, print. Exit status 2 where the replay is not where it is said to be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("replay", type=Path, nargs="?", help="the replay's folder")
    parser.add_argument("--workspace", type=Path, help="keep the workspace here, or read the one that is here")
    asked = parser.parse_args()
    if asked.replay is None or not (asked.replay / "serve.py").exists():
        print("needs the replay's folder, with its serve.py, as its argument: nothing to measure")
        return 0 if asked.replay is None else 2
    with folder(asked.workspace) as place:
        if not (place / "data/leads.duckdb").exists():
            collect(asked.replay, place)
        report(openings(place), numbers(asked.replay))
    return 0


@contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def collect(replay: Path, place: Path) -> None:
    """All boards of the replay into a workspace, by the job's own steps."""
    with serving(place, "--only", ",".join(FAMILIES), serve=replay / "serve.py") as urls:
        lay_out(place, urls)
        workspace = Workspace(place)
        job = steps.prepare(workspace, [], lambda line: None)
        with workspace.writing():
            for board in job.boards:
                print(f"{board}: {steps.collect(job, board)}", flush=True)
            steps.build(workspace, job.settings, job.now, lambda line: None)


def openings(place: Path) -> dict[str, str]:
    """posting_id → opportunity_id as published."""
    with duckdb.connect(str(place / "data/leads.duckdb"), read_only=True) as con:
        return dict(con.execute("select posting_id, opportunity_id from postings").fetchall())


def numbers(replay: Path) -> dict[tuple[str, str], str]:
    """(board, its own number) → posting_id: the server names a posting by its row, federal ones by their number."""
    found = {}
    for board in FAMILIES:
        with (replay / f"data/boards/{board}.jsonl").open() as file:
            for row, line in enumerate(file):
                told = json.loads(line)
                if board == "usajobs":
                    number = str(told["control_number"])
                    found[board, number] = f"usajobs:{number}"
                elif at := NUMBER.search(told["url"]):
                    path = "" if FAMILIES[board] in ("rss", "madgex") else "/job/"
                    found[board, at[1] or at[2]] = f"{board}:{path}{row}"
    return found


def report(said: dict[str, str], named: dict[tuple[str, str], str]) -> None:
    counted = {"same": [0, 0], "different": [0, 0], "unsure": [0, 0]}
    federal = 0  # decided by their announcement numbers: easy
    with PAIRS.open() as file:
        for pair in csv.DictReader(file):
            a, b = named[pair["board_a"], pair["id_a"]], named[pair["board_b"], pair["id_b"]]
            merged = said[a] == said[b]
            counted[pair["label"]][merged] += 1
            federal += pair["board_a"] == pair["board_b"] == "usajobs" and pair["label"] != "unsure"
            if pair["label"] != ("same" if merged else "different") and (merged or pair["label"] == "same"):
                print(f"  {'merged' if merged else 'missed'}, {pair['label']} ({pair['reason']}): {a} {b}")
    (missed, right), (apart, wrong), (_, unsure) = counted.values()
    print(
        f"{missed + right + apart + wrong} pairs decided, {missed + right} of them one opening, {federal} federal ones"
    )
    print(f"precision {right / max(1, right + wrong):.3f}, recall {right / max(1, right + missed):.3f}")
    print(f"{sum(counted['unsure'])} pairs unsure, {unsure} of them merged")


if __name__ == "__main__":
    raise SystemExit(main())
