"""Which rows of the user's files are one record, and the ids of records.

A record is a row: only rows that say the same, word for word, or that bear one profile or one vCard's UID are one. Whether
two rows are one *person* is for the warehouse to say, which knows how rare a name is.
"""

from dataclasses import dataclass
from hashlib import sha256

import polars as pl

from curbside.network import names
from curbside.network.contacts import mapped

_KEY = ["source", "owner", "base"]
_WHO = ("name", "given", "family", "credentials", "emails", "phones", "urls", "npi", "city", "state")
_WORK = ("kind", "organisation_name", "program", "title", "city", "state", "start_year", "end_year", "is_current")
_REST = ("label", "role", "note", "connected_on")


@dataclass(frozen=True, slots=True)
class Rows:
    """The people of one file, as CONTACT, and their places, as ROW_AFFILIATION."""

    people: pl.DataFrame
    affiliations: pl.DataFrame
    source: str
    owner: str


def of(files: list[Rows]) -> list[pl.DataFrame]:
    """`row`, `record_id` of each file's people, stable whatever the order of rows and the names of files.

    An id is a hash of source, owner and the best identity that a row has: LinkedIn profile, e-mail (with the name where
    several people of the file share it), name and telephone, the file's own id, name and employer or school. Where rows
    that say different things have one identity, the first of them by year keeps its id, so that the user's words about it
    hold; the others' ids tell them apart by as little as will do: who they are, where they were, all that is said.
    """
    frames = [_described(n, file) for n, file in enumerate(files)]
    if not frames:
        return []
    rows = pl.concat(frames)
    parts = ["base", "who", "places", "rest"]
    several = pl.lit(True)
    identity = pl.col("base")
    for depth in range(1, len(parts)):
        several = several & _crowded(parts[:depth])
        identity = pl.when(several).then(pl.concat_str(identity, pl.lit("|"), parts[depth])).otherwise(identity)
    rows = rows.with_columns(identity.alias("identity")).with_columns(
        pl.when(pl.col("identity") == pl.col("identity").sort_by("since", "identity").first().over(_KEY))
        .then("base")
        .otherwise("identity")
        .alias("identity")
    )
    ids = pl.struct("source", "owner", "identity").map_elements(
        lambda r: record_id(r["source"], r["owner"], r["identity"]), return_dtype=pl.String
    )
    rows = rows.with_columns(record_id=ids)
    return [rows.filter(pl.col("file") == n).select("row", "record_id") for n in range(len(files))]


def record_id(source: str, owner: str, identity: str) -> str:
    """The id of one record: 16 hexadecimal digits."""
    return sha256(f"{source}|{names.key(owner)}|{identity}".encode()).hexdigest()[:16]


def _crowded(parts: list[str]) -> pl.Expr:
    """Whether rows of one file, or of two rosters, say different things under one key. Of other kinds each file is an
    edition of the user's list, which has a person once; rosters tell who was where, and of two that agree notes may differ."""
    key = [*_KEY, *parts[1:]]
    here = (pl.col("statement").n_unique().over([*key, "file"]) > 1).max().over(key)
    rosters = (pl.col("source") == "roster") & (pl.struct("who", "places").n_unique().over(key) > 1)
    return here | rosters


def _described(number: int, file: Rows) -> pl.DataFrame:
    """One row a person: the base of the id, and what else is said, in three hashes from the firmest to the loosest."""
    people = file.people
    places = file.affiliations.group_by("row").agg(
        pl.struct(_WORK).struct.json_encode().sort().str.join(" ").alias("places"),
        pl.min_horizontal("start_year", "end_year").min().alias("since"),
    )
    frame = people.select(
        "row",
        "uid",
        _identity(people, file.source),
        pl.struct(_WHO).struct.json_encode().alias("who"),
        pl.struct(_REST).struct.json_encode().alias("rest"),
        pl.col("connected_on").dt.year().alias("connected"),
    ).join(places, on="row", how="left", maintain_order="left")
    return frame.select(
        "row",
        "base",
        # One card is one record, whatever was changed on it.
        who=pl.when(pl.col("base").str.starts_with("url:")).then("base").otherwise(pl.coalesce("uid", "who")),
        places=pl.col("places").fill_null(""),
        rest="rest",
        since=pl.coalesce("connected", "since", pl.lit(9999)).cast(pl.Int32),
        file=pl.lit(number),
        source=pl.lit(file.source),
        owner=pl.lit(file.owner),
        statement=pl.when(pl.col("base").str.starts_with("url:"))
        .then("base")
        .otherwise(pl.coalesce("uid", pl.concat_str("who", pl.col("places").fill_null(""), "rest"))),
    )


def _identity(people: pl.DataFrame, source: str) -> pl.Series:
    """The best identity that each row has."""
    own = pl.element().str.contains(r"^linkedin\.com/(?:in|pub)/") | pl.lit(source == "linkedin")
    frame = people.select(
        mapped(people["name"].fill_null(""), names.key, pl.String),
        mapped(people["at"].fill_null(""), names.fold, pl.String),
        "uid",
        profile=pl.col("urls").list.eval(pl.element().filter(own)).list.first(),
        email=pl.col("emails").list.first(),
        phone=pl.col("phones").list.first(),
    )
    shared = pl.col("name").n_unique().over("email") > 1
    identity = (
        pl.when(pl.col("profile").is_not_null())
        .then(pl.concat_str(pl.lit("url:"), "profile"))
        .when(pl.col("email").is_not_null() & ~shared)
        .then(pl.concat_str(pl.lit("email:"), "email"))
        .when(pl.col("email").is_not_null())
        .then(pl.concat_str(pl.lit("email:"), "email", pl.lit("|"), "name"))
        .when(pl.col("phone").is_not_null() & (pl.col("name") != ""))
        .then(pl.concat_str(pl.lit("phone:"), "phone", pl.lit("|"), "name"))
        .when(pl.col("uid").is_not_null())
        .then(pl.concat_str(pl.lit("uid:"), "uid"))
        .otherwise(pl.concat_str(pl.lit("name:"), "name", pl.lit("|"), "at"))
    )
    return frame.select(identity.alias("base")).to_series()
