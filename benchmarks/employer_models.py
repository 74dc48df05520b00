"""Other models of who is meant by a name of a hospital, on the folds of fit_employers.py: `python benchmarks/employer_models.py`.

Three scores over the same candidates, each learned from one half of the hospitals and asked of the other, "none of them" being
one of the answers: the conditional logit that ships; Fellegi and Sunter's sum of log ratios (how often a feature has its
value where the candidate is right, and where it is not; features that go together counted once each), with a weight for
"none" learned on the same half; and boosted trees of pairs (scikit-learn, dependency group `bench`; left out where it is
missing). Printed are precision and recall from 0.8, the outsiders taken for a hospital, and the recall at the threshold where
precision is 0.995, which no calibration changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from fit_employers import PLACES, features, fit, probability, training

Score = Callable[[pl.DataFrame, pl.DataFrame, list[str]], pl.DataFrame]
LEVELS = 6
# One of each kind of evidence, that what says the same thing is not counted twice: likeness of the whole, the rarest word that
# both bear and the rarest that the candidate lacks, what is left over, place, class, system.
EVIDENCE = (
    "x_exact;x_cosine;x_rarest;x_strangest;x_q_own;x_a_rest;x_unique;x_city;x_other_city;x_only;x_city_named;x_county_named;"
    "x_class;x_class_other;x_va_other;x_system;x_group;x_school;x_telling;x_untold_word;x_hospital;x_current;x_other_town;x_town_state"
).split(";")


def logit(learn: pl.DataFrame, ask: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The model that ships."""
    return probability(ask, columns, fit(learn, columns))


def fellegi_sunter(learn: pl.DataFrame, ask: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Log ratios of each feature's levels, summed; scale and weight of "none" by a logit of their sum alone."""
    known = [c for c in EVIDENCE if c in columns]
    cuts = {c: levels(learn, c) for c in known}
    both = []
    for rows in (learn, ask):
        level = [pl.col(c).cut(cuts[c], left_closed=True).to_physical().alias(f"l_{c}") for c in known]
        both.append(rows.with_columns(level))
    told, asked = both
    for c in known:
        right, wrong = pl.col("wt") * pl.col("y"), pl.col("wt") * (1 - pl.col("y"))
        ratio = told.group_by(f"l_{c}").agg(m=right.sum() + 0.5, u=wrong.sum() + 0.5)
        ratio = ratio.select(
            f"l_{c}", ((pl.col("m") / pl.col("m").sum()) / (pl.col("u") / pl.col("u").sum())).log().alias(f"r_{c}")
        )
        told, asked = (rows.join(ratio, on=f"l_{c}", how="left") for rows in (told, asked))
    total = pl.sum_horizontal(pl.col(f"r_{c}").fill_null(0.0) for c in known)
    told, asked = (rows.with_columns(x_sum=total, x_none=pl.lit(1.0)) for rows in (told, asked))
    return probability(asked, ["x_sum", "x_none"], fit(told.sort("g"), ["x_sum", "x_none"]))


def levels(learn: pl.DataFrame, column: str) -> list[float]:
    """Where a feature is cut: at sixths of all candidates and of the right ones."""
    values = [learn[column], learn.filter(pl.col("y") > 0)[column]]
    return sorted({float(v.quantile(i / LEVELS) or 0.0) for v in values for i in range(1, LEVELS)})


def boosted(learn: pl.DataFrame, ask: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Trees of pairs; their log odds scaled as above."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model: Any = HistGradientBoostingClassifier(max_iter=200, learning_rate=0.06, max_leaf_nodes=15, random_state=1)
    model.fit(learn.select(columns).to_numpy(), learn["y"].to_numpy() > 0.3, sample_weight=learn["wt"].to_numpy())
    told, asked = (
        rows.with_columns(x_sum=pl.Series(model.decision_function(rows.select(columns).to_numpy())), x_none=pl.lit(1.0))
        for rows in (learn, ask)
    )
    return probability(asked, ["x_sum", "x_none"], fit(told, ["x_sum", "x_none"]))


def unseen(plain: pl.DataFrame, hidden: pl.DataFrame, place: str, columns: list[str], model: Score) -> pl.DataFrame:
    """The best candidate of each name, by a model that has not seen its side."""
    sides = []
    for side in (0, 1):
        ask = plain.filter((pl.col("side") == side) & pl.col("source").is_in(["gold", "stranger"]))
        sides.append(model(training(plain, hidden, place, (1 - side,)), ask.with_columns(g="mention_id"), columns))
    return pl.concat(sides).sort("p", descending=True).unique("g", keep="first", maintain_order=True)


def report(place: str, label: str, best: pl.DataFrame) -> None:
    """One line: at 0.8, and at the threshold where precision is 0.995."""
    gold = pl.col("source") == "gold"
    names = best.filter(gold).height
    sure = best.filter(pl.col("is_carried") & (pl.col("p") >= 0.8))
    ranked = best.filter("is_carried").sort("p", descending=True).with_columns(
        precision=pl.col("y").cum_sum() / pl.int_range(1, pl.len() + 1), right=(pl.col("y") * gold).cum_sum()
    )  # fmt: skip
    most = ranked.filter(pl.col("precision") >= 0.995)["right"].max() or 0
    print(
        f"{place:6} {label:16} P {sure['y'].sum() / max(1, sure.height):.4f}  R {sure.filter(gold)['y'].sum() / names:.4f}"
        f"  outsiders {sure.filter(~gold).height:3}  R at P 0.995 {most / names:.4f}"
    )


def main() -> None:
    models: dict[str, Score] = {"logit": logit, "Fellegi-Sunter": fellegi_sunter}
    try:
        import sklearn  # noqa: F401

        models["boosted trees"] = boosted
    except ImportError:
        print("scikit-learn is not installed: no boosted trees")
    for place in PLACES:
        plain, hidden = features(place, False), features(place, True)
        columns = [c for c in plain.columns if c.startswith("x_")]
        for label, model in models.items():
            report(place, label, unseen(plain, hidden, place, columns, model))


if __name__ == "__main__":
    main()
