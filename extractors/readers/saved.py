"""Answers that the user saved: a file, or a folder of them, in a board's place. Never goes online."""

import functools
import mimetypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError
from curbside.extractors.readers import wrapped
from curbside.vocabulary.counts import counted

MAX_FILE = 512 << 20  # bytes
MAX_FILES = 20_000
SNIFFED = 4096  # bytes at a file's begin by which it is known
NAMED = 3  # files in a line
_PAGES = (".html", ".htm", ".xhtml")
Lists = Callable[[Board, Ask], Iterator[Answer]]


def is_saved(board: Board) -> bool:
    """Whether `url` names a file or folder here instead of a web address. Such a board's pages are never asked for."""
    return bool(board.url) and not (board.url or "").lower().startswith(("http://", "https://"))


def answers(board: Board, suffixes: tuple[str, ...] = (), marks: bytes | None = None) -> Iterator[Answer]:
    """Every saved file of the board, by name, as a list answer. Of a folder only those that end in one of `suffixes` or
    begin like `marks` (a pattern); without suffixes those that may be pages, feeds or answers (`_may_be_answer`)."""
    path = location(board)
    if path.is_dir():
        held = _held(path)
        wanted = [f for f in held if _is_wanted(f, suffixes, marks)]
        if not wanted:
            ends = f" that ends in {' or '.join(suffixes)}" if suffixes else " that is a page or a list"
            others = f" (it holds {_named([f.name for f in held])})" if held else ""
            raise BoardError(f"{path}: holds no file{ends}{others}; save the board's answers there")
    else:
        wanted = [path]
    if len(wanted) > MAX_FILES:
        raise BoardError(f"{path}: holds more than {MAX_FILES} files; split the folder into several boards")
    for file in wanted:
        yield read(file)


def _held(folder: Path) -> list[Path]:
    """The files of a folder, by name; without hidden ones, what a browser lays beside a saved page, and the indexes of
    mail programs."""
    files = (f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("."))
    return sorted(
        f for f in files if not (_is_beside(f, folder) and f.suffix.lower() not in _PAGES) and f.suffix != ".msf"
    )


def _is_beside(file: Path, folder: Path) -> bool:
    return any(part.endswith("_files") for part in file.relative_to(folder).parts[:-1])


def _is_wanted(file: Path, suffixes: tuple[str, ...], marks: bytes | None) -> bool:
    if suffixes and (file.name.lower().endswith(suffixes) or marks is None):
        return file.name.lower().endswith(suffixes)
    try:
        with file.open("rb") as opened:
            head = opened.read(SNIFFED)
    except OSError:
        return True  # reading it says why
    return bool(re.match(marks, head)) if marks else _may_be_answer(head, file.name)


def _may_be_answer(head: bytes, name: str) -> bool:
    """Whether a file begins like a page, XML, JSON, a packed feed or a page saved as one file: not like a document."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return (
        start in (b"<", b"{", b"[", b"")
        or head[:2] in (b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff")
        or wrapped.is_page(head, name)
    )


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
        if wrapped.is_page(body, file.name):
            body = wrapped.page(body)
    except OSError as e:
        raise BoardError(f"{file}: cannot be read ({e.strerror}); check its rights") from e
    kind = mimetypes.guess_type(file.name)[0] or ""
    return Answer("list", file.resolve().as_uri(), 200, saved_at, body, kind)


def saved_name(url: str, board: Board) -> str:
    """What a saved file is called within the board's folder: two folders may each hold an `index.html`."""
    folder = quote(Path(unquote(urlsplit(board.url or "").path)).name)
    return url.rpartition(f"/{folder}/" if folder and f"/{folder}/" in url else "/")[2]


@dataclass(slots=True)
class Left:
    """What the files of a saved board did not give, to be said: nothing that the user saved is passed over in silence."""

    board: Board
    unit: str = "file"  # what is counted: files, or the mails in them
    held: int = 0
    empty: int = 0
    names: list[str] = field(default_factory=list)  # of files with something that gave no posting
    spoilt: list[str] = field(default_factory=list)  # what could not be read, and why
    read: set[str] = field(default_factory=set)

    def see(self, answer: Answer, held: int, empty: int) -> None:
        """A file that was read: so many mails or files, of which so many gave no posting."""
        self.read.add(answer.url)
        if empty == held and _is_beside(_path(answer), location(self.board)):
            return  # a frame of a saved page
        self.held += held
        self.empty += empty
        if empty:
            self.names.append(_path(answer).name)

    def spoil(self, answer: Answer, fault: BoardError) -> bool:
        """A file of a folder that could not be read; False where it is the board's only one."""
        self.read.add(answer.url)
        self.spoilt.append(str(fault))
        return location(self.board).is_dir()

    def notes(self) -> list[str]:
        """What is said of them: one clause each."""
        said = []
        if self.empty:
            gave = "holds no posting" if self.empty == 1 else "hold no posting"
            said.append(
                f"{self.empty} of {counted(self.held, self.unit)} {gave} that could be read: {_named(self.names)}"
            )
        if self.spoilt:
            said.append(f"{counted(len(self.spoilt), 'file')} could not be read: {self.spoilt[0]}")
        path = location(self.board)
        if path.is_dir() and (rest := [f.name for f in _held(path) if f.resolve().as_uri() not in self.read]):
            said.append(f"{counted(len(rest), 'file')} of a kind that is not read here: {_named(rest)}")
        return said


def _path(answer: Answer) -> Path:
    return Path(unquote(urlsplit(answer.url).path))


def _named(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def or_saved(lists: Lists) -> Lists:
    """A family's `lists` that reads saved files where `url` names some instead of a web address."""

    @functools.wraps(lists)
    def either(board: Board, ask: Ask) -> Iterator[Answer]:
        return answers(board) if is_saved(board) else lists(board, ask)

    return either
