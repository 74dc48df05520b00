"""What a posting pays: base range and period, yearly equivalent, sign-on bonus.

An amount is read with the words around it. It is pay where they say so (or, in a title or a pay field, where they say
nothing else and its size can only be pay); call pay, loan repayment, relocation, CME, malpractice limits, retirement,
houses and budgets are told apart by their own words. `up to X` has no minimum, `X+` and `over X` no maximum, one plain
figure is both. Dollars only: other currencies keep their text and no number.

Yearly equivalent: hour × 2,080, week × 52, month × 12. Days, shifts and wRVU have none: how many a year is not said.
A sign-on bonus given as a range is its upper end, as `up to` is.
"""

import polars as pl

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
    "year": (20_000, 4_000_000), "month": (1_500, 250_000), "week": (400, 60_000), "day": (150, 15_000),
    "shift": (150, 15_000), "hour": (10, 1_200), "wrvu": (10, 250),
}  # fmt: skip
WINDOW = 90  # characters on either side of an amount that can say what it is
_UNITS = {
    "hour": ["hour", "hourly", "hr", "hrs", "h", "ph", "per hour", "perhour", "per-hour-wage", "per_hour"],
    "day": ["day", "daily", "pd", "per day", "per-day-wage", "per diem", "per_day"],
    "week": ["week", "weekly", "wk", "pw", "per week", "per-week-salary", "per_week"],
    "month": ["month", "monthly", "mo", "pm", "per month", "per-month-salary", "per_month"],
    "year": ["year", "yearly", "annual", "annually", "annum", "yr", "pa", "p.a.", "per year", "per annum", "per-year-salary", "1 year",
             "per_year"],
    "shift": ["shift", "per shift", "per_shift"],
    "wrvu": ["wrvu", "rvu", "per wrvu"],
}  # fmt: skip
UNIT = {word: period for period, words in _UNITS.items() for word in words}

# --- words -----------------------------------------------------------------------------------------------------------
_PERIODS = [
    ("wrvu", r"(?i)^[\s*]*(?:/|per|a|each)?\s*w?-?rvu"),
    ("hour", r"(?i)^\s*(?:/|per\b|an?\b)?\s*(?:hours?\b|hourly\b|hr\b|hrs\b|h\b)"),
    ("shift", r"(?i)^\s*(?:/|per\b|an?\b|each\b)?\s*(?:(?:\d+|twelve|eight|ten|twenty-four)[- ]?h(?:ou)?rs?[- ]*)?(?:(?:day|night|weekend|weekday)[- ]?)?shift\b|^\s*/\s*\d+[- ]?h(?:ou)?rs?\b"),
    ("day", r"(?i)^\s*(?:/|per\b|a\b)?\s*(?:\d+[- ]?h(?:ou)?r?[- ]?)?(?:days?\b|daily\b|diem\b)"),
    ("week", r"(?i)^\s*(?:/|per\b|a\b)?\s*(?:weeks?\b|weekly\b|wk\b)"),
    ("month", r"(?i)^\s*(?:/|per\b|a\b)?\s*(?:months?\b|monthly\b|mo\b)"),
    ("year", r"(?i)^\s*(?:/|per\b|p/|a\b|=)?\s*(?:years?\b|yearly\b|yrs?\b|annum\b|annual(?:ly)?\b|p\.?a\.)"),
]  # fmt: skip
_SIGN = (
    r"sign(?:ing)?[- ]*(?:on\b|bonus|incentive|payment|&|and\b)|\bsigning\b|\bsign-?ons?\b|commencement|start(?:ing|-?up)?[- ]+bonus|welcome bonus|"
    r"up-?front|hir(?:e|ing) (?:bonus|incentive)|joining bonus|entry bonus"
)
_OTHER = (
    r"loans?\b|student|forgiv|repay|tuition|relocat|\brelo\b|moving|\bcme\b|continuing|conference|educat|malpractice|liabil|"
    r"insurance|coverage|deductible|premium|retire|pension|\bmatch|stipend|allowance|reimburs|licens|\bdues\b|retention|referral|"
    r"bonus|call pay|(?:per|each|for|of|extra|night|weekend|paid|and) call\b|\bon[- ]call|call (?:coverage|stipend|per)|per night|"
    r"\bhomes?\b|hous(?:e|es|ing)\b|sq\.? ?(?:ft|foot)|square f|real estate|mortgage|budget|revenue|endow|facilit|campus|construct|"
    r"expansion|renovat|invest|assets|billion|econom|household|popul|grants?\b|research|fund|\btax|building|wing\b|project|saving|scholar|"
    r"awards?\b|gift|donat|\bfees?\b|\bhsa\b|profit[- ]sharing|directorship|supervis|w?rvus?\b|incentives?\b|limits?\b|occurrence|aggregate|"
    r"per diem meal|travel|buy-?in|debt|valu(?:e|ed)|worth|cost of|rent\b|residen|medical director(?:ship)? (?:pay|stipend)|quality|productivity|"
    r"per patient|per visit|per case|per encounter|per read|per exam"
)
_BASE = r"salar|\bbase\b|guarante|\bdraw\b"
_TOTAL = (
    r"compensation|\bcomp\b|package|\bpay(?:s|ing)?\b|\brate\b|\brates\b|wages?\b|remunerat|\bstipulat|per year|annual|\byear(?:ly)?\b|\byr\b|"
    r"1st year|first[- ]year|hourly|per hour|/hr|per shift|daily|weekly|per day|\bmake\b|\bmaking\b|\boffering\b|\bstarting\b|\bmedian\b"
)
_EARN = r"\bearn|income|potential|proven|expect"
_CLASSES = {"sign": _SIGN, "other": _OTHER, "base": _BASE, "total": _TOTAL, "earn": _EARN}
_RANK = {"base": 0, "total": 1, "earn": 2, "bare": 3}

# --- amounts ---------------------------------------------------------------------------------------------------------
_FIGURE = r"\$\s?(?:\d{1,3}(?:,\s?\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?)(?:\s?(?:[kK]|MM|[mM]|[mM]il(?:lion)?|MILLION|Million|[bB]illion|[bB]n|thousand)\b)?"
_SECOND = _FIGURE.replace(r"\$\s?", r"\$?\s?", 1)
_PER = r"(?:\s?(?:/|per |an )\s?(?:h|hr|hour|day|week|wk|month|year|yr|shift)\b\.?)?"
_AMOUNT = rf"(?:{_FIGURE}){_PER}(?:\s*(?:-+|–|—|\bto\b|\band\b|\bthrough\b|~)\s*(?:[mM]ax(?:imum)?:?\s*)?(?:{_SECOND})\+?)?(?:\s?\+|\(\+\))?"
_MARK = "\x1e"


def _number(text: pl.Expr) -> pl.Expr:
    """Dollars of one figure as written: `$1,250.50`, `350K`, `1.1M`."""
    digits = (
        text.str.extract(r"(\d[\d,\s]*(?:\.\d+)?)")
        .str.replace_all(r"[,\s]", "")
        .cast(pl.Float64, strict=False)
    )
    scale = text.str.extract(r"(?i)\d\s?(k|thousand|mm|m|mil|million|b|bn|billion)\b").str.to_lowercase()
    times = scale.replace_strict(
        {"k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "mil": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9},
        default=None, return_dtype=pl.Float64,
    )  # fmt: skip
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
        .when((least >= 40_000) & (most.is_between(60_000, 3_000_000))).then(pl.lit("year"))
    )  # fmt: skip


def _marked(text: pl.Expr) -> pl.Expr:
    """Text with every amount of money fenced by marks, so that a split gives words, amount, words, amount, words."""
    text = text.str.replace_all(r"(?i)\b(?:401|403|457)\s?\(?[akb]\)?", "retirement")
    return text.str.replace_all(rf"({_AMOUNT})", f"{_MARK}${{1}}{_MARK}")


def _dollars(text: pl.Expr) -> pl.Expr:
    """`USD 300,000`, `300,000 USD` and `US$300,000` as `$300,000`."""
    text = text.str.replace_all(r"\bUSD?\s?\$|\bUSD\s?(\d)", "$$${1}")
    return text.str.replace_all(r"(\d[\d,.]*[kK]?)\s?USD\b", "$$${1}")


def _windows(text: pl.Expr) -> pl.Expr:
    """Pieces of a description around its dollar signs."""
    return text.str.extract_all(rf"[^$]{{0,{WINDOW}}}(?:\$[^$]{{0,{WINDOW}}})+")


_FIELDED = r"(^|[^$\d.,\w])(\d{1,3}(?:,\d{3})+|\d{5,7}|\d{2,3}(?:\.\d\d)?(?:\s?[kK]\b|\s?(?:/|per |an )\s?h(?:ou)?r)|\d{2,3}\.\d\d)"


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a text that may hold pay: row, source (1 pay field, 2 title, 3 description), text."""
    has = {
        1: _dollars(line(pl.col("pay_text"))).str.replace_all(_FIELDED, "${1}$$${2}"),
        2: _dollars(line(pl.col("title"))).str.replace_all(
            r"(^|[\s(|–-])(\d{3}(?:\s?[-–]\s?\d{3})?\s?[kK]\b)", "${1}$$${2}"
        ),
    }
    parts = [
        frame.lazy()
        .select("row", source=pl.lit(n, pl.Int8), text=text)
        .filter(pl.col("text").str.contains("$", literal=True))
        for n, text in has.items()
    ]
    told = frame.lazy().select("row", "description").filter(pl.col("description").str.contains(r"\$|USD"))
    told = told.select("row", source=pl.lit(3, pl.Int8), text=_windows(_dollars(pl.col("description"))))
    told = told.explode("text").drop_nulls("text")
    return pl.concat([*parts, told]).collect()


def _amounts(texts: pl.DataFrame) -> pl.DataFrame:
    """One row an amount: row, source, order, amount, left, right (the words before and after), text."""
    split = texts.with_row_index("order").with_columns(bits=_marked(pl.col("text")).str.split(_MARK))
    split = split.filter(pl.col("bits").list.len() > 2)
    n = pl.col("bits").list.len().cast(pl.Int64)
    return (
        split.with_columns(
            amount=pl.col("bits").list.gather(pl.int_ranges(1, n, 2)),
            left=pl.col("bits").list.gather(pl.int_ranges(0, n - 2, 2)),
            right=pl.col("bits").list.gather(pl.int_ranges(2, n, 2)),
        )
        .select("row", "source", "order", "text", "amount", "left", "right")
        .explode("amount", "left", "right")
        .with_columns(left=pl.col("left").str.tail(70), right=pl.col("right").str.head(60))
        .with_row_index("nth")
    )


_STOP = r"(?:\bplus\b|\band\b|\bwith\b|\bw/|&|\+|,|;|\||•|\n|\(|\. |\.$|!|\s[-–—/]+\s|[-–—]\s)"


def _class(clause: pl.Expr, *, last: bool) -> pl.Expr:
    """Class of the clause's first (or last) telling word."""
    found = clause.str.to_lowercase().str.extract_all("|".join(_CLASSES.values()))
    word = found.list.last() if last else found.list.first()
    return pl.coalesce(
        [
            pl.when(word.str.contains(rf"^(?:{pattern})$|^(?:{pattern})")).then(pl.lit(name))
            for name, pattern in _CLASSES.items()
        ]
    )


def _judge(amounts: pl.DataFrame) -> pl.DataFrame:
    """What each amount is: kind (base, total, earn, bare, sign, other), period, low, high."""
    left, right, amount = pl.col("left"), pl.col("right"), pl.col("amount")
    figures = amount.str.extract_all(
        r"(?i)\d[\d,]*(?:,\s?\d{3})*(?:\.\d+)?(?:\s?(?:k|mm|m|mil|million|b|bn|billion|thousand)\b)?"
    )
    frame = amounts.with_columns(
        first=_number(figures.list.first()),
        second=_number(pl.when(figures.list.len() > 1).then(figures.list.last())),
        tail=pl.concat_str(
            amount.str.extract(r"(\s?(?:/|per |an )\s?[a-z]+\b\.?)\s*(?:\+|\(\+\))?$").fill_null(""), right
        ),
        right_clause=right.str.strip_chars_start(" :(*").str.extract(rf"(?is)^(.*?)(?:{_STOP}|$)"),
        left_clause=left.str.extract(rf"(?is)(?:^|.*{_STOP})(.*)$"),
    )
    # "$270-$320K", "$375-400K": the first figure has the second one's scale
    first, second = pl.col("first"), pl.col("second")
    frame = frame.with_columns(
        first=pl.when((first < 1000) & (second >= 10_000) & (first * 1000 <= second)).then(first * 1000)
        .when((first < 10) & (second >= 1e6) & (first * 1e6 <= second)).then(first * 1e6).otherwise(first),
        period=pl.coalesce([pl.when(pl.col("tail").str.contains(p)).then(pl.lit(name)) for name, p in _PERIODS]),
        left_class=_class(pl.col("left_clause"), last=True),
        right_class=_class(pl.col("right_clause"), last=False),
        wide_class=_class(left, last=True),
        tied=pl.col("left_clause").str.contains(r"(?i)(?:\bof|:|\bup to|\bis|\bfrom|\bat|=|\brange|\bbetween|\bstarting at|\bover|\bexceed\w*)\s*(?:a |an |approximately |about )?\s*$"),
    )  # fmt: skip
    named = (
        pl.when(pl.col("left_class").is_not_null() & (pl.col("tied") | pl.col("right_class").is_null())).then("left_class")
        .otherwise(pl.coalesce("right_class", "left_class"))
    )  # fmt: skip
    hour_word = left.str.contains(r"(?i)\bhourly\b|\bper hour\b")
    day_word = left.str.contains(r"(?i)\bdaily\b|\bper day\b|\bday rate\b|\bper diem\b")
    frame = frame.with_columns(
        kind=pl.coalesce(named, pl.when(pl.col("wide_class").is_in(["other", "sign"])).then("wide_class")),
        low=pl.min_horizontal("first", "second"),
        high=pl.max_horizontal("first", "second"),
        period=pl.coalesce("period", pl.when(hour_word & (first < 1200)).then(pl.lit("hour")),
                           pl.when(day_word & (first < 15_000)).then(pl.lit("day"))),
    )  # fmt: skip
    frame = frame.with_columns(
        # a unit right behind the amount makes it pay, unless its own words say otherwise
        kind=pl.when(pl.col("kind").is_null() & pl.col("period").is_in(["hour", "day", "shift", "week", "month", "year"])).then(pl.lit("total"))
        .otherwise(pl.col("kind").fill_null("bare")),
        period=pl.coalesce("period", _by_size(pl.col("low"), pl.col("high"))),
    )  # fmt: skip
    single = pl.col("second").is_null()
    at_most = left.str.contains(
        r"(?i)(?:\bup ?to|\bas much as|\bmax(?:imum)?(?: of)?:?|(?:^|[^\d])\bto)\s*(?:a |an )?$"
    )
    at_least = (
        amount.str.contains(r"\+\)?$") | right.str.contains(r"^\s?\(?\+(?:[^/\s-]|$)") |
        left.str.contains(r"(?i)\b(?:over|above|exceed\w*|more than|in excess of|upwards? of|at least|minimum(?: of)?|starting (?:at|from)|greater than)\s*(?:a |an )?$")
        | right.str.contains(r"(?i)^\s*(?:minimum|or more|or higher|and up|plus\s*$)")
    )  # fmt: skip
    return frame.with_columns(
        pay_min=pl.when(single & at_most).then(None).otherwise("low"),
        pay_max=pl.when(single & at_least & ~at_most).then(None).otherwise("high"),
    )


def _structured(frame: pl.DataFrame) -> pl.DataFrame:
    """The board's own numbers: row, pay_min, pay_max, pay_period, foreign."""
    words = line(pl.col("pay_unit"), 40).str.to_lowercase().str.strip_chars(" /")
    currency = line(pl.col("pay_currency"), 20).str.to_uppercase()
    frame = frame.select(
        "row",
        low=_number(line(pl.col("pay_min"), 40)),
        high=_number(line(pl.col("pay_max"), 40)),
        unit=words.replace_strict(UNIT, default=None, return_dtype=pl.String),
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
    scale = pl.when(cents).then(0.01).otherwise(1.0)
    return frame.select(
        "row", "foreign",
        pay_period=pl.when(cents).then(pl.lit("year")).otherwise(period),
        pay_min=pl.col("low") * scale, pay_max=pl.col("high") * scale,
    )  # fmt: skip


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """pay_min, pay_max, pay_period, pay_year_min, pay_year_max, sign_on_bonus, pay_text, pay_table of each row, in order.

    `frame`: title, pay_min, pay_max, pay_unit, pay_currency, pay_text, description (plain text), all String; with a
    column `family`, boards whose pay is a table of law (usajobs) are marked.
    """
    frame = frame.drop("row", strict=False).with_row_index("row")
    judged = _judge(_amounts(_texts(frame)))
    pay = judged.filter(
        pl.col("kind").is_in(list(_RANK))
        & (pl.col("period") != "wrvu")
        & _fits(pl.col("low"), pl.col("period"))
        & _fits(pl.col("high"), pl.col("period"))
        & ((pl.col("kind") != "bare") | (pl.col("high") >= 100_000) | (pl.col("source") == 1))
    ).with_columns(rank=pl.col("kind").replace_strict(_RANK, return_dtype=pl.Int8))
    pay = pay.sort("row", "source", "rank", "nth").unique("row", keep="first", maintain_order=True)
    sign = judged.filter((pl.col("kind") == "sign") & pl.col("high").is_between(500, 600_000))
    sign = sign.sort("row", "source", "nth").unique("row", keep="first").select("row", sign_on_bonus="high")
    told = pay.select(
        "row", t_min="pay_min", t_max="pay_max", t_period="period", t_text=line(pl.col("text"), 240)
    )
    out = frame.select("row", "pay_text", *(["family"] if "family" in frame.columns else []))
    out = out.join(_structured(frame), on="row", maintain_order="left").join(
        told, on="row", how="left", maintain_order="left"
    )
    out = out.join(sign, on="row", how="left", maintain_order="left")
    own = pl.col("pay_period").is_not_null() & ~pl.col("foreign")
    use = {
        n: pl.when(own).then(f"pay_{n}").when(~pl.col("foreign")).then(f"t_{n}")
        for n in ("min", "max", "period")
    }
    out = out.with_columns(pay_min=use["min"], pay_max=use["max"], pay_period=use["period"])
    yearly = pl.col("pay_period").replace_strict(YEARLY, default=None, return_dtype=pl.Float64)
    text = pl.coalesce(line(pl.col("pay_text")), "t_text")
    table = text.str.contains(r"(?i)\bpay table\b|\btier \d")
    if "family" in out.columns:
        table = table.fill_null(False) | (pl.col("family") == "usajobs") & (
            pl.col("pay_min") != pl.col("pay_max")
        )
    return out.with_columns(
        pay_year_min=pl.col("pay_min") * yearly, pay_year_max=pl.col("pay_max") * yearly,
        pay_text=text, pay_table=table.fill_null(False),
    ).select(RESULT)  # fmt: skip
