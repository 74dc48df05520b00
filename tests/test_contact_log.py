"""Days of contact from sent mail and calendars: who and when, from headers alone, in bounded memory."""

import mailbox
import tracemalloc
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from bridging import Home, home

from curbside.network import contact_log
from curbside.network.tally import Clock

TODAY = date(2026, 11, 24)
ME = ["ana@example.org"]


def read(root: Path, sent=(), calendar=(), own=ME, zone: str | None = None):
    clock = Clock(TODAY, ZoneInfo(zone) if zone else None)
    frame, problems, _ = contact_log.read([Path(p) for p in sent], [Path(p) for p in calendar], own, root, clock)
    return [tuple(map(str, row)) for row in frame.select("email", "contact_on", "how", "source").iter_rows()], list(
        map(str, problems)
    )


def mail(to: str, when: str, body: str = "Hello", **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = (
        "Ana Ruiz <ana@example.org>",
        to,
        when,
        "Re: us",
    )
    for key, value in more.items():
        del message[key]
        message[key] = value
    message.set_content(body)
    return message


def keep(root: Path, *messages: EmailMessage) -> str:
    box = mailbox.mbox(root / "Sent.mbox")
    for message in messages:
        box.add(mailbox.mboxMessage(message))
    box.close()
    return "Sent.mbox"


def test_to_cc_and_bcc_of_sent_mail_by_the_senders_day(tmp_path):
    body = "From here on nothing counts:\n\nTo: nobody@example.org\n\nFrom the desk of a friend\nTo: x@example.org\n"
    box = keep(
        tmp_path,
        mail('"Okafor, Ben" <Ben@Example.org>, Zoë Müller <zoe@example.org>', "Mon, 23 Nov 2026 22:30:00 -0500", body, Cc="cc@example.org"),
        mail("ben@example.org", "Fri, 20 Nov 2026 09:00:00 +0000", Bcc="quiet@example.org"),
    )  # fmt: skip
    assert read(tmp_path, [box]) == ([
        ("ben@example.org", "2026-11-20", "email", "mail"), ("ben@example.org", "2026-11-23", "email", "mail"), ("cc@example.org", "2026-11-23", "email", "mail"),
        ("quiet@example.org", "2026-11-20", "email", "mail"), ("zoe@example.org", "2026-11-23", "email", "mail"),
    ], [])  # fmt: skip
    (tmp_path / "Apple.mbox").mkdir()
    (tmp_path / "Apple.mbox" / "mbox").write_bytes((tmp_path / box).read_bytes())
    assert len(read(tmp_path, ["Apple.mbox"])[0]) == 5
    (tmp_path / "empty").mkdir()
    assert read(tmp_path, ["empty"])[1] == ["empty: nothing to read in this folder; put .mbox or .eml files there"]
    single = tmp_path / "one.eml"
    single.write_bytes(bytes(mail("eml@example.org", "Fri, 20 Nov 2026 09:00:00 +0000")))
    assert read(tmp_path, ["one.eml"])[0] == [("eml@example.org", "2026-11-20", "email", "mail")]


def test_received_mail_circulars_the_future_and_oneself_do_not_count(tmp_path):
    crowd = ", ".join(f"p{n}@example.org" for n in range(11))
    box = keep(
        tmp_path,
        mail("ben@example.org", "Fri, 20 Nov 2026 09:00:00 +0000"),
        mail("ana@example.org, other@example.org", "Fri, 20 Nov 2026 09:00:00 +0000", From="ben@example.org"),
        mail(crowd, "Fri, 20 Nov 2026 09:00:00 +0000"),
        mail("later@example.org", "Fri, 20 Nov 2027 09:00:00 +0000"),
        mail("ana@example.org", "Fri, 20 Nov 2026 09:00:00 +0000"),
    )
    assert read(tmp_path, [box])[0] == [("ben@example.org", "2026-11-20", "email", "mail")]
    for name in ("All.mbox", "Sentara.mbox"):
        (tmp_path / name).write_bytes((tmp_path / box).read_bytes())
        rows, problems = read(tmp_path, [name], own=["work@example.org"])
        assert not rows and "nothing of it was taken as sent" in problems[0]
    rows, problems = read(tmp_path, [box], own=["work@example.org"])
    assert len(rows) == 3 and "no message is from the address of [me] email" in problems[0]
    (tmp_path / box).unlink()
    box = keep(tmp_path, *(mail(f"p{n}@example.org", "Fri, 20 Nov 2026 09:00:00 +0000") for n in range(9)))
    (tmp_path / box).rename(tmp_path / "All.mbox")
    assert len(read(tmp_path, ["All.mbox"], own=["work@example.org"])[0]) == 9  # one address wrote all of it


def test_what_cannot_be_read_is_one_line_and_the_rest_counts(tmp_path):
    (tmp_path / "broken.mbox").write_bytes(
        b"From ana@example.org Tue Nov 24 10:00:00 2026\nFrom: ana@example.org\nDate: never\nTo: a@example.org\n\nx\n\n"
        b"From ana@example.org Tue Nov 24 10:00:00 2026\nFrom: ana@example.org\nDate: Fri, 20 Nov 2026 09:00:00\nTo: undisclosed-recipients:;\n\n\n"
        b"From ana@example.org Tue Nov 24 10:00:00 2026\nFrom: ana@example.org\r\nDate: Fri, 20 Nov 2026 09:00:00\r\nTo: =?utf-8?q?Caf=C3=A9?=\r\n <folded@example.org>,\xff\xfe\r\n\r\n"
    )
    (tmp_path / "no.ics").write_text("BEGIN:VCALENDAR\nnonsense")
    rows, problems = read(tmp_path, ["broken.mbox", "gone.mbox"], ["no.ics"])
    assert rows == [("folded@example.org", "2026-11-20", "email", "mail")]
    problems = sorted(problems)
    assert [p.split(":")[0] for p in problems] == ["broken.mbox", "gone.mbox", "no.ics"]
    assert "2 messages without a readable date or recipient" in problems[0] and all("\n" not in p for p in problems)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
DTSTART;TZID=America/New_York:20261119T200000
SUMMARY:Dinner\\, private
ORGANIZER;CN=Ana:mailto:ana@example.org
ATTENDEE;CN=Ben Okafor;PARTSTAT=ACCEPTED:mailto:Ben@example.org
ATTENDEE;CN=Zoe;PARTSTAT=DECLINED:mailto:zoe@example.org
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20240105T120000Z
RRULE:FREQ=MONTHLY;BYMONTHDAY=5
ATTENDEE:mailto:grace@example.org
END:VEVENT
BEGIN:VEVENT
UID:5
DTSTART:19700105T120000Z
RRULE:FREQ=SECONDLY
ATTENDEE:mailto:clock@example.org
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;VALUE=DATE:20261101
STATUS:CANCELLED
ATTENDEE:mailto:off@example.org
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20261102T120000Z
ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org
ATTENDEE:mailto:missed@example.org
END:VEVENT
END:VCALENDAR
"""


def test_meetings_that_took_place_by_day_and_series_by_their_last(tmp_path):
    (tmp_path / "c.ics").write_text(CALENDAR.replace("\n", "\r\n"))
    assert read(tmp_path, calendar=["c.ics"]) == ([
        ("ben@example.org", "2026-11-19", "met", "calendar"), ("clock@example.org", "1970-01-05", "met", "calendar"),
        ("grace@example.org", "2024-01-05", "met", "calendar"), ("grace@example.org", "2026-11-05", "met", "calendar"),
    ], [])  # fmt: skip


@pytest.mark.whole
def test_a_large_mailbox_is_read_in_little_memory(tmp_path):
    head = b"From ana@example.org Tue Nov 24 10:00:00 2026\nFrom: ana@example.org\nDate: Fri, 20 Nov 2026 09:00:00 +0000\nTo: ben%d@example.org\n\n"
    with (tmp_path / "big.mbox").open("wb") as box:
        for n in range(60):
            box.write(head % n + b"x" * 1_000_000 + b"\n" + b"a line\n" * 10_000 + b"\n")
    assert (tmp_path / "big.mbox").stat().st_size > 60e6
    tracemalloc.start()
    rows, _ = read(tmp_path, ["big.mbox"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(rows) == 60 and peak < 4e6


@pytest.fixture
def at_home(three_days, tmp_path, capsys, monkeypatch) -> Home:
    return home(three_days, tmp_path, capsys, monkeypatch)


def test_they_reset_cadence_settle_reminders_and_warm_ties_and_nobody_elses_address_stays(at_home):
    at_home.run("met", "Nora Lind", "--email", "nora@example.org", "--on", "2026-11-22")
    assert [k for k, _ in at_home.reminders("Leila Haddad")] == ["reconnect"]
    assert [k for k, _ in at_home.reminders("Nora Lind")] == ["follow up"]
    keep(
        at_home.root / "network",
        mail(
            "leila.haddad@example.org, patient@example.com", "Mon, 23 Nov 2026 09:00:00 -0500", "a secret of the letter"
        ),
        mail("nora@example.org", "Mon, 23 Nov 2026 10:00:00 -0500"),
    )
    config = at_home.root / "curbside.toml"
    config.write_text(
        config.read_text().replace("[network]\n", '[network]\nsent = ["network/Sent.mbox"]\ncalendar = []\n')
    )
    at_home.build()
    assert (
        at_home.sql("select how, \"on\"::text, source from interactions where source <> 'journal' order by said_at")
        == [("email", "2026-11-23", "mail")] * 2
    )
    assert at_home.reminders("Leila Haddad") == [] and at_home.reminders("Nora Lind") == []
    assert at_home.sql("select kind, last_contact::text, evidence from ties join people using (person_id) where name = 'Leila Haddad' and kind = 'mail'") == [
        ("mail", "2026-11-23", ["your sent mail: 1 day, last on 2026-11-23"])
    ]  # fmt: skip
    assert at_home.sql("select caution from cautions join people using (person_id) where name = 'Leila Haddad'") == []
    for file in (at_home.place.warehouse, at_home.place.leads):
        body = file.read_bytes()
        assert b"patient@example.com" not in body and b"a secret of the letter" not in body
    # The user's word on the same mail says more: it is one contact, not two.
    at_home.run("log", "Leila", "--how", "email", "--on", "2026-11-23", "--mood", "good", "--asked", "scoop")
    assert at_home.sql(
        "select i.source from interactions i join people using (person_id) where name = 'Leila Haddad'"
    ) == [("journal",)]


def test_the_wrong_key_is_refused_and_what_it_takes_is_named(at_home):
    config = at_home.root / "curbside.toml"
    config.write_text(config.read_text().replace("[network]\n", '[network]\nsnet = ["x.mbox"]\n'))
    status, error = at_home.error("rebuild")
    assert status == 2 and "did you mean sent?" in error


def test_times_are_utc(tmp_path):
    box = keep(tmp_path, mail("ben@example.org", "Mon, 23 Nov 2026 22:30:00 -0500"))
    frame, _, _ = contact_log.read([Path(box)], [], ME, tmp_path, Clock(TODAY))
    assert frame["contact_at"][0] == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
