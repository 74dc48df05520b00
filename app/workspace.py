"""The workspace: one user's folder. Everything under `data/` is readable by its owner alone."""

import errno
import fcntl
import json
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curbside import whole
from curbside.faults import READ_ONLY, CurbsideError

# Of what `data/` holds: a workspace of a higher one is another curbside's, of a lower one is brought up by `run`.
# 1: runs without numbers; 2: runs have numbers
FORMAT = 2


class WorkspaceError(CurbsideError):
    """The folder cannot be used as it is. The text is one line with the remedy."""


class ReadOnlyDisk(WorkspaceError):
    """What holds the folder takes no writing; with the number that the system gives such a fault."""

    errno = errno.EROFS

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: {READ_ONLY}")


@dataclass(frozen=True, slots=True)
class Workspace:
    root: Path

    @property
    def named(self) -> str:
        """How a command names the workspace, as a shell takes it: a folder may have blanks in its name."""
        return f"-C {shlex.quote(str(self.root))}"

    @property
    def published(self) -> Path:
        """The copy to read. Raises WorkspaceError before the first run, which makes it."""
        if not self.leads.exists():
            raise WorkspaceError(f"{self.leads} is not there yet; `curbside {self.named} run` makes it")
        return self.leads

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
    def kept(self) -> Path:
        return self.data / "kept"

    @property
    def form(self) -> Path:
        return self.data / "format.json"

    @property
    def prefect(self) -> Path:
        return self.data / "prefect"

    def make_private(self) -> None:
        """Create `data/` and its folders, 0700 whatever the umask was when they were made."""
        own = (self.landing, self.snapshots, self.registry, self.digests, self.prefect, self.data / "tmp")
        for folder in (self.data, *own):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                if folder.stat().st_mode & 0o077:
                    folder.chmod(0o700)
            except OSError as e:
                if e.errno == errno.EROFS:
                    raise ReadOnlyDisk(folder) from None
                raise WorkspaceError(
                    f"{folder} cannot be written ({e.strerror}); make it writable, or name another workspace with -C"
                ) from None
            if not os.access(folder, os.W_OK):
                if os.statvfs(folder).f_flag & os.ST_RDONLY:
                    raise ReadOnlyDisk(folder)
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
            self.check()
            _note(self.form, {"format": FORMAT})
            with self.temporary():
                yield

    def check(self) -> None:
        """Raises WorkspaceError where a newer curbside wrote the workspace."""
        said = _noted(self.form).get("format")
        if isinstance(said, int) and said > FORMAT:
            raise WorkspaceError(
                f"{self.root} is of a newer curbside (its format is {said}, not {FORMAT}); update curbside"
            )

    def done(self) -> str | None:
        """The newest run that came to its end, by its id; None where none is noted."""
        said = _noted(self.data / "done.json").get("run_id")
        return said if isinstance(said, str) else None

    def note_done(self, run_id: str) -> None:
        """Remember that the run came to its end, so that one that was killed is made up."""
        _note(self.data / "done.json", {"run_id": run_id})

    def backups(self) -> list[str]:
        """Archives of this workspace that are still where they were written, or were moved with it."""
        return [str(file) for file in self._backups()[0]]

    def anothers_backups(self) -> list[str]:
        """Where this folder is a copy: archives outside of the workspace that it was copied from, which is still there."""
        return [str(file) for file in self._backups()[1]]

    def _backups(self) -> tuple[list[Path], list[Path]]:
        """The archives that are there: this workspace's, and those of one that it was copied from."""
        said = _noted(self.data / "backups.json")
        root = self.root.resolve()
        was = Path(said["root"]) if isinstance(said.get("root"), str) else root
        files, others = (
            [Path(f) for f in noted if isinstance(f, str)] if isinstance(noted := said.get(key), list) else []
            for key in ("files", "others")
        )
        if was != root and was.exists():
            others += [f for f in files if not f.is_relative_to(was)]
        mine = [self.root / f.relative_to(was) if f.is_relative_to(was) else f for f in files if f not in others]
        return [f for f in mine if f.exists()], [f for f in others if f.exists()]

    def note_backup(self, file: Path) -> None:
        """Remember that `file` holds the workspace, so that `forget` names it."""
        files = sorted({*self.backups(), str(file)})
        others = [other for other in self.anothers_backups() if other not in files]
        _note(self.data / "backups.json", {"root": str(self.root.resolve()), "files": files, "others": others})

    @contextmanager
    def temporary(self) -> Iterator[None]:
        """Have this process's temporary files in `data/tmp/`: they may hold people. Folders of dead processes go."""
        folder = self.data / "tmp" / str(os.getpid())
        before = tempfile.tempdir
        if before == str(folder):
            yield
            return
        try:
            folder.parent.mkdir(mode=0o700, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            yield
            return
        self.sweep()
        tempfile.tempdir = str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what processes that were killed left in `data/tmp/`."""
        with suppress(OSError):
            for left in (self.data / "tmp").iterdir():
                if left.name == str(os.getpid()):
                    continue
                from curbside.landing.file import alive  # late: it brings polars

                if not (left.name.isdigit() and alive(int(left.name))):
                    shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _noted(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _note(file: Path, said: dict[str, Any]) -> None:
    if _noted(file) == said:
        return
    whole.write(file, json.dumps(said))
