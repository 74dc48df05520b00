"""Forty members' office run against one member's own run: `python benchmarks/office.py [members] [days]`.

One member's run is `curbside run` as she would type it, pull and Prefect included; the office's is `curbside office run`.
Boards are served on loopback, each member has a network of her own. Wall time and processor seconds, those of every process that a command
begets included: on a machine that does other work the second say more.
"""

from __future__ import annotations

import csv
import ctypes
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from curbside import demo
from curbside.demo import server
from curbside.office import members
from curbside.office.config import Place
from curbside.workspace import Workspace

CONTACTS = 500
WORDS = "Adler Boone Castor Dunmore Ellery Fenwick Garrick Hollis Ingram Jarvis Keaton Lowell Mercer Norwood".split()


def network(folder: Path, number: int) -> None:
    """A member's own contacts, some at hospitals of the demo."""
    rng = random.Random(number)
    employers = ["Harbor Light Medical Center", "Lakeview University Medical Center", "Millbrook Community Hospital"]
    with (folder / "network" / "known.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "employer", "city", "state", "kind", "institution", "start", "end"])
        for n in range(CONTACTS):
            name = f"{rng.choice(WORDS)[:4]}{n} {rng.choice(WORDS)}{number}"
            employer = rng.choice(employers) if n % 10 == 0 else f"{rng.choice(WORDS)} Clinic {n % 97}"
            writer.writerow(
                [name, employer, "Columbus", "OH", "residency", employers[n % 3], 2012 + n % 9, 2015 + n % 9]
            )


def me(number: int) -> str:
    return (
        f'[me]\nname = "Member {number} Sample, MD"\nspecialties = ["Cardiovascular Disease"]\n[[search]]\n'
        'name = "cardiology"\nstates = ["OH"]\n[[search]]\nname = "all"\nspecialties = []\n'
    )


def adopt() -> None:
    """Processes whose parents end before them become this one's, so that what they used is counted (Linux)."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def used() -> float:
    """Processor seconds of all who have ended; waits for those who still run."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            spent = resource.getrusage(resource.RUSAGE_CHILDREN)
            return spent.ru_utime + spent.ru_stime


def command(folder: Path, *words: str) -> tuple[float, float]:
    """Wall and processor seconds of `curbside WORDS` in `folder`."""
    before, began = used(), time.monotonic()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE"))}
    done = subprocess.run(
        [sys.executable, "-m", "curbside", "-C", str(folder), *words],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.monotonic() - began
    if done.returncode != 0:
        print(done.stdout, done.stderr)
    return took, used() - before


def main() -> None:
    count, days = (int(a) for a in [*sys.argv[1:], *("40", "2")[len(sys.argv) - 1 :]])
    os.umask(0o077)
    adopt()
    with tempfile.TemporaryDirectory() as temporary, server.serving(demo.openings()) as boards:
        root = Path(temporary)
        demo.lay_out(root / "one", boards.urls)
        text = (root / "one" / "curbside.toml").read_text()
        own = "[[board]]" + text.split("[[board]]", 1)[1].split('[[board]]\nname = "hand-kept"')[0]
        network(root / "one", 0)
        (root / "one" / "curbside.toml").write_text(f'{me(0)}{own}[network]\nroster = ["network/known.csv"]\n')

        place = Place(Workspace(root / "office"))
        members.init(place)
        (root / "office" / "curbside.toml").write_text(
            f'[me]\nname = "The office"\n[[search]]\nname = "everything"\nspecialties = []\n{own}'
        )
        for number in range(count):
            home = members.add(place, f"m{number}", None).root
            text = (home / "curbside.toml").read_text()
            hub = text[text.index("[[board]]") : text.index("# What the office may see")]
            (home / "curbside.toml").write_text(f'{me(number)}{hub}[network]\nroster = ["network/known.csv"]\n')
            network(home, number)
        print(f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores\n")
        print(
            f"| day | one member, `curbside run` | {count} members, `curbside office run` | ratio | of processor time |"
        )
        print("| --- | --- | --- | --- | --- |")
        for day in range(1, days + 1):
            one, every = command(root / "one", "run"), command(root / "office", "office", "run")
            print(
                f"| {day} | {one[0]:.1f} s, {one[1]:.1f} of CPU | {every[0]:.1f} s, {every[1]:.1f} of CPU "
                f"| {every[0] / one[0]:.1f} | {every[1] / one[1]:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
