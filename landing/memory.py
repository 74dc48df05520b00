"""What a board answered in earlier runs, as far as the next run needs it to ask for less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from curbside.extractors.memory import GONE, PageSeen, Remembered
from curbside.landing.file import COLUMNS as EVERY
from curbside.landing.file import bodies_of, columns_of, save
from curbside.landing.runs import ORDER, LandingError, kept_path, path_of

COLUMNS = [
    "run_id", "kind", "seq", "key", "version", "postings", "url", "status", "fetched_at", "content_type", "etag",
    "last_modified", "sha256", "body_in",
]  # fmt: skip


@dataclass(slots=True)
class Memory:
    """One board's earlier answers without their bodies; a body is read when it is asked for.

    `problems`: a line for each landing file that could not be read.
    """

    folder: Path
    board: str
    problems: list[str] = field(default_factory=list)
    _lists: dict[str, Remembered] = field(default_factory=dict)
    _pages: dict[str, PageSeen] = field(default_factory=dict)
    _held: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, board: str) -> Memory:
        """Of all the board's readable files: per list address and per posting what landed last."""
        frame, problems = columns_of(folder, board, COLUMNS)
        frame = frame.sort(*ORDER, "seq")
        lists = (
            frame.filter(pl.col("kind") == "list")
            .unique("url", keep="last")
            .filter(pl.any_horizontal(pl.col("etag", "last_modified").is_not_null()))
            .select("url", "sha256", "etag", "last_modified", "content_type", "body_in")
        )
        pages = (
            frame.filter((pl.col("kind") == "page") & pl.col("key").is_not_null())
            .with_columns(gone=_still_gone().sum().over("key"))
            .unique("key", keep="last")
            .select("key", "version", "status", "fetched_at", "url", "postings", "gone")
        )
        return cls(
            folder,
            board,
            problems,
            {url: Remembered(*rest) for url, *rest in lists.drop("body_in").iter_rows()},
            {key: PageSeen(*rest) for key, *rest in pages.iter_rows()},
            dict(lists.select("sha256", "body_in").iter_rows()),
        )

    def remembered(self, url: str) -> Remembered | None:
        """What a list address answered last, where it said how to ask again."""
        return self._lists.get(url)

    def page(self, key: str) -> PageSeen | None:
        """What a posting's page answered last."""
        return self._pages.get(key)

    def pages(self) -> Mapping[str, PageSeen]:
        """Every posting's page that was ever asked for, by key."""
        return self._pages

    def body(self, sha256: str) -> bytes | None:
        """A remembered list's body; None where its file is gone or damaged."""
        if holder := self._held.get(sha256):
            try:
                return bodies_of(path_of(self.folder, self.board, holder), [sha256]).get(sha256)
            except LandingError:
                return None
        return None


def _still_gone() -> pl.Expr:
    """Of one page's answers, oldest first: whether it was gone and has been ever since."""
    return pl.col("status").is_in(GONE).reverse().cum_min().reverse()


def hand_over(folder: Path, board: str, to: Path) -> Path | None:
    """What `Memory.load(to, board)` is to know elsewhere as it does here, in a file; None where nothing is known.

    Lists with their bodies, pages without. Raises LandingError.
    """
    frame, _ = columns_of(folder, board, [c for c in EVERY if c != "body"])
    frame = frame.sort(*ORDER, "seq")
    pages = frame.filter((pl.col("kind") == "page") & pl.col("key").is_not_null())
    newest = pages.unique("key", keep="last", maintain_order=True)
    gone = pages.filter(_still_gone().over("key"))
    memory = Memory.load(folder, board)
    lists = frame.filter(pl.col("kind") == "list").unique("url", keep="last", maintain_order=True)
    bodies = [
        memory.body(sha) if memory.remembered(url) else None for url, sha in lists.select("url", "sha256").iter_rows()
    ]
    lists = lists.with_columns(pl.Series("body", bodies, pl.Binary), body_in="run_id").drop_nulls("body")
    known = pl.concat([lists, pl.concat([newest, gone]).unique(["run_id", "seq"])], how="diagonal").select(list(EVERY))
    if known.is_empty():
        return None
    file = kept_path(to, board)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    save(known, file)
    return file
