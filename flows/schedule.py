"""`curbside serve`: Prefect's scheduler runs the job at the times of `[schedule]`, one run at a time."""

from __future__ import annotations

import os
from collections.abc import Callable

from curbside import settings
from curbside.flows import server
from curbside.workspace import Workspace

SERVED = "CURBSIDE_SERVED"


def serve(workspace: Workspace, say: Callable[[str], None]) -> int:
    """Serve until stopped. Cron in the user's time zone, so that summer time moves no run. Raises WorkspaceError."""
    conf = settings.read(workspace.config).schedule
    say("starting Prefect on this machine …")
    os.environ[SERVED] = str(workspace.root)  # no parameter names a folder: whoever starts a run starts this one's
    with server.running(workspace, scheduler=True):
        # Not before the server stands: Prefect reads where it is when it is imported
        from prefect.schedules import Cron
        from prefect.types.entrypoint import EntrypointType

        from curbside.flows.daily import scheduled

        say(f"serving {workspace.root}: {conf.cron} {conf.timezone}; stop with Ctrl-C")
        scheduled.serve(
            name=f"curbside-{workspace.root.name}",
            schedule=Cron(conf.cron, timezone=conf.timezone),
            limit=1,
            global_limit=1,
            pause_on_shutdown=True,
            print_starting_message=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
    return 0
