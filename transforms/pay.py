"""What a posting pays: base range and period, yearly equivalent, sign-on bonus.

An amount is read with the words around it. It is pay where they say so (or, in a title or a pay field, where they say
nothing else and its size can only be pay); call pay, loan repayment, relocation, CME, malpractice limits, retirement,
houses and budgets are told apart by their own words. `up to X` has no minimum, `X+` and `over X` no maximum, one plain
figure is both. Dollars only: other currencies keep their text and no number.

Yearly equivalent: hour × 2,080, week × 52, month × 12. Days, shifts and wRVU have none: how many a year is not said.
A sign-on bonus given as a range is its upper end, as `up to` is.
"""

import polars as pl

from curbside.transforms import pay_words as words
from curbside.transforms.pay_amounts import amounts, number, texts_of
from curbside.transforms.pay_kind import PLUS, kinds
from curbside.transforms.text import line

RESULT = [
    "pay_min",
    "pay_max",
    "pay_period",
    "pay_year_min",
    "pay_year_max",
    "sign_on_bonus",
    "pay_text",
    "pay_table",
]
YEARLY = {"year": 1, "month": 12, "week": 52, "hour": 2080}
NINES = [999.0, 999_999.0, 9_999_999.0, 99_999_999.0]  # what forms hold where nobody wrote an amount
# What one person can be paid in the period: outside, the unit is wrong or it is not pay.
FITS = {
    "year": (25_000, 4_000_000), "month": (1_500, 250_000), "week": (400, 60_000), "day": (150, 15_000),
    "shift": (150, 15_000), "hour": (10, 1_200), "wrvu": (10, 250),
}  # fmt: skip


def _fits(amount: pl.Expr, period: pl.Expr) -> pl.Expr:
    low = period.replace_strict({p: v[0] for p, v in FITS.items()}, default=None, return_dtype=pl.Float64)
    high = period.replace_strict({p: v[1] for p, v in FITS.items()}, default=None, return_dtype=pl.Float64)
    return amount.is_between(low, high)


def _by_size(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """Period that only the size can mean, for amounts without a unit."""
    least, most = pl.min_horizontal(low, high), pl.max_horizontal(low, high)
    return (
        pl.when((least >= 15) & (most <= 300)).then(pl.lit("hour"))
        .when((least >= 40_000) & most.is_between(60_000, 3_000_000)).then(pl.lit("year"))
    )  # fmt: skip


def _judge(amounts: pl.DataFrame) -> pl.DataFrame:
    """The amounts that may be pay or a bonus, with kind (base, total, earn, weak, bare, sign; other: a rate per wRVU), period,
    pay_min, pay_max, too_vague."""
    low, high, left, right = pl.col("low"), pl.col("high"), pl.col("left"), pl.col("right")
    said = [
        pl.when(left.str.contains(pattern) & (high < limit)).then(pl.lit(period))
        for period, (pattern, limit) in words.SAID_BEFORE.items()
    ]
    at_most = pl.col("single") & left.str.contains(words.AT_MOST)
    # at the end of the words before a next amount, a plus adds that amount
    more = right.str.contains(words.OR_MORE) & (pl.col("is_last") | ~right.str.contains(r"^\s*\+\s*$"))
    # "$300K+$30K sign-on", "$300K+bonus": a sum
    joined = right.str.contains(r"^[a-z]") | ((right == "") & ~pl.col("is_last"))
    at_least = (PLUS & ~joined) | more | left.str.contains(words.AT_LEAST)
    at_least = at_least | (pl.col("is_last") & right.str.contains(words.PLUS_AT_END))
    stated = pl.coalesce("unit", *said)
    # "PRN Hospitalist $175"
    small = (pl.col("source") == 2) & (pl.col("kind") == "bare") & low.is_between(15, 800)
    hourly = pl.when(small & pl.col("text").str.contains(words.PER_DIEM)).then(pl.lit("hour"))
    # "$500 - $1,000+ per hour"
    open_end = ~pl.col("single") & pl.col("amount").str.ends_with("+") & ~right.str.contains(words.ADDED)
    may_be = kinds(amounts).filter((pl.col("kind") != "other") | (pl.col("unit") == "wrvu"))
    return may_be.with_columns(
        period=pl.coalesce("unit", hourly, stated, _by_size(low, high)),
        # "up to $60": too small to be a year's pay and too vague to be an hour's
        too_vague=at_most & stated.is_null() & (high < 1000),
        pay_min=pl.when(~at_most).then(low),
        pay_max=pl.coalesce("most", pl.when(~((pl.col("single") & at_least & ~at_most) | open_end)).then(high)),
    ).collect()


def _structured(frame: pl.DataFrame) -> pl.DataFrame:
    """The board's own numbers: row, pay_min, pay_max, pay_period, foreign."""
    unit = line(pl.col("pay_unit"), 40).str.to_lowercase().str.strip_chars(" /").str.replace_all(" ", "_")
    currency = line(pl.col("pay_currency"), 20).str.to_uppercase()
    frame = frame.select(
        "row",
        low=number(line(pl.col("pay_min"), 40)),
        high=number(line(pl.col("pay_max"), 40)),
        unit=unit.replace_strict(words.UNIT, default=None, return_dtype=pl.String),
        foreign=~currency.is_in(["USD", "US$", "$", "US DOLLAR", "US DOLLARS", "DOLLARS", "U.S. DOLLARS"]),
    ).with_columns(
        foreign=pl.col("foreign").fill_null(False),
        **{end: pl.when((pl.col(end) > 0) & ~pl.col(end).floor().is_in(NINES)).then(end) for end in ("low", "high")},
    )
    least, most = pl.min_horizontal("low", "high"), pl.max_horizontal("low", "high")
    both = pl.col("low").is_not_null() & pl.col("high").is_not_null()
    frame = frame.with_columns(
        low=pl.when(both).then(least).otherwise("low"), high=pl.when(both).then(most).otherwise("high")
    )
    period = pl.coalesce(
        pl.when(_fits(least, pl.col("unit")) & _fits(most, pl.col("unit"))).then("unit"),
        _by_size(least, most),
    )
    cents = (pl.col("unit") == "year") & least.is_between(5_000_000, 300_000_000) & (most <= 400_000_000)
    cents = cents & (least % 100 == 0) & (most % 100 == 0)
    scale = pl.when(cents).then(0.01).otherwise(1.0)
    return frame.select(
        "row", "foreign",
        pay_period=pl.when(cents).then(pl.lit("year")).otherwise(period),
        pay_min=pl.col("low") * scale, pay_max=pl.col("high") * scale,
    )  # fmt: skip


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """pay_min, pay_max, pay_period, pay_year_min, pay_year_max, sign_on_bonus, pay_text, pay_table of each row, in order.

    `frame`: title, pay_min, pay_max, pay_unit, pay_currency, pay_text, description (plain text), all String; with a
    Boolean column `official`, boards whose pay is a table of law (USAJOBS) are marked.
    """
    frame = frame.drop("row", strict=False).with_row_index("row")
    texts = texts_of(frame).with_row_index("piece")
    # what is written in many postings is read once
    distinct = texts.select("source", "text").unique(maintain_order=True).with_row_index("order")
    pieces = texts.join(distinct, on=["source", "text"]).select("row", "piece", "order")
    judged = pieces.join(_judge(amounts(distinct)), on="order")
    field = pl.col("source") == 1
    bare = (pl.col("kind") != "bare") | pl.col("high").is_between(100_000, 2_000_000)
    bare = bare | ((pl.col("period") == "hour") & (pl.col("source") == 2) & pl.col("text").str.contains(words.PER_DIEM))
    bare = bare | field
    # a rate per wRVU is pay where nothing else is said and it is not what production beyond a salary brings
    wrvu = pl.col("period") == "wrvu"
    beyond = pl.when(wrvu).then(pl.concat_str("left", "right")).str.contains(words.BEYOND)
    rate = wrvu & (field | ~beyond)
    pay = judged.filter((pl.col("kind").is_in(list(words.RANK)) & ~wrvu & bare & ~pl.col("too_vague")) | rate)
    pay = pay.filter(_fits(pl.col("low"), pl.col("period")) & _fits(pl.col("high"), pl.col("period"))).with_columns(
        rank=pl.when(rate).then(9).otherwise(pl.col("kind").replace_strict(words.RANK, default=9))
    )
    # the pay field before the rest, a base salary before the headline of a title
    pay = pay.sort("row", pl.col("source") > 1, pl.col("rank") > 0, "source", "rank", "piece", "nth").unique(
        "row", keep="first", maintain_order=True
    )
    sign = judged.filter((pl.col("kind") == "sign") & (pl.col("high") >= 500))
    sign = sign.sort("row", "source", "piece", "nth").unique("row", keep="first").select("row", sign_on_bonus="high")
    told = pay.select("row", t_min="pay_min", t_max="pay_max", t_period="period", t_text=line(pl.col("text"), 240))
    out = frame.select("row", "pay_text", *(["official"] if "official" in frame.columns else []))
    out = out.join(_structured(frame), on="row", maintain_order="left").join(
        told, on="row", how="left", maintain_order="left"
    )
    out = out.join(sign, on="row", how="left", maintain_order="left")
    own = pl.col("pay_period").is_not_null() & ~pl.col("foreign")
    use = {n: pl.when(own).then(f"pay_{n}").when(~pl.col("foreign")).then(f"t_{n}") for n in ("min", "max", "period")}
    out = out.with_columns(pay_min=use["min"], pay_max=use["max"], pay_period=use["period"])
    yearly = pl.col("pay_period").replace_strict(YEARLY, default=None, return_dtype=pl.Float64)
    text = pl.coalesce(line(pl.col("pay_text")), "t_text")
    table = text.str.contains(r"(?i)\bpay table\b|\btier \d")
    if "official" in out.columns:
        table = table.fill_null(False) | pl.col("official").fill_null(False) & pl.col("pay_min").ne_missing(
            pl.col("pay_max")
        )
    return out.with_columns(
        pay_year_min=pl.col("pay_min") * yearly, pay_year_max=pl.col("pay_max") * yearly,
        pay_text=text, pay_table=table.fill_null(False),
    ).select(RESULT)  # fmt: skip
