"""Amounts in texts, each with the words around it that say what it is."""

import polars as pl

from curbside.transforms import pay_words as words
from curbside.transforms.pay_rows import in_rows
from curbside.transforms.text import line

WINDOW = 70  # characters on either side of an amount that can say what it is
_MARK = "\x1e"  # stands on both sides of an amount


def number(text: pl.Expr) -> pl.Expr:
    """Dollars of one figure as written: `$1,250.50`, `350K`, `1.1M`."""
    digits = text.str.extract(r"(\d[\d,\s]*(?:\.\d+)?)").str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False)
    scale = text.str.extract(r"(?i)\d\+?\s?(k|thousand|mm|m|mil|million|b|bn|billion)\b").str.to_lowercase()
    times = scale.replace_strict(words.SCALES, default=None, return_dtype=pl.Float64)
    return digits * times.fill_null(1.0)


def _dollars(text: pl.Expr) -> pl.Expr:
    """`USD 300,000`, `300,000 USD` and `US$300,000` as `$300,000`; other dollars lose their sign."""
    text = text.str.replace_all(words.DOLLARS_RANGE, "${1}$$${2}${3}$$${4}").str.replace_all(
        words.DOLLARS, "${1}$$${2}"
    )
    text = text.str.replace_all(words.USD_RANGE, "$$${1}${2}$$${3}")
    text = text.str.replace_all(r"\bUSD?\s?\$|\bUSD\s?(\d)", "$$${1}").str.replace_all(
        r"\$?(\d[\d,.]*[kK]?)\s?USD\b", "$$${1}"
    )
    text = text.str.replace_all(r"\$\s+(\d)", "$$${1}").str.replace_all(words.BY_SLASH, "$$${1}K - $$${2}K")
    text = text.str.replace_all(words.HALF, "$$500,000")
    text = text.str.replace_all(words.THOUSANDS, "$$${1},${2}${3}").str.replace_all(words.MINUS, " - $$")
    text = text.str.replace_all(words.BY_SHIFT, "${1} - ${2}")
    text = text.str.replace_all(words.FOREIGN_RANGE, "¤")
    return text.str.replace_all(words.FOREIGN_SIGN, "¤${1}")


def texts_of(frame: pl.DataFrame) -> pl.DataFrame:
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
    laid_out = pl.col("text").str.contains(words.ALONE)  # few texts are
    told = pl.concat(
        [told.filter(~laid_out), told.filter(laid_out).with_columns(text=pl.col("text").map_batches(in_rows))]
    )
    # few texts need their dollars spelled: they are told from the rest first
    odd = pl.col("text").str.contains(words.UNSIGNED)
    spelled = (
        pl.col("text")
        .str.replace_all(words.LABELLED, "${1}$$${2}")
        .str.replace_all(words.EARNED, "${1}$$${2}")
        .str.replace_all(words.BEFORE_SIGN, "${1}$$${2}${3}")
    )
    spelled = _dollars(spelled)
    told = pl.concat([told.filter(~odd), told.filter(odd).with_columns(text=spelled)])
    around = pl.col("text").str.extract_all(rf"[^$]{{0,{WINDOW}}}(?:\$[^$]{{0,{WINDOW}}})+")
    near = told.filter(pl.col("text").str.contains("$", literal=True)).with_columns(text=around)
    near = near.explode("text", empty_as_null=False)
    parts.append(near.select("row", source=pl.lit(3, pl.Int8), text="text"))
    return pl.concat(parts).collect()


def amounts(texts: pl.DataFrame) -> pl.DataFrame:
    """One row an amount of `texts` (order, source, text): those, amount, left, right (the small-letter words before and after
    it), is_first and is_last (of its text)."""
    text = pl.col("text").str.replace_all(words.PLAN, "${1}retirement").str.replace_all(words.LIMITS, "malpractice")
    text = text.str.replace_all(words.SIGN_AND_MOVE, "sign-on bonus")
    text = text.str.replace_all(words.TRAINEE_BEFORE, "${1}salary").str.replace_all(words.TRAINEE_AFTER, "salary${1}")
    text = text.str.replace_all(words.BETWEEN, "${1} to ${2}").str.replace_all(words.IN_HOUSE, "inhouse")
    text = text.str.replace_all(words.SPLIT_SIGN, "sign-on").str.replace_all(
        f"({words.AMOUNT})", f"{_MARK}${{1}}{_MARK}"
    )
    split = texts.with_columns(bits=text.str.split(_MARK))  # words, an amount, words, an amount, words
    left = pl.int_ranges(0, pl.col("bits").list.len() // 2) * 2
    return (
        split.select(
            "source", "order", "text",
            amount=pl.col("bits").list.gather(left + 1),
            left=pl.col("bits").list.gather(left),
            right=pl.col("bits").list.gather(left + 2),
        )
        .explode("amount", "left", "right", empty_as_null=False)
        .with_columns(
            left=pl.col("left").str.tail(70).str.to_lowercase(),
            right=pl.col("right").str.head(60).str.to_lowercase(),
            is_first=pl.col("order").is_first_distinct(),
            is_last=pl.col("order").is_last_distinct(),
        )
        .with_row_index("nth")
    )  # fmt: skip


def figures(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds low and high (dollars), single (one figure), unit (the period said right behind the amount)."""
    amount = pl.col("amount")
    found = amount.str.replace_all(r"\([^()]*\)", "").str.extract_all(words.DIGITS)
    first, second = pl.col("first"), pl.col("second")
    rvu = pl.col("left").str.contains(words.RVU_BEFORE) | pl.col("right").str.contains(words.RVU_BEHIND)
    read = amounts.select(amount.unique()).with_columns(
        first=number(found.list.first()),
        second=number(pl.when(found.list.len() > 1).then(found.list.last())),
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
            .when(~pl.col("halved").fill_null(False)).then(second))
        # "$270-$320K", "$375-400K": the first figure has the second one's scale
        .with_columns(
            first=pl.when((first < 10) & (first * 1e6 <= second)).then(first * 1e6)
            .when((first < 1000) & (second >= 10_000) & (first * 1000 <= second)).then(first * 1000).otherwise(first),
            unit=pl.coalesce([
                *(pl.when(pl.col("tail").str.contains(p)).then(pl.lit(u)) for u, p in words.PERIODS.items()),
                pl.when(rvu & (first <= words.RVU_MOST)).then(pl.lit("wrvu")),
            ]),
        )
        .with_columns(low=pl.min_horizontal(first, second), high=pl.max_horizontal(first, second), single=second.is_null())
    )  # fmt: skip
