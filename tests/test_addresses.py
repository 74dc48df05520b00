"""An address is one posting's: what names the posting in it is kept, whose visit it was is not, and a home page is nobody's."""

import json

import pytest
from test_families import NOW, board

from curbside.extractors import family
from curbside.extractors.base import Answer
from curbside.extractors.readers import jobposting
from curbside.extractors.readers.addresses import typed
from curbside.extractors.readers.markup import address, key_of
from curbside.extractors.readers.whose import is_own

SITE = "https://elm.example"


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        # a fragment that names the posting, and one that is a place on the page
        ("/careers#/jobs/1", "/careers#/jobs/1"),
        ("/careers#!/vacancy/surgeon", "/careers#!/vacancy/surgeon"),
        ("/home?partnerid=1#jobDetails=120_5", "/home?partnerid=1#jobDetails=120_5"),
        ("/jobs#job-12", "/jobs#job-12"),
        ("/job/1#apply", "/job/1"),
        ("/job/1#section-2", "/job/1"),
        ("/careers#/", "/careers"),
        # a visit: in the path, in the query; a short `sid` is a posting's number
        ("/job/1;jsessionid=AB12?x=1", "/job/1?x=1"),
        ("/job/1;JSESSIONID=AB12.node1", "/job/1"),
        ("/(S(lit3py55t21z5v55vlm25s55))/job/1", "/job/1"),
        ("/job/1;v=2", "/job/1;v=2"),
        ("/job?sid=55", "/job?sid=55"),
        ("/job?sid=0123456789abcdef&id=4", "/job?id=4"),
        ("/job?id=4&PHPSESSID=ab", "/job?id=4"),
        # spaces are encoded, line ends undone
        ("/job/1 allergist", "/job/1%20allergist"),
        ("/Physician - Cardiology/123", "/Physician%20-%20Cardiology/123"),
        ("/job?title=Family Medicine&id=4", "/job?title=Family+Medicine&id=4"),
        ("/jo\n    b/1", "/job/1"),
        # what stands behind an address
        ("/job/4 (apply by Friday)", "/job/4"),
        ("/job/4 (apply by 1/15/2027)", "/job/4"),
        ("/job/4 - apply soon", "/job/4"),
        ("/job/4 or https://oak.example/5", "/job/4"),
        ("/job/4\nhttps://oak.example/5", "/job/4"),
        ("/job/4;https://oak.example/5", "/job/4"),
    ],
)
def test_an_address_as_it_is_to_be_asked(raw, asked):
    for whole in (SITE + raw, raw):
        assert address(whole, SITE + "/") == SITE + asked
    assert key_of(SITE + asked, SITE) == asked


def test_a_host_is_written_in_small_letters_and_a_path_as_it_is():
    assert address("HTTPS://ELM.Example/Job/3", "") == f"{SITE}/Job/3"


@pytest.mark.parametrize(
    ("cell", "url"),
    [
        ("www.elm.example/1", "https://www.elm.example/1"),
        ("elm.example/job/2", f"{SITE}/job/2"),
        ("<https://elm.example/5>", f"{SITE}/5"),
        ("See https://elm.example/6", f"{SITE}/6"),
        ("//elm.example/9", f"{SITE}/9"),
        ("[link](https://elm.example/12)", f"{SITE}/12"),
        ("https://elm.example/10\nhttps://elm.example/11", f"{SITE}/10"),
        ("mailto:jobs@elm.example", ""),
        ("posting.pdf", ""),
        ("ask Dana", ""),
    ],
)
def test_what_people_type_into_a_cell(cell, url):
    assert address(typed(cell), "file:///home/ana/list.csv") == url


def test_what_stands_beside_an_address_in_a_cell_is_kept():
    table = f"title,url\nSurgeon,{SITE}/4 (apply by Friday)\nInternist,{SITE}/5\nUrologist,ask Dana\n"
    answer = Answer("list", "file:///home/ana/list.csv", 200, NOW, table.encode())
    first, second, third = family("csv").records(answer, board("csv", url="/home/ana/list.csv"))
    assert (first["url"], first["description"]) == (f"{SITE}/4", f"link: {SITE}/4 (apply by Friday)")
    assert (second["url"], second.get("description")) == (f"{SITE}/5", None)
    assert third["description"] == "link: ask Dana"


# --- whose an address is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["/job/1", "/careers?id=7", "/careers#/jobs/1", "/general-surgeon-troy", "/job/surgery", "/jobs/12/page/2"]
)
def test_a_number_or_a_word_of_the_title_makes_an_address_a_postings_own(url):
    assert is_own(SITE + url, "General Surgeon")
    assert is_own(f"{SITE}/clinic/ent", "ENT Surgeon")


@pytest.mark.parametrize(
    "url", ["", "/", "/index.html", "/en-us/careers", "/jobs/search", "/about-us/join", "/surgeon-jobs", "/jobs?page=2"]
)
def test_a_home_page_or_a_list_is_no_postings_own(url):
    assert not is_own(SITE + url, "General Surgeon")
    assert not is_own(f"{SITE}/physician/apply", "Staff Physician")  # a word that any address may have
    assert not is_own(f"{SITE}/in/about", "Surgeon in Troy")
    assert not is_own("https://[elm/1", "Surgeon")  # no address at all


def saved(name: str, title: str, town: str, own: str) -> Answer:
    place = {"address": {"addressLocality": town, "addressRegion": "OH"}}
    said = {
        "@type": "JobPosting",
        "title": title,
        "hiringOrganization": {"name": "Elm"},
        "jobLocation": place,
        "url": own,
    }
    page = (
        f'<!doctype html><head><link rel="canonical" href="{own}">'
        f'<script type="application/ld+json">{json.dumps(said)}</script></head><h1>{title}</h1>'
    )
    return Answer("list", f"file:///saved/{name}", 200, NOW, page.encode(), "text/html")


@pytest.mark.parametrize("own", [f"{SITE}/", f"{SITE}/jobs", f"{SITE}/careers/search?page=2"])
def test_saved_pages_that_all_bear_the_sites_address_stay_apart(own):
    this = board("jsonld", url="/saved")
    towns = {"a/index.html": "Troy", "b/index.html": "Lima", "Surgeon.html": "Xenia"}
    read = [family("jsonld").records(saved(n, "Surgeon", town, own), this) for n, town in towns.items()]
    assert [(r["key"], r["url"]) for (r,) in read] == [(n, f"file:///saved/{n}") for n in towns]
    items = [family("jsonld").items(saved(n, "Surgeon", town, own), this)[0].key for n, town in towns.items()]
    assert items == list(towns)


def test_saved_pages_of_one_posting_are_one_by_its_own_address():
    this = board("jsonld", url="/saved")
    read = [
        family("jsonld").records(saved(n, "Surgeon", "Troy", f"{SITE}/careers#/jobs/1"), this)
        for n in ("a.html", "b.html")
    ]
    assert {r["key"] for (r,) in read} == {"/careers#/jobs/1"}


def test_a_page_that_names_the_home_page_keeps_the_address_it_was_asked_at():
    page = saved("x", "Surgeon", "Troy", f"{SITE}/").body
    (record,) = jobposting.one(page, f"{SITE}/job/1", "/job/1")
    assert record["url"] == f"{SITE}/job/1"


def test_of_several_postings_the_one_that_the_fragment_names_is_read_or_none():
    named = saved("x", "Surgeon", "Troy", f"{SITE}/careers#/jobs/1").body
    page = named + saved("x", "Internist", "Troy", f"{SITE}/careers#/jobs/2").body
    (record,) = jobposting.one(page, f"{SITE}/careers#/jobs/2", "k")
    assert record["title"] == "Internist"
    assert jobposting.one(page, f"{SITE}/careers#/jobs/3", "k") == []


# --- the posting's own number -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identifier", "reference"),
    [
        ({"name": "Elm", "value": 12345}, "12345"),
        ([{"name": "Elm", "value": "R-1"}], "R-1"),
        ([{"name": "Elm", "value": None}, {"name": "Elm", "value": "R-2"}], "R-2"),
        ({"name": "Elm", "value": None}, None),
        ({"name": "R-9"}, "R-9"),
        ({"name": "Oak Health"}, None),
        ({"name": "Elm", "value": {"@value": "R-3"}}, "R-3"),
        (["R-4"], "R-4"),
        ("R-77", "R-77"),
        ("Elm", None),
    ],
)  # fmt: skip
def test_an_identifier_is_a_number_and_never_whose_it_is(identifier, reference):
    said = {"@type": "JobPosting", "title": "Surgeon", "hiringOrganization": {"name": "Elm"}, "identifier": identifier}
    page = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    (record,) = jobposting.records(page.encode(), f"{SITE}/job/1")
    assert record.get("reference") == reference


def test_a_session_in_a_sitemaps_address_is_asked_with_it_and_known_without():
    this = board("jsonld", url=SITE)
    listed = f"<urlset><url><loc>{SITE}/job/1;jsessionid=A1</loc></url></urlset>".encode()
    (item,) = family("jsonld").items(Answer("list", f"{SITE}/sitemap.xml", 200, NOW, listed), this)
    assert (item.key, item.url) == ("/job/1", f"{SITE}/job/1;jsessionid=A1")
    page = b'<script type="application/ld+json">{"@type":"JobPosting","title":"Surgeon"}</script>'
    (record,) = family("jsonld").records(Answer("page", item.url, 200, NOW, page, "text/html", key=item.key), this)
    assert record["url"] == f"{SITE}/job/1"
