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
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(workspace, conf, say))
    return 0


async def _serve(workspace: Workspace, conf: Schedule, say: Callable[[str], None]) -> None:
    """Prefect's runner, until stopped; with a run at once where one was missed."""
    # Not before the server stands: Prefect reads where it is when it is imported
    from prefect.client.orchestration import get_client
    from prefect.exceptions import TerminationSignal
    from prefect.runner import Runner
    from prefect.schedules import Cron
    from prefect.states import Scheduled
    from prefect.types.entrypoint import EntrypointType

    from curbside.flows.daily import scheduled

    name = f"curbside-{workspace.root.name}"
    runner = Runner(name=name, limit=1, pause_on_shutdown=True)
    served = await runner.aadd_flow(
        scheduled,
        name=name,
        schedule=Cron(conf.cron, timezone=conf.timezone),
        concurrency_limit=1,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # Asked only now that Prefect plans what comes: a time that passed while it started is nobody else's
    now = datetime.now(UTC)
    if timetable.last_run(workspace) and timetable.is_due(workspace, conf, now):
        say("a run was missed: it begins now")
        async with get_client() as client:
            # Named for its time: should Prefect have planned the same one, the second finds it done
            await client.create_flow_run_from_deployment(
                served, state=Scheduled(scheduled_time=timetable.last_due(conf, now))
            )
    with suppress(TerminationSignal):
        await runner.start()
