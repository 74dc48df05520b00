"""Postings, exports and the gold relations between them: the repository's own small case, and the shared one where it is."""

import csv
import json
from datetime import date
from pathlib import Path

import linking
import pytest
import replay

from curbside import network, warehouse
from curbside.network import Me, Source
from curbside.registers import loading
from curbside.warehouse import insider, opening, organisation, person

pytestmark = pytest.mark.whole

OWN = Path(__file__).parent / "network" / "case"
SHARED = replay.FOLDER.parent
TODAY = date(2026, 11, 23)
ME = Me("Ana Ruiz, MD", None, (("residency", "Ohio State University Wexner Medical Center", "Internal Medicine", 2016, 2019),))  # fmt: skip
CERTAIN = ("works there", "trained with you, works there", "worked there", "knows someone there", "decision maker", "named in the posting")  # fmt: skip


def linked(postings, files, folder, registers=()):
    """(posting, person) → (relation, confidence) of curbside's own steps on rows (id, employer, city, state, kind)."""
    con = warehouse.connect()
    linking.fill(con, "core.posting", [
        {"posting_id": f"h:{key}", "board": "h", "board_posting_id": key, "title": "Physician", "employer_name": employer, "employer_kind": kind,
         "profession": "physician", "city": city, "state": state, "reference": key, "first_seen": "2026-11-20 10:00:00+00"}
        for key, employer, city, state, kind in postings])  # fmt: skip
    sources = [
        Source("linkedin", files / "Connections.csv"),
        Source("roster", files / "roster.csv"),
        Source("friend", files / "friend-Connections.csv", "Ben Okafor"),
    ]
    read = network.read(sources, ME, folder, TODAY)
    for table, frame in (
        ("person_record", read.persons),
        ("affiliation_record", read.affiliations),
        ("tie_record", read.ties),
    ):
        warehouse.load(con, f"raw.{table}", frame)
    con.execute("insert into raw.me values ('Ana Ruiz, MD', null, [])")
    held = folder / "registry" if registers else None
    if held:
        assert [one.problem for one in loading.load(list(registers), held)] == [""] * len(registers)
    organisation.build(con, held)
    opening.build(con)
    person.build(con, held)
    insider.build(con, TODAY)
    rows = con.execute(
        "select board_posting_id, person, relation, confidence from core.insider join core.opening using (opportunity_id) join core.posting using (posting_id)"
    ).fetchall()
    return {(posting, name): (relation, confidence) for posting, name, relation, confidence in rows}


def measured(got, gold, plain):
    """Precision and recall at confidence 0.8, recall at any confidence, and the share of right relations."""
    sure = {k: r for k, (r, c) in got.items() if c >= 0.8 and r in CERTAIN}  # who shares a system the gold leaves out
    known = [k for k in sure if k in gold]
    return (
        len(known) / len(sure),
        len(plain & sure.keys()) / len(plain),
        len(plain & got.keys()) / len(plain),
        # Of whoever works there the case does not say who decides: a chief's title does.
        sum(sure[k] == gold[k] or (sure[k] == "decision maker" and gold[k].endswith("works there")) for k in known)
        / len(known),
    )


HOSPITALS = "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type\n"


@pytest.mark.parametrize("registers", [False, True], ids=["names alone", "with a register"])
def test_the_small_case(tmp_path, registers):
    with (OWN / "postings.csv").open(encoding="utf-8") as lines:
        postings = [(r["posting"], r["employer"], r["city"], r["state"], "agency" if "Staffing" in r["employer"] else "employer")
                    for r in csv.DictReader(lines)]  # fmt: skip
    register = tmp_path / "hospitals_2026.csv"
    register.write_text(HOSPITALS + "".join(
        f"{360000 + n},{employer.upper()},1 MAIN ST,{city.upper()},{state},44301,,,Acute Care Hospitals\n"
        for n, (_, employer, city, state, kind) in enumerate(postings) if kind == "employer"), "utf-8")  # fmt: skip
    got = linked(postings, OWN, tmp_path, [register] if registers else [])
    with (OWN / "gold.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    gold = {(r["posting"], r["person"]): r["relation"] for r in rows}
    doubtful = {(r["posting"], r["person"]) for r in rows if r["in_doubt"] == "1"}
    # What is in doubt is said with a low confidence; the rest is found, and nothing else is claimed.
    assert {k: got[k][1] for k in doubtful if got[k][1] >= 0.8} == {}
    assert {k: r for k, (r, c) in got.items() if c >= 0.8} == {k: r for k, r in gold.items() if k not in doubtful}


@pytest.mark.skipif(not replay.FOLDER.is_dir(), reason=replay.LACKING)
@pytest.mark.parametrize("registers", [False, True], ids=["names alone", "with registers"])
def test_the_shared_case(tmp_path, registers):
    case = SHARED / "network" / "case"
    rows = [json.loads(line) for line in (case / "boards" / "hospitals.jsonl").read_text("utf-8").splitlines()]
    reference = [SHARED / "reference" / f for f in ("Hospital_General_Information.csv", "chsp-hospital-linkage-2018.csv")]  # fmt: skip
    got = linked(
        [(r["url"], r["employer"], r["city"], r["state"], "employer") for r in rows],
        case / "network", tmp_path, reference if registers else [],
    )  # fmt: skip
    with (case / "gold.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    gold = {(r["url"], r["person"]): r["relation"] for r in rows}
    plain = {(r["url"], r["person"]) for r in rows if r["ambiguous"] == "0"}
    precision, recall, found, relations = measured(got, gold, plain)
    if registers:
        assert precision >= 0.99
        assert recall >= 0.90
        assert found >= 0.95
    else:
        assert precision >= 0.95
        assert recall >= 0.45
    assert relations >= 0.98
    assert {relation for relation, confidence in got.values() if confidence >= 0.8} <= {
        *CERTAIN,
        "works in the same system",
        "trained there",  # the roster of the user's own residency says so
    }
