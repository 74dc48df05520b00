"""The gazetteer that `place` reads with: American places, ZIP codes, states, countries, large cities elsewhere.

`gazetteer.csv`, `postal.csv`, `abroad.csv` and `countries.csv` are written by benchmarks/gazetteer.py and hold GeoNames
data (https://www.geonames.org, CC BY 4.0) and the ZIP codes of the `zipcodes` package (MIT).
"""

from functools import cache
from pathlib import Path

import polars as pl

from curbside.vocabulary.states import FORMS, STATES

HERE = Path(__file__).parent
DOMINANT = 10  # a name without a state means a city this many times as large as the next of its name
CORRECTED = 20_000  # a misspelt name is only taken for a city of this many people in its state
COUNTRY_WORDS = {
    **dict.fromkeys(["us", "usa", "u s", "u s a", "united states", "united states of america", "america"], "US"),
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "korea": "KR", "south korea": "KR",
    "republic of ireland": "IE", "uae": "AE", "holland": "NL",
}  # fmt: skip
# Keys (see `fold`) that mean a city under another name.
CITY_WORDS = {
    "nyc": "new york", "new york city": "new york", "la": "los angeles", "saint pete": "saint petersburg",
    "philly": "philadelphia", "mpls": "minneapolis", "dfw": "dallas", "okc": "oklahoma city", "abq": "albuquerque", "dallas fort worth": "dallas",
    "dallas forth worth": "dallas", "minneapolis saint paul": "minneapolis", "raleigh durham": "raleigh",
    "washington courthouse": "washington court house", "slc": "salt lake city", "nola": "new orleans", "vegas": "las vegas",
    "chicagoland": "chicago", "tampa bay": "tampa",
}  # fmt: skip


def plain(name: pl.Expr) -> pl.Expr:
    """Lower-case words of a name: accents, apostrophes and punctuation gone."""
    key = name.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}|['’‘`.]", "")
    return key.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()


def expand(name: pl.Expr) -> pl.Expr:
    """`plain` with saints, forts and mounts written out."""
    key = plain(name).str.replace_all(r"\bst\b", "saint").str.replace_all(r"\bste\b", "sainte")
    key = key.str.replace_all(r"\bft\b", "fort").str.replace_all(r"\bmt\b", "mount")
    for letter, word in {"n": "north", "s": "south", "e": "east", "w": "west"}.items():
        key = key.str.replace(rf"^{letter} ", f"{word} ")
    return key.str.replace_all(r"\btwp\b", "township")


def fold(name: pl.Expr) -> pl.Expr:
    """Spelling-blind key of a place name: `St. Louis`, `Saint Louis` and `SAINT-LOUIS` are one; so are `Philly` and its city."""
    return expand(name).replace(CITY_WORDS)


@cache
def places() -> pl.DataFrame:
    """American places: key, state, spelling, latitude, longitude, population (0: not known)."""
    table = pl.read_csv(HERE / "gazetteer.csv").rename({"name": "spelling"})
    york = table.filter((pl.col("key") == "new york city") & (pl.col("state") == "NY"))
    york = york.with_columns(key=pl.lit("new york"), spelling=pl.lit("New York"))
    return pl.concat([york, table]).unique(["key", "state"], keep="first", maintain_order=True)


@cache
def squeezed() -> pl.DataFrame:
    """key (a place's key without its blanks), state, place: for `Gulf Port` and `LaCrosse`."""
    table = places().select(place="key", key=pl.col("key").str.replace_all(" ", ""), state="state")
    return table.unique(["key", "state"], keep="none")


@cache
def misspelt() -> pl.DataFrame:
    """near, state, place: keys of larger cities with one letter left out, where they mean one city of the state."""
    large = places().filter((pl.col("population") >= CORRECTED) & (pl.col("key").str.len_chars() >= 5))
    return deletes(large.select(place="key", state="state"), "place").select("near", "state", "place").unique(
        ["near", "state"], keep="none"
    )  # fmt: skip


@cache
def abroad() -> pl.DataFrame:
    """Cities of other countries: key, country, latitude, longitude, population."""
    return pl.read_csv(HERE / "abroad.csv")


@cache
def postal() -> pl.DataFrame:
    """zip, zip_city, zip_state, zip_latitude, zip_longitude."""
    table = pl.read_csv(HERE / "postal.csv", schema_overrides={"zip": pl.String})
    return table.rename({c: f"zip_{c}" for c in ("city", "state", "latitude", "longitude")})


@cache
def alone() -> pl.DataFrame:
    """Names that mean one American city even without a state: key, state."""
    elsewhere = abroad().group_by("key").agg(pl.col("population").max().alias("abroad"))
    ranked = places().sort("population", descending=True).group_by("key", maintain_order=True)
    names = ranked.agg(
        pl.col("state").first(),
        pl.col("population").first(),
        pl.col("population").slice(1).first().fill_null(0).alias("second"),
        pl.len().alias("bearers"),
    ).join(elsewhere, on="key", how="left")
    ratio = pl.when(pl.col("population") >= 50_000).then(DOMINANT).otherwise(2 * DOMINANT)
    large = (pl.col("population") >= 10_000) & (pl.col("population") >= ratio * pl.col("second"))
    only = (pl.col("bearers") == 1) & (pl.col("population") >= 1000)
    here = pl.col("population") * 5 >= pl.col("abroad").fill_null(0)
    state_names = [s.lower() for s in STATES.values()]
    names = names.filter((large | only) & here & ~pl.col("key").is_in(state_names)).select("key", "state")
    return pl.concat([names, pl.DataFrame({"key": ["bronx"], "state": ["NY"]})])


def deletes(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """`frame` with `near`: each string of `column` as it is and with each one letter left out."""
    at = pl.int_ranges(-1, pl.col(column).str.len_chars().cast(pl.Int64))
    cut = pl.col(column).str.slice(0, pl.col("at").clip(0)) + pl.col(column).str.slice(pl.col("at") + 1)
    frame = frame.with_columns(at=at).explode("at")
    return frame.with_columns(near=pl.when(pl.col("at") < 0).then(pl.col(column)).otherwise(cut)).drop("at")


@cache
def _states() -> pl.DataFrame:
    """Every way to write a state: key, state, short (two letters: only believed in capitals)."""
    rows = [(k, s, k == s.lower()) for k, s in FORMS.items()]
    table = pl.DataFrame(rows, schema=["key", "state", "short"], orient="row")
    return table.unique("key", keep="first", maintain_order=True)


@cache
def _misspelt_states() -> pl.DataFrame:
    """near, state: names of states with a letter left out, where that still means one state."""
    names = _states().filter(~pl.col("short") & (pl.col("key").str.len_chars() >= 6))
    near = deletes(names, "key").select("near", "state").unique()
    return near.filter(pl.len().over("near") == 1)


@cache
def _countries() -> pl.DataFrame:
    """key, country."""
    table = pl.read_csv(HERE / "countries.csv", null_values=[])
    rows = [table.select(key=plain(pl.col(c)), country="country") for c in ("name", "country", "iso3")]
    extra = pl.DataFrame({"key": list(COUNTRY_WORDS), "country": list(COUNTRY_WORDS.values())})
    return pl.concat([extra, *rows]).unique("key", keep="first", maintain_order=True)


# Names that are also an American place's or a part of one: "New Mexico", "Panama City", "Georgia"
_TWO_FACED = {"Georgia", "Jersey", "Mexico", "Jordan", "Lebanon", "Cuba", "Peru", "Chad", "Mali", "Niger", "Oman", "Guinea", "Guam",
              "Puerto Rico", "United States", "American Samoa", "Northern Mariana Islands", "Norway", "Poland", "Denmark", "Sweden",
              "Holland", "China", "Malta", "Cameroon", "Dominica", "Samoa", "Turkey", "Brazil", "Chile"}  # fmt: skip


@cache
def country_last() -> str:
    """Pattern of a text that ends with a country's name and no sign before it: `Dublin Ireland`, `London UK`."""
    names = pl.read_csv(HERE / "countries.csv", null_values=[])["name"].to_list()
    told = sorted((n for n in names if n not in _TWO_FACED), key=len, reverse=True)
    return rf"^([\p{{L}} .'’-]{{3,}}?)[ ]+({'|'.join(told)}|UK|UAE|Scotland|South Korea)$"


def state_words() -> list[str]:
    """Every right way to write a state, as `plain` gives it."""
    return _states()["key"].to_list()


def state_of(value: pl.Series, *, any_case: bool) -> pl.Series:
    """Two letters of each string that is a state or a misspelt one, else null.

    `any_case`: two small letters count as well (the string stands where only a state can).
    """
    frame = value.to_frame("value").with_row_index("row").with_columns(key=plain(pl.col("value")))
    capitals = pl.lit(any_case) | ~pl.col("short") | pl.col("value").str.contains(r"^[A-Z.\s]+$")
    found = frame.join(_states(), on="key", how="left", maintain_order="left")
    found = found.with_columns(state=pl.when(capitals).then("state"))
    odd = found.filter(pl.col("state").is_null() & pl.col("key").str.len_chars().is_between(6, 25))
    odd = deletes(odd.select("row", "key"), "key").join(_misspelt_states(), on="near")
    odd = odd.group_by("row").agg(pl.col("state").unique()).filter(pl.col("state").list.len() == 1)
    both = found.join(
        odd.select("row", other=pl.col("state").list.first()), on="row", how="left", maintain_order="left"
    )
    return both.select(pl.coalesce("state", "other").alias("state")).to_series()


def country_of(value: pl.Series) -> pl.Series:
    """ISO 3166 two letters of each string that is a country (name, two or three letters), else null."""
    frame = value.to_frame("value").with_columns(key=plain(pl.col("value")))
    return frame.join(_countries(), on="key", how="left", maintain_order="left")["country"]
