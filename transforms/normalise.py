"""A board's records into postings: every field in its own terms, right or null."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from curbside.transforms import (
    contact,
    dates,
    employer,
    pay,
    place,
    place_several,
    place_words,
    specialty,
    terms,
    text,
    title,
)

SLICE = 50_000  # postings read at once: what lies between the steps stays small
AT_ONCE = 2
FEW = 4_000  # not worth a second slice: each lays out its search tables anew
TITLE, DESCRIPTION = 500, 20_000  # characters kept
OF_BOARD = ("own_site", "official")  # facts of a board's family (extractors/base.py); false where `raw` lacks them
PLACE = ["text", "city", "state", "postal_code", "country", "latitude", "longitude"]
POSTING: dict[str, pl.DataType | type[pl.DataType]] = {
    "posting_id": pl.String, "board": pl.String, "board_posting_id": pl.String, "url": pl.String, "title": pl.String,
    "employer_name": pl.String, "employer_kind": pl.String, "agency_client": pl.String,
    "profession": pl.String, "specialty_code": pl.String, "specialty": pl.String,
    "city": pl.String, "state": pl.String, "postal_code": pl.String, "country": pl.String,
    "latitude": pl.Float64, "longitude": pl.Float64, "place_text": pl.String,
    "remote": pl.Boolean, "employment_types": pl.List(pl.String),
    "pay_min": pl.Float64, "pay_max": pl.Float64, "pay_period": pl.String, "pay_year_min": pl.Float64,
    "pay_year_max": pl.Float64, "sign_on_bonus": pl.Float64, "pay_text": pl.String,
    "visa_j1": pl.Boolean, "visa_h1b": pl.Boolean, "loan_repayment": pl.Boolean,
    "contact_name": pl.String, "contact_role": pl.String, "contact_email": pl.String, "contact_phone": pl.String,
    "reference": pl.String, "posted_on": pl.Date, "closes_on": pl.Date, "description": pl.String,
    "academic": pl.Boolean, "call": pl.String, "shift": pl.String, "conrad_30": pl.Boolean, "new_grad": pl.Boolean,
    "board_eligible": pl.Boolean, "fellowship": pl.Boolean, "terms_text": pl.String, "pay_table": pl.Boolean,
    "closes_synthetic": pl.Boolean, "professions": pl.List(pl.String), "specialty_codes": pl.List(pl.String),
}  # fmt: skip
POSTING_PLACE = {
    "posting_id": pl.String, "city": pl.String, "state": pl.String, "postal_code": pl.String, "country": pl.String,
    "latitude": pl.Float64, "longitude": pl.Float64,
}  # fmt: skip


def postings(raw: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(one row a posting in the order of `raw`, one row a place of a posting).

    `raw`: posting_id, board, board_posting_id, the Boolean facts of `OF_BOARD`, seen_at (UTC datetime of the answer) and the columns of a record
    (extractors/base.py) but its key. The results have the columns of POSTING and POSTING_PLACE. Odd strings give nulls.
    """
    size = SLICE if raw.height <= FEW else min(SLICE, -(-raw.height // AT_ONCE))
    slices = [raw.slice(at, size) for at in range(0, raw.height, size)] or [raw]
    if len(slices) == 1:
        done = [_slice(raw)]  # a new thread would have to read every pattern anew
    else:
        # polars runs one string expression on one core: two slices at a time use both
        with ThreadPoolExecutor(AT_ONCE) as pool:
            done = list(pool.map(_slice, slices))
    return pl.concat([p for p, _ in done]), pl.concat([q for _, q in done])


def _slice(raw: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    clean = _clean(raw)
    places = _places(clean)
    told = [
        specialty.classify(clean.select("title", "categories", "description")),
        terms.read(clean.select("title", "categories", "employment", "description")).rename({"remote": "remote_told"}),
        pay.read(
            clean.select(
                "official", "title", "pay_min", "pay_max", "pay_unit", "pay_currency", "pay_text", "description"
            )
        ),
        employer.kind(clean.select("own_site", "employer", "employer_type", "title", "description")),
        contact.contacts(clean.select("description", "contact_name", "contact_role", "contact_email", "contact_phone")),
        _first(clean, places),
    ]
    wide = clean
    for part in told:
        wide = wide.drop(part.columns, strict=False).hstack(part)
    wide = wide.hstack(_days(clean)).with_columns(
        employer_name="employer",
        remote=pl.coalesce(_remote(pl.col("remote")), _remote_place(pl.col("places")), "remote_told"),
        description=text.cut(pl.col("description"), DESCRIPTION),
    )
    out = wide.select(pl.col(c).cast(t, strict=False) for c, t in POSTING.items())
    return out, places.select(pl.col(c).cast(t) for c, t in POSTING_PLACE.items())


def placeholder(value: pl.Expr) -> pl.Expr:
    """Whether a field says that it says nothing ("Salary not specified"); false for null."""
    return employer.says_nothing(value).fill_null(False)


def _clean(raw: pl.DataFrame) -> pl.DataFrame:
    """The records with one-line fields on one line and descriptions as plain text."""
    shown = text.plain(pl.col("description").str.head(5 * DESCRIPTION))
    frame = raw.lazy().with_columns(
        title=text.line(title.clean(pl.col("title").str.head(4 * TITLE)), TITLE),
        reference=text.said(pl.col("reference"), 200),
        url=pl.col("url").str.strip_chars(),
        description=pl.when(shown.str.len_bytes() > 0).then(shown),
        **{fact: pl.col(fact).fill_null(False) if fact in raw.columns else pl.lit(False) for fact in OF_BOARD},
    )
    # one string after the other on every core, where the in-memory engine would use one
    clean = frame.collect(engine="streaming").with_columns(whole_title="title")
    clean = clean.with_columns(
        _each(clean["employer"], employer.named),
        _each(clean["pay_text"], lambda told: pl.when(~placeholder(told)).then(told)),
    )
    # "Hospitalist at Mercy Hospital", where the board names no employer
    nobody = clean["employer"].is_null()
    if not nobody.any():
        return clean
    found = employer.in_title(clean["title"].zip_with(nobody, pl.Series([None], dtype=pl.String)))
    return clean.with_columns(pl.coalesce(found[c], c).alias(c) for c in ("title", "employer"))


def _each(values: pl.Series, change: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """`change` of a column, made once a distinct value."""
    told = values.unique().to_frame("value")
    told = told.with_columns(changed=change(pl.col("value")))
    return (
        values.to_frame("value")
        .join(told, on="value", how="left", nulls_equal=True, maintain_order="left")["changed"]
        .alias(values.name)
    )


def _places(clean: pl.DataFrame) -> pl.DataFrame:
    """One row a place of a posting: posting_id, row (of the posting), the place as resolved, `said` (as the board wrote it)."""
    rows = (
        clean.select("posting_id", "places")
        .with_row_index("row")
        .explode("places")
        .filter(pl.col("places").is_not_null())
    )
    given = rows.select("posting_id", "row", pl.col("places").struct.unnest()).select("posting_id", "row", *PLACE)
    given = place_several.told_apart(given)
    read = given.select("posting_id", "row", said=_written()).hstack(place.resolve(given.select(PLACE)))
    empty = pl.all_horizontal(pl.col("city", "state", "postal_code", "country", "latitude").is_null())
    found = read.filter(~empty)
    found = found.unique(["row", "city", "state", "postal_code", "country"], keep="first", maintain_order=True)
    titled = _titled(clean, found)
    # the state alone says less than the city that the title names in it
    found = found.join(titled.select("row").unique(), on="row", how="anti", maintain_order="left")
    return pl.concat([titled, found]).sort("row", maintain_order=True)


def _titled(clean: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Places that only the title names: a city where the board gave none (and no other state), a state where it gave none."""
    city, state, abroad = pl.col("city").is_not_null(), pl.col("state").is_not_null(), pl.col("country") != "US"
    # "Haverhill" alone may be any: the state that the gazetteer gave it is not the board's word
    alone = pl.col("said").str.replace(place_words.TRAILING_US, "").str.to_lowercase()
    bare = (alone == pl.col("city").str.to_lowercase()).fill_null(False)
    guessed = found.filter(bare & state)
    whole = found.filter((city & state & ~bare) | abroad).select("row").unique()
    rest = clean.select("posting_id", title="whole_title").with_row_index("row").join(whole, on="row", how="anti")
    named = rest.select("posting_id", "row", said="title").hstack(place.in_title(rest["title"])).drop_nulls("country")
    given = found.filter(state & ~bare).group_by("row").agg(given=pl.col("state").unique())
    towns = found.filter(city).unique("row", keep="first").select("row", town="city")
    named = named.join(given, on="row", how="left").join(towns, on="row", how="left")
    # "Rochester" of the board and "New York" of the title are one place
    both = named.filter(pl.col("town").is_not_null() & pl.col("given").is_null())
    asked = both.select(city="town", state="state").with_columns(pl.lit(None, t).alias(c) for c, t in _UNSAID.items())
    met = both.select("posting_id", "row", "said").hstack(place.resolve(asked.select(PLACE)))
    # a town that no gazetteer has there, where the title names both
    meant = pl.col("said").str.to_lowercase().str.contains(pl.col("city").str.to_lowercase(), literal=True)
    located = pl.col("latitude").is_not_null()
    kept = located | (pl.col("row").is_in(guessed["row"].implode()) & meant & state)
    met = met.filter(kept).select(found.columns)
    named = named.join(guessed, on="row", how="anti")
    agrees = pl.col("given").is_null() & (pl.col("town").is_null() | pl.col("state").is_not_null())
    agrees = agrees | (pl.col("given").list.contains(pl.col("state")) & city)
    named = named.filter(agrees).join(met, on="row", how="anti").select(found.columns)
    return pl.concat([met, named])


_UNSAID = {
    "text": pl.String,
    "postal_code": pl.String,
    "country": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
}


def _written() -> pl.Expr:
    parts = [text.said(pl.col(c), 200) for c in ("city", "state", "postal_code", "country")]
    return pl.coalesce(text.said(pl.col("text"), 300), pl.concat_str(parts, separator=", ", ignore_nulls=True))


def _first(clean: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The posting's own place columns: its first place, the most precise one first."""
    vague = pl.col("city").is_null().cast(pl.Int8) + pl.col("state").is_null().cast(pl.Int8)
    best = (
        places.with_columns(vague=vague)
        .sort("row", "vague", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
    )
    rows = clean.select("posting_id").with_row_index("row").select("row")
    out = rows.join(best, on="row", how="left", maintain_order="left")
    return out.select("city", "state", "postal_code", "country", "latitude", "longitude", place_text="said")


def _days(clean: pl.DataFrame) -> pl.DataFrame:
    """posted_on, closes_on, closes_synthetic; each distinct string is read once a fetch hour."""
    rows = clean.select("posted", "closes", "official", seen=pl.col("seen_at").dt.truncate("1h"))
    strings = pl.concat([rows.select("seen", said=pl.col(c)) for c in ("posted", "closes")]).unique().drop_nulls("said")
    days = strings.with_columns(day=dates.read(pl.col("said"), pl.col("seen")))
    read = rows.unique()
    for column in ("posted", "closes"):
        of = days.select("seen", pl.col("said").alias(column), pl.col("day").alias(f"{column}_day"))
        read = read.join(of, on=[column, "seen"], how="left")
    read = read.with_columns(
        posted_on=dates.posted(pl.col("posted_day"), pl.col("seen")),
        closes_on=dates.closing(pl.col("closes"), pl.col("closes_day")),
    )
    closes_on, synthetic = dates.closes(pl.col("closes_on"), pl.col("posted_on"), pl.col("seen"), pl.col("official"))
    read = read.with_columns(closes_on=closes_on, closes_synthetic=synthetic)
    out = rows.join(
        read, on=["posted", "closes", "official", "seen"], how="left", nulls_equal=True, maintain_order="left"
    )
    return out.select("posted_on", "closes_on", "closes_synthetic")


def _remote_place(places: pl.Expr) -> pl.Expr:
    """True where a place is none: `Remote`, `Remote, USA`."""
    told = pl.concat_str(
        pl.element().struct.field("text").fill_null(""), pl.element().struct.field("city").fill_null("")
    )
    away = places.list.eval(told.str.contains(place_words.REMOTE) & ~told.str.contains(place_words.NOT_REMOTE))
    return pl.when(away.list.any()).then(True)


def _remote(value: pl.Expr) -> pl.Expr:
    """The board's own word: true, false or null."""
    word = text.said(value, 60).str.to_lowercase()
    return (
        pl.when(word.str.contains(r"telecommut|remote|work from home|^(?:true|yes|1|fully)$")).then(True)
        .when(word.str.contains(r"on-?\s?site|in[- ]person|^(?:false|no|0)$")).then(False)
    )  # fmt: skip
