"""ROR's own dumps, JSON (schema 1 and 2) and CSV, as the two plain tables that the registry keeps: names and relations.

Only organisations in the United States are kept: those are the employers, schools and hospitals that postings name.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NAME = ("ror_id", "name", "name_types", "display_name", "city", "region", "types", "domains")
RELATION = ("ror_id", "relation", "related_id", "related_label")
NAME_COLUMNS = {
    "names.types.ror_display": "ror_display",
    "names.types.label": "label",
    "names.types.alias": "alias",
    "names.types.acronym": "acronym",
}


def is_dump(header: list[str]) -> bool:
    """Whether these columns (lower case, joined by `_`) are of ROR's CSV dump, either schema."""
    return "id" in header and ("names_types_ror_display" in header or "country_country_code" in header)


def unpack(path: Path, folder: Path) -> dict[str, Path]:
    """Write `ror_name.csv` and `ror_relation.csv` into `folder`; kind → file. ValueError when it is not ROR's."""
    records = read_json(path) if path.suffix.lower() == ".json" else read_csv(path)
    files = {"ror_name": folder / "ror_name.csv", "ror_relation": folder / "ror_relation.csv"}
    with files["ror_name"].open("w", newline="") as names, files["ror_relation"].open("w", newline="") as relations:
        name_rows, relation_rows = csv.writer(names), csv.writer(relations)
        name_rows.writerow(NAME)
        relation_rows.writerow(RELATION)
        for record in records:
            name_rows.writerows(record[0])
            relation_rows.writerows(record[1])
    return files


Rows = tuple[list[tuple[str, ...]], list[tuple[str, ...]]]


def read_json(path: Path) -> Iterator[Rows]:
    """Rows of every record of a JSON dump."""
    try:
        records = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: it is not whole JSON ({error.msg})") from None
    if not isinstance(records, list) or not all(isinstance(r, dict) and "id" in r for r in records[:10]):
        raise ValueError("it is JSON, but not ROR's list of organisations")
    for record in records:
        if record.get("status", "active") == "active":
            yield from version_2(record) if isinstance(record.get("names"), list) else version_1(record)


def version_2(record: dict[str, Any]) -> Iterator[Rows]:
    place = next((at.get("geonames_details") or {} for at in record.get("locations") or []), {})
    if place.get("country_code") != "US":
        return
    names = [(n.get("value") or "", "|".join(n.get("types") or [])) for n in record["names"]]
    relations = [
        (r.get("type") or "", r.get("id") or "", r.get("label") or "") for r in record.get("relationships") or []
    ]
    region = place.get("country_subdivision_code") or ""
    yield rows(
        record["id"],
        names,
        place.get("name") or "",
        region,
        record.get("types") or [],
        record.get("domains") or [],
        relations,
    )


def version_1(record: dict[str, Any]) -> Iterator[Rows]:
    if (record.get("country") or {}).get("country_code") != "US":
        return
    place: dict[str, Any] = next(iter(record.get("addresses") or []), {})
    names = [(record.get("name") or "", "ror_display|label")]
    names += [(n, "alias") for n in record.get("aliases") or []]
    names += [(n, "acronym") for n in record.get("acronyms") or []]
    names += [(n.get("label") or "", "label") for n in record.get("labels") or []]
    relations = [
        (r.get("type") or "", r.get("id") or "", r.get("label") or "") for r in record.get("relationships") or []
    ]
    region = ((place.get("geonames_city") or {}).get("geonames_admin1") or {}).get("code") or ""
    yield rows(
        record["id"],
        names,
        place.get("city") or "",
        region.removeprefix("US."),
        record.get("types") or [],
        [],
        relations,
    )


def rows(
    ror_id: str,
    names: list[tuple[str, str]],
    city: str,
    region: str,
    types: Iterable[str],
    domains: Iterable[str],
    relations: list[tuple[str, str, str]],
) -> Rows:
    """The rows of both tables for one organisation."""
    display = next((n for n, kinds in names if "ror_display" in kinds), names[0][0] if names else "")
    kinds, hosts = "|".join(types).lower(), "|".join(domains)
    return (
        [(ror_id, name, kind, display, city, region, kinds, hosts) for name, kind in names if name],
        [(ror_id, relation.lower(), related, label) for relation, related, label in relations],
    )


def read_csv(path: Path) -> Iterator[Rows]:
    """Rows of every record of a CSV dump; lists in a cell are parted by `; `, a name may say its language first."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for record in csv.DictReader(file):
            cell = {key: value or "" for key, value in record.items() if isinstance(key, str)}
            if "names.types.ror_display" in cell:
                if (
                    cell.get("status", "active") != "active"
                    or cell.get("locations.geonames_details.country_code") != "US"
                ):
                    continue
                names = [(n, kind) for column, kind in NAME_COLUMNS.items() for n in parts(cell.get(column, ""), True)]
                city = cell.get("locations.geonames_details.name", "")
                region = cell.get("locations.geonames_details.country_subdivision_code", "")
                domains = parts(cell.get("domains", ""))
            else:
                if cell.get("status", "active") != "active" or cell.get("country.country_code") != "US":
                    continue
                names = [(cell.get("name", ""), "ror_display|label")]
                names += [(n, "alias") for n in parts(cell.get("aliases", ""))]
                names += [(n, "acronym") for n in parts(cell.get("acronyms", ""))]
                names += [(n, "label") for n in parts(cell.get("labels", ""), True)]
                city, region, domains = cell.get("addresses[0].city", ""), "", []
            relations = []
            for group in parts(cell.get("relationships", "")):
                relation, _, related = group.partition(":")
                relations += [(relation.strip(), one.strip(), "") for one in related.split(",") if one.strip()]
            yield rows(cell["id"], names, city, region, parts(cell.get("types", "")), domains, relations)


def parts(cell: str, named: bool = False) -> list[str]:
    """The entries of one cell; `named` drops a leading language code (`en: `)."""
    entries = [p.strip() for p in cell.split(";") if p.strip()]
    if not named:
        return entries
    return [e.split(": ", 1)[1] if e[:4].endswith(": ") or e[:9] == "no_lang_c" else e for e in entries]
