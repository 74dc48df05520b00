"""Marked people in every source and in [me]; every command, error and kill as real processes; then who else was told.

    nice python benchmarks/strays.py

Each name, mail, phone, note and employer of the user's and their friends' holds one random mark. Each command runs under
strace: every file that any of its processes opens to write, and every address that any connects to, at the level of
system calls. Meanwhile all command lines and environments of the machine are read ten times a second. Printed: a line a
command, and what is wrong: a file outside the workspace's places that holds the mark, one that is gone again and was not
in `data/tmp/`, a socket to anywhere but the boards, the mail server and the servers of the command's own, the mark in what
a command of the schedule says. Ends with status 1 where there is any. Needs strace; the full disk needs root.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path

import psutil
import requests
from aiosmtpd.controller import Controller

from curbside import demo
from curbside.demo import server

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import marked
from marked import MARK

PLACES = (  # of the contract: what holds people
    "network/", "curbside.toml", "data/warehouse.duckdb", "data/leads.duckdb", "data/network/", "data/digests/", "data/tmp/",
    "data/journal.jsonl", "data/drafts/", "data/card/", "data/export/", "data/shared/", "backup.zip",
)  # fmt: skip
CALLS = "trace=open,openat,creat,connect,getsockname,sendto,sendmsg"
OPENED = re.compile(r'(?:open|openat|creat)\((?:AT_FDCWD, )?"([^"]*)"(?:, ([A-Z_|]+))?.*(?:= \d+|<unfinished)')
CONNECTED = re.compile(
    r"(?:connect|sendto|sendmsg)\(.*sa_family=AF_(INET6?), .*port=htons\((\d+)\).*?\"([0-9a-f.:]+)\""
)
# A server that takes any free port asks which one it was given
BOUND = re.compile(r"getsockname(?:\(| resumed>).*sa_family=AF_INET6?, .*port=htons\((\d+)\)")
ANSWERED = '"id":2'  # by `mcp`
UNWRITTEN = ("/dev/", "/proc/", "/sys/")
VIEWS = ("/", "/leads", "/people", "/market", "/boards", "/nowhere")
# Nobody's: an empty database that an office's processes share, and the trial of a folder by Python's tempfile
NOBODYS = re.compile(r"/tmp/(?:tmp\w{8}/empty\.duckdb(?:\.wal)?|\w{8})$")


class Watch:
    """Commands under strace, and what any user of the machine sees of processes meanwhile."""

    def __init__(self, root: Path, folder: Path, ports: set[int]) -> None:
        self.root, self.folder, self.ports, self.bad = root, folder, ports, 0
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE"))}
        self.environment |= {"HOME": str(folder / "home"), "CURBSIDE_PASSPHRASE": "a marked one is not needed"}
        self.environment.pop("CI", None)  # telemetry hides from CI

    def wrong(self, line: str) -> None:
        self.bad += 1
        print(f"WRONG | {line.replace(MARK, 'MARK')}", flush=True)

    @contextmanager
    def running(
        self, name: str, *words: str, typed: str = "", at: Path | None = None, **more: str
    ) -> Iterator[subprocess.Popen[str]]:
        """A command under way; what it did is looked at when it has ended."""
        trace, said = self.folder / "trace.txt", self.folder / "said.txt"
        argv = [sys.executable, "-m", "curbside", "-C", str(at or self.root), *words]
        with said.open("w") as out:
            process = subprocess.Popen(
                ["strace", "-f", "-qq", "-s", "300", "--seccomp-bpf", "-e", CALLS, "-o", str(trace), *argv],
                stdin=subprocess.PIPE, stdout=out, stderr=out, text=True, env=self.environment | more, start_new_session=True,
            )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(typed)
        process.stdin.flush()
        yield process
        process.stdin.close()
        process.wait(300)
        self.look(name, trace.read_text("utf-8", "replace"), at or self.root)
        print(f"done  | {name}: status {process.returncode}", flush=True)

    def run(self, name: str, *words: str, quiet: bool = False, **more: str) -> str:
        """One command to its end; `quiet`: it may name nobody."""
        with self.running(name, *words, **more) as process:
            end = time.monotonic() + 30
            while "typed" in more and ANSWERED not in (self.folder / "said.txt").read_text() and time.monotonic() < end:
                time.sleep(0.3)
            process.communicate(timeout=300)
            said = (self.folder / "said.txt").read_text("utf-8", "replace")
        if quiet and MARK in said.lower():
            self.wrong(
                f"{name} says the mark: {next(line for line in said.splitlines() if MARK in line.lower())[:200]}"
            )
        if "Traceback" in said or "fault of curbside's own" in said:
            self.wrong(f"{name}: {said.strip()[-200:]}")
        return said

    def look(self, name: str, trace: str, root: Path) -> None:
        own = set(map(int, BOUND.findall(trace)))
        for family, port, host in set(CONNECTED.findall(trace)):
            if int(port) == 0:
                continue  # a question of the resolver which address would be taken: nothing is sent
            if not (host.startswith("127.") or host == "::1") or int(port) not in self.ports | own:
                self.wrong(f"{name}: connects to {host} port {port} ({family})")
        for path, flags in set(OPENED.findall(trace)):
            if not any(flag in flags for flag in ("WRONLY", "RDWR", "CREAT")) or path.startswith(UNWRITTEN):
                continue
            file = Path(os.path.normpath(self.root.parent / path))
            inside = file.is_relative_to(root)
            if (
                not inside
                and not file.exists()
                and not file.is_relative_to(self.folder)
                and not NOBODYS.match(str(file))
            ):
                self.wrong(f"{name}: wrote {file}, which is gone again, outside the workspace")
            if (
                not inside
                and file.is_file()
                and MARK.encode() in file.read_bytes().lower()
                and file.name not in ("trace.txt", "said.txt")
            ):
                self.wrong(f"{name}: {file} holds the mark")

    def strays(self, root: Path) -> None:
        """Files of a workspace, Prefect's database included, outside the places of people."""
        for name in marked.strays(root, ()):
            if not re.sub(r"^members/\w+/", "", name).startswith(PLACES):
                self.wrong(f"{name} holds the mark")


def daily(watch: Watch, boards: server.Boards) -> None:
    """The day's run: well, with a board at fault, killed, stopped, beside damaged files, and by the schedule."""
    root = watch.root
    watch.run("run", "run", quiet=True)
    boards.day, boards.broken = 2, {"flaky"}
    with watch.running("run, killed", "run") as process:
        time.sleep(8)
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.Error):
                child.kill()
    with watch.running("run, stopped", "run") as process:
        time.sleep(8)
        for child in psutil.Process(process.pid).children():
            child.terminate()
    whole = (root / "network/Connections.csv").read_bytes()
    (root / "network/Connections.csv").write_bytes(whole[: len(whole) // 2] + b"\x00\xff" + MARK.encode())
    (root / "network/more.vcf").write_bytes(f"\x00PK{MARK}".encode())
    (root / "network/broken.zip").write_bytes(f"PK\x03\x04{MARK}".encode())
    landed = next((root / "data/landing").glob("*/*.parquet"))
    landed.write_bytes(landed.read_bytes()[:200])
    watch.run(
        "run, damaged files, Prefect's home elsewhere", "run", quiet=True, PREFECT_HOME=str(watch.folder / "prefect")
    )
    (root / "network/Connections.csv").write_bytes(whole)
    config = (root / "curbside.toml").read_text("utf-8")
    (root / "curbside.toml").write_text(config + '[schedule]\ncron = "* * * * *"\n', "utf-8")
    with watch.running("serve", "serve") as process:
        before = len(list((root / "data/landing").glob("*/*.parquet")))
        end = time.monotonic() + 200
        while len(list((root / "data/landing").glob("*/*.parquet"))) == before and time.monotonic() < end:
            time.sleep(1)
        time.sleep(20)
        for child in psutil.Process(process.pid).children():
            child.send_signal(signal.SIGINT)
    (root / "curbside.toml").write_text(config + f'[{MARK}]\nname = "{MARK}"\n', "utf-8")
    watch.run("run, a wrong configuration", "run")
    (root / "curbside.toml").write_text(config, "utf-8")


def others(watch: Watch) -> None:
    """What shows, says, mails, packs and serves."""
    for words in (
        "leads", "doctor", "boards", "network", "review", "reminders", "market", "rebuild", "digest --format xlsx --format eml", "digest --send",
        "export", "card", "backup {root}/backup.zip", "show nobody", "log nobody --how call", "schedule status", "registry status",
    ):  # fmt: skip
        watch.run(words, *words.format(root=watch.root).split(), quiet=words in ("doctor", "boards", "registry status"))
    config = (watch.root / "curbside.toml").read_text("utf-8")
    (watch.root / "curbside.toml").write_text(re.sub(r"smtp://127.0.0.1:\d+", "smtp://127.0.0.1:9", config), "utf-8")
    watch.ports.add(9)
    watch.run("digest --send, no mail server", "digest", "--send", quiet=True)
    (watch.root / "curbside.toml").write_text(config, "utf-8")
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
    }
    asked = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "leads", "arguments": {"limit": 50}}}
    lines = [call, {"jsonrpc": "2.0", "method": "notifications/initialized"}, asked]
    said = watch.run("mcp", "mcp", quiet=True, typed="".join(json.dumps(line) + "\n" for line in lines))
    if ANSWERED not in said:
        watch.wrong("mcp: its tool did not answer")
    with watch.running("open, its views and a word", "open", "--no-browser") as process:
        end = time.monotonic() + 60
        while (
            not (found := re.search(r"http://127\.0\.0\.1:\d+/\S+", (watch.folder / "said.txt").read_text()))
            and time.monotonic() < end
        ):
            time.sleep(0.5)
        browser = requests.Session()
        page = browser.get(found[0], timeout=60) if found else None
        origin = found[0].split("/open")[0] if found else ""
        links = set(re.findall(r'href="(/(?!static)[^"#]*)"', "".join(browser.get(origin + v).text for v in VIEWS)))
        links = {unescape(link) for link in links}
        shown = {view: browser.get(origin + view, timeout=60).status_code for view in [*VIEWS, *sorted(links)[:40]]}
        own = re.search(r'name="own" value="([^"]+)"', page.text) if page else None
        person = re.search(r'name="person" value="([^"]+)"', page.text) if page else None
        sent = {
            "own": own[1] if own else "",
            "verb": "log",
            "person": person[1] if person else "",
            "how": "call",
            "note": MARK,
        }
        told = browser.post(f"{origin}/say", data=sent, headers={"Origin": origin}, timeout=60).status_code
        print(
            f"      | views {dict(Counter(shown.values()))}, a word {told}; {[v for v, s in shown.items() if s == 409][:2]}"
        )
        for child in psutil.Process(process.pid).children():
            child.send_signal(signal.SIGINT)


def office(watch: Watch, urls: dict[str, str]) -> Path:
    """An office whose member is the user."""
    root = watch.folder / "office"
    demo.lay_out(root, urls)
    (root / "curbside.toml").write_text((root / "curbside.toml").read_text().partition("[network]")[0])
    watch.run("office init", "office", "init", at=root)
    watch.run("office add", "office", "add", "ana", at=root)
    home = root / "members/ana"
    shutil.copytree(watch.root / "network", home / "network", dirs_exist_ok=True)
    theirs = (watch.root / "curbside.toml").read_text("utf-8")
    hub = (home / "curbside.toml").read_text("utf-8")
    hub = hub[hub.index("[[board]]") :].partition("\n\n")[0]
    (home / "curbside.toml").write_text(
        f"{re.sub(r'(?ms)^.{2}board.{2}.*?(?=^.network)', '', theirs)}\n{hub}\n", "utf-8"
    )
    print("      |", watch.run("office run", "office", "run", quiet=True, at=root).strip().splitlines()[-1])
    watch.run("office status", "office", "status", quiet=True, at=root)
    return root


def full(watch: Watch) -> None:
    """A run on a disk that is full."""
    if os.geteuid():
        print("      | no full disk: only root can mount one")
        return
    place = watch.folder / "full"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512m", "curbside", str(place)], check=True)
    try:
        shutil.copytree(watch.root, place, dirs_exist_ok=True)
        held = os.statvfs(place)
        room = (held.f_blocks - held.f_bfree + 64) * held.f_bsize
        subprocess.run(["mount", "-o", f"remount,size={room}", str(place)], check=True)
        watch.run("run, a full disk", "run", quiet=True, at=place)
        watch.strays(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


class Box:
    """A mail server's side: takes everything."""

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        return "250 OK"


def main() -> int:
    if not shutil.which("strace"):
        raise SystemExit("strace is not installed: no system call can be watched")
    folder = Path(tempfile.mkdtemp(prefix="strays-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mail = Controller(Box(), hostname="127.0.0.1", port=port)
    mail.start()
    (folder / "home").mkdir()
    root = folder / "mine"
    try:
        with server.serving(demo.openings()) as boards:
            demo.lay_out(root, boards.urls)
            marked.plant(root, port)
            boards.day = 1
            watch = Watch(root, folder, {port, *(int(url.split(":")[2].split("/")[0]) for url in boards.urls.values())})
            with marked.processes() as seen:
                daily(watch, boards)
                others(watch)
                place = office(watch, boards.urls)
                full(watch)
            if any(MARK.encode() in told.lower() for told in seen):
                watch.wrong("a command line or an environment shows the mark")
            for one in (root, place, folder / "home", folder / "prefect"):
                watch.strays(one)
            held = len([1 for file in root.rglob("*") if file.is_file() and MARK.encode() in file.read_bytes().lower()])
            print(f"the mark is in {held} files of the workspace; wrong: {watch.bad}")
            return int(watch.bad > 0)
    finally:
        mail.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
