"""Each way in which a posting speaks of teaching, loans, graduates, boards and work from home, and what only looks like it."""

import polars as pl

from curbside.transforms import terms

SCHEMA = {"title": pl.String, "categories": pl.List(pl.String), "employment": pl.List(pl.String), "description": pl.String}  # fmt: skip


def each(words: str) -> list[str]:
    return [word.strip() for word in words.replace("\n", " ").split(" / ")]


def read(titles: list[str], told: list[str | None], field: str) -> list:
    rows = [(title, [], [], text) for title, text in zip(titles, told, strict=True)]
    return terms.read(pl.DataFrame(rows, schema=SCHEMA, orient="row"))[field].to_list()


def of_titles(titles: str, field: str, wanted: object) -> list[tuple[str, object]]:
    """Titles of which something else is read, with that."""
    found = each(titles)
    return [(t, said) for t, said in zip(found, read(found, [None] * len(found), field), strict=True) if said != wanted]


def of_texts(texts: str, field: str, wanted: object) -> list[tuple[str, object]]:
    found = each(texts)
    said = read(["Hospitalist"] * len(found), [f"{text}." for text in found], field)
    return [(text, got) for text, got in zip(found, said, strict=True) if got != wanted]


def test_an_academic_post():
    assert of_titles("Academic Hospitalist / Academics / Faculty Cardiologist / Professor of Surgery / Professorship in Surgery / Clinician Educator / Clinician-Scientist / Clinician Investigators / Tenure Line Surgeon", "academic", True) == []  # fmt: skip
    assert of_texts("""A faculty appointment / A faculty position / You are a faculty member / A faculty rank / As faculty physicians / An academic appointment / By academic rank / An academic position / An academic title
        / As assistant professor / As associate professor / As full professor / As clinical professor / As clinical instructor / On tenure-track / A tenure track""", "academic", True) == []  # fmt: skip
    assert of_texts("An assistant to the team / A professor emeritus founded it / Our faculty is large / An academic town", "academic", False) == []  # fmt: skip
    assert of_titles("No academic duties: Hospitalist / Non-academic Surgeon / Surgeon without faculty duties / Surgeon, not an academic post / Non-faculty Hospitalist / Not a faculty post: Surgeon", "academic", False) == []  # fmt: skip


def test_a_fellowship():
    assert of_titles("""Hand Surgery Fellowship / Fellowships in Cardiology / Clinical Fellow / Research Fellow, Lab / Postdoctoral Fellow, Lab / Cardiology Fellow - Elm / Spine Surgery Fellow - Elm / Sports Medicine Fellow Elm / Fellow
        / Sleep Fellow (2027) / Sleep Fellow, Elm / Pain Fellows / Sleep Fellow in Boise / Sleep Fellow PGY-5 / Sleep Fellow 2027 / Sleep Fellow: Elm / Sleep Fellow - Elm / Sleep Fellow; Elm / Sleep Fellow / Sleep Fellow – Elm""", "fellowship", True) == []  # fmt: skip
    assert of_titles("""Fellowship Trained Surgeon / Surgeon, Fellowship Training / Surgeon, Fellowship Preferred / Surgeon, Fellowship Required / Fellowship Director / Fellowship Program Surgeon / Surgeon, Fellowship Faculty
        / Fellowship Coordinator / Surgeon, Fellowship Stipend / Surgeon, Fellowship Welcome / Surgeon, Fellowship a Plus / Surgeon, Fellowship Grads / Surgeon, Fellowship Graduates / Surgeon with Fellowship / Surgeon with a Fellowship
        / Surgeon, No Fellowship / Surgeon, Fellows Welcome / Surgeon, Fellows and Residents / Director of the Hand Fellowship / Surgeon, Resident/Fellows / Surgeon, Residents or Fellows / Surgeon, Residents & Fellows
        / Surgeon for Fellows / Surgeon to Fellows / Dean of Fellows / Surgeon, work with Fellows / Surgeon, teach Fellows / Surgeon, supervise Fellows / Surgeon, train Fellows / Surgeon for 2027 Fellows / Surgeon for 2027 sleep Fellows
        / Surgeon and Fellows / Surgeon, Residents and Fellows""", "fellowship", None) == []  # fmt: skip


def test_loans_repaid():
    assert of_texts("""Loan repayment / Loan re-payment / Loans repaid: loan repay / Loan forgiveness / We forgive: loan forgive / Loan reimbursement / Loan re-imbursement / Loan assistance / Loan support / Loan relief / Loan payback / Loan payoff
        / Help with student loans / A loan-repayment plan / A loan-forgiveness plan / Help with education loans / Your educational debt / Educational loan help / EDRP / PSLF / An NHSC site / Debt reduction program / Help with student debt""", "loan_repayment", True) == []  # fmt: skip
    assert of_texts("""We do not offer student loan repayment / The site does not qualify for loan repayment / The site is not eligible for loan forgiveness / We are not an option: are not included, do not include loan assistance / You will not have loan repayment
        / We do not provide loan forgiveness / We do not participate in loan repayment / No loan repayment / Without student loan repayment / No NHSC loan repayment / Not eligible for loan forgiveness / We have no any loan help, no loan assistance
        / Loan repayment is not available / Loan repayment not offered / Loan assistance program: not provided / Loan forgiveness are not eligible / Loan repayment: none / Loan repayment: no / Loan repayment n/a / Loan repayment unavailable""", "loan_repayment", False) == []  # fmt: skip
    assert of_texts("Loan repayment not specified / Loan forgiveness: not specified / Loan assistance is not specified / A loaner car / Mortgage loans", "loan_repayment", None) == []  # fmt: skip


def test_graduates():
    assert of_texts("""New grad / New grads / New graduates / Newly graduating physicians / Newly trained physicians / Recent grads / Recent graduates / Final year residents / Last-year fellows / Senior year residents / PGY-3 year residents / Graduating residents
        / Graduating fellows / Graduating physicians / Graduating in 2027 / Residents welcome / Residents welcomed / Fellows encouraged / Residents considered / Residents may apply / Fellows accepted / Residents are invited / Residents and fellows welcome
        / Residents or fellows are also welcome / Fellows & residents welcome / Residents finishing in 2027 may apply / Fellows completing training are welcome / Residents graduating in July are considered / Fellows finishing soon are encouraged
        / Residents completing training are invited / 2027 grads / 2027 graduates / 2027's new fellows / 2027 candidates / 2027 residents / All levels of experience / Any experience level / All experience levels / Experienced or new grads
        / Experienced or newer graduates / Experienced or new residents / Experienced or new physicians""", "new_grad", True) == []  # fmt: skip
    assert of_texts("""No new grads / No recent graduates / Not suitable for new grads / Not appropriate for new grads / Not ideal for recent grads / Not open to new grads / Not available to new grads / Not accepting new grads / Unable to accept new grads
        / Unable to consider new grads / Cannot accept new grads / Cannot consider recent grads / New grads are not considered / New graduates will not be considered / New grad not accepted / Experienced only / Experienced physicians only
        / Experienced candidates only / Experienced providers only / Experienced surgeons only / Two years of experience required / 3 years experience is required / 2 years' surgical experience minimum / Minimum of two years experience
        / Minimum 5 years of clinical experience / Minimum one year experience / Minimum three years' experience / Minimum of five years experience""", "new_grad", False) == []  # fmt: skip
    assert of_texts("""Mentor to new grads / Supervise the new grads / Teaching of new graduates / Train our new grads / Precept new grads / A stipend for senior-year residents / Available to mentor new grads / Teach final year residents""", "new_grad", None) == []  # fmt: skip


def test_boards():
    assert of_texts("""BC/BE / BE or BC / BC-BE / BC & BE / BC and BE / Board eligible / Board-eligibility / Board certified or eligible / Board certified/eligible / Board-certified (or eligible) / Board certified and board eligible / Board certified/BE
        / Board certification, BE / Board certification or soon eligible / Board certification / eligibility""".replace("certification / elig", "certification/elig"), "board_eligible", True) == []  # fmt: skip
    assert of_texts("""No board eligible / Not board-eligible / Board eligible candidates are not considered / Board-eligible will not do / BC only / Must be board certified / Must be BC / Must be ABMS board certified / Must be AOA board-certified
        / Board-certified only / Board certification is required / Board certification required / Board certified physicians only / Board certified candidates only""", "board_eligible", False) == []  # fmt: skip


def test_work_from_home():
    assert of_titles("""Remote Radiologist / Radiologist, Remotely / Telework Physician / Telecommuting Doctor / Telemedicine Physician / Tele-Health Doctor / Telepsychiatrist / Teleradiologist / Teleneurologist / Telehospitalist / Telestroke Doctor / Teledermatology
        / Work from Home Doctor / Work at your home Doctor / Doctor, from home / WFH Doctor / Virtual Doctor""", "remote", True) == []  # fmt: skip
    assert of_texts("""100% remote / Fully remote / Completely virtual / Entirely remote / All remote / Fully remotely / A remote position / A remote opportunity / A remote role / A remote job / Remote work / Remote reading / Remote teleradiology / Work remotely
        / Working from home / Work from anywhere / Work 100% remotely / Work fully from home / Work entirely from home / Work completely remotely / Work exclusively from home / 100% from home / Work-from-home / Telework eligible: yes / Telecommuting
        / TELECOMMUTE""", "remote", True) == []  # fmt: skip
    assert of_texts("""No remote work / Not a remote position / Non-remote / Not fully remote / No telework / No telecommuting / Not an remote job / Telework eligible: no / Telework no / Remote work is not available / Remote not possible / Remote work not offered
        / Remote is not permitted / 100% on-site / Fully onsite / Entirely in-person / On-site only / In-person only""", "remote", False) == []  # fmt: skip
    hybrid = """Remote and hybrid / Remote, days from home / Remote, three days remote / Remote: from home two days / Remote: at home up to one day / Remote: at home a few times / Remote, at home some days / Remote: from home 2 half-days / Remote: from home four days
        / On-site and remote / Remote Alaska / Remote area / Remote location / Remote communities / Remote village / Remote island / Remote site / Remote region / Remote rural town / Remote hospital / Remote town / Remote, partly remote / Remote, partially remote
        / Remote monitoring / Remote neuromonitoring / Remote access / Remote scribes / Remote / on-site""".replace("Remote / on-site", "Remote or on-site")  # fmt: skip
    assert of_titles(hybrid, "remote", None) == []
