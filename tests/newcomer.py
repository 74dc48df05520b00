"""A newcomer at a terminal: a LinkedIn archive of her own, boards of a small catalogue on loopback, and a real pseudo-terminal."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from conftest import environment

from curbside import demo

PARTS = {
    "Profile.csv": "First Name,Last Name,Maiden Name,Headline,Geo Location\n"
    'Ana,"Ruiz, MD",,Cardiologist at Millbrook Community Hospital,"Newark, Ohio"\n',
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
    "old@example.net,Yes,No,1/2/20\nana@example.org,Yes,Yes,1/2/26\n",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
    'Millbrook Community Hospital,Cardiologist,,"Newark, Ohio",Jul 2022,\n'
    "Lakeview University Medical Center,Cardiology Fellow,,,Jul 2019,Jun 2022\n"
    "Lakeview University Medical Center,Internal Medicine Resident Physician,,,Jul 2016,Jun 2019\n"
    "Corner Coffee,Barista,,,2010,2011\n",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "Riverbend College of Medicine,2012,2016,,Doctor of Medicine (MD),\n",
}
DRIVER = """
import sys
from pathlib import Path
from curbside.extractors import catalogue
catalogue.FILE = Path(sys.argv.pop(1))
from curbside.commands.cli import entry
entry()
"""


def archive(path: Path) -> Path:
    """Her archive as LinkedIn packs it, with the demo's connections."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in PARTS.items():
            packed.writestr(name, text)
        packed.writestr("Connections.csv", (Path(demo.__file__).parent / "Connections.csv").read_bytes())
    return path


def catalogue(file: Path, urls: dict[str, str]) -> Path:
    """A catalogue of the demo's boards, one of them gone, one not to be tried."""
    rows = [
        ("hearts", "Society of Hearts", "society", "jsonld", urls["society"], ["Cardiovascular Disease"], [], "unverified"),
        ("skins", "Society of Skins", "society", "jsonld", urls["society"], ["Dermatology"], [], "unverified"),
        ("harborlight", "Harbor Light", "health system", "greenhouse", urls["greenhouse"], [], ["OH"], "open"),
        ("texan", "Texan Health", "health system", "greenhouse", urls["greenhouse"], [], ["TX"], "open"),
        ("gone", "Gone Health", "health system", "jsonld", "http://127.0.0.1:9", [], ["OH"], "unverified"),
    ]  # fmt: skip
    out = io.StringIO()
    for name, title, kind, family, url, specialties, states, access in rows:
        account = 'account = "harborlight"\n' if family == "greenhouse" else ""
        out.write(
            f'[[board]]\nname = "{name}"\ntitle = "{title}"\nkind = "{kind}"\nfamily = "{family}"\nurl = "{url}"\n{account}'
            f'specialties = {specialties}\nstates = {states}\naccess = "{access}"\nreason = "ours"\nchecked = 2026-11-28\n'
        )
    file.write_text(out.getvalue())
    return file


@dataclass
class Terminal:
    """A command under a pseudo-terminal. `said` is everything it wrote so far."""

    process: subprocess.Popen[bytes]
    master: int
    said: str = ""
    answered: int = 0
    waits: list[float] = field(default_factory=list)

    def until(self, pattern: str, seconds: float = 60) -> str:
        """Wait for what is written after the last answer to match; returns that part."""
        began = time.monotonic()
        while not re.search(pattern, self.said[self.answered :]):
            left = began + seconds - time.monotonic()
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                raise AssertionError(f"no {pattern!r} in:\n{self.said[self.answered :]}")
            try:
                self.said += os.read(self.master, 65536).decode()
            except OSError:  # the other side is closed
                if not re.search(pattern, self.said[self.answered :]):
                    raise AssertionError(f"ended without {pattern!r}:\n{self.said}") from None
        self.waits.append(time.monotonic() - began)
        return self.said[self.answered :]

    def answer(self, question: str, words: str) -> str:
        """Wait for the question, type the words; returns what stood before them."""
        told = self.until(rf"{question}[^\n]*: \Z")
        self.answered = len(self.said)
        os.write(self.master, f"{words}\n".encode())
        return told

    def end(self) -> int:
        """Read to the end; the exit status."""
        while True:
            try:
                read = os.read(self.master, 65536)
            except OSError:
                break
            if not read:
                break
            self.said += read.decode()
        return self.process.wait(30)


@contextmanager
def terminal(home: Path, known: Path, *words: str) -> Iterator[Terminal]:
    """`curbside` with these words, at home in `home`, its catalogue `known`."""
    master, slave = pty.openpty()
    env = environment(HOME=str(home), TERM="xterm", TZ="America/Chicago", PYTHONPATH="")
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(known), *words],
        stdin=slave, stdout=slave, stderr=slave, cwd=home, env=env, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)
