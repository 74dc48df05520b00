"""Terms of a posting: employment types, call, shifts, visas, loan repayment, boards, graduates, remote, fellowship.

Each is true or false only where the posting says so, else null (`academic` is a plain yes or no). A term is read from
one clause at a time, so that "J-1 welcome, no H-1B" gives each its own answer.
"""

from functools import cache

import polars as pl

from curbside.transforms import term_words as words

TYPES = ("full-time", "part-time", "locum tenens", "per diem", "contract", "fellowship", "academic")

FIELDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "employment_types": pl.List(pl.String),
    "academic": pl.Boolean,
    "call": pl.String,
    "shift": pl.String,
    "visa_j1": pl.Boolean,
    "visa_h1b": pl.Boolean,
    "conrad_30": pl.Boolean,
    "loan_repayment": pl.Boolean,
    "new_grad": pl.Boolean,
    "board_eligible": pl.Boolean,
    "remote": pl.Boolean,
    "fellowship": pl.Boolean,
    "terms_text": pl.String,
}


@cache
def _ascii(pattern: str) -> str:
    r"""`pattern` for lower-cased text, with ASCII words.

    Case folding costs the engine its literal search, a Unicode \b its fast path on text with typographic signs.
    """
    plain = pattern.lower().replace(r"\b", r"(?-u:\b)")
    return plain.replace(r"\d", "[0-9]").replace(r"\w", "[0-9a-z_]")


def _has(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(_ascii(pattern))


def _words(text: pl.Expr, pattern: str) -> pl.Expr:
    """The first words of `text` that the whole of `pattern` matches, or null."""
    return text.str.extract(f"({_ascii(pattern)})", 1)


def _part(text: pl.Expr, pattern: str, group: int = 1) -> pl.Expr:
    return text.str.extract(_ascii(pattern), group)


def _without(text: pl.Expr, pattern: str, instead: str = " ") -> pl.Expr:
    return text.str.replace_all(_ascii(pattern), instead)


def _yes_no(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """true, false or null; a plain no outweighs a yes that its own words may have matched."""
    return pl.when(no).then(False).when(yes).then(True)


def _clauses(told: pl.DataFrame) -> pl.LazyFrame:
    """One row a clause of `told` that says something of visas: told, clause, said (true: yes), and of which visa."""
    # PracticeMatch loses its angle brackets: "class=infoNo J1 or H1"
    text = _without(pl.col("told"), r"<[^>]*>|\bclass=\w*info", "\n")
    # a form's answer: "J1 visa accepted: N"
    text = _without(
        text,
        r"\b(accepted|available|eligible|offered|provided|sponsor\w*|considered|supported)\s*[:?]\s*n(?:/a)?(?:$|[\s,;)])",
        "not $1\n",
    )
    text = _without(text, r"\b(?:non|not)[\s-]cap[\s-]exempt")
    text = _without(text, r"[,(/]\s*(no|not|unable|cannot|however|but)\b", "\n$1")
    text = _without(text, r"\b(but|however|although|though)\b|\)\s*[:,]", "\n$1")
    text = _without(
        text,
        r"\b(welcomed?|accepted|considered|available|eligible|ok|okay|yes|no|site|employer|location|facility)\s*[,/]",
        "$1\n",
    )
    clause = pl.col("clause")
    return (
        told.lazy()
        .select(pl.col("told").unique())  # what agencies say of visas, they say in every posting
        .select("told", clause=text.str.split("\n"))
        .explode("clause", empty_as_null=False)
        .filter(_has(clause, words.VISA_WORD))
        .with_columns(clause=_part(clause, rf"(.{{0,90}}(?:{words.VISA_WORD}).{{0,90}})"))
        .filter(_has(clause, words.ABOUT_VISA))
        .with_columns(
            citizens=_has(clause, words.CITIZEN) & ~_has(clause, words.ON_VISA + r"|sponsor"),
            besides=_has(clause, words.OTHER_SPONSORED) & ~_has(clause, words.ON_VISA),
        )
        .filter(~pl.col("besides"))
        .filter(~pl.col("citizens") | (_has(clause, words.CITIZENS_ONLY) & ~_has(clause, words.NOT_ONLY)))
        .with_columns(
            said=~_has(clause, words.NO) & ~pl.col("citizens"),
            j1=_has(clause, r"\bj[\s-]?1s?\b"),
            h1=_has(clause, r"\bh[\s-]?1(?:[\s-]?b)?s?\b"),
            conrad=_has(clause, r"\bconrad\b"),
        )
        .with_columns(
            any_visa=~pl.col("j1")
            & ~pl.col("h1")
            & ~pl.col("conrad")
            & ~_has(clause, r"\b(?:[eo]-?[123]|tn)\b|mastercard")
        )
    )


def _visas(texts: pl.DataFrame) -> pl.DataFrame:
    """row, visa_j1, visa_h1b, conrad_30 and the words, for the rows of `texts` (row, text) that speak of visas."""
    sentence = _ascii(rf"[^.;!?•·|\n]*(?:{words.VISA_WORD})[^.;!?•·|\n]*")
    # "U.S. citizens", "e.g.": the points end no sentence; an application's question says nothing
    text = pl.col("text").str.replace_all("’", "'", literal=True)  # "doesn’t"
    plain = _without(_without(text, r"\bu\.\s?s\.(?:\s?a\.)?", "us"), r"\be\.g\.|\bi\.e\.", "eg")
    plain = _without(_without(_without(plain, words.NO_OTHER), words.NO_VISA), words.ASKED)
    told = texts.select("row", told=plain.str.extract_all(sentence).list.join("\n"))
    clauses = _clauses(told)

    def agreed(of: pl.Expr) -> pl.Expr:
        values = pl.col("said").filter(of)
        return pl.when(values.n_unique() == 1).then(values.first())

    def answer(named: str) -> pl.Expr:
        own = pl.col(named)
        return pl.when(own.any()).then(agreed(own)).otherwise(agreed(pl.col("any_visa")))

    said = (
        clauses.group_by("told")
        .agg(
            # Conrad 30 is a waiver of the J-1's return home
            visa_j1=pl.coalesce(answer("j1"), pl.when(~pl.col("j1").any() & agreed(pl.col("conrad"))).then(True)),
            visa_h1b=answer("h1"),
            conrad_30=agreed(pl.col("conrad")),
            visa_text=pl.col("clause").str.strip_chars().unique(maintain_order=True).head(2).str.join(" / "),
        )
        .collect()
    )
    return told.join(said, on="told").drop("told")


def _shift(title: pl.Expr, text: pl.Expr) -> pl.Expr:
    on = _part(text, words.ON_OFF)
    rotating = pl.when(on.is_not_null()).then(text)
    weeks = pl.when(_has(rotating, words.ON_OFF_WEEKS)).then(pl.lit(" weeks")).otherwise(pl.lit(""))
    pattern = pl.coalesce(
        pl.format("{}{} on, {} off", on, weeks, _part(rotating, words.ON_OFF, 2)),
        pl.format("{}-hour shifts", _part(text, words.HOURS)),
        pl.format("{}-day week", _part(text, words.WEEK).replace(words.NUMBER)),
        pl.when(_has(text, words.WEEKDAYS)).then(pl.lit("Monday to Friday")),
        pl.when(_has(text, words.BLOCK)).then(pl.lit("block schedule")),
    )
    bare = _without(title, words.NO_NIGHTS)
    hours = pl.coalesce(
        pl.when(_has(bare, words.NIGHTS)).then(pl.lit("nights")),
        pl.when(_has(bare, words.EVENINGS)).then(pl.lit("evenings")),
        pl.when(_has(bare, words.DAYS)).then(pl.lit("days")),
        pl.when(_has(bare, words.WEEKENDS)).then(pl.lit("weekends")),
        _words(title, words.NO_NIGHTS),
    )
    return pl.concat_str([pattern, hours], separator=", ", ignore_nulls=True).replace("", None)


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of FIELDS for each row of `frame` (title, categories, employment: lists; description), in order."""
    employment, categories = (
        pl.col(c).list.join(" | ", ignore_nulls=True).fill_null("") for c in ("employment", "categories")
    )
    base = frame.lazy().select(
        title=pl.col("title").fill_null(""),
        # "Physical Therapist (PT)" is no part-time post
        field=pl.concat_str(
            pl.col("title").fill_null("").str.replace(words.THERAPIST, " "), employment, separator=" | "
        ),
        labels=pl.concat_str(pl.col("title").fill_null(""), employment, categories, separator=" | "),
        told=pl.col("description").fill_null(""),
    )
    title, field, labels, told = (pl.col(c) for c in ("title", "field", "labels", "told"))
    base = base.select(pl.all().str.to_lowercase()).with_columns(text=pl.concat_str(labels, told, separator=" . "))
    text = pl.col("text")

    def where(asked: pl.Expr) -> pl.Expr:
        """The text, null where it need not be looked at again."""
        return pl.when(asked).then(text)

    base = base.with_columns(
        ratio=_part(text, words.CALL_RATIO),
        loan=_words(text, words.LOAN),
        academic=_has(labels, words.ACADEMIC_FIELD) | _has(told, words.ACADEMIC_TEXT),
        graduates=_words(text, words.GRADUATES),
        eligible=_words(text, words.ELIGIBLE),
        remote=pl.coalesce(_words(labels, words.REMOTE_TITLE), _words(told, words.REMOTE_TEXT)),
    )
    base = base.with_columns(
        ratio=pl.coalesce("ratio", _part(where(pl.col("ratio").is_null()), words.RATIO_CALL)).replace(words.NUMBER),
        graduates=_words(_without(where(pl.col("graduates").is_not_null()), words.MENTORING), words.GRADUATES),
        no_graduates=_words(text, words.NOT_GRADUATES),
    ).with_columns(no_call=_words(where(pl.col("ratio").is_null()), words.NO_CALL))
    in_field = {kind: _has(field, pattern) for kind, pattern in words.IN_FIELD.items()}
    in_field["locum tenens"] = _has(_without(field, words.NO_LOCUM), words.IN_FIELD["locum tenens"])
    nothing = ~pl.any_horizontal(*in_field.values())
    silent = pl.when(nothing).then(told)
    full = pl.when(_has(silent, words.IN_TEXT["full-time"])).then(told)
    in_text = {kind: _has(silent, pattern) for kind, pattern in words.IN_TEXT.items()}
    in_text["full-time"] = _has(_without(full, words.OTHERS_FULL_TIME), words.IN_TEXT["full-time"])
    found = (
        base.select(
            *(
                pl.when(in_field[kind] | in_text[kind].fill_null(False)).then(pl.lit(kind)).alias(kind)
                for kind in words.IN_FIELD
            ),
            "ratio",
            "no_call",
            "loan",
            "graduates",
            "eligible",
            "remote",
            academic=pl.col("academic") & ~_has(where(pl.col("academic")), words.NOT_ACADEMIC),
            fellowship=pl.when(_has(labels, words.FELLOWSHIP) & ~_has(labels, words.NOT_FELLOWSHIP)).then(True),
            either_call=_has(where(pl.col("no_call").is_not_null()), words.EITHER_CALL),
            some_call=_part(where(pl.col("ratio").is_null() & pl.col("no_call").is_null()), words.SOME_CALL),
            shift=_shift(title, text),
            no_loan=_words(where(pl.col("loan").is_not_null()), words.LOAN_NO),
            loan_unsaid=_has(where(pl.col("loan").is_not_null()), words.LOAN_UNSAID),
            no_graduates=pl.col("no_graduates"),
            no_eligible=_words(where(pl.col("eligible").is_not_null()), words.NO_ELIGIBLE),
            certified=_words(where(pl.col("eligible").is_null()), words.CERTIFIED_ONLY),
            no_remote=_words(text, words.NOT_REMOTE),
            hybrid=_has(where(pl.col("remote").is_not_null()), words.HYBRID) | _has(title, r"\bon-?site\b"),
            visas=pl.when(text.str.contains(words.VISA_SIGN)).then(text),
        )
        .collect(engine="streaming")
        .with_row_index("row")
    )
    told_of_visas = found.filter(pl.col("visas").is_not_null()).select("row", text="visas")
    said = (
        found.drop("visas")
        .join(_visas(told_of_visas), on="row", how="left", maintain_order="left")
        .with_columns(
            call=pl.when(pl.col("ratio").is_not_null())
            .then(pl.format("1:{}", "ratio"))
            .when(pl.col("no_call").is_not_null() & ~pl.col("either_call"))
            .then(pl.lit("no call"))
            .otherwise("some_call"),
            loan_repayment=_yes_no(
                pl.col("loan").is_not_null() & ~pl.col("loan_unsaid"), pl.col("no_loan").is_not_null()
            ),
            new_grad=_yes_no(pl.col("graduates").is_not_null(), pl.col("no_graduates").is_not_null()),
            board_eligible=_yes_no(pl.col("eligible").is_not_null(), pl.col("no_eligible").is_not_null()).fill_null(
                pl.when(pl.col("certified").is_not_null()).then(False)
            ),
            remote_text=pl.coalesce("no_remote", "remote"),
            remote=_yes_no(pl.col("remote").is_not_null() & ~pl.col("hybrid"), pl.col("no_remote").is_not_null()),
        )
    )

    def words_of(term: str, *said: str) -> pl.Expr:
        return pl.when(pl.col(term).is_not_null()).then(pl.coalesce(*said))

    return said.with_columns(
        employment_types=pl.concat_list(
            *words.IN_FIELD,
            pl.when("fellowship").then(pl.lit("fellowship")),
            pl.when("academic").then(pl.lit("academic")),
        ).list.drop_nulls(),
        terms_text=pl.concat_str(
            "visa_text",
            words_of("loan_repayment", "no_loan", "loan"),
            words_of("new_grad", "no_graduates", "graduates"),
            words_of("board_eligible", "no_eligible", "eligible", "certified"),
            words_of("call", "no_call", "call"),
            words_of("remote", "remote_text"),
            separator=" | ",
            ignore_nulls=True,
        ).replace("", None),
    ).select(pl.col(name).cast(kind) for name, kind in FIELDS.items())
