"""Postings a second and core from raw bytes, beside extruct and a floor, in one run.

    python benchmarks/extract.py [--seconds 2] [--pages 200]

JSON-LD pages of 60 kB: the floor is one regular expression for the script element and orjson, nothing read from what it
gives; extruct gives the same nodes as dictionaries. Ours reads every field into a record. Feeds and JSON lists have
their own floor: the parser alone. Times are this process's processor time, so a busy machine changes them little; the
rounds of the readers alternate, so that it changes their ratios less.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
from defusedxml.ElementTree import fromstring

from curbside.extractors.base import Answer, Board
from curbside.extractors.families import greenhouse, xmlfeed
from curbside.extractors.readers import jobposting

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SCRIPT = re.compile(rb'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', re.S)
WORDS = (
    "call clinic inpatient outpatient coverage partner hospital rural teaching shift salary visa sign bonus EMR".split()
)


def text(rng: random.Random, size: int) -> str:
    """A description of `size` characters with some markup and entities."""
    out: list[str] = []
    while sum(map(len, out)) + len(out) < size:
        out.append(rng.choice(WORDS) if rng.random() < 0.93 else rng.choice(("<br>", "<li>", "R&amp;D", "3 &ndash; 4")))
    return " ".join(out)


def posting(rng: random.Random, n: int) -> dict[str, Any]:
    """A JobPosting as a society's board writes it."""
    address = {"@type": "PostalAddress", "addressLocality": "Duluth", "addressRegion": "MN", "addressCountry": "US"}
    value = {"@type": "QuantitativeValue", "minValue": 200_000 + n, "maxValue": 300_000 + n, "unitText": "YEAR"}
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": f"Physician {n}, Internal Medicine",
        "description": f"<p>{text(rng, 3000)}</p>",
        "datePosted": "2026-10-01",
        "validThrough": "2027-01-01",
        "employmentType": "FULL_TIME",
        "occupationalCategory": "Internal Medicine",
        "hiringOrganization": {"@type": "Organization", "name": f"Clinic {n % 40}"},
        "identifier": {"@type": "PropertyValue", "name": "Board", "value": f"R-{n}"},
        "jobLocation": {"@type": "Place", "address": address},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "USD", "value": value},
        "url": f"https://board.example/job/{n}/",
    }


def page(rng: random.Random, n: int, size: int = 60_000) -> bytes:
    """A job page of about `size` bytes: navigation and style around one JSON-LD block."""
    block = json.dumps(posting(rng, n)).replace("</", "<\\/")
    link = '<li class="nav__item"><a href="/browse/{0}/" class="nav__link">Browse by specialty or region {0}</a></li>'
    links = "".join(link.format(i) for i in range((size - len(block) - 600) // (len(link) + 2) // 2))
    script = f'<script type="application/ld+json">{block}</script>'
    head = f'<meta charset="utf-8"><title>Physician {n}</title>{script}'
    body = f"<nav><ul>{links}</ul></nav><main><h1>Physician {n}</h1></main><footer><ul>{links}</ul></footer>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def feed(rng: random.Random, count: int) -> bytes:
    """An exchanged XML feed of `count` postings."""
    jobs = "".join(
        f"<job><title><![CDATA[Physician {n}]]></title><date>2026-10-01</date><referencenumber>{n}</referencenumber>"
        f"<url>https://board.example/job/{n}/</url><company><![CDATA[Clinic {n % 40}]]></company><city>Duluth</city>"
        f"<state>MN</state><country>US</country><category>Internal Medicine</category>"
        f"<description><![CDATA[{text(rng, 1500)}]]></description></job>"
        for n in range(count)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><source>{jobs}</source>'.encode()


def listing(rng: random.Random, count: int) -> bytes:
    """A Greenhouse list of `count` postings."""
    jobs = [
        {
            "id": n,
            "title": f"Physician {n}",
            "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{n}",
            "updated_at": "2026-10-01T08:00:00-04:00",
            "first_published": "2026-10-01T08:00:00-04:00",
            "requisition_id": f"R-{n}",
            "company_name": "Acme",
            "location": {"name": "Duluth, MN"},
            "departments": [{"name": "Medicine"}],
            "content": "&lt;p&gt;" + text(rng, 3000).replace("<", "&lt;").replace(">", "&gt;"),
        }
        for n in range(count)
    ]
    return json.dumps({"jobs": jobs}).encode()


def rates(readers: dict[str, Callable[[], int]], seconds: float) -> dict[str, float]:
    """Postings a second of processor time for each reader; a reader gives how many postings one round had."""
    spent, done = dict.fromkeys(readers, 0.0), dict.fromkeys(readers, 0)
    for read in readers.values():
        read()
    while min(spent.values()) < seconds:
        for name, read in readers.items():
            if spent[name] < seconds:
                start = time.process_time()
                done[name] += read()
                spent[name] += time.process_time() - start
    return {name: done[name] / spent[name] for name in readers}


def show(what: str, found: dict[str, float]) -> None:
    """One line a reader, with its ratio to ours."""
    print(what)
    for name, rate in found.items():
        ratio = "" if name == "curbside" else f"   curbside is {found['curbside'] / rate:6.2f} × as fast"
        print(f"  {name:<34}{rate:>12,.0f} postings/s/core{ratio}")


def main() -> None:
    """Measure and print; ends with an error where curbside's targets are missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=2.0, help="processor time for each reader")
    arguments.add_argument("--pages", type=int, default=200)
    wanted = arguments.parse_args()
    rng = random.Random(1)
    pages = [page(rng, n) for n in range(wanted.pages)]
    url = "https://board.example/job/1/"

    def ours() -> int:
        return sum(len(jobposting.one(body, url, "k")) for body in pages)

    def floor() -> int:
        return sum(len([orjson.loads(m) for m in SCRIPT.findall(body)]) for body in pages)

    readers = {"curbside": ours, "floor: regular expression + orjson": floor}
    try:
        from extruct.jsonld import JsonLdExtractor

        extractor = JsonLdExtractor()
        readers["extruct (JSON-LD only)"] = lambda: sum(len(extractor.extract(body.decode())) for body in pages[:20])
    except ImportError:
        print("extruct is not installed (dependency group bench): left out")
    found = rates(readers, wanted.seconds)
    show(f"JSON-LD pages, {sum(map(len, pages)) // len(pages) // 1000} kB each", found)

    bytes_of_feed, bytes_of_list = feed(rng, 1000), listing(rng, 1000)
    feed_answer = Answer("list", "https://board.example/feed.xml", 200, NOW, bytes_of_feed)
    list_answer = Answer("list", "https://boards-api.greenhouse.io/v1/boards/acme/jobs", 200, NOW, bytes_of_list)
    feed_board, list_board = Board("f", "xmlfeed", "https://board.example"), Board("g", "greenhouse", None, "acme")
    of_feed = {
        "curbside": lambda: len(xmlfeed.records(feed_answer, feed_board)),
        "floor: defusedxml alone": lambda: len(fromstring(bytes_of_feed)),
    }
    show(f"XML feed, {len(bytes_of_feed) // 1000:,} kB", rates(of_feed, wanted.seconds))
    of_list = {
        "curbside": lambda: len(greenhouse.records(list_answer, list_board)),
        "floor: orjson alone": lambda: len(orjson.loads(bytes_of_list)["jobs"]),
    }
    show(f"JSON list, {len(bytes_of_list) // 1000:,} kB", rates(of_list, wanted.seconds))

    missed = []
    if found["curbside"] * 2 < found["floor: regular expression + orjson"]:
        missed.append("less than half the floor's speed")
    if found.get("extruct (JSON-LD only)", 0) * 4 > found["curbside"]:
        missed.append("less than 4 × extruct")
    raise SystemExit(f"JSON-LD pages: {', '.join(missed)}" if missed else 0)


if __name__ == "__main__":
    main()
