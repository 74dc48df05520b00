"""Which of a place's candidates it is: by state, coordinates, postal code and size, and none in doubt."""

import polars as pl

from curbside.transforms import gazetteer
from curbside.transforms import place_words as words
from curbside.transforms.gazetteer import fold
from curbside.vocabulary.states import STATES, TERRITORIES


def decide(clean: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """One reading a place: a known city of the state said, else a name that needs no state, else a plausible name."""
    out = _named(_abroad(_beside(clean, found)))
    home, unsaid = pl.col("foreign").is_null(), pl.col("stated").is_null()
    agrees = (pl.col("zip_state") == pl.col("found_state")).fill_null(False) & home
    wordless = pl.col("found_city").is_null() & pl.col("city").is_null() & pl.col("text").is_null()
    city = pl.coalesce("found_city", pl.when(wordless & agrees).then("zip_city"))
    flat = (city == city.str.to_uppercase()) | (city == city.str.to_lowercase())
    spelled = pl.coalesce("known_spelling", "alone_spelling", city.str.to_titlecase())
    sole = home & unsaid & pl.col("known_state").is_null()

    def point(axis: str) -> pl.Expr:
        return pl.coalesce(
            pl.when(agrees).then(f"zip_{axis}"),
            pl.when(home).then(f"known_{axis}"),
            pl.when(sole).then(f"alone_{axis}"),
            f"far_{axis}",
        )

    return out.select(
        "place",
        city=pl.when(flat).then(spelled).otherwise(city),
        state=pl.coalesce("found_state", pl.when(pl.col("foreign") == "CA").then("province")),
        postal_code=pl.when(agrees).then("zip"),
        country=pl.coalesce(
            "foreign",
            pl.when(pl.col("found_state").is_not_null() | pl.col("several")).then(pl.lit("US")),
            "country",
        ),
        latitude=point("latitude"),
        longitude=point("longitude"),
    )


def _beside(clean: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """`clean` with the best reading of each kind beside it: columns known_…, alone_…, plausible_…."""
    out = clean
    for prefix, readings in {
        "known": _known(found),
        "alone": _only(found),
        "plausible": _plausible(found),
    }.items():
        readings = readings.group_by("place", maintain_order=True).first().drop("order", "trust", strict=False)
        columns = [
            c
            for c in ("shown", "state", "latitude", "longitude", "spelling", "key", "american")
            if c in readings.columns
        ]
        out = out.join(
            readings.select("place", *(pl.col(c).alias(f"{prefix}_{c}") for c in columns)),
            on="place",
            how="left",
        )
    return out


def _abroad(out: pl.DataFrame) -> pl.DataFrame:
    """Adds `foreign`, the country of a place that is not in the United States."""
    # a foreign country: in its own field, or named where no American place of that name is meant
    american = gazetteer.places()["key"].implode()
    # "Lebanon" alone is a city of six states, "Beirut, Lebanon" is not
    meant = pl.col("known_state").is_null() & ((pl.col("parts") > 1) | ~fold(pl.col("country_key")).is_in(american))
    country = pl.coalesce(
        pl.when(~pl.col("country").is_in(TERRITORIES)).then("country"), pl.when(meant).then("own_country")
    )
    out = out.with_columns(foreign=country)
    # "Bangalore, IN" is no city of Indiana
    lookalike = gazetteer.abroad().filter(pl.col("population") >= 100_000).select(
        plausible_key="key", plausible_state="country", lookalike=pl.col("country")
    )  # fmt: skip
    # "Tbilisi, Georgia"
    georgia = lookalike.filter(pl.col("plausible_state") == "GE").with_columns(plausible_state=pl.lit("GA"))
    out = out.join(pl.concat([lookalike, georgia]), on=["plausible_key", "plausible_state"], how="left")
    return out.with_columns(
        foreign=pl.coalesce(
            "foreign",
            pl.when(pl.col("known_state").is_null() & (pl.col("country").is_null())).then("lookalike"),
        )
    )


def _named(out: pl.DataFrame) -> pl.DataFrame:
    """Adds found_state, found_city, and far_latitude and far_longitude of a city abroad."""
    home = pl.col("foreign").is_null()
    unsaid = pl.col("stated").is_null()
    out = out.with_columns(
        found_state=pl.when(home).then(
            pl.coalesce("known_state", "state", pl.when(~pl.col("several").fill_null(False)).then("stated"), pl.when(unsaid).then("plausible_state"), pl.when(unsaid).then("alone_state"), "zip_state")
        ),
        found_city=pl.when(home).then(
            pl.coalesce(
                "known_shown",
                pl.when(unsaid).then("alone_shown"),
                pl.when(pl.col("plausible_american") | ~unsaid).then("plausible_shown"),
            )
        )
        .otherwise("plausible_shown"),
    )  # fmt: skip
    elsewhere = gazetteer.abroad().select(
        plausible_key="key", foreign="country", far_latitude="latitude", far_longitude="longitude"
    )
    return out.join(elsewhere, on=["plausible_key", "foreign"], how="left")


def _known(found: pl.DataFrame) -> pl.DataFrame:
    """Readings that are a place of their state: as written, else written apart or together, else misspelt by a letter."""
    places = gazetteer.places()
    said_state = found.drop_nulls("state")
    hit = said_state.join(places, on=["key", "state"])
    rest = said_state.join(hit.select("place").unique(), on="place", how="anti").filter(~pl.col("exact"))
    apart = rest.with_columns(squeezed=pl.col("key").str.replace_all(" ", ""))
    apart = apart.join(gazetteer.squeezed(), left_on=["squeezed", "state"], right_on=["key", "state"])
    odd = rest.filter((pl.col("trust") <= 1) & pl.col("key").str.len_chars().is_between(5, 30))
    odd = gazetteer.deletes(odd.with_columns(squeezed=pl.lit("")), "key").join(
        gazetteer.misspelt(), on=["near", "state"]
    )
    near = pl.concat(
        [apart.with_columns(fixed=pl.lit(False)), odd.drop("near").with_columns(fixed=pl.lit(True))],
        how="diagonal",
    )
    near = near.drop("key").rename({"place_right": "key"}).join(places, on=["key", "state"])
    near = near.with_columns(shown=pl.when("fixed").then("spelling").otherwise("shown"))
    readings = pl.concat([hit, near.select(hit.columns)]).sort("place", "trust", "order", maintain_order=True)
    return readings.with_columns(shown=pl.when("nickname").then("spelling").otherwise("shown"))


def _only(found: pl.DataFrame) -> pl.DataFrame:
    """Readings without a state that mean one city all the same."""
    readings = found.filter(pl.col("state").is_null() & (pl.col("trust") <= 1)).drop("state")
    readings = readings.join(gazetteer.alone(), on="key").join(gazetteer.places(), on=["key", "state"])
    readings = readings.with_columns(shown=pl.when("nickname").then("spelling").otherwise("shown"))
    return readings.sort("place", "trust", "order")


def _plausible(found: pl.DataFrame) -> pl.DataFrame:
    """Readings that look like a city's name."""
    name = pl.col("name")
    unsaid = pl.col("state").is_null()
    endings = pl.col("state").replace_strict(
        {k: v.lower() for k, v in STATES.items()}, default="", return_dtype=pl.String
    )
    looks = (
        name.str.contains(r"^\p{L}[\p{L}'’. -]{2,39}$")
        & ~name.str.contains(words.FACILITY)
        & (
            ~name.str.contains(words.NO_CITY)
            | (name.str.contains(words.QUARTER) & ~name.str.contains(words.REGION) & ~unsaid)
        )
        & (name.str.count_matches(r"\s") <= 3)
        & ~endings.str.ends_with(name.str.to_lowercase())  # "Braska", NE
        & ~name.str.contains(rf"^(?:(?:{words.NAMES}|[A-Z]{{2}})\s*)+$|\s(?:{'|'.join(STATES)})$")
    )
    known = pl.col("key").is_in(gazetteer.places()["key"].implode())
    # "Fort Liberty North Carolina", but not "Seacoast New Hampshire"
    typed = (
        (pl.col("trust") == 2)
        & ~unsaid
        & name.str.contains(r"(?i)^(?:fort|ft|camp|joint base|saint|st|mount|mt|lake|port)\b")
    )
    fits = ((pl.col("trust") == 1) & pl.col("own_state").is_null()) | typed
    abroad = pl.col("own_country").is_not_null() & unsaid  # "Canada - Toronto": the country is no city of its own
    readings = found.filter(fits & ~pl.col("exact") & ~abroad & (looks | (unsaid & known)))
    # the whole of a field for cities is one, known or not
    sole = (pl.col("name") == pl.col("field")).fill_null(False) & (name.str.count_matches(r"\s") <= 2)
    return readings.with_columns(american=known | sole).sort("place", "trust", "order")
