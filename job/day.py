"""One run, board by board and step by step, in plain threads. `flows` watches it through Prefect; without Prefect it
goes on by itself (`finish`). Everything here may be asked for twice and is done once."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from curbside.extractors.base import BoardError
from curbside.faults import CurbsideError
from curbside.job import retention, steps
from curbside.job.part import Part

SIDE_BY_SIDE = 16  # boards; each waits for its host most of the time
BOARD_HOURS = 6  # after that the run goes on without the board
# A disk that takes nothing more is no board's fault: what landed is kept, and nothing is built on it
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class Day:
    """A prepared job under way. Boards' faults are statuses; `fault` is what ends the run."""

    def __init__(self, job: steps.Job, tell: Callable[[], None] | None = None) -> None:
        """`tell` hands the day's digest on: once, and again when boards that joined late brought new leads."""
        self.job = job
        self._tell = tell
        self.untold: CurbsideError | None = None  # why `tell` failed
        self._news: set[str] | None = None  # what was told; None: nothing yet
        self._building = threading.Lock()
        self._timer = threading.Timer(job.settings.schedule.wait_minutes * 60, self._meanwhile)
        self._timer.daemon = True
        self.fault: Exception | None = None
        self.files: list[str] | None = None
        self._built = self._told = False
        self._boards: dict[str, Future[str]] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="board")

    def begin(self, board: str) -> Future[str]:
        """The board's pull, begun now or before; its result is the board's status."""
        with self._lock:
            self._time()
            if board not in self._boards:
                self._boards[board] = self._pool.submit(self._collect, board)
            return self._boards[board]

    def expect(self) -> None:
        """Every board is pulled elsewhere: `take` brings what came of one, `release` ends the waiting."""
        with self._lock:
            self._time()
            self._boards |= {board: Future() for board in self.job.boards if board not in self._boards}

    def _time(self) -> None:
        """The wait for slow boards begins, once."""
        if not self._timer.is_alive() and not self._timer.finished.is_set():
            self._timer.start()

    def take(self, part: Part) -> None:
        """A board that was pulled elsewhere."""
        for line in part.said:
            self.job.say(line)
        if part.failure is not None:
            self.job.failures[part.board] = part.failure
        self._boards[part.board].set_result(part.status)

    def release(self) -> None:
        """What was not taken is pulled here, when it is asked for."""
        with self._lock:
            self._boards = {board: pull for board, pull in self._boards.items() if pull.done()}

    def pull(self) -> None:
        """Every board, to its end or for `BOARD_HOURS`. Raises `fault`."""
        pulls = {board: self.begin(board) for board in self.job.boards}
        unfinished = wait(pulls.values(), BOARD_HOURS * 3600).not_done
        for board in [b for b, pull in pulls.items() if pull in unfinished]:
            steps.broke(self.job, board, BoardError(f"not finished after {BOARD_HOURS} hours; the next run asks again"))
        self._timer.cancel()
        if self.fault is not None:
            raise self.fault

    def _meanwhile(self) -> None:
        """The day's leads without the boards that take long; with them, all is built again when they are done."""
        with self._building:
            slow = [board for board in self.job.boards if not self.begin(board).done()]
            if not slow or self.fault is not None:
                return
            minutes = f"{self.job.settings.schedule.wait_minutes:g} minutes"
            self.job.say(
                f"still being asked after {minutes}: {', '.join(slow)}; today's leads come without, and again with"
            )
            job = self.job
            try:
                steps.build(job.workspace, job.settings, job.now, job.say, under_way=dict.fromkeys(slow, job.run_id))
                steps.digest(job.workspace, job.settings, job.now)
                self._hand_on()
            except Exception as e:  # whatever it is, the end of the run meets it again, and says so
                job.say(
                    f"today's leads could not be built meanwhile ({type(e).__name__}); the end of the run tries again"
                )

    def _hand_on(self) -> None:
        if self._tell is not None:
            news = steps.news(self.job.workspace)
            if self._news is None or news - self._news:
                try:
                    self._tell()
                    self.untold = None
                except CurbsideError as e:
                    self.untold = e
                    return
            self._news = news

    def unwatched(self) -> None:
        """Say, once, that Prefect failed."""
        if not self._told:
            self.job.say("the server that watches the run failed; the run goes on without it")
        self._told = True

    def build(self) -> None:
        """Landing files into postings, openings, insiders, leads; then the published copy."""
        with self._building:
            if self._built:
                return
            job = self.job
            steps.check_clock(job)
            if left := steps.build(job.workspace, job.settings, job.now, job.say):
                job.failures["data/landing"] = f"{left} damaged files"
            elif folded := retention.keep(job.workspace, job.settings, job.now):
                job.say(f"older landing files were folded together: {folded:,}")
            if bad := steps.network(job.workspace)[1]:
                job.failures["your own files"] = f"{bad} not as before"
            self._built = True

    def digest(self) -> list[str]:
        """The day's digest; returns the files written."""
        if self.files is None:
            self.files = [str(p) for p in steps.digest(self.job.workspace, self.job.settings, self.job.now)]
            if self._is_the_days():
                self.job.workspace.note_done(self.job.run_id)
            self._hand_on()
        return self.files

    def _is_the_days(self) -> bool:
        """Whether the schedule need not ask again: on waking, a laptop may have no network yet, and no board answers."""
        boards = self.job.boards.keys()
        return self.job.whole and not (boards and boards <= self.job.failures.keys())

    def finish(self) -> list[str]:
        """Whatever is not done yet, in its order. Returns the digest's files; raises `fault`."""
        self.pull()
        self.build()
        return self.digest()

    def close(self) -> None:
        """Nothing more is begun; a pull that still goes on ends at its next request."""
        self._timer.cancel()
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


def alone(job: steps.Job, tell: Callable[[], None] | None = None) -> list[str]:
    """The whole run without Prefect; `tell` as `Day` takes it. Returns the digest's files."""
    day = Day(job, tell)
    try:
        files = day.finish()
        if day.untold is not None:
            raise day.untold
        return files
    finally:
        day.close()
