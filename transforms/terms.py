"""Terms of a posting: employment types, call, shifts, visas, loan repayment, boards, graduates, remote, fellowship.

Each is true or false only where the posting says so, else null (`academic` is a plain yes or no). A term is read from
one clause at a time, so that "J-1 welcome, no H-1B" gives each its own answer.
"""

from functools import cache

import polars as pl

TYPES = ("full-time", "part-time", "locum tenens", "per diem", "contract", "fellowship", "academic")

# Patterns for the title, the board's own employment field, its categories; and those that are safe in a running text,
# where agencies tell of themselves ("40,000 physicians work locum tenens with us").
IN_FIELD = {
    "full-time": r"\bfull[\s_-]?time\b|\bfull (?:or|and|/|&) part\b|\bf/t\b|\| ft(?:$| \|)|\b1\.0 FTE\b",
    "part-time": r"\bpart[\s_-]?time\b|\bP/T\b|\b0?\.[1-9]\d? ?FTE\b",
    "locum tenens": (
        r"\blocums?\b|\bmoonlight(?:er|ers|ing)\b|\btemp(?:orary)? (?:assistance|help|coverage|need|"
        r"job|\w+(?:ologist|iatrist|ician|iatrician|eon|ist))\b"
    ),
    "per diem": r"\bper[\s_-]?diem\b|\bPRN\b|\bPER_DIEM\b",
    "contract": (
        r"\b1099\b|\bindependent contract|\bcontract(?:or)?\b(?:[^a-z]|$)|\| temporary\b|\bNTE\b|"
        r"\bnot[\s-]to[\s-]exceed\b"
    ),
}
IN_TEXT = {
    "full-time": r"\bfull[\s-]?time\b",
    "part-time": (
        r"\bpart[\s-]time (?:position|opportunit|role|job|or\b|options?|schedule|candidates|"
        r"employment|\d)|\b(?:or|and|/) ?part[\s-]time\b|(?:is|seeking|for) an? part[\s-]time\b"
    ),
    "locum tenens": r"\blocums?(?:[\s-]tenens)? (?:position|opportunit|job|assignment|coverage|need|role|contract)",
    "per diem": (
        r"\bper[\s-]diem (?:position|opportunit|role|job|shifts?|coverage|basis)|"
        r"\bthis per[\s-]diem\b|\bPRN (?:position|role)"
    ),
    "contract": (
        r"\b1099 (?:position|contract|role|opportunit)|\bindependent contractor (?:position|role|"
        r"opportunit|model|status)"
    ),
}
# "a full-time director leads us", "benefits for full time positions": others' hours
OTHERS_FULL_TIME = r"\b(?:one|two|three|four|five|\d+|by an?|our|their|all|benefits for|has an?|have an?|have|other|currently) full[\s-]?time\b"
ACADEMIC_FIELD = (
    r"\bacademics?\b|\bfaculty\b|\bprofessors?(?:hip)?\b|\bclinician[\s-](?:educator|scientist|"
    r"investigator)s?\b|\btenure"
)
ACADEMIC_TEXT = (
    r"\bfaculty (?:appointment|position|member|rank|physician)s?\b|\bacademic (?:appointment|rank|"
    r"position|title)s?\b|"
    r"\b(?:assistant|associate|full|clinical) professor\b|\bclinical instructor\b|\btenure[\s-]track\b"
)
NOT_ACADEMIC = r"\b(?:no|non|without|not an?)[\s-](?:academic|faculty)\b"
FELLOWSHIP = (
    r"\bfellowships?\b(?:[^a-z]|$)|\b(?:clinical|research|postdoctoral|cardiology|surgery|"
    r"medicine) fellow\b|^fellow\b"
)
NOT_FELLOWSHIP = (
    r"fellow(?:ship)?s?[\s-]?(?:trained|training|preferred|required|director|program|faculty|"
    r"coordinator|stipend|welcome|a plus|t\b|"
    r"grads?|graduates?)|with (?:a )?fellowship|no fellowship|fellows? (?:welcome|and)"
)

VISA_SIGN = r"visa|conrad|sponsor|j[- ]?1|h[- ]?1"
VISA_WORD = (
    r"\bj[\s-]?1s?\b|\bh[\s-]?1(?:[\s-]?b)?s?\b|\bvisas?\b|\bconrad\b|\bsponsorship\b|"
    r"\b(?:not|to|cannot|can|can't|will|does|do|unable to|able to) sponsor\b"
)
ABOUT_VISA = (
    r"\bj[\s-]?1s?\b|\bh[\s-]?1(?:[\s-]?b)?s?\b|\bvisas?\b|\bconrad\b|"
    r"\bsponsorship (?:is |are |may be |can be )?(?:not |un)?(?:available|offered|provided|possible|considered)|"
    r"\b(?:no|offer|offers|provide|without|require|requires|requiring|need|for) (?:any |work |"
    r"immigration |employment |future )?sponsorship|"
    r"\b(?:not|cannot|can't|unable to|able to|will|willing to) sponsor\b"
)
NO = (
    r"\b(?:no|not|non[\s-](?:visa|sponsor\w*|eligible)|cannot|can't|can not|won't|unable|without|"
    r"neither|nor|isn't|aren't|doesn't|don't|never|ineligible|"
    r"unavailable|none|declined|excluded|excluding|rules? out)\b"
)

LOAN = (
    r"loans? (?:re-?payment|repay|forgiveness|forgive|re-?imbursement|assistance|support|relief|payback|payoff)|"
    r"student loans?\b|loan-(?:repayment|forgiveness)|education(?:al)? (?:loan|debt)|\bedrp\b|\bpslf\b|\bnhsc\b|"
    r"debt reduction program|student debt"
)
LOAN_NO = (
    r"\b(?:no|without|not offer|not eligible for) (?:student |any |nhsc )?loan (?:repay|forgiv|assist)\w*|"
    r"loan (?:repayment|forgiveness|assistance)(?: program)?(?: is| are|:)? ?"
    r"(?:not (?:available|offered|provided|eligible)|none\b|no\b|n/a|unavailable)"
)
LOAN_UNSAID = r"loan (?:repayment|forgiveness|assistance)[^.;\n]{0,20}not specified"

GRADUATES = (
    r"\bnew(?:ly)?[\s-](?:grad\b|grads\b|graduates?\b|graduating\b|trained\b)|\brecent (?:grads?|graduates?)\b|"
    r"\b(?:final|last|senior|pgy-?\d)[\s-]year (?:residents?|fellows?)|\bgraduating (?:residents?|"
    r"fellows?|physicians?|in 20\d\d)|"
    r"\b(?:residents?|fellows?)(?: (?:and|or|&) (?:residents?|"
    r"fellows?))? (?:are )?(?:also )?(?:welcomed?|encouraged|considered|"
    r"may apply|accepted|invited)|\b(?:residents?|fellows?) (?:finishing|completing|graduating)[^.;\n]{0,30} (?:welcome|apply|considered|encouraged|invited)\b|\b20\d\d(?:'?s)? (?:new )?(?:grads?|graduates|fellows|candidates|residents)\b|"
    r"\b(?:all|any) (?:levels? of experience|experience levels?)\b|"
    r"\bexperienced or new(?:er)? (?:grads?|graduates|residents|physicians)"
)
NOT_GRADUATES = (
    r"\bno (?:new|recent) grad\w*|\b(?:not (?:suitable|appropriate|ideal|open|available|accepting)|"
    r"unable to (?:accept|consider)|cannot (?:accept|consider))(?: \w+)? ?(?:for|to)? ?(?:new|recent) grad\w*|"
    r"\bnew grad(?:uate)?s?(?: are| will)? not\b|"
    r"\bexperienced (?:(?:physicians|candidates|providers|surgeons) )?only\b|"
    r"\byears'?(?: of)? (?:\w+ ){0,4}experience (?:is )?(?:required|minimum)\b|"
    r"\bminimum (?:of )?(?:\d|one|two|three|five)\+? years'?(?: of)? (?:\w+ ){0,3}experience\b"
)
MENTORING = (
    r"\b(?:mentor\w*|supervis\w*|teach\w*|train\w*|precept\w*|stipend\w*|"
    r"available) (?:\w+ ){0,4}(?:new grad\w*|(?:senior|final)[\s-]year residents?)"
)

ELIGIBLE = (
    r"\bB[CE]\s?(?:/|or|-|&|and)\s?B[CE]\b|\bboard[\s-]?eligib\w*|\bboard[\s-]certified[\s,]*(?:/|"
    r"\(|or|and)+\s*\(?(?:or )?\s*(?:board[\s-])?eligible|"
    r"\bboard[\s-]certifi(?:ed|cation)[^a-zA-Z0-9]{1,3}(?:BE|eligib\w+)\b|\bboard certifi\w+ or (?:\w+ )?eligib"
)
NO_ELIGIBLE = r"\b(?:no|not) board[\s-]eligible\b|\bboard[\s-]eligible (?:candidates )?(?:are |will )?not\b"
CERTIFIED_ONLY = (
    r"\bBC only\b|\bmust be (?:ABMS |AOA )?(?:board[\s-]certified|BC)\b|\bboard[\s-]certified only\b|"
    r"\bboard[\s-]certifi(?:ed|cation) (?:is |only|required|physicians? only|candidates? only)(?:required)?"
)

REMOTE_TITLE = (
    r"\bremote(?:ly)?\b|\btele[\s-]?(?:work|commut\w+|med\w*|health|psych\w*|rad\w*|neuro\w*|"
    r"hospitalist\w*|stroke|dermatolog\w+)|"
    r"\bwork[\s-](?:from|at)[\s-](?:your )?home\b|\bfrom home\b|\bWFH\b|\bvirtual\b"
)
REMOTE_TEXT = (
    r"\b(?:100%|fully|completely|entirely|all) (?:remote|virtual)(?:ly)?\b|\bremote (?:position|"
    r"opportunity|role|job|work|reading|teleradiology)\b|"
    r"\bwork(?:ing)? (?:remotely|from home|from anywhere)\b|\bwork[\s-]from[\s-]home\b|"
    r"\btele(?:work|commut\w+)(?: position| eligible)?:? ?(?:yes)?|"
    r"\bTELECOMMUTE\b"
)
NOT_REMOTE = (
    r"\b(?:no|not|non)[ -](?:a |an |fully )?(?:remote|telework|telecommut\w*)|\btelework(?: eligible)?:? no\b|"
    r"\bremote(?: work)? (?:is |work )?not (?:available|possible|offered|permitted)|"
    r"\b(?:100%|fully|entirely) (?:on-?site|in-person)\b|\b(?:on-?site|in-person) only\b"
)
# "remote Alaska" is a place; some days at home is neither remote nor not.
HYBRID = (
    r"\bhybrid\b|\bdays? remote\b|\bon-?site and remote\b|"
    r"\bremote (?:alaska|area|location|communit\w+|village|island|site|region|rural|hospital|"
    r"town)|"
    r"\bpart(?:ly|ially) remote\b|\bremote (?:monitor|neuromonitor|access|scrib)\w*"
)

CALL_RATIO = (
    r"\bcall\b[^.;\n|]{0,30}?\b(?:1 ?(?::|in) ?|one in (?:every )?|q ?|every )(\d{1,2}|two|three|"
    r"four|five|six|seven|eight|nine|ten)(?:th|rd|nd)?\b"
)
RATIO_CALL = (
    r"\b(?:1 ?(?::|in|/) ?|one in |q ?)(\d{1,2}|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b[^.;\n|]{0,25}\bcall\b"
)
NO_CALL = (
    r"\b(?:no call|no on-call|no on call|zero call|without call|call-free|call free|no-call)\b|\bcall:? none\b|"
    r"\bno (?:nights?|weekends?|holidays?)(?:,| or|/| and)+ ?(?:nights?|weekends?|holidays?|or|,|/| )*call\b"
)
SOME_CALL = (
    r"\b((?:light|minimal|limited|low|shared|home|phone|telephone|beeper|backup|back-up|rotating|"
    r"in-house|great|24[\s-]hours?|weekend|paid|easy|rare|infrequent)[\s-](?:on[\s-])?call)\b"
)
EITHER_CALL = r"\b(?:with or without|optional|or no|minimal or no) call\b|\bno call (?:center|pay)\b"

ON_OFF = (
    r"\b(\d{1,2})[\s-]*(?:days? |weeks? |wks? )?on\b[\s,/&-]*(?:and )?(\d{1,2})[\s-]*(?:days? |"
    r"weeks? |wks? )?off\b"
)
ON_OFF_WEEKS = r"\b\d{1,2}[\s-]*(?:weeks?|wks?)[\s-]on\b"
HOURS = r"\b(\d{1,2})[\s-]*(?:hours?|hrs?)[\s-]shifts?\b"
WEEK = r"\b(3|4|4\.5|5|three|four|five)[\s-]*(?:½ )?days?[\s-]*(?:work[\s-]?|per |a )?(?:week|wk|ww)\b"
WEEKDAYS = r"mon(?:day)?(?:\s?[-–]\s?|\s(?:to|through|thru)\s)f(?:riday|ri)?\b|m-f\b|m - f\b|m–f\b|m – f\b"
BLOCK = r"\bblock[\s-]schedul\w*"
NIGHTS = r"\bnocturnists?\b|\bnight[\s-]?(?:shifts?|hawk)?\b|\bnights\b|\bovernights?\b|\b3rd shift\b"
DAYS = r"\bday[\s-]?(?:time|shifts?)\b|\bdays only\b|\b1st shift\b"
EVENINGS = r"\bevenings?\b|\b2nd shift\b|\bswing(?: shifts?)?\b"
WEEKENDS = r"\bweekends?\b"
NO_NIGHTS = (
    r"\bno[\s-](?:[a-z]+(?:,|/| or| and)? ?){0,3}(?:nights?|weekends?|evenings?|"
    r"overnights?)\b(?:[\s,/]*(?:or |and |no )?(?:nights?|weekends?|evenings?|holidays?|call))*"
)
NUMBER = dict(zip("two three four five six seven eight nine ten".split(), "2 3 4 5 6 7 8 9 10".split(), strict=True))

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


def _visas(texts: pl.DataFrame) -> pl.DataFrame:
    """row, visa_j1, visa_h1b, conrad_30 and the words, for the rows of `texts` (row, text) that speak of visas."""
    sentence = _ascii(rf"[^.;!?•·|\n]*(?:{VISA_WORD})[^.;!?•·|\n]*")
    told = texts.select("row", told=pl.col("text").str.extract_all(sentence).list.join("\n"))
    # PracticeMatch loses its angle brackets: "class=infoNo J1 or H1"
    text = _without(pl.col("told"), r"<[^>]*>|\bclass=\w*info", "\n")
    text = _without(text, r"\b(?:non|not)[\s-]cap[\s-]exempt")
    text = _without(text, r"[,(/]\s*(no|not|unable|cannot|however|but)\b", "\n$1")
    text = _without(text, r"\b(but|however|although|though)\b|\)\s*[:,]", "\n$1")
    text = _without(text, r"\b(welcomed?|accepted|considered|available|eligible|ok|okay|yes|no)\s*[,/]", "$1\n")
    clause = pl.col("clause")
    clauses = (
        told.lazy()
        .select(pl.col("told").unique())  # what agencies say of visas, they say in every posting
        .select("told", clause=text.str.split("\n"))
        .explode("clause", empty_as_null=False)
        .filter(_has(clause, VISA_WORD))
        .with_columns(clause=_part(clause, rf"(.{{0,90}}(?:{VISA_WORD}).{{0,90}})"))
        .filter(_has(clause, ABOUT_VISA))
        .with_columns(
            said=~_has(clause, NO),
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

    def agreed(of: pl.Expr) -> pl.Expr:
        values = pl.col("said").filter(of)
        return pl.when(values.n_unique() == 1).then(values.first())

    def answer(named: str) -> pl.Expr:
        own = pl.col(named)
        return pl.when(own.any()).then(agreed(own)).otherwise(agreed(pl.col("any_visa")))

    said = (
        clauses.group_by("told")
        .agg(
            visa_j1=answer("j1"),
            visa_h1b=answer("h1"),
            conrad_30=agreed(pl.col("conrad")),
            visa_text=clause.str.strip_chars().unique(maintain_order=True).head(2).str.join(" / "),
        )
        .collect()
    )
    return told.join(said, on="told").drop("told")


def _shift(title: pl.Expr, text: pl.Expr) -> pl.Expr:
    on = _part(text, ON_OFF)
    rotating = pl.when(on.is_not_null()).then(text)
    weeks = pl.when(_has(rotating, ON_OFF_WEEKS).fill_null(False)).then(pl.lit(" weeks")).otherwise(pl.lit(""))
    pattern = pl.coalesce(
        pl.format("{}{} on, {} off", on, weeks, _part(rotating, ON_OFF, 2)),
        pl.format("{}-hour shifts", _part(text, HOURS)),
        pl.format("{}-day week", _part(text, WEEK).replace(NUMBER)),
        pl.when(_has(text, WEEKDAYS)).then(pl.lit("Monday to Friday")),
        pl.when(_has(text, BLOCK)).then(pl.lit("block schedule")),
    )
    bare = _without(title, NO_NIGHTS)
    hours = pl.coalesce(
        pl.when(_has(bare, NIGHTS)).then(pl.lit("nights")),
        pl.when(_has(bare, EVENINGS)).then(pl.lit("evenings")),
        pl.when(_has(bare, DAYS)).then(pl.lit("days")),
        pl.when(_has(bare, WEEKENDS)).then(pl.lit("weekends")),
        _words(title, NO_NIGHTS),
    )
    return pl.concat_str([pattern, hours], separator=", ", ignore_nulls=True).replace("", None)


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of FIELDS for each row of `frame` (title, categories, employment: lists; description), in order."""
    employment, categories = (
        pl.col(c).list.join(" | ", ignore_nulls=True).fill_null("") for c in ("employment", "categories")
    )
    base = frame.lazy().select(
        title=pl.col("title").fill_null(""),
        field=pl.concat_str(pl.col("title").fill_null(""), employment, separator=" | "),
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
        ratio=_part(text, CALL_RATIO),
        loan=_words(text, LOAN),
        academic=_has(labels, ACADEMIC_FIELD) | _has(told, ACADEMIC_TEXT),
        graduates=_words(text, GRADUATES),
        eligible=_words(text, ELIGIBLE),
        remote=pl.coalesce(_words(labels, REMOTE_TITLE), _words(told, REMOTE_TEXT)),
    )
    base = base.with_columns(
        ratio=pl.coalesce("ratio", _part(where(pl.col("ratio").is_null()), RATIO_CALL)).replace(NUMBER),
        graduates=_words(_without(where(pl.col("graduates").is_not_null()), MENTORING), GRADUATES),
        no_graduates=_words(text, NOT_GRADUATES),
    ).with_columns(no_call=_words(where(pl.col("ratio").is_null()), NO_CALL))
    in_field = {kind: _has(field, pattern) for kind, pattern in IN_FIELD.items()}
    nothing = ~pl.any_horizontal(*in_field.values())
    silent = pl.when(nothing).then(told)
    full = pl.when(_has(silent, IN_TEXT["full-time"])).then(told)
    in_text = {kind: _has(silent, pattern) for kind, pattern in IN_TEXT.items()}
    in_text["full-time"] = _has(_without(full, OTHERS_FULL_TIME), IN_TEXT["full-time"])
    found = (
        base.select(
            *(
                pl.when(in_field[kind] | in_text[kind].fill_null(False)).then(pl.lit(kind)).alias(kind)
                for kind in IN_FIELD
            ),
            "ratio",
            "no_call",
            "loan",
            "graduates",
            "eligible",
            "remote",
            academic=pl.col("academic") & ~_has(where(pl.col("academic")), NOT_ACADEMIC).fill_null(False),
            fellowship=pl.when(_has(labels, FELLOWSHIP) & ~_has(labels, NOT_FELLOWSHIP)).then(True),
            either_call=_has(where(pl.col("no_call").is_not_null()), EITHER_CALL).fill_null(False),
            some_call=_part(where(pl.col("ratio").is_null() & pl.col("no_call").is_null()), SOME_CALL),
            shift=_shift(title, text),
            no_loan=_words(where(pl.col("loan").is_not_null()), LOAN_NO),
            loan_unsaid=_has(where(pl.col("loan").is_not_null()), LOAN_UNSAID).fill_null(False),
            no_graduates=pl.col("no_graduates"),
            no_eligible=_words(where(pl.col("eligible").is_not_null()), NO_ELIGIBLE),
            certified=_words(where(pl.col("eligible").is_null()), CERTIFIED_ONLY),
            no_remote=_words(text, NOT_REMOTE),
            hybrid=_has(where(pl.col("remote").is_not_null()), HYBRID).fill_null(False) | _has(title, r"\bon-?site\b"),
            visas=pl.when(text.str.contains(VISA_SIGN)).then(text),
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

    def words_of(term: str, *words: str) -> pl.Expr:
        return pl.when(pl.col(term).is_not_null()).then(pl.coalesce(*words))

    return said.with_columns(
        employment_types=pl.concat_list(
            *IN_FIELD,
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
