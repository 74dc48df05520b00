"""`curbside add`: one posting of the user's own finding becomes a lead with its employer and people, and stays one."""

from __future__ import annotations

import json
import shutil

import pytest
from boardserver import site
from bridging import Home
from hypothesis import given
from hypothesis import strategies as st

from curbside.job import adding
from curbside.workspace import Workspace

JOB = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Neurologist", "datePosted": "2026-11-20",
    "description": "Outpatient neurology with a group of five. Board certified or eligible.",
    "hiringOrganization": {"@type": "Organization", "name": "Harbor Light Medical Center"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Bend", "addressRegion": "OR"}},
}  # fmt: skip
PAGE = f'<!doctype html><title>x</title><script type="application/ld+json">{json.dumps(JOB)}</script>'.encode()
MAIL = b"""From: Pat Doyle <pat@summit-search.example>
Subject: Cardiologist opportunity, Lancaster, OH
Date: Fri, 20 Nov 2026 09:00:00 -0500
Message-ID: <1@summit-search.example>

Dear Dr. Ruiz,

I am recruiting for a cardiologist position at St. Brendan's Hospital in Lancaster, OH. Salary $450,000 with a sign-on bonus;
the practice offers a partnership and full benefits. Would you send me your CV?

Best regards,
Pat Doyle
Senior Recruiter
614-555-0100
"""
TEXT = """We are seeking a Cardiologist to join Granite Ridge Clinic in Worcester, MA. Compensation $430,000, sign-on bonus,
four-day schedule, partnership after two years. Call of one in six. Relocation and benefits.
Send your CV to careers@graniteridge.example."""


def test_a_page_a_mail_and_a_text_become_leads_and_stay_so(three_days, tmp_path, capsys):
    shutil.copytree(three_days, tmp_path / "w")
    user = Home(tmp_path / "w", capsys)
    with site({"/job/9": PAGE, "/robots.txt": b"User-agent: *\nDisallow: /apply\n"}) as served:
        said = user.run("add", f"{served.url}/job/9")
        assert "Neurologist, Harbor Light Medical Center" in said and "1 person in reach" in said
        assert "not said: pay" in user.capture_last, (
            "a cardiologist's own finding is a lead, though she searches cardiology"
        )
        assert served.paths().count("/job/9") == 1
    (tmp_path / "offer.eml").write_bytes(MAIL)
    assert "St. Brendan's Hospital" in user.run("add", str(tmp_path / "offer.eml"))
    (named,) = user.sql("select contact_name, contact_email, pay_year_min from postings where board = 'added-mail'")
    assert named == ("Pat Doyle", "pat@summit-search.example", 450000)
    reasons = user.sql("select unnest(why) from leads where list_contains(boards, 'added-page')")
    assert ("you added it yourself",) in reasons


def test_pasted_text_is_read_and_kept_as_a_row_to_edit(tmp_path):
    taken = adding.add(Workspace(tmp_path), "-", TEXT, "")
    (record,) = taken.records
    assert (record["title"], record["employer"]) == ("Cardiologist", "Granite Ridge Clinic")
    assert record["contact_email"] == "careers@graniteridge.example" and record["pay_text"]
    assert taken.file.stat().st_mode & 0o077 == 0 and taken.missing == []
    assert [b.name for b in adding.boards(Workspace(tmp_path))] == ["added-text"]


@pytest.mark.parametrize(
    ("given_", "line"),
    [
        ("Thank you for applying. Your application was received.", "names no opening"),
        ("", "names no opening"),
    ],
)
def test_a_text_that_is_no_posting_is_not_kept_and_says_so(tmp_path, given_, line):
    with pytest.raises(adding.NotRead, match=line):
        adding.add(Workspace(tmp_path), "-", given_, "")
    assert not (tmp_path / "added").exists()


@pytest.mark.whole
def test_a_page_that_robots_forbids_or_that_is_no_posting_says_what_else_to_do(tmp_path):
    routes = {"/robots.txt": b"User-agent: *\nDisallow: /job\n", "/job/1": PAGE, "/list": b"<h1>Our jobs</h1>"}
    with site(routes) as served:
        with pytest.raises(adding.NotRead, match=r"robots.*curbside add -"):
            adding.add(Workspace(tmp_path), f"{served.url}/job/1", None, "")
        with pytest.raises(adding.NotRead, match="paste the posting's text"):
            adding.add(Workspace(tmp_path), f"{served.url}/list", None, "")
        assert "/job/1" not in served.paths()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(adding.NotRead, match="copy its text"):
        adding.add(Workspace(tmp_path), str(tmp_path / "a.pdf"), None, "")
    with pytest.raises(adding.NotRead, match="takes an address"):
        adding.add(Workspace(tmp_path), "nope.html", None, "")


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(tmp_path_factory, text):
    try:
        adding.add(Workspace(tmp_path_factory.getbasetemp() / "texts"), "-", text, "")
    except adding.NotRead as e:
        assert "\n" not in str(e)
