"""Titles of rows that name no employer: the house that the title itself names, and how many name none."""

import re

import polars as pl

from curbside.network import past, programs, unsaid
from curbside.network.contacts import Contacts, mapped
from curbside.vocabulary import placeholders, states
from curbside.vocabulary.callings import VISITOR

# "Hospitalist at Mercy Hospital", "Chief of Surgery @ Mercy Hospital"
_AT = re.compile(r"^(?P<title>.*\S)(?:\s+at\s+|\s*@\s*)(?P<house>[A-Z][^@]*\S)$")
# "Staff psychiatrist, Elm VAMC", "Hospitalist | Elm Health", but no "Medical Director, Population Health"
_BREAK = re.compile(r"\s*[,|•]\s*|\s+[-–—]\s+")
# Words of which no house has its name; `titled` has more of them.
HOLLOW = (
    r"population|behavioral|mental|public|women'?s|men'?s|children'?s|global|digital|occupational|community|home|school|student"
    r"|employee|rural|virtual|value|quality|safety|equity|clinical|operations|hospital|medical|medicine|health|healthcare|care|clinics?"
    r"|center|institute|foundation|group|practice|private|partners?|physicians?|associates|systems?|information|informatics|services?"
    r"|it|tech|technology|research|education|policy|network|university|college|office|board|board-certified|certified|licensed|usa?|and|of|the|for|in|at"
)
_NOT_ITS_OWN = re.compile(rf"(?i)\b(?:{HOLLOW})\b|\W")
# "Surgeon, formerly Oak Hospital" of whoever has retired; "formerly Chief of Surgery" names no house.
_LEFT = r"\b(?i:formerly|previously|retired from|ex-)\s*(?:(?:at|of|with)\s+)?([A-Z][^;|()]*\S)$"
_A_ROLE = r"(?i)^(?:chief|chair\w*|director|head|professor|faculty|attending|physician|surgeon|fellow|resident|nurse|partner|staff)\b"
_RETIRED = re.compile(r"(?i)^\W*(?:(?:now|recently|semi-?)\s*)?(?:retired|emerit\w+|former(?:ly)?)\W*$")
# Who sells, advises, helps, looks on or asks for a place is none of a house's people; `titled` has more of them.
STRANGER = rf"consult(?:ing|ants?)|advis\w+|vendors?|sales|rep(?:resentative)?|observ\w+|{VISITOR}"
_STRANGER = rf"(?i)\b(?:{STRANGER})\b"
_TOLD = pl.Struct({"title": pl.String, "house": pl.String})
WITHOUT = "titles without an employer"


def read(title: str) -> dict[str, str] | None:
    """Title and house of one that names both; None where it names no house."""
    match = _AT.match(title.strip())
    if match and programs.is_house(match["house"]):
        return match.groupdict()
    breaks = list(_BREAK.finditer(title))
    for n, found in enumerate(breaks):
        piece = title[found.end() : breaks[n + 1].start() if n + 1 < len(breaks) else None]
        if _is_named_house(piece) and not _is_named_house(title[: found.start()]):
            return {"title": title[: found.start()].strip(), "house": title[found.end() :].strip()}
    return None


def _is_named_house(piece: str) -> bool:
    """Whether a piece of a title names a house that has a name of its own, and no role, field or department."""
    return bool(
        piece[:1].isupper()
        and programs.is_house(piece)
        and not programs.is_role(piece)
        and not programs.within(piece)
        and _NOT_ITS_OWN.sub("", piece)
    )


def employed(frame: pl.DataFrame, found: Contacts) -> pl.DataFrame:
    """`frame` (employer, title) with the employer that a title names where the row names none, or says "Self-employed", or
    "Retired" or "Open to work": `Formerly Oak Hospital` where it was left. Whose title stands for itself is counted in `found.left_out`: the person is read, the
    title leads nowhere."""
    nowhere = [c for c in ("employer", "no employer") if c in frame.columns]
    is_out = pl.any_horizontal(mapped(frame[c], _is_out, pl.Boolean).fill_null(False) for c in nowhere)
    said, before = pl.col("title").str.extract(_LEFT), mapped(frame["title"], _left, pl.String)
    said = pl.when(~said.str.contains(_A_ROLE)).then(said)
    left = (
        pl.when(is_out)
        .then(pl.coalesce(before, said))
        .when(pl.col("employer").is_null())
        .then(pl.coalesce(said, before))
    )
    frame = frame.with_columns(is_out=is_out, employer=pl.coalesce("Formerly " + left, "employer"))
    told = mapped(frame["title"], read, _TOLD).struct
    alone = pl.col("employer").is_null() & pl.col("title").str.contains(r"\p{L}")
    is_unsaid = mapped(
        frame["employer"], lambda t: states.key(re.sub(r"\s*\(.*", "", t)) in placeholders.OWN_OR_UNSAID, pl.Boolean
    )
    works = alone | is_unsaid & ~pl.col("title").str.contains(_STRANGER)
    named = (works | pl.col("is_out")) & told.field("house").is_not_null()
    house = pl.when("is_out").then("Formerly " + told.field("house")).otherwise(told.field("house"))
    frame = frame.with_columns(
        employer=pl.when(named).then(house).otherwise("employer"),
        title=pl.when(named).then(told.field("title")).otherwise("title"),
    )
    spoken = [pl.col(c).is_not_null() for c in ("role", "no employer") if c in frame.columns]
    lost = frame.filter(alone & pl.col("employer").is_null() & ~pl.any_horizontal(pl.lit(False), *spoken)).height
    if lost:
        found.left_out[WITHOUT] += lost
    return frame.drop("is_out")


def _is_out(employer: str) -> bool:
    """Whether what stands for an employer says that its bearer has none today: "Retired", "Between roles"."""
    return bool(_RETIRED.search(employer)) or unsaid.is_seeking(employer)


def _left(title: str) -> str | None:
    return next((one.house for one in past.left(title) if not one.training), None)
