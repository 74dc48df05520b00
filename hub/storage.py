"""Where a hub lies: a folder, a bucket, or whatever else fsspec knows. Its faults are one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from curbside import whole
from curbside.extractors.readers.hubfile import HubError
from curbside.faults import is_full

FILE, FOLDER = 0o644, 0o755  # a hub holds nothing private, and a web server or another member reads it


@dataclass(frozen=True, slots=True)
class Place:
    """A hub's folder. `shown`: as the user wrote it. Paths are below it, with forward slashes."""

    shown: str
    root: str
    fs: Any

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no such file."""
        with self._faults():
            try:
                body: bytes = self.fs.cat_file(f"{self.root}/{path}")
            except FileNotFoundError:
                return None
            return body

    def put(self, file: Path, path: str) -> None:
        """Copy a file of this machine there."""
        with self._faults():
            self._folder(path)
            self.fs.put_file(str(file), f"{self.root}/{path}")
            self._open(path, FILE)

    def replace(self, path: str, body: bytes) -> None:
        """Write a file whole or not at all: object stores do by themselves, a folder by a rename."""
        with self._faults():
            self._folder(path)
            if not isinstance(self.fs, LocalFileSystem):
                self.fs.pipe_file(f"{self.root}/{path}", body)
                return
            with whole.replacing(Path(self.root, path)) as half:
                half.write_bytes(body)
                half.chmod(FILE)

    def clear(self, goes: Callable[[str], bool]) -> int:
        """Remove the files of which `goes` says so; how many."""
        with self._faults():
            self.fs.invalidate_cache()
            found = [str(p) for p in self.fs.find(self.root)]
            old = [p for p in found if goes(p.removeprefix(self.root).lstrip("/"))]
            for path in old:
                self.fs.rm_file(path)
            return len(old)

    def _folder(self, path: str) -> None:
        if isinstance(self.fs, LocalFileSystem):
            folder = Path(self.root, path).parent
            folder.mkdir(parents=True, exist_ok=True)
            while folder.is_relative_to(self.root):
                folder.chmod(FOLDER)
                folder = folder.parent

    def _open(self, path: str, mode: int) -> None:
        if isinstance(self.fs, LocalFileSystem):
            Path(self.root, path).chmod(mode)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except HubError:
            raise
        except Exception as e:  # each of fsspec's stores has exceptions of its own
            if is_full(e):
                raise
            reason = " ".join(str(getattr(e, "strerror", None) or e).split())[:200] or type(e).__name__
            raise HubError(
                f"{self.shown}: cannot be written or read ({reason}); what was published before stays"
            ) from e


def open_(target: str) -> Place:
    """The place that `target` names. Raises HubError for a store that is not installed or not known."""
    try:
        fs, root = fsspec.core.url_to_fs(target if "://" in target else str(Path(target).expanduser().resolve()))
    except ImportError:
        kind = target.partition("://")[0]
        more = ": pip install 'curbside[s3]'" if kind == "s3" else "; fsspec's list of stores says which"
        raise HubError(f"{target}: {kind}:// needs a package that is not installed{more}") from None
    except ValueError as e:
        raise HubError(f"{target}: is no folder and no address that fsspec knows ({e})") from None
    return Place(target, root.rstrip("/"), fs)
