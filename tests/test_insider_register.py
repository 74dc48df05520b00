"""The public register of clinicians: what it adds to contacts, who may know the user, and where it must keep quiet."""

import linking
import pytest

from curbside import warehouse
from curbside.registers import loading
from curbside.warehouse import insider, lead, opening, organisation, person, publish, reminder

HOSPITALS = "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type\n"
CLINICIANS = "NPI,Ind_PAC_ID,Provider Last Name,Provider First Name,Cred,Med_sch,Grd_yr,pri_spec,Facility Name,City/Town,State,ZIP Code,Telephone Number\n"
AFFILIATIONS = "NPI,Ind_PAC_ID,facility_type,Facility Affiliations Certification Number\n"
OSU = "OHIO STATE UNIVERSITY COLLEGE OF MEDICINE"
LORING, REST = "360001", "290001"


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
    con = warehouse.connect()
    linking.fill(con, "core.posting", [{"posting_id": "p", "board": "b", "board_posting_id": "p", "title": "Cardiologist", "employer_name": "Loring Hospital",
        "employer_kind": "employer", "profession": "physician", "city": "Akron", "state": "OH", "first_seen": "2026-11-20 10:00:00+00"}])  # fmt: skip
    linking.fill(con, "raw.me", [{"name": "Ana Ruiz"}])
    linking.fill(con, "raw.search", [{"ord": 1, "search": "anywhere"}])
    me = {"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"}
    plain = {"source": "google", "owner": "me", "npi": None, "city": None, "state": None}
    linking.fill(con, "raw.person_record", [{**plain, **p} for p in (me, *people)])
    mine = {"record_id": "me", "kind": "training", "title": "medical school", "organisation_name": "The Ohio State University College of Medicine",
            "start_year": training[0], "end_year": training[1]}  # fmt: skip
    linking.fill(con, "raw.affiliation_record", [mine, *affiliations])
    if journal:
        linking.fill(con, "raw.journal", list(journal))
    organisation.build(con, folder / "registry")
    opening.build(con)
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


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, None),
        ({"phones": ["+13305550100"]}, "sure"),  # the practice's own number
        ({"phones": ["+13305559999"]}, "hint"),  # a number of the state
        ({"phones": ["+12125559999"]}, None),
        ({"phones": ["+13305559999"], "state": "NV"}, None),  # kept when they moved
    ],
)
def test_a_telephone_tells_namesakes_apart(tmp_path, known, found):
    """Of two of a name the office's number is one's own; an area code is no more than a hint, and nothing beside a state."""
    here = ("1111111111", "DANA", "WHITLOCK", OSU, 2014, "OH", [LORING], "3305550100")
    there = ("4444444444", "DANA", "WHITLOCK", "OTHER", 1990, "NV", [], "7755550100")
    con = built(tmp_path, [here, there], [{"record_id": "a", "name": "Dana Whitlock", "phones": [], **known}])
    rows = con.execute("select npi, certainty > 0.9 from core.clinician_match").fetchall()
    assert [("sure" if sure else "hint") for npi, sure in rows if npi == "1111111111"] == ([found] if found else [])


@pytest.mark.parametrize(
    ("title", "city", "found"),
    [
        ("Cardiologist", "Akron", ["1111111111"]),
        ("Cardiologist", None, []),
        ("Cardiology resident, PGY-2", None, ["4444444444"]),  # in 2026, of the class of 2022 and not of 2014
    ],
)
def test_of_two_of_a_name_the_town_or_the_years_since_school_tell(tmp_path, title, city, found):
    akron = ("1111111111", "DANA", "WHITCOMBE", "OTHER", 2014, "OH", [], "", "AKRON")
    lima = ("4444444444", "DANA", "WHITCOMBE", "OTHER", 2022, "OH", [REST], "", "LIMA")
    work = {"record_id": "a", "kind": "work", "organisation_name": "Quist Heart", "title": title, "is_current": True,
            "city": city, "state": "OH", "as_of": "2026-10-01"}  # fmt: skip
    con = built(tmp_path, [akron, lima], [{"record_id": "a", "name": "Dana Whitcombe"}], [work])
    assert [n for (n,) in con.execute("select npi from core.clinician_match where p > 0.9").fetchall()] == found


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
    sure = "select r.record_id, m.npi from core.clinician_match m join core.person_record r using (person_id) where m.certainty > 0.9"
    assert dict(con.execute(sure).fetchall()) == {str(n): c[0] for n, c in enumerate(listed, 1)}


def test_of_a_hint_no_class_is_made(tmp_path):
    """Trained together is only said of somebody whom the register surely is."""
    con = built(tmp_path, [DANA], [{"record_id": "a", "name": "Dana Whitlock", "state": "OH"}])
    assert [relation for _, relation, _ in insiders(con)] == ["works there"]


def test_no_class_of_the_users_own_and_a_school_called_other_give_nobody(tmp_path):
    con = built(tmp_path, [SVEN, IRIS], [], training=(1980, 1984))
    assert con.execute("select count(*) from core.may_know").fetchone() == (0,)
    con = built(tmp_path, [("5555555555", "NO", "BODY", "", "", "OH", [LORING])], [])
    assert con.execute("select count(*) from core.may_know").fetchone() == (0,)
