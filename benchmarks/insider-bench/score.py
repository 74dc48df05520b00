"""Score answers to the cases: precision and recall at 0.8 by set, and how far confidence is from the truth."""

from __future__ import annotations

import polars as pl

SURE = 0.8
STRANGERS = ("strangers", "outsiders")


def right(truth: str, ids: list[str], name: str) -> bool | None:
    """Whether an answer is right; None where only somebody else was judged, or the answer is the owner of who is meant."""
    if truth.startswith("!"):
        return False if truth[1:] in ids else None
    if truth.startswith("~"):
        return any(words and words in name.lower() for words in truth[1:].split("|"))
    if "?" in truth and set(truth.replace("?", "").split()) & set(ids) - set(truth.split()):
        return None if not set(truth.split()) & set(ids) else True
    return truth != "none" and bool(set(truth.split()) & set(ids))


def joined(cases: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """One row a case with its best answer: `is_right` (null: not judged), `confidence` (0 without an answer).

    Affiliation strings may name two institutions: their best right answer counts, if any is sure.
    """
    both = cases.join(answers, on="case", how="left").with_columns(pl.col("confidence").fill_null(0.0))
    judged = both.with_columns(
        is_right=pl.struct("truth", "ids", "name_right").map_elements(
            lambda r: right(r["truth"], r["ids"] or [], r["name_right"] or ""), return_dtype=pl.Boolean
        )
    )
    order = (
        pl.col("set").str.starts_with("affiliations")
        & pl.col("is_right").fill_null(False)
        & (pl.col("confidence") >= SURE)
    )
    return (
        judged.with_columns(first=order)
        .sort("case", "first", "rank", descending=[False, True, False])
        .unique("case", keep="first", maintain_order=True)
    )


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a set: cases, how many were said surely, right, wrong, precision and recall."""
    known = pl.col("truth") != "none", ~pl.col("truth").str.starts_with("!")
    sure = pl.col("confidence") >= SURE
    return (
        rows.group_by("set", maintain_order=True)
        .agg(
            cases=pl.len(),
            to_find=(known[0] & known[1]).sum(),
            right=(sure & pl.col("is_right")).sum(),
            wrong=(sure & ~pl.col("is_right")).sum(),
            unjudged=(sure & pl.col("is_right").is_null()).sum(),
        )
        .with_columns(
            precision=pl.col("right") / (pl.col("right") + pl.col("wrong")),
            recall=pl.when(pl.col("to_find") > 0).then(pl.col("right") / pl.col("to_find")),
            wrong_share=pl.col("wrong") / pl.col("cases"),
        )
    )


def reliability(rows: pl.DataFrame) -> pl.DataFrame:
    """Bins of a twentieth: cases, mean confidence, share that is right."""
    said = rows.filter(pl.col("confidence") > 0, pl.col("is_right").is_not_null())
    return (
        said.group_by(bin=(pl.col("confidence") * 20).floor().clip(0, 19) / 20)
        .agg(cases=pl.len(), said=pl.col("confidence").mean(), true=pl.col("is_right").mean())
        .sort("bin")
    )
