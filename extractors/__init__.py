"""Web sites: one file a board family, one polite client for all."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from curbside.extractors import families as modules

if TYPE_CHECKING:
    from curbside.extractors.base import Family


def names() -> tuple[str, ...]:
    """Every board family: the modules of `families/`, by name. None is imported."""
    return _names(tuple(modules.__path__))


@cache
def _names(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folders)))


def family(name: str) -> Family:
    """A board family, its module imported when first asked for. Raises ValueError for a name that is none."""
    if name not in names():
        raise ValueError(f"{name!r} is not a board family")
    found: Family = importlib.import_module(f"{modules.__name__}.{name}").FAMILY
    return found


def every_family() -> tuple[Family, ...]:
    """Every board family: those of one platform first, then those that read sites of any make; by name."""
    return _families(names())


def which(fact: str) -> list[str]:
    """Names of the families of which a fact of `base.Family` (`own_site`, `official` …) is true."""
    return [f.name for f in every_family() if getattr(f, fact)]


@cache
def _families(known: tuple[str, ...]) -> tuple[Family, ...]:
    return tuple(sorted(map(family, known), key=lambda f: f.general))
