"""The office's alumni roster as members may see it: rows whose person agreed, without the column that says so."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from curbside import whole
from curbside.network import roster, tables, workbook
from curbside.network.linkedin import Member as File
from curbside.network.tables import Unreadable
from curbside.office.config import Office, Place
from curbside.settings import ConfigError

YES = frozenset({"yes", "y", "true", "1", "x", "agreed"})
NO = frozenset({"", "no", "n", "false", "0", "-", "declined"})
COLUMN = "consent"
_HEADINGS = frozenset({COLUMN, f"{COLUMN} y n", f"{COLUMN} yes no"})


@dataclass(frozen=True, slots=True)
class Told:
    """Rows that members see, rows kept back, and the lines of those kept back that say neither yes nor no."""

    shared: int
    kept_back: int
    unclear: tuple[int, ...] = ()

    def __str__(self) -> str:
        lines = ", ".join(map(str, self.unclear[:5])) + (" …" if len(self.unclear) > 5 else "")
        doubt = f"; line {lines}: neither yes nor no, taken as no" if self.unclear else ""
        return (
            f"roster: {self.shared} alumni shared with members, {self.kept_back} kept back: they have not agreed{doubt}"
        )


def share(place: Place, office: Office) -> Told | None:
    """Write the shared roster anew; None without one. Raises ConfigError, and leaves what was shared before."""
    if office.office.roster is None:
        place.roster.unlink(missing_ok=True)
        return None
    head, at, rows = _read(place.workspace.root / office.office.roster)
    said = [(line, cells, cells[at].strip().lower()) for line, cells in rows]
    agreed = [cells for _, cells, word in said if word in YES]
    with whole.replacing(place.roster) as half:
        with half.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(row[:at] + row[at + 1 :] for row in (head, *agreed))
        half.chmod(0o644)  # for members alone it would have to be a group's; they may pass on what they may read anyway
    unclear = tuple(line for line, _, word in said if word not in YES | NO)
    return Told(len(agreed), len(said) - len(agreed), unclear)


def _read(file: Path) -> tuple[list[str], int, list[tuple[int, list[str]]]]:
    """(headings, which of them is the consent, rows with their lines), of any table or workbook that a roster may be."""
    where = f"office.toml: [office] roster: {file}"
    try:
        body = file.read_bytes()
        if workbook.is_one(body):
            body = workbook.sheets(File(str(file), body))[0].body
        known = roster.COLUMNS | dict.fromkeys(_HEADINGS, COLUMN)
        grid = tables.grid(tables.decode(body, file.name, known)[0], file.name, known)
    except (OSError, IndexError, Unreadable, workbook.Damaged, workbook.TooLarge) as e:
        raise ConfigError(f"{where} cannot be read ({e or type(e).__name__}); save it as CSV") from None
    head = [cell.strip() for cell in grid.header[1]]
    found = [number for number, cell in enumerate(head) if tables.cell_key(cell) in _HEADINGS]
    if len(found) != 1:
        has = "has no column" if not found else "has more than one column"
        raise ConfigError(f"{where} {has} `{COLUMN}`; give it one, and write yes where the person agreed")
    return head, found[0], grid.rows
