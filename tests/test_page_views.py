"""People, review, market, boards and set-up on the page."""

import re
import shutil
import tomllib
from datetime import date, timedelta

import duckdb
import pytest
from conftest import START
from paging import Page, notice

from curbside.commands import keeping
from curbside.page import shapes, trends
from curbside.vocabulary import states


@pytest.fixture(scope="module")
def page(three_days, tmp_path_factory) -> Page:
    place = tmp_path_factory.mktemp("views") / "place"
    shutil.copytree(three_days, place)
    return Page(place, START + timedelta(hours=37))


def names(text: str) -> list[str]:
    return re.findall(r'<h3><a href="/people/p\w+">(.*?)</a>', text)


def test_people_are_found_by_name_in_any_script_by_employer_and_by_state(page):
    every = names(page.get("/people"))
    assert len(every) > 10
    assert names(page.get("/people?q=whitcombe")) == ["Dana Whitcombe"]
    assert "Samir Patel" in names(page.get("/people?q=brendan's")) and "Dana Whitcombe" in names(
        page.get("/people?q=Ohio")
    )
    page.desk.close()
    with duckdb.connect(str(page.workspace.leads)) as con:
        con.execute("update people set name = '王小明' where name = 'Elise Fontaine'")
        con.execute("update people set name = 'Łukasz Weiß' where name = 'Yusuf Karim'")
    assert names(page.get("/people?q=王小明")) == ["王小明"]
    assert names(page.get("/people?q=lukasz weiss")) == ["Łukasz Weiß"]
    assert "Nobody you know" in page.get("/people?q=zzz") and "Nobody you know" in page.get("/people?q=%F0%9F%98%80")
    assert "Nobody you know" in page.get("/people?label=friend")


def test_a_person_is_told_whole_and_can_be_written_to(page):
    found = re.search(r'href="(/people/p\w+)">Dana Whitcombe', page.get("/people?q=dana"))[1]
    text = page.get(found)
    for part in (
        "Who they are",
        "How you know them",
        "What was last said",
        "What they could do",
        "Due",
        "trained with you",
    ):
        assert part in text
    assert re.search(r'href="/leads/\w+"', text) and 'href="/draft?ask=reconnect&amp;person=' in text
    assert page.client.get("/people/p0000000000").status_code == 404


def test_two_that_may_be_one_are_settled_by_a_click(page, monkeypatch):
    monkeypatch.setattr(keeping, "now", lambda: START + timedelta(hours=37))
    page.desk.close()
    with duckdb.connect(str(page.workspace.leads)) as con:
        ids = [i for (i,) in con.sql("select person_id from people order by 1 limit 2").fetchall()]
        con.execute("delete from review")
        con.execute(
            "insert into review (kind, a, b, a_text, b_text, score, reason) values ('person', ?, ?, 'Dana A, Elm', 'Dana B, Oak', 0.7, 'the name is rare')",
            ids,
        )
    text = page.get("/people/review")
    assert "Dana A, Elm" in text and "70% likely one" in text and "1 pair" in page.get("/people")
    fields = dict(re.findall(r'name="(a|b)" value="(\w+)"', text))
    after = page.say("different", **fields, back="/people/review")
    assert "are two" in notice(after) and ">Undo<" in after


def test_the_map_has_every_state_and_says_in_words_what_it_draws(page):
    text = page.get("/market")
    drawn = re.findall(r'<a href="/market\?place=[^"]+#ask" aria-label="([^"]+)"', text)
    assert len(drawn) == 51 and any(re.match(r"Ohio: \d+ leads, \d+ people you know", words) for words in drawn)
    assert re.search(
        r'aria-label="How your people reach the leads of each state. OH: \d+ leads, somebody there at', text
    )
    assert re.search(r'aria-label="Openings among your leads by the week they were posted, the last 13 weeks: ', text)
    assert "The same by state" in text and re.search(r'<a href="/leads\?state=OH">\d+</a>', text)
    assert "Whom to ask: Ohio" in page.get("/market?place=Ohio") and "<b>" not in page.get("/market?place=%3Cb%3E")


def test_places_stand_in_their_states_and_territories_nowhere():
    assert set(shapes.outlines()) == set(states.STATES) - {"PR", "GU", "VI", "AS", "MP"}
    east, west = shapes.at(42.36, -71.06, "MA"), shapes.at(34.05, -118.24, "CA")
    for place, state in (
        (east, "MA"),
        (west, "CA"),
        (shapes.at(61.2, -149.9, "AK"), "AK"),
        (shapes.at(21.3, -157.9, "HI"), "HI"),
    ):
        _, x, y = shapes.outlines()[state]
        assert abs(place[0] - x) < 80 and abs(place[1] - y) < 80, state
    assert east[0] > 850 > 200 > west[0]
    assert shapes.at(18.4, -66.1, "PR") is None and shapes.at(None, -66.1, "OH") is None


def test_a_board_that_failed_stands_first_and_a_board_is_taken_in_and_out(page):
    text = page.get("/boards")
    assert "curbside.toml" not in text or "no longer" in text
    assert re.search(r"<strong>society</strong>", text) and "ACC Career Center" in text, "those of the specialty first"
    assert "Cleveland Clinic" in page.get("/boards?q=cardiology+ohio"), "as `curbside boards cardiology ohio`"
    assert "emCareers" in page.get("/boards?q=emergency") and "No board of the catalogue" in page.get("/boards?q=zzz")
    after = page.say("board add", board="emcareers", back="/boards")
    assert "Read its terms" in notice(after)
    assert "is in curbside.toml" in notice(page.say("board add", board="emcareers", anyway="1", back="/boards"))
    assert "<strong>emcareers</strong>" in page.get("/boards")
    assert "is out of curbside.toml" in notice(page.say("board remove", board="emcareers", back="/boards"))
    assert "is not there" in notice(page.say("board remove", board="emcareers"))


def config(page: Page) -> dict:
    return tomllib.loads(page.workspace.config.read_text())


def test_what_is_changed_on_the_set_up_view_stands_in_the_file_beside_its_comments(page):
    text = page.get("/setup")
    assert "is in order" in text and 'value="Ana Ruiz, MD"' in text
    fields = {"name": 'Ana "Nan" Ruiz, MD', "email": "ana@example.org", "specialties": "Cardiovascular Disease; GI"}
    after = page.say("settings", section="me", back="/setup", **fields)
    assert "Kept: your name, specialties" in notice(after)
    assert config(page)["me"]["name"] == 'Ana "Nan" Ruiz, MD' and config(page)["me"]["specialties"][1] == "GI"
    search = {
        "name": "all",
        "states": "OH; Massachusetts",
        "near": "Boston, MA 60; 43215 40 miles",
        "min_pay": "$350,000",
        "visa": "J-1",
        "exclude": "pediatric",
    }
    after = page.say("settings", section="search.1", back="/setup", agencies="1", **search)
    assert config(page)["search"][0]["near"] == [{"place": "Boston, MA", "miles": 60}, {"place": "43215", "miles": 40}]
    assert config(page)["search"][0]["min_pay"] == 350_000 and config(page)["search"][0]["states"] == [
        "OH",
        "Massachusetts",
    ]
    assert "#" in page.workspace.config.read_text()
    assert "Nothing was changed" in notice(
        page.say("settings", section="schedule", cron="0 6 * * *", timezone="America/New_York")
    )


@pytest.mark.parametrize(
    ("section", "fields", "says"),
    [
        ("search.1", {"states": "Atlantis"}, "no state"),
        ("search.1", {"name": "all", "states": "OH", "near": "somewhere"}, "it takes a place and miles"),
        ("search.9", {"name": "x"}, "is not there any more"),
        ("board.1", {"name": "x"}, "knows no such section"),
        ("me", {"name": "Ana", "email": "a@b.c", "specialties": "GI", "available_on": "soon"}, "takes a day"),
        ("schedule", {"cron": "daily", "timezone": "America/New_York"}, "is no time"),
    ],
)
def test_a_setting_that_means_nothing_is_told_with_what_it_takes(page, section, fields, says):
    after = page.say("settings", section=section, back="/setup", **fields)
    assert says in notice(after) and "Traceback" not in after and "notice trouble" in after


def test_a_broken_file_is_told_on_every_view_and_stops_none_of_them(page):
    text = page.workspace.config.read_text()
    try:
        page.workspace.config.write_text(text + "\n[nonsense]\n")
        assert "unknown key" in page.get("/setup") and "NEJM" in page.get("/boards") and names(page.get("/people"))
        assert page.client.get("/").status_code == 409
    finally:
        page.workspace.config.write_text(text)


def test_where_names_are_hidden_no_view_shows_one_nor_an_address_and_people_can_still_be_asked(page):
    text = page.workspace.config.read_text()
    try:
        page.workspace.config.write_text(re.sub(r"\n\[digest\]\n", "\n[digest]\nnames = false\n", text))
        with page.desk.reading() as con:
            known = con.execute("select name, person_id, emails from people").fetchall()
        lead = re.search(r'href="(/leads/\w+)"', page.get("/leads?sort=people"))[1]
        shown = [
            page.get(v) for v in ("/", "/leads", lead, "/people", "/people/review", "/market", f"/people/{known[0][1]}")
        ]
        for view in shown:
            assert not [n for n, _, mails in known for n in (n, n.replace(" ", "+"), *(mails or ())) if n in view]
        assert any(key in shown[0] for _, key, _ in known) and "Dear" in page.get(
            re.search(r'href="(/draft[^"]+)"', shown[0])[1].replace("&amp;", "&")
        )
        assert names(page.get("/people?q=whitcombe")) == [next(key for n, key, _ in known if n == "Dana Whitcombe")]
    finally:
        page.workspace.config.write_text(text)


def test_pictures_of_the_market_draw_the_numbers_that_they_say():
    monday = date(2026, 11, 23)
    rows = [
        {"week": monday - timedelta(7 * n), "specialty": s, "openings": k}
        for n, s, k in ((0, "A", 3), (0, None, 1), (2, "A", 2), (2, "B", 4))
    ]
    drawn = trends.posted(rows, monday + timedelta(2))
    assert drawn.specialties == ("A", "B", "other") and drawn.table[-1] == (monday, (3, 0, 1)) and drawn.most == 6
    assert "A 5, B 4, other 1; at most 6 a week" in drawn.words
    tops = {color: y for x, y, height, color in drawn.bars if x == drawn.bars[0][0]}
    assert tops[1] == 20 and {round(h / 130 * 6, 2) for _, _, h, _ in drawn.bars} == {1, 2, 3, 4}
    assert trends.posted(rows[:2], monday) is None, "one week is no course of things"
    (ohio,), words = trends.reach([{"state": "OH", "leads": 10, "direct": 5, "introduced": 2}])
    assert ohio.parts == ((0, 50), (50, 20), (70, 30)) and "nobody at 3" in words
