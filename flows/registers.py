"""Public registers as a Prefect flow: each fetched on its own and loaded when it is whole; a failed one harms no other."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from curbside import settings, whole
from curbside.extractors.base import BoardError
from curbside.extractors.web.client import Client
from curbside.extractors.web.download import File
from curbside.flows.ending import as_interrupt
from curbside.registers import loading, published
from curbside.registers.published import Register, Version
from curbside.workspace import Workspace, WorkspaceError

VERSIONS = "versions.json"
OWN = "registers.toml"  # beside curbside.toml: the user's addresses
RUNNER: Any = ThreadPoolTaskRunner(4)  # registers side by side


@dataclass(slots=True)
class Update:
    """One update: what it needs, made once; the registers' threads share it."""

    workspace: Workspace
    wanted: dict[str, Register]
    client: Client
    now: datetime
    say: Callable[[str], None]
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def downloads(self) -> Path:
        return self.workspace.registry / "downloads"

    def last(self, name: str) -> Version:
        """The version that was loaded last, as far as what it gave is still there."""
        held = {one.kind for one in loading.manifest(self.workspace.registry).values()}
        kept = published.read_versions(self.downloads / VERSIONS).get(name, Version())
        return kept if held.issuperset(self.wanted[name].kinds) else Version()

    def keep(self, name: str, file: File) -> None:
        """Write down which version is loaded now."""
        known = published.read_versions(self.downloads / VERSIONS)
        known[name] = Version(file.url, file.etag, file.last_modified)
        text = json.dumps({n: asdict(v) for n, v in sorted(known.items())}, indent=1)
        whole.write(self.downloads / VERSIONS, text)


# Updates under way in this process, by id: Prefect's parameters carry the id alone.
UPDATES: dict[str, Update] = {}


def prepare(
    workspace: Workspace, only: Sequence[str], say: Callable[[str], None], now: datetime | None = None
) -> Update:
    """Everything checked before the first request. Raises ConfigError."""
    conf = settings.read(workspace.config)
    try:
        known = published.registers(workspace.root / OWN)
    except published.RegisterError as e:
        raise settings.ConfigError(str(e)) from None
    if unknown := [name for name in only if name not in known]:
        raise settings.ConfigError(f"registry update: {unknown[0]} is no register; it takes {', '.join(known)}")
    wanted = {name: one for name, one in known.items() if not only or name in only}
    return Update(workspace, wanted, Client(contact=conf.me.email or ""), now or datetime.now(UTC), say)


@task(task_run_name="fetch-{name}", persist_result=False)
def fetch(update_id: str, name: str) -> State[None]:
    """Bring one register's newest file, load it, say so. A fault of its own ends this task red, and nothing else."""
    current = UPDATES[update_id]
    try:
        line = bring(current, name)
    except BoardError as e:
        current.failures[name] = str(e)
    except OSError as e:
        current.failures[name] = (
            f"{e.filename or current.downloads}: {e.strerror or e}; see to rights and free space there"
        )
    except Exception as e:  # Prefect stores an exception's text, and prints it: its kind says enough
        current.failures[name] = f"a fault of curbside's own: {type(e).__name__}"
    if name in current.failures:
        current.say(f"{name}: FAILED: {current.failures[name]}; what was loaded before stays")
        return Failed(message=current.failures[name])
    current.say(f"{name}: {line}")
    return Completed(message=line)


def bring(update: Update, name: str) -> str:
    """One register's newest file into the registry; what came of it, in a line. Raises BoardError, OSError."""
    source = update.wanted[name]
    file = published.bring(source, update.client, update.downloads, update.last(name), update.say, update.now)
    if file is None:
        return "unchanged"
    expected = loading.Expected(source.kinds, source.least, changed(file, update.now))
    with update.workspace.writing(wait=True):
        loaded = loading.load([file.path], update.workspace.registry, expected)
        file.path.unlink(missing_ok=True)
        if problem := next((one.problem for one in loaded if one.problem), ""):
            raise BoardError(problem.removeprefix(f"{file.path}: ") + f" ({file.url})")
        update.keep(name, file)
    rows = ", ".join(f"{one.rows:,} rows of {one.kind}" for one in loaded)
    compared = f"as published ({file.compared.partition(':')[0]})" if file.compared else f"sha256 {file.sha256[:12]}…"
    return f"{rows}, {file.size / 1e6:,.1f} MB, {compared}"


def changed(file: File, now: datetime) -> str:
    """`YYYY-MM` of the day on which its host says that it changed, else of today."""
    try:
        at = parsedate_to_datetime(file.last_modified or "")
    except ValueError:
        at = now
    return f"{min(at, now) if at.tzinfo else now:%Y-%m}"


@flow(
    name="curbside-registry",
    persist_result=False,
    validate_parameters=False,
    task_runner=RUNNER,
)
def update(update_id: str) -> State[None]:
    """Every register side by side (one connection a host); red when one failed, after all the others are loaded."""
    current = UPDATES[update_id]
    for one in [fetch.submit(update_id, name) for name in current.wanted]:
        one.wait()
    if current.failures:
        return Failed(message=", ".join(sorted(current.failures)) + " failed")
    return Completed(message="done")


def run(current: Update) -> dict[str, str]:
    """One update in this process: register → why it failed, for those that did. Raises WorkspaceError."""
    current.workspace.make_private()
    current.downloads.mkdir(mode=0o700, exist_ok=True)
    with alone(current.downloads):
        update_id = f"{current.now:%Y%m%dT%H%M%SZ}"
        UPDATES[update_id] = current
        try:
            with as_interrupt():
                update(update_id, return_state=True)
        finally:
            current.client.stop()
            del UPDATES[update_id]
    return current.failures


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One update at a time; the daily run may go on meanwhile."""
    with open(os.open(folder / ".update", os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkspaceError("another `registry update` is under way; wait until it is done") from None
        yield
