"""Workbooks: .xlsx, .xlsm, .xlsb, .xls and .ods by fastexcel (calamine), and the HTML that some systems call .xls."""

import io
import zipfile
from collections.abc import Iterator

import polars as pl

from curbside.network import spans
from curbside.network.linkedin import Member

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta")
# A line break within a cell; another sign, as rows are told apart by line breaks.
_BREAK = "\u2028"
_BREAKS = "(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"


MOST_BYTES = 200 << 20  # unpacked
MOST_CELLS = 20_000_000  # of a sheet's rectangle, which the reader lays out whole


class Damaged(Exception):
    """No reader knows what to do with the file."""


class TooLarge(Exception):
    """It would take more memory than a list of people can need."""


def is_one(body: bytes) -> bool:
    """Whether `body` is a workbook, by its first bytes."""
    if body.startswith(b"PK\x03\x04"):
        head = body[:200_000] + body[-200_000:]
        return b"xl/workbook." in head or b"opendocument.spreadsheet" in head
    return body.startswith(b"\xd0\xcf\x11\xe0") or _is_html(body)


def sheets(packed: Member) -> list[Member]:
    """Each visible sheet that holds anything, as CSV, named `FILE: SHEET` (a lone one as the file).

    Raises Damaged, TooLarge.
    """
    try:
        _measure(packed.body)
        found = _html(packed.body) if _is_html(packed.body) else _cells(packed.body)
        named = [(name, text) for name, rows in found if (text := _csv(rows))]
    except TooLarge:
        raise
    except Exception as error:  # whatever the reader of a damaged workbook raises
        raise Damaged from error
    return [Member(f"{packed.file}: {name}" if len(named) > 1 else packed.file, text) for name, text in named]


def _measure(body: bytes) -> None:
    """Raises TooLarge for a packed workbook whose parts are huge, or one with two cells at its far ends."""
    if not body.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
            raise TooLarge
        for name in book.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                columns, first, last = set(), 1 << 30, 0
                for row, column in spans.places(book.read(name)):
                    columns.add(column)
                    first, last = min(first, row), max(last, row)
                if columns and (max(columns) - min(columns) + 1) * (last - first + 1) > MOST_CELLS:
                    raise TooLarge


def _cells(body: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each visible sheet by its name."""
    import fastexcel

    book = fastexcel.read_excel(body)
    spanned = {}
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            spanned = spans.merged(packed)
    for name in book.sheet_names:
        skipped = 0 if name in spanned else None  # as the merged cells are named by the sheet's own rows
        sheet = book.load_sheet(name, header_row=None, dtypes="string", skip_rows=skipped)
        if sheet.visible == "visible" or len(book.sheet_names) == 1:
            rows = sheet.to_polars()
            yield name, spans.filled(rows, spanned[name]) if name in spanned else rows


def _html(body: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    from lxml import html  # type: ignore[import-untyped]

    try:
        body.decode()
        known = html.HTMLParser(encoding="utf-8")  # which a page need not say, and the parser would not guess
    except UnicodeDecodeError:
        known = None
    for n, rows in enumerate(spans.of_page(html.fromstring(body, parser=known)), 1):
        width = max(map(len, rows), default=0)
        whole = [row + [""] * (width - len(row)) for row in rows]
        yield f"table {n}", pl.DataFrame(whole, schema={f"column {c}": pl.String for c in range(width)}, orient="row")


def _is_html(body: bytes) -> bool:
    head = body[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith(_HTML) or (head.startswith(b"<?xml") and b"<html" in head)


def _csv(rows: pl.DataFrame) -> bytes:
    """The cells as they were typed, empty where none says anything; in columns: a million rows of Python's take a gigabyte."""
    cell = pl.all().fill_null("").str.replace(f"{_BREAKS}$", "").str.replace_all(_BREAKS, _BREAK)
    # A number without decimals is none that anybody typed: "2019.0" of a year.
    rows = rows.select(cell.str.replace(r"^(\d+)\.0$", "$1"))
    if not rows.width or not rows.select(pl.any_horizontal(pl.all() != "").any()).item():
        return b""
    return rows.write_csv(include_header=False, line_terminator="\r\n").encode()
