"""Commands that only answer: they read the published copy, and never import Prefect."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from curbside.exports import answers, screen
from curbside.exports.answers import Answer
from curbside.terminal import UsageError, say, usage, write
from curbside.workspace import Workspace, WorkspaceError

if TYPE_CHECKING:
    from rich.console import RenderableType


def _published(place: Workspace) -> Path:
    if not place.leads.exists():
        raise WorkspaceError(f"{place.leads} is not there yet; `curbside -C {place.root} run` makes it")
    return place.leads


def _print(renderable: RenderableType) -> int:
    from rich.console import Console

    Console(highlight=False).print(renderable)
    return 0


def _rows(answer: Answer, words: argparse.Namespace, table: Callable[[Answer], RenderableType]) -> int:
    """Print rows in the asked format; `table` draws them for a terminal."""
    if words.format == "csv":
        write(answers.to_csv(answer))
    elif words.format == "json":
        write(answers.to_json(answer))
    else:
        _print(table(answer))
    return 0


def leads(place: Workspace, words: argparse.Namespace) -> int:
    with usage():
        found = answers.leads(_published(place), words.search, words.new, words.limit)
    return _rows(found, words, screen.leads_table)


def show(place: Workspace, words: argparse.Namespace) -> int:
    with usage():
        return _print(screen.show(_published(place), words.lead))


def who(place: Workspace, words: argparse.Namespace) -> int:
    with usage():
        found = answers.who(_published(place), " ".join(words.query))
    return _rows(found, words, screen.who_table)


def market(place: Workspace, words: argparse.Namespace) -> int:
    return _rows(answers.market(_published(place), " ".join(words.place) or None), words, screen.market_table)


def boards(place: Workspace, words: argparse.Namespace) -> int:
    """The catalogue, and the health of each board that has run; QUERY keeps those of a specialty or whose words match."""
    from curbside.boards import of_specialty
    from curbside.extractors import catalogue

    entries = [asdict(entry) for entry in catalogue.all()]
    found = answers.boards(place.leads, entries)
    query = " ".join(words.query)
    meant = of_specialty(query) if query else set()
    # "GI" is a specialty and no part of "Virginia"
    wanted = [rf"\b{re.escape(w)}\b" if meant else rf"\b{re.escape(w)}" for w in query.lower().split()]
    kept = tuple(
        row for row in found.rows if row[0] in meant or all(re.search(w, _words(row, entries)) for w in wanted)
    )
    note = found.note if kept else f"no board for {query!r}; it takes a specialty, or words of a name or platform"
    return _rows(replace(found, rows=kept, note=note), words, screen.boards_table)


def _words(row: tuple[Any, ...], entries: list[dict[str, Any]]) -> str:
    entry = next((e for e in entries if e["name"] == row[0]), {})
    return " ".join(str(v) for v in (*row[:3], *entry.values())).lower()


def reminders(place: Workspace, words: argparse.Namespace) -> int:
    return _rows(answers.reminders(_published(place)), words, screen.table)


def review(place: Workspace, words: argparse.Namespace) -> int:
    return _rows(answers.review(_published(place)), words, screen.review_table)


def sql(place: Workspace, words: argparse.Namespace) -> int:
    """One query, or a prompt. The copy is opened read-only, and its files are out of SQL's reach."""
    with duckdb.connect(str(_published(place)), read_only=True) as con:
        con.execute("set timezone = 'UTC'; set enable_external_access = false; set lock_configuration = true")
        if words.query is not None:
            return _query(con, words.query, words)
        say("SQL on the published copy; one query a line, an empty line ends. Try: from leads limit 5")
        while True:
            try:
                line = input("sql> ").strip()
            except EOFError:
                return 0
            if not line:
                return 0
            try:
                _query(con, line, words)
            except UsageError as e:
                say(str(e))


def _query(con: duckdb.DuckDBPyConnection, text: str, words: argparse.Namespace) -> int:
    try:
        result = con.sql(text)
        if result is None:
            return 0
        columns, found = tuple(result.columns), tuple(result.fetchall())
    except duckdb.Error as e:
        raise UsageError(f"SQL: {str(e).splitlines()[0]}") from None
    return _rows(Answer(columns, found, "" if found else "no rows"), words, screen.table)
