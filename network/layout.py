"""How an office lays out a list of people: titles above the header, headings of two rows, a class as a line between,
a column a class, two lists side by side, legends below. All of it is made one plain table, a row a person."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from curbside.network import headings, marks, programs, tables
from curbside.network.headings import meaning

Row = tuple[int, list[str]]  # line in the file or sheet, cells
_OWN = frozenset({"name", "first_name", "last_name", "email", "phone", "url", "npi", "note", "label"})
_NAMES = frozenset({"name", "first_name", "last_name"})
_CLASS = re.compile(
    r"(?i)(?:(?:graduating |residency |fellowship )?(?:class|graduates?|alumni|residents?|fellows?|cohort)\s*(?:of|[-–:,])?\s*)?"
    r"((?:19|20)\d\d\s*[-–/]\s*\d\d|(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)\d\d)?|['’]\d\d)"
    r"(?:\s*(?:graduates?|graduating class|class|alumni|residents?|fellows?|cohort|\(.*\)))?[\s:]*"
)
_GROUP = re.compile(
    r"(?i)(?:pgy|r|ca|year|yr|level)[\s-]*(?:\d|[iv]+)(?:s|['’]s)?(?: (?:residents?|year))?|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|final|senior|junior)"
    r"[- ]?years?(?: residents?| fellows?)?|(?:categorical|preliminary|chief|current|former|past|incoming|recent)?\s*(?:residents?|fellows?|faculty|interns?|alumni|alumnae"
    r"|graduates?|staff|attendings?|members?|leadership|program leadership|house ?staff|chiefs?)[\s:]*"
    r"|(?:in memoriam|in memory(?: of)?|deceased(?: (?:members|alumni|graduates|residents|fellows|faculty))?)[\s:]*"
)
_NO_PERSON = re.compile(
    r"(?i)^(?:(?:(?:sub-?|grand )?totals?|counts?|sum|average|median|mean|overall)\s*(?:$|[:=(\d])|(?:(?:sub-?|grand )?totals?|average|median|percent\w*|number of) \w|(?:class|program|group|year) totals?\b"
    r"|\d*\s*%|n\s*=|(?:notes?|legend|key|sources?|contact|deceased|in memoriam|unknown|tb[da]"
    r"|vacant|n/?a|none|name)\s*(?:[:=]|$)|(?:last )?updated\b|page \d|as of \d|for (?:corrections|questions|updates|more)|questions\b|(?:(?:prepared|compiled|maintained|submitted|created|generated|exported|printed|provided|revised|reviewed) (?:by|on|from)|confidential|not for)\b|please |see (?:below|above|also|page)"
    r"|open (?:slot|position)|vacan(?:t|cy)\b|to be (?:hired|named|announced|determined|filled|recruited|appointed|confirmed)\b|(?:position |currently )?(?:open|unfilled)$|(?:active )?(?:recruit|search)(?:ing|ment)?(?: in progress| underway|$)|return to|back to|copyright|©|https?:|www\.|[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹=]|\d+ (?:residents|graduates|people|total))"
)
_LETTERS = re.compile(r"[^\W\d_](?:\s*[-–—/]\s*[^\W\d_])?[.:]?")  # between the rows of an index: "A", "A–C"

# "Current Hospital", over the headings of its city and state, is no house's own name
_GROUPS = re.compile(
    r"(?i)\b(?:current|present|first|last|new|training|residency|fellowship|job|work|practice|home|names?|affiliation"
    r"|employer|institution|location|position|information)\b"
)


@dataclass(slots=True)
class Laid:
    """One table: `title` is what stands above the header, `columns` the text of each column (see headings.meaning),
    `lines` where each row begins, `unknown` the columns whose heading says nothing, by their heading, `legend` the lines
    that are no person's."""

    title: str = ""
    head: str = ""
    columns: dict[str, list[str]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    legend: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def lay(rows: Sequence[Row], name: str = "") -> Laid | None:
    """The table in `rows`; None where no line of the first names its columns. `name`: the sheet's."""
    found = header(rows)
    if found is None:
        return None
    at, after, heads = found
    laid = Laid(title=" · ".join(filter(None, [name, *(_only(cells) for _, cells in rows[:at] if any(cells))])))
    laid.head = " ".join(heads)
    for is_group, column in ((headings.is_year, "class_year"), (headings.is_level, "pgy")):
        others = [head for head in heads if not is_group(head)]
        if len(heads) - len(others) >= 2 and not _NAMES & set(_meanings(others)):
            _melt(rows[after:], [head if is_group(head) else "" for head in heads], laid, column)
            return laid
    written = {c.strip() for _, cells in rows[at:after] for c in cells}
    body = [(line, cells, group[0], group[1]) for line, cells, group in _grouped(rows[after:], written, laid)]
    columns = _meanings(heads)
    if not _NAMES & set(columns) and (at_names := _of_people(heads, body)) is not None:
        columns[at_names] = "name"
    groups = _filled(rows[at][1]) if after - at > 1 else []
    for first, last in _blocks(columns):
        over = (
            class_of(groups[first]) if first < len(groups) else None
        ) or ""  # "Class of 2018" above one of several lists
        _fill(
            laid,
            columns[first:last],
            heads[first:last],
            [(n, cells[first:last], of or over, kind) for n, cells, of, kind in body],
        )
    _sparse(laid)
    return laid


def _of_people(heads: list[str], body: list[tuple[int, list[str], str, str]]) -> int | None:
    """The column without a heading that holds people's names, if there is one."""
    for n, head in enumerate(heads):
        values = [] if head.strip() else [row[1][n].strip() for row in body if n < len(row[1]) and row[1][n].strip()]
        if values and sum(map(programs.is_person, values)) * 5 >= len(values) * 4:
            return n
    return None


def _only(cells: list[str]) -> str:
    between = ", " if _is_title(cells) else " "
    return between.join(dict.fromkeys(c.strip() for c in cells if c.strip()))


def _is_title(cells: list[str]) -> bool:
    """Whether a row is a title whose commas parted it: "Graduates", "Lake General Hospital", "2019"; no groups' headings."""
    houses = [c for c in cells if programs.is_house(c) and len(c.split()) > 1]
    return len(houses) == 1 and not _GROUPS.search(houses[0])


def _meanings(heads: Sequence[str]) -> list[str]:
    return [meaning(h) or "" for h in heads]


def header(rows: Sequence[Row]) -> tuple[int, int, list[str]] | None:
    """Index of the header, of the first row below, and its headings; of two rows where one stands above the other."""
    best: tuple[float, int, int, list[str]] | None = None
    for at, (_, cells) in enumerate(rows[: tables.HEADER_LINES]):
        known = {m for m in _meanings(cells) if m}
        score = len(known) + bool(known & _NAMES) + sum(tables.cell_key(c) in headings.PLAIN for c in cells) / 100
        if (groups := max(sum(map(headings.is_year, cells)), sum(map(headings.is_level, cells)))) >= 2:
            score = max(score, groups)
        if (known & _NAMES or score >= 2) and (best is None or score > best[0]):
            best = score, at, at + 1, cells
    if best is None:
        return None
    score, at, after, heads = best
    if (
        at
        and (above := rows[at - 1][1])
        and any(c.strip() for c in above[1:])
        and not (_is_title(above) and all(_meanings(heads)))
    ):
        return at - 1, after, _stacked(_filled(above), heads)
    if after < len(rows):
        below = rows[after][1]
        stacked = [
            f"{h} {b}".strip() for h, b in zip(_padded(heads, len(below)), _padded(below, len(heads)), strict=True)
        ]
        if len({*_meanings(stacked)} - {""}) + bool(_NAMES & {*_meanings(stacked)}) > int(score):
            return at, after + 1, stacked
    return at, after, heads


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _filled(cells: list[str]) -> list[str]:
    """A row of group headings, each standing for the columns up to the next (a merged cell's text is in its first)."""
    last = ""
    return [last := cell.strip() or last for cell in cells]


def _stacked(above: list[str], heads: list[str]) -> list[str]:
    """Headings below a row of group headings: "Current" over "City"; what says enough alone stands for itself."""
    found = []
    for group, head in zip(_padded(above, len(heads)), _padded(heads, len(above)), strict=True):
        both = f"{group} {head}".strip()
        job = {meaning(group), meaning(head)} <= {"title", "employer"}  # "Present Position" over "Organization"
        found.append(head if head and (job or meaning(head) in _OWN or not meaning(both)) else both)
    return found


def _blocks(columns: list[str]) -> list[tuple[int, int]]:
    """Where each of several lists side by side begins and ends: a second column of names with the same columns."""
    starts = [i for i, c in enumerate(columns) if c == "name"]
    if len(starts) < 2 or set(columns[starts[1] :]) - set(columns[: starts[1]]) - {""}:
        return [(0, len(columns))]
    first = columns[starts[0] : starts[1]]
    if len([c for c in first if c]) < 2 and len(columns) > len(starts):
        return [(0, len(columns))]
    return [(0, starts[1]), *pairwise([*starts[1:], len(columns)])]


def _grouped(rows: Sequence[Row], heads: set[str], laid: Laid) -> list[tuple[int, list[str], tuple[str, str]]]:
    """Rows of people, each with the class and the group of the line above it; legends and totals are counted."""
    group = ("", "")
    found = []
    for line, cells in rows:
        values = [c.strip() for c in cells if c.strip()]
        if not values:
            continue
        alone = len(set(values)) == 1
        if alone and (section := _section(values[0])):
            group = (section[0] or group[0] if not section[1] else section[0], section[1])
        elif _is_no_person(values, len(cells)) or (alone and (_is_remark(values[0]) or _LETTERS.fullmatch(values[0]))):
            laid.legend.append(" ".join(values))
            laid.left_out["lines of remarks and totals"] += 1
        elif len(values) > 1 and heads.issuperset(values):
            laid.left_out["headers repeated"] += 1
        else:
            found.append((line, cells, group))
    return found


def _is_no_person(values: list[str], width: int) -> bool:
    """Whether a row is a total, an open post or a line of a legend, by its first cell; a mark before a name is none."""
    return bool(_NO_PERSON.match(marks.first(values, width)))


def _section(text: str) -> tuple[str, str] | None:
    """Class and kind of people below a line that stands alone: "Class of 2019" → ("2019", ""), "Faculty" → ("", "Faculty")."""
    if match := _CLASS.fullmatch(text):
        return match[1], ""
    if _GROUP.fullmatch(text):
        return "", text.strip(" :")
    if len(text) < 60 and (year := re.search(r"(?i)\bclass of ((?:19|20)\d\d)|^((?:19|20)\d\d)\b", text)):
        return year[1] or year[2], text if programs.kind(text) else ""
    is_program = re.search(r"(?i)residency|fellowship|program|training", text) or programs.field(text)
    return ("", text) if len(text) < 60 and is_program else None


def _is_remark(text: str) -> bool:
    small = [w for w in text.split() if w[:1].islower() and len(w) > 3]
    return (
        "=" in text
        or len(small) >= 3
        or bool(re.search(r"\d{2}|:\s", text))
        or (text.endswith(".") and len(text.split()) > 4)
    )


def _melt(rows: Sequence[Row], heads: list[str], laid: Laid, group: str) -> None:
    """A class or a year of training a column (`group`), its people below; "" in `heads` is another column."""
    laid.columns = {"name": [], group: []}
    for line, cells in rows:
        for head, cell in zip(heads, cells, strict=False):
            if head and cell.strip() and _is_no_person([cell.strip()], 1):
                laid.left_out["lines of remarks and totals"] += 1
                laid.legend.append(cell.strip())
            elif head and cell.strip():
                laid.lines.append(line)
                laid.columns["name"].append(cell.strip())
                laid.columns[group].append(head)


def _fill(laid: Laid, columns: list[str], heads: list[str], body: list[tuple[int, list[str], str, str]]) -> None:
    """Add the rows of one list: of a second column with the same meaning what the first leaves empty."""
    rows = [row for row in body if any(c.strip() for c in row[1])]
    done = len(laid.lines)
    laid.lines += [row[0] for row in rows]
    mine: dict[str, list[str]] = {"section class": [row[2] for row in rows], "section kind": [row[3] for row in rows]}
    for i, (column, head) in enumerate(zip(columns, heads, strict=True)):
        values = [row[1][i].strip() if i < len(row[1]) else "" for row in rows]
        shown = " ".join(head.split())
        if column in mine and column in ("email", "phone", "url"):
            mine[column] = [";".join(filter(None, pair)) for pair in zip(mine[column], values, strict=True)]
        elif column in mine and column != "employer":
            both = any(a and b for a, b in zip(mine[column], values, strict=True))
            mine[column] = [a or b for a, b in zip(mine[column], values, strict=True)]
            column = "" if both else column
        elif column in mine:
            mine["employer 2"] = values
        elif column:
            mine[column] = values
        if not column and any(values):
            shown = shown or f"column {i + 1}"
            laid.unknown += [shown] * (shown not in laid.unknown)
            mine[f"? {shown}"] = values
    for column in {*laid.columns, *mine}:
        before = laid.columns.get(column, [""] * done)
        laid.columns[column] = before + mine.get(column, [""] * len(rows))


def class_of(title: str) -> str | None:
    """The class of which a title or a sheet's name speaks: "2019", "Class of 2019"; not the years in a sentence."""
    for piece in title.split(" · "):
        if match := _CLASS.fullmatch(piece) or re.search(r"(?i)\bclass of ((?:19|20)\d\d)", piece):
            return match[1]
    return None


def _sparse(laid: Laid) -> None:
    """A class written once beside its first person (a merged cell) is that of the people below."""
    said = laid.columns.get("class_year", [])
    given = [v for v in said if v]
    if given and said[0] and len(given) < len(said) and len(set(given)) == len(given):
        last = ""
        laid.columns["class_year"] = [last := v or last for v in said]
