"""Where a posting is: city, state, ZIP code, country and coordinates, from whatever the board calls a place.

Offline: `gazetteer.csv`, `postal.csv`, `abroad.csv` and `countries.csv` (written by benchmarks/gazetteer.py) hold
GeoNames data (https://www.geonames.org, CC BY 4.0) and the ZIP codes of the `zipcodes` package.

A place is only said where the words say it: a city needs its state, or has to be the only one of its name that
anybody would mean; a region ("Northern", "Gulf Coast Region") has a state and no city.
"""

from functools import cache
from pathlib import Path

import polars as pl

from curbside.transforms.text import said

HERE = Path(__file__).parent
FIELDS = ["text", "city", "state", "postal_code", "country"]
RESULT = ["city", "state", "postal_code", "country", "latitude", "longitude"]
EARTH_MILES = 3958.8
BELIEVED_MILES = 100  # a board's coordinates farther than this from the named city belong to something else
DOMINANT = 10  # a name without a state means a city this many times as large as the next of its name
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico", "GU": "Guam", "VI": "Virgin Islands",
    "AS": "American Samoa", "MP": "Northern Mariana Islands",
}  # fmt: skip
# Keys (see `fold`) that stand for a state besides its name and its two letters.
STATE_WORDS = {
    "washington dc": "DC", "washington d c": "DC", "d c": "DC", "dist of columbia": "DC", "us virgin islands": "VI",
    "u s virgin islands": "VI", "mass": "MA", "calif": "CA", "penn": "PA", "penna": "PA", "tenn": "TN", "conn": "CT",
    "wash": "WA", "wisc": "WI", "minn": "MN", "mich": "MI", "fla": "FL", "ariz": "AZ", "colo": "CO", "okla": "OK",
    "n carolina": "NC", "s carolina": "SC", "n dakota": "ND", "s dakota": "SD", "w virginia": "WV", "state of washington": "WA",
    "washington state": "WA", "new york state": "NY", "norcal": "CA", "socal": "CA", "commonwealth of pennsylvania": "PA",
}  # fmt: skip
AMERICA = ["us", "usa", "u s", "u s a", "united states", "united states of america", "america"]
COUNTRY_WORDS = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "korea": "KR",
                 "south korea": "KR", "republic of ireland": "IE", "uae": "AE", "holland": "NL"}  # fmt: skip
CITY_WORDS = {"nyc": "new york", "new york city": "new york", "la": "los angeles", "st pete": "saint petersburg",
              "saint pete": "saint petersburg", "philly": "philadelphia", "dfw": "dallas", "okc": "oklahoma city",
              "abq": "albuquerque", "washington dc": "washington"}  # fmt: skip

_NO_CITY = (
    r"(?i)^(?:remote|virtual|nation\s?wide|national|tele\w*|work (?:from|at) home|home\s?based|multiple|multi|various|anywhere|"
    r"all|statewide|field|hybrid|on-?site|flexible|travel\w*|\d+ (?:locations?|sites?|places?)|several|any|other|many|locums?|"
    r"negotiable|usa?|international|overseas|worldwide|see|to be|metro|metropolitan|rural|area|regional|midwest|"
    r"pacific northwest|new england|(?:north|south|east|west|northern|southern|eastern|western|central|mid|upper|lower|upstate|"
    r"downstate|coastal|(?:north|south)[ -]?(?:east|west)(?:ern)?|north central|south central|east central|west central|"
    r"panhandle|gulf coast|greater|beautiful))\b"
)
_FACILITY = (
    r"(?i)\b(?:hospitals?|hosp|clinics?|cent(?:er|re)s?|ctrs?|medical|medicine|med|health|healthcare|campus|building|bldg|suite|"
    r"floor|offices?|pavilion|plaza|towers?|surgery|surgical|dialysis|cancer|care|instacare|university|college|institute|"
    r"pharmacy|lab|laboratory|dept|department|unit|imaging|rehab\w*|locations?|store|warehouse|plant|fab|site|headquarters|hq|"
    r"corporate|road|rd|street|ave|avenue|blvd|boulevard|drive|dr|lane|ln|parkway|pkwy|highway|hwy|route|services?|group|"
    r"associates|school|prison|correctional|regions?|area|areas|county|counties|coast|foundation|system|network|division|"
    r"programs?|practice|physicians?|families|family|specialists?|specialties|pediatrics?|primary|oncology|cardiology|va|vamc|"
    r"surrounding|berkshires|mountains|ozarks|suburbs?|suburban|hours?|minutes|mins?|miles|near|only|home|based|facility|"
    r"partners|llc|inc|job|jobs|opportunity|position|shift|shore|community|zip|zone|district|wing|main|annex|terminal|new hire)\b|\d"
)
_BEFORE = (
    r"(?i)^(?:(?:near(?:by)?|greater|the|metro(?:politan)?|suburban|suburbs? of|downtown|uptown|outside(?: of)?|just outside(?: of)?|"
    r"close to|vicinity of|around|in|city of|town of|village of|beautiful|scenic|historic|rural)\s+)+"
)
_AFTER = (
    r"(?i)(?:[\s-]+(?:metro(?:politan)?(?: area)?|metroplex|area|areas|suburbs?|region|vicinity|and surrounding(?: areas?)?|"
    r"surrounding areas?|city limits|full[- ]?time|part[- ]?time|locums?(?: tenens)?|permanent|remote|hybrid|on-?site|virtual))+$"
)
_GLUED = r"(?:(?:Full|Part)-?\s?Time|Locums?|Moonlighting|Contract|Permanent|Per\s?Diem|Travel|Temporary|Telemedicine|/)+$"
_DIRECTION = r"(?i)^(?:(?:north|south|east|west|central|upper|lower|mid|(?:north|south)(?:east|west))(?:ern)?|upstate|coastal|rural|greater|metro)[\s-]+"


def fold(name: pl.Expr) -> pl.Expr:
    """Spelling-blind key of a place name: `St. Louis`, `Saint Louis` and `SAINT-LOUIS` are one."""
    key = name.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}|['’‘`.]", "")
    key = key.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    key = key.str.replace_all(r"\bst\b", "saint").str.replace_all(r"\bste\b", "sainte")
    key = key.str.replace_all(r"\bft\b", "fort").str.replace_all(r"\bmt\b", "mount")
    return key.str.replace_all(r"\btwp\b", "township")


@cache
def gazetteer() -> pl.DataFrame:
    """American places: key, state, name, latitude, longitude, population (0: not known)."""
    places = pl.read_csv(HERE / "gazetteer.csv")
    york = places.filter((pl.col("key") == "new york city") & (pl.col("state") == "NY"))
    york = york.with_columns(key=pl.lit("new york"), name=pl.lit("New York"))
    return pl.concat([york, places]).unique(["key", "state"], keep="first", maintain_order=True)


@cache
def _alone() -> pl.DataFrame:
    """Names that mean one American city even without a state: key, state."""
    abroad = pl.read_csv(HERE / "abroad.csv").group_by("key").agg(pl.col("population").max().alias("abroad"))
    ranked = gazetteer().sort("population", descending=True).group_by("key", maintain_order=True)
    names = ranked.agg(
        pl.col("state").first(),
        pl.col("population").first(),
        pl.col("population").slice(1).first().fill_null(0).alias("second"),
        pl.len().alias("bearers"),
    ).join(abroad, on="key", how="left")
    large = (pl.col("population") >= 50_000) & (pl.col("population") >= DOMINANT * pl.col("second"))
    only = (pl.col("bearers") == 1) & (pl.col("population") >= 1000)
    abroad_small = pl.col("population") * 5 >= pl.col("abroad").fill_null(0)
    states = [s.lower() for s in STATES.values()]
    return names.filter((large | only) & abroad_small & ~pl.col("key").is_in(states)).select("key", "state")


@cache
def _states() -> pl.DataFrame:
    """Every way to write a state: key, state, `short` (two letters: only believed in capitals), misspellings included.

    A misspelling is a name with one letter too few; a given word with one letter too many is matched the other way
    round, and one wrong letter both ways (`_misspelt`).
    """
    rows = [(s.lower(), s, True) for s in STATES] + [(n.lower(), s, False) for s, n in STATES.items()]
    rows += [(k, s, False) for k, s in STATE_WORDS.items()]
    return pl.DataFrame(rows, schema=["key", "state", "short"], orient="row").unique(
        "key", keep="first", maintain_order=True
    )


def _deletes(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """`frame` with `near`: each string of `column` as it is and with each one letter left out."""
    length = pl.col(column).str.len_chars()
    return frame.with_columns(i=pl.int_ranges(-1, length.cast(pl.Int64))).explode("i").with_columns(
        near=pl.when(pl.col("i") < 0)
        .then(pl.col(column))
        .otherwise(pl.col(column).str.slice(0, pl.col("i").clip(0)) + pl.col(column).str.slice(pl.col("i") + 1))
    )  # fmt: skip


@cache
def _misspelt() -> pl.DataFrame:
    """near, state: names of states with a letter left out, where that still means one state."""
    names = _states().filter(~pl.col("short") & (pl.col("key").str.len_chars() >= 6))
    near = _deletes(names, "key").select("near", "state").unique()
    return near.filter(pl.len().over("near") == 1)


@cache
def _countries() -> pl.DataFrame:
    """key, country."""
    table = pl.read_csv(HERE / "countries.csv", null_values=[])
    rows = [table.select(key=fold(pl.col(c)), country="country") for c in ("name", "country", "iso3")]
    words = {**COUNTRY_WORDS, **dict.fromkeys(AMERICA, "US")}
    extra = pl.DataFrame({"key": list(words), "country": list(words.values())})
    return pl.concat([extra, *rows]).unique("key", keep="first", maintain_order=True)


def _state_of(value: pl.Series, *, any_case: bool) -> pl.Series:
    """Two letters of each string that is a state (or a misspelt one), else null."""
    frame = value.to_frame("value").with_row_index("row").with_columns(key=fold(pl.col("value")))
    found = frame.join(_states(), on="key", how="left", maintain_order="left").with_columns(
        state=pl.when(
            pl.lit(any_case) | ~pl.col("short") | pl.col("value").str.contains(r"^[A-Z.\s]+$")
        ).then("state")
    )
    odd = found.filter(pl.col("state").is_null() & pl.col("key").str.len_chars().is_between(6, 25))
    odd = odd.select("row", "key").pipe(_deletes, "key").join(_misspelt(), on="near").group_by("row").agg(
        pl.col("state").unique()
    ).filter(pl.col("state").list.len() == 1).select("row", other=pl.col("state").list.first())  # fmt: skip
    both = found.join(odd, on="row", how="left", maintain_order="left")
    return both.select(pl.coalesce("state", "other").alias("state")).to_series()


_SEPARATOR = r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[,;:|()\[\]/•\n–—]+\s*|\band\b|\bor\b|&"
_LEADING_US = r"^(?:USA?|United States(?: of America)?)[\s,:-]+"
_TRAILING_US = r"(?i)[\s,:-]+(?:USA|U\.S\.A?\.?|US|United States(?: of America)?)$"


def _parts(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a piece of a place's strings: place, source (0 city, 1 text), part."""
    text = pl.col("value").str.replace(_TRAILING_US, "").str.replace(_LEADING_US, "").str.replace(_GLUED, "")
    text = text.str.replace_all(r"\b([A-Z]{2})-([A-Z])", "${1},${2}").str.replace_all(
        r"([a-z])-([A-Z]{2})\b", "${1},${2}"
    )
    rows = [
        frame.select("place", source=pl.lit(n, pl.Int8), value=pl.col(c))
        for n, c in enumerate(("city", "text"))
    ]
    pieces = pl.concat(rows).drop_nulls("value").with_columns(part=text.str.replace_all(_SEPARATOR, "\x1f"))
    pieces = pieces.with_columns(pl.col("part").str.split("\x1f")).explode("part")
    pieces = pieces.with_columns(pl.col("part").str.strip_chars(" .-*\"'")).filter(
        pl.col("part").str.len_bytes() > 0
    )
    return pieces.with_row_index("order")


def _candidates(parts: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Every reading of every part as a city: place, order, name, state (null: not said), trust (less is better)."""
    names = "|".join(sorted((n for n in STATES.values()), key=len, reverse=True))
    trailing = rf"^(.+?)[\s,]+({names}|[A-Z]{{2}})$"
    leading = rf"^({names}|[A-Z]{{2}})\s+(.+)$"
    part = pl.col("part").str.replace(r"\s*\b\d{5}(?:-\d{4})?$", "").str.strip_chars()
    bare = part.str.replace(_BEFORE, "").str.replace(_AFTER, "").str.strip_chars()
    base = parts.filter(pl.col("own_state").is_null() & pl.col("own_country").is_null()).with_columns(
        part=part, bare=bare
    )
    base = base.join(stated, on="place", how="left")
    readings = [
        base.select("place", "order", name="part", state="stated", trust=pl.lit(0)),
        base.select("place", "order", name="bare", state="stated", trust=pl.lit(1)),
        base.select("place", "order", name=pl.col("part").str.extract(trailing, 1), state=pl.col("part").str.extract(trailing, 2), trust=pl.lit(2)),
        base.select("place", "order", name=pl.col("bare").str.extract(trailing, 1), state=pl.col("bare").str.extract(trailing, 2), trust=pl.lit(2)),
        base.select("place", "order", name=pl.col("part").str.extract(leading, 2), state=pl.col("part").str.extract(leading, 1), trust=pl.lit(3)),
        base.select("place", "order", name=pl.col("bare").str.replace(_DIRECTION, ""), state="stated", trust=pl.lit(4)),
    ]  # fmt: skip
    found = pl.concat(readings).drop_nulls("name").filter(pl.col("name") != "")
    return found.with_columns(state=_state_of(found["state"], any_case=False))


def _parse(places: pl.DataFrame) -> pl.DataFrame:
    """`place` → city, state, postal_code, country, latitude, longitude as far as words say it (distinct rows)."""
    clean = places.with_columns(said(pl.col(c), 200).alias(c) for c in FIELDS)
    clean = clean.with_columns(country=_country_of(clean["country"]), state_text=pl.col("state"))
    clean = clean.with_columns(state=_state_of(clean["state_text"].str.strip_chars(" .,"), any_case=True))
    # the state field may hold a city, a country or "California, US"
    odd = pl.col("state").is_null() & pl.col("state_text").is_not_null()
    clean = clean.with_columns(
        abroad=pl.when(odd).then(_country_of(clean["state_text"])),
        city=pl.when(odd & pl.col("city").is_null()).then("state_text")
        .when(odd & (pl.col("city") != pl.col("state_text"))).then(pl.concat_str("city", pl.lit(", "), "state_text"))
        .otherwise("city"),
    )  # fmt: skip
    parts = _parts(clean)
    parts = parts.with_columns(
        own_state=_state_of(parts["part"], any_case=False),
        own_country=_country_of(parts["part"].str.replace(r"^[A-Za-z]{2,3}$", "")),
    )
    named = parts.drop_nulls("own_state").group_by("place").agg(pl.col("own_state").last())
    abroad = parts.filter(pl.col("own_country") != "US").group_by("place").agg(pl.col("own_country").last())
    zips = pl.concat_str([pl.col(c).fill_null("") for c in ("postal_code", "city", "text")], separator=" ")
    clean = clean.join(named, on="place", how="left").join(abroad, on="place", how="left").with_columns(
        zip=zips.str.extract(r"(?:^|\D)(\d{5})(?:-\d{4})?(?:\D|$)")
    )  # fmt: skip
    postal = pl.read_csv(HERE / "postal.csv", schema_overrides={"zip": pl.String}).select(
        "zip", zip_city="city", zip_state="state", zip_latitude="latitude", zip_longitude="longitude"
    )
    clean = clean.join(postal, on="zip", how="left")
    stated = clean.select("place", stated=pl.coalesce("state", "own_state"))
    return _decide(clean, parts, _candidates(parts, stated))


def _country_of(value: pl.Series) -> pl.Series:
    frame = value.to_frame("value").with_columns(key=fold(pl.col("value")))
    return frame.join(_countries(), on="key", how="left", maintain_order="left")["country"]


def _decide(clean: pl.DataFrame, parts: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    found = found.with_columns(key=fold(pl.col("name"))).with_columns(key=pl.col("key").replace(CITY_WORDS))
    places = gazetteer().select("key", "state", "latitude", "longitude", "population", spelling="name")
    known = found.join(places, on=["key", "state"]).sort("place", "trust", "order")
    known = known.group_by("place", maintain_order=True).first()
    alone = found.filter(pl.col("state").is_null() & (pl.col("trust") <= 1)).join(
        _alone().rename({"state": "only"}), on="key"
    )
    alone = alone.with_columns(state="only").join(places, on=["key", "state"]).sort("place", "trust", "order")
    alone = alone.group_by("place", maintain_order=True).first()
    plausible = found.filter(
        (pl.col("trust") == 1)
        & pl.col("name").str.contains(r"^[\p{L}][\p{L}'’. -]{2,39}$")
        & ~pl.col("name").str.contains(_FACILITY)
        & ~pl.col("name").str.contains(_NO_CITY)
        & (pl.col("name").str.count_matches(r"\s") <= 3)
    ).sort("place", "order").group_by("place", maintain_order=True).first()  # fmt: skip
    out = clean.join(_as(known, "known"), on="place", how="left").join(
        _as(alone, "alone"), on="place", how="left"
    )
    out = out.join(_as(plausible, "plausible"), on="place", how="left")
    # a foreign country, said in its own field or in a field where no American place is known
    country = (
        pl.when(pl.col("country").is_not_null() & ~pl.col("country").is_in(["US", "PR", "GU", "VI", "AS", "MP"])).then("country")
        .when(pl.col("known_state").is_null()).then(pl.coalesce("abroad", "own_country"))
    )  # fmt: skip
    out = out.with_columns(foreign=pl.when(country != "US").then(country))
    home = pl.col("foreign").is_null()
    # without a state, the country has to be ours, or not said, for a name to be enough
    state = pl.coalesce("known_state", "state", "own_state", "plausible_state", "alone_state", "zip_state")
    out = out.with_columns(
        found_state=pl.when(home).then(state),
        found_city=pl.when(home)
        .then(pl.coalesce("known_name", pl.when(pl.col("state").is_null() & pl.col("own_state").is_null()).then("alone_name"), "plausible_name"))
        .otherwise("plausible_name"),
    )  # fmt: skip
    agrees = (pl.col("zip_state") == pl.col("found_state")) & home
    no_words = pl.col("found_city").is_null() & pl.col("city").is_null() & pl.col("text").is_null()
    city = pl.coalesce("found_city", pl.when(no_words & agrees).then("zip_city"))
    flat = (city == city.str.to_uppercase()) | (city == city.str.to_lowercase())
    same_key = pl.col("known_latitude").is_not_null()
    return out.select(
        "place",
        city=pl.when(flat)
        .then(pl.coalesce("known_spelling", "alone_spelling", city.str.to_titlecase()))
        .otherwise(city),
        state="found_state",
        postal_code=pl.when(agrees | pl.col("found_state").is_null() & home).then("zip"),
        country=pl.coalesce(
            "foreign", pl.when(pl.col("found_state").is_not_null()).then(pl.lit("US")), "country"
        ),
        latitude=pl.coalesce(
            pl.when(agrees).then("zip_latitude"),
            pl.when(home & same_key).then("known_latitude"),
            pl.when(home & (pl.col("alone_state") == pl.col("found_state"))).then("alone_latitude"),
        ),
        longitude=pl.coalesce(
            pl.when(agrees).then("zip_longitude"),
            pl.when(home & same_key).then("known_longitude"),
            pl.when(home & (pl.col("alone_state") == pl.col("found_state"))).then("alone_longitude"),
        ),
    )


def _as(frame: pl.DataFrame, prefix: str) -> pl.DataFrame:
    columns = [c for c in ("name", "state", "latitude", "longitude", "spelling") if c in frame.columns]
    return frame.select("place", *(pl.col(c).alias(f"{prefix}_{c}") for c in columns))


def resolve(places: pl.DataFrame) -> pl.DataFrame:
    """Each row's place, in the same order.

    `places`: text, city, state, postal_code, country (String), latitude, longitude (Float64), as the board gave them.
    Result: city, state (two letters), postal_code (five digits), country (ISO 3166 two letters), latitude, longitude (degrees).
    """
    distinct = places.select(FIELDS).unique(maintain_order=True).with_row_index("place")
    read = distinct.join(_parse(distinct), on="place", how="left", suffix="_read", maintain_order="left")
    given = places.join(read, on=FIELDS, how="left", nulls_equal=True, suffix="_read", maintain_order="left")
    lat, lon = pl.col("latitude"), pl.col("longitude")
    far = miles(lat, lon, pl.col("latitude_read"), pl.col("longitude_read")) > BELIEVED_MILES
    real = (
        lat.is_between(-90, 90)
        & lon.is_between(-180, 180)
        & ~((lat.abs() < 0.01) & (lon.abs() < 0.01))
        & ~far.fill_null(False)
    )
    return given.select(
        city="city_read", state="state_read", postal_code="postal_code_read", country="country_read",
        latitude=pl.when(real).then(lat).otherwise("latitude_read"),
        longitude=pl.when(real).then(lon).otherwise("longitude_read"),
    )  # fmt: skip


def locate(text: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees of a user's "Boston, MA" or "02114"; None where it names no one place."""
    row = {c: None for c in FIELDS} | {"text": text}
    frame = pl.DataFrame([row], schema=dict.fromkeys(FIELDS, pl.String)).with_columns(
        latitude=pl.lit(None, pl.Float64), longitude=pl.lit(None, pl.Float64)
    )
    latitude, longitude = resolve(frame).select("latitude", "longitude").row(0)
    return None if latitude is None or longitude is None else (latitude, longitude)


def miles(lat1: pl.Expr, lon1: pl.Expr, lat2: pl.Expr, lon2: pl.Expr) -> pl.Expr:
    """Great-circle distance in miles between points in degrees."""
    a, b, dlon = lat1.radians(), lat2.radians(), (lon2 - lon1).radians()
    half = ((b - a) / 2).sin() ** 2 + a.cos() * b.cos() * (dlon / 2).sin() ** 2
    return 2 * EARTH_MILES * half.clip(0, 1).sqrt().arcsin()
