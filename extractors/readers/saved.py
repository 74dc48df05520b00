"""Answers that the user saved: a file, or a folder of them, in a board's place. Never goes online."""

import functools
import mimetypes
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError

MAX_FILE = 512 << 20  # bytes
MAX_FILES = 20_000
Lists = Callable[[Board, Ask], Iterator[Answer]]


def is_saved(board: Board) -> bool:
    """Whether `url` names a file or folder here instead of a web address. Such a board's pages are never asked for."""
    return bool(board.url) and not (board.url or "").lower().startswith(("http://", "https://"))


def answers(board: Board, suffixes: tuple[str, ...] = ()) -> Iterator[Answer]:
    """Every saved file of the board, by name, as a list answer; with `suffixes`, only files that end so."""
    path = location(board)
    if path.is_dir():
        files = sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith("."))
        files = [f for f in files if not suffixes or f.name.lower().endswith(suffixes)]
        if not files:
            wanted = f" that ends in {' or '.join(suffixes)}" if suffixes else ""
            raise BoardError(f"{path}: holds no file{wanted}; save the board's answers there")
    else:
        files = [path]
    if len(files) > MAX_FILES:
        raise BoardError(f"{path}: holds more than {MAX_FILES} files; split the folder into several boards")
    for file in files:
        yield read(file)


def location(board: Board) -> Path:
    """The file or folder that `url` names (a path, `~` or a file: address); BoardError where there is none."""
    url = board.url or ""
    if not url:
        raise BoardError(f"{board.name}: needs `url`: the file or folder to read")
    path = Path(unquote(urlsplit(url).path) if url.lower().startswith("file:") else url).expanduser()
    if not path.exists():
        raise BoardError(f"{url}: no such file or folder (a web address starts with https://)")
    return path


def read(file: Path) -> Answer:
    """One file as an answer fetched when it was saved."""
    try:
        size = file.stat().st_size
        if size > MAX_FILE:
            raise BoardError(f"{file}: is larger than {MAX_FILE >> 20} MB; refused")
        saved_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        body = file.read_bytes()
    except OSError as e:
        raise BoardError(f"{file}: cannot be read ({e.strerror}); check its rights") from e
    kind = mimetypes.guess_type(file.name)[0] or ""
    return Answer("list", file.resolve().as_uri(), 200, saved_at, body, kind)


def saved_name(url: str, board: Board) -> str:
    """What a saved file is called within the board's folder: two folders may each hold an `index.html`."""
    folder = quote(Path(unquote(urlsplit(board.url or "").path)).name)
    return url.rpartition(f"/{folder}/" if folder and f"/{folder}/" in url else "/")[2]


def or_saved(lists: Lists) -> Lists:
    """A family's `lists` that reads saved files where `url` names some instead of a web address."""

    @functools.wraps(lists)
    def either(board: Board, ask: Ask) -> Iterator[Answer]:
        return answers(board) if is_saved(board) else lists(board, ask)

    return either
