"""One board, pulled: every list, then the pages whose posting is new, changed or due. Its faults are no exceptions."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Literal, cast

from curbside.extractors import family as family_named
from curbside.extractors.base import DAMAGED, Answer, Board, BoardError, Family, Item
from curbside.extractors.memory import GONE, Memory, PageSeen
from curbside.extractors.readers.saved import Left, is_saved
from curbside.extractors.web.client import BoardAsk, Client, Disallowed

DUE = timedelta(days=7)  # a page whose list gives no version is asked again after that, and up to as much again
DUE_SPREAD = 7  # days, so that pages first asked on one day are not all due on one day
DUE_GONE = timedelta(days=30)  # … that held no posting, and at most that was gone
DUE_AGAIN = timedelta(hours=10)  # … that was gone, as a gap of the site's may be: by the next run; then twice that
MOST_GONE = 4  # times on end; then a page that no list names is left alone
DUE_LISTED = timedelta(hours=20)  # … that was gone, though an interface's own list names the posting; then twice that
LEFT = "left"  # version of a page that is asked because the posting left a list of the newest only
PAGE_BYTES = 512 << 20  # of one board's pages in one run: they are held until they land
LIST_BYTES = 256 << 20  # … and of its lists
HUB_BYTES = 2 << 30  # … and of a hub's files
BUDGET = 5 * 3600.0  # seconds for one board's pages; the rest is asked in the next run
Keep = Callable[[Answer], None]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Pulled:
    """What one board answered in one run.

    `status`: done; partial (some pages failed, or were left for the next run); failed (a list, or most pages).
    `complete`: the lists were whole and not capped, so that a posting missing from them is missing from the board.
    `listed`: distinct postings in the lists; `fetched`: answers received; `requests`: sent, robots.txt and retries
    included; `skipped`: pages that robots.txt forbids.
    """

    answers: list[Answer] = field(default_factory=list)
    status: Literal["done", "partial", "failed"] = "done"
    error: str | None = None
    listed: int = 0
    fetched: int = 0
    requests: int = 0
    complete: bool = False
    skipped: int = 0


def pull(
    board: Board, client: Client, memory: Memory | None, now: datetime, budget: float = BUDGET, keep: Keep | None = None
) -> Pulled:
    """Ask the board for what is new since `memory`. `now` is the run's time, UTC; `budget` bounds the pages' time.

    `keep` is given each answer as it comes, where pages follow the lists.
    """
    pulled = Pulled()
    try:
        family = family_named(board.family)
    except ValueError as e:
        return replace(pulled, status="failed", error=f"{board.name}: {e}; check `family` in curbside.toml")
    ask = client.ask_for(board, memory, home=None if board.url else family.url, robots=family.robots, now=now)
    items: dict[str, Item] = {}
    notes: list[str] = []
    left = Left(board, "mail" if family.mails else "file") if is_saved(board) and not family.replica else None
    try:
        error = _lists(family, board, ask, pulled.answers, items, left, notes)
        pulled.listed = len(items)
        asks_pages = family.page is not None and not is_saved(board)
        hurt = [key for key in items if DAMAGED in key]
        for key in hurt:
            del items[key]
        if error:
            pulled.status, pulled.error = "failed", error
        elif not items:
            pulled.error = "the list holds no posting; nothing is taken as closed"
        else:
            pulled.error = _capped(family, board, len(items), asks_pages)
            if hurt:
                pulled.error = (
                    f"no readable number or address in {len(hurt)} of the list's entries; nothing is taken as closed"
                )
            pulled.complete = pulled.error is None
            pulled.error = "; ".join(filter(None, [pulled.error, *notes])) or None
            if asks_pages:
                if keep:
                    for answer in pulled.answers:
                        keep(answer)
                wanted = list(items.values())[: board.max_postings] + _left(family, items, memory)
                _pages(family, board, ask, wanted, memory, now, budget, pulled, keep)
        if left and not error:
            _say_left(left, pulled)
    finally:
        pulled.requests = ask.requests
        pulled.fetched = len(pulled.answers)
    return pulled


def _say_left(left: Left, pulled: Pulled) -> None:
    """What the user's own files did not give is said; where one could not be read, nothing is taken as closed."""
    if notes := left.notes():
        pulled.error = "; ".join(notes if not pulled.listed else [*filter(None, [pulled.error]), *notes])
    if left.spoilt:
        pulled.status, pulled.complete = "partial" if pulled.listed else "failed", False


def _lists(
    family: Family,
    board: Board,
    ask: BoardAsk,
    answers: list[Answer],
    items: dict[str, Item],
    left: Left | None,
    notes: list[str],
) -> str | None:
    """Every list answer and the items in them; what went wrong, if something did. `left` is told of each saved file,
    `notes` is what the lists themselves have to say."""
    taken = 0
    try:
        for answer in _heard(family.lists(board, ask), notes):
            answers.append(answer)
            taken += len(answer.body)
            if taken > (HUB_BYTES if family.replica else LIST_BYTES):
                raise BoardError(f"{board.name}: lists of more than {taken >> 20} MB; refused")
            try:
                found = family.items(answer, board)
                if left:
                    left.see(answer, *(family.mails(answer) if family.mails else (1, int(not found))))
            except Exception as e:
                if left and isinstance(e, BoardError) and left.spoil(answer, e):
                    answers.pop()
                    continue
                # An answer that cannot be read must be sent whole the next time
                answers[-1] = replace(answer, etag=None, last_modified=None)
                raise
            for item in found:
                items.setdefault(item.key, item)
    except BoardError as e:
        return str(e)
    except Exception as e:
        log.debug("%s: list", board.name, exc_info=True)
        return _unexpected(board, e)
    return None


def _heard(lists: Iterator[Answer], notes: list[str]) -> Iterator[Answer]:
    """The list answers; what their generator returns at its end is a note."""
    note = yield from cast(Generator[Answer, None, str | None], lists)
    if note:
        notes.append(note)


def _capped(family: Family, board: Board, number: int, asks_pages: bool) -> str | None:
    """Why postings may stand behind the last one listed; None where the list was read to its end."""
    if family.replica:
        return None
    # A list that is read page by page ends at max_postings; whether more stood behind is not known
    if number > board.max_postings if asks_pages else number >= board.max_postings:
        return f"max_postings = {board.max_postings} reached: nothing is taken as closed; raise it"
    if number == family.most:
        return f"the board gives {number} postings and no more: nothing is taken as closed"
    return None


def _left(family: Family, items: dict[str, Item], memory: Memory | None) -> list[Item]:
    """Postings that a list of the newest only names no more: whether they are open, their own pages say."""
    if memory is None or family.whole:
        return []
    known = sorted(memory.pages().items())
    return [
        Item(key, seen.url, LEFT)
        for key, seen in known
        if key not in items and (seen.status == 200 or (seen.status in GONE and seen.gone < MOST_GONE))
    ]


def _pages(
    family: Family,
    board: Board,
    ask: BoardAsk,
    items: list[Item],
    memory: Memory | None,
    now: datetime,
    budget: float,
    pulled: Pulled,
    keep: Keep | None,
) -> None:
    """Ask the pages that are due, note what failed."""
    assert family.page is not None
    due = [
        item
        for item in items
        if item.url and is_due(item, memory.page(item.key) if memory else None, now, family.pages_decide)
    ]
    failures: list[str] = []
    end = monotonic() + budget
    left = taken = 0
    for number, item in enumerate(due):
        if monotonic() > end or taken >= PAGE_BYTES:
            left = len(due) - number
            break
        try:
            answer = family.page(board, item, ask)
            if item.version in (None, LEFT) and answer.status == 200:
                answer = replace(answer, postings=len(family.records(answer, board)))
            pulled.answers.append(answer)
            taken += len(answer.body)
        except Disallowed:
            pulled.skipped += 1
        except BoardError as e:
            failures.append(str(e))
        except Exception as e:
            log.debug("%s: page", board.name, exc_info=True)
            failures.append(_unexpected(board, e))
        else:
            if keep:
                keep(answer)
    _settle(pulled, len(items), len(due), left, failures)


def _settle(pulled: Pulled, items: int, due: int, left: int, failures: list[str]) -> None:
    """Status and error from what came of `items` postings, `due` pages of them, `left` of those not asked."""
    notes = [pulled.error] if pulled.error else []
    asked = due - left
    if failures:
        notes.append(f"{len(failures)} of {asked} pages failed: {failures[0]}")
        # One new page that fails day after day does not make a large board a failed one
        worst = len(failures) * 2 > asked and len(failures) * 10 >= items
        pulled.status = "failed" if worst else "partial"
        pulled.complete = pulled.complete and not worst
    if pulled.skipped:
        notes.append(f"robots.txt forbids {pulled.skipped} of {items} pages; not asked")
        if pulled.skipped == items:
            pulled.status, pulled.complete = "failed", False
        elif pulled.skipped * 2 > items and pulled.status == "done":
            pulled.status = "partial"
    if left:
        notes.append(f"{left} of {due} pages are left for the next run: the time or space for one board was up")
        pulled.status = "partial" if pulled.status == "done" else pulled.status
    pulled.error = "; ".join(notes) or None


def is_due(item: Item, seen: PageSeen | None, now: datetime, decide: bool = True) -> bool:
    """Whether the posting's page is to be asked, given what was landed of it. `decide`: a gone page is believed."""
    if seen is None:
        return True
    if item.version is not None and item.version != seen.version:
        return True
    age = now - seen.fetched_at
    if age < timedelta(days=-1):  # the clock was ahead when it was asked: nobody knows how long ago that was
        return True
    if seen.status in GONE:
        doublings = min(max(seen.gone, 1), 10) - 1
        return age >= min((DUE_AGAIN if decide else DUE_LISTED) * (1 << doublings), DUE_GONE)
    if seen.postings == 0:
        return age >= DUE_GONE
    if seen.status != 200:
        return True
    if item.version not in (None, LEFT):
        return False
    spread = int.from_bytes(hashlib.sha256(item.key.encode()).digest()[:4], "big") % DUE_SPREAD
    return age >= DUE + timedelta(days=spread)


def _unexpected(board: Board, e: Exception) -> str:
    return f"{board.name}: an answer that family {board.family} cannot read ({type(e).__name__}); please report it"
