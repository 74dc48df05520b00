"""Mailboxes of all programs: every message is found, none is made up, and what never went out is no contact."""

import mailbox
from datetime import UTC, date, datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curbside.network import contact_log, mail_folders, separators
from curbside.network.tally import Clock

HEAD = "From: Ana <ana@example.org>\nDate: Fri, 20 Nov 2026 09:00:00 -0500\nTo: {}\nSubject: x\n{}\nHello\n"


def told(root: Path, *names: str):
    clock = Clock(date(2026, 11, 24), ZoneInfo("America/New_York"))
    own = ["ana@example.org", "ana@hospital.example"]
    frame, problems, tallies = contact_log.read([Path(n) for n in names], [], own, root, clock)
    found = {e.partition("@")[0]: str(d) for e, d in frame.select("email", "contact_on").iter_rows()}
    return found, [str(p) for p in problems], tallies


def read(root: Path, text: str | bytes) -> dict[str, str]:
    (root / "Sent.mbox").write_bytes(text.encode() if isinstance(text, str) else text)
    return told(root, "Sent.mbox")[0]


def message(to: str, *more: str) -> str:
    return HEAD.format(f"{to}@example.org", "".join(f"{m}\n" for m in more))


@pytest.mark.parametrize("blank", ["\n", ""])
@pytest.mark.parametrize(
    "line",
    [
        "From ana@example.org Fri Nov 20 14:00:00 2026", "From - Fri Nov 20 14:00:00 2026", "From 1799@xxx Fri Nov 20 14:00:00 +0000 2026",
        "From ana@example.org 2026-11-20 14:00:00", "From ana@example.org 2026-11-20T14:00:00Z", "From ana@example.org  Fri Nov 20 14:00 EST 2026",
        "From ana at example.org  Fri Nov 20 14:00:00 2026", "From ana@example.org Fri, 20 Nov 2026 09:00:00 -0500", "From MAILER-DAEMON Fri Nov 20 14:00:00 2026",
        "From ana@example.org 2026-11-20 14:00:00+00:00", "From ???@??? Fri Nov 20 14:00:00 2026", "From Fri Nov 20 14:00:00 2026",
    ],
)  # fmt: skip
def test_every_dated_separator_even_without_a_blank_line_before(tmp_path, line, blank):
    text = blank.join(f"{line}\n{message(f'p{n}')}" for n in range(3))
    assert set(read(tmp_path, text)) == {"p0", "p1", "p2"}
    assert set(read(tmp_path, text.replace("\n", "\r\n"))) == {"p0", "p1", "p2"}


def test_a_patch_or_a_mailbox_pasted_into_one_message_begins_no_other(tmp_path):
    patch = f"From 0123abcd Mon Sep 17 00:00:00 2001\n{message('p2')}"
    (tmp_path / "one.eml").write_text(f"{message('p1')}\n{patch}")
    assert set(told(tmp_path, "one.eml")[0]) == {"p1"}
    (tmp_path / "Maildir" / "cur").mkdir(parents=True)
    (tmp_path / "Maildir" / "cur" / "1:2,S").write_text(f"{message('p1')}\n{patch}")
    assert set(told(tmp_path, "Maildir")[0]) == {"p1"}
    (tmp_path / "two.eml").write_text(f"From - Fri Nov 20 14:00:00 2026\n{message('p1')}\n{patch}")
    assert set(told(tmp_path, "two.eml")[0]) == {"p1", "p2"}, "a mailbox that is merely called so"


@pytest.mark.parametrize(
    "line", ["From ", "From", "From - ", "From -", "From ana@example.org", "From <ana@example.org>", "From ?@?"]
)
def test_separators_without_a_date_after_a_blank_line(tmp_path, line):
    text = "\n".join(f"{line}\n{message(f'p{n}')}" for n in range(3))
    expected = {"p0"} if line == "From" else {"p0", "p1", "p2"}  # without its blank it is a word
    assert set(read(tmp_path, text)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "From Ben, 10:30 on 16 Nov 2026", "From our clinic we start at 7:30 each day of 2026", "From here on", "From ben@example.org.", "From ben@example.org, who",
        "From Monday 16 Nov 2026 at 10:30", "From 7:30 to 10:30, 2026", "From ana@example.org to ben@example.org 10:30:00 2026", "From Nov 16 to Nov 20 2026",
    ],
)  # fmt: skip
def test_sentences_that_begin_so_open_no_message(tmp_path, line):
    quoted = (
        f"\n{line}\nFrom: Ana <ana@example.org>\nDate: Mon, 16 Nov 2026 10:30:00 -0500\nTo: nobody@example.org\n\nx\n"
    )
    text = f"From ana@example.org Fri Nov 20 14:00:00 2026\n{message('p0')}{quoted}"
    assert read(tmp_path, text) == {"p0": "2026-11-20"}


def test_a_separator_that_no_header_follows_is_text(tmp_path):
    text = f"From - Fri Nov 20 14:00:00 2026\n{message('p0')}\nFrom ana@example.org Fri Nov 20 14:00:00 2026\nI wrote you.\nTo: x@example.org\n"
    assert read(tmp_path, text) == {"p0": "2026-11-20"}


@pytest.mark.parametrize(
    ("line", "after", "blank", "opens"),
    [
        ("From ana@x.org Fri Nov 20 14:00:00 2026\n", "Subject: x", False, True),
        ("From ana@x.org Fri Nov 20 14:00:00 2026\n", ">From ana@x.org", False, True),
        ("From ana@x.org Fri Nov 20 14:00:00 2026\n", "I wrote", True, False),
        ("From ana@x.org Fri Nov 20 14:00:00 2026\n", "", True, False),
        ("From ana@x.org Fri Nov 20 14:00:00 2026", "Subject: x", True, False),
        ("From ana@x.org\n", "Message-ID: x", False, True),
        ("From ana@x.org\n", "To: b", False, False),
        ("From ana@x.org\n", "To: b", True, True),
        ("From ana@x.org\n", "Title: b", True, False),
        ("From ana and bo\n", "To: b", True, False),
    ],
)
def test_what_stands_around_a_separator(line, after, blank, opens):
    assert separators.is_separator(line.encode(), after.encode(), blank) is opens


@pytest.mark.parametrize(
    "header",
    [
        "X-Gmail-Labels: Drafts", "X-Gmail-Labels: Scheduled,Important", "X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=,Wichtig", "X-Gmail-Labels: Sent,Trash", "X-Gmail-Labels: Papelera",
        "X-Unsent: 1", "X-Mozilla-Draft-Info: internal/draft; vcard=0", "X-Mozilla-Status: 0009", "X-Mozilla-Status: 0801", "X-Status: D",
        "X-Uniform-Type-Identifier: com.apple.mail-draft", "Auto-Submitted: auto-replied",
    ],
)  # fmt: skip
def test_drafts_the_bin_and_what_machines_answer_are_no_contact(tmp_path, header):
    line = "From - Fri Nov 20 14:00:00 2026\n"
    assert set(
        read(tmp_path, f"{line}{message('p0', header)}\n{line}{message('p1', 'X-Gmail-Labels: Sent,Important')}")
    ) == {"p1"}


def test_the_evening_counts_on_the_users_day_and_both_addresses_are_the_users(tmp_path):
    def sent(day: str, sender: str = "ana@example.org") -> dict[str, str]:
        text = f"From: {sender}\nDate: {day}\nTo: =?utf-8?B?QmVuIDxiZW5AZXhhbXBsZS5vcmc+?=\n\nx\n"
        return read(tmp_path, f"From - Fri Nov 20 14:00:00 2026\n{text}")

    for day in (
        "Fri, 20 Nov 2026 04:30:00 +0000",
        "Thu, 19 Nov 2026 23:30:00 -0500",
        "Fri, 20 Nov 2026 02:30:00 GMT",
        "2026-11-20T04:30:00Z",
    ):
        assert sent(day) == {"ben": "2026-11-19"}
    assert sent("Thu, 19 Nov 2026 23:30:00 -0500", '"Ruiz, Ana" <Ana@Hospital.example>') == {"ben": "2026-11-19"}


def test_addresses_in_headers_that_are_not_quite_in_order(tmp_path):
    for to in (
        "Okafor, Ben <ben@example.org>",
        "Ben <ben@example.org>;",
        "Ben (home) <ben@example.org>",
        "<ben@example.org",
        '"Okafor, Ben" ben@example.org',
    ):
        text = f"From - Fri Nov 20 14:00:00 2026\nFrom: ana@example.org\nDate: Fri, 20 Nov 2026 09:00:00 -0500\nTo: {to}\n\nx\n"
        assert set(read(tmp_path, text)) == {"ben"}, to


@pytest.mark.parametrize(
    "label", ["Utkast", "Wersje robocze", "下書き", "Черновики", "임시보관함", "Papperskorgen", "Kosz", "ゴミ箱", "Спам", "&BCcENQRABD0EPgQyBDgEOgQ4-", "Gel&APY-scht"]
)  # fmt: skip
def test_drafts_and_bins_in_any_language_by_label_or_folder(tmp_path, label):
    head = "From - Fri Nov 20 14:00:00 2026\n"
    if "&" not in label:
        assert not read(tmp_path, f"{head}X-Gmail-Labels: {Header(label, 'utf-8').encode()},Opened\n{message('p1')}")
    (tmp_path / f".{label}" / "cur").mkdir(parents=True)
    (tmp_path / f".{label}" / "cur" / "1").write_text(message("p2"))
    assert not told(tmp_path, f".{label}")[0]


def test_line_ends_blank_lines_marks_and_who_sent_it_on(tmp_path):
    for text in (
        message("p1").replace("\n", "\r"), f"\n\r\n{message('p1')}", message("p1").replace("From:", ">From:"),
        f"Resent-From: ana@example.org\nResent-To: p1@example.org\nResent-Date: Fri, 20 Nov 2026 09:00:00 -0500\n{message('p9').replace('ana@', 'ben@')}",
    ):  # fmt: skip
        (tmp_path / "one.eml").write_bytes(text.encode())
        assert set(told(tmp_path, "one.eml")[0]) == {"p1"}, text
    (tmp_path / "one.eml").write_text(
        message("p1")
        .replace("From: Ana <ana@", 'From: "ana@example.org" <spoof@')
        .replace("From: ana@", "From: spoof@")
    )
    assert not told(tmp_path, "one.eml")[0]
    assert not read(tmp_path, f"From - Fri Nov 20 14:00:00 2026\nX-Mozilla-Status2: 00200000\n{message('p1')}")


def test_folders_of_single_messages_maildir_and_thunderbird(tmp_path):
    (tmp_path / "Mail").mkdir()
    box = mailbox.Maildir(tmp_path / "Mail" / "Sent")
    for to, flags in (("p0", "S"), ("p1", "SD"), ("p2", "T"), ("p3", "")):
        one = mailbox.MaildirMessage(message(to))
        one.set_flags(flags)
        box.add(one)
    box.add_folder("Trash").add(mailbox.MaildirMessage(message("binned")))
    assert set(told(tmp_path, "Mail")[0]) == {"p0", "p3"}
    (tmp_path / "bird").mkdir()
    (tmp_path / "bird" / "Sent").write_text(f"From - Fri Nov 20 14:00:00 2026\n{message('p4')}")
    (tmp_path / "bird" / "Drafts").write_text(f"From - Fri Nov 20 14:00:00 2026\n{message('p5')}")
    (tmp_path / "bird" / "Sent.msf").write_text("// an index")
    found, _, tallies = told(tmp_path, "bird")
    assert set(found) == {"p4"} and "drafts" in "".join(map(str, tallies))
    (tmp_path / "single").mkdir()
    (tmp_path / "single" / "a.eml").write_text(message("p6"))
    (tmp_path / "single" / "b.eml").write_text(message("ana").replace("ana@example.org>", "ben@example.org>"))
    (tmp_path / "single" / "c.emlx").write_text(f"1234      \n{message('p7')}")
    assert set(told(tmp_path, "single")[0]) == {"p6", "p7"}


@pytest.mark.parametrize(("folder", "is_sent"), [
    ("Éléments envoyés", True), ("Éléments envoyés.mbox", True), ("&AMk-l&AOk-ments envoy&AOk-s", True), ("Gesendete Elemente", True),
    ("Elementos enviados", True), ("Itens enviados", True), ("Posta inviata", True), ("Verzonden items", True), ("Elementy wysłane", True),
    ("Lähetetyt", True), ("Odeslaná pošta", True), ("Gönderilmiş Öğeler", True), ("Отправленные", True), ("送信済みアイテム", True), ("보낸 편지함", True),
    ("العناصر المرسلة", True), ("פריטים שנשלחו", True), ("Sent Items", True), ("Sentara", False), ("Nicht gesendet", False),
    ("Messages non envoyés", False), ("Inbox", False), ("Boîte d'envoi", False), ("Present", False),
])  # fmt: skip
def test_folders_of_sent_mail_in_every_language(folder, is_sent):
    assert mail_folders.is_sent(folder) is is_sent


@pytest.mark.whole
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["ana@example.org", "zoe@example.org"]), st.text(max_size=200)), min_size=1, max_size=6))  # fmt: skip
def test_of_any_mailbox_that_a_library_writes_what_was_sent_is_read_back(tmp_path, mails):
    (tmp_path / "any.mbox").unlink(missing_ok=True)
    box = mailbox.mbox(tmp_path / "any.mbox")
    expected = {}
    for number, (days, sender, body) in enumerate(mails):
        at = datetime(2025, 10, 1, 12, tzinfo=UTC) + timedelta(days=days)
        one = EmailMessage()
        one["From"], one["To"], one["Date"] = sender, f"Bø Lind <p{number}@example.org>", at
        one.set_content(body + "\n\nFrom here on\n")
        box.add(mailbox.mboxMessage(one))
        if sender == "ana@example.org":
            expected[f"p{number}"] = str(at.date())
    box.close()
    if expected:
        assert told(tmp_path, "any.mbox")[0] == expected


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("Tue, 10 Nov 2026 03:05:23 Pacific Standard Time", "2026-11-10"),
        ("Tue, 10 Nov 2026 23:05:23", "2026-11-10"),
        ("2026-11-10T23:05:23", "2026-11-10"),
        ("Tue, 10 Nov 2026 03:05:23 -0000", "2026-11-09"),
        ("Tue, 10 Nov 2026 03:05:23 +0000", "2026-11-09"),
    ],
)
def test_a_time_without_a_zone_that_can_be_read_is_the_users_own(tmp_path, sent, day):
    text = f"From: ana@example.org\nTo: bo@example.org\nDate: {sent}\n\nHello.\n"
    (tmp_path / "one.eml").write_text(text)
    assert told(tmp_path, "one.eml")[0] == {"bo": day}


def test_apostrophes_around_an_address_are_none_of_it(tmp_path):
    text = "From: ana@example.org\nTo: Joe Foo, PhD <joe@example.org>, 'lou@example.org' <lou@example.org>, 'kim@example.org'\n"
    (tmp_path / "one.eml").write_text(f"{text}Date: Tue, 10 Nov 2026 12:00:00 -0500\n\nHello.\n")
    assert set(told(tmp_path, "one.eml")[0]) == {"joe", "lou", "kim"}
