"""What every view works with: the published copy, the user's day, and the commands."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import duckdb

from curbside import settings
from curbside.exports import content, numbers
from curbside.exports.day import Digest
from curbside.exports.published import published
from curbside.faults import CurbsideError
from curbside.job import resting
from curbside.page.run import Run
from curbside.page.veil import Veil
from curbside.settings import Settings
from curbside.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Heard:
    """What a command answered: its status, rows or the line that it kept, and lines about progress or trouble."""

    status: int
    told: tuple[str, ...]
    notes: tuple[str, ...] = ()


Do = Callable[[Sequence[str]], Heard]


@dataclass(frozen=True, slots=True)
class Notice:
    """What the next page says on top."""

    text: str
    is_trouble: bool = False
    number: int | None = None  # of the word, by which it can be taken back


@dataclass
class Desk:
    """One workspace open in one browser. `do` runs a command, `clock` tells the time."""

    workspace: Workspace
    do: Do
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    notices: list[Notice] = field(default_factory=list)
    run: Run | None = None  # the last run that was begun here
    _reading: threading.RLock = field(default_factory=threading.RLock)
    _saying: threading.Lock = field(default_factory=threading.Lock)
    _kept: ExitStack = field(default_factory=ExitStack)
    _of: tuple[int, ...] = ()
    _veil: Veil | None = None
    _day: tuple[date, date | None, Digest] | None = None

    def is_new(self) -> bool:
        """Whether nothing is set up yet: there is no curbside.toml, or the template as it came."""
        config = self.workspace.config
        return not config.exists() or settings.is_untouched(config)

    def settings(self) -> Settings | None:
        """curbside.toml as it is now; None where it cannot be read."""
        try:
            return settings.read(self.workspace.config)
        except CurbsideError:
            return None

    def today(self) -> date:
        """The user's day. Raises ConfigError."""
        return settings.read(self.workspace.config).day(self.clock())

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The published copy as it is now; one view reads at a time.

        A copy stays open between views, which makes the next one quick. DuckDB gives one process one database a
        path, so it is let go before a newer file is opened: else the old rows would be shown on.
        Raises FileNotFoundError or ValueError, one line, when there is no readable copy.
        """
        with self._reading:
            self._renew()
            with published(self.workspace.leads) as con:
                yield con

    def digest(self) -> Digest:
        """The day with the numbers of its people; read once for each published copy."""
        today, rests = self.today(), resting.read(self.workspace.journal)
        with self._reading:
            self._renew()
            if self._day is None or self._day[:2] != (today, rests):
                name = settings.read(self.workspace.config).me.name
                self._day = today, rests, content.read(self.workspace.leads, today, name, rests=rests)
            return replace(self._day[2], shown=numbers.read(self.workspace.digests / numbers.FILE))

    def veil(self) -> Veil | None:
        """What hides people's names; made once for each published copy, None where there is none."""
        if not self.workspace.leads.exists():
            return None
        with self.reading() as con:
            if self._veil is None:
                self._veil = Veil.of(con)
            return self._veil

    def begin_run(self) -> None:
        """Begin a run, unless one that was begun here still goes on."""
        if self.run is None or self.run.has_ended:
            self.run = Run(self.workspace).begin()

    def say(self, words: Sequence[str]) -> Heard:
        """Run a command, one at a time; whatever it changed is read anew."""
        with self._saying:
            with self._reading:
                self._let_go()
            try:
                return self.do(words)
            finally:
                with self._reading:
                    self._let_go()

    def ask(self, words: Sequence[str]) -> Heard:
        """Run a command that only answers; it waits for no word that is being taken in."""
        with self._reading:
            self._renew()
            return self.do(words)

    def is_running(self) -> bool:
        """Whether a run, or another command, is writing right now."""
        try:
            with open(self.workspace.data / ".writer") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def is_behind(self) -> bool:
        """Whether the user said something since the copy was published, which waits for the next run to show."""
        try:
            return self.workspace.journal.stat().st_mtime_ns > self.workspace.leads.stat().st_mtime_ns
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Wait for a word that is being taken in, then let go of everything."""
        if self._saying.acquire(timeout=60):
            self._saying.release()
        with self._reading:
            self._let_go()

    def _renew(self) -> None:
        try:
            file = self.workspace.leads.stat()
        except FileNotFoundError:
            file = None
        now = (file.st_ino, file.st_mtime_ns, file.st_size) if file else ()
        if now != self._of:
            self._let_go()
            if file:
                self._kept.enter_context(published(self.workspace.leads))
            self._of = now

    def _let_go(self) -> None:
        self._kept.close()
        self._of, self._day, self._veil = (), None, None
