"""Write tests/labelled/openings.csv: postings of known openings, after the kinds of copies and near misses that real boards show.

The names, texts and numbers are invented; the kinds come from reading real boards.
One row a posting; rows of one `opening` are copies of it (`kind` says how), rows of one `family` are worth comparing.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from curbside.extractors.base import RECORD

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests/labelled/openings.csv"
COLUMNS = (
    "family opening kind posting_id board url title employer_name employer_kind agency_client specialty_code specialty city"
    " state reference employment first_seen description"
).split()

PLACES = [
    ("Ashford", "OH"), ("Belmont", "NC"), ("Carver", "MN"), ("Dunmore", "PA"), ("Eastlake", "OH"), ("Fairhaven", "MA"), ("Granby", "CT"),
    ("Hollis", "NH"), ("Ironton", "MO"), ("Jasper", "GA"), ("Kenton", "TN"), ("Lakemont", "WI"), ("Marlow", "OK"), ("Newbury", "VT"),
    ("Oakdale", "CA"), ("Pinecrest", "FL"), ("Quincy", "IL"), ("Redfield", "SD"), ("St. Albans", "WV"), ("Thornton", "CO"),
]  # fmt: skip
HOSPITALS = [
    "{city} Regional Medical Center", "Mercy Hospital {city}", "St. Brendan's Hospital", "Harlan Memorial Hospital", "Northfield Health",
    "Tri-Rivers Health System", "{city} Physicians Group", "Wexcombe University Medical Center", "Lakeshore Clinic", "Holy Name Medical Center",
]  # fmt: skip
AGENCIES = ["Bellwether Physician Search", "Summit Staffing Partners", "CareBridge Locums", "Anchor Medical Recruiting"]
BOARDS = ["docboard", "societyjobs", "hospitalsite", "careerhub", "feedboard"]
SPECIALTIES = [
    ("207RC0000X", "Cardiovascular Disease", ["Cardiologist", "Cardiology Physician", "Non-Invasive Cardiologist"]),
    ("207R00000X", "Internal Medicine", ["Internal Medicine Physician", "Internist", "Outpatient Internal Medicine"]),
    ("208M00000X", "Hospitalist", ["Hospitalist", "Hospital Medicine Physician", "Day Hospitalist"]),
    ("207Q00000X", "Family Medicine", ["Family Medicine Physician", "Family Practice Physician", "Family Physician"]),
    ("207L00000X", "Anesthesiology", ["Anesthesiologist", "Anesthesiology Physician", "General Anesthesiologist"]),
    ("2085R0202X", "Diagnostic Radiology", ["Diagnostic Radiologist", "Radiologist", "Radiology Physician"]),
    ("2084P0800X", "Psychiatry", ["Psychiatrist", "Adult Psychiatrist", "Psychiatry Physician"]),
    ("207P00000X", "Emergency Medicine", ["Emergency Medicine Physician", "Emergency Physician", "ED Physician"]),
]
ROLE = [
    "You will join {n} colleagues who share a {s} practice with its own nurses and scribes.",
    "The {s} service covers {n} beds and sees a broad mix of patients from {n2} counties.",
    "Call is one night in {n}, taken from home, with a stipend for each weekend.",
    "The position is {s} in a group that has kept every partner for {n2} years.",
    "A schedule of {n} days a week leaves room for teaching residents of the nearby programme.",
    "Clinic runs from eight to five with {n2} patients a day and an hour for notes.",
    "Our {s} volume grew by {n2} per cent last year and we are adding a {n}th physician.",
    "The physician will help to open a new {s} suite planned for the coming spring.",
    "Advanced practice colleagues handle the inbox, refills and {n2} routine visits a week.",
    "Candidates finishing their training in {n} months are welcome to apply.",
    "Leadership time of {n2} per cent is possible for someone who wants to build the programme.",
    "Block time, a modern laboratory and {n} procedure rooms are waiting for you.",
]
OFFER = [
    "Base salary of ${k},000 with a bonus for quality and wRVUs above the median.",
    "We offer ${k},000 in the first two years, relocation and a sign-on payment.",
    "Compensation starts at ${k},000 and rises with experience; malpractice with tail is paid.",
    "Loan repayment of up to ${k2},000 and {n2} days of paid leave come with the position.",
    "Benefits include a pension plan, {n2} CME days and an allowance of ${n2}00.",
]
TOWN = [
    "{city} has good schools, short commutes and trails that begin at the edge of town.",
    "Families like {city} for its lake, its theatre and houses that one can afford.",
    "An airport is {n2} minutes away, and two larger cities can be reached within the hour.",
    "Life in {city} is quiet during the week and busy at the Saturday market.",
]
HOUSE = [
    "We are an equal opportunity employer and welcome applications from everyone qualified.",
    "Board certified or board eligible physicians with a state licence may apply at once.",
    "Send your curriculum vitae to the recruitment office, and we will call you within two days.",
    "Our mission is to care for every neighbour who needs us, whatever their means.",
    "The medical staff governs itself and meets with the board of trustees each month.",
]


class Maker:
    """A seeded source of postings."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def fill(self, sentence: str, **more: str) -> str:
        r = self.random
        return sentence.format(
            n=r.randint(3, 9), n2=r.randint(11, 48), k=r.randint(210, 620), k2=r.randint(60, 200), **more
        )

    def text(self, specialty: str, city: str, roles: int = 5) -> list[str]:
        r = self.random
        return [
            *(self.fill(s, s=specialty.lower(), city=city) for s in r.sample(ROLE, roles)),
            *(self.fill(s) for s in r.sample(OFFER, 2)),
            *(self.fill(s, city=city) for s in r.sample(TOWN, 2)),
            *r.sample(HOUSE, 2),
        ]

    def described(self, specialty: str, city: str) -> str:
        """A text; one in five is so short that it proves little."""
        sentences = self.text(specialty, city)
        return " ".join(sentences[3:7] if self.random.random() < 0.2 else sentences)

    def base(
        self, place: tuple[str, str] | None = None, hospital: str | None = None, specialty: int | None = None
    ) -> dict[str, str]:
        r = self.random
        city, state = place or r.choice(PLACES)
        code, name, titles = SPECIALTIES[specialty] if specialty is not None else r.choice(SPECIALTIES)
        return {
            "title": r.choice(titles), "employer_name": (hospital or r.choice(HOSPITALS)).format(city=city), "employer_kind": "employer",
            "agency_client": "", "specialty_code": code, "specialty": name, "city": city, "state": state,
            "reference": f"R{r.randint(10000, 99999)}" if r.random() < 0.4 else "", "employment": "full-time",
            "description": self.described(name, city), "board": "hospitalsite", "first_seen": f"2026-0{r.randint(1, 6)}-{r.randint(10, 28)}",
        }  # fmt: skip

    def edited(self, text: str, changes: int) -> str:
        """A copy in which a board dropped or added whole sentences."""
        sentences = re.split(r"(?<=[.!])\s+", text)
        for _ in range(changes):
            if self.random.random() < 0.5 and len(sentences) > 8:
                sentences.pop(self.random.randrange(len(sentences)))
            else:
                sentences.append(
                    self.random.choice(
                        [
                            "Apply today.",
                            "Posted by our partner site.",
                            "Quote the job number when you write.",
                            "See all our openings.",
                        ]
                    )
                )
        return " ".join(sentences)

    def titled(self, row: dict[str, str]) -> str:
        """The same title as another board would dress it."""
        return self.random.choice(
            [
                "{t} - {c}, {s}",
                "{t} in {c}, {s}",
                "{t} | Sign-On Bonus",
                "{t} (BC/BE)",
                "{t} Opportunity",
                "{t} Needed",
                "Full-Time {t}",
            ]
        ).format(t=row["title"], c=row["city"], s=row["state"])

    def other_name(self, name: str) -> str:
        """The employer as another board spells it."""
        short = (
            name.replace("Medical Center", "Med Ctr")
            .replace("Hospital", "Hosp")
            .replace("Regional", "Rgnl")
            .replace("St. ", "Saint ")
        )
        return self.random.choice([name, name + ", Inc.", short, name.upper(), "The " + name])

    def copies(self, row: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        """Copies of a posting, of some of the kinds there are."""
        r = self.random
        titles = next(t for code, _, t in SPECIALTIES if code == row["specialty_code"])
        other = {**row, "board": r.choice(BOARDS), "first_seen": f"2026-07-{r.randint(10, 28)}", "employer_name": self.other_name(row["employer_name"]),
            "reference": r.choice(["", row["reference"]])}  # fmt: skip
        kinds: dict[str, dict[str, str]] = {
            "other board": other,
            "other board, edited": {**other, "title": self.titled(row), "description": self.edited(row["description"], r.randint(1, 3))},
            "retitled": {**other, "title": r.choice([t for t in titles if t != row["title"]]), "description": self.edited(row["description"], 1)},
            "repost": {**row, "first_seen": "2026-08-15", "description": self.edited(row["description"], r.randint(0, 1))},
            "same board twice": {**row},
            "agency": {**other, "employer_name": r.choice(AGENCIES), "employer_kind": "agency", "reference": "", "title": self.titled(row),
                "description": self.edited(row["description"].replace(row["employer_name"], "our client"), r.randint(0, 2))},
            "no text": {**other, "description": "", "title": r.choice([row["title"], self.titled(row)])},
            "no city": {**other, "city": "", "description": self.edited(row["description"], 1)},
            "no employer": {**other, "employer_name": "", "employer_kind": "unknown", "description": self.edited(row["description"], 1)},
            "told client": {**other, "employer_name": r.choice(AGENCIES), "employer_kind": "agency", "agency_client": row["employer_name"], "reference": "",
                "description": "" if r.random() < 0.5 else self.edited(row["description"], 2)},
        }  # fmt: skip
        sentences = re.split(r"(?<=[.!])\s+", row["description"])
        fresh = self.text(row["specialty"], row["city"])
        if len(sentences) > 8:
            # An employer rewrites two or three sentences between two advertisements of one opening.
            changed = {i: fresh[i] for i in r.sample(range(5), r.randint(2, 3))}
            kinds["rewritten"] = {**other, "description": " ".join(changed.get(i, s) for i, s in enumerate(sentences))}
        if row["reference"]:
            kinds["same requisition"] = {
                **other,
                "reference": row["reference"],
                "title": self.titled(row),
                "description": " ".join(self.text(row["specialty"], row["city"])),
            }
        if len(row["description"]) < 450:
            # A short text proves nothing where the employer is hidden.
            kinds = {kind: copy for kind, copy in kinds.items() if kind not in ("agency", "no employer", "no city")}
        for kind in r.sample(sorted(kinds), r.randint(1, 3)):
            yield kind, kinds[kind]

    def near(self, row: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        """Other openings that look alike."""
        r = self.random
        place = r.choice([p for p in PLACES if p[0] != row["city"]])
        at = next(i for i, s in enumerate(SPECIALTIES) if s[0] == row["specialty_code"])
        code, name, titles = SPECIALTIES[(at + r.randint(1, 7)) % 8]
        fresh = {**row, "reference": "", "first_seen": f"2026-07-{r.randint(10, 28)}", "board": r.choice(BOARDS)}
        sentences = re.split(r"(?<=[.!])\s+", row["description"])
        house = " ".join(sentences[5:])
        if not row["reference"]:
            row["reference"] = f"R{r.randint(10000, 99999)}" if r.random() < 0.2 else ""
        kinds: dict[str, dict[str, str]] = {
            "other city": {**fresh, "city": place[0], "state": place[1]},
            "other city, same state": {**fresh, "city": "West " + row["city"]},
            "other specialty": {**fresh, "specialty_code": code, "specialty": name, "title": r.choice(titles),
                "description": " ".join(self.text(name, row["city"])[:5]) + " " + house},
            "second opening": {**fresh, "board": row["board"], "description": " ".join(self.text(row["specialty"], row["city"])[:5]) + " " + house},
            "other employer": {**fresh, "employer_name": "Cobalt Valley Hospital", "description": " ".join(self.text(row["specialty"], row["city"]))},
            "other role": {**fresh, "title": r.choice(["Medical Director, ", "Night ", "Pediatric ", "Academic Chief of "]) + row["specialty"],
                "description": " ".join(self.text(row["specialty"], row["city"])[:5]) + " " + house},
            "locum": {**fresh, "employment": "locum tenens"},
            "agency, generic": {**fresh, "employer_name": r.choice(AGENCIES), "employer_kind": "agency", "city": "", "description": "", "title": titles[0],
                "specialty_code": code, "specialty": name},
            "agency, other text": {**fresh, "employer_name": r.choice(AGENCIES), "employer_kind": "agency",
                "description": " ".join(self.text(row["specialty"], row["city"]))},
        }  # fmt: skip
        if row["reference"]:
            kinds["other requisition"] = {**fresh, "reference": f"R{r.randint(10000, 99999)}"}
        for kind in r.sample(sorted(kinds), r.randint(1, 3)):
            yield kind, kinds[kind]

    def family(self, family: int) -> Iterator[dict[str, str]]:
        """An opening with its copies, and others beside it, one of which may have copies of its own."""
        town, state = PLACES[family % len(PLACES)]
        row = self.base(
            (
                (
                    "",
                    "North ",
                    "New ",
                    "Fort ",
                    "Lake ",
                    "Mount ",
                    "Port ",
                    "East ",
                    "Upper ",
                    "Old ",
                    "Glen ",
                    "South ",
                    "Little ",
                    "Royal ",
                    "Castle ",
                    "Bay ",
                    "Cedar ",
                    "Stone ",
                    "White ",
                    "Long ",
                    "High ",
                    "Far ",
                )[family // len(PLACES)]
                + town,
                state,
            )
        )
        others = list(self.near(row))
        beside = {kind for kind, _ in others}

        def copied(posting: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
            # A copy that says neither city, requisition nor text could be of either opening: nobody can tell.
            return [
                (kind, copy) for kind, copy in self.copies(posting)
                if (copy["city"] or "other city, same state" not in beside) and (copy["reference"] or "other requisition" not in beside)
                and (copy["description"] or "second opening" not in beside)
            ]  # fmt: skip

        openings = [("first", row, copied(row))]
        for kind, other in others:
            again = (
                self.random.random() < 0.3
                and other["description"]
                and other["city"]
                and other["employer_kind"] == "employer"
            )
            openings.append((kind, other, copied(other) if again else []))
        for n, (kind, first, copies) in enumerate(openings):
            for how, posting in [(kind, first), *copies]:
                self.number += 1
                yield {
                    **posting, "family": str(family), "opening": f"{family}.{n}", "kind": how,
                    "posting_id": f"{posting['board']}:{self.number}", "url": f"https://{posting['board']}.example/{self.number}",
                }  # fmt: skip


SMALL_BOARDS = ("hospitalrecruiting", "healthcareercenter", "medicusfirm")
ADDED = ("Apply today.", "Posted by our partner site.", "Quote the job number when you write.", "See all our openings.")


def real(shared: Path, seed: int = 20261125) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Real rows of the replay with copies and near misses of them: records as boards give them, and the labels.

    Only rows whose employer has no other of that title there: whether two real rows are one opening, nobody has said. Nothing of
    it is written down.
    """
    r = random.Random(seed)
    rows = []
    for board in SMALL_BOARDS:
        with (shared / f"replay/data/boards/{board}.jsonl").open() as file:
            rows += [{**json.loads(line), "board": board} for line in file]
    kept = ("title", "employer", "city", "state", "specialty", "description", "board")
    rows = [{k: row[k] or "" for k in kept} for row in rows if len(row["description"] or "") >= 500 and row["employer"]]
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault((row["employer"], row["title"].lower(), row["state"]), []).append(row)
    bases = [group[0] for group in groups.values() if len(group) == 1 and "derm" not in str(group[0]).lower()]
    cities: dict[str, list[str]] = {}
    for row in bases:
        if row["city"]:
            cities.setdefault(row["state"], []).append(row["city"])
    out: list[dict[str, str]] = []

    def put(row: dict[str, str], opening: str, kind: str, **change: str) -> None:
        out.append({"board": "other", "reference": "", **row, **change, "opening": opening, "kind": kind})

    for n, base in enumerate(bases):
        put(base, str(n), "first")
        if not base["city"] or r.random() < 0.3:
            continue
        words = re.split(r"(?<=[.!?])\s+", base["description"])

        def edited(words: list[str] = words) -> str:
            """A sentence less, a sentence more."""
            left = list(words)
            for _ in range(r.randint(0, 2)):
                if len(left) > 8 and r.random() < 0.5:
                    left.pop(r.randrange(len(left)))
                else:
                    left.append(r.choice(ADDED))
            return " ".join(left)

        dressed = r.choice(["{t} - {c}, {s}", "{t} in {c}", "{t} (BC/BE)", "{t} Needed", "{t} | Sign-On Bonus"])
        title = dressed.format(t=base["title"], c=base["city"], s=base["state"])
        client = base["description"].replace(base["employer"], "our client")
        copies = {
            "other board, edited": {"board": "societyjobs", "title": title, "description": edited()},
            "other board": {"board": "careerhub", "employer": base["employer"].upper()},
            "agency": {"board": "agencies", "employer": r.choice(AGENCIES), "description": client},
            "repost": {"description": edited()},
            "same board twice": {},
        }
        for kind in r.sample(sorted(copies), r.randint(1, 3)):
            put(base, str(n), kind, **copies[kind])
        near = {
            "other city": {"city": r.choice(cities[base["state"]]), "board": "societyjobs"},
            "other specialty": {"specialty": "Dermatology", "title": "Dermatologist"},
            "other role": {"title": "Medical Director, " + base["title"], "board": base["board"]},
        }
        # A number or a place in the title would be that of the first.
        told = re.search(r"[0-9]{4}|" + re.escape(base["city"]), base["title"] + base["description"][:200])
        if near["other city"]["city"] == base["city"] or told:
            del near["other city"]
        if "director" in base["title"].lower():
            del near["other role"]
        for kind in r.sample(sorted(near), min(len(near), r.randint(0, 2))):
            put(base, f"{n}.{kind}", kind, **near[kind])
        if r.random() < 0.3:  # two requisitions of one text
            put(base, f"{n}.a", "requisition", reference=f"R-{n}01", board="hospitalsite", title=base["title"] + " I")
            put(
                base,
                f"{n}.b",
                "other requisition",
                reference=f"R-{n}02",
                board="hospitalsite",
                title=base["title"] + " I",
            )
    records = [
        {
            "posting_id": f"{row['board']}:{i}", "board": row["board"], "family": "jsonld", "board_posting_id": str(i),
            "seen_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=i), "url": f"https://{row['board']}.example/{i}",
            "title": row["title"], "employer": row["employer"], "categories": [row["specialty"]] if row["specialty"] else None,
            "places": [{"city": row["city"] or None, "state": row["state"] or None, "country": "US"}], "reference": row["reference"] or None,
            "description": row["description"],
        }
        for i, row in enumerate(out)
    ]  # fmt: skip
    schema = {k: v for k, v in RECORD.items() if k != "key"}
    given = {"posting_id": pl.String, "board": pl.String, "family": pl.String, "board_posting_id": pl.String}
    frame = pl.DataFrame(records, schema={**given, "seen_at": pl.Datetime("us", "UTC"), **schema}, strict=False)
    labels = pl.DataFrame(
        [
            {"posting_id": a["posting_id"], "opening": b["opening"], "kind": b["kind"]}
            for a, b in zip(records, out, strict=True)
        ]
    )
    return frame, labels


def main() -> None:
    maker = Maker(20261123)
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for family in range(300):
            writer.writerows(maker.family(family))


if __name__ == "__main__":
    main()
