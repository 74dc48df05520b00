"""Where files lie that others fetch: a folder, a bucket, or whatever else fsspec knows. Its faults are one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from curbside import whole
from curbside.faults import CurbsideError, is_full

OPEN, PRIVATE = (0o644, 0o755), (0o600, 0o700)  # of files and folders, where the address is a folder


class StorageError(CurbsideError):
    """The address cannot be used as it is. The text is one line that names it."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address. `shown`: as the user wrote it. Paths are below it, with forward slashes.

    `public`: whatever lies there is for a web server or another member to read. `fault`: what is raised, `stays`: what
    its line ends with.
    """

    shown: str
    root: str
    fs: Any
    public: bool
    fault: type[CurbsideError]
    stays: str

    def read(self, path: str, most: int | None = None) -> bytes | None:
        """A file's bytes, of a longer one than `most` so many and one more; None where there is no such file."""
        end = None if most is None else most + 1
        with self._faults():
            try:
                body: bytes = self.fs.cat_file(f"{self.root}/{path}", end=end)
            except FileNotFoundError:
                return None
            return body

    def put(self, file: Path, path: str) -> None:
        """Copy a file of this machine there."""
        with self._faults():
            self._folder(path)
            self.fs.put_file(str(file), f"{self.root}/{path}")
            if isinstance(self.fs, LocalFileSystem):
                Path(self.root, path).chmod(self._modes[0])

    def replace(self, path: str, body: bytes) -> None:
        """Write a file whole or not at all: object stores do by themselves, a folder by a rename."""
        with self._faults():
            self._folder(path)
            if not isinstance(self.fs, LocalFileSystem):
                self.fs.pipe_file(f"{self.root}/{path}", body)
                return
            with whole.replacing(Path(self.root, path)) as half:
                half.write_bytes(body)
                half.chmod(self._modes[0])

    def drop(self, path: str) -> None:
        """Remove a file."""
        with self._faults():
            self.fs.rm_file(f"{self.root}/{path}")

    def clear(self, goes: Callable[[str], bool]) -> int:
        """Remove the files of which `goes` says so; how many."""
        with self._faults():
            self.fs.invalidate_cache()
            found = [str(p) for p in self.fs.find(self.root)]
            old = [p for p in found if goes(p.removeprefix(self.root).lstrip("/"))]
            for path in old:
                self.fs.rm_file(path)
            return len(old)

    @property
    def _modes(self) -> tuple[int, int]:
        return OPEN if self.public else PRIVATE

    def _folder(self, path: str) -> None:
        if not isinstance(self.fs, LocalFileSystem):
            return
        folder = Path(self.root, path).parent
        folder.mkdir(mode=self._modes[1], parents=True, exist_ok=True)
        while self.public and folder.is_relative_to(self.root):
            folder.chmod(self._modes[1])
            folder = folder.parent

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except CurbsideError:
            raise
        except Exception as e:  # each of fsspec's stores has exceptions of its own
            if is_full(e):
                raise
            reason = " ".join(str(getattr(e, "strerror", None) or e).split())[:200] or type(e).__name__
            raise self.fault(f"{self.shown}: cannot be written or read ({reason}){self.stays}") from e


def open_(target: str, *, public: bool = False, fault: type[CurbsideError] = StorageError, stays: str = "") -> Place:
    """The place that `target` names. Raises `fault` for a store that is not installed or not known."""
    try:
        fs, root = fsspec.core.url_to_fs(target if "://" in target else str(Path(target).expanduser().resolve()))
    except ImportError:
        kind = target.partition("://")[0]
        more = ": pip install 'curbside[s3]'" if kind == "s3" else "; fsspec's list of stores says which"
        raise fault(f"{target}: {kind}:// needs a package that is not installed{more}") from None
    except ValueError as e:
        raise fault(f"{target}: is no folder and no address that fsspec knows ({e})") from None
    return Place(target, root.rstrip("/"), fs, public, fault, stays)
