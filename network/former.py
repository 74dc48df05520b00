"""Employers that say themselves that their bearer has left: `Retired, Mercy Hospital`, `Formerly Mercy Hospital; now Loring`."""

import re

import polars as pl

from curbside.network import programs
from curbside.network.contacts import conform, mapped
from curbside.network.model import AFFILIATION

_LEFT = r"(?:retired|retiree|emerit(?:us|a)|former(?:ly)?|previous(?:ly)?|ex)"
# What follows is the employer: behind a sign, a preposition, or a role ("Former fellow, Mayo Clinic").
_BEFORE = re.compile(
    rf"(?i)^{_LEFT}(?:\s*[,:;(/]\s*|\s+[-–—]\s+|\s+(?:from|at|of)\s+|\s+{programs.CALLED}(?:,\s*|\s+(?:at|of|with)\s+))(?P<house>.*\S)$"
)
_PLAIN = re.compile(r"(?i)^(?:(?:formerly|previously)\s+|ex-\s*(?=.*\bnow\b))(?P<house>.*\S)$")
# "Was at Loring Hospital", "Between jobs (was Loring Hospital)", "Left Loring Hospital in 2023"; "Left Coast Clinic" is a firm.
_WENT = re.compile(
    r"(?i)^(?:(?:on leave|unemployed|between (?:jobs|positions|roles)|looking)\s*[,;(–—-]\s*)?(?:i\s+)?(?:(?:was|were|had been)(?:\s+(?:at|with|in|on staff at))?"
    r"|used to (?:be|work|practice)(?:\s+(?:at|with|for|in))?|(?:once|worked|trained|last|(?:until|till) recently|most recently)\s+(?:at|with|for|in)|late of"
    r"|no longer (?:at|with|in|employed (?:at|by))|(?:moved on|moved|departed|resigned|separated|laid off) from|(?:have |has )?left(?=.*\b(?:19|20)\d\d\)?$)"
    r"|(?:did|completed|finished) (?:(?:my|his|her) )?(?:residency|fellowship|training|internship) (?:at|in))\s+(?:the\s+)?(?P<house>.*\S)$"
)
_NOW = r"\s*[;,(/–—-]*\s*\b(?:now|currently|presently)\b(?:\s+(?:at|with))?[\s:]+"
# Behind a house, that its bearer is gone: "(retired)", ", now between jobs". `dated` reads the years before it.
BEHIND = re.compile(
    rf"(?i)(?<=\S)(?:(?:\s*[,;|]\s*|\s*[(\[]|\s+[-–—]\s+)(?:{_LEFT}|past|gone|no longer(?: there| here| employed)?|not (?:there|here) any ?more)(?:\s+(?:in\s+)?(?:19|20)\d\d)?[)\]]?"
    rf"|{_NOW}(?:retired|retiree|ret'd|disabled|deceased|unemployed|elsewhere|gone|moved(?: away| on)?|between jobs)\b[^,;]*)$"
)
_WHILE = re.compile(r"(?i)^(?P<house>.*\S?)[\s,(]+(?:until|till?|through)\s+(?!(?:19|20)\d\d)(?:last\s+)?\w+\)?$")
# What `dated` leaves: the years of a house, and the last one alone.
_YEARS = re.compile(
    r"(?i)[\s,(]+(?:(?:in|since|until|till?|thru|through)\s+)?(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?\)?$"
)
# Behind today's house. "(formerly Oak Hospital)" and ", formerly Oak Hospital" tell of the house's own earlier name.
_AFTER_NOW = re.compile(
    r"(?i)^(?P<now>.*\S)(?:\s*[;|]\s*(?:(?:formerly|previously|ex-?)\b|prior:|past:|before that\b:?)|\s*[,(/·–—-]\s*(?:previously\b|prev\.|prior:|ex-|formerly (?=(?:at|with)\b)))"
    r"(?:\s*(?:at|of|with)\s)?\s*(?P<house>[^\W_].*\S)$"
)
# A word of every other way to say so: what has none of them is not looked at.
_SIGNS = r"before that|was|were|had been|used to|once|worked|trained|last|recently|late of|no longer|from|left|did|completed|finished|past|gone|not"
_TOLD = pl.Struct({"house": pl.String, "now": pl.String})
_THEN = re.compile(rf"(?i){_NOW}(?P<now>.*\S)$")


def read(employer: str) -> tuple[str | None, str | None]:
    """(the house that was left, the house of today) of an employer as written; (None, None) where it tells of no leaving."""
    if match := _AFTER_NOW.match(employer):
        return closed(match["house"]), match["now"].strip(" ,;")
    match = _BEFORE.match(employer) or _PLAIN.match(employer) or _WENT.match(employer)
    house, now = match["house"] if match else employer, None
    if gone := BEHIND.search(house):
        house = house[: gone.start()]
    elif later := _THEN.search(house):
        house, now = house[: later.start()], later["now"].strip(" )")
    if not match and not gone:
        return None, None
    if still := _WHILE.match(house.strip(" ,;")):
        house = still["house"]
    return closed(_YEARS.sub("", house.strip(" ,;"))), now or None


def closed(house: str) -> str:
    """Without signs at its ends, and without the end of a parenthesis that began before it."""
    house = house.strip(" ,;")
    return house.removesuffix(")") if house.count(")") > house.count("(") else house


def split(affiliations: pl.DataFrame) -> pl.DataFrame:
    """`affiliations` (as AFFILIATION) with such work named by its house and not current, and a row more for today's house.

    The place of the row is where its bearer lives, or where the house of today stands.
    """
    employer = pl.col("organisation_name")
    said = affiliations.filter(
        pl.col("kind") == "work",
        employer.str.contains(rf"(?i)\b(?:{_LEFT}|prev|prior|now|currently|presently|{_SIGNS})\b"),
    )
    if said.is_empty():
        return affiliations
    told = mapped(said["organisation_name"], lambda n: dict(zip(("house", "now"), read(n), strict=True)), _TOLD)
    said = said.hstack(told.struct.unnest()).filter(pl.col("house").is_not_null())
    left = said.with_columns(
        organisation_name="house", is_current=pl.lit(False), city=pl.lit(None, pl.String)
    ).with_columns(state=pl.when(pl.col("now").is_null()).then("state"))
    today = said.filter(pl.col("now").is_not_null()).with_columns(organisation_name="now", is_current=pl.lit(True))
    names = ["record_id", "organisation_name"]
    kept = affiliations.join(said.select(names), on=names, how="anti")
    return pl.concat([kept, conform(left, AFFILIATION), conform(today, AFFILIATION)])
