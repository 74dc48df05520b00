"""What every board family shares: the board, what it answers, and the records read from the answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import polars as pl

from curbside.faults import CurbsideError


class BoardError(CurbsideError):
    """The board did not give a whole, trustworthy list. The text is one clear line for the user."""


@dataclass(frozen=True, slots=True)
class Board:
    """One configured board: a `[[board]]` of curbside.toml, the catalogue's entry filled in."""

    name: str
    family: str
    url: str | None = None  # host, feed, file or folder, by family; None: the family's own
    account: str | None = None  # tenant; Workday: "tenant/site"
    employer: str | None = None  # who stands behind postings that do not say
    max_postings: int = 5000
    min_interval: float = 1.0  # seconds between two requests to one host
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)  # e.g. {"usajobs_key": …}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a board, as received (content encoding undone, nothing else)."""

    kind: str  # "list": says what is open; "page": one posting
    url: str  # as asked
    status: int
    fetched_at: datetime  # UTC
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    key: str | None = None  # of a page: the posting it belongs to
    version: str | None = None  # of a page: the list's version of the posting when it was asked
    postings: int | None = None  # of a page: how many it held; None: not counted

    @property
    def ok(self) -> bool:
        """Whether `body` is what was asked for: as received now, or as remembered and unchanged since (304)."""
        return self.status in (200, 304)


@dataclass(frozen=True, slots=True)
class Item:
    """A posting that a list answer says is open."""

    key: str  # board_posting_id: stable, from raw values, the same in every run
    url: str
    version: str | None = None  # lastmod, updated_at or a hash of the entry: when it differs, the page is asked again


class Ask(Protocol):
    """The polite client, bound to one board. Raises BoardError when no usable answer can be had."""

    def __call__(
        self,
        url: str,
        *,
        kind: str = "list",
        json: Any = None,  # posts it
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        key: str | None = None,
        version: str | None = None,
        accept_status: Iterable[int] = (200,),  # other statuses raise BoardError
    ) -> Answer: ...


class Family(Protocol):
    """What a family module offers (a module is the plug-in: these are its functions and constants).

    `lists` asks for every list answer, first to last. `items` and `records` are pure: they read one landed
    answer, on the day it came or years later. A family whose lists hold the whole posting has no `page`.
    """

    TITLE: str  # for people
    URL: str | None  # the family's own host, None where each board has its own
    SOURCE: str  # where the format was read, and what was tried live

    def lists(self, board: Board, ask: Ask) -> Iterator[Answer]: ...
    def items(self, answer: Answer, board: Board) -> list[Item]: ...
    def records(self, answer: Answer, board: Board) -> list[dict[str, Any]]: ...

    # optional: def page(board: Board, item: Item, ask: Ask) -> Answer
    # optional: WHOLE = False: lists hold the newest postings only, so that one missing from them may be open
    # optional: MOST: so many postings its lists give at most; a list of exactly as many may lack some
    # optional: PAGES_DECIDE = True: a page that is gone (404, 410) closes its posting even while a list names it, as
    # sitemaps and feeds lag behind; an interface's own list is the surer witness


DAMAGED = "\ufffd"  # stands for bytes that are no UTF-8; a key with it is not the posting's

PLACE = pl.Struct(
    {
        "text": pl.String,  # the place as one string, where the board gives no parts
        "city": pl.String,
        "state": pl.String,
        "postal_code": pl.String,
        "country": pl.String,
        "latitude": pl.Float64,
        "longitude": pl.Float64,
    }
)

# A record: one posting as one answer tells it. Strings as the board wrote them (entities and double escaping
# undone, nothing interpreted); None or absent: not said. `key` is required, the rest is optional.
RECORD: dict[str, pl.DataType | type[pl.DataType]] = {
    "key": pl.String,
    "url": pl.String,
    "title": pl.String,
    "employer": pl.String,
    "employer_type": pl.String,  # e.g. "Agency", where the board says it
    "places": pl.List(PLACE),
    "categories": pl.List(pl.String),  # the board's own specialty, category, occupation
    "employment": pl.List(pl.String),  # FULL_TIME, "Locum Tenens" …
    "pay_min": pl.String,
    "pay_max": pl.String,
    "pay_unit": pl.String,
    "pay_currency": pl.String,
    "pay_text": pl.String,
    "posted": pl.String,
    "closes": pl.String,
    "remote": pl.String,  # TELECOMMUTE, "remote", "true" …
    "reference": pl.String,  # requisition number
    "description": pl.String,  # HTML or text
    "contact_name": pl.String,
    "contact_role": pl.String,
    "contact_email": pl.String,
    "contact_phone": pl.String,
    "apply_url": pl.String,
}
