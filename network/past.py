"""Houses of before that a title names beside today's work: "Hospitalist, formerly Rapid Oaks Hospital", "(residency Elm Hospital)"."""

import re
from datetime import date
from typing import NamedTuple

import polars as pl

from curbside.network import dates, programs
from curbside.network.contacts import conform, mapped
from curbside.network.model import AFFILIATION
from curbside.vocabulary.callings import DOCTOR, VISITOR

_BREAK = re.compile(r"\s*[;|•()\[\]]\s*|\s+[-–—/]\s+|(?<=[a-z]{5})\.\s+(?=[A-Z])")
# "ex-Kaiser Oakland", "prev. UAB", "past CMO Elm Hospital"; "Past President" and "prior authorization" name no house.
_LEFT = re.compile(
    r"(?:^|.*[\s,])(?:(?i:former(?:ly)?|previous(?:ly)?|prev\.?|past|prior|most recently|lately|last(?=\s+(?:at|with)\b))|[Ee]x)"
    r"(?:[\s:]+|-\s*)(?:(?:at|with|of)\s+)?(?P<what>\S.*)$|^(?i:was|were)\s+(?:(?:at|with)\s+)?(?P<was>\S.*)$"
)
_TRAINING = re.compile(
    r"(?i)\b(?:residency|fellowship|internship|trained|(?:residency|fellowship) grad\w*)\b"
    r"(?!\s+(?:faculty|core|site|program|director|associate|clinic|lead|coordinator|applicant|candidate|training|education))"
)
_NOT_YET = re.compile(r"(?i)\b(?:incoming|future|upcoming|applicant|applying|match(?:ed|ing)?|interview\w*|start\w*)\b")
# Who runs a residency did not train in it.
_RUNS = re.compile(r"(?i)\b(?:director|faculty|coordinator|core)\b")
# "former NFL player", "ex-Marine", "former patient at Oak Hospital"
_NO_WORK = re.compile(
    rf"(?i)\b(?:patients?(?=\s+(?:at|of|in)\b|\s*$)|spouse|donor|{VISITOR}|observer(?:s|ships?)?|sub-?intern\w*|members?|president|players?|athletes?|coach|captain|teacher|engineer|attorney|lawyer|pilot"
    r"|paramedic|EMT|scribe|marines?|(?:army|navy|air force)(?!\s+(?:medical|community|hospital|clinic|health))|military|veteran|NFL|NBA|NCAA|division i+|peace corps|AMA|boards?|trustees?|editor|candidate|student)\b"
)
_OVER = re.compile(
    r"(?i)[\s,]*\b(?:left\s+(?:in\s+)?(?:19|20)\d\d\b|(?:19|20)\d\d\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d)\b|(?:until|till?|to|through|thru)\s+(?:19|20)\d\d\b).*$"
)
_WORKED = re.compile(r"\b((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d|\d\d)\b")
_YEAR = re.compile(r"[\s,]*(?:\bin\s+)?(?:\b(?:19|20)\d\d\b|['’]\d\d\b).*$")
_NOW = re.compile(r"(?i)[\s,]*\b(?:now|currently|presently)\b.*$")
_AT = re.compile(r"(?:^|.*?\s)(?:at|@)\s*(?=[A-Z])")
# "Chief of Oak Hospital", but no "Chief of Surgery"; "University of Iowa" and "Surgeons of Ohio" are names.
_OF = re.compile(
    r"(?P<who>.*?)\s(?:of|for)\s+(?:the\s+)?(?=[A-Z])(?!\w*(?i:iatr|olog|surg|medic|anesth|radi|emergency|quality|operations|staff))"
)
_MANY = re.compile(rf"(?i)\b(?:\w*{DOCTOR}|specialist|sister)s$|\bchildren['’]?s\b")
# A role before the house's name or behind it.
_ROLE = (
    r"(?:C[EFIMNOQ]O|VP|PI|staff|chief|chair\w*|head|vice|associate|assistant|medical|director|attending|partner|fellow|resident|faculty|professor|grad(?:uate)?"
    rf"|\w*{DOCTOR}|nurse|clinical|intern|trainee|EM|ED|ER|IM|FM|OB|ICU|residency|fellowship|internship|trained|did|completed|my|his|her)"
)
_BEFORE = re.compile(
    rf"^(?:{_ROLE}(?:\s+|$|,\s*|:\s*))+(?:(?:in|of)\s+(?:[A-Za-z]+\s+(?:medicine|surgery)|[A-Za-z]+)(?:,\s*|\s+|$))?(?:(?:at|with|of|in)\s+)?",
    re.I,
)
# "internal medicine resident, Mayo Clinic": what is written small is what somebody was.
_SMALL = re.compile(r"^(?P<who>[a-z]+(?:[ /-][a-z]+)*),?\s+(?=[A-Z])")
_BEHIND = re.compile(rf"(?i)(?:\s+(?!medical\b){_ROLE})+\s*$")
# "Formerly Chief of Surgery", "former Chief Medical Officer"
_NO_HOUSE = re.compile(
    r"(?i)(?:surgery|medicine|nursing|anesthesia|officer|operations|education|quality|research|staff)"
)
_YEARS = re.compile(r"(?i)^(?:\d+|several|many)\s+(?:yrs?|years?)\s+")


class Left(NamedTuple):
    """A house that was left, for training (`training`: residency, fellowship) or work, with the years where they are said."""

    house: str
    training: str | None
    since: int | None
    until: int | None


def left(title: str) -> list[Left]:
    """What of a title may be the name of a house that its bearer has left, each part of the title at most one."""
    found = []
    for n, piece in enumerate(_BREAK.split(title)):
        told = _LEFT.match(piece)
        training = _TRAINING.search(piece) and (n > 0 or told or re.search(r"(?i)\btrained\b", piece))
        what = told["what"] or told["was"] if told else piece
        if not (told or training or _OVER.search(piece)) or _NOT_YET.search(what) or _NO_WORK.search(what):
            continue
        if not told and _RUNS.search(what):
            continue
        what = _NOW.sub("", what)
        since, until = _span(what) if _OVER.search(what) else (None, None)
        house = _house(_YEAR.sub("", _OVER.sub("", what)).strip(" ,.:'’"))
        if len(house) > 2:
            found.append(Left(house, programs.kind(piece) or "residency" if training else None, since, until))
    return found


def _span(what: str) -> tuple[int | None, int | None]:
    """First and last year at a house, where work may be longer than training: "Elm Hospital 1988-2019"."""
    years = _WORKED.search(what)
    return (int(years[1]), dates.ending(int(years[1]), years[2])) if years else programs.span(what)


def _house(what: str) -> str:
    """The house of "Chief of Surgery at Elm Hospital", "Attending, Elm Hospital", "Elm Hospital residency"; empty without one."""
    if at := _AT.match(what):
        return what[at.end() :].strip(" ,.")
    if (of := _OF.match(what)) and not programs.is_house(of["who"]) and not _MANY.search(of["who"]):
        unit, _, house = what[of.end() :].strip(" ,.").partition(", ")  # "Head of Intensive Care, Oak Hospital"
        return house if programs.is_house(house) and not programs.is_house(unit) else f"{unit}, {house}".strip(", ")
    if (small := _SMALL.match(what)) and programs.is_role(small["who"]):
        what = what[small.end() :]
    bare = _BEHIND.sub("", _BEFORE.sub("", _YEARS.sub("", what))).strip(" ,.")
    if (known := programs.within(bare)) and bare.endswith(known):
        bare = bare.removesuffix(known).strip(" ,.")  # "OHSU Family Medicine residency"
    return bare if bare[:1].isupper() and not programs.field(bare) and not _NO_HOUSE.fullmatch(bare) else ""


_TOLD = pl.List(pl.Struct({"house": pl.String, "training": pl.String, "since": pl.Int32, "until": pl.Int32}))


def before(affiliations: pl.DataFrame, today: date) -> pl.DataFrame:
    """`affiliations` (as AFFILIATION) with rows more, `is_titled`, for each house that the title of some work says was left
    by `today`, whether or not a register knows it. Where its bearer lives now tells nothing of where it stands."""
    titled = affiliations.filter(pl.col("kind") == "work", pl.col("title").is_not_null())
    told = mapped(titled["title"], lambda t: [one._asdict() for one in left(t)], _TOLD)
    said = titled.with_columns(told=told).explode("told").filter(pl.col("told").is_not_null()).unnest("told")
    said = said.filter(
        pl.col("until").fill_null(0) <= today.year,
        ~pl.col("organisation_name").str.to_lowercase().str.contains(pl.col("house").str.to_lowercase(), literal=True),
    )
    new = said.with_columns(
        organisation_name="house",
        kind=pl.when(pl.col("training").is_null()).then(pl.lit("work")).otherwise(pl.lit("training")),
        title=pl.coalesce("training", "title"),
        start_year="since",
        end_year="until",
        city=pl.lit(None, pl.String),
        state=pl.lit(None, pl.String),
        is_current=pl.lit(False),
        is_titled=pl.lit(True),
    )
    return pl.concat([affiliations, conform(new, AFFILIATION)]).unique(maintain_order=True)
