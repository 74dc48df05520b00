"""What a posting says of visas: each visa's own yes or no, clause by clause."""

import polars as pl

from curbside.transforms import visa_words as words
from curbside.transforms.phrases import has, lowered, part, without


def _parted(text: pl.Expr) -> pl.Expr:
    """The text's clauses, each with one answer; what is said of equal treatment is left out."""
    # PracticeMatch loses its angle brackets: "class=infoNo J1 or H1"
    text = without(text, r"<[^>]*>|\bclass=\w*info", "\n")
    # a form's answer: "J1 visa accepted: N"
    text = without(
        text,
        r"\b(accepted|available|eligible|offered|provided|sponsor\w*|considered|supported)\s*[:?]\s*n(?:/a)?(?:$|[\s,;)])",
        "not $1\n",
    )
    # "J1 - N, H1B - Y"
    text = without(text, rf"({words.NAMED})\s*[:=?–—(-]+\s*(?:n(?:$|[\s,;/)])|no(?:$|\s*[,;/)\n]))", "no $1\n")
    text = without(text, rf"({words.NAMED})\s*[:=?–—(-]+\s*(?:y|yes)(?:$|[\s,;/)])", "$1\n")
    text = without(text, r"\b(?:non|not)[\s-](?:h-?1-?b )?cap[\s-]exempt")
    text = without(text, r"[,(/]\s*(no|not|unable|cannot|however|but)\b", "\n$1")
    text = without(text, r"\b(but|however|although|though)\b|\)\s*[:,]", "\n$1")
    text = without(
        text,
        r"\b(welcomed?|accepted|considered|available|eligible|ok|okay|yes|no|site|employer|location|facility)\s*[,/]",
        "$1\n",
    )
    text = without(text, r"\band (we|i|do(?:es)? not|cannot|can't|don't|are unable|no)\b", "\n$1")
    return without(text, words.EQUAL).str.split("\n")


def _clauses(told: pl.DataFrame) -> pl.LazyFrame:
    """One row a clause of `told` that says something of visas: told, clause, said (true: yes), and of which visa."""
    clause = pl.col("clause")
    # "must not require sponsorship" refuses, "we do not require a visa" does not
    told_no = without(without(clause, words.NOT_DENIED), words.NONE_NEEDED)
    refuses = has(clause, words.NEEDS_NONE) | has(told_no, words.REFUSES)
    return (
        told.lazy()
        .select(pl.col("told").unique())  # what agencies say of visas, they say in every posting
        .select("told", clause=_parted(pl.col("told")))
        .explode("clause", empty_as_null=False)
        .filter(has(clause, words.VISA_WORD) & ~has(clause, words.STATUS_ALONE))
        .with_columns(clause=part(clause, rf"(.{{0,90}}(?:{words.VISA_WORD}).{{0,90}})"))
        .filter(has(clause, words.ABOUT_VISA))
        .with_columns(
            citizens=has(clause, words.CITIZEN) & ~has(clause, words.ON_VISA + r"|sponsor"),
            besides=has(clause, words.OTHER_SPONSORED) & ~has(clause, words.ON_VISA),
        )
        .filter(~pl.col("besides"))
        .filter(~pl.col("citizens") | (has(clause, words.CITIZENS_ONLY) & ~has(clause, words.NOT_ONLY)))
        .with_columns(
            said=pl.when(refuses | pl.col("citizens")).then(False).when(~has(clause, words.NO)).then(True),
            j1=has(clause, r"\bj[\s-]?1s?\b"),
            h1=has(clause, r"\bh[\s-]?1(?:[\s-]?b)?s?\b"),
            conrad=has(clause, r"\bconrad\b"),
        )
        .filter(pl.col("said").is_not_null())  # a no to something else
        .with_columns(
            any_visa=~pl.col("j1")
            & ~pl.col("h1")
            & ~pl.col("conrad")
            & ~has(clause, r"\b(?:[eo]-?[123]|tn)\b|mastercard")
        )
    )


def read(texts: pl.DataFrame) -> pl.DataFrame:
    """row, visa_j1, visa_h1b, conrad_30 and the words, for the rows of `texts` (row, text) that speak of visas."""
    sentence = lowered(rf"[^.;!?•·|\n]*(?:{words.VISA_WORD})[^.;!?•·|\n]*")
    # "U.S. citizens", "e.g.": the points end no sentence; an application's question says nothing
    text = pl.col("text").str.replace_all("’", "'", literal=True)  # "doesn’t"
    text = without(without(text, words.CHOICE), rf"({words.NAMED})\s*\?\s*(no|yes)\b", "$1: $2")
    text = without(text, words.ASKED)
    text = without(text, rf"((?:{words.VISA_WORD})[^.;!?\n]{{0,40}})\?\s*(?:no?|n/a)\b", "$1: no")
    text = without(text, rf"((?:{words.VISA_WORD})[^.;!?\n]{{0,40}})\?\s*(?:yes|y)\b", "$1: yes")
    plain = without(without(text, r"\bu\.\s?s\.(?:\s?a\.)?", "us"), r"\be\.g\.|\bi\.e\.", "eg")
    for silent in (words.NO_OTHER, words.NO_VISA, words.NO_DOUBT):
        plain = without(plain, silent)
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
