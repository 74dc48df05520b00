"""Rosters: alumni and programme lists, or any table of people kept by hand (columns: the contract, section 4)."""

import re
from datetime import date

import polars as pl

from curbside.network import contacts, dates, names, tables
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, ROW_TIE, Contacts, conform, mapped
from curbside.network.linkedin import training_kind
from curbside.network.model import Problem

COLUMNS = tables.aliases(
    name="Full Name|Person|Contact|Member|Graduate|Resident|Fellow|Physician|Resident Name|Name of Resident|Fellow Name"
    "|Physician Name|Provider|Provider Name|Trainee|Alumnus|Alumna|Alumni|Attendee|Faculty|Faculty Name|Doctor|Name of Graduate|Graduate Name",
    first_name="First|Given Name|Given|Forename|Preferred Name",
    last_name="Last|Family Name|Family|Surname",
    email="E-mail|Email Address|E-mail Address|Mail",
    phone="Telephone|Mobile|Cell|Phone Number",
    url="LinkedIn|LinkedIn URL|Profile|Profile URL|Web|Website",
    npi="NPI Number",
    institution="School|University|Medical School Name|Training Institution|Hospital of Training",
    program="Programme|Department|Residency Program|Training Program|Specialty",
    kind="Training|Training Kind|Type",
    start="Start Year|From|Started|Entered|Start Date|Class Start",
    end="End Year|To|Finished|End Date",
    class_year="Class Of|Class|Class Year|Year|Years|Graduated|Graduation|Graduation Year|Grad Year|Year of Graduation|Graduating Class"
    "|Completed|Completion Year|Year Completed|Year Graduated|Residency Class|Grad|Dates of Training|Training Dates|Training Years",
    employer="Organization|Organisation|Company|Hospital|Current Employer|Practice|Works At|Current Position At"
    "|Institution/Practice|Practice/Institution|Current Institution|Current Practice|Current Hospital|Place of Employment|Employment"
    "|Present Employer|Practice Name|Current Institution/Practice|Hospital/Practice|Current Employment|Institution or Practice|Now At",
    title="Job Title|Position|Current Title|Current Position|Present Position|Title/Position|Position/Title|Current Role",
    location="Practice Location|City, State|City State|Current Location|Work Location|Location of Practice",
    city="Town|City/Town",
    state="State/Province|Province|St",
    knows="Knows Whom|Connections|Connected To",
    met="Met At|Met On|How We Met|Where We Met",
    role="Function",
    label="Relationship|Relation|Tags|Labels",
    last_contact="Last Contacted|Last Contact On|Last Spoke",
    note="Notes|Remarks|Comment|Comments",
)
_TEXT = [
    *(
        "name",
        "given",
        "family",
        "email",
        "phone",
        "url",
        "npi",
        "institution",
        "program",
        "kind",
        "start",
        "end",
        "class_year",
        "location",
    ),
    *("employer", "title", "city", "state", "knows", "met", "role", "label", "last_contact", "note"),
]
_STAFF = re.compile(r"director|chair|chief|dean|faculty|attending|coordinator|recruiter|manager|professor|head", re.I)
_TRAINEE = re.compile(r"resident|intern\b|fellow|student|alum|graduate", re.I)
# "Jane Roe (Mercy Hospital)", "Jane Roe at Mercy Hospital", "Jane Roe @ Mercy Hospital"
_KNOWN_AT = r"^(.*?)\s*(?:\((.+)\)|(?:\s+at\s+|\s*@\s*)(\S.*))\s*$"


def read(body: bytes, file: str, today: date) -> Contacts:
    """Read a roster. `start` and `end` belong to the training where the row names an institution, else to the
    employer; an end before `today` means that the person has left."""
    found = Contacts("roster")
    text, problems = tables.decode(body, file)
    found.problems += problems
    table = tables.read(text, file, COLUMNS, need=1)
    found.problems += table.problems
    frame = table.frame.rename(
        {c: n for c, n in {"first_name": "given", "last_name": "family"}.items() if c in table.frame.columns}
    )
    other = [
        pl.when(pl.col(c).is_not_null()).then(pl.format(f"{c.replace('{', '(').replace('}', ')')}: {{}}", c))
        for c in table.unknown
    ]
    frame = frame.with_columns(pl.lit(None, pl.String).alias(c) for c in _TEXT if c not in frame.columns).with_columns(
        note=pl.concat_str("note", *other, separator="; ", ignore_nulls=True).replace("", None)
    )
    named = frame.filter(pl.any_horizontal(pl.col("name", "given", "family").is_not_null()))
    for number in frame.join(named, on="row", how="anti")["row"].head(5):
        found.problems.append(Problem(file, f"line {number}", "no name", "the row was left out; give it a name"))
    if named.is_empty():
        found.problems.append(
            Problem(file, "", "holds no contact although it is not empty", "fill the column `name`", "error")
        )
        return found
    place = _short(file)
    named = _placed(contacts.with_names(named))
    frame = named.with_columns(
        pl.format(f"roster {place}, line {{}}", "row").alias("evidence"),
        npi=pl.col("npi").str.extract(r"(\d{10})"),
        start_year=mapped(named["start"], _year, pl.Int32),
        end_year=mapped(named["end"], _year, pl.Int32),
        ended=mapped(named["end"], lambda text: _passed(text, today), pl.Boolean).fill_null(False),
        training=mapped(named["kind"], _kind, pl.String),
    )
    for number in frame.filter(pl.col("start_year") > pl.col("end_year"))["row"].head(5):
        found.problems.append(
            Problem(file, f"line {number}", "starts after it ends", "the years were read as they are")
        )
    found.contacts = conform(
        frame.with_columns(
            emails=contacts.emails(pl.col("email").str.split(";")),
            phones=contacts.phones(pl.col("phone").str.split(";")),
            urls=contacts.urls(pl.concat_list("url")),
            at=pl.coalesce("institution", "employer"),
        ),
        CONTACT,
    )
    found.affiliations = _affiliations(frame)
    found.ties = _ties(frame)
    return found


def _placed(frame: pl.DataFrame) -> pl.DataFrame:
    """City and state out of a place in one cell ("Lima, OH"); the years of a class, which are the training's: where
    no institution is named they say nothing of the employer."""
    place = pl.col("location").str.extract_groups(r"^([^,]+?)(?:,\s*([^,]+))?(?:,.*)?$")
    lone = pl.col("city").is_null() & pl.col("state").is_null()
    trained = pl.col("institution").is_not_null() & pl.col("end").is_null()
    first = pl.col("class_year").str.extract(r"((?:19|20)\d\d)\s*(?:-|–|—|/|to)\s*(?:(?:19|20)?\d\d)")
    noted = pl.concat_str("note", pl.format("class: {}", "class_year"), separator="; ", ignore_nulls=True).replace(
        "", None
    )
    return frame.with_columns(
        city=pl.when(lone).then(place.struct.field("1")).otherwise("city"),
        state=contacts.state(pl.when(lone).then(place.struct.field("2")).otherwise("state")),
        start=pl.coalesce("start", pl.when(trained).then(first)),
        end=pl.when(trained).then("class_year").otherwise("end"),
        note=pl.when(pl.col("class_year").is_not_null() & pl.col("institution").is_null())
        .then(noted)
        .otherwise("note"),
    )


def _year(text: str) -> int | None:
    """The year of a class as offices write it: `2019`, `2016-19`, `'19`."""
    if short := re.search(r"(?:^|\D)['’](\d\d)$|\d{4}\s*[-–—/]\s*(\d\d)$", text.strip()):
        last = int(short[1] or short[2])
        return last + (2000 if last < 70 else 1900)
    return dates.year(text)


def _affiliations(frame: pl.DataFrame) -> pl.DataFrame:
    staff = mapped(pl.concat([frame["role"], frame["title"]]), _is_staff, pl.Boolean).fill_null(False)
    is_staff = staff.head(frame.height) | staff.tail(frame.height)
    frame = frame.with_columns(is_staff.alias("staff"))
    at_school = pl.col("institution").is_not_null()
    # A programme's director or chair works at the institution; so does who is listed there with `kind = work`.
    works_there = at_school & (
        (pl.col("training") == "work") | (pl.col("staff") & pl.col("employer").is_null() & pl.col("training").is_null())
    ).fill_null(False)
    society = at_school & (pl.col("training") == "society").fill_null(False)
    current = ~pl.col("ended")
    own = {"program": "program", "start_year": "start_year", "end_year": "end_year"}
    trained = frame.filter(at_school & ~works_there & ~society).select(
        "row",
        "evidence",
        organisation_name="institution",
        title="training",
        is_current=pl.when(pl.col("end_year").is_not_null()).then(current),
        kind=pl.lit("training"),
        **own,
    )
    staffed = frame.filter(works_there).select(
        *("row", "evidence", "city", "state"),
        organisation_name="institution",
        title=pl.coalesce("title", "role"),
        is_current=current,
        kind=pl.lit("work"),
        **own,
    )
    member = frame.filter(society).select(
        "row",
        "evidence",
        organisation_name="institution",
        title="role",
        is_current=current,
        kind=pl.lit("society"),
        **own,
    )
    alone = ~at_school
    employed = frame.filter(pl.col("employer").is_not_null()).select(
        *("row", "evidence", "title", "city", "state"),
        organisation_name="employer",
        start_year=pl.when(alone).then("start_year"),
        end_year=pl.when(alone).then("end_year"),
        is_current=pl.when(alone).then(current).otherwise(True),
        kind=pl.lit("work"),
    )
    return pl.concat([conform(part, ROW_AFFILIATION) for part in (trained, staffed, member, employed)])


def _ties(frame: pl.DataFrame) -> pl.DataFrame:
    last = mapped(frame["last_contact"], dates.day, pl.Date)
    listed = frame.select("row", "evidence", last_on=last).with_columns(
        kind=pl.lit("roster"), two_way=pl.col("last_on").is_not_null()
    )
    when = mapped(frame["met"], dates.mentioned, pl.Date)
    met = (
        frame.with_columns(since=when)
        .filter(pl.col("met").is_not_null())
        .select(
            "row",
            "since",
            last_on="since",
            kind=pl.lit("met"),
            count=pl.lit(1),
            two_way=pl.lit(True),
            evidence=pl.format("met: {} ({})", "met", "evidence"),
        )
    )
    known = (
        frame.select("row", "evidence", pl.col("knows").str.split(";").alias("other"))
        .explode("other")
        .with_columns(pl.col("other").str.strip_chars())
        .filter(pl.col("other").is_not_null() & (pl.col("other") != ""))
        .select(
            "row",
            "evidence",
            other_name="other",
            kind=pl.lit("knows"),
        )
    )
    return pl.concat([conform(part, ROW_TIE) for part in (listed, met, known)])


def known_elsewhere(ties: pl.DataFrame) -> pl.DataFrame:
    """Of `knows` ties those that say where the known person works: columns of `ties` and `name`, `employer`."""
    parts = pl.col("other_name").str.extract_groups(_KNOWN_AT)
    employer = pl.coalesce(parts.struct.field("2"), parts.struct.field("3")).str.strip_chars()
    return (
        ties.filter(pl.col("kind") == "knows")
        .with_columns(name=parts.struct.field("1"), employer=employer)
        .filter(pl.col("employer").is_not_null() & (pl.col("name") != ""))
    )


def _kind(text: str) -> str:
    plain = names.fold(text)
    if re.search(r"work|employ|staff|faculty", plain):
        return "work"
    if re.search(r"societ|member|college of|association", plain):
        return "society"
    return training_kind(plain) or "other"


def _is_staff(text: str) -> bool:
    return bool(_STAFF.search(text)) and not _TRAINEE.search(text)


def _passed(text: str, today: date) -> bool:
    ended = dates.day(text)
    if ended is None:
        found = dates.year(text)
        return found is not None and found < today.year
    return ended.year < today.year if re.fullmatch(r"\s*\d{4}\s*", text) else ended < today


def _short(file: str) -> str:
    return re.split(r"[/\\]|: ", file)[-1].replace("{", "(").replace("}", ")")
