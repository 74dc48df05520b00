"""What an office puts together and curbside takes apart: lists one above the other on a sheet, people in one cell."""

import re
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from curbside.network import credentials, headings, headless, layout, names, programs, tables
from curbside.network.book_headings import OUTLOOK
from curbside.network.cells import lines_of
from curbside.network.contacts import Contacts
from curbside.network.headings import meaning
from curbside.network.layout import Laid, Row
from curbside.network.linkedin import Member
from curbside.network.model import Problem
from curbside.network.spans import GOES_ON
from curbside.vocabulary import states

_NAMES = frozenset({"name", "first_name", "last_name"})
_OF_NAMES = frozenset(
    word
    for key, column in (headings.PLAIN | OUTLOOK).items()
    if column in (*_NAMES, "given", "family")
    for word in (*key.split(), f"{key.split()[-1]}s")
)
_BREAK = re.compile(r"\s*[\n\u2028;]\s*")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_AND = re.compile(r"\s+(?:&|and)\s+")
_SLASHES = (re.compile(r"\s+[/+]\s+"), re.compile(r"\s*/\s*"))
_BRACKETS = re.compile(r"\([^)]*\)")
_DOCTORS = re.compile(r"(?i)^(?:drs\.?|doctors|doctor (?=\S+ and doctor )|dr\.? (?=\S+ (?:and|&) dr\b))\s*")
_OWN = ("email", "phone", "url", "npi")  # each person's; of several people in one cell each has their own, or nobody
_REST = ("employer", "title")


def laid(member: Member, found: Contacts) -> list[tuple[Laid, pl.DataFrame]]:
    """The lists of one file or sheet, each with its columns as strings, null for empty. Raises Unreadable."""
    text, problems = tables.decode(member.body, member.file, headings.PLAIN)
    found.problems += problems
    sheet = member.file.partition(": ")[2]
    parts = [layout.lay(rows, sheet) for rows in _held(text, member.file, found)]
    read = []
    for part in filter(None, parts):
        part.columns, part.lines = each(*joined(part.columns, part.lines))
        columns = {c: pl.Series(v, dtype=pl.String) for c, v in part.columns.items()}
        frame = pl.DataFrame({"line": pl.Series(part.lines, dtype=pl.Int64)} | columns)
        read.append((part, frame.with_columns(tables.trimmed(pl.exclude("line")))))
    return read


def _held(text: str, file: str, found: Contacts) -> list[list[Row]]:
    """The rows of each list in `text`, its header among them; of one without a header as they can be told."""
    try:
        grid = tables.grid(spaced(text), file, headings.Headings(), is_header=is_header)
        held = lists(upright([*grid.above, grid.header, *grid.rows]))
        if all(layout.header(rows) is not None for rows in held):
            found.problems += grid.problems
            return held
    except tables.Unreadable as error:
        if error.text.startswith("more than"):
            raise
    if (guessed := headless.rows(text)) is None:
        said = f"no line of the first {tables.HEADER_LINES} names the columns"
        raise tables.Unreadable(said, "give it a header such as name, class of, employer, title, city, state")
    rows, heads = guessed
    said = f"no line names the columns; read by what they hold as {', '.join(filter(None, heads)).lower()}"
    found.problems.append(Problem(file, "", said, "give the list a header if that is not so", "note"))
    return [rows]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is headings, people's names among them: nothing else, or two that can be nothing else and more known
    than not."""
    said = [c.strip() for c in cells if c.strip()]
    if len(said) < 2 or any(len(c) > 40 for c in said):
        return False
    if not any(_OF_NAMES.intersection(tables.cell_key(c).split()) for c in said):  # nine of ten rows, and quick
        return False
    found = [m for c in said if (m := meaning(c))]
    if len(set(found)) < len(found) or _NAMES.isdisjoint(found):
        return False
    rest = [c for c in said if not meaning(c)]
    plain = sum(tables.cell_key(c) in headings.PLAIN for c in said)
    return not rest or (
        plain >= 2 and len(found) > len(rest) and not any(re.search(r"\d", c) or programs.is_person(c) for c in rest)
    )


def spaced(text: str) -> str:
    """`text` with tabs between its columns where runs of spaces part them, as in what is copied from a page."""
    if "\t" in text or not (gaps := _GAP.findall(text)) or len(gaps) * 2 < text.count("\n"):
        return text
    tabbed = _GAP.sub("\t", text)
    heads = headings.Headings()
    before, after = (tables.score(lines_of(t[:20_000]), heads) for t in (text, tabbed))
    return tabbed if after > before else text


def upright(rows: list[Row]) -> list[Row]:
    """The rows of a list whose headings stand in the first column, a person a column or a block below the other, as rows
    of people; any other list as it is."""
    said = [(line, cells) for line, cells in rows if any(c.strip() for c in cells)]
    if sum(meaning(cells[0]) is None for _, cells in said[:40] if cells[0].strip()) > 5:
        return rows
    first = [meaning(cells[0]) if cells[0].strip() else None for _, cells in said]
    named = [n for n, column in enumerate(first) if column == "name"]
    if not named or len(set(first)) < 2 or None in first[named[0] :] or any(is_header(cells) for _, cells in said):
        return rows
    if not all(any(programs.is_person(c) for c in said[n][1][1:]) for n in named):
        return rows
    heads = list(dict.fromkeys(cells[0].strip() for _, cells in said[named[0] :]))
    turned: list[Row] = [*said[: named[0]], (said[named[0]][0], heads)]
    for begin, end in zip(named, [*named[1:], len(said)], strict=True):
        for column in range(1, max(len(cells) for _, cells in said[begin:end])):
            told = {cells[0].strip(): cells[column] for _, cells in said[begin:end] if column < len(cells)}
            turned.append((said[begin][0], [told.get(head, "") for head in heads]))
    return turned


def lists(rows: Sequence[Row]) -> list[list[Row]]:
    """The lists that stand one above the other, each with the lines above it. A header that is merely repeated begins none."""
    starts: list[int] = []
    head: list[str] = []
    goes_on = False  # of two in a row the second goes on with the first, which may be a title
    for at, (_, cells) in enumerate(rows):
        said = [c.strip() for c in cells]
        if is_header(cells):
            starts += [at] * (said != head and not goes_on)
            head = said
        if any(said):
            goes_on = head == said
    first = layout.header(rows)
    if starts and first and first[0] < starts[0]:
        starts = [first[0], *starts[first[1] > starts[0] :]]
    if len(starts) < 2:
        return [list(rows)]
    begins = [0, *(_title_of(rows, before, at) for before, at in pairwise(starts))]
    parts = [list(rows[a:b]) for a, b in zip(begins, [*begins[1:], len(rows)], strict=True)]
    top = [row for row in parts[0][: starts[0]] if not layout.class_of(" ".join(row[1]))]
    for part, begin, at in zip(parts[1:], begins[1:], starts[1:], strict=True):
        own = part[: at - begin]
        if not own or any(layout.class_of(" ".join(cells).strip()) for _, cells in own):
            part[at - begin : at - begin] = top
    return parts


def _title_of(rows: Sequence[Row], before: int, at: int) -> int:
    """Where the lines begin that stand above the header `at` and are its own: no person of the list above."""
    begin = at
    while begin - 1 > before and len({c.strip() for c in rows[begin - 1][1]} - {""}) == 1:
        line, cells = rows[begin - 1]
        after_a_gap = line - rows[begin - 2][0] > 1
        if programs.is_person(next(c.strip() for c in cells if c.strip())) and not after_a_gap:
            break
        begin -= 1
        if after_a_gap:
            break
    return begin


def people(cell: str) -> tuple[list[str], str]:
    """The people whom a cell of names names, and what it says behind them: lines or semicolons part people from people,
    and one person from where they are; `&`, `+` and a slash part whole names, `Drs.` one family's given names as well."""
    pieces = [p for p in _BREAK.split(cell.strip()) if p.strip()]
    if len(pieces) > 1:
        found = [pieces[0]]
        for n, piece in enumerate(pieces[1:], 1):
            if programs.is_person(piece):
                found.append(piece)
            elif names.parse(f"Ann Bell, {piece}").name == "Ann Bell" and programs.position(piece)[0] is None:
                found[-1] = f"{found[-1]}, {piece}"  # a degree on a line of its own
            else:
                return (found, ", ".join(pieces[n:])) if all(map(programs.is_person, found)) else ([cell], "")
        return (found, "") if all(map(programs.is_person, found)) else ([cell], "")
    doctors = _DOCTORS.sub("", cell.strip())
    both = _AND.split(doctors)
    if len(both) == 2 and doctors != cell.strip() and re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", both[0]):
        both[0] = f"{both[0]} {names.parse(both[1]).family}"
    for parts in (both, *(parting.split(cell.strip()) for parting in _SLASHES)):
        if len(parts) > 1 and _are_people(parts):
            return parts, ""
    return [cell], ""


def _are_people(parts: Sequence[str]) -> bool:
    """Whether each part is a person's whole name, and no other name of the first ("Ann Bell / Ann Cole") or a town's."""
    plain = [_BRACKETS.sub("", part).strip() for part in parts]
    if not all(map(programs.is_person, plain)):
        return False
    last = [part.split()[-1] for part in plain[1:]]
    towns = any(word in states.STATES and not credentials.is_listed(word, False) for word in last)
    return not towns and len({names.fold(names.parse(part).given) for part in plain}) == len(plain)


def joined(columns: dict[str, list[str]], lines: list[int]) -> tuple[dict[str, list[str]], list[int]]:
    """The rows of a list with those that go on with the person above (a merged name) in that person's: a second employer,
    and what else they say as a note."""
    own = [columns[c] for c in sorted(_NAMES) if c in columns]
    on = [n for n in range(1, len(lines)) if any(values[n] == GOES_ON for values in own)]
    if not on:
        return columns, lines
    columns = {c: list(values) for c, values in columns.items()}
    for column in ("employer 2", "note"):
        columns.setdefault(column, [""] * len(lines))
    for n in on:
        to = max(m for m in range(n) if m not in on)
        said = {
            c: v[n] for c, v in columns.items() if v[n] and v[n] != GOES_ON and v[n] != v[to] and c[:7] != "section"
        }
        if not columns["employer 2"][to]:
            columns["employer 2"][to] = said.pop("employer", "")
        columns["note"][to] = "; ".join(filter(None, [columns["note"][to], *said.values()]))
    kept = [n for n in range(len(lines)) if n not in on]
    return {c: [v[n] for n in kept] for c, v in columns.items()}, [lines[n] for n in kept]


def each(columns: dict[str, list[str]], lines: list[int]) -> tuple[dict[str, list[str]], list[int]]:
    """The rows of a list with each person of its column `name` in a row of their own."""
    joints = (_BREAK, _AND, *_SLASHES)
    told = {n: people(cell) for n, cell in enumerate(columns.get("name", [])) if any(j.search(cell) for j in joints)}
    told = {n: found for n, found in told.items() if len(found[0]) > 1 or found[1]}
    if not told:
        return columns, lines
    made: dict[str, list[str]] = {column: [] for column in columns}
    at: list[int] = []
    free = next((c for c in _REST if c not in columns), "")
    if free and any(rest for _, rest in told.values()):
        made[free] = []
    for n, line in enumerate(lines):
        found, rest = told.get(n, ([columns["name"][n]], ""))
        at += [line] * len(found)
        for column, values in made.items():
            value = columns[column][n] if column in columns else ""
            if column == "name":
                values += found
            elif column in _OWN and len(found) > 1:
                own = [v for v in re.split(r"\s*[\n\u2028;,]\s*|\s+/\s+", value) if v]
                values += own if len(own) == len(found) else [""] * len(found)
            elif column == "employer" and len(found) > 1 and len(own := re.split(r"\s+/\s+", value)) == len(found):
                values += own
            else:
                values += [value or (rest if column == (free or "title") else "")] * len(found)
    return made, at
