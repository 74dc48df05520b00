"""A hand-kept list: `url` is a CSV file (or a folder of them) with one posting a row, any sensible headings.

Headings read: those of `fields.NAMES`, in any case and spacing ("Job title", "pay min", "Zip code"); others are
added to the description, so that nothing that the user wrote is lost. The separator (comma, semicolon, tab) is
found out.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers import fields
from curbside.extractors.readers.addresses import typed
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.markup import address, key_of, line, local
from curbside.extractors.readers.saved import answers

PREFACE = 10  # lines that may stand above the headings
_TOTAL = re.compile(
    r"(?:grand |sub)?total\b[\w ]{0,20}:? ?\d+|\d+ (?:rows?|positions?|openings?|jobs?|records?)(?: in total)?", re.I
)
# A cell that shows words and leads elsewhere: a spreadsheet's formula, Markdown
_LINK = re.compile(
    r'=HYPERLINK\(\s*"(?P<to>[^"]*)"\s*(?:[,;]\s*"(?P<text>[^"]*)"\s*)?\)|\[(?P<words>[^\[\]]+)\]\((?P<at>https?://[^()\s]+)\)',
    re.I,
)
_LINKED = frozenset(fields.NAMES["title"] + fields.NAMES["employer"] + fields.NAMES["url"])
_MORE = ""  # the columns that no field takes

csv.field_size_limit(4 << 20)


def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The file or files; after them BoardError for rows that cannot be read: those that can are given first."""
    bad = []
    for answer in answers(board, (".csv", ".tsv", ".txt")):
        rows = list(_rows(answer))
        yield answer
        if wrong := [str(number) for number, _, title in rows if not title]:
            more = f" and {len(wrong) - 10} more" if len(wrong) > 10 else ""
            bad.append(f"{_name(answer)}: line {', '.join(wrong[:10])}{more}: no title; fill it in or remove the row")
    if bad:
        raise BoardError("; ".join(bad))


def items(answer: Answer, board: Board) -> list[Item]:
    """Every row with a title."""
    return [Item(r["key"], r.get("url") or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every row with a title. `key`: a column id or reference, else the address, else what the row says of title,
    employer and place."""
    read = []
    for _, values, title in _rows(answer):
        if not title:
            continue
        record = fields.record(values, answer.url)
        cell = line(fields.first(values, "url"))
        if url := address(typed(fields.first(values, "url")), answer.url):
            record["url"] = url
        if cell and " " in cell:  # a remark or a second address beside it
            values.setdefault(_MORE, []).append(f"link: {cell}")
        key = fields.key(values) or (key_of(url, url) if url else fields.said_key(record)) or title
        if more := values.get(_MORE):
            record["description"] = "\n".join([*filter(None, [record.get("description")]), *more])
        read.append({**record, "key": key})
    return gathered(read)


def _rows(answer: Answer) -> Iterator[tuple[int, dict[str, list[str]], str | None]]:
    """Line number, values by heading, title (None: a bad row) of every row that is not empty."""
    text = decode(answer.body)
    lines = text[:20_000].lstrip().split("\n", PREFACE)[:PREFACE]
    head = next((row for row in lines if any(m in row for m in ",;\t")), "")
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        names = _headings(reader)
        if not names:
            raise BoardError(f"{_name(answer)}: line 1: no column `title` among the headings; add one")
        for row in reader:
            if not any(c.strip() for c in row) or _is_total(row):
                continue
            values = _values(names, row)
            yield reader.line_num, values, line(fields.first(values, "title"))
    except csv.Error as e:
        raise BoardError(f"{_name(answer)}: line {reader.line_num}: {e}; save the file as CSV again") from e


def _values(names: list[str], row: list[str]) -> dict[str, list[str]]:
    """A row's cells by heading; a title that is a link is the posting's where no column is."""
    values: dict[str, list[str]] = {}
    for name, cell in zip(names, row, strict=False):
        known = local(name)
        if known in _LINKED and (m := _LINK.fullmatch(cell.strip())):
            where = m["to"] or m["at"]
            of = (
                fields.NAMES["url"][-1]
                if known in fields.NAMES["title"]
                else known
                if known in fields.NAMES["url"]
                else _MORE
            )
            values.setdefault(of, []).append(where if of != _MORE else f"{name.strip()}: {where}")
            cell = "" if of == known else m["text"] or m["words"] or where
        if cell.strip() and known in fields.KNOWN:
            values.setdefault(known, []).append(cell)
        elif cell.strip():
            values.setdefault(_MORE, []).append(f"{name.strip()}: {cell.strip()}")
    return values


def _is_total(row: list[str]) -> bool:
    """A report's last row: `Total: 12`, `Total positions,12`."""
    told = [c.strip() for c in row if c.strip()]
    return len(told) <= 2 and bool(_TOTAL.fullmatch(" ".join(told)))


def _headings(reader: Any) -> list[str]:
    """The row of the headings: the first that is not empty, or, below a title and a day, one of two headings at least."""
    above = False
    for row in reader:
        titled = any(local(n) in fields.NAMES["title"] for n in row)
        if titled and (not above or sum(local(n) in fields.KNOWN for n in row) >= 2):
            return list(row)
        above = above or any(c.strip() for c in row)
        if reader.line_num > PREFACE:
            break
    return []


def _name(answer: Answer) -> str:
    return answer.url.rpartition("/")[2]


FAMILY = Family(
    name="csv",
    title="A hand-kept list (CSV)",
    source="RFC 4180 and what spreadsheets write. Read here, no board behind it.",
    lists=lists,
    items=items,
    records=records,
    local=True,
    endings=("csv", "tsv", "txt"),
)
