"""How many boards one run bears, and what Prefect costs: 500 boards on loopback, pulled with it and without.

    .venv/bin/python benchmarks/many_boards.py [BOARDS]

Every board answers three postings at once. Printed: seconds of the same pulls in plain threads and as the flow, the
flow's start (before the first board, a server's own included) apart, and Prefect's part a board, which the house keeps at
or below 0.2 s. Nothing is built, so that the difference is Prefect's alone.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from curbside import demo
from curbside.demo import server as sample
from curbside.flows import server
from curbside.job import day, steps
from curbside.workspace import Workspace

BAR = 0.2  # seconds a board
BOARD = '\n[[board]]\nname = "many-{}"\nfamily = "xmlfeed"\nurl = "{}/feed.xml"\nmin_interval = 0\nmax_postings = 3\n'


def prepared(root: Path, url: str, boards: int) -> steps.Job:
    """A job on so many boards of one feed, in a workspace of its own."""
    root.mkdir()
    demo.lay_out(root, {})
    text = (root / "curbside.toml").read_text("utf-8")
    head, tail = text.split("[[board]]", 1)[0], text[text.index("[network]") :]
    (root / "curbside.toml").write_text(head + tail + "".join(BOARD.format(n, url) for n in range(boards)), "utf-8")
    place = Workspace(root)
    place.make_private()
    return steps.prepare(place, [], lambda line: None)


def main(boards: int) -> int:
    day.Day.build, steps.digest, steps.outcome = (lambda *_: None), (lambda *_: []), (lambda *_: [])  # pulls alone
    with tempfile.TemporaryDirectory() as folder, sample.serving(demo.openings()) as sites:
        url = sites.urls["feed-agency"]
        job = prepared(Path(folder) / "plain", url, boards)
        began = time.perf_counter()
        day.alone(job)
        plain = time.perf_counter() - began
        job = prepared(Path(folder) / "flow", url, boards)
        began = time.perf_counter()
        with server.running(job.workspace):
            from curbside.flows import daily

            one = prepared(Path(folder) / "one", url, 1)
            daily.run(one)  # the first flow of a process pays for the start
            start = time.perf_counter() - began
            began = time.perf_counter()
            daily.run(job)
            flow = time.perf_counter() - began
    assert not job.failures, job.failures
    part = (flow - plain) / boards
    print(f"{boards} boards: {plain:.1f} s in plain threads, {flow:.1f} s as a flow: {flow / plain:.2f} times")
    print(f"Prefect's start {start:.1f} s once; its part a board {part:.3f} s (bar: {BAR})")
    return 0 if part <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
