"""What the columns of a roster say of each person's training and work, as rows of `ROW_AFFILIATION`."""

import re
from datetime import date

import polars as pl

from curbside.network import contacts, dates, names, origin, programs
from curbside.network.career import training_kind
from curbside.network.contacts import ROW_AFFILIATION, conform, mapped
from curbside.network.headings import SLOTS
from curbside.vocabulary import placeholders, states

_STAFF = re.compile(r"director|chair|chief|dean|faculty|attending|coordinator|recruiter|manager|professor|head", re.I)
_TRAINEE = re.compile(r"resident|intern\b|fellow|student|alum|graduate", re.I)
_ARROW = re.compile(r"\s*(?:[→⇒➔➝]|[-=]+>)\s*")
_PART = pl.Struct({"field": pl.String, "house": pl.String, "first": pl.Int32, "last": pl.Int32})
_PLACE = pl.Struct({"rest": pl.String, "city": pl.String, "state": pl.String})
_JOB = pl.Struct({"title": pl.String, "employer": pl.String})


def text(frame: pl.DataFrame, column: str) -> pl.Series:
    """The column, nulls where the roster has none and where a cell says nothing ("N/A", "TBD")."""
    if column not in frame.columns:
        return pl.Series(column, [None] * frame.height, dtype=pl.String)
    return mapped(frame[column], lambda t: None if names.fold(t) in placeholders.NOTHING else t, pl.String)


def years(frame: pl.DataFrame, slot: str = "") -> tuple[pl.Series, pl.Series]:
    """First and last year of the training named apart as `slot` ("" for the roster's own), from its columns of dates."""
    first, last = (mapped(text(frame, f"{slot}{c}"), year, pl.Int32) for c in ("start", "end"))
    for column in ("years", "class_year"):
        said = mapped(text(frame, f"{slot}{column}"), _span if column == "years" else _class, pl.List(pl.Int32))
        first = first.zip_with(first.is_not_null(), said.list.get(0, null_on_oob=True))
        last = last.zip_with(last.is_not_null(), said.list.get(1, null_on_oob=True))
    # "2016 – 2019" alone in one of the two is both; "2016-17" beside an end is the first year of training.
    began, ended = (mapped(text(frame, f"{slot}{c}"), _both, pl.List(pl.Int32)) for c in ("start", "end"))
    first = began.list.get(0, null_on_oob=True).zip_with(began.is_not_null(), first)
    first = first.zip_with(first.is_not_null(), ended.list.get(0, null_on_oob=True))
    last = ended.list.get(1, null_on_oob=True).zip_with(ended.is_not_null(), last)
    return first, last.zip_with(last.is_not_null(), began.list.get(1, null_on_oob=True))


def year(said: str) -> int | None:
    """The year that a cell names: `2019`, `June 2019`, `'19`; in a column of years 19 alone is 2019."""
    if found := dates.day(re.sub(r"[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$", "", said.strip())):
        return found.year
    if short := re.search(r"(?:^|[^\d/.-]|[A-Za-z]{3}[.-])['’]?(\d\d)$", said.strip()):
        last = int(short[1])
        return last + (2000 if last < 70 else 1900)
    return dates.year(said)


def _both(said: str) -> list[int] | None:
    """First and last year of a cell that says two, and is no day or month."""
    first, last = (None, None) if dates.day(said) else programs.span(said)
    return [first, last] if first and last else None


def _span(said: str) -> list[int | None]:
    first, last = programs.span(said)
    if first is not None or last is not None:
        return [first, last]
    return [None, year(said)]


def _class(said: str) -> list[int | None]:
    """Of a class: "2018-2019" is one year, which ends in the second; "2016-19" is the whole training."""
    first, last = _span(said)
    return [None if first and last and last - first < 2 else first, last]


def place(said: str) -> dict[str, str | None]:
    """City and state in a cell ("12 Main St, Lima, OH 45801", "Erie/Pennsylvania"), and what stands before them."""
    plain = re.sub(r"(?i),?\s*(?:USA?|U\.S\.A?\.?|United States)\.?$", "", said.strip())
    parts = [
        p.strip() for p in re.split(r"[,/\n\u2028]| [-–—] ", re.sub(r"\s+\d{5}(?:-\d{4})?$", "", plain)) if p.strip()
    ]
    if not parts:
        return {"rest": None, "city": None, "state": None}
    if code := states.FORMS.get(_key(parts[-1])):
        return {"rest": ", ".join(parts[:-2]) or None, "city": parts[-2] if len(parts) > 1 else None, "state": code}
    words = parts[-1].split()
    for tail in (2, 1):  # "Lima OH", "Charleston West Virginia"
        if len(words) > tail and (code := states.FORMS.get(_key(" ".join(words[-tail:])))):
            return {"rest": ", ".join(parts[:-1]) or None, "city": " ".join(words[:-tail]), "state": code}
    return {"rest": None, "city": parts[0], "state": parts[1] if len(parts) > 1 else None}


def _key(said: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", names.fold(said).replace(".", "").replace("'", "")).split())


def placed(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns `employer`, `title`, `city`, `state`: a place in one cell taken apart, also behind the employer's name; a
    cell that says title and employer ("Hospitalist, Mercy Health") likewise where the roster has no other."""
    employer, title = (mapped(text(frame, c), _latest, pl.String) for c in ("employer", "title"))
    if employer.null_count() == frame.height and title.null_count() < frame.height:
        job = mapped(title, lambda t: dict(zip(("title", "employer"), programs.position(t), strict=True)), _JOB)
        split = job.struct.field("employer")
        is_split = split.is_not_null() & mapped(split, programs.is_house, pl.Boolean).fill_null(False)
        employer = split.zip_with(is_split, employer)
        title = job.struct.field("title").zip_with(is_split, title)
    elif title.null_count() == frame.height:
        job = mapped(employer, lambda t: dict(zip(("title", "employer"), programs.position(t), strict=True)), _JOB)
        is_split = job.struct.field("employer").is_not_null() & job.struct.field("title").is_not_null()
        title = job.struct.field("title").zip_with(is_split, title)
        employer = job.struct.field("employer").zip_with(is_split, employer)
    tail = mapped(employer, behind, _PLACE)
    at = mapped(text(frame, "location"), place, _PLACE)
    city, state = text(frame, "city"), text(frame, "state")
    lone = city.is_null() & state.is_null()
    for found in (at, tail):
        open_ = lone & city.is_null() & state.is_null()
        city = found.struct.field("city").zip_with(open_, city)
        state = found.struct.field("state").zip_with(open_, state)
    city, state = contacts.towns(city, state)
    city = mapped(city, lambda c: re.split(r",\s*(?=[A-Z]{2}\b)", c)[0].strip(), pl.String)
    rest = tail.struct.field("rest")
    return frame.with_columns(
        employer=rest.zip_with(rest.is_not_null(), employer), title=title, city=city, state=state
    ).with_columns(state=contacts.state(pl.col("state")))


def _latest(said: str) -> str:
    """What stands behind the last arrow: "Fellow, Mayo Clinic → Attending, Mercy Health"."""
    return _ARROW.split(said.strip(" →⇒➔➝>"))[-1].strip() or said


def behind(employer: str) -> dict[str, str | None]:
    """The place at the end of an employer's cell, where a US state ends it: "Mercy Hospital, Lima, OH"."""
    found = place(employer)
    is_plain = re.search(r",\s*[^,/]+,\s*[A-Z]{2}(?:\s+\d{5})?$", employer)
    return found if is_plain and found["rest"] else {"rest": None, "city": None, "state": None}


def affiliations(frame: pl.DataFrame) -> pl.DataFrame:
    """Training, work and membership of each row: `trained` tells whether years without an institution are a training's."""
    parts = [_own(frame), _employed(frame), *(_slot(frame, slot) for slot in SLOTS), _after(frame)]
    return pl.concat([conform(part, ROW_AFFILIATION) for part in parts])


def _own(frame: pl.DataFrame) -> pl.DataFrame:
    """What the roster's own institution was to each: a training, or work for who is staff there, or a membership."""
    staff = mapped(pl.concat([frame["role"], frame["title"]]), is_staff, pl.Boolean).fill_null(False)
    frame = frame.with_columns(staff=staff.head(frame.height) | staff.tail(frame.height))
    named = pl.col("institution").is_not_null()
    works_there = named & (
        (pl.col("training") == "work")
        | (
            pl.col("staff")
            & pl.col("employer").is_null()
            & ~pl.col("training").is_in(["residency", "fellowship"]).fill_null(False)
        )
    ).fill_null(False)
    kind = (
        pl.when(works_there)
        .then(pl.lit("work"))
        .when(named & (pl.col("training") == "society"))
        .then(pl.lit("society"))
    )
    has_years = pl.col("start_year").is_not_null() | pl.col("end_year").is_not_null()
    own = frame.with_columns(kind.otherwise(pl.lit("training")).alias("kind")).filter(
        named | (pl.col("trained") & has_years)
    )
    is_training = pl.col("kind") == "training"
    lasts = pl.struct("program", "training").map_elements(
        lambda r: programs.years(r["program"], r["training"]), return_dtype=pl.Int32
    )
    reckoned = is_training & pl.col("start_year").is_null() & pl.col("end_year").is_not_null()
    own = own.with_columns(lasts=pl.when(reckoned).then(lasts))
    return own.select(
        *("row", "kind", "program", "end_year"),
        organisation_name="institution",
        title=pl.when(is_training)
        .then("training")
        .when(pl.col("kind") == "work")
        .then(pl.coalesce("title", "role"))
        .otherwise("role"),
        city=pl.when(pl.col("kind") == "work").then("city"),
        state=pl.when(pl.col("kind") == "work").then("state"),
        start_year=pl.coalesce("start_year", pl.col("end_year") - pl.col("lasts")),
        is_current=pl.when(~is_training | pl.col("end_year").is_not_null()).then(~pl.col("ended")),
        evidence=pl.when(pl.col("lasts").is_null())
        .then("evidence")
        .otherwise(origin.said("roster reckoned", pl.col("listed_in"), pl.col("line"), pl.col("lasts"))),
    )


def _employed(frame: pl.DataFrame) -> pl.DataFrame:
    """Employers of today; where the row's years are the employment's, with them."""
    own_years = pl.col("institution").is_null() & ~pl.col("trained")
    first = frame.filter(pl.col("employer").is_not_null()).select(
        *("row", "evidence", "title", "city", "state"),
        organisation_name="employer",
        start_year=pl.coalesce(pl.col("since").cast(pl.Int32), pl.when(own_years).then("start_year")),
        end_year=pl.coalesce(pl.col("until").cast(pl.Int32), pl.when(own_years).then("end_year")),
        is_current=pl.when(own_years).then(~pl.col("ended")).otherwise(True),
        kind=pl.lit("work"),
    )
    second = frame.select("row", "evidence", organisation_name=text(frame, "employer 2")).with_columns(
        kind=pl.lit("work"), is_current=pl.lit(True)
    )
    return pl.concat([first, second.drop_nulls("organisation_name")], how="diagonal")


def _slot(frame: pl.DataFrame, slot: str) -> pl.DataFrame:
    """A training that has columns of its own, such as "Fellowship", "Fellowship Institution", "Fellowship Year"."""
    if not [c for c in frame.columns if c.startswith(f"{slot} ")]:
        return pl.DataFrame(schema=ROW_AFFILIATION)
    title = "residency" if slot == "internship" else slot
    said = mapped(
        text(frame, f"{slot} text"), lambda t: dict(zip(_PART.to_schema(), programs.told(t), strict=True)), _PART
    )
    first, last = years(frame, f"{slot} ")
    at = mapped(text(frame, f"{slot} location"), place, _PLACE)
    rows = pl.DataFrame(
        {
            "row": frame["row"],
            "evidence": frame["evidence"],
            "organisation_name": text(frame, f"{slot} institution"),
            "house": said.struct.field("house"),
            "program": text(frame, f"{slot} program"),
            "field": said.struct.field("field"),
            "start_year": first.zip_with(first.is_not_null(), said.struct.field("first")),
            "end_year": last.zip_with(last.is_not_null(), said.struct.field("last")),
            "city": text(frame, f"{slot} city").zip_with(
                text(frame, f"{slot} city").is_not_null(), at.struct.field("city")
            ),
            "state": text(frame, f"{slot} state").zip_with(
                text(frame, f"{slot} state").is_not_null(), at.struct.field("state")
            ),
        }
    )
    # "Fellowship: Ohio State" beside "Fellowship Institution" is a program's name, alone it is the house.
    alone = f"{slot} institution" not in frame.columns
    return rows.with_columns(
        organisation_name=pl.coalesce("organisation_name", "house") if alone else pl.col("organisation_name"),
        program=pl.coalesce("program", "field") if alone else pl.coalesce("program", "field", "house"),
        state=contacts.state(pl.col("state")),
        kind=pl.lit("training"),
        title=pl.lit(title),
    ).filter(pl.any_horizontal(pl.col("organisation_name", "program", "start_year", "end_year").is_not_null()))


def _after(frame: pl.DataFrame) -> pl.DataFrame:
    """What came next when the training ended ("First job"): a fellowship, or work as of that year,
    over where another employer is of today or no year is known."""
    still = pl.when(pl.col("employer").is_not_null() | pl.col("end_year").is_null()).then(False)
    said = frame.select("row", "evidence", "end_year", "employer", still=still, next=text(frame, "after")).drop_nulls(
        "next"
    )
    fellow = mapped(said["next"], lambda t: bool(re.search(r"(?i)\bfellow", t)), pl.Boolean).fill_null(False)
    part = mapped(said["next"], lambda t: dict(zip(_PART.to_schema(), programs.told(t), strict=True)), _PART)
    trained = said.with_columns(
        organisation_name=part.struct.field("house"),
        program=part.struct.field("field"),
        kind=pl.lit("training"),
        title=pl.lit("fellowship"),
        start_year="end_year",
    ).filter(fellow)
    job = mapped(said["next"], lambda t: dict(zip(("title", "employer"), programs.position(t), strict=True)), _JOB)
    at = mapped(job.struct.field("employer"), behind, _PLACE)
    rest = at.struct.field("rest")
    began = pl.date(pl.col("end_year"), 7, 1)
    worked = said.with_columns(
        organisation_name=rest.zip_with(rest.is_not_null(), job.struct.field("employer")),
        city=at.struct.field("city"), state=at.struct.field("state"), title=job.struct.field("title"), kind=pl.lit("work"), start_year="end_year",
        as_of=pl.when(pl.col("end_year").is_not_null()).then(began), is_current="still",
    ).filter(~fellow).drop_nulls("organisation_name").filter(pl.col("organisation_name").ne_missing(pl.col("employer")))  # fmt: skip
    return pl.concat(
        [
            conform(trained.with_columns(end_year=None), ROW_AFFILIATION),
            conform(worked.with_columns(end_year=None), ROW_AFFILIATION),
        ]
    )


def kind_of(said: str) -> str:
    """`work`, `society`, a training's kind or `other`, as the column `kind` says."""
    plain = names.fold(said)
    if re.search(r"work|employ|staff|faculty", plain):
        return "work"
    if re.search(r"societ|member|college of|association", plain):
        return "society"
    return training_kind(plain) or "other"


def is_staff(said: str) -> bool:
    """Whether a title or role is of those who run or teach a program."""
    return bool(_STAFF.search(said)) and not _TRAINEE.search(said)


def passed(said: str, today: date) -> bool:
    """Whether an end lies before `today`; of a year alone the whole year counts."""
    ended = dates.day(said)
    if ended is None:
        found = year(said)
        return found is not None and found < today.year
    return ended.year < today.year if re.fullmatch(r"\s*\d{4}\s*", said) else ended < today
