"""Address books as CSV: Google Contacts in both header generations, Outlook and its kin in eight languages."""

import re

import polars as pl

from curbside.network import book_headings, contacts, tables, titles
from curbside.network.book_headings import GOOGLE, GOOGLES_OWN, NOT_OWN, OUTLOOK, PHONE
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, Contacts, conform
from curbside.network.model import Problem
from curbside.network.tally import tallied

_PACKED = " ::: "


def google(body: bytes, file: str) -> Contacts:
    """Read a Google export. Type or label stands in each row; values may be packed with ` ::: `."""
    found, table = _table("google", body, file, GOOGLE)
    frame = table.frame
    organisations = [c for c in frame.columns if re.fullmatch(r"Organization [2-9] - Name", c)]
    values = {"E-mail": [], "Phone": [], "Website": []}  # type: dict[str, list[pl.Expr]]
    for kind, lists in values.items():
        for column, label in _numbered(frame.columns, kind):
            packed = pl.col(column).str.split(_PACKED)
            # A primary value comes first; fax and pager numbers are nobody's.
            first = label.str.starts_with("* ").fill_null(False)
            usable = ~label.str.to_lowercase().str.contains("fax|pager").fill_null(False)
            lists.insert(0, pl.when(first & usable).then(packed))
            lists.append(pl.when(~first & usable).then(packed))
    frame = frame.with_columns(_place(frame.columns))
    labels = pl.col("label").str.split(_PACKED).list.eval(pl.element().str.strip_chars_start("* "))
    if "label" in frame.columns:
        ours = labels.list.eval(pl.element().filter(~pl.element().str.to_lowercase().is_in(GOOGLES_OWN)))
        frame = frame.with_columns(label=ours.list.join(", ").replace("", None))
    more = [(c, c.replace("- Name", "- Title")) for c in organisations]
    numbered = {c for c in table.unknown if re.fullmatch(r"(?:E-?mail|Phone|Website|Organization|Address) \d+ - .*", c)}
    found.unknown = _strange(table, numbered)
    return _finish(found, frame, file, {k: _joined(v) for k, v in values.items()}, more)


def outlook(body: bytes, file: str) -> Contacts:
    """Read an Outlook, Outlook.com, Thunderbird or similar export."""
    found, table = _table("outlook", body, file, OUTLOOK)
    frame = table.frame
    emails = [c for c in frame.columns if c == "email" or (c in table.unknown and book_headings.is_email(c))]
    # Exchange writes an X500 address; the real one may stand beside the name that is shown.
    shown = [c for c in frame.columns if book_headings.DISPLAY.fullmatch(tables.cell_key(c))]
    emails += shown
    phones = [
        c
        for c in frame.columns
        if c in ("phone", "mobile") or (c in table.unknown and PHONE.search(c) and not NOT_OWN.search(c))
    ]
    web = [c for c in frame.columns if c == "web" or re.match(r"(?i)web ?(?:page|site)", c)]
    frame = _named_by_display(_titled(frame), shown)
    found.unknown = _strange(table, {*emails, *phones, *web})
    # City and state of one address: that of work, else that of home, which says nothing of the employer's.
    for column in ("city", "state", "home_city", "home_state"):
        if column not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(column))
    lives = pl.col("city").is_null() & pl.col("state").is_null()
    frame = frame.with_columns(work_city="city", work_state="state").with_columns(
        pl.when(lives).then(f"home_{c}").otherwise(c).alias(c) for c in ("city", "state")
    )
    lists = {
        kind: _joined([pl.col(c).str.split(";") for c in columns])
        for kind, columns in {"E-mail": emails, "Phone": phones, "Website": web}.items()
    }
    return _finish(found, frame, file, lists, [])


def _titled(frame: pl.DataFrame) -> pl.DataFrame:
    """`title` where the header calls it as it calls the form of address: the second of two columns of a name (French), or
    the only one, where it holds more than "Dr."."""
    if "title" in frame.columns:
        return frame
    second = next((c for c in frame.columns if c != "prefix" and OUTLOOK.get(tables.cell_key(c)) == "prefix"), None)
    if second:
        return frame.rename({second: "title"})
    if "prefix" in frame.columns:
        address = pl.col("prefix").str.contains(
            r"(?i)^(?:(?:dr|prof|mr|mrs|ms|miss|mx|sir|dame|rev|herr|frau|dott?|dra|sr|sra|m|mme)\b[. /]*)+(?:med\.?)?$"
        )
        return frame.with_columns(title=pl.when(~address).then("prefix"))
    return frame


def _named_by_display(frame: pl.DataFrame, shown: list[str]) -> pl.DataFrame:
    """The name that is shown beside an address, where the card has no other: "Lind, Bo (bo@mercy.example)"."""
    names = [c for c in ("name", "given", "family") if c in frame.columns]
    bare = [pl.col(c).str.replace(r"\s*[(<\[].*$", "").str.strip_chars("'\" ").replace("", None) for c in shown]
    if not bare:
        return frame
    nameless = pl.all_horizontal(pl.col(names).is_null()) if names else pl.lit(True)
    named = pl.when(nameless).then(pl.coalesce(bare))
    return frame.with_columns(name=pl.coalesce("name", named) if "name" in frame.columns else named)


def _strange(table: tables.Table, read: set[str]) -> list[str]:
    """Columns with values of which the header says nothing that is known."""
    return [
        c
        for c in table.unknown
        if c not in read and not book_headings.is_unused(c) and table.frame[c].null_count() < table.frame.height
    ]


def _table(kind: str, body: bytes, file: str, aliases: dict[str, str]) -> tuple[Contacts, tables.Table]:
    found = Contacts(kind)
    text, problems = tables.decode(body, file, aliases)
    text = _machine_heads(text)
    table = tables.read(text, file, aliases, need=1, long_cells=True)
    found.problems += [*problems, *table.problems]
    return found, table


def _machine_heads(text: str) -> str:
    """`text` with the words of headings apart that a directory's tool writes in one: `givenName`, "PrimarySmtpAddress"."""
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines[:3]):
        words = [cell.strip('" \ufeff\r\n') for cell in line.split(",")]
        joined = [w for w in words if re.fullmatch(r"[A-Za-z]+[a-z][A-Z][A-Za-z]*\d?", w)]
        if len(joined) >= 3 and all(re.fullmatch(r"[A-Za-z]+\d*", w) for w in words if w):
            lines[at] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line)
            break
    return "".join(lines)


def _numbered(columns: list[str], kind: str) -> list[tuple[str, pl.Expr]]:
    """Value columns of a kind (`Phone 2 - Value`), each with the expression of its type or label."""
    own = {"E-mail": "email", "Phone": "phone"}
    found = []
    for number in range(1, 100):
        value = f"{kind} {number} - Value"
        column = own.get(kind, value) if number == 1 else value
        if column not in columns:
            if number > 1:
                break
            continue
        label = next((f"{kind} {number} - {n}" for n in ("Type", "Label") if f"{kind} {number} - {n}" in columns), None)
        found.append((column, pl.col(label) if label else pl.lit(None, pl.String)))
    return found


def _place(columns: list[str]) -> list[pl.Expr]:
    """`city` and `state` of the first address that is labelled work, else of the first that names a city; `work_city`
    and `work_state` of the first that is labelled work, else of one that is not labelled home."""
    at_work: list[pl.Expr] = []
    unsaid: list[pl.Expr] = []
    any_place: list[pl.Expr] = []
    for number in range(1, 20):
        if f"Address {number} - City" not in columns or f"Address {number} - Region" not in columns:
            continue
        place = pl.struct(city=f"Address {number} - City", state=f"Address {number} - Region")
        named = pl.col(f"Address {number} - City").is_not_null()
        any_place.append(pl.when(named).then(place))
        label = next((c for c in (f"Address {number} - Type", f"Address {number} - Label") if c in columns), None)
        said = pl.col(label).str.to_lowercase() if label else pl.lit(None, pl.String)
        at_work.append(pl.when(named & said.str.contains("work")).then(place))
        unsaid.append(pl.when(named & ~said.str.contains("home").fill_null(False)).then(place))
    if not any_place:
        return [pl.lit(None, pl.String).alias(c) for c in ("city", "state", "work_city", "work_state")]
    place, work = pl.coalesce(*at_work, *any_place), pl.coalesce(*at_work, *unsaid)
    return [
        place.struct.field("city"),
        place.struct.field("state"),
        work.struct.field("city").alias("work_city"),
        work.struct.field("state").alias("work_state"),
    ]


def _joined(lists: list[pl.Expr]) -> pl.Expr:
    empty = pl.lit([], pl.List(pl.String))
    return pl.concat_list(*(e.fill_null(empty) for e in lists)) if lists else empty


def _finish(
    found: Contacts, frame: pl.DataFrame, file: str, lists: dict[str, pl.Expr], more: list[tuple[str, str]]
) -> Contacts:
    texts = (
        "name",
        "given",
        "additional",
        "family",
        "suffix",
        "employer",
        "title",
        "department",
        "note",
        "label",
    )
    frame = frame.with_columns(pl.lit(None, pl.String).alias(c) for c in texts if c not in frame.columns)
    frame = frame.with_columns(
        given=pl.concat_str("given", "additional", separator=" ", ignore_nulls=True).replace("", None),
        family=pl.concat_str("family", "suffix", separator=", ", ignore_nulls=True).replace("", None),
    )
    named = frame.filter(pl.any_horizontal(pl.col("name", "given", "family").is_not_null()))
    if nameless := frame.height - named.height:
        found.left_out["rows without a person's name"] += nameless
        text = tallied(nameless, "rows without a person's name")
        found.problems.append(Problem(file, "", text, "they were left out", "note"))
    if named.is_empty():
        text = "holds no contact although it is not empty" if frame.height else "holds no contact"
        found.problems.append(Problem(file, "", text, "export it with names", "error"))
        return found
    people = titles.employed(contacts.with_names(named), found).with_columns(
        emails=contacts.emails(lists["E-mail"]),
        phones=contacts.phones(lists["Phone"]),
        urls=contacts.urls(lists["Website"]),
        at=pl.col("employer"),
    )
    if left := named.height - people.height:
        found.left_out["rows of a department, a number or an address"] += left
        text = tallied(left, "rows of a department, a number or an address")
        found.problems.append(Problem(file, "", text, "they were left out: no person's name", "note"))
    found.contacts = conform(people, CONTACT)
    found.affiliations = _affiliations(people, more)
    found.ties = pl.concat([contacts.listed(people), contacts.met(people)])
    return found


def _affiliations(people: pl.DataFrame, more: list[tuple[str, str]]) -> pl.DataFrame:
    """Employers, one row each; several in one cell take the titles in the same order."""
    parts = []
    columns = [("employer", "title"), *((n, t if t in people.columns else "title") for n, t in more)]
    for name, title in columns:
        split = people.select(
            "row",
            city="work_city",
            state="work_state",
            program="department",
            organisation_name=pl.col(name).str.split(_PACKED),
            titles=pl.col(title).str.split(_PACKED),
        ).drop_nulls("organisation_name")
        each = split.explode("organisation_name").with_columns(n=pl.int_range(pl.len()).over("row"))
        titled = each.with_columns(title=pl.col("titles").list.get(pl.col("n"), null_on_oob=True))
        parts.append(conform(titled.with_columns(kind=pl.lit("work"), is_current=pl.lit(True)), ROW_AFFILIATION))
    return pl.concat(parts)
