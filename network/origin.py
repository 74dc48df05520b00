"""Where a tie or a workplace was read: a code with its arguments. `origin_words` of warehouse/macro/origin.sql says it."""

import polars as pl


def said(code: str, *args: pl.Expr | str | None) -> pl.Expr:
    """`{"code":…,"args":[…]}` as text, one a row: `args` in their order as text, a str as it stands."""
    told = [(a if isinstance(a, pl.Expr) else pl.lit(a)).cast(pl.String) for a in args]
    listed = pl.concat_list(*told) if told else pl.lit([], pl.List(pl.String))
    return pl.struct(code=pl.lit(code), args=listed).struct.json_encode()
