"""Two models that know nothing of employers, for comparison: Splink (Fellegi and Sunter), and static embeddings.

Both need the dependency group `bench`. No weights are downloaded: the embeddings are learned from the registers' own names
(character n-grams, weighed by rarity, reduced to 200 dimensions), as fastText's are from a text.
"""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb
import polars as pl
from systems import ANSWER, key, listed

NEAREST, TOWN = 1, 0.15  # answers a case; what the same town adds to a likeness


def register(registers: Path) -> pl.DataFrame:
    """One row a name of the registers: unique_id, id, shown, name (as compared), words, city, state."""
    rows = [(i, id_, name, key(name), city, state) for i, (id_, name, city, state) in enumerate(listed(registers))]
    frame = pl.DataFrame(rows, ["unique_id", "id", "shown", "name", "city", "state"], orient="row")
    return compared(frame)


def compared(frame: pl.DataFrame) -> pl.DataFrame:
    """Names as words, towns in capitals."""
    return frame.with_columns(
        words=pl.col("name").str.split(" "),
        city=pl.col("city").str.to_uppercase(),
        first=pl.col("name").str.extract(r"^(\S+ \S+)"),
    )


def asked(cases: pl.DataFrame) -> pl.DataFrame:
    """The cases in the form of `register`."""
    return compared(
        cases.select(
            unique_id=pl.col("case").cast(pl.Int64),
            name=pl.col("name").map_elements(key, return_dtype=pl.String),
            city="city",
            state="state",
        )
    )


def fellegi_sunter(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """Splink: name by Jaro-Winkler with its frequency, words in common, town; the likeliest name of the registers."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    known, rows = register(registers), asked(cases)
    con = duckdb.connect()
    for table, frame in (("known", known.drop("id", "shown")), ("asked", rows)):
        con.register("frame", frame.to_arrow())
        con.execute(f"create table {table} as select * from frame")
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]).configure(term_frequency_adjustments=True),
            cl.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
            cl.ExactMatch("city"),
        ],
        blocking_rules_to_generate_predictions=[block_on("state", "city"), block_on("name"), block_on("first")],
    )
    api = DuckDBAPI(connection=con)
    linker = Linker([api.register(t, dataset_display_name=t) for t in ("known", "asked")], settings)
    logging.getLogger("splink").setLevel(logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("name", "state", "city")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("state", "city"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first"))
    out = linker.inference.predict(threshold_match_probability=0.01)
    said = con.execute(
        f"""
        select case when source_dataset_l = 'known' then unique_id_r else unique_id_l end as "case",
            arg_max(case when source_dataset_l = 'known' then unique_id_l else unique_id_r end, match_probability) as unique_id,
            max(match_probability) as confidence
        from {out.physical_name} group by 1
        """
    ).fetchall()
    best = pl.DataFrame(said, {"case": pl.UInt32, "unique_id": pl.Int64, "confidence": pl.Float64}, orient="row")
    return answers(best.join(known.select("unique_id", "id", "shown"), on="unique_id"))


def embedded(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """Static embeddings of names: the nearest of its state by cosine, nearer in its own town; the cosine is the confidence."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    known, rows = register(registers), asked(cases)
    learned = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True),
        TruncatedSVD(200, random_state=1),
        Normalizer(),
    )
    vectors = learned.fit_transform(known["name"].to_list())
    found = []
    for (state,), group in rows.group_by("state"):
        near = known.with_row_index("at")
        if state:
            near = near.filter(pl.col("state").is_null() | (pl.col("state") == state))
        likeness = learned.transform(group["name"].to_list()) @ vectors[near["at"].to_numpy()].T
        towns = near["city"].to_numpy()
        for case, city, row in zip(group["unique_id"], group["city"], likeness, strict=True):
            nearer = row + TOWN * (towns == city) if city else row
            best = int(nearer.argmax())
            found.append((case, near["id"][best], near["shown"][best], float(min(1, max(0, row[best])))))
    return answers(pl.DataFrame(found, ["case", "id", "shown", "confidence"], orient="row"))


def answers(best: pl.DataFrame) -> pl.DataFrame:
    """The form that run.py scores."""
    told = best.select("case", ids=pl.concat_list("id"), name="shown", confidence="confidence").cast(ANSWER)
    return told.with_columns(rank=pl.lit(NEAREST))
