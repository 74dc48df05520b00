"""The profession and the field of medicine that a title, a programme or a register's specialty names."""

import polars as pl

from curbside.transforms import specialty
from curbside.transforms.lexicon import taxonomy

SCHEMA = {"text": pl.String, "profession": pl.String, "code": pl.String}
# Whoever works in a narrower field may be called by these alone.
WIDE = {"207R00000X": "207R", "208M00000X": "207R", "208000000X": "2080", "208600000X": "2086", "207P00000X": "207P"}


def read(texts: pl.Series) -> pl.DataFrame:
    """text, profession (physician, advanced practice, other), code (NUCC) of each distinct text; what it leaves open is null."""
    distinct = texts.drop_nulls().unique().sort()
    if distinct.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    frame = pl.DataFrame({"title": distinct}).with_columns(
        categories=pl.lit([], pl.List(pl.String)), description=pl.lit(None, pl.String)
    )
    said = specialty.classify(frame)
    return pl.DataFrame({"text": distinct, "profession": said["profession"], "code": said["specialty_code"]})


def kin(codes: list[str]) -> pl.DataFrame:
    """code, other: pairs of fields that one physician may be called by, each code with itself."""
    below = {code: set(specialty.descendants(code)) for code in codes}
    known = set(taxonomy()["code"])
    pairs = {
        (a, b)
        for a in codes
        for b in codes
        if a == b or b in below[a] or a in below[b] or _wider(a, b) or _wider(b, a) or not {a, b} <= known
    }
    return pl.DataFrame(sorted(pairs), schema={"code": pl.String, "other": pl.String}, orient="row")


def _wider(a: str, b: str) -> bool:
    return a in WIDE and b.startswith(WIDE[a])
