"""Writes warehouse/organisation/town.parquet: how much of all that bears a town's name lies in a state.

    python benchmarks/towns.py

From transforms/gazetteer.csv (GeoNames, CC BY 4.0), with the words of towns as `organisation` compares them. Run again
when either changes; tests/test_towns.py says so.
"""

from pathlib import Path

import duckdb

from curbside import warehouse
from curbside.warehouse import model

HERE = Path(__file__).parents[1]
INTO = HERE / "warehouse" / "organisation" / "town.parquet"
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


def towns() -> duckdb.DuckDBPyConnection:
    """A database with the rows as a table `town`."""
    con = warehouse.connect()
    model.execute(con, "organisation/table")
    con.execute(f"create temp table town as {TOWN}", [str(HERE / "transforms" / "gazetteer.csv")])
    return con


if __name__ == "__main__":
    towns().execute(
        f"copy (from town order by all) to '{INTO}' (format parquet, compression zstd, compression_level 19)"
    )
    print(f"{INTO.name}: {INTO.stat().st_size // 1024} kB")
