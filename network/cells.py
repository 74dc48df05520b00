"""Rows of a table as they stand in the text: lines, cells, lost quotes."""

import csv
import re
from collections.abc import Iterator, Sequence

from curbside.network.model import Problem

MAX_CELL = 1_000_000  # characters
MAX_PLAIN = 20_000  # of a cell that holds no letters of people
MAX_LINES = 3_000_000


def lines_of(text: str) -> list[str]:
    """Physical lines with their ends, by \\n, \\r\\n or \\r alone."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", text.replace("\0", ""))


def one_row(lines: Sequence[str], delimiter: str) -> list[str]:
    """The cells of one row, which may stand on several lines; none where it is longer than any header or title."""
    try:
        return next(csv.reader(lines, delimiter=delimiter), []) if sum(map(len, lines)) < MAX_CELL else []
    except csv.Error:
        return []


def rows(
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
    most = MAX_CELL if long_cells else MAX_PLAIN
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
                restart = restart and (long_cells or not _is_whole(lines[begin:end], delimiter, width))
            if restart:
                cells = [c.strip('"') for c in lines[begin].rstrip("\r\n").split(delimiter)]
                quote = lines[begin].find('"')
                if quote < 0:  # the csv module's other complaint: a cell beyond all measure
                    problems.append(_beyond_measure(file, begin, cells, most))
                else:
                    text, remedy = "a quote that does not end", "the row was read without it; add the missing quote"
                    problems.append(Problem(file, f"line {begin + 1}, column {quote + 1}", text, remedy))
                yield begin + 1, [cell[:most] for cell in cells]
                break
            if sum(map(len, row)) > most and max(map(len, row)) > most:
                problems.append(_beyond_measure(file, begin, row, most))
                row = [cell[:most] for cell in row]
            yield begin + 1, row
            begin = end
        if not restart:
            return
        start = begin + 1


def _beyond_measure(file: str, line: int, cells: list[str], most: int) -> Problem:
    at = max(range(len(cells)), key=lambda i: len(cells[i])) + 1
    text, remedy = f"a cell of more than {most:,} letters", "the rest of it was left out; shorten the cell"
    return Problem(file, f"line {line + 1}, column {at}", text, remedy)


def _is_whole(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether a row of several lines has as many cells as the header, and each quote where one belongs."""
    try:
        return [len(row) for row in csv.reader(lines, delimiter=delimiter, strict=True)] == [width]
    except csv.Error:
        return False


def _swallowed(lines: list[str], delimiter: str, at_end: bool, width: int) -> bool:
    """Whether a row of several lines has eaten the rows below: it never closes, or a line in it has `width` cells."""
    if at_end and sum(line.count('"') for line in lines) % 2:
        return True
    return width > 2 and any(line.count(delimiter) >= width - 1 for line in lines[1:])
