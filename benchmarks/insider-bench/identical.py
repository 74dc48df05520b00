"""One string on both sides is one employer: names as a posting gives them, with a place, and as a contact does, without one."""

from __future__ import annotations

from pathlib import Path

import polars as pl

SURE = 0.8


def names(gold: Path) -> pl.DataFrame:
    """name, city, state of the employers in the gold that are named with one place only."""
    frames = [
        pl.read_csv(gold / "employers_judged.csv", infer_schema=False).select(
            name="employer", city="city", state="state"
        ),
        pl.read_csv(gold / "strangers.csv", infer_schema=False).select("name", "city", "state"),
        pl.read_csv(gold / "hospital_names.csv", infer_schema=False).select(
            name="variant_name", city="variant_city", state="state"
        ),
    ]
    rows = pl.concat(frames).drop_nulls().unique(maintain_order=True)
    return rows.filter(pl.len().over(pl.col("name").str.to_lowercase()) == 1)


def same(rows: pl.DataFrame, registers: Path | None) -> pl.DataFrame:
    """`rows` with `confidence`: that the name with its place and without it are one employer; 0 where they are told two."""
    from curbside import warehouse
    from curbside.warehouse import organisation

    con = warehouse.connect()
    for side in (rows, rows.with_columns(city=pl.lit(None, pl.String), state=pl.lit(None, pl.String))):
        asked = side.select(record_id="name", organisation_name="name", city="city", state="state")
        warehouse.load(con, "raw.affiliation_record", asked)
    organisation.build(con, registers)
    found = con.execute(
        """
        with best as (select mention_id, organisation_id, confidence from core.mention_match where rank = 1)
        select r.record_id, case when a.organisation_id = b.organisation_id then least(a.confidence, b.confidence) else 0 end
        from raw.affiliation_record r
        left join best a on a.mention_id = mention_id(r.organisation_name, r.city, r.state)
        left join best b on b.mention_id = mention_id(r.organisation_name, null, null)
        where r.state is not null
        """
    ).fetchall()
    said = pl.DataFrame(found, {"name": pl.String, "confidence": pl.Float64}, orient="row")
    return rows.join(said.unique("name"), on="name").with_columns(pl.col("confidence").fill_null(0.0))


def report(gold: Path, registers: Path) -> None:
    """Prints the share that is sure, with registers and without, and how many the registers made unsure."""
    rows = names(gold)
    alone, loaded = same(rows, None), same(rows, registers)
    both = alone.join(loaded, on="name", suffix="_loaded")
    sure, kept = pl.col("confidence") >= SURE, pl.col("confidence_loaded") >= SURE
    n, a, b, lost = both.select(n=pl.len(), a=sure.sum(), b=kept.sum(), lost=(sure & ~kept).sum()).row(0)
    print(
        f"\nidentical strings {n}: sure with registers {b / n:.4f}, without {a / n:.4f}; unsure for the registers alone {lost}"
    )
    for one in both.filter(sure & ~kept).head(40).iter_rows(named=True):
        print("   ", one["name"], one["city"], one["state"], one["confidence_loaded"], sep=" | ")


if __name__ == "__main__":
    report(Path(__file__).parent / "gold", Path(__file__).parent / "registers")
