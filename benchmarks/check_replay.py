"""What the replay's boards see of curbside: how often, how fast, which addresses, and how little the second time.

    python benchmarks/check_replay.py [--limit 60] [--interval 0.1]

Every board of serve.py is pulled side by side as the job does it: on day 3, on day 3 again, and on day 4; `jama` is
configured twice, so that two boards share a host. Read from each board's `/__log`: no address that its robots.txt
forbids, no two requests sooner than `--interval`, no more requests than lists, news and postings that left a feed. Ends
with an error where one of these does not hold. Needs a replay: CURBSIDE_REPLAY names its folder.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from run_replay import FAMILIES, LACKING, SERVE, serving

from curbside.extractors.web.robots import Robots
from curbside.job import steps
from curbside.workspace import Workspace

PORT = 18900
START = datetime(2026, 10, 1, 6, tzinfo=UTC)
BOARDS = {  # board → (family, account); the rest of serve.py's are in FAMILIES
    "greenhouse": ("greenhouse", "acme"),
    "lever": ("lever", "acme"),
    "ashby": ("ashby", "acme"),
    "smartrecruiters": ("smartrecruiters", "Knight"),
    "workday": ("workday", "salesforce/External_Career_Site"),
    "workable": ("workable", "zaelab"),
    "recruitee": ("recruitee", ""),
    "teamtailor": ("teamtailor", ""),
    "personio": ("personio", ""),
    "bamboohr": ("bamboohr", ""),
    "oracle": ("oracle", ""),
    "icims": ("icims", ""),
    "jobvite": ("jobvite", "feedingamerica"),
    "phenom": ("phenom", "global/en"),
    "neogov": ("neogov", ""),
    "pages": ("jsonld", ""),
    "usajobs-verbatim": ("usajobs", ""),
    **{name: (family, "") for name, family in FAMILIES.items()},
}


def main() -> None:
    """Run, read the logs, print, judge."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--limit", type=int, default=60, help="postings a board at most")
    arguments.add_argument("--interval", type=float, default=0.1, help="seconds between two requests to one host")
    wanted = arguments.parse_args()
    if not SERVE.exists():
        print(LACKING)
        return
    wrong: list[str] = []
    table: dict[str, list[str]] = {name: [] for name in [*BOARDS, "jama-too"]}
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        for number, day in enumerate((3, 3, 4)):
            for name, (requests, news) in one_run(workspace, number, day, wanted, wrong).items():
                table[name].append(f"{requests} ({news} new or changed)")
    print(f"{'board':20}{'first run':>28}{'the same day':>28}{'the next day':>28}")
    for name, runs in table.items():
        print(f"{name:20}" + "".join(f"{text:>28}" for text in runs))
    print("\n".join(wrong) or "no forbidden address, no request too soon, no request too many")
    raise SystemExit(len(wrong))


def one_run(
    workspace: Workspace, number: int, day: int, wanted: argparse.Namespace, wrong: list[str]
) -> dict[str, tuple[int, int]]:
    """Serve the day, pull every board side by side, read the logs. Returns board → (requests, new and changed)."""
    with serving(workspace.root, "--port", str(PORT), "--day", str(day), "--limit", str(wanted.limit)) as urls:
        lay_out(workspace.root, urls, wanted.interval)
        job = steps.prepare(workspace, [], lambda line: None, now=START + timedelta(days=number))
        with workspace.writing():
            with ThreadPoolExecutor(16) as pool:
                status = dict(zip(job.boards, pool.map(lambda name: steps.collect(job, name), job.boards), strict=True))
            steps.build(workspace, job.settings, job.now, lambda line: None)
        wrong += [f"run {number}: {name} is {s}: {job.failures.get(name)}" for name, s in status.items() if s != "done"]
        for name in BOARDS:
            wrong += [f"run {number}: {name}: {line}" for line in judged(urls[name], wanted.interval)]
        return {
            o.board: (requests_of(workspace, job.run_id, o.board), o.new + o.changed)
            for o in steps.outcome(workspace, job.run_id)
        }


def lay_out(place: Path, urls: dict[str, str], interval: float) -> None:
    text = '[me]\nname = "A"\nemail = "ana@example.org"\n[[search]]\nname = "any"\nspecialties = []\n'
    boards = {**BOARDS, "jama-too": ("jsonld", "")}
    for name, (family, account) in boards.items():
        text += f'[[board]]\nname = "{name}"\nfamily = "{family}"\nurl = "{urls[name.removesuffix("-too")]}"\n'
        text += f"min_interval = {interval}\n" + (f'account = "{account}"\n' if account else "")
    (place / "curbside.toml").write_text(text)
    (place / ".env").write_text("CURBSIDE_USAJOBS_KEY=k\nCURBSIDE_USAJOBS_EMAIL=ana@example.org\n")


def judged(url: str, interval: float) -> list[str]:
    """What a board has to complain of, from its own log."""
    with urllib.request.urlopen(f"{url}/__log", timeout=30) as answer:
        log = [json.loads(line) for line in answer.read().decode().splitlines() if line]
    with urllib.request.urlopen(f"{url}/robots.txt", timeout=30) as answer:
        robots = Robots.read(200, answer.read(), "text/plain")
    programs = ("/v1/", "/v0/", "/posting-api/", "/api/", "/jobs.json", "/xml")  # interfaces meant for programs
    found = [
        f"asked {entry['path']}, which robots.txt forbids"
        for entry in log
        if not robots.allows(url + entry["path"]) and not entry["path"].startswith(programs)
    ]
    times = [entry["t"] for entry in log]
    gaps = [b - a for a, b in itertools.pairwise(times)]
    if gaps and min(gaps) < interval:
        found.append(f"asked again after {min(gaps):.3f} s")
    twice = [path for path, n in _counts(log).items() if n > (2 if "sitemap" in path else 1)]
    return found + [f"asked {path} more than once in a run" for path in twice if "/job/" not in path]


def _counts(log: list[dict[str, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in log:
        if entry["method"] == "GET":
            found[entry["path"]] = found.get(entry["path"], 0) + 1
    return found


def requests_of(workspace: Workspace, run_id: str, board: str) -> int:
    import duckdb

    with duckdb.connect(str(workspace.leads), read_only=True) as con:
        query = "select requests from board_runs where run_id = ? and board = ?"
        return int((con.execute(query, [run_id, board]).fetchone() or (0,))[0])


if __name__ == "__main__":
    main()
