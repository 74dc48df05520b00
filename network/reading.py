"""Everything that `[network]` names, read into one Network: each export alone, so that a bad one spoils no other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl

from curbside.network import (
    address_book,
    contacts,
    dated,
    former,
    health,
    implied,
    keeping,
    kinds,
    linkedin,
    names,
    origin,
    past,
    record_ids,
    roster,
    snapshot,
    tables,
    titled,
    unsaid,
    vcard,
)
from curbside.network.contacts import Contacts, conform
from curbside.network.files import Export, exports
from curbside.network.model import AFFILIATION, LISTING, PERSON, TIE, File, Me, Network, Problem, Source, shown

# Persons, affiliations and ties of one export.
_Frames = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def read(sources: list[Source], me: Me | None, folder: Path, today: date) -> Network:
    """Read every source into frames, and compare with the exports that `folder` keeps (`snapshot.keep`).

    `folder` lies under `data/` of the workspace, from which relative paths and the names in messages count. Never
    raises for what a file holds: a file that is missing, unreadable or odd becomes a Problem.
    """
    workspace = folder.parents[1] if folder.parent.name == "data" else folder
    network = Network(before=keeping.load(folder))
    known: list[tuple[Contacts, Export, date, str]] = []
    seen: set[tuple[str, str | None]] = set()
    for source in sources:
        known += _taken(source, workspace, folder, network, me, today, seen)
    known += _vanished(sources, workspace, folder, network)
    network.problems = health.troubles(network.files, network.before, network.problems)
    records, listings = _numbered(known, today)
    persons, affiliations, ties = zip(*records, strict=True) if records else ((), (), ())
    network.persons = contacts.one_a_record(pl.concat([PERSON.to_frame(), *persons]))
    places = pl.concat([AFFILIATION.to_frame(), *affiliations]).unique(maintain_order=True)
    network.affiliations = unsaid.employed(former.split(dated.split(places, today)))
    network.ties = pl.concat([TIE.to_frame(), *ties]).unique(maintain_order=True)
    network.listings = pl.concat([LISTING.to_frame(), *listings])
    snapshot.add_history(network, snapshot.kept(folder, network.problems))
    for friend in dict.fromkeys(s.of for s in sources if s.of):
        implied.add_friend(network, friend)
    implied.add_known(network)
    network.affiliations = past.before(titled.beside(network.affiliations), today)
    if me:
        implied.add_me(network, me, [found for found, export, *_ in known if export.of is None])
    return network


def _taken(
    source: Source,
    workspace: Path,
    folder: Path,
    network: Network,
    me: Me | None,
    today: date,
    seen: set[tuple[str, str | None]],
) -> Iterator[tuple[Contacts, Export, date, str]]:
    """The exports of one source, each as read or, where it is not as it was, as it was when last read well."""
    number = len(network.files)
    entry = shown(source.path, workspace)
    for export in exports(source, workspace, network.problems):
        digest = sha256(b"".join(m.body for m in export.members)).hexdigest()
        file = File(export.file, export.kind, digest, export.written_on, entry, export.of)
        network.files.append(file)
        if (digest, export.of) in seen:
            file.left_out["the same as another file"] += 1
            continue
        found = _read(export, me, today, network.problems)
        if found is None:
            file.status = "unreadable"
        else:
            seen.add((digest, export.of))  # two files that cannot be read are told each
            _said(found, export, me, file, network, today)
        before = network.before.get(keeping.key(file.file, file.of))
        file.status = health.status(file, before)
        if file.status == "empty" and not before and found is not None and found.me.height:
            file.status = "read"  # an archive without connections: it tells of the user
        if file.status != "read" and before and (kept := keeping.contacts(folder, before)):
            yield kept, replace(export, kind=before.kind, written_on=before.day), before.day, before.sha256
        elif found is not None and file.exported_on:
            network.kept += [(file, found)] if file.status == "read" else []
            yield found, export, file.exported_on, digest
    if len(network.files) == number and not any(
        one.entry == entry and one.of == source.of for one in network.before.values()
    ):
        there = (workspace / source.path).exists()
        network.files.append(
            File(entry, source.kind, entry=entry, of=source.of, status="empty" if there else "missing")
        )


def _said(found: Contacts, export: Export, me: Me | None, file: File, network: Network, today: date) -> None:
    """Note in `file` and `network` what the reader of an export said of it."""
    network.problems += found.problems
    if lost := _lost(found, export):
        network.problems.append(lost)
    file.kind, file.exported_on = found.kind, min(found.newest or export.written_on, today)
    file.left_out, file.unknown = found.left_out, found.unknown
    everybody = found.contacts.height
    found.contacts = _others(found, export, me)
    file.counts = {"people": found.contacts.height}
    if own := everybody - found.contacts.height:
        file.left_out["your own card" if export.of is None else "cards of yours and of who gave the file"] += own


def _vanished(
    sources: list[Source], workspace: Path, folder: Path, network: Network
) -> Iterator[tuple[Contacts, Export, date, str]]:
    """Files that [network] still means and that are gone: as they were when last read."""
    entries = [(shown(s.path, workspace), s.of) for s in sources]
    for one in health.vanished(entries, network.files, network.before):
        found = keeping.contacts(folder, one)
        network.files.append(File(one.file, one.kind, one.sha256, one.day, one.entry, one.of, "missing"))
        if found is not None:
            yield found, Export(one.kind, one.file, [], one.day, one.of), one.day, one.sha256


def _numbered(known: list[tuple[Contacts, Export, date, str]], today: date) -> tuple[list[_Frames], list[pl.DataFrame]]:
    """The frames of each export with the ids of its records, and who is listed where in each that has editions."""
    ids = record_ids.of(
        [record_ids.Rows(found.contacts, found.affiliations, found.kind, _owner(export)) for found, export, *_ in known]
    )
    records: list[_Frames] = []
    listings: list[pl.DataFrame] = []
    for (found, export, exported_on, digest), numbers in zip(known, ids, strict=True):
        found.ids = numbers
        frames = _records(found, export, exported_on, numbers)
        records.append(frames)
        if found.kind in snapshot.KINDS:
            listings.append(_listing(frames, found.kind, export, exported_on, digest, today))
    return records, listings


def _owner(export: Export) -> str:
    return f"friend:{export.of}" if export.of else "me"


def _read(export: Export, me: Me | None, today: date, problems: list[Problem]) -> Contacts | None:
    member = export.members[0]
    try:
        if not member.body.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
            raise tables.Unreadable("is empty", "export it again")
        several = "roster" if export.kind == "friend" else export.kind
        kind = several if len(export.members) > 1 else kinds.of(export, problems)
        if kind == "linkedin":
            # Messages of a friend are the friend's: whom the friend knows is all that is read.
            members = [m for m in export.members if export.of is None or linkedin.part(m.file) == "connections"]
            return linkedin.read(members, me.name if me and export.of is None else "")
        if kind == "vcard":
            return vcard.read(member.body, export.file)
        if kind == "roster":
            return roster.read(export.members, export.file, today)
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
        return Problem(export.file, "", text, remedy, "error")
    return Problem(export.file, "", "holds no contact although it is not empty", "export it again", "error")


def _others(found: Contacts, export: Export, me: Me | None) -> pl.DataFrame:
    """The contacts of one export without the user's own card and without the friend's who gave it."""
    people = found.contacts
    if me and people.height:
        people = people.filter(~_is_me(people, me, found, export))
    if export.of and people.height:
        friend = names.key(names.parse(export.of).name)
        people = people.filter(contacts.mapped(people["name"].fill_null(""), names.key, pl.String) != friend)
    return people


def _records(found: Contacts, export: Export, exported_on: date, ids: pl.DataFrame) -> _Frames:
    """Persons, affiliations and ties of one export, rows replaced by record ids."""
    people = found.contacts
    read_in = origin.said("export", found.kind, export.of, str(exported_on))
    persons = people.with_columns(
        ids["record_id"],
        source=pl.lit(found.kind),
        file=pl.lit(export.file),
        owner=pl.lit(_owner(export)),
        exported_on=pl.lit(exported_on),
        state=contacts.state(pl.col("state")),
    )
    affiliations = found.affiliations.join(ids, on="row").with_columns(
        state=contacts.state(pl.col("state")),
        source=pl.lit(found.kind),
        as_of=pl.coalesce("as_of", pl.lit(exported_on)),
        evidence=pl.coalesce("evidence", read_in),
    )
    ties = found.ties.join(ids, on="row").with_columns(evidence=pl.coalesce("evidence", read_in))
    if export.of:
        friend_id = implied.friend_id(export.of)
        ties = ties.filter(pl.col("kind") != "knows").with_columns(
            evidence=origin.said("friend connected", found.kind, export.of, pl.col("since")),
            other_record_id="record_id",
            record_id=pl.lit(friend_id),
        )
    else:
        ties = ties.with_columns(
            other_record_id=pl.when(pl.col("kind") == "knows").then("other_record_id").otherwise(pl.lit("me"))
        )
    return conform(persons, PERSON), conform(affiliations, AFFILIATION), conform(ties, TIE)


def _listing(
    frames: _Frames,
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
    # Another LinkedIn export replaces the earlier one, whatever its file is called; address books may be several.
    series = f"{kind} {export.of or 'me'}" if kind == "linkedin" else f"{kind} {export.of or 'me'} {export.file}"
    return conform(
        listing.with_columns(
            sha256=pl.lit(digest),
            series=pl.lit(series),
            source=pl.lit(kind),
            of=pl.lit(export.of, pl.String),
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
