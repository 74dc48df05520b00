"""Commands that only answer: they read the published copy, and never import Prefect."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import duckdb

from curbside.commands.terminal import UsageError, plain, say, usage, write
from curbside.exports import answers, screen
from curbside.exports.answer import Answer, to_csv, to_json
from curbside.faults import CurbsideError
from curbside.vocabulary.counts import counted
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from rich.console import RenderableType


A_FORTNIGHT = 14  # reminders reach so far beyond the run that found them


def _print(renderable: RenderableType) -> int:
    from rich.console import Console
    from rich.segment import Segment, Segments

    console = Console(highlight=False)
    # The signs that style it are added after this: what stands in a cell moves no cursor
    shown = (Segment(plain(s.text), s.style, s.control) for s in console.render(renderable))
    console.print(Segments(shown), end="")
    return 0


def _rows(answer: Answer, args: argparse.Namespace, table: Callable[[Answer], RenderableType]) -> int:
    """Print rows in the asked format; `table` draws them for a terminal."""
    if args.format == "csv":
        write(to_csv(answer))
    elif args.format == "json":
        write(to_json(answer))
    else:
        _print(table(answer))
    return 0


def _searches(workspace: Workspace) -> list[str]:
    """Names of the user's searches; none where the configuration cannot be read, which is no concern of a question."""
    from curbside import settings

    try:
        return [search.name for search in settings.read(workspace.config).search]
    except (CurbsideError, OSError):
        return []


def leads(workspace: Workspace, args: argparse.Namespace) -> int:
    with usage():
        searches = _searches(workspace) if args.search is not None else ()
        found = answers.leads(workspace.published, args.search, args.new, args.limit, searches)
    return _rows(found, args, screen.leads_table)


def show(workspace: Workspace, args: argparse.Namespace) -> int:
    with usage():
        return _print(screen.show(workspace.published, args.lead))


def who(workspace: Workspace, args: argparse.Namespace) -> int:
    with usage():
        found = answers.who(workspace.published, " ".join(args.query))
    return _rows(found, args, screen.who_table)


def market(workspace: Workspace, args: argparse.Namespace) -> int:
    return _rows(answers.market(workspace.published, " ".join(args.place) or None), args, screen.market_table)


def boards(workspace: Workspace, args: argparse.Namespace) -> int:
    """The catalogue, and the health of each board that has run; QUERY keeps those of a specialty, a place or a name."""
    from curbside.extractors import catalogue

    found = answers.boards(workspace.leads, [asdict(entry) for entry in catalogue.all()])
    query = " ".join(args.query)
    if query:
        from curbside.onboarding import finding  # it reads word lists and the gazetteer

        wanted = finding.boards(query)
        own = tuple(row for row in found.rows if row[0] in wanted or query.lower() == str(row[0]).lower())
        found = replace(found, rows=own, note=f"no board is known for {query!r}; {finding.HOW_TO_ADD}")
    return _rows(found, args, lambda answer: screen.boards_table(answer, _clock(workspace)))


def _clock(workspace: Workspace) -> ZoneInfo | None:
    """Whose clock the times are told by; None: this machine's, also where curbside.toml cannot be read."""
    from curbside import settings  # it imports pydantic, which no other answer needs

    try:
        return settings.read(workspace.config).clock
    except CurbsideError:
        return None


def reminders(workspace: Workspace, args: argparse.Namespace) -> int:
    db = workspace.published
    status = _rows(answers.reminders(db), args, screen.table)
    last = answers.last_run(db)
    if last and (days := (date.today() - last).days) > A_FORTNIGHT:
        say(f"the last run was {counted(days, 'day')} ago: `curbside run` finds what has come due since")
    return status


def asks(workspace: Workspace, args: argparse.Namespace) -> int:
    return _rows(answers.asks(workspace.published), args, screen.table)


def review(workspace: Workspace, args: argparse.Namespace) -> int:
    return _rows(answers.review(workspace.published), args, screen.review_table)


def sql(workspace: Workspace, args: argparse.Namespace) -> int:
    """One query, or a prompt. The copy is opened read-only, and its files are out of SQL's reach."""
    with duckdb.connect(str(workspace.published), read_only=True) as con:
        con.execute("set timezone = 'UTC'; set enable_external_access = false; set lock_configuration = true")
        if args.query is not None:
            return _query(con, args.query, args)
        prompt = "sql> " if sys.stdin.isatty() else ""  # what is piped on holds rows alone
        if prompt:
            say("SQL on the published copy; one query a line, an empty line ends. Try: from leads limit 5")
        while True:
            try:
                line = input(prompt).strip()
            except EOFError:
                return 0
            if not line:
                return 0
            try:
                _query(con, line, args)
            except UsageError as e:
                say(str(e))


def _fitting(answer: Answer) -> RenderableType:
    from rich.console import Console

    from curbside.exports import wide

    return wide.rows(answer, Console().width)


def _query(con: duckdb.DuckDBPyConnection, text: str, args: argparse.Namespace) -> int:
    try:
        result = con.sql(text)
        if result is None:
            return 0
        columns, found = tuple(result.columns), tuple(result.fetchall())
    except duckdb.Error as e:
        raise UsageError(f"SQL: {str(e).splitlines()[0]}") from None
    return _rows(Answer(columns, found, "" if found else "no rows"), args, _fitting)
