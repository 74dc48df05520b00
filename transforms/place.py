"""Where a posting is: city, state, ZIP code, country and coordinates, from whatever the board calls a place.

A place is only said where the words say it: a city needs its state, or has to be the only one of its name that
anybody would mean; a region ("Northern", "Gulf Coast Region") has a state and no city; a street, a building or a clinic
is no city. The city keeps the board's spelling, unless that is all capitals, all small or misspelt.
"""

from functools import cache

import polars as pl

from curbside.transforms import gazetteer
from curbside.transforms import place_words as words
from curbside.transforms.gazetteer import fold
from curbside.transforms.place_decide import decide
from curbside.transforms.place_fields import FIELDS, in_fields
from curbside.transforms.place_parts import candidates, parted
from curbside.vocabulary.states import STATES

RESOLVED = dict.fromkeys(FIELDS[1:], pl.String) | {"latitude": pl.Float64, "longitude": pl.Float64}
EARTH_MILES = 3958.8
SLACK_MILES = 15  # from any point of a state to a place of it that the gazetteer has
BELIEVED_MILES = 100  # a board's coordinates farther than this from the named city belong to something else


def resolve(places: pl.DataFrame) -> pl.DataFrame:
    """Each row's place, in the same order; each distinct place is read once.

    `places`: text, city, state, postal_code, country (String), latitude, longitude (Float64), as the board gave them.
    Result: city, state (two letters), postal_code (five digits), country (ISO 3166, two letters), latitude, longitude
    (degrees). Territories are states of US. Coordinates are the board's own where they fit the words, else the ZIP
    code's, else the city's; a state alone has none.
    """
    if places.is_empty():  # every posting of a run may say its city
        return pl.DataFrame(schema=RESOLVED)
    distinct = places.select(FIELDS).unique(maintain_order=True).with_row_index("place")
    read = distinct.join(_read(distinct), on="place", how="left", suffix="_read", maintain_order="left")
    given = places.join(read, on=FIELDS, how="left", nulls_equal=True, suffix="_read", maintain_order="left")
    lat, lon = pl.col("latitude"), pl.col("longitude")
    far = miles(lat, lon, pl.col("latitude_read"), pl.col("longitude_read")) > BELIEVED_MILES
    on_earth = lat.is_between(-90, 90) & lon.is_between(-180, 180) & ~((lat.abs() < 0.01) & (lon.abs() < 0.01))
    real = on_earth & ~far.fill_null(False)
    return given.select(
        city="city_read", state="state_read", postal_code="postal_code_read", country="country_read",
        latitude=pl.when(real).then(lat).otherwise("latitude_read"),
        longitude=pl.when(real).then(lon).otherwise("longitude_read"),
    )  # fmt: skip


def _read(places: pl.DataFrame) -> pl.DataFrame:
    """`place` → city, state, postal_code, country, latitude, longitude as far as the words say."""
    clean = in_fields(places)
    parts = parted(clean)
    named = parts.filter(pl.col("exact")).group_by("place").agg(
        # letters before names: "DC - Washington"
        named=pl.coalesce(
            pl.col("own_state").filter(pl.col("part").str.len_chars() == 2).last(), pl.col("own_state").last()
        ), states=pl.len(), several=pl.col("own_state").n_unique() > 1
    )  # fmt: skip
    region = (
        parts.filter(~pl.col("exact"))
        .drop_nulls("own_state")
        .group_by("place")
        .agg(
            region=pl.when(pl.col("own_state").n_unique() == 1).then(pl.col("own_state").last()),
            regions=pl.col("own_state").n_unique() > 1,
        )
    )
    abroad = parts.drop_nulls("own_country").filter(pl.col("own_country") != "US").group_by("place").agg(
        own_country=pl.col("own_country").last(), country_key=pl.col("part").last(),
    ).join(parts.group_by("place").agg(parts=pl.len()), on="place")  # fmt: skip
    # "Remote in the United States or Canada" is in neither more than in the other
    either = clean.filter(pl.any_horizontal(pl.col("city", "text").str.contains(words.AMERICAN))).select("place")
    abroad = abroad.join(either, on="place", how="anti")
    for extra in (named, region, abroad):
        clean = clean.join(extra, on="place", how="left")
    # "Southern Oregon and Northern California" is in one of two states
    clean = clean.with_columns(several=pl.col("several").fill_null(False) | pl.col("regions").fill_null(False))
    clean = clean.with_columns(stated=pl.coalesce("state", "named", "region")).join(
        gazetteer.postal(), on="zip", how="left"
    )
    found = candidates(parts, clean.select("place", "stated", "state", "states", field="city"))
    return decide(clean, found)


_TITLED = r"((?:[A-Z][A-Za-z.'’-]+ ){0,2}[A-Z][A-Za-z.'’-]+), ?([A-Z]{2}|" + words.NAMES + r")\b"
# "needed in Dayton Ohio", "in Albany NY", but "in West Texas"
_TITLED_IN = (
    r"\bin ((?:[A-Z][A-Za-z.'’-]+ ){0,2}[A-Z][A-Za-z.'’-]+) ([A-Z]{2}|"
    + words.NAMES
    + r")(?: *$|[^A-Za-z ]| [^A-Za-z]| [a-z]| (?:Area|Metro|Region)\b)"
)
_REGIONAL = rf"(?i)^{words.COMPASS}(?:ern)?$"
_AWAY = r"(?i)\b(?:hours?|hrs?|minutes?|mins?|miles?|near|outside|close to|(?:north|south|east|west)[a-z]* of|suburbs? of)\b"


def in_title(titles: pl.Series) -> pl.DataFrame:
    """The "City, ST" that a title names, in the same order, as `resolve` gives it; nulls where it names none.

    Only a city of the gazetteer counts, else the one state that is named alone ("Cardiologist in Western Iowa"); and none
    that is so and so far away ("1 hour from Jackson, MS"). A country elsewhere counts where no state is named.
    """
    near = pl.col("title").str.replace_all(words.DISTANCE, " | ")
    hits = _city_named(titles.to_frame("title").with_row_index("row").with_columns(title=near))
    nickname = gazetteer.expand(pl.col("name")).is_in(list(gazetteer.CITY_WORDS))
    # "near Summerville, SC" is in that state, not in that city
    there = {c: pl.when(~pl.col("away")).then(c).alias(c) for c in ("latitude", "longitude")}
    city = pl.when(~pl.col("away")).then(pl.when(nickname).then("spelling").otherwise("name"))
    hits = hits.select("row", "state", *there.values(), city=city)
    out = titles.to_frame("title").with_row_index("row").join(hits, on="row", how="left", maintain_order="left")
    out = out.with_columns(state=pl.coalesce("state", _state_named(near)))
    far = (
        pl.col("title")
        .str.extract(words.COUNTRY_NAMED, 1)
        .replace_strict(words.FAR, default=None, return_dtype=pl.String)
    )
    country = pl.when(pl.col("state").is_not_null()).then(pl.lit("US")).otherwise(far)
    return out.select(
        "city",
        "state",
        pl.lit(None, pl.String).alias("postal_code"),
        country.alias("country"),
        "latitude",
        "longitude",
    )


def _city_named(titles: pl.DataFrame) -> pl.DataFrame:
    """Rows (row, away, name, state and the gazetteer's columns) of the titles that name a city of a state."""
    named = titles.with_columns(away=pl.col("title").str.contains(_AWAY))
    title = pl.col("title")
    named = named.select(
        "row",
        "away",
        name=pl.coalesce(title.str.extract(_TITLED, 1), title.str.extract(_TITLED_IN, 1)),
        state=pl.coalesce(title.str.extract(_TITLED, 2), title.str.extract(_TITLED_IN, 2)),
    )
    named = named.with_columns(pl.col("state").replace({name: code for code, name in STATES.items()}))
    parts = pl.col("name").str.split(" ")
    # "Hospitalist Green Bay, WI": the longest end of the words that is a place
    tries = named.drop_nulls("name").with_columns(
        name=pl.concat_list(parts.list.slice(n).list.join(" ") for n in range(3))
    )
    tries = (
        tries.explode("name")
        .filter((pl.col("name") != "") & ~pl.col("name").str.contains(_REGIONAL))
        .with_columns(key=fold(pl.col("name")))
    )
    return tries.join(gazetteer.places(), on=["key", "state"], maintain_order="left").unique(
        "row", keep="first", maintain_order=True
    )


def _state_named(title: pl.Expr) -> pl.Expr:
    """Two letters of the one state that a title names, by its name or, between signs, by letters that mean nothing else."""
    plain = title.str.replace_all(words.CAPITAL, " District of Columbia ").str.replace_all(words.NO_STATE, " ")
    names = plain.str.extract_all(words.STATE_NAMED).list.eval(pl.element().str.to_lowercase()).list.unique()
    named = {name.lower(): code for code, name in STATES.items()}
    one = (
        pl.when(names.list.len() == 1)
        .then(names.list.first())
        .replace_strict(named, default=None, return_dtype=pl.String)
    )
    letters = pl.when(names.list.len() == 0).then(
        pl.coalesce(
            plain.str.extract(words.STATE_LETTERS, 1),
            plain.str.extract(words.STATE_IN, 1),
            plain.str.extract(words.STATE_WAY, 1),
        )
    )
    washington = pl.when(names.list.len() == 0).then(plain.str.extract(words.WASHINGTON, 1)).replace("Washington", "WA")
    landscape = plain.str.extract(words.LANDSCAPE_NAMED, 1).replace_strict(
        words.LANDSCAPES, default=None, return_dtype=pl.String
    )
    landscape = pl.coalesce(landscape, pl.when(plain.str.contains(words.NEW_YORK)).then(pl.lit("NY")))
    return pl.coalesce(one, letters, washington, pl.when(names.list.len() == 0).then(landscape))


@cache
def locate(text: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees of a user's "Boston, MA" or "02114"; None where it names no one place."""
    whole = words.NAMESAKES | {"nyc": "New York, NY"}
    wanted = whole.get(text.strip().lower(), text.strip())
    bare = wanted.split("-")[0] if wanted[:5].isdigit() else None
    row = {"postal_code": bare} if bare else {"text": wanted}
    latitude, longitude = _one(row).select("latitude", "longitude").row(0)
    return None if latitude is None or longitude is None else (latitude, longitude)


def named(text: str) -> tuple[str | None, str | None]:
    """(city, two letters of the state) that a user's "Boston" or "northern Ohio" means, as far as one is meant by all."""
    city, state = _one({"text": text.strip()}).select("city", "state").row(0)
    return city, state


def bearers(name: str) -> list[str]:
    """States with a city of that name, the most populous first."""
    key = pl.select(fold(pl.lit(name))).item()
    return gazetteer.places().filter(pl.col("key") == key).sort("population", descending=True)["state"].unique(
        maintain_order=True
    ).to_list()  # fmt: skip


def _one(row: dict[str, str]) -> pl.DataFrame:
    nowhere = {"latitude": pl.lit(None, pl.Float64), "longitude": pl.lit(None, pl.Float64)}
    frame = pl.DataFrame([dict.fromkeys(FIELDS) | row], schema=dict.fromkeys(FIELDS, pl.String))
    return resolve(frame.with_columns(**nowhere))


def states_within(latitude: float, longitude: float, radius: float) -> set[str]:
    """States that have a place within so many miles of a point, or hardly farther: what is near one is in these."""
    at = gazetteer.places().with_columns(here_lat=pl.lit(latitude), here_lon=pl.lit(longitude))
    far = miles(pl.col("latitude"), pl.col("longitude"), pl.col("here_lat"), pl.col("here_lon"))
    return set(at.filter(far <= radius + SLACK_MILES)["state"].drop_nulls())


def miles(lat1: pl.Expr, lon1: pl.Expr, lat2: pl.Expr, lon2: pl.Expr) -> pl.Expr:
    """Great-circle distance in miles between points in degrees."""
    a, b, dlon = lat1.radians(), lat2.radians(), (lon2 - lon1).radians()
    half = ((b - a) / 2).sin() ** 2 + a.cos() * b.cos() * (dlon / 2).sin() ** 2
    return 2 * EARTH_MILES * half.clip(0, 1).sqrt().arcsin()
