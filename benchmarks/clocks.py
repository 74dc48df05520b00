"""The schedule under clocks that move: `serve`, cron and a Prefect worker as real processes.

    python benchmarks/clocks.py serve|nights|timer|worker … [--cron /usr/sbin/cron]

Each part lays out the sample workspace, starts what makes the day's run, and moves the clock of those processes alone:
to just before a due time, over one or several while they are stopped (a laptop asleep: SIGSTOP, SIGCONT), back, and
through nights of 23 and 25 hours. Printed: a line a step, with the runs that began and what was due; ends with status 1
where one differs. Needs gcc, for the small library that moves the clock (clock.c); `timer` also cron and root: its
spool is mounted over in a namespace of its own. (libfaketime 0.9.10 was tried: with the monotonic clock left alone
`time.sleep` of Python 3.11 fails under it, with that faked threads hang. Timers of the kernel, which systemd waits by,
neither of the two moves.)
"""

from __future__ import annotations

import argparse
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil

from curbside import demo, landing
from curbside.demo import server
from curbside.job import day, steps
from curbside.workspace import Workspace

HOME = ZoneInfo("America/New_York")
SOURCE = Path(__file__).with_name("clock.c")
QUIET = 25  # seconds in which a second run would have begun
PATIENCE = 240
REPOSITORY = Path(__file__).resolve().parent.parent


class Clock:
    """A workspace, and the clock of what is begun in it."""

    def __init__(self, folder: Path) -> None:
        self.place, self.file = Workspace(folder / "mine"), folder / "clock"
        self.said = folder / "said.txt"
        self.bad = 0
        self.seen = 0
        library = folder / "clock.so"
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
        self.file.write_bytes(struct.pack("d", 0))
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE"))} | {
            "LD_PRELOAD": str(library),
            "CLOCK_AHEAD": str(self.file),
        }

    def set(self, text: str, zone: ZoneInfo = HOME, fold: int = 0) -> datetime:
        """Move the clock, to "2027-03-14 05:59:50" of `zone`; `fold` 1: the second of two hours of one name."""
        at = datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)
        with self.file.open("r+b") as said:
            said.write(struct.pack("d", round((at - datetime.now(UTC)).total_seconds())))
        return at

    @property
    def runs(self) -> list[datetime]:
        """When runs began, by the faked clock, in their order."""
        found = dict.fromkeys(run_id for run_id, _ in landing.runs(self.place.landing))
        return [landing.started(run_id) for run_id in found]

    def settle(self) -> None:
        """Until no run is under way."""
        end = time.monotonic() + PATIENCE
        while self.place.done() != landing.newest(self.place.landing) and time.monotonic() < end:
            time.sleep(0.5)

    def expect(self, what: str, count: int, within: tuple[str, int] | None = None, zone: ZoneInfo = HOME) -> None:
        """So many runs since the last step, and no more. `within`: the time, and seconds, in which the last began."""
        end = time.monotonic() + PATIENCE
        while len(self.runs) < self.seen + count and time.monotonic() < end:
            time.sleep(0.5)
        if count:
            self.settle()
        time.sleep(QUIET)
        self.settle()
        new = self.runs[self.seen :]
        self.seen += len(new)
        good = len(new) == count
        if good and within:
            due = datetime.fromisoformat(within[0]).replace(tzinfo=zone).astimezone(UTC)
            good = timedelta(0) <= new[-1] - due <= timedelta(seconds=within[1])
        began = ", ".join(f"{at.astimezone(zone):%m/%d %H:%M:%S %Z}" for at in new) or "none"
        print(f"{'as due' if good else 'DIFFERS'} | {what} | {began}", flush=True)
        self.bad += not good

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One command of curbside under the clock."""
        argv = [sys.executable, "-m", "curbside", "-C", str(self.place.root), *words]
        return subprocess.run(argv, capture_output=True, text=True, env=self.environment | more, timeout=600)

    @contextmanager
    def running(self, argv: list[str], cwd: Path | None = None, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        with self.said.open("ab") as said:
            process = subprocess.Popen(
                argv, env=self.environment | more, stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd=cwd,
                start_new_session=True,
            )  # fmt: skip
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                for one in tree(process):
                    one.kill()

    @contextmanager
    def serving(self, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        with self.running([sys.executable, "-m", "curbside", "-C", str(self.place.root), "serve"], **more) as process:
            end = time.monotonic() + PATIENCE
            while b"stop with Ctrl-C" not in self.said.read_bytes() and time.monotonic() < end:
                time.sleep(0.5)
            yield process
        self.said.write_bytes(b"")

    @contextmanager
    def asleep(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Every process of it stopped, as by a lid that is shut."""
        every = tree(process)
        for one in every:
            one.suspend()
        yield
        for one in every:
            one.resume()

    def schedule(self, cron: str, zone: str = "America/New_York") -> None:
        text = self.place.config.read_text("utf-8").partition("[schedule]")[0]
        self.place.config.write_text(f'{text}[schedule]\ncron = "{cron}"\ntimezone = "{zone}"\n', "utf-8")

    def first(self, text: str) -> None:
        """The run of an earlier day, as of `text`."""
        now = datetime.fromisoformat(text).replace(tzinfo=HOME).astimezone(UTC)
        with self.place.writing():
            day.alone(steps.prepare(self.place, [], lambda line: None, now=now))
        self.seen = len(self.runs)


def tree(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The process and all below it."""
    top = psutil.Process(process.pid)
    return [top, *top.children(recursive=True)]


def serve(clock: Clock) -> None:
    """`serve` at home: missed, asleep, set back, a night of 23 hours."""
    clock.first("2027-03-12 06:00")
    clock.set("2027-03-13 09:00:00")
    with clock.serving() as process:
        clock.expect("started three hours after the time: made up", 1)
        with clock.asleep(process):
            clock.set("2027-03-14 05:59:50")
        clock.expect("a night of 23 hours, asleep until ten seconds before six", 1, ("2027-03-14 06:00", 60))
        with clock.asleep(process):
            clock.set("2027-03-17 08:00:00")
        clock.expect("asleep over three times: made up once", 1)
        clock.set("2027-03-17 05:59:50")
        clock.expect("set back by two hours: six comes again, no second run", 0)
        clock.set("2027-03-16 05:59:50")
        clock.expect("set back by a day", 0)
        clock.set("2027-03-18 05:59:50")
        clock.expect("set right, the next day", 1, ("2027-03-18 06:00", 60))
        with clock.asleep(process):
            clock.set("2027-03-19 06:00:20")
        time.sleep(1)
        while len(clock.runs) == clock.seen:
            time.sleep(0.2)
        other, timer = clock.command("run"), clock.command("run", "--if-due")
        good = other.returncode == 1 and "another curbside is writing" in other.stderr and timer.returncode == 0
        print(f"{'as due' if good else 'DIFFERS'} | a second `run` meanwhile: {other.stderr.strip()[-90:]}")
        print(f"       | `run --if-due` meanwhile: {timer.stderr.strip()[-90:]}")
        clock.bad += not good
        clock.expect("and the run itself", 1)
    clock.set("2027-03-19 09:00:00")
    with clock.serving():
        clock.expect("stopped and started again on the same day: nothing is made up", 0)


def nights(clock: Clock) -> None:
    """A night of 25 hours, with a time that comes twice; away from home."""
    clock.first("2026-10-31 01:30")
    clock.schedule("30 1 * * *")
    clock.set("2026-11-01 01:29:50")
    with clock.serving():
        clock.expect("half past one, daylight time", 1, ("2026-11-01 01:30", 60))
        clock.set("2026-11-01 01:29:50", fold=1)
        clock.expect("half past one comes again, standard time", 0)
    clock.schedule("30 2 * * *")
    clock.set("2027-03-14 00:30:00")
    clock.first("2027-03-13 02:30")
    with clock.serving():
        clock.set("2027-03-14 01:59:50")
        clock.expect("a night without half past two: nothing at three", 0)
        clock.set("2027-03-14 03:29:50")
        clock.expect("and one run at half past three", 1, ("2027-03-14 03:30", 60))
    clock.schedule("0 6 * * *")
    clock.set("2027-05-01 11:59:50", ZoneInfo("Europe/Paris"))
    clock.first("2027-04-30 06:00")
    with clock.serving(TZ="Europe/Paris"):
        clock.expect("in Paris, noon there is six at home", 1, ("2027-05-01 06:00", 60))
    clock.set("2027-05-02 06:30:00", ZoneInfo("Asia/Tokyo"))
    with clock.serving(TZ="Asia/Tokyo"):
        clock.expect("on to Tokyo, started at half past six there, half past five at home the day before", 0)


def timer(clock: Clock, cron: str = "cron") -> None:
    """The line that `schedule install --with cron` writes, by a real cron: hours, a night of 23, one that was slept over."""
    spool = clock.said.with_name("spool")
    (spool / "crontabs").mkdir(parents=True)
    table = spool / "crontabs" / "root"
    around = "".join(
        f"{k}={clock.environment[k]}\n" for k in clock.environment if k in ("LD_PRELOAD", "CLOCK_AHEAD", "HOME")
    )
    tools = clock.said.with_name("bin")
    tools.mkdir()
    (tools / "crontab").write_text(
        f'#!/bin/sh\nif [ "$1" = -l ]; then cat {table}; else cat > {table}.new; mv {table}.new {table}; fi\n'
    )
    (tools / "crontab").chmod(0o755)
    table.write_text(around)
    clock.first("2027-03-12 06:00")
    clock.set("2027-03-13 08:59:30")
    done = clock.command("schedule", "install", "--with", "cron", PATH=f"{tools}:{os.environ['PATH']}")
    table.chmod(0o600)
    print(done.stdout.strip(), done.stderr.strip())
    mounted = (
        "mount -t tmpfs spool /var/spool && mkdir /var/spool/cron && "
        f"mount --bind {spool} /var/spool/cron && exec {cron} -f"
    )
    with clock.running(["unshare", "-m", "sh", "-c", mounted]) as process:
        clock.expect("three hours after the time: made up at the next hour", 1, ("2027-03-13 09:00", 60))
        clock.set("2027-03-13 09:59:50")
        clock.expect("the hour after: nothing", 0)
        clock.set("2027-03-14 01:59:50")
        clock.expect("the night of 23 hours: its hour that does not come", 0)
        clock.set("2027-03-14 05:59:50")
        clock.expect("six", 1, ("2027-03-14 06:00", 60))
        with clock.asleep(process):
            clock.set("2027-03-17 08:59:50")
        clock.expect("asleep over three times: made up once", 1)
        clock.set("2027-03-17 05:59:50")
        clock.expect("set back by three hours: six comes again, no second run", 0)
        clock.set("2027-03-19 05:59:50")
        clock.expect("two days later", 1, ("2027-03-19 06:00", 60))


def worker(clock: Clock) -> None:
    """`prefect.yaml`, a server, a work pool and a worker that is away for days."""
    port = 4000 + os.getpid() % 1000
    prefect = [sys.executable, "-m", "prefect"]
    clock.environment |= {
        "PREFECT_HOME": str(clock.said.with_name("prefect")), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "CURBSIDE_WORKSPACE": str(clock.place.root), "PREFECT_SERVER_ANALYTICS_ENABLED": "0",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip

    def ask(*words: str) -> None:
        done = subprocess.run(
            [*prefect, *words], env=clock.environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=200
        )
        if done.returncode:
            raise SystemExit(f"prefect {' '.join(words)}: {done.stdout[-500:]}{done.stderr[-500:]}")

    pool = [*prefect, "worker", "start", "--pool", "curbside"]
    clock.first("2027-03-12 06:00")
    clock.set("2027-03-12 09:00:00")
    with clock.running([*prefect, "server", "start", "--port", str(port), "--no-ui"]):
        time.sleep(40)
        ask("work-pool", "create", "curbside", "--type", "process")
        ask("work-pool", "update", "curbside", "--concurrency-limit", "1")
        ask("--no-prompt", "deploy", "--name", "daily")
        clock.set("2027-03-15 09:00:00")
        with clock.running(pool, REPOSITORY) as process:
            clock.expect("the worker was away over three times: made up once", 1)
            with clock.asleep(process):
                clock.set("2027-03-18 08:00:00")
            clock.expect("the worker asleep over three more: once", 1)
            clock.set("2027-03-19 05:59:50")
            clock.expect("six", 1, ("2027-03-19 06:00", 90))
    clock.set("2027-03-21 09:00:00")
    with clock.running([*prefect, "server", "start", "--port", str(port), "--no-ui"]):
        time.sleep(40)
        with clock.running(pool, REPOSITORY):
            clock.expect("server and worker were away over two times: made up once", 1)


PARTS: dict[str, Callable[..., None]] = {"serve": serve, "nights": nights, "timer": timer, "worker": worker}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="all where none is named")
    parser.add_argument("--cron", default="cron", help="the daemon that `timer` starts")
    args = parser.parse_args()
    bad = 0
    for part in args.part or PARTS:
        with (
            tempfile.TemporaryDirectory(prefix="clocks-", ignore_cleanup_errors=True) as folder,
            server.serving(demo.openings()) as boards,
        ):
            boards.day = 1
            clock = Clock(Path(folder))
            demo.lay_out(clock.place.root, boards.urls)
            print(f"--- {part}", flush=True)
            PARTS[part](clock, args.cron) if part == "timer" else PARTS[part](clock)
            if clock.bad:
                print(clock.said.read_text("utf-8", "replace")[-3000:])
            bad += clock.bad
    return int(bad > 0)


if __name__ == "__main__":
    raise SystemExit(main())
