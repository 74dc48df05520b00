"""Tables as address books write them: any encoding, delimiter, language and preamble, read by column name.

The csv module and not DuckDB or polars: it keeps the line of each row for the messages, goes on after a lost quote
and takes every encoding from memory, at a quarter of a second for 50,000 rows (DuckDB: a twentieth, of UTF-8 only;
polars raised on five of seven LinkedIn samples).
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from curbside.network import dates
from curbside.network.cells import MAX_LINES, lines_of, one_row, rows
from curbside.network.contacts import mapped
from curbside.network.model import Problem
from curbside.network.names import fold
from curbside.network.tally import tallied

Aliases = Mapping[str, str]  # folded header cell → canonical column
_CODE_PAGES = "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp932 gb18030 big5 euc_kr".split()
HEADER_LINES = 25  # LinkedIn's preamble has 0 to 4; hand-made lists have a title and remarks
MAX_BYTES = 512 * 2**20
MAX_ROWS = 500_000  # of people: nobody knows so many, and each takes a kilobyte of memory
_GUARDED = re.compile(r'(?m)(^|[,;\t])(?:="([^"\r\n]*)"|"=""([^"\r\n]*)""")(?=[,;\t\r\n]|\Z)')
_ERROR = r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!|GETTING_DATA)$"
_LINK = r"^\[([^\]]+)\]\(\w+:[^)]*\)$"
_WORDS = re.compile(r"[\W_]+")


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
        """The column read as days, all in the order of day and month that the column tells."""
        values = self.values(name)
        return mapped(values, partial(dates.day, day_first=dates.is_day_first(values)), pl.Date)


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


def decode(body: bytes, file: str, known: Aliases | None = None) -> tuple[str, list[Problem]]:
    """Text of `body`: UTF-8 or UTF-16 with or without mark, else the code page in which the header says most (`known`),
    else cp1252 (cp1250 or cp1251 where it explains more letters).

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
    return _by_code_page(body, known), []


def _by_code_page(body: bytes, known: Aliases | None) -> str:
    """Text of a program that writes its country's code page: told by its headings, else by its letters."""
    if b"\n" not in body and len(re.findall(rb"[\x80-\x9f]", body)) > len(re.findall(rb"[\xc0-\xff]", body)):
        return body.decode("mac_roman")  # an old Mac's ends of lines and letters
    if known is not None:
        head = body[:65536]
        scores = {page: score(lines_of(head.decode(page, "ignore")), known) for page in _CODE_PAGES}
        best = max(_CODE_PAGES, key=lambda page: scores[page])
        if scores[best] > scores["cp1252"]:
            return body.decode(best, "replace")
    # Words of accented letters alone are none of a Latin script.
    if len(re.findall(rb"(?<![A-Za-z\xc0-\xff])[\xc0-\xff]{3,}(?![A-Za-z])", body)) >= 2:
        return body.decode("cp1251", "replace")
    # Polish and Czech Windows: letters that cp1252 shows as ³, ¹, ¿ or œ inside words
    if len(re.findall(rb"[A-Za-z][\xb3\xb9\xbf\x9c\x9f]|[\xb3\xb9\xbf\x9c\x9f][a-z]", body)) >= 2:
        return body.decode("cp1250", "replace")
    return body.decode("cp1252", "replace")


def header(lines: Sequence[str], known: Aliases) -> tuple[int, int, str, list[str]] | None:
    """Of the row that names most columns: index of its first line and of the line below, delimiter, cells; None where
    none names any. Headings may be of several lines, within quotes."""
    best: tuple[int, int, int, str, list[str]] | None = None
    for index in range(min(len(lines), HEADER_LINES)):
        for after in {index + 1, _closed(lines, index)}:
            for delimiter in ",;\t|":
                cells = one_row(lines[index:after], delimiter)
                score = len({known[k] for k in map(cell_key, cells) if k in known})
                if score and (best is None or score > best[0]):
                    best = score, index, after, delimiter, cells
    return best and best[1:]


def _closed(lines: Sequence[str], index: int) -> int:
    """Index of the line after the one that closes the quotes of line `index`, at most eight lines on."""
    quotes = 0
    for after in range(index, min(index + 8, len(lines))):
        quotes += lines[after].count('"')
        if quotes % 2 == 0:
            return after + 1
    return index + 1


def score(lines: Sequence[str], known: Aliases) -> int:
    """How many columns of `known` the header names."""
    found = header(lines, known)
    return len({known[k] for k in map(cell_key, found[3]) if k in known}) if found else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells: what stands `above` the header (line, cells), the header itself, the rows below, each as wide."""

    above: list[tuple[int, list[str]]]
    header: tuple[int, list[str]]
    rows: list[tuple[int, list[str]]]
    problems: tuple[Problem, ...]
    blank: int


def _unguarded(text: str) -> str:
    """Cells that a program writes as formulas, so that a spreadsheet keeps them as text (`="00412"`), as plain ones."""
    if '="' not in text:
        return text
    return _GUARDED.sub(lambda m: f'{m[1]}"{m[2] if m[2] is not None else m[3]}"', text)


def grid(
    text: str,
    file: str,
    known: Aliases,
    *,
    need: int = 1,
    long_cells: bool = False,
    is_header: Callable[[list[str]], bool] | None = None,
) -> Grid:
    """The cells of the table in `text` (see `read`). `is_header`: whether a row below begins another table, as wide as
    it is itself. Raises Unreadable where no line is a header."""
    if text.count("\n") > MAX_LINES or text.count("\r") > MAX_LINES:
        raise Unreadable(f"more than {MAX_LINES:,} lines", "export the contacts only")
    lines = lines_of(_unguarded(text))
    found = header(lines, known)
    if found is None or len({known[k] for k in map(cell_key, found[3]) if k in known}) < need:
        raise Unreadable(
            f"no line of the first {HEADER_LINES} names the columns",
            "give it the header that the export had, e.g. " + _example(known),
        )
    start, after, delimiter, heads = found
    width = len(heads)
    kept: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    blank = shorter = 0
    short: tuple[int, int] | None = None
    for number, row in rows(lines, after, delimiter, width, long_cells, file, problems):
        if not any(row) or not "".join(row).strip():
            blank += bool(row)
            continue
        if is_header and len(row) != width and is_header(row):
            width = len(row)
        if len(row) < width:
            short = short or (number, len(row) + 1)
            shorter += 1
        if len(row) > width and any(map(str.strip, row[width:])):
            said = f"{len(row)} values under {width} columns"
            remedy = "the row was read; put quotes around values with commas"
            problems.append(Problem(file, f"line {number}, column {width + 1}", said, remedy))
        kept.append((number, (row + [""] * width)[:width]))
        if len(kept) > MAX_ROWS and not long_cells:
            raise Unreadable(f"more than {MAX_ROWS:,} rows", "keep those you know, or split it")
    told = few(problems, len(kept))
    if short:
        said = tallied(shorter, "rows with fewer values than columns, first here")
        place = f"line {short[0]}, column {short[1]}"
        told.append(Problem(file, place, said, "what is missing was left empty", "note"))
    above = [(n + 1, one_row([line], delimiter)) for n, line in enumerate(lines[:start])]
    return Grid(above, (start + 1, heads), kept, tuple(told), blank)


def read(
    text: str, file: str, known: Aliases, *, need: int = 2, long_cells: bool = False, only_known: bool = False
) -> Table:
    """Read the table in `text`. `need`: distinct columns that a header must name. `long_cells`: cells hold whole
    letters, so that a row inside a cell is no sign of a lost quote. `only_known`: no other column is kept.

    Raises Unreadable where no line is a header.
    """
    found = grid(text, file, known, need=need, long_cells=long_cells)
    names, unknown = _names(found.header[1], known)
    if only_known:
        names, unknown = [n if n not in unknown else "" for n in names], []
    columns = {n: [row[i] for _, row in found.rows] for i, n in enumerate(names) if n}
    frame = pl.DataFrame(
        {"row": pl.Series([number for number, _ in found.rows], dtype=pl.Int64)}
        | {n: pl.Series(values, dtype=pl.String) for n, values in columns.items()}
    )
    frame = frame.with_columns(map(unescaped, frame.drop("row").iter_columns())).with_columns(
        trimmed(pl.exclude("row"))
    )
    return Table(frame, tuple(unknown), found.problems, found.blank)


def _example(known: Aliases) -> str:
    """The first columns of a header, as the export writes them in English."""
    written: dict[str, str] = {}
    for alias, column in known.items():
        if column not in written or cell_key(column.replace("_", " ")) == cell_key(written[column]):
            written[column] = alias.title()
    return ",".join(list(written.values())[:5])


def unescaped(values: pl.Series) -> pl.Series:
    """Text in which a site's `&#39;` and `&amp;` are the signs that they stand for."""
    if not values.str.contains(r"&(?:#\d+|[a-zA-Z]+);").any():
        return values
    return mapped(values, html.unescape, pl.String)


def trimmed(values: pl.Expr) -> pl.Expr:
    """Without white space and marks at the ends, a link and bold text of Markdown as plain text; null for empty and for a formula's error."""
    plain = values.str.strip_chars(" \t\r\n\u00a0\u200b\u200e\u200f\ufeff")
    plain = plain.str.replace(r"^(?:\*\*|__)([^*_]+)(?:\*\*|__)$", "$1")
    return plain.str.replace(_ERROR, "").str.replace(_LINK, "$1").str.replace(r"^'([^']*)'$", "$1").replace("", None)


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


def few(problems: list[Problem], rows: int, limit: int = 20) -> list[Problem]:
    """At most `limit` lines of one file, as a broken file must not fill the screen; each says that the rest counts."""
    rest = f"; the other {tallied(rows - 1, 'rows')} {'was' if rows == 2 else 'were'} read" if rows > 1 else ""
    said = [replace(p, remedy=p.remedy + rest) for p in problems[:limit]]
    if (more := len(problems) - limit) > 0:
        said.append(replace(problems[0], place="", text=tallied(more, "rows more like these")))
    return said
