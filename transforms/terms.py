"""Terms of a posting: employment types, call, shifts, visas, loan repayment, boards, graduates, remote, fellowship.

Each is true or false only where the posting says so, else null (`academic` is a plain yes or no). A term is read from
one clause at a time, so that "J-1 welcome, no H-1B" gives each its own answer.
"""

import polars as pl

from curbside.transforms import term_words as words
from curbside.transforms import visa_words, visas
from curbside.transforms.phrases import has, part, without, words_of

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
TITLE, FIELD, LABELS, TOLD, TEXT = (pl.col(c) for c in ("title", "field", "labels", "told", "text"))


def _yes_no(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """true, false or null; a plain no outweighs a yes that its own words may have matched."""
    return pl.when(no).then(False).when(yes).then(True)


def _shift(title: pl.Expr, text: pl.Expr) -> pl.Expr:
    on = part(text, words.ON_OFF)
    rotating = pl.when(on.is_not_null()).then(text)
    weeks = pl.when(has(rotating, words.ON_OFF_WEEKS)).then(pl.lit(" weeks")).otherwise(pl.lit(""))
    pattern = pl.coalesce(
        pl.format("{}{} on, {} off", on, weeks, part(rotating, words.ON_OFF, 2)),
        pl.format("{}-hour shifts", part(text, words.HOURS)),
        pl.format("{}-day week", part(text, words.WEEK).replace(words.NUMBER)),
        pl.when(has(text, words.WEEKDAYS)).then(pl.lit("Monday to Friday")),
        pl.when(has(text, words.BLOCK)).then(pl.lit("block schedule")),
    )
    bare = without(title, words.NO_NIGHTS)
    hours = pl.coalesce(
        pl.when(has(bare, words.NIGHTS)).then(pl.lit("nights")),
        pl.when(has(bare, words.EVENINGS)).then(pl.lit("evenings")),
        pl.when(has(bare, words.DAYS)).then(pl.lit("days")),
        pl.when(has(bare, words.WEEKENDS)).then(pl.lit("weekends")),
        words_of(title, words.NO_NIGHTS),
    )
    return pl.concat_str([pattern, hours], separator=", ", ignore_nulls=True).replace("", None)


def _texts(frame: pl.DataFrame) -> pl.LazyFrame:
    """The texts of each posting in lower case: title, field (title and employment), labels (these and the categories),
    told (the description), text (all of it)."""
    employment, categories = (
        pl.col(c).list.join(" | ", ignore_nulls=True).fill_null("") for c in ("employment", "categories")
    )
    title = pl.col("title").fill_null("")
    return (
        frame.lazy()
        .select(
            title=title,
            # "Physical Therapist (PT)" is no part-time post
            # `fulltime_permanent` is a code of words
            field=pl.concat_str(
                title.str.replace(words.THERAPIST, " "),
                employment.str.replace_all("_", " ", literal=True),
                separator=" | ",
            ),
            labels=pl.concat_str(title, employment, categories, separator=" | "),
            told=pl.col("description").fill_null(""),
        )
        .select(pl.all().str.to_lowercase())
        .with_columns(text=pl.concat_str("labels", "told", separator=" . "))
    )


def _where(asked: pl.Expr) -> pl.Expr:
    """The text, null where it need not be looked at again."""
    return pl.when(asked).then(TEXT)


def _said(term: str) -> pl.Expr:
    return pl.col(term).is_not_null()


def _first_look(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Adds the words by which a term may be said: ratio (of call), loan, academic, graduates, eligible, remote, no_call."""
    return (
        texts.with_columns(
            ratio=part(TEXT, words.CALL_RATIO),
            loan=words_of(TEXT, words.LOAN),
            academic=has(LABELS, words.ACADEMIC_FIELD) | has(TOLD, words.ACADEMIC_TEXT),
            graduates=words_of(TEXT, words.GRADUATES),
            eligible=words_of(TEXT, words.ELIGIBLE),
            remote=pl.coalesce(words_of(LABELS, words.REMOTE_TITLE), words_of(TOLD, words.REMOTE_TEXT)),
        )
        .with_columns(
            ratio=pl.coalesce("ratio", part(_where(~_said("ratio")), words.RATIO_CALL)).replace(words.NUMBER),
            graduates=words_of(without(_where(_said("graduates")), words.MENTORING), words.GRADUATES),
            no_graduates=words_of(TEXT, words.NOT_GRADUATES),
        )
        .with_columns(no_call=words_of(_where(~_said("ratio")), words.NO_CALL))
    )


def _types() -> list[pl.Expr]:
    """A column each employment type, its name where the posting is of it; the running text counts where the fields are silent."""
    in_field = {kind: has(FIELD, pattern) for kind, pattern in words.IN_FIELD.items()}
    in_field["locum tenens"] = has(without(FIELD, words.NO_LOCUM), words.IN_FIELD["locum tenens"])
    silent = pl.when(~pl.any_horizontal(*in_field.values())).then(TOLD)
    full = pl.when(has(silent, words.IN_TEXT["full-time"])).then(TOLD)
    in_text = {kind: has(silent, pattern) for kind, pattern in words.IN_TEXT.items()}
    in_text["full-time"] = has(without(full, words.OTHERS_FULL_TIME), words.IN_TEXT["full-time"])
    return [
        pl.when(in_field[kind] | in_text[kind].fill_null(False)).then(pl.lit(kind)).alias(kind)
        for kind in words.IN_FIELD
    ]


def _second_look(found: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the first look beside the words that take them back, the types, the shift, and the text where it may
    speak of visas."""
    return found.select(
        *_types(),
        "ratio", "no_call", "loan", "graduates", "no_graduates", "eligible", "remote",
        academic=pl.col("academic") & ~has(_where(pl.col("academic")), words.NOT_ACADEMIC),
        fellowship=pl.when(has(LABELS, words.FELLOWSHIP) & ~has(LABELS, words.NOT_FELLOWSHIP)).then(True),
        either_call=has(_where(_said("no_call")), words.EITHER_CALL),
        some_call=part(_where(~_said("ratio") & ~_said("no_call")), words.SOME_CALL),
        shift=_shift(TITLE, TEXT),
        no_loan=words_of(_where(_said("loan")), words.LOAN_NO),
        loan_unsaid=has(_where(_said("loan")), words.LOAN_UNSAID),
        no_eligible=words_of(_where(_said("eligible")), words.NO_ELIGIBLE),
        certified=words_of(_where(~_said("eligible")), words.CERTIFIED_ONLY),
        no_remote=words_of(TEXT, words.NOT_REMOTE),
        hybrid=has(_where(_said("remote")), words.HYBRID) | has(TITLE, r"\bon-?site\b"),
        visas=pl.when(TEXT.str.contains(visa_words.VISA_SIGN)).then(TEXT),
    )  # fmt: skip


def _answers(found: pl.DataFrame) -> pl.DataFrame:
    """Adds what the words found amount to: call, loan_repayment, new_grad, board_eligible, remote and its words."""
    return found.with_columns(
        call=pl.when(_said("ratio"))
        .then(pl.format("1:{}", "ratio"))
        .when(_said("no_call") & ~pl.col("either_call"))
        .then(pl.lit("no call"))
        .otherwise("some_call"),
        loan_repayment=_yes_no(_said("loan") & ~pl.col("loan_unsaid"), _said("no_loan")),
        new_grad=_yes_no(_said("graduates"), _said("no_graduates")),
        board_eligible=_yes_no(_said("eligible"), _said("no_eligible")).fill_null(
            pl.when(_said("certified")).then(False)
        ),
        remote_text=pl.coalesce("no_remote", "remote"),
        remote=_yes_no(_said("remote") & ~pl.col("hybrid"), _said("no_remote")),
    )


def _words_for(term: str, *said: str) -> pl.Expr:
    return pl.when(_said(term)).then(pl.coalesce(*said))


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of FIELDS for each row of `frame` (title, categories, employment: lists; description), in order."""
    looked = _second_look(_first_look(_texts(frame)))
    found = looked.collect(engine="streaming").with_row_index("row")
    told_of_visas = found.filter(_said("visas")).select("row", text="visas")
    said = found.drop("visas").join(visas.read(told_of_visas), on="row", how="left", maintain_order="left")
    return (
        _answers(said)
        .with_columns(
            employment_types=pl.concat_list(
                *words.IN_FIELD,
                pl.when("fellowship").then(pl.lit("fellowship")),
                pl.when("academic").then(pl.lit("academic")),
            ).list.drop_nulls(),
            terms_text=pl.concat_str(
                "visa_text",
                _words_for("loan_repayment", "no_loan", "loan"),
                _words_for("new_grad", "no_graduates", "graduates"),
                _words_for("board_eligible", "no_eligible", "eligible", "certified"),
                _words_for("call", "no_call", "call"),
                _words_for("remote", "remote_text"),
                separator=" | ",
                ignore_nulls=True,
            ).replace("", None),
        )
        .select(pl.col(name).cast(kind) for name, kind in FIELDS.items())
    )
