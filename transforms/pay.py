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
# What one person can be paid in the period: outside, the unit is wrong or it is not pay.
FITS = {
    "year": (25_000, 4_000_000), "month": (1_500, 250_000), "week": (400, 60_000), "day": (150, 15_000),
    "shift": (150, 15_000), "hour": (10, 1_200), "wrvu": (10, 250),
}  # fmt: skip
WINDOW = 70  # characters on either side of an amount that can say what it is
_MARK = "\x1e"  # stands on both sides of an amount


def _number(text: pl.Expr) -> pl.Expr:
    """Dollars of one figure as written: `$1,250.50`, `350K`, `1.1M`."""
    digits = text.str.extract(r"(\d[\d,\s]*(?:\.\d+)?)").str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False)
    scale = text.str.extract(r"(?i)\d\+?\s?(k|thousand|mm|m|mil|million|b|bn|billion)\b").str.to_lowercase()
    times = scale.replace_strict(words.SCALES, default=None, return_dtype=pl.Float64)
    return digits * times.fill_null(1.0)


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


def _dollars(text: pl.Expr) -> pl.Expr:
    """`USD 300,000`, `300,000 USD` and `US$300,000` as `$300,000`; other dollars lose their sign."""
    text = text.str.replace_all(r"\bUSD?\s?\$|\bUSD\s?(\d)", "$$${1}").str.replace_all(
        r"\$?(\d[\d,.]*[kK]?)\s?USD\b", "$$${1}"
    )
    text = text.str.replace_all(words.HALF, "$$500,000")
    text = text.str.replace_all(words.FOREIGN_RANGE, "¤")
    return text.str.replace_all(words.FOREIGN_SIGN, "¤${1}")


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a text that may hold pay: row, source (1 pay field, 2 title, 3 description), text."""
    field = _dollars(line(pl.col("pay_text")).str.replace_all(words.PLAN, "${1}retirement"))
    title = line(pl.col("title")).str.replace_all(words.PLAN, "${1}retirement")
    title = _dollars(
        title.str.replace_all(words.BARE_TITLE, "${1}$$${2}").str.replace_all(words.LABELLED, "${1}$$${2}")
    )
    has = {
        1: pl.when(~field.str.contains(words.FOREIGN)).then(field.str.replace_all(words.BARE, "${1}$$${2}")),
        2: title,
    }
    parts = [
        frame.lazy()
        .select("row", source=pl.lit(n, pl.Int8), text=text)
        .filter(pl.col("text").str.contains("$", literal=True))
        for n, text in has.items()
    ]
    told = frame.lazy().select("row", text="description").filter(pl.col("text").is_not_null())
    # few texts need their dollars spelled: they are told from the rest first
    odd = pl.col("text").str.contains(words.UNSIGNED).fill_null(False)
    spelled = (
        pl.col("text")
        .str.replace_all(words.LABELLED, "${1}$$${2}")
        .str.replace_all(words.BEFORE_SIGN, "${1}$$${2}${3}")
    )
    spelled = _dollars(spelled)
    told = pl.concat([told.filter(~odd), told.filter(odd).with_columns(text=spelled)])
    around = pl.col("text").str.extract_all(rf"[^$]{{0,{WINDOW}}}(?:\$[^$]{{0,{WINDOW}}})+")
    near = told.filter(pl.col("text").str.contains("$", literal=True)).with_columns(text=around)
    near = near.explode("text", empty_as_null=False)
    parts.append(near.select("row", source=pl.lit(3, pl.Int8), text="text"))
    return pl.concat(parts).collect()


def _amounts(texts: pl.DataFrame) -> pl.DataFrame:
    """One row an amount of `texts` (order, source, text): those, amount, left, right (the small-letter words before and after
    it), is_first and is_last (of its text)."""
    text = pl.col("text").str.replace_all(words.PLAN, "${1}retirement").str.replace_all(words.LIMITS, "malpractice")
    text = text.str.replace_all(words.BETWEEN, "${1} to ${2}").str.replace_all(words.IN_HOUSE, "inhouse")
    text = text.str.replace_all(words.SPLIT_SIGN, "sign-on").str.replace_all(
        f"({words.AMOUNT})", f"{_MARK}${{1}}{_MARK}"
    )
    split = texts.with_columns(bits=text.str.split(_MARK))
    split = split.filter(pl.col("bits").list.len() > 2)
    n = pl.col("bits").list.len().cast(pl.Int64)
    return (
        split.select(
            "source", "order", "text",
            amount=pl.col("bits").list.gather(pl.int_ranges(1, n, 2)),
            left=pl.col("bits").list.gather(pl.int_ranges(0, n - 2, 2)),
            right=pl.col("bits").list.gather(pl.int_ranges(2, n, 2)),
        )
        .explode("amount", "left", "right")
        .with_columns(
            left=pl.col("left").str.tail(70).str.to_lowercase(),
            right=pl.col("right").str.head(60).str.to_lowercase(),
            is_first=pl.col("order").is_first_distinct(),
            is_last=pl.col("order").is_last_distinct(),
        )
        .with_row_index("nth")
    )  # fmt: skip


def _kind(telling: pl.Series) -> pl.Series:
    """What each telling word that STRONG found stands for; each distinct word is looked at once."""
    distinct = pl.DataFrame({"word": telling.unique()}, schema={"word": pl.String})
    of = [pl.when(pl.col("word").str.contains(pattern)).then(pl.lit(kind)) for kind, pattern in words.KINDS.items()]
    distinct = distinct.with_columns(kind=pl.coalesce(of))
    return telling.to_frame("word").join(distinct, on="word", how="left", maintain_order="left")["kind"]


def _labels(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds what the words on either side say: left_kind, left_gap, left_rest, right_kind, right_gap (gaps in characters)."""
    left = pl.col("left")
    later = pl.when(~pl.col("is_first")).then(left)
    frame = amounts.with_columns(colon=left.str.contains(r":\s*$"), rest=later.str.replace(words.NEXT, " "))
    # "Salary $450K sign-on $20K": the amount before has a label of its own, so that the words between are the next one's
    before = pl.when(pl.col("rest").str.strip_chars() == "").then(left.shift(1)).str.contains(words.LABELLED_LEFT)
    frame = frame.with_columns(
        # what stands right behind the amount before this one is that amount's label
        near=pl.when(pl.col("colon") | before.fill_null(False)).then(left).otherwise(pl.coalesce("rest", left)),
        behind=pl.col("right")
        .str.replace(words.UNIT_WORDS, "")
        .str.strip_chars_start(" (*")
        .str.replace(words.FROM_STOP, ""),
    )
    frame = frame.with_columns(
        sentence="near",
        near=pl.col("near").str.strip_chars_end(" :=–—-(").str.replace(words.TO_STOP, ""),
    )
    near, behind = pl.col("near"), pl.col("behind")
    frame = frame.with_columns(
        left_word=near.str.extract_all(words.STRONG).list.last(),
        left_weak=near.str.contains(words.WEAK),
        right_word=behind.str.extract_all(words.STRONG).list.first(),
        right_gap=behind.str.find(words.STRONG),
        right_weak=behind.str.contains(words.SOON),
    )
    rest = near.str.split(pl.col("left_word")).list.last().str.replace("^[a-z0-9_]+", "")
    frame = frame.with_columns(left_rest=pl.when(pl.col("left_word").is_not_null()).then(rest))
    return frame.with_columns(
        left_kind=_kind(frame["left_word"]),
        left_gap=pl.col("left_rest").str.len_chars(),
        right_kind=_kind(frame["right_word"]),
    )


def _figures(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds low and high (dollars), single (one figure), unit (the period said right behind the amount)."""
    amount = pl.col("amount")
    found = amount.str.extract_all(words.DIGITS)
    first, second = pl.col("first"), pl.col("second")
    read = amounts.select(amount.unique()).with_columns(
        first=_number(found.list.first()),
        second=_number(pl.when(found.list.len() > 1).then(found.list.last())),
        halved=found.list.first().str.contains(r"(?i)\dk$") & found.list.last().str.contains(r"^\d{2,3}$"),
        inside=amount.str.extract(words.PER_INSIDE).str.to_lowercase().fill_null(""),
    )
    return (
        amounts.join(read, on="amount", how="left", maintain_order="left")
        .with_columns(tail=pl.concat_str("inside", "right"))
        # "$305,298 - 4-Day Week" is no range
        .with_columns(second=pl.when((second >= 1000) | (first < 1000) | pl.col("halved")).then(second))
        # "$275k-310": the second figure has the first one's scale
        .with_columns(second=pl.when(pl.col("halved") & (second * 1000).is_between(first, 3 * first)).then(second * 1000)
            .when(~pl.col("halved").fill_null(False) | (second >= 1000)).then(second))
        # "$270-$320K", "$375-400K": the first figure has the second one's scale
        .with_columns(
            first=pl.when((first < 10) & (second >= 1e6) & (first * 1e6 <= second)).then(first * 1e6)
            .when((first < 1000) & (second >= 10_000) & (first * 1000 <= second)).then(first * 1000).otherwise(first),
            unit=pl.coalesce([pl.when(pl.col("tail").str.contains(p)).then(pl.lit(u)) for u, p in words.PERIODS.items()]),
        )
        .with_columns(low=pl.min_horizontal(first, second), high=pl.max_horizontal(first, second), single=second.is_null())
    )  # fmt: skip


def _judge(amounts: pl.DataFrame) -> pl.DataFrame:
    """The amounts that may be pay or a bonus, with kind (base, total, earn, weak, bare, sign; other: a rate per wRVU), period,
    pay_min, pay_max, too_vague."""
    left, right = pl.col("left"), pl.col("right")
    frame = _labels(_figures(amounts)).lazy()
    low, high, first = pl.col("low"), pl.col("high"), pl.col("first")
    plus = pl.col("amount").str.contains("+", literal=True)
    left_gap, right_gap = pl.col("left_gap"), pl.col("right_gap")
    # "$450K+ Sign On": the plus adds the bonus to the amount
    adds = plus & pl.col("right_kind").is_in(["sign", "other"]) & (right_gap <= 1) & (high >= 150_000)
    frame = frame.with_columns(
        right_kind=pl.when(~adds.fill_null(False)).then("right_kind"),
        has_left=pl.col("left_kind").is_not_null() & (left_gap <= 30),
    ).with_columns(
        has_right=pl.col("right_kind").is_not_null() & (right_gap <= 30),
        tied=pl.col("has_left")
        & (pl.col("colon") | (left_gap > 0))
        & pl.when("has_left").then("left_rest").str.contains(words.TIE),
    )
    has_left, has_right, tied = pl.col("has_left"), pl.col("has_right"), pl.col("tied")
    # "Signing bonus $10K Relocation $10K": labels stand before their amounts throughout
    starts = (pl.col("is_first") & has_left & (left_gap <= 1)).any()
    before = (starts & ~(pl.col("is_last") & has_right & (right_gap <= 6)).any()).over("order")
    # "Competitive compensation $50K sign-on": too little for a salary
    bonus = (pl.col("right_kind") == "sign") & (right_gap <= 1) & (high < 100_000) & ~pl.col("colon")
    bonus = bonus & pl.col("left_kind").is_in(["base", "total", "earn"])
    piece = right.str.contains(words.PIECE)
    named = (
        pl.when(piece.fill_null(False)).then(pl.lit("other"))
        .when(left.str.contains(words.SUM).fill_null(False)).then(pl.lit("total"))
        .when(bonus.fill_null(False)).then("right_kind")
        .when(tied).then("left_kind")
        .when(has_left & has_right & (left_gap <= 1) & before).then("left_kind")
        .when(has_left & has_right & (right_gap > 6) & (left_gap < right_gap)).then("left_kind")
        .when(has_right).then("right_kind")
        .when(has_left).then("left_kind")
        .when(pl.col("left_weak") | pl.col("right_weak")).then(pl.lit("weak"))
    )  # fmt: skip
    timed = pl.col("unit").is_in(["hour", "day", "shift", "week", "month", "year"])
    besides = pl.col("kind").is_in(["other", "sign"]) & (
        tied | (has_right & (right_gap <= 15)) | (has_left & (left_gap <= 1))
    )
    vague = left.str.contains(words.VAGUE_BEFORE) | right.str.contains(words.VAGUE_AFTER)
    same_text = (pl.col("order").shift(-1) == pl.col("order")).fill_null(False)
    limits = (right.str.strip_chars() == "/") & (first.shift(-1) == 3 * first) & same_text  # "$200,000/$600,000"
    limits = limits | limits.shift(1).fill_null(False)
    # "minimum salary $230,000, maximum $310,000"
    pair = pl.col("single") & pl.col("single").shift(-1) & same_text & (high.shift(-1).is_between(low, 5 * low))
    ends = pl.when(pair).then(left), pl.when(pair).then(left.shift(-1))
    pair = ends[0].str.contains(words.MINIMUM) & ends[1].str.contains(words.MAXIMUM)
    unnamed = pl.when(pl.col("kind").is_null()).then("sentence").str.replace(r"(?s)^.*[.!?|•\n]", "")
    elsewhere = unnamed.str.contains(words.ELSEWHERE)
    frame = frame.with_columns(kind=named, most=pl.when(pair).then(high.shift(-1))).with_columns(
        kind=pl.when(vague | limits).then(pl.lit("other"))
        # a unit right behind an amount makes it pay, unless its own words say otherwise
        .when(piece.fill_null(False)).then(pl.lit("other"))
        .when(timed & ~besides.fill_null(False) & pl.col("kind").fill_null("other").is_in(["other", "sign"])).then(pl.lit("total"))
        .when(elsewhere.fill_null(False)).then(pl.lit("other"))
        .when((pl.col("kind") == "sign") & (high > 300_000)).then(pl.lit("other"))
        .otherwise(pl.col("kind").fill_null("bare")),
    )  # fmt: skip
    frame = frame.filter((pl.col("kind") != "other") | (pl.col("unit") == "wrvu"))
    said = [
        pl.when(left.str.contains(pattern) & (high < limit)).then(pl.lit(period))
        for period, (pattern, limit) in words.SAID_BEFORE.items()
    ]
    at_most = pl.col("single") & left.str.contains(words.AT_MOST)
    # at the end of the words before a next amount, a plus adds that amount
    more = right.str.contains(words.OR_MORE) & (pl.col("is_last") | ~right.str.contains(r"^\s*\+\s*$"))
    at_least = plus | more | left.str.contains(words.AT_LEAST)
    at_least = at_least | (pl.col("is_last") & right.str.contains(words.PLUS_AT_END))
    stated = pl.coalesce("unit", *said)
    # "PRN Hospitalist $175"
    small = (pl.col("source") == 2) & (pl.col("kind") == "bare") & low.is_between(60, 800)
    hourly = pl.when(small & pl.col("text").str.contains(words.PER_DIEM)).then(pl.lit("hour"))
    # "$500 - $1,000+ per hour"
    open_end = ~pl.col("single") & pl.col("amount").str.ends_with("+") & ~right.str.contains(words.ADDED)
    frame = frame.with_columns(
        period=pl.coalesce("unit", hourly, stated, _by_size(low, high)),
        # "up to $60": too small to be a year's pay and too vague to be an hour's
        too_vague=at_most & stated.is_null() & (high < 1000),
        pay_min=pl.when(~at_most).then(low),
        pay_max=pl.coalesce("most", pl.when(~((pl.col("single") & at_least & ~at_most) | open_end)).then(high)),
    )
    return frame.collect()


def _structured(frame: pl.DataFrame) -> pl.DataFrame:
    """The board's own numbers: row, pay_min, pay_max, pay_period, foreign."""
    unit = line(pl.col("pay_unit"), 40).str.to_lowercase().str.strip_chars(" /").str.replace_all(" ", "_")
    currency = line(pl.col("pay_currency"), 20).str.to_uppercase()
    frame = frame.select(
        "row",
        low=_number(line(pl.col("pay_min"), 40)),
        high=_number(line(pl.col("pay_max"), 40)),
        unit=unit.replace_strict(words.UNIT, default=None, return_dtype=pl.String),
        foreign=~currency.is_in(["USD", "US$", "$", "US DOLLAR", "US DOLLARS", "DOLLARS", "U.S. DOLLARS"]),
    ).with_columns(
        foreign=pl.col("foreign").fill_null(False),
        low=pl.when(pl.col("low") > 0).then("low"),
        high=pl.when(pl.col("high") > 0).then("high"),
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
    texts = _texts(frame).with_row_index("piece")
    # what is written in many postings is read once
    distinct = texts.select("source", "text").unique(maintain_order=True).with_row_index("order")
    pieces = texts.join(distinct, on=["source", "text"]).select("row", "piece", "order")
    judged = pieces.join(_judge(_amounts(distinct)), on="order")
    field = pl.col("source") == 1
    bare = (pl.col("kind") != "bare") | pl.col("high").is_between(100_000, 2_000_000)
    bare = bare | ((pl.col("period") == "hour") & (pl.col("source") == 2) & pl.col("text").str.contains(words.PER_DIEM))
    bare = bare | (field & ((pl.col("low") < 1000) | (pl.col("high") >= 60_000) | ~pl.col("single")))
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
    sign = judged.filter((pl.col("kind") == "sign") & pl.col("high").is_between(500, 600_000))
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
