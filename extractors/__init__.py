"""Web sites: one file a board family, one polite client for all."""

import importlib
from types import ModuleType

FAMILIES = f"{__name__}.families"


def family(name: str) -> ModuleType:
    """The module of a board family (`base.Family`), imported when first asked for.

    Raises ValueError for a name that is no family: families are the modules of `families/`.
    """
    module = None
    if name.isidentifier():
        try:
            module = importlib.import_module(f"{FAMILIES}.{name}")
        except ModuleNotFoundError as e:
            if e.name != f"{FAMILIES}.{name}":
                raise
    if module is None or not (hasattr(module, "lists") and hasattr(module, "items")):
        raise ValueError(f"{name!r} is not a board family")
    return module
