"""Fields that a title names side by side: "Pulmonary/Critical Care", "Family Medicine or Internal Medicine Physician"."""

import polars as pl

from curbside.transforms.specialty_phrases import read_phrases, wider_codes

PEDIATRICS, PRIMARY_CARE = "208000000X", ("207Q00000X", "207R00000X", "208000000X", "208D00000X")
_FAMILY, _INTERNAL = r"(?:fm|fp|family (?:medicine|practice))", r"(?:im|internal medicine)"
_BESIDE = r"\s*(?:/|&|\+|,|\b(?:and|or)\b)\s*"
_CRITICAL = r"\b(?:crit\w*|ccm?|icu|intensiv\w*)\b"
# One phrase that means two fields: the field it is read as, its words, the other field.
BOTH = [
    ("207RP1001X", rf"(?i)pulm.*{_CRITICAL}|{_CRITICAL}.*pulm", "207RC0200X"),
    ("207R00000X", r"(?i)\b(?:internal )?med(?:icine)?\s*(?:[/&-]|and)?\s*ped(?:s|iatrics)?\b", PEDIATRICS),
    ("207Q00000X", rf"(?i)\b(?:{_FAMILY}{_BESIDE}{_INTERNAL}|{_INTERNAL}{_BESIDE}{_FAMILY})\b", "207R00000X"),
    ("207R00000X", rf"(?i)\b(?:{_FAMILY}{_BESIDE}{_INTERNAL}|{_INTERNAL}{_BESIDE}{_FAMILY})\b", "207Q00000X"),
    ("207LP2900X", rf"(?i)\banesthesi\w+{_BESIDE}.*pain|pain.*{_BESIDE}anesthesi", "207L00000X"),
    ("208600000X", rf"(?i)\b(?:general{_BESIDE}trauma|trauma{_BESIDE}general)\b", "2086S0127X"),
    ("2084P0800X", rf"(?i)\b(?:adult{_BESIDE}child\w*|child\w*(?:{_BESIDE}adolescent)?{_BESIDE}adult)\b", "2084P0804X"),
]
# What gives way to a narrower field even where it stands beside it: "Internal Medicine / Rheumatology"
GIVES_WAY = ("207R00000X", "207Q00000X", PEDIATRICS, "208600000X")
_SIGN = r"\s*/\s*|\s*&\s*|\s*\+\s*|\b(?:[Aa]nd|AND|or|Or)\b"  # OR is Oregon
_NO_SIGN = r"(?i)\bw/(?:o\b)?|\b\d+ ?(?:on|days?|weeks?)? ?/ ?\d+\b"  # "w/ OB", "7 on/7 off"
_LISTED = r"\(([^()]*,[^()]*)\)"  # "Urgent Care (EM, FM, IM)"
_OTHERS = r"(?i)\bseek|\bneeds?\b|\blooking\b|\bjoin|\bhiring\b"  # whoever seeks is no field of the posting


def several(said: pl.DataFrame) -> pl.Series:
    """`said`: title, specialty_code, fields (how many the title names). Every field it is for, the first the code; null where none."""
    rows = said.with_row_index("row")
    beside = pl.concat([_apart(rows), *(_both(rows, *both) for both in BOTH)])
    beside = beside.group_by("row", maintain_order=True).agg(pl.col("other").unique(maintain_order=True))
    rows = rows.join(beside, on="row", how="left", maintain_order="left")
    codes = pl.concat_list(pl.concat_list("specialty_code"), pl.col("other").fill_null([])).list.unique(
        maintain_order=True
    )
    return rows.select(specialty_codes=pl.when(pl.col("specialty_code").is_not_null()).then(codes)).to_series()


def _both(rows: pl.DataFrame, code: str, words: str, other: str) -> pl.DataFrame:
    found = rows.filter((pl.col("specialty_code") == code) & pl.col("title").str.contains(words))
    return found.select("row", other=pl.lit(other))


def _apart(rows: pl.DataFrame) -> pl.DataFrame:
    """row, other: the sure field of each piece of a title that names more than one."""
    title, code = pl.col("title"), pl.col("specialty_code")
    asked = rows.filter(
        code.is_not_null() & (pl.col("fields") > 1) & ~title.str.contains(_OTHERS), title.str.contains(f"{_SIGN}|{_LISTED}")
    )  # fmt: skip
    listed = title.str.replace_all(",", "/")
    line = pl.when(title.str.contains(_LISTED)).then(listed).otherwise("title").str.replace_all(_NO_SIGN, " ")
    pieces = asked.select("row", "specialty_code", piece=line.str.replace_all(_SIGN, "\x1f").str.split("\x1f")).explode(
        "piece"
    )
    read = read_phrases(pieces["piece"].unique()).filter(pl.col("weight") == 3)
    found = pieces.join(read.select(piece="text", other="code"), on="piece", maintain_order="left")
    found = found.filter(pl.col("other") != code)
    wider = pl.struct(code="specialty_code", wider="other").is_in(wider_codes().to_struct().implode())
    found = found.filter(~(wider & pl.col("other").is_in(GIVES_WAY)))
    # beside a child's field another one of that name is a child's as well, and not said so
    child = code.str.starts_with("2080")
    kept = (
        ~child | pl.col("other").str.starts_with("2080") | (code.eq(PEDIATRICS) & pl.col("other").is_in(PRIMARY_CARE))
    )
    return found.filter(kept).select("row", "other")
