"""What the list APIs of the applicant-tracking systems share: tenant, host, paging that ends."""

from collections.abc import Callable, Iterator
from typing import Any

from curbside.extractors.base import Answer, Board, BoardError

MAX_PAGES = 500  # of one list: with 20 a page the 10,000 postings that the largest interfaces give


def host(board: Board, own: str | None) -> str:
    """The board's address without its last slash: `url`, else the family's own."""
    url = board.url or own
    if not url:
        raise BoardError(f'{board.name}: family = "{board.family}" needs `url`: the site')
    return url.rstrip("/")


def account(board: Board) -> str:
    """The board's tenant; BoardError where the configuration names none."""
    if not board.account:
        raise BoardError(f'{board.name}: family = "{board.family}" needs `account`: the name in the board\'s address')
    return board.account.strip("/")


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON list; [] for anything else."""
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def paged(
    board: Board,
    ask: Callable[[int], Answer],
    keys: Callable[[Answer], list[str]],
    total: Callable[[Answer], int | None] = lambda answer: None,
    size: int | None = None,
) -> Iterator[Answer]:
    """List answers page by page, `ask(0)` first, until a page brings no new key.

    That one rule ends lists whose pages beyond the last repeat the first, whose filters are ignored and whose totals
    lie. `total` (of the first page; later pages may say 0) and `size` (a shorter page is the last) save the one
    request more that the rule costs, where both can be trusted: a total is believed only once as many keys were seen.
    A page that repeats what was seen is not given. Ends at `max_postings` keys; BoardError beyond `MAX_PAGES`.
    """
    seen: set[str] = set()
    promised: int | None = None
    for number in range(MAX_PAGES):
        answer = ask(number)
        got = keys(answer)
        new = set(got) - seen
        if number and not new:
            return
        yield answer
        seen |= new
        promised = max(promised or 0, total(answer) or 0) or None
        if not new or len(seen) >= board.max_postings:
            return
        if promised is not None and len(seen) >= promised:
            return
        if promised is None and size is not None and len(got) < size:
            return
    raise BoardError(
        f"{board.name}: the list does not end after {MAX_PAGES} pages; lower max_postings or narrow the address"
    )
