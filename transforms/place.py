"""Where a posting is: city, state, ZIP code, country and coordinates, from whatever the board calls a place.

A place is only said where the words say it: a city needs its state, or has to be the only one of its name that
anybody would mean; a region ("Northern", "Gulf Coast Region") has a state and no city; a street, a building or a clinic
is no city. The city keeps the board's spelling, unless that is all capitals, all small or misspelt.
"""

import polars as pl

from curbside.transforms import gazetteer
from curbside.transforms import place_words as words
from curbside.transforms.gazetteer import fold
from curbside.transforms.text import said
from curbside.vocabulary.placeholders import SENTENCE
from curbside.vocabulary.states import PROVINCES, STATES, TERRITORIES

FIELDS = ["text", "city", "state", "postal_code", "country"]
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
    clean = _clean(places)
    parts = _parts(clean)
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
    found = _candidates(parts, clean.select("place", "stated", "state", "states", field="city"))
    return _decide(clean, found)


def _clean(places: pl.DataFrame) -> pl.DataFrame:
    """The fields in their own terms; what stands in the state's field and is no state goes with the city."""
    clean = places.with_columns(said(pl.col(c), 200).alias(c) for c in FIELDS)
    nowhere = {c: gazetteer.plain(pl.col(c)).str.contains(SENTENCE) for c in ("city", "text", "state")}
    clean = clean.with_columns(pl.when(~no.fill_null(False)).then(c).alias(c) for c, no in nowhere.items())
    region = {
        c: pl.col(c).str.contains(words.NO_STATE_REGION).fill_null(False) & pl.col("state").is_null()
        for c in ("city", "text")
    }
    clean = clean.with_columns(pl.when(~no).then(c).alias(c) for c, no in region.items())
    small = pl.col("text").str.contains(words.SMALL)
    shouted = pl.concat_str(pl.col("text").str.head(-2), pl.col("text").str.tail(2).str.to_uppercase())
    clean = clean.with_columns(text=pl.when(small).then(shouted).otherwise("text"))
    abroad = pl.col("text").str.extract(words.COUNTRY_CODE)
    abroad = pl.when(~abroad.is_in([*STATES, "US"])).then(abroad)
    clean = clean.with_columns(country=pl.coalesce("country", abroad)).with_columns(
        text=pl.when(abroad.is_not_null())
        .then(pl.col("text").str.slice(3).str.replace_all(r"[-_]", ","))
        .otherwise("text")
    )
    word = clean["state"].str.strip_chars(" .,")
    clean = clean.with_columns(
        country=gazetteer.country_of(clean["country"]),
        state_word=word,
        state=gazetteer.state_of(word, any_case=True),
    )
    province = pl.coalesce("state_word", *(pl.col(c).str.extract(words.PROVINCE) for c in ("city", "text")))
    province = gazetteer.plain(province).replace_strict(PROVINCES, default=None, return_dtype=pl.String)
    told = pl.coalesce(
        pl.when(pl.col(c).str.contains("Canada")).then(pl.col(c).str.extract(words.PROVINCE_NAMED))
        for c in ("city", "text")
    )
    told = told.str.to_lowercase().replace_strict(PROVINCES, default=None, return_dtype=pl.String)
    canada = pl.col("state").is_null() & (pl.col("country").is_null() | (pl.col("country") == "CA"))
    clean = clean.with_columns(province=pl.when(canada).then(pl.coalesce(told, province)))
    odd = pl.col("state").is_null() & pl.col("province").is_null() & pl.col("state_word").is_not_null()
    nyc = r"(?i)\b(?:new york city(?:,? (?:ny|new york))?|nyc)(?: metro(?:politan)?(?: area)?)?\b"
    dc = r"(?i)\bwashington,?\s*d\.?\s?c\b\.?"
    digits = pl.col("postal_code").str.extract(r"^(\d{4,5})(?:\D|$)").str.zfill(5)
    ours = r"(?i)\b(?:united states|usa|u\.s\.a?\.?)(?:\W|$)"
    # a field for cities means the city where one of the state's name outshines the state's own ("New York")
    alone = pl.when(pl.col("state_word").is_null() & pl.col("text").is_null() & pl.col("postal_code").is_null()).then(
        "city"
    )
    named = alone.str.to_lowercase().replace_strict(words.NAMESAKES, default=None, return_dtype=pl.String)
    inside = pl.concat_str([pl.col(c).fill_null("") for c in ("city", "text")], separator="\n")
    return clean.with_columns(
        city=pl.when(named.is_not_null()).then(named)
        .when(odd & pl.col("city").is_null()).then("state_word")
        .when(odd & (pl.col("city") != pl.col("state_word"))).then(pl.concat_str("city", pl.lit(", "), "state_word"))
        .otherwise("city").str.replace(dc, "Washington, DC").str.replace(nyc, "New York, NY"),
        text=pl.col("text").str.replace(dc, "Washington, DC").str.replace(nyc, "New York, NY"),
        country=pl.when(pl.col("country").is_not_null()).then("country").when(pl.col("province").is_not_null()).then(pl.lit("CA"))
        .when(inside.str.contains(ours)).then(pl.lit("US")),
        zip=pl.coalesce(digits, inside.str.extract(rf"\b(?:{'|'.join(STATES)}),?\s+(\d{{5}})(?:-\d{{4}})?\b")),
    )  # fmt: skip


def _parts(clean: pl.DataFrame) -> pl.DataFrame:
    """One row a piece of a place's strings: place, order, part, own_state (exact: its name or letters), own_country."""
    text = (
        pl.col("value")
        .str.replace(words.TRAILING_US, "")
        .str.replace(words.LEADING_US, "")
        .str.replace(words.GLUED, "")
    )
    text = text.str.replace(words.BUILDING, "")
    text = text.str.replace_all(r"\b([A-Z]{2})-([A-Z])", "${1},${2}").str.replace_all(
        r"([a-z])-([A-Z]{2})\b", "${1},${2}"
    )
    text = text.str.replace(rf"^({words.NAMES})-", "${1},").str.replace_all(r"([A-Za-z])-(\d)", "${1},${2}")
    pieces = pl.concat([clean.select("place", value=pl.col(c)) for c in ("city", "text")]).drop_nulls("value")
    # of a coded place every dash is a sign, but for those of a name: "NC-Winston-Salem" is read both ways
    coded = pieces.filter(pl.col("value").str.contains(words.CODED)).with_columns(
        pl.col("value").str.replace_all(r"[-_.~]+", ",")
    )
    pieces = pl.concat([pieces, coded])
    # "Town and Country, MO", "Truth or Consequences"
    pieces = pieces.with_columns(whole=fold(pl.col("value")).is_in(gazetteer.places()["key"].implode()))
    pieces = pieces.with_columns(
        value=pl.when("whole").then(pl.concat_list("value")).otherwise(text.str.split(","))
    ).explode("value")
    whole = fold(pl.col("value")).is_in(gazetteer.places()["key"].implode())
    split = pl.when(whole).then("value").otherwise(pl.col("value").str.replace_all(words.SEPARATOR, "\x1f"))
    pieces = pieces.with_columns(part=split.str.split("\x1f"), whole=whole).explode("part")
    part = (
        pl.col("part")
        .str.replace(words.SITE_CODE, "")
        .str.replace(gazetteer.country_last(), "${1}\x1f${2}")
        .str.split("\x1f")
    )
    pieces = pieces.with_columns(part=pl.when("whole").then(pl.concat_list("part")).otherwise(part)).explode("part")
    tidy = pl.col("part").str.strip_chars(" .-*\"'").str.replace(r"\s*\b\d{5}(?:-\d{4})?$", "").str.strip_chars()
    pieces = pieces.with_columns(part=tidy).filter(pl.col("part").str.len_bytes() > 0).with_row_index("order")
    pieces = pieces.filter(~gazetteer.plain(pl.col("part")).str.contains(SENTENCE))
    bare = (
        pl.col("part")
        .str.replace(words.BEFORE, "")
        .str.replace(words.AFTER, "")
        .str.replace(words.DIRECTION, "")
        .str.strip_chars()
    )
    pieces = pieces.with_columns(bare=bare)
    exact = gazetteer.state_of(pieces["part"], any_case=False)
    # Fontana is no misspelt Montana
    city = pieces.select(fold(pl.col("part")).is_in(gazetteer.places()["key"].implode())).to_series()
    state = pieces.select(gazetteer.plain(pl.col("part")).is_in(gazetteer.state_words())).to_series()
    exact = exact.zip_with(state | ~city, pl.Series([None], dtype=pl.String))
    last = pl.when(~pl.col("part").str.contains(r"(?i)universit|college|hospital|clinic|school")).then(
        pl.col("part").str.extract(words.STATE_LAST, 1)
    )
    region = pl.when(pl.col("bare").str.len_chars() > 3).then(pl.col("bare"))
    # "Rural West Virginia" before "Virginia"
    outer = pl.col("part").str.replace(words.BEFORE, "").str.strip_chars()
    outer = pl.when((outer != pl.col("part")) & (outer.str.len_chars() > 3)).then(outer)
    outer = pl.coalesce(outer, pl.col("part").str.extract(words.STATE_FIRST, 1))
    wider = gazetteer.state_of(pieces.select(region.alias("bare")).to_series(), any_case=False)
    first = gazetteer.state_of(pieces.select(outer.alias("outer")).to_series(), any_case=False)
    wider = first.zip_with(first.is_not_null(), wider)
    wider = wider.zip_with(
        wider.is_not_null(), gazetteer.state_of(pieces.select(last.alias("last")).to_series(), any_case=False)
    )
    # two or three letters are states, codes or anything, but for these
    spelled = pieces["part"].replace({"UK": "United Kingdom", "UAE": "United Arab Emirates"})
    country = gazetteer.country_of(spelled.str.replace(r"^[A-Za-z]{2,3}$", ""))
    return pieces.select("place", "order", "part", own_state=pl.coalesce(exact, wider), exact=exact.is_not_null()).with_columns(
        own_country=pl.when(exact.is_null()).then(country)
    )  # fmt: skip


def _candidates(parts: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Every reading of every part as a city: place, order, name, shown, state (null: not said), trust (less is better)."""
    base = parts.join(stated, on="place", how="left")
    # a state's name is a city where another state is said as well: "Washington, NC", "New York, New York"
    american = gazetteer.places()["key"].implode()
    twice = pl.col("state").is_not_null() | (pl.col("states") > 1)
    base = base.filter(~pl.col("exact") | twice).filter(
        pl.col("own_country").is_null() | pl.col("stated").is_not_null() | fold(pl.col("part")).is_in(american)
    )
    base = base.filter(~pl.col("part").str.contains(f"^(?i:{words.PROVINCE_NAMED})$") | pl.col("stated").is_not_null())
    base = base.with_columns(
        bare=pl.col("part").str.replace(words.BEFORE, "").str.replace(words.AFTER, "").str.strip_chars()
    )
    trailing, leading = rf"^(.+?)[\s,]+({words.NAMES}|[A-Z]{{2}})$", rf"^({words.NAMES}|[A-Z]{{2}})\s+(.+)$"
    part, bare, state = pl.col("part"), pl.col("bare"), pl.col("stated")
    numbered = part.str.replace(words.NUMBERED[0], "").str.replace(words.NUMBERED[1], "")
    turned = bare.str.replace(words.DIRECTION, "")
    # "North Sacramento" is a part of town and keeps its name; "Northern Sacramento" is not one
    quarter = bare.str.contains(rf"(?i)^{words.COMPASS}[\s-]")
    readings = [
        (part, part, state), (bare, bare, state),
        (part.str.extract(trailing, 1), None, part.str.extract(trailing, 2)),
        (bare.str.extract(trailing, 1), None, bare.str.extract(trailing, 2)),
        (numbered.str.extract(trailing, 1), None, numbered.str.extract(trailing, 2)),
        (part.str.extract(leading, 2), None, part.str.extract(leading, 1)),
        (part.str.extract(words.STREET, 1), None, state),
        (bare.str.replace(words.BRAND, ""), None, state),
        (turned, pl.when(quarter).then(bare).otherwise(turned), state),
    ]  # fmt: skip
    found = pl.concat(
        base.select(
            "place", "order", "exact", "own_state", "own_country", "field", given="state", rural=part.str.contains(words.RURAL), name=name, shown=name if shown is None else shown, state=said_state,
            trust=pl.lit(trust, pl.Int8),
        )
        for trust, (name, shown, said_state) in zip((0, 1, 2, 2, 3, 3, 1, 2, 4), readings, strict=True)
    ).filter(pl.col("name").str.len_bytes() > 1)  # fmt: skip
    # "Rural New York" is the state, not its city
    found = found.filter((pl.col("trust") == 0) | ~pl.col("rural") | pl.col("own_state").is_null())
    found = found.filter(
        ~pl.col("name").str.contains(words.BARE_REGION) & ((pl.col("trust") < 4) | pl.col("own_state").is_null())
    )
    found = found.with_columns(
        nickname=gazetteer.expand(pl.col("name")).is_in(list(gazetteer.CITY_WORDS)),
        state=gazetteer.state_of(found["state"], any_case=False),
        key=fold(pl.col("name")),
    )
    # "Outside Rochester MN" with WI in the state's own field is in Wisconsin
    return found.filter((pl.col("given") == pl.col("state")) | pl.col("given").is_null() | pl.col("state").is_null())


def _decide(clean: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """One reading a place: a known city of the state said, else a name that needs no state, else a plausible name."""
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
    out = out.with_columns(
        foreign=pl.coalesce(
            "foreign",
            pl.when(pl.col("known_state").is_null() & (pl.col("country").is_null())).then("lookalike"),
        )
    )
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
    out = out.join(elsewhere, on=["plausible_key", "foreign"], how="left")
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


_TITLED = r"((?:[A-Z][A-Za-z.'’-]+ ){0,2}[A-Z][A-Za-z.'’-]+), ?([A-Z]{2}|" + words.NAMES + r")\b"
_AWAY = r"(?i)\b(?:hours?|hrs?|minutes?|mins?|miles?|near|outside|close to|(?:north|south|east|west)[a-z]* of|suburbs? of)\b"


def in_title(titles: pl.Series) -> pl.DataFrame:
    """The "City, ST" that a title names, in the same order, as `resolve` gives it; nulls where it names none.

    Only a city of the gazetteer counts, else the one state that is named alone ("Cardiologist in Western Iowa"); and none
    that is so and so far away ("1 hour from Jackson, MS"). A country elsewhere counts where no state is named.
    """
    near = pl.col("title").str.replace_all(words.DISTANCE, " | ")
    named = titles.to_frame("title").with_row_index("row").with_columns(title=near)
    named = named.with_columns(away=pl.col("title").str.contains(_AWAY))
    named = named.select(
        "row", "away", name=pl.col("title").str.extract(_TITLED, 1), state=pl.col("title").str.extract(_TITLED, 2)
    )
    named = named.with_columns(pl.col("state").replace({name: code for code, name in STATES.items()}))
    parts = pl.col("name").str.split(" ")
    # "Hospitalist Green Bay, WI": the longest end of the words that is a place
    tries = named.drop_nulls("name").with_columns(
        name=pl.concat_list(parts.list.slice(n).list.join(" ") for n in range(3))
    )
    tries = tries.explode("name").filter(pl.col("name") != "").with_columns(key=fold(pl.col("name")))
    hits = tries.join(gazetteer.places(), on=["key", "state"], maintain_order="left").unique(
        "row", keep="first", maintain_order=True
    )
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
    return pl.coalesce(one, letters, washington)


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
