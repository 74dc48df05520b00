"""What the interfaces of applicant-tracking systems share: tenant, host, paging that ends, dates they write. Pure but
for `paged`, which asks."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson

from curbside.extractors.base import DAMAGED, Answer, Ask, Board, BoardError, Item
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.markup import line, rich

GONE = (200, 404, 410)  # a page that is gone says so and holds no posting
MOST = 500_000  # entries of one list
MAX_PAGES = 500  # of one list: with 20 a page the 10,000 postings that the largest interfaces give


def job_page(ask: Ask, item: Item, url: str, params: Mapping[str, str | int] | None = None) -> Answer:
    """A posting's own page; that it is gone (404, 410) is an answer, too."""
    return ask(url, kind="page", params=params, key=item.key, version=item.version, accept_status=GONE)


def host(board: Board, own: str | None) -> str:
    """The board's address without its last slash: `url`, else the family's own (`{account}` filled in)."""
    url = board.url or own
    if not url:
        raise BoardError(f'{board.name}: family = "{board.family}" needs `url`: the site')
    return (url.replace("{account}", account(board)) if "{account}" in url else url).rstrip("/")


def account(board: Board) -> str:
    """The board's tenant; BoardError where the configuration names none."""
    if not board.account:
        raise BoardError(f'{board.name}: family = "{board.family}" needs `account`: the name in the board\'s address')
    return board.account.strip("/")


def employer(board: Board) -> str | None:
    """Who stands behind a board whose answers do not say: its configured employer, else the tenant's own name."""
    named = line(board.employer)
    return named or ((board.account or "").strip("/").split("/")[0] or None)


def on_host(url: str, base: str) -> str:
    """`url` on the scheme and host of `base`: a test server or mirror serves the pages, too."""
    there, parts = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, parts.path, parts.query, ""))


def array(value: Any) -> list[Any]:
    """A JSON array; [] for anything else."""
    return value if isinstance(value, list) else []


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON list; [] for anything else."""
    return [v for v in array(value) if isinstance(v, dict)]


def obj(value: Any) -> dict[str, Any]:
    """A JSON object; {} for anything else."""
    return value if isinstance(value, dict) else {}


def given(answer: Answer, begins: re.Pattern[str]) -> dict[str, Any] | None:
    """The JSON object that a page gives its own script right behind what `begins` finds; None for a page without.

    Raises BoardError where the page is cut off within it.
    """
    text = decode(answer.body, answer.content_type)
    m = begins.search(text)
    if m is None:
        return None
    try:
        return obj(json.JSONDecoder(strict=False).raw_decode(text, m.end())[0])
    except (ValueError, RecursionError) as e:
        raise BoardError(f"{answer.url}: the list of jobs in the page is cut off; try again later") from e


def keyed(entries: Any, *names: str) -> list[dict[str, Any]]:
    """The entries of a JSON list, each with its key under the first of `names`; [] for anything else.

    An entry with a key under none of them is kept with a damaged one: it is no posting's, and counted as not read.
    Raises BoardError for more than MOST entries.
    """
    if len(array(entries)) > MOST:
        raise BoardError(
            f"its list has {len(entries):,} entries; more than {MOST:,} are no employer's, and none is read"
        )
    found = []
    for n, entry in enumerate(array(entries)):
        j = obj(entry)
        said = j.get(names[0])
        if not (said and isinstance(said, str | int) and line(said)):
            j = {**j, names[0]: next((key for name in names if (key := line(j.get(name)))), _damaged(n, entry))}
        found.append(j)
    return found


def _damaged(n: int, entry: Any) -> str:
    """A key of its own for an entry without one: the same on a page that repeats another, another on every other."""
    return f"{DAMAGED}{n}-{hashlib.sha256(orjson.dumps(entry)).hexdigest()[:8]}"


def paged(
    board: Board,
    ask: Callable[[int], Answer],
    keys: Callable[[Answer], list[str]],
    total: Callable[[Answer], int | None] = lambda answer: None,
    size: int | None = None,
) -> Iterator[Answer]:
    """List answers page by page, `ask(0)` first, until a page brings no new key.

    That rule ends lists whose pages beyond the last repeat the first, whose filters are ignored and whose totals lie:
    too low or 0 after page 1, it cannot cut the list short, and too high it cannot prolong it. A page shorter than
    `size` is the last unless the largest `total` seen says otherwise. A page that repeats what was seen is not given.
    Ends at `max_postings` keys; BoardError beyond `MAX_PAGES`.
    """
    seen: set[str] = set()
    promised = 0
    for number in range(MAX_PAGES):
        answer = ask(number)
        got = keys(answer)
        new = set(got) - seen
        if number and not new:
            return
        yield answer
        seen |= new
        promised = max(promised, total(answer) or 0)
        if not new or len(seen) >= board.max_postings:
            return
        if size is not None and len(got) < size and len(seen) >= promised:
            return
    raise BoardError(f"{board.name}: the list does not end after {MAX_PAGES} pages; lower max_postings")


def version(*said: Any) -> str:
    """A short hash of what a list entry says: another when the board changed it."""
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16]


def number(value: Any) -> str | None:
    """An amount other than 0, as written."""
    found = line(value)
    return found if found and found.strip("0.,") else None


def sections(*parts: tuple[str | None, Any]) -> str | None:
    """Headed parts of a description as one: (heading or None, HTML or text); None when nothing is said."""
    said = [(heading, text) for heading, value in parts if (text := rich(value))]
    return "\n".join(f"<h3>{h}</h3>\n{t}" if h else t for h, t in said) or None


def instant(value: Any) -> str | None:
    """Seconds or milliseconds since 1970 as an ISO time in UTC; other values as written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        try:
            return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds > 0 else None
        except (OverflowError, OSError, ValueError):
            return None
    return line(value)


def days_ago(value: Any, now: datetime) -> str | None:
    """`Posted 3 Days Ago`, `Today`, `Yesterday` as a day; None for `30+ Days Ago`, which names none."""
    text = line(value)
    if not text:
        return None
    low = text.lower()
    if "+" in low:
        return None
    m = re.search(r"(\d{1,3}) (day|week|month|hour|minute)s? ago", low)
    if m:
        days = int(m[1]) * {"day": 1, "week": 7, "month": 30, "hour": 0, "minute": 0}[m[2]]
    elif "today" in low or "just" in low:
        days = 0
    elif "yesterday" in low:
        days = 1
    else:
        return text
    return (now - timedelta(days=days)).date().isoformat()
