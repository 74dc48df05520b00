"""What addresses show of their board: the parts that families' own `owner` and `interface` are made of. Pure."""

import re
from typing import Literal
from urllib.parse import SplitResult

from curbside.extractors.base import Reads, Shown

_BEFORE_ACCOUNT = frozenset(
    "v0 v1 boards postings posting-api job-board companies careers j api embed job_board accounts widget v3 en".split()
)


def site(at: SplitResult) -> str:
    """`https://host` of an address."""
    return f"{at.scheme}://{at.netloc}"


def host(at: SplitResult) -> str:
    """The host's name in lower case."""
    return (at.hostname or "").lower()


def tenant(at: SplitResult) -> str | None:
    """The first part of the path that is not the interface's own word."""
    return next((p for p in at.path.split("/") if p and p.lower() not in _BEFORE_ACCOUNT), None)


def by_host(pattern: str, account: Literal["path", "host", ""] = "", own: str = "") -> Reads:
    """Addresses whose whole host `pattern` matches. `account`: where the tenant stands (of the host, its first group);
    `own`: pattern of hosts that are the family's own address, so that the board needs no `url`."""

    def read(at: SplitResult) -> Shown | None:
        m = re.fullmatch(pattern, host(at))
        if not m:
            return None
        named = tenant(at) if account == "path" else m[1] if account == "host" else None
        return Shown(None if account != "host" or re.fullmatch(own, host(at)) else site(at), named)

    return read


def by_path(pattern: str, whole: bool = False) -> Reads:
    """Addresses whose whole path `pattern` matches, on any host; its group `account` is the tenant. `whole`: the
    address itself is the board's `url`, not its site."""

    def read(at: SplitResult) -> Shown | None:
        m = re.fullmatch(pattern, at.path)
        return Shown(at.geturl() if whole else site(at), m.groupdict().get("account")) if m else None

    return read
