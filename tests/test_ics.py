"""Events of a calendar file, line by line: what belongs to an event, who its guests are, where a file is cut off."""

import io

import pytest

from curbside.network import ics

HEAD, END = "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n"


def read(text: str | bytes) -> tuple[list[ics.Event], ics.Calendar]:
    calendar = ics.Calendar()
    body = text if isinstance(text, bytes) else text.encode()
    return list(ics.events(io.BytesIO(body), calendar)), calendar


def one(*lines: str, head: str = "") -> ics.Event:
    (event,), _ = read(HEAD + head + "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]) + END)
    return event


@pytest.mark.parametrize(
    ("text", "found", "ended", "whole"),
    [
        (HEAD + END, True, True, []),
        (HEAD, True, False, []),
        ("", False, True, []),
        ("BEGIN:VCARD\r\nEND:VCARD\r\n", False, True, []),
        ("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", True, True, [True]),
        (HEAD + "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", True, False, [True]),
        (HEAD + "BEGIN:VEVENT\r\nUID:1\r\n" + END, True, True, [False]),
        (HEAD + "BEGIN:VEVENT\r\nUID:1\r\n", True, False, [False]),
        (HEAD + "BEGIN:VEVENT\r\nUID:1\r\nBEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\n" + END, True, True, [False, True]),
        (HEAD + END + HEAD, True, False, []),
        (HEAD + "BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n" + END, True, True, []),
        (HEAD.lower() + "begin:vevent\r\nuid:1\r\nend:vevent\r\n" + END.lower(), True, True, [True]),
    ],
)
def test_a_file_says_whether_it_is_a_calendar_and_whether_it_was_read_to_its_end(text, found, ended, whole):
    events, calendar = read(text)
    assert (calendar.found, calendar.ended, [e.whole for e in events]) == (found, ended, whole)


def test_what_stands_in_an_alarm_is_not_the_events():
    alarm = ("BEGIN:VALARM", "UID:alarm", "ATTENDEE:mailto:a@x.org", "END:VALARM")
    event = one("UID:1", *alarm, "ATTENDEE:mailto:b@x.org")
    assert (event.uid, [g.address for g in event.guests]) == ("1", ["b@x.org"])
    nested = one("BEGIN:VALARM", "BEGIN:X-IN", "END:X-IN", "UID:alarm", "END:VALARM", "UID:1")
    assert nested.uid == "1"
    assert one("UID:1", "BEGIN:VALARM", "BEGIN:X-IN", "END:X-IN", "UID:alarm", "END:VALARM").uid == "1"
    after = one("END:VALARM", "UID:1")
    assert after.uid == "1"
    events, _ = read(HEAD + "BEGIN:VEVENT\r\nBEGIN:VALARM\r\nBEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\n" + END)
    assert [e.uid for e in events] == ["", "2"]


def test_method_and_zone_of_the_file_hold_for_its_events_alone():
    named = "METHOD:cancel\r\nX-WR-TIMEZONE:America/New_York\r\n"
    event = one("METHOD:REQUEST", head=named)
    assert (event.method, event.floating) == ("CANCEL", "America/New_York")
    assert one(head="X-WR-TIMEZONE:\r\n").floating is None
    first = HEAD + named + "BEGIN:VEVENT\r\nEND:VEVENT\r\n" + END
    events, _ = read(first + HEAD + "BEGIN:VEVENT\r\nEND:VEVENT\r\n" + END)
    assert [e.method for e in events] == ["CANCEL", ""]


@pytest.mark.parametrize(
    ("line", "named"),
    [("TZID:Ohio", "Ohio"), ("tzid:Ohio", "Ohio"), ("TZID;X-A=1: Ohio ", "Ohio"), ("TZIDX:Ohio", None), ("X:Ohio", None), ("TZID:", None)],
)  # fmt: skip
def test_zones_are_kept_by_their_name(line, named):
    _, calendar = read(HEAD + f"BEGIN:VTIMEZONE\r\n{line}\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" + END)
    text = f"BEGIN:VTIMEZONE\r\n{line}\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    assert calendar.zones == ({named: text} if named else {}) and calendar.ended


@pytest.mark.parametrize(
    ("line", "off"),
    [
        ("STATUS:CANCELLED", True), ("STATUS: canceled ", True), ("STATUS:CONFIRMED", False), ("SUMMARY:Canceled: Lunch", True), ("SUMMARY:Lunch", False), ("UID:CANCELLED", False),
    ],
)  # fmt: skip
def test_what_is_called_off(line, off):
    assert one(line, "DTSTART:20260101").cancelled is off
    assert one("STATUS:CANCELLED", line, "STATUS:CONFIRMED").cancelled


@pytest.mark.parametrize(
    ("line", "address", "part", "aside", "organiser"),
    [
        ("ATTENDEE:mailto:Ben@x.org", "ben@x.org", "", False, False),
        ("ORGANIZER;CN=Ben:MAILTO:ben@x.org", "ben@x.org", "", False, True),
        ("ATTENDEE;PARTSTAT=declined;CN=Ben:mailto:ben@x.org", "ben@x.org", "DECLINED", False, False),
        ("ATTENDEE;EMAIL=ben@x.org:/principals/1", "ben@x.org", "", False, False),
        ("ATTENDEE;X-EMAIL=ben@x.org:/principals/1", "ben@x.org", "", False, False),
        ('ATTENDEE;CN="ben@x.org":invalid:nomail', "ben@x.org", "", False, False),
        ("ATTENDEE;EMAIL=ed@x.org:mailto:ben@x.org", "ben@x.org", "", False, False),
        ("ATTENDEE:mailto:ben%40x.org", "ben@x.org", "", False, False),
        ('ATTENDEE;CN="Ben "B" Lind":mailto:ben@x.org', "ben@x.org", "", False, False),
        ("ATTENDEE;CUTYPE=ROOM:mailto:r@x.org", "r@x.org", "", True, False),
        ("ATTENDEE;CUTYPE=resource:mailto:r@x.org", "r@x.org", "", True, False),
        ("ATTENDEE;CUTYPE=INDIVIDUAL:mailto:ben@x.org", "ben@x.org", "", False, False),
        ("ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ben@x.org", "ben@x.org", "", True, False),
        ("ATTENDEE:mailto:c_1@resource.calendar.google.com", "c_1@resource.calendar.google.com", "", True, False),
    ],
)
def test_who_is_named_and_whether_as_a_guest(line, address, part, aside, organiser):
    (guest,) = one(line).guests
    assert (guest.address, guest.part, guest.aside, guest.organiser) == (address, part, aside, organiser)


@pytest.mark.parametrize(
    "line", ["ATTENDEE;CN=Ben:/principals/1", "ATTENDEE:", "DESCRIPTION:ben@x.org", "ATTENDEE:urn:uuid:1"]
)
def test_who_has_no_address_is_no_guest(line):
    assert one(line).guests == []


def test_who_stands_in_for_whom():
    (guest,) = one('ATTENDEE;DELEGATED-FROM="mailto:Ed@x.org";DELEGATED-TO="mailto:Flo@x.org":mailto:ben@x.org').guests
    assert (guest.stands_for, guest.delegates) == ({"ed@x.org"}, {"flo@x.org"})


@pytest.mark.parametrize(
    "folded",
    ["UID:meet\r\n ing", "UID:meet\r\n\ting", "UID:meet\ning", "\r\nUID:meet\r\n ing\r\n", "UID:meet\r\n\r\n ing"],
)
def test_a_line_broken_in_two_is_one(folded):
    assert one(folded, "DTSTART:20260101").uid == "meeting"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_every_encoding(encoding):
    text = HEAD + "BEGIN:VEVENT\r\nUID:Zoë\r\nEND:VEVENT\r\n" + END
    events, calendar = read(text.encode(encoding))
    assert calendar.found and [e.uid for e in events] == ["Zoë"]
    big = "\ufeff".encode("utf-16-be") + text.encode("utf-16-be")
    assert [e.uid for e in read(big)[0]] == ["Zoë"]


def test_a_guest_whose_line_has_stray_quotes_is_found_after_the_last_colon():
    lines = [
        'ATTENDEE;CN="Bo Lind;;:b@x.org',
        'ATTENDEE;CN="Al;;ROLE=X:mailto:a@x.org',
        "ATTENDEE;CN=c@x.org:mailto:d@x.org",
    ]
    assert [guest.address for guest in one(*lines).guests] == ["b@x.org", "a@x.org", "d@x.org"]


def test_a_line_goes_on_in_the_next_that_begins_with_a_blank_or_names_nothing():
    event = one("UID:a", " b", "\tc", "  d", "", " ", "e f", "STATUS:CANC", " ELLED")
    assert (event.uid, event.cancelled) == ("abc de f", True)
