"""People whom a roster marks as dead: behind the name, in a column of its own, by the section, by a dagger."""

import re
from collections.abc import Sequence

import polars as pl

_BEHIND = (
    r"(?i)(?:[\s,]*[(\[]\s*(?:deceased|dec\.?|dec['’]d|died|d\.|rip|r\.i\.p\.|in memoriam|†)(?:[\s,]*(?:in\s+)?(?:\w+\s+|[\d/]+/)?(?:19|20)\d\d)?\s*[)\]]"
    r"|(?:\s*,\s*|\s+[-–—]\s+)(?:deceased|dec\.|dec['’]d|died|d\.|in memoriam)(?:[\s,]*(?:in\s+)?(?:\w+\s+|[\d/]+/)?(?:19|20)\d\d)?"
    r"|\s+(?:d\.|†)\s*(?:19|20)\d\d)\s*$"
)
_DAGGER = r"[†✝]"
_SAID = (
    r"(?i)^\W*(?:deceased|dec(?:\.|['’]d)|dead|died|passed away|in memoriam|d\.\s*(?:19|20)\d\d)\b[\s\d/,.()a-z]{0,20}$"
)
_YES = r"(?i)^(?:y|yes|x|true|1|✓|(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{2,4})$"
_HEADED = re.compile(r"(?i)\b(?:deceased|dead|died|death)\b")
_SECTION = r"(?i)\b(?:in memoriam|in memory|deceased)\b"


def marked(frame: pl.DataFrame, legend: Sequence[str]) -> pl.DataFrame:
    """`frame` (name, given, family, section kind, unknown columns as "? heading") with names without the mark, and
    `is_dead`. A dagger means that unless a line of the file's `legend` says otherwise."""
    own = [line for line in legend if re.match(_DAGGER, line.strip())]
    is_dagger = not own or any(re.search(r"(?i)deceased|died|dead|memor", line) for line in own)
    names = [pl.col(c) for c in ("name", "given", "family")]
    signs = [c.str.contains(_BEHIND) for c in names] + [pl.col("section kind").str.contains(_SECTION)]
    signs += [c.str.contains(_DAGGER) for c in names if is_dagger]
    for column in (c for c in frame.columns if c.startswith("? ")):
        signs.append(pl.col(column).str.contains(_YES if _HEADED.search(column) else _SAID))
    return frame.with_columns(
        *(c.str.replace(_BEHIND, "").str.replace_all(_DAGGER, "").str.strip_chars() for c in names),
        is_dead=pl.any_horizontal(s.fill_null(False) for s in signs),
    )


def titled(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with `Deceased` in the title and role of the dead, by which the warehouse knows that nobody works there,
    and that they work nowhere, whatever other files say: most lists name no employer of the dead."""
    said = (pl.concat_str(c, pl.lit("Deceased"), separator=", ", ignore_nulls=True).alias(c) for c in ("title", "role"))
    return frame.with_columns(
        pl.when("is_dead").then(one).otherwise(name).alias(name)
        for one, name in zip(said, ("title", "role"), strict=True)
    ).drop("is_dead")
