"""Everything that `[network]` names, read into one Network: each export alone, so that a bad one spoils no other."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl

from curbside.network import address_book, contacts, linkedin, names, roster, snapshot, tables, vcard
from curbside.network.contacts import Contacts, conform
from curbside.network.files import Export, exports
from curbside.network.model import AFFILIATION, LISTING, PERSON, TIE, File, Me, Network, Problem, Source

# In this order where two explain a header equally well.
_HEADERS = {
    "linkedin": linkedin.CONNECTIONS,
    "google": address_book.GOOGLE,
    "outlook": address_book.OUTLOOK,
    "roster": roster.COLUMNS,
}
_ORIGIN = {
    "linkedin": "LinkedIn export",
    "google": "Google contacts",
    "outlook": "Outlook contacts",
    "vcard": "address book",
    "roster": "roster",
}


def read(sources: list[Source], me: Me | None, folder: Path, today: date) -> Network:
    """Read every source into frames, and compare with the exports that `folder` keeps (`snapshot.keep`).

    `folder` lies under `data/` of the workspace, from which relative paths and the names in messages count. Never
    raises for what a file holds: a file that is missing, unreadable or odd becomes a Problem.
    """
    workspace = folder.parents[1] if folder.parent.name == "data" else folder
    network = Network()
    records: list[tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]] = []
    listings: list[pl.DataFrame] = []
    seen: set[tuple[str, str | None]] = set()
    mine: list[Contacts] = []
    for source in sources:
        for export in exports(source, workspace, network.problems):
            digest = sha256(b"".join(m.body for m in export.members)).hexdigest()
            if (digest, export.of) in seen:
                continue
            found = _read(export, me, today, network.problems)
            if found is None:
                continue
            seen.add((digest, export.of))  # two files that cannot be read are told each
            network.problems += found.problems
            if lost := _lost(found, export):
                network.problems.append(lost)
            exported_on = min(found.newest or export.written_on, today)
            network.files.append(File(export.file, found.kind, found.contacts.height, digest, exported_on))
            frames = _records(found, export, exported_on, me)
            records.append(frames)
            if found.kind in snapshot.KINDS:
                listings.append(_listing(frames, found.kind, export, exported_on, digest, today))
            if export.of is None:
                mine.append(found)
    persons, affiliations, ties = zip(*records, strict=True) if records else ((), (), ())
    network.persons = contacts.one_a_record(pl.concat([PERSON.to_frame(), *persons]))
    network.affiliations = pl.concat([AFFILIATION.to_frame(), *affiliations]).unique(maintain_order=True)
    network.ties = pl.concat([TIE.to_frame(), *ties]).unique(maintain_order=True)
    network.listings = pl.concat([LISTING.to_frame(), *listings])
    snapshot.add_history(network, snapshot.kept(folder, network.problems))
    for friend in dict.fromkeys(s.of for s in sources if s.of):
        _add_friend(network, friend)
    _add_known(network)
    if me:
        _add_me(network, me, mine)
    return network


def _read(export: Export, me: Me | None, today: date, problems: list[Problem]) -> Contacts | None:
    member = export.members[0]
    try:
        if not member.body.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
            raise tables.Unreadable("is empty", "export it again")
        kind = export.kind if len(export.members) > 1 else _kind(export, problems)
        if kind == "linkedin":
            # Messages of a friend are the friend's: whom the friend knows is all that is read.
            members = [m for m in export.members if export.of is None or linkedin.part(m.file) == "connections"]
            return linkedin.read(members, me.name if me and export.of is None else "")
        if kind == "vcard":
            return vcard.read(member.body, export.file)
        if kind == "roster":
            return roster.read(member.body, export.file, today)
        return (address_book.google if kind == "google" else address_book.outlook)(member.body, export.file)
    except tables.Unreadable as error:
        problems.append(Problem(export.file, "", error.text, error.remedy, "error"))
        return None


def _lost(found: Contacts, export: Export) -> Problem | None:
    """What to say of an export that holds something and yields nobody, where its reader has not said it."""
    if found.contacts.height or any(p.level == "error" for p in found.problems):
        return None
    if found.kind == "linkedin" and all(linkedin.part(m.file) != "connections" for m in export.members):
        if found.me.height or found.my_emails:
            return None
        text, remedy = "names nobody without Connections.csv", "name the whole archive or its folder in [network]"
        return Problem(export.file, "", text, remedy)
    return Problem(export.file, "", "holds no contact although it is not empty", "export it again", "error")


def _kind(export: Export, problems: list[Problem]) -> str:
    """The kind that `[network]` says, unless the file is plainly another; of a friend's file the best guess."""
    member = export.members[0]
    if linkedin.is_part(member.file) and export.kind in ("linkedin", "friend"):
        return "linkedin"
    text, _ = tables.decode(member.body[:65536], export.file)
    if re.search(r"(?im)^begin:vcard", text):
        found, better = "vcard", export.kind != "vcard"
    else:
        lines = tables.lines_of(text)
        scores = {kind: tables.score(lines, known) for kind, known in _HEADERS.items()}
        found = max(scores, key=lambda kind: scores[kind])
        # Three columns more than its own kind explains: a Google file among the Outlook ones, not a roster's whim.
        better = scores[found] >= max(3, scores.get(export.kind, -3) + 3)
    if export.kind == "friend":
        return found if better else "roster"
    if better and found != export.kind:
        text = f"reads like a file of the kind `{found}`, and was read as one"
        problems.append(Problem(export.file, "", text, f"name it under `{found}` in [network]"))
        return found
    return export.kind


def _records(
    found: Contacts, export: Export, exported_on: date, me: Me | None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Persons, affiliations and ties of one export, rows replaced by record ids and the user's own card left out."""
    owner = f"friend:{export.of}" if export.of else "me"
    people = found.contacts
    if me and people.height:
        people = people.filter(~_is_me(people, me, found, export))
    if export.of and people.height:
        friend = names.key(names.parse(export.of).name)
        people = people.filter(contacts.mapped(people["name"].fill_null(""), names.key, pl.String) != friend)
    ids = people.select("row").with_columns(contacts.record_ids(people, found.kind, owner)) if people.height else None
    if ids is None:
        return PERSON.to_frame(), AFFILIATION.to_frame(), TIE.to_frame()
    said = f"{export.of}'s " if export.of else ""
    origin = f"{said}{_ORIGIN[found.kind]} of {exported_on}"
    persons = people.with_columns(
        ids["record_id"],
        source=pl.lit(found.kind),
        file=pl.lit(export.file),
        owner=pl.lit(owner),
        exported_on=pl.lit(exported_on),
        state=contacts.state(pl.col("state")),
    )
    affiliations = found.affiliations.join(ids, on="row").with_columns(
        state=contacts.state(pl.col("state")),
        source=pl.lit(found.kind),
        as_of=pl.coalesce("as_of", pl.lit(exported_on)),
        evidence=pl.coalesce("evidence", pl.lit(origin)),
    )
    ties = found.ties.join(ids, on="row").with_columns(evidence=pl.coalesce("evidence", pl.lit(origin)))
    if export.of:
        friend_id = _friend_id(export.of)
        whose = pl.lit(f"{export.of}'s {_ORIGIN[found.kind]}")
        since = pl.when(pl.col("since").is_not_null()).then(pl.format(" since {}", "since")).otherwise(pl.lit(""))
        ties = ties.filter(pl.col("kind") != "knows").with_columns(
            evidence=pl.concat_str(whose, since),
            other_record_id="record_id",
            record_id=pl.lit(friend_id),
        )
    else:
        ties = ties.with_columns(
            other_record_id=pl.when(pl.col("kind") == "knows").then("other_record_id").otherwise(pl.lit("me"))
        )
    return conform(persons, PERSON), conform(affiliations, AFFILIATION), conform(ties, TIE)


def _listing(
    frames: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame],
    kind: str,
    export: Export,
    exported_on: date,
    digest: str,
    today: date,
) -> pl.DataFrame:
    """Who is listed where in one export."""
    persons, affiliations, _ = frames
    at = affiliations.filter(pl.col("kind") == "work")
    listing = persons.select("record_id").unique().join(at, on="record_id", how="left", maintain_order="left")
    whose = f"{export.of}'s" if export.of else "your"
    # Another LinkedIn export replaces the earlier one, whatever its file is called; address books may be several.
    series = f"{kind} {export.of or 'me'}" if kind == "linkedin" else f"{kind} {export.of or 'me'} {export.file}"
    return conform(
        listing.with_columns(
            sha256=pl.lit(digest),
            series=pl.lit(series),
            source=pl.lit(kind),
            origin=pl.lit(f"{whose} {_ORIGIN[kind]}"),
            exported_on=pl.lit(exported_on),
            written_on=pl.lit(export.written_on),
            read_on=pl.lit(today),
        ),
        LISTING,
    )


def _is_me(people: pl.DataFrame, me: Me, found: Contacts, export: Export) -> pl.Series:
    """The user's own card: by e-mail or profile; by name too in a friend's list, where the user is sure to be."""
    own_emails = [e.lower() for e in (me.email, *found.my_emails) if e]
    same = people["emails"].list.eval(pl.element().is_in(own_emails)).list.any()
    same |= people["urls"].list.eval(pl.element().is_in(found.my_urls)).list.any()
    if export.of or found.kind in ("google", "outlook", "vcard"):
        my_name = names.key(names.parse(me.name).name)
        same |= contacts.mapped(people["name"].fill_null(""), names.key, pl.String) == my_name
    return same


def _friend_id(friend: str) -> str:
    return contacts.record_id("friend", "me", names.key(names.parse(friend).name))


def _add_friend(network: Network, friend: str) -> None:
    """The friend as a person: the one record of the user's own that bears the name, else one made for the entry."""
    key = names.key(names.parse(friend).name)
    own = network.persons.filter(pl.col("owner") == "me")
    same = own.filter(contacts.mapped(own["name"].fill_null(""), names.key, pl.String) == key)
    first = same.filter(pl.col("source") == same["source"][0]) if same.height else same
    placeholder = _friend_id(friend)
    if first.height == 1:
        found = first["record_id"][0]
        network.ties = network.ties.with_columns(pl.col("record_id").replace(placeholder, found))
        return
    read_name = names.parse(friend)
    row = pl.DataFrame(
        {
            "record_id": [placeholder],
            "source": ["friend"],
            "file": ["curbside.toml"],
            "owner": ["me"],
            "name": [read_name.name],
            "given": [read_name.given],
            "family": [read_name.family],
            "credentials": [read_name.credentials],
            "label": ["friend"],
        }
    )
    network.persons = pl.concat([network.persons, conform(row, PERSON)])
    tie = pl.DataFrame(
        {
            "record_id": [placeholder],
            "other_record_id": ["me"],
            "kind": ["met"],
            "two_way": [True],
            "evidence": ["gave you an export of their own contacts"],
        }
    )
    network.ties = pl.concat([network.ties, conform(tie, TIE)])


def _add_known(network: Network) -> None:
    """Whom a roster's `knows` names together with a place of work: a person of their own, tied to who knows them."""
    known = roster.known_elsewhere(network.ties)
    if known.is_empty():
        return
    owners = network.persons.select("record_id", "name", "file", "exported_on").rename({"name": "knower"})
    known = known.join(owners, on="record_id", how="left").with_columns(
        identity=pl.concat_str("record_id", pl.lit("|"), "other_name")
    )
    made = known.with_columns(
        contacts.mapped(known["identity"], lambda i: contacts.record_id("roster", "knows", i), pl.String).alias("made")
    )
    people = contacts.with_names(
        made.select("name", "file", "exported_on", record_id="made", owner=pl.format("friend:{}", "knower"))
    ).with_columns(source=pl.lit("roster"))
    work = made.select("evidence", record_id="made", organisation_name="employer", as_of="exported_on").with_columns(
        kind=pl.lit("work"), is_current=pl.lit(True), source=pl.lit("roster")
    )
    network.persons = contacts.one_a_record(pl.concat([network.persons, conform(people, PERSON)]))
    network.affiliations = pl.concat([network.affiliations, conform(work, AFFILIATION)]).unique(maintain_order=True)
    target = made.select("record_id", "other_name", "kind", target="made", plain="name").unique()
    network.ties = conform(
        network.ties.join(
            target, on=["record_id", "other_name", "kind"], how="left", maintain_order="left"
        ).with_columns(
            other_record_id=pl.coalesce("target", "other_record_id"),
            other_name=pl.coalesce("plain", "other_name"),
        ),
        TIE,
    )


def _add_me(network: Network, me: Me, mine: list[Contacts]) -> None:
    """The user's own record and career: what curbside.toml says, then what the LinkedIn archive adds to it."""
    read_name = names.parse(me.name)
    emails = [me.email, *(e for found in mine for e in found.my_emails)]
    urls = [u for found in mine for u in found.my_urls]
    row = pl.DataFrame(
        {
            "record_id": ["me"],
            "source": ["me"],
            "file": ["curbside.toml"],
            "owner": ["me"],
            "name": [read_name.name],
            "given": [read_name.given],
            "family": [read_name.family],
            "credentials": [read_name.credentials],
            "emails": [list(dict.fromkeys(e.lower() for e in emails if e))],
            "urls": [list(dict.fromkeys(urls))],
        },
        schema_overrides={"emails": pl.List(pl.String), "urls": pl.List(pl.String)},
    )
    said = [
        *(
            ("training", institution, program, kind, start, end)
            for kind, institution, program, start, end in me.training
        ),
        *(("work", employer, None, title, start, end) for employer, title, start, end in me.positions),
    ]
    columns = ["kind", "organisation_name", "program", "title", "start_year", "end_year"]
    written = pl.DataFrame(said, schema={c: AFFILIATION[c] for c in columns}, orient="row").with_columns(
        is_current=pl.when(pl.col("kind") == "work").then(pl.col("end_year").is_null()),
        evidence=pl.lit("curbside.toml"),
    )
    found = pl.concat([conform(written, AFFILIATION), *(c.me for c in mine)])
    found = found.with_columns(record_id=pl.lit("me"), source=pl.lit("me"), state=contacts.state(pl.col("state")))
    fold = contacts.mapped(found["organisation_name"], names.key, pl.String)
    # What the user wrote wins over the archive's version of the same entry.
    found = found.with_columns(fold.alias("fold")).unique(
        ["kind", "fold", "start_year"], keep="first", maintain_order=True
    )
    network.persons = pl.concat([conform(row, PERSON), network.persons])
    network.affiliations = pl.concat([conform(found, AFFILIATION), network.affiliations])
