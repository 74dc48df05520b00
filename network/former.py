"""Employers that say themselves that their bearer has left: `Retired, Mercy Hospital`, `Formerly Mercy Hospital; now Loring`."""

import re

import polars as pl

from curbside.network.contacts import conform, mapped
from curbside.network.model import AFFILIATION

_LEFT = r"(?:retired|retiree|emerit(?:us|a)|former(?:ly)?|previous(?:ly)?|ex)"
_ROLE = (
    r"(?:[\w&/-]+\s+){0,3}(?:fellow|resident|intern|attending|physician|surgeon|nurse|professor|faculty|chief|chair\w*|director"
    r"|staff|trainee|(?!methodist|baptist|adventist)\w+(?:ist|iatrician))(?:\s+of\s+\w+)?"
)
# What follows is the employer: behind a sign, a preposition, or a role ("Former fellow, Mayo Clinic").
_BEFORE = re.compile(
    rf"(?i)^{_LEFT}(?:\s*[,:;(/]\s*|\s+[-–—]\s+|\s+(?:from|at|of)\s+|\s+{_ROLE}(?:,\s*|\s+(?:at|of|with)\s+))(?P<house>.*\S)$"
)
_PLAIN = re.compile(r"(?i)^(?:(?:formerly|previously)\s+|ex-\s*(?=.*\bnow\b))(?P<house>.*\S)$")
_BEHIND = re.compile(rf"(?i)^(?P<house>.*\S)\s*(?:,\s*|\(|\s[-–—]\s){_LEFT}\)?$")
_TOLD = pl.Struct({"house": pl.String, "now": pl.String})
_NOW = re.compile(r"(?i)\s*[;,(/–—-]*\s*\b(?:now|currently|presently)\b(?:\s+(?:at|with))?[\s:]+(?P<now>.*\S)$")


def read(employer: str) -> tuple[str | None, str | None]:
    """(the house that was left, the house of today) of an employer as written; (None, None) where it tells of no leaving."""
    match = _BEFORE.match(employer) or _PLAIN.match(employer) or _BEHIND.match(employer)
    if not match:
        return None, None
    house, now = match["house"], None
    if later := _NOW.search(house):
        house, now = house[: later.start()], later["now"].strip(" )")
    house = house.strip(" ,;")
    return house.removesuffix(")") if house.count(")") > house.count("(") else house, now or None


def split(affiliations: pl.DataFrame) -> pl.DataFrame:
    """`affiliations` (as AFFILIATION) with such work named by its house and not current, and a row more for today's house.

    The place of the row is where its bearer lives, or where the house of today stands.
    """
    employer = pl.col("organisation_name")
    said = affiliations.filter(pl.col("kind") == "work", employer.str.contains(rf"(?i)\b{_LEFT}\b"))
    if said.is_empty():
        return affiliations
    told = mapped(said["organisation_name"], lambda n: dict(zip(("house", "now"), read(n), strict=True)), _TOLD)
    said = said.hstack(told.struct.unnest()).filter(pl.col("house").is_not_null())
    left = said.with_columns(
        organisation_name="house", is_current=pl.lit(False), city=pl.lit(None, pl.String)
    ).with_columns(state=pl.when(pl.col("now").is_null()).then("state"))
    today = said.filter(pl.col("now").is_not_null()).with_columns(organisation_name="now", is_current=pl.lit(True))
    kept = affiliations.join(
        said.select("record_id", "organisation_name"),
        on=["record_id", "organisation_name"],
        how="anti",
        nulls_equal=True,
    )
    return pl.concat([kept, conform(left, AFFILIATION), conform(today, AFFILIATION)])
