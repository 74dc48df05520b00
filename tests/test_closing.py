"""Closed is closed: a page that says so closes its posting, with or without schema.org data; talk of closing does not."""

from __future__ import annotations

import json
import time

import pytest
from test_blind import one
from test_families import NOW, board

from curbside.extractors.base import Answer
from curbside.extractors.readers import jobpage
from curbside.extractors.readers.closing import record_says_closed, says_closed

CLOSED = """\
The application end date has passed.
We're no longer recruiting for this role.
The hospital has taken this posting down.
La vacante ya no está disponible.
This requisition has been put on hold.
We have completed interviews for this position and selected a candidate.
Position has been placed on hold until further notice.
This vacancy has now closed to applicants.
This listing was archived on 5 May 2026.
FILLED - Thank you!
The posting you requested could not be located.
We're sorry, that job doesn't seem to be available anymore.
This job has been unposted.
Interviews have concluded and an offer was accepted.
This opening is not longer available.
This locum assignment has been covered.
This employer is not currently hiring for this role.
This position is no longer accepting applications.
Sorry, this job is not available anymore.
The posting you requested has been taken down.
Job closed
This opportunity has now closed.
We’ve filled this position, thank you for your interest.
The application deadline for this position has passed.
We are no longer taking applications for this role.
This requisition was cancelled.
Position Status: Filled
Oops! This job can’t be found.
This vacancy is currently not available.
This ad has been deactivated.
This job posting is inactive.
The role has been filled internally.
Recruitment for this post has ended.
Applications for this vacancy are now closed.
Applications for this position closed on 1 November 2026.
The job you are looking for has been removed or has expired.
Thank you for your interest. The search has closed and a candidate has been selected.
THIS POSITION HAS BEEN FILLED
The requested job posting could not be found.
The advertiser has withdrawn this vacancy.
We are not currently accepting applications for this opening.
This job is no longer advertised.
Expired listing
Interviews for this job have concluded; we have stopped accepting applications.
The search for this role has concluded.
The deadline for this post is now over.
Applications have closed for this position.
Hiring complete
Recruitment for this role has been discontinued.
Hiring for this role has closed
This opportunity is off the market.
Expired on November 1, 2026
Posting closed 11/10/2026
A physician has been hired for this position.
Sorry, this job isn’t available anymore.
Position Filled - Thank You
We've hired for this position!
This position is not currently open.
This job posting has come to an end.
You are viewing an expired job.
The job you requested has been taken off our site.
This listing expired 3 days ago.
This locum assignment is no longer available.
Coverage for this assignment is no longer needed.
Interviews are complete and an offer has been made.
The employer is no longer recruiting for this role.
No further applications are being accepted.
Applications are no longer being accepted.
This opening is temporarily closed.
You are looking at a job posting that is no longer available.
Archived posting""".splitlines()
TALK = """\
This position is covered by a collective agreement.
Our previous posting was filled in two weeks by a great physician.
Charts must be completed and closed within 48 hours.
We have selected a new EHR for this position.
This position will remain open until filled.
If this posting has expired, please search our other openings.
Our clinic is closed on Sundays.
The hospital has a closed ICU with 24/7 intensivist coverage.
The position is open until it has been filled.
Applications close when the position is filled.
This role is not closed.
Once the job has been filled, it will be removed.
The position may be closed at any time.
Two of our partners retired; the vacancy has been open since May.
The practice's closed panel model means fixed hours.
Jobs that have been filled are removed from this site.
The previous physician's position was filled for 20 years.
Applications will no longer be accepted after December 1.
We do not accept unsolicited resumes from agencies.
The facility is no longer affiliated with a chain; the position offers a base salary.
We are not accepting third-party submissions.
This position is not available for visa sponsorship.
This job is not available for remote work.
This position is over 20 hours a week.
We are no longer accepting paper applications; apply online.
Our nights position has been filled; this days position remains open.
The candidate will have completed a residency when the position starts.
The role has ended call requirements by hiring nocturnists.
The office is closed from noon to one.
Our last search was filled within a month.
Must not have been removed from Medicare.
We have filled four of five positions; one remains open.
Offer has been extended to include a sign-on bonus.
Coverage for weekends is no longer needed, a hospitalist does it.
The loan repayment program is closed to new applicants in 2027.
We have hired three physicians this year and seek a fourth.
This assignment covers a physician whose contract ended.
Have questions about a job that has closed?
How do I know that this position has been filled?
Write to us about a job posting that is no longer available.""".splitlines()
PLAIN = "<!doctype html><body><h1>Surgeon</h1>{}<p>Four days a week, and a town with a lake.</p><a href=/a>Apply now</a></body>"
SHAPES = {
    "a paragraph": "<p>{}</p>",
    "a banner in pieces": '<div class="alert"><span class="icon"></span><strong>{}</strong></div>',
    "a paragraph that goes on": "<p>{} Search our other openings below, or join the talent community to hear of new ones.</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("words", CLOSED)
def test_words_of_closing_close(words, shape):
    if shape == "a paragraph that goes on" and words[-1] != ".":
        words += "."
    assert says_closed(PLAIN.format(SHAPES[shape].format(words)).encode())


@pytest.mark.parametrize("words", TALK)
def test_talk_of_closing_does_not(words):
    for shape in SHAPES.values():
        assert not says_closed(PLAIN.format(shape.format(words)).encode())


@pytest.mark.parametrize(
    "part",
    [
        '<p hidden>This job has expired.</p>',
        '<div style="display: none">This job has expired.</div>',
        "<script>var t = 'This job has expired.'</script><template><p>This job has expired.</p></template>",
        "<!-- <p>This job has expired.</p> -->",
        '<div class="expired d-none">This job has expired.</div>',
        '<div class="hidden"><p>This job has expired.</p></div>',
        '<div class="alert collapse">This job has expired.</div>',
        '<div ng-if="job.expired">This job has expired.</div>',
        '<div v-if="expired">This job has expired.</div><p v-show="!open">Position filled</p>',
        '<div x-show="expired" x-cloak>This job has expired.</div>',
        '<div *ngIf="expired">This job has expired.</div>',
        '<h3>Similar Jobs</h3><ul><li>Urologist - This position has been filled.</li></ul>',
        '<ul class="similar-jobs"><li>Internist <span class="status">Expired</span></li></ul>',
        "<aside><h3>Urologist</h3><p>Position filled</p></aside>",
        '<p data-message="This job has expired.">Apply soon.</p>',
    ],
)  # fmt: skip
def test_what_the_page_does_not_show_or_says_of_others_closes_nothing(part):
    assert not says_closed(PLAIN.format(part).encode())


@pytest.mark.parametrize(
    "heading", ["CLOSED - Hepatologist", "[FILLED] Urologist", "(Expired) Internist", "Expired: Surgeon"]
)
def test_a_heading_that_bears_the_mark_closes(heading):
    assert says_closed(f"<h1>{heading}</h1><p>Elm Hospital, Troy, MI. Call is 1:6.</p>".encode())
    assert not says_closed(f"<h1>{heading.split()[-1]}</h1><p>Elm Hospital keeps a closed ICU.</p>".encode())


@pytest.mark.parametrize(
    "heading",
    ["Surgeon (Position Filled)", "Surgeon - FILLED", "Surgeon – Position filled", "Surgeon [CLOSED]", "Surgeon *FILLED*", "Surgeon (filled)",
     "Surgeon - This position has been filled"],
)  # fmt: skip
def test_the_mark_may_stand_behind_the_title(heading):
    assert says_closed(f"<h1>{heading}</h1><p>Elm Hospital, Troy, MI. Call is 1:6.</p>".encode())
    assert record_says_closed({"title": heading})


@pytest.mark.parametrize(
    "heading",
    ["Intensivist, ICU (closed)", "Intensivist (Closed ICU)", "INTENSIVIST - ICU - CLOSED", "Hospitalist - closed unit", "Filled with joy: Pediatrician",
     "Hospitalist (newly filled team)"],
)  # fmt: skip
def test_a_closed_ward_is_no_mark(heading):
    assert not says_closed(f"<h1>{heading}</h1><p>Elm Hospital, Troy, MI. Call is 1:6.</p>".encode())
    assert not record_says_closed({"title": heading})


@pytest.mark.parametrize(
    ("part", "closed"),
    [
        # an element of 300 characters is read as one; of a longer one its own lines are, a sentence a time
        ("<ul><li>{:x<273}. This job</li><li>has been filled.</li></ul>", True), ("<ul><li>{:x<274}. This job</li><li>has been filled.</li></ul>", False),
        ("<p>{:x<274}. This job has been filled.</p>", True),
        # a sentence of 240 characters says it, a longer one tells a story
        ("<p>{:x>215} this job has been filled</p>", True), ("<p>{:x>216} this job has been filled</p>", False),
        # two hundred bytes of the page on either side of a word of closing
        ('<p>Position <b title="{:x<175}">now filled</b></p>', True), ('<p>Position <b title="{:x<176}">now filled</b></p>', False),
        ('<p>We are no longer <b title="{:x<166}">accepting applications</b></p>', True), ('<p>We are no longer <b title="{:x<167}">accepting applications</b></p>', False),
    ],
)  # fmt: skip
def test_how_much_of_an_element_and_of_a_sentence_is_read(part, closed):
    assert says_closed(PLAIN.format(part.format("")).encode()) is closed


@pytest.mark.parametrize(
    "part",
    [
        '<div class="hidden md:block">This job has expired.</div>',
        '<div class="d-none d-md-block">This job has expired.</div>',
        '<div class="collapse show">This job has expired.</div>',
        '<div class="ng-scope" ng-if="job.expired">This job has expired.</div>',
    ],
)
def test_what_a_page_shows_on_some_screens_or_once_its_script_has_run_closes(part):
    assert says_closed(PLAIN.format(part).encode())


def test_a_status_badge_closes():
    assert says_closed(PLAIN.format('<span class="job-status">Closed</span>').encode())
    assert not says_closed(PLAIN.format("<p>Sunday</p><p>Closed</p>").encode())


LONG = (
    "We are a group of nine in a town with a lake, and our nurses stay for many years because they like it here. " * 4
)


@pytest.mark.parametrize(
    ("part", "closed"),
    [
        # a sentence of a long paragraph that has other elements in it
        (f"<div>Position filled. {LONG}<p>Troy</p></div>", True),
        (f"<p>{LONG} This position has been filled. <b>Thank you</b></p>", True),
        (f"<div>{LONG}{LONG}{LONG}{LONG}{LONG} This position has been filled.<p>Troy</p></div>", False),  # far below
        (f"<div>{LONG} Has this position been filled?<p>Troy</p></div>", False),
        (f"<div>If this position has been filled, look around. {LONG}<p>Troy</p></div>", False),
        # a mark is of a heading, a word is a paragraph of its own, a badge says by its class that it is one
        ("<h1>CLOSED - Hepatologist</h1>", True),
        ("<h2>CLOSED - Hepatologist</h2>", False),
        ("<p>Expired</p>", True),
        ("<h3>Filled!</h3>", True),
        ("<td>Expired</td>", False),
        ('<td class="badge">Expired</td>', True),
        ('<td id="job-state">Inactive</td>', True),
        ('<span class="badge">Open</span>', False),
        # of other postings
        ('<div class="related">This job has expired.</div>', False),
        ('<div id="faq">This job has expired.</div>', False),
        ("<nav>This job has expired.</nav>", False),
        ("<footer>This job has expired.</footer>", False),
        ("<details>This job has expired.</details>", False),
        ('<div class="job">This job has expired.</div>', True),
        # an element's own words, where the whole is longer
        ("<div><p>Good day</p><p>This job has expired</p></div>", True),
        # with words set bold
        ("<p>This position has <strong>been filled</strong></p>", True),
        ('<p>This position <span class="x">is now <B>filled</B></span></p>', True),
        ("<p>This position has <b>been filled</b> twice</p>", False),
        # before what parts a heading or a line
        ("<h1>This job has expired | Troy</h1>", True),
        ("<p>This position has been filled • Mercy</p>", True),
        ("<p>Other jobs | This position may be filled | Troy</p>", False),
    ],
)
def test_where_on_a_page_closing_is_said(part, closed):
    assert says_closed(PLAIN.format(part).encode()) is closed


FILLED = "This position has been filled."


@pytest.mark.parametrize(
    ("part", "closed"),
    [
        (f"{FILLED}<p>{LONG}</p>", True),
        (f"<div>{FILLED}<p>{LONG}</p></div>", True),
        (f"<div><p>{LONG}</p>{FILLED}</div>", True),
        (f"<div><h2>About</h2>A town with a lake. {FILLED}<ul><li>{LONG}</li></ul></div>", True),
        (f"<div>Troy, MI<br>This position has been filled<br>Call one in six<br><p>{LONG}</p></div>", True),
        (f"<p>{LONG * 6}<br>{FILLED}</p>", True),
        (f"<div>POSITION FILLED<br>A town with a lake.<p>{LONG}</p></div>", True),
        (f"<div>This position <b>has been filled.</b><p>{LONG}</p></div>", True),
        (f"<div>This <a href=/j>position</a> has been filled. See others.<p>{LONG}</p></div>", True),
        (f"<section><strong>Update:</strong> {FILLED} Thank you.<p>{LONG}</p></section>", True),
        (f"<ul><li>{FILLED}<div>{LONG}</div></li></ul>", True),
        (f"<ul><li>{LONG} {FILLED}</li></ul>", True),
        (f"<form>{FILLED} <label>Name</label><input><p>{LONG}</p></form>", True),
        (f"<table><tr><td>{FILLED}<p>{LONG}</p></td></tr></table>", True),
        (f"<dl><dt>Note</dt><dd>{FILLED}<p>{LONG}</p></dd></dl>", True),
        (f"<pre>A town with a lake.\n\n{FILLED}\n{LONG}</pre>", True),
        (f"<div>You may apply to others<br><b>This position has been filled</b><p>{LONG}</p></div>", True),
        (f"<div><span>Surgeon</span><span>This job has expired</span><p>{LONG}</p></div>", True),
        # of other jobs, of what may be, asked
        (f"<div>Our other positions have been filled.<p>{LONG}</p></div>", False),
        (f"<div>Our first position has been filled and we seek a second surgeon.<p>{LONG}</p></div>", False),
        (f"<div>One of our three openings has been filled.<p>{LONG}</p></div>", False),
        (f"<div>This position will be filled on a rolling basis.<p>{LONG}</p></div>", False),
        (f"<div>Open until filled.<p>{LONG}</p></div>", False),
        (f"<div>Questions<br>How do I know that this position has been filled?<p>{LONG}</p></div>", False),
        (f"<footer>Internist, Ann Arbor. {FILLED}<p>{LONG}</p></footer>", False),
        (f"<div class=related-jobs>Internist {FILLED}<p>{LONG}</p></div>", False),
        (f"<div hidden>{FILLED}<p>{LONG}</p></div>", False),
        (f"<div>The position <p>{LONG}</p> has been filled.</div>", False),
        # what goes on from words before it, in other letters or on another line
        (f"<p>If <strong>this position has been filled</strong>, look at our other openings. {LONG}</p>", False),
        ("<p>Write to us <em>if <b>this position has been filled</b></em>.</p>", False),
        (f"<div>The posting stays up until <b>this position has been filled.</b><p>{LONG}</p></div>", False),
        (f"<div>The search is open until<br>the position has been filled.<br>Call is rare<p>{LONG}</p></div>", False),
        (f"<pre>The search is open until\n  the position has been filled.\n{LONG}</pre>", False),
        (f"<p>Would you move if asked? <b>{FILLED}</b> {LONG}</p>", True),
        # what a form lets one choose
        (
            "<label><input type=radio> This job has expired</label><label><input type=radio> It is a fraud</label>",
            False,
        ),
        ("<input type=CHECKBOX id=why><label for=why>This job is no longer available</label>", False),
        ("<p><input type=radio> This job has expired<br><input type=radio> Position filled<br></p>", False),
        ("<select><option>Why?</option><option>This position has been filled</option></select>", False),
        ("<label><input type=text> This job has expired</label>", True),
        ("<button disabled>Position filled</button>", True),
    ],
)
def test_a_sentence_of_closing_is_read_on_its_line(part, closed):
    assert says_closed(PLAIN.format(part).encode()) is closed


@pytest.mark.parametrize("page", ["Filled - thank you", "Closed 11/10/2026", "This job is no longer available."])
def test_a_page_may_say_it_and_nothing_else(page):
    assert says_closed(page.encode()) and not says_closed(b"Open")


def test_a_page_that_hides_while_it_is_laid_out_is_still_a_page():
    assert says_closed(b'<!doctype html><body v-cloak class="hidden"><p>This job has expired.</p></body>')


def test_a_page_named_for_related_jobs_is_still_a_page():
    assert says_closed(b'<!doctype html><body class="related-jobs"><p>This job has expired.</p></body>')


def test_letters_of_any_charset_and_an_apostrophe_of_html_are_read():
    said = "This job isn&rsquo;t available anymore. Señor"
    assert says_closed(PLAIN.format(f"<p>{said}</p>").encode("latin-1"), "text/html; charset=iso-8859-1")


# --- in the warehouse -------------------------------------------------------------------------------------------------


def job(title: str, **more: str) -> str:
    said = {"@type": "JobPosting", "title": title, "description": "Call one in four.", "datePosted": "2026-11-01",
            "hiringOrganization": {"name": "Elm"}, **more}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(said)}</script><h1>{title}</h1>'


def day(*bodies: str) -> list[Answer]:
    """The site on one day: its sitemap and its pages."""
    url = "https://board.example/job/{}"
    rows = "".join(f"<url><loc>{url.format(n)}</loc></url>" for n in range(len(bodies)))
    answers = [Answer("list", "https://board.example/sitemap.xml", 200, NOW, f"<urlset>{rows}</urlset>".encode())]
    return answers + [
        Answer(
            "page", url.format(n), 200, NOW, f"<!doctype html><body>{b}</body>".encode(), "text/html", key=f"/job/{n}"
        )
        for n, b in enumerate(bodies)
    ]


def state(folder) -> dict[str, bool]:
    from curbside import warehouse

    with warehouse.connect(folder / "w.duckdb") as con:
        return dict(con.execute("select title, closed_at is not null from core.posting").fetchall())


@pytest.mark.whole
@pytest.mark.parametrize("kept", [True, False], ids=["JSON-LD kept", "JSON-LD gone"])
def test_a_banner_closes_the_posting_and_leaves_what_is_known_of_it(tmp_path, kept):
    closed = (job("Surgeon") if kept else "<h1>Surgeon</h1>") + "<p class=banner>This position has been filled.</p>"
    others = [job("Internist"), job("Urologist")]
    one(tmp_path, board("jsonld"), day(job("Surgeon"), *others), day(closed, *others))
    assert state(tmp_path) == {"Surgeon": True, "Internist": False, "Urologist": False}


@pytest.mark.whole
@pytest.mark.parametrize(
    "said", [job("Surgeon - FILLED"), job("Surgeon", description="<p>This position has been filled.</p><p>Call one in four.</p>")]
)  # fmt: skip
def test_data_that_say_so_of_themselves_close_the_posting(tmp_path, said):
    said, _, _ = said.partition("<h1>")  # a script shows the rest
    one(tmp_path, board("jsonld"), day(job("Surgeon"), job("Internist")), day(said, job("Internist")))
    assert state(tmp_path) == {"Surgeon": True, "Internist": False}


@pytest.mark.whole
def test_a_posting_whose_banner_is_gone_is_open_again(tmp_path):
    closed = job("Surgeon") + "<p>This position has been filled.</p>"
    one(tmp_path, board("jsonld"), *(day(b, job("Internist")) for b in (job("Surgeon"), closed, job("Surgeon"))))
    assert state(tmp_path) == {"Surgeon": False, "Internist": False}


@pytest.mark.whole
def test_a_posting_whose_page_leads_to_all_jobs_is_closed_under_its_own_name(tmp_path):
    careers = (
        "<main><h1>Careers</h1><ul><li><a href=/job/9>Phlebotomist</a> <a href=/apply/9>Apply</a></li></ul></main>"
    )
    one(tmp_path, board("jsonld"), day(job("Surgeon"), job("Internist")), day(careers, job("Internist")))
    assert state(tmp_path) == {"Surgeon": True, "Internist": False}


@pytest.mark.whole
@pytest.mark.parametrize("heading", ["Welcome", "Find your next job", "Providence Clinic", "Join our talented team", "0 jobs found"])  # fmt: skip
def test_a_page_that_is_no_posting_any_more_never_gives_it_another_name(tmp_path, heading):
    careers = f"<main><h1>{heading}</h1><p>{'We care for you. ' * 20}</p><a href=/apply>Apply now</a></main>"
    got = one(tmp_path, board("jsonld"), day(job("Surgeon"), job("Internist")), day(careers, job("Internist")))
    assert state(tmp_path) == {"Surgeon": False, "Internist": False}
    assert got[0] == 2


@pytest.mark.parametrize(
    "heading", ["Careers", "Current Openings", "Search Jobs", "Physician Opportunities", "Page not found"]
)
def test_headings_of_lists_are_no_titles(heading):
    page = f"<body><h1>{heading}</h1><p>Long text.</p><a href=/apply>Apply now</a></body>"
    assert jobpage.read(page.encode(), "https://x.example/") is None


@pytest.mark.whole
def test_a_closing_day_in_the_past_closes_as_of_that_day_even_while_the_list_names_the_posting(tmp_path):
    jobs = [job("Over", validThrough="2026-11-20"), job("Today", validThrough="2026-11-23"), job("Urologist")]
    one(tmp_path, board("jsonld"), day(*jobs), day(*jobs))
    assert state(tmp_path) == {"Over": True, "Today": False, "Urologist": False}


@pytest.mark.whole
def test_the_last_posting_of_a_board_closes_too_and_stays_closed(tmp_path):
    closed = job("Surgeon") + "<p>This job has expired.</p>"
    _, status, error = one(tmp_path, board("jsonld"), day(job("Surgeon")), day(closed), day(closed))
    assert state(tmp_path) == {"Surgeon": True}
    assert (status, error) == ("done", "")


@pytest.mark.whole
def test_a_saved_page_that_says_so_is_a_closed_posting_and_one_of_several_says_it_of_none(tmp_path):
    bodies = {
        "over": job("Surgeon") + "<p>We are no longer taking applications for this role.</p>",
        "open": job("Urologist"),
        "two": job("Internist", url="/1") + job("Hepatologist", url="/2") + "<p>This position is closed.</p>",
    }
    saved = [
        Answer("list", f"file:///saved/{n}.html", 200, NOW, f"<!doctype html><body>{b}</body>".encode(), "text/html")
        for n, b in bodies.items()
    ]
    one(tmp_path, board("jsonld", url="/saved"), saved)
    assert state(tmp_path) == {"Surgeon": True, "Urologist": False, "Internist": False, "Hepatologist": False}


@pytest.mark.whole
def test_a_large_board_all_of_whose_pages_say_so_at_once_is_not_believed(tmp_path):
    jobs = [job(f"Surgeon {n}") for n in range(24)]
    _, status, error = one(
        tmp_path, board("jsonld"), day(*jobs), day(*(j + "<p>This job has expired.</p>" for j in jobs))
    )
    assert set(state(tmp_path).values()) == {False}
    assert status == "suspicious" and "all of 24 pages say" in error


def test_pages_full_of_such_words_take_no_time():
    page = PLAIN.format("<p>the job " + "closed filled expired no longer " * 20_000 + "</p>").encode()
    began = time.process_time()
    says_closed(page)
    assert time.process_time() - began < 5


@pytest.mark.whole
@pytest.mark.parametrize(("state", "closed_at"), [("NY", "2026-11-23 05:00:00+00"), ("HI", "2026-11-23 10:00:00+00")])
def test_a_closing_day_ends_where_the_posting_is(tmp_path, state, closed_at):
    from curbside import warehouse

    place = {"address": {"addressLocality": "X", "addressRegion": state, "addressCountry": "US"}}
    said = json.dumps({"@type": "JobPosting", "title": "Surgeon", "datePosted": "2026-10-20", "validThrough": "2026-11-22",
        "description": "Call one in four.", "hiringOrganization": {"name": "Elm"}, "jobLocation": place})  # fmt: skip
    page = f'<script type="application/ld+json">{said}</script>'
    one(tmp_path, board("jsonld"), day(page), day(page))
    with warehouse.connect(tmp_path / "w.duckdb") as con:
        assert con.execute("select closed_at::text from core.posting").fetchall() == [(closed_at,)]
