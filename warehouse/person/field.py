"""The profession and the field of medicine that a title, a programme or a register's specialty names."""

import polars as pl

from curbside.transforms import specialty
from curbside.transforms.lexicon import taxonomy

SCHEMA = {"text": pl.String, "profession": pl.String, "code": pl.String}
# Whoever works in a narrower field may be called by these alone.
WIDE = {"207R00000X": "207R", "208M00000X": "207R", "208000000X": "2080", "208600000X": "2086", "207P00000X": "207P"}

# A narrower field, and the others than those above it from which physicians come to it or which they go on practising.
BESIDE = {
    "208VP0000X": ("207L00000X", "208100000X", "2084N0400X"),  # pain
    "207RS0012X": ("207RP1001X", "207RC0200X", "2084N0400X", "2084P0800X", "207Q00000X", "207Y00000X"),  # sleep
    "207RC0200X": ("207RP1001X", "207L00000X", "207P00000X", "2086S0102X"),  # critical care
    "2086S0127X": ("2086S0102X",),  # trauma
    "207RH0002X": ("207Q00000X", "207RG0300X", "207RX0202X", "207RH0003X"),  # palliative care
    "207RG0300X": ("207Q00000X",),  # geriatrics
    "208M00000X": ("207Q00000X",),  # hospital medicine
    "207QS0010X": ("207X00000X", "208100000X", "208000000X", "207R00000X", "207P00000X"),  # sports
    "2083A0300X": ("2084P0800X", "207Q00000X", "207R00000X"),  # addiction
    "207RB0002X": ("207Q00000X", "207RE0101X"),  # obesity
    "2084A2900X": ("2084N0400X", "207T00000X", "2084V0102X"),  # neurocritical care
    "2084V0102X": ("2084N0400X",),  # stroke
    "2085N0700X": ("2085R0202X", "207T00000X", "2084V0102X"),  # neuroradiology
    "207XS0106X": ("208200000X", "208600000X"),  # hand
    "207XS0117X": ("207T00000X",),  # spine
    "207YS0123X": ("208200000X",),  # face
    "207ND0900X": ("207ZP0102X",),  # pathology of the skin
    "207ZH0000X": ("207ZP0102X",),  # pathology of the blood
    "207RH0000X": ("207RX0202X",),  # blood and cancer
    "207RI0008X": ("207RG0100X",),  # liver
    "204F00000X": ("208600000X", "208800000X"),  # transplants
    "2083P0011X": ("207P00000X", "207Q00000X"),  # hyperbaric
    "2083X0100X": ("2083P0901X", "207Q00000X", "207R00000X"),  # occupational
}


def read(texts: pl.Series) -> pl.DataFrame:
    """text, profession (physician, advanced practice, other), code (NUCC) of each distinct text; what it leaves open is null."""
    distinct = texts.drop_nulls().unique().sort().to_list()
    if len(_said) + len(distinct) > KEPT:
        _said.clear()
    if fresh := [text for text in distinct if text not in _said]:
        frame = pl.DataFrame({"title": fresh}).with_columns(
            categories=pl.lit([], pl.List(pl.String)), description=pl.lit(None, pl.String)
        )
        said = specialty.classify(frame)
        _said.update(zip(fresh, said.select("profession", "specialty_code").iter_rows(), strict=True))
    return pl.DataFrame([(text, *_said[text]) for text in distinct], schema=SCHEMA, orient="row")


# What texts say, kept for the next day or member of an office: most say what others said.
KEPT = 50_000
_said: dict[str, tuple[str | None, str | None]] = {}


def kin(codes: list[str]) -> pl.DataFrame:
    """code, other, is_beside: pairs of fields that one physician may be called by, each code with itself; whether neither is the
    other or above it."""
    below = {code: set(specialty.descendants(code)) for code in codes}
    known = set(taxonomy()["code"])
    pairs = {
        (a, b)
        for a in codes
        for b in codes
        if a == b or b in below[a] or a in below[b] or _wider(a, b) or _wider(b, a) or not {a, b} <= known
    }
    beside = {(a, b) for a in codes for b in codes if b in BESIDE.get(a, ()) or a in BESIDE.get(b, ())} - pairs
    rows = [(*pair, False) for pair in pairs] + [(*pair, True) for pair in beside]
    schema = {"code": pl.String, "other": pl.String, "is_beside": pl.Boolean}
    return pl.DataFrame(sorted(rows), schema=schema, orient="row")


def _wider(a: str, b: str) -> bool:
    return a in WIDE and b.startswith(WIDE[a])
