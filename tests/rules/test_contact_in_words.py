"""Each word by which a posting's text names whom to write to or call, and each that is nobody's name."""

import polars as pl

from curbside.transforms import contact

FIELDS = ["contact_name", "contact_role", "contact_email", "contact_phone"]
# Before a name
TO = (
    """
Contact Jane Doe / contact Jane Doe / Contact information: Jane Doe / CONTACT Jane Doe / Reach out to Jane Doe / reach out to Jane Doe / Email Jane Doe / e-mail Jane Doe / CV to Jane Doe / CVs to Jane Doe
/ Resume to Jane Doe / resumes to Jane Doe / References to Jane Doe / references to Jane Doe / vitae to Jane Doe / Inquiries to Jane Doe / inquiries to Jane Doe / Questions to Jane Doe / questions to Jane Doe
/ Attn: Jane Doe / attn Jane Doe / Attention: Jane Doe / attention Jane Doe / Contact our recruiter, Jane Doe / Contact me, Jane Doe / Contact your recruiter, Jane Doe / Contact Dr. Jane Doe / Contact Mr. Jane Doe
/ Contact Ms. Jane Doe / Contact Mrs. Jane Doe / Contact Miss Jane Doe / Contact: Jane Doe / Call Jane Doe at 555-010-0199 / call Jane Doe at 555-010-0199 / CALL Jane Doe at 555-010-0199 / Text Jane Doe at 555-010-0199
/ text Jane Doe at 555-010-0199 / TEXT Jane Doe at 555-010-0199 / Call or text Jane Doe at 555-010-0199 / Call/Text Jane Doe at 555-010-0199 / Call & email Jane Doe at 555-010-0199 / Call and e-mail Jane Doe at 555-010-0199
/ Text or call Jane Doe at 555-010-0199 / Text or Call Jane Doe at 555-010-0199 / Call or TEXT Jane Doe at 555-010-0199 / Speak with Jane Doe at 555-010-0199 / speak with Jane Doe on 555-010-0199 / Recruiter: Jane Doe, 555-010-0199
/ recruiter Jane Doe at 555-010-0199 / Call Jane Doe, directly at 555-010-0199 / Call Jane Doe direct at 555-010-0199 / Call Jane Doe @ 555-010-0199 / Call Jane Doe directly 555-010-0199
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
ROLES = (
    """
Recruiter / Physician Recruiter / Director of Physician Recruitment / Vice President for Physician Recruitment / Talent and Recruitment Manager / Talent & Recruitment Manager / Search Consultant / Director / Practice Manager / Coordinator / Chair / Chairman
/ Chief / Administrator / Strategist / Specialist / Physician Liaison / President / Recruitment Officer / Partner / CEO / CMO / Senior Director / Physician Recruitment / Director of Elm Valley
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
LETTERS = "MD DO RN MBA CPRP FASPR MHA".split()
# Capitals before a role are its own
OF_ROLE = "Senior Sr Vice Sourcing Director Manager Lead Principal Executive Associate Regional National Chief Physician Provider Talent".split()
# Two capitals behind "contact" that are nobody's name
NO_NAMES = (
    """
Us Today / Our Office / Human Resources / Resources Elm / Elm Today / Your Doctor / Elm Center / Elm Hospital / Elm Medical / Elm Health / Elm Department / Elm Office / Elm Information / Me Today / Elm Clinic / Elm University
/ Elm Physician / Elm Recruiting / Elm Staffing / Elm Group / Elm Talent / Elm Acquisition / Elm Team / Elm Now / Elm Services / Elm Schedule / Elm Details / Elm With / Elm For / Elm Direct / Elm Free / Please Elm / Elm Weekend
/ Elm Week / Elm Night / Elm Coverage / Elm Pay / Elm Is / No Elm / One Elm / Only Elm / Elm Email / Elm Phone / Elm Call / Elm Back / Elm Ratio / Elm Search / Elm Job / Elm Practice / Elm Locums / Elm Locum / Elm Provider / The Elm
/ Elm Or / Click Elm / Elm Here / Guaranteed Elm / Elm Base / Elm Salary / Elm Bonus / Signing Elm / Shared Elm / Equally Elm / Elm Potential / Competitive Elm / Full Elm / Part Elm / Elm Time / Elm Board / Elm Certified
/ Monday Elm / Elm Friday / Dear Elm / Hi Elm / Join Elm / Apply Elm / Send Elm / Resume Elm / New Elm / North Elm / South Elm / East Elm / West Elm / Elm County / Elm City / Elm Hospitalist / Elm Medicine
/ Elm Summary / Elm Duties / Elm Requirements / Elm Requirement / Elm Qualifications / Elm Candidates / Elm Candidate / Elm Benefits / Elm Benefit / Elm Overview / Elm Description / Elm Highlights / Elm Features / Elm Reference
/ Elm Location / Elm Life / Elm Lifestyle / Elm Community / Elm Area / Elm Airport / Elm State / Visit Elm / Elm Website / Elm Opportunity / Elm Position / Equal Elm / Elm Employer / Elm School / Elm Schools / Great Elm / Best Elm
/ Top Elm / Saint Elm / St Elm / Fort Elm / Elm Family / Elm Living / Elm National / Elm Park / Elm Lake / Elm River / Elm Mountain / Elm Valley / Elm Beach / Elm Bay / Elm Island / Elm Surgery / Elm Surgeon / Elm Pediatrics
/ Elm Cardiology / Elm Network / Elm System / Elm Systems
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
NOBODY_READS = (
    """
do.not.reply@elm.example / do-not-write@elm.example / do_not_use@elm.example / donotreply@elm.example / donotrespond@elm.example / donotemail@elm.example / donotsend@elm.example / donotcontact@elm.example
/ donotuse@elm.example / no-reply@elm.example / noreply@elm.example / no.email@elm.example / unmonitored@elm.example / not-monitored@elm.example / notmonitored@elm.example
""".replace("\n", " ")
    .strip()
    .split(" / ")
)


def contacts(texts):
    """name, role, e-mail and phone of each text."""
    rows = [dict.fromkeys(FIELDS) | {"description": text} for text in texts]
    return contact.contacts(pl.DataFrame(rows, schema=dict.fromkeys([*FIELDS, "description"], pl.String))).rows()


def test_whom_to_write_to_or_call():
    assert [
        one
        for one in zip(TO, contacts([f"Apply. {said} today." for said in TO]), strict=True)
        if one[1][0] != "Jane Doe"
    ] == []
    assert [got[0] for got in contacts(["We contact Elm Valley patients.", "Call 1:4, no contact."])] == [None, None]


def test_what_somebody_is_stands_behind_the_name():
    for form in (
        "Contact Jane Doe, {} at 555-010-0199",
        "Contact Jane Doe - {}",
        "Contact Jane Doe\n{}",
        "Contact Jane Doe ({})",
    ):
        got = contacts([form.format(role) for role in ROLES])
        assert [one for one in zip(ROLES, got, strict=True) if one[1][:2] != ("Jane Doe", one[0])] == [], form


def test_letters_behind_a_name_are_no_role():
    got = contacts([f"Contact Jane Doe, {letters}, Physician Recruiter" for letters in LETTERS])
    assert [one for one in zip(LETTERS, got, strict=True) if one[1][:2] != ("Jane Doe", "Physician Recruiter")] == []


def test_capitals_before_a_role_are_no_surname():
    got = contacts([f"Contact Jane Doe {word} Recruiter at 555-010-0199" for word in OF_ROLE])
    assert [one for one in zip(OF_ROLE, got, strict=True) if one[1][:2] != ("Jane Doe", f"{one[0]} Recruiter")] == []


def test_two_capitals_may_be_nobodys_name():
    got = contacts([f"Contact {said}, 555-010-0199" for said in NO_NAMES])
    assert [one for one in zip(NO_NAMES, got, strict=True) if one[1][0]] == []


def test_an_address_that_nobody_reads():
    got = contacts([f"Write to {address} today." for address in NOBODY_READS])
    assert [one for one in zip(NOBODY_READS, got, strict=True) if one[1][2]] == []
    assert contacts(["Write to donna.otti@elm.example today."])[0][2] == "donna.otti@elm.example"
