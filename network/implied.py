"""People whom no row of their own tells: the user, friends who gave an export, and whom a roster says its people know."""

import polars as pl

from curbside.network import contacts, names, origin, record_ids, roster
from curbside.network.contacts import Contacts, conform
from curbside.network.model import AFFILIATION, PERSON, TIE, Me, Network


def friend_id(friend: str) -> str:
    """The id of a friend's placeholder, until a record of the user's own bears the name."""
    return record_ids.record_id("friend", "me", names.key(names.parse(friend).name))


def add_friend(network: Network, friend: str) -> None:
    """The friend as a person: the one record of the user's own that bears the name, else one made for the entry."""
    key = names.key(names.parse(friend).name)
    own = network.persons.filter(pl.col("owner") == "me")
    same = own.filter(contacts.mapped(own["name"].fill_null(""), names.key, pl.String) == key)
    first = same.filter(pl.col("source") == same["source"][0]) if same.height else same
    placeholder = friend_id(friend)
    if first.height == 1:
        found = first["record_id"][0]
        network.ties = network.ties.with_columns(pl.col("record_id").replace(placeholder, found))
        return
    row = pl.DataFrame(
        {
            "record_id": [placeholder],
            "source": ["friend"],
            "file": ["curbside.toml"],
            "owner": ["me"],
            **_called(friend),
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
        }
    )
    tie = tie.with_columns(evidence=origin.said("gave contacts"))
    network.ties = pl.concat([network.ties, conform(tie, TIE)])


def add_known(network: Network) -> None:
    """Whom a roster's `knows` names together with a place of work: a person of their own, tied to who knows them."""
    known = roster.known_elsewhere(network.ties)
    if known.is_empty():
        return
    owners = network.persons.select("record_id", "name", "file", "exported_on").rename({"name": "knower"})
    known = known.join(owners, on="record_id", how="left").with_columns(
        identity=pl.concat_str("record_id", pl.lit("|"), "other_name")
    )
    made = known.with_columns(
        contacts.mapped(known["identity"], lambda i: record_ids.record_id("roster", "knows", i), pl.String).alias(
            "made"
        )
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


def add_me(network: Network, me: Me, mine: list[Contacts]) -> None:
    """The user's own record and career: what curbside.toml says, then what the LinkedIn archive adds to it."""
    emails = [me.email, *(e for found in mine for e in found.my_emails)]
    urls = [u for found in mine for u in found.my_urls]
    row = pl.DataFrame(
        {
            "record_id": ["me"],
            "source": ["me"],
            "file": ["curbside.toml"],
            "owner": ["me"],
            **_called(me.name),
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
        evidence=origin.said("settings"),
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


def _called(name: str) -> dict[str, list[str | None]]:
    """The columns of one row that a name fills."""
    return {part: [value] for part, value in names.parse(name)._asdict().items()}
