"""The `curbside` command: words in, one module's function called, an exit status out."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import signal
import sys
import traceback
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from curbside.commands.parser import parser
from curbside.commands.terminal import say
from curbside.workspace import Workspace

DONE, FAILED, WRONG, BOARD_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
STOPPED = "stopped; what had landed is kept, and the next run goes on from there"


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status is the contract's (0 done, 1 failed, 2 wrong use, 3 a board failed)."""
    os.umask(0o077)
    args = parser().parse_args(argv)
    workspace = Workspace(folder(args.workspace, args.command))
    module, function = args.does.split(":")
    try:
        does = getattr(import_module(f"curbside.commands.{module}"), function)
        with workspace.temporary() if workspace.data.is_dir() else nullcontext():
            workspace.check()
            return int(does(workspace, args))
    except KeyboardInterrupt:
        return _say(STOPPED, INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as e:
        if is_stopped(e):
            return _say(STOPPED, INTERRUPTED)
        return _unexpected(e, workspace)


def is_stopped(error: BaseException) -> bool:
    """Whether a signal is behind it: within a query, DuckDB puts an error of its own in KeyboardInterrupt's place, and the
    roll-back of the transaction may fail in turn."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, KeyboardInterrupt) or (
            isinstance(behind, RuntimeError) and "Query interrupted" in str(behind)
        ):
            return True
        behind = behind.__cause__ or behind.__context__
    return False


def folder(named: str | None, command: str) -> Path:
    """The workspace: as named, else $CURBSIDE_WORKSPACE, else this folder if it is one, else ~/curbside."""
    named = named or os.environ.get("CURBSIDE_WORKSPACE")
    home = Path("~/curbside").expanduser()
    if named:
        return Path(named).expanduser().resolve()
    try:
        here = Path.cwd()
    except FileNotFoundError:  # removed beneath the terminal
        here = home
    if (here / "curbside.toml").exists() or command == "init":
        return here
    return home.resolve() if command in ("setup", "open") or home.is_dir() else here


def entry() -> None:
    """The process's way in and out.

    It leaves without tearing the interpreter down: DuckDB's and Prefect's modules, loaded together, print a page of
    "nanobind: leaked" lines there (cosmetic, cause not found).
    """
    gc.set_threshold(100_000, 20, 20)  # to look for garbage among what is imported is a twentieth of a run
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a shutdown ends a command as Ctrl-C does
    try:
        status = main()
    except SystemExit as e:
        status = e.code if isinstance(e.code, int) else WRONG
    except KeyboardInterrupt:  # while the words were read
        status = _say(STOPPED, INTERRUPTED)
    for ends in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ends, signal.SIG_IGN)  # all is done; nothing is left to stop
    if "prefect" not in sys.modules and "polars" not in sys.modules:
        raise SystemExit(status)
    logging.shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _unexpected(error: Exception, workspace: Workspace) -> int:
    """One line for a fault of ours or of the machine; the frames (never values: they may name people) go to a file."""
    from curbside.faults import line_and_status

    known = line_and_status(error, workspace)
    if known:
        return _say(*known)
    frames = traceback.extract_tb(error.__traceback__)
    rooms = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [f for f, room in zip(frames, rooms, strict=True) if room.startswith("curbside.")][-1]
    where = f"{Path(ours.filename).parent.name}/{Path(ours.filename).name}, line {ours.lineno}"
    note = ""
    if workspace.data.is_dir() and os.access(workspace.data, os.W_OK):
        log = workspace.data / "fault.txt"
        log.write_text("".join(traceback.format_list(frames)) + type(error).__name__ + "\n")
        note = f"; where it happened is in {log}"
    return _say(
        f"a fault of curbside's own: {type(error).__name__} at {where}{note}; nothing of yesterday is lost", FAILED
    )


def _say(text: str, status: int) -> int:
    say(f"curbside: {text}")
    return status
