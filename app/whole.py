"""Files that appear whole or not at all, readable by their owner alone. Every room may use it; it uses none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

HALF = ".half"
ROOM = bytes(1 << 20)  # more than the end of a Parquet file takes


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """An empty private file beside `file`, to fill: at the end it is on disk and takes the name of `file`.

    Whatever fails before that leaves `file` as it was, and no half. Raises OSError.
    """
    half = file.with_name(file.name + HALF)
    try:
        half.unlink(missing_ok=True)  # what a killed process left has rights and readers of its own
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield half
        with half.open("rb") as filled:
            os.fsync(filled.fileno())
        half.replace(file)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def write(file: Path, body: bytes | str) -> None:
    """`file` with `body`, text as UTF-8. Raises OSError."""
    with replacing(file) as half:
        half.write_bytes(body if isinstance(body, bytes) else body.encode())


def parquet(frame: pl.DataFrame, file: Path, **how: Any) -> None:
    """`frame` as a Parquet file, written as `how` says. Raises OSError, of a full disk as well.

    Where the end of the file meets a full disk, polars says nothing of it ("Invalid thrift: transport error").
    """
    from polars.exceptions import ComputeError

    try:
        frame.write_parquet(file, **how)
    except ComputeError:
        file.write_bytes(ROOM)
        raise
