"""The public register of clinicians: what it adds to contacts, who may know the user, and where it must keep quiet."""

import linking
import pytest

from curbside.registers import loading
from curbside.warehouse import insider, lead, opening, organisation, person, publish, reminder

pytestmark = pytest.mark.whole

HOSPITALS = "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type\n"
CLINICIANS = "NPI,Ind_PAC_ID,Provider Last Name,Provider First Name,Cred,Med_sch,Grd_yr,pri_spec,Facility Name,City/Town,State,ZIP Code,Telephone Number\n"
AFFILIATIONS = "NPI,Ind_PAC_ID,facility_type,Facility Affiliations Certification Number\n"
OSU = "OHIO STATE UNIVERSITY COLLEGE OF MEDICINE"
LORING, REST = "360001", "290001"


MADE = []


def employers(registry):
    """A database with the opening, and with every employer of these tests matched with the hospitals: once, for these are
    the same in all of them."""
    if not MADE:
        con = linking.few()
        linking.fill(con, "core.posting", [{"posting_id": "p", "board": "b", "board_posting_id": "p", "title": "Cardiologist", "employer_name": "Loring Hospital",
            "employer_kind": "employer", "profession": "physician", "city": "Akron", "state": "OH", "first_seen": "2026-11-20 10:00:00+00"}])  # fmt: skip
        linking.fill(con, "raw.me", [{"name": "Ana Ruiz"}])
        linking.fill(con, "raw.search", [{"ord": 1, "search": "anywhere"}])
        places = [
            {"organisation_name": "The Ohio State University College of Medicine"},
            {"organisation_name": "Loring Hospital", "city": "Akron", "state": "OH"},
            {"organisation_name": "Quist Heart", "state": "OH"}, {"organisation_name": "Quist Heart", "city": "Akron", "state": "OH"},
        ]  # fmt: skip
        linking.fill(con, "raw.affiliation_record", places)
        organisation.build(con, registry)
        opening.build(con)
        MADE.append(con)
    return MADE[0]


def built(folder, clinicians, people, affiliations=(), journal=(), training=(2010, 2014)):
    """A database with one opening at Loring Hospital, Akron, OH. `clinicians`: (npi, first, last, school, class, state, ccns)."""
    (folder / "hospitals_2026.csv").write_text(
        HOSPITALS + f"{LORING},LORING HOSPITAL,1 MAIN ST,AKRON,OH,44301,,,Acute Care Hospitals\n"
        f"{REST},REST HOSPITAL,1 MAIN ST,RENO,NV,89501,,,Acute Care Hospitals\n", "utf-8")  # fmt: skip
    (folder / "clinicians_2026.csv").write_text(CLINICIANS + "".join(
        f"{npi},1,{last},{first},MD,{school},{year},CARDIOLOGY,G,{more[1] if more[1:] else 'X'},{state},00000,{more[0] if more else ''}\n" for npi, first, last, school, year, state, _, *more in clinicians), "utf-8")  # fmt: skip
    (folder / "affiliation_2026.csv").write_text(
        AFFILIATIONS + "".join(f"{c[0]},1,Hospital,{ccn}\n" for c in clinicians for ccn in c[6]), "utf-8"
    )
    assert [one.problem for one in loading.load(sorted(folder.glob("*.csv")), folder / "registry")] == ["", "", ""]
    con = employers(folder / "registry")
    me = {"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"}
    plain = {"source": "google", "owner": "me", "npi": None, "city": None, "state": None}
    for table in ("raw.person_record", "raw.affiliation_record", "raw.journal"):
        con.execute(f"delete from {table}")
    linking.fill(con, "raw.person_record", [{**plain, **p} for p in (me, *people)])
    mine = {"record_id": "me", "kind": "training", "title": "medical school", "organisation_name": "The Ohio State University College of Medicine",
            "start_year": training[0], "end_year": training[1]}  # fmt: skip
    linking.fill(con, "raw.affiliation_record", [mine, *affiliations])
    if journal:
        linking.fill(con, "raw.journal", list(journal))
    person.build(con, folder / "registry")
    insider.build(con, linking.TODAY)
    lead.build(con, linking.TODAY)
    return con


def insiders(con):
    return con.execute(
        "select person, relation, confidence from core.insider where relation <> 'in the market' order by person"
    ).fetchall()


DANA = ("1111111111", "DANA", "WHITLOCK", OSU, 2014, "OH", [LORING])
SVEN = ("2222222222", "SVEN", "NOVAK", OSU, 2014, "OH", [LORING])
IRIS = ("3333333333", "IRIS", "BELL", "OTHER", 2014, "OH", [LORING])
MAY_KNOW = "Sven Novak, who CMS lists at Loring Hospital, of your class at The Ohio State University College of Medicine (2014): may know you"


def test_it_gives_class_and_hospitals_and_people_who_may_know_you(tmp_path):
    con = built(tmp_path, [DANA, SVEN, IRIS], [{"record_id": "a", "name": "Dana Whitlock", "npi": "1111111111"}])
    assert insiders(con) == [("Dana Whitlock", "trained with you, works there", 0.95)]
    # Nobody of the register becomes a contact; who may know the user is published apart, and said in the lead.
    assert con.execute("select count(*) from core.person").fetchone() == (1,)
    assert con.execute("select count(*) from core.insider where person = 'Sven Novak'").fetchone() == (0,)
    assert con.execute("select why_words(reasons[-1], 0, '', []) from core.lead").fetchone() == ("may know you there, as CMS lists them: Sven Novak",)  # fmt: skip
    reminder.build(con, linking.TODAY)
    publish.publish(con, tmp_path / "leads.duckdb")
    con.execute(f"attach '{tmp_path / 'leads.duckdb'}' as copy (read_only)")
    assert con.execute("select npi, name, path from copy.may_know").fetchall() == [("2222222222", "Sven Novak", MAY_KNOW)]  # fmt: skip
    assert con.execute("select count(*) from copy.people").fetchone() == (1,)
    con.execute("detach copy")


def test_where_nobody_is_known_the_classmate_there_is_the_next_step(tmp_path):
    con = built(tmp_path, [SVEN, IRIS], [{"record_id": "a", "name": "Far Away"}])
    assert con.execute("select why_words(reasons[-1], 0, '', []) from core.lead").fetchone() == (
        "checked, nobody there; next step: write to Sven Novak, whom CMS lists there and who may know you",
    )


@pytest.mark.parametrize(
    ("title", "clinicians", "people", "affiliations", "wanted"),
    [
        ("two clinicians of one name in the state: neither",
         [DANA, ("4444444444", "DANA", "WHITLOCK", "OTHER", 1990, "OH", [LORING])],
         [{"record_id": "a", "name": "Dana Whitlock", "state": "OH"}], [], []),
        ("one clinician, two contacts of the name: neither",
         [DANA], [{"record_id": "a", "name": "Dana Whitlock", "state": "OH"}, {"record_id": "b", "name": "Dana Whitlock", "state": "OH"}], [], []),
        ("a name alone and state: a hint, never sure",
         [DANA], [{"record_id": "a", "name": "Dana Whitlock", "state": "OH"}], [], [("Dana Whitlock", 0.712)]),
        ("the state says that it is another",
         [DANA], [{"record_id": "a", "name": "Dana Whitlock", "state": "NV"}], [], []),
        ("name and employer: sure, whoever else bears the name",
         [DANA, ("4444444444", "DANA", "WHITLOCK", "OTHER", 1990, "OH", [REST])], [{"record_id": "a", "name": "Dana Whitlock"}],
         [{"record_id": "a", "kind": "work", "organisation_name": "Loring Hospital", "city": "Akron", "state": "OH", "is_current": True}],
         [("Dana Whitlock", 1.0)]),
        ("another NPI is another person",
         [DANA], [{"record_id": "a", "name": "Dana Whitlock", "npi": "9999999999"}], [], []),
        ("a surname alone is nobody", [DANA], [{"record_id": "a", "name": "Whitlock"}], [], []),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_namesakes(tmp_path, title, clinicians, people, affiliations, wanted):
    con = built(tmp_path, clinicians, people, affiliations)
    assert [(name, pytest.approx(confidence, abs=0.03)) for name, confidence in wanted] == [
        (name, confidence) for name, _, confidence in insiders(con)
    ], title


def matched(con):
    """(record, NPI) of a contact and an entry that may be theirs → whether it is sure, and whether likely."""
    found = con.execute("select r.record_id, m.npi, m.certainty > 0.9, m.p > 0.9 from core.clinician_match m join core.person_record r using (person_id)")  # fmt: skip
    return {(record, npi): (sure, likely) for record, npi, sure, likely in found.fetchall()}


def test_a_telephone_tells_namesakes_apart(tmp_path):
    """Of two of a name the office's number is one's own; an area code is no more than a hint, and nothing beside a state."""
    cases = {
        "Whitlock": ({}, None),
        "Whitcombe": ({"phones": ["+13305550100"]}, True),  # the practice's own number
        "Whitridge": ({"phones": ["+13305559991"]}, False),  # a number of the state
        "Whitacre": ({"phones": ["+12125559992"]}, None),
        "Whitmarsh": ({"phones": ["+13305559993"], "state": "NV"}, None),  # kept when they moved
    }
    here = [(f"1{n}", "DANA", name.upper(), OSU, 2014, "OH", [LORING], "3305550100") for n, name in enumerate(cases)]
    there = [(f"4{n}", "DANA", name.upper(), "OTHER", 1990, "NV", [], "7755550100") for n, name in enumerate(cases)]
    people = [
        {"record_id": str(n), "name": f"Dana {name}", "phones": [], **known} for n, (name, (known, _)) in enumerate(cases.items())
    ]  # fmt: skip
    found = matched(built(tmp_path, here + there, people))
    wanted = {name: found.get((str(n), f"1{n}"), (None,))[0] for n, name in enumerate(cases)}
    assert wanted == {name: sure for name, (_, sure) in cases.items()}


def test_of_two_of_a_name_the_town_or_the_years_since_school_tell(tmp_path):
    cases = {
        "Whitcombe": ("Cardiologist", "Akron", "1"),
        "Whitlock": ("Cardiologist", None, None),
        "Whitridge": ("Cardiology resident, PGY-2", None, "4"),  # in 2026, of the class of 2022 and not of 2014
    }
    akron = [(f"1{n}", "DANA", name.upper(), "OTHER", 2014, "OH", [], "", "AKRON") for n, name in enumerate(cases)]
    lima = [(f"4{n}", "DANA", name.upper(), "OTHER", 2022, "OH", [REST], "", "LIMA") for n, name in enumerate(cases)]
    people = [{"record_id": str(n), "name": f"Dana {name}"} for n, name in enumerate(cases)]
    works = [
        {"record_id": str(n), "kind": "work", "organisation_name": "Quist Heart", "title": title, "is_current": True,
         "city": city, "state": "OH", "as_of": "2026-10-01"}
        for n, (title, city, _) in enumerate(cases.values())
    ]  # fmt: skip
    found = matched(built(tmp_path, akron + lima, people, works))
    likely = {key for key, (_, is_likely) in found.items() if is_likely}
    assert likely == {(str(n), f"{which}{n}") for n, (*_, which) in enumerate(cases.values()) if which}


def test_contacts_are_found_under_other_names_than_the_registers(tmp_path):
    """A name before marriage, one of two, an initial, another script's spelling, a short form, with the employer: sure."""
    pairs = [
        ("Ana Lindqvist", {"born": "Wierzbicka"}, ("ANA", "WIERZBICKA")),
        ("Noemie Durrant", {}, ("NOEMIE", "CASTELLANE DURRANT")),
        ("J. Robert Wojtkiewicz", {}, ("ROBERT", "WOJTKIEWICZ")),
        ("Sergey Tarasenko", {}, ("SERGEI", "TARASSENKO")),
        ("Tareq Zoubaidi", {}, ("TAREQ", "AL-ZOUBAIDI")),
        ("Graciela de la Barrera", {}, ("GRACIELA", "DELABARRERA")),
        ("Paco Monterrubio", {}, ("FRANCISCO", "MONTERRUBIO")),
    ]
    listed = [(f"{n}111111111", *name, OSU, 2014, "OH", [LORING]) for n, (_, _, name) in enumerate(pairs, 1)]
    works = {"kind": "work", "organisation_name": "Loring Hospital", "city": "Akron", "state": "OH", "is_current": True}
    people = [{"record_id": str(n), "name": name, **more} for n, (name, more, _) in enumerate(pairs, 1)]
    con = built(
        tmp_path, listed, people, [{"record_id": p["record_id"], "title": "Cardiologist", **works} for p in people]
    )
    assert {key for key, (sure, _) in matched(con).items() if sure} == {(str(n), c[0]) for n, c in enumerate(listed, 1)}


def test_of_a_hint_no_class_is_made(tmp_path):
    """Trained together is only said of somebody whom the register surely is."""
    con = built(tmp_path, [DANA], [{"record_id": "a", "name": "Dana Whitlock", "state": "OH"}])
    assert [relation for _, relation, _ in insiders(con)] == ["works there"]


def test_no_class_of_the_users_own_and_a_school_called_other_give_nobody(tmp_path):
    con = built(tmp_path, [SVEN, IRIS], [], training=(1980, 1984))
    assert con.execute("select count(*) from core.may_know").fetchone() == (0,)
    con = built(tmp_path, [("5555555555", "NO", "BODY", "", "", "OH", [LORING])], [])
    assert con.execute("select count(*) from core.may_know").fetchone() == (0,)
