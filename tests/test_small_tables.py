"""Single SQL files run on tables of a few rows: which word wins, which place is told, which day a reminder is due."""

import linking
import pytest

from curbside import warehouse
from curbside.warehouse import model


def database(*statements: str):
    con = warehouse.connect()
    con.execute("set variable today = date '2026-11-23'")
    for statement in statements:
        con.execute(statement)
    return con


@pytest.mark.parametrize(("first", "last"), [("same", "different"), ("different", "same")])
def test_of_two_words_on_a_pair_of_openings_the_newest_wins_whichever_way_round_it_was_said(first, last):
    con = database(
        "insert into core.posting (posting_id, board, board_posting_id) values ('a', 'x', 'a'), ('b', 'x', 'b')",
        "create temp table opening_cluster (posting_id text, cluster text)",
        f"""insert into raw.journal (said_at, verb, subject, object) values
            ('2026-11-01', '{first}', short_id('a'), 'b'), ('2026-11-02', '{last}', 'b', ' a ')""",
    )
    model.execute(con, "opening/word")
    assert con.execute("select verb from opening_said").fetchall() == [(last,)]
    assert con.execute("select count(distinct cluster) from opening_joined").fetchone() == (1 if last == "same" else 0,)


def test_initials_mean_the_one_hospital_of_the_town_that_has_them():
    names = {"1": "Barnes Jewish Hospital", "2": "Saint Marys Hospital", "3": "Sunrise Meadow Hospital"}
    con = database(
        model.sql("organisation/table"),
        "create macro unit_house(text) as null",
        "create temp table mention_place (mention_id text, bare text, city text, state text)",
        *(
            f"insert into core.organisation (organisation_id, state, city) values ('ccn:{n}', 'MO', 'Saint Louis')"
            for n in names
        ),
        *(
            f"insert into core.organisation_alias (organisation_id, alias) values ('ccn:{n}', '{name}')"
            for n, name in names.items()
        ),
        "insert into core.mention select unnest(['one', 'two', 'small', 'mixed', 'away', 'other', 'short', 'behind']), 'BJH', 'Saint Louis', 'MO'",
        "update core.mention set name = 'BJH Saint Louis' where mention_id = 'behind'",
        """insert into mention_place values
            ('one', 'BJH', 'Saint Louis', 'MO'), ('behind', null, 'Saint Louis', 'MO'), ('two', 'SMH', 'Saint Louis', 'MO'), ('small', 'bjh', 'Saint Louis', 'MO'),
                ('mixed', 'Bjh', 'Saint Louis', 'MO'),
            ('away', 'BJH', 'Kansas City', 'MO'), ('other', 'BJH', 'Saint Louis', 'IL'), ('short', 'BJ', 'Saint Louis', 'MO')""",
    )
    model.execute(con, "organisation/initial")
    assert con.execute("from initial_match order by 1").fetchall() == [
        ("behind", "ccn:1", True),
        ("one", "ccn:1", True),
        ("small", "ccn:1", True),
    ]


def echoed(confidence: float, name: str = "Quillwort Clinic") -> list[tuple[str, float]]:
    """What a placeless `name` means where a row with its place is `confidence` sure, and the name alone meant another."""
    con = database(
        "create table core.mention (mention_id text, name text, city text, state text)",
        "create temp table placeholder (name text)",
        "create temp table company_mention (mention_id text)",
        "create temp table word (word text, kind text)",
        "insert into word values ('clinic', 'type'), ('family', 'common')",
        f"insert into core.mention values ('placed', '{name}', 'Akron', 'OH'), ('bare', '{name}', null, null)",
        f"""create temp table text_token as
            select '{name}' as text, lower('{name}') as canon, string_split(lower('{name}'), ' ') as tokens""",
        "create table core.organisation (name text, kind text, source text)",
        """insert into core.organisation values ('Quay Hospital', 'hospital', 'cms'), ('Quill Home', 'hospital', 'cms'),
            ('Quay Lane Home', 'hospital', 'cms'), ('Quiet Lake Hall', 'hospital', 'former list')""",
        "create macro word_stem(w) as w",
        "create macro untrained(name) as name",
        "create macro tier(c) as 'any'",
        """create table core.mention_match (mention_id text, organisation_id text, rank integer, tier text, confidence double,
            reason struct(code text, args text[], about text[]))""",
        f"""insert into core.mention_match values ('placed', 'quillwort', 1, 'any', {confidence}, said('given', [])),
            ('bare', 'other', 1, 'any', 0.6, said('like', []))""",
    )
    model.execute(con, "organisation/plain")
    model.execute(con, "organisation/echo")
    query = "select organisation_id, confidence from core.mention_match where mention_id = 'bare' order by rank"
    return con.execute(query).fetchall()


@pytest.mark.whole
def test_a_name_without_its_place_means_what_it_means_with_one():
    assert echoed(0.79) == [("other", 0.6)]  # not sure enough to be echoed
    assert echoed(0.8) == [("quillwort", 0.8), ("other", 0.5)]  # sure: whoever the name alone meant is less so
    assert echoed(0.95) == [("quillwort", 0.9), ("other", 0.5)]
    assert echoed(0.95, "QLH") == [("quillwort", 0.9), ("other", 0.5)]  # of one hospital of today
    assert echoed(0.95, "QH") == [("quillwort", 0.7), ("other", 0.6)]  # letters of two hospitals
    assert echoed(0.95, "Family Clinic") == [("quillwort", 0.7), ("other", 0.6)]  # words that anybody bears


AKRON = {"posting_id": "p", "title": "Cardiologist", "employer_name": "Mercy", "city": "Akron", "state": "OH"}


@pytest.mark.whole
def test_an_employer_without_its_place_is_where_it_posts():
    told = {  # what the register says of the place, and what is shown
        "a": (None, None, "Akron", "OH"),
        "b": ("akron", None, "akron", "OH"),
        "c": ("Kent", None, None, None),  # another town, whose state is not known, is in no search's state
        "d": (None, "OH", "Akron", "OH"),
        "e": (None, "PA", None, None),
    }
    con = linking.built(
        {
            "raw.search": [{"ord": 1, "search": "s", "states": ["OH"]}],
            "core.posting": [{**AKRON, "posting_id": n, "employer_name": f"Mercy {n}"} for n in told],
            "core.organisation": [
                {"organisation_id": n, "name": f"Mercy {n}", "kind": "hospital", "city": place[0], "state": place[1]}
                for n, place in told.items()
            ],
            "match": [
                {"name": f"Mercy {n}", "city": "Akron", "state": "OH", "organisation_id": n, "confidence": 1.0}
                for n in told
            ],
        }
    )
    found = con.execute("select organisation_id, city, state from core.market order by 1").fetchall()
    assert found == [(n, *place[2:]) for n, place in told.items() if place[2]]


def reminded(*stages: tuple[str, str, str], **person: object) -> list[tuple[str, str, str, str]]:
    """(kind, cause, person, day due) of the reminders that stages (lead's posting, stage, day) bring."""
    journal = [
        {"said_at": f"{day} 10:00:00", "verb": "stage", "subject": lead, "object": stage, "detail": "{}"}
        for lead, stage, day in stages
    ]
    at_work = {"kind": "work", "organisation_name": "Kestrel Clinic", "city": "Kent", "state": "OH", "is_current": True}
    con = linking.built(
        {
            "core.posting": [{**AKRON, "posting_id": n, "title": f"Cardiologist {n}"} for n in ("p", "q")],
            "raw.person_record": [
                {"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                {"record_id": "a", "source": "roster", "owner": "me", "name": "Ben Okafor", **person},
            ],
            "raw.affiliation_record": [{"record_id": r, **at_work} for r in ("me", "a")],
        },
        "person insider",
    )
    linking.fill(con, "raw.journal", journal)
    con.execute("update raw.journal set subject = short_id(subject)")
    linking.lead.build(con, linking.TODAY)
    linking.reminder.build(con, linking.TODAY)
    query = "select kind, reason.code, coalesce(p.name, '-'), due_on::text from core.reminder left join core.person p using (person_id) order by all"
    return con.execute(query).fetchall()


@pytest.mark.whole
def test_who_accepts_withdraws_elsewhere_the_next_day_and_thanks_colleagues_before_going():
    found = reminded(("q", "applied", "2026-11-10"), ("p", "accepted", "2026-11-20"), label="colleague")
    assert ("close out", "withdraw", "-", "2026-11-21") in found
    assert ("thank", "leaving", "Ben Okafor", "2026-12-04") in found


@pytest.mark.whole
def test_whom_the_user_never_named_nor_met_is_not_thanked_on_leaving():
    assert [r for r in reminded(("p", "accepted", "2026-11-20")) if r[1] == "leaving"] == []
