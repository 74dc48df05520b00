"""LinkedIn's "Get a copy of your data": an archive, its folder or Connections.csv alone.

Of messages, recommendations and notes only the people, the days and the counts are read, never what was written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from curbside.network import book_headings, career, contacts, dates, names, orders, origin, signs, tables, titles
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, ROW_TIE, Contacts, conform
from curbside.network.model import AFFILIATION, Problem
from curbside.network.tally import tallied

_HEADINGS = tables.aliases(
    given="First Name|Vorname|Prénom|Nome|Nombre|Voornaam|Imię|名字",
    family="Last Name|Nachname|Nom|Sobrenome|Apellidos|Apellido|Cognome|Achternaam|Nazwisko|姓氏",
    url="URL|Profile URL|Profil-URL|URL du profil|URL do perfil|URL del perfil",
    email="Email Address|E-mail Address|E-Mail-Adresse|Adresse e-mail|Endereço de e-mail|E-mail"
    "|Dirección de correo electrónico|Correo electrónico|Indirizzo e-mail|邮箱地址|電子郵件|メールアドレス",
    employer="Company|Current Company|Unternehmen|Firma|Entreprise|Empresa|Azienda|Bedrijf",
    title="Position|Current Position|Poste|Cargo|Puesto|Posizione|Functie|Job Title|职位|職位|직책",
    connected_on="Connected On|Verbunden am|Vernetzt am|Date de connexion|Conectado em|Conectado el|Connesso il|Verbonden op",
)
# Other languages' words for the same are those of their address books.
_SHARED = ("given", "family", "employer", "title", "email")
CONNECTIONS = _HEADINGS | {a: c for a, c in book_headings.OUTLOOK.items() if c in _SHARED and a not in _HEADINGS}
_PROFILE = tables.aliases(
    given="First Name|Vorname|Prénom|Nombre", family="Last Name|Nachname|Nom|Apellidos", headline="Headline"
)
_EMAILS = tables.aliases(email="Email Address", confirmed="Confirmed", primary="Primary")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: what to call it in messages, and its bytes."""

    file: str
    body: bytes


def read(members: Iterable[Member], me: str) -> Contacts:
    """Read an archive's files, each known by its name (a lone file: by its header). `me`: the user's name as written.

    A file that cannot be read is a problem of its own; the others are read.
    """
    found = Contacts("linkedin")
    people: list[pl.DataFrame] = []
    frames: list[pl.DataFrame] = []
    mine = {names.key(names.parse(me).name)} - {""}
    parts = sorted(((part(m.file), m) for m in members), key=lambda p: list(_PARTS).index(p[0]))
    for name, member in parts:
        known, need = _PARTS[name]
        try:
            text, problems = tables.decode(member.body, member.file, known)
            found.problems += problems
            text = orders.in_english(name, text, known)
            own = name == "connections"  # of the others most columns are nobody's business here
            table = tables.read(text, member.file, known, need=need, long_cells=name in _LETTERS, only_known=not own)
        except tables.Unreadable as error:
            lost = Problem(member.file, "", error.text, error.remedy)
            found.problems.append(replace(lost, level="error") if name == "connections" else lost)
            continue
        found.problems += table.problems
        match name:
            case "profile":
                mine |= _own_names(table)
            case "email addresses":
                found.my_emails += _own_emails(table)
            case "positions" | "education" | "volunteering" | "organizations" | "projects" | "honors":
                told = career.READ[name](table)
                told = told.with_columns(evidence=origin.said("archive", name.capitalize()))
                found.me = pl.concat([found.me, conform(told, AFFILIATION)])
            case "messages":
                frames.append(signs.messages(table, found, mine))
            case "invitations":
                frames.append(signs.invitations(table))
            case "connections":
                people.append(_connections(table, member.file, found, len(people)))
            case "recommendations_received" | "recommendations_given":
                frames.append(signs.named(table, "recommendation", _SAID[name], keep=True))
            case _:
                kind = "note" if name == "notes" else "endorsement"
                frames.append(signs.named(table, kind, _SAID[name]))
    _join(found, people, frames)
    return found


def part(file: str) -> str:
    """Which part of an archive a file is, by its name; `connections` where the name says nothing."""
    stem = re.split(r"[/\\: ]+", file)[-1] if "email addresses" not in file.lower() else "email addresses"
    stem = re.sub(r"\.csv$", "", stem.lower())
    return next((p for p in _PARTS if re.search(rf"(?:^|[^a-z]){p}(?:[^a-z]|$)", stem)), "connections")


def is_part(file: str) -> bool:
    """Whether an archive's file is one that is read."""
    name = file.rsplit("/", 1)[-1].lower()
    return name.endswith(".csv") and (part(file) != "connections" or "connections" in name)


def _is_heading(column: str, text: str) -> bool:
    return CONNECTIONS.get(tables.cell_key(text)) == column


def _connections(table: tables.Table, file: str, found: Contacts, lists: int) -> pl.DataFrame:
    """The connections with a name; of a second list in one archive the rows are numbered on."""
    table = _dated(table, found)
    frame = conform(table.frame.drop("connected_on", strict=False), _CONNECTION)
    frame = frame.with_columns(table.days("connected_on").alias("connected_on"))
    given, family = pl.col("given"), pl.col("family")
    heads = [contacts.mapped(frame[c], partial(_is_heading, c), pl.Boolean) for c in ("given", "family")]
    notes = family.is_null() & pl.col("url").is_null() & given.str.contains(r"^(?i:notes?:?)$|.{120}")
    is_said = (heads[0] & heads[1]).fill_null(False) | frame.select(notes.fill_null(False)).to_series()
    if told := int(is_said.sum()):
        text = tallied(told, "rows of LinkedIn's notes and repeated headings")
        found.problems.append(Problem(file, "", text, "they were left out", "note"))
    frame, raw = frame.filter(~is_said), table.frame.filter(~is_said)
    named = frame.filter(given.is_not_null() | family.is_not_null())
    if gone := table.blank + frame.height - named.height:
        found.left_out["rows without a name (deleted accounts)"] += gone
        text = tallied(gone, "rows without a name (deleted accounts)")
        found.problems.append(Problem(file, "", text, "they were left out", "note"))
    if named.is_empty():
        text = "holds no contact although it is not empty"
        found.problems.append(Problem(file, "", text, "ask LinkedIn for the export again", "error"))
    odd = raw.filter(table.column("connected_on").is_not_null() & frame["connected_on"].is_null())
    if odd.height:
        text = tallied(odd.height, "dates of connection not understood, first here")
        found.problems.append(Problem(file, f"line {odd['row'][0]}", text, "the people were read without it"))
    return named.with_columns(pl.col("row") + lists * 10**9)


def _dated(table: tables.Table, found: Contacts) -> tables.Table:
    """`table` with its column of days named, whatever the language; what else it has and nobody understands is told."""
    filled = [c for c in table.unknown if table.frame[c].null_count() < table.frame.height]
    if "connected_on" not in table.frame.columns:
        days = (c for c in filled if table.frame[c].drop_nulls().head(50).map_elements(_is_day, pl.Boolean).all())
        if named := next(days, None):
            filled.remove(named)
            table = replace(table, frame=table.frame.rename({named: "connected_on"}))
    found.unknown += [c for c in filled if c not in found.unknown and tables.cell_key(c) not in _UNUSED]
    return table


def _is_day(text: str) -> bool:
    return dates.day(text) is not None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is, as far as it says: name with credentials, headline, addresses with the primary one first."""

    name: str = ""
    headline: str = ""
    emails: tuple[str, ...] = ()


def owner(members: Iterable[Member]) -> Owner:
    """The person whose archive it is; empty where its files do not say or cannot be read."""
    name, headline, emails = "", "", []
    for member in members:
        known, need = _PARTS[part(member.file)]
        if part(member.file) not in ("profile", "email addresses"):
            continue
        try:
            text, _ = tables.decode(member.body, member.file)
            table = tables.read(text, member.file, known, need=need, long_cells=True, only_known=True)
        except tables.Unreadable:
            continue
        if part(member.file) == "profile" and table.frame.height:
            row = table.frame.select(*(table.column(c) for c in ("given", "family", "headline"))).row(0, named=True)
            read = names.parse_parts(row["given"] or "", row["family"] or "")
            name, headline = ", ".join(filter(None, (read.name, read.credentials))), row["headline"] or ""
        elif part(member.file) == "email addresses":
            first = table.column("primary").fill_null("").str.to_lowercase() == "yes"
            emails = _own_emails(replace(table, frame=table.frame.sort(first, descending=True, maintain_order=True)))
    return Owner(name, headline, tuple(dict.fromkeys(emails)))


def _own_names(table: tables.Table) -> set[str]:
    profile = table.frame.select(table.column("given"), table.column("family")).head(1)
    return {names.key(names.parse_parts(g or "", f or "").name) for g, f in profile.iter_rows()} - {""}


def _own_emails(table: tables.Table) -> list[str]:
    lists = table.frame.select(contacts.emails(pl.concat_list(table.column("email"))).alias("email"))
    return lists.explode("email").to_series().drop_nulls().to_list()


def _join(found: Contacts, lists: list[pl.DataFrame], frames: list[pl.DataFrame]) -> None:
    """Contacts of all Connections files, and the signs of contact joined to them by profile, else by a name that only
    one of them has. Signs marked `keep` make a contact of their own where none fits."""
    people = pl.concat([_CONNECTION.to_frame(), *(conform(one, _CONNECTION) for one in lists)])
    people = contacts.with_names(people.with_columns(url=contacts.profile_url(pl.col("url"))))
    people = people.filter(~pl.col("url").is_in(found.my_urls).fill_null(False))
    ties = signs.attached(pl.concat([signs.SIGN.to_frame(), *frames]), people)
    who = pl.coalesce("url", "key")
    missing = ties.filter(pl.col("row").is_null() & pl.col("keep")).group_by(who.alias("who"), maintain_order=True)
    new = missing.agg(pl.col("url", "name", "employer", "title").drop_nulls().first()).drop_nulls("name")
    new = new.with_columns(row=-1 - pl.int_range(pl.len(), dtype=pl.Int64))
    ties = ties.join(new.select("who", made="row"), left_on=who, right_on="who", how="left").with_columns(
        pl.coalesce("row", pl.when("keep").then("made")).alias("row")
    )
    ties = ties.drop_nulls("row")
    new = contacts.with_names(conform(new, _CONNECTION))
    everyone = conform(pl.concat([people, new], how="diagonal"), pl.Schema(_CONNECTION | {"credentials": pl.String()}))
    everyone = titles.employed(everyone, found).with_columns(
        emails=contacts.emails(pl.concat_list("email")),
        urls=pl.concat_list("url").list.drop_nulls(),
        at=pl.col("employer"),
    )
    found.contacts = conform(everyone, CONTACT)
    work = everyone.drop_nulls("employer").select("row", "title", organisation_name="employer")
    found.affiliations = conform(work.with_columns(kind=pl.lit("work"), is_current=pl.lit(True)), ROW_AFFILIATION)
    linked = people.select("row", since="connected_on", last_on="connected_on").with_columns(
        kind=pl.lit("linkedin"),
        count=pl.lit(1),
        two_way=pl.lit(True),
        evidence=origin.said("connected", pl.col("since")),
    )
    found.ties = pl.concat([conform(linked, ROW_TIE), conform(ties, ROW_TIE)])
    found.newest = found.ties["last_on"].max()  # type: ignore[assignment]


_UNUSED = {"tags", "note", "notes", "number", "no"}
_CONNECTION = pl.Schema(
    {"row": pl.Int64()}
    | dict.fromkeys(("name", "given", "family", "url", "email", "employer", "title"), pl.String())
    | {"connected_on": pl.Date()}
)
_SAID = {
    "recommendations_received": "recommended you",
    "recommendations_given": "recommended them",
    "endorsement_received_info": "endorsed you",
    "endorsement_given_info": "endorsed them",
    "notes": "noted them",
}
# Name of the part → its columns and how many of them a header must name, in the order of reading: who the user is
# comes before the messages.
_PARTS = {
    "profile": (_PROFILE, 2),
    "email addresses": (_EMAILS, 1),
    "positions": (career.POSITIONS, 2),
    "education": (career.EDUCATION, 2),
    "volunteering": (career.VOLUNTEERING, 2),
    "organizations": (career.ORGANIZATIONS, 2),
    "projects": (career.PROJECTS, 2),
    "honors": (career.HONORS, 2),
    "messages": (signs.MESSAGES, 3),
    "invitations": (signs.INVITATIONS, 3),
    "recommendations_received": (signs.RECOMMENDATIONS, 3),
    "recommendations_given": (signs.RECOMMENDATIONS, 3),
    "endorsement_received_info": (signs.ENDORSEMENTS, 2),
    "endorsement_given_info": (signs.ENDORSEMENTS, 2),
    "notes": (signs.NOTES, 2),
    "connections": (CONNECTIONS, 3),
}
# Parts whose cells hold whole letters, where a line that looks like a row is no sign of a lost quote.
_LETTERS = {
    "profile",
    "positions",
    "volunteering",
    "organizations",
    "projects",
    "honors",
    "messages",
    "invitations",
    "recommendations_received",
    "recommendations_given",
    "notes",
}
