"""A workspace on a disk of its own that is full or read-only until it is mended. Only root can mount one."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path
from types import TracebackType

PAGE = 4096
READ_ONLY = (".", "data", "data/landing", "data/landing/society", "data/digests", "data/network", "data/tmp")
ROOM = (0, 1, 16, 256, 1024, 4096)  # pages that a full disk takes still


class Disk:
    """`place`, a copy of `first`; `fault`: "full disk" or "read-only disk", else a plain folder."""

    def __init__(self, place: Path, first: Path, fault: str | None, chance: random.Random) -> None:
        self.place, self.first, self.fault, self.chance = place, first, fault, chance
        self.bound: Path | None = None

    def __enter__(self) -> Disk:
        self.place.mkdir(mode=0o700)
        if self.fault:
            mount("-t", "tmpfs", "-o", "size=512m,mode=700", "curbside", str(self.place))
        shutil.copytree(self.first, self.place, dirs_exist_ok=True)
        if self.fault == "full disk":
            held = os.statvfs(self.place)
            pages = held.f_blocks - held.f_bfree + self.chance.randint(0, self.chance.choice(ROOM))
            mount("-o", f"remount,size={pages * PAGE}", str(self.place))
        elif self.fault:
            self.bound = self.place / self.chance.choice([name for name in READ_ONLY if (self.place / name).is_dir()])
            mount("--bind", str(self.bound), str(self.bound))
            mount("-o", "remount,ro,bind", str(self.bound))
        return self

    def mend(self) -> None:
        if self.bound:
            subprocess.run(["umount", str(self.bound)], check=True)
            self.bound = None
        elif self.fault == "full disk":
            mount("-o", "remount,size=512m", str(self.place))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.bound:
            self.mend()
        if self.fault:
            subprocess.run(["umount", "-l", str(self.place)], check=True)
        shutil.rmtree(self.place, ignore_errors=True)


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)
