"""LinkedIn's files in languages of which no list of headings knows: their columns stand in one order in all of them."""

from collections.abc import Mapping

from curbside.network import cells, tables

_ORDER = {
    "connections": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "positions": "Company Name,Title,Description,Location,Started On,Finished On",
    "education": "School Name,Start Date,End Date,Notes,Degree Name,Activities",
}


def in_english(name: str, text: str, known: Mapping[str, str]) -> str:
    """`text` with the headings that no list of languages has in English, by their order, which is that of every language."""
    if name not in _ORDER:
        return text
    order = _ORDER[name].split(",")
    lines = text.splitlines(keepends=True)[:10]
    for at, line in enumerate(lines):
        row = cells.one_row([line], ",")
        if len(row) != len(order):
            continue
        said = [known.get(tables.cell_key(cell)) for cell in row]
        english = [
            heading if column is None and known.get(tables.cell_key(heading)) not in said else cell
            for cell, column, heading in zip(row, said, order, strict=True)
        ]
        if name == "connections" and said[2] != "url":
            return text
        rest = text[sum(map(len, lines[: at + 1])) :]
        head = ",".join(f'"{cell.replace(chr(34), "")}"' for cell in english)
        return f"{''.join(lines[:at])}{head}\n{rest}"
    return text
