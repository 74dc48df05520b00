"""Lists without a header: plain lines with a name each, and tables whose columns are told by what they hold."""

import csv
import re
from collections.abc import Sequence

from curbside.network import layout, programs
from curbside.network.cells import lines_of
from curbside.network.layout import Row
from curbside.vocabulary import states

_DASH = re.compile(r"^(?P<name>.+?)\s+[-–—]\s+(?P<rest>.+)$")
_YEAR = re.compile(r"(?:class of )?['’]?(?:(?:19|20)\d\d)", re.IGNORECASE)
_TOWN = re.compile(r"[A-Z][a-z]{2}|[A-Z](?:[a-z]\.? |['’])[A-Z][a-z]")
_MOST = 5000  # lines: longer than any list that somebody typed without a header
_KINDS = (  # the heading that a column gets, the share of its cells that must be so, and how they are told
    ("Email", 0.5, lambda t: "@" in t),
    ("State", 0.8, lambda t: states.FORMS.get(states.key(t)) is not None),
    ("Class", 0.8, lambda t: _YEAR.fullmatch(t) is not None),
    ("Employer", 0.5, programs.is_house),
    ("Title", 0.5, lambda t: programs.position(t)[0] is not None),
)


def rows(text: str) -> tuple[list[Row], list[str]] | None:
    """The rows of such a list, the header that it was given among them, and that header; None where most lines do not begin with a person."""
    lines = [(n, line.strip()) for n, line in enumerate(lines_of(text), 1) if line.strip()]
    if not 2 <= len(lines) <= _MOST:
        return None
    delimiter = max("\t;|,", key=lambda d: sum(d in line for _, line in lines))
    table = [(n, next(csv.reader([line], delimiter=delimiter), [])) for n, line in lines]
    parted = [(n, [m["name"], m["rest"]] if (m := _DASH.match(line)) else [line]) for n, line in lines]
    persons = [cells for _, cells in parted if len(cells) > 1 or not layout.class_of(cells[0])]
    if not _is_placed(table) and _share(persons, 0) >= 0.6:
        return _headed(parted, ["Name", "Current Position"], 0)
    for cells in (table, [(n, [line]) for n, line in lines]):
        people = [row for _, row in cells if not layout.class_of(" ".join(row).strip())]
        width = max(len(row) for _, row in cells)
        columns = [[row[c].strip() for row in people if c < len(row) and row[c].strip()] for c in range(width)]
        shares = [_share(people, c) for c in range(width)]
        if max(shares) >= 0.6:
            at = shares.index(max(shares))
            return _headed(cells, ["Name" if c == at else _kind(values) for c, values in enumerate(columns)], at)
    return None


def _is_placed(table: Sequence[Row]) -> bool:
    """Whether the rows begin with a person and end in a town and its state, which would be read as parts of the name:
    `Bo Lind,Lima,OH`. A given name and a credential are neither: `Lind, Peter, MD`, `Bo Lind, PhD, MD`."""
    rows = [[cell.strip() for cell in row] for _, row in table if len(row) > 2]
    placed = [
        r for r in rows if programs.is_person(r[0]) and _TOWN.match(r[-2]) and states.FORMS.get(states.key(r[-1]))
    ]
    return len(placed) >= 0.8 * len(table)


def _share(people: Sequence[Sequence[str]], column: int) -> float:
    """How many of the rows from the first person on name one in that column; none where fewer than two do."""
    named = [column < len(row) and programs.is_person(row[column]) for row in people]
    if sum(named) < 2:
        return 0.0
    return sum(named) / len(named[named.index(True) :])


def _headed(cells: list[Row], heads: list[str], at: int) -> tuple[list[Row], list[str]] | None:
    """`cells` with the header `heads` above the first person; a column before that of states holds the cities."""
    first = next((n for n, (_, row) in enumerate(cells) if at < len(row) and programs.is_person(row[at])), None)
    if first is None:
        return None
    if "State" in heads and (city := heads.index("State") - 1) >= 0 and not heads[city]:
        heads[city] = "City"
    # The line above the first person may be its class, which is no title of the list.
    begin = first - 1 if first and len([c for c in cells[first - 1][1] if c.strip()]) == 1 else first
    return [*cells[:begin], (cells[begin][0], heads), *cells[begin:]], heads


def _kind(values: Sequence[str]) -> str:
    for head, share, is_so in _KINDS:
        if values and sum(map(is_so, values)) >= share * len(values):
            return head
    return ""
