"""The commands of the fault campaign, what they find in its workspace, and what those that make something leave behind."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from curbside import whole
from curbside.workspace import Workspace

GRACE, SAMIR = "Grace Lindqvist", "Samir Patel"
WRITING = {
    "run": "run", "run under Prefect": "run --watched", "rebuild": "rebuild",
    "log": ["log", GRACE, "--how", "call", "--note", "campaign"], "met": ["met", "Nora Lind", "--employer", "Elm Clinic"],
    "label": ["label", GRACE, "friend"], "later": ["later", GRACE], "done": ["done", GRACE],
    "stage": "stage {lead} saved", "skip": ["skip", GRACE, "--lead", "{lead}"],
    "tip": ["tip", "--from", GRACE, "--employer", "Granite Ridge Clinic", "--title", "Cardiologist"],
    "answered": ["answered", GRACE], "same": ["same", GRACE, SAMIR], "different": ["different", GRACE, SAMIR],
    "undo": "undo", "search rest": "search rest", "forget": ["forget", SAMIR],
    "add": "add {root}/pasted.html", "registry load": "registry load {root}/ror.json",
}  # fmt: skip
FILES = {
    "digest": "digest --format xlsx --format html --format json", "backup": "backup {root}/b.zip",
    "backup, encrypted": "backup {root}/b.zip.age",
    "export": "export", "card": "card", "publish": "publish {root}/hub",
    "draft": ["draft", "opening", GRACE, "--to", "eml"], "config set": "config set digest.names false",
    "board add": "board add nejm --anyway", "board remove": "board remove regional", "init": "init",
    "office init": "office init {root}/office", "schedule status": "schedule status",
    "setup": "-C {root}/fresh setup", "demo": "demo {root}/demo", "restore": "-C {root}/restored restore {root}/kept.zip",
    "restore, encrypted": "-C {root}/restored restore {root}/kept.zip.age",
    "office run": "-C {root}/work office run", "schedule install": "schedule install --with cron",
    "schedule remove": "schedule remove --with cron", "timer install": "schedule install --with systemd",
}  # fmt: skip
READING = {
    "leads": "leads", "show": "show {lead}", "who": "who Ohio", "market": "market", "asks": "asks", "review": "review",
    "reminders": "reminders", "boards": "boards", "sql": ["sql", "select count(*) from leads"], "doctor": "doctor",
    "network": "network", "brief": ["brief", GRACE], "config check": "config check", "registry status": "registry status",
    "open": "open --no-browser", "mcp": "mcp", "serve": "serve", "search": "search", "undo --list": "undo --list",
    "completion": "completion bash",
}  # fmt: skip
AFTERWARDS = {"run of setup": "-C {root}/fresh run"}  # where its own was cut short
COMMANDS = WRITING | FILES | READING | AFTERWARDS
STAY = {"open", "serve"}  # until they are stopped
# Typed where the command asks: no archive but Connections.csv, a name, a specialty, a place, and no board
TYPED = {"setup": "{root}/network/Connections.csv\nAna Ruiz\n\n\ncardiology\nOhio\n\n\nnone\n\nyes\n"}
PASSPHRASE = "campaign"
STAND_IN = {  # of what would change the machine itself: each takes its words whole or not at all, as the real one
    "crontab": '#!/bin/sh\nkept="$(dirname "$0")/crontab.txt"\n'
    'if [ "$1" = -l ]; then cat "$kept"; else cat > "$kept.$$" && mv "$kept.$$" "$kept"; fi\n',
    "systemctl": "#!/bin/sh\nexit 0\n",
}
OTHERS = "5 4 * * 1 /usr/bin/true  # another line of the user's\n"
MEMBERS = ("ana", "ben")
ROR = {
    "id": "https://ror.org/00campgn1", "status": "active", "types": ["healthcare"], "domains": [],
    "relationships": [{"type": "parent", "id": "https://ror.org/00campgn2", "label": "Elm Health"}],
    "names": [{"value": "Elm Clinic", "types": ["ror_display", "label"], "lang": "en"}],
    "locations": [{"geonames_details": {"name": "Akron", "country_code": "US", "country_subdivision_code": "OH"}}],
}  # fmt: skip
PASTED = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Cardiologist", "datePosted": "2026-11-01",
    "hiringOrganization": {"name": "Elm Clinic"}, "description": "<p>A clinic of nine cardiologists looks for a tenth.</p>",
    "jobLocation": {"address": {"addressLocality": "Akron", "addressRegion": "OH"}},
}  # fmt: skip

Does = Callable[[list[str]], Any]


def prepare(place: Path, does: Does) -> None:
    """What single commands read. `does`: gives a command's words to curbside in `place` and waits for its end."""
    (place / "pasted.html").write_text(f'<script type="application/ld+json">{json.dumps(PASTED)}</script>')
    (place / "ror.json").write_text(json.dumps([ROR]))
    with (place / "curbside.toml").open("a") as out:
        out.write("[keep]\ndays = 1\n")
    machine = place / "bin"
    machine.mkdir()
    (place / "home").mkdir()
    for name, script in STAND_IN.items():
        (machine / name).write_text(script)
        (machine / name).chmod(0o700)
    (machine / "crontab.txt").write_text(OTHERS)
    _office(place, does)


def later(place: Path, does: Does) -> None:
    """What needs a run before it: a question that waits for its answer, and backups to restore from."""
    does(["-C", str(place), "log", GRACE, "--how", "call", "--asked", "opening"])
    does(["-C", str(place), "backup", str(place / "kept.zip")])
    does(["-C", str(place), "backup", str(place / "kept.zip.age")])


def _office(place: Path, does: Does) -> None:
    """An office of two in `work/`, which reads the same boards."""
    office = place / "work"
    office.mkdir()
    (office / "curbside.toml").write_text((place / "curbside.toml").read_text().partition("[network]")[0])
    does(["-C", str(office), "office", "init"])
    for name in MEMBERS:
        does(["-C", str(office), "office", "add", name])


def surroundings(place: Path) -> dict[str, str]:
    """The environment of a command: a home and a PATH of the campaign's own, so that nothing of the machine changes."""
    home = place / "home"
    return {"HOME": str(home), "PATH": f"{place / 'bin'}:{os.environ['PATH']}", "CURBSIDE_PASSPHRASE": PASSPHRASE}


Rows = dict[str, list[tuple]]


def made(command: str, place: Path, rows: Callable[[Path], Rows]) -> Any:
    """What `command` made, to be compared with what it makes undisturbed; None where it makes nothing to compare."""
    if command == "setup":
        return _of_workspace(place / "fresh", rows)
    if command == "demo":
        return _of_workspace(place / "demo", rows)
    if command.startswith("restore"):
        left = [p.name for p in place.iterdir() if p.name.startswith(".") and "restore" in p.name]
        return _of_workspace(place / "restored", rows), left
    if command == "office run":
        return [_of_workspace(place / "work" / "members" / name, rows) for name in MEMBERS]
    if command == "publish":
        return _hub(place / "hub")
    if command.startswith("backup"):
        return _unpacked(place, place / COMMANDS[command].split("/")[-1])
    if command == "registry load":
        return sorted((p.name, p.stat().st_size) for p in (place / "data" / "registry").glob("*.parquet"))
    if command.startswith(("schedule", "timer")):
        units = sorted((place / "home/.config/systemd/user").glob("curbside-*"))
        told = [(place / "bin/crontab.txt").read_text(), *(p.suffix + p.read_text() for p in units)]
        return [text.replace(place.name, "PLACE").replace(_name(place), "NAME") for text in told]
    return None


def _of_workspace(root: Path, rows: Callable[[Path], Rows]) -> Any:
    half = [p.name for p in root.rglob("*") if p.suffix in (whole.HALF, ".part", ".new")]
    return rows(root), half


def _unpacked(place: Path, file: Path) -> list[str]:
    """Names of what a backup holds, each compared with what it says of it; and half-written ones."""
    from curbside.job import archive, sealed

    plain = file
    if sealed.is_sealed(file):
        plain = place / "opened.zip"
        sealed.unseal(file, plain, PASSPHRASE)
    folder = archive.read(plain, Workspace(place / "unpacked"))
    paths = [p.relative_to(folder) for p in folder.rglob("*") if p.is_file()]
    names = [str(p) for p in paths if "digests" not in p.parts]  # a command beside it may have written the day's
    shutil.rmtree(folder)
    return sorted(names) + [p.name for p in place.iterdir() if p.suffix == whole.HALF]


def _name(place: Path) -> str:
    from curbside.job import timetable

    return timetable.name(Workspace(place))


def _hub(folder: Path) -> Any:
    """Postings as the hub's readers see them, each file as its manifest says, and what is half-written there."""
    import polars as pl

    from curbside.extractors.readers import hubfile

    told = hubfile.opened((folder / hubfile.NAME).read_bytes(), None)
    broken = [p.path for p in told.parts if hashlib.sha256((folder / p.path).read_bytes()).hexdigest() != p.sha256]
    ids = sorted(pl.concat([pl.read_parquet(folder / p.path, columns=["posting_id"]) for p in told.parts]).to_series())
    return ids, broken, [p.name for p in folder.rglob("*") if p.suffix == whole.HALF]


def clear(place: Path, command: str) -> None:
    """Before a command is given again: what an earlier end of it may have made, and would refuse to write over."""
    if command.startswith("restore") and (place / "restored" / "curbside.toml").exists():
        shutil.rmtree(place / "restored")
