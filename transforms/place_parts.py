"""What a board's place may mean: its text in parts, and the places of the gazetteer that bear their names."""

import polars as pl

from curbside.transforms import gazetteer
from curbside.transforms import place_words as words
from curbside.transforms.gazetteer import fold
from curbside.vocabulary.placeholders import SENTENCE


def parted(clean: pl.DataFrame) -> pl.DataFrame:
    """One row a piece of a place's strings: place, order, part, own_state (exact: its name or letters), own_country."""
    pieces = _apart(_strings(clean)).with_row_index("order")
    pieces = pieces.filter(~gazetteer.plain(pl.col("part")).str.contains(SENTENCE))
    exact = _state(pieces)
    # two or three letters are states, codes or anything, but for these
    spelled = pieces["part"].replace(words.CODES_ABROAD)
    country = gazetteer.country_of(spelled.str.replace(r"^[A-Za-z]{2,3}$", ""))
    return pieces.select(
        "place", "order", "part", own_state=pl.coalesce(exact, _state_within(pieces)), exact=exact.is_not_null()
    ).with_columns(own_country=pl.when(exact.is_null()).then(country))


def _known(name: pl.Expr) -> pl.Expr:
    """Whether it is the name of an American place."""
    return fold(name).is_in(gazetteer.places()["key"].implode())


def _strings(clean: pl.DataFrame) -> pl.DataFrame:
    """place, value: what stands in a place's fields for words."""
    strings = pl.concat([clean.select("place", value=pl.col(c)) for c in ("city", "text")]).drop_nulls("value")
    strings = strings.with_columns(pl.col("value").str.replace(words.WORKED_IN, "Remote, "))
    # of a coded place every dash is a sign, but for those of a name: "NC-Winston-Salem" is read both ways
    coded = strings.filter(pl.col("value").str.contains(words.CODED)).with_columns(
        pl.col("value").str.replace_all(r"[-_.~]+", ",")
    )
    return pl.concat([strings, coded])


def _with_commas(text: pl.Expr) -> pl.Expr:
    """`text` without its country and building, and with a comma for each dash that parts a state from a city."""
    text = text.str.replace(words.TRAILING_US, "").str.replace(words.LEADING_US, "").str.replace(words.GLUED, "")
    text = text.str.replace(words.BUILDING, "")
    text = text.str.replace_all(r"\b([A-Z]{2})-([A-Z])", "${1},${2}")
    text = text.str.replace_all(r"([a-z])-([A-Z]{2})\b", "${1},${2}")
    return text.str.replace(rf"^({words.NAMES})-", "${1},").str.replace_all(r"([A-Za-z])-(\d)", "${1},${2}")


def _apart(strings: pl.DataFrame) -> pl.DataFrame:
    """place, part: the strings cut at commas, then at other signs, then before a country's name; known names stay whole."""
    value, part = pl.col("value"), pl.col("part")
    # "Town and Country, MO", "Truth or Consequences"
    pieces = strings.with_columns(whole=_known(value))
    pieces = pieces.with_columns(
        value=pl.when("whole").then(pl.concat_list("value")).otherwise(_with_commas(value).str.split(","))
    ).explode("value")
    whole = _known(value)
    split = pl.when(whole).then("value").otherwise(value.str.replace_all(words.SEPARATOR, "\x1f"))
    pieces = pieces.with_columns(part=split.str.split("\x1f"), whole=whole).explode("part")
    country = part.str.replace(words.SITE_CODE, "").str.replace(gazetteer.country_last(), "${1}\x1f${2}")
    pieces = pieces.with_columns(
        part=pl.when("whole").then(pl.concat_list("part")).otherwise(country.str.split("\x1f"))
    ).explode("part")
    tidy = part.str.strip_chars(" .-*\"'").str.replace(r"\s*\b\d{5}(?:-\d{4})?$", "").str.strip_chars()
    return pieces.select("place", part=tidy).filter(part.str.len_bytes() > 0)


def _state(pieces: pl.DataFrame) -> pl.Series:
    """The state that the whole of each part is, by its name or letters."""
    exact = gazetteer.state_of(pieces["part"], any_case=False)
    # Fontana is no misspelt Montana
    city = pieces.select(_known(pl.col("part"))).to_series()
    state = pieces.select(gazetteer.plain(pl.col("part")).is_in(gazetteer.state_words())).to_series()
    return exact.zip_with(state | ~city, pl.Series([None], dtype=pl.String))


def _state_within(pieces: pl.DataFrame) -> pl.Series:
    """The state among the words of each part: at its front, else without the words of a region, else at its end."""
    part = pl.col("part")
    # "Rural West Virginia" before "Virginia"
    outer = part.str.replace(words.BEFORE, "").str.strip_chars()
    outer = pl.when((outer != part) & (outer.str.len_chars() > 3)).then(outer)
    front = pl.coalesce(part.str.extract(words.STATE_FIRST, 1), outer)
    bare = part.str.replace(words.BEFORE, "").str.replace(words.AFTER, "").str.replace(words.DIRECTION, "")
    bare = bare.str.strip_chars()
    region = pl.when(bare.str.len_chars() > 3).then(bare)
    last = pl.when(~part.str.contains(r"(?i)universit|college|hospital|clinic|school")).then(
        part.str.extract(words.STATE_LAST, 1)
    )
    told = pieces.select(front=front, region=region, last=last)
    return pl.select(pl.coalesce(gazetteer.state_of(said, any_case=False) for said in told)).to_series()


def _readings() -> list[tuple[int, pl.Expr, pl.Expr | None, pl.Expr]]:
    """The ways to read a part (columns part, bare, stated): trust (less is better), name, name to show (None: the name),
    state."""
    trailing, leading = rf"^(.+?)[\s,]+({words.NAMES}|[A-Z]{{2}})$", rf"^({words.NAMES}|[A-Z]{{2}})\s+(.+)$"
    part, bare, state = pl.col("part"), pl.col("bare"), pl.col("stated")
    numbered = part.str.replace(words.NUMBERED[0], "").str.replace(words.NUMBERED[1], "")
    turned = bare.str.replace(words.DIRECTION, "")
    # "North Sacramento" is a part of town and keeps its name; "Northern Sacramento" is not one
    quarter = bare.str.contains(rf"(?i)^{words.COMPASS}[\s-]")
    branded = pl.when(state.is_not_null() & ~bare.str.contains(words.NAMED_SO)).then(bare)
    return [
        (0, part, None, state), (1, bare, None, state),
        (2, part.str.extract(trailing, 1), None, part.str.extract(trailing, 2)),
        (2, bare.str.extract(trailing, 1), None, bare.str.extract(trailing, 2)),
        (3, numbered.str.extract(trailing, 1), None, numbered.str.extract(trailing, 2)),
        (3, part.str.extract(leading, 2), None, part.str.extract(leading, 1)),
        (1, part.str.extract(words.STREET, 1), None, state),
        (2, bare.str.replace(words.BRAND, ""), None, state),
        (4, turned, pl.when(quarter).then(bare).otherwise(turned), state),
        # a brand that no list knows: "Aspirus Ironwood, MI"
        (5, branded.str.extract(r"^(?:[A-Z][\w'.&-]* )+?([A-Z][\w'.-]+ [A-Z][\w'.-]+)$", 1), None, state),
        (6, branded.str.extract(r"^(?:[A-Z][\w'.&-]* )+([A-Z][\w'.-]{3,})$", 1), None, state),
    ]  # fmt: skip


def candidates(parts: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Every reading of every part as a city: place, order, name, shown, state (null: not said), trust (less is better)."""
    base = parts.join(stated, on="place", how="left")
    # a state's name is a city where another state is said as well: "Washington, NC", "New York, New York"
    twice = pl.col("state").is_not_null() | (pl.col("states") > 1)
    base = base.filter(~pl.col("exact") | twice).filter(
        pl.col("own_country").is_null() | pl.col("stated").is_not_null() | _known(pl.col("part"))
    )
    base = base.filter(~pl.col("part").str.contains(f"^(?i:{words.PROVINCE_NAMED})$") | pl.col("stated").is_not_null())
    base = base.with_columns(
        bare=pl.col("part").str.replace(words.BEFORE, "").str.replace(words.AFTER, "").str.strip_chars()
    )
    found = pl.concat(
        base.select(
            "place", "order", "exact", "own_state", "own_country", "field", given="state", rural=pl.col("part").str.contains(words.RURAL), name=name, shown=name if shown is None else shown, state=said,
            trust=pl.lit(trust, pl.Int8),
        )
        for trust, name, shown, said in _readings()
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
