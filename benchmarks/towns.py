"""Writes warehouse/organisation/town.parquet, how much of all that bears a town's name lies in a state, and
border_town.parquet, from which towns one comes to a hospital's town across a state line.

    python benchmarks/towns.py

From transforms/gazetteer.csv (GeoNames, CC BY 4.0) and the hospitals of insider-bench's registers (CMS), with the words of
towns as `organisation` compares them. Run again when any of them changes; tests/test_towns.py says so.
"""

from pathlib import Path

import duckdb

from curbside import warehouse
from curbside.warehouse import model

HERE = Path(__file__).parents[1]
INTO = HERE / "warehouse" / "organisation"
HOSPITALS = HERE / "benchmarks" / "insider-bench" / "registers" / "hospital-2026.parquet"
# By people; a place without a count has some as well.
TOWN = """
with named as (
    select word_stems(place_key(name)) as town, state, sum(population::integer + 300) as people
    from read_csv(?, all_varchar = true)
    group by all
)
select
    town, state, people / sum(people) over (partition by town) as share,
    array_to_string(list_sort(string_split(town, ' ')), ' ') as core  -- its words, in whatever order a name has them
from named order by all
"""
# As far as people drive to work.
MILES = 25
BORDER_TOWN = """
with place as (
    select place_key(name) as city, state, avg(latitude::double) as latitude, avg(longitude::double) as longitude
    from read_csv(?, all_varchar = true)
    group by all
),
hospital_town as (
    select p.* from place p semi join read_parquet(?) h on place_key(h.city) = p.city and h.state = p.state
)
select p.city, p.state, h.city as near_city, h.state as near_state
from hospital_town h
join place p on p.state <> h.state and p.latitude between h.latitude - 0.5 and h.latitude + 0.5
    and miles_between(p.latitude, p.longitude, h.latitude, h.longitude) <= ?
"""


def towns() -> duckdb.DuckDBPyConnection:
    """A database with the rows as tables `town` and `border_town`."""
    con = warehouse.connect()
    model.execute(con, "organisation/table")
    gazetteer = str(HERE / "transforms" / "gazetteer.csv")
    con.execute(f"create temp table town as {TOWN}", [gazetteer])
    con.execute(f"create temp table border_town as {BORDER_TOWN}", [gazetteer, str(HOSPITALS), MILES])
    return con


if __name__ == "__main__":
    con = towns()
    for table in ("town", "border_town"):
        into = INTO / f"{table}.parquet"
        con.execute(
            f"copy (from {table} order by all) to '{into}' (format parquet, compression zstd, compression_level 19)"
        )
        print(f"{into.name}: {into.stat().st_size // 1024} kB")
