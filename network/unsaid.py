"""Cells of a roster that say nothing of their own: a ditto mark, and what stands where there is no employer."""

import re

import polars as pl

from curbside.network import names
from curbside.network.contacts import mapped
from curbside.network.model import Problem
from curbside.network.tally import tallied
from curbside.vocabulary import states

# What stands for an employer where there is none that one could ask for.
_NO_EMPLOYER = re.compile(
    r"(?:unk\.?|unknown.*|deceased.*|died.*|dead|passed away.*|in memoriam|(?:semi-?|now )?retired(?: \W?\d{4}\W?)?|lost to follow.?up|lost contact|no (?:info\w*|data|response|contact)"
    r"|unemployed|not (?:working|practicing|employed|known|sure).*|same|see (?:note|comment)s?|left medicine|on leave|sabbatical|(?:(?:maternity|medical|parental) leave)"
    r"|(?:seeking|looking for) .*|(?:still |now |currently )?(?:looking|searching|job.?hunting)|not reported|did not respond|other|self|x+|[\W\d]+)"
)
_NO_PLACE = r"(?i)^(?:same|unk\.?|unknown|see notes?|other|\W+)$"
# Without any of these a row finds nobody, but where another file names the same person.
_SAYING = (
    *("email", "phone", "url", "npi", "institution", "program", "class_year", "training", "employer", "no employer"),
    *("title", "city", "state", "location", "knows", "met", "role", "last_contact", "note", "start_year", "end_year"),
)
_AT = r"(?i)\s*[\[({<]\s*at\s*[\])}>]\s*|(?-i:\s+AT\s+)"
_DITTO = re.compile(r"[\W_]*[\"'”“″〃][\W_]*|ditto|idem|do\.|id\.|(?:same )?as above|same as above")
_DITTOED = ("employer", "city", "state", "location", "title", "institution", "program", "class_year", "start", "end")
# What an employer's field says of somebody who has none.
_SEEKING = re.compile(
    r"(?:i ?a?m |currently |actively |now )*(?:looking|seeking|searching|open|available|exploring|considering)\b.*"
    r"\b(?:opportunit\w+|jobs?|positions?|roles?|employment|work|challenges?|ventures?|offers?)\b.*"
    r"|(?:in )?(?:a )?(?:career|job) (?:transition|search|hunt|break|seeker)\w*|in transition|(?:in )?between (?:jobs|roles|positions|opportunities)"
    r"|taking (?:a )?(?:break|time off|sabbatical).*|stay at home (?:mom|dad|mother|father|parent)|(?:currently )?(?:not|un) ?(?:currently )?(?:working|employed)"
    r"|on (?:(?:maternity|medical|parental) )?(?:leave|sabbatical)|(?:on )?a break"
)


def employed(affiliations: pl.DataFrame) -> pl.DataFrame:
    """`affiliations` (as AFFILIATION) without work at what is no house but says that there is none."""
    seeking = mapped(affiliations["organisation_name"], is_seeking, pl.Boolean).fill_null(False)
    return affiliations.filter(~(seeking & (affiliations["kind"] == "work")))


def is_seeking(employer: str) -> bool:
    """Whether what stands for an employer says that its bearer seeks one, or rests: "Open to work", "On sabbatical"."""
    return bool(_SEEKING.fullmatch(states.key(employer)))


def dittoed(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the cell above in place of a ditto mark."""
    for column in (c for c in _DITTOED if c in frame.columns and frame[c].dtype == pl.String):
        is_ditto = mapped(frame[column], lambda t: bool(_DITTO.fullmatch(names.fold(t))), pl.Boolean).fill_null(False)
        if is_ditto.any():
            above = pl.when(~is_ditto).then(pl.col(column).fill_null("")).forward_fill().replace("", None)
            frame = frame.with_columns(above.alias(column))
    return frame


def is_nobody(employer: str) -> bool:
    """Whether what stands for an employer names none: "Retired", "unknown"."""
    return bool(_NO_EMPLOYER.fullmatch(names.fold(employer)))


def without_nobody(frame: pl.DataFrame) -> pl.DataFrame:
    """`employer` where it names one; what else stands there ("Retired", "lost to follow-up") as `no employer`."""
    frame = frame.with_columns(pl.col("employer").str.replace(r"[¹²³⁴⁵⁶⁷⁸⁹†‡*]+$", ""))  # a footnote's mark
    is_none = mapped(frame["employer"], is_nobody, pl.Boolean)
    places = [c for c in ("city", "state", "location") if c in frame.columns]
    frame = frame.with_columns(pl.when(~pl.col(c).str.contains(_NO_PLACE)).then(pl.col(c)) for c in places)
    return frame.with_columns(
        **{"no employer": pl.when(is_none).then("employer")}, employer=pl.when(~is_none).then("employer")
    )


def in_town(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the town for an employer, of who has none but an own practice ("Private practice, Boise, ID"), as its
    place. Elsewhere "Geisinger, PA" is a house."""
    own = r"(?i)^(?:(?:private|solo|own) practice|self.?employed|locums?(?: tenens)?)$"
    parts = pl.col("employer").str.extract_groups(r"^([^,/]+),\s*([A-Z]{2})(?:\s+\d{5})?$").struct
    is_town = pl.col("title").str.contains(own) & parts["2"].is_in(list(states.FORMS.values()))
    return frame.with_columns(
        city=pl.when(is_town).then(pl.coalesce("city", parts["1"])).otherwise("city"),
        state=pl.when(is_town).then(pl.coalesce("state", parts["2"])).otherwise("state"),
        employer=pl.when(~is_town.fill_null(False)).then("employer"),
    )


def addressed(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the addresses of column `email` apart by semicolons, those that lists on web pages hide and the one that
    stands behind a name among them."""
    behind = pl.col("name").str.extract(r"([^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+)")
    said = pl.concat_str(pl.col("email").str.replace_all(_AT, "@"), behind, separator=";", ignore_nulls=True)
    return frame.with_columns(email=said.str.replace_all(r"[\s,|]+", ";").replace("", None))


def bare(people: pl.DataFrame, file: str) -> list[Problem]:
    """A line on the rows that say a name and nothing else, if there are any."""
    alone = people.filter(pl.all_horizontal(pl.col(c).is_null() for c in _SAYING)).height
    remedy = "add an employer, a school or a city to see where they are"
    return [Problem(file, "", tallied(alone, "names with nothing else"), remedy, "note")] if alone else []
