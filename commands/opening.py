"""The command `open`: a page on this machine to act on. What is said there goes through the same commands as here."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import webbrowser
from collections.abc import Sequence
from typing import TYPE_CHECKING

from curbside.commands import terminal
from curbside.commands.keeping import TAKES_BACK
from curbside.commands.terminal import say, write
from curbside.workspace import Workspace

if TYPE_CHECKING:
    from curbside.page.desk import Do


def open_page(workspace: Workspace, args: argparse.Namespace) -> int:
    """Serve the page on 127.0.0.1 until Ctrl-C or a shutdown, and open it in the browser."""
    from curbside.page import server
    from curbside.page.desk import Desk

    workspace.make_private()
    desk = Desk(workspace, commands(workspace))
    try:
        with server.listening(args.port or 0) as (listener, gate):
            write(gate.address)
            sys.stdout.flush()
            if desk.is_new():
                say(f"nothing is set up in {workspace.root} yet: the page begins with that")
            say("open it once, in one browser on this machine; Ctrl-C ends")
            if not args.no_browser and _has_browser():
                threading.Thread(target=webbrowser.open, args=[gate.address], daemon=True).start()
            server.serve(desk, gate, listener)
    except KeyboardInterrupt:  # Ctrl-C, or a shutdown
        desk.close()
    say("closed; what you said is kept")
    return 0


def commands(workspace: Workspace) -> Do:
    """A function that runs a command in this process and tells what it said."""
    from curbside.commands.cli import main
    from curbside.page.desk import Heard

    def do(words: Sequence[str]) -> Heard:
        with terminal.heard() as lines:
            try:
                status = main(["-C", str(workspace.root), *words])
            except SystemExit as e:  # the parser's
                status = e.code if isinstance(e.code, int) else 2
        notes = tuple(text.removeprefix("curbside: ") for kind, text in lines if kind == "note" and text != TAKES_BACK)
        return Heard(status, tuple(text for kind, text in lines if kind == "told"), notes)

    return do


def _has_browser() -> bool:
    """A browser with a window; one in the terminal would take the terminal from us."""
    return sys.platform in ("darwin", "win32") or any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
    )
