"""Signs of contact in a LinkedIn archive: with whom, how often and when; never what was written."""

import polars as pl

from curbside.network import contacts, names, origin, tables
from curbside.network.contacts import ROW_TIE, Contacts, conform, mapped

MESSAGES = tables.aliases(
    conversation="CONVERSATION ID",
    sender="FROM|Von|De",
    sender_url="SENDER PROFILE URL",
    recipients="TO|An|À|Para",
    recipient_urls="RECIPIENT PROFILE URLS",
    sent="DATE|Datum|Fecha|Data",
    draft="IS MESSAGE DRAFT",
)
INVITATIONS = tables.aliases(
    sender="From",
    recipient="To",
    sent="Sent At",
    direction="Direction",
    sender_url="inviterProfileUrl",
    recipient_url="inviteeProfileUrl",
)
RECOMMENDATIONS = tables.aliases(
    given="First Name",
    family="Last Name",
    employer="Company",
    title="Job Title",
    on="Creation Date",
    status="Status",
)
ENDORSEMENTS = tables.aliases(
    on="Endorsement Date",
    given="Endorser First Name|Endorsee First Name",
    family="Endorser Last Name|Endorsee Last Name",
    url="Endorser Public Url|Endorsee Public Url",
    status="Endorsement Status",
)
NOTES = tables.aliases(
    given="Connection First Name",
    family="Connection Last Name",
    url="Connection Profile URL",
    on="Edited On",
    first_on="Created On",
)
MANY = 4  # a message to more people than this is a circular, no sign of knowing someone


# A sign of contact with someone who is named, not yet a row: what messages, notes and the others yield.
_SIGN = pl.Schema({"url": pl.String, "name": pl.String, "employer": pl.String, "title": pl.String, "keep": pl.Boolean})
SIGN = pl.Schema(dict(_SIGN) | {c: t for c, t in ROW_TIE.items() if c not in ("row", "other_record_id", "other_name")})


def messages(table: tables.Table, found: Contacts, mine: set[str]) -> pl.DataFrame:
    """Who was written to or wrote, how often and when. `mine`: keys of the user's names; the user's own profile is
    told by them, else by who takes part in most conversations, and added to `found.my_urls`. Where neither tells,
    nobody was written to."""
    frame = table.frame.select(
        table.column("conversation"),
        table.column("sender"),
        url=contacts.profile_url(table.column("sender_url")),
        to=table.column("recipients"),
        to_urls=table.column("recipient_urls"),
        on=table.days("sent"),
        draft=table.column("draft").str.to_lowercase().is_in(["true", "yes", "1"]).fill_null(False),
    ).filter(~pl.col("draft"))
    sender_key = mapped(frame["sender"].fill_null(""), lambda n: names.key(names.parse(n).name), pl.String)
    frame = frame.with_columns(sender_key.alias("sender_key"))
    if not frame.filter(pl.col("sender_key").is_in(list(mine))).height:
        mine = _owner(frame)
    my_urls = set(frame.filter(pl.col("sender_key").is_in(list(mine)))["url"].drop_nulls().to_list())
    found.my_urls += sorted(my_urls)
    is_mine = pl.col("url").is_in(list(my_urls)).fill_null(False) | pl.col("sender_key").is_in(list(mine))
    frame = frame.with_columns(is_mine.alias("out"))
    received = _received(frame)
    both = pl.concat([received, *_sent(frame, received)])
    return _counted(both.filter(~pl.col("url").is_in(list(my_urls)).fill_null(False)))


def _received(frame: pl.DataFrame) -> pl.DataFrame:
    """Messages to the user alone or with few: url, name, on, out."""
    circular = pl.col("to_urls").fill_null("").str.count_matches(",") >= MANY
    return frame.filter(
        ~pl.col("out") & ~circular & (pl.col("url").is_not_null() | pl.col("sender").is_not_null())
    ).select("url", pl.col("sender").alias("name"), "on", "out")


def _sent(frame: pl.DataFrame, received: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The user's messages, one row a recipient: those addressed by profile, and those by name alone."""
    addressed = pl.col("to_urls").str.split(",").list.eval(contacts.profile_url(pl.element())).list.drop_nulls()
    sent = frame.filter("out").with_columns(
        addressed.alias("urls"),
        mapped(frame.filter("out")["to"].fill_null(""), names.several, pl.List(pl.String)).alias("names"),
    )
    direct = sent.filter(pl.col("urls").list.len().is_between(1, MANY))
    by_url = direct.select("urls", pl.col("to").alias("name"), "on", "out", pl.col("urls").list.len().alias("n"))
    by_url = by_url.explode("urls").select(
        pl.col("urls").alias("url"), pl.when(pl.col("n") == 1).then("name").alias("name"), "on", "out"
    )
    unaddressed = sent.filter(pl.col("urls").list.len().fill_null(0) == 0).filter(pl.col("names").list.len() <= MANY)
    by_name = unaddressed.explode("names").select(
        pl.lit(None, pl.String).alias("url"), pl.col("names").alias("name"), "on", "out"
    )
    # Older exports give recipients by name only: their address stands where they answered in the same file.
    seen = received.drop_nulls().unique(["name", "url"]).filter(pl.len().over("name") == 1).select("name", known="url")
    by_name = by_name.join(seen, on="name", how="left").select(
        pl.coalesce("url", "known").alias("url"), "name", "on", "out"
    )
    return by_url, by_name


def _counted(both: pl.DataFrame) -> pl.DataFrame:
    """One row a correspondent: how many messages each way, and when."""
    who = pl.coalesce("url", "name")
    ties = (
        both.group_by(who.alias("who"), maintain_order=True)
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
    said = origin.said("messages", pl.col("sent"), received_count)
    # Only someone whom the user wrote to is a contact: unanswered messages are mostly advertisements.
    return conform(ties.with_columns(kind=pl.lit("message"), keep=pl.col("sent") > 0, evidence=said), SIGN)


def _owner(frame: pl.DataFrame) -> set[str]:
    """Keys of the name that takes part in most conversations: the owner is in all of them, anyone else in few. Empty
    where two are in as many."""
    others = frame.select("conversation", pl.col("to").str.split(",").alias("name")).explode("name").drop_nulls("name")
    keys = mapped(others["name"], lambda n: names.key(names.parse(n).name), pl.String)
    there = pl.concat([frame.select("conversation", key="sender_key"), others.select("conversation", key=keys)])
    often = there.filter(pl.col("key") != "").group_by("key").agg(pl.col("conversation").n_unique().alias("n"))
    first = often.filter(pl.col("n") == pl.col("n").max())
    return set(first["key"].to_list()) if first.height == 1 else set()


def invitations(table: tables.Table) -> pl.DataFrame:
    """Who invited whom; counts only for people who are connected by now."""
    out = table.column("direction").str.to_lowercase() == "outgoing"
    on = table.days("sent")
    frame = table.frame.select(
        url=contacts.profile_url(
            pl.when(out).then(table.column("recipient_url")).otherwise(table.column("sender_url"))
        ),
        name=pl.when(out).then(table.column("recipient")).otherwise(table.column("sender")),
        since=on,
        last_on=on,
        evidence=pl.when(out).then(origin.said("invited them")).otherwise(origin.said("invited you")),
    ).with_columns(kind=pl.lit("invitation"), count=pl.lit(1), two_way=pl.lit(False), keep=pl.lit(False))
    return conform(frame, SIGN)


def named(table: tables.Table, kind: str, code: str, *, keep: bool = False) -> pl.DataFrame:
    """Recommendations, endorsements or notes: one row a person, `code` as evidence. `keep`: makes a contact."""
    on, first_on = table.days("on"), table.days("first_on")
    refused = table.column("status").str.to_lowercase().is_in(["rejected", "declined", "pending"]).fill_null(False)
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
        grouped.with_columns(kind=pl.lit(kind), keep=pl.lit(keep), two_way=pl.lit(False), evidence=origin.said(code)),
        SIGN,
    )


def attached(signs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`signs` with `row`, that of the contact in `people` (row, name, url) with the same profile, else with a name that
    only one contact has; null where none is sure. `key` compares the names of those without a profile of a contact."""
    by_url = people.drop_nulls("url").unique("url", keep="first").select("url", by_url="row")
    signs = signs.join(by_url, on="url", how="left", maintain_order="left")
    unknown = pl.when(pl.col("by_url").is_null()).then("name").alias("name")
    written = signs.select(unknown).to_series()
    signs = signs.with_columns(mapped(written, lambda n: names.key(names.parse(n).name), pl.String).alias("key"))
    known = people.select("row", "url", mapped(people["name"], names.key, pl.String).alias("key"))
    by_name = known.filter(pl.len().over("key") == 1).select("key", by_name="row", at="url")
    joined = signs.join(by_name, on="key", how="left", maintain_order="left")
    # A namesake with a profile of his own is someone else.
    same = pl.col("url").is_null() | pl.col("at").is_null()
    return joined.with_columns(row=pl.coalesce("by_url", pl.when(same).then("by_name"))).drop("by_url", "by_name", "at")
