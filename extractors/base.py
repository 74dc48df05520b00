"""What every board family shares: the board, what it answers, and the records read from the answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import SplitResult

import polars as pl

from curbside.faults import CurbsideError


class BoardError(CurbsideError):
    """The board did not give a whole, trustworthy list. The text is one clear line for the user."""


Wants = tuple[tuple[frozenset[str] | None, frozenset[str] | None], ...]


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
    public_key: str | None = None  # of a hub: whose word is taken
    wants: Wants | None = None  # of a hub: what the searches need, (states, specialties) each; None: everything
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
        sha256: str | None = None,  # of the body that is wanted: one that landed before is not asked for again
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address shows of its board: its `url` (None: the family's own host) and its tenant."""

    url: str | None
    account: str | None = None


Reads = Callable[[SplitResult], Shown | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A board family: all that the rest of the house knows of it. Each module of `families/` holds one, as FAMILY.

    `lists` asks for every list answer, first to last; what its generator returns is a note, said beside the status. `items` and `records` are pure: they read one landed answer, on
    the day it came or years later. `page` asks for one posting's own answer; None: the lists hold the whole posting.
    """

    name: str  # the module's
    title: str  # for people
    source: str  # where the format was read, and what was tried live
    lists: Callable[[Board, Ask], Iterator[Answer]]
    items: Callable[[Answer, Board], list[Item]]
    records: Callable[[Answer, Board], list[dict[str, Any]]]
    page: Callable[[Board, Item, Ask], Answer] | None = None
    mails: Callable[[Answer], tuple[int, int]] | None = None  # in a saved file, and how many of them gave no posting
    url: str | None = None  # the family's own host; None: each board has its own
    tenant: bool = False  # a board needs `account`
    keys: tuple[str, ...] = ()  # of the user's, by their names in the environment without CURBSIDE_

    # --- how far its answers go
    robots: bool = True  # False: the interface is documented for programs
    whole: bool = True  # False: lists hold the newest postings only, so that one missing from them may be open
    most: int = 0  # so many postings its lists give at most; a list of exactly as many may lack some
    # A page that is gone (404, 410) closes its posting even while a list names it, as sitemaps and feeds lag behind; an
    # interface's own list is the surer witness
    pages_decide: bool = False
    local: bool = False  # `url` is a file or folder of the user's
    own_site: bool = False  # an employer's own site or system: who posts there is who hires
    replica: bool = False  # its answers are rows of another curbside's warehouse, with their state and history
    official: bool = False  # pay tables and closing days are set by law

    # --- how it is recognised
    owner: Reads | None = None  # by the platform's own hosts
    interface: Reads | None = None  # by addresses that only its interface has, on whatever host
    guess: Reads | None = None  # by what an address merely looks like
    marks: bytes | None = None  # regular expression of what its answers hold and others' do not
    marks_page: bool = False  # … where these are web pages
    general: bool = False  # reads sites of any make: tried last, and no proof of a platform
    feed: bool = False  # a board's `url` is the whole address of its feed
    first_part: bool = False  # the tenant is the first part of an address's path, on any host
    endings: tuple[str, ...] = ()  # of file names that the user may have saved


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
