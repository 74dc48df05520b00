"""Exports kept by date: who was listed where in each, so that a later one shows who has moved.

Of an export only record ids and employers are kept, no name and no letter: `data/network/<sha256>.parquet`.
"""

import re
from pathlib import Path

import polars as pl

from curbside import whole
from curbside.network import names, origin
from curbside.network.contacts import conform, mapped
from curbside.network.model import AFFILIATION, LISTING, MOVE, Network, Problem

KINDS = ("linkedin", "google", "outlook", "vcard")  # rosters say who was where, not who is where today


def keep(folder: Path, network: Network) -> int:
    """Keep the listings of each export not kept before in `folder`, readable by the owner alone; how many were new."""
    kept = 0
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for (digest,), listing in network.listings.group_by("sha256"):
        path = folder / f"{digest}.parquet"
        if not path.exists():
            write(path, listing)
            kept += 1
    return kept


def forget(folder: Path, record_ids: set[str], friend: str | None = None) -> int:
    """Take people out of all that is kept, and all listings of an export that `friend` gave; how many rows went."""
    gone = 0
    for path in sorted(folder.glob("*.parquet")):
        listing = _read(path)
        theirs = pl.col("record_id").is_in(list(record_ids))
        if friend:
            theirs |= pl.col("of").fill_null("") == friend
        left = listing.filter(~theirs)
        if left.height < listing.height:
            gone += listing.height - left.height
            write(path, left)
    return gone


def kept(folder: Path, problems: list[Problem]) -> pl.DataFrame:
    """All listings that are kept; a damaged file is a problem, the others count."""
    frames = [LISTING.to_frame()]
    for path in sorted(folder.glob("*.parquet")):
        try:
            frames.append(_read(path))
        except (pl.exceptions.PolarsError, OSError):
            file = f"data/{folder.name}/{path.name}"
            problems.append(Problem(file, "", "a damaged file", "delete it: an older export's employers are lost"))
    return pl.concat(frames)


def _read(path: Path) -> pl.DataFrame:
    listing = pl.read_parquet(path, glob=False)
    if "origin" in listing.columns:  # kept by an earlier curbside: whose it is stood in words
        whose = pl.col("origin").str.extract(
            r"^(.+)'s (?:LinkedIn export|Google contacts|Outlook contacts|address book)$"
        )
        listing = listing.with_columns(of=whose)
    return conform(listing, LISTING)


def write(path: Path, frame: pl.DataFrame) -> None:
    """`frame` as a private Parquet file that appears whole or not at all."""
    with whole.replacing(path) as half:
        whole.parquet(frame, half)


def add_history(network: Network, earlier: pl.DataFrame) -> None:
    """Compare each person's exports by date: an employer that the newest no longer lists becomes a past one in
    `network.affiliations`, with what is known of the time, and a row of `network.moves`."""
    first_read = earlier.group_by("sha256").agg(first=pl.coalesce("read_on", "exported_on").min())
    network.listings = (
        network.listings.join(first_read, on="sha256", how="left", maintain_order="left")
        .with_columns(read_on=pl.coalesce("first", "read_on"))
        .select(LISTING.names())
    )
    # What is kept may be newer than what was read, where the user went back to an older file: the file counts.
    dates = network.listings.select("series", "exported_on", "written_on").sort("exported_on", "written_on")
    newest = dates.group_by("series").last().rename({"exported_on": "at", "written_on": "by"})
    older = (pl.col("exported_on") < pl.col("at")) | (
        (pl.col("exported_on") == pl.col("at")) & (pl.col("written_on") <= pl.col("by"))
    )
    earlier = earlier.join(newest, on="series").filter(older).select(LISTING.names())
    listings = pl.concat([network.listings, earlier.join(network.listings, on="sha256", how="anti")])
    present = network.listings.select("record_id", "series").unique()
    listings = listings.join(present, on=["record_id", "series"], how="semi")
    order = pl.struct("exported_on", "written_on", "sha256").rank("dense").over("series")
    listings = listings.with_columns(order.alias("n"), _words(listings["organisation_name"]))
    each = ["series", "record_id"]
    last = listings.filter(pl.col("n") == pl.col("n").max().over(each))
    past = _absent(listings.drop_nulls("organisation_name"), last, each)
    if past.height:
        _mark(network, past, listings, each)
    _newest_only(network)


def _words(organisations: pl.Series) -> pl.Series:
    """The set of words of each name, as a sorted list."""

    def words(name: str) -> list[str]:
        return sorted(set(re.findall(r"[^\W_]+", names.fold(name))) - {"the", "of", "inc", "llc", "and"})

    return mapped(organisations, words, pl.List(pl.String)).alias("words")


def _absent(old: pl.DataFrame, new: pl.DataFrame, each: list[str]) -> pl.DataFrame:
    """Rows of `old` whose employer no row of `new` of the same person names. A name within the other is the same."""
    numbered = old.with_row_index("i")
    pairs = numbered.select("i", "words", *each).join(new.select(*each, other="words"), on=each)
    common = pl.col("words").list.set_intersection("other").list.len()
    shorter = pl.min_horizontal(pl.col("words").list.len(), pl.col("other").list.len())
    same = pairs.filter((common == shorter) & (shorter > 0))
    return numbered.join(same, on="i", how="anti").drop("i")


def _mark(network: Network, past: pl.DataFrame, listings: pl.DataFrame, each: list[str]) -> None:
    last = past.sort("n").group_by(*each, "words", maintain_order=True).last()
    after = listings.select(*each, later="n", seen_on="exported_on", noticed_on="read_on", new="organisation_name")
    moved = (
        last.join(after, on=each)
        .filter(pl.col("later") > pl.col("n"))
        .sort("later")
        .group_by(*each, "words", maintain_order=True)
        .first()
    )
    rows = moved.with_columns(
        kind=pl.lit("work"),
        is_current=pl.lit(False),
        end_year=pl.col("seen_on").dt.year(),
        as_of="exported_on",
        evidence=origin.said("listed", pl.col("source"), pl.col("of"), pl.col("exported_on")),
    )
    gone = moved.select("record_id", "organisation_name").unique()
    current = pl.col("is_current") & (pl.col("kind") == "work") & pl.col("source").is_in(KINDS)
    stale = network.affiliations.filter(current).join(gone, on=["record_id", "organisation_name"], how="semi")
    left = network.affiliations.join(stale, on=network.affiliations.columns, how="anti", nulls_equal=True)
    network.affiliations = pl.concat([left, conform(rows, AFFILIATION)])
    moves = moved.select(
        "record_id", "seen_on", "noticed_on", "new", old="organisation_name", last_seen_on="exported_on"
    )
    network.moves = conform(moves.sort("seen_on", "record_id", "old"), MOVE)


def _newest_only(network: Network) -> None:
    """Of an employer that several exports list, the newest listing."""
    frame = network.affiliations
    listed = (pl.col("kind") == "work") & pl.col("source").is_in(KINDS) & (pl.col("record_id") != "me")
    several = pl.struct("record_id", "organisation_name", "is_current")
    older = listed & (pl.col("as_of") < pl.col("as_of").max().over(several))
    network.affiliations = frame.filter(~older.fill_null(False))
