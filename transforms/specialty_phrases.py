"""Phrases of the word lists in titles, categories and texts."""

from functools import cache

import polars as pl

from curbside.transforms import title as titles
from curbside.transforms.lexicon import find, taxonomy

PHYSICIAN, ADVANCED, OTHER = "physician", "advanced practice", "other"
# "Specialty: Urology", "Reference: GI 9007"; and how much of a description is read for the rest
LABELLED = r"(?i)\b(?:reference|specialty|speciality)\s*[:#]\s*([a-z][a-z /&,-]{1,40})"
HEAD = 1200
# Fields whose narrower ones win where a title or category names both ("Internal Medicine - Rheumatology").
NARROWED = (
    "207R00000X", "208600000X", "207X00000X", "207RC0000X", "2084N0400X", "2084P0800X", "207W00000X", "207Y00000X",
    "207V00000X", "207RG0100X", "207P00000X", "208800000X", "207N00000X", "207L00000X",
)  # fmt: skip


@cache
def wider_codes() -> pl.DataFrame:
    """code, wider: pairs in which the wider field gives way to the narrower one in the same title."""
    nucc = taxonomy()
    # "OB/GYN" filed under Obstetrics is both
    own = nucc.filter(pl.col("parent").is_in(NARROWED) & (pl.col("code") != "207VX0000X"))
    own = own.select("code", wider="parent")
    medicine = nucc.filter(
        pl.col("classification").eq("Internal Medicine") & ~pl.col("code").is_in(["207R00000X", "207RG0300X"])
    ).select("code", wider=pl.lit("207R00000X"))
    rest = nucc.filter(pl.col("code").str.starts_with("2080") & pl.col("code").ne("208000000X")).select(
        "code", wider=pl.lit("208000000X")
    )
    hand = pl.DataFrame(
        [
            ("208M00000X", "207R00000X"),
            ("208M00000X", "207Q00000X"),
            ("2086S0129X", "208600000X"),
            ("2086S0120X", "208600000X"),
            ("208200000X", "208600000X"),
            ("2085N0700X", "2085R0202X"),
            ("2085B0100X", "2085R0202X"),
            ("2085P0229X", "2085R0202X"),
            ("207ND0101X", "207N00000X"),
            ("207LP3000X", "207L00000X"),
        ],
        schema=["code", "wider"],
        orient="row",
    )
    return pl.concat([own, medicine, rest, hand]).unique()


def read_phrases(texts: pl.Series) -> pl.DataFrame:
    """What each text says: text, person, ap_code, code (of a physician's field), weight (3 sure, 2 weak, 1 unsure).

    Of the sure fields also their number and the first one, before any gave way to a narrower one: fields, first_code.

    person: physician, advanced practice or other where a person is named; field, weak physician or weak other
    where only a field or a circumstance is; null where nothing is.
    """
    spelled = titles.sought(texts)
    found = find(spelled)
    sought = pl.col("at").filter(pl.col("person") == "seek").min().over("row")
    codes = found.with_columns(late=(pl.col("at") < sought).fill_null(False)).filter(pl.col("weight") > 0)
    narrower = codes.select("row", "code").unique().join(wider_codes(), on="code").select("row", code="wider").unique()
    kept = codes.join(narrower, on=["row", "code"], how="anti").sort("late", "at")
    best = (
        kept.filter(pl.col("weight") == pl.col("weight").max().over("row"))
        .group_by("row", maintain_order=True)
        .agg(pl.col("code").first(), pl.col("weight").first())
    )
    sure = (
        codes.filter(pl.col("weight") == 3)
        .group_by("row", maintain_order=True)
        .agg(fields=pl.col("code").n_unique(), first_code=pl.col("code").first())
    )
    return (
        texts.to_frame("text")
        .with_columns(mixed=titles.is_mixed(spelled))
        .with_row_index("row")
        .join(_persons(found), on="row", how="left")
        .with_columns(person=pl.when("mixed").then(pl.lit("physician")).otherwise("person"))
        .join(best, on="row", how="left")
        .join(sure, on="row", how="left")
        .drop("row")
    )


def _persons(found: pl.DataFrame) -> pl.DataFrame:
    """row, ap_code, person: who is meant by the phrases of a text, those that name a profession before weaker ones."""
    named = pl.col("person").is_in(["physician", ADVANCED, OTHER])
    persons = found.group_by("row").agg(
        first=pl.col("person").filter(named).first(),
        advanced=pl.col("person").eq(ADVANCED).any(),
        department=pl.col("person").eq("department").any(),
        other=pl.col("person").eq(OTHER).any(),
        field=pl.col("person").eq("field").any(),
        weak=pl.col("person").eq("weak physician").any(),
        weak_other=pl.col("person").eq("weak other").any(),
        ap_code=pl.col("code").filter(pl.col("person") == ADVANCED).drop_nulls().first(),
    )
    person = (
        pl.when(pl.col("first").is_not_null())
        .then("first")
        .when("department")
        .then(pl.lit("physician"))
        .when("field")
        .then(pl.lit("field"))
        .when("weak")
        .then(pl.lit("weak physician"))
        .when("weak_other")
        .then(pl.lit("weak other"))
    )
    return persons.select("row", "ap_code", person=person)


def told_by(texts: pl.Series) -> pl.DataFrame:
    """text, code, person of descriptions: the field that is labelled or else named most often, if one stands out.

    A description names other people's fields too ("work with cardiologists"), so that a tie says nothing.
    """
    labelled = read_phrases(texts.str.extract(LABELLED, 1).fill_null("")).select(
        label="code", weight="weight", label_person="person", ap_code="ap_code"
    )
    found = find(texts.to_frame("t").select(titles.words(pl.col("t").str.head(HEAD))).to_series())
    codes = found.filter(pl.col("weight") == 3).select("row", "at", "code")
    counts = codes.group_by("row", "code").agg(n=pl.len(), at=pl.col("at").min())
    # hospitalists stand in nearly every description: they take the inpatients
    counts = counts.filter((pl.col("code") != "208M00000X") | (pl.len().over("row") == 1))
    wider = counts.select("row", "code").join(wider_codes(), on="code").select("row", code="wider").unique()
    best = (
        counts.join(wider, on=["row", "code"], how="anti")
        .sort("n", "at", descending=[True, False])
        .group_by("row", maintain_order=True)
        .agg(pl.col("code").first(), first=pl.col("n").first(), second=pl.col("n").get(1, null_on_oob=True))
        .filter(pl.col("first") > pl.col("second").fill_null(0))
    )
    persons = found.group_by("row").agg(
        person=pl.when(pl.col("person").is_in(["physician", "department", "field"]).any())
        .then(pl.lit("physician"))
        .when((pl.col("person") == ADVANCED).any())
        .then(pl.lit(ADVANCED))
    )
    return (
        texts.to_frame("text")
        .with_row_index("row")
        .hstack(labelled)
        .join(best.select("row", "code"), on="row", how="left")
        .join(persons, on="row", how="left", maintain_order="left")
        .select(
            "text",
            "ap_code",
            person=pl.when(pl.col("label_person") == ADVANCED).then("label_person").otherwise("person"),
            labelled=pl.col("label_person").eq(ADVANCED),
            code=pl.when(pl.col("weight") == 3).then("label").otherwise("code"),
        )
    )


def joined(left: pl.DataFrame) -> pl.DataFrame:
    """`left` with what its title and (columns ending in _category) its category say; each distinct text is read once."""
    said = read_phrases(pl.concat([left["title"], left["category"].alias("title")]).unique())
    category = said.rename({c: f"{c}_category" for c in said.columns if c != "text"})
    return left.join(said, left_on="title", right_on="text", how="left", maintain_order="left").join(
        category, left_on="category", right_on="text", how="left", maintain_order="left"
    )
