"""`[engine] tasks`: boards pulled by the workers of a Dask cluster, through Prefect's own runner.

The boards of one host are one task, so that one worker alone asks it. Workers have the workspace's folder, and land what
comes in it; a worker that is killed is replaced by Dask, and its hosts are asked again. What the cluster does not bring,
this process pulls.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from prefect import flow, task
from prefect.client.schemas.objects import State
from prefect.futures import as_completed
from prefect.states import Completed, Failed

from curbside import extractors
from curbside.extractors.base import Board
from curbside.faults import CurbsideError
from curbside.flows.schedule import SERVED
from curbside.job import part
from curbside.job.day import Day
from curbside.workspace import Workspace

DAYS: dict[str, Day] = {}  # of this process, by run id: Prefect's parameters carry ids alone


@task(persist_result=False)
def pull_host(run_id: str, started_at: str, boards: list[str]) -> list[part.Part]:
    """The boards of one host, on a worker."""
    workspace = Workspace(Path(os.environ[SERVED]))
    with workspace.temporary():
        return part.pull(workspace, run_id, datetime.fromisoformat(started_at), boards)


@flow(name="curbside-hosts", persist_result=False, validate_parameters=False)
def pull_hosts(run_id: str, started_at: str, hosts: dict[str, list[str]]) -> State:
    """Every host's boards, wherever there is room. Red where a board failed or a host's task did.

    Each task has the tag `host:NAME`: a limit of one on it at a Prefect server keeps several runs there from asking the host at once.
    """
    tasks = [
        pull_host.with_options(tags=[f"host:{host}"]).submit(run_id, started_at, boards)
        for host, boards in hosts.items()
    ]
    bad = _taken(run_id, tasks)
    return Failed(message="\n".join(bad)) if bad else Completed(message="done")


def _taken(run_id: str, futures: list[Any]) -> list[str]:
    """What the cluster brings, to the day; what is wrong. A function of its own: Prefect sends the flow to the workers with
    what it names, and the day stays here."""
    bad = []
    for future in as_completed(futures):
        found = future.result(raise_on_failure=False)
        if not isinstance(found, list):
            bad.append(f"a host's task failed ({type(found).__name__}); its boards are pulled here")
            continue
        for one in found:
            DAYS[run_id].take(one)
            bad += [f"{one.board}: {one.status}: {one.failure or ''}"] if one.status != "done" else []
    return bad


def pull(day: Day) -> bool:
    """Have the cluster pull; whether it did. What it leaves is the caller's."""
    job = day.job
    os.environ[SERVED] = str(job.workspace.root)  # workers of a local cluster inherit it
    DAYS[job.run_id] = day
    day.expect()
    try:
        run = pull_hosts.with_options(task_runner=_runner(job.settings.engine.tasks or ""))
        state: State = run(job.run_id, job.now.isoformat(), hosts(list(job.boards.values())), return_state=True)
        return not state.is_crashed()
    except CurbsideError:
        raise
    except Exception as e:
        job.say(f"[engine] tasks: the cluster failed ({type(e).__name__}); boards are pulled here")
        return False
    finally:
        day.release()
        del DAYS[job.run_id]


def hosts(boards: list[Board]) -> dict[str, list[str]]:
    """Names of the boards by the host that they ask, the most first; files by themselves."""
    found: dict[str, list[str]] = {}
    for board in boards:
        host = urlsplit(board.url or extractors.family(board.family).url or "").hostname
        found.setdefault(host or f"file {board.name}", []).append(board.name)
    return dict(sorted(found.items(), key=lambda one: len(one[1]), reverse=True))


def _runner(tasks: str) -> Any:
    """Prefect's runner for `dask://local/2` (processes on this machine) or `dask://host:port` (a scheduler)."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise CurbsideError(
            "[engine] tasks: needs the extra `curbside[dask]`; `pip install 'curbside[dask]'`"
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of every worker that comes and goes
    parts = urlsplit(tasks)
    if parts.hostname != "local":
        return DaskTaskRunner(address=f"tcp://{parts.netloc}")
    workers = int(parts.path.strip("/") or 2)
    # TLS with keys of its own: another account of this machine could otherwise hand its code to the workers
    return DaskTaskRunner(
        cluster_kwargs={
            "n_workers": workers, "threads_per_worker": 8, "processes": True, "security": True,
            "dashboard_address": None, "silence_logs": 50,
        }
    )  # fmt: skip
