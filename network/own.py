"""The user's own addresses, also where a program writes them another way."""

from functools import lru_cache

_GMAIL = ("gmail.com", "googlemail.com")


def known(addresses: set[str], mine: set[str]) -> set[str]:
    """Those of `addresses` that are the user's: as `mine` says, with a tag behind a plus (ana+jobs@…), or as Gmail, which
    knows no points, writes them."""
    found = addresses & mine
    if rest := [a for a in addresses - mine if "+" in a or a.endswith(_GMAIL)]:
        keys = {_key(a) for a in mine}
        found |= {a for a in rest if _key(a) in keys}
    return found


@lru_cache(maxsize=4096)
def _key(address: str) -> str:
    name, _, house = address.partition("@")
    name = name.partition("+")[0] or name
    return f"{name.replace('.', '')}@gmail.com" if house in _GMAIL else f"{name}@{house}"
