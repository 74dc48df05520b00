"""Who works for the owner of an opening's house, at another of its sites, or under another of its names: never there."""

import linking
import pytest

from curbside.warehouse import insider, opening, person

pytestmark = pytest.mark.whole

SAME, THERE = "works in the same system", ("works there", "decision maker")
# "employer of the opening|city|state", "employer of a contact|title|city|state": what is said of them, surely.
PAIRS = {
    # another site of a practice, known by its own town or by what stands behind it
    ("The Maple Clinic of Iowa|West Des Moines|IA", "The Maple Clinic of Iowa Ankeny|Internist|Ankeny|IA"): SAME,
    ("Sagehollow Clinic|Ames|IA", "Sagehollow Clinic - Boone|Internist|Boone|IA"): SAME,
    ("Family Care Clinic|Adel|IA", "Family Care Clinic - Pella|Internist|Pella|IA"): None,
    ("Two Tellings Mooring Clinic|Mason City|IA", "Two Tellings Mooring Clinic-Mason City|Internist"): THERE,
    ("Oceans Behavioral Hospital Abilene|Abilene|TX", "Oceans Behavioral Hospital of Kentwood|Psychiatrist"): SAME,
    # one owner's names
    ("Encompass Health Rehabilitation Hospital of Altoona|Altoona|PA", "HealthSouth Rehab Hospital of Altoona|Physiatrist"): THERE,
    ("Select Specialty Hospital - Erie|Erie|PA", "Select Medical|Physiatrist"): SAME,
    ("The Polyclinic|Seattle|WA", "Eastside Heart Doctors, part of Optum|Cardiologist|Bellevue|WA"): SAME,
    # a group, a plan, a site of a system by a word that is nobody else's
    ("Tanner Medical Center/Villa Rica|Villa Rica|GA", "Tanner Medical Group|Pediatrician"): SAME,
    ("Driscoll Children's Hospital|Corpus Christi|TX", "Driscoll Health Plan|Medical Director"): SAME,
    ("Erlanger Medical Center|Chattanooga|TN", "Erlanger Western Carolina Hospital|Hospitalist"): SAME,
    ("Erlanger Medical Center|Chattanooga|TN", "Erlanger Auto Body|Mechanic"): None,
    ("Holston Valley Medical Center|Kingsport|TN", "Holston Medical Group|Internist|Kingsport|TN"): None,
    # the department that runs it
    ("Gallup Indian Medical Center|Gallup|NM", "Indian Health Service|Physician|Rockville|MD"): SAME,
    ("Naval Hospital Bremerton|Bremerton|WA", "Naval Medical Center San Diego|Intern"): SAME,
    # a company, and somebody who has gone
    ("Baxter Health|Mountain Home|AR", "Baxter Healthcare Corporation|Medical Science Liaison"): None,
    ("Loring Hospital|Sac City|IA", "Loring Hospital|Hospitalist until 2020, now at Unity|Sac City|IA"): None,
}  # fmt: skip


def ask_registers(con):
    people, work, postings = [], [], []
    for n, (post, contact) in enumerate(PAIRS):
        employer, city, state = post.split("|")
        name, title, *place = contact.split("|")
        record = f"r{n}"
        postings.append({"posting_id": record, "board": "h", "board_posting_id": record, "title": f"Physician {n}", "employer_name": employer, "employer_kind": "employer",
                         "profession": "physician", "city": city, "state": state, "reference": record, "first_seen": "2026-11-20 10:00:00+00"})  # fmt: skip
        people.append({"record_id": record, "source": "roster", "owner": "me", "name": f"Person {chr(65 + n)}ustinov"})
        work.append({"record_id": record, "kind": "work", "organisation_name": name, "title": title, "is_current": True, "as_of": "2026-11-01",
                     **dict(zip(("city", "state"), place, strict=False))})  # fmt: skip
    people.append({"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"})
    linking.fill(con, "core.posting", postings)
    linking.fill(con, "raw.person_record", people)
    linking.fill(con, "raw.affiliation_record", work)
    con.execute("insert into raw.me values ('Ana Ruiz', null, [])")


@pytest.fixture(scope="module")
def said(asked):
    opening.build(asked)
    person.build(asked)
    insider.build(asked, linking.TODAY)
    rows = asked.execute("""
        select posting_id, person, relation from core.insider join core.opening using (opportunity_id)
        where confidence >= 0.8 and relation in ('works there', 'decision maker', 'works in the same system')
    """).fetchall()
    return {(posting, name[7]): relation for posting, name, relation in rows}


@pytest.mark.parametrize(("n", "pair"), list(enumerate(PAIRS)), ids=[" | ".join(pair) for pair in PAIRS])
def test_of_whom_is_said_that_they_work_for_the_same_owner(said, n, pair):
    relation, expected = said.get((f"r{n}", chr(65 + n))), PAIRS[pair]
    assert relation in expected if isinstance(expected, tuple) else relation == expected
