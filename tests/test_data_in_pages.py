"""A posting's data is read in whatever spelling a page has it: prefixes, microdata from elsewhere, text escaped twice."""

import json

import pytest
from test_families import NOW, board

from curbside.extractors import family
from curbside.extractors.base import Answer
from curbside.extractors.readers import jobpage, jobposting, microdata
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


DEEP = "".join(f'<div itemprop="p{n}" itemscope>' for n in range(10)) + '<i itemprop="name">Elm</i>'
NESTED = {"p8": "Elm"}
for n in range(7, -1, -1):
    NESTED = {f"p{n}": NESTED}


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ('<b itemprop="title"></b><b itemprop="title">A</b><!-- c --><b itemprop="title">B</b><b itemprop="title">C</b><b itemprop="title"></b><b itemprop="title">A</b>', {"title": ["A", "B", "C"]}),
        ('<b itemprop="url title">A</b>', {"url": "A", "title": "A"}),
        ('<b itemprop="x:title">A</b><b itemprop="http://schema.org/skills">B</b>', {"title": "A", "skills": "B"}),
        ('<div itemprop="hiringOrganization" itemscope>Elm  <!-- c -->Clinic</div>', {"hiringOrganization": {"name": "Elm Clinic"}}),
        ('<div itemprop="hiringOrganization" itemscope>Dept <b itemprop="name">Elm</b></div>', {"hiringOrganization": {"name": "Elm"}}),
        ('<div itemprop="hiringOrganization" itemtype="http://schema.org/Organization"><b itemprop="name">Elm</b></div>', {"hiringOrganization": {"name": "Elm"}}),
        ('<div itemscope><b itemprop="name">Elm</b></div><p><b itemprop="title">A</b></p>', {"title": "A"}),
        (DEEP, NESTED),
        ('<time itemprop="datePosted" datetime="2026-11-20">today</time><time itemprop="e" datetime="">Nov 2</time>', {"datePosted": "2026-11-20", "e": "Nov 2"}),
        ('<meta itemprop="validThrough" content="2026-12-01" datetime="x">', {"validThrough": "2026-12-01"}),
        ('<meter itemprop="m" value="3">x</meter><b itemprop="v" value="3">x</b><data itemprop="d" value="">x</data>', {"m": "3", "v": "x", "d": "x"}),
        ('<a itemprop="url" href="/1">x</a><b itemprop="sameAs">/2</b><img itemprop="i" src="/3"><link itemprop="l" href="/4"><a itemprop="t" href="/5">x</a>', {"url": "/1", "sameAs": "/2", "i": "/3", "l": "/4", "t": "x"}),
        ('<div itemprop="description"><p>Visits <b>daily</b></p></div><div itemprop="qualifications">MD<br>DO</div>', {"description": "<p>Visits <b>daily</b></p>", "qualifications": "MD<br>DO"}),
        ('<h1 itemprop="title">A <!-- no --><script>x</script><template><b>y</b></template><i itemprop="employer">Elm</i> - <b itemprop="name">B</b> |</h1>', {"title": "A - B", "employer": "Elm", "name": "B"}),
        ('<h1 itemprop="title"><i itemprop="employer">Elm <b>Clinic</b></i> - A</h1>', {"title": "A", "employer": "Elm Clinic"}),
        ('<h1 itemprop="title"><i itemprop="employmentType">Full <b>time</b></i></h1>', {"title": "Full time", "employmentType": "Full time"}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_an_item_of_a_page_says(said, item):
    body = f'<body><div itemscope itemtype="http://schema.org/Thing http://schema.org/JobPosting">{said}</div></body>'
    assert microdata.items(body.encode(), "") == [item]
    other = body.replace("itemprop=", "property=").replace("itemtype=", "typeof=").replace("itemscope ", "")
    if "itemscope" not in other:
        assert microdata.items(other.encode(), "") == [item]
    assert microdata.items(body.encode() + b'<div typeof="JobPosting"><b property="title">B</b></div>', "") == [item]


def test_what_is_no_item():
    assert microdata.items(b"", "") == []
    assert (
        microdata.items(b'<div itemscope itemtype="http://schema.org/Organization"><b itemprop="title">A</b></div>', "")
        == []
    )


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
