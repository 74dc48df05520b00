"""Rows that a question names: every word of it must occur in them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import duckdb

from curbside.exports.published import rows
from curbside.vocabulary import states


def words_of(text: str) -> list[str]:
    """The words of a question: lower case, no accents, letters and digits only, without `and`."""
    parts = (part.strip() for part in text.split(","))
    # "D.C.", "Penna.": a short form of a state as its name; two letters stay, they are matched whole
    text = ", ".join(p if re.fullmatch("[A-Za-z]{2}", p) else states.STATES.get(states.code(p) or "", p) for p in parts)
    letters = (c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c) and c not in "'’")
    return [word for word in re.findall(r"[a-z0-9]+", "".join(letters)) if word != "and"][:20]


def matching(
    con: duckdb.DuckDBPyConnection, query: str, words: list[str], more: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Rows in whose `words` every word occurs: long ones at a word's beginning, those of one or two letters whole."""
    ends = ["" if len(word) > 2 else "($|[^a-z0-9])" for word in words]
    patterns = {f"word_{i}": f"(^|[^a-z0-9]){w}{end}" for i, (w, end) in enumerate(zip(words, ends, strict=True))}
    where = " and ".join(_holds("words", name) for name in patterns) or "true"
    named = {"states": list(states.STATES), "state_names": list(states.STATES.values())}
    return rows(con, query.replace("{matches}", where), named | patterns | dict(more or {}))


def _holds(text: str, name: str) -> str:
    """SQL: whether `text` holds a word of the question. One constant pattern a word: DuckDB compiles it once."""
    return f"regexp_matches(replace(replace(lower(strip_accents({text})), chr(39), ''), '’', ''), ${name})"


def hits_sql(text: str, count: int) -> str:
    """SQL: which of the `count` words `text` holds, a bit each."""
    return " + ".join(f"{2**i} * coalesce({_holds(text, f'word_{i}')}, false)::integer" for i in range(count))
