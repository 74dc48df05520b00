"""One run, board by board and step by step, in plain threads. `flows` watches it through Prefect; without Prefect it
goes on by itself (`finish`). Everything here may be asked for twice and is done once."""

from __future__ import annotations

import errno
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait

from curbside.extractors.base import BoardError
from curbside.job import steps

SIDE_BY_SIDE = 16  # boards; each waits for its host most of the time
BOARD_HOURS = 6  # after that the run goes on without the board
# A disk that takes nothing more is no board's fault: what landed is kept, and nothing is built on it
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class Day:
    """A prepared job under way. Boards' faults are statuses; `fault` is what ends the run."""

    def __init__(self, job: steps.Job) -> None:
        self.job = job
        self.fault: Exception | None = None
        self.files: list[str] | None = None
        self._built = self._told = False
        self._boards: dict[str, Future[str]] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="board")

    def begin(self, board: str) -> Future[str]:
        """The board's pull, begun now or before; its result is the board's status."""
        with self._lock:
            if board not in self._boards:
                self._boards[board] = self._pool.submit(self._collect, board)
            return self._boards[board]

    def pull(self) -> None:
        """Every board, to its end or for `BOARD_HOURS`. Raises `fault`."""
        pulls = {board: self.begin(board) for board in self.job.boards}
        unfinished = wait(pulls.values(), BOARD_HOURS * 3600).not_done
        for board in [b for b, pull in pulls.items() if pull in unfinished]:
            steps.broke(self.job, board, BoardError(f"not finished after {BOARD_HOURS} hours; the next run asks again"))
        if self.fault is not None:
            raise self.fault

    def unwatched(self) -> None:
        """Say, once, that Prefect failed."""
        if not self._told:
            self.job.say("the server that watches the run failed; the run goes on without it")
        self._told = True

    def build(self) -> None:
        """Landing files into postings, openings, insiders, leads; then the published copy."""
        if not self._built:
            if left := steps.build(self.job.workspace, self.job.settings, self.job.now, self.job.say):
                self.job.failures["data/landing"] = f"{left} damaged files"
            if bad := steps.network(self.job.workspace)[1]:
                self.job.failures["your own files"] = f"{bad} not as before"
            self._built = True

    def digest(self) -> list[str]:
        """The day's digest; returns the files written."""
        if self.files is None:
            self.files = [str(p) for p in steps.digest(self.job.workspace, self.job.settings, self.job.now)]
        return self.files

    def finish(self) -> list[str]:
        """Whatever is not done yet, in its order. Returns the digest's files; raises `fault`."""
        self.pull()
        self.build()
        return self.digest()

    def close(self) -> None:
        """Nothing more is begun; a pull that still goes on ends at its next request."""
        self.job.client.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _collect(self, board: str) -> str:
        if self.fault is not None:
            return "failed"
        try:
            return steps.collect(self.job, board)
        except Exception as e:
            if any(getattr(one, "errno", None) in DISK for one in (e, e.__cause__)):
                self.fault = e
            return steps.broke(self.job, board, e)


def alone(job: steps.Job) -> list[str]:
    """The whole run without Prefect. Returns the digest's files."""
    day = Day(job)
    try:
        return day.finish()
    finally:
        day.close()
