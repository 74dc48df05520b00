"""Each way in which a posting says its employment, its call and its shift, and what only looks like it."""

import polars as pl
import pytest

from curbside.transforms import terms

SCHEMA = {"title": pl.String, "categories": pl.List(pl.String), "employment": pl.List(pl.String), "description": pl.String}  # fmt: skip


def read(titles: list[str], told: list[str | None], field: str, employment: tuple[str, ...] = ()) -> list:
    """What `field` is of each posting."""
    rows = [(title, [], list(employment), text) for title, text in zip(titles, told, strict=True)]
    return terms.read(pl.DataFrame(rows, schema=SCHEMA, orient="row"))[field].to_list()


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


FULL, PART, BOTH = ["full-time"], ["part-time"], ["full-time", "part-time"]
TITLES = {
    ("full-time",): """
        Full-time Hospitalist
        Full time Hospitalist
        Hospitalist FT
        Hospitalist (days) FT
        Hospitalist - F/T
        Hospitalist 1.0 FTE
        Hospitalist (FT)
        Hospitalist, FT position
        Hospitalist - FT opening
        Hospitalist, FT, Akron""",
    ("part-time",): """
        Part-time Hospitalist
        Hospitalist - P/T
        Hospitalist 0.8 FTE
        Hospitalist .8 FTE
        Hospitalist, FTE: 0.6
        Hospitalist, FTE .6
        Hospitalist (PT)
        Hospitalist - PT position
        Hospitalist, PT opening
        Hospitalist, PT""",
    ("full-time", "part-time"): """
        Full/Part-time Hospitalist
        Full or part time Hospitalist
        Full and part-time Hospitalist
        Full- & part-time Hospitalist
        Part/full time Hospitalist
        Part or full-time Hospitalist
        Part and full time Hospitalist
        Part- & full-time Hospitalist
        Hospitalist 0.5-1.0 FTE
        Hospitalist 0.5–1 FTE
        Hospitalist .5/1.0 FTE
        Hospitalist 0.6 to 1.0 FTE
        Hospitalist 0.6 or 1.0 FTE
        Hospitalist, FTE 0.6-1.0
        Hospitalist, FTE 0.6–1.0
        Hospitalist, FTE 0.6/1.0
        Hospitalist, FTE 0.6 to 1.0
        Hospitalist, FTE 0.6 or 1.0
        Hospitalist FT/PT
        FT or PT Hospitalist
        FT and PT Hospitalist
        FT & PT Hospitalist
        PT/FT Hospitalist
        PT or FT Hospitalist
        PT and FT Hospitalist
        PT & FT Hospitalist""",
    ("full-time", "per diem"): """
        FT/PRN Hospitalist
        PRN/FT Hospitalist
        FT or Per Diem Hospitalist""",
    ("locum tenens",): """
        Locum Hospitalist
        Locums Cardiology
        Temporary assistance, Hospitalist
        Temp help, Hospitalist
        Temporary coverage, Hospitalist
        Temporary need, Hospitalist
        Temporary opportunity, Hospitalist
        Temp assignment, Hospitalist
        Temporary job, Hospitalist
        Temporary Cardiologist
        Temporary Psychiatrist
        Temporary Obstetrician
        Temporary Pediatrician
        Temp Surgeon
        Temporary Internist""",
    ("per diem",): """
        Hospitalist - Per Diem
        Hospitalist PRN
        Hospitalist, moonlighting
        Hospitalist moonlighter
        Moonlighters, Hospital Medicine
        Hospitalist, as needed
        Hospitalist - Casual
        Hospitalist, casual pool
        Casual status Hospitalist
        Casual on-call Hospitalist
        Hospitalist in casual position
        Weekend casual shifts, Hospitalist
        Hospitalist, a casual physician
        Weekend casual hire Hospitalist
        Weekend casual employee Hospitalist
        Hospitalist (PD)
        Hospitalist PD
        Hospitalist PD nights
        Hospitalist PD days
        Hospitalist PD evenings
        Hospitalist PD weekends
        Hospitalist PD shifts
        Hospitalist PD pool""",
    ("contract",): """
        Hospitalist (1099)
        Freelance Hospitalist
        Freelancer, Radiology
        Hospitalist, independent contractors
        Hospitalist - Contract
        Hospitalist, contractor
        Hospitalist NTE 13 months
        Hospitalist, not to exceed 2 years
        Contractual Hospitalist
        Hospitalist, temporary
        Temporary staff physician
        Temporary doctor
        Temporary MD""",
    (): """
        Physical Therapist (PT)
        Hospitalist, Fort Worth ft. Mercy
        Contracts Manager
        Hospitalist, Casualty Department
        Hospitalist, Portland PDX
        Pediatrician""",
}  # fmt: skip
FIELDS = [(("FT",), FULL), (("PT",), PART), (("FULL_TIME",), FULL), (("Part_Time",), PART), (("PER_DIEM",), ["per diem"]), (("Temporary",), ["contract"])]  # fmt: skip
TOLD = {
    ("full-time",): """
        We seek a full-time hospitalist.
        This is a 1.0 FTE role.""",
    ("part-time",): """
        A part-time position in Akron.
        We have a part time opportunity.
        The part-time role is new.
        A part-time job near the lake.
        Locum-free, 4 or part-time.
        Part-time options exist.
        A part-time schedule is possible.
        Part-time candidates may apply.
        Part-time employment.
        Part-time 0.6 to start.
        Days and/part-time hours.
        Days or part-time hours.
        The group is seeking a part-time colleague.
        This is a part-time post.
        We look for a part-time colleague.""",
    ("locum tenens",): """
        Locum to perm is possible.
        Locums tenens or permanent.
        Locums/perm.
        A locum tenens position.
        Locums opportunity in Ohio.
        A locum job in Ohio.
        A locums assignment.
        Locum tenens coverage from May.
        A locums need from May.
        The locum role begins in May.
        A locums contract of three months.
        A temporary role.
        A temporary hospitalist position.
        A temporary opportunity.
        Temporary weekend coverage.
        A temporary assignment.
        A temporary staffing need.""",
    ("per diem",): """
        A per diem position.
        Per-diem opportunity.
        The per diem role.
        A per diem job.
        Per diem shifts.
        Per diem coverage.
        On a per diem basis.
        This per-diem post is new.
        A PRN position.
        The PRN role.""",
    ("contract",): """
        A 1099 position.
        On a 1099 contract.
        A 1099 role.
        A 1099 opportunity.
        1099 compensation.
        1099 pay.
        1099 status.
        On a 1099 basis.
        A 1099 arrangement.
        As 1099 independent physicians.
        An independent contractor position.
        An independent contractor role.
        An independent contractor opportunity.
        On an independent contractor model.
        Independent contractor status.
        Independent contractor compensation.
        Independent contractor pay.
        On an independent contractor basis.
        An independent contractor agreement.
        An independent contractor arrangement.
        Independent contractor rates.
        You are paid as an independent contractor.
        Physicians are compensated as independent contractors.
        You are engaged as a 1099.
        You work as an independent contractor.
        You are working as a 1099.
        You are hired as an independent contractor.""",
    (): """
        One full-time nurse helps.
        Two full-time scribes.
        Three full-time partners.
        Four full-time nurses.
        5 full-time nurses.
        Led by a full-time director.
        Our full-time staff helps.
        Their full-time nurses.
        All full-time staff get it.
        Benefits for full-time staff.
        The group has a full-time scribe.
        We have a full-time scribe.
        We have full-time scribes.
        Other full-time staff help.
        Currently full-time staff only get it.
        40,000 physicians work locum tenens with us.
        Forms 1099 are sent in January.""",
}  # fmt: skip
NO_LOCUMS = lines("""
    Hospitalist - no locums
    Hospitalist (not a locum)
    Hospitalist (not locum tenens)
    Hospitalist, non-locum
    Hospitalist, locums need not apply
""")
CALL = {
    "1:4": """
        Call is 1:4.
        Call 1 in 4.
        Call one in four.
        Call is one in every four.
        Call q4.
        Call every 4th weekend.
        1:4 call.
        1 in 4 call.
        1/4 weekend call.
        One in 4 call.
        Q4 call.
        One in four call.""",
    "1:2": "Call every 2nd night.\nCall is 1 in two.\n1 in two call.",
    "1:3": "Call every 3rd night.\nCall 1 in three.\n1 in three call.",
    "1:5": "Call 1 in five.\n1 in five call.",
    "1:6": "Call 1 in six.\n1 in six call.",
    "1:7": "Call 1 in seven.\n1 in seven call.",
    "1:8": "Call 1 in eight.\n1 in eight call.",
    "1:9": "Call 1 in nine.\n1 in nine call.",
    "1:10": "Call 1 in ten.\n1 in ten call.",
    "no call": """
        No call.
        There is no on-call.
        There is no on call.
        Zero call.
        Clinic without call.
        A call-free life.
        A call free life.
        A no-call job.
        Call: none.
        No nights or call.
        No nights, no weekends, or call.
        No weekends and call.
        No holidays/call.
        No nights, weekends or call.
        No nights or holidays, call.""",
    "light call": "Light call.",
    "minimal call": "Minimal call.",
    "limited call": "Limited call.",
    "low call": "Low call.",
    "shared call": "Shared call.",
    "home call": "Home call.",
    "phone call": "Phone call.",
    "telephone call": "Telephone call.",
    "beeper call": "Beeper call.",
    "backup call": "Backup call.",
    "back-up call": "Back-up call.",
    "rotating call": "Rotating call.",
    "in-house call": "In-house call.",
    "great call": "Great call.",
    "24-hour call": "24-hour call.",
    "weekend call": "Weekend call.",
    "paid call": "Paid call.",
    "easy call": "Easy call.",
    "rare call": "Rare call.",
    "infrequent call": "Infrequent call.",
    "shared on-call": "Shared on-call.",
    None: """
        With or without call.
        Call is optional, no call or some: optional call.
        Some or no call.
        Minimal or no call.
        There is no call center.
        No call pay.
        The call center is in Ohio.
        A calling in life.""",
}  # fmt: skip
SHIFTS = {
    "7 on, 7 off": "7 on 7 off / 7 days on, 7 days off / 7 on and 7 off / 7-on/7-off / 7on-7off / 7 on & 7 off",
    "2 weeks on, 2 off": "2 weeks on, 2 weeks off / 2 wks on, 2 wks off",
    "12-hour shifts": "12-hour shifts / 12 hour shift / 12 hrs shifts / 12-hr shift",
    "4-day week": "4-day week / 4-day work week / four days per week / 4 days a week / 4 day workweek / 4 ½ days week / 4 days/wk / 4 days/week / 4-day ww / 4-day wk",
    "3-day week": "3-day week / three days a week",
    "5-day week": "5 days per week / five-day week",
    "Monday to Friday": "Monday-Friday / Mon-Fri / Monday to Friday / Monday through Friday / Mon thru Fri / M-F / M - F / M–F / M – F / Mon-F",
    "block schedule": "Block scheduling / Block-schedule",
}
TITLE_SHIFTS = {
    "nights": "Nocturnist / Hospitalist, Night Shift / Hospitalist - Nights / Nighthawk Radiologist / Overnight Hospitalist / Hospitalist, 3rd shift",
    "evenings": "Hospitalist, Evenings / Radiologist - Evening / Hospitalist, 2nd shift / Radiologist, Swing Shift / Swing Hospitalist",
    "days": "Daytime Hospitalist / Hospitalist, Day Shift / Hospitalist, days only / Hospitalist, 1st shift",
    "weekends": "Weekend Hospitalist / Hospitalist, Weekends",
    "no nights": "Hospitalist, no nights / Hospitalist - No Nights",
    "no weekends": "Hospitalist, no weekends",
    "no evenings": "Internist, no evenings",
    "no overnights": "Internist, no overnights",
    "no nights or weekends": "Internist, no nights or weekends",
    "no nights, no holidays": "Internist, no nights, no holidays",
    "no nights, evenings": "Internist, no nights, evenings",
    "no nights and overnights": "Internist, no nights and overnights",
    "no weekends or call": "Internist, no weekends or call",
    "no call or nights": "Internist, no call or nights",
}


def each(table: dict) -> list[tuple]:
    return [(said, text) for said, texts in table.items() for text in lines(texts)]


def parted(table: dict) -> list[tuple]:
    return [(said, text) for said, texts in table.items() for text in texts.split(" / ")]


def others(rows: list[tuple], field: str, in_title: bool) -> list[tuple]:
    """Texts of (what they say, text) of which another `field` is read, with that."""
    texts = [text for _, text in rows]
    found = read(texts, [None] * len(rows), field) if in_title else read(["Hospitalist"] * len(rows), texts, field)
    wanted = [list(said) if isinstance(said, tuple) else said for said, _ in rows]
    return [(text, got) for text, got, want in zip(texts, found, wanted, strict=True) if got != want]


def test_a_title_says_the_employment():
    assert others(each(TITLES), "employment_types", in_title=True) == []


@pytest.mark.parametrize(("field", "types"), FIELDS)
def test_the_boards_own_field_says_the_employment(field, types):
    assert read(["Hospitalist"], [None], "employment_types", field) == [types]


def test_a_text_says_the_employment_where_the_title_does_not():
    assert others(each(TOLD), "employment_types", in_title=False) == []


def test_no_locums_are_none():
    assert others([((), title) for title in NO_LOCUMS], "employment_types", in_title=True) == []


def test_how_often_there_is_call():
    assert others(each(CALL), "call", in_title=False) == []


def test_a_text_says_the_pattern_of_shifts():
    rows = [(shift, f"The schedule: {told}.") for shift, told in parted(SHIFTS)]
    assert others(rows, "shift", in_title=False) == []


def test_a_title_says_the_hours():
    assert others(parted(TITLE_SHIFTS), "shift", in_title=True) == []
