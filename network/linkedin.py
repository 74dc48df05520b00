"""LinkedIn's "Get a copy of your data": an archive, its folder or Connections.csv alone.

Of messages, recommendations and notes only the people, the days and the counts are read, never what was written.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from curbside.network import contacts, dates, names, tables
from curbside.network.contacts import CONTACT, ROW_AFFILIATION, ROW_TIE, Contacts, conform, mapped
from curbside.network.model import AFFILIATION, Problem

CONNECTIONS = tables.aliases(
    given="First Name|Vorname|Prénom|Nome|Nombre|Voornaam|Imię",
    family="Last Name|Nachname|Nom|Sobrenome|Apellidos|Apellido|Cognome|Achternaam|Nazwisko",
    url="URL|Profile URL|Profil-URL|URL du profil|URL do perfil|URL del perfil",
    email="Email Address|E-mail Address|E-Mail-Adresse|Adresse e-mail|Endereço de e-mail|E-mail"
    "|Dirección de correo electrónico|Correo electrónico|Indirizzo e-mail",
    employer="Company|Unternehmen|Firma|Entreprise|Empresa|Azienda|Bedrijf",
    title="Position|Poste|Cargo|Puesto|Posizione|Functie|Job Title",
    connected_on="Connected On|Verbunden am|Date de connexion|Conectado em|Conectado el|Connesso il|Verbonden op",
)
_POSITIONS = tables.aliases(
    employer="Company Name|Unternehmen|Nom de l’entreprise|Nom de l'entreprise|Nome da empresa|Nombre de la empresa",
    title="Title|Position|Titre|Cargo|Título",
    location="Location|Ort|Lieu|Localidade|Ubicación",
    start="Started On|Beginn|Date de début|Iniciado em|Fecha de inicio",
    end="Finished On|Ende|Date de fin|Finalizado em|Fecha de finalización",
)
_EDUCATION = tables.aliases(
    institution="School Name|Name der Schule|Nom de l'école|Nome da instituição|Nombre de la institución",
    start="Start Date|Startdatum|Date de début|Data de início|Fecha de inicio",
    end="End Date|Enddatum|Date de fin|Data de término|Fecha de finalización",
    program="Degree Name|Abschluss|Nom du diplôme|Nome do diploma|Nombre de la titulación",
)
_MESSAGES = tables.aliases(
    conversation="CONVERSATION ID",
    sender="FROM|Von|De",
    sender_url="SENDER PROFILE URL",
    recipients="TO|An|À|Para",
    recipient_urls="RECIPIENT PROFILE URLS",
    sent="DATE|Datum|Fecha|Data",
    draft="IS MESSAGE DRAFT",
)
_INVITATIONS = tables.aliases(
    sender="From",
    recipient="To",
    sent="Sent At",
    direction="Direction",
    sender_url="inviterProfileUrl",
    recipient_url="inviteeProfileUrl",
)
_RECOMMENDATIONS = tables.aliases(
    given="First Name",
    family="Last Name",
    employer="Company",
    title="Job Title",
    on="Creation Date",
    status="Status",
)
_ENDORSEMENTS = tables.aliases(
    on="Endorsement Date",
    given="Endorser First Name|Endorsee First Name",
    family="Endorser Last Name|Endorsee Last Name",
    url="Endorser Public Url|Endorsee Public Url",
    status="Endorsement Status",
)
_NOTES = tables.aliases(
    given="Connection First Name",
    family="Connection Last Name",
    url="Connection Profile URL",
    on="Edited On",
    first_on="Created On",
)
_PROFILE = tables.aliases(given="First Name", family="Last Name", headline="Headline")
_EMAILS = tables.aliases(email="Email Address", confirmed="Confirmed", primary="Primary")

MANY = 4  # a message to more people than this is a circular, no sign of knowing someone
_SCHOOL = re.compile(
    r"\b(?:m\.?d\.?|d\.?o\.?|mbbs|mbchb|doctor of (?:osteopathic )?medicine|medicine)\b", re.I
)

# A sign of contact with someone who is named, not yet a row: what messages, notes and the others yield.
_SIGN = pl.Schema(
    {"url": pl.String, "name": pl.String, "employer": pl.String, "title": pl.String, "keep": pl.Boolean}
)
SIGN = pl.Schema(
    dict(_SIGN) | {c: t for c, t in ROW_TIE.items() if c not in ("row", "other_record_id", "other_name")}
)


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
    frames: list[pl.DataFrame] = []
    signs: list[pl.DataFrame] = []
    mine = {names.key(names.parse(me).name)} - {""}
    parts = sorted(((part(m.file), m) for m in members), key=lambda p: list(_PARTS).index(p[0]))
    for name, member in parts:
        aliases, need, reader = _PARTS[name]
        try:
            text, problems = tables.decode(member.body, member.file)
            found.problems += problems
            table = tables.read(text, member.file, aliases, need=need, long_cells=name in _LETTERS)
        except tables.Unreadable as error:
            level = "error" if name == "connections" else "warning"
            found.problems.append(Problem(member.file, "", error.text, error.remedy, level))
            continue
        found.problems += table.problems
        read_part = reader(table, member.file, found, mine)
        (frames if name == "connections" else signs).extend(read_part)
    _join(found, frames, signs)
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


def _connections(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    frame = conform(
        table.frame,
        pl.Schema(dict.fromkeys(["given", "family", "url", "email", "employer", "title"], pl.String)),
    )
    frame = frame.with_columns(
        table.frame["row"], mapped(_values(table, "connected_on"), dates.day, pl.Date).alias("connected_on")
    )
    named = frame.filter(pl.col("given").is_not_null() | pl.col("family").is_not_null())
    if gone := frame.height - named.height:
        text = f"{gone} rows without a name (deleted accounts)"
        found.problems.append(Problem(file, "", text, "they were left out", "note"))
    if named.is_empty():
        text = "holds no contact although it is not empty"
        found.problems.append(Problem(file, "", text, "ask LinkedIn for the export again", "error"))
    odd = table.frame.filter(table.column("connected_on").is_not_null() & frame["connected_on"].is_null())
    if odd.height:
        text = f"{odd.height} dates that are no dates"
        found.problems.append(Problem(file, f"line {odd['row'][0]}", text, "these rows were read without"))
    return [named]


def _values(table: tables.Table, column: str) -> pl.Series:
    return table.frame.select(table.column(column)).to_series()


def _days(table: tables.Table, column: str) -> pl.Series:
    return mapped(_values(table, column), dates.day, pl.Date)


def _positions(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    place = table.column("location").str.split(", ")
    frame = table.frame.select(
        organisation_name=table.column("employer"),
        title=table.column("title"),
        city=place.list.first(),
        state=place.list.get(1, null_on_oob=True),
        start_year=mapped(_values(table, "start"), dates.year, pl.Int32),
        end_year=mapped(_values(table, "end"), dates.year, pl.Int32),
        is_current=table.column("end").is_null(),
    ).with_columns(kind=pl.lit("work"), evidence=pl.lit(f"your LinkedIn archive, {_short(file)}"))
    found.me = pl.concat(
        [found.me, conform(frame.filter(pl.col("organisation_name").is_not_null()), AFFILIATION)]
    )
    return []


def _education(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    frame = table.frame.select(
        organisation_name=table.column("institution"),
        program=table.column("program"),
        title=mapped(_values(table, "program"), training_kind, pl.String),
        start_year=mapped(_values(table, "start"), dates.year, pl.Int32),
        end_year=mapped(_values(table, "end"), dates.year, pl.Int32),
    ).with_columns(
        kind=pl.lit("training"),
        is_current=pl.lit(False),
        evidence=pl.lit(f"your LinkedIn archive, {_short(file)}"),
    )
    found.me = pl.concat(
        [found.me, conform(frame.filter(pl.col("organisation_name").is_not_null()), AFFILIATION)]
    )
    return []


def training_kind(text: str) -> str | None:
    """`medical school`, `residency` or `fellowship`, as the words of a degree or programme say; else None."""
    plain = names.fold(text)
    if re.search(r"\bresiden|\bintern(?:ship)?\b|\bhouse officer", plain):
        return "residency"
    if re.search(r"\bfellow", plain):
        return "fellowship"
    return (
        "medical school"
        if _SCHOOL.search(plain) or "med school" in plain or "medical school" in plain
        else None
    )


def _profile(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    for given, family in (
        table.frame.select(table.column("given"), table.column("family")).head(1).iter_rows()
    ):
        mine.add(names.key(names.parse_parts(given or "", family or "").name))
    mine.discard("")
    return []


def _own_emails(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    lists = table.frame.select(contacts.emails(pl.concat_list(table.column("email"))).alias("e"))
    found.my_emails += lists["e"].list.explode().drop_nulls().to_list() if lists.height else []
    return []


def _messages(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    frame = table.frame.select(
        table.column("conversation"),
        table.column("sender"),
        url=contacts.profile_url(table.column("sender_url")),
        to=table.column("recipients"),
        to_urls=table.column("recipient_urls"),
        on=_days(table, "sent"),
        draft=table.column("draft").str.to_lowercase().is_in(["true", "yes", "1"]).fill_null(False),
    ).filter(~pl.col("draft"))
    sender_key = mapped(frame["sender"].fill_null(""), lambda n: names.key(names.parse(n).name), pl.String)
    frame = frame.with_columns(sender_key.alias("sender_key"))
    my_urls = set(frame.filter(pl.col("sender_key").is_in(list(mine)))["url"].drop_nulls().to_list())
    if not my_urls and not frame.filter(pl.col("sender_key").is_in(list(mine))).height:
        # The owner writes in most conversations, anyone else in few.
        often = frame.drop_nulls("url").group_by("url").agg(pl.col("conversation").n_unique().alias("n"))
        my_urls = set(often.sort("n", "url", descending=[True, False])["url"].head(1).to_list())
    found.my_urls += sorted(my_urls)
    is_mine = pl.col("url").is_in(list(my_urls)).fill_null(False) | pl.col("sender_key").is_in(list(mine))
    frame = frame.with_columns(is_mine.alias("out"))
    received = frame.filter(
        ~pl.col("out") & (pl.col("url").is_not_null() | pl.col("sender").is_not_null())
    ).select("url", pl.col("sender").alias("name"), "on", "out")
    addressed = (
        pl.col("to_urls").str.split(",").list.eval(contacts.profile_url(pl.element())).list.drop_nulls()
    )
    sent = frame.filter("out").with_columns(
        addressed.alias("urls"), pl.col("to").str.split(",").alias("names")
    )
    direct = sent.filter(pl.col("urls").list.len().is_between(1, MANY))
    by_url = direct.select(
        "urls", pl.col("to").alias("name"), "on", "out", pl.col("urls").list.len().alias("n")
    )
    by_url = by_url.explode("urls").select(
        pl.col("urls").alias("url"), pl.when(pl.col("n") == 1).then("name").alias("name"), "on", "out"
    )
    unaddressed = sent.filter(pl.col("urls").list.len().fill_null(0) == 0).filter(
        pl.col("names").list.len() <= MANY
    )
    by_name = unaddressed.explode("names").select(
        pl.lit(None, pl.String).alias("url"), pl.col("names").alias("name"), "on", "out"
    )
    # Older exports give recipients by name only: their address stands where they answered in the same file.
    seen = (
        received.drop_nulls()
        .unique(["name", "url"])
        .filter(pl.len().over("name") == 1)
        .select("name", known="url")
    )
    by_name = by_name.join(seen, on="name", how="left").select(
        pl.coalesce("url", "known").alias("url"), "name", "on", "out"
    )
    both = pl.concat([received, by_url, by_name]).filter(~pl.col("url").is_in(list(my_urls)).fill_null(False))
    who = pl.coalesce("url", "name")
    ties = (
        both.group_by(who.alias("who"))
        .agg(
            pl.col("url").first(),
            pl.col("name").drop_nulls().first(),
            since=pl.col("on").min(),
            last_on=pl.col("on").max(),
            count=pl.len(),
            sent=pl.col("out").sum(),
            two_way=pl.col("out").any() & ~pl.col("out").all(),
        )
        .filter(pl.col("who").is_not_null())
    )
    received_count = pl.col("count") - pl.col("sent")
    said = pl.format("LinkedIn messages: {} from you, {} to you", "sent", received_count)
    return [
        conform(
            # Only someone whom the user wrote to is a contact: unanswered messages are mostly advertisements.
            ties.with_columns(kind=pl.lit("message"), keep=pl.col("sent") > 0, evidence=said),
            SIGN,
        )
    ]


def _invitations(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    out = table.column("direction").str.to_lowercase() == "outgoing"
    on = _days(table, "sent")
    frame = table.frame.select(
        url=contacts.profile_url(
            pl.when(out).then(table.column("recipient_url")).otherwise(table.column("sender_url"))
        ),
        name=pl.when(out).then(table.column("recipient")).otherwise(table.column("sender")),
        since=on,
        last_on=on,
        evidence=pl.when(out)
        .then(pl.lit("you invited them on LinkedIn"))
        .otherwise(pl.lit("they invited you on LinkedIn")),
    ).with_columns(kind=pl.lit("invitation"), count=pl.lit(1), two_way=pl.lit(False), keep=pl.lit(False))
    return [conform(frame, SIGN)]


def _recommendations(received: bool) -> "_Reader":
    def read_recommendations(
        table: tables.Table, file: str, found: Contacts, mine: set[str]
    ) -> list[pl.DataFrame]:
        said = "recommended you on LinkedIn" if received else "you recommended them on LinkedIn"
        return [_signs(table, "recommendation", said, keep=True, two_way=False)]

    return read_recommendations


def _endorsements(received: bool) -> "_Reader":
    def read_endorsements(
        table: tables.Table, file: str, found: Contacts, mine: set[str]
    ) -> list[pl.DataFrame]:
        said = "endorsed your skills on LinkedIn" if received else "you endorsed their skills on LinkedIn"
        return [_signs(table, "endorsement", said, keep=False, two_way=False)]

    return read_endorsements


def _notes(table: tables.Table, file: str, found: Contacts, mine: set[str]) -> list[pl.DataFrame]:
    return [_signs(table, "note", "you keep a note on LinkedIn", keep=False, two_way=False)]


def _signs(table: tables.Table, kind: str, said: str, *, keep: bool, two_way: bool) -> pl.DataFrame:
    on, first_on = _days(table, "on"), _days(table, "first_on")
    refused = (
        table.column("status").str.to_lowercase().is_in(["rejected", "declined", "pending"]).fill_null(False)
    )
    url = contacts.profile_url(table.column("url"))
    name = pl.concat_str(table.column("given"), table.column("family"), separator=" ", ignore_nulls=True)
    frame = table.frame.select(
        name=name,
        url=url,
        employer=table.column("employer"),
        title=table.column("title"),
        on=on,
        first_on=pl.coalesce(first_on, on),
        refused=refused,
    ).filter(~pl.col("refused") & ((pl.col("name") != "") | pl.col("url").is_not_null()))
    grouped = frame.group_by(pl.coalesce("url", "name").alias("who"), maintain_order=True).agg(
        pl.col("url", "name", "employer", "title").drop_nulls().first(),
        since=pl.col("first_on").min(),
        last_on=pl.max_horizontal(pl.col("on").max(), pl.col("first_on").max()),
        count=pl.len(),
    )
    return conform(
        grouped.with_columns(
            kind=pl.lit(kind), keep=pl.lit(keep), two_way=pl.lit(two_way), evidence=pl.lit(said)
        ),
        SIGN,
    )


def _join(found: Contacts, frames: list[pl.DataFrame], signs: list[pl.DataFrame]) -> None:
    """Contacts of all Connections files, and the signs of contact joined to them by profile, else by a name that only
    one of them has. Signs marked `keep` make a contact of their own where none fits."""
    people = pl.concat(frames) if frames else None
    own = pl.col("url").is_in(found.my_urls).fill_null(False)
    rows = []
    if people is not None:
        people = people.with_columns(url=contacts.profile_url(pl.col("url"))).filter(~own)
        rows.append(people.with_columns(sign=pl.lit(False)))
    ties = pl.concat(signs) if signs else SIGN.to_frame()
    if ties.height:
        known = _keyed(people) if people is not None else None
        ties = _keyed(ties).with_columns(_target(known, ties))
        missing = ties.filter(pl.col("row").is_null() & pl.col("keep"))
        new = missing.group_by(pl.coalesce("url", "key").alias("who"), maintain_order=True).agg(
            pl.col("url", "name", "employer", "title").drop_nulls().first()
        )
        new = new.drop_nulls("name").with_columns(row=-1 - pl.int_range(pl.len(), dtype=pl.Int64))
        rows.append(new.with_columns(sign=pl.lit(True)))
        ties = ties.join(
            new.select("who", made="row"), left_on=pl.coalesce("url", "key"), right_on="who", how="left"
        )
        ties = ties.with_columns(pl.coalesce("row", pl.when("keep").then("made")).alias("row")).drop_nulls(
            "row"
        )
    everyone = pl.concat(rows, how="diagonal_relaxed") if rows else pl.DataFrame(schema={"row": pl.Int64})
    if everyone.is_empty():
        return
    everyone = contacts.with_names(
        conform(
            everyone,
            pl.Schema(dict(everyone.schema) | dict.fromkeys(_NEED, pl.String) | {"connected_on": pl.Date}),
        )
    )
    found.contacts = conform(
        everyone.with_columns(
            emails=contacts.emails(pl.concat_list("email")),
            urls=pl.concat_list("url").list.drop_nulls(),
            at=pl.col("employer"),
        ),
        CONTACT,
    )
    work = everyone.filter(pl.col("employer").is_not_null()).select(
        "row", "title", organisation_name="employer"
    )
    found.affiliations = conform(
        work.with_columns(kind=pl.lit("work"), is_current=pl.lit(True)), ROW_AFFILIATION
    )
    linked = (
        everyone.filter(~pl.col("sign"))
        .select("row", since="connected_on", last_on="connected_on")
        .with_columns(
            kind=pl.lit("linkedin"),
            count=pl.lit(1),
            two_way=pl.lit(True),
            evidence=pl.when(pl.col("since").is_not_null())
            .then(pl.format("connected on LinkedIn since {}", "since"))
            .otherwise(pl.lit("connected on LinkedIn")),
        )
    )
    found.ties = (
        pl.concat([conform(linked, ROW_TIE), conform(ties, ROW_TIE)])
        if ties.height
        else conform(linked, ROW_TIE)
    )
    found.newest = max(filter(None, [everyone["connected_on"].max(), ties["last_on"].max()]), default=None)  # type: ignore[type-var]


_NEED = ("given", "family", "name", "email", "employer", "title", "url")


def _keyed(frame: pl.DataFrame) -> pl.DataFrame:
    if "name" in frame.columns:
        full = frame["name"].fill_null("")
    else:
        full = frame.select(
            pl.concat_str("given", "family", separator=" ", ignore_nulls=True).fill_null("").alias("name")
        ).to_series()
    return frame.with_columns(mapped(full, lambda n: names.key(names.parse(n).name), pl.String).alias("key"))


def _target(known: pl.DataFrame | None, ties: pl.DataFrame) -> pl.Series:
    """The row of each sign's contact, null where none is sure."""
    if known is None:
        return pl.Series("row", [None] * ties.height, dtype=pl.Int64)
    by_url = known.drop_nulls("url").unique("url", keep="first").select("url", by_url="row")
    by_name = known.filter((pl.col("key") != "") & (pl.len().over("key") == 1)).select(
        "key", by_name="row", at="url"
    )
    joined = (
        _keyed(ties)
        .join(by_url, on="url", how="left", maintain_order="left")
        .join(by_name, on="key", how="left", maintain_order="left")
    )
    # A namesake with a profile of his own is someone else.
    same = pl.col("url").is_null() | pl.col("at").is_null()
    return joined.select(pl.coalesce("by_url", pl.when(same).then("by_name")).alias("row")).to_series()


def _short(file: str) -> str:
    return re.split(r"[/\\]|: ", file)[-1]


_Reader = Callable[[tables.Table, str, Contacts, set[str]], list[pl.DataFrame]]
# Name of the part → its columns, how many a header must name, and its reader, in the order of reading: who the user
# is comes before the messages.
_PARTS: dict[str, tuple[dict[str, str], int, _Reader]] = {
    "profile": (_PROFILE, 2, _profile),
    "email addresses": (_EMAILS, 1, _own_emails),
    "positions": (_POSITIONS, 2, _positions),
    "education": (_EDUCATION, 2, _education),
    "messages": (_MESSAGES, 3, _messages),
    "invitations": (_INVITATIONS, 3, _invitations),
    "recommendations_received": (_RECOMMENDATIONS, 3, _recommendations(received=True)),
    "recommendations_given": (_RECOMMENDATIONS, 3, _recommendations(received=False)),
    "endorsement_received_info": (_ENDORSEMENTS, 2, _endorsements(received=True)),
    "endorsement_given_info": (_ENDORSEMENTS, 2, _endorsements(received=False)),
    "notes": (_NOTES, 2, _notes),
    "connections": (CONNECTIONS, 3, _connections),
}
_LETTERS = {
    "messages",
    "invitations",
    "recommendations_received",
    "recommendations_given",
    "notes",
    "profile",
    "positions",
}
