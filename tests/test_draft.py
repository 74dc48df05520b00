"""Messages to edit and send: what they recall, what the user may change, and that nothing is smuggled into them."""

import email
import email.policy
import stat
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bridging import Home, home

from curbside.commands import bridges
from curbside.exports import draft, greeting


@pytest.fixture
def at_home(three_days, tmp_path, capsys, monkeypatch) -> Home:
    return home(three_days, tmp_path, capsys, monkeypatch)


def test_every_kind_of_message_is_whole_and_is_not_sent(at_home):
    for ask in draft.MESSAGES:
        for about in ((), ("--lead", "8630")):
            text = at_home.run("draft", ask, "Grace", *about)
            assert text.startswith("Subject: ") and "Dear Grace," in text and "Ana Ruiz, MD" in text, ask
            assert "{" not in text and "None" not in text and "  " not in text.replace("\n    ", "\n"), text
    assert at_home.said() == []  # curbside sends none of them, and does not take them for sent
    scoop = at_home.run("draft", "scoop", "Grace", "--lead", "8630")
    for word in ("left in the last three years", "call", "partnership track", "leads the group"):
        assert word in scoop
    assert "Could the two of you talk" in at_home.run("draft", "introduction", "Grace", "--lead", "8630")  # to forward


def test_the_last_good_contact_is_recalled_by_day_and_place_and_none_is_invented(at_home):
    assert (
        "We know each other from our Internal Medicine residency at Lakeview University Medical Center, 2016–2019."
        in at_home.run("draft", "good-word", "Grace")
    )
    at_home.run("met", "Nora Lind", "--on", "2026-11-20", "--at", "the ACC meeting")
    assert "It was good when we met at the ACC meeting on November 20, 2026." in at_home.run("draft", "thanks", "Nora")
    with at_home.run_under_way():
        at_home.run("log", "Nora", "--how", "call", "--mood", "bad", "--on", "2026-11-21")
    at_home.run("log", "Nora", "--how", "call", "--mood", "good", "--on", "2026-11-22", "--asked", "scoop")
    assert "on November 20, 2026" in at_home.run(
        "draft", "thanks", "Nora"
    )  # a call that asked for something is none to recall
    nothing = at_home.run("draft", "opening", "Priya")
    assert "I hope you are well." in nothing and not any(w in nothing for w in ("good when", "know each other", "202"))


def test_thanks_name_the_help_that_was_given(at_home):
    at_home.run("log", "Grace", "--how", "call", "--helped", "introduction", "--lead", "8630")
    assert "Thank you for the introduction." in at_home.run("draft", "thanks", "Grace")
    assert (
        "Thank you for the introduction. It was a real help with the General Cardiologist, Outpatient opening"
        in at_home.run("draft", "thanks", "Grace", "--lead", "8630")
    )
    assert "Thank you for your time." in at_home.run("draft", "thanks", "Hector")


def test_templates_are_the_users_own_and_a_broken_one_is_one_line_with_its_place(at_home):
    at_home.run("draft", "thanks", "Grace")
    mine = at_home.root / "templates" / "draft_thanks.j2"
    mine.write_text("Subject: Hey {{ first_name }}\nCheers,\n{{ my_name }}\n")
    assert at_home.run("draft", "thanks", "Grace") == "Subject: Hey Grace\n\nCheers,\nAna Ruiz, MD\n"
    for text, says in (
        ("Hi\n\n{% if %}", "line 3"),
        ("Hi\n{{ first_nam }}", "line 2: 'first_nam' is undefined"),
        ("Hi\n\n\n{{ lead.title }}", "line 4"),
        ("{{ 1 / 0 }}", "line 1: division by zero"),
        ("{{ first_name.__class__.__mro__ }}", "line 1: access to attribute '__class__'"),
        ("{% include 'other.j2' %}", "other.j2 is not there"),
        ("{{ range(99999999) | list }}", "line 1"),
    ):
        mine.write_text(text)
        status, error = at_home.error("draft", "thanks", "Grace")
        assert status == 2 and error.count("\n") == 1 and "templates/draft_thanks.j2" in error and says in error, error
    mine.write_bytes(b"\xff\xfe caf\xe9")
    assert "templates/draft_thanks.j2" in at_home.error("draft", "thanks", "Grace")[1]
    mine.unlink()
    assert "Thank you" in at_home.run("draft", "thanks", "Grace")  # the first one again


def test_a_mail_is_a_draft_with_its_headers_in_order(at_home):
    at_home.run("met", "Zoë Müller", "--email", "zoe@example.org")
    [file] = at_home.run("draft", "thanks", "Zoë", "--to", "eml").split()
    body = (at_home.root / file).read_bytes()
    mail = email.message_from_bytes(body, policy=email.policy.default)
    assert (mail["To"], mail["From"], mail["X-Unsent"], mail["Subject"]) == (
        "zoe@example.org",
        "ana@example.org",
        "1",
        "Thank you",
    )
    assert "Dear Zoë," in mail.get_content() and b"\r\n" in body
    assert stat.S_IMODE((at_home.root / file).stat().st_mode) == 0o600
    link = urlsplit(at_home.run("draft", "thanks", "Zoë", "--to", "mailto").strip())
    assert (link.scheme, link.path) == ("mailto", "zoe@example.org")
    assert parse_qs(link.query)["body"][0].startswith("Dear Zoë,\r\n")
    at_home.run("draft", "thanks", "Hector", "--to", "eml")
    assert "no address of Hector Molina is known" in at_home.capture_last


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\nBcc: x@evil.example",
        "a@b.example, x@evil.example",
        "<x@evil.example>",
        "a b@c.example",
        "ä@b.example",
        "",
    ],
)
def test_no_header_is_smuggled_in(address):
    assert draft.address(address) is None
    message = draft.Message("Hello", "Dear …", None)
    mail = email.message_from_bytes(message.eml(address), policy=email.policy.default)
    assert set(mail.keys()) <= {"Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def test_a_name_or_template_cannot_break_out_of_the_subject(at_home):
    at_home.run("met", "Eve Ex", "--email", "eve@example.org", "--employer", "Mercy\nBcc: x@evil.example")
    at_home.run("draft", "thanks", "Eve")
    (at_home.root / "templates" / "draft_thanks.j2").write_text(
        "Subject: {{ their_employer }}\r\nBcc: y@evil.example\n\nHi"
    )
    [file] = at_home.run("draft", "thanks", "Eve", "--to", "eml").split()
    mail = email.message_from_bytes((at_home.root / file).read_bytes(), policy=email.policy.default)
    assert mail["Bcc"] is None and mail["Subject"] == "Mercy Bcc: x@evil.example"


def test_the_clipboard_gets_the_text_or_one_line_says_what_to_install(at_home, tmp_path, monkeypatch):
    monkeypatch.setattr(bridges.shutil, "which", lambda name: None)
    status, error = at_home.error("draft", "thanks", "Grace", "--to", "clipboard")
    assert status == 2 and "wl-copy" in error and error.count("\n") == 1
    held = tmp_path / "held"
    program = tmp_path / "wl-copy"
    program.write_text(f"#!/bin/sh\ncat > {held}\n")
    program.chmod(0o755)
    monkeypatch.setattr(bridges.shutil, "which", lambda name: str(program))
    monkeypatch.setattr(bridges, "CLIPBOARDS", ([str(program)],))
    assert at_home.run("draft", "thanks", "Grace", "--to", "clipboard") == held.read_text()


def test_what_stands_against_an_ask_can_be_overruled_and_is_said_all_the_same(at_home):
    assert at_home.error("draft", "good-word", "Leila")[0] == 2
    assert at_home.run("draft", "good-word", "Leila", "--anyway").startswith("Subject: A good word")
    assert "caution: Leila Haddad: gone cold since 2022: reconnect first" in at_home.capture_last
    at_home.run("draft", "reconnect", "Leila", "--sent")
    assert at_home.sql("select ask, note from interactions") == [(None, "sent: reconnect")]
    at_home.run("draft", "good-word", "Leila")  # in touch again


def test_a_nudge_without_an_ask_says_that_none_is_kept(at_home, capsys):
    at_home.run("draft", "nudge", "Grace")
    assert "nothing that you asked them is kept" in at_home.capture_last
    at_home.run("draft", "scoop", "Grace", "--sent")
    at_home.run("draft", "nudge", "Grace")
    assert "nothing that you asked" not in at_home.capture_last


def test_asks_are_counted_over_a_month_and_a_group_on_a_day():
    asked = [draft.Asked(("p1",), "Ben", "scoop", date(2026, 11, day), "g") for day in (1, 20)]

    def said(who: str, ask: str, day: date) -> draft.Advice:
        return draft.advise(con(), ask, draft.Person(who, who), None, "g", asked, day)

    assert said("p1", "opening", date(2026, 11, 30)).refusals == (
        "asked twice within 30 days (2026-11-01 and 2026-11-20): wait until 2026-12-01",
    )
    assert said("p1", "opening", date(2026, 12, 1)).refusals == ()
    assert said("p1", "thanks", date(2026, 11, 30)) == draft.Advice()
    assert said("p2", "scoop", date(2026, 11, 20)).notes and not said("p2", "opening", date(2026, 11, 20)).notes
    assert not said("p2", "scoop", date(2026, 11, 21)).notes


def con():
    import duckdb

    db = duckdb.connect()
    db.execute("create table cautions (person_id text, rule text, caution text, lead_id text)")
    return db


@pytest.mark.parametrize(
    ("name", "given", "family", "credentials", "begins"),
    [
        ("J. Robert Oakes", "J. Robert", "Oakes", "MD", "Robert"), ("Ana Ruiz", "Ana", "Ruiz", None, "Ana"),
        ("A. B. Cole", "A. B.", "Cole", "MD", "Dr. Cole"), ("Suharto", "Suharto", None, None, "Dr. Suharto"),
        ("Prince", None, None, None, "Dr. Prince"), ("R. Vance", "R.", "Vance", "PA-C", "R. Vance"),
        ("王小明", "小明", "王", None, "小明"), ("Nguyễn Văn Minh", "Văn Minh", "Nguyễn", "MD", "Minh"),
        ("Петрова Елена Сергеевна", "Елена Сергеевна", "Петрова", None, "Елена"), ("Dana Whitlock", None, None, None, "Dana"), ("", None, None, None, ""),
    ],
)  # fmt: skip
def test_how_a_letter_begins(name, given, family, credentials, begins):
    assert greeting.greeted(name, given, family, credentials) == begins
