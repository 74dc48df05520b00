"""A run begun on the page: it goes on in a thread of this process, and the page tells how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from curbside.faults import line_and_status
from curbside.workspace import Workspace


@dataclass
class Run:
    """`lines`: what it said; `trouble`: why it ended without leads, in one line; `failed`: boards that gave nothing."""

    workspace: Workspace
    boards: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    trouble: str = ""
    has_ended: bool = False
    is_first: bool = False  # nothing was published before

    def begin(self) -> Run:
        self.is_first = not self.workspace.leads.exists()
        threading.Thread(target=self._work, name="run", daemon=True).start()
        return self

    @property
    def read(self) -> int:
        """Boards that have been read so far."""
        said = {line.partition(": ")[0] for line in list(self.lines)}
        return sum(name in said for name in self.boards)

    def _work(self) -> None:
        from curbside.job import day, steps  # what runs needs is no part of showing a page

        try:
            job = steps.prepare(self.workspace, [], self.lines.append)
            self.boards = list(job.boards)
            with self.workspace.writing():
                day.alone(job)
            outcomes = steps.outcome(self.workspace, job.run_id)
            self.failed = [f"{o.board}: {o.trouble}" for o in outcomes if o.trouble]
        except Exception as e:
            known = line_and_status(e, self.workspace)
            self.trouble = (
                known[0] if known else f"a fault of curbside's own: {type(e).__name__}; `curbside run` tries again"
            )
        finally:
            self.has_ended = True
