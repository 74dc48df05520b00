"""A hub: the postings that another curbside pulled and published (`curbside publish`), with their state and history.

`url` is the hub's folder, here or on a web server, `public_key` whose word is taken. The manifest is asked for with its
ETag; of the files that it names, those that the searches need and that are not here yet. Every file's sum is checked,
and a file that is not as signed ends the reading: what was known before stays.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import SplitResult

import polars as pl
import polars.exceptions

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item, Shown
from curbside.extractors.readers import hubfile, saved
from curbside.extractors.readers.hubfile import HubError, Part
from curbside.extractors.web.address import shown
from curbside.extractors.web.expect import expect_json

PARQUET = b"PAR1"


def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The manifest, the file of runs, and every file of postings that the board's `wants` need."""
    if not board.public_key:
        raise BoardError(
            f'{board.name}: family = "hub" needs public_key: what `curbside publish` showed where the hub is'
        )
    try:
        key = hubfile.public_key(board.public_key)
    except HubError as e:
        raise BoardError(f"{board.name}: {e}") from None
    get = _from_folder(board) if saved.is_saved(board) else _from_web(board, ask)
    answer = get(hubfile.NAME, None)
    try:
        manifest = hubfile.opened(expect_json(answer), key)
    except HubError as e:
        raise BoardError(f"{shown(answer.url)}: {e}") from None
    yield answer
    for part in (manifest.runs, *hubfile.wanted(manifest, board.wants)):
        answer = get(part.path, part)
        if hashlib.sha256(answer.body).hexdigest() != part.sha256:
            raise BoardError(
                f"{shown(answer.url)}: is not the file that was signed (its sum differs); nothing was taken"
            )
        yield answer


def _from_web(board: Board, ask: Ask) -> Callable[[str, Part | None], Answer]:
    home = (board.url or "").rstrip("/")
    return lambda path, part: ask(f"{home}/{path}", sha256=part.sha256 if part else None)


def _from_folder(board: Board) -> Callable[[str, Part | None], Answer]:
    folder = saved.location(board)

    def get(path: str, part: Part | None) -> Answer:
        if not (folder / path).is_file():
            raise BoardError(f"{folder / path}: is not there; is this a hub's folder, and was it copied whole?")
        return saved.read(folder / path)

    return get


def items(answer: Answer, board: Board) -> list[Item]:
    """The postings of one file; none of the manifest and the file of runs."""
    if not answer.body.startswith(PARQUET):
        expect_json(answer)
        return []
    try:
        frame = pl.read_parquet(io.BytesIO(answer.body), columns=["posting_id", "url"])
    except pl.exceptions.ColumnNotFoundError:
        return []
    except pl.exceptions.PolarsError:
        raise BoardError(f"{shown(answer.url)}: is no Parquet file that can be read") from None
    return [Item(key, url or answer.url) for key, url in frame.iter_rows()]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """None: a hub's rows are postings already; `warehouse/posting/replica.py` takes them as they are."""
    return []


def _shown(parts: SplitResult) -> Shown | None:
    head, _, name = parts.path.rpartition("/")
    return Shown(f"{parts.scheme}://{parts.netloc}{head}") if name == hubfile.NAME else None


FAMILY = Family(
    name="hub",
    title="A hub of another curbside",
    source=(
        "DSSE 1.0.0 (envelope and signature), Parquet. Written and read here (docs/hub.md); no hub is public yet, so"
        " nothing was tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    replica=True,
    guess=_shown,
    marks=rb"application/vnd\.curbside\.hub\+json",
)
