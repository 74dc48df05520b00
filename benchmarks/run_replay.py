"""The whole job on the replay's nine boards, beside a bare thread pool of requests for the same pages.

    python benchmarks/run_replay.py

Floor, measured in the same run: a bare pool asking for exactly the addresses that the job asked for, and an empty
Prefect flow in a process of its own. Wanted: run <= 2 x pool + empty flow + 3 s. Needs a replay: CURBSIDE_REPLAY names its folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]
SERVE = Path(os.environ.get("CURBSIDE_REPLAY", "replay")).resolve() / "serve.py"
LACKING = (
    "needs CURBSIDE_REPLAY: a folder with serve.py, which shows ten days of eight boards on loopback and writes their"
    " addresses to --urls; too large for this repository"
)
FAMILIES = {
    "doccafe": "jsonld",
    "practicematch": "jsonld",
    "hospitalrecruiting": "jsonld",
    "medicusfirm": "jsonld",
    "jama": "madgex",
    "healthcareercenter": "rss",
    "radworking": "xmlfeed",
    "usajobs": "usajobs",
}
HEADERS = {"Authorization-Key": "k", "User-Agent": "ana@example.org"}
EMPTY_FLOW = """
import curbside.flows
from prefect import flow
@flow
def empty(): pass
empty()
"""
WORKERS = 16


def main() -> int:
    if not SERVE.exists():
        print(LACKING)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with serving(place, "--only", ",".join(FAMILIES)) as urls:
            lay_out(place, urls)
            run = seconds([sys.executable, "-m", "curbside", "-C", str(place), "run"], place)
            again = seconds([sys.executable, "-m", "curbside", "-C", str(place), "run"], place)
            asked = [(u, p) for u in urls.values() for p in paths(u)]
            pool = bare_pool([u + p for u, p in asked])
            flow = seconds([sys.executable, "-c", EMPTY_FLOW], place)
    print(f"{len(asked)} requests; bare pool {pool:.1f} s; empty Prefect flow {flow:.1f} s")
    print(f"first run {run:.1f} s; second run {again:.1f} s")
    print(f"(run - empty flow - 3 s) / pool = {(run - flow - 3) / pool:.2f}   (wanted: at most 2)")
    return 0


@contextmanager
def serving(folder: Path, *words: str, serve: Path = SERVE) -> Iterator[dict[str, str]]:
    """serve.py with further `words` of its command line; yields board → base URL."""
    file = folder / "urls.json"
    file.unlink(missing_ok=True)
    command = [sys.executable, str(serve), "--urls", str(file), *words]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    try:
        while not (file.exists() and file.read_text().endswith("}")):
            if process.poll() is not None:
                raise SystemExit("serve.py did not start")
            time.sleep(0.1)
        yield json.loads(file.read_text())
    finally:
        process.stdin.close()
        process.wait()


def lay_out(place: Path, urls: dict[str, str]) -> None:
    boards = "".join(
        f'[[board]]\nname = "{n}"\nfamily = "{FAMILIES[n]}"\nurl = "{u}"\nmin_interval = 0\n' for n, u in urls.items()
    )
    text = '[me]\nname = "A"\nemail = "ana@example.org"\n[[search]]\nname = "any"\nspecialties = []\n'
    (place / "curbside.toml").write_text(text + boards)
    (place / ".env").write_text("CURBSIDE_USAJOBS_KEY=k\nCURBSIDE_USAJOBS_EMAIL=ana@example.org\n")


def seconds(words: list[str], place: Path) -> float:
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
    started = time.perf_counter()
    done = subprocess.run(
        words, env=env | {"PREFECT_HOME": str(place / "data/prefect")}, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words[:4])} ended with {done.returncode}: {done.stderr[-500:]}")
    return time.perf_counter() - started


def paths(url: str) -> list[str]:
    """What the first run asked of a board: everything before its second robots.txt."""
    found = [json.loads(line)["path"] for line in requests.get(url + "/__log", timeout=30).text.splitlines()]
    second = [i for i, path in enumerate(found) if path == "/robots.txt"]
    return found[: second[1]] if len(second) > 1 else found


def bare_pool(addresses: list[str]) -> float:
    own = threading.local()

    def get(address: str) -> int:
        if not hasattr(own, "session"):
            own.session = requests.Session()
        return len(own.session.get(address, headers=HEADERS, timeout=30).content)

    started = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(get, addresses))
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
