"""What workspaces of a session have in common is worked out once.

A step whose inputs are those of another workspace takes its tables, by the fingerprint by which curbside itself leaves a
step alone on a quiet day (warehouse/unchanged.py); records that were read before are postings already. A rebuild works out
all of its own, so that what is compared with it was worked out twice, unless the test compares nothing with it and says so
(`rebuilds_take`); so does whoever calls a step or a transform itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from curbside import warehouse
from curbside.transforms import normalise
from curbside.warehouse import build, draw, person, posting, unchanged
from curbside.warehouse.person import field

# What a posting is called and where it stands, which says nothing else of it: a board of another test has another port.
WHOSE = ["posting_id", "board", "board_posting_id", "url"]
BESIDE = {"opening": [f"core.derived_{table}" for table in unchanged.GROUPED]}  # what Python makes


class Shared:
    """`normalise` as the step `posting` knows it, `field` as the step `person` does, and what `build` and `unchanged` do, with
    a folder of what was worked out."""

    OF_BOARD = normalise.OF_BOARD
    kin = staticmethod(field.kin)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole: list[bool] = []  # the builds that run: whether they may take
        self.run, self.either = build.run, unchanged._either
        self.given, self.anew = True, False
        self.fields: dict[tuple[str, ...], pl.DataFrame] = {}

    def building(self, *args: Any, anew: bool = False, **more: Any) -> int:
        if len(args) > 7:
            *args, anew = args
        self.whole.append(self.given and (self.anew or not anew))
        try:
            return self.run(*args, anew=anew, **more)
        finally:
            self.whole.pop()

    def step(
        self, con: duckdb.DuckDBPyConnection, step: str, more: list[str], make: Callable[[str], None],
        again: Callable[[], None] = lambda: None,
    ) -> bool:  # fmt: skip
        def made(inputs: str) -> None:
            if not (self.whole and self.whole[-1]):
                make(inputs)
            elif (kept := self.folder / f"{step}-{inputs}-{warehouse._made()}").exists():
                _take(con, kept)
                again()
            else:
                make(inputs)
                _whole(kept, lambda half: _keep(con, step, half))

        return self.either(con, step, more, made, again)

    def read(self, texts: pl.Series) -> pl.DataFrame:
        if self.whole and not self.whole[-1]:
            return field.read(texts)
        key = tuple(sorted(set(texts)))
        if key not in self.fields:
            self.fields[key] = field.read(texts)
        return self.fields[key]

    def postings(self, raw: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        if self.whole and not self.whole[-1]:
            return normalise.postings(raw)
        given = BytesIO()
        told = raw.with_columns(pl.col("seen_at").dt.truncate("1h"))  # no day is read closer
        told.drop(WHOSE).write_ipc(given)
        kept = self.folder / f"postings-{sha256(given.getbuffer()).hexdigest()}"
        if not kept.exists():
            read = normalise.postings(raw)
            _whole(kept, lambda half: [f.write_ipc(half / n) for f, n in zip((raw, *read), "rpq", strict=True)])
            return read
        here = raw.select(WHOSE).with_columns(pl.col("url").str.strip_chars())
        postings, places = pl.read_ipc(kept / "p"), pl.read_ipc(kept / "q")
        ids = pl.DataFrame({"posting_id": pl.read_ipc(kept / "r")["posting_id"], "here": raw["posting_id"]}).unique(
            "posting_id"
        )
        places = places.join(ids, on="posting_id", how="left", maintain_order="left")
        places = places.with_columns(posting_id="here").drop("here")
        return postings.with_columns(here.get_columns()), places


def share(folder: Path) -> Shared:
    """Let this process take from `folder`, and leave there, what follows from like inputs."""
    shared = Shared(folder)
    build.run, unchanged._either = shared.building, shared.step  # type: ignore
    posting.normalise = person.field = shared  # type: ignore
    return shared


@cache
def _makes(step: str) -> list[str]:
    made = {table for part in draw.parts(step) for table in part.makes if table.startswith(("core.", "raw."))}
    return [*sorted(made), *BESIDE.get(step, [])]


def _keep(con: duckdb.DuckDBPyConnection, step: str, folder: Path) -> None:
    for table in _makes(step):
        schema, _, name = table.partition(".")
        for kind in ("table", "view"):
            query = f"select sql from duckdb_{kind}s() where schema_name = ? and {kind}_name = ?"
            for (said,) in con.execute(query, [schema, name]).fetchall():
                (folder / f"{table}.{kind}").write_text(said, "utf-8")
                if kind == "table":
                    con.execute(f"copy {table} to {warehouse.quoted(folder / table)} (format parquet)")


def _take(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for file in sorted(folder.glob("*.*.*")):
        kind = file.suffix.removeprefix(".")
        con.execute(f"drop {kind} if exists {file.stem}")
        con.execute(file.read_text("utf-8"))
        if kind == "table":
            con.execute(f"insert into {file.stem} from read_parquet({warehouse.quoted(file.with_suffix(''))})")


def _whole(folder: Path, make: Callable[[Path], object]) -> None:
    """`folder` as `make` fills it, whole or not at all; another worker may be first."""
    half = folder.with_name(f"{folder.name}.{os.getpid()}")
    half.mkdir(parents=True)
    make(half)
    with suppress(OSError):
        half.rename(folder)
