"""A made-up world of hospitals, postings and people, and how well curbside says who is in reach of what, and how.

    python benchmarks/link_people.py                     precision and recall of every relation, beside the peers' rules
    python benchmarks/link_people.py --postings 100000 --contacts 50000 --only-time

The world is drawn from a seed. Its people reach curbside as files in the formats that LinkedIn, Google and alumni
offices write, its registers as the CSV files of CMS and AHRQ, its postings as rows of `core.posting`. The gold relation
of each posting and person follows from the world, not from the files.

Traps: namesakes; names that several hospitals bear; agencies and their recruiters; placeholders for an employer; past
employers; the same hospital but another programme or other years; chief residents.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from curbside import network, warehouse
from curbside.network import Me, Source
from curbside.registers import loading
from curbside.warehouse import insider, lead, opening, organisation, person

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)
MY_HOSPITAL = "Lakeshore Teaching Hospital"
RANK = (
    "named in the posting", "decision maker", "trained with you, works there", "works there", "knows someone there",
    "worked there", "works in the same system", "trained there", "in the market",
)  # fmt: skip
TITLES = (
    "Attending Physician",
    "Hospitalist",
    "Cardiologist",
    "Staff Physician",
    "Neurologist",
    "Associate Physician",
)
SPECIALTIES = (
    "Cardiology", "Neurology", "Hospital Medicine", "General Surgery", "Psychiatry", "Gastroenterology", "Nephrology",
    "Pulmonology", "Dermatology", "Endocrinology", "Rheumatology", "Urology",
)  # fmt: skip
PLACEHOLDERS = ("Self-employed", "Confidential", "Hospital", "Inc", "Retired", "Private Practice")
SHARED = (
    "Memorial Hospital",
    "Mercy Hospital",
    "St. Mary's Medical Center",
    "Community Hospital",
    "Good Samaritan Hospital",
)
GIVEN = """Ada Aisha Amir Ana Anders Beatriz Bruno Carmen Chidi Dana Diego Dmitri Elif Emeka Esther Farah Femi Gil Grace Hana
    Hugo Idris Ines Ivan Jaya Jun Kavya Kofi Lars Leila Lena Marco Maya Mei Milan Nadia Nikhil Noor Olga Omar Oskar Pedro
    Priya Quinn Rania Rosa Samir Sven Tara Thuy Uma Ursula Victor Vikram Wanda Wen Ximena Yara Yusuf Zain Zoe""".split()
ONSETS = "B Br C Ch D Dr F G Gr H J K Kr L M N P Pr R S St T Tr V W Z".split()
NUCLEI = "a e i o u ai ea io".split()
CODAS = "ck d ll m n nd r rt s ss t v x".split()
ENDS = "berg dale er es feld ham ic ine ini man mann ova sen son ton vale ward well wood worth".split()


@dataclass(slots=True)
class Hospital:
    ccn: str
    name: str
    former: str
    city: str
    state: str
    latitude: float
    longitude: float
    system: int | None = None
    is_shared: bool = False


@dataclass(slots=True)
class Person:
    """`reach`: hospital number → (relation, whether no file could tell which hospital is meant)."""

    name: str
    reach: dict[int, tuple[str, bool]] = field(default_factory=dict)
    at: int | None = None  # where they work, if the files let one know
    is_placed: bool = False


@dataclass(slots=True)
class World:
    hospitals: list[Hospital]
    people: list[Person]
    postings: list[dict[str, object]]
    linkedin: list[tuple[str, ...]]
    friend: list[tuple[str, ...]]
    roster: list[dict[str, str]]
    google: list[tuple[str, str, str]]
    named: dict[str, str]  # posting_id → name of the person that it names


def spelt(rng: random.Random, name: str) -> str:
    """The name as people and registers write it."""
    changes = (
        lambda n: n, lambda n: n, lambda n: n.replace("Medical Center", "Med Ctr"), lambda n: n.replace("Hospital", "Hosp"),
        lambda n: n.upper(), lambda n: n + ", Inc.", lambda n: "The " + n, lambda n: n.replace("Saint", "St"),
    )  # fmt: skip
    return rng.choice(changes)(name)


def surnames(rng: random.Random, count: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made[rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) + rng.choice(ENDS)] = None
    return list(made)


def cities() -> list[tuple[str, str, float, float]]:
    with (ROOT / "transforms" / "gazetteer.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r["state"] != "PR"]
    rows.sort(key=lambda r: -int(r["population"]))
    return [(r["name"], r["state"], float(r["latitude"]), float(r["longitude"])) for r in rows]


def build_hospitals(rng: random.Random, count: int, families: list[str]) -> list[Hospital]:
    """Hospitals in towns of their own, so that a market has one or two; systems of two to four in one state."""
    towns = rng.sample(cities()[: 2 * count], max(1, int(count / 1.25)))
    patterns = (
        "{} Regional Medical Center",
        "{} Memorial Hospital",
        "Saint {} Hospital",
        "{} Community Hospital",
        "{} Valley Medical Center",
    )
    found: list[Hospital] = []
    for n in range(count):
        city, state, latitude, longitude = towns[n % len(towns)]
        name = SHARED[n % len(SHARED)] if n % 12 == 0 else rng.choice(patterns).format(families[n % (count * 2 // 3)])
        former = f"{families[count + n]} General Hospital" if n % 10 == 5 else ""
        # No state's number: what is known of real hospitals since the list of 2018 is told by theirs
        found.append(Hospital(f"{n + 990001}", name, former, city, state, latitude, longitude))
    bearers = Counter(h.name for h in found)
    for h in found:
        h.is_shared = bearers[h.name] > 1
    by_state = defaultdict(list)
    for n, h in enumerate(found):
        by_state[h.state].append(n)
    system = 0
    for members in by_state.values():
        for at in range(0, len(members) - 2, 6):
            for n in members[at : at + rng.randint(2, 3)]:
                found[n].system = system
            system += 1
    return found


def draw(seed: int, hospital_count: int, posting_count: int, contact_count: int) -> World:
    """The world of `seed`."""
    rng = random.Random(seed)
    families = surnames(rng, 2 * hospital_count + 600)
    hospitals = build_hospitals(rng, hospital_count, families)
    world = World(hospitals, [], [], [], [], [], [], {})
    for n in range(posting_count):
        _post(world, rng, n)
    spare = families[2 * hospital_count :]
    taken: set[str] = set()
    for n in range(contact_count):
        name = f"{rng.choice(GIVEN)} {rng.choice(spare)}"
        if name in taken and contact_count < 10_000:
            name = f"{rng.choice(GIVEN)} {rng.choice(spare)}-{rng.choice(spare)}"
        taken.add(name)
        _meet(world, rng, n, name)
    return world


def _post(world: World, rng: random.Random, n: int) -> None:
    h = n % len(world.hospitals)
    hospital = world.hospitals[h]
    specialty = SPECIALTIES[(n // len(world.hospitals)) % len(SPECIALTIES)]
    kind = ("agency", "hidden")[n % 2] if n % 23 == 7 else "employer"
    employer = {"agency": "Northstar Locums Staffing", "hidden": "Confidential"}.get(kind, spelt(rng, hospital.name))
    world.postings.append(
        {
            "posting_id": f"made:{n}", "board": "made", "board_posting_id": str(n), "title": f"{specialty} Physician {n}",
            "employer_name": employer, "employer_kind": "agency" if kind == "agency" else "employer", "profession": "physician",
            "specialty": specialty, "city": hospital.city, "state": hospital.state, "country": "US",
            "latitude": hospital.latitude, "longitude": hospital.longitude, "reference": f"R-{n}",
            "contact_name": None, "contact_email": None, "hospital": h if kind == "employer" else None, "town": h,
        }
    )  # fmt: skip


def _meet(world: World, rng: random.Random, n: int, name: str) -> None:
    """One more person: what is true of them, and what the files say."""
    h = rng.randrange(len(world.hospitals))
    hospital = world.hospitals[h]
    given, family = name.split(" ", 1)
    url = f"https://www.linkedin.com/in/{given}-{family}-{n}".lower()
    title = rng.choice(TITLES)
    place = {
        "employer": spelt(rng, hospital.name),
        "city": hospital.city,
        "state": hospital.state,
        "title": title,
    }
    residency = {
        "institution": MY_HOSPITAL,
        "program": "Internal Medicine",
        "kind": "residency",
        "start": "2016",
        "end": "2019",
    }
    someone = Person(name)
    world.people.append(someone)
    day = f"{rng.randint(1, 28)} {rng.choice(('Jan', 'May', 'Sep'))} {rng.randint(2012, 2026)}"
    story = n % 20

    def works(relation: str, in_doubt: bool = False) -> None:
        someone.reach[h] = relation, in_doubt
        someone.at, someone.is_placed = h, not in_doubt

    if story < 6:  # LinkedIn: a name of the employer, no place
        former = hospital.former and rng.random() < 0.5
        world.linkedin.append((given, family, url, f"{given}.{n}@example.org".lower() if story == 0 else "",
                               hospital.former if former else spelt(rng, hospital.name), title, day))  # fmt: skip
        works("works there", hospital.is_shared)
        if story == 0:  # in the address book as well, by the same e-mail address
            world.google.append((given, family, f"{given}.{n}@example.org".lower()))
    elif story == 6:
        world.roster.append({"name": name, **residency, **place})
        works("trained with you, works there")
    elif story == 7:  # the same programme in other years, or another programme of the hospital in the same years
        other = {"start": "2019", "end": "2022"} if n % 40 == 7 else {"program": "General Surgery"}
        world.roster.append({"name": name, **residency, **other, **place})
        works("works there")
    elif story in (8, 9):
        world.roster.append({"name": name, **place, "start": "2008", "end": "2014", "met": "ACP meeting 2018"})
        someone.reach[h] = "worked there", False
    elif story == 10:
        world.roster.append({"name": name, "institution": hospital.name, "program": "Cardiology", "kind": "fellowship", "start": "2008",
                             "end": "2011"})  # fmt: skip
        someone.reach[h] = "trained there", hospital.is_shared
    elif story in (11, 12):
        world.friend.append((given, family, url, "", spelt(rng, hospital.name), title, day))
        someone.reach[h] = "knows someone there", hospital.is_shared
    elif story == 13:
        role = rng.choice(
            (
                "Chair of Medicine",
                "Medical Director",
                "program director",
                "in-house physician recruiter",
                "Section Chief",
            )
        )
        world.roster.append({"name": name, **place, "role": role})
        works("decision maker")
    elif story == 14:
        world.roster.append({"name": name, **place, "title": "Chief Resident"})
        works("works there")
    elif story == 15:  # named in one posting, of any employer
        mail = f"{family}.{n}@example.org".lower()
        posting = rng.choice(world.postings)
        if posting["contact_name"] is None:
            posting["contact_name"], posting["contact_email"] = f"Dr. {name}", mail if n % 40 == 15 else None
            world.named[str(posting["posting_id"])] = name
        world.linkedin.append((given, family, url, mail, "", "", day))
    elif story == 16:
        world.linkedin.append((given, family, url, "", rng.choice(PLACEHOLDERS), title, day))
    elif story == 17:
        world.linkedin.append((given, family, url, "", "Northstar Locums Staffing", "Physician Recruiter", day))
    elif story == 18:  # a colleague's colleague, from a roster
        world.roster.append({"name": name, "met": "conference 2024", "knows": f"{given} Zz{family} ({hospital.name})"})
        other = Person(f"{given} Zz{family}", {h: ("knows someone there", hospital.is_shared)})
        world.people.append(other)
    else:  # a namesake of the one before, elsewhere, with a profile of their own
        before = world.people[-1].name if world.people[-1] is not someone else world.people[-2].name
        someone.name = before.replace("Zz", "")
        first, last = someone.name.split(" ", 1)
        world.linkedin.append((first, last, url, "", spelt(rng, hospital.name), title, day))
        works("works there", hospital.is_shared)


def write(world: World, folder: Path) -> list[Source]:
    """The files of the user's network."""
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    for file, rows in (("Connections.csv", world.linkedin), ("friend.csv", world.friend)):
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            out.write('Notes:\n"When exporting your connection data, some of the email addresses are missing."\n\n')
            csv.writer(out).writerows([header, *rows])
    with (folder / "google.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [
                ["First Name", "Last Name", "E-mail 1 - Value", "Labels"],
                *((*g, "* myContacts") for g in world.google),
            ]
        )
    columns = "name institution program kind start end employer title city state knows met role".split()
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, columns)
        table.writeheader()
        table.writerows(world.roster)
    return [
        Source("linkedin", folder / "Connections.csv"), Source("google", folder / "google.csv"),
        Source("roster", folder / "roster.csv"), Source("friend", folder / "friend.csv", "Ben Okafor"),
    ]  # fmt: skip


def write_registers(world: World, folder: Path) -> list[Path]:
    """The hospitals as CMS lists them, and their systems and former names as AHRQ does."""
    cms, ahrq = folder / "Hospital_General_Information_2026.csv", folder / "chsp-hospital-linkage-2018.csv"
    with cms.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [
                [
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
            ]
            + [
                [
                    h.ccn,
                    h.name.upper(),
                    "1 MAIN ST",
                    h.city.upper(),
                    h.state,
                    "",
                    "",
                    "",
                    "Acute Care Hospitals",
                ]
                for h in world.hospitals
            ]
        )
    with ahrq.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [["compendium_hospital_id", "ccn", "hospital_name", "hospital_street", "hospital_city", "hospital_state", "hospital_zip",
              "acutehosp_flag", "health_sys_id", "health_sys_name", "health_sys_city", "health_sys_state", "corp_parent_id", "corp_parent_name"]]
            + [[f"CHSP{h.ccn}", h.ccn, h.former or h.name, "1 Main St", h.city, h.state, "", "1",
                *(("", "", "", "") if h.system is None else (f"HSI9{h.system:07d}", f"System {h.system:04d} Health", h.city, h.state)), "", ""]
               for h in world.hospitals]
        )  # fmt: skip
    return [cms, ahrq]


def miles(a: Hospital, b: Hospital) -> float:
    """Great-circle distance."""
    x, y = radians(a.latitude), radians(b.latitude)
    half = sin((x - y) / 2) ** 2 + cos(x) * cos(y) * sin(radians(a.longitude - b.longitude) / 2) ** 2
    return 2 * 3958.8 * asin(sqrt(half))


def write_clinicians(world: World, folder: Path, count: int) -> list[Path]:
    """`count` clinicians in the form of CMS's two files: every tenth of the user's medical school, a hospital each."""
    listed, stays = folder / "DAC_NationalDownloadableFile_2026.csv", folder / "Facility_Affiliation_2026.csv"
    with duckdb.connect() as con:
        con.execute("set variable given = $1", [list(GIVEN)])
        con.execute("set variable family = $1", [sorted({p.name.split(" ", 1)[1] for p in world.people})])
        con.execute("set variable ccn = $1", [[h.ccn for h in world.hospitals]])
        con.execute("set variable state = $1", [[h.state for h in world.hospitals]])
        con.execute(
            """create table clinician as
            with drawn as (
                select i, getvariable('given') as given, getvariable('family') as family, getvariable('ccn') as ccns, getvariable('state') as states,
                    (hash(i + 13) % len(getvariable('ccn')))::bigint + 1 as h
                from range(?) r(i)
            )
            select
                1000000000 + i as "NPI", 7000000000 + i as "Ind_PAC_ID", upper(family[(hash(i + 7) % len(family))::bigint + 1]) as "Provider Last Name",
                upper(given[(hash(i) % len(given))::bigint + 1]) as "Provider First Name", 'MD' as "Cred",
                case when i % 10 = 0 then 'LAKESHORE UNIVERSITY SCHOOL OF MEDICINE' else 'OTHER' end as "Med_sch",
                1985 + i % 38 as "Grd_yr", 'INTERNAL MEDICINE' as pri_spec, 'GROUP ' || i % 9999 as "Facility Name", '' as "City/Town",
                states[h] as "State", '' as "ZIP Code", ccns[h] as ccn
            from drawn
            """,
            [count],
        )
        con.execute(f"copy (select * exclude (ccn) from clinician) to '{listed}' (header)")
        con.execute(
            f"""copy (select "NPI", "Ind_PAC_ID", 'Hospital' as facility_type, ccn as "Facility Affiliations Certification Number" from clinician)
            to '{stays}' (header)"""
        )
    return [listed, stays]


def gold(world: World) -> dict[tuple[str, str], tuple[str, bool]]:
    """(posting, person) → the strongest true relation, and whether the files leave it in doubt."""
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    close = [[n for n, b in enumerate(world.hospitals) if miles(a, b) <= 30.5] for a in world.hospitals]
    by_hospital: dict[int, list[Person]] = defaultdict(list)
    by_system: dict[int, list[Person]] = defaultdict(list)
    near: dict[int, list[Person]] = defaultdict(list)
    for p in world.people:
        for h in p.reach:
            by_hospital[h].append(p)
        if p.at is not None:
            at = world.hospitals[p.at]
            if at.system is not None:
                by_system[at.system].append(p)
            for h in close[p.at]:
                near[h].append(p)

    def say(posting: str, someone: Person, relation: str, in_doubt: bool) -> None:
        key = posting, someone.name
        if key not in found or RANK.index(relation) < RANK.index(found[key][0]):
            found[key] = relation, in_doubt

    names = {p.name: p for p in world.people}
    for row in world.postings:
        posting, h = str(row["posting_id"]), row["hospital"]
        if posting in world.named:
            say(posting, names[world.named[posting]], "named in the posting", row["contact_email"] is None)
        if isinstance(h, int):
            hospital = world.hospitals[h]
            for p in by_hospital[h]:
                say(posting, p, *p.reach[h])
            for p in by_system[hospital.system] if hospital.system is not None else ():
                if p.at != h:
                    say(posting, p, "works in the same system", not p.is_placed)
        for p in near[int(str(row["town"]))]:
            say(posting, p, "in the market", not p.is_placed)
    return found


def link(
    world: World, folder: Path, registers: bool, clinicians: int = 0
) -> tuple[duckdb.DuckDBPyConnection, dict[str, float]]:
    """Curbside's own steps on the world; seconds of each."""
    seconds: dict[str, float] = {}

    worked = [time.process_time()]

    def timed(step: str, began: float) -> float:
        seconds[step] = time.perf_counter() - began
        seconds[f"{step} of CPU"] = time.process_time() - worked[0]
        worked[0] = time.process_time()
        return time.perf_counter()

    con = warehouse.connect(folder / "bench.duckdb")
    con.execute("set memory_limit = '6GB'")
    frame = pl.DataFrame(world.postings, infer_schema_length=None).drop("hospital", "town")
    warehouse.load(
        con,
        "core.posting",
        frame.with_columns(
            pl.lit("2026-11-20 10:00:00+00").alias("first_seen"), last_seen=pl.lit("2026-11-22 10:00:00+00")
        ),
    )
    warehouse.load(
        con,
        "core.posting_place",
        frame.select("posting_id", "city", "state", "country", "latitude", "longitude"),
    )
    con.execute("insert into raw.me values ('Ana Ruiz, MD', 'ana@example.org', [])")
    con.execute("insert into raw.search (ord, search, specialties, agencies) values (1, 'anywhere', [], true)")
    now = time.perf_counter()
    worked[0] = time.process_time()
    me = Me(
        "Ana Ruiz, MD",
        "ana@example.org",
        (
            ("residency", MY_HOSPITAL, "Internal Medicine", 2016, 2019),
            ("medical school", "Lakeshore University School of Medicine", None, 2012, 2016),
        ),
    )
    read = network.read(write(world, folder), me, folder / "snapshots", TODAY)
    for table, rows in (
        ("person_record", read.persons),
        ("affiliation_record", read.affiliations),
        ("tie_record", read.ties),
    ):
        warehouse.load(con, f"raw.{table}", rows)
    now = timed("network", now)
    held = folder / "registry" if registers else None
    if held:
        loading.load(
            write_registers(world, folder) + (write_clinicians(world, folder, clinicians) if clinicians else []),
            held,
        )
        now = timed("registers", now)
    organisation.build(con, held)
    now = timed("organisation", now)
    opening.build(con)
    now = timed("opening", now)
    person.build(con, held)
    now = timed("person", now)
    insider.build(con, TODAY)
    now = timed("insider", now)
    lead.build(con, TODAY)
    timed("lead", now)
    return con, seconds


def best(rows: list[tuple[str, str, str, float]]) -> dict[tuple[str, str], tuple[str, float]]:
    """(posting, person) → relation and confidence; of namesakes the surest."""
    got: dict[tuple[str, str], tuple[str, float]] = {}
    for posting, name, relation, confidence in rows:
        if (posting, name) not in got or got[posting, name][1] < confidence:
            got[posting, name] = relation, confidence
    return got


def score(
    got: dict[tuple[str, str], tuple[str, float]], want: dict[tuple[str, str], tuple[str, bool]], at: float
) -> pl.DataFrame:
    """Precision and recall of each relation among answers of confidence `at` or more, and recall at any confidence."""
    rows = []
    for relation in RANK:
        said = [(k, c) for k, (r, c) in got.items() if r == relation]
        sure = [k for k, c in said if c >= at]
        right = sum(want.get(k, ("", False))[0] == relation for k in sure)
        true = [k for k, (r, _) in want.items() if r == relation]
        plain = [k for k in true if not want[k][1]]
        found = Counter(k[0] for k in plain if k in got and got[k][0] == relation)
        hits = Counter(k[0] for k in plain if k in got and got[k][0] == relation and got[k][1] >= at)
        # Of all who are near, three a posting are shown, and so wanted.
        wanted = {n: min(c, 3) if relation == "in the market" else c for n, c in Counter(k[0] for k in plain).items()}
        total = sum(wanted.values())
        rows.append(
            (
                relation,
                len(sure),
                right / max(1, len(sure)),
                total,
                sum(min(hits[n], c) for n, c in wanted.items()) / total if total else None,
                sum(min(found[n], c) for n, c in wanted.items()) / total if total else None,
            )
        )
    names = ["relation", "answers", "precision", "gold", f"recall at {at}", "recall"]
    return pl.DataFrame(rows, schema=names, orient="row")


def peers(
    world: World,
    got: dict[tuple[str, str], tuple[str, float]],
    want: dict[tuple[str, str], tuple[str, bool]],
    at: float,
) -> pl.DataFrame:
    """Who of the LinkedIn connections works there, by the peers' rules (Company against the employer's name), by curbside."""
    stop = set(
        "the of at and inc llc corp co ltd health healthcare medical system systems group network partners associates".split()
    )

    def words(name: str) -> list[str]:
        return re.findall(r"[a-z0-9]+", name.lower().replace("'", ""))

    rules = {
        # the same words, or all of the shorter name's, once common ones are left out
        "career-ops": lambda a, b: (x := set(words(a)) - stop) and (y := set(words(b)) - stop) and (x == y or (len(min(x, y, key=len)) >= 2 and (x <= y or y <= x))),
        # one name inside the other
        "job-agent": lambda a, b: (x := " ".join(words(a))) and (y := " ".join(words(b))) and (x in y or y in x),
        # the same name without its legal form
        "HireSense": lambda a, b: [w for w in words(a) if w not in ("inc", "llc", "corp", "ltd", "co")] == [w for w in words(b) if w not in ("inc", "llc", "corp", "ltd", "co")] != [],
    }  # fmt: skip
    companies: dict[str, list[str]] = defaultdict(list)
    for given, family, _, _, company, *_ in world.linkedin:
        companies[company].append(f"{given} {family}")
    employers: dict[str, list[str]] = defaultdict(list)
    for row in world.postings:
        employers[str(row["employer_name"])].append(str(row["posting_id"]))
    connections = {name for names in companies.values() for name in names}
    true = sum(r == "works there" and k[1] in connections for k, (r, _) in want.items())
    own = [k for k, (r, c) in got.items() if r == "works there" and c >= at and k[1] in connections]
    right = sum(want.get(k, ("", False))[0] == "works there" for k in own)
    rows = [("curbside", len(own), right / max(1, len(own)), right / max(1, true))]
    for peer, rule in rules.items():
        said = right = 0
        for employer, postings in employers.items():
            for company, names in companies.items():
                if company and rule(employer, company):
                    said += len(postings) * len(names)
                    right += sum(want.get((p, n), ("", False))[0] == "works there" for p in postings for n in names)
        rows.append((peer, said, right / max(1, said), right / max(1, true)))
    return pl.DataFrame(rows, schema=["rule", "answers", "precision", "recall"], orient="row")


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--hospitals", type=int, default=400)
    parser.add_argument("--postings", type=int, default=1200)
    parser.add_argument("--contacts", type=int, default=2000)
    parser.add_argument(
        "--clinicians", type=int, default=0, help="rows of a register of clinicians beside the hospitals"
    )
    parser.add_argument(
        "--confidence", type=float, default=0.5, help="what counts as an answer: `leads` puts less last"
    )
    parser.add_argument("--without-registers", action="store_true")
    parser.add_argument("--only-time", action="store_true")
    args = parser.parse_args()
    world = draw(args.seed, args.hospitals, args.postings, args.contacts)
    with TemporaryDirectory() as folder:
        con, seconds = link(world, Path(folder), not args.without_registers, args.clinicians)
        count = con.execute("select count(*) from core.insider").fetchone()
        rows = con.execute(
            "select posting_id, person, relation, confidence from core.insider join core.opening using (opportunity_id)"
        ).fetchall()
        con.close()
    print(
        f"{args.postings:,} postings, {len(world.people):,} people, {args.hospitals:,} hospitals, seed {args.seed}; {count[0] if count else 0:,} insiders"
    )
    print(
        "seconds: "
        + ", ".join(f"{k} {v:.1f} ({seconds[f'{k} of CPU']:.1f} of CPU)" for k, v in seconds.items() if "CPU" not in k)
        + f", all {sum(v for k, v in seconds.items() if 'CPU' not in k):.1f} ({sum(v for k, v in seconds.items() if 'CPU' in k):.1f}); peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GB"
    )
    if args.only_time:
        return
    want = gold(world)
    got = best(rows)
    with pl.Config(tbl_rows=20, tbl_width_chars=120, float_precision=3, tbl_hide_dataframe_shape=True):
        print(score(got, want, args.confidence))
        print(peers(world, got, want, args.confidence))


if __name__ == "__main__":
    main()
