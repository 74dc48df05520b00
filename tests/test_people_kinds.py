"""Pairs of people by the kind of their trouble: labelled before the linkage was asked."""

import csv
from pathlib import Path

import linking
import pytest

from curbside.network import names

FILE = Path(__file__).with_name("labelled") / "kinds_people.csv"
# Employers that a register knows, with their system; the others are what they are called.
KNOWN = {
    "Providence": ("system", None),
    "Providence Sacred Heart Medical Center": ("hospital", "Providence"),
    "Geisinger": ("system", None),
    "Geisinger Medical Center": ("hospital", "Geisinger"),
    "Ascension": ("system", None),
}


@pytest.fixture(scope="module")
def told():
    """Each pair with what it is taken for: `one`, `asked` or `two`."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    records, works, match = [], [], []
    for n, row in enumerate(rows):
        for side, source in (("a", "linkedin"), ("b", "roster")):
            record, employer = {"record_id": f"{side}{n}", "source": source}, row[f"{side}_employer"]
            city, _, state = row[f"{side}_place"].partition(", ")
            place = {"organisation_name": employer, "city": city or None, "state": state or None}
            records.append({**record, "file": source, "owner": "me", **names.parse(row[side])._asdict()})
            works.append({**record, "kind": "work", "is_current": True, **place})
            if employer in KNOWN:
                match.append({**place, "name": employer, "organisation_id": employer, "confidence": 0.95})
                del match[-1]["organisation_name"]
    known = [{"organisation_id": o, "name": o, "kind": k, "system_id": s} for o, (k, s) in KNOWN.items()]
    given = {"raw.person_record": records, "raw.affiliation_record": works, "core.organisation": known}
    given["match"] = list({tuple(m.values()): m for m in match}.values())
    con = linking.built(given, "person")
    sure = dict(con.execute("select a || b, certainty from person_pair").fetchall())
    for n, row in enumerate(rows):
        certainty = sure.get(f"a{n}b{n}", 0)
        row["said"] = "one" if certainty >= 0.99 else "asked" if certainty >= 0.1 else "two"
    return rows


@pytest.mark.whole
def test_pairs_of_every_kind_are_told(told):
    wrong = [row for row in told if row["said"] not in row["expected"].split("|")]
    assert len(told) >= 70 and len(wrong) <= 0.03 * len(told), wrong


@pytest.mark.whole
def test_nobody_is_taken_for_another_but_where_spelt_alike(told):
    joined = [row for row in told if row["said"] == "one" and "one" not in row["expected"].split("|")]
    assert {(row["a"], row["b"]) for row in joined} <= {("Jon Wetherell", "John Wetherell")}
