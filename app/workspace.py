"""The workspace: one user's folder. Everything under `data/` is readable by its owner alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from curbside.faults import CurbsideError


class WorkspaceError(CurbsideError):
    """The folder cannot be used as it is. The text is one line with the remedy."""


@dataclass(frozen=True, slots=True)
class Workspace:
    root: Path

    @property
    def config(self) -> Path:
        return self.root / "curbside.toml"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def landing(self) -> Path:
        return self.data / "landing"

    @property
    def snapshots(self) -> Path:
        return self.data / "network"

    @property
    def registry(self) -> Path:
        return self.data / "registry"

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    @property
    def leads(self) -> Path:
        return self.data / "leads.duckdb"

    @property
    def digests(self) -> Path:
        return self.data / "digests"

    @property
    def journal(self) -> Path:
        return self.data / "journal.jsonl"

    @property
    def prefect(self) -> Path:
        return self.data / "prefect"

    def make_private(self) -> None:
        """Create `data/` and its folders, 0700 whatever the umask was when they were made."""
        for folder in (self.data, self.landing, self.snapshots, self.registry, self.digests, self.prefect):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                if folder.stat().st_mode & 0o077:
                    folder.chmod(0o700)
            except OSError as e:
                raise WorkspaceError(
                    f"{folder} cannot be written ({e.strerror}); make it writable, or name another workspace with -C"
                ) from None
            if not os.access(folder, os.W_OK):
                raise WorkspaceError(f"{folder} cannot be written; make it writable, or name another workspace with -C")

    @contextmanager
    def writing(self, wait: bool = False) -> Iterator[None]:
        """Hold the workspace's one writer's place. The lock goes with the process, so a killed run leaves none."""
        self.make_private()
        with open(os.open(self.data / ".writer", os.O_RDWR | os.O_CREAT, 0o600)) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise WorkspaceError(
                    f"another curbside is writing in {self.root}; wait until it is done (queries work meanwhile)"
                ) from None
            yield
