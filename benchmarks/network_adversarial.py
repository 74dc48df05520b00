"""An adversarial network through the command line: who is wrongly said to work where, and who is missed.

    python benchmarks/network_adversarial.py [FOLDER]

FOLDER (default tests/network/adversarial) holds postings.csv (a hand-kept board), Connections.csv, roster.csv and
friend-Connections.csv, files of registers in the form of CMS and AHRQ, and gold.csv: posting (its address ends in it),
person, relation, kind, in_doubt (1: what nobody can be sure of). The gold was written before the first run.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

CASE = Path(__file__).parents[1] / "tests" / "network" / "adversarial"
OWN = ("postings.csv", "Connections.csv", "roster.csv", "friend-Connections.csv", "gold.csv")
SURE = 0.8
SAID = (
    "works there", "trained with you, works there", "worked there", "knows someone there", "decision maker", "named in the posting",
    "works in the same system",
)  # fmt: skip
SETTINGS = """
[me]
name = "Ana Ruiz, MD"
email = "ana@example.org"
[[me.training]]
kind = "residency"
institution = "Ohio State University Wexner Medical Center"
program = "Internal Medicine"
start = 2016
end = 2019
[[search]]
name = "anywhere"
specialties = []
[[board]]
name = "hand-kept"
family = "csv"
url = "postings.csv"
[network]
linkedin = ["Connections.csv"]
roster = ["roster.csv"]
friends = [{ of = "Ben Okafor", linkedin = "friend-Connections.csv" }]
"""
QUERY = """
select regexp_extract(p.url, '[^/]+$'), i.person, i.relation, max(i.confidence)
from insiders i join postings p using (opportunity_id)
group by all
"""


def curbside(workspace: Path, *words: str) -> None:
    """One command; its own words on a failure."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE"))}
    done = subprocess.run(
        [sys.executable, "-m", "curbside", "-C", str(workspace), *words], capture_output=True, text=True, env=env
    )
    if done.returncode:
        sys.exit(f"curbside {words[0]}: {done.stdout}{done.stderr}")


def claims(case: Path, workspace: Path, registers: bool = True) -> dict[tuple[str, str, str], float]:
    """(posting, person, relation) → confidence, as a run of curbside publishes them."""
    workspace.mkdir(parents=True, exist_ok=True)
    for name in OWN[:-1]:
        (workspace / name).write_bytes((case / name).read_bytes())
    (workspace / "curbside.toml").write_text(SETTINGS, "utf-8")
    if registers:
        curbside(workspace, "registry", "load", *(str(f) for f in sorted(case.glob("*.csv")) if f.name not in OWN))
    curbside(workspace, "run")
    with duckdb.connect(str(workspace / "data" / "leads.duckdb"), read_only=True) as con:
        return {
            (posting, person, relation): confidence
            for posting, person, relation, confidence in con.execute(QUERY).fetchall()
        }


def gold(case: Path) -> list[dict[str, str]]:
    with (case / "gold.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def measured(
    said: dict[tuple[str, str, str], float], rows: list[dict[str, str]]
) -> tuple[float, float, list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Precision of what is said with 0.8 or more, recall of what is not in doubt, what was wrong and what was missed.

    Of one person at one opening the relation has to be right. What is in doubt may be said with any confidence below
    0.8, and is neither right nor wrong above unless its relation is not one of the gold's.
    """
    want = {(r["posting"], r["person"], r["relation"]) for r in rows if r["in_doubt"] == "0"}
    doubtful = {(r["posting"], r["person"], r["relation"]) for r in rows if r["in_doubt"] == "1"}
    sure = {key for key, confidence in said.items() if confidence >= SURE and key[2] in SAID}
    works = {"works there", "decision maker"}
    wrong = sorted(k for k in sure - want if k not in doubtful or k[2] in works)
    missed = sorted(want - sure)
    return len(sure & want) / max(1, len(sure & want) + len(wrong)), 1 - len(missed) / len(want), wrong, missed


def main() -> None:
    """Print what was measured."""
    case = Path(sys.argv[1]) if len(sys.argv) > 1 else CASE
    rows = gold(case)
    kinds = {(r["posting"], r["person"]): r["kind"] for r in rows}
    for registers in (True, False):
        with TemporaryDirectory() as folder:
            said = claims(case, Path(folder) / "workspace", registers)
        precision, recall, wrong, missed = measured(said, rows)
        print(
            f"{'with' if registers else 'without'} registers: precision {precision:.3f}, recall {recall:.3f} of {sum(r['in_doubt'] == '0' for r in rows)}"
        )
        by_kind = defaultdict(lambda: [0, 0])
        for row in rows:
            if row["in_doubt"] == "0":
                by_kind[row["kind"]][0] += 1
                by_kind[row["kind"]][1] += (row["posting"], row["person"], row["relation"]) not in missed
        with pl.Config(tbl_rows=20, tbl_hide_dataframe_shape=True):
            print(
                pl.DataFrame(
                    [(k, *v) for k, v in sorted(by_kind.items())], schema=["kind", "gold", "found"], orient="row"
                )
            )
        for text, keys in (("wrong", wrong), ("missed", missed)):
            for posting, person, relation in keys:
                also = ", ".join(f"{r} {c:.2f}" for (p, n, r), c in said.items() if (p, n) == (posting, person))
                print(
                    f"  {text}: {posting}, {person}, {relation} ({kinds.get((posting, person), 'nobody')}; said: {also or 'nothing'})"
                )


if __name__ == "__main__":
    main()
