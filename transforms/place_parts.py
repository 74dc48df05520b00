"""What a board's place may mean: its text in parts, and the places of the gazetteer that bear their names."""

import polars as pl

from curbside.transforms import gazetteer
from curbside.transforms import place_words as words
from curbside.transforms.gazetteer import fold
from curbside.vocabulary.placeholders import SENTENCE


def parted(clean: pl.DataFrame) -> pl.DataFrame:
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
    outer = pl.coalesce(pl.col("part").str.extract(words.STATE_FIRST, 1), outer)
    wider = gazetteer.state_of(pieces.select(region.alias("bare")).to_series(), any_case=False)
    first = gazetteer.state_of(pieces.select(outer.alias("outer")).to_series(), any_case=False)
    wider = first.zip_with(first.is_not_null(), wider)
    wider = wider.zip_with(
        wider.is_not_null(), gazetteer.state_of(pieces.select(last.alias("last")).to_series(), any_case=False)
    )
    # two or three letters are states, codes or anything, but for these
    spelled = pieces["part"].replace(words.CODES_ABROAD)
    country = gazetteer.country_of(spelled.str.replace(r"^[A-Za-z]{2,3}$", ""))
    return pieces.select("place", "order", "part", own_state=pl.coalesce(exact, wider), exact=exact.is_not_null()).with_columns(
        own_country=pl.when(exact.is_null()).then(country)
    )  # fmt: skip


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
    american = gazetteer.places()["key"].implode()
    twice = pl.col("state").is_not_null() | (pl.col("states") > 1)
    base = base.filter(~pl.col("exact") | twice).filter(
        pl.col("own_country").is_null() | pl.col("stated").is_not_null() | fold(pl.col("part")).is_in(american)
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
