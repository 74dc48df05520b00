"""Rules that decide, at their very edges: each of these once could be bent without a test that noticed."""

import linking
import pytest

from curbside import warehouse
from curbside.commands import pulling
from curbside.job import steps
from curbside.warehouse import lead, model, posting, reminder

POSTING = {"posting_id": "p", "title": "Cardiologist", "employer_name": "Mercy", "city": "Akron", "state": "OH"}
BEN = {"record_id": "a", "source": "linkedin", "owner": "me", "name": "Ben Okafor"}
AT_MERCY = {
    "record_id": "a", "kind": "work", "organisation_name": "Mercy", "city": "Akron", "state": "OH", "title": "Internist",
    "is_current": True, "as_of": "2026-11-01", "source": "linkedin", "evidence": "LinkedIn export",
}  # fmt: skip
MATCH = [{"name": "Mercy", "city": "Akron", "state": "OH", "organisation_id": "mercy", "confidence": 1.0}]


def told(given, query):
    """What `query` finds once everything is derived from `given`, as of 23 November 2026."""
    con = linking.built({"core.posting": [POSTING], "match": MATCH, **given})
    linking.view(con, "insiders", "cautions", "reminders")
    return con.execute(query).fetchall()


def known(last_on, record="a"):
    tie = {
        "record_id": record, "other_record_id": "me", "kind": "message", "last_on": last_on, "count": 1, "evidence": "m",
    }  # fmt: skip
    person = {**BEN, "record_id": record, "name": f"Ben {record.upper()}kafor"}
    return {
        "raw.person_record": [person],
        "raw.affiliation_record": [{**AT_MERCY, "record_id": record}],
        "raw.tie_record": [tie],
    }


@pytest.mark.whole
def test_a_tie_is_cold_after_three_years():
    days = {"a": "2023-11-22", "b": "2023-11-23", "c": "2024-05-01"}
    each = [known(day, record) for record, day in days.items()]
    given = {table: [row for one in each for row in one[table]] for table in each[0]}
    found = told(given, "select person, cautions from insiders union all select p.name, [rule] from cautions join core.person p using (person_id) order by all")  # fmt: skip
    cold = [("Ben Akafor", ["cold"])] * 2
    assert found == [*cold, ("Ben Bkafor", []), ("Ben Ckafor", [])]


@pytest.mark.whole
def test_pay_and_distance_that_are_just_what_was_asked_for_are_enough():
    miles = 34.5  # half a degree of latitude is 34.5 miles
    near = {"place": "Here", "latitude": 41.0, "longitude": -81.0}
    pay = {"l": 349_999, "m": 350_000, "n": 350_001, "o": None}
    given = {
        "raw.search": [
            {"ord": 1, "search": "pay", "min_pay": 350_000},
            {"ord": 2, "search": "far", "near": [{**near, "miles": miles - 0.1}]},
            {"ord": 3, "search": "near", "near": [{**near, "miles": miles + 0.1}]},
        ],
        "core.posting": [{**POSTING, "posting_id": n, "pay_year_max": most} for n, most in pay.items()],
        "core.posting_place": [
            {"posting_id": n, "city": "Akron", "state": "OH", "latitude": 41.5, "longitude": -81.0} for n in pay
        ],
    }
    found = told(given, "select search, list(p.posting_id order by p.posting_id) from leads l join core.opening p on p.opportunity_id = l.lead_id group by 1 order by 1")  # fmt: skip
    assert found == [("near", ["l", "m", "n", "o"]), ("pay", ["m", "n", "o"])]


@pytest.mark.whole
def test_only_the_three_nearest_in_the_market_are_named_and_nobody_further_than_thirty_miles():
    towns = {"Akron": 41.08, "Kent": 41.15, "Cuyahoga Falls": 41.13, "Stow": 41.16, "Wadsworth": 41.03, "Toledo": 41.66}
    records = [{**BEN, "record_id": t, "name": f"{t} Person", "city": t, "state": "OH"} for t in towns if t != "Akron"]
    places = [
        {"posting_id": "p", "city": t, "state": "OH", "latitude": lat, "longitude": -83.56 if t == "Toledo" else -81.5}
        for t, lat in towns.items()
    ]
    posting = {**POSTING, "latitude": 41.08, "longitude": -81.5}
    given = {"core.posting": [posting], "core.posting_place": places, "raw.person_record": records}
    found = [name for (name,) in told(given, "select person from insiders where relation = 'in the market'")]
    assert len(found) == 3 and "Toledo Person" not in found


@pytest.fixture(scope="module")
def nobody_there():
    """An opening where the user knows nobody, up to its leads."""
    return linking.built({"core.posting": [POSTING]}, "person insider")


@pytest.mark.whole
@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (["A"], None),
        (["A", "B"], "may know you there, as CMS lists them: A, B"),
        (["A", "B", "C"], "may know you there, as CMS lists them: A, B and 1 more"),
        (["A", "B", "C", "D"], "may know you there, as CMS lists them: A, B and 2 more"),
    ],
)
def test_two_who_may_know_the_user_are_named_and_the_rest_is_counted(nobody_there, listed, said):
    con = nobody_there
    con.execute("delete from core.may_know")
    con.execute(
        "insert into core.may_know select opportunity_id, n, n, n, [], 1 from core.opportunity, unnest(?) t(n)",
        [listed],
    )
    lead.build(con, linking.TODAY)
    reminder.build(con, linking.TODAY)
    linking.view(con, "leads")
    ((why, step),) = con.execute("select why, next_step from leads").fetchall()
    assert step == "write to A, whom CMS lists there and who may know you"
    assert [w for w in why if w.startswith("may know you there")] == [said] * (said is not None)


@pytest.mark.whole
@pytest.mark.parametrize(("family", "is_made_up"), [("usajobs", False), ("jsonld", True)])
def test_a_closing_day_of_law_is_believed_and_one_that_a_board_makes_up_is_not(family, is_made_up):
    con = warehouse.connect()

    def landed():
        con.execute(
            """
            insert into stage_run by name select '1' as run_id, 'b' as board, ? as family, now() as started_at, now() as ended_at,
                'done' as status, true as complete, true as whole, false as decide, 1 as listed
            """,
            [family],
        )
        con.execute(
            """
            insert into stage_record by name select 'b' as board, 'k' as key, 'list' as part, ? as family, 7 as digest,
                timestamptz '2026-11-05 12:00:00+00' as seen_at, 'Physician' as title, '2026-11-01' as posted, '2027-03-01' as closes
            """,
            [family],
        )

    model.run(con, "posting", calls={posting.LANDED: landed, posting.READ: lambda: posting._normalise(con)})
    ((closes_on, synthetic),) = con.execute("select closes_on::text, closes_synthetic from core.posting").fetchall()
    assert (closes_on, synthetic) == (None if is_made_up else "2027-03-01", is_made_up)  # four months to the day


@pytest.mark.parametrize(
    ("statuses", "code"), [(["done", "done"], 0), (["done", "failed"], 3), (["failed", "done"], 3), ([], 0)]
)
def test_one_board_that_failed_is_exit_status_3(statuses, code, capsys):
    outcomes = [steps.Outcome(f"b{n}", s, "it broke", 0, 0, 0, 1) for n, s in enumerate(statuses)]
    assert pulling._report(outcomes, []) == code
    assert capsys.readouterr().err.count("FAILED: it broke") == statuses.count("failed")


@pytest.mark.whole
def test_a_reminder_is_due_from_a_fortnight_ahead():
    given = {
        **known("2026-11-01"),
        "raw.journal": [
            {
                "said_at": "2026-11-10 10:00:00+00", "verb": "log", "subject": "a", "object": None,
                "detail": {"how": "call", "on": "2026-11-10", "mood": "good"},
            },
            {"said_at": "2026-11-10 11:00:00+00", "verb": "label", "subject": "a", "object": "friend", "detail": {"every": every}},
        ],
    } if (every := 27) else {}  # fmt: skip
    assert told(given, "select due_on::text, cause from reminders") == [("2026-12-07", "upkeep")]
    given["raw.journal"][1]["detail"]["every"] = 28
    assert told(given, "select count(*) from reminders") == [(0,)]


# A search, what two postings of an opening say, and whether the opening meets it.
PUT_TOGETHER = [
    ({"employment": ["academic"]}, {"academic": True}, {"academic": False}, True),
    ({"employment": ["fellowship"]}, {"fellowship": True}, {"fellowship": False}, True),
    # of a posting that is a fellowship alone, nobody knows that it is full-time; of one that may be more, it may be
    ({"employment": ["full-time"]}, {"fellowship": True}, {"fellowship": True}, False),
    ({"visa": ["J-1"]}, {"visa_j1": True}, {"visa_j1": False}, False),  # one that rules it out rules it out
    ({"visa": ["H-1B"]}, {"visa_h1b": False}, {}, False),
    ({"visa": ["J-1"]}, {"visa_j1": True}, {}, True),
    ({"min_pay": 300_000}, {"pay_year_max": 350_000}, {"pay_year_max": 200_000}, True),
    ({"min_pay": 300_000}, {"pay_year_max": None, "pay_year_min": 300_000}, {"pay_year_max": 200_000}, True),
    # an agency hides the employer only where no other posting names it
    ({"agencies": False}, {"employer_kind": "agency"}, {"employer_kind": "employer"}, True),
    ({"agencies": False}, {"employer_kind": "agency"}, {"employer_kind": "agency"}, False),
    ({"agencies": False}, {"employer_kind": "agency", "agency_client": "Mercy"}, {"employer_kind": "agency"}, True),
    ({"exclude": ["nocturnist"]}, {"title": "Nocturnist"}, {}, False),
    ({"states": ["TX"]}, {"city": None, "state": None, "remote": True}, {"city": None, "state": None}, True),
    ({"states": ["TX"]}, {}, {}, False),
]


@pytest.mark.whole
def test_what_two_postings_of_an_opening_say_is_put_together():
    searches = [{"ord": n, "search": str(n), **case[0]} for n, case in enumerate(PUT_TOGETHER)]
    postings = [
        {**POSTING, "posting_id": f"{way}-{n}-{first}", **(case[1] if (way == "a") is (first == 1) else case[2])}
        for n, case in enumerate(PUT_TOGETHER) for way in "ab" for first in (1, 2)
    ]  # fmt: skip
    con = linking.built({"core.posting": postings, "raw.search": searches}, "person insider")
    con.execute("update core.opening set opportunity_id = posting_id[:-3]")
    con.execute("update core.opportunity set opportunity_id = (select any_value(posting_id[:-3]) from core.posting where short_id(posting_id) = opportunity_id)")  # fmt: skip
    con.execute("delete from core.opportunity where rowid not in (select min(rowid) from core.opportunity group by opportunity_id)")  # fmt: skip
    lead.build(con, linking.TODAY)
    met = set(con.execute("select search, lead_id from core.lead").fetchall())
    for n, (search, says, says_not, is_lead) in enumerate(PUT_TOGETHER):
        for way in "ab":
            assert ((str(n), f"{way}-{n}") in met) is is_lead, (search, says, says_not, way)
