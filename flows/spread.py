"""`[engine] tasks`: boards pulled by the workers of a Dask cluster, through Prefect's own runner.

The boards of one host are one task, so that one worker alone asks it. Workers have the workspace's folder, and land what
comes in it, or hand it over by way of `[engine] exchange`; a worker that is killed is replaced by Dask, and its hosts are
asked again. What the cluster does not bring, this process pulls.
"""

from __future__ import annotations

import logging
import os
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from prefect import flow, task
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.client.schemas.objects import State
from prefect.concurrency.sync import concurrency
from prefect.exceptions import ObjectAlreadyExists
from prefect.futures import as_completed
from prefect.states import Completed, Failed

from curbside import extractors, storage
from curbside.extractors.base import Board
from curbside.faults import CurbsideError
from curbside.flows import server
from curbside.flows.schedule import SERVED
from curbside.job import exchange, part
from curbside.job.day import Day
from curbside.job.exchange import Brought, Exchange
from curbside.workspace import Workspace

# Of this process, by run id: Prefect's parameters carry ids alone
DAYS: dict[str, Day] = {}
EXCHANGES: dict[str, Exchange] = {}
CONTACT = "CURBSIDE_CONTACT"  # of a worker without the workspace: the e-mail address that boards may complain to


@task(persist_result=False)
def pull_host(run_id: str, started_at: str, boards: list[str], turn: str | None = None) -> list[part.Part]:
    """The boards of one host, on a worker. `turn`: the limit of Prefect's that lets one run at a time ask the host."""
    workspace = Workspace(Path(os.environ[SERVED]))
    with workspace.temporary(), _turn(turn):
        return part.pull(workspace, run_id, datetime.fromisoformat(started_at), boards)


@task(persist_result=False)
def pull_host_away(
    address: str, run_id: str, started_at: str, orders: list[exchange.Order], turn: str | None = None
) -> list[Brought]:
    """`pull_host` on a worker that shares no folder. What it is given goes by the cluster; Prefect's server keeps none of it."""
    with _turn(turn):
        contact = os.environ.get(CONTACT, "")
        return exchange.pull(address, run_id, datetime.fromisoformat(started_at), contact, orders)


@flow(name="curbside-hosts", persist_result=False, validate_parameters=False)
def pull_hosts(run_id: str, started_at: str, hosts: dict[str, list[str]], limited: list[str]) -> State:
    """Every host's boards, wherever there is room. Red where a board failed or a host's task did.

    Each task has the tag `host:NAME`; those of `limited` wait for their turn at the host.
    """
    tasks = [
        _submitted(run_id, started_at, f"host:{host}", boards, f"host:{host}" if host in limited else None)
        for host, boards in hosts.items()
    ]
    bad = _taken(run_id, tasks)
    return Failed(message="\n".join(bad)) if bad else Completed(message="done")


def _submitted(run_id: str, started_at: str, tag: str, boards: list[str], turn: str | None) -> Any:
    """A host's task, for workers with the workspace's folder or without."""
    away = EXCHANGES.get(run_id)
    if away is None:
        return pull_host.with_options(tags=[tag]).submit(run_id, started_at, boards, turn)
    orders = [away.orders[board] for board in boards]
    return pull_host_away.with_options(tags=[tag]).submit(away.address, run_id, started_at, orders, turn)


def _taken(run_id: str, futures: list[Any]) -> list[str]:
    """What the cluster brings, to the day; what is wrong. A function of its own: Prefect sends the flow to the workers with
    what it names, and the day stays here."""
    bad = []
    for future in as_completed(futures):
        found = future.result(raise_on_failure=False)
        if not isinstance(found, list):
            bad.append(f"a host's task failed ({type(found).__name__}); its boards are pulled here")
            continue
        for brought in found:
            one = EXCHANGES[run_id].collect(brought) if isinstance(brought, Brought) else brought
            if one is None:
                bad.append(f"{brought.board}: not handed over; pulled here")
                continue
            DAYS[run_id].take(one)
            bad += [f"{one.board}: {one.status}: {one.failure or ''}"] if one.status != "done" else []
    return bad


def limit(hosts: list[str]) -> list[str]:
    """A limit of one on each host at the user's own Prefect server, where other runs may ask the same hosts; one that is
    there already stays as it is. Returns the hosts that have one: none at a server that is this run's alone.
    """
    if not server.is_users():
        return []
    with get_client(sync_client=True) as client:
        for host in hosts:
            try:
                client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name=f"host:{host}", limit=1))
            except ObjectAlreadyExists:
                continue
    return hosts


def _limited(day: Day, hosts: list[str]) -> list[str]:
    """`limit`; a server that takes none is said, and the run goes on."""
    try:
        return limit(hosts)
    except Exception as e:
        day.job.say(f"Prefect's server takes no limits ({type(e).__name__}): another run there may ask a host as well")
        return []


def _turn(name: str | None) -> AbstractContextManager[None]:
    """A place of the limit while it is held; the server takes back that of a worker that was killed, after five minutes."""
    return nullcontext() if name is None else concurrency(name, raise_on_lease_renewal_failure=False)


def pull(day: Day) -> bool:
    """Have the cluster pull; whether it did. What it leaves is the caller's."""
    job, engine = day.job, day.job.settings.engine
    parts = hosts(list(job.boards.values()))
    try:
        if engine.exchange:
            parts = _sent(day, engine.exchange, parts)
        else:
            os.environ[SERVED] = str(job.workspace.root)  # workers of a local cluster inherit it
        return _pulled(day, engine.tasks or "", parts)
    except storage.StorageError as e:
        job.say(f"[engine] exchange: {e}; boards are pulled here")
        return True
    finally:
        if away := EXCHANGES.pop(job.run_id, None):
            away.close()


def _sent(day: Day, address: str, parts: dict[str, list[str]]) -> dict[str, list[str]]:
    """The hosts that workers ask, with what these must know at the address; boards of the others are begun here."""
    boards = day.job.boards
    goes = {host: names for host, names in parts.items() if all(exchange.may_go(boards[name]) for name in names)}
    for name in boards.keys() - {name for names in goes.values() for name in names}:
        day.begin(name)
    away = EXCHANGES[day.job.run_id] = Exchange(day.job, address)
    away.order([name for names in goes.values() for name in names])
    return goes


def _pulled(day: Day, tasks: str, parts: dict[str, list[str]]) -> bool:
    job = day.job
    DAYS[job.run_id] = day
    day.expect()
    try:
        run = pull_hosts.with_options(task_runner=_runner(tasks))
        limited = _limited(day, [host for host in parts if not host.startswith("file ")])
        state: State = run(job.run_id, job.now.isoformat(), parts, limited, return_state=True)
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
