"""What a posting pays: base range and period, yearly equivalent, sign-on bonus.

An amount is read with the words around it. It is pay where they say so (or, in a title or a pay field, where they say
nothing else and its size can only be pay); call pay, loan repayment, relocation, CME, malpractice limits, retirement,
houses and budgets are told apart by their own words. `up to X` has no minimum, `X+` and `over X` no maximum, one plain
figure is both. Dollars only: other currencies keep their text and no number.

Yearly equivalent: hour × 2,080, week × 52, month × 12. Days, shifts and wRVU have none: how many a year is not said.
A sign-on bonus given as a range is its upper end, as `up to` is.
"""

from functools import cache

import polars as pl

from curbside.transforms.text import ascii_only, line

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

# --- words: what an amount is -----------------------------------------------------------------------------------------
_SIGN = [
    r"sign(?:ing)?[- ]*on\b(?:[- ]*(?:bonus|incentive|payment))?", r"sign(?:ing)?[- ]*(?:bonus|incentive|payment)",
    r"\bsign-?ons?\b(?:[- ]*bonus)?", r"\bsigning\b", r"\bsign ?\.\.\.", r"commencement bonus", r"start(?:ing|-?up)?[- ]+bonus",
    r"(?:welcome|joining|entry|up-?front|hiring|hire) (?:bonus|incentive|payment)s?",
]  # fmt: skip
_OTHER = [
    # what an employer gives besides pay
    r"loans?\b", r"student", r"forgiv", r"repay", r"tuition", r"relocat", r"\brelo\b", r"\bmoving", r"\bcme\b", r"continuing",
    r"conference", r"educat", r"malpractice", r"liabil", r"insurance", r"deductible", r"premium", r"retire", r"pension", r"\bmatch",
    r"contribut", r"stipend", r"allowance", r"reimburs", r"licens", r"\bdues\b", r"retention", r"referral", r"bonus", r"incentives?\b",
    r"call (?:pay|stipend|coverage pay|rate)", r"(?:per|each|extra|paid) call\b", r"\bon[- ]call\b", r"per night",
    r"moonlight", r"directorship", r"supervis", r"profit[- ]sharing", r"\bhsa\b", r"quality", r"productivity", r"w?-?rvu'?s?\b",
    r"per (?:patient|visit|case|encounter|read|exam|procedure)\b", r"bi-?weekly", r"pay period", r"overtime", r"differential",
    r"limits?\b", r"occurrence", r"aggregate", r"expenses?\b", r"per diem meal", r"\bmeals?\b", r"oversight", r"housing",
    # what else has a price
    r"\bhomes?\b", r"\bhouses?\b", r"\bcondos?\b", r"apartment", r"propert", r"\bacres?\b", r"sq\.? ?(?:ft|foot)", r"square f",
    r"real estate", r"mortgage", r"\brent\b", r"cost of", r"(?:household|family|per capita|local|area) income", r"income tax", r"\btax",
    r"budget", r"revenue", r"endow", r"construct", r"expansion", r"renovat", r"invest", r"\bassets", r"billion",
    r"econom", r"grants?\b", r"\bfund", r"building", r"scholar", r"awards?\b", r"\bgift", r"donat", r"\bfees?\b", r"buy-?in\b", r"\bdebt",
    r"valued?\b", r"\bworth", r"savings?\b", r"annual sales", r"collections", r"charges", r"charity", r"uncompensated", r"unreimbursed",
]  # fmt: skip
_BASE = [r"salar", r"\bbase\b", r"guarante", r"\bdraw\b"]
_TOTAL = [
    r"compensation",
    r"\bcomp\b",
    r"package",
    r"\bwages?\b",
    r"remunerat",
    r"pay (?:range|rate|scale)",
    r"rate of pay",
    r"\brange\b",
]
_EARN = [r"\bearn", r"income", r"potential", r"\bproven", r"expect"]
# These say pay only where nothing else is said.
_WEAK = [
    r"\bpay(?:s|ing)?\b", r"\brates?\b", r"per year", r"annual", r"\byear(?:ly)?\b", r"\byr\b", r"hourly", r"per hour",
    r"per shift", r"daily", r"weekly", r"per day", r"\bmak(?:e|ing)\b", r"\boffer(?:s|ing)\b", r"\bstart", r"\bmedian\b", r"\bminimum\b",
]  # fmt: skip
_CLASSES = {"sign": _SIGN, "other": _OTHER, "base": _BASE, "total": _TOTAL, "earn": _EARN}
_STRONG = ascii_only("|".join(w for words in _CLASSES.values() for w in words))
_WEAKLY = ascii_only("|".join(_WEAK))
# Said anywhere before an unlabelled amount in the same sentence, these are what it is the price of.
_ELSEWHERE = (
    r"loan|student|forgiv|repay|relocat|malpractice|liabil|\bcme\b|stipend|retire|pension|contribut|reimburs|\bhomes?\b|\bhouses?\b|"
    r"condo|apartment|real estate|mortgage|household|budget|revenue|endow|grants?\b|invest|\bassets|bonus|incentive|call pay"
)
_RANK = {"base": 0, "total": 1, "earn": 2, "weak": 3, "bare": 3}
# Words between a label and its amount that tie them together: "salary of up to $300K", "Sign-on: $20K".
_TIE = (
    r"(?i)^[\s:=]*(?:(?:of|is|are|up to|upto|to|from|at|between|starting|start|range|ranges|ranging|over|above|exceed\w*|more than|"
    r"approximately|approx\.?|about|around|nearly|well|as much as|in the|a|an|minimum|maximum|max|min|than|excess|in|upwards?|available up to|"
    r"reaching|currently|can be|will be|for|amount|estimate|year 1|\(?1st year\)?|year one)[\s:=]*)*$"
)
_STOP = r"(?:\bplus\b|\band\b|\bwith\b|\bw/|&|\+|,|;|\||•|\n|\(|\)|\. |\.$|!|:|\s[-–—/]+\s|[-–—]\s|\s[-–—])"
_PERIODS = [
    ("wrvu", r"(?i)^\s*(?:/|per|an?|each)\s*w?-?rvu"),
    ("hour", r"(?i)^\s*(?:/|per\b|an?\b)?\s*(?:hours?\b|hourly\b|hrs?\b|h\b)"),
    (
        "shift",
        r"(?i)^\s*(?:/|per\b|an?\b|each\b|for\b)?\s*(?:(?:\d+|twelve|eight|ten|twenty[- ]four)[- ]?h(?:ou)?rs?[- ]*)?"
        r"(?:(?:day|night|weekend|weekday)[- ]?)?shifts?\b|^\s*(?:/|per)\s*(?:8|10|12|16|24)[- ]?h(?:ou)?rs?\b",
    ),
    ("day", r"(?i)^\s*(?:/|per\b|an?\b)?\s*(?:\d+[- ]?h(?:ou)?rs?[- ]?)?(?:day\b|daily\b|diem\b)"),
    ("week", r"(?i)^\s*(?:/|per\b|an?\b)?\s*(?:week\b|weekly\b|wk\b)"),
    ("month", r"(?i)^\s*(?:/|per\b|an?\b)?\s*(?:month\b|monthly\b|mo\b)"),
    ("year", r"(?i)^\s*(?:/|per\b|p/|an?\b|=)?\s*(?:year\b|yearly\b|yr\b|annum\b|annual(?:ly)?\b|p\.?a\.)"),
]
_UNIT_WORDS = r"(?i)^\s*(?:/|per\b|p/|an?\b|=)?\s*(?:hour|hr|day|week|wk|month|mo|year|yr|annum|annual|hourly|daily|weekly|monthly|yearly|annually)\b\.?"

# --- amounts ---------------------------------------------------------------------------------------------------------
_SCALE = r"(?:\s?(?:[kK]|MM|[mM]|[mM]il(?:lion)?|MILLION|[bB]illion|[bB]n|thousand)\b)?"
_DIGITS = rf"(?:\d{{1,3}}(?:,\s?\d{{3}})+(?:\.\d{{1,2}})?|\d+(?:\.\d+)?){_SCALE}"
_PER = r"(?:\s?(?:/|per |an )\s?(?:h|hr|hour|day|week|wk|month|year|yr|shift)\b\.?)?"
_AMOUNT = (
    rf"\$\s?{_DIGITS}{_PER}"
    rf"(?:\s*(?:-+|–|—|\bto\b|\band\b|\bthrough\b|~)\s*(?:(?:[uU]p to|[mM]ax(?:imum)?:?)\s*)?(?:\$\s?{_DIGITS}|(?:\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})(?:\.\d+)?{_SCALE})\+?)?\+?"
)
_MARK = "\x1e"
_LIMITS = r"\$\s?1(?:M|,000,000| million)\s*(?:/|-|and)\s*\$?\s?3(?:M|,000,000| million)"


def _number(text: pl.Expr) -> pl.Expr:
    """Dollars of one figure as written: `$1,250.50`, `350K`, `1.1M`."""
    digits = text.str.extract(r"(\d[\d,\s]*(?:\.\d+)?)").str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False)
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
        .when((least >= 40_000) & (most.is_between(80_000, 3_000_000))).then(pl.lit("year"))
    )  # fmt: skip


def _dollars(text: pl.Expr) -> pl.Expr:
    """`USD 300,000`, `300,000 USD` and `US$300,000` as `$300,000`."""
    text = text.str.replace_all(r"\bUSD?\s?\$|\bUSD\s?(\d)", "$$${1}")
    return text.str.replace_all(r"(\d[\d,.]*[kK]?)\s?USD\b", "$$${1}")


_BARE = r"(^|[^$\d.,\w])(\d{1,3}(?:,\d{3})+|\d{5,7}|\d{2,3}(?:\.\d\d)?(?:\s?[kK]\b|\s?(?:/|per |an )\s?h(?:ou)?r)|\d{2,3}\.\d\d)"
_BARE_TITLE = (
    r"(^|[\s(|–-])(\d{3}(?:\s?[-–]\s?\d{3})?\s?[kK]\b|\d{2,3}(?:\s?[-–]\s?\d{2,3})?\s?(?:/|per |an )\s?h(?:ou)?r\b)"
)


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a text that may hold pay: row, source (1 pay field, 2 title, 3 description), text."""
    has = {
        1: _dollars(line(pl.col("pay_text"))).str.replace_all(_BARE, "${1}$$${2}"),
        2: _dollars(line(pl.col("title"))).str.replace_all(_BARE_TITLE, "${1}$$${2}"),
    }
    parts = [
        frame.lazy()
        .select("row", source=pl.lit(n, pl.Int8), text=text)
        .filter(pl.col("text").str.contains("$", literal=True))
        for n, text in has.items()
    ]
    told = frame.lazy().select("row", "description").filter(pl.col("description").str.contains(r"\$|USD"))
    near = _dollars(pl.col("description")).str.extract_all(rf"[^$]{{0,{WINDOW}}}(?:\$[^$]{{0,{WINDOW}}})+")
    parts.append(told.select("row", source=pl.lit(3, pl.Int8), text=near).explode("text").drop_nulls("text"))
    return pl.concat(parts).collect()


def _amounts(texts: pl.DataFrame) -> pl.DataFrame:
    """One row an amount: row, source, text, amount, left, right (the words before and after it), first, last (in its text)."""
    text = pl.col("text").str.replace_all(r"(?i)(^|[\s(,;/])(?:401|403|457)\s?\(?[akb]\b\)?", "${1}retirement")
    text = text.str.replace_all(_LIMITS, "malpractice")
    text = text.str.replace_all(r"(?i)\bsign(?:ing)?(?:\s*-\s*on\b|[- ]?o?n?\s*(?:\.\.\.|…))", "sign-on")
    split = texts.with_row_index("order").with_columns(
        bits=text.str.replace_all(rf"({_AMOUNT})", f"{_MARK}${{1}}{_MARK}").str.split(_MARK)
    )
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
        .with_columns(
            left=pl.col("left").str.tail(70),
            right=pl.col("right").str.head(60),
            is_first=pl.col("order").is_first_distinct(),
            is_last=pl.col("order").is_last_distinct(),
        )
        .with_row_index("nth")
    )


@cache
def _kinds() -> list[tuple[str, str]]:
    return [(name, ascii_only("^(?:" + "|".join(words) + ")")) for name, words in _CLASSES.items()]


def _class(words: pl.Series) -> pl.Series:
    """Class of each telling word that `_STRONG` found; each distinct word is looked at once."""
    distinct = pl.DataFrame({"word": words.unique()}, schema={"word": pl.String})
    of = [pl.when(pl.col("word").str.contains(pattern)).then(pl.lit(name)) for name, pattern in _kinds()]
    distinct = distinct.with_columns(kind=pl.coalesce(of))
    return words.to_frame("word").join(distinct, on="word", how="left", maintain_order="left")["kind"]


_NEXT = ascii_only(rf"^[\s(*-]*(?:\w+ ){{0,2}}?(?:{_STRONG})\w*(?: bonus)?")
_TO_STOP = ascii_only(rf"(?s)^.*{_STOP}")
_FROM_STOP = ascii_only(rf"(?s){_STOP}.*$")
_SOON = ascii_only(rf"^(?:[\w']+ ){{0,2}}(?:{_WEAKLY})")


def _labels(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds what the words on either side say: left_kind, left_gap, left_rest, right_kind, right_gap (gaps in characters)."""
    left, right = pl.col("left").str.to_lowercase(), pl.col("right").str.to_lowercase()
    frame = amounts.with_columns(colon=left.str.contains(r":\s*$"))
    frame = frame.with_columns(
        # what stands right behind the amount before this one is that amount's label
        near=pl.when(pl.col("is_first") | pl.col("colon")).then(left).otherwise(left.str.replace(_NEXT, " ")),
        behind=right.str.replace(_UNIT_WORDS, "").str.strip_chars_start(" (*").str.replace(_FROM_STOP, ""),
    )
    frame = frame.with_columns(
        sentence=pl.col("near").str.replace(r"(?s)^.*[.!?|•\n]", ""),
        near=pl.col("near").str.strip_chars_end(" :=–—-(").str.replace(_TO_STOP, ""),
    )
    near, behind = pl.col("near"), pl.col("behind")
    frame = frame.with_columns(
        left_word=near.str.extract_all(_STRONG).list.last(),
        left_weak=near.str.contains(_WEAKLY),
        right_word=behind.str.extract_all(_STRONG).list.first(),
        right_gap=behind.str.find(_STRONG),
        right_weak=behind.str.contains(_SOON),
    )
    rest = near.str.split(pl.col("left_word")).list.last().str.replace("^[a-z0-9_]+", "")
    frame = frame.with_columns(left_rest=pl.when(pl.col("left_word").is_not_null()).then(rest))
    return frame.with_columns(
        left_kind=_class(frame["left_word"]),
        left_gap=pl.col("left_rest").str.len_chars(),
        right_kind=_class(frame["right_word"]),
    )


def _judge(amounts: pl.DataFrame) -> pl.DataFrame:
    """Adds what each amount is: kind (base, total, earn, bare, sign, other), period, low, high, pay_min, pay_max."""
    left, right, amount = pl.col("left"), pl.col("right"), pl.col("amount")
    figures = amount.str.extract_all(_DIGITS)
    frame = _labels(amounts).with_columns(
        first=_number(figures.list.first()),
        second=_number(pl.when(figures.list.len() > 1).then(figures.list.last())),
        tail=pl.concat_str(amount.str.extract(r"(\s?(?:/|per |an )\s?[a-z]+\b\.?)\s*\+?$").fill_null(""), right),
    )
    first, second = pl.col("first"), pl.col("second")
    # "$305,298 - 4-Day Week" is no range
    frame = frame.with_columns(second=pl.when((second >= 1000) | (first < 1000)).then(second))
    frame = frame.with_columns(
        # "$270-$320K", "$375-400K": the first figure has the second one's scale
        first=pl.when((first < 1000) & (second >= 10_000) & (first * 1000 <= second)).then(first * 1000)
        .when((first < 10) & (second >= 1e6) & (first * 1e6 <= second)).then(first * 1e6).otherwise(first),
        unit=pl.coalesce([pl.when(pl.col("tail").str.contains(p)).then(pl.lit(name)) for name, p in _PERIODS]),
    ).with_columns(low=pl.min_horizontal("first", "second"), high=pl.max_horizontal("first", "second"))  # fmt: skip
    plus = amount.str.ends_with("+")
    low, high = pl.col("low"), pl.col("high")
    # "$450K+ Sign On": the plus adds the bonus to the amount
    adds = plus & pl.col("right_kind").is_in(["sign", "other"]) & (pl.col("right_gap") <= 1) & (high >= 150_000)
    right_kind = pl.when(~adds).then("right_kind")
    has_left = pl.col("left_kind").is_not_null() & (pl.col("left_gap") <= 30)
    has_right = right_kind.is_not_null() & (pl.col("right_gap") <= 30)
    tied = has_left & (pl.col("colon") | (pl.col("left_gap") > 0)) & pl.col("left_rest").str.contains(_TIE)
    # "Signing bonus $10K Relocation $10K": labels stand before their amounts throughout
    before = (
        (pl.col("is_first") & has_left & (pl.col("left_gap") <= 1)).any()
        & ~(pl.col("is_last") & has_right & (pl.col("right_gap") <= 6)).any()
    ).over("order")
    named = (
        pl.when(tied).then("left_kind")
        .when(has_left & has_right & before & (pl.col("left_gap") <= 1)).then("left_kind")
        .when(has_left & has_right & (pl.col("right_gap") > 6) & (pl.col("left_gap") < pl.col("right_gap"))).then("left_kind")
        .when(has_right).then(right_kind)
        .when(has_left).then("left_kind")
        .when(pl.col("left_weak") | pl.col("right_weak")).then(pl.lit("weak"))
    )  # fmt: skip
    spoken = pl.col("unit").is_in(["hour", "day", "shift", "week", "month", "year"])
    besides = pl.col("kind").is_in(["other", "sign"]) & (
        tied | (has_right & (pl.col("right_gap") <= 15)) | (has_left & (pl.col("left_gap") <= 1))
    )
    vague = left.str.contains(r"(?i)\b(?:low|mid|middle|high|upper)[- ](?:the )?$") | right.str.contains(r"^['’]?s\b")
    limits = (
        (right.str.strip_chars() == "/")
        & (first.shift(-1) == 3 * first)
        & (pl.col("order").shift(-1) == pl.col("order"))
    )
    limits = limits | limits.shift(1).fill_null(False)
    elsewhere = pl.col("sentence").str.contains(_ELSEWHERE)
    frame = frame.with_columns(kind=named).with_columns(
        kind=pl.when(vague | limits).then(pl.lit("other"))
        .when(spoken & ~besides.fill_null(False) & (pl.col("kind").is_null() | pl.col("kind").is_in(["other", "sign"]))).then(pl.lit("total"))
        .when(pl.col("kind").is_null() & elsewhere).then(pl.lit("other"))
        .when((pl.col("kind") == "sign") & (high > 300_000)).then(pl.lit("other"))
        .otherwise(pl.col("kind").fill_null("bare")),
    )  # fmt: skip
    hour_word = left.str.contains(r"(?i)\bhourly\b|\bper hour\b") & (high < 1200)
    day_word = left.str.contains(r"(?i)\bdaily\b|\bper day\b|\bday rate\b|\bper diem\b") & (high < 15_000)
    month_word = left.str.contains(r"(?i)\bmonthly (?:salary|pay|rate|income|guarantee|compensation|base)\b") & (
        high < 100_000
    )
    week_word = left.str.contains(r"(?i)\bweekly (?:salary|pay|rate|income|guarantee|compensation|base)\b") & (
        high < 30_000
    )
    single = second.is_null()
    at_most = left.str.contains(r"(?i)(?:\bup ?to|\bas much as|\bmax(?:imum)?(?: of)?:?|(?:^|[^\d])\bto)\s*(?:an? )?$")
    open_end = (
        plus
        | right.str.contains(r"^\s?\(\+\)|^\s\+\s*(?:[(.,;!|]|$)|(?i)^\s*(?:minimum\b|or more\b|or higher\b|and up\b)")
        | left.str.contains(
            r"(?i)\b(?:over|above|exceed\w*|more than|in excess of|upwards? of|at least|minimum(?: of)?:?|min:?|starting (?:at|from)|"
            r"start(?:s|ing)? at|greater than|no less than)\s*(?:an? )?$"
        )
        | (pl.col("is_last") & right.str.contains(r"(?i)^\s*plus\s*(?:$|[(.,!|])"))
    )
    return frame.with_columns(
        period=pl.coalesce(
            "unit",
            pl.when(hour_word)
            .then(pl.lit("hour"))
            .when(day_word)
            .then(pl.lit("day"))
            .when(week_word)
            .then(pl.lit("week"))
            .when(month_word)
            .then(pl.lit("month")),
            _by_size(low, high),
        ),  # fmt: skip
        # "up to $60": too small to be a year's pay and too vague to be an hour's
        bare_cap=single & at_most & pl.col("unit").is_null() & (high < 1000),
        pay_min=pl.when(~(single & at_most)).then(low),
        pay_max=pl.when(~(single & open_end & ~at_most)).then(high),
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
    single = pl.col("low") == pl.col("high")
    pay = judged.filter(
        pl.col("kind").is_in(list(_RANK))
        & (pl.col("period") != "wrvu")
        & ~pl.col("bare_cap")
        & _fits(pl.col("low"), pl.col("period"))
        & _fits(pl.col("high"), pl.col("period"))
        & (
            (pl.col("kind") != "bare")
            | pl.col("high").is_between(100_000, 2_000_000)
            | ((pl.col("source") == 1) & ((pl.col("low") < 1000) | (pl.col("high") >= 100_000) | ~single))
        )
    ).with_columns(rank=pl.col("kind").replace_strict(_RANK, return_dtype=pl.Int8))
    pay = pay.sort("row", "source", "rank", "nth").unique("row", keep="first", maintain_order=True)
    sign = judged.filter((pl.col("kind") == "sign") & pl.col("high").is_between(500, 600_000))
    sign = sign.sort("row", "source", "nth").unique("row", keep="first").select("row", sign_on_bonus="high")
    told = pay.select("row", t_min="pay_min", t_max="pay_max", t_period="period", t_text=line(pl.col("text"), 240))
    out = frame.select("row", "pay_text", *(["family"] if "family" in frame.columns else []))
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
    if "family" in out.columns:
        table = table.fill_null(False) | (pl.col("family") == "usajobs") & (pl.col("pay_min") != pl.col("pay_max"))
    return out.with_columns(
        pay_year_min=pl.col("pay_min") * yearly, pay_year_max=pl.col("pay_max") * yearly,
        pay_text=text, pay_table=table.fill_null(False),
    ).select(RESULT)  # fmt: skip
