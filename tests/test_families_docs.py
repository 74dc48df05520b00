"""docs/families.md says of each family, and of each real answer, exactly the fields that are read."""

from __future__ import annotations

from collections import Counter

import pytest
from test_families import GOLDEN, HERE, REAL, SHARED, URL, answer, board, fixture

from curbside.extractors import family, names
from curbside.extractors.base import RECORD

DOCS = (HERE.parents[1] / "docs" / "families.md").read_text()
COLUMNS = {"contact_email": "contact e-mail", "apply_url": "apply address"}
PAGES = {
    "jsonld_pages/jsonld_meta_software_engineer.html": "jsonld",
    "ats_icims/icims_detail_located.html": "icims",
    "jsonld_pages/didi_global_jobdetail.html": "jsonld",
    "jsonld_pages/jobylon_mcdonalds_se.html": "jsonld",
}


def column(field: str) -> str:
    return COLUMNS.get(field, field.replace("_", " "))


def table(heading: str) -> list[dict[str, str]]:
    """The rows of the first table under a heading."""
    lines = DOCS.partition(f"\n## {heading}\n")[2].splitlines()
    rows = [[c.strip() for c in x.strip("|").split(" | ")] for x in lines[: end(lines)] if x.startswith("|")]
    return [dict(zip(rows[0], (c.strip("` |") for c in row), strict=False)) for row in rows[2:]]


def end(lines: list[str]) -> int:
    first = next(i for i, x in enumerate(lines) if x.startswith("|"))
    return next((i for i, x in enumerate(lines) if i > first and not x.startswith("|")), len(lines))


def test_the_table_of_fields_holds_what_the_families_read():
    said: dict[str, dict[str, str]] = {name: {} for name in names()}
    for file in GOLDEN:
        name, a = file.parent.name, fixture(file)
        for record in family(name).records(a, board(name)):
            for field, value in record.items():
                if value not in (None, "", []) and field not in ("key", "url", "title"):
                    mark = "●" if a.kind == "list" else "○"
                    said[name][column(field)] = min(said[name].get(column(field), mark), mark, key="●○".index)
    rows = {row["family"]: {c: m for c, m in row.items() if m and c != "family"} for row in table("Fields")}
    assert rows == said
    assert set(next(iter(table("Fields")))) == {
        "family",
        *(column(f) for f in RECORD if f not in ("key", "url", "title")),
    }


def fields_of(records: list[dict]) -> str:
    count = Counter(f for r in records for f, v in r.items() if v not in (None, "", []) and f != "key")
    named = [f for f in RECORD if count[f]]
    return ", ".join(column(f) + ("" if count[f] == len(records) else f" ({count[f]})") for f in named) or "—"


@pytest.mark.skipif(not SHARED.exists(), reason="the real answers are not in this repository")
def test_the_table_of_real_answers_names_every_file_and_what_is_read_of_it():
    found = {}
    for file in sorted((SHARED / "verbatim").glob("*/*")):
        name = str(file.relative_to(SHARED / "verbatim"))
        kind = REAL[name][0] if name in REAL else PAGES[name]
        more = {"kind": "page", "key": "KEY"} if name in PAGES else {}
        records = family(kind).records(answer(file.read_bytes(), URL[kind][0], **more), board(kind))
        found[name] = (kind, str(len(records)), fields_of(records))
    path = SHARED / "files" / "hrsa_opportunities.csv"
    b = board("hrsa", url=str(path))
    records = [r for a in family("hrsa").lists(b, None) for r in family("hrsa").records(a, b)]
    found["files/hrsa_opportunities.csv"] = ("hrsa", str(len(records)), fields_of(records))
    rows = table("Real answers, and what they hold")
    assert {r["file"]: (r["family"], r["postings"], r["fields"]) for r in rows} == found


def test_every_family_stands_in_the_table_of_sources():
    rows = {row["family"]: row for row in table("Sources")}
    assert list(rows) == list(names())
    for name, row in rows.items():
        assert row["needs"] == ("pages" if family(name).page else "list")
