"""`curbside serve`: Prefect's scheduler runs the job at the times of `[schedule]`, one run at a time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from curbside import settings
from curbside.flows import server
from curbside.job import timetable
from curbside.settings import Schedule
from curbside.workspace import Workspace

SERVED = "CURBSIDE_SERVED"


def serve(workspace: Workspace, say: Callable[[str], None]) -> int:
    """Serve until stopped. Cron in the user's time zone, so that summer time moves no run. Raises WorkspaceError."""
    conf = settings.read(workspace.config).schedule
    say("starting Prefect on this machine …")
    os.environ[SERVED] = str(workspace.root)  # no parameter names a folder: whoever starts a run starts this one's
    with server.running(workspace, scheduler=True):
        say(f"serving {workspace.root}: {conf.cron} {conf.timezone}; stop with Ctrl-C")
        missed = bool(timetable.last_run(workspace)) and timetable.is_due(workspace, conf, datetime.now(UTC))
        if missed:
            say("a run was missed: it begins now")
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(f"curbside-{workspace.root.name}", conf, missed))
    return 0


async def _serve(name: str, conf: Schedule, missed: bool) -> None:
    """Prefect's runner, until stopped; `missed`: with a run at once."""
    # Not before the server stands: Prefect reads where it is when it is imported
    from prefect.client.orchestration import get_client
    from prefect.exceptions import TerminationSignal
    from prefect.runner import Runner
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from curbside.flows.daily import scheduled

    runner = Runner(name=name, limit=1, pause_on_shutdown=True)
    served = await runner.aadd_flow(
        scheduled,
        name=name,
        schedule=Cron(conf.cron, timezone=conf.timezone),
        concurrency_limit=1,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    if missed:
        async with get_client() as client:
            await client.create_flow_run_from_deployment(served)
    with suppress(TerminationSignal):
        await runner.start()
