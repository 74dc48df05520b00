"""Rosters: alumni and program lists, or any table of people kept by hand (columns: the contract, section 4)."""

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

from curbside.network import (
    apart,
    contacts,
    dates,
    deceased,
    headings,
    jobs,
    layout,
    marks,
    origin,
    programs,
    tables,
    titles,
    training,
    unsaid,
)
from curbside.network.contacts import CONTACT, ROW_TIE, Contacts, conform, mapped
from curbside.network.layout import Laid
from curbside.network.linkedin import Member
from curbside.network.model import Problem
from curbside.network.tally import tallied

COLUMNS = headings.PLAIN
_FIELDS = (
    *("name", "given", "family", "email", "phone", "url", "npi", "institution", "program", "kind", "start", "end"),
    *("years", "class_year", "location", "employer", "title", "city", "state", "knows", "met", "role", "label"),
    *("last_contact", "note", "pgy", "born", "section class", "section kind", "since", "until"),
)
# "Jane Roe (Mercy Hospital)", "Jane Roe at Mercy Hospital", "Jane Roe @ Mercy Hospital"
_KNOWN_AT = r"^(.*?)\s*(?:\((.+)\)|(?:\s+at\s+|\s*@\s*)(\S.*))\s*$"
_ALUMNI = re.compile(r"(?i)\b(?:resident|fellow|trainee|graduate|alum\w*|house officer|residency|fellowship)s?\b")


def read(members: Sequence[Member], file: str, today: date) -> Contacts:
    """Read a roster: one table, or one a sheet of a workbook. `start` and `end` belong to the training where the row
    names an institution or the list is one of trainees, else to the employer; an end before `today` means that the person
    has left. Raises Unreadable where no table has a header."""
    found = Contacts("roster")
    frames: list[pl.DataFrame] = []
    for member in members:
        try:
            lists = apart.laid(member, found)
        except tables.Unreadable as error:
            if len(members) == 1:
                raise
            found.problems.append(Problem(member.file, "", error.text, error.remedy))
            continue
        for laid, frame in lists:
            said_on = pl.lit(marks.day([laid.title, *laid.legend], today), pl.Date)
            frames.append(_understood(frame, laid, member.file, today).with_columns(said_on=said_on))
            found.left_out += laid.left_out
            found.unknown += [c for c in laid.unknown if c not in found.unknown]
    if not frames:
        raise tables.Unreadable("no sheet names its columns", "give each list a header: name, class of, employer, …")
    frame = pl.concat(frames, how="diagonal").with_row_index("row", offset=1).with_columns(pl.col("row").cast(pl.Int64))
    named = frame.filter(pl.any_horizontal(pl.col("name", "given", "family").is_not_null()))
    _nameless(frame.join(named, on="row", how="anti"), file, found)
    if named.is_empty():
        remedy = "fill the column `name`"
        found.problems.append(Problem(file, "", "holds no contact although it is not empty", remedy, "error"))
        return found
    people = contacts.with_names(unsaid.addressed(named))
    if left := named.height - people.height:
        found.left_out["rows of a department, a number or an address"] += left
    people = titles.employed(people, found)
    found.problems += unsaid.bare(people, file)
    _told(people, file, found)
    found.contacts = conform(
        people.with_columns(
            emails=contacts.emails(pl.col("email").str.split(";")),
            phones=contacts.phones(pl.col("phone").str.split(";")),
            urls=contacts.urls(pl.col("url").str.split(";")),
            at=pl.coalesce("institution", "employer"),
        ),
        CONTACT,
    )
    told = pl.concat([training.affiliations(people), jobs.affiliations(people, today)])
    told = told.join(people.select("row", "said_on"), on="row", how="left", maintain_order="left")
    found.affiliations = told.with_columns(as_of=pl.coalesce("as_of", "said_on")).drop("said_on")
    found.ties = _ties(people)
    return found


def _understood(frame: pl.DataFrame, laid: Laid, file: str, today: date) -> pl.DataFrame:
    """The columns of the contract, whatever the office calls and combines them."""
    rename = {"first_name": "given", "last_name": "family"}
    frame = frame.rename({c: n for c, n in rename.items() if c in frame.columns})
    frame = jobs.placed(unsaid.dittoed(frame), today)
    base = _base(frame, laid, file)
    for slot in [s for s in ("residency", "fellowship") if s == base]:
        frame = _folded(frame, slot)
    is_list = bool(_ALUMNI.search(laid.title) or _ALUMNI.search(laid.head)) or "class_year" in frame.columns
    frame = _where_today(frame)
    frame = frame.with_columns(pl.lit(None, pl.String).alias(c) for c in _FIELDS if c not in frame.columns)
    frame = deceased.marked(frame, laid.legend)
    frame = _full_names(frame)
    frame = frame.with_columns(
        class_year=pl.coalesce("class_year", "section class", pl.lit(layout.class_of(laid.title), pl.String))
    )
    house, field = programs.titled(laid.title)
    kind = mapped(frame["kind"], training.kind_of, pl.String)
    section = mapped(frame["section kind"], programs.kind, pl.String)
    is_staff = mapped(frame["section kind"], training.is_staff, pl.Boolean).fill_null(False)
    first, last = training.years(frame)
    ended = pl.Series([r is not None and r < today.year for r in last.to_list()], dtype=pl.Boolean)
    exact = mapped(frame["end"], lambda t: training.passed(t, today), pl.Boolean)
    listed_in = re.split(r"[/\\]|: ", file)[-1]
    trained = pl.lit("kind" not in laid.columns) & (pl.lit(is_list) | pl.col("class_year").is_not_null()) & ~is_staff
    frame = frame.with_columns(
        start_year=first, end_year=last, ended=exact.zip_with(exact.is_not_null(), ended),
        training=pl.coalesce(kind, section, pl.when(trained).then(pl.lit(base))),
        trained=trained,
        listed_in=pl.lit(listed_in), evidence=origin.said("roster", listed_in, pl.col("line")),
        npi=pl.col("npi").str.extract(r"(\d{10})"),
        role=pl.coalesce("role", pl.when(is_staff).then("section kind")),
    )  # fmt: skip
    in_training = pl.any_horizontal(pl.col("start_year", "end_year", "pgy", "section kind").is_not_null())
    frame = frame.with_columns(
        institution=pl.coalesce(
            training.text(frame, "institution"), pl.when(in_training).then(pl.lit(house, pl.String))
        ),
        program=pl.coalesce(
            training.text(frame, "program"), pl.when(in_training & pl.col("trained")).then(pl.lit(field, pl.String))
        ),
    )
    frame = unsaid.without_nobody(frame)
    frame = deceased.titled(unsaid.in_town(training.placed(frame))).with_columns(note=_note(frame))
    leads = mapped(frame["title"], training.is_staff, pl.Boolean).fill_null(False)
    return frame.with_columns(role=pl.coalesce("role", pl.when(leads & pl.col("employer").is_null()).then("title")))


def _base(frame: pl.DataFrame, laid: Laid, file: str) -> str | None:
    """What the list's own training is: as its title says, its heading of names, its other headings, its file's name."""
    first = next(
        (w for w in re.findall(r"(?i)\b(resident|fellow)s?\b(?! (?:institution|program|year))", laid.head)), ""
    )
    own = {"resident": "residency", "fellow": "fellowship"}.get(first.lower())
    headed = programs.kind(laid.head)
    if headed == "fellowship" and "class_year" in frame.columns:
        headed = None  # of a residency's class, what came next
    return programs.kind(laid.title) or own or headed or programs.kind(re.split(r"[/\\]", file)[-1].replace("_", " "))


def _folded(frame: pl.DataFrame, slot: str) -> pl.DataFrame:
    """The columns of the list's own training, however they are named: "Residency Program" is its program."""
    for column in [c for c in frame.columns if c.startswith(f"{slot} ") and not c.endswith(" text")]:
        own = column.removeprefix(f"{slot} ")
        if own in ("city", "state", "location"):
            continue
        mine = pl.col(own) if own in frame.columns else pl.lit(None, pl.String)
        frame = frame.with_columns(pl.coalesce(column, mine).alias(own)).drop(column)
    if f"{slot} text" in frame.columns:
        told = [programs.told(t) if t else (None,) * 4 for t in frame[f"{slot} text"].to_list()]
        alone = "institution" not in frame.columns
        for own, values in (
            ("institution", [h if alone else None for _, h, _, _ in told]),
            ("program", [f or (None if alone else h) for f, h, _, _ in told]),
            ("start", [first and str(first) for _, _, first, _ in told]),
            ("end", [last and str(last) for _, _, _, last in told]),
        ):
            mine = pl.col(own) if own in frame.columns else pl.lit(None, pl.String)
            frame = frame.with_columns(pl.coalesce(mine, pl.Series(values, dtype=pl.String)).alias(own))
        frame = frame.drop(f"{slot} text")
    return frame


def _where_today(frame: pl.DataFrame) -> pl.DataFrame:
    """A class list's column "Institution" is where its people are today where nothing else says that, and it differs."""
    has = set(frame.columns)
    if not {"institution", "class_year", "title"} <= has or has & {"employer", "start", "end", "kind", "program"}:
        return frame
    if frame["institution"].drop_nulls().n_unique() * 2 <= frame["institution"].drop_nulls().len() and frame.height > 3:
        return frame
    return frame.rename({"institution": "employer"})


def _full_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Names with the degree of its own column behind, and the class that stands behind a name ("Bo Lind '19")."""
    middle, degree = training.text(frame, "middle_name"), training.text(frame, "credentials")
    behind = frame["name"].str.extract(r"(?i)(?:\(|,\s*|\bclass of\s+|\s)(['’]\d\d|(?:19|20)\d\d)\)?\s*$")
    both = pl.col("given").is_not_null() & pl.col("family").is_not_null()
    return frame.with_columns(
        class_year=pl.coalesce("class_year", behind),
        name=pl.concat_str(
            pl.col("name").str.replace(r"(?i)[\s,(]+(?:class of\s+)?(?:19|20)\d\d\)?\s*$", ""),
            degree,
            separator=", ",
            ignore_nulls=True,
        ).replace("", None)
        if "name" in frame.columns
        else None,
        given=pl.concat_str("given", middle, separator=" ", ignore_nulls=True).replace("", None),
        family=pl.when(both)
        .then(pl.concat_str("family", degree, separator=", ", ignore_nulls=True))
        .otherwise("family"),
    ).with_columns(name=pl.when(frame["name"].is_not_null()).then("name"))


def _note(frame: pl.DataFrame) -> pl.Expr:
    """The note and, behind it, every column that has no other place."""
    more: list[pl.Expr] = [
        pl.when(pl.col(c).is_not_null()).then(pl.format(f"{c[2:].replace('{', '(').replace('}', ')')}: {{}}", c))
        for c in frame.columns
        if c.startswith("? ")
    ]
    more.append(pl.when(pl.col("no employer").str.contains(r"\w")).then(pl.format("employer: {}", "no employer")))
    nowhere = pl.col("institution").is_null() & pl.col("class_year").is_not_null()
    more.append(pl.when(nowhere).then(pl.format("class: {}", "class_year")))
    more.append(pl.when(pl.col("pgy").is_not_null()).then(pl.format("PGY: {}", "pgy")))
    more += jobs.unplaced(frame)
    return pl.concat_str("note", *more, separator="; ", ignore_nulls=True).replace("", None)


def _nameless(rows: pl.DataFrame, file: str, found: Contacts) -> None:
    for number in rows["line"].head(5):
        found.problems.append(Problem(file, f"line {number}", "no name", "the row was left out; give it a name"))
    if rows.height:
        found.left_out["rows without a name"] += rows.height


def _told(people: pl.DataFrame, file: str, found: Contacts) -> None:
    """Lines on what looks wrong, what could not be placed, and which columns mean nothing here."""
    for number in people.filter(pl.col("start_year") > pl.col("end_year"))["line"].head(5):
        text = "starts after it ends"
        found.problems.append(Problem(file, f"line {number}", text, "the years were read as they are"))
    years = pl.col("start_year").is_not_null() | pl.col("end_year").is_not_null()
    nowhere = people.filter(pl.col("trained") & years & pl.col("institution").is_null()).height
    if nowhere:
        text = f"years of training of {tallied(nowhere, 'rows')}, and no institution"
        remedy = "put its name in a line above the header, or in a column `institution`, to see who trained with you"
        found.problems.append(Problem(file, "", text, remedy, "note"))
    if found.unknown:
        text = f"columns not understood: {', '.join(found.unknown)}"
        found.problems.append(Problem(file, "", text, "they were kept as notes", "note"))
    if remarks := found.left_out["lines of remarks and totals"]:
        text = tallied(remarks, "lines of remarks and totals")
        found.problems.append(Problem(file, "", text, "they were left out", "note"))


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
            evidence=origin.said("roster met", pl.col("met"), pl.col("listed_in"), pl.col("line")),
        )
    )
    known = (
        frame.select("row", "evidence", pl.col("knows").str.split(";").alias("other"))
        .explode("other")
        .with_columns(pl.col("other").str.strip_chars())
        .filter(pl.col("other").is_not_null() & (pl.col("other") != ""))
        .select("row", "evidence", other_name="other", kind=pl.lit("knows"))
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
