"""How sure curbside may be of hospitals it never learned from: `python benchmarks/unseen_employers.py`.

Weights and curves are learned on one half of the hospitals (fit_employers.py's) and the whole of curbside, its rules too, is asked for
the other half's names, with place and without; then the halves change over. Printed is what was said and what was true, for
both halves together. The curve of a half is learned from its own names, scored by weights of the other half.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import polars as pl
from fit_employers import BENCH, PLACES, curves, features, fit, half, probability, training

sys.path.insert(0, str(BENCH))
from cases import PLACED, PLACELESS, cases
from score import joined, table
from systems import answered

from curbside import warehouse
from curbside.warehouse import model, organisation

EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


def learned(side: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Weights and curves that know nothing of the hospitals of `side`."""
    weights, worth = [], []
    for place in PLACES:
        plain, hidden = features(place, False), features(place, True)
        columns = [c for c in plain.columns if c.startswith("x_")]
        own = fit(training(plain, hidden, place, (1 - side,)), columns)
        weights.append(pl.DataFrame({"place": place, "feature": columns, "weight": own}))
        other = fit(training(plain, hidden, place, (side,)), columns)
        rows = plain.filter((pl.col("side") == 1 - side) & pl.col("source").is_in(["gold", "stranger"]))
        worth.append(curves(probability(rows.with_columns(g="mention_id"), columns, other), place))
    return pl.concat(weights), pl.concat(worth)


def answers(asked: pl.DataFrame, weights: pl.DataFrame, worth: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """What curbside says with these weights and curves."""
    con = warehouse.connect()

    def words() -> None:
        organisation.read_words(con)
        for name, frame in (("weight", weights), ("calibration", worth)):
            con.execute(f"delete from {name}")
            warehouse.load(con, name, frame.cast(pl.String))

    named = asked.select(record_id=pl.col("case").cast(pl.String), organisation_name="name", city="city", state="state")
    warehouse.load(con, "raw.affiliation_record", named)
    calls = {organisation.WORDS: words, organisation.REGISTERS: lambda: organisation.read_register(con, registers)}
    model.run(con, "organisation", calls=calls)
    return answered(con)


def main() -> None:
    asked = cases().filter(pl.col("set").is_in([PLACED, PLACELESS]))
    side = half(pl.col("truth").str.extract(r"ccn:(\w+)", 1))
    found = []
    for one in (0, 1):
        weights, worth = learned(one)
        for rows in (pl.col("set") == PLACED, pl.col("set") == PLACELESS):
            said = answers(asked.filter(rows & (side == one)), weights, worth, BENCH / "registers")
            found.append(joined(asked.filter(rows & (side == one)), said.rename({"name": "name_right"})))
    every = pl.concat(found)
    for one in table(every).iter_rows(named=True):
        print(f"{one['set']:20} n {one['cases']}  P {one['precision']:.4f}  R {one['recall']:.4f}")
    known = every.filter(pl.col("is_right").is_not_null(), pl.col("confidence") > 0)
    for (label,), rows in known.group_by("set", maintain_order=True):
        for low, high in pairwise(EDGES):
            bin_ = rows.filter(pl.col("confidence") >= low, pl.col("confidence") < high)
            if bin_.height:
                said, true = bin_["confidence"].mean(), bin_["is_right"].mean()
                print(
                    f"  {label:20} {low:.2f} to {min(high, 1):.2f}  said {said:.2f}  true {true:.2f}  n {bin_.height}"
                )


if __name__ == "__main__":
    main()
