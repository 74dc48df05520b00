"""Answers on disk as they come, until the board's run lands whole: `<folder>/<board>/.<run_id>.part`.

What a killed run had received becomes a landing file of that run, stopped half-way, so that nothing is asked twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from curbside.extractors.base import Answer
from curbside.landing.file import BoardRun, Clean, alive, unwritten, write
from curbside.landing.runs import LandingError, is_run_id, path_of

STOPPED = "the run was stopped half-way; what had come is kept"
LINE = 1 << 20  # bytes of a head
BEFORE_BODY = [f.name for f in fields(Answer) if f.name != "body"]


class Spool:
    """One board's answers of one run. `keep` adds one, which a killed process leaves behind; `done` removes them all."""

    def __init__(self, folder: Path, run: BoardRun) -> None:
        """`run`: what is known of it as it begins. Raises LandingError for a name that is no file's."""
        self.path = path_of(folder, run.board, run.run_id).with_name(f".{run.run_id}.part")
        self._run = run
        self._file: Any = None

    def keep(self, answer: Answer) -> None:
        """Raises LandingError where the disk takes nothing more."""
        try:
            if self._file is None:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._file = os.fdopen(os.open(self.path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")
                self._add({**asdict(self._run), "pid": os.getpid()}, b"")
            self._add({name: getattr(answer, name) for name in BEFORE_BODY}, answer.body)
        except OSError as e:
            raise unwritten(self.path, e) from e

    def done(self) -> None:
        """The run has landed, or there is nothing to keep."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self.path.unlink(missing_ok=True)

    def _add(self, said: dict[str, Any], body: bytes) -> None:
        said |= {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}
        self._file.write(json.dumps(said, default=str).encode() + b"\n" + body + b"\n")
        self._file.flush()


def recover(folder: Path, board: str, clean: Clean | None = None) -> int:
    """Land what killed runs had received from the board; how many answers. A part whose writer lives is left alone."""
    count = 0
    for path in sorted((folder / board).glob(".*.part")):
        records = _records(path)
        said, _ = next(records, ({}, b""))
        writer = said.get("pid")
        if isinstance(writer, int) and writer != os.getpid() and alive(writer):
            continue
        answers = [a for one, body in records if (a := _answer(one, body))]
        with suppress(KeyError, TypeError, ValueError, LandingError):
            run = _stopped(said, answers)
            if answers and is_run_id(run.run_id) and run.board == board:
                write(folder, run, answers, clean)
                count += len(answers)
        path.unlink(missing_ok=True)
    return count


def drop(folder: Path, board: str, run_id: str) -> None:
    """Forget what a process that was killed had received within this run: its board is asked again."""
    path_of(folder, board, run_id).with_name(f".{run_id}.part").unlink(missing_ok=True)


def _stopped(said: dict[str, Any], answers: list[Answer]) -> BoardRun:
    run = BoardRun(**{f.name: said[f.name] for f in fields(BoardRun)})
    began = datetime.fromisoformat(str(run.started_at))
    ended = max([began, *(a.fetched_at for a in answers)])
    return replace(
        run, started_at=began, ended_at=ended, status="partial", error=STOPPED, fetched=len(answers), complete=False
    )


def _answer(said: dict[str, Any], body: bytes) -> Answer | None:
    with suppress(KeyError, TypeError, ValueError):
        known = {name: said[name] for name in BEFORE_BODY}
        return Answer(**{**known, "fetched_at": datetime.fromisoformat(known["fetched_at"])}, body=body)
    return None


def _records(path: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Heads and bodies, to the first that is not whole."""
    with suppress(OSError, ValueError, KeyError, TypeError), path.open("rb") as file:
        while line := file.readline(LINE):
            said = json.loads(line)
            body = file.read(int(said["size"]))
            if file.read(1) != b"\n" or hashlib.sha256(body).hexdigest() != said["sha256"]:
                return
            yield said, body
