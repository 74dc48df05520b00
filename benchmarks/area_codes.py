"""Make warehouse/person/area_code.csv: the state of each telephone area code.

    uv run --with phonenumbers python benchmarks/area_codes.py

From the geographic data of libphonenumber (package phonenumbers, Apache 2.0). Codes of Canada and the Caribbean and those
without a place (800, 500) are left out.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

from curbside.vocabulary.states import FORMS

OUT = Path(__file__).parents[1] / "warehouse" / "person" / "area_code.csv"
OTHER = {"washington state": "WA", "washington dc": "DC"}
TERRITORIES = {"670": "MP", "671": "GU", "684": "AS", "787": "PR", "939": "PR"}  # by hand


def state_of(place: str) -> str | None:
    """The state in "Chicago, IL", "Washington State" or "Ohio"; None: none of the United States."""
    key = place.split(", ")[-1].replace(".", "").lower()
    return OTHER.get(key) or FORMS.get(key)


def main() -> None:
    """Write the table."""
    from phonenumbers.geodata import GEOCODE_DATA  # no dependency of curbside

    whole: dict[str, str] = {}
    parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, place in GEOCODE_DATA.items():
        state = state_of(place["en"]) if number.startswith("1") and "en" in place else None
        if state and len(number) == 4:
            whole[number[1:]] = state
        elif state and len(number) > 4:
            parts[number[1:4]][state] += 1
    found = {code: counted.most_common(1)[0][0] for code, counted in parts.items()} | whole | TERRITORIES
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "state"])
        writer.writerows(sorted(found.items()))


if __name__ == "__main__":
    main()
