"""In a list of links the title is the title, whatever else stands within the link, and an entry's fields are its own."""

import pytest
from test_families import answer, board

from curbside.extractors import family
from curbside.extractors.readers import htmltree

INSIDE = {
    "a block a field": '<div class="title">Surgeon</div><div class="job-list-location">Troy, OH</div>',
    "the place first": '<span class="location">Troy, OH</span><span class="job-title">Surgeon</span>',
    "a heading": "<div>Troy, OH</div><h3>Surgeon</h3><p>Full time</p>",
    "text and a place": 'Surgeon <small class="location">Troy, OH</small>',
    "blocks without classes": "<div>Surgeon</div><div>Troy, OH</div>",
    "names of other things": '<b>Surgeon</b><i class="location-name">Troy, OH</i><i class="company-name">Elm</i>',
    "text and a block": "Surgeon<div>Troy, OH</div>",
    "a badge": '<span class="badge">New</span>Surgeon',
    "for screen readers": '<span class="sr-only">Job title</span>Surgeon',
    "set in type": "<b>Sur</b><!-- x -->geon".replace("<!-- x -->", ""),
    "nothing else": "Surgeon",
}


@pytest.mark.parametrize("how", INSIDE)
def test_a_links_title_is_without_what_else_stands_in_it(how):
    link = htmltree.parsed(f"<a href=/job/1>{INSIDE[how]}</a>").find(".//a")
    assert htmltree.title_of(link).replace(" ", "") == "Surgeon"


def test_a_link_of_nothing_but_a_place_says_what_it_says():
    assert htmltree.title_of(htmltree.parsed("<a><span class=location>Troy</span></a>").find(".//a")) == "Troy"


ROW = '<div class="row">{}<a href="/elm/job/oAb{}cdef">{}</a>{}</div>'


def test_a_jobvite_list_of_blocks():
    nested = '<div class="title">{}</div><div class="jv-job-list-location">{}</div>'
    rows = "".join(
        ROW.format("", n, nested.format(t, p), "")
        for n, t, p in [(1, "Surgeon", "Troy, OH"), (2, "Internist", "Lima, OH")]
    )
    read = family("jobvite").records(
        answer(f"<div class=all>{rows}</div>", "https://jobs.jobvite.com/elm/search"), board("jobvite")
    )
    assert [(r["title"], r["places"]) for r in read] == [
        ("Surgeon", [{"text": "Troy, OH"}]),
        ("Internist", [{"text": "Lima, OH"}]),
    ]


def cards(*fields: str, around: str = '<div class="row">{}</div>') -> list[dict]:
    rows = "".join(
        around.format(f'{said}<div class="title"><a class="iCIMS_Anchor" href="/jobs/{n}/surgeon/job"><span class="sr-only field-label">Title</span>'
        f"<h3>Surgeon {n}</h3></a></div>")
        for n, said in enumerate(fields, 501)
    )  # fmt: skip
    page = f'<html><body><div>Page 1 of 1</div><div class="iCIMS_JobsTable">{rows}</div></body></html>'
    return family("icims").records(answer(page, "https://careers-elm.icims.com/jobs/search"), board("icims"))


SPAN = '<div class="header left"><span class="sr-only field-label">Job Locations</span>\n<span > {} </span></div>'
TERM = (
    '<dl class="iCIMS_JobHeaderGroup"><div class="iCIMS_JobHeaderTag"><dt><span class="sr-only field-label">Job Locations</span></dt>'
    "<dd><span>{}</span></dd></div></dl>"
)


@pytest.mark.parametrize("said", [SPAN, TERM], ids=["spans", "terms"])
@pytest.mark.parametrize("around", ['<div class="row">{}</div>', "<li>{}</li>", "<div><div>{}</div></div>"])
def test_icims_places_are_each_cards_own(said, around):
    read = cards(
        *(said.format(p) for p in ("US-OH-Troy", "US-OH-Troy | US-OH-Lima", "US-OH-", "CA-ON-London")), around=around
    )
    troy = {"country": "US", "state": "OH", "city": "Troy"}
    places = [
        [troy],
        [troy, {**troy, "city": "Lima"}],
        [{"country": "US", "state": "OH"}],
        [{"country": "CA", "state": "ON", "city": "London"}],
    ]
    assert [r["places"] for r in read] == places
    assert [r["title"] for r in read] == ["Surgeon 501", "Surgeon 502", "Surgeon 503", "Surgeon 504"]


def test_the_day_of_an_icims_card_is_the_one_that_its_age_bears():
    dated = '<div><span class="sr-only field-label">Posted Date</span><span title="11/20/2026 6:18 PM"> 2 weeks ago</span></div>'
    plain = '<div><span class="sr-only field-label">Posted Date</span><span title="Posted Date">11/21/2026</span></div>'
    assert [r["posted"] for r in cards(dated, plain)] == ["11/20/2026 6:18 PM", "11/21/2026"]
