"""Job pages without schema.org data, as systems and site builders make them: read right, or not at all, never wrong."""

import pytest
from bs4 import BeautifulSoup

from curbside.extractors.readers import jobpage, pagelabels
from curbside.extractors.readers.closing import says_closed

URL = "https://elm.example/careers/1"
TEXT = (
    "<p>We are a group of nine and look for one who likes a small town by a lake, with help at night and a closed ICU. "
    "Our nurses stay for many years.</p>"
)
APPLY = "<a href=/apply>Apply now</a>"
READ = ("title", "employer", "employment", "pay_text", "posted", "closes", "reference")


def page(body, around="<nav><a href=/>Home</a></nav>{}<footer><p>Location: Dayton, OH</p></footer>"):
    return f"<!doctype html><html><body>{around.format(body)}</body></html>"


def read(html):
    """What the page says, without what it leaves open; `place` is its one place's text."""
    found = jobpage.read(html.encode(), URL)
    if found is None:
        return None
    said = {f: v for f in READ if (v := found.get(f))}
    return {**said, **({"place": found["places"][0].get("text")} if found["places"] else {})}


SITES = {
    "workday": (
        "<h2>Physician - Hospitalist</h2><a role=button>Apply</a><dl><dt>locations</dt><dd>Elmford, OH</dd></dl>"
        "<dl><dt>time type</dt><dd>Full time</dd></dl><dl><dt>job requisition id</dt><dd>R-10233</dd></dl>" + TEXT,
        {"title": "Physician - Hospitalist", "place": "Elmford, OH", "employment": ["Full time"], "reference": "R-10233"},
    ),
    "icims": (
        "<h1>Cardiologist</h1><dl><div><dt>Requisition ID</dt><dd><span>2026-1234</span></dd></div><div><dt>Job Locations</dt>"
        f"<dd><span>US-OH-Elmford</span></dd></div></dl>{TEXT}<a>Apply for this job online</a>",
        {"title": "Cardiologist", "place": "US-OH-Elmford", "reference": "2026-1234"},
    ),
    "taleo": (
        "<h1><span>Gastroenterologist</span></h1><input type=button value='Apply Online'><div><span>Primary Location</span>: "
        "<span>United States-Ohio-Elmford</span></div><div><span>Job</span>: <span>Physician</span></div><div><span>Organization"
        "</span>: <span>Elm Regional Health</span></div><div><span>Unposting Date</span>: <span>Dec 20, 2026</span></div>" + TEXT,
        {"title": "Gastroenterologist", "place": "United States-Ohio-Elmford", "employer": "Elm Regional Health", "closes": "Dec 20, 2026"},
    ),
    "peoplesoft": (
        "<h1>Job Description</h1><div><span>Job Title</span><span>Assistant Professor - Neurology</span></div><div><span>Job ID"
        "</span><span>48213</span></div><div><span>Location</span><span>Elmford, OH</span></div><div><span>Full/Part Time</span>"
        f"<span>Full-Time</span></div><a>Apply for Job</a>{TEXT}",
        {"title": "Assistant Professor - Neurology", "place": "Elmford, OH", "employment": ["Full-Time"], "reference": "48213"},
    ),
    "peopleadmin": (
        "<h1>Posting Details</h1><h2>Position Information</h2><table><tr><th>Position Title</th><td>Professor of Surgery</td></tr>"
        "<tr><th>Posting Number</th><td>F00231</td></tr><tr><th>Open Date</th><td>11/20/2026</td></tr><tr><th>Close Date</th>"
        f"<td></td></tr><tr><th>Open Until Filled</th><td>Yes</td></tr></table>{TEXT}<a>Apply for this Job</a>",
        {"title": "Professor of Surgery", "posted": "11/20/2026", "reference": "F00231"},
    ),
    "wp job manager": (
        "<h1>Family Physician</h1><ul class=meta><li class='job-type full-time'>Full Time</li><li class=location><a>Elmford, OH</a>"
        f"</li></ul><p class=company-name>Elm Clinic</p>{TEXT}<input type=button value='Apply for job'>",
        {"title": "Family Physician", "place": "Elmford, OH", "employer": "Elm Clinic"},
    ),
    "simple job board": (
        "<h1>Urologist</h1><h3>Job Features</h3><table><tr><td><span>Job Location</span></td><td>Elmford, OH</td></tr><tr><td>"
        f"<span>Salary</span></td><td>$500,000+</td></tr></table>{TEXT}<h3>Apply Online</h3><form><input type=submit></form>",
        {"title": "Urologist", "place": "Elmford, OH", "pay_text": "$500,000+"},
    ),
    "a table": (
        "<h1>Obstetrician</h1><table><tr><td><b>Facility:</b></td><td>Elm Medical Center</td></tr><tr><td><p>Salary</p></td><td><p>"
        "$350,000 - $400,000</p></td></tr><tr><td><b>Closing Date:</b></td><td>December 31, 2026</td></tr></table>" + TEXT + APPLY,
        {"title": "Obstetrician", "employer": "Elm Medical Center", "pay_text": "$350,000 - $400,000", "closes": "December 31, 2026"},
    ),
    "a head over a row": (
        "<h1>Psychiatrist</h1><table><tr><th>Location</th><th>Salary</th><th>Employer</th></tr><tr><td>Elmford, OH</td><td>$300,000"
        f"</td><td>Elm Clinic</td></tr></table>{TEXT}{APPLY}",
        {"title": "Psychiatrist", "employer": "Elm Clinic", "place": "Elmford, OH", "pay_text": "$300,000"},
    ),
    "bold before a colon": (
        "<h1>Surgeon</h1><p><strong>Location</strong>: Elmford, <i>OH</i><br><strong>Salary:</strong> $420,000 <strong>Posted</strong>: "
        f"11/20/2026<br><strong>Company:</strong><br>Elm Health</p>{TEXT}{APPLY}",
        {"title": "Surgeon", "place": "Elmford, OH", "pay_text": "$420,000", "posted": "11/20/2026", "employer": "Elm Health"},
    ),
    "lines": (
        f"<h1>Neurologist</h1><p>Location: Elmford, OH<br>Employer: Elm Health | Salary: $320,000<br>Closing date: 12/31/2026</p>{TEXT}{APPLY}",
        {"title": "Neurologist", "place": "Elmford, OH", "employer": "Elm Health", "pay_text": "$320,000", "closes": "12/31/2026"},
    ),
    "labels above": (
        "<h1>Pathologist</h1><div><div>Location</div><div>Elmford, OH</div></div><div><h4>Hospital</h4><p>Elm Medical Center</p></div>"
        f"{TEXT}{APPLY}",
        {"title": "Pathologist", "place": "Elmford, OH", "employer": "Elm Medical Center"},
    ),
    "a site's own heading": (
        f"<h1>Elm Careers</h1><h1>Urology</h1><p>Position Title: Physician - Urology</p>{TEXT}{APPLY}", {"title": "Physician - Urology"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "headings", "title"),
    [
        ("Cardiologist | Elm Health", "<h1>Elm Regional Health</h1><h2>Cardiologist</h2>", "Cardiologist"),
        (
            "Cardiologist | Elm Health",
            "<h1>Elm Regional Health</h1><h2>Why us</h2><h2>Cardiologist</h2>",
            "Cardiologist",
        ),
        ("Cardiologist | Elm Health", "<h1>Elm Regional Health</h1><h1>Cardiologist</h1>", "Cardiologist"),
        ("Job", "<h1>Elm Regional Health</h1><h2>Why us</h2>", None),
        ("Job", "<h1>Elm Regional Health</h1>", None),
        ("Job", "<h1>Pediatrics Elm Clinic</h1>", "Pediatrics Elm Clinic"),
        ("Job", "<h1>Elm Clinic Hospitalist</h1>", "Elm Clinic Hospitalist"),
        ("Job", "<h1>Cardiologist</h1><h1>Urologist</h1>", None),
    ],
)
def test_a_sites_own_name_is_no_title(head, headings, title):
    html = f"<!doctype html><html><head><title>{head}</title></head><body>{headings}{TEXT}{APPLY}</body></html>"
    assert (read(html) or {}).get("title") == title


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("<h4>Category:</h4><p>Surgery</p>", {"category": ["Surgery"]}), ("<h4>Category</h4><p>Surgery</p>", {}), ("<h4>Location</h4><p>Troy, OH</p>", {"location": ["Troy, OH"]}),
        ("<div><b>Category:</b><span>Surgery</span></div>", {"category": ["Surgery"]}), ("<div><b>Category</b><span>Surgery</span></div>", {}),
        ("<h4>Location</h4><select>Troy, OH</select>", {}), ("<b>Location:</b><button>Troy, OH</button>", {}), ("<h4>Location:</h4><input type=text><p>Troy, OH</p>", {}),
        ("<dl><dt>Category</dt><dd>Surgery</dd></dl>", {"category": ["Surgery"]}), ("<table><tr><th>Category</th><td>Surgery</td></tr></table>", {"category": ["Surgery"]}),
    ],
)  # fmt: skip
def test_a_word_of_descriptions_is_a_label_by_its_colon_its_row_or_as_a_term(part, told):
    assert pagelabels.labelled(BeautifulSoup(part, "lxml"), set()) == told


@pytest.mark.parametrize("site", SITES)
def test_a_job_page_is_read_by_its_labels(site):
    body, want = SITES[site]
    assert read(page(body)) == want


@pytest.mark.parametrize(
    "part",
    [
        # words that a description uses otherwise
        "<p>Hospital: 200 beds</p><p>Group: nine hospitalists</p><p>Practice: Outpatient only</p><p>Clinic: Monday to Friday</p>",
        "<p><strong>Hospital:</strong> Level II Trauma Center</p><p><b>Facility:</b> Critical Access Hospital</p><p><b>Group:</b> Single Specialty</p>",
        "<p>Our <b>hospital</b> <span>Elm Medical Center</span> is new. The <strong>location</strong> <em>Troy, MI</em> is not ours.</p>",
        "<h3>Location</h3><p>We are 40 minutes from Columbus, OH and its airport.</p><p>Location: downtown, near the lake</p>",
        "<p>Employer: paid health insurance</p><p>Reference: upon request</p>",
        # days of the work
        "<p>Start Date: 01/04/2027<br>End Date: 03/31/2027</p>",
        # of other jobs, and of the site
        "<div class=related-jobs><span class=location>Troy, MI</span><p>Employer: Oak Hospital</p><p>Closing date: 12/01/2026</p></div>",
        "<h2>More openings</h2><div><h3>Urologist</h3><p>Location: Troy, MI</p><p>Salary: $700,000</p><p>This position has been filled.</p></div>",
        "<h3>Other physician positions at Elm</h3><ul><li class=location>Troy, MI</li></ul>",
        "<span class=location>Troy, MI</span><span class=location>Flint, MI</span>",
        "<div id=footer><p>Location: Dayton, OH</p><p>Company: Elm Health</p></div>",
        "<form class=search><label>Location</label><span>City, State</span></form>",
        "<div><span>Location</span><span>Contact</span></div><!-- <p>Location: Troy, MI</p> -->",
        "<table><tr><th>Location</th><th>Employer</th></tr><tr><td>Troy, MI</td><td>Oak Clinic</td></tr><tr><td>Flint, MI</td><td>Ash Clinic</td></tr></table>",
    ],
)
def test_what_is_no_label_of_the_opening_is_none(part):
    html = page(f"<main><h1>Cardiologist</h1>{TEXT}{APPLY}{part}</main>")
    assert read(html) == {"title": "Cardiologist"} and not says_closed(html.encode())
    assert "700,000" not in jobpage.read(html.encode(), URL)["description"]


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Job Description</h1>{TEXT}{APPLY}",
        f"<h1>Openings in Ohio</h1><table><tr><th>Job Title</th><th>Location</th></tr><tr><td>Urologist</td><td>Troy, OH</td></tr></table>{APPLY}",
        f"<h1>Job Details</h1><dl><dt>Job Title</dt><dd>Urologist</dd></dl><dl><dt>Job Title</dt><dd>Internist</dd></dl>{APPLY}",
        f"<h1>Urologist</h1><p>This listing has expired.</p>{TEXT}{APPLY}",
        f"<h1>Urologist</h1>{TEXT}<h3>Apply Online</h3>",
    ],
)
def test_a_page_of_several_openings_or_none_is_not_read(body):
    assert read(page(body)) is None


def test_a_second_place_on_a_page_may_be_another_postings():
    more = (
        "<dl><dt>Location</dt><dd>Elmford, OH</dd></dl>"
        + TEXT
        + APPLY
        + "<dl><dt>Location</dt><dd>Dayton, OH</dd></dl>"
    )
    assert jobpage.read(page("<h1>Cardiologist</h1>" + more).encode(), URL)["places"] == [{"text": "Elmford, OH"}]


NINE = "A group of nine looks for one who likes a town by a lake and help at night, and who stays with us for years."


@pytest.mark.parametrize(
    ("under", "told"),
    [
        ("<p>Troy, OH</p>", {"places": [{"text": "Troy, OH"}]}),
        ("<p>Troy, OH</p><p>Lima, OH</p><p>Troy, OH</p>", {"places": [{"text": "Troy, OH"}, {"text": "Lima, OH"}]}),
        ("<p>Elm Campus - Troy</p><p>Surgery - Trauma</p>", {"places": [{"text": "Elm Campus - Troy"}], "categories": ["Surgery - Trauma"]}),
        ("<p>Troy, OH</p><dl><dt>Location</dt><dd>Lima, OH</dd></dl>", {"places": [{"text": "Lima, OH"}]}),
        ("<p>Full-time</p><p>Part-time</p><p>Full-time</p>", {"employment": ["Full-time", "Part-time"]}),
        ("<p>Surgery</p><p>Trauma</p>", {"categories": ["Surgery"]}),
        ("Troy, OH<br>Full-time", {"places": [{"text": "Troy, OH"}], "employment": ["Full-time"]}),
        ("<p><b>|</b><b>Troy, OH</b></p>", {"places": [{"text": "Troy, OH"}]}),
        ("<h3>x</h3><p>Troy, OH</p>", {}),
        (f"<p>{'a' * 60}</p>", {"categories": ["a" * 60]}),
        (f"<p>{'a' * 61}</p><p>Troy, OH</p>", {}),
        ("<p>Apply</p><p>Troy, OH</p>", {}),
        ("<p>a</p>" * 5 + "<p>Troy, OH</p>", {"categories": ["a"], "places": [{"text": "Troy, OH"}]}),
        ("<p>a</p>" * 6 + "<p>Troy, OH</p>", {"categories": ["a"]}),
        ("<p>a</p>" * 3 + "<p><b>b</b><b>c</b><b>d</b><b>Troy, OH</b></p>", {"categories": ["a"]}),
    ],
)  # fmt: skip
def test_short_lines_under_the_heading(under, told):
    page = f"<html><body><h1>Surgeon</h1>{under}<p>{NINE}</p><a href=/a>Apply now</a></body></html>"
    record = jobpage.read(page.encode(), "https://x.example/1")
    assert {k: record[k] for k in ("places", "employment", "categories") if record.get(k)} == told


@pytest.mark.parametrize(
    ("page", "title", "lists"),
    [
        ("<h1>Surgeon</h1>", "Surgeon", False), ("<h1>Careers</h1>", None, True), ("<h1>Careers</h1>JobPosting", None, False), ("<p>Careers</p>", None, False),
        ("<h2>Our Jobs</h2>", None, True), ("<h1>Careers</h1><h1>Jobs</h1>", None, False), ("<h1>Careers</h1><h1>Careers</h1>", None, True),
        ("<h1>Job details</h1>", None, False), ("<h1></h1><h2>Surgeon</h2>", "Surgeon", False), ("<h2>Surgeon</h2><h2>News</h2>", "Surgeon", False),
        ("<title>Surgeon | Elm Health</title><h1>Elm Health</h1><h2>News</h2><h2>Surgeon</h2>", "Surgeon", False), ("<h1>Elm Health</h1><h2>News</h2>", None, False),
        ("<h1>Elm Health</h1><h1>Surgeon</h1>", "Surgeon", False), ("<h1>Elm Health Surgeon</h1><h2>News</h2>", "Elm Health Surgeon", False), ("", None, False),
    ],
)  # fmt: skip
def test_a_heading_is_a_title_or_that_of_a_list(page, title, lists):
    assert (jobpage.title(page.encode()), jobpage.lists_jobs(page.encode())) == (title, lists)


def test_the_description_is_the_longest_text_that_stands_for_one():
    def described(inner: str) -> str:
        page = f"<html><body><h1>Surgeon</h1><p>{'Around it. ' * 20}</p>{inner}<a href=/a>Apply now</a></body></html>"
        return jobpage.read(page.encode(), "https://x.example/1")["description"]

    main = f"<main><p>{NINE}</p></main>"
    assert described(main) == main
    assert described(f"{main}<article><p>{NINE} {NINE}</p></article>") == f"<article><p>{NINE} {NINE}</p></article>"
    assert "Around" in described(f"<main>{'a' * 80}</main>") and described(f"<main>{'a' * 81}</main>").startswith(
        "<main>"
    )
    for named in ('class="job-detail"', 'class="content"', 'class="job description"', 'id="description"'):
        assert described(f"<div {named}><p>{NINE}</p></div>") == f"<div {named}><p>{NINE}</p></div>"
    assert "Around" in described(f'<div id="content"><p>{NINE}</p></div>')
    assert described(f"<main><p>{NINE}</p><nav>Home</nav></main>") == main


def test_what_is_no_text_is_no_page():
    page = f"<html><body><h1>Surgeon</h1><p>{NINE}</p><a href=/a>Apply now</a></body></html>".encode()
    assert jobpage.read(page, "https://x.example/1")["title"] == "Surgeon"
    assert jobpage.read(b"%PDF-1.7" + page, "https://x.example/1") is None
    assert jobpage.read(page.replace(b"nine", b"\0"), "https://x.example/1") is None
    assert jobpage.read(page.replace(b"Apply", b"See"), "https://x.example/1") is None
