"""Leads on the page: found, filtered, moved, compared; one lead whole with its pictures."""

import itertools
import re
import shutil
from datetime import date
from html.parser import HTMLParser

import duckdb
import pytest
from conftest import START
from paging import Page, notice
from published import build

from curbside.exports.published import rows
from curbside.exports.story import Person, Story
from curbside.page import pictures
from curbside.page.leads import LIKE_IT


@pytest.fixture(scope="module")
def page(three_days, tmp_path_factory) -> Page:
    place = tmp_path_factory.mktemp("leads") / "place"
    shutil.copytree(three_days, place)
    return Page(place, START)


def listed(text: str) -> list[str]:
    """Ids of the list's leads, in order."""
    return re.findall(r'class="name" href="/leads/(\w+)"', text)


def test_leads_are_found_by_every_word_and_by_filter(page):
    every = listed(page.get("/leads"))
    assert len(every) == len(set(every)) > 5
    for query in (
        "?q=harbor+cardiologist",
        "?q=HARBOR",
        "?state=OH",
        "?specialty=Interventional+Cardiology",
        "?stage=none",
    ):
        some = listed(page.get(f"/leads{query}"))
        assert some and set(some) <= set(every), query
    assert len(listed(page.get("/leads?q=harbor"))) < len(every)
    assert "No lead like that" in page.get("/leads?q=zzzz") and "No lead like that" in page.get("/leads?state=WY")
    assert listed(page.get("/leads?page=x&sort=drop&stage=")) == every


def test_the_order_is_the_one_that_was_asked_for(page):
    by_pay = page.get("/leads?sort=pay")
    pays = re.findall(r'<td class="pay">(.*?)</td>', by_pay)
    first_without = next(i for i, pay in enumerate(pays) if "not stated" in pay)
    assert first_without > 0 and all("not stated" in pay for pay in pays[first_without:])
    assert listed(by_pay) != listed(page.get("/leads?sort=posted"))


def test_one_lead_shows_people_postings_and_pay_each_picture_with_words(page):
    lead = listed(page.get("/leads?sort=people"))[0]
    text = page.get(f"/leads/{lead}")
    for part in ("Who could open the door", "behind it", "What happened", "Its number is"):
        assert part in text
    drawn = re.findall(r'<svg[^>]*role="(?:img|group)" aria-label="([^"]*)"', text)
    assert drawn and all(len(words) > 20 for words in drawn)
    assert re.search(r'href="/people/p\w+"', text)
    assert page.client.get("/leads/nothing").status_code == 404


def test_two_or_three_leads_stand_side_by_side(page):
    ids = listed(page.get("/leads"))
    text = page.get(f"/leads/compare?id={ids[0]}&id={ids[1]}&id={ids[2]}")
    assert all(f'href="/leads/{key}"' in text for key in ids[:3])
    for query in (f"id={ids[0]}", "&".join(f"id={key}" for key in ids[:4]), "id=a&id=a"):
        assert page.client.get(f"/leads/compare?{query}").status_code == 409
    assert page.client.get("/leads/compare?id=zz&id=yy").status_code == 404


def test_what_strangers_wrote_is_shown_and_never_obeyed(page, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "curbside.toml").write_text('[[search]]\nname = "all"\n')
    build(tmp_path / "data/leads.duckdb", nasty=True)
    nasty = Page(tmp_path, START)
    ids = listed(nasty.get("/leads"))
    texts = [nasty.get(path) for path in ("/", "/leads", "/leads?view=stages", *(f"/leads/{key}" for key in ids))]
    assert "&lt;script&gt;alert(1)" in texts[1] and "{{ 7*7 }}" in texts[1] and sum(map(len, texts)) < 2_000_000
    for page in map(tags, texts):
        assert {name for name, _ in page} <= HARMLESS
        for name, attributes in page:
            assert not [key for key in attributes if key.startswith("on") or key == "style"]
            goes = [v for k, v in attributes.items() if k in ("href", "src", "action", "hx-get", "hx-post")]
            assert not [v for v in goes if not re.match(r"(/(?!/)|https?://|mailto:|tel:|#)", v)], name
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(texts))


HARMLESS = set(
    "html head meta title link script body a header p nav ul li svg path span br main div h1 h2 h3 form input label select "
    "option button table thead tbody tr th td section article figure g rect text line circle strong code footer kbd details "
    "summary".split()
)


def tags(text: str) -> list[tuple[str, dict[str, str]]]:
    """(name, attributes) of every element, as a browser reads them."""
    found: list[tuple[str, dict[str, str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {k: v or "" for k, v in attrs}))

    Reader().feed(text)
    return found


def person(name: str, via: str = "", caution: str = "") -> Person:
    return Person(
        name,
        "decision maker",
        via,
        f"{name} decides",
        "opening",
        0.5,
        0.9,
        caution,
        False,
        (),
        (),
        f"p-{name}",
        f"p-{via}" if via else "",
    )


def story(*people: Person) -> Story:
    return Story(
        "x1",
        "Cardiologist",
        "Elm",
        "employer",
        "",
        "Ohio",
        "",
        "",
        "open",
        "",
        None,
        None,
        date(2026, 11, 1),
        date(2026, 11, 1),
        0,
        (),
        (),
        (),
        people,
        (),
        (),
        "",
    )


def test_a_path_through_somebody_is_drawn_through_them_once():
    drawn = pictures.paths(
        story(person("Chair", "Dana"), person("Chief", "Dana"), person("Samir", caution="cold"), person("Samir"))
    )
    assert [b.name for b in drawn.boxes] == ["You", "Dana", "Chair", "Chief", "Samir"]
    assert len(drawn.lines) == 4 and [careful for _, careful in drawn.lines].count(True) == 1
    assert drawn.words == "Ways to people there: you to Dana to Chair; you to Dana to Chief; you to Samir"
    ys = [b.y for b in drawn.boxes if b.x == drawn.boxes[-1].x]
    assert all(b - a >= pictures.BOX_HEIGHT for a, b in itertools.pairwise(ys))
    assert pictures.paths(story()) is None


@pytest.mark.whole
def test_pay_is_compared_only_where_enough_others_say_theirs():
    con = duckdb.connect()
    con.execute(
        "create table opportunities (opportunity_id text, specialty_code text, status text, pay_year_min double, pay_year_max double)"
    )

    def shown(own: float | None, *pays: float) -> pictures.Pay | None:
        con.execute("delete from opportunities")
        con.execute(
            "insert into opportunities values ('x', 'C', 'open', $1, null), ('y', 'other', 'open', 1e9, 1e9)", [own]
        )
        for n, pay in enumerate(pays):
            con.execute("insert into opportunities values ($1, 'C', 'open', $2, $3)", [f"n{n}", pay - 1000, pay + 1000])
        return pictures.pay(rows(con, LIKE_IT, {"lead": "x"})[0])

    assert shown(500_000, 300_000, 400_000) is None
    four = shown(450_000, 300_000, 400_000, 500_000, 600_000)
    assert (
        "half of them $375k to $525k, the middle $450k. This one, about $450k, pays more than 2 of them" in four.words
    )
    assert four.low < four.middle < four.high and all(20 <= x <= 580 for x in (*four.dots, four.mine))
    assert (
        "less than any of them" in shown(1e5, 3e5, 4e5, 5e5).words
        and "more than any of them" in shown(9e5, 3e5, 4e5, 5e5).words
    )
    assert shown(None, 3e5, 3e5, 3e5).words.endswith("This one does not say.")
    assert len(shown(4e5, *(1000.0 * n for n in range(1, 400)), 9e8).dots) <= 100


def test_a_stage_moves_a_lead_between_the_columns_and_dismissing_hides_it(page):
    lead = listed(page.get("/leads"))[0]
    page.say("stage", lead=lead, stage="interview", note="on Monday")
    columns = re.split(r'<section class="stage" aria-label="', page.get("/leads?view=stages"))
    assert [c.split('"')[0] for c in columns if f"/leads/{lead}" in c] == ["interview"]
    assert "on Monday" in page.get(f"/leads/{lead}").replace("On Monday", "on Monday")
    after = page.say("stage", lead=lead, stage="dismissed", back="/leads?q=harbor")
    assert "dismissed" in notice(after) and lead not in listed(after)
    assert lead in listed(page.get("/leads?stage=dismissed"))
