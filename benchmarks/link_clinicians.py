"""How surely a contact is found in the register of clinicians: precision and recall among two million made people.

    python benchmarks/link_clinicians.py [--people 2000000] [--listed 0.4] [--contacts 6000] [--seed 7] [--residency 0]

Names are drawn as often as warehouse/person/name_share.parquet says they are borne, given names partly by surname (people
of one surname share a language); a part of the people is listed in the register, as in life, and contacts are drawn from
all of them, so that a contact's namesakes, listed or not, are as many as in life. What a contact's entry says is what
LinkedIn or a roster says: an employer, mostly a title, sometimes state, school and class; some have moved since, go by a
short form, or have married. `--residency`: the share of the rosters' entries that say years of a residency, too, as lists of a program do. Registers and entries reach curbside in their true formats. Drawn from a seed.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from curbside import warehouse
from curbside.registers import loading
from curbside.transforms import gazetteer
from curbside.warehouse import organisation, person

ROOT = Path(__file__).parents[1]
PERSON = ROOT / "warehouse" / "person"
# The register's field, how a profile says it, and its share.
FIELDS = (
    ("INTERNAL MEDICINE", "Internist", 12), ("FAMILY PRACTICE", "Family Physician", 11), ("HOSPITALIST", "Hospitalist", 5),
    ("EMERGENCY MEDICINE", "Emergency Physician", 5), ("CARDIOVASCULAR DISEASE (CARDIOLOGY)", "Cardiologist", 3),
    ("INTERVENTIONAL CARDIOLOGY", "Interventional Cardiologist", 1), ("ANESTHESIOLOGY", "Anesthesiologist", 5),
    ("DIAGNOSTIC RADIOLOGY", "Radiologist", 4), ("ORTHOPEDIC SURGERY", "Orthopedic Surgeon", 3), ("GENERAL SURGERY", "General Surgeon", 3),
    ("PSYCHIATRY", "Psychiatrist", 4), ("OBSTETRICS/GYNECOLOGY", "Obstetrician-Gynecologist", 4), ("NEUROLOGY", "Neurologist", 2),
    ("GASTROENTEROLOGY", "Gastroenterologist", 2), ("PULMONARY DISEASE", "Pulmonologist", 1), ("NEPHROLOGY", "Nephrologist", 1),
    ("DERMATOLOGY", "Dermatologist", 2), ("UROLOGY", "Urologist", 1), ("OPHTHALMOLOGY", "Ophthalmologist", 2), ("PATHOLOGY", "Pathologist", 2),
    ("NURSE PRACTITIONER", "Nurse Practitioner", 17), ("PHYSICIAN ASSISTANT", "Physician Assistant", 10),
)  # fmt: skip
SCHOOLS = 140
MOVED, MARRIED, SHORT = 0.08, 0.02, 0.12


def drawn(rng: random.Random, values: Sequence[Any], weights: Sequence[float], count: int) -> list[Any]:
    """`count` of `values`, as often as their weights say."""
    return rng.choices(values, cum_weights=list(accumulate(weights)), k=count)


def names(rng: random.Random, count: int) -> tuple[list[str], list[str]]:
    """Given names and surnames of `count` people."""
    share = pl.read_parquet(PERSON / "name_share.parquet")
    family = share.filter(pl.col("kind") == "family")
    given = share.filter(pl.col("kind") == "given")
    surnames = drawn(rng, family["name"].to_list(), family["share"].to_list(), count)
    common = drawn(rng, given["name"].to_list(), given["share"].to_list(), count)
    # Sixty languages with their own eighty given names, the first of them borne most.
    pool = given["name"].to_list()
    own = [rng.sample(pool, 80) for _ in range(60)]
    rank = drawn(rng, range(80), [1 / (n + 1) for n in range(80)], count)
    mixed = [
        own[hash_of(s) % 60][r] if rng.random() < 0.4 else c for s, r, c in zip(surnames, rank, common, strict=True)
    ]
    return mixed, surnames


def hash_of(text: str) -> int:
    """The same number for the same text in every run."""
    return int.from_bytes(text.encode()[:8].ljust(8, b"."), "big") % 1009


def people(rng: random.Random, count: int, listed: float) -> pl.DataFrame:
    """One row a person: name, state, field, school, class, hospital and group (numbers), and whether the register lists them."""
    places = (
        gazetteer.places()
        .group_by("state")
        .agg(pl.col("population").sum())
        .filter(pl.col("population") > 300_000)
        .sort("state")
    )
    given, family = names(rng, count)
    fields = drawn(rng, range(len(FIELDS)), [f[2] for f in FIELDS], count)
    schools = drawn(rng, range(SCHOOLS), [1 / (n + 20) for n in range(SCHOOLS)], count)
    return pl.DataFrame(
        {
            "id": range(count), "given": given, "family": family, "field": fields, "school": schools,
            "middle": [chr(97 + rng.randrange(26)) for _ in range(count)],
            "state": drawn(rng, places["state"].to_list(), places["population"].to_list(), count),
            "class": [rng.randint(1975, 2021) for _ in range(count)], "house": [rng.randrange(60) for _ in range(count)],
            "group": [rng.randrange(250) for _ in range(count)],
            "abroad": [rng.random() < 0.35 for _ in range(count)], "staff": [rng.random() < 0.7 for _ in range(count)],
            "listed": [rng.random() < listed for _ in range(count)],
        }
    )  # fmt: skip


def hospitals(rng: random.Random, states: list[str]) -> dict[tuple[str, int], tuple[str, str, str]]:
    """(state, number) → (certification number, name, city); sixty a state, of towns of that state."""
    words = (
        "Regional Medical Center",
        "Memorial Hospital",
        "General Hospital",
        "Community Hospital",
        "Valley Medical Center",
    )
    found = {}
    for s, state in enumerate(states):
        towns = (
            gazetteer.places()
            .filter(pl.col("state") == state)
            .sort("population", descending=True)["spelling"]
            .head(60)
            .to_list()
        )
        for n in range(60):
            town = towns[n % len(towns)]
            found[state, n] = (f"{s + 10:02d}{n:04d}", f"{town} {words[n % 5]}", town)
    return found


def school(number: int) -> str:
    """The name of one of the schools, as CMS writes it."""
    towns = gazetteer.places().sort("population", descending=True)["spelling"].head(SCHOOLS).to_list()
    return f"UNIVERSITY OF {towns[number].upper()} SCHOOL OF MEDICINE"


def write_registers(
    frame: pl.DataFrame, houses: dict[tuple[str, int], tuple[str, str, str]], folder: Path
) -> list[Path]:
    """CMS's files of hospitals, clinicians and their hospitals."""
    hospital, clinician, stays = (
        folder / f
        for f in (
            "Hospital_General_Information_2026.csv",
            "DAC_NationalDownloadableFile_2026.csv",
            "Facility_Affiliation_2026.csv",
        )
    )
    with hospital.open("w", encoding="utf-8", newline="") as out:
        head = [
            "Facility ID",
            "Facility Name",
            "Address",
            "City/Town",
            "State",
            "ZIP Code",
            "County/Parish",
            "Telephone Number",
            "Hospital Type",
        ]
        rows = [
            [ccn, name.upper(), "1 MAIN ST", city.upper(), state, "", "", "", "Acute Care Hospitals"]
            for (state, _), (ccn, name, city) in houses.items()
        ]
        csv.writer(out).writerows([head, *rows])
    schools = [school(n) for n in range(SCHOOLS)]
    listed = frame.filter("listed").with_columns(npi=pl.col("id") + 1_000_000_000)
    pl.DataFrame(
        {
            "NPI": listed["npi"], "Ind_PAC_ID": listed["npi"], "Provider Last Name": listed["family"].str.to_uppercase(),
            "Provider First Name": listed["given"].str.to_uppercase(), "Provider Middle Name": listed["middle"].str.to_uppercase(), "suff": "", "Cred": "",
            "Med_sch": [("OTHER" if far else schools[s]) for s, far in listed.select("school", "abroad").rows()],
            "Grd_yr": listed["class"], "pri_spec": [FIELDS[f][0] for f in listed["field"]],
            "Facility Name": [group_name(s, g).upper() for s, g in listed.select("state", "group").rows()], "City/Town": "", "State": listed["state"], "ZIP Code": "",
        }
    ).write_csv(clinician)  # fmt: skip
    at = listed.filter("staff")
    pl.DataFrame(
        {
            "NPI": at["npi"], "Ind_PAC_ID": at["npi"], "facility_type": "Hospital",
            "Facility Affiliations Certification Number": [houses[s, h][0] for s, h in at.select("state", "house").rows()],
        }
    ).write_csv(stays)  # fmt: skip
    return [hospital, clinician, stays]


def group_name(state: str, number: int) -> str:
    """The name of a group practice of the state."""
    return f"{gazetteer.STATES[state]} Physicians Group {number}"


def entries(
    rng: random.Random,
    frame: pl.DataFrame,
    houses: dict[tuple[str, int], tuple[str, str, str]],
    short: dict[str, list[str]],
    residency: float = 0,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], set[int]]:
    """Rows of raw.person_record and raw.affiliation_record of the contacts in `frame`, and who of them says more than a
    name and has neither moved nor married since: what they say is what the register says."""
    records, works, fit = [], [], set()
    families = frame["family"].to_list()
    own = random.Random(rng.random()) if residency else rng
    for row in frame.iter_rows(named=True):
        moved = rng.random() < MOVED
        state = rng.choice(list(houses))[0] if moved else row["state"]
        given = rng.choice(short[row["given"]]) if row["given"] in short and rng.random() < SHORT else row["given"]
        married = rng.random() < MARRIED
        family = rng.choice(families) if married else row["family"]
        middle = f" {row['middle'].upper()}." if rng.random() < 0.2 else ""
        record = {"record_id": str(row["id"]), "owner": "me", "name": f"{given.title()}{middle} {family.title()}"}
        linkedin = rng.random() < 0.6
        name, city = houses[state, rng.randrange(60) if moved else row["house"]][1:]
        if not row["staff"] or rng.random() < 0.3:
            name, city = group_name(state, rng.randrange(250) if moved else row["group"]), ""
        title = (
            FIELDS[row["field"]][1]
            if rng.random() < 0.7
            else rng.choice((None, "Physician", "Attending Physician"))
            if row["field"] < 20
            else None
        )
        record |= {"source": "linkedin" if linkedin else "roster", "state": None if linkedin else state}
        if rng.random() < 0.9:
            works.append({"record_id": record["record_id"], "kind": "work", "organisation_name": name, "title": title, "is_current": True,
                          "city": None if linkedin else city or None, "state": None if linkedin else state, "source": record["source"]})  # fmt: skip
        if not linkedin and rng.random() < 0.5 and not row["abroad"]:
            works.append({"record_id": record["record_id"], "kind": "training", "organisation_name": school(row["school"]).title(), "title": "medical school",
                          "end_year": row["class"], "source": "roster"})  # fmt: skip
        if residency and not linkedin and own.random() < residency:
            # Whoever studied abroad waits for some years; one in seven of the others for one.
            began = row["class"] + (own.choice((1, 2, 3, 4, 6)) if row["abroad"] else int(own.random() < 0.15))
            works.insert(len(works) - 1, {"record_id": record["record_id"], "kind": "training", "organisation_name": school(own.randrange(SCHOOLS)).title(),
                          "title": "residency", "start_year": began if own.random() < 0.5 else None, "end_year": began + own.choice((3, 3, 3, 4, 4, 5)), "source": "roster"})  # fmt: skip
        if not moved and not married and works and works[-1]["record_id"] == record["record_id"]:
            fit.add(row["id"])
        records.append(record)
    return records, works, fit


def told(works: list[dict[str, Any]]) -> dict[str, str]:
    """What each contact says besides a name."""
    said: dict[str, set[str]] = {}
    for w in works:
        known = (
            {"employer"}
            if w["kind"] == "work"
            else {"school and class" if w["title"] == "medical school" else "residency"}
        )
        known |= {"state"} if w.get("state") else set()
        known |= (
            {"field"} if w["kind"] == "work" and w["title"] not in (None, "Physician", "Attending Physician") else set()
        )
        said.setdefault(w["record_id"], set()).update(known)
    return {k: ", ".join(sorted(v)) for k, v in said.items()}


def linked(args: argparse.Namespace, folder: Path) -> pl.DataFrame:
    """One row a contact: says, listed (truth), found (id or null), sure."""
    rng = random.Random(args.seed)
    frame = people(rng, args.people, args.listed)
    houses = hospitals(rng, frame["state"].unique().sort().to_list())
    short: dict[str, list[str]] = {}
    for nick, given in pl.read_csv(PERSON / "nickname.csv").filter("is_plain").select("nickname", "given").rows():
        short.setdefault(given, []).append(nick)
    chosen = frame.sample(args.contacts, seed=args.seed)
    records, works, fit = entries(rng, chosen, houses, short, args.residency)
    files = write_registers(frame, houses, folder)
    assert not [one.problem for one in loading.load(files, folder / "registry") if one.problem]
    con = warehouse.connect(folder / "bench.duckdb")
    con.execute("set memory_limit = '6GB'")
    con.execute("insert into raw.me (name) values ('Ana Ruiz, MD')")
    warehouse.load(con, "raw.person_record", pl.DataFrame(records, infer_schema_length=None))
    warehouse.load(con, "raw.affiliation_record", pl.DataFrame(works, infer_schema_length=None))
    organisation.build(con, folder / "registry")
    began = time.perf_counter()
    person.build(con, folder / "registry")
    print(
        f"{args.people:,} people, {frame['listed'].sum():,} listed, {args.contacts:,} contacts, seed {args.seed}; person step {time.perf_counter() - began:.1f} s"
    )
    rows = con.execute(
        "select r.record_id::bigint, (m.npi::bigint - 1000000000), m.p, m.certainty >= 0.95 from core.person_record r left join core.clinician_match m using (person_id)"
        " where r.record_id not like 'friend:%' and r.record_id <> 'me'"
    ).fetchall()
    con.close()
    found = pl.DataFrame(
        rows, schema={"id": pl.Int64, "npi": pl.Int64, "p": pl.Float64, "sure": pl.Boolean}, orient="row"
    )
    says = told(works)
    return (
        chosen.select("id", "listed")
        .join(found, on="id")
        .with_columns(
            says=pl.col("id").map_elements(lambda i: says.get(str(i), "the name alone"), pl.String),
            sure=pl.col("sure").fill_null(False),
            fits=pl.col("id").is_in(fit),
        )
    )


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name, kind, default in (
        ("--seed", int, 7),
        ("--people", int, 2_000_000),
        ("--contacts", int, 6000),
        ("--listed", float, 0.4),
        ("--residency", float, 0.0),
    ):
        parser.add_argument(name, type=kind, default=default)
    with TemporaryDirectory() as folder:
        found = linked(parser.parse_args(), Path(folder))
    right = pl.col("npi") == pl.col("id")
    measures = [
        pl.len().alias("contacts"), pl.col("listed").sum(), pl.col("sure").sum().alias("sure"),
        (pl.col("sure") & ~right).sum().alias("wrong"), ((pl.col("sure") & right).sum() / pl.col("sure").sum()).alias("precision"),
        ((pl.col("sure") & right).sum() / pl.col("listed").sum()).alias("recall"),
        ((pl.col("npi").is_not_null() & right).sum() / pl.col("listed").sum()).alias("with hints"),
    ]  # fmt: skip
    # Two things besides the name, one of them a place: what can be told apart at all.
    told_apart = pl.col("says").str.contains("employer|state") & pl.col("says").str.contains("field|school")
    with pl.Config(
        tbl_rows=30, tbl_width_chars=140, float_precision=4, tbl_hide_dataframe_shape=True, fmt_str_lengths=60
    ):
        print(found.group_by("says").agg(measures).sort("contacts", descending=True))
        whole = found.select(*measures).with_columns(says=pl.lit("all"))
        apart = found.filter(told_apart).select(*measures).with_columns(says=pl.lit("a place and a field or school"))
        fits = (
            found.filter("fits")
            .select(*measures)
            .with_columns(says=pl.lit("what the register says, not moved, not renamed"))
        )
        print(pl.concat([whole, fits, apart]))
        likely = found.drop_nulls("p").group_by(pl.col("p").mul(20).floor().clip(10, 19).truediv(20).alias("p from"))
        print(likely.agg(pl.len(), pl.col("p").mean(), right.mean().alias("right")).sort("p"))
        sure = (found.filter(told_apart & (pl.col("p") >= p)) for p in (0.9, 0.95, 0.99, 0.995, 0.999, 0.9999))
        print(pl.concat([one.select(pl.col("p").min(), pl.len(), (~right).sum().alias("wrong")) for one in sure]))


if __name__ == "__main__":
    main()
