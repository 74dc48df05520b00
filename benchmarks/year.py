"""A year of daily runs: how disk, memory and time grow, with and without folding old landing files together.

    python benchmarks/year.py [--days 365] [--postings 300] [--keep 60]

Landing files are made directly, as two boards would fill them: a feed that holds every posting each day, and a site of
pages. Each day 2 of 100 postings come and go and 1 of 100 changes. Each landed run is applied; every 30 days everything
else is derived and published, too, and old files are folded together.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from curbside import landing, warehouse
from curbside.extractors.base import Answer
from curbside.job import inputs, retention
from curbside.settings import Keep, Search, Settings
from curbside.warehouse import build, posting
from curbside.workspace import Workspace

START = datetime(2026, 1, 1, 11, tzinfo=UTC)
CITIES = ["Columbus", "Toledo", "Akron", "Dayton", "Cleveland", "Cincinnati"]
WORDS = "call panel team clinic weekend partner visa loan hospital benefits patients outpatient salary".split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("days", 365), ("postings", 300), ("keep", 60)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        year(Workspace(Path(folder)), args.days, args.postings, args.keep)
    return 0


def year(place: Workspace, days: int, count: int, keep: int) -> None:
    place.make_private()
    conf = Settings(search=[Search(name="all", specialties=[])], keep=Keep(days=keep))
    chance, live, made, grown, con = random.Random(7), {}, 0, 0, None
    print(
        "| day | postings | landing files | landing MB | state MB | databases MB | memory MB | s a day's landing | s a build |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for day in range(days):
        now = START + timedelta(days=day)
        while len(live) < count or chance.random() < 0.5:
            live[made] = text(chance)
            made += 1
        for key in chance.sample(sorted(live), max(1, count // 50)):
            del live[key]
        for key in chance.sample(sorted(live), max(1, count // 100)):
            live[key] = text(chance)
        began = time.monotonic()
        run_id = landing.new_run_id(now, place.landing)
        land(place, run_id, now, "feed", "xmlfeed", [feed(live, now)])
        land(place, run_id, now, "pages", "jsonld", pages(live, now, landing.Memory.load(place.landing, "pages")))
        con = con or warehouse.connect(place.warehouse)  # for a month: to open it each day costs more than the day
        for each, boards in posting.pending(con, place.landing).items():
            posting.apply_run(con, place.landing, each, boards, print)
        landed = time.monotonic() - began
        grown = day
        if day % 30 == 29 or day == days - 1:
            con.close()
            con = None
            began = time.monotonic()
            frames, _ = inputs.frames(conf, place, now.date())
            build.run(place.warehouse, place.landing, place.registry, place.leads, frames, now, print)
            built = time.monotonic() - began
            retention.keep(place, conf, now)
            row(place, grown + 1, made, landed, built)


def row(place: Workspace, day: int, made: int, landed: float, built: float) -> None:
    files = len(landing.runs(place.landing))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    databases = (place.warehouse.stat().st_size + place.leads.stat().st_size) / 1e6
    print(
        f"| {day} | {made:,} | {files} | {megabytes(place.landing):.1f} | {megabytes(place.kept):.1f} | {databases:.0f}"
        f" | {memory:.0f} | {landed:.1f} | {built:.1f} |",
        flush=True,
    )


def megabytes(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(100, 300)))


def feed(live: dict[int, str], now: datetime) -> Answer:
    jobs = "".join(
        f"<job><title>Cardiologist {key}</title><company>Clinic {key % 40}</company><city>{CITIES[key % 6]}</city>"
        f"<state>OH</state><referencenumber>{key}</referencenumber><description>{said}</description></job>"
        for key, said in live.items()
    )
    return Answer("list", "https://feed.example/feed.xml", 200, now, f"<source>{jobs}</source>".encode(), "text/xml")


def pages(live: dict[int, str], now: datetime, memory: landing.Memory) -> list[Answer]:
    rows = "".join(
        f"<url><loc>https://pages.example/job/{key}/</loc><lastmod>{hash(said) % 10**9}</lastmod></url>"
        for key, said in live.items()
    )
    found = [Answer("list", "https://pages.example/sitemap.xml", 200, now, f"<urlset>{rows}</urlset>".encode())]
    for key, said in live.items():
        version = str(hash(said) % 10**9)
        name = f"https://pages.example/job/{key}/"
        seen = memory.page(name)
        if seen is None or seen.version != version:
            job = {
                "@type": "JobPosting", "title": f"Internist {key}", "description": said,
                "hiringOrganization": {"name": f"Clinic {key % 40}"},
                "jobLocation": {"address": {"addressLocality": CITIES[key % 6], "addressRegion": "OH"}},
            }  # fmt: skip
            body = f'<script type="application/ld+json">{json.dumps(job)}</script>'.encode()
            found.append(Answer("page", name, 200, now, body, "text/html", key=name, version=version))
    return found


def land(place: Workspace, run_id: str, now: datetime, board: str, family: str, answers: list[Answer]) -> None:
    url = f"https://{board}.example"
    run = landing.BoardRun(
        run_id, board, family, url, None, now, now, "done", None, len(answers), len(answers), len(answers), True
    )
    landing.write(place.landing, run, answers)


if __name__ == "__main__":
    raise SystemExit(main())
