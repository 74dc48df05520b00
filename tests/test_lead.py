"""What meets a search, in which order, and why."""

import linking
import pytest

from curbside.warehouse import insider, lead, opening, organisation, person, posting

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("case", linking.cases("lead"))
def test_leads(case):
    linking.check("lead", case)


POSTING = {
    "posting_id": "p",
    "title": "Cardiologist",
    "employer_name": "Mercy",
    "city": "Akron",
    "state": "OH",
    "posted_on": "2026-11-20",
}


def scores(*postings, **search):
    """Scores of one posting with these changes to it, by a search that asks for so much."""
    rows = [{**POSTING, "posting_id": f"p{n}"} | changes for n, changes in enumerate(postings)]
    con = linking.built({"raw.search": [{"ord": 1, "search": "s", **search}], "core.posting": rows})
    found = con.execute(
        "select score, fit, insider from core.lead join core.opening on opportunity_id = lead_id order by posting_id"
    ).fetchall()
    assert len(found) == len(postings)
    for total, fit, insider_ in found:
        assert total == pytest.approx(100 * (0.5 * fit + 0.5 * insider_**0.5), abs=0.06)
    return [total for total, _, _ in found]


@pytest.mark.parametrize(
    ("search", "said", "not_said"),
    [
        ({"min_pay": 300_000}, {"pay_year_max": 400_000}, {}),
        ({"employment": ["full-time"]}, {"employment_types": ["full-time"]}, {}),
        ({"visa": ["H-1B"]}, {"visa_h1b": True}, {}),
        ({"states": ["OH"]}, {}, {"city": None, "state": None}),
    ],
)
def test_what_a_posting_does_not_say_costs_a_little(search, said, not_said):
    more, less = scores(said, not_said, **search)
    assert more > less


def test_age_costs_more():
    new, of_spring, old = scores({}, {"posted_on": "2026-03-01"}, {"posted_on": "2025-01-01"})
    assert new > of_spring > old - 0.1
    assert [new] == scores({})


def test_a_tip_becomes_a_lead_of_the_first_search_even_where_nothing_else_would(tmp_path):
    con = linking.warehouse.connect()
    linking.fill(
        con,
        "raw.search",
        [{"ord": 1, "search": "cards", "specialties": ["207RC0000X"], "states": ["OH"], "agencies": True}],
    )
    linking.fill(con, "raw.me", [{"name": "Ana Ruiz"}])
    linking.fill(
        con,
        "raw.person_record",
        [{"record_id": "a", "source": "google", "owner": "me", "name": "Ben Okafor", "label": "friend"}],
    )
    teller = linking.warehouse.macro("alias_id", "a")
    linking.fill(con, "raw.journal", [
        {"said_at": "2026-11-20 10:00:00+00", "verb": "tip", "subject": teller, "object": "Quiet Hospital", "detail": {"place": "Reno, NV", "note": "two retire"}},
        {"said_at": "2026-11-21 10:00:00+00", "verb": "tip", "subject": teller, "object": "Riverside Methodist Hospital", "detail": {"title": "Cardiologist", "place": "Columbus, OH"}},
    ])  # fmt: skip
    for _ in range(2):  # a second run does not double it
        posting.tips(con)
        organisation.build(con, None)
        opening.build(con)
        person.build(con)
        insider.build(con, linking.TODAY)
        lead.build(con, linking.TODAY)
    rows = con.execute(
        "select employer_name, title, city, state, boards, why_words(reasons[1], 0, '', []), best_person from core.lead order by 1"
    ).fetchall()
    assert rows == [
        (
            "Quiet Hospital",
            "Physician (heard of, title not known)",
            "Reno",
            "NV",
            ["tip"],
            "heard of, never advertised",
            "Ben Okafor",
        ),
        (
            "Riverside Methodist Hospital",
            "Cardiologist",
            "Columbus",
            "OH",
            ["tip"],
            "heard of, never advertised",
            "Ben Okafor",
        ),
    ]
    told = con.execute(
        "select distinct person, relation, ask, path_words(path) from core.insider where path.args[2] = '2026-11-20'"
    ).fetchall()
    assert told == [("Ben Okafor", "in the market", "opening", "Ben Okafor told you of this opening on 2026-11-20")]
    # In the market the teller stands at the employer, which has no advertised posting.
    market = con.execute(
        "select organisation_name, open_postings, person, path_words(path) from core.market where person is not null order by 1"
    ).fetchall()
    assert (
        "Riverside Methodist Hospital",
        0,
        "Ben Okafor",
        "Ben Okafor told you of this opening on 2026-11-21",
    ) in market


POSTED = [("2026-11-20", True), (None, True), ("2025-12-20", True), ("2021-02-14", False)]


@pytest.fixture(scope="module")
def news():
    """Day of posting → (day, whether it is new) of its lead."""
    seen = POSTING | {"first_seen": "2026-11-23 11:00:00+00"}
    rows = [{**seen, "posting_id": f"p{n}", "posted_on": day} for n, (day, _) in enumerate(POSTED)]
    con = linking.built({"raw.search": [{"ord": 1, "search": "s"}], "core.posting": rows})
    query = "select posted_on::text, is_new from core.lead join core.opening on opportunity_id = lead_id where posting_id = ?"
    return {day: con.execute(query, [f"p{n}"]).fetchall() for n, (day, _) in enumerate(POSTED)}


@pytest.mark.parametrize(("posted_on", "new"), POSTED)
def test_what_was_posted_years_ago_is_no_news_and_keeps_its_day(news, posted_on, new):
    assert news[posted_on] == [(posted_on, new)]
