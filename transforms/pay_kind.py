"""What an amount is of, by the words around it: pay of one kind or another, a sign-on bonus, or something else."""

import polars as pl

from curbside.transforms import pay_words as words
from curbside.transforms.pay_amounts import figures
from curbside.transforms.pay_labels import BONUS, SALARY, labels

PLUS = pl.col("amount").str.contains("+", literal=True)
LEFT, RIGHT, KIND = pl.col("left"), pl.col("right"), pl.col("kind")
LOW, HIGH = pl.col("low"), pl.col("high")
LEFT_GAP, RIGHT_GAP = pl.col("left_gap"), pl.col("right_gap")
HAS_LEFT, HAS_RIGHT, TIED = pl.col("has_left"), pl.col("has_right"), pl.col("tied")
SAME_TEXT = pl.col("order").shift(-1) == pl.col("order")  # as the next amount


def kinds(amounts: pl.DataFrame) -> pl.LazyFrame:
    """`amounts` with figures, labels, kind (base, total, earn, weak, bare, sign, other), and most, the upper end that the
    next amount gives."""
    near = _near_enough(labels(figures(amounts)).lazy())
    unit = pl.coalesce("unit", pl.when(_slashed()).then(pl.col("unit").shift(-1)))  # "$2,000/$2,200 per shift"
    return near.with_columns(kind=_named(), most=_most(), unit=unit).with_columns(kind=_in_the_end())


def _near_enough(labelled: pl.LazyFrame) -> pl.LazyFrame:
    """Adds has_left, has_right, tied: which labels may be the amount's own."""
    # "$450K+ Sign On": the plus adds the bonus to the amount
    adds = PLUS & pl.col("right_kind").is_in(["sign", "other"]) & (RIGHT_GAP <= 1) & (HIGH >= SALARY)
    gives = pl.col("owed").shift(-1, fill_value=False)
    return labelled.with_columns(
        right_kind=pl.when(~adds & ~gives).then("right_kind"),
        has_left=pl.col("left_kind").is_not_null() & (LEFT_GAP <= 30),
    ).with_columns(
        has_right=pl.col("right_kind").is_not_null() & (RIGHT_GAP <= 30),
        tied=HAS_LEFT
        & (pl.col("colon") | (LEFT_GAP > 0))
        & pl.when("has_left").then("left_rest").str.contains(words.TIE),
    )


def _piece() -> pl.Expr:
    return RIGHT.str.contains(words.PIECE)


def _named() -> pl.Expr:
    """The kind that the nearest label says; null without any."""
    # "Signing bonus $10K Relocation $10K": labels stand before their amounts throughout
    starts = (pl.col("is_first") & HAS_LEFT & (LEFT_GAP <= 1)).any()
    before = (starts & ~(pl.col("is_last") & HAS_RIGHT & (RIGHT_GAP <= 6)).any()).over("order")
    return (
        pl.when(_piece()).then(pl.lit("other"))
        .when(LEFT.str.contains(words.SUM)).then(pl.lit("total"))
        .when(_small_bonus()).then("right_kind")
        .when(TIED | pl.col("owed")).then("left_kind")
        .when(HAS_LEFT & HAS_RIGHT & (LEFT_GAP <= 1) & before).then("left_kind")
        .when(HAS_LEFT & HAS_RIGHT & (RIGHT_GAP > 6) & (LEFT_GAP < RIGHT_GAP)).then("left_kind")
        .when(HAS_RIGHT).then("right_kind")
        .when(HAS_LEFT).then("left_kind")
        .when(pl.col("left_weak") | pl.col("right_weak")).then(pl.lit("weak"))
    )  # fmt: skip


def _small_bonus() -> pl.Expr:
    """ "Competitive compensation $50K sign-on": too little for a salary."""
    bonus = (pl.col("right_kind") == "sign") & (RIGHT_GAP <= 1) & (HIGH < BONUS)
    # "Salary: $95,000 Sign-on: $15,000" has a label of its own, "Compensation: $50K sign-on" has none
    own = pl.col("colon") & ~((HIGH < 60_000) & (pl.col("is_last") | RIGHT.str.contains(r"[;.]")))
    return bonus & ~own & pl.col("left_kind").is_in(["base", "total", "earn"])


def _pair() -> pl.Expr:
    """Whether two figures are the ends of what one may be paid, the amount's the lower one."""
    return pl.col("single") & pl.col("single").shift(-1) & SAME_TEXT & (HIGH.shift(-1).is_between(LOW, 5 * LOW))


def _slashed() -> pl.Expr:
    """Whether it is the lower end of "$300k/$350k"."""
    return _pair() & (RIGHT.str.strip_chars() == "/") & (HIGH.shift(-1) <= 2 * LOW)


def _most() -> pl.Expr:
    """The upper end of "minimum salary $230,000, maximum $310,000" and of "$300k/$350k", at the lower end."""
    ends = pl.when(_pair()).then(LEFT), pl.when(_pair()).then(LEFT.shift(-1))
    named = ends[0].str.contains(words.MINIMUM) & ends[1].str.contains(words.MAXIMUM)
    return pl.when(named | _slashed()).then(HIGH.shift(-1))


def _in_the_end() -> pl.Expr:
    """The kind named, but for what the words next to the amount, its unit, its size or its sentence say against it."""
    timed = pl.col("unit").is_in(["hour", "day", "shift", "week", "month", "year"])
    besides = KIND.is_in(["other", "sign"]) & (TIED | (HAS_RIGHT & (RIGHT_GAP <= 15)) | (HAS_LEFT & (LEFT_GAP <= 1)))
    vague = LEFT.str.contains(words.VAGUE_BEFORE) | RIGHT.str.contains(words.VAGUE_AFTER)
    first = pl.col("first")
    limits = (RIGHT.str.strip_chars() == "/") & (first.shift(-1) == 3 * first) & SAME_TEXT  # "$200,000/$600,000"
    limits = limits | limits.shift(1)
    unnamed = pl.when(KIND.is_null()).then("sentence").str.replace(r"(?s)^.*[.!?|•\n]", "")
    return (
        pl.when(vague | limits | LEFT.str.contains(words.OTHERS_INCOME)).then(pl.lit("other"))
        # a unit right behind an amount makes it pay, unless its own words say otherwise
        .when(_piece()).then(pl.lit("other"))
        .when(timed & ~besides & KIND.is_in(["other", "sign"])).then(pl.lit("total"))
        # … but no more than a word of pay would: "Pay: $300,000, $200/hr for extra shifts"
        .when(timed & KIND.is_null()).then(pl.lit("weak"))
        .when(unnamed.str.contains(words.ELSEWHERE)).then(pl.lit("other"))
        .when((KIND == "sign") & (HIGH > 300_000)).then(pl.lit("other"))
        .otherwise(KIND.fill_null("bare"))
    )  # fmt: skip
