"""The office's alumni roster as members may see it: rows whose person agreed, without the column that says so."""

from __future__ import annotations

import csv
from pathlib import Path

from curbside import whole
from curbside.office.config import Office, Place
from curbside.settings import ConfigError

YES = frozenset({"yes", "y", "true", "1", "x", "agreed"})
COLUMN = "consent"


def share(place: Place, office: Office) -> tuple[int, int] | None:
    """Write the shared roster anew: (rows shared, rows kept back); None without one. Raises ConfigError."""
    if office.office.roster is None:
        place.roster.unlink(missing_ok=True)
        return None
    file = place.workspace.root / office.office.roster
    rows, head = _read(file)
    agreed = [r for r in rows if (r.get(COLUMN) or "").strip().lower() in YES]
    kept = [c for c in head if c != COLUMN]
    with whole.replacing(place.roster) as half:
        with half.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, kept, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(agreed)
        half.chmod(0o644)  # for members alone it would have to be a group's; they may pass on what they may read anyway
    return len(agreed), len(rows) - len(agreed)


def _read(file: Path) -> tuple[list[dict[str, str]], list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            head = [h.strip() for h in reader.fieldnames or []]
            reader.fieldnames = [COLUMN if h.lower() == COLUMN else h for h in head]
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise ConfigError(
            f"office.toml: [office] roster: {file} cannot be read ({e}); save it as CSV in UTF-8"
        ) from None
    if COLUMN not in reader.fieldnames:
        raise ConfigError(
            f"office.toml: [office] roster: {file} has no column `{COLUMN}`; add one and write yes where the person agreed"
        )
    return rows, list(reader.fieldnames)
