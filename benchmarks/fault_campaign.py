"""Random kills and faults over commands and stages; afterwards an undisturbed run must end with the undisturbed rows.

    python benchmarks/fault_campaign.py --times 500 [--seed 7]

Each time: a copy of a workspace with one day of the sample boards, a command on the second day, and one fault at a random
moment: kill -9, SIGTERM, SIGINT, a file-size limit as a full disk, boards that answer nonsense, or two commands at once.
Then the faults end, the job runs once more, and every posting, opening, person and word is compared with a workspace
that nothing happened to. Prints a row a fault; ends with status 1 where a single time differs.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb

from curbside import demo
from curbside.demo import server

JOB = """
import sys
from pathlib import Path
from curbside.job import day, steps
from curbside.workspace import Workspace
place = Workspace(Path(sys.argv[1]))
with place.writing():
    day.alone(steps.prepare(place, [], lambda line: None))
"""
ROWS = {
    # Which postings are one opening; its id is that of the posting seen first, which a board in trouble may change.
    "postings": """select posting_id, title, employer_name, city, state, pay_min, closed_at is null,
        min(posting_id) over (partition by opportunity_id) from postings""",
    "people": "select person_id, name from people",
    "ties": "select person_id, other_id, kind from ties",
    "interactions": "select person_id, note from interactions",
}
COMMANDS = {
    "job": [],
    "rebuild": ["rebuild"],
    "digest": ["digest", "--format", "xlsx", "--format", "html"],
    "log": ["log", "Grace Lindqvist", "--how", "call", "--note", "campaign"],
    "backup": ["backup", "{root}.zip"],
    "forget": ["forget", "Samir Patel"],
}
FAULTS = ("kill", "terminate", "interrupt", "full disk", "boards", "two at once")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    args = parser.parse_args()
    end = time.monotonic() + args.minutes * 60
    with tempfile.TemporaryDirectory() as folder, server.serving(demo.openings()) as boards:
        return campaign(Campaign(Path(folder), boards, random.Random(args.seed)), args.times, end)


def campaign(it: Campaign, times: int, end: float) -> int:
    good: Counter[tuple[str, str]] = Counter()
    tried: Counter[tuple[str, str]] = Counter()
    for number in range(times):
        if time.monotonic() > end:
            break
        command = it.chance.choice(list(COMMANDS))
        fault = it.chance.choice(FAULTS if command == "job" else FAULTS[:4])
        wrong = it.once(number, command, fault)
        tried[command, fault] += 1
        good[command, fault] += not wrong
        if wrong:
            print(f"time {number}: {command}, {fault}: {wrong}", flush=True)
    print("| command | fault | the same afterwards |\n| --- | --- | --- |")
    for (command, fault), count in sorted(tried.items()):
        print(f"| {command} | {fault} | {good[command, fault]} of {count} |")
    print(f"| all | all | {good.total()} of {tried.total()} |")
    return int(good.total() != tried.total())


class Campaign:
    """The sample boards, a workspace after their first day, and what comes of an undisturbed second one."""

    def __init__(self, folder: Path, boards: server.Boards, chance: random.Random) -> None:
        self.folder, self.boards, self.chance = folder, boards, chance
        self.first = folder / "first"
        demo.lay_out(self.first, boards.urls)
        boards.day = 1
        self._run(self.first)
        boards.day = 2
        self.undisturbed: dict[bool, dict[str, list[tuple]]] = {}
        self.seconds = {name: 1.0 for name in COMMANDS}

    def _expected(self, forgotten: bool) -> dict[str, list[tuple]]:
        if forgotten not in self.undisturbed:
            place = self._copy(f"undisturbed-{forgotten}")
            if forgotten:
                subprocess.run(self._argv(place, "forget"), check=True, capture_output=True, env=quiet())
            began = time.monotonic()
            self._run(place)
            self.seconds["job"] = time.monotonic() - began
            self.undisturbed[forgotten] = rows(place)
        return self.undisturbed[forgotten]

    def once(self, number: int, command: str, fault: str) -> str:
        """What differs from the undisturbed workspace, if anything."""
        place = self._copy(f"time-{number}")
        try:
            words = journal(place)
            error = self._disturbed(place, command, fault)
            if "Traceback" in error:
                return "a traceback: " + error.splitlines()[-1]
            if command == "forget":  # given again, as a user would
                subprocess.run(self._argv(place, command), capture_output=True, env=quiet())
            expected = self._expected(command == "forget")
            self._run(place)
            found = rows(place)
            kept = journal(place)
            different = [t for t in ROWS if t != "interactions" and found[t] != expected[t]]
            different += [] if kept.startswith(words) or command == "forget" else ["journal"]
            left = [p.name for p in (place / "data").rglob("*") if p.name.endswith((".tmp", ".half", ".part", ".new"))]
            return ", ".join(different + [f"left {name}" for name in left])
        except subprocess.CalledProcessError as e:
            return f"the run afterwards failed: {(e.stderr or b'').decode().strip()[-200:]}"
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _disturbed(self, place: Path, command: str, fault: str) -> str:
        limit = self.chance.choice([0, 4096, 100_000, 2_000_000]) if fault == "full disk" else None
        began = time.monotonic()
        process = start(self._argv(place, command), limit)
        self.boards.broken = set(self.chance.sample(sorted(self.boards.urls), 2)) if fault == "boards" else set()
        if fault in ("kill", "terminate", "interrupt"):
            sent = {"kill": signal.SIGKILL, "terminate": signal.SIGTERM, "interrupt": signal.SIGINT}[fault]
            try:
                process.wait(self.chance.uniform(0.02, 1.0) * self.seconds[command])
            except subprocess.TimeoutExpired:
                process.send_signal(sent)
        if fault == "two at once":
            start(self._argv(place, command), None).communicate(timeout=600)
        _, error = process.communicate(timeout=600)
        if process.returncode == 0:
            self.seconds[command] = max(1.0, time.monotonic() - began)
        self.boards.broken = set()
        text = error.decode("utf-8", "replace")
        return "" if command == "job" else text  # the bare job says what it says to Python

    def _argv(self, place: Path, command: str) -> list[str]:
        if command == "job":
            return [sys.executable, "-c", JOB, str(place)]
        words = [word.replace("{root}", str(place)) for word in COMMANDS[command]]
        return [sys.executable, "-m", "curbside", "-C", str(place), *words]

    def _run(self, place: Path) -> None:
        subprocess.run([sys.executable, "-c", JOB, str(place)], check=True, capture_output=True, env=quiet())

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.first, self.folder / name))


def start(argv: list[str], limit: int | None) -> subprocess.Popen[bytes]:
    """A command whose files may grow to `limit` bytes only, as on a disk that is full."""
    return subprocess.Popen(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=quiet(), preexec_fn=limited(limit)
    )


def limited(limit: int | None) -> Callable[[], None] | None:
    def set_limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    return set_limit if limit is not None else None


def quiet() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE"))}


def journal(place: Path) -> bytes:
    file = place / "data" / "journal.jsonl"
    return file.read_bytes() if file.exists() else b""


def rows(place: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(str(place / "data" / "leads.duckdb"), read_only=True) as con:
        return {name: con.execute(f"{query} order by all").fetchall() for name, query in ROWS.items()}


if __name__ == "__main__":
    raise SystemExit(main())
