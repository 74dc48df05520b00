"""Signs of contact in a LinkedIn archive, at the edges: who is a contact, what is a circular, whose message it was."""

from datetime import date

import polars as pl
import pytest

from curbside.network import signs, tables
from curbside.network.contacts import Contacts

ME, BEN, CY = (f"https://www.linkedin.com/in/{name}" for name in ("ana", "ben", "cy"))
HEAD = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,IS MESSAGE DRAFT\n"


def sent(
    of="Ana Ruiz", url=ME, to="Ben Okafor", urls=BEN, on="2024-05-01 10:00:00 UTC", draft="No", conversation="1"
) -> str:
    return f'{conversation},"{of}",{url},"{to}","{urls}",{on},{draft}\n'


def got(of="Ben Okafor", url=BEN, to="Ana Ruiz", urls=ME, **more: str) -> str:
    return sent(of, url, to, urls, **more)


def read(*rows: str, mine=frozenset({"ana ruiz"})) -> tuple[dict[str, dict], Contacts]:
    contacts = Contacts("linkedin")
    table = tables.read(HEAD + "".join(rows), "messages.csv", signs.MESSAGES, need=3)
    found = signs.messages(table, contacts, set(mine))
    return {(r["url"] or r["name"]): r for r in found.iter_rows(named=True)}, contacts


@pytest.fixture(scope="module")
def key() -> str:
    from curbside.network import names

    return names.key("Ana Ruiz")


def counts(rows: dict[str, dict]) -> dict[str, tuple]:
    return {who.rpartition("/")[2]: (r["count"], r["keep"], r["two_way"]) for who, r in rows.items()}


def test_who_was_written_to_is_a_contact_who_only_wrote_is_none(key):
    rows, contacts = read(
        sent(), got(on="2024-06-01 10:00:00 UTC"), got("Cy Dunn", CY, on="2024-07-01 10:00:00 UTC"), mine={key}
    )
    assert counts(rows) == {"ben": (2, True, True), "cy": (1, False, False)}
    ben = rows["linkedin.com/in/ben"]
    assert (ben["since"], ben["last_on"], ben["kind"], ben["name"]) == (
        date(2024, 5, 1),
        date(2024, 6, 1),
        "message",
        "Ben Okafor",
    )
    assert ben["evidence"] == '{"code":"messages","args":["1","1"]}'
    assert contacts.my_urls == ["linkedin.com/in/ana"]


def test_two_messages_one_way_are_no_exchange_and_a_draft_is_none(key):
    rows, _ = read(sent(), sent(), mine={key})
    assert counts(rows) == {"ben": (2, True, False)} and rows["linkedin.com/in/ben"]["name"] == "Ben Okafor"
    assert counts(read(got(url=""), mine={key})[0]) == {"Ben Okafor": (1, False, False)}
    assert counts(read(sent(), sent(draft="Yes"), sent(draft="true"), sent(draft="1"), mine={key})[0]) == {
        "ben": (1, True, False)
    }
    assert counts(read(sent(draft=""), mine={key})[0]) == {"ben": (1, True, False)}


@pytest.mark.parametrize(("to", "kept"), [(4, True), (5, False)])
def test_more_than_four_recipients_are_a_circular(key, to, kept):
    others = [f"https://linkedin.com/in/p{n}" for n in range(to)]
    rows, _ = read(sent(to="", urls=",".join(others)), got(), mine={key})
    assert len(rows) == 1 + to * kept
    rows, _ = read(got(urls=",".join([ME, *others[1:]])), sent(to="Cy Dunn", urls=CY), mine={key})
    assert ("linkedin.com/in/ben" in rows) is kept
    names = ",".join(f"Pat P{'abcde'[n]}rker" for n in range(to))
    rows, _ = read(sent(to=names, urls=""), mine={key})
    assert len(rows) == to * kept


def test_a_name_belongs_to_a_profile_only_where_the_message_went_to_one(key):
    rows, _ = read(sent(to="Ben Okafor,Cy Dunn", urls=f"{BEN},{CY}"), mine={key})
    assert {r["name"] for r in rows.values()} == {None} and len(rows) == 2


def test_who_is_addressed_by_name_has_the_profile_of_their_only_answer(key):
    rows, _ = read(sent(urls=""), got(), mine={key})
    assert counts(rows) == {"ben": (2, True, True)}
    other = "https://www.linkedin.com/in/ben-2"
    rows, _ = read(sent(urls=""), got(), got(url=other), mine={key})  # two of that name have answered
    assert counts(rows)["Ben Okafor"] == (1, True, False)


def test_the_user_is_told_by_profile_where_the_name_changed(key):
    rows, _ = read(sent(), sent(of="Ana Maria Ruiz Vega", on="2024-08-01 10:00:00 UTC"), mine={key})
    assert counts(rows) == {"ben": (2, True, False)}


def test_an_unknown_owner_is_who_takes_part_in_most_conversations(key):
    rows = [sent(conversation="1"), sent(to="Cy Dunn", urls=CY, conversation="2"), got(conversation="1")]
    assert counts(read(*rows, mine=set())[0]) == {"ben": (2, True, True), "cy": (1, True, False)}
    two = [sent(), got()]
    assert {who: keep for who, (_, keep, _) in counts(read(*two, mine=set())[0]).items()} == {
        "ben": False,
        "ana": False,
    }


def test_invitations_say_who_invited_whom():
    text = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Ana Ruiz,Ben Okafor,"5/2/24, 9:00 AM",,OUTGOING,{ME},{BEN}\nCy Dunn,Ana Ruiz,"5/3/24, 9:00 AM",,INCOMING,{CY},{ME}\n'
    )
    rows = signs.invitations(tables.read(text, "Invitations.csv", signs.INVITATIONS, need=3)).to_dicts()
    assert [(r["url"], r["name"], r["since"], r["last_on"], r["evidence"]) for r in rows] == [
        (
            "linkedin.com/in/ben", "Ben Okafor", date(2024, 5, 2), date(2024, 5, 2),
            '{"code":"invited them","args":[]}',
        ),
        ("linkedin.com/in/cy", "Cy Dunn", date(2024, 5, 3), date(2024, 5, 3), '{"code":"invited you","args":[]}'),
    ]  # fmt: skip
    assert {(r["kind"], r["count"], r["two_way"], r["keep"]) for r in rows} == {("invitation", 1, False, False)}


@pytest.mark.parametrize(
    ("status", "counted"),
    [("VISIBLE", True), ("", True), ("REJECTED", False), ("Declined", False), ("pending", False)],
)
def test_a_recommendation_counts_unless_it_was_refused(status, counted):
    text = f"First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nBen,Okafor,Elm,MD,,05/02/24,{status}\n"
    table = tables.read(text, "r.csv", signs.RECOMMENDATIONS, need=3)
    assert signs.named(table, "recommendation", "x").height == counted


def test_of_several_the_first_and_the_last_day_are_kept():
    text = (
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
        f"Ben,Okafor,{BEN},x,2020-01-01,2021-01-01\nBen,,{BEN},x,2019-06-01,2019-07-01\nCy,Dunn,,x,2022-03-01,\nPrince,,,x,2022-04-01,\n,,,x,2022-01-01,\n"
    )
    table = tables.read(text, "n.csv", signs.NOTES, need=3)
    rows = signs.named(table, "note", "note", keep=True).to_dicts()
    assert [(r["name"], r["since"], r["last_on"], r["count"], r["keep"], r["two_way"]) for r in rows] == [
        ("Ben Okafor", date(2019, 6, 1), date(2021, 1, 1), 2, True, False),
        ("Cy Dunn", date(2022, 3, 1), date(2022, 3, 1), 1, True, False),
        ("Prince", date(2022, 4, 1), date(2022, 4, 1), 1, True, False),
    ]
    assert signs.named(table, "note", "note")["keep"].to_list() == [False] * 3


PEOPLE = pl.DataFrame(
    {
        "row": [1, 2, 3, 4, 5],
        "url": ["in/ben", None, None, "in/dee", "in/ben"],
        "name": ["Ben Okafor", "Cy Dunn", "Eve Law", "Dee Moss", "Eve Law"],
    }
)


@pytest.mark.parametrize(
    ("url", "name", "row"),
    [
        ("in/ben", "Somebody Else", 1),  # by profile, whatever the name; of two with it the first
        (None, "Cy Dunn", 2),
        ("in/cy", "Cy Dunn", 2),  # the contact's own profile is not known
        (None, "Dee Moss", 4),
        ("in/dee-2", "Dee Moss", None),  # a namesake with a profile of his own
        (None, "Eve Law", None),  # two contacts of that name
        (None, "Nobody Here", None),
        (None, None, None),
    ],
)
def test_a_sign_belongs_to_the_contact_of_its_profile_else_of_its_only_name(url, name, row):
    one = pl.DataFrame({"url": [url], "name": [name]}, schema={"url": pl.String, "name": pl.String})
    assert signs.attached(one, PEOPLE)["row"].to_list() == [row]
