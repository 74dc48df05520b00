"""Terms of a posting: employment types, call, shifts, visas, loan repayment, boards, graduates, remote, fellowship.

Each is true or false only where the posting says so, else null (`academic` is a plain yes or no). A term is read from
one clause at a time, so that "J-1 welcome, no H-1B" gives each its own answer.
"""

import polars as pl

TYPES = ("full-time", "part-time", "locum tenens", "per diem", "contract", "fellowship", "academic")

# Patterns for the title, the board's own employment field, its categories; and those that are safe in a running text,
# where agencies tell of themselves ("40,000 physicians work locum tenens with us").
IN_FIELD = {
    "full-time": r"(?i)\bfull[\s_-]?time\b|\bF/?T\b|\b1\.0 FTE\b",
    "part-time": r"(?i)\bpart[\s_-]?time\b|\bP/T\b|\b0?\.[1-9]\d? ?FTE\b",
    "locum tenens": r"(?i)\blocums?\b|\bmoonlight(?:er|ers|ing)\b",
    "per diem": r"(?i)\bper[\s_-]?diem\b|\bPRN\b|\bPER_DIEM\b",
    "contract": r"(?i)\b1099\b|\bindependent contract|\bcontract(?:or)?\b(?:[^a-z]|$)|\btemporary\b|\bTEMPORARY\b|\bNTE\b|\bnot[\s-]to[\s-]exceed\b",
}
IN_TEXT = {
    "full-time": r"(?i)\bfull[\s-]?time\b",
    "part-time": r"(?i)\bpart[\s-]time (?:position|opportunit|role|job|or\b|options?|schedule|candidates|employment|\d)|"
    r"\b(?:or|and|/) ?part[\s-]time\b|(?:is|seeking|for) an? part[\s-]time\b",
    "locum tenens": r"(?i)\blocums?(?:[\s-]tenens)? (?:position|opportunit|job|assignment|coverage|need|role|contract)",
    "per diem": r"(?i)\bper[\s-]diem (?:position|opportunit|role|job|shifts?|coverage|basis)|\bthis per[\s-]diem\b|\bPRN (?:position|role)",
    "contract": r"(?i)\b1099 (?:position|contract|role|opportunit)|\bindependent contractor (?:position|role|opportunit|model|status)",
}
ACADEMIC_FIELD = r"(?i)\bacademics?\b|\bfaculty\b|\bprofessors?(?:hip)?\b|\bclinician[\s-](?:educator|scientist|investigator)s?\b|\btenure"
ACADEMIC_TEXT = (
    r"(?i)\bfaculty (?:appointment|position|member|rank|physician)s?\b|\bacademic (?:appointment|rank|position|title)s?\b|"
    r"\b(?:assistant|associate|full|clinical) professor\b|\bclinical instructor\b|\btenure[\s-]track\b"
)
NOT_ACADEMIC = r"(?i)\b(?:no|non|without|not an?)[\s-](?:academic|faculty)\b"
FELLOWSHIP = r"(?i)\bfellowships?\b(?:[^a-z]|$)|\b(?:clinical|research|postdoctoral|cardiology|surgery|medicine) fellow\b|^fellow\b"
NOT_FELLOWSHIP = (
    r"(?i)fellow(?:ship)?s?[\s-]?(?:trained|training|preferred|required|director|program|faculty|coordinator|stipend|welcome|"
    r"grads?|graduates?)|with (?:a )?fellowship|no fellowship|fellows? (?:welcome|and)"
)

CLAUSE = r"[^.;!?•·|\n]{0,90}"
VISA_WORD = (
    r"\bj[\s-]?1s?\b|\bh[\s-]?1(?:[\s-]?b)?s?\b|\bvisas?\b|\bconrad\b|\bsponsorship\b|"
    r"\b(?:not|to|cannot|can|can't|will|does|do|unable to|able to) sponsor\b"
)
ABOUT_VISA = (
    r"\bj[\s-]?1s?\b|\bh[\s-]?1(?:[\s-]?b)?s?\b|\bvisas?\b|\bconrad\b|"
    r"\bsponsorship (?:is |are |may be |can be )?(?:not |un)?(?:available|offered|provided|possible|considered)|"
    r"\b(?:no|offer|offers|provide|without|require|requires|requiring|need|for) (?:any |work |immigration |employment |future )?sponsorship|"
    r"\b(?:not|cannot|can't|unable to|able to|will|willing to) sponsor\b"
)
NO = (
    r"\b(?:no|not|non|cannot|can't|can not|won't|unable|without|neither|nor|isn't|aren't|doesn't|don't|never|ineligible|"
    r"unavailable|declined|excluded|excluding|rules? out)\b"
)

LOAN = (
    r"loan[\s-]?(?:re-?payment|repay|forgiveness|forgive|re-?imbursement|assistance|support|relief|payback|payoff)|student loans?\b|"
    r"education(?:al)? (?:loan|debt)|\bEDRP\b|\bPSLF\b|\bNHSC\b|debt reduction program|student debt"
)
LOAN_YES = rf"(?i)(?:\$?\d[\d,.]*k?\s+(?:in |of |for )?)?(?:student |medical school |nhsc )?(?:{LOAN})"
LOAN_NO = (
    rf"(?i)\b(?:no|not eligible for|without|does not offer|do not offer|not offer) (?:student |any |nhsc )?(?:{LOAN})|"
    rf"(?:{LOAN})(?: program)?(?: is| are|:)? ?(?:not (?:available|offered|provided|eligible)|none\b|no\b|n/a|unavailable)"
)
LOAN_UNSAID = rf"(?i)(?:{LOAN})[^.;\n]{{0,20}}not specified"

GRADUATES = (
    r"(?i)\bnew(?:ly)?[\s-](?:grad\b|grads\b|graduates?\b|graduating\b|trained\b)|\brecent (?:grads?|graduates?)\b|"
    r"\b(?:final|last|senior|pgy-?\d)[\s-]year (?:residents?|fellows?)|\bgraduating (?:residents?|fellows?|physicians?|in 20\d\d)|"
    r"\b(?:residents?|fellows?)(?: (?:and|or|&) (?:residents?|fellows?))? (?:are )?(?:also )?(?:welcomed?|encouraged|considered|"
    r"may apply|accepted|invited)|\b20\d\d(?:'?s)? (?:new )?(?:grads?|graduates|fellows|candidates|residents)\b|"
    r"\b(?:all|any) (?:levels? of experience|experience levels?)\b|\bexperienced or new(?:er)? (?:grads?|graduates|residents|physicians)"
)
NOT_GRADUATES = (
    r"(?i)\b(?:no|not (?:suitable|appropriate|ideal|open|available|accepting)(?: \w+)? ?(?:for|to)?|unable to (?:accept|consider)|cannot (?:accept|consider)) "
    r"(?:new|recent) grad|\bnew grad(?:uate)?s?(?: are| will)? not\b|\bexperienced (?:physicians|candidates|providers|surgeons)? ?only\b|"
    r"\b(?:minimum(?: of)?|at least|requires?) (?:\w+ )?\(?\d{1,2}\)?\+? years?'?(?: of)? (?:\w+ ){0,4}experience (?:is )?required|"
    r"\b\d{1,2}\+? years?'?(?: of)? (?:\w+ ){0,3}experience (?:is )?required"
)
MENTORING = r"(?i)\b(?:mentor\w*|supervis\w*|teach\w*|train\w*|precept\w*|stipend\w*|available) (?:\w+ ){0,4}(?:new grad\w*|(?:senior|final)[\s-]year residents?)"

ELIGIBLE = (
    r"(?i)\bB[CE]\s?(?:/|or|-|&|and)\s?B[CE]\b|\bboard[\s-]?eligib\w*|\bboard[\s-]certified[\s,]*(?:/|\(|or|and)+\s*\(?(?:or )?\s*(?:board[\s-])?eligible|"
    r"\bboard[\s-]certifi(?:ed|cation)\W{1,3}(?:BE|eligib\w+)\b|\bBE (?:considered|accepted|ok|welcome)|\bboard certifi\w+ or (?:\w+ )?eligib"
)
NOT_ELIGIBLE = (
    r"(?i)\b(?:no|not) (?:BE|board[\s-]eligible)\b|\bboard[\s-]eligible (?:candidates )?(?:are |will )?not\b|\bBC only\b|\bmust be (?:ABMS |AOA )?(?:board[\s-]certified|BC)\b|"
    r"\bboard[\s-]certifi(?:ed|cation) (?:is |only|required|physicians? only|candidates? only)(?:required)?|\bboard[\s-]certified only\b"
)

REMOTE_TITLE = (
    r"(?i)\bremote(?:ly)?\b|\btele[\s-]?(?:work|commut\w+|med\w*|health|psych\w*|rad\w*|neuro\w*|hospitalist\w*|stroke|dermatolog\w+)|"
    r"\bwork[\s-](?:from|at)[\s-](?:your )?home\b|\bfrom home\b|\bWFH\b|\bvirtual\b|\bnighthawk\b"
)
REMOTE_TEXT = (
    r"(?i)\b(?:100%|fully|completely|entirely|all) (?:remote|virtual)(?:ly)?\b|\bremote (?:position|opportunity|role|job|work|reading|teleradiology)\b|"
    r"\bwork(?:ing)? (?:remotely|from home|from anywhere)\b|\bwork[\s-]from[\s-]home\b|\btele(?:work|commut\w+)(?: position| eligible)?:? ?(?:yes)?|"
    r"\bTELECOMMUTE\b"
)
NOT_REMOTE = (
    r"(?i)\b(?:no|not|non)[\s-](?:a |an |fully |eligible for |available for )?(?:remote|telework|telecommut|work from home)|\btelework(?: eligible)?:? ?no\b|"
    r"\bremote(?: work)? (?:is |work )?not (?:available|possible|offered|permitted)|\b(?:100%|fully|entirely) (?:on-?site|in[\s-]person)\b|\b(?:on-?site|in[\s-]person) only\b|"
    r"\bmust (?:be|work|live) on-?site\b"
)
# "remote Alaska" is a place; some days at home is neither remote nor not.
HYBRID = (
    r"(?i)\bhybrid\b|\bdays? remote\b|\bon-?site and remote\b|\bremote (?:alaska|area|location|communit\w+|village|island|site|region|rural|hospital|town)|"
    r"\bpart(?:ly|ially) remote\b|\bremote (?:monitor|neuromonitor|access|scrib)\w*"
)

RATIO = (
    r"(?i)\b(?:1\s?(?::|in|/)\s?|one in |q\s?)(\d{1,2})\b[^.;\n|]{0,25}\bcall\b|"
    r"\bcall\b[^.;\n|]{0,30}?\b(?:1\s?(?::|in)\s?|one in (?:every )?|q\s?|every )(\d{1,2})(?:th|rd|nd)?\b"
)
NO_CALL = r"(?i)\b(?:no|zero|without|call[\s-]free)[\s-]*(?:on[\s-])?call\b|\bcall[\s-]free\b|\bno (?:nights?|weekends?|holidays?)(?:,| or|/| and)+ ?(?:nights?|weekends?|holidays?|or|,|/| )*call\b|\bcall:? none\b"
SOME_CALL = r"(?i)\b((?:light|minimal|limited|low|shared|home|phone|telephone|beeper|backup|back-up|rotating|in-house|great|24[\s-]hours?|weekend|paid|easy|rare|infrequent)[\s-](?:on[\s-])?call)\b"
EITHER_CALL = r"(?i)\b(?:with or without|optional|or no|minimal or no) call\b|\bno call (?:center|pay)\b"

ON_OFF = r"(?i)\b(\d{1,2})[\s-]*(?:days? |weeks? |wks? )?on\b[\s,/&-]*(?:and )?(\d{1,2})[\s-]*(?:days? |weeks? |wks? )?off\b"
ON_OFF_WEEKS = r"(?i)\b\d{1,2}[\s-]*(?:weeks?|wks?)[\s-]on\b"
HOURS = r"(?i)\b(\d{1,2})[\s-]*(?:hours?|hrs?)[\s-]shifts?\b"
WEEK = r"(?i)\b(3|4|4\.5|5|three|four|five)[\s-]*(?:½ )?days?[\s-]*(?:work[\s-]?|per |a )?(?:week|wk|ww)\b"
WEEKDAYS = r"(?i)\b(?:monday|mon|m)\s?(?:-|–|to|through|thru)\s?(?:friday|fri|f)\b"
BLOCK = r"(?i)\bblock[\s-]schedul\w*"
NIGHTS = r"(?i)\bnocturnists?\b|\bnight[\s-]?(?:shifts?|hawk)?\b|\bnights\b|\bovernights?\b|\b3rd shift\b"
DAYS = r"(?i)\bday[\s-]?(?:time|shifts?)\b|\bdays only\b|\b1st shift\b"
EVENINGS = r"(?i)\bevenings?\b|\b2nd shift\b|\bswing(?: shifts?)?\b"
WEEKENDS = r"(?i)\bweekends?\b"
NO_NIGHTS = r"(?i)\bno[\s-](?:[a-z]+(?:,|/| or| and)? ?){0,3}(?:nights?|weekends?|evenings?|overnights?)\b(?:[\s,/]*(?:or |and |no )?(?:nights?|weekends?|evenings?|holidays?|call))*"
NUMBER = {"three": "3", "four": "4", "five": "5"}

FIELDS = {
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


def _yes_no(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """true, false or null; a plain no outweighs a yes that its own words may have matched."""
    return pl.when(no).then(False).when(yes).then(True)


def _visas(texts: pl.DataFrame) -> pl.DataFrame:
    """row, visa_j1, visa_h1b, conrad_30 and the words, for the rows of `texts` (row, text) that speak of visas."""
    clauses = (
        texts.lazy()
        .filter(pl.col("text").str.contains(rf"(?i){VISA_WORD}"))
        .with_columns(
            text=pl.col("text")
            .str.replace_all(r"<[^>]*>", " . ")
            .str.replace_all(r"(?i)\b(?:non|not)[\s-]cap[\s-]exempt", " ")
            .str.replace_all(r"(?i)[,(/]\s*(no|not|unable|cannot|however|but)\b", " ; $1")
            .str.replace_all(r"(?i)\b(but|however|although|though)\b|\)\s*[:,]", " ; $1")
            .str.replace_all(
                r"(?i)\b(welcomed?|accepted|considered|available|eligible|ok|okay|yes|no)\s*[,/]", "$1 ; "
            )
        )
        .select("row", clause=pl.col("text").str.extract_all(rf"(?i){CLAUSE}(?:{VISA_WORD}){CLAUSE}"))
        .explode("clause", empty_as_null=False)
        .filter(pl.col("clause").str.contains(rf"(?i){ABOUT_VISA}"))
        .with_columns(
            said=~pl.col("clause").str.contains(rf"(?i){NO}"),
            j1=pl.col("clause").str.contains(r"(?i)\bj[\s-]?1s?\b"),
            h1=pl.col("clause").str.contains(r"(?i)\bh[\s-]?1(?:[\s-]?b)?s?\b"),
            conrad=pl.col("clause").str.contains(r"(?i)\bconrad\b"),
        )
        .with_columns(any_visa=~pl.col("j1") & ~pl.col("h1") & ~pl.col("conrad"))
    )

    def answer(named: str, generic: bool = True) -> pl.Expr:
        def agreed(of: pl.Expr) -> pl.Expr:
            values = pl.col("said").filter(of)
            return pl.when(values.n_unique() == 1).then(values.first())

        own = pl.col(named)
        alone = agreed(own)
        return pl.when(own.any()).then(alone).otherwise(agreed(pl.col("any_visa"))) if generic else alone

    return (
        clauses.group_by("row")
        .agg(
            visa_j1=answer("j1"),
            visa_h1b=answer("h1"),
            conrad_30=answer("conrad", generic=False),
            visa_text=pl.col("clause").str.strip_chars().unique(maintain_order=True).head(2).str.join(" / "),
        )
        .collect()
    )


def _shift(field: pl.Expr, text: pl.Expr) -> pl.Expr:
    weeks = pl.when(text.str.contains(ON_OFF_WEEKS)).then(pl.lit(" weeks")).otherwise(pl.lit(""))
    pattern = pl.coalesce(
        pl.format("{}{} on, {} off", text.str.extract(ON_OFF, 1), weeks, text.str.extract(ON_OFF, 2)),
        pl.format("{}-hour shifts", text.str.extract(HOURS, 1)),
        pl.format("{}-day week", text.str.extract(WEEK, 1).str.to_lowercase().replace(NUMBER)),
        pl.when(text.str.contains(WEEKDAYS)).then(pl.lit("Monday to Friday")),
        pl.when(text.str.contains(BLOCK)).then(pl.lit("block schedule")),
    )
    bare = field.str.replace_all(NO_NIGHTS, " ")
    hours = pl.coalesce(
        pl.when(bare.str.contains(NIGHTS)).then(pl.lit("nights")),
        pl.when(bare.str.contains(EVENINGS)).then(pl.lit("evenings")),
        pl.when(bare.str.contains(DAYS)).then(pl.lit("days")),
        pl.when(bare.str.contains(WEEKENDS)).then(pl.lit("weekends")),
        pl.when(field.str.contains(NO_NIGHTS)).then(field.str.extract(NO_NIGHTS, 0).str.to_lowercase()),
    )
    return pl.concat_str([pattern, hours], separator=", ", ignore_nulls=True).replace("", None)


def _call(text: pl.Expr) -> pl.Expr:
    ratio = pl.coalesce(text.str.extract(RATIO, 1), text.str.extract(RATIO, 2))
    return (
        pl.when(ratio.is_not_null())
        .then(pl.format("1:{}", ratio))
        .when(text.str.contains(NO_CALL) & ~text.str.contains(EITHER_CALL))
        .then(pl.lit("no call"))
        .otherwise(text.str.extract(SOME_CALL, 1).str.to_lowercase())
    )


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of FIELDS for each row of `frame` (title, categories, employment: lists; description), in order."""
    joined = pl.concat_str(
        [
            "title",
            pl.col("employment").list.join(" | ", ignore_nulls=True),
            pl.col("categories").list.join(" | ", ignore_nulls=True),
        ],
        separator=" | ",
        ignore_nulls=True,
    )
    head = pl.col("title").fill_null("")
    field = pl.concat_str(
        [head, pl.col("employment").list.join(" | ", ignore_nulls=True)], separator=" | ", ignore_nulls=True
    )
    told = pl.col("description").fill_null("")
    base = frame.lazy().select(
        head=head, field=field, labels=joined, told=told, text=pl.concat_str([joined, told], separator=" . ")
    )
    text, told, field, labels = pl.col("text"), pl.col("told"), pl.col("field"), pl.col("labels")
    in_field = {kind: field.str.contains(pattern) for kind, pattern in IN_FIELD.items()}
    nothing = ~pl.any_horizontal(*in_field.values())
    fellowship = labels.str.contains(FELLOWSHIP) & ~labels.str.contains(NOT_FELLOWSHIP)
    academic = (
        labels.str.contains(ACADEMIC_FIELD) | told.str.contains(ACADEMIC_TEXT)
    ) & ~labels.str.contains(NOT_ACADEMIC)
    graduates = text.str.replace_all(MENTORING, " ")
    not_remote = text.str.contains(NOT_REMOTE)
    remote = (labels.str.contains(REMOTE_TITLE) | told.str.contains(REMOTE_TEXT)) & ~text.str.contains(HYBRID)
    rows = (
        base.select(
            *(
                pl.when(in_field[kind] | (nothing & told.str.contains(IN_TEXT[kind])))
                .then(pl.lit(kind))
                .alias(kind)
                for kind in IN_FIELD
            ),
            academic=academic,
            call=_call(text),
            shift=_shift(pl.col("head"), text),
            loan_repayment=_yes_no(
                text.str.contains(LOAN_YES) & ~text.str.contains(LOAN_UNSAID), text.str.contains(LOAN_NO)
            ),
            new_grad=_yes_no(graduates.str.contains(GRADUATES), graduates.str.contains(NOT_GRADUATES)),
            board_eligible=pl.when(text.str.contains(ELIGIBLE))
            .then(
                ~text.str.contains(
                    r"(?i)\b(?:no|not) (?:BE|board[\s-]eligible)\b|\bboard[\s-]eligible (?:candidates )?(?:are |will )?not\b"
                )
            )
            .when(text.str.contains(NOT_ELIGIBLE))
            .then(False),
            remote=_yes_no(remote, not_remote),
            fellowship=pl.when(fellowship).then(True),
            loan_text=text.str.extract(rf"({LOAN_YES}.{{0,20}})"),
            grad_text=pl.coalesce(
                graduates.str.extract(f"({GRADUATES})"), graduates.str.extract(f"({NOT_GRADUATES})")
            ),
            board_text=pl.coalesce(text.str.extract(f"({ELIGIBLE})"), text.str.extract(f"({NOT_ELIGIBLE})")),
            call_text=pl.coalesce(text.str.extract(f"({RATIO})"), text.str.extract(f"({NO_CALL})")),
            remote_text=pl.coalesce(
                text.str.extract(f"({NOT_REMOTE})"),
                labels.str.extract(f"({REMOTE_TITLE})"),
                told.str.extract(f"({REMOTE_TEXT})"),
            ),
        )
        .collect(engine="streaming")
        .with_row_index("row")
    )
    texts = base.select("text").collect(engine="streaming").with_row_index("row")
    rows = rows.join(_visas(texts), on="row", how="left", maintain_order="left")
    kinds = pl.concat_list(
        *IN_FIELD,
        pl.when("fellowship").then(pl.lit("fellowship")),
        pl.when("academic").then(pl.lit("academic")),
    ).list.drop_nulls()
    return rows.with_columns(
        employment_types=kinds,
        terms_text=pl.concat_str(
            "visa_text",
            pl.when(pl.col("loan_repayment").is_not_null()).then("loan_text"),
            pl.when(pl.col("new_grad").is_not_null()).then("grad_text"),
            pl.when(pl.col("board_eligible").is_not_null()).then("board_text"),
            pl.when(pl.col("call").is_not_null()).then(pl.coalesce("call_text", "call")),
            pl.when(pl.col("remote").is_not_null()).then("remote_text"),
            separator=" | ",
            ignore_nulls=True,
        ).replace("", None),
    ).select(pl.col(name).cast(kind) for name, kind in FIELDS.items())
