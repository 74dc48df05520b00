"""How many of the largest health systems of AHRQ's Compendium the catalogue of boards has.

    python benchmarks/catalogue.py chsp-hospital-linkage.csv [--most 100]

The file is AHRQ's hospital linkage of any year (`curbside registry status` says where it is published). Systems are ranked
by beds, where the file has `hos_beds`, else by hospitals. A system is in the catalogue if an entry's title or employer has
every word that tells it apart, or bears the name it has taken since. Prints the share and those that are missing.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter

from curbside.extractors import catalogue

COMMON = frozenset(
    "health healthcare care system systems inc corporation corp the of and for hospital hospitals medical center centers group network"
    " services company partners llc".split()
)
# Names that large systems have taken since a list was made; from memory
SINCE = {
    "shriners hospitals": "shriners children's", "westchester medical": "wmchealth", "dartmouth-hitchcock": "dartmouth health",
    "partners healthcare": "mass general brigham", "catholic health initiatives": "commonspirit health", "dignity health": "commonspirit health",
    "advocate aurora health": "advocate health", "atrium health": "advocate health", "carolinas healthcare": "advocate health",
    "beaumont health": "corewell health", "spectrum health": "corewell health", "wake forest baptist": "advocate health",
    "university of pittsburgh medical center": "upmc", "sutter health": "sutter health", "mercy health": "bon secours mercy health",
    "bon secours": "bon secours mercy health", "barnes-jewish": "bjc healthcare", "new york-presbyterian": "newyork-presbyterian",
    "lifepoint": "lifepoint health", "hca": "hca healthcare", "providence st": "providence", "providence saint": "providence", "fairview": "m health fairview",
    "university of california": "university of california health", "greenville health": "prisma health", "palmetto health": "prisma health",
    "unitypoint": "unitypoint health", "wellstar": "wellstar health system", "sanford": "sanford health", "geisinger": "geisinger", "new york city health": "nyc health + hospitals",
    "university of colorado health": "uchealth", "west virginia united": "wvu medicine", "scl health": "intermountain health",
    "lafayette general": "ochsner health", "university of pennsylvania": "penn medicine",
}  # fmt: skip

# Systems that have ended since a list was made: bankrupt, their hospitals sold or closed; from memory
ENDED = {"steward health": "2024", "prospect medical": "2025"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--most", type=int, default=100)
    args = parser.parse_args()
    systems, by = largest(args.file, args.most)
    entries = [
        words(f"{e.title} {e.employer or ''}") for e in catalogue.all() if e.kind in ("health system", "government")
    ]
    ended = [name for name in systems if name.casefold().startswith(tuple(ENDED))]
    missing = [name for name in systems if name not in ended and not has(name, entries)]
    print(
        f"{len(systems) - len(ended) - len(missing)} of the {len(systems)} largest systems by {by} are in the catalogue of {len(catalogue.all())} boards"
    )
    print(*(f"missing: {name}" for name in missing), *(f"no longer there: {name}" for name in ended), sep="\n")


def largest(file: str, most: int) -> tuple[list[str], str]:
    """(names of the largest systems, by what they were ranked)."""
    sizes: Counter[str] = Counter()
    with open(file, encoding="latin-1", newline="") as lines:
        reader = csv.DictReader(lines)
        has_beds = "hos_beds" in (reader.fieldnames or ())
        for row in reader:
            if row["health_sys_name"]:
                beds = row.get("hos_beds") or "0"
                sizes[row["health_sys_name"].strip()] += int(float(beds)) if has_beds else 1
    return [name for name, _ in sizes.most_common(most)], "beds" if has_beds else "hospitals"


def has(name: str, entries: list[frozenset[str]]) -> bool:
    now = next((later for earlier, later in SINCE.items() if earlier in name.lower()), name)
    return any(wanted and wanted <= entry for wanted in (words(name), words(now)) for entry in entries)


def words(name: str) -> frozenset[str]:
    """The words that tell a system apart; all where none does."""
    found = re.findall(r"[a-z0-9]+", re.sub(r"['â€™’.]", "", name.lower()).replace("saint ", "st "))
    return frozenset(w for w in found if w not in COMMON) or frozenset(found)


if __name__ == "__main__":
    main()
