"""One lead's whole story, from rows: what is said where something is not known, and what to do where nobody is."""

from contextlib import nullcontext
from datetime import date

import pytest

from curbside.exports import story

DAY = date(2026, 11, 23)
OPENING = {
    "opportunity_id": "a1", "title": "Cardiologist", "employer_name": "Elm Hospital", "employer_kind": "hospital", "specialty": "Cardiology",
    "city": "Lima", "state": "OH", "pay_year_min": 400_000, "pay_year_max": 400_000, "posted_on": DAY, "closes_on": None, "first_seen": DAY,
    "last_seen": DAY, "status": "open", "reposts": 2,
}  # fmt: skip
LEAD = {
    "search": "ohio",
    "miles": 12.0,
    "stage": "saved",
    "why": ["pays"],
    "reasons": ["pay"],
    "near": "Lima, OH",
    "next_step": "call",
    "insider_count": 0,
}
PERSON = dict.fromkeys(
    ["person_id", "via_id", "person", "relation", "via", "path", "ask", "strength", "confidence", "caution", "cautions", "evidence", "phone", "mail"]
) | {"person": "Dana", "relation": "works there"}  # fmt: skip
MARKET = PERSON | {"relation": "in the market"}


def told(monkeypatch, opening=(), leads=(), people=(), nearby=3, **more) -> story.Story:
    given = {
        story.OPENING: [OPENING | dict(opening)], story.POSTINGS: [], story.PEOPLE: list(people), story.HISTORY: [], story.MAY_KNOW: [],
        story.MORE: [], story.NEARBY: [{"people": nearby}],
    } | more  # fmt: skip
    monkeypatch.setattr(story, "published", lambda db: nullcontext())
    monkeypatch.setattr(story, "holds", lambda con, table, column: True)
    monkeypatch.setattr(story, "rows", lambda con, query, asked: given.get(query, [LEAD | dict(one) for one in leads]))
    return story.story(None, "a1")


def test_what_is_known_is_told(monkeypatch):
    read = told(monkeypatch, leads=[{}, {"search": "far", "miles": 90.0, "stage": "", "next_step": "write"}])
    assert (read.title, read.employer, read.place, read.pay) == (
        "Cardiologist",
        "Elm Hospital",
        "Lima, OH",
        "$400k a year",
    )
    assert (read.reposts, read.searches, read.stage) == (2, ("ohio", "far"), "saved")
    assert read.distance == "12 mi from Lima, OH" and read.next_step == "Call.", "of the search that it meets best"


def test_what_is_not_known_is_said(monkeypatch):
    nothing = dict.fromkeys(OPENING) | {"opportunity_id": "a1"}
    read = told(monkeypatch, nothing)
    assert (read.title, read.employer) == ("(no title)", "employer not stated")
    assert (read.place, read.pay, read.status) == ("place not stated", "pay not stated", "open")
    assert (read.reposts, read.distance, read.stage, read.why, read.searches) == (0, "", "", (), ())


@pytest.mark.parametrize(
    ("people", "leads", "opening", "step"),
    [
        ([], [], {}, "You know 3 people at other openings in OH: curbside who OH"),
        ([MARKET], [], {}, "You know 3 people at other openings in OH: curbside who OH"),  # is not there
        ([PERSON], [], {}, ""), ([MARKET, PERSON], [], {}, ""), ([], [{"insider_count": 1}], {}, ""), ([], [{}], {}, "Call."),
        ([], [{"next_step": None}], {"state": None}, "Ask your training program’s alumni office who went to Lima."),
        ([], [], {"employer_kind": "agency"}, "The employer is hidden: ask the agency for its name before you send a CV."),
    ],
)  # fmt: skip
def test_what_to_do_where_nobody_is_known(monkeypatch, people, leads, opening, step):
    assert told(monkeypatch, opening, leads, people).next_step == step


@pytest.mark.parametrize(
    ("people", "leads", "opening", "unlooked"),
    [
        ([], [], {"status": "closed"}, "It is closed, so nobody was looked up for it: `curbside who Elm Hospital` lists whom you know there."),
        ([], [{}], {"status": "closed", "employer_name": None}, "It is closed, so nobody was looked up for it."),
        ([], [], {}, "It meets none of your searches, so nobody was looked up for it: `curbside who Elm Hospital` lists whom you know there."),
        ([], [{}], {}, ""), ([PERSON], [], {"status": "closed"}, ""),
    ],
)  # fmt: skip
def test_nobody_is_called_unknown_where_nobody_was_looked_up(monkeypatch, people, leads, opening, unlooked):
    read = told(monkeypatch, opening, leads, people)
    assert read.unlooked == unlooked
    assert (read.next_step == "") is (bool(people) or "closed" in opening.values())


def test_nobody_is_counted_for_an_opening_without_a_state(monkeypatch):
    asked: list[object] = []
    true = story.next_step
    monkeypatch.setattr(story, "next_step", lambda *a: asked.append(a[-1]) or true(*a))
    told(monkeypatch, {"state": None})
    told(monkeypatch)
    assert asked == [0, 3]


@pytest.mark.parametrize(
    ("phone", "mail", "reach"),
    [
        ("2165550148", "d@x.org", ("(216) 555-0148", "d@x.org")),
        (None, "d@x.org", ("d@x.org",)),
        ("2165550148", None, ("(216) 555-0148",)),
        (None, None, ()),
    ],
)
def test_how_somebody_is_reached(phone, mail, reach):
    assert story._person(PERSON | {"phone": phone, "mail": mail}).reach == reach


def ids(*found: str):
    return [{"opportunity_id": one} for one in found]


def test_an_id_is_whole_or_the_beginning_of_one(monkeypatch):
    for found, wanted in [(ids("a1"), "a"), (ids("a1", "a12"), "a1"), (ids("a1", "a12", "a13"), " A1 ")]:
        monkeypatch.setattr(story, "rows", lambda con, query, asked, found=found: found)
        assert story._opening(None, wanted) == {"opportunity_id": "a1"}
    monkeypatch.setattr(story, "rows", lambda con, query, asked: ids(*(f"a{n}" for n in range(1, 7))))
    with pytest.raises(ValueError, match=r"'a' is the beginning of several leads: a1, a2, a3, a4, a5$"):
        story._opening(None, "a")
