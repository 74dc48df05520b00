"""Files that appear whole or not at all, readable by their owner alone. Every room may use it; it uses none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HALF = ".half"


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
