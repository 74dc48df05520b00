"""insider-bench: `python benchmarks/insider-bench/run.py [--systems] [--answers FILE] [--cases FILE] [--gold DIR] [--wrong SET]`.

Prints, registers loaded, what curbside says of every case, and the reliability of its confidence. `--systems` puts others'
rules beside it; `--cases` writes the questions for a system of your own, `--answers` scores what it said (README.md).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import identical  # noqa: E402
from cases import PLACED, PLACELESS, cases  # noqa: E402
from score import SURE, joined, reliability, table  # noqa: E402
from systems import SYSTEMS, listed  # noqa: E402


def kinds(rows: pl.DataFrame) -> pl.DataFrame:
    """Sets, with those of hospital names that a plain comparison misses, and that stand in no list, once more."""
    lists = {name.upper() for _, name, _, _ in listed(HERE / "registers")}
    hard = rows.filter(pl.col("set").is_in([PLACED, PLACELESS]), pl.col("kind") == "non-trivial")
    new = hard.filter(~pl.col("name").str.to_uppercase().is_in(list(lists)))
    return pl.concat(
        [
            rows,
            hard.with_columns(set=pl.col("set") + ", non-trivial"),
            new.with_columns(set=pl.col("set") + ", in neither list"),
        ]
    )


def report(label: str, asked: pl.DataFrame, answers: pl.DataFrame, took: float, wrong: str | None) -> None:
    rows = joined(asked, answers.rename({"name": "name_right"}))
    print(f"\n{label}, {took:.1f} s; sure is confidence >= {SURE}")
    for one in table(kinds(rows)).iter_rows(named=True):
        recall = "" if one["recall"] is None else f"R {one['recall']:.4f}"
        precision = f"P {one['precision']:.4f}" if one["to_find"] else f"wrongly sure {one['wrong_share']:.4f}"
        print(f"  {one['set']:38} n {one['cases']:5}  {precision}  {recall}  wrong {one['wrong']}")
    for one in reliability(rows).iter_rows(named=True):
        print(f"    said {one['said']:.2f}  true {one['true']:.2f}  n {one['cases']}")
    for one in rows.filter(set=wrong).iter_rows(named=True) if wrong else ():
        sure, nobody = one["confidence"] >= SURE, one["truth"].startswith(("none", "!"))
        if (sure and one["is_right"] is False) or not (sure or nobody):
            print("   ", *(one[c] for c in ("name", "city", "state", "truth", "name_right", "confidence")), sep=" | ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--systems", action="store_true", help="others' rules beside curbside")
    parser.add_argument("--answers", type=Path, help="CSV: case, ids (blank between), name, confidence")
    parser.add_argument("--cases", type=Path, help="write the questions as CSV and stop")
    parser.add_argument("--gold", type=Path, help="another folder in the form of gold/", default=HERE / "gold")
    parser.add_argument("--wrong", metavar="SET", help="print the cases of this set that went wrong")
    given = parser.parse_args()
    asked = cases(given.gold)
    if given.cases:
        asked.drop("truth", "kind").write_csv(given.cases)
        print(f"{len(asked):,} cases in {given.cases}")
        return
    if given.answers:
        said = pl.read_csv(given.answers, schema_overrides={"case": pl.UInt32, "ids": pl.String})
        said = said.with_columns(pl.col("ids").str.split(" "), rank=pl.col("confidence").rank(descending=True))
        report(str(given.answers), asked, said, 0.0, given.wrong)
        return
    for label, system in SYSTEMS.items() if given.systems else list(SYSTEMS.items())[:1]:
        started = time.perf_counter()
        answers = system(asked, HERE / "registers")
        report(label, asked, answers, time.perf_counter() - started, given.wrong)
    identical.report(HERE / "gold", HERE / "registers")


if __name__ == "__main__":
    main()
