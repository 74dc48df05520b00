"""Reading strings by kind: titles, pay, places and terms against files in the format of tests/labelled/kinds_*.csv.

    python benchmarks/read_kinds.py [FOLDER] [--prefix kinds_] [--wrong]

An expected cell may hold several right answers (`a|b`), nothing (empty or `-`) or `any`. A row is right when all of its
cells are. `--wrong` prints each wrong row: what was expected, what was read.
"""

import argparse
import ast
import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from curbside.transforms import pay, place, specialty, terms
from curbside.transforms.place_fields import FIELDS

LABELLED = Path(__file__).parents[1] / "tests" / "labelled"
Row = dict[str, str]
Wrong = tuple[str, str, str]  # what was read, expected, said


def right(wanted: str, said: Any) -> bool:
    """Whether `said` is among the answers of the cell `wanted`."""
    if "any" in wanted.split("|"):
        return True
    if isinstance(said, float):
        return said in {float(a) for a in wanted.split("|") if a not in ("", "-")}
    spelled = {"" if a in ("", "-", "None") else a for a in wanted.split("|")}
    return ("" if said is None else str(said)) in spelled


def titles(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """What is read of each title: expected_profession, expected_code."""
    none = pl.lit([], dtype=pl.List(pl.String)), pl.lit(None, dtype=pl.String)
    frame = pl.DataFrame({"title": [r["text"] for r in rows]}).with_columns(categories=none[0], description=none[1])
    for profession, code in specialty.classify(frame).select("profession", "specialty_code").rows():
        yield {"expected_profession": profession, "expected_code": code}


def amounts(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """What is read of each pay string, where it stands: expected_min, expected_max, expected_period, expected_sign_on."""
    columns = ["title", "pay_min", "pay_max", "pay_unit", "pay_currency", "pay_text", "description"]
    frame = pl.DataFrame(
        [dict.fromkeys(columns) | {r["where"]: r["text"]} for r in rows], schema=dict.fromkeys(columns, pl.String)
    )
    for row in pay.read(frame).iter_rows(named=True):
        yield {
            "expected_min": row["pay_min"], "expected_max": row["pay_max"], "expected_period": row["pay_period"],
            "expected_sign_on": row["sign_on_bonus"],
        }  # fmt: skip


def places(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """What is read of each place: expected_city, expected_state, expected_country, expected_located (yes, no)."""
    given = {"text": "text", "city": "given_city", "state": "given_state"}
    frame = pl.DataFrame(
        [dict.fromkeys(FIELDS) | {c: r[k] or None for c, k in given.items()} for r in rows],
        schema=dict.fromkeys(FIELDS, pl.String),
    ).with_columns(latitude=pl.lit(None, pl.Float64), longitude=pl.lit(None, pl.Float64))
    for row in place.resolve(frame).iter_rows(named=True):
        located = "no" if row["latitude"] is None else "yes"
        yield {f"expected_{c}": row[c] for c in ("city", "state", "country")} | {"expected_located": located}


def conditions(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """What is read of each posting's terms: the columns of terms.FIELDS, lists joined by `;`."""
    frame = pl.DataFrame(
        [(r["title"], [], [r["employment"]] if r["employment"] else [], r["text"] or None) for r in rows],
        schema={
            "title": pl.String,
            "categories": pl.List(pl.String),
            "employment": pl.List(pl.String),
            "description": pl.String,
        },
        orient="row",
    )
    for row in terms.read(frame).iter_rows(named=True):
        yield row | {"employment_types": ";".join(sorted(row["employment_types"]))}


READ: dict[str, Callable[[list[Row]], Iterator[dict[str, Any]]]] = {
    "titles": titles,
    "pay": amounts,
    "places": places,
    "terms": conditions,
}


def expected(row: Row) -> dict[str, str]:
    """The cells that are asked of a row, by name."""
    if "expected" not in row:
        return {k: v for k, v in row.items() if k.startswith("expected_")}
    asked = ast.literal_eval(row["expected"])
    return {
        k: "|".join(";".join(sorted(a.split(";"))) for a in str(v).replace("per-diem", "per diem").split("|"))
        for k, v in asked.items()
    }


def check(name: str, path: Path) -> tuple[int, list[Wrong]]:
    """(rows, the wrong ones) of one file of `name` (a key of READ)."""
    with path.open(newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    wrong = []
    for row, said in zip(rows, READ[name](rows), strict=True):
        wanted = expected(row)
        if not all(right(w, said[k]) for k, w in wanted.items()):
            shown = " / ".join(
                row[c] for c in ("title", "employment", "text", "given_city", "given_state") if row.get(c)
            )
            wrong.append((shown, str(wanted), str({k: said[k] for k in wanted})))
    return len(rows), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--prefix", default="kinds_")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    for name in READ:
        path = asked.folder / f"{asked.prefix}{name}.csv"
        if not path.exists():
            print(f"{name}: no {path.name}")
            continue
        total, wrong = check(name, path)
        print(f"{name}: {1 - len(wrong) / total:.3f} ({total - len(wrong)} of {total})")
        if asked.wrong:
            print(*("  " + " | ".join(w) for w in wrong), sep="\n")


if __name__ == "__main__":
    main()
