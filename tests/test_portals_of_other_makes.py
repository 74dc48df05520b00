"""Portals of iCIMS, Jobvite and Phenom whose lists and job pages bear fewer marks than most are read as well."""

import json

import pytest
from test_families import URL, answer, board

from curbside.extractors import family

HTML = "text/html; charset=utf-8"


def listed(name, body):
    a = answer(body, f"{URL[name][0]}/jobs/search", content_type=HTML)
    records = family(name).records(a, board(name))
    assert [i.key for i in family(name).items(a, board(name))] == [r["key"] for r in records]
    return records


def paged(name, body, path="/jobs/7/urologist/job"):
    return family(name).records(answer(body, URL[name][0] + path, kind="page", key="7", content_type=HTML), board(name))


ROW = '<div class="row"><div><a href="/jobs/{n}/{slug}/job?in_iframe=1">{title}</a></div>{more}</div>'


@pytest.mark.parametrize("more", ["", "<div>Medicine</div><div>US-OH-Lima</div><div>Full-Time</div>"])
def test_a_portal_that_marks_no_link_as_a_title_lists_its_jobs(more):
    rows = "".join(
        ROW.format(n=n, slug=t.lower(), title=t, more=more) for n, t in ((7, "Urologist"), (8, "Nephrologist"))
    )
    paging = '<a href="/jobs/search?pr=1&in_iframe=1">Next page of results</a><a href="/jobs/7/urologist/job">Apply</a>'
    found = listed("icims", f'<div class="iCIMS_JobsTable">{rows}</div>{paging}')
    assert [(r["key"], r["title"]) for r in found] == [("7", "Urologist"), ("8", "Nephrologist")]
    assert [r["places"] for r in found] == [[{"country": "US", "state": "OH", "city": "Lima"}] if more else []] * 2


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/jobs/9/login">Log in</a>',
        '<a href="/jobs/9/intro?mode=job">Start here</a>',
        '<a href="/jobs/9/urologist/job">Apply now</a>',
        '<a href="/jobs/9/urologist/job"><img src="logo.png"></a>',
    ],
)
def test_a_link_that_names_no_job_is_none(link):
    assert listed("icims", f'<div class="iCIMS_JobsTable">{link}</div>') == []


def test_where_some_links_are_titles_the_others_are_none():
    title = '<a class="iCIMS_Anchor" href="/jobs/7/urologist/job"><h3>Urologist</h3></a>'
    shared = '<a href="/jobs/8/nephrologist/job">You may like: Nephrologist</a>'
    assert [r["key"] for r in listed("icims", f"{shared}<ul><li>{title}</li></ul>")] == ["7"]


PAGE = """<h1>Urologist</h1><dl><dt>Location:</dt><dd>Lima, OH</dd><dt>Career area:</dt><dd>Surgery</dd><dt>Req #:</dt><dd>REQ-0007</dd>
<dt>Working time:</dt><dd>Full-time</dd></dl><div class="job-description"><p>Joins three colleagues of Elm Hospital in its clinic and its two rooms for
procedures.</p></div>{apply}"""


@pytest.mark.parametrize("name", ["icims", "jobvite", "phenom"])
def test_a_job_page_without_data_says_what_it_shows(name):
    (r,) = paged(name, PAGE.format(apply='<a href="/apply">Apply for this job online</a>'))
    told = {k: r[k] for k in ("key", "title", "places", "categories", "reference", "employment")}
    assert told == {"key": "7", "title": "Urologist", "places": [{"text": "Lima, OH"}], "categories": ["Surgery"],
                    "reference": "REQ-0007", "employment": ["Full-time"]}  # fmt: skip
    assert "two rooms" in r["description"]


@pytest.mark.parametrize("name", ["icims", "jobvite", "phenom"])
def test_a_page_that_offers_no_application_is_no_posting(name):
    assert paged(name, PAGE.format(apply="")) == []


SPANS = '<li class="row"><a href="/acme/job/oAbC{n}?nl=1"><div><div class="jv-job-list-name">{t}</div><div class="ml-auto jv-job-list-location">{cell}</div></div></a></li>'


@pytest.mark.parametrize(
    ("cell", "places", "categories"),
    [
        ("<span>Surgery</span><span> Lima, Ohio </span>", [{"text": "Lima, Ohio"}], ["Surgery"]),
        ("<span>Surgery</span><span><div class='jv-meta'>2 Locations</div></span>", [], ["Surgery"]),
        ("Lima, Ohio", [{"text": "Lima, Ohio"}], None),
        ("<span>Lima, Ohio</span>", [{"text": "Lima, Ohio"}], None),
        ("Lima, <span>Ohio</span>", [{"text": "Lima, Ohio"}], None),
        ("3 Locations", [], None),
    ],
)
def test_a_jobvite_row_keeps_department_and_place_apart(cell, places, categories):
    rows = "".join(SPANS.format(n=n, t=t, cell=cell) for n, t in (("1111", "Urologist"), ("2222", "Nephrologist")))
    for r in listed("jobvite", f'<ul class="list-unstyled">{rows}</ul>'):
        assert (r["places"], r.get("categories")) == (places, categories)


JOB = {"jobSeqNo": "ELM7", "jobId": "R7", "reqId": "R7", "title": "Urologist", "cityStateCountry": "Lima, Ohio, United States",
       "location": "Lima, Ohio, United States", "postedDate": "2026-09-01T09:00:00.000+0000", "category": "Physicians"}  # fmt: skip


@pytest.mark.parametrize("under", ["refineSearch", "searchJobs"])
@pytest.mark.parametrize("without", [(), ("jobSeqNo",), ("jobSeqNo", "jobId")])
def test_a_saved_answer_of_phenoms_search_lists_its_jobs(under, without):
    job = {k: v for k, v in JOB.items() if k not in without}
    found = listed("phenom", json.dumps({under: {"status": 200, "totalHits": 1, "data": {"jobs": [job]}}}))
    assert [(r["key"], r["title"], r["reference"]) for r in found] == [(job.get("jobSeqNo", "R7"), "Urologist", "R7")]


def test_a_phenom_page_whose_only_data_are_its_scripts_own_is_read():
    job = {**JOB, "description": "<p>Joins three colleagues.</p>", "type": "Full-Time"}
    others = {"data": {"jobs": [{**JOB, "jobSeqNo": "ELM8", "title": "Nephrologist"}]}}
    ddo = {"eagerLoadRefineSearch": others, "jobDetail": {"data": {"job": job}}}
    body = f"<script>var phApp = {{}}; phApp.ddo = {json.dumps(ddo)}; phApp.x = 1;</script>"
    (r,) = paged("phenom", body, "/us/en/job/ELM7/Urologist")
    told = (r["key"], r["title"], r["description"], r["employment"], r["posted"][:10])
    assert told == ("7", "Urologist", "<p>Joins three colleagues.</p>", ["Full-Time"], "2026-09-01")
    assert r["url"] == f"{URL['phenom'][0]}/us/en/job/ELM7/Urologist"
    data = f'<script type="application/ld+json">{json.dumps({"@type": "JobPosting", "title": "Urologist II"})}</script>'
    (r,) = paged("phenom", data + body)
    assert r["title"] == "Urologist II"


def test_a_phenom_page_of_nothing_is_no_posting():
    assert paged("phenom", "<script>phApp.ddo = {}; phApp.x = 1;</script>") == []


def header(**said):
    pairs = "".join(
        f'<div class="iCIMS_JobHeaderTag"><dt class="iCIMS_JobHeaderField">{label}</dt>'
        f'<dd class="iCIMS_JobHeaderData"><span>\n {value}</span></dd></div>'
        for label, value in said.items()
    )
    return f'<dl class="iCIMS_JobHeaderGroup">{pairs}</dl>'


@pytest.mark.parametrize(
    ("facility", "employer"),
    [("Elm Medical Center", "Elm Medical Center"), ("Main Campus", "acme"), ("Outpatient Clinic", "acme")],
)
def test_an_icims_card_says_its_house_kind_and_pay(facility, employer):
    said = header(
        **{
            "Facility": facility,
            "Category (Portal Searching)": "Physicians",
            "Position Type (Portal Searching)": "Full-Time",
            "Pay Range": "$140.00 - $160.00 / hour",
        }
    )
    link = '<a class="iCIMS_Anchor" href="/jobs/7/urologist/job"><h3>Urologist</h3></a>'
    (r,) = listed("icims", f"<ul><li>{link}{said}</li></ul>")
    assert r["employer"] == employer
    assert (r["categories"], r["employment"], r["pay_text"]) == (
        ["Physicians"],
        ["Full-Time"],
        "$140.00 - $160.00 / hour",
    )


@pytest.mark.parametrize(("own", "reference"), [({}, "2026-7"), ({"identifier": "R-7"}, "R-7")])
def test_an_icims_job_page_says_beside_its_data_what_they_leave_out(own, reference):
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Urologist",
        "description": "Nights.",
        **own,
    }
    terms = {
        "Requisition ID": "2026-7",
        "Pay Range": "$410,000 - $460,000",
        "Category (Portal Searching)": "Physicians",
    }
    body = f'<script type="application/ld+json">{json.dumps(data)}</script>{header(**terms)}'
    (r,) = paged("icims", body)
    assert (r["title"], r["reference"], r["pay_text"]) == ("Urologist", reference, "$410,000 - $460,000")
    assert r["categories"] == ["Physicians"]
