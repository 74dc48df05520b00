"""A board's fields for a place, each holding what it is for: a state's field a state, a country's a country."""

import polars as pl

from curbside.transforms import gazetteer
from curbside.transforms import place_words as words
from curbside.transforms.text import said
from curbside.vocabulary.placeholders import SENTENCE
from curbside.vocabulary.states import PROVINCES, STATES

FIELDS = ["text", "city", "state", "postal_code", "country"]
_FREE = ("city", "text")  # fields that hold any words
_NEW_YORK_CITY = r"(?i)\b(?:new york city(?:,? (?:ny|new york))?|nyc)(?: metro(?:politan)?(?: area)?)?\b"
_WASHINGTON_DC = r"(?i)\bwashington,?\s*d\.?\s?c\b\.?"
_UNITED_STATES = r"(?i)\b(?:united states|usa|u\.s\.a?\.?)(?:\W|$)"
_ZIP_ALONE = r"(?i)^(?:(?:usa?|united states)\b[\s,]*)?(?:zip(?: ?code)?\b[\s:]*)?(\d{5})(?:-\d{4})?$"
_ZIP_BEHIND_STATE = rf"\b(?:{'|'.join(STATES)}),?\s+(\d{{5}})(?:-\d{{4}})?\b"


def in_fields(places: pl.DataFrame) -> pl.DataFrame:
    """`places` (place, FIELDS) with state (two letters), country and zip of their own, state_word (as the board wrote it)
    and province; what stands in the state's field and is no state goes with the city."""
    clean = _coded_abroad(_in_capitals(_zip_alone(_telling(places))))
    clean = _with_state(clean).with_columns(province=_province())
    return clean.with_columns(
        city=_spelled_out(_city()),
        text=_spelled_out(pl.col("text")),
        country=_country(),
        zip=_zip(),
    )


def _telling(places: pl.DataFrame) -> pl.DataFrame:
    """The fields without those that say nothing: "Various locations", a region of no state."""
    clean = places.with_columns(said(pl.col(c), 200).alias(c) for c in FIELDS)
    nowhere = {c: gazetteer.plain(pl.col(c)).str.contains(SENTENCE) for c in ("city", "text", "state")}
    nowhere["city"] |= pl.col("city").str.contains(words.CUT_OFF)
    clean = clean.with_columns(pl.when(~no.fill_null(False)).then(c).alias(c) for c, no in nowhere.items())
    region = {
        c: pl.col(c).str.contains(words.NO_STATE_REGION).fill_null(False) & pl.col("state").is_null() for c in _FREE
    }
    return clean.with_columns(pl.when(~no).then(c).alias(c) for c, no in region.items())


def _zip_alone(clean: pl.DataFrame) -> pl.DataFrame:
    """`clean` with a text that is an American ZIP code and nothing else as that."""
    alone = pl.when(pl.col("country").is_null()).then(pl.col("text").str.extract(_ZIP_ALONE))
    return clean.with_columns(postal_code=pl.coalesce("postal_code", alone), text=pl.when(alone.is_null()).then("text"))


def _in_capitals(clean: pl.DataFrame) -> pl.DataFrame:
    """`clean` with the letters of a state in the text as capitals, where the board writes them small."""
    text = pl.col("text")
    coded = text.str.contains(words.SMALL_CODED)  # "us-wy-cody"
    small = text.str.contains(words.SMALL) | text.str.contains(words.SMALL_POINT)  # "cody, wy", "LaGrange, Ga."
    shouted = pl.concat_str(text.str.head(-3), text.str.tail(3).str.to_uppercase())
    return clean.with_columns(
        text=pl.when(coded)
        .then(text.str.to_uppercase().str.strip_chars_end("."))
        .when(small)
        .then(shouted.str.strip_chars_end("."))
        .otherwise("text")
    )


def _coded_abroad(clean: pl.DataFrame) -> pl.DataFrame:
    """`clean` with the country of a text that begins with a foreign one's letters, and the text without them."""
    abroad = pl.col("text").str.extract(words.COUNTRY_CODE)
    abroad = pl.when(~abroad.is_in([*STATES, "US"])).then(abroad)
    rest = pl.col("text").str.slice(3).str.replace_all(r"[-_]", ",")
    return clean.with_columns(
        country=pl.coalesce("country", abroad), text=pl.when(abroad.is_not_null()).then(rest).otherwise("text")
    )


def _with_state(clean: pl.DataFrame) -> pl.DataFrame:
    """`clean` with country and state in two letters, and beside them what the state's field said."""
    word = clean["state"].str.strip_chars(" .,")
    return clean.with_columns(
        country=gazetteer.country_of(clean["country"]),
        state_word=word,
        state=gazetteer.state_of(word, any_case=True),
    )


def _province() -> pl.Expr:
    """The province of a place that may be Canada's: named in words beside "Canada", else by itself."""
    alone = pl.coalesce("state_word", *(pl.col(c).str.extract(words.PROVINCE) for c in _FREE))
    alone = gazetteer.plain(alone).replace_strict(PROVINCES, default=None, return_dtype=pl.String)
    told = pl.coalesce(
        pl.when(pl.col(c).str.contains("Canada")).then(pl.col(c).str.extract(words.PROVINCE_NAMED)) for c in _FREE
    )
    told = told.str.to_lowercase().replace_strict(PROVINCES, default=None, return_dtype=pl.String)
    canada = pl.col("state").is_null() & (pl.col("country").is_null() | (pl.col("country") == "CA"))
    return pl.when(canada).then(pl.coalesce(told, alone))


def _city() -> pl.Expr:
    """The city's field, with what stands in the state's and is no state."""
    odd = pl.col("state").is_null() & pl.col("province").is_null() & pl.col("state_word").is_not_null()
    # a field for cities means the city where one of the state's name outshines the state's own ("New York")
    alone = pl.when(pl.col("state_word").is_null() & pl.col("text").is_null() & pl.col("postal_code").is_null()).then(
        "city"
    )
    namesake = alone.str.to_lowercase().replace_strict(words.NAMESAKES, default=None, return_dtype=pl.String)
    return (
        pl.when(namesake.is_not_null()).then(namesake)
        .when(odd & pl.col("city").is_null()).then("state_word")
        .when(odd & (pl.col("city") != pl.col("state_word"))).then(pl.concat_str("city", pl.lit(", "), "state_word"))
        .otherwise("city")
    )  # fmt: skip


def _spelled_out(text: pl.Expr) -> pl.Expr:
    """`text` with "NYC" and "Washington D.C." as city and state."""
    return text.str.replace(_WASHINGTON_DC, "Washington, DC").str.replace(_NEW_YORK_CITY, "New York, NY")


def _inside() -> pl.Expr:
    """City and text, a line each."""
    return pl.concat_str([pl.col(c).fill_null("") for c in _FREE], separator="\n")


def _country() -> pl.Expr:
    """The country's field, else the one that a province or the words say."""
    return (
        pl.when(pl.col("country").is_not_null()).then("country")
        .when(pl.col("province").is_not_null()).then(pl.lit("CA"))
        .when(_inside().str.contains(_UNITED_STATES)).then(pl.lit("US"))
    )  # fmt: skip


def _zip() -> pl.Expr:
    """Five digits of the postal code's field, else those behind a state's letters."""
    digits = pl.col("postal_code").str.extract(r"^(\d{4,5})(?:\D|$)").str.zfill(5)
    return pl.coalesce(digits, _inside().str.extract(_ZIP_BEHIND_STATE))
