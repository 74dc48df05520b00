"""A forwarded mail is read as the one that it forwards, quoted or not; an answer that quotes one is none."""

import pytest
from test_mailcards import MAILS, read, shown

ALERT = "Allergist\nCress Health - Troy, OH\nhttps://k.example/jobs/21?utm_campaign=daily\n\nDermatologist\nElm Clinic - Lima, OH\nhttps://k.example/jobs/22\n\nManage alerts: https://k.example/alerts/manage\n"
WANT = [("Allergist", "Cress Health", "Troy, OH"), ("Dermatologist", "Elm Clinic", "Lima, OH")]
PERSON, SUBJECT, _, BODY, _ = MAILS["a recruiter"]
HEADS = f"From: {PERSON}\nDate: Fri, Nov 20, 2026 at 8:00 AM\nSubject: {SUBJECT}\nTo: <ana@example.org>\n\n"


def quoted(text: str, mark: str = "> ") -> str:
    return "".join(f"{mark}{line}".rstrip() + "\n" for line in text.splitlines())


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", " > "])
def test_an_alert_that_was_forwarded_with_marks_before_its_lines(mark):
    heads = "From: Health Jobs <jobs@k.example>\nSubject: Your daily jobs\n\n"
    mail = "FYI, see below.\n\nBegin forwarded message:\n\n" + quoted(heads + ALERT, mark)
    found = read(mail, "Ana Ruiz <ana@example.org>", "Fwd: Your daily jobs", "plain")
    assert [shown(r) for r in found] == WANT
    assert [r["url"] for r in found] == ["https://k.example/jobs/21", "https://k.example/jobs/22"]


FORWARDS = {
    "Gmail": ("Fwd: Cardiology", "plain", f"FYI\n\n---------- Forwarded message ---------\n{HEADS}{BODY}"),
    "Apple Mail": ("Fwd: Cardiology", "plain", f"FYI\n\nBegin forwarded message:\n\n{quoted(HEADS + BODY)}"),
    "Outlook": ("FW: Cardiology", "plain", HEADS.replace("Date:", "Sent:") + BODY),
    "Gmail, HTML": ("Fwd: Cardiology", "html", "<div>FYI</div><div>---------- Forwarded message ---------<br>From: <b>Kim Vance</b> &lt;"
                    "<a href='mailto:kim.vance@talentfirm.example'>kim.vance@talentfirm.example</a>&gt;<br>"
                    f"Subject: {SUBJECT}<br><br>{BODY.replace(chr(10), '<br>')}</div>"),
}  # fmt: skip


@pytest.mark.parametrize("program", FORWARDS)
def test_a_recruiters_mail_that_was_forwarded_is_the_recruiters(program):
    subject, kind, body = FORWARDS[program]
    (found,) = read(body, "Ana Ruiz <ana@example.org>", subject, kind)
    (direct,) = read(BODY, PERSON, SUBJECT, "plain")
    said = ("title", "employer", "places", "pay_text", "contact_name", "contact_role", "contact_email", "contact_phone")
    assert {k: found[k] for k in said} == {k: direct[k] for k in said}
    assert found["posted"] == (None if "HTML" in program else "Fri, Nov 20, 2026 at 8:00 AM")


def test_lines_of_a_forwarded_mail_that_look_like_heads_belong_to_it():
    heads = HEADS.strip() + "\nCc: [mailto:bo@example.org]\n\n"
    body = BODY.replace("The position", "Call: light.\nSubject: to references.\nThe position")
    (found,) = read(
        f"---------- Forwarded message ---------\n{heads}{body}", "Ana <ana@example.org>", "Fwd: x", "plain"
    )
    assert found["title"] == "Cardiology" and "Subject: to references." in found["description"]


@pytest.mark.parametrize("subject", ["Re: Cardiology", "Cardiology"])
def test_an_answer_that_quotes_a_mail_is_no_opening(subject):
    mail = f"Not for me, thanks.\n\nOn Fri, Nov 20, 2026 Kim Vance wrote:\n{quoted(HEADS + BODY)}"
    assert read(mail, "Ana Ruiz <ana@example.org>", subject, "plain") == []
