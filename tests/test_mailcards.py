"""Alert mails of two jobs or more keep each job's employer and place; navigation is none; a recruiter's mail is a lead."""

from __future__ import annotations

import pytest
from test_families import answer, board

from curbside.extractors import family
from curbside.extractors.readers import mailcards
from curbside.extractors.readers.maillinks import is_posting

HEAD = "From: {}\nTo: me@example.org\nSubject: {}\nDate: Mon, 21 Sep 2026 09:00:00 -0400\nMIME-Version: 1.0\nContent-Type: text/{}; charset=utf-8\n\n{}"  # fmt: skip
JOBS = [("Urologist", "Ani Health", "Ukiah, CA"), ("Nephrologist", "Booby Clinic", "Willits, CA"), ("Hospitalist", "Coot Medical Center", "Boise, ID")]  # fmt: skip
SENDERS = {
    "linkedin": ["https://www.linkedin.com/comm/jobs/view/500{}?trk=eml", "https://www.linkedin.com/jobs/view/urologist-at-ani-500{}/"],
    "indeed": ["https://www.indeed.com/viewjob?jk=aa01bb01cc01dd0{}&from=ja", "https://www.indeed.com/rc/clk?jk=aa01bb01cc01dd0{}"],
    "glassdoor": ["https://www.glassdoor.com/partner/jobListing.htm?pos=101&jobListingId=100931{}",
                  "https://www.glassdoor.com/job-listing/urologist-ani-health-JV_IC115.htm?jl=100931{}"],
    "ziprecruiter": ["https://www.ziprecruiter.com/jobs/egret-1a2b3c4{}", "https://www.ziprecruiter.com/c/Egret/Job/Urologist/-in-Ukiah,CA?jid=1{}",
                     "https://www.ziprecruiter.com/km/AAH{}xyz"],
    "doximity": ["https://www.doximity.com/jobs/48213{}", "https://www.doximity.com/talent_finder/job_postings/5b1c7e10-{}111", "https://www.doximity.com/jobs/listings/urology-{}"],
    "practicelink": ["https://jobs.practicelink.com/jobs/600{}/urology", "https://www.practicelink.com/jobs/600{}/urology/physician/ca/"],
    "practicematch": ["https://www.practicematch.com/physicians/job-details.cfm/78120{}", "https://www.practicematch.com/physicians/jobs/urology/78120{}"],
    "nejm": ["https://www.nejmcareercenter.org/job/33214{}/urologist/?TrackID=9"],
    "doccafe": ["https://www.doccafe.com/physician-jobs/urology/52341{}", "https://www.doccafe.com/company/jobs/ani/52341{}"],
}  # fmt: skip
LAYOUTS = {
    "rows": ("<table>{}</table>", "<tr><td><a href='{u}'>{t}</a></td></tr><tr><td>{e}</td></tr><tr><td>{p}</td></tr>"),
    "rows, one line": ("<table>{}</table>", "<tr><td><a href='{u}'>{t}</a></td></tr><tr><td>{e} - {p}</td></tr>"),
    "paragraphs": ("<div>{}</div>", "<p><a href='{u}'>{t}</a></p><p>{e}<br>{p}</p>"),
    "headings": ("<div>{}</div>", "<h3><a href='{u}'>{t}</a></h3><div>{e}</div><div>{p}</div>"),
    "dots": ("<div>{}</div>", "<a href='{u}'><b>{t}</b></a><br>{e} · {p}<br><br>"),
    "cards": ("{}", "<div><div><a href='{u}'>{t}</a></div><div><span>{e}</span><span>{p}</span></div><a href='{u}'>View job</a></div>"),
    "whole card a link": ("{}", "<a href='{u}'><h3>{t}</h3></a><p>{e}</p><p>{p}</p><p><a href='{u}'>Apply now</a></p>"),
    "nested tables": ("<table>{}</table>", "<tr><td><table><tr><td><a href='{u}'>{t}</a></td></tr><tr><td>{e} • {p}</td></tr></table></td></tr>"),
    "one link around a card": ("{}", "<div><a href='{u}'><p>{e} 3.9 ★</p><p>{t}</p><p>{p}</p><p>2d</p></a></div>"),
    "one link around a table": ("{}", "<a href='{u}'><table><tr><td>{e} 4.1 ★</td></tr><tr><td><b>{t}</b></td></tr><tr><td>{p}</td></tr></table></a>"),
    "labels": ("{}", "<div><h3><a href='{u}'>{t}</a></h3><ul><li>Location: {p}</li><li>Salary: Competitive</li><li>Recruiter: {e}</li></ul></div>"),
    "on-site": ("{}", "<div><a href='{u}'>{t}</a><p>{e} · {p} (On-site)</p><p>Actively recruiting</p></div>"),
    "a list": ("<ul>{}</ul>", "<li><a href='{u}'>{t}</a> {e}, <br>{p}</li>"),
    "a list, one line": ("<ul>{}</ul>", "<li><a href='{u}'>{t}</a>, {e}, {p}</li>"),
}  # fmt: skip
FOOTER = (
    "<p><a href='https://x.example/alerts/unsubscribe'>Unsubscribe</a></p><p>Jobs Inc., 1 Main St, Austin, TX 78701</p>"
)


def read(
    body: str, sender: str = "Jobs <alerts@board.example>", subject: str = "New jobs", kind: str = "html"
) -> list[dict]:
    mail = HEAD.format(sender, subject, kind, body)
    return family("alerts").records(answer(mail, "file:///m.eml"), board("alerts"))


def shown(r: dict) -> tuple:
    return r["title"], r["employer"], *(f"{p.get('city')}, {p.get('state')}" for p in r["places"])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "link", [pytest.param(u, id=f"{s}-{n}") for s, urls in SENDERS.items() for n, u in enumerate(urls)]
)
def test_each_job_of_an_alert_keeps_its_employer_and_place(link, layout):
    around, row = LAYOUTS[layout]
    rows = "".join(row.format(u=link.format(n), t=t, e=e, p=p) for n, (t, e, p) in enumerate(JOBS))
    found = read(f"<html><body><h2>3 new jobs for you</h2>{around.format(rows)}{FOOTER}</body></html>")
    assert [shown(r) for r in found] == JOBS


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/comm/jobs/collections/similar-jobs?x=1", "https://www.linkedin.com/comm/jobs/alerts",
        "https://www.linkedin.com/comm/company/ruff-health/jobs", "https://www.linkedin.com/jobs/search/?keywords=x",
        "https://www.linkedin.com/in/ana-ruiz", "https://www.indeed.com/jobs?q=hospitalist", "https://www.indeed.com/cmp/Ruff-Health/jobs",
        "https://www.glassdoor.com/Job/jobs.htm?k=1", "https://www.glassdoor.com/Reviews/Ruff-Health-Reviews-E1.htm",
        "https://www.ziprecruiter.com/candidate/search?s=1", "https://www.ziprecruiter.com/Jobs/Hospitalist/-in-California",
        "https://www.doximity.com/jobs/search?specialty=1", "https://www.doximity.com/jobs", "https://www.practicelink.com/physicians/",
        "https://www.nejmcareercenter.org/jobs/cardiology/", "https://www.doccafe.com/login", "https://x.example/company/ruff/jobs",
        "https://x.example/jobs/recommended", "https://x.example/jobs/alerts/12",
    ],
)  # fmt: skip
def test_navigation_is_no_posting(url):
    assert not is_posting(url)
    assert read(f"<p><a href='{url}'>Hospitalist jobs for you at Ruff Health</a></p><p>Ruff Health<br>Eureka</p>") == []


MAILS = {
    "a recruiter": (
        "Kim Vance <kim.vance@talentfirm.example>", "Cardiology opportunity in Boise, ID - $650k", "plain",
        "Dr. Ruiz,\n\nI am recruiting for a non-invasive cardiologist to join Elm Valley Hospital in Boise, ID. The position offers a base "
        "salary of $650,000, a sign-on bonus and call of 1 in 6.\n\nWould you have time this week?\n\nBest regards,\nKim Vance\n"
        "Senior Physician Recruiter\nTalent Firm LLC\n(208) 555-0142\n",
        {"title": "Cardiology", "employer": "Elm Valley Hospital", "places": [{"city": "Boise", "state": "ID"}],
         "contact_name": "Kim Vance", "contact_role": "Senior Physician Recruiter", "contact_email": "kim.vance@talentfirm.example",
         "contact_phone": "(208) 555-0142"},
    ),
    "a chief": (
        "Tom Okoro <tokoro@riverbend.example>", "Quick question", "plain",
        "Ana,\n\nwe are looking for a nephrologist to grow our practice with us in Dayton, OH. Partnership after two years, call is light and "
        "compensation is fair. Know anyone, or are you looking yourself?\n\nThanks,\nTom Okoro, MD\nChief of Nephrology\nRiverbend Kidney\n",
        {"title": "nephrologist", "places": [{"city": "Dayton", "state": "OH"}], "contact_role": "Chief of Nephrology"},
    ),
    "locums, in HTML": (
        "Joy Lee <joy@locumfolk.example>", "Fwd: Locum Hospitalist needed near Salina, Kansas", "html",
        "<div>Hello Doctor,</div><div>We have an <b>urgent assignment</b> for a locum hospitalist in Salina, Kansas. Coverage of 7 on, 7 off; "
        "pay is $210 per hour.</div><div>Sincerely,</div><div>Joy Lee</div><div>Locums Consultant | Locum Folk</div>",
        {"title": "Locum Hospitalist", "places": [{"city": "Salina", "state": "Kansas"}], "contact_role": "Locums Consultant"},
    ),
    "its house in the signature": (
        "jobs@acme.example", "Hospitalist - nights - Erie PA", "plain",
        "Good morning Doctor,\nNocturnist opening in Erie, PA. 7 on/7 off, $2,000 per shift, closed ICU. Employed position with full "
        "benefits. Reply with your CV.\nThank you\nDee Ward\nTalent Acquisition Specialist\nLakeside Health",
        {"title": "Hospitalist", "employer": "Lakeside Health", "places": [{"city": "Erie", "state": "PA"}]},
    ),
    "a house that is recruiting": (
        "Peter Novak <p.novak@mercy.example>", "Pediatric Hospitalist opportunity", "plain",
        "Hi,\nMercy Hospital Springfield is recruiting a pediatric hospitalist. Starting salary $240,000; loan repayment, light call. "
        "Springfield, MO is a great place.\nBest regards,\nPeter Novak\nPhysician Recruiter, Mercy",
        {"title": "Pediatric Hospitalist", "employer": "Mercy Hospital Springfield", "contact_name": "Peter Novak"},
    ),
    "locums, few words": (
        "Sue Pratt <sp@locumco.example>", "Locums need: Anesthesiology, Bangor ME, Jan-Mar", "plain",
        "Hi, coverage needed for anesthesiologist in Bangor, ME January through March. $325/hr, housing and travel paid. Are you free?\nSue Pratt",
        {"title": "Anesthesiology, Bangor ME, Jan-Mar", "places": [{"city": "Bangor", "state": "ME"}], "contact_name": "Sue Pratt"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MAILS)
def test_a_recruiters_own_mail_is_one_posting_with_its_contact(case):
    sender, subject, kind, body, want = MAILS[case]
    (record,) = read(body, sender, subject, kind)
    assert {k: record[k] for k in want} == want
    assert record["description"] and record["key"].startswith("mail-")


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        ("HR <hr@elm.example>", "Your application", "Thank you for applying for the cardiologist position at Elm. The recruiting team will be in touch about compensation."),
        ("Alerts <no-reply@elm.example>", "Cardiology opening", "A new position for a cardiologist: base salary, call, benefits. Join us at Elm Hospital in Boise, ID today."),
        ("Ben <ben@example.org>", "Dinner", "Shall we have dinner on Friday? My sister, a cardiologist, is in town and would like to meet you. Bring the kids."),
        ("CME <info@cme.example>", "Cardiology conference", "Join the annual cardiology conference. Opening night, a role play, call for papers, position statements and practice."),
        ("Ana <ana@example.org>", "", "Hi"),
        ("Rick <rick@bank.example>", "Physician mortgage opportunity", "Special home loans: join hundreds of surgeons. Base rate 5%, bonus cash, call now."),
        ("Rep <rep@pharma.example>", "Advisory board for cardiologists", "We are recruiting cardiologists. Compensation $2,500. Schedule: Jan 10. Seeking leaders; join us."),
    ],
)  # fmt: skip
def test_other_mails_are_no_opening(sender, subject, body):
    assert read(body, sender, subject, "plain") == []


LABELS = """A new job matching your profile has been posted.

Job Title: Transplant Hepatologist
Company: Great Lakes Clinic
City: Rochester
State: MN
Posted: 11/24/2026
Closes: 12/31/2026
Sponsorship: H-1B yes; J-1 no

Apply: https://hr.example/apply?jid=55
"""


def test_lines_that_name_what_they_say_are_read_as_they_say():
    (card,) = mailcards.from_text(LABELS)
    told = {k: card[k] for k in ("title", "employer", "posted", "closes", "description", "key")}
    assert told == {
        "title": "Transplant Hepatologist", "employer": "Great Lakes Clinic", "posted": "11/24/2026", "closes": "12/31/2026",
        "description": "Sponsorship: H-1B yes; J-1 no", "key": "hr.example/apply?jid=55",
    }  # fmt: skip
    assert card["places"] == [{"city": "Rochester", "state": "MN"}]


@pytest.mark.parametrize("mark", ["1. ", "12) ", "(3) ", "• ", "- ", "* ", ""])
def test_a_number_before_a_title_is_none_of_it(mark):
    text = f"{mark}Adult Psychiatrist\n   Employer: Bluestem\n   Location: Lincoln, Nebraska\n   https://x.example/job/991\n"
    (card,) = mailcards.from_text(text)
    assert (card["title"], card["employer"]) == ("Adult Psychiatrist", "Bluestem")
    assert card["places"] == [{"city": "Lincoln", "state": "Nebraska"}]


def test_a_row_of_a_table_whose_link_says_details_is_named_by_its_first_cell():
    row = "<tr><td>{}</td><td>{} Clinic</td><td>{}, Oregon</td><td><a href='https://www.practicematch.com/physicians/job-details.cfm/70{}'>Details</a></td></tr>"
    rows = row.format("Neurologist Needed", "Elm", "Bend", 11) + row.format(
        "Stroke Medical Director", "Ash", "Salem", 12
    )
    found = read(f"<table><tr><th>Position</th><th>Employer</th></tr>{rows}</table>")
    assert [(r["title"], r["employer"], r["places"][0]["city"]) for r in found] == [
        ("Neurologist Needed", "Elm Clinic", "Bend"), ("Stroke Medical Director", "Ash Clinic", "Salem")
    ]  # fmt: skip


def test_a_card_at_home_and_one_of_a_department_by_its_letters():
    link = "<div><a href='https://www.indeed.com/rc/clk?jk=abcd00000000000{}'>{}</a><br>{}<br>{}</div>"
    found = read(
        link.format(1, "GI Physician", "Platte Partners", "Remote")
        + link.format(2, "Physician", "Elm ED", "Bellingham, Washington, United States")
    )
    assert [(r["employer"], r["places"]) for r in found] == [
        ("Platte Partners", [{"text": "Remote"}]), ("Elm ED", [{"city": "Bellingham", "state": "Washington"}])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Elm Clinic", "Troy, OH", "Posted 11/20/2026", "Posted 11/21/2026", "$300,000", "$400,000"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "OH"}], "posted": "11/20/2026", "pay_text": "$300,000", "description": "$400,000"}),
        (["compensation: fair", "3 days ago", "Elm was seen 3 days ago by nurses in Lima"], {"pay_text": "compensation: fair", "description": "Elm was seen 3 days ago by nurses in Lima"}),
        (["Elm Clinic", "Oak Clinic", "Full-time"], {"employer": "Elm Clinic", "description": "Oak Clinic\nFull-time"}),
        (["Elm Clinic - Troy, NY"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "NY"}]}),
        (["Elm Clinic, Troy, NY"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "NY"}]}),
        (["Oak Clinic", "Elm Clinic - Remote"], {"employer": "Oak Clinic", "places": [{"text": "Remote"}]}),
        (["Employer: Elm Clinic (on-site)", "(Troy, OH)"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "OH"}]}),
        # A place is no employer, however many are said
        (["Troy, OH", "United States", "Elm Clinic"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "OH"}]}),
        (["United States", "Troy, OH", "Elm Clinic"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "OH"}]}),
        (["United States", "Elm Clinic"], {"employer": "Elm Clinic", "places": [{"text": "United States"}]}),
        (["Remote", "Troy, OH", "Elm Clinic"], {"employer": "Elm Clinic", "places": [{"text": "Remote"}, {"city": "Troy", "state": "OH"}]}),
        (["Troy, OH", "Lima, OH", "Troy, OH", "Elm Clinic"], {"employer": "Elm Clinic", "places": [{"city": "Troy", "state": "OH"}, {"city": "Lima", "state": "OH"}]}),
    ],
)  # fmt: skip
def test_what_the_lines_of_a_card_say(lines, told):
    record = mailcards._record("Urologist", "https://x.example/1", lines, True)
    keys = ("employer", "places", "pay_text", "posted", "description")
    assert {k: record[k] for k in keys if record[k]} == told


def test_a_card_that_is_no_sure_posting_names_employer_and_place():
    said = [["Elm Clinic"], ["Troy, OH"], ["Elm Clinic", "Troy, OH"]]
    assert [bool(mailcards._record("Urologist", "https://x.example/1", one, False)) for one in said] == [
        False,
        False,
        True,
    ]
