"""Reading titles and terms: precision and recall on the labelled sets, and postings a second.

    python benchmarks/read_titles.py [--rows 200000]

The floor beside it is what a short script does: a dictionary of field names looked up in the lower-cased title.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from curbside.transforms import lexicon, specialty, terms, title

LABELLED = Path(__file__).parents[1] / "tests" / "labelled"
BAIT = ["", " - $400K", " near the coast", " | No Call", ", Akron, OH", " (J-1 welcome)", " needed", " Job-{n}"]
SENTENCES = [
    "Our group of physicians seeks a colleague for a busy outpatient practice.",
    "Monday to Friday, call is 1:6 and shared equally with eight partners.",
    "We offer a base salary of $350,000 with a sign-on bonus and relocation.",
    "Board certified or board eligible candidates and new graduates are welcome.",
    "J-1 and H-1B visas can be sponsored; student loan repayment is available.",
    "The hospital has 220 beds, a level II trauma center and a da Vinci robot.",
    "Work with cardiologists, hospitalists, nurse practitioners and a scribe.",
    "The town has lakes, trails, good schools and an airport an hour away.",
]


def floor(frame: pl.DataFrame) -> pl.DataFrame:
    """The first NUCC name, or word of one, that is in the title; a physician unless "nurse" or "assistant" is there."""
    nucc = lexicon.taxonomy().filter(pl.col("grouping").str.starts_with("Allopathic"))
    names = {row["display"].lower(): row["code"] for row in nucc.sort("specialization").iter_rows(named=True)}
    low = pl.col("title").str.to_lowercase().fill_null("")
    found = low.str.extract_many(list(names), leftmost=True).list.first()
    return frame.select(
        profession=pl.when(low.str.contains("practitioner|assistant"))
        .then(pl.lit("advanced practice"))
        .when(low.str.contains("nurse|technologist|coder"))
        .then(pl.lit("other"))
        .otherwise(pl.lit("physician")),
        specialty_code=found.replace_strict(names, default=None),
    )


def score(name: str, said: pl.Series, wanted: pl.Series) -> None:
    """One line: right, precision over what was said, recall over what there is, invented where there is nothing."""
    right = said.eq_missing(wanted)
    claimed, there = said.is_not_null(), wanted.is_not_null()
    hit = (right & there).sum()
    print(
        f"{name:<28}{right.mean():>8.3f}{hit / max(claimed.sum(), 1):>11.3f}{hit / max(there.sum(), 1):>8.3f}"
        f"{(claimed & ~there).sum():>10}{said.len():>6}"
    )


def titles(part: str, read: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    labelled = pl.read_csv(LABELLED / "titles.csv", infer_schema=False).filter(pl.col("part") == part)
    said = read(
        labelled.select(
            "title",
            categories=pl.concat_list("category").list.drop_nulls(),
            description=pl.lit(None, dtype=pl.String),
        )
    )
    for field in ("profession", "specialty_code"):
        score(field, said[field], labelled[field])


def labelled_terms(part: str) -> None:
    labelled = pl.read_csv(LABELLED / "terms.csv", infer_schema=False).filter(pl.col("part") == part)
    said = terms.read(
        labelled.select(
            "title",
            "description",
            categories=pl.lit([], dtype=pl.List(pl.String)),
            employment=pl.col("employment").str.split(";").fill_null([]),
        )
    )
    for field, kind in terms.FIELDS.items():
        if field == "terms_text":
            continue
        got = said[field]
        text = got.list.join(";").replace("", None) if isinstance(kind, pl.List) else got.cast(pl.String)
        score(field, text, labelled[field])


def synthetic(rows: int) -> pl.DataFrame:
    """`rows` postings, every title and description another, descriptions of about 1.5 kB."""
    draw = random.Random(7)
    known = pl.read_csv(LABELLED / "titles.csv", infer_schema=False).select("title", "category").rows()
    picked = [draw.choice(known) for _ in range(rows)]
    return pl.DataFrame(
        {
            "title": [t + draw.choice(BAIT).format(n=n) + f" {n}" for n, (t, _) in enumerate(picked)],
            "categories": [[c] if c else [] for _, c in picked],
            "employment": [["FULL_TIME"]] * rows,
            "description": [" ".join(draw.choices(SENTENCES, k=20)) + f" {n}" for n in range(rows)],
        },
        schema_overrides={"categories": pl.List(pl.String)},
    )


def speed(frame: pl.DataFrame) -> None:
    pl.select(pl.lit(1))
    specialty.classify(frame.head(1))
    print(f"\n{'speed, ' + str(frame.height) + ' rows':<28}{'seconds':>8}{'cpu':>8}{'rows/s':>10}{'peak MB':>9}")
    steps: dict[str, Callable[[], object]] = {
        "floor": lambda: floor(frame),
        "title.clean": lambda: frame.select(title.clean(pl.col("title"))),
        "specialty.classify": lambda: specialty.classify(frame),
        "terms.read": lambda: terms.read(frame),
    }
    for name, step in steps.items():
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:<28}{wall:>8.2f}{cpu:>8.2f}{frame.height / wall:>10.0f}{peak:>9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000, help="synthetic postings for the speed (default 200,000)")
    rows = parser.parse_args().rows
    for part in ("tune", "held out", "blind"):
        print(f"{part + ':':<28}{'right':>8}{'precision':>11}{'recall':>8}{'invented':>10}{'rows':>6}")
        print("floor")
        titles(part, floor)
        print("curbside")
        titles(part, specialty.classify)
        labelled_terms(part)
        print()
    if rows:
        speed(synthetic(rows))


if __name__ == "__main__":
    main()
