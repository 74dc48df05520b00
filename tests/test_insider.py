"""Who is in reach of an opening, and how strong that is."""

import json

import linking
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curbside import warehouse
from curbside.warehouse import model

pytestmark = pytest.mark.whole

SHARE = st.floats(0, 1)


@pytest.mark.parametrize("case", linking.cases("insider"))
def test_relations(case):
    linking.check("insider", case)


@pytest.fixture(scope="module")
def macros():
    con = warehouse.connect()
    for name in ("insider/strength", "insider/visitor"):
        model.execute(con, name)
    return con


def value(con, expression, *parameters):
    return con.execute(f"select ({expression})::double", parameters).fetchone()[0]


APART = (
    "Professor of Economics", "PhD Candidate, Economics", "Associate Professor of Law", "JD Candidate", "History Lecturer", "Head Football Coach",
    "Reference Librarian", "Chair, Department of English", "Assistant Professor, Computer Science", "Dean, School of Music", "MBA Student",
    "Postdoctoral Fellow in Physics", "Director of Alumni Relations", "Campus Police Officer", "Admissions Counselor", "Econometrician and economist",
    "Lecturer in Accountancy", "Professor of Hospitality", "University of Loring, School of Journalism", "Loring University College of Veterinary Science, Registrar",
    "Professor of Political Science", "Women's Soccer Coach", "Art Historian", "Undergraduate Researcher",
)  # fmt: skip
MEDICAL = (
    "Professor of Medicine", "Professor of Medical Physics", "Health Economist", "Professor of the History of Medicine", "Medical Librarian",
    "Assistant Professor", "Physician", "Team Physician, Football", "Associate Professor of Surgery and Law", "Sports Medicine Physician",
    "Professor of Biomedical Engineering", "Dean", "Clinical Instructor", "Chair, Department of Pathology", "MD/MBA", "Professor of Neurology",
    "Associate Professor of Cancer Biology", "Law and Psychiatry Fellow", "Resident", "Professor of Pharmacology", "", None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Cloud Account Executive", True), ("Field Technician", True), ("Cable Tech", True), ("Senior Software Engineer", True), ("Realtor®", True),
        ("Regional Sales Manager", True), ("Loan Officer", True), ("Flight Attendant", True), ("Assistant Store Manager", True),
        ("Product Safety Manager", True), ("Brand Director", True), ("Process Engineer II", True), ("Visual Merchandiser", True), ("Toy Designer", True),
        ("Director of Manufacturing", True), ("Machinist", True), ("Product Line Nurse", False), ("Clinical Engineer", False), ("Quality Manager", False),
        ("Anesthesia Technician", False), ("Budget Analyst", False), ("Hospitalist", False), ("Physician Recruiter", False), ("Chief Executive", False),
        ("Engineer", False), ("RN, Retained Search", False), (None, False),
    ],
)  # fmt: skip
def test_a_title_of_another_trade(macros, title, other):
    assert macros.execute("select coalesce(is_other_trade(name_key(?::text)), false)", [title]).fetchone()[0] is other


@pytest.mark.parametrize(
    ("title", "is_visitor"),
    [
        *((one, True) for one in (
            "Volunteer", "Hospital Volunteer", "ER volunteer at night", "Gift shop volunteer", "Research volunteer", "Patient", "Applicant, interviewed",
            "Parent volunteer, Family Advisory Council", "NICU Volunteer", "Medtronic clinical specialist assigned to cath lab", "Boston Scientific EP rep", "Premed observer", "Observership, Internal Medicine", "Clinical Observer", "Observer (cardiology, 2 months)", "US Clinical Experience - Family Medicine",
            "Externship", "Shadowing Dr. Roe", "Sub-intern", "Acting intern, surgery", "Away rotation, EM", "Visiting medical student", "Rotating student, PA program",
            "IM residency applicant", "Applied to 2 jobs", "Aspiring hospitalist", "Residency hopeful", "Candidate for hospitalist position",
            "Hospitalist interviewing Jan 12", "Interviewed there", "Offer pending", "Declined the offer", "Surgeon, considering their offer",
            "Trustee", "Board member", "Member, Board of Trustees", "Chair, Board of Directors since 2019", "Foundation board member", "Vice Chairman of the Board",
            "Medical device rep", "Pharma Representative", "Vendor", "Territory Manager, Spine", "knows the CMO", "Friend of the chief of surgery",
            "wife works there", "her husband is a surgeon there", "Mother of a patient", "Recruiter, emailed me", "Married to the chief", "Parent of a patient",
        )),
        *((one, False) for one in (
            "Volunteer Coordinator", "Volunteer physician", "Patient Care Technician", "Patient Advocate", "Donor Services Physician", "Surgeon", "", None,
            "Observership Coordinator", "Patient & Family Services Manager", "Volunteer Services Director", "Abbott Northwestern hospitalist", "Applicant Tracking Specialist", "Director, Visiting Student Program", "Externship supervisor", "Motivational interviewing therapist",
            "Applied Behavior Analyst", "Applied Physicist, Radiation Oncology", "Forensic interviewer", "Board-certified internist", "CEO and board member", "Medical staff president, board member",
            "Cardiologist; trustee", "Internal medicine resident, once an observer", "Nurse extern", "Patient access representative", "Union representative", "Vendor Relations Manager", "Sales and Marketing Director",
            "Partner of the practice", "Sister of Mercy", "Friendly internist", "Internist, brother and sister team", "Physician recruiter",
            "Sonographer", "Met and surgical oncology", "Medical Student Coordinator",
        )),
    ],
)  # fmt: skip
def test_who_comes_to_a_house_for_something_else_works_there_as_little(macros, title, is_visitor):
    assert macros.execute("select coalesce(is_visitor(name_key(?::text)), false)", [title]).fetchone()[0] is is_visitor


@pytest.mark.parametrize(
    ("employer", "doubted"),
    [
        *((one, True) for one in (
            "Elm Hospital?", "Elm Hospital (?)", "Elm Hospital (I think)", "Elm Hospital - not sure", "maybe Elm Hospital", "Possibly Elm Hospital",
            "Elm Hospital (probably)", "Elm Hospital, last I heard", "Elm Hospital, to be confirmed", "Elm Hospital (unconfirmed)",
        )),
        *((one, False) for one in ("Elm Hospital", "Children?s Hospital", "Thinkwell Clinic", "", None)),
    ],
)  # fmt: skip
def test_an_employer_that_its_writer_doubts(macros, employer, doubted):
    assert macros.execute("select coalesce(is_doubted(?::text), false)", [employer]).fetchone()[0] is doubted


@pytest.mark.parametrize("title", APART + MEDICAL)
def test_an_academic_title_is_of_medicine_unless_it_clearly_is_not(macros, title):
    said = macros.execute("select coalesce(is_unmedical(name_key(?::text)), false)", [title]).fetchone()[0]
    assert said == (title in APART)


@settings(max_examples=60)
@given(SHARE, SHARE, SHARE, SHARE, st.integers(1, 2), SHARE)
def test_a_path_is_bounded_and_grows_with_each_factor(macros, confidence, human, role, tie, hops, more):
    path = "path_strength(?::double, ?::double, ?::double, ?::double, ?)"
    q = value(macros, path, confidence, human, role, tie, hops)
    assert 0 <= q <= 1
    assert value(macros, path, max(confidence, more), human, role, tie, hops) >= q
    assert value(macros, path, confidence, human, role, max(tie, more), hops) >= q
    assert value(macros, path, confidence, human, max(role, more), tie, hops) >= q
    assert value(macros, path, confidence, human, role, tie, 2) <= q or hops == 2


@settings(max_examples=60)
@given(
    st.sampled_from(["message", "met", "recommendation", "linkedin"]),
    st.integers(0, 9000),
    st.integers(0, 9000),
    st.integers(1, 500),
)
def test_warmth_fades_and_grows_with_contact(macros, kind, days, more, count):
    warmth = "saturated(faded(sign_weight(?, true), ?) * repeated(?))"
    now = value(macros, warmth, kind, days, count)
    assert 0 <= now <= 1
    assert value(macros, warmth, kind, days + more, count) <= now
    assert value(macros, warmth, kind, days, count + 1) >= now


def test_words_of_the_user_and_roles_are_read_as_meant(macros):
    weights = {
        "Friends": 0.8,
        "close friend": 0.8,
        "* myContacts ::: Coworkers": 0.5,
        "met": 0.2,
        "Plumber": 0,
        "not a friend": 0,
        None: 0,
    }
    assert {label: value(macros, "label_weight(?::text)", label) for label in weights} == weights
    chief = ["Chair, Department of Medicine", "Vice Chair", "Section Chief", "Chief Medical Officer", "Medical Director, ICU",
             "Program Director", "Director of Cardiology", "Head of Division", "Associate Chief Medical Officer", "Chief, Hospital Medicine",
             "Director, Emergency Department", "VP of Medical Affairs", "Lead Physician", "Professor and Chair of Urology",
             "Physician-in-Chief", "Medical Director & Staff Anesthesiologist", "Managing Partner", "Chief", "Chief Hospitalist",
             "Chief Executive Officer", "Chief of Staff", "Acting Chief of Pediatric Cardiology", "Cardiology Chief", "Chief Surgeon",
             "Chief, Division of Geriatrics", "Chief Physician Executive", "Interim Chair", "Chief of Trauma and Critical Care",
             "Chief Orthopaedic Surgeon", "Chief of Staff, Cardiologist", "Chief Quality Officer", "Chief & Professor of Urology"]  # fmt: skip
    other = ["Chief Resident", "Chief Financial Officer", "Director of Nursing", "Wheelchair Services", "Former Chair of Surgery",
             "Executive Assistant to the Chief Medical Officer", "Attending", "Professor Emeritus",
             "Vice Chair, Department of Medicine", "Vice Chief of Staff", "Chief Medical Resident", "Chief Complaint Analyst", "Chair Emeritus",
             "Assistant to the Chair", "Chief Medical Information Officer", "Smith Chair in Cancer Research", "Chair, Pharmacy Committee",
             "Office of the Chair, Administrator", "Chief CRNA", "Director of Marketing, Internal Medicine", "Past Chair",
             "Chief of Nursing", "Chief Sustainability Officer", "Chief Wellness Officer", "Chief Dental Officer", "Chief Optometrist",
             "Chief Physical Therapist", "Chief Clinical Psychologist", "Chief of Chaplaincy", "Chief Investment Officer",
             "Chief, Police Department", "Chief Flight Nurse", "Chief Radiation Therapist", "Chief Cardiac Sonographer", "PGY-4 Chief",
             "Fellow (Chief)", "Resident, Chief", "Chief of Staff to the CEO", "Chair-Elect", "Incoming Chair", "Chief Audiologist",
             "Department Chair Assistant", "Clinical Director, Physical Therapy", "Program Director, School of Nursing",
             "Chief Radiologic Technologist", "Incoming Chief of Surgery", "Chief Transformation Officer"]  # fmt: skip
    read = {title: bool(value(macros, "is_chief(role_words(?, null))", title)) for title in chief + other}
    assert read == {**dict.fromkeys(chief, True), **dict.fromkeys(other, False)}
    recruits = [
        "Physician Recruiter",
        "Director, Physician Recruitment",
        "Provider Talent Acquisition Partner",
        "Physician Sourcer",
    ]
    none = ["Nurse Recruiter", "Technical Recruiter", "IT Recruiter", "Allied Health Recruiter", "Clinical Trial Recruitment Coordinator", "Army Medical Recruiter", "Former Physician Recruiter",
            "Patient Recruitment Specialist"]  # fmt: skip
    read = {title: bool(value(macros, "is_recruiter(role_words(?, null))", title)) for title in recruits + none}
    assert read == {**dict.fromkeys(recruits, True), **dict.fromkeys(none, False)}


SURNAMES = "Abbott Bell Castro Dietz Ewing Farrow Grady Holm Ives".split()


def strengths(*people):
    """Strength of each of these former co-trainees at the employer, with some facts changed."""
    facts = [{"end_year": 2019, "label": None, "last_on": "2026-06-01", "count": 1} | changes for changes in people]
    at_mercy = {"organisation_name": "Mercy", "city": "Akron", "state": "OH"}
    trained = {"kind": "training", "organisation_name": "OSU", "title": "residency", "start_year": 2016}
    con = linking.built(
        {
            "core.posting": [{"posting_id": "p", "title": "Cardiologist", "employer_name": "Mercy", "city": "Akron", "state": "OH"}],
            "raw.person_record": [
                {"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                *({"record_id": f"a{n}", "source": "roster", "owner": "me", "name": f"Dana {surname}", "label": f["label"]} for n, (f, surname) in enumerate(zip(facts, SURNAMES, strict=False))),
            ],
            "raw.affiliation_record": [
                {"record_id": "me", "end_year": 2019, **trained},
                *({"record_id": f"a{n}", "end_year": f["end_year"], **trained} for n, f in enumerate(facts)),
                *({"record_id": f"a{n}", "kind": "work", "is_current": True, **at_mercy} for n in range(len(facts))),
            ],
            "raw.tie_record": [
                {"record_id": f"a{n}", "kind": "message", "other_record_id": "me", "last_on": f["last_on"], "count": f["count"], "two_way": True}
                for n, f in enumerate(facts)
            ],
            "match": [{"name": "Mercy", "city": "Akron", "state": "OH", "organisation_id": "mercy", "confidence": 1.0}],
        },
        "person insider",
    )  # fmt: skip
    rows = con.execute("select strength, evidence from core.insider order by person").fetchall()
    assert len(rows) == len(people) and all(evidence for _, evidence in rows), "a path without evidence"
    return [strength for strength, _ in rows]


def test_more_time_together_more_recent_contact_and_your_word_never_weaken_a_path():
    plain, *others = strengths(
        {}, {"end_year": 2018}, {"end_year": None}, {"last_on": "2020-06-01"}, {"last_on": "2026-11-01"},
        {"label": "met"}, {"label": "colleague"}, {"label": "friend"}, {"count": 9},
    )  # fmt: skip
    a_year_less, no_end, long_ago, lately, met, colleague, friend, often = others
    assert 0 < plain < 1
    assert strengths({}) == [plain]
    assert a_year_less < plain
    assert no_end < plain
    assert long_ago < plain < lately
    assert plain < met < colleague < friend < 1
    assert plain < often


def test_of_a_crowd_the_best_and_whom_the_user_named_stand_and_the_rest_is_counted():
    """40 colleagues at one employer, the weakest of them a friend; the same of one who is named in the posting."""
    people = [f"p{n:02}" for n in range(40)]
    posting = {"title": "Cardiologist", "employer_name": "Mercy", "city": "Akron", "state": "OH"}
    con = linking.built(
        {
            "core.posting": [{"posting_id": "p", **posting}, {"posting_id": "q", "contact_name": "Bo Elm12", **posting}],
            "raw.person_record": [
                {"record_id": p, "source": "roster", "owner": "me", "name": f"Bo Elm{p[1:]}", "label": "colleague" if p == "p39" else None}
                for p in people
            ],
            "raw.affiliation_record": [
                {"record_id": p, "kind": "work", "organisation_name": "Mercy", "city": "Akron", "state": "OH", "is_current": True} for p in people
            ],
            "raw.tie_record": [
                {"record_id": p, "kind": "message", "other_record_id": "me", "last_on": f"20{40 - int(p[1:])}-01-01" if p < "p20" else "2019-01-01", "count": 1}
                for p in people
            ],
            "match": [{"name": "Mercy", "city": "Akron", "state": "OH", "organisation_id": "mercy", "confidence": 1.0}],
        },
        "person insider lead",
    )  # fmt: skip
    counted = dict(con.execute("select opportunity_id, count(*) from core.insider group by all").fetchall())
    rest = dict(con.execute("select opportunity_id, people from core.insider_rest").fetchall())
    assert {counted[o] + rest[o] for o in counted} == {40} and set(counted.values()) <= {25, 26, 27}
    assert set(con.execute("select insider_count from core.lead").fetchall()) == {(40,)}
    relations = con.execute("select relation from core.insider where person = 'Bo Elm12' order by all").fetchall()
    assert [r for (r,) in relations] == ["named in the posting", "works there"]
    assert con.execute("select count(*) from core.insider where person = 'Bo Elm39'").fetchone() == (2,)


def test_every_factor_of_every_person_can_be_shown():
    given = json.loads((linking.CASES / "insider" / "works_worked_trained" / "given.json").read_text("utf-8"))
    con = linking.built(given, "person insider")
    query = "select round(overlap, 4), together_words(shared[1]) from core.bond join core.person using (person_id) where name = 'Dana Whitlock' and other_id = 'me'"
    assert con.execute(query).fetchall() == [
        (0.5826, "trained with you: Internal Medicine residency at Ohio State, 2016–2019")
    ]
    factors = "unnest([warmth, overlap, label_weight, standing, mood_weight, tie])"
    assert con.execute(
        f"select bool_and(f between 0 and 1) from (select {factors} as f from core.bond)"
    ).fetchone() == (True,)
    unsaid = "len(evidence) = 0 or path_words(path) is null or list_contains(evidence_list(evidence), null)"
    assert con.execute(f"select count(*) from core.insider where {unsaid}").fetchone() == (0,)


CLUE = st.tuples(
    st.sampled_from("lives organisation mail employer classmate residency worked roster school phone".split()),
    st.booleans(),
)


@settings(max_examples=60)
@given(SHARE, SHARE, st.lists(CLUE, min_size=1, max_size=5))
@example(0.0, 1.0, [("lives", False)])  # what is certain stays no more than certain, whatever floats make of it
def test_clues_keep_an_employer_between_nothing_and_certainty_and_each_speaks_its_way(macros, one, other, clues):
    low, high = sorted((one, other))
    odds = [f"clue_odds('{kind}', {is_there})" for kind, is_there in clues]
    whole = f"by_odds(?::double, clues_odds([{', '.join(odds)}]), null)"
    assert 0 <= value(macros, whole, low) <= value(macros, whole, high) <= 1
    for kind, is_there in clues:
        alone = value(macros, f"by_odds(0.35, clue_odds('{kind}', {is_there}), null)")
        assert (alone > 0.35) == is_there
        assert kind not in ("phone", "school", "roster") or alone < 0.8, "a weak clue alone makes nobody sure"
    assert value(macros, "by_odds(?::double, null, null)", low) == low


WORDS = st.lists(st.sampled_from(["harlow", "quist", "mercy", "north"]), max_size=3, unique=True).map(sorted)


@settings(max_examples=60)
@given(WORDS, WORDS, WORDS, WORDS, st.booleans())
def test_likeness_of_names_is_bounded_and_the_same_both_ways(macros, rare, other_rare, common, other_common, town):
    alike = "alike(?::text[], ?::text[], ?::text[], ?::text[], ?)"
    found = value(macros, alike, rare, other_rare, common, other_common, town)
    assert 0 <= found <= 1
    assert found == value(macros, alike, other_rare, rare, other_common, common, town)


@settings(max_examples=30)
@given(st.integers(0, 20000), st.integers(0, 20000), st.integers(1, 2))
def test_a_list_of_systems_is_worth_less_each_year_and_less_where_no_name_says_so(macros, one, other, unnamed):
    young, old = sorted((one, other))
    certainty = "system_certainty(date '2026-11-23' - ?::integer, date '2026-11-23', ?)"
    assert 0 <= value(macros, certainty, old, unnamed) <= value(macros, certainty, young, unnamed) <= 0.95
    assert value(macros, certainty, old, 2) <= value(macros, certainty, old, 1)


@pytest.mark.parametrize(
    ("ties", "label", "ask"),
    [
        ([("met", 1)], None, "scoop"),
        ([("met", 1)], "friend", "good-word"),
        ([("met", 2)], None, "good-word"),
        ([("met", 1), ("message", 3)], None, "good-word"),
    ],
)
def test_somebody_met_once_is_not_asked_for_a_good_word(ties, label, ask):
    con = linking.built(
        {
            "core.posting": [{"posting_id": "p", "title": "Cardiologist", "employer_name": "Mercy", "city": "Akron", "state": "OH"}],
            "raw.person_record": [
                {"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                {"record_id": "a", "source": "roster", "owner": "me", "name": "Dana Whitlock", "label": label},
            ],
            "raw.affiliation_record": [
                {"record_id": "a", "kind": "work", "organisation_name": "Mercy", "city": "Akron", "state": "OH", "is_current": True},
            ],
            "raw.tie_record": [
                {"record_id": "a", "kind": kind, "other_record_id": "me", "since": "2026-11-20", "last_on": "2026-11-20", "count": count, "two_way": True}
                for kind, count in ties
            ],
            "match": [{"name": "Mercy", "city": "Akron", "state": "OH", "organisation_id": "mercy", "confidence": 1.0}],
        },
        "person insider",
    )  # fmt: skip
    assert con.execute("select ask from core.insider").fetchall() == [(ask,)]
