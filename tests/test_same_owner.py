"""Who works for the owner of an opening's house, at another of its sites, or under another of its names: never there. Of a
school of medicine, who sees patients at its hospital does so there."""

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
    ("Optum (The Everett Clinic)|Everett|WA", "The Everett Clinic|Family physician"): THERE,
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
    # a hospital before its owner, which is called like a group, and its group
    ("Samaritan Hospital - St. Peter's Health Partners|Troy|NY", "Samaritan Hospital|Hospitalist|Troy|NY"): THERE,
    ("Samaritan Hospital|Troy|NY", "Samaritan Hospital - Medical Group|Internist|Troy|NY"): SAME,
    # who lives in the next town, at the one hospital of the state, or not 25 miles away, that is called so; at one of two
    ("Perham Health|Perham|MN", "Perham Health|Family Physician|New York Mills|MN"): THERE,
    ("St. Joseph's Hospital|Highland|IL", "St. Joseph's Hospital|Hospitalist|Glen Carbon|IL"): THERE,
    ("St. Joseph's Hospital|Highland|IL", "St. Joseph's Hospital|Hospitalist|Rockford|IL"): None,
    ("Barnes-Jewish Hospital|Saint Louis|MO", "Barnes-Jewish Hospital|Surgeon|Edwardsville|IL"): THERE,
    ("St. Mary's Medical Center|Duluth|MN", "Community Hospital|Surgeon|Superior|WI"): None,
    ("Perham Health|Perham|MN", "Perham Health|Family Physician|Fargo|ND"): None,
    # a region of a system is none of its houses
    ("Trinity Health Ann Arbor Hospital|Ann Arbor|MI", "Trinity Health Michigan|Regional CMO"): SAME,
    ("TriStar Centennial Medical Center|Nashville|TN", "TriStar Health|Physician"): SAME,
    ("Prisma Health Richland Hospital|Columbia|SC", "Prisma Health Midlands|Hospitalist"): SAME,
    # a system's house by all the words of its town, of two the one that bears them all
    ("Kaiser Permanente Santa Clara Medical Center|Santa Clara|CA", "Kaiser Permanente Santa Clara|Internist"): THERE,
    ("Kaiser Permanente Redwood City Medical Center|Redwood City|CA", "Kaiser Permanente Redwood City|Internist"): THERE,
    ("Kaiser Permanente|Vallejo|CA", "Kaiser Permanente Vallejo|Physiatrist"): THERE,
    # a school of medicine with its giver's name, or its town's
    ("Prisma Health Richland Hospital|Columbia|SC", "University of South Carolina School of Medicine Columbia|Associate Professor of Surgery"): THERE,
    ("Barnes-Jewish Hospital|St. Louis|MO", "Washington University School of Medicine in St. Louis|Professor of Medicine"): THERE,
    # the department that runs it
    ("Gallup Indian Medical Center|Gallup|NM", "Indian Health Service|Physician|Rockville|MD"): SAME,
    ("Naval Hospital Bremerton|Bremerton|WA", "Naval Medical Center San Diego|Intern"): SAME,
    # a school of medicine and its hospital: who sees patients, and who does not; another hospital; another town, another school
    ("Michigan Medicine|Ann Arbor|MI", "University of Michigan Medical School|Clinical Instructor"): THERE,
    ("Strong Memorial Hospital|Rochester|NY", "University of Rochester|Chief Resident, Emergency Medicine"): THERE,
    ("University of Iowa Hospitals and Clinics|Iowa City|IA", "University of Iowa|Department of Surgery, Clinical Professor"): THERE,
    ("University of Iowa Hospitals and Clinics|Iowa City|IA", "University of Iowa|Clinical Associate Professor, Pediatrics"): THERE,  # its children are there
    ("University of Iowa Hospitals and Clinics|Iowa City|IA", "University of Iowa|Director of Undergraduate Admissions"): None,
    ("University of Iowa Hospitals and Clinics|Iowa City|IA", "University of Iowa|Professor of Surgery|Des Moines|IA"): SAME,
    ("Yale New Haven Hospital|New Haven|CT", "Yale University School of Medicine|Postdoctoral Fellow"): SAME,
    ("Yale New Haven Hospital|New Haven|CT", "Yale Medicine|Cardiologist"): THERE,
    ("UCHealth Memorial Hospital Central|Colorado Springs|CO", "University of Colorado School of Medicine|Assistant Professor of Surgery"): SAME,
    # one that is somebody else's, which the school staffs
    ("Barnes-Jewish Hospital|St. Louis|MO", "Washington University School of Medicine|Assistant Professor of Surgery"): THERE,
    ("Barnes-Jewish Hospital|St. Louis|MO", "Washington University School of Medicine|Research Assistant Professor, Genetics"): None,
    ("Washington University Physicians|St. Louis|MO", "WashU Medicine|Assistant Professor of Medicine|St. Louis|MO"): THERE,
    # of several hospitals none is meant
    ("Harborview Medical Center|Seattle|WA", "University of Washington|Professor of Medicine|Seattle|WA"): SAME,
    ("Massachusetts General Hospital|Boston|MA", "Harvard Medical School|Assistant Professor of Medicine"): None,
    ("Upstate University Hospital|Syracuse|NY", "Stony Brook University|Assistant Professor of Surgery"): None,
    # the Veterans' clinic in another town than its hospital, whatever the posting says beside it
    ("Twin Falls VA Clinic (Boise VAMC)|Twin Falls|ID", "Boise VAMC|Internist"): SAME,
    ("Boise VA Medical Center|Boise|ID", "Twin Falls VA Clinic|Internist|Twin Falls|ID"): SAME,
    # a practice before its owner's name
    ("Charlotte Radiology|Charlotte|NC", "Charlotte Radiology (US Radiology Specialists)|Radiologist"): THERE,
    # a Permanente group without a town, and by its letters in one
    ("The Permanente Medical Group|Oakland|CA", "Permanente Medical Group, Inc.|Internist"): SAME,
    ("Kaiser Permanente Fontana Medical Center|Fontana|CA", "SCPMG|Internist|Fontana|CA"): THERE,
    # a firm that is no house of a like name
    ("Scripps Mercy Hospital|San Diego|CA", "Scripps Research|Postdoc, Immunology"): None,
    # another trade under a firm's word; two houses of one owner that are called alike but for their towns
    ("Oak Street Health|Chicago|IL", "Oak Street Dental|Dentist"): None,
    ("Oak Street Health|Chicago|IL", "Oak Street Orthodontics|Dentist|Chicago|IL"): None,
    ("Larchmoor Dental|Akron|OH", "Larchmoor Dental Care|Dentist|Akron|OH"): THERE,
    ("Anaheim Global Medical Center|Anaheim|CA", "Orange County Global Medical Center|Surgeon"): SAME,
    # a hospital's word before a town where its owner has nothing
    ("Wynn Hospital|Utica|NY", "Wynn Las Vegas|Nurse"): None,
    ("Maine Medical Center|Portland|ME", "Maine Medical Center Biddeford|Nurse"): SAME,
    # a company, and somebody who has gone
    ("Baxter Health|Mountain Home|AR", "Baxter Healthcare Corporation|Medical Science Liaison"): None,
    ("Loring Hospital|Sac City|IA", "Loring Hospital|Hospitalist until 2020, now at Unity|Sac City|IA"): None,
}  # fmt: skip


def named(n):
    """Names that no two of share a word."""
    return f"{'BDFGKLMNPRSTVZ'[n % 14]}el{'aeiou'[n // 14]}v {'BDFGKLMNPRSTVZ'[n % 14]}or{'aeiou'[n // 14]}nsky"


def ask_registers(con):
    people, work, postings = [], [], []
    for n, (post, contact) in enumerate(PAIRS):
        employer, city, state = post.split("|")
        name, title, *place = contact.split("|")
        record = f"r{n}"
        postings.append({"posting_id": record, "board": "h", "board_posting_id": record, "title": f"Physician {n}", "employer_name": employer, "employer_kind": "employer",
                         "profession": "physician", "city": city, "state": state, "reference": record, "first_seen": "2026-11-20 10:00:00+00"})  # fmt: skip
        people.append({"record_id": record, "source": "roster", "owner": "me", "name": named(n)})
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
    return {(posting, name): relation for posting, name, relation in rows}


@pytest.mark.parametrize(("n", "pair"), list(enumerate(PAIRS)), ids=[" | ".join(pair) for pair in PAIRS])
def test_of_whom_is_said_that_they_work_for_the_same_owner(said, n, pair):
    relation, expected = said.get((f"r{n}", named(n))), PAIRS[pair]
    assert relation in expected if isinstance(expected, tuple) else relation == expected
