"""Amounts that stand on a line of their own, as the cells of a table do once it is text, put beside their labels.

A table's row, a list of terms or a tile comes as `Loan repayment`, `$200,000`, `Salary`, `$290,000`, a line each: which
of the labels around an amount is its own only the whole run of lines tells.
"""

import re

import polars as pl

from curbside.transforms import pay_words as words

LONGEST = 6  # words of a label


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of `pay_words`, which are written for polars, as Python reads it."""
    return re.compile(pattern.replace("(?-u:", "(?:"), re.ASCII)


_UNIT = r"(?:/|per\b|an?\b)?\s?(?i:hour(?:ly)?|hr|day|daily|shift|week(?:ly)?|month(?:ly)?|year(?:ly)?|yr|annum|annual(?:ly)?|w?rvu)"
_AMOUNT = _compiled(rf"{words.AMOUNT}(?:\s?{_UNIT}\b\.?)?[;,*+]?")
_LABEL = _compiled(rf"{words.STRONG}|{words.WEAK}")
_PARTS = re.compile(r"( ?[\n|][\n| ]*)")
# What stands over a list of amounts; what is never one's label, and what seldom is
_HEADING = re.compile(
    r"(?i)(?:(?:our|the|your|total|financial|what|we|and|&|other|additional|details|benefits?|compensation|package|pay|perks|offer|"
    r"highlights|incentives|more|summary|salary)[ :]*)+"
)
_MOSTLY = re.compile(r"(?i)\b(?:benefits?|package|perks|offer|highlights|details|more|summary)\b")
_OVER = re.compile(rf"{_MOSTLY.pattern}|\b(?:compensation|incentives|financial)\b", re.I)


def in_rows(texts: pl.Series) -> pl.Series:
    """The texts with each label and its amount on one line."""
    return pl.Series(texts.name, [None if t is None else _in_rows(t) for t in texts], dtype=pl.String)


def _in_rows(text: str) -> str:
    parts = _PARTS.split(text)
    lines, between = parts[::2], [*parts[1::2], ""]
    kinds = "".join(_kind(said) for said in lines)
    for run in re.finditer(r"l?(?:al)+a?|la", kinds):
        for n, joint in _joints(lines[run.start() : run.end()], run[0], kinds[: run.start()], kinds[run.end() :]):
            between[run.start() + n] = joint
    return "".join(f"{said}{gap}" for said, gap in zip(lines, between, strict=True))


def _kind(said: str) -> str:
    """a: an amount and nothing else, l: what may be its label, `-`: neither."""
    if _AMOUNT.fullmatch(said):
        return "a"
    short = len(said.split()) <= LONGEST and "$" not in said and not said.endswith((".", "!", "?"))
    return "l" if short and _LABEL.search(said.lower()) else "-"


def _joints(lines: list[str], kinds: str, before: str, after: str) -> list[tuple[int, str]]:
    """Which lines of a run of labels and amounts in turn are followed by their other half, and by what between."""
    first, most = 0, len(lines)
    if before.endswith("l") and after.startswith("a"):  # a head of labels over a row of amounts
        return []
    if kinds[0] == kinds[-1] == "l":  # one of the two stands for itself: rows begin with their label more often
        is_under = _HEADING.fullmatch(lines[0]) and _OVER.search(lines[0])
        is_over = _HEADING.fullmatch(lines[-1]) and _MOSTLY.search(lines[-1])
        if is_under and not is_over and not any(said.endswith(":") for said in lines[:-1]):
            first = 1
        else:
            most -= 1
    if (most - first) % 2:
        return []
    joint = " " if kinds[first] == "a" else ": "
    return [(n, " " if lines[n].endswith(":") else joint) for n in range(first, most, 2)]
