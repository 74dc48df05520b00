"""Reading pay, places, contacts and dates: precision and recall on the labelled sets, and time and memory for many postings.

    python benchmarks/read_postings.py [--postings 1000000] [--batch 100000]

Beside them: price-parser and dateparser, as installed. The floor for time is what any reader has to do: drop the tags, look for a dollar sign.
"""

import argparse
import datetime as dt
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dateparser
import polars as pl
from price_parser import Price

from curbside.extractors.base import RECORD
from curbside.transforms import contact, dates, employer, gazetteer, normalise, pay, place

LABELLED = Path(__file__).parents[1] / "tests" / "labelled"
SEEN = dt.datetime(2026, 5, 25, 12, tzinfo=dt.UTC)  # what the labelled relative dates count from
# Splits of the labelled sets. Blind: shapes of strings drawn at random and labelled before the reader was asked about them.
SPLITS = {
    "tune": "rows that the rules were tried on",
    "held": "rows held out while they were written",
    "blind": "rows labelled before the reader was asked about them",
}
SENTENCES = [
    "Our group of {n} physicians seeks a colleague for a busy outpatient practice in a growing town.",
    "We offer a base salary of ${a},000 - ${b},000 with a ${n}0,000 sign-on bonus &amp; relocation up to $15,000.",
    "Monday to Friday, call is 1:{n} and shared equally; call pay is $1,{n}00 per night.",
    "Board certified or board eligible candidates and new graduates are welcome to apply.",
    "J-1 and H-1B visas can be sponsored; up to $1{n}0,000 in student loan repayment is available.",
    "The hospital has {a} beds, a level II trauma center and a da Vinci robot.",
    "CME allowance of $5,{n}00, malpractice $1M/$3M, 401(k) with a {n} % match and {n} weeks of paid time off.",
    "The town has lakes, trails, good schools and an airport {n}0 minutes away; homes start at ${b},000.",
    "For more information please contact Jane Doe, Physician Recruiter, at jane{a}@example.org or 555-010-0{a}.",
    "Mentorship by {n} senior partners, a leadership track and time for teaching are part of the offer.",
    "Our electronic health record is Epic; {n} scribes and a nurse support every clinic session.",
    "The service covers {n} counties and draws referrals from {n}0 family practices in the region.",
    "Outdoor life, college sports, theatres and {n} golf courses are within half an hour of the hospital.",
    "Candidates finishing their training in the coming year are invited to visit with their families.",
    "You will work with cardiologists, hospitalists, nurse practitioners and a scribe in a new building.",
]
TITLES = [
    "Cardiologist",
    "Family Medicine Physician",
    "GI ${a}K potential",
    "Hospitalist - 7 on/7 off",
    "Nurse Practitioner",
    "OB/GYN in {c}",
]
EMPLOYERS = [
    "Mercy Hospital",
    "Blue River Staffing",
    "Confidential",
    "University of Toledo Medical Center",
    "CompHealth",
    "Lakeside Clinic",
]


def score(name: str, said: Sequence[Any], wanted: Sequence[Any]) -> None:
    """One line: right, precision over what was said, recall over what there is, invented where there is nothing."""
    right = sum(s == w for s, w in zip(said, wanted, strict=True)) / len(wanted)
    hit = sum(s == w and w is not None for s, w in zip(said, wanted, strict=True))
    claimed, there = sum(s is not None for s in said), sum(w is not None for w in wanted)
    invented = sum(s is not None and w is None for s, w in zip(said, wanted, strict=True))
    print(
        f"  {name:<30}{right:>7.3f}{hit / max(claimed, 1):>11.3f}{hit / max(there, 1):>8.3f}{invented:>10}{len(wanted):>6}"
    )


def head(title: str) -> None:
    print(f"{title}\n  {'field':<30}{'right':>7}{'precision':>11}{'recall':>8}{'invented':>10}{'of':>6}")


def read_pay() -> None:
    labelled = pl.read_csv(LABELLED / "pay.csv", infer_schema=False)
    numbers = ["pay_min", "pay_max", "sign_on_bonus"]
    labelled = labelled.with_columns(pl.col(numbers).cast(pl.Float64))
    columns = ["title", "pay_min", "pay_max", "pay_unit", "pay_currency", "pay_text", "description"]
    for half, name in SPLITS.items():
        part = labelled.filter(pl.col("half") == half)
        frame = part.select(
            pl.when(pl.col("where") == c).then(pl.col("text")).otherwise(pl.lit(None, pl.String)).alias(c)
            for c in columns
        )
        said = pay.read(frame)
        head(f"pay, {name}")
        for field in ("pay_min", "pay_max", "pay_period", "sign_on_bonus"):
            score(field, said[field].to_list(), part[field].to_list())
        whole = ["pay_min", "pay_max", "pay_period", "sign_on_bonus"]
        score("all four", said.select(whole).rows(), part.select(whole).rows())
        prices = [Price.fromstring(t).amount_float for t in part["text"]]
        score("price-parser: pay_min", prices, part["pay_min"].to_list())
        score("price-parser: pay_max", prices, part["pay_max"].to_list())


def read_places() -> None:
    labelled = pl.read_csv(LABELLED / "places.csv", infer_schema=False)
    for part in labelled["part"].unique(maintain_order=True):
        rows = labelled.filter(pl.col("part") == part)
        given = rows.select("text", "city", "state", postal_code=pl.lit(None, pl.String), country="country")
        nowhere = pl.lit(None, pl.Float64)
        said = place.resolve(given.with_columns(latitude=nowhere, longitude=nowhere))
        head(f"places, {SPLITS[part]}")
        for field in ("city", "state", "country"):
            score(field, said[field].to_list(), rows[f"want_{field}"].to_list())
        whole = [f"want_{f}" for f in ("city", "state", "country")]
        score("all three", said.select("city", "state", "country").rows(), rows.select(whole).rows())
        located = rows["want_city"].is_not_null() & (rows["located"] == "yes")
        score(
            "coordinates",
            said["latitude"].is_not_null().replace(False, None).to_list(),
            located.replace(False, None).to_list(),
        )
        # what the board's own fields say, or "City, ST" split at the comma
        split = given.select(
            city=pl.coalesce("city", pl.col("text").str.extract(r"^([^,]+),")),
            state=pl.coalesce("state", pl.col("text").str.extract(r",\s*([A-Z]{2})\b")),
        )
        for field in ("city", "state"):
            score(f"fields as given: {field}", split[field].to_list(), rows[f"want_{field}"].to_list())


def read_contacts() -> None:
    rows = pl.read_csv(LABELLED / "contacts.csv", infer_schema=False)
    fields = ["contact_name", "contact_role", "contact_email", "contact_phone"]
    nothing = {c: pl.lit(None, pl.String) for c in ("employer_type", "title", *fields)}
    asked = rows.select("employer", description="text").with_columns(**nothing)
    who = employer.kind(asked.drop(fields)).hstack(contact.contacts(asked.select("description", *fields)))
    head("who is behind it")
    for field, wanted in zip(who.columns, ("kind", "client", "name", "role", "email", "phone"), strict=True):
        score(field, who[field].to_list(), rows[wanted].to_list())


def read_dates() -> None:
    labelled = pl.read_csv(LABELLED / "dates.csv", infer_schema=False)
    wanted = labelled["day"].str.to_date("%Y-%m-%d").to_list()
    seen = pl.lit(SEEN).cast(pl.Datetime("us", "UTC"))
    head("dates")
    score("day", labelled.select(dates.read(pl.col("text"), seen)).to_series().to_list(), wanted)
    base = {"RELATIVE_BASE": SEEN.replace(tzinfo=None)}
    parsed = [dateparser.parse(t, languages=["en"], settings=base) for t in labelled["text"]]
    score("dateparser", [d and d.date() for d in parsed], wanted)


def batch(rows: int, first: int, rng: random.Random) -> pl.DataFrame:
    """Invented postings with descriptions of two to three thousand characters of HTML, each different."""
    cities = gazetteer.places().filter(pl.col("population") > 5000).select("spelling", "state").rows()
    schema = {
        **dict.fromkeys(["posting_id", "board", "board_posting_id"], pl.String),
        **{c: t for c, t in RECORD.items() if c != "key"},
        "seen_at": pl.Datetime("us", "UTC"),
    }
    records = []
    for n in range(first, first + rows):
        city, state = rng.choice(cities)
        told = "".join(
            f"<p><strong>{rng.choice(('Note', 'About us', 'What we offer'))}</strong> "
            + rng.choice(SENTENCES).format(n=rng.randint(1, 9), a=rng.randint(100, 499), b=rng.randint(500, 900))
            + "</p>\n"
            for _ in range(18)
        )
        where = {
            "text": None,
            "city": city,
            "state": state,
            "postal_code": None,
            "country": "US",
            "latitude": None,
            "longitude": None,
        }
        records.append(
            {
                "posting_id": f"b:{n}", "board": "b", "board_posting_id": str(n), "url": f"https://b.example/{n}",
                "title": rng.choice(TITLES).format(a=rng.randint(200, 900), c=f"{city}, {state}") + f" #{n}",
                "employer": rng.choice(EMPLOYERS), "places": [where], "categories": ["Internal Medicine"], "employment": ["FULL_TIME"],
                "posted": "2026-05-20", "closes": "2026-09-20", "description": told, "seen_at": SEEN,
            }
        )  # fmt: skip
    return pl.DataFrame([{c: r.get(c) for c in schema} for r in records], schema=schema, orient="row")


def measure(postings: int, size: int) -> None:
    """Seconds for `postings` in batches (as runs bring them) and the peak memory of this process."""
    rng = random.Random(4)
    normalise.postings(batch(100, 0, rng))  # tables and patterns are loaded once
    spent = worked = floor = characters = 0.0
    for first in range(0, postings, size):
        raw = batch(min(size, postings - first), first, rng)
        characters += raw["description"].str.len_chars().sum()
        start, begun = time.perf_counter(), time.process_time()
        normalise.postings(raw)
        spent += time.perf_counter() - start
        worked += time.process_time() - begun
        start = time.perf_counter()
        raw.select(pl.col("description").str.replace_all("<[^>]*>", "").str.contains("$", literal=True))
        floor += time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"normalise.postings: {postings:,} postings of {characters / postings:,.0f} characters in batches of {size:,}"
    )
    print(
        f"  {spent:.1f} s, {worked:.1f} s of processors ({postings / spent:,.0f} postings a second), floor {floor:.1f} s, peak memory {peak:.2f} GB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=100_000)
    asked = parser.parse_args()
    read_pay()
    read_places()
    read_contacts()
    read_dates()
    measure(asked.postings, asked.batch)


if __name__ == "__main__":
    main()
