"""Cells that span several rows: what they say is said of each row, in workbooks and in tables of web pages."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import polars as pl

from curbside.network import headings, tables

GOES_ON = "\u2060"  # in a column of names: the row goes on with the person above
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_MOST = 500  # rows of one span: more is a mistake of whoever made it
_CELLS, _WIDE = 20_000, 1000  # spans of a sheet and columns of a row that are followed: more is no list of people
_SPANNED = re.compile(rb"""number-rows-spanned=["'](?!1["'])""")
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BLOCKS = ("p", "div", "li", "br")


def places(sheet: bytes) -> Iterator[tuple[int, int]]:
    """(row, column) from 1 of each cell of an .xlsx's sheet that may hold a value."""
    for cell in _FILLED.finditer(sheet):
        yield int(cell[2]), _number(cell[1])


@dataclass(slots=True)
class Spans:
    """The first column of a sheet that holds anything, and its cells of several rows: (column, first row, last), from 0."""

    left: int
    cells: list[tuple[int, int, int]]


def merged(book: zipfile.ZipFile) -> dict[str, Spans]:
    """The cells over several rows of each sheet of an .xlsx or .ods that has some, by the sheet's name."""
    names = book.namelist()
    if "content.xml" in names:
        content = book.read("content.xml")
        return _of_ods(ElementTree.fromstring(content)) if _SPANNED.search(content) else {}
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    files = {link.get("Id"): (link.get("Target") or "").removeprefix("/xl/") for link in links}
    found = {}
    for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        if sheet.tag.endswith("}sheet") and f"xl/{files.get(key)}" in names:
            text = book.read(f"xl/{files[key]}")
            ends = [m.groups() for m in _MERGED.finditer(text)]
            cells = [(_number(a) - 1, int(top) - 1, int(end) - 1) for a, top, z, end in ends if a == z]
            if cells:
                left = min((column for _, column in places(text)), default=1) - 1
                found[sheet.get("name") or ""] = Spans(left, cells)
    return found


def _of_ods(content: ElementTree.Element) -> dict[str, Spans]:
    found = {}
    for table in content.iter(f"{_ODS}table"):
        row, left = 0, 1 << 30
        cells = []
        for line in table.iter(f"{_ODS}table-row"):
            column = 0
            for cell in line:
                if len(cell):  # its paragraphs
                    left = min(left, column)
                down = int(cell.get(f"{_ODS}number-rows-spanned") or 1)
                if down > 1 and cell.get(f"{_ODS}number-columns-spanned") in (None, "1"):
                    cells.append((column, row, row + down - 1))
                column += int(cell.get(f"{_ODS}number-columns-repeated") or 1)
            row += int(line.get(f"{_ODS}number-rows-repeated") or 1)
        if cells:
            found[table.get(f"{_ODS}name") or ""] = Spans(left, cells)
    return found


def filled(rows: pl.DataFrame, spans: Spans) -> pl.DataFrame:
    """`rows`, all of the sheet from its first row on, with what a cell of several rows says in each of them. A row that
    says nothing but that is no row of its own."""
    columns: dict[int, list[str | None]] = {}
    told: dict[int, set[int]] = {}
    for at, begin, end in spans.cells[:_CELLS]:
        column = at - spans.left
        if not 0 <= column < rows.width or not 0 < end - begin < _MOST or end >= rows.height:
            continue
        values = columns.setdefault(column, rows[:, column].to_list())
        below = _below(values[begin], values[max(begin - tables.HEADER_LINES, 0) : begin])
        for row in range(begin + 1, end + 1):
            values[row] = below
            told.setdefault(row, set()).add(column)
    if not columns:
        return rows
    gone = [row for row, of in told.items() if not any(v for n, v in enumerate(rows.row(row)) if n not in of)]
    whole = rows.with_columns(pl.Series(rows.columns[n], v, dtype=pl.String) for n, v in columns.items())
    return whole.with_row_index("row").filter(~pl.col("row").is_in(gone)).drop("row")


def _below(said: str | None, above: Sequence[str | None]) -> str | None:
    """What a cell says in the rows below its first; `above`: what stands above it in its column."""
    head = next(filter(None, (headings.meaning(v) for v in reversed(above) if v)), None)
    return GOES_ON if said and head in ("name", "first_name", "last_name") else said


def of_page(page: Any) -> Iterator[list[list[str]]]:
    """The cells of each table of a web page that holds no other, the headings above it in rows of their own."""
    above: dict[str, str] = {}
    for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6", "table"):
        if element.tag != "table":
            above = {level: said for level, said in above.items() if level < element.tag} | {
                element.tag: _said(element)
            }
        elif element.find(".//table") is None:
            caption = [_said(one) for one in element.iter("caption")]
            yield [[said] for said in (*above.values(), *caption) if said] + _cells(element)


def _cells(table: Any) -> list[list[str]]:
    """The cells of a table: of a cell over several rows in each of them, over several columns in the first."""
    for element in table.iter(*_BLOCKS):
        element.tail = f"\u2028{element.tail or ''}"
    found: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}  # column: how many rows it still spans, what it says
    for line in table.iter("tr"):
        row: list[str] = []
        for cell in (c for c in line if c.tag in ("td", "th")):
            _above(row, below)
            said = _said(cell)
            down, right = _span(cell, "rowspan"), _span(cell, "colspan")
            for n in range(min(right, _WIDE - len(row))):
                if down > 1:
                    above = [r[len(row)] for r in found[-tables.HEADER_LINES :] if len(r) > len(row)]
                    below[len(row)] = (down - 1, "" if n else _below(said, above) or "")
                row.append("" if n else said)
        _above(row, below)
        found.append(row)
    return found


def _above(row: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Add to `row` the cells that reach down into it at its end."""
    while len(row) in below:
        left, said = below.pop(len(row))
        if left > 1:
            below[len(row)] = (left - 1, said)
        row.append(said)


def _said(cell: Any) -> str:
    lines = re.split("\u2028+", re.sub(r"[^\S\u2028]+", " ", cell.text_content()))
    return "\u2028".join(line for piece in lines if (line := piece.strip()))


def _span(cell: Any, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return min(int(said), _MOST) if said.isdecimal() and int(said) else 1


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AB is 28."""
    return sum((c - 64) * 26**at for at, c in enumerate(reversed(letters)))
