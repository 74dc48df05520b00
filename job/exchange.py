"""`[engine] exchange`: an address through which workers without the workspace's folder hand over what they pulled.

The main process puts there what a pull must know of earlier runs, a worker puts one file a board, whole; the main process
fetches, lands and removes it. The address is trusted with nothing: size and sha256 of each file come by the cluster.
Nothing of people goes there, no key of the user's, and of the configuration no more than a board's own address.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, cast
from urllib.parse import urlsplit

from curbside import extractors, landing, storage, whole
from curbside.extractors.base import Board
from curbside.extractors.pull import Pulled
from curbside.extractors.pull import pull as pull_board
from curbside.extractors.readers.saved import is_saved
from curbside.extractors.web.client import Client
from curbside.faults import CurbsideError
from curbside.job import steps
from curbside.job.part import Part
from curbside.settings import ConfigError

NOTE = "exchange.json"  # below data/: runs that may have left something at an address
LATE = timedelta(days=1)  # so long a worker whose run was killed may still bring something
AT_ONCE = 8  # files on their way to the address


@dataclass(frozen=True, slots=True)
class Put:
    """A file at the address, as it was when it was put there."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Order:
    """A board for a worker. `known`: what `landing.hand_over` wrote; None: nothing is known."""

    board: Board
    known: Put | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What a worker has of a board: its landing file, or why there is none."""

    board: str
    file: Put | None
    problem: str = ""


def check(address: str, tasks: str | None) -> None:
    """Raises ConfigError for an address that cannot be one, or that nobody would use."""
    if tasks is None:
        raise ConfigError(
            'curbside.toml: [engine] exchange: is for the workers of `tasks`; write tasks = "dask://HOST:PORT" beside it'
        )
    try:
        storage.open_(address)
    except storage.StorageError as e:
        raise ConfigError(f"curbside.toml: [engine] exchange: {e}") from None


def may_go(board: Board) -> bool:
    """Whether a worker is given the board: neither the user's own files nor whatever needs a key of the user's."""
    family = extractors.family(board.family)
    signed_in = family.keys or "@" in urlsplit(board.url or "").netloc
    return not (family.local or family.replica or signed_in or is_saved(board))


class Exchange:
    """The main process's side, for one run."""

    def __init__(self, job: steps.Job, address: str) -> None:
        """What earlier runs left there goes. Raises StorageError."""
        self.address = address
        self.orders: dict[str, Order] = {}
        self._job = job
        self._place = storage.open_(address)
        note = job.workspace.data / NOTE
        left = _noted(note)
        for run_id, there in left.items():
            with suppress(CurbsideError):
                storage.open_(there).clear(_of(run_id))
        young = {run_id: there for run_id, there in left.items() if abs(job.now - landing.started(run_id)) < LATE}
        whole.write(note, json.dumps({**young, job.run_id: address}))

    def order(self, boards: list[str]) -> None:
        """Put there what workers must know of the boards. Raises StorageError."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            self.orders = dict(zip(boards, pool.map(self._order, boards), strict=True))

    def _order(self, name: str) -> Order:
        job = self._job
        steps.recover(job, name)
        with TemporaryDirectory() as folder:
            file = landing.hand_over(job.workspace.landing, name, Path(folder))
            return Order(
                job.boards[name], _put(self._place, file, f"{job.run_id}.{name}.known.parquet") if file else None
            )

    def collect(self, brought: Brought) -> Part | None:
        """Land what a worker has of a board; None, and a line, where it cannot be had: the board is to be pulled here."""
        try:
            return self._landed(brought)
        except Exception as e:
            reason = str(e) if isinstance(e, CurbsideError) else type(e).__name__
            self._job.say(f"{brought.board}: not handed over by way of {self.address} ({reason}); it is pulled here")
            return None

    def _landed(self, brought: Brought) -> Part:
        if brought.file is None:
            raise storage.StorageError(brought.problem)
        job, board = self._job, self._job.boards[brought.board]
        with TemporaryDirectory() as folder:
            _fetch(self._place, brought.file, landing.path_of(Path(folder), board.name, job.run_id))
            run, answers = landing.read(Path(folder), board.name, job.run_id)
        # Who the board is stands in the user's configuration, not in the file
        status = cast(Literal["done", "partial", "failed"], run.status)
        pulled = Pulled(answers, status, run.error, run.listed, run.fetched, run.requests, run.complete)
        steps.land(job, board, pulled, run.ended_at - run.started_at)
        with suppress(CurbsideError):
            self._place.drop(brought.file.path)
        return Part(board.name, run.status, job.failures.get(board.name), ())

    def close(self) -> None:
        """Nothing of this run stays there; what cannot be removed now, the next run removes."""
        with suppress(CurbsideError):
            self._place.clear(_of(self._job.run_id))


def pull(address: str, run_id: str, now: datetime, contact: str, orders: list[Order]) -> list[Brought]:
    """On a worker: pull the boards one after the other, and put what came of each at the address."""
    with Client(contact=contact) as client, TemporaryDirectory(prefix="curbside-") as folder:
        return [_pulled(address, run_id, now, client, one, Path(folder)) for one in orders]


def _pulled(address: str, run_id: str, now: datetime, client: Client, order: Order, folder: Path) -> Brought:
    board, began = order.board, datetime.now(UTC)
    try:
        place, memory = storage.open_(address), None
        if order.known:
            _fetch(place, order.known, landing.kept_path(folder / "known", board.name))
            memory = landing.Memory.load(folder / "known", board.name)
        pulled = pull_board(board, client, memory, now)
        run = steps.board_run(run_id, now, board, pulled, datetime.now(UTC) - began)
        file = landing.write(folder / "new", run, pulled.answers)
        # A worker that was taken for dead may bring the same board again: each has a name of its own
        return Brought(board.name, _put(place, file, f"{run_id}.{board.name}.{secrets.token_hex(4)}.parquet"))
    except Exception as e:
        return Brought(board.name, None, str(e) if isinstance(e, CurbsideError) else type(e).__name__)


def _put(place: storage.Place, file: Path, path: str) -> Put:
    with file.open("rb") as body:
        sha256 = hashlib.file_digest(body, "sha256").hexdigest()
    place.put(file, path)
    return Put(path, file.stat().st_size, sha256)


def _fetch(place: storage.Place, one: Put, to: Path) -> None:
    """Raises StorageError where the file is not there as it was put."""
    body = place.read(one.path, one.size)
    if body is None:
        raise storage.StorageError(f"{one.path} is not there any more")
    if len(body) != one.size or hashlib.sha256(body).hexdigest() != one.sha256:
        raise storage.StorageError(f"{one.path} is not as it was put there")
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole.write(to, body)


def _of(run_id: str) -> Callable[[str], bool]:
    """Whether a path at the address is the run's."""
    return lambda path: path.startswith(f"{run_id}.")


def _noted(file: Path) -> dict[str, str]:
    """Run → the address that it used."""
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return (
        {r: a for r, a in said.items() if landing.is_run_id(r) and isinstance(a, str)} if isinstance(said, dict) else {}
    )
