"""Calendars as all clients write them: only what took place, with the user, is contact."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curbside.network import contact_log
from curbside.network.tally import Clock

NEW_YORK = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 24)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"


def read(root: Path, *bodies: str | bytes, zone: ZoneInfo | None = NEW_YORK) -> dict[str, list[str]]:
    """Days of contact by the part of the address before @."""
    return told(root, *bodies, zone=zone)[0]


def told(root: Path, *bodies: str | bytes, zone: ZoneInfo | None = NEW_YORK):
    for number, body in enumerate(bodies):
        (root / f"{number}.ics").write_bytes(body.encode() if isinstance(body, str) else body)
    files = [Path(f"{n}.ics") for n in range(len(bodies))]
    own = ["ana@example.org", "ana@hospital.example"]
    frame, problems, tallies = contact_log.read([], files, own, root, Clock(TODAY, zone))
    days: dict[str, list[str]] = {}
    for email, day in frame.sort("contact_on").select("email", "contact_on").iter_rows():
        days.setdefault(email.partition("@")[0], []).append(str(day))
    return days, [str(p) for p in problems], tallies


def event(*lines: str, uid: str = "meeting-0001@example.org", me: str = "ORGANIZER:mailto:ana@example.org") -> str:
    body = "\r\n".join([f"UID:{uid}", *([me] if me else []), *lines])
    return f"BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n"


def calendar(*events: str, head: str = "") -> str:
    return HEAD + head + "".join(events) + "END:VCALENDAR\r\n"


BEN = "ATTENDEE;CN=Ben:mailto:ben@example.org"
WEEKLY = ("DTSTART;TZID=America/New_York:20261001T190000", "RRULE:FREQ=WEEKLY;COUNT=8", BEN)  # until 19 November


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("EXDATE;TZID=America/New_York:20261119T190000",), "2026-11-12"),
        (("EXDATE:20261120T000000Z",), "2026-11-12"),
        (("EXDATE:20261119T190000",), "2026-11-12"),
        (("EXDATE;VALUE=DATE:20261119,20261112",), "2026-11-05"),
        (("EXRULE:FREQ=MONTHLY;BYDAY=3TH",), "2026-11-12"),
        (("EXRULE:FREQ=MONTHLY;BYDAY=-1TH",), "2026-11-19"),
        (("EXRULE:FREQ=NEVER",), "2026-11-19"),
        (("RDATE;TZID=Asia/Tokyo:20261121T090000",), "2026-11-20"),
        (("EXDATE:2026-11-20T00:00:00Z",), "2026-11-12"),
        (("EXDATE;TZID=Europe/Berlin:20261120T010000,20261113T010000",), "2026-11-05"),
        (("RDATE;TZID=America/New_York:20261121T090000,20261122T090000",), "2026-11-22"),
        (("RDATE;VALUE=DATE:20261121",), "2026-11-21"),
        (("RDATE;VALUE=PERIOD:20261121T150000Z/PT1H",), "2026-11-21"),
    ],
)
def test_exceptions_and_additions_in_every_form(tmp_path, lines, last):
    assert read(tmp_path, calendar(event(*WEEKLY, *lines))) == {"ben": ["2026-10-01", last]}


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261112", "2026-11-12"), ("20261111", "2026-11-05"), ("20261112T190000", "2026-11-12"),
        ("20261113T000000Z", "2026-11-12"), ("20261112T235959Z", "2026-11-05"),
    ],
)  # fmt: skip
def test_until_as_a_day_a_local_time_or_utc(tmp_path, until, last):
    start = "DTSTART;TZID=America/New_York:20261001T190000"
    assert read(tmp_path, calendar(event(start, f"RRULE:FREQ=WEEKLY;UNTIL={until}", BEN)))["ben"][-1] == last


def test_days_mixed_with_times_in_a_series_of_days(tmp_path):
    start = ("DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=DAILY;UNTIL=20261105T120000Z", BEN)
    assert read(tmp_path, calendar(event(*start, "EXDATE:20261105T000000"))) == {"ben": ["2026-11-01", "2026-11-04"]}


@pytest.mark.parametrize(
    ("exception", "days"),
    [
        (("RECURRENCE-ID:20261120T000000Z", "DTSTART:20261123T150000Z", BEN), ["2026-10-01", "2026-11-23"]),
        (("RECURRENCE-ID:20261120T000000Z", "DTSTART:20261201T150000Z", BEN), ["2026-10-01", "2026-11-12"]),
        (("RECURRENCE-ID;TZID=America/New_York:20261119T190000", "STATUS:CANCELLED"), ["2026-10-01", "2026-11-12"]),
        (("RECURRENCE-ID;VALUE=DATE:20261119", "STATUS:CANCELLED", "DTSTART:20261120T000000Z"), ["2026-10-01", "2026-11-12"]),
        (("RECURRENCE-ID:20261120T000000Z", "DTSTART:20261120T000000Z", BEN.replace("Ben", "Ben;PARTSTAT=DECLINED")), ["2026-10-01", "2026-11-12"]),
        (("RECURRENCE-ID:20261120T000000Z", "DTSTART:20261120T000000Z", BEN, "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org"), ["2026-10-01", "2026-11-12"]),
    ],
)  # fmt: skip
def test_one_of_a_series_moved_called_off_or_declined(tmp_path, exception, days):
    assert read(tmp_path, calendar(event(*WEEKLY), event(*exception))) == {"ben": days}


@pytest.mark.parametrize(
    "off",
    [
        calendar(event("DTSTART:20261119T160000Z", "SEQUENCE:1", BEN), head="METHOD:CANCEL\r\n"),
        calendar(event("DTSTART:20261119T160000Z"), head="METHOD:CANCEL\r\n"),
        calendar(event("DTSTART:20261219T160000Z", "SEQUENCE:3", BEN)),
        calendar(event("DTSTART:20261119T160000Z", "SEQUENCE:2", "STATUS:CANCELLED", BEN)),
    ],
)
def test_what_another_file_calls_off_or_moves_did_not_take_place(tmp_path, off):
    held = calendar(event("DTSTART:20261119T160000Z", "DTSTAMP:20261001T000000Z", BEN))
    assert read(tmp_path, held, off) == {} and read(tmp_path, off, held) == {}
    other = calendar(event("DTSTART:20261119T160000Z", "ATTENDEE:mailto:zoe@example.org"))
    assert read(tmp_path, other, off) == ({"zoe": ["2026-11-19"]} if "ben@" in off else {})


def test_an_answer_that_declines_and_outlooks_word_in_front(tmp_path):
    held = calendar(event("DTSTART:20261119T160000Z", BEN, "ATTENDEE:mailto:zoe@example.org"))
    reply = calendar(
        event("DTSTART:20261119T160000Z", BEN.replace("Ben", "Ben;PARTSTAT=DECLINED")), head="METHOD:REPLY\r\n"
    )
    assert read(tmp_path, held, reply) == {"zoe": ["2026-11-19"]}
    assert read(tmp_path, calendar(event("DTSTART:20261119T160000Z", "SUMMARY:Canceled: Lunch", BEN))) == {}


@pytest.mark.parametrize(
    ("guest", "who"),
    [
        ('ATTENDEE;CN="Ben";EMAIL="ben@example.org":/aMTY/principal/', "ben"),
        ("ATTENDEE;CN=Ben;EMAIL=ben@example.org:urn:uuid:8F0B6A1C-0000-4000-8000-000000000001", "ben"),
        ("ATTENDEE:mailto:mailto:ben@example.org", "ben"), ("ATTENDEE:MAILTO:Ben@Example.org", "ben"),
        ("ATTENDEE:ben@example.org", "ben"), ('ATTENDEE;CN=Okafor" MD":mailto:ben@example.org', "ben"),
        ("ATTENDEE;CN=Okafor; Ben;PARTSTAT=ACCEPTED:mailto:ben@example.org", "ben"),
        ('ATTENDEE;CN="Ben \\"Benny\\" Okafor":mailto:ben@example.org', "ben"),
        ("ATTENDEE;CN=Ben;\r\n PARTSTAT=ACC\r\n EPTED:mailto:ben@ex\r\n ample.org", "ben"),
        ("ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED\r\n;ROLE=CHAIR:mailto:ben@example.org", "ben"),
        ("ATTENDEE;CN=ben@example.org:invalid:nomail", "ben"), ("ATTENDEE:mailto:b%65n@example.org", "ben"),
        ("ATTENDEE;CUTYPE=ROOM:mailto:ben@example.org", None), ("ATTENDEE;CUTYPE=RESOURCE:mailto:ben@example.org", None),
        ("ATTENDEE;CUTYPE=GROUP:mailto:ben@example.org", None), ("ATTENDEE:mailto:ben.o'hara@example.org", "ben.o'hara"),
        ("ATTENDEE:'ben@example.org'", "ben"), ("ATTENDEE;CN=O'Hara:mailto:'ben@example.org'", "ben"),
        ("ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ben@example.org", None),
        ("ATTENDEE:mailto:room-4@resource.calendar.google.com", None),
        ('ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:zoe@example.org":mailto:ben@example.org', None),
        ("ATTENDEE;CN=Nobody:invalid:nomail", None),
        ("ATTENDEE;CN=Ben; Jr.;PARTSTAT=DECLINED:mailto:ben@example.org", None),
    ],
)  # fmt: skip
def test_guests_however_they_are_given(tmp_path, guest, who):
    assert read(tmp_path, calendar(event("DTSTART:20261119T160000Z", guest))) == ({who: ["2026-11-19"]} if who else {})


def test_rooms_decliners_and_onlookers_do_not_fill_the_ten(tmp_path):
    ten = [f"ATTENDEE:mailto:p{n}@example.org" for n in range(10)]
    more = ["ATTENDEE;CUTYPE=ROOM:mailto:r@example.org", "ATTENDEE;PARTSTAT=DECLINED:mailto:d@example.org"]
    more += ["ATTENDEE;ROLE=NON-PARTICIPANT:mailto:n@example.org"]
    assert len(read(tmp_path, calendar(event("DTSTART:20261119T160000Z", *ten, *more)))) == 10
    crowd = calendar(event("DTSTART:20261119T160000Z", *ten, "ATTENDEE:mailto:p11@example.org"))
    assert read(tmp_path, crowd) == {}


def test_without_the_user_nothing_is_contact(tmp_path):
    def held(*lines: str, me: str = "") -> dict[str, list[str]]:
        return read(tmp_path, calendar(event("DTSTART:20261119T160000Z", *lines, me=me)))

    assert held(BEN, "ORGANIZER:mailto:zoe@example.org") == {}
    assert held("ATTENDEE;PARTSTAT=DELEGATED:mailto:ana@example.org", "ORGANIZER:mailto:zoe@example.org") == {}
    assert held("ATTENDEE:mailto:ana@hospital.example", "ORGANIZER:mailto:zoe@example.org") == {"zoe": ["2026-11-19"]}
    assert held(BEN) == {"ben": ["2026-11-19"]}  # in the user's own calendar, without an organizer


VTIMEZONE = """BEGIN:VTIMEZONE\r
TZID:Customized Time Zone\r
BEGIN:STANDARD\r
DTSTART:16010101T000000\r
TZOFFSETFROM:-0500\r
TZOFFSETTO:-0500\r
END:STANDARD\r
END:VTIMEZONE\r
"""


@pytest.mark.parametrize(
    ("start", "head", "day"),
    [
        ("DTSTART:20261120T013000Z", "", "2026-11-19"), ("DTSTART:20261119T233000", "", "2026-11-19"),
        ("DTSTART;TZID=Eastern Standard Time:20261119T233000", "", "2026-11-19"),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261119T233000', "", "2026-11-19"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20261119T233000", "", "2026-11-19"),
        ("DTSTART;TZID=Customized Time Zone:20261119T233000", VTIMEZONE, "2026-11-19"),
        ('DTSTART;TZID="tzone://Microsoft/Utc":20261120T013000', "", "2026-11-19"), ("DTSTART;TZID=Z:20261120T013000", "", "2026-11-19"),
        ("DTSTART;TZID=tzone://Microsoft/Custom:20261119T233000", VTIMEZONE.replace("Customized Time Zone", "tzone://Microsoft/Custom"), "2026-11-19"),
        ("DTSTART:2026-11-20T01:30:00Z", "", "2026-11-19"), ("DTSTART;VALUE=DATE:2026-11-19", "", "2026-11-19"),
        ("DTSTART;TZID=Nowhere:20261119T233000", "", "2026-11-19"),
        ("DTSTART;TZID=W. Europe Standard Time:20261120T030000", "", "2026-11-19"),
        ("DTSTART:20261120T030000", "X-WR-TIMEZONE:Europe/Berlin\r\n", "2026-11-19"),
        ("DTSTART;VALUE=DATE:20261119", "", "2026-11-19"), ("DTSTART:20261119", "", "2026-11-19"),
        ("DTSTART;TZID=GMT-0500:20261119T233000", "", "2026-11-19"),
    ],
)  # fmt: skip
def test_the_day_is_the_users_own(tmp_path, start, head, day):
    assert read(tmp_path, calendar(event(start, BEN), head=head)) == {"ben": [day]}


def test_what_is_left_out_and_moved_as_well_was_moved(tmp_path):
    moved = event("RECURRENCE-ID:20261120T000000Z", "DTSTART:20261123T150000Z", BEN)
    assert read(tmp_path, calendar(event(*WEEKLY, "EXDATE:20261120T000000Z"), moved))["ben"][-1] == "2026-11-23"


def test_gregorian_rules_and_an_answer_kept_alone(tmp_path):
    rule = "RRULE:RSCALE=GREGORIAN;FREQ=WEEKLY;SKIP=OMIT;COUNT=8"
    assert read(tmp_path, calendar(event(WEEKLY[0], rule, BEN)))["ben"][-1] == "2026-11-19"
    for part, who in (("ACCEPTED", {"ben": ["2026-11-19"]}), ("DECLINED", {})):
        answer = event("DTSTART:20261119T160000Z", BEN.replace("Ben:", f"Ben;PARTSTAT={part}:"))
        assert read(tmp_path, calendar(answer, head="METHOD:REPLY\r\n")) == who


def test_a_file_that_is_cut_off_gives_what_can_be_read_and_a_line(tmp_path):
    whole = calendar(event("DTSTART:20261119T160000Z", BEN))
    for cut in (
        whole[: whole.index("END:VEVENT")],
        whole[: whole.index("END:VCAL")],
        whole + HEAD + "BEGIN:VEVENT\r\nDTST",
    ):
        days, problems, _ = told(tmp_path, cut)
        assert days == {"ben": ["2026-11-19"]} and ["cut off" in p for p in problems][:1] == [True]
    assert told(tmp_path, "Dear all,\n")[1] == ["0.ics: is no calendar; export it as iCalendar (.ics)"]
    assert read(tmp_path, b"\xff\xfe" + whole.encode("utf-16-le")) == read(tmp_path, b"\xef\xbb\xbf" + whole.encode())


def test_each_file_says_what_was_left_out(tmp_path):
    body = calendar(
        event("DTSTART:20261119T160000Z", BEN),
        event("DTSTART:20261118T160000Z", "STATUS:CANCELLED", BEN, uid="second-0002"),
        event("DTSTART:20271118T160000Z", BEN, uid="third-00003"),
        event("DTSTART;VALUE=DATE:20261101", uid="holiday-0004", me=""),
    )
    (tally,) = told(tmp_path, body)[2]
    assert str(tally) == "1 meeting read; left out: 1 entry without guests, 1 called off, 1 not yet"


@pytest.mark.whole
def test_rules_that_never_end_cost_little_time(tmp_path):
    bombs = [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3;BYSECOND=1,2,3", "FREQ=DAILY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;COUNT=99999999", "nonsense",
    ]  # fmt: skip
    events = [
        event("DTSTART:19700105T160000Z", f"RRULE:{rule}", f"ATTENDEE:mailto:p{n}@example.org", uid=f"bomb-{n:05}")
        for n, rule in enumerate(bombs)
    ]
    begin = time.process_time()
    assert len(read(tmp_path, calendar(*events))) == len(bombs)
    assert time.process_time() - begin < 20


KINDS = st.sampled_from(["held", "exdate", "cancelled", "moved", "declined"])


@pytest.mark.whole
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KINDS, min_size=1, max_size=9), st.integers(0, 23), st.sampled_from([1, 2]), st.sampled_from([None, "America/New_York", "Asia/Tokyo"]))  # fmt: skip
def test_of_any_series_what_took_place_is_read_back(tmp_path, kinds, hour, interval, zone):
    first = datetime(2026, 9, 14, hour, tzinfo=ZoneInfo(zone) if zone else UTC)
    days = set()
    series = icalendar.Event()
    series.add("uid", "series-0001@example.org")
    series.add("dtstart", first)
    series.add("rrule", {"FREQ": "WEEKLY", "INTERVAL": interval, "COUNT": len(kinds)})
    book = icalendar.Calendar()
    book.add_component(series)
    for number, kind in enumerate(kinds):
        at = first + timedelta(weeks=interval * number)
        one = icalendar.Event()
        one.add("uid", "series-0001@example.org")
        one.add("recurrence-id", at)
        one.add("attendee", "mailto:ben@example.org", {"PARTSTAT": "DECLINED"} if kind == "declined" else {})
        if kind == "held":
            days.add(at)
            continue
        if kind == "exdate":
            series.add("exdate", at)
            continue
        if kind == "cancelled":
            one.add("status", "CANCELLED")
        if kind == "moved":
            at += timedelta(days=1, hours=3)
            days.add(at)
        one.add("dtstart", at)
        book.add_component(one)
    series.add("attendee", "mailto:ben@example.org")
    local = sorted(str(d.astimezone(NEW_YORK).date()) for d in days if d.astimezone(NEW_YORK).date() <= TODAY)
    expected = {"ben": sorted({local[0], local[-1]})} if local else {}
    assert read(tmp_path, book.to_ical()) == expected
