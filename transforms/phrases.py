"""Phrases looked for in lower-cased text."""

from functools import cache

import polars as pl


@cache
def lowered(pattern: str) -> str:
    r"""`pattern` for lower-cased text, with ASCII words.

    Case folding costs the engine its literal search, a Unicode \b its fast path on text with typographic signs.
    """
    plain = pattern.lower().replace(r"\b", r"(?-u:\b)")
    return plain.replace(r"\d", "[0-9]").replace(r"\w", "[0-9a-z_]")


def has(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(lowered(pattern))


def words_of(text: pl.Expr, pattern: str) -> pl.Expr:
    """The first words of `text` that the whole of `pattern` matches, or null."""
    return text.str.extract(f"({lowered(pattern)})", 1)


def part(text: pl.Expr, pattern: str, group: int = 1) -> pl.Expr:
    return text.str.extract(lowered(pattern), group)


def without(text: pl.Expr, pattern: str, instead: str = " ") -> pl.Expr:
    return text.str.replace_all(lowered(pattern), instead)
