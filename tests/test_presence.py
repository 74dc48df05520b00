"""What closes a posting, what does not, and when a board's answer is not believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from boardserver import Reply
from town import Opening, Town, town

pytestmark = pytest.mark.whole

MANY = [Opening(str(100 + n)) for n in range(30)]


@pytest.fixture
def make(tmp_path) -> Iterator:
    """`make(**boards)`: a town of them, already run once."""
    made = []

    def one(**boards: list[Opening]) -> Town:
        names = {"workday": "workday acme/Careers", "greenhouse": "greenhouse acme"}
        context = town(tmp_path, {names.get(b, b): o for b, o in boards.items()})
        it = context.__enter__()
        made.append(context)
        it.run()
        return it

    yield one
    for context in made:
        context.__exit__(None, None, None)


def closed(it: Town) -> set[str]:
    return {i for (i,) in it.sql("select posting_id from core.posting where closed_at is not null")}


def answers(path: str, reply: Reply):
    """Trouble at one address alone."""
    return lambda seen, good: reply if seen.path.startswith(path) else good


# --- a page that is gone ----------------------------------------------------------------------------------------------


def test_a_detail_that_is_gone_closes_nothing_while_the_interface_names_its_posting(make):
    it = make(workday=[Opening("1"), Opening("2"), Opening("3", renamed=1), Opening("4", renamed=1)])
    it.day, asked = 1, set()

    def answer(seen, good):
        if not seen.path.startswith("/wday/cxs/acme/Careers/job/"):
            return good
        status = 404 if re.findall(r"\d", seen.path)[-1] in "13" else 410
        asked.add(status)
        return Reply(b"", status)

    it.broken = {"workday": answer}
    for _ in range(3):
        it.run()
    assert closed(it) == set() and asked == {404, 410}
    titles = "select title from core.posting where posting_id in ('workday:R3', 'workday:R4') order by all"
    assert it.sql(titles) == [("Cardiologist 3 (updated)",), ("Cardiologist 4 (updated)",)]
    assert it.sql("select count(*) from core.posting where description is not null") == [(4,)]


@pytest.mark.parametrize("family", ["jsonld", "madgex"])
def test_a_page_that_is_gone_closes_its_posting_though_the_sitemap_lags(make, family):
    it = make(**{family: [Opening("1", renamed=1), Opening("2")]})
    it.day, it.broken = 1, {family: answers("/job/1", Reply(b"", 410))}
    it.run()
    assert len(closed(it)) == 1
    assert it.sql("select closed_at from core.posting where closed_at is not null") == [(it.now,)]


def test_a_page_that_comes_back_as_it_was_opens_its_posting_again(make):
    it = make(jsonld=[Opening("1", renamed=1), Opening("2")])
    same = it.sites["jsonld"].routes.get("/job/1/")(None)
    it.day, it.broken = 1, {"jsonld": answers("/job/1", Reply(b"", 410))}
    it.run()
    assert len(closed(it)) == 1
    lastmod = lambda seen, good: Reply(good.body.replace(b"2026-01-02", b"2026-01-03"), good.status)  # noqa: E731
    it.broken = {"jsonld": lambda seen, good: same if seen.path.startswith("/job/1") else lastmod(seen, good)}
    it.run()
    assert closed(it) == set()


def test_a_page_that_says_that_the_opening_is_over_closes_it(make):
    it = make(madgex=[Opening("1", renamed=1), Opening("2", renamed=1)])
    over = Reply(b"<!doctype html><h1>Cardiologist</h1><p>This job is no longer available.</p>")
    it.day, it.broken = 1, {"madgex": answers("/job/1", over)}
    it.run()
    assert closed(it) == {"madgex:1"}
    it.broken = {"madgex": answers("/job/2", Reply(b"<!doctype html><title>Sign in</title><form></form>"))}
    it.run()
    assert closed(it) == {"madgex:1"}


def test_a_site_whose_pages_are_all_gone_at_once_is_not_believed(make):
    it = make(jsonld=[Opening(o.key, renamed=1) for o in MANY])
    it.day, it.broken = 1, {"jsonld": answers("/job/", Reply(b"", 404))}
    it.run()
    status, error = it.health()["jsonld"]
    assert status == "suspicious" and "no posting at all; the 30 known ones are kept" in (error or "")
    assert closed(it) == set()
    it.day, it.jump = 2, timedelta(hours=-11)  # an hour later
    it.run()
    assert closed(it) == set(), "nobody has looked a second time"
    it.jump = timedelta(0)
    it.run()
    assert len(closed(it)) == 30, "the site goes on naming them, and goes on without them"


def test_pages_that_are_all_gone_for_a_day_are_asked_again_before_they_are_believed_gone(make):
    it = make(jsonld=[Opening(o.key, renamed=1) for o in MANY[:8]])
    it.day, it.broken = 1, {"jsonld": answers("/job/", Reply(b"", 404))}
    it.run()
    assert it.health()["jsonld"][0] == "suspicious" and closed(it) == set()
    it.broken, it.apart = {}, timedelta(hours=24)
    it.run()
    assert it.health()["jsonld"] == ("done", None) and closed(it) == set()
    assert it.sql("select count(*) from core.posting_history where field = 'closed_at'") == [(0,)]


@pytest.mark.parametrize("family", ["jsonld", "madgex", "rss"])
@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_for_a_day_is_open_again_though_its_list_says_nothing_new(make, family, status):
    it = make(**{family: [Opening("1", renamed=1), *(Opening(str(n)) for n in range(2, 9))]})
    it.day, it.apart, it.broken = 1, timedelta(hours=24), {family: answers("/job/1", Reply(b"", status))}
    it.run()
    assert len(closed(it)) == 1
    it.broken = {}
    it.run()
    assert closed(it) == set()


def test_a_page_that_stays_gone_is_asked_less_and_less(make):
    it = make(jsonld=[Opening("1", renamed=1), Opening("2")])
    it.day, it.apart, it.broken, asked = 1, timedelta(hours=24), {"jsonld": answers("/job/1", Reply(b"", 404))}, []
    for day in range(60):
        it.sites["jsonld"].seen.clear()
        it.run()
        if "/job/1/" in it.sites["jsonld"].paths():
            asked.append(day)
    assert asked == [0, 1, 2, 4, 8, 15, 29, 56] and len(closed(it)) == 1


def test_a_posting_that_left_its_feed_is_looked_for_again_a_few_times_when_its_page_is_gone(make):
    it = make(rss=[Opening("1", dies=2), *(Opening(str(n)) for n in range(2, 9))])
    it.day, it.apart = 2, timedelta(hours=24)
    it.run()
    assert closed(it) == {"rss:1"}
    asked = []
    for day in range(1, 60):
        it.sites["rss"].seen.clear()
        it.run()
        if "/job/1/" in it.sites["rss"].paths():
            asked.append(day)
    assert asked == [1, 2, 4], "no list names it: then it is left alone"
    assert closed(it) == {"rss:1"}


def test_a_posting_that_left_its_feed_while_its_page_was_away_for_a_day_is_open(make):
    it = make(rss=[Opening(str(n), born=0) for n in range(10)] + [Opening(str(100 + n), born=1) for n in range(12)])
    it.day, it.apart, it.broken = 1, timedelta(hours=24), {"rss": answers("/job/1/", Reply(b"", 404))}
    it.run()
    assert closed(it) == {"rss:1"}
    it.broken = {}
    it.run()
    assert closed(it) == set()


def test_a_small_site_whose_only_pages_are_gone_is_believed(make):
    it = make(jsonld=[Opening("1", renamed=1), Opening("2", renamed=1)])
    it.day, it.broken = 1, {"jsonld": answers("/job/", Reply(b"", 404))}
    it.run()
    assert len(closed(it)) == 2


# --- a list that holds the newest only --------------------------------------------------------------------------------


def test_what_a_feed_of_the_newest_no_longer_holds_is_open_until_its_page_says_otherwise(make):
    it = make(rss=[Opening(str(n), born=0) for n in range(10)] + [Opening(str(100 + n), born=1) for n in range(12)])
    it.day = 1  # twelve new ones, and the feed holds twelve
    for _ in range(4):
        it.run()
    assert closed(it) == set()
    assert it.sql("select count(*) from core.posting") == [(22,)]
    assert it.health()["rss"] == ("done", None), "few of the known ones are listed, as always"


def test_a_posting_that_left_the_feed_closes_when_its_page_is_gone(make):
    it = make(rss=[Opening("1", dies=1), Opening("2")])
    it.day = 1
    it.run()
    assert it.sql("select posting_id, closed_at from core.posting where closed_at is not null") == [("rss:1", it.now)]


def test_a_feed_that_shrinks_is_held_against_itself(make):
    it = make(rss=MANY)
    it.broken = {"rss": lambda seen, good: Reply(good.body.split(b"<item>")[0] + b"</channel></rss>")}
    it.run()
    assert it.health()["rss"][0] == "suspicious" and closed(it) == set()


# --- a list that is not believed --------------------------------------------------------------------------------------


def two(good: Reply) -> Reply:
    """A Greenhouse list of its first two postings."""
    jobs = json.loads(good.body)["jobs"][:2]
    return Reply(json.dumps({"jobs": jobs, "meta": {"total": 2}}).encode())


def half(seen, good: Reply) -> Reply:
    """A well-formed list with two thirds of its postings gone."""
    parts = good.body.split(b"<job>")
    return Reply(b"<job>".join(parts[: 1 + len(parts) // 3]).removesuffix(b"</source>") + b"</source>")


def test_a_much_smaller_list_closes_nothing_until_it_has_held_for_days(make):
    it = make(xmlfeed=MANY)
    it.broken = {"xmlfeed": half}
    for _ in range(3):
        it.run()
        status, error = it.health()["xmlfeed"]
        assert status == "suspicious" and "only 10 postings where 30 were open; none is closed for that" in (
            error or ""
        )
        assert closed(it) == set()
    it.run(), it.run()
    assert it.health()["xmlfeed"][0] == "done"
    assert len(closed(it)) == 20


@pytest.mark.parametrize("family", ["greenhouse", "xmlfeed", "jsonld"])
@pytest.mark.parametrize(
    ("before", "after", "is_believed"), [(8, 2, False), (7, 1, False), (7, 2, True), (3, 1, True), (2, 1, True), (8, 4, True)]
)  # fmt: skip
def test_a_small_board_that_loses_more_than_a_handful_at_once_is_not_believed_and_one_that_loses_a_few_is(
    make, family, before, after, is_believed
):
    it = make(**{family: [Opening(str(n), dies=999 if n <= after else 1) for n in range(1, before + 1)]})
    it.day = 1
    it.run(), it.run()
    assert it.health()[family][0] == ("done" if is_believed else "suspicious")
    assert len(closed(it)) == (before - after if is_believed else 0)
    it.run(), it.run(), it.run()
    assert it.health()[family] == ("done", None) and len(closed(it)) == before - after


def test_a_small_board_that_is_whole_again_the_next_day_lost_nothing(make):
    it = make(greenhouse=MANY[:8])
    it.broken = {"greenhouse": lambda seen, good: two(good) if "/jobs" in seen.path else good}
    it.run()
    assert it.health()["greenhouse"][1] == "only 2 postings where 8 were open; none is closed for that"
    it.broken = {}
    it.run(), it.run()
    assert it.health()["greenhouse"] == ("done", None) and closed(it) == set()


def test_a_site_that_still_shows_two_pages_of_eight_is_asked_again(make):
    it = make(jsonld=[Opening(o.key, renamed=1) for o in MANY[:8]])
    away = {f"/job/{o.key}/" for o in MANY[:6]}
    it.day, it.broken = 1, {"jsonld": lambda seen, good: Reply(b"", 404) if seen.path in away else good}
    it.run()
    assert it.health()["jsonld"][0] == "suspicious" and closed(it) == set()
    it.broken = {}
    it.run()
    assert it.health()["jsonld"] == ("done", None) and closed(it) == set()


def test_one_bad_day_leaves_no_trace(make):
    it = make(xmlfeed=MANY)
    it.broken = {"xmlfeed": half}
    it.run()
    it.broken = {}
    it.run(), it.run()
    assert it.health()["xmlfeed"] == ("done", None) and closed(it) == set()
    assert it.sql("select count(*) from core.posting_history") == [(0,)]


def test_an_empty_list_of_any_family_closes_nothing(make):
    families = ("jsonld", "madgex", "rss", "xmlfeed", "greenhouse", "workday")
    it = make(**{family: MANY[:12] for family in families})
    nothing = {b"<?": b"<?xml version='1.0'?><source></source>", b'{"': b'{"jobs": [], "jobPostings": []}'}
    empty = lambda seen, good: good if "robots" in seen.path else Reply(nothing.get(good.body[:2], b""))  # noqa: E731
    it.broken = dict.fromkeys(families, empty)
    for _ in range(5):
        it.run()
        assert {status for status, _ in it.health().values()} == {"suspicious"}
    assert closed(it) == set()


def test_a_board_that_loses_a_field_is_named_and_the_values_known_before_stand(make):
    it = make(xmlfeed=[Opening(o.key, renamed=1) for o in MANY])
    it.day = 1
    it.broken = {
        "xmlfeed": lambda seen, good: Reply(good.body.replace(b"city>", b"burg>").replace(b"state>", b"land>"))
    }
    it.run()
    status, error = it.health()["xmlfeed"]
    assert status == "suspicious" and "fields went missing: city, place, state; the values known before are kept" in (
        error or ""
    )
    assert it.sql("select distinct city, state from core.posting") == [("Columbus", "OH")]
    assert it.sql("select distinct field from core.posting_history") == [("title",)]


def test_a_small_batch_that_happens_to_lack_a_field_is_no_fault_of_the_board(tmp_path):
    placed = {str(100 + n) for n in range(18)} | {"200", "201", "202"}

    def some_without(seen, good: Reply) -> Reply:
        jobs = [j if re.search(rb"/job/(\d+)/|$", j)[1] in {k.encode() for k in placed} else re.sub(rb"(city|state)>", b"x>", j)
                for j in good.body.split(b"<job>")]  # fmt: skip
        return Reply(b"<job>".join(jobs))

    openings = [*MANY, *(Opening(str(200 + n), born=1) for n in range(14))]
    with town(tmp_path, {"xmlfeed": openings}) as it:
        it.broken = {"xmlfeed": some_without}
        it.run()
        it.day = 1
        it.run()
        assert it.health()["xmlfeed"] == ("done", None)
        assert it.sql("select count(*), count(city) from core.posting") == [(44, 21)]


# --- whose postings they are ------------------------------------------------------------------------------------------


def test_a_boards_configured_employer_stands_behind_postings_that_name_none(tmp_path):
    boards = {"workday acme/Careers": [Opening("1")], "greenhouse acme": [Opening("2")], "jsonld": [Opening("3")]}
    with town(tmp_path, boards) as it:
        it.run(employer="Acme Health")
        assert dict(it.sql("select board, employer_name from core.posting")) == {
            "workday": "Acme Health", "greenhouse": "Acme Health", "jsonld": "Elm Clinic",
        }  # fmt: skip


# --- how many at most ----------------------------------------------------------------------------------------------------


def test_max_postings_binds_whatever_a_board_sends(tmp_path):
    families = ("xmlfeed", "greenhouse acme", "workday acme/Careers", "jsonld")
    with town(tmp_path, {family: [Opening(str(100 + n)) for n in range(12)] for family in families}) as it:
        for _ in range(2):
            it.run(max_postings=4)
            assert it.sql("select board, count(*), count(closed_at) from core.posting group by 1 order by 1") == [
                (family.split()[0], 4, 0) for family in sorted(families)
            ]


# --- the clock ---------------------------------------------------------------------------------------------------------


def test_lists_without_time_between_them_close_nothing_however_many(tmp_path):
    with town(tmp_path, {"greenhouse acme": [Opening("1", dies=1), Opening("2")]}) as it:
        it.run()
        it.day = 1
        for apart in (timedelta(seconds=0), timedelta(minutes=1), timedelta(minutes=1), timedelta(hours=-1)):
            it.apart = apart
            it.run()
        assert closed(it) == set()
        it.apart = timedelta(hours=12)
        it.run(), it.run()
        assert closed(it) == {"greenhouse:1"}
