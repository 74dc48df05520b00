"""Cells that span several rows: what they say is said of each row, in workbooks and in tables of web pages."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import polars as pl

_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_FILLED = re.compile(rb'<c\b[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_MOST = 500  # rows of one span: more is a mistake of whoever made it
_BLOCKS = ("p", "div", "li", "br")


def places(sheet: bytes) -> Iterator[tuple[int, int]]:
    """(row, column) from 1 of each cell of an .xlsx's sheet that may hold a value."""
    for cell in _FILLED.finditer(sheet):
        yield int(cell[2]), _number(cell[1])


def merged(book: zipfile.ZipFile) -> dict[str, bytes]:
    """Text of each sheet of an .xlsx that has merged cells, by the sheet's name."""
    names = book.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    files = {link.get("Id"): (link.get("Target") or "").removeprefix("/xl/") for link in links}
    found = {}
    for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        if sheet.tag.endswith("}sheet") and f"xl/{files.get(key)}" in names:
            text = book.read(f"xl/{files[key]}")
            if b"<mergeCell " in text:
                found[sheet.get("name") or ""] = text
    return found


def filled(rows: pl.DataFrame, sheet: bytes) -> pl.DataFrame:
    """`rows`, all of the sheet from its first row on, with what a cell of several rows says in each of them. A row that
    says nothing but that is no row of its own."""
    left = min((column for _, column in places(sheet)), default=1)
    columns: dict[int, list[str | None]] = {}
    told: dict[int, set[int]] = {}
    for first, top, last, bottom in (m.groups() for m in _MERGED.finditer(sheet)):
        column, begin, end = _number(first) - left, int(top) - 1, int(bottom) - 1
        if first != last or not 0 <= column < rows.width or not 0 < end - begin < _MOST or end >= rows.height:
            continue
        values = columns.setdefault(column, rows[:, column].to_list())
        for row in range(begin + 1, end + 1):
            values[row] = values[begin]
            told.setdefault(row, set()).add(column)
    if not columns:
        return rows
    gone = [row for row, of in told.items() if not any(v for n, v in enumerate(rows.row(row)) if n not in of)]
    whole = rows.with_columns(pl.Series(rows.columns[n], v, dtype=pl.String) for n, v in columns.items())
    return whole.with_row_index("row").filter(~pl.col("row").is_in(gone)).drop("row")


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
            for n in range(right):
                if down > 1:
                    below[len(row)] = (down - 1, "" if n else said)
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
