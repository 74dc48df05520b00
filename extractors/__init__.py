"""Web sites: one file a board family, one polite client for all."""

import importlib
from types import ModuleType


def family(name: str) -> ModuleType:
    """The module of a board family (`base.Family`), imported when first asked for.

    Raises ValueError for a name that is no family: families are the modules here that have `lists` and `items`.
    """
    module = None
    if name.isidentifier() and name not in ("base", "client", "pull"):
        try:
            module = importlib.import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as e:
            if e.name != f"{__name__}.{name}":
                raise
    if module is None or not (hasattr(module, "lists") and hasattr(module, "items")):
        raise ValueError(f"{name!r} is not a board family")
    return module
