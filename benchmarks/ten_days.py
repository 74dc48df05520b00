"""Ten mornings of a physician on the replay's boards, with a network of 800 records: is the first screen kept short and kept honest?

    python benchmarks/ten_days.py [--days 10]

Each day the boards show another day, the job runs as of six in the morning, and the user acts on the first screen: asks,
thanks, hears back two days later from every other person. Printed a day: words and phone screens (390 × 844, where
Chromium is there) of the digest, people on the list, how many of them stood there the day before, new leads. Checked: at
most five people and 600 words and four screens, everybody on the list can be named by number and by id, nobody with an
open ask is on it, no group is asked twice at a time. Ends with exit status 1 where one is broken. Needs a replay: CURBSIDE_REPLAY names its folder.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from run_replay import FAMILIES, LACKING, SERVE, serving

from curbside.commands import cli, keeping
from curbside.exports import acquaintance, content, numbers, today
from curbside.exports.published import published, rows
from curbside.job import steps
from curbside.workspace import Workspace

BEGIN = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
GIVEN = "Ana Ben Chloe David Elena Farid Grace Hugo Ines Jamal Kira Leon Maya Noor Omar Priya Quinn Rosa Sami Tara Uma Victor Wen Yusuf Zoe".split()
FAMILY = "Abara Berg Costa Dietz Ekström Farouk Goh Haas Ibarra Jansen Kaur Lund Moreau Nakano Okoye Petrov Quist Rao Silva Tran Ueda Vance Weiss Xu Young".split()
ROLES = "Attending Physician|Hospitalist|Cardiologist|Chief of Cardiology|Physician Recruiter|Medical Director|Resident|Assistant Professor".split(
    "|"
)


@dataclass
class Morning:
    words: int
    screens: float | None
    people: int
    stood: int
    new: int
    faults: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=10)
    days = parser.parse_args().days
    if not SERVE.exists():
        print(LACKING)
        return 0
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Workspace(Path(folder))
        print(f"{'day':>3} {'words':>6} {'screens':>8} {'people':>7} {'stood':>6} {'new':>6}")
        for day in range(days):
            morning = live(place, day)
            shown = f"{morning.screens:8.1f}" if morning.screens is not None else f"{'–':>8}"
            print(f"{day:3} {morning.words:6} {shown} {morning.people:7} {morning.stood:6} {morning.new:6}", flush=True)
            faults += [f"day {day}: {fault}" for fault in morning.faults]
    print(*(faults or ["every rule kept"]), sep="\n")
    return int(bool(faults))


def live(place: Workspace, day: int) -> Morning:
    """One morning: boards, job, digest, and what the user does about it."""
    now = BEGIN + timedelta(days=day)
    keeping.now = lambda: now + timedelta(hours=2)
    with serving(place.root, "--day", str(day), "--only", ",".join(FAMILIES)) as urls:
        lay_out(place, urls)
        if day == 0:
            know(place)
        job = steps.prepare(place, [], lambda line: None, now=now)
        with place.writing():
            for board in job.boards:
                steps.collect(job, board)
            steps.build(place, job.settings, job.now, lambda line: None)
            if day == 0:
                meet(place)
                steps.build(place, job.settings, job.now, lambda line: None)
            files = steps.digest(place, job.settings, job.now, ["html"])
    page = files[0]
    morning = looked_at(place, page, now)
    if day:
        hear_back(place)
    act(place, now)
    return morning


def lay_out(place: Workspace, urls: dict[str, str]) -> None:
    boards = "".join(
        f'[[board]]\nname = "{n}"\nfamily = "{FAMILIES[n]}"\nurl = "{u}"\nmin_interval = 0\n' for n, u in urls.items()
    )
    me = '[me]\nname = "Ana Ruiz, MD"\nemail = "ana@example.org"\nspecialties = []\n'
    train = '[[me.training]]\nkind = "residency"\ninstitution = "Cleveland Clinic"\nstart = 2019\nend = 2022\n'
    search = '[[search]]\nname = "any"\nspecialties = []\n[network]\n'
    lists = (
        'linkedin = ["network/Connections.csv"]\ngoogle = ["network/contacts.csv"]\nroster = ["network/roster.csv"]\n'
    )
    place.config.write_text(me + train + search + lists + boards)
    (place.root / ".env").write_text("CURBSIDE_USAJOBS_KEY=k\nCURBSIDE_USAJOBS_EMAIL=ana@example.org\n")


def know(place: Workspace) -> None:
    """An empty network: on the first day nobody knows yet who hires."""
    folder = place.root / "network"
    folder.mkdir(exist_ok=True)
    table(
        folder / "Connections.csv",
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        [],
    )
    table(
        folder / "contacts.csv",
        ["First Name", "Last Name", "E-mail 1 - Value", "Phone 1 - Value", "Organization Name"],
        [],
    )
    table(folder / "roster.csv", ["name", "institution", "program", "kind", "start", "end", "employer"], [])


def meet(place: Workspace) -> None:
    """350 connections, 400 phone contacts and 50 alumni; every third of them where somebody hires."""
    chance = random.Random(7)
    with published(place.leads) as con:
        hires = [
            r["employer_name"]
            for r in rows(con, "select distinct employer_name from leads where employer_name is not null order by 1")
        ]
    names = [f"{g} {f}" for g in GIVEN for f in FAMILY]
    chance.shuffle(names)
    names += [f"{g} {h} {f}" for g, h, f in zip(GIVEN * 8, GIVEN[::-1] * 8, FAMILY * 8, strict=True)]

    def employer() -> str:
        return chance.choice(hires) if chance.random() < 0.33 else f"{chance.choice(FAMILY)} Family Practice"

    folder = place.root / "network"
    linked = [
        (*n.rsplit(" ", 1), f"https://www.linkedin.com/in/p{i}", f"p{i}@example.org" if i % 4 == 0 else "", employer(),
         chance.choice(ROLES), (BEGIN - timedelta(chance.randrange(60, 3000))).strftime("%d %b %Y"))
        for i, n in enumerate(names[:350])
    ]  # fmt: skip
    phone = [
        (*n.rsplit(" ", 1), f"c{i}@example.org", f"+1 216 555 {i:04}", employer() if i % 2 else "")
        for i, n in enumerate(names[350:750])
    ]
    alumni = [
        (n, "Cleveland Clinic", "Internal Medicine", "residency", 2018 + i % 3, 2021 + i % 3, employer())
        for i, n in enumerate(names[750:800])
    ]
    table(
        folder / "Connections.csv",
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        linked,
    )
    table(
        folder / "contacts.csv",
        ["First Name", "Last Name", "E-mail 1 - Value", "Phone 1 - Value", "Organization Name"],
        phone,
    )
    table(folder / "roster.csv", ["name", "institution", "program", "kind", "start", "end", "employer"], alumni)


def table(file: Path, heading: list[str], lines: list[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heading, *lines])


def looked_at(place: Workspace, page: Path, now: datetime) -> Morning:
    """The digest measured, and the rules of its first screen."""
    day = content.read(place.leads, now.date(), "Ana Ruiz, MD")
    before = numbers.read(place.digests / numbers.FILE)
    day = replace(day, shown=before)
    shown = today.actions(day)
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    stood = sum(before[a.key].since < now.date() for a in shown if a.key in before)
    morning = Morning(len(text.split()), screens(page), len(shown), stood, len(day.new))
    found = morning.faults
    found += [f"{morning.words} words"] * (morning.words > 600) + [f"{len(shown)} people"] * (len(shown) > 5)
    found += [f"{morning.screens:.1f} screens"] * ((morning.screens or 0) > 4)
    with published(place.leads) as con:
        acquaintance.number(con, place.digests)
        for action in shown:
            for way in (action.key, str(action.number)):
                if acquaintance.one(con, way).person_id != action.key:
                    found.append(f"{way} names somebody else")
        waits = {r["person_id"] for r in rows(con, "select person_id from asks where state = 'asked'")}
        found += [
            f"{a.key} is asked and waits"
            for a in shown
            if a.key in waits and a.letter in ("opening", "scoop", "good-word", "introduction")
        ]
    return morning


def screens(page: Path) -> float | None:
    """Height of the page in screens of a phone; None without a browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not program:
        return None
    with sync_playwright() as p, closing(p.chromium.launch(executable_path=program, args=["--no-sandbox"])) as browser:
        view = browser.new_page(viewport={"width": 390, "height": 844})
        view.goto(page.as_uri())
        return float(view.evaluate("document.documentElement.scrollHeight")) / 844


def act(place: Workspace, now: datetime) -> None:
    """Send what the first three actions ask for; call what is owed done."""
    day = content.read(place.leads, now.date(), "Ana Ruiz, MD")
    for action in today.actions(day)[:3]:
        words = action.say.split()[1:]
        if words[0] == "draft":
            quiet(place, *words, "--sent")
        else:
            quiet(place, "done", action.key)


def hear_back(place: Workspace) -> None:
    """Every other open ask is answered; the answer helped."""
    with published(place.leads) as con:
        waits = rows(con, "select person_id, lead_id from asks where state = 'asked' order by asked_on, person_id")
    for row in waits[::2]:
        about = ["--lead", row["lead_id"]] if row["lead_id"] else []
        quiet(place, "answered", row["person_id"], "--helped", "scoop", *about)


def quiet(place: Workspace, *words: str) -> None:
    """A command whose own lines are not shown; one that is refused is a fault of the digest that offered it."""
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    heard = StringIO()
    with redirect_stdout(heard), redirect_stderr(heard):
        status = cli.main(["-C", str(place.root), *words])
    if status:
        print(f"refused: {' '.join(words[:2])} …: {heard.getvalue().strip().splitlines()[-1][:160]}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
