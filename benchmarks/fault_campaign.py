"""Kills and faults over every command and stage; afterwards an undisturbed run must end with the undisturbed rows.

    sudo nice python benchmarks/fault_campaign.py --times 500 --log campaign.jsonl [--seed 7]

Each time: a copy of a workspace with one day of the sample boards, a command on the second day, and one fault: kill -9,
SIGTERM or SIGINT at a random moment, kill -9 before, within or after a stage, a disk (tmpfs) that is full or read-only,
a board that answers one of sixteen wrong things, or a second command at once. Then the fault ends, the job runs once
more, and every posting, opening, person, tie, lead, insider and word is compared with a workspace that nothing happened
to. What a command says must hold no traceback and no fault of curbside's own, and nothing half-written may be left.

Commands that make something of their own (setup, demo, restore, backup, publish, an office's run, a schedule) are given
again afterwards, and must make what they make undisturbed.

The same command again (with the same --only) goes on where --log ends. Prints the figures so far every 25 times; ends
with status 1 where a single time differs. Full and read-only disks are mounted, which only root can.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import random
import resource
import shutil
import signal
import tempfile
import time
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import fault_boards
import fault_child
import fault_commands
import fault_disk
from fault_commands import COMMANDS, FILES, READING, STAY, WRITING

from curbside import demo
from curbside.job import day, steps
from curbside.workspace import Workspace

OPENING = "min(posting_id) over (partition by opportunity_id)"  # an opening's id is that of the posting seen first
ROWS = {
    "postings": f"select posting_id, title, employer_name, city, state, pay_min, closed_at is null, {OPENING} from postings",
    "people": "select name, emails, phones from people",
    "ties": "select p.name, q.name, t.kind from ties t join people p using (person_id) left join people q "
    "on q.person_id = t.other_id",
    "leads": "select title, employer_name, city, stage from leads",
    "insiders": "select o.title, o.employer_name, i.person, i.relation from insiders i join opportunities o "
    "using (opportunity_id)",
    "interactions": "select p.name, how, note from interactions i join people p using (person_id)",
}
SIGNALS = {"kill": signal.SIGKILL, "terminate": signal.SIGTERM, "interrupt": signal.SIGINT}
DISKS = ("full disk", "read-only disk")
SECONDS = ("run", "rebuild", "leads", "digest", "backup", "doctor")  # what is begun beside
DERIVING = tuple(name for name in fault_child.STAGES if name not in ("landing", "applying", "folding", "told"))
HALF = (".tmp", ".half", ".part", ".new")

Rows = dict[str, list[tuple]]


class Usual(NamedTuple):
    """What comes of a command that nothing disturbs."""

    rows: Rows  # after it and one more run
    seconds: float  # that it takes
    made: Any  # what it makes, if anything
    made_later: Any = None  # and after that run, where that is another day's


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--log", type=Path, help="a line a time; what it holds is not tried again")
    parser.add_argument("--only", action="append", help="of the plan, only what names this (may be repeated)")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="campaign-"))  # no TemporaryDirectory: a forked command would remove it
    try:
        log = args.log or folder / "log.jsonl"
        log.touch()
        campaign = Campaign(folder)
        try:
            return campaign.all(plan(args.times, args.seed, args.only or [""]), args.seed, log)
        finally:
            os.kill(campaign.boards, signal.SIGTERM)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def plan(times: int, seed: int, only: list[str]) -> list[tuple[str, str]]:
    """Every command with each of its faults once, in a random order, and runs and rebuilds with any for the rest."""
    root = os.geteuid() == 0
    faults = [*SIGNALS, *(DISKS if root else ())]
    stages = [f"{stage}, {moment}" for stage in fault_child.STAGES for moment in ("before", "within", "after")]
    boards = [f"board: {wrong}" for wrong in fault_boards.WRONG if wrong != "right"]
    beside = [f"beside {name}" for name in SECONDS]
    deriving = [stage for stage in stages if stage.split(",")[0] in DERIVING]
    pairs = [("run", fault) for fault in (*faults, *stages, *boards, *beside)]
    pairs += [("rebuild", fault) for fault in (*faults, *deriving, *beside)]
    pairs += [("forget", fault) for fault in (*faults, *deriving[::2])]
    pairs += [
        (name, fault) for name in (*WRITING, *FILES) for fault in faults if name not in ("run", "rebuild", "forget")
    ]
    pairs += [(name, f"beside {n}") for n, name in zip(SECONDS * 7, (*WRITING, *FILES), strict=False)]
    pairs += [(name, fault) for name in READING for fault in ("kill", *(DISKS if root else ("interrupt",)))]
    chance = random.Random(seed)
    chance.shuffle(pairs)
    again = [pair for pair in pairs if pair[0] in ("run", "rebuild", "forget")]
    pairs += [chance.choice(again) for _ in range(times)]
    return [pair for pair in pairs if any(word in f"{pair[0]}: {pair[1]}" for word in only)][:times]


class Campaign:
    """The sample boards, a workspace after their first day, and what comes of an undisturbed second one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.control, self.said = folder, folder / "boards.json", folder / "said.txt"
        self.cpu = 0.0
        self.set(1)
        self.boards, urls = fault_boards.start(self.control)
        self.names = sorted(urls)
        self.first = folder / "first"
        demo.lay_out(self.first, urls)
        fault_commands.prepare(self.first, self.does)
        self.run(self.first, datetime.now(UTC) - timedelta(days=3))
        self.finish(self.begin(self.first, "log"))
        fault_commands.later(self.first, self.does)
        with duckdb.connect(str(self.first / "data" / "leads.duckdb"), read_only=True) as con:
            (self.lead,) = con.execute("select min(lead_id) from leads").fetchone() or ("",)
        self.set(2)
        self.plain = self.after(self.copy("plain"))
        self.expected: dict[str, Usual] = {}

    def set(self, day: int, wrong: dict[str, str] | None = None) -> None:
        new = self.control.with_suffix(".new")
        new.write_text(json.dumps({"day": day, "wrong": wrong or {}}))
        new.replace(self.control)

    def all(self, pairs: list[tuple[str, str]], seed: int, log: Path) -> int:
        done = {found["time"]: found for found in map(json.loads, log.read_text().splitlines())}
        for number, (command, fault) in enumerate(pairs):
            if number in done:
                continue
            before = self.cpu
            wrong, said = self.once(random.Random(f"{seed} {number}"), number, command, fault)
            found = {"time": number, "command": command, "fault": fault, "wrong": wrong, "said": said}
            done[number] = found | {"cpu": round(self.cpu - before, 2)}
            with log.open("a") as out:
                out.write(json.dumps(done[number]) + "\n")
            if wrong:
                print(f"time {number}: {command}, {fault}: {wrong}", flush=True)
            if len(done) % 25 == 0:
                print(summary(list(done.values())), flush=True)
        print(table(list(done.values())))
        return int(any(found["wrong"] for found in done.values()))

    def once(self, chance: random.Random, number: int, command: str, fault: str) -> tuple[str, str]:
        """What differs from the undisturbed workspace, if anything; and the last line that the command said."""
        usual = self.usual(command)
        place = self.folder / f"time-{number}"
        with fault_disk.Disk(place, self.first, fault if fault in DISKS else None, chance) as disk:
            before, words = digest_of(place), journal(place)
            try:
                status = self.disturbed(chance, place, command, fault, usual.seconds)
                said = self.said.read_text("utf-8", "replace").strip()
                disk.mend()
                wrong = [f"said {word}" for word in fault_child.OURS if word in said]
                wrong += ["says nothing of its failure"] if status in (1, 2) and not said else []
                wrong += [] if is_whole(place / "curbside.toml") else ["curbside.toml is cut"]
                wrong += self.compared(place, command, fault, before, words, usual.rows)
                return ", ".join(wrong), said.splitlines()[-1][-300:] if said else ""
            except RuntimeError as e:
                return str(e), ""

    def disturbed(self, chance: random.Random, place: Path, command: str, fault: str, seconds: float) -> int:
        signalled = SIGNALS.get(fault)
        stage, _, moment = fault.partition(", ")
        if fault.startswith("board: "):
            self.set(2, dict.fromkeys(chance.sample(self.names, 2), fault.removeprefix("board: ")))
        at = (stage, moment, chance.uniform(0.001, 0.15)) if stage in fault_child.STAGES else (None, "", 0.0)
        child = self.begin(place, command, at=at)
        if fault.startswith("beside "):
            time.sleep(chance.uniform(0, 0.5))
            self.finish(other := self.begin(place, fault.removeprefix("beside "), "beside.txt"))
            if any(word in other.text for word in fault_child.OURS):
                raise RuntimeError("beside: " + other.text[-300:])
        if (signalled or command in STAY) and not child.wait(chance.uniform(0.02, 1.0) * seconds):
            child.send(signalled or signal.SIGINT)
        self.finish(child)
        self.set(2)
        return child.status or 0

    def compared(self, place: Path, command: str, fault: str, before: str, words: bytes, usual: Rows) -> list[str]:
        """What is not as it would be with the command, or without it; a word that was kept has its effect."""
        wrong = self.made_again(place, command, fault)
        if command == "forget":  # given again, as a user would
            self.finish(self.begin(place, command, "again.txt"))
        elif not journal(place).startswith(words):
            wrong.append("a word of the journal is lost")
        elif digest_of(place) == before:
            return wrong
        is_said = journal(place) != words
        (place / "curbside.toml").write_bytes((self.first / "curbside.toml").read_bytes())
        found = self.after(place)
        allowed = [usual] if is_said else [usual, self.plain]
        if found not in allowed:
            wrong += [name for name in ROWS if found[name] != allowed[-1][name]]
        left = [p.name for p in (place / "data").rglob("*") if p.name.endswith(HALF) or p.name.startswith(".nfs")]
        shown = [p.name for p in (place / "data").rglob("*") if p.stat().st_mode & 0o077]
        return wrong + [f"left {name}" for name in left] + [f"{name} is open to others" for name in shown]

    def made_again(self, place: Path, command: str, fault: str) -> list[str]:
        """What a command that makes something says and makes when it is given again, where that is not as undisturbed."""
        usual = self.usual(command)
        if usual.made is None:
            return []
        allowed = [usual.made]  # a run beside it may have gone before it, or have found it at work and ended
        allowed += [usual.made_later] if fault == "beside run" and usual.made_later else []
        fault_commands.clear(place, command)
        self.finish(child := self.begin(place, command, "again.txt"))
        wrong = [f"given again it says {word}" for word in fault_child.OURS if word in child.text]
        if child.status == 1 and "is there already" in child.text:  # `setup`, whose first run was cut short
            self.finish(child := self.begin(place, "run of setup", "again.txt"))
        if child.status not in (0, 3):
            return [*wrong, f"given again it ends with {child.status}: {child.text.strip()[-200:]}"]
        return wrong + ["it makes other than undisturbed"] * (self.made(place, command) not in allowed)

    def made(self, place: Path, command: str) -> Any:
        out = self.folder / "made.pickle"

        def does() -> None:
            out.write_bytes(pickle.dumps(fault_commands.made(command, place, rows)))

        self.finish(fault_child.calling(does, self.folder / "made.txt"), must=True)
        return pickle.loads(out.read_bytes())

    def usual(self, command: str) -> Usual:
        if command not in self.expected:
            place = self.copy("usual")
            child = self.begin(place, command)
            if command in STAY:
                child.wait(6)
                child.send(signal.SIGINT)
            self.finish(child)
            if child.status not in (0, 3, 130):
                print(f"undisturbed {command}: status {child.status}: {child.text.strip()[-300:]}", flush=True)
            made = self.made(place, command)
            (place / "curbside.toml").write_bytes((self.first / "curbside.toml").read_bytes())
            is_same = command in READING or command in FILES
            is_days = command == "publish"
            after = self.plain if is_same and not is_days else self.after(place)
            later = self.published(place, command) if is_days else None
            self.expected[command] = Usual(after, max(0.05, child.seconds), made, later)
            shutil.rmtree(place)
        return self.expected[command]

    def published(self, place: Path, command: str) -> Any:
        self.finish(self.begin(place, command), must=True)
        return self.made(place, command)

    def after(self, place: Path) -> Rows:
        """The published rows after one more run."""
        self.run(place)
        out = self.folder / "rows.pickle"
        self.finish(fault_child.calling(lambda: out.write_bytes(pickle.dumps(rows(place))), self.said), must=True)
        return pickle.loads(out.read_bytes())

    def run(self, place: Path, now: datetime | None = None) -> None:
        def does() -> None:
            with Workspace(place).writing():
                day.alone(steps.prepare(Workspace(place), [], print, now=now))

        self.finish(fault_child.calling(lambda: fault_child.settled(does), self.folder / "run.txt"), must=True)

    def finish(self, child: fault_child.Child, must: bool = False) -> None:
        if not child.wait():
            child.send(signal.SIGKILL)
            child.wait()
            raise RuntimeError("does not end")
        self.cpu += child.cpu
        if must and child.status:
            raise RuntimeError(f"the run afterwards failed: {child.text.strip()[-300:]}")

    def begin(self, place: Path, command: str, said: str = "said.txt", at: tuple[Any, ...] = ()) -> fault_child.Child:
        """Start one of the campaign's commands in `place`. `at`: stage, moment and seconds of its kill."""
        words = COMMANDS[command]
        words = words.split() if isinstance(words, str) else words
        named = {"root": place, "lead": getattr(self, "lead", "")}
        argv = ["-C", str(place), *(w.format(**named) if w.startswith("{") else w for w in words)]
        typed = self.folder / "typed.txt"
        typed.write_text(fault_commands.TYPED.get(command, "").format(**named))
        return fault_child.start(
            argv, self.folder / said, *at, environment=fault_commands.surroundings(place), typed=typed
        )

    def does(self, argv: list[str]) -> None:
        """One command of what is laid out before the campaign."""
        around = fault_commands.surroundings(self.first)
        self.finish(fault_child.start(argv, self.said, environment=around), must=True)

    def copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.first, self.folder / name))


def is_whole(config: Path) -> bool:
    """Whether the configuration still ends as it did: with the table that `prepare` wrote."""
    text = config.read_text("utf-8")
    return "keep" in tomllib.loads(text)


def journal(place: Path) -> bytes:
    file = place / "data" / "journal.jsonl"
    return file.read_bytes() if file.exists() else b""


def digest_of(place: Path) -> str:
    """Changes with any file that a run reads."""
    found = hashlib.sha256()
    for file in sorted(p for p in place.rglob("*") if p.is_file() and "tmp" not in p.parts[len(place.parts) :]):
        found.update(f"{file.relative_to(place)} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    return found.hexdigest()


def rows(place: Path) -> Rows:
    with duckdb.connect(str(place / "data" / "leads.duckdb"), read_only=True) as con:
        return {name: sorted(con.execute(query).fetchall(), key=repr) for name, query in ROWS.items()}


def summary(done: list[dict]) -> str:
    good, cpu = sum(not found["wrong"] for found in done), sum(found["cpu"] for found in done)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return f"{good} of {len(done)} the same; {cpu:.0f} CPU-seconds, {cpu / len(done):.1f} a time; at most {memory} MB"


def table(done: list[dict]) -> str:
    kinds: dict[str, Counter[bool]] = {}
    for found in done:
        kind = found["fault"]
        if kind.startswith(("board", "beside")):
            kind = "a board at fault" if kind[1] == "o" else "two at once"
        elif "," in kind:
            kind = "killed at a stage"
        kinds.setdefault(kind, Counter())[not found["wrong"]] += 1
    lines = [f"| {kind} | {count[True]} of {count.total()} |" for kind, count in sorted(kinds.items())]
    names = len({found["command"] for found in done})
    return "\n".join(["| fault | the same afterwards |", "| --- | --- |", *lines, f"{names} commands; {summary(done)}"])


if __name__ == "__main__":
    raise SystemExit(main())
