"""The words on either side of an amount that may say what it is, and which of two amounts the words between them are of."""

import polars as pl

from curbside.transforms import pay_words as words

SALARY, BONUS = 150_000, 100_000  # from the first on no sign-on bonus is likely, below the second no year's pay


def labels(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds what the words on either side say: left_kind, left_gap, left_rest, right_kind, right_gap (gaps in characters), and
    owed (the label between is this amount's, not the one's before it)."""
    left = pl.col("left")
    frame = _between(_behind(amounts))
    # "Salary $450K sign-on $20K": the amount before has a label of its own, so that the words between are the next one's
    before = pl.when(pl.col("rest").str.strip_chars() == "").then(left.shift(1)).str.contains(words.LABELLED_LEFT)
    frame = frame.with_columns(
        # what stands right behind the amount before this one is that amount's label
        sentence=pl.when(pl.col("colon") | before.fill_null(False) | pl.col("owed") | pl.col("apart"))
        .then(left)
        .otherwise(pl.coalesce("rest", left)),
    )
    near = pl.col("near")
    frame = frame.with_columns(near=pl.col("sentence").str.strip_chars_end(" :=–—-(").str.replace(words.TO_STOP, ""))
    frame = frame.with_columns(
        left_word=near.str.extract_all(words.STRONG).list.last(), left_weak=near.str.contains(words.WEAK)
    )
    rest = near.str.split(pl.col("left_word")).list.last().str.replace("^[a-z0-9_]+", "")
    frame = frame.with_columns(left_rest=pl.when(pl.col("left_word").is_not_null()).then(rest))
    return frame.with_columns(left_kind=_kind(frame["left_word"]), left_gap=pl.col("left_rest").str.len_chars())


def _behind(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds right_word, right_kind, right_gap, right_weak: the words behind the amount, up to a stop."""
    behind = pl.col("right").str.replace(words.UNIT_WORDS, "").str.strip_chars_start(" (*")
    within = pl.col("right").str.contains(words.OPENS) & ~pl.col("is_last")  # a bracket that holds the next amount
    frame = amounts.with_columns(
        behind=pl.when(within).then(pl.lit("")).otherwise(behind.str.replace(words.FROM_STOP, ""))
    )
    behind = pl.col("behind")
    frame = frame.with_columns(
        right_word=behind.str.extract_all(words.STRONG).list.first(),
        right_gap=behind.str.find(words.STRONG),
        right_weak=behind.str.contains(words.SOON),
    )
    return frame.with_columns(right_kind=_kind(frame["right_word"]))


def _between(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds colon, rest (the words before the amount but for a label right behind the amount before it) and two reasons why
    that label is this amount's: apart (a stop parts it from the other), owed (the other is no bonus)."""
    left, rest, tight = pl.col("left"), pl.col("rest"), pl.col("tight")
    bare = pl.col("right_word").is_null()
    shared = ~bare & tight.shift(-1).over("order").fill_null(False)
    # where the amounts and labels that follow each other end in an amount, each label stands before its amount
    ends_bare = pl.when(~shared).then(bare).backward_fill().over("order")
    timed = pl.col("unit").is_in(["hour", "shift", "day", "week", "month"])
    no_bonus = (pl.col("right_kind") == "sign") & (pl.col("right_gap") <= 1) & ((pl.col("high") >= SALARY) | timed)
    small = tight & (pl.col("high") < BONUS)
    return (
        frame.with_columns(
            colon=left.str.contains(r":\s*$"),
            rest=pl.when(~pl.col("is_first")).then(
                pl.when(left.str.contains(words.ANEW)).then(left).otherwise(left.str.replace(words.NEXT, " "))
            ),
        )
        .with_columns(tight=(rest.str.contains(words.TIE) & (rest != left)).fill_null(False))
        .with_columns(
            apart=small & bare.shift(1).over("order"),
            owed=small & (no_bonus & ends_bare).shift(1).over("order"),  # "$300,000 Signing bonus $10K"
        )
        .with_columns(pl.col("apart", "owed").fill_null(False))
    )


def _kind(telling: pl.Series) -> pl.Series:
    """What each telling word that STRONG found stands for; each distinct word is looked at once."""
    distinct = pl.DataFrame({"word": telling.unique()}, schema={"word": pl.String})
    of = [pl.when(pl.col("word").str.contains(pattern)).then(pl.lit(kind)) for kind, pattern in words.KINDS.items()]
    distinct = distinct.with_columns(kind=pl.coalesce(of))
    return telling.to_frame("word").join(distinct, on="word", how="left", maintain_order="left")["kind"]
