"""Your own contacts and your own word, read from files on this machine. Nothing here may use the network."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbside.network.model import Me, Network, Source


def read(sources: list[Source], me: Me | None, folder: Path, today: date) -> Network:
    """Everything that `[network]` and `[me]` name: see `curbside.network.reading.read`."""
    # Late: commands that only answer import this package for the journal, and polars takes half a second.
    from curbside.network import reading

    return reading.read(sources, me, folder, today)


def __getattr__(name: str) -> object:
    if name in ("File", "Me", "Network", "Problem", "Source"):
        from curbside.network import model

        return getattr(model, name)
    raise AttributeError(name)
