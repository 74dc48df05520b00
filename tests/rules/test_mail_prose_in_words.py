"""Each word by which a recruiter's own mail is one opening, and by which another mail is none."""

from curbside.extractors.readers import prose

SAID = "We are hiring a cardiologist in Boise, ID. Salary is fair, and call is light in this town."
HEADS = {"From": "Kim Vance <kim@x.example>", "Subject": "Hello", "Date": "Fri, 20 Nov 2026 09:00:00 -0500", "Message-ID": "", "Reply-To": ""}  # fmt: skip


def each(words: str) -> list[str]:
    return [word.strip() for word in words.replace("\n", " ").split(" / ")]


def one(body: str, **heads: str) -> dict | None:
    """The mail's opening."""
    found = prose.read({**HEADS, **heads}, [], [body])
    return found[0] if found else None


ROLES = each("""physician / hospitalist / nocturnist / intensivist / internist / surgeon / proceduralist / locum / locum tenens / nephrologist / podiatrist / geriatrician / osteopath
    / family medicine doctor / internal medicine doctor / emergency medicine doctor / sleep medicine doctor / pain medicine doctor / sports medicine doctor / palliative care doctor
    / addiction medicine doctor / hospital medicine doctor / critical care medicine doctor / geriatric medicine doctor / occupational medicine doctor / urgent care medicine doctor
    / primary care medicine doctor / ob/gyn / ob-gyn / pediatrics doctor / cardiology doctor / neurology doctor / oncology doctor / urology doctor / dermatology doctor / radiology doctor / psychiatry doctor
    / anesthesiology doctor / gastroenterology doctor / nephrology doctor / rheumatology doctor / endocrinology doctor / pulmonology doctor / surgery doctor / medical director / MD/DO
    / chief medical officer""")  # fmt: skip
NO_ROLES = each("nurse / receptionist / software engineer / biller / chef")
# A mail of a cardiologist that speaks of a job in two words more
OFFERS = each("""An opportunity. / An opening. / The position. / The role. / A practice. / We recruit. / Recruiting now. / Hiring now. / Seeking you. / Looking for you. / Join us. / The salary.
    / The compensation. / The base. / A sign-on. / Sign on soon. / RVUs. / A partnership. / Light call. / A schedule. / The benefits. / Send your CV. / Relocation. / Employed. / Coverage.
    / An assignment. / Locums. / Two shifts. / Per hour. / $200/hr / $200/hour / Needed soon.""")  # fmt: skip
NOT = each("""Thank you for applying. / Thank you for your application. / Your application is here. / Application received. / Application status: open. / Your interview with us. / The interview on Monday.
    / The interview is on. / Reset your password. / Verify your address. / The invoice. / A webinar. / Our survey. / Our newsletter. / Unsubscribe from all mails. / A conference. / Earn CME credits. / Out of office.
    / Automatic reply. / Delivery status: failed.""")  # fmt: skip
ELSE = each("""Physician mortgages. / Home loans. / Refinance now. / Refinancing made easy. / An advisory board. / Opinion leaders. / Market research. / An honorarium. / Expert witness work. / An expert network. / A paid study.
    / A paid survey of doctors. / A paid interview. / Disability insurance. / Life insurance. / For investors. / An investment. / Our speakers bureau. / A clinical trial.""")  # fmt: skip
ROBOTS = each("no-reply@x.example / noreply@x.example / do-not-reply@x.example / donotreply@x.example / mailer-daemon@x.example / postmaster@x.example / notifications@x.example / alerts@x.example / news@x.example / newsletter@x.example / jobs-listings@x.example")  # fmt: skip
SOUGHT = each(
    """seeking / looking for / recruiting / hiring / searching for / in search of / adding / needing / who need / opening for / position for / opportunity for / role for"""
)
BEHIND = each(
    "to join us / in Boise / at Elm / for May / with us / who cares / near Boise / on nights / that lasts / position now / opportunity now / opening now"
)
HOUSES = each("""Loring Hospital / Loring Health / Loring Healthcare / Loring Health System / Loring Health Network / Loring Health Partners / Loring Medical Center / Loring Medical Group / Loring Clinic
    / Loring University / Loring Physicians / Loring Associates / Loring Infirmary / Loring Children's / University of Loring Hospital / Hospital of the Loring Clinic / Loring and Elm Hospital / Loring & Elm Hospital""")  # fmt: skip
ENDS = each(
    "-- / Best regards, / Kind regards / Warm regards / Many regards / Best wishes, / Regards, / Wishes, / Thanks, / Thank you! / Sincerely, / Cheers / Best, / Respectfully, / Warmly, / Talk soon,"
)
JOBS = each("""Senior Recruiter / Head of Recruitment / Lead, Recruiting / Search Consultant / Director / Account Manager / Coordinator / Physician Liaison / Sourcing Specialist / Chief of Medicine / Department Chair / Partner / President
    / Talent Lead / Administrator""")  # fmt: skip
SUBJECTS = [
    ("Re: Cardiologist", "Cardiologist"), ("Fw: Cardiologist", "Cardiologist"), ("FWD: Cardiologist", "Cardiologist"), ("AW: Cardiologist", "Cardiologist"), ("TR: Cardiologist", "Cardiologist"), ("[EXT] Cardiologist", "Cardiologist"),
    *((f"Cardiologist {word}", "Cardiologist") for word in each("needed / wanted / opportunity / opening / position / job")),
    *((f"{word} Cardiologist", "Cardiologist") for word in each("New / Exciting / Great / Urgent / Immediate / Locum need: / Locums needed: / Locum needs")),
    ("Cardiologist | Nice lake", "Cardiologist"), ("Cardiologist! Nice lake", "Cardiologist"), ("Nice lake • Cardiologist", "Cardiologist"), ("Cardiologist in Boise", "Cardiologist"), ("Cardiologist near Boise", "Cardiologist"),
    ("Cardiologist at Elm", "Cardiologist"), ("Elm: Cardiologist", "Cardiologist"), ("Nice lake - Cardiologist", "Cardiologist"), ("Locums - Cardiologist", "Cardiologist"), ("Cardiologist $500k-$600k", "Cardiologist"),
]  # fmt: skip
BARE = each("an / a / the / BC/BE / BE/BC / board-certified / board eligible / full-time / part-time")


def test_a_mail_that_seeks_a_physician_is_an_opening():
    assert [role for role in ROLES if not one(f"We are hiring a {role} in Boise, ID. Salary is fair, and call is light in this town.")] == []  # fmt: skip
    assert [role for role in NO_ROLES if one(f"We are hiring a {role} in Boise, ID. Salary is fair, and call is light in this town.")] == []  # fmt: skip


def test_three_words_of_a_job_are_asked():
    body = "For a friend of Boise, by the lake and the hills, in a town of good schools. Housing. A bonus. {}"
    assert one(body.format("A lake."), Subject="Cardiologist") is None
    assert [word for word in OFFERS if not one(body.format(word), Subject="Cardiologist")] == []
    body = body.replace("Housing", "The role")
    assert one(body.format("Housing."), Subject="Cardiologist") and one(body.format("An Idaho license."), Subject="Cardiologist")  # fmt: skip


def test_a_mail_about_something_else_is_none():
    assert [words for words in NOT if one(f"{SAID} {words}")] == []
    assert [words for words in ELSE if one(f"{words} {SAID}")] == []
    assert [sender for sender in ROBOTS if one(SAID, From=f"Kim Vance <{sender}>")] == []
    assert one(f"{SAID} The town has a trial court and a study hall; we reply within a day.")


def test_the_title_is_what_is_sought():
    titles = {words: one(f"We are {words} a cardiologist to join us. Salary is fair, call is light, no buy-in here.") for words in SOUGHT}  # fmt: skip
    assert {words: said and said["title"] for words, said in titles.items()} == dict.fromkeys(SOUGHT, "cardiologist")
    titles = {words: one(f"We are hiring a cardiologist {words}. Salary is fair, and call is light in this town.") for words in BEHIND}  # fmt: skip
    assert {words: said and said["title"] for words, said in titles.items()} == dict.fromkeys(BEHIND, "cardiologist")
    titles = {words: one(f"We are hiring {words} cardiologist, and soon. Salary is fair, and call is light in this town.") for words in BARE}  # fmt: skip
    assert {words: said and said["title"] for words, said in titles.items()} == dict.fromkeys(BARE, "cardiologist")
    whose = each("an / another / its next / their next / our next")
    titles = {words: one(f"We are seeking {words} cardiologist to join us. Salary is fair, and call is light in town.") for words in whose}  # fmt: skip
    assert {words: said and said["title"] for words, said in titles.items()} == dict.fromkeys(whose, "cardiologist")


def test_a_subject_is_read_without_what_sells():
    found = [(subject, (one(SAID, Subject=subject) or {}).get("title")) for subject, _ in SUBJECTS]
    assert [one for one, wanted in zip(found, SUBJECTS, strict=True) if one != wanted] == []


def test_the_employer_is_named_by_a_house():
    found = {house: one(f"{SAID} You would work with {house} there.") for house in HOUSES}
    assert {house: said and said["employer"] for house, said in found.items()} == {house: house for house in HOUSES}
    before = each("at / with / for / join / joining / on behalf of / of")
    found = {word: one(f"{SAID} Come {word} Loring Hospital there.") for word in before}
    assert {word: said and said["employer"] for word, said in found.items()} == dict.fromkeys(before, "Loring Hospital")
    hires = each(
        "seeking / recruiting / looking / hiring / searching / adding / now seeking / currently seeking / actively seeking"
    )
    found = {word: one(f"Loring Hospital is {word} a cardiologist. A good role, fair salary, light call; we are hiring a cardiologist.") for word in hires}  # fmt: skip
    assert {word: said and said["employer"] for word, said in found.items()} == dict.fromkeys(hires, "Loring Hospital")


def test_the_signature_begins_behind_the_words_of_parting():
    mail = f"{SAID}\n{{}}\nRo Vance\nHead of nothing\n208-555-0100"
    found = {end: one(mail.format(end), From="kim@x.example") for end in ENDS}
    assert {end: said and (said["contact_name"], said["description"]) for end, said in found.items()} == dict.fromkeys(ENDS, ("Ro Vance", SAID))  # fmt: skip


def test_the_writers_job_is_a_line_of_the_signature():
    mail = f"{SAID}\nThanks,\nKim Vance\n{{}}\n208-555-0100"
    found = {job: one(mail.format(job)) for job in [*JOBS, "Ice skater"]}
    assert {job: said and said["contact_role"] for job, said in found.items()} == {j: j for j in JOBS} | {"Ice skater": None}  # fmt: skip
