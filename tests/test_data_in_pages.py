"""A posting's data is read in whatever spelling a page has it: prefixes, microdata from elsewhere, text escaped twice."""

import json

import pytest
from test_families import NOW, board

from curbside.extractors import family
from curbside.extractors.base import Answer
from curbside.extractors.readers import jobpage, jobposting
from curbside.extractors.readers.repair import repaired

URL = "https://elm.example/job/1"


def read(page: str) -> dict:
    (record,) = jobposting.one(page.encode(), URL, "k")
    return record


def block(said: str) -> str:
    return f'<html><head><script type="application/ld+json">{said}</script></head><body><p>x</p></body></html>'


SAID = {"@type": "JobPosting", "title": "Surgeon", "datePosted": "2026-11-20", "hiringOrganization": {"name": "Elm"},
        "jobLocation": {"address": {"addressLocality": "Troy", "addressRegion": "OH"}}}  # fmt: skip


def prefixed(value, before):
    if isinstance(value, dict):
        return {k if k[0] == "@" else before + k: prefixed(v, before) for k, v in value.items()}
    return value


@pytest.mark.parametrize("before", ["schema:", "http://schema.org/", "https://schema.org/", "s:"])
def test_keys_with_a_prefix_are_schema_orgs(before):
    record = read(block(json.dumps({**prefixed(SAID, before), "@type": f"{before}JobPosting"})))
    assert (record["title"], record["employer"], record["posted"]) == ("Surgeon", "Elm", "2026-11-20")
    assert record["places"] == [{"city": "Troy", "state": "OH"}]


@pytest.mark.parametrize(
    "said",
    [
        json.dumps(json.dumps(SAID)),
        repr(SAID),
        repr({**SAID, "title": "Surgeon", "description": 'The "best" town, isn\'t it'}),
        json.dumps({**SAID, "description": "See <script>go()</script> it"}),
        json.dumps({**SAID, "description": "See </script-less> pages"}),
        json.dumps({**SAID, "title": "Surgeon <script>track()</script>"}),
    ],
    ids=["written twice", "single quotes", "quotes of both kinds", "a script in a string", "an end that is none", "in the title"],
)  # fmt: skip
def test_json_of_careless_templates_is_read_whole(said):
    record = read(block(said))
    assert (record["title"], record["employer"], record["posted"]) == ("Surgeon", "Elm", "2026-11-20")


def test_single_quotes_end_where_a_value_may():
    said = """{'title': 'Children's Urologist', 'n': 1, 'note': 'It\\'s "here"'}"""
    assert repaired(said) == {"title": "Children's Urologist", "n": 1, "note": 'It\'s "here"'}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (r"Nephrologist \u0026 Transplant", "Nephrologist & Transplant"),
        (r"Children\u2019s Urologist", "Children’s Urologist"),
        (r"Surgeon \ud83d\ude80", "Surgeon 🚀"),
        (r"Surgeon \update", r"Surgeon \update"),
        (r"Surgeon \ud83d", "Surgeon \ufffd"),
    ],
)
def test_text_that_was_escaped_twice_is_shown_as_meant(title, shown):
    record = read(block(json.dumps({**SAID, "title": title, "description": f"<p>{title}</p>"})))
    assert (record["title"], record["description"]) == (shown, f"<p>{shown}</p>")


@pytest.mark.parametrize("title", ["", None, "  "])
def test_an_empty_title_is_the_pages_heading(title):
    page = block(json.dumps({**SAID, "title": title})).replace("<p>", "<h1>Urologist</h1><p>").encode()
    (record,) = family("jsonld").records(Answer("page", URL, 200, NOW, page, key="k"), board("jsonld"))
    assert (record["title"], record["employer"]) == ("Urologist", "Elm")
    (record,) = family("jsonld").records(
        Answer("list", "file:///saved/a.html", 200, NOW, page), board("jsonld", url="/saved")
    )
    assert (record["title"], record["employer"]) == ("Urologist", "Elm")


def test_a_heading_of_all_jobs_is_no_title():
    page = block(json.dumps({**SAID, "title": ""})).replace("<p>", "<h1>Current Openings</h1><p>").encode()
    (record,) = family("jsonld").records(Answer("page", URL, 200, NOW, page, key="k"), board("jsonld"))
    assert record["title"] is None


ITEM = '<div itemscope itemtype="http://schema.org/JobPosting"{}><h1 itemprop="title">Urologist</h1>{}</div>'


def test_microdata_that_stands_elsewhere_on_the_page_is_part_of_its_item():
    elsewhere = (
        '<div id="o" itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><b itemprop="name">Elm</b></div>'
        '<div id="l" itemprop="jobLocation" itemscope><div itemprop="address" itemscope><i itemprop="addressLocality">Troy</i></div></div>'
        '<div id="x" itemprop="hiringOrganization">Oak</div>'
    )
    record = read("<body>" + ITEM.format(" itemref='o l none'", "") + elsewhere + "</body>")
    assert (record["employer"], record["places"]) == ("Elm", [{"city": "Troy"}])
    assert read(f"<body>{ITEM.format('', '')}{elsewhere}</body>")["employer"] is None


def test_the_value_of_a_data_element_is_its_attributes():
    said = '<data itemprop="employmentType" value="FULL_TIME">Full</data><data itemprop="datePosted">2026-11-20</data>'
    record = read(f"<body>{ITEM.format('', said)}</body>")
    assert (record["employment"], record["posted"]) == (["FULL_TIME"], "2026-11-20")


# --- labels that name the employer ------------------------------------------------------------------------------------

PAGE = "<html><body><h1>Urologist</h1>{}<p>A group of nine looks for one who likes a town by a lake and help at night.</p><a href=/a>Apply now</a></body></html>"
CELLS = (
    "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<table><tr><th>{}:</th><td>{}</td></tr></table>",
    "<ul><li><span>{}</span><span>{}</span></li></ul>",
)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(
    ("label", "value"),
    [("Health System", "Elm Health"), ("Institution", "Ohio State University"), ("Facility", "Valerian Skin"), ("Clinic", "Troy Eye")],
)  # fmt: skip
def test_labels_name_the_employer(label, value, cell):
    assert jobpage.read(PAGE.format(cell.format(label, value)).encode(), URL)["employer"] == value


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(
    ("label", "value"),
    [("Facility", "Main Campus"), ("Hospital", "Level II Trauma"), ("Hospital", "Critical Access"), ("Hospital", "Open ICU"),
     ("Organization", "Department of Surgery"), ("Facility", "Day Shift"), ("Practice", "Valerian Skin"), ("Health System", "Sable")],
)  # fmt: skip
def test_what_sort_of_place_it_is_names_nobody(label, value, cell):
    assert "employer" not in jobpage.read(PAGE.format(cell.format(label, value)).encode(), URL)


def test_a_proper_name_in_running_text_is_no_employer():
    assert "employer" not in jobpage.read(PAGE.format("<p>Facility: Valerian Skin</p>").encode(), URL)


def test_an_item_is_never_part_of_itself():
    inside = ITEM.format(" itemref='w'", "")
    record = read(f"<body><div id='w'><b itemprop='hiringOrganization'>Oak</b>{inside}</div></body>")
    assert (record["title"], record["employer"]) == ("Urologist", None)
