"""Tables as address books write them: any encoding, delimiter, language and preamble, read by column name.

The csv module and not DuckDB or polars: it keeps the line of each row for the messages, goes on after a lost quote
and takes every encoding from memory, at a quarter of a second for 50,000 rows (DuckDB: a twentieth, of UTF-8 only;
polars raised on five of seven LinkedIn samples).
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from curbside.network import dates
from curbside.network.contacts import mapped
from curbside.network.model import Problem
from curbside.network.names import fold

Aliases = Mapping[str, str]  # folded header cell → canonical column
HEADER_LINES = 25  # LinkedIn's preamble has 0 to 4; hand-made lists have a title and remarks
MAX_BYTES = 512 * 2**20
MAX_CELL = 1_000_000
_WORDS = re.compile(r"[^a-z0-9]+")


class Unreadable(Exception):
    """The file holds nothing that can be used. `text` and `remedy` make the problem's line."""

    def __init__(self, text: str, remedy: str) -> None:
        super().__init__(text)
        self.text, self.remedy = text, remedy


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header. `columns` are canonical names, `unknown` the others as written, both trimmed strings with
    null for empty; `row` is the line (from 1) on which a row starts."""

    frame: pl.DataFrame
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]
    blank: int  # rows without any value

    def column(self, name: str) -> pl.Expr:
        """The column, or nulls where the header does not name it."""
        return pl.col(name) if name in self.frame.columns else pl.lit(None, pl.String).alias(name)

    def values(self, name: str) -> pl.Series:
        """The column's values, nulls where the header does not name it."""
        if name in self.frame.columns:
            return self.frame[name]
        return pl.Series(name, [None] * self.frame.height, dtype=pl.String)

    def days(self, name: str) -> pl.Series:
        """The column read as days."""
        return mapped(self.values(name), dates.day, pl.Date)


def counted(number: int, noun: str) -> str:
    """`1 row`, `1,203 rows`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def cell_key(text: str) -> str:
    """A header cell as looked up among aliases: folded, words apart by single spaces."""
    folded = fold(text)
    return _WORDS.sub(" ", folded).strip() or folded


def aliases(**columns: str) -> dict[str, str]:
    """`aliases(email="e-mail|mail")` → {"e mail": "email", "mail": "email", "email": "email"}."""
    found: dict[str, str] = {}
    for column, written in columns.items():
        for alias in [column.replace("_", " "), *written.split("|")]:
            found.setdefault(cell_key(alias), column)
    return found


def decode(body: bytes, file: str) -> tuple[str, list[Problem]]:
    """Text of `body`: UTF-8 or UTF-16 with or without mark, else cp1252 (cp1250 where it explains more letters).

    A few broken bytes in UTF-8 text become U+FFFD and are reported at their line and column.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace").lstrip("\ufeff"), []
    head = body[:2000]
    if head.count(0) > len(head) // 4:
        return body.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace").lstrip("\ufeff"), []
    try:
        return body.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        text = body.decode("utf-8-sig", "replace")
        broken = text.count("\ufffd")
        letters = sum(not c.isascii() for c in text) - broken
        if letters > broken:
            before = body[: error.start]
            column = error.start - before.rfind(b"\n")
            place = f"line {before.count(bytes([10])) + 1}, column {column}"
            problem = Problem(file, place, f"{broken} broken letters", "they were replaced; export the file again")
            return text, [problem]
    # Polish and Czech Windows: letters that cp1252 shows as ³, ¹, ¿ or œ inside words
    if len(re.findall(rb"[A-Za-z][\xb3\xb9\xbf\x9c\x9f]|[\xb3\xb9\xbf\x9c\x9f][a-z]", body)) >= 2:
        return body.decode("cp1250", "replace"), []
    return body.decode("cp1252", "replace"), []


def lines_of(text: str) -> list[str]:
    """Physical lines with their ends, by \\n, \\r\\n or \\r alone."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", text.replace("\0", ""))


def header(lines: Sequence[str], known: Aliases) -> tuple[int, str, list[str]] | None:
    """Line index, delimiter and cells of the line that names most columns; None where none names any."""
    best: tuple[int, int, str, list[str]] | None = None
    for index, line in enumerate(lines[:HEADER_LINES]):
        for delimiter in ",;\t|":
            cells = next(csv.reader([line], delimiter=delimiter), []) if len(line) < MAX_CELL else []
            score = len({known[k] for k in map(cell_key, cells) if k in known})
            if score and (best is None or score > best[0]):
                best = score, index, delimiter, cells
    return best and best[1:]


def score(lines: Sequence[str], known: Aliases) -> int:
    """How many columns of `known` the header names."""
    found = header(lines, known)
    return len({known[k] for k in map(cell_key, found[2]) if k in known}) if found else 0


def read(
    text: str, file: str, known: Aliases, *, need: int = 2, long_cells: bool = False, only_known: bool = False
) -> Table:
    """Read the table in `text`. `need`: distinct columns that a header must name. `long_cells`: cells hold whole
    letters, so that a row inside a cell is no sign of a lost quote. `only_known`: no other column is kept.

    Raises Unreadable where no line is a header.
    """
    lines = lines_of(text)
    found = header(lines, known)
    cells = found[2] if found else []
    if found is None or len({known[k] for k in map(cell_key, cells) if k in known}) < need:
        raise Unreadable(
            f"no line of the first {HEADER_LINES} names the columns",
            "give it the header that the export had, e.g. " + _example(known),
        )
    start, delimiter, cells = found
    names, unknown = _names(cells, known)
    numbers: list[int] = []
    rows: list[list[str]] = []
    problems: list[Problem] = []
    blank = shorter = 0
    short: tuple[int, int] | None = None
    for number, row in _rows(lines, start + 1, delimiter, len(cells), long_cells, file, problems):
        if not any(row) or not "".join(row).strip():
            blank += bool(row)
            continue
        if len(row) < len(cells):
            short = short or (number, len(row) + 1)
            shorter += 1
        if len(row) != len(cells):
            if len(row) > len(cells) and any(map(str.strip, row[len(cells) :])):
                place = f"line {number}, column {len(cells) + 1}"
                text_ = f"{len(row)} values under {len(cells)} columns"
                problems.append(Problem(file, place, text_, "the row was read; put quotes around values with commas"))
            row = (row + [""] * len(cells))[: len(cells)]
        numbers.append(number)
        rows.append(row)
    if only_known:
        names, unknown = [n if n not in unknown else "" for n in names], []
    columns = {n: [row[i] for row in rows] for i, n in enumerate(names) if n}
    frame = pl.DataFrame(
        {"row": pl.Series(numbers, dtype=pl.Int64)}
        | {n: pl.Series(values, dtype=pl.String) for n, values in columns.items()}
    ).with_columns(_trim(pl.exclude("row")))
    told = few(problems, len(rows))
    if short:
        text = f"{counted(shorter, 'row')} with fewer values than columns, first here"
        told.append(
            Problem(file, f"line {short[0]}, column {short[1]}", text, "what is missing was left empty", "note")
        )
    return Table(frame, tuple(unknown), tuple(told), blank)


def _example(known: Aliases) -> str:
    """The first columns of a header, as the export writes them in English."""
    written: dict[str, str] = {}
    for alias, column in known.items():
        if column not in written or cell_key(column.replace("_", " ")) == cell_key(written[column]):
            written[column] = alias.title()
    return ",".join(list(written.values())[:5])


def _trim(values: pl.Expr) -> pl.Expr:
    return values.str.strip_chars(" \t\r\n\u00a0\u200b\u200e\u200f\ufeff").replace("", None)


def _names(cells: list[str], known: Aliases) -> tuple[list[str], list[str]]:
    """Canonical names of the columns; "" for one without a name or a second of the same meaning."""
    names: list[str] = []
    unknown: list[str] = []
    for cell in cells:
        shown = cell.strip(" \t\r\n\ufeff")
        name = known.get(cell_key(cell), shown)
        if name in names or name == "row":
            name = shown if shown not in names and shown != "row" else ""
        if name and name == shown and cell_key(cell) not in known:
            unknown.append(name)
        names.append(name)
    return names, unknown


def _rows(
    lines: list[str],
    start: int,
    delimiter: str,
    width: int,
    long_cells: bool,
    file: str,
    problems: list[Problem],
) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of each row. A quote that never ends would swallow the rows below it: its line is then
    read without quotes, and reading goes on at the next."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
    while start < len(lines):
        reader = csv.reader((lines[i] for i in range(start, len(lines))), delimiter=delimiter)
        begin = start
        restart = False
        while True:
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error:
                restart = True
            end = start + reader.line_num
            if not restart and (end - begin > 1 or (end == len(lines) and len(row) < width)):
                at_end = end == len(lines)
                restart = _swallowed(lines[begin:end], delimiter, at_end, 0 if long_cells else width)
            if restart:
                cells = [c.strip('"') for c in lines[begin].rstrip("\r\n").split(delimiter)]
                quote = lines[begin].find('"')
                if quote < 0:  # the csv module's other complaint: a cell beyond all measure
                    problems.append(_beyond_measure(file, begin, cells))
                else:
                    text, remedy = "a quote that does not end", "the row was read without it; add the missing quote"
                    problems.append(Problem(file, f"line {begin + 1}, column {quote + 1}", text, remedy))
                yield begin + 1, cells
                break
            if sum(map(len, row)) > MAX_CELL and max(map(len, row)) > MAX_CELL:
                problems.append(_beyond_measure(file, begin, row))
            yield begin + 1, row
            begin = end
        if not restart:
            return
        start = begin + 1


def _beyond_measure(file: str, line: int, cells: list[str]) -> Problem:
    at = max(range(len(cells)), key=lambda i: len(cells[i])) + 1
    text, remedy = f"a cell of more than {MAX_CELL:,} letters", "the row was read; shorten the cell"
    return Problem(file, f"line {line + 1}, column {at}", text, remedy)


def _swallowed(lines: list[str], delimiter: str, at_end: bool, width: int) -> bool:
    """Whether a row of several lines has eaten the rows below: it never closes, or a line in it has `width` cells."""
    if at_end and sum(line.count('"') for line in lines) % 2:
        return True
    return width > 2 and any(line.count(delimiter) >= width - 1 for line in lines[1:])


def few(problems: list[Problem], rows: int, limit: int = 20) -> list[Problem]:
    """At most `limit` lines of one file, as a broken file must not fill the screen; each says that the rest counts."""
    rest = f"; the other {counted(rows - 1, 'row')} {'was' if rows == 2 else 'were'} read" if rows > 1 else ""
    said = [replace(p, remedy=p.remedy + rest) for p in problems[:limit]]
    if (more := len(problems) - limit) > 0:
        said.append(replace(problems[0], place="", text=f"{counted(more, 'row')} more like these"))
    return said
