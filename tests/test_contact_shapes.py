"""Sent mail and calendars as odd programs write them: a machine's answers, one's own address, days that never were."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from curbside.network import calendars, contact_log, ics, own
from curbside.network.tally import Clock, Tally

CLOCK = Clock(date(2026, 11, 24), ZoneInfo("America/New_York"))
MAIL = "From: Ana <{me}>\nTo: bo@x.example\nDate: {day}\n{more}\nHello\n"


def sent(folder, more="", me="ana@example.org", day="Fri, 20 Nov 2026 09:00:00 -0500", before=b""):
    (folder / "a.eml").write_bytes(before + MAIL.format(me=me, day=day, more=more).encode())
    frame, _, tallies = contact_log.read([Path("a.eml")], [], ["ana@example.org", "ana.ruiz@gmail.com"], folder, CLOCK)
    return frame["email"].to_list(), dict(tallies[0].left_out)


@pytest.mark.parametrize(
    ("more", "is_machine"),
    [
        ("X-Autoreply: yes\n", True), ("X-Autorespond: x\n", True), ("Precedence: auto_reply\n", True), ("Auto-Submitted: auto-replied\n", True),
        ("Subject: Automatic reply: rota\n", True), ("Subject : Out of Office AutoReply: rota\n", True), ("Subject: Automatische Antwort: Plan\n", True),
        ("Content-Type: multipart/report; report-type=disposition-notification\n", True), ("Precedence: bulk\n", False),
        ("Subject: Out of office next week\n", False), ("Subject: Re: Automatic reply: rota\n", False), ("Content-Type: multipart/mixed\n", False),
    ],
)  # fmt: skip
def test_what_a_machine_answered_is_no_contact(tmp_path, more, is_machine):
    expected = ([], {"sent by a machine": 1}) if is_machine else (["bo@x.example"], {})
    assert sent(tmp_path, more) == expected


@pytest.mark.parametrize(
    ("written", "is_mine"),
    [("Ana+jobs@Example.org", True), ("anaruiz@gmail.com", True), ("a.na.ruiz+x@googlemail.com", True), ("a.na@example.org", False),
     ("+ana@example.org", False), ("ana@example.org.evil.example", False), ("bo+ana@example.org", False)],
)  # fmt: skip
def test_ones_own_address_as_programs_write_it(tmp_path, written, is_mine):
    mine = {"ana@example.org", "ana.ruiz@gmail.com"}
    assert bool(own.known({written.lower()}, mine)) is is_mine
    assert (sent(tmp_path, me=written)[0] == ["bo@x.example"]) is is_mine


def test_a_day_before_there_was_mail_is_none(tmp_path):
    assert sent(tmp_path, day="Thu, 01 Jan 1970 00:00:00 +0000")[1] == {"without a readable date or recipient": 1}
    assert sent(tmp_path, day="Thu, 01 Jan 1998 10:00:00 +0000")[0] == ["bo@x.example"]


def test_a_mark_and_blank_lines_before_the_head_and_blanks_before_its_colons(tmp_path):
    assert sent(tmp_path, before=b"\xef\xbb\xbf")[0] == ["bo@x.example"]
    assert sent(tmp_path, before=b"\xef\xbb\xbf\n\n")[0] == ["bo@x.example"]
    (tmp_path / "b.eml").write_text(
        MAIL.format(me="ana@example.org", day="20 Nov 2026 09:00", more="").replace(":", " :", 3)
    )
    frame, *_ = contact_log.read([Path("b.eml")], [], ["ana@example.org"], tmp_path, CLOCK)
    assert frame["email"].to_list() == ["bo@x.example"]


def met(folder, *lines, guest="ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@x.example", me="ana@example.org"):
    event = ["BEGIN:VEVENT", "UID:meeting-0001@example.org", f"ORGANIZER:mailto:{me}", guest, *lines, "END:VEVENT"]
    (folder / "a.ics").write_text("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", ""]))
    frame, _, tallies = contact_log.read([], [Path("a.ics")], ["ana@example.org"], folder, CLOCK)
    return [str(d) for d in frame["contact_on"]], dict(tallies[0].left_out)


@pytest.mark.parametrize(
    "rule", ["RRULE:W1 TH #2", "RRULE:FREQ=HOURLY;COUNT=3", "RRULE:FREQ=FORTNIGHTLY", "RRULE:FREQ=WEEKLY;INTERVAL=0"]
)
def test_a_series_that_is_not_worked_out_says_so(tmp_path, rule):
    said = {"series whose later times were not worked out": 1}
    assert met(tmp_path, "DTSTART:20261112T170000Z", rule) == (["2026-11-12"], said)
    assert met(tmp_path, "DTSTART:20261112T170000Z", "RRULE:FREQ=WEEKLY;COUNT=2") == (["2026-11-12", "2026-11-19"], {})


def test_a_series_for_which_there_was_no_time_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(calendars, "MOMENTS", 0.0)
    assert met(tmp_path, "DTSTART:20261112T170000Z", "RRULE:FREQ=WEEKLY;COUNT=2")[1] == {
        "series whose later times were not worked out": 1
    }
    assert met(tmp_path, "DTSTART:20261112T170000Z") == (["2026-11-12"], {})


def test_a_meeting_of_ones_own_address_with_a_tag_is_ones_own(tmp_path):
    assert met(tmp_path, "DTSTART:20261112T170000Z", me="ana+calendar@example.org")[0] == ["2026-11-12"]


def test_messages_of_mh_and_of_wide_letters(tmp_path):
    (tmp_path / "mh").mkdir()
    text = MAIL.format(me="ana@example.org", day="Fri, 20 Nov 2026 09:00:00 -0500", more="")
    (tmp_path / "mh" / "1").write_text(text)
    (tmp_path / "mh" / "2").write_text("no message\n")
    (tmp_path / "w.eml").write_bytes(text.replace("bo@", "wide@").encode("utf-16"))
    frame, problems, _ = contact_log.read([Path("mh"), Path("w.eml")], [], ["ana@example.org"], tmp_path, CLOCK)
    assert frame["email"].to_list() == ["bo@x.example", "wide@x.example"] and not problems


@pytest.mark.parametrize("name", ["outbox.pst", "drafts.msg", "Sent.pst"])
def test_another_programs_own_file_is_named_whatever_it_is_called(tmp_path, name):
    (tmp_path / name).write_bytes(b"!BDN" if name.endswith("pst") else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90))
    _, problems, _ = contact_log.read([Path(name)], [], ["ana@example.org"], tmp_path, CLOCK)
    assert "save the messages as .eml" in str(problems[0])


@pytest.mark.parametrize(
    ("title", "is_off"),
    [("Canceled: Lunch", True), ("CANCELLED - Lunch", True), ("[Cancelled] Lunch", True), ("Avlyst: Lunsj", True), ("Cancelled flights", False),
     ("Cancel-culture lunch", False), ("Lunch - cancelled?", False)],
)  # fmt: skip
def test_a_meeting_whose_title_calls_it_off(tmp_path, title, is_off):
    assert (met(tmp_path, "DTSTART:20261112T170000Z", f"SUMMARY:{title}")[0] == []) is is_off


@pytest.mark.parametrize("start", ["20261112T1700Z", "20261112T170060Z", "20261112T170000Z"])
def test_times_without_seconds_and_of_a_minute_of_sixty_one(tmp_path, start):
    assert met(tmp_path, f"DTSTART:{start}")[0] == ["2026-11-12"]


def test_series_that_end_are_worked_out_before_those_that_do_not(tmp_path):
    def event(rule):
        return f"BEGIN:VEVENT\nUID:series-{rule}\nDTSTART:20261112T170000Z\n{rule}\nATTENDEE:mailto:bo@x.example\nEND:VEVENT\n"

    rules = ["RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY;COUNT=2", ""]
    (tmp_path / "a.ics").write_text(f"BEGIN:VCALENDAR\n{''.join(map(event, rules))}END:VCALENDAR\n")
    with (tmp_path / "a.ics").open("rb") as stream:
        tally, calendar = Tally("a.ics", "calendar"), ics.Calendar()
        read = [calendars.Read(e, tally, {}) for e in ics.events(stream, calendar)]
    assert [calendars._is_endless([one]) for one in read] == [True, False, False]
