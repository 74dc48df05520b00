"""Input that is very deep, very long or very repetitive, of every kind: what each costs, and the line that is said.

    nice python benchmarks/bombs.py [--only WORDS]... [--markdown FILE]

Each in a process of its own. A board's answer is pulled, landed and applied beside a board that is in order, which must
have its posting; a person's file is read by `curbside network` beside one that is in order. Printed are the memory above
what an ordinary input needs, processor seconds and the line. Ends with status 1 where one takes more than 1 GB above the
ordinary or more than 60 processor seconds, says a traceback, or harms the other board or file.
"""

from __future__ import annotations

import argparse
import functools
import os
import resource
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import bomb_boards
import bomb_files
import fault_child

from curbside import warehouse  # noqa: F401 -- loaded once, before each child is forked
from curbside.commands import cli
from curbside.extractors.web import client, host
from curbside.job import steps
from curbside.workspace import Workspace

MORE_MB, SECONDS, PATIENCE = 1024, 60, 900  # the last of the clock, on a busy machine
ORDINARY = {"page": lambda: bomb_boards.page(title="Internist")}
GOOD = (
    b'{"jobs":[{"id":1,"title":"Cardiologist","absolute_url":"https://x.example/1","location":{"name":"Akron, OH"}}]}'
)
HEAD = '[me]\nname = "Ana Ruiz"\nemail = "me@example.org"\n[[search]]\nname = "all"\nspecialties = []\n'


@dataclass
class Cost:
    """One input: megabytes at most, processor seconds, the lines said, and whether the other one was harmed."""

    megabytes: int
    seconds: float
    said: str
    is_harmed: bool

    def wrong(self, ordinary: int) -> str:
        """What is out of bounds; empty where nothing is."""
        over = [f"{self.megabytes - ordinary} MB more"] if self.megabytes > ordinary + MORE_MB else []
        over += [f"{self.seconds:.0f} s"] if self.seconds > SECONDS else []
        over += [word for word in fault_child.OURS if word in self.said]
        return ", ".join(over + ["the other one is harmed"] * self.is_harmed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", help="only what names this (may be repeated)")
    parser.add_argument("--markdown", type=Path, help="the table, too")
    args = parser.parse_args()
    boards = {f"page: {name}": ("jsonld", name) for name in bomb_boards.PAGES}
    boards |= {name: (family, name) for name, (family, _, _) in bomb_boards.LISTS.items()}
    boards |= {name: ("jsonld", name) for name in bomb_boards.ROBOTS} | {n: ("xmlfeed", n) for n in bomb_boards.WIRES}
    tries: dict[str, Callable[[Path], Cost]] = {
        name: functools.partial(board, family=family, bomb=bomb) for name, (family, bomb) in boards.items()
    }
    tries |= {name: functools.partial(person, bomb=name) for name in bomb_files.FILES}
    ordinary = {board: tried(functools.partial(board, family="jsonld", bomb="page")).megabytes}
    ordinary[person] = tried(functools.partial(person, bomb=None)).megabytes
    rows, bad = [], 0
    for name, does in tries.items():
        if args.only and not any(word in name for word in args.only):
            continue
        cost = tried(does)
        idle = ordinary[does.func]  # type: ignore[attr-defined]
        bad += bool(wrong := cost.wrong(idle))
        rows.append(f"| {name} | {max(0, cost.megabytes - idle)} | {cost.seconds:.1f} | {_cell(cost.said)} |")
        print(f"{'BAD ' if wrong else 'ok  '} {rows[-1]} {wrong}", flush=True)
    print(
        f"{len(rows) - bad} of {len(rows)} in bounds; ordinary input takes {ordinary[board]} and {ordinary[person]} MB"
    )
    if args.markdown:
        head = ["| input | MB more than ordinary | CPU s | what is said |", "| --- | --- | --- | --- |"]
        args.markdown.write_text("\n".join([*head, *rows]) + "\n")
    return int(bad > 0)


def _cell(said: str) -> str:
    return said.replace("|", "¦").strip().replace("\n", " · ")[:150]


def tried(does: Callable[[Path], Cost]) -> Cost:
    folder = Path(tempfile.mkdtemp(prefix="bomb-"))
    try:
        return does(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def child(folder: Path, does: Callable[[], object]) -> tuple[int, float, str, bool]:
    """(megabytes at most, processor seconds, what was said, whether it ended by itself) of a forked process."""
    said = folder / "said.txt"
    began = fault_child.calling(does, said)
    ended = began.wait(PATIENCE)
    if not ended:
        began.send(signal.SIGKILL)
        began.wait()
    peak = folder / "peak.txt"
    return int(peak.read_text()) if peak.exists() else 0, began.cpu, said.read_text("utf-8", "replace"), ended


def measured(folder: Path, does: Callable[[], object]) -> Callable[[], None]:
    """`does`, and afterwards its process's most memory into a file: that of a killed process is not known."""

    def all_of_it() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
        try:
            does()
        finally:
            (folder / "peak.txt").write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))

    return all_of_it


def board(folder: Path, family: str, bomb: str) -> Cost:
    server, ports = serve(bomb)
    try:
        base, account = f"http://127.0.0.1:{ports[0]}", "a/b" if family == "workday" else "acme"
        url = base + ("/feed.xml" if family in ("xmlfeed", "rss", "csv") else "")
        account = f'account = "{account}"\n' if family not in ("jsonld", "xmlfeed", "rss", "csv") else ""
        (folder / "curbside.toml").write_text(
            f'{HEAD}[[board]]\nname = "bomb"\nfamily = "{family}"\nurl = "{url}"\n{account}min_interval = 0\n'
            f'[[board]]\nname = "good"\nfamily = "greenhouse"\nurl = "http://127.0.0.1:{ports[1]}"\naccount = "acme"\n'
        )
        place = Workspace(folder)
        place.make_private()

        def does() -> None:
            client.Limits = functools.partial(host.Limits, read=5, total=20, backoff=0.05)  # type: ignore[misc,assignment]
            job = steps.prepare(place, [], lambda line: None)
            said = []
            job.say = said.append
            for name in ("bomb", "good"):
                try:
                    steps.collect(job, name)
                except Exception as e:
                    steps.broke(job, name, e)
            steps.apply(place, job.say)
            print("\n".join(line for line in said if not line.startswith("good: 1 listed")))
            (folder / "good.txt").write_text(str(any(line.startswith("good: 1 listed") for line in said)))

        *cost, ended = child(folder, measured(folder, does))
        good = folder / "good.txt"
        return Cost(*cost, is_harmed=not ended or not good.exists() or good.read_text() != "True")
    finally:
        os.kill(server, signal.SIGKILL)
        os.waitpid(server, 0)


def person(folder: Path, bomb: str | None) -> Cost:
    (folder / "good.csv").write_text("name,institution\nCarl Fine,Mercy Hospital\n")
    key, name, write = bomb_files.FILES[bomb] if bomb else ("roster", "", lambda path: None)
    write(folder / name)
    files = {"roster": ["good.csv"]}
    files[key] = files.get(key, []) + ([name] if bomb else [])
    told = "".join(f"{k} = {v}\n".replace("'", '"') for k, v in files.items())
    (folder / "curbside.toml").write_text(f"{HEAD}[network]\n{told}")
    *cost, ended = child(folder, measured(folder, lambda: cli.main(["-C", str(folder), "network"])))
    megabytes, seconds, said = cost
    lines = said.splitlines()
    shown = [line.replace(str(folder) + "/", "") for line in lines if not bomb or name in line]
    harmed = not ended or not any("good.csv: 1 person read" in line for line in lines)
    return Cost(megabytes, seconds, "\n".join(shown) or said[-200:], harmed)


def serve(bomb: str) -> tuple[int, tuple[int, int]]:
    """A process that answers the bomb on one port and an ordinary board on another: its id and the ports."""
    reader, writer = os.pipe()
    if process := os.fork():
        os.close(writer)
        with os.fdopen(reader) as told:
            first, second = map(int, told.readline().split())
        return process, (first, second)
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), handler(bomb)),
        ThreadingHTTPServer(("127.0.0.1", 0), handler(None)),
    ]
    for server in servers:
        server.daemon_threads = True
        server.handle_error = lambda *args: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, daemon=True).start()
    os.write(writer, (" ".join(str(s.server_port) for s in servers) + "\n").encode())
    while os.getppid() != 1:
        time.sleep(1)
    os._exit(0)


def handler(bomb: str | None) -> type[BaseHTTPRequestHandler]:
    """What one port answers; a body is made once."""
    made = functools.cache(body) if bomb else None

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            path, base = self.path.partition("?")[0], f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            if made is None or bomb is None:
                return self.send(GOOD, {"Content-Type": "application/json"})
            if path == "/robots.txt" and bomb not in bomb_boards.ROBOTS:
                return self.send(f"Sitemap: {base}/sitemap.xml\n".encode(), {"Content-Type": "text/plain"})
            if bomb in bomb_boards.WIRES:
                self.close_connection = True
                return bomb_boards.WIRES[bomb](self)
            if bomb in bomb_boards.LISTS:
                text = made(bomb)
                if text.count(b"{base}", 0, 2000):
                    text = text.replace(b"{base}", base.encode()).replace(b"{path}", path.encode())
                return self.send(text, bomb_boards.LISTS[bomb][2])
            if path == "/sitemap.xml":
                urls = "".join(f"<url><loc>{base}/job/{n}</loc></url>" for n in (1, 2))
                return self.send(f"<urlset>{urls}</urlset>".encode(), {"Content-Type": "text/xml"})
            is_bomb = path == ("/robots.txt" if bomb in bomb_boards.ROBOTS else "/job/1")
            return self.send(made(bomb) if is_bomb else bomb_boards.page(), {"Content-Type": "text/html"})

        do_POST = do_GET

        def send(self, text: bytes, headers: dict[str, str]) -> None:
            try:
                self.send_response(200)
                for name, value in (headers | {"Content-Length": str(len(text))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)
            except OSError:
                self.close_connection = True

    return Handler


def body(bomb: str) -> bytes:
    if bomb in bomb_boards.LISTS:
        return bomb_boards.LISTS[bomb][1]()
    return (bomb_boards.PAGES | bomb_boards.ROBOTS | ORDINARY)[bomb]()


if __name__ == "__main__":
    raise SystemExit(main())
