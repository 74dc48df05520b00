"""Names that put an employer in another country, and those that put it in America."""

from functools import cache

import polars as pl

from curbside.transforms import gazetteer
from curbside.vocabulary import states

LARGE = 150_000  # people of a city abroad that is known by its name alone
SHARED = 15_000  # people of an American place that is meant as well
# Cities that are still written by the name they had; from memory
FORMER = ("bangalore", "baroda", "bombay", "calcutta", "calicut", "cochin", "dacca", "kiev", "madras", "mangalore", "mysore",
          "odessa ukraine", "peking", "poona", "rangoon", "saigon", "trivandrum", "vizag")  # fmt: skip


@cache
def places() -> pl.DataFrame:
    """`place`, keys as `name_key` writes them ("toronto", "saudi arabia", "vancouver bc"), and `is_american`: of states.

    A name abroad that an American place of any size shares says nothing, and is left out.
    """
    american = gazetteer.places().filter(pl.col("population") >= SHARED)["key"]
    countries = pl.read_csv(gazetteer.HERE / "countries.csv").filter(~pl.col("country").is_in(states.TERRITORIES))
    named = countries.select(gazetteer.plain(pl.col("name")).str.strip_prefix("the "))["name"].to_list()
    named += FORMER
    named += [key for key, country in gazetteer.COUNTRY_WORDS.items() if country != "US"]
    named += [key for key in states.PROVINCES if len(key) > 2]
    named += gazetteer.abroad().filter(pl.col("population") >= LARGE)["key"].to_list()
    # An American Vancouver and Windsor there are; none in British Columbia or Ontario.
    canadian = gazetteer.abroad().filter(pl.col("country") == "CA")["key"].to_list()
    named += [f"{city} {province}" for city in canadian for province in states.PROVINCES]
    ours = {s.lower() for pair in states.STATES.items() for s in pair}
    ours |= {key for key, country in gazetteer.COUNTRY_WORDS.items() if country == "US"}
    far = sorted({n for n in named if n} - ours - set(american.to_list()))
    return pl.DataFrame({"place": far + sorted(ours), "is_american": [False] * len(far) + [True] * len(ours)})
