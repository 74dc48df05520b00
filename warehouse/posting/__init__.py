"""Landed runs into postings: what is open, what changed, what closed.

It depends on landing files alone, so that `rebuild` repeats it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from curbside import extractors, landing, warehouse
from curbside.extractors.base import DAMAGED, RECORD, Answer, Board, BoardError, Item
from curbside.extractors.readers import hollow, jobpage
from curbside.extractors.readers.closing import known_of, record_says_closed, says_closed
from curbside.extractors.readers.markup import is_html
from curbside.transforms import employer, normalise
from curbside.warehouse import model
from curbside.warehouse.posting import replica

ITEM: dict[str, Any] = {"board": pl.String, "key": pl.String}
PART: dict[str, Any] = {
    "board": pl.String,
    "key": pl.String,
    "part": pl.String,
    "family": pl.String,
    "seen_at": pl.Datetime("us", "UTC"),
    "run_id": pl.String,
}
GONE: dict[str, Any] = {
    "board": pl.String, "key": pl.String, "seen_at": pl.Datetime("us", "UTC"), "said": pl.Boolean
}  # fmt: skip
BLANK: dict[str, Any] = {"board": pl.String, "key": pl.String, "part": pl.String, "why": pl.String}
LANDED = model.Call(
    "posting/landed", changes=frozenset({"stage_run", "stage_item", "stage_gone", "stage_blank", "stage_record"})
)
READ = model.Call(
    "posting/normalised",
    reads=frozenset({"stage_changed", "core.posting"}),
    makes=frozenset({"self_hirer"}),
    changes=frozenset({"stage_posting", "stage_place"}),
)
TIPS = model.Call(
    "posting/tips", reads=frozenset({"tip_record"}), changes=frozenset({"tip_posting", "tip_place"}), part="tip"
)
CALLS = (LANDED, READ, TIPS, replica.SAID, replica.ROWS)
UNBOUND = 1 << 60  # files of before max_postings was kept
CONTENT = [c for c in RECORD if c != "key"]


@dataclass(slots=True)
class Parsed:
    """What the answers of one run say: rows of the frames below."""

    items: list[tuple[str, str]]
    records: list[dict[str, Any]]
    gone: list[tuple[str, str, datetime, bool]]
    blank: list[tuple[str, str, str, str | None]]
    problems: dict[str, str]


def pending(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, list[str]]:
    """Landed runs not applied yet: run_id → boards, oldest run first."""
    done = set(con.execute("select run_id, board from raw.board_run").fetchall())
    runs: dict[str, list[str]] = {}
    for run_id, board in landing.runs(folder):
        if (run_id, board) not in done:
            runs.setdefault(run_id, []).append(board)
    return runs


def apply_run(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    run_id: str,
    boards: Iterable[str],
    say: Callable[[str], None],
) -> int:
    """Apply one run's landing files of `boards`, in one transaction. Returns how many could not be read."""
    parsed = Parsed([], [], [], [], {})
    runs = []
    hubs = []
    unread = 0
    for board in boards:
        try:
            run, answers = landing.read(folder, board, run_id)
        except landing.LandingError as e:
            say(str(e))
            unread += 1
            continue
        if extractors.family(run.family).replica:
            hubs.append((run, answers))
            continue
        runs.append(run)
        _parse(run, answers, parsed)
    warehouse.plan(con, registered=False, landed=len(parsed.items) + len(parsed.records))
    with warehouse.transaction(con):
        if runs:
            model.run(
                con,
                "posting",
                calls={LANDED: lambda: _stage(con, run_id, runs, parsed), READ: lambda: _normalise(con)},
            )
        for run, answers in hubs:
            replica.apply(con, run, answers)
    return unread


def tips(con: duckdb.DuckDBPyConnection) -> None:
    """Make what the user heard of (raw.journal, verb `tip`) postings of the board `tip`, before anything is derived.

    A tip's subject is the person who told it, its object the employer, its detail may hold title, place and note.
    """
    model.run(con, "posting", calls={TIPS: lambda: _tips(con)}, part="tip")


def _tips(con: duckdb.DuckDBPyConnection) -> None:
    raw = warehouse.read(con, "from tip_record")
    if raw.height:
        postings, places = normalise.postings(raw)
        warehouse.load(con, "tip_posting", postings)
        warehouse.load(con, "tip_place", places)


def _parse(run: landing.BoardRun, answers: list[Answer], into: Parsed) -> None:
    most = UNBOUND if run.max_postings is None else run.max_postings
    board = Board(
        name=run.board, family=run.family, url=run.url, account=run.account, employer=run.employer, max_postings=most
    )
    family = extractors.family(run.family)
    unread = 0
    first = ""
    titled: set[str] = set()  # postings that this run's answers give a title
    listed: set[str] = set()  # … that its lists should give one
    first_ones: set[str] = set()  # `max_postings` binds whatever the board sends

    def within(key: str) -> bool:
        if len(first_ones) < most:
            first_ones.add(key)
        return key in first_ones

    for answer in answers:
        if answer.kind == "page" and answer.status in (404, 410):
            into.gone += [(run.board, answer.key or "", run.started_at, False)] if family.pages_decide else []
            continue
        items: list[Item] = []
        try:
            if answer.kind == "list":
                named = family.items(answer, board)
                items = [i for i in named if DAMAGED not in i.key and within(i.key)]
                into.blank += [(run.board, i.key, "entry", None) for i in named if DAMAGED in i.key]
                into.items += [(run.board, item.key) for item in items]
            records = family.records(answer, board)
        except BoardError as e:
            unread, first = unread + 1, first or str(e)
            continue
        common: dict[str, Any] = {"board": run.board, "part": answer.kind, "family": run.family}
        common |= {"seen_at": answer.fetched_at, "run_id": run.run_id}
        if answer.kind == "list" and len(first_ones) == most:
            records = [r for r in records if r.get("key") in first_ones]
        read = [{**r, **common} for r in records if r.get("title") and DAMAGED not in (r.get("key") or DAMAGED)]
        titled |= {r["key"] for r in read}
        if records or family.page is None:
            listed |= {item.key for item in items}
        if family.pages_decide and (over := _over(answer, items, read)):
            into.gone.append((run.board, over[0], run.started_at, over[1]))
            if answer.kind == "page":
                continue  # what else it says may be of another posting by now
        if not read and answer.kind == "page" and answer.ok:
            into.blank.append((run.board, answer.key or "", "page", hollow.why(answer.body, answer.content_type)))
        into.records += read
    into.blank += [(run.board, key, "list", None) for key in sorted(listed - titled)]
    if unread:
        into.problems[run.board] = f"{unread} of {len(answers)} answers could not be read: {first}"


def _once(error: str | None, problem: str | None) -> str | None:
    """What a pull and the reading of its answers said, what both say once."""
    if error and problem and error in problem:
        return problem
    return "; ".join(filter(None, (error, problem))) or None


def _over(answer: Answer, items: list[Item], read: list[dict[str, Any]]) -> tuple[str, bool] | None:
    """The posting whose page, asked for or saved by the user, is one no more, and whether the page says so in words."""
    about = answer.key or "" if answer.kind == "page" else None
    if answer.kind == "list" and len(items) == 1 and is_html(answer.body):
        about = items[0].key
    if about is None:
        return None
    known = " ".join(map(known_of, read))
    is_full = any(all(r.get(f) for f in ("employer", "posted", "description")) for r in read)
    if says_closed(answer.body, answer.content_type, known, is_full) or any(map(record_says_closed, read)):
        return about, True
    if answer.kind == "page" and not read and jobpage.lists_jobs(answer.body):
        return about, False
    return None


def _stage(con: duckdb.DuckDBPyConnection, run_id: str, runs: list[landing.BoardRun], parsed: Parsed) -> None:
    """Fill the temporary tables that the SQL files read."""
    warehouse.load(con, "stage_item", pl.DataFrame(parsed.items, schema=ITEM, orient="row"))
    warehouse.load(con, "stage_gone", pl.DataFrame(parsed.gone, schema=GONE, orient="row"))
    warehouse.load(con, "stage_blank", pl.DataFrame(parsed.blank, schema=BLANK, orient="row"))
    schema: dict[str, Any] = {**PART, **RECORD}
    frame = pl.DataFrame([{c: r.get(c) for c in schema} for r in parsed.records], schema=schema, orient="row")
    frame = frame.unique(["board", "key", "part"], keep="last", maintain_order=True)
    frame = frame.with_columns(digest=frame.select(pl.struct(CONTENT).struct.json_encode().hash(1)).to_series())
    warehouse.load(con, "stage_record", frame)
    rows = [
        (
            run_id, r.board, r.family, r.started_at, r.ended_at, r.status,
            _once(r.error, parsed.problems.get(r.board)),
            r.listed, r.fetched, r.requests, r.complete and r.board not in parsed.problems, r.employer,
            extractors.family(r.family).whole, extractors.family(r.family).pages_decide,
        )
        for r in runs
    ]  # fmt: skip
    con.executemany("insert into stage_run values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows) if rows else None


def _normalise(con: duckdb.DuckDBPyConnection) -> None:
    """What the changed records say, into `stage_posting` and `stage_place`."""
    raw = warehouse.read(con, "from stage_changed")
    if raw.height:  # on a quiet day nothing has changed
        of_board = {fact: pl.col("family").is_in(extractors.which(fact)) for fact in normalise.OF_BOARD}
        postings, places = normalise.postings(raw.with_columns(**of_board))
        columns = con.table("stage_posting").columns
        warehouse.load(con, "stage_posting", postings.select([c for c in columns if c in postings.columns]))
        warehouse.load(con, "stage_place", places)
    named = "select employer_name from core.posting union select employer_name from stage_posting"
    names = warehouse.read(con, f"select employer_name from ({named}) where employer_name is not null")
    con.execute("create or replace temp table self_hirer (employer_name text)")
    warehouse.load(con, "self_hirer", names.filter(employer.hires_for_itself(pl.col("employer_name"))))
