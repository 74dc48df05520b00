"""The built-in catalogue of boards (`catalogue.toml`). Offline."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

FILE = files("curbside.extractors") / "catalogue.toml"
Access = Literal["open", "restricted", "forbidden", "unverified"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A board of the catalogue. `checked` is the day on which `access` and `reason` were written down."""

    name: str
    title: str
    kind: str  # journal, society, government, health system, board, aggregator
    family: str
    access: Access
    reason: str
    checked: date
    url: str | None = None
    account: str | None = None
    employer: str | None = None  # of a health system's own site: who stands behind every posting
    platform: str | None = None
    specialties: tuple[str, ...] = ()  # () : all
    states: tuple[str, ...] = ()  # two letters; () : the whole country, or not known
    city: str | None = None  # of a health system: where its head office is
    source: str = ""  # where the address was read

    @property
    def enabled(self) -> bool:
        """Whether the board may be pulled without the user having read its terms."""
        return self.access == "open"


def all() -> list[Entry]:  # the catalogue's own word; callers say `catalogue.all()`
    """Every board, in the file's order."""
    return list(_entries().values())


def find(name: str) -> Entry | None:
    """The board of that name, upper and lower case and outer space aside."""
    return _entries().get(name.strip().lower())


@cache
def _entries() -> dict[str, Entry]:
    text = FILE.read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["board"]
    whole: list[dict[str, Any]] = [{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows]
    return {row["name"]: Entry(**row) for row in whole}
