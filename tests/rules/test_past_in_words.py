"""Each word by which a title tells of a house that was left, and each by which it tells of none."""

from curbside.network import past

# Before the house, in a title beside today's employer
LEFT = (
    """
formerly / former / previously / previous / prev. / prev / past / prior / most recently / lately / last at / last with / ex- / Ex- / formerly at / formerly with / formerly of / Prior: / Was / Were / Was at / Was with / former CEO / former CMO
/ former CFO / former CNO / former COO / former VP / former PI / former staff / former chief / former chair / former chairman / former head / former vice chair / former associate / former assistant / former medical director / former director
/ former attending / former partner / former fellow / former resident / former faculty / former professor / former grad / former graduate / former hospitalist / former nurse / former clinical fellow / former intern / former trainee
/ former EM attending / former ED director / former ER attending / former IM attending / former FM attending / former OB attending / former ICU director / residency / fellowship / internship / trained at / residency, / my residency at / did residency at
/ completed fellowship at / his residency at / her fellowship at / former attending at / former attending with / former chief of / former director of quality at / former chief of surgery at / former fellow in hand surgery at
/ former attending in sleep medicine, / formerly 3 years / formerly 3 yrs / formerly several years / formerly many years
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# Behind it
OVER = (
    """
left 2019 / left in 2019 / 2012-2019 / 2012–19 / until 2019 / till 2019 / to 2019 / through 2019 / thru 2019 / residency / fellowship / internship / residency grad / residency graduate 2019 / fellowship trained / resident until 2019
/ until 2019, now elsewhere / until 2019, currently away / until 2019, presently away
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# Of no work there, or of none yet
NONE = (
    """
residency faculty, Quern Hospital / residency core, Quern Hospital / residency site, Quern Hospital / residency program, Quern Hospital / residency director, Quern Hospital / residency associate, Quern Hospital / residency clinic, Quern Hospital
/ residency lead, Quern Hospital / residency coordinator, Quern Hospital / residency applicant, Quern Hospital / residency candidate, Quern Hospital / residency training, Quern Hospital / residency education, Quern Hospital
/ incoming resident, residency at Quern Hospital / future residency at Quern Hospital / upcoming residency at Quern Hospital / applying, residency at Quern Hospital / match residency at Quern Hospital / matched residency at Quern Hospital / matching residency at Quern Hospital
/ interviewing, residency at Quern Hospital / starting residency at Quern Hospital / director, residency at Quern Hospital / faculty, residency at Quern Hospital / coordinator, residency at Quern Hospital / core, residency at Quern Hospital
/ former patient at Quern Hospital / former patient of Quern Hospital / former patients in Quern Hospital / former patient / former spouse, Quern Hospital / former donor, Quern Hospital / former volunteer, Quern Hospital / former volunteering, Quern Hospital / former observer, Quern Hospital
/ former extern, Quern Hospital / formerly shadowing, Quern Hospital / former member, Quern Hospital / former members, Quern Hospital / former president, Quern Society / former player, Quern Giants / former players, Quern Giants / former athlete, Quern College / former coach, Quern College
/ former captain, Quern Giants / former teacher, Quern College / former engineer, Quern Works / former attorney, Quern Law / former lawyer, Quern Law / former pilot, Quern Air / former paramedic, Quern Fire / former EMT, Quern Fire / former scribe, Quern Hospital
/ former Marine, Quern Base / former Army, Quern Base / former Navy, Quern Base / former Air Force, Quern Base / former military, Quern Base / former veteran, Quern Base / former NFL, Quern Giants / former NBA, Quern Giants / former NCAA, Quern Giants
/ former Division I, Quern Giants / former Peace Corps, Quern Land / former AMA, Quern Land / former board, Quern Hospital / former boards, Quern Hospital / former trustee, Quern Hospital / former trustees, Quern Hospital / former editor, Quern Journal
/ former candidate, Quern County / former student, Quern College / Formerly Surgery / Formerly Medicine / Formerly Nursing / Formerly Anesthesia / Former Officer / Formerly Operations / Formerly Education / Formerly Quality / Formerly Research / Formerly Staff
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# A house's own name has these
HOUSES = (
    """
University of Quern / Hospital for Quern Surgery / Surgeons of Quern / Specialists of Quern / Sisters of Quern / Children's of Quern / Childrens of Quern / Cardiologists of Quern / Quern Army Medical Center / Navy Hospital Quern / Army Community Hospital
/ Air Force Hospital Quern / Army Health Quern / Navy Clinic Quern / Quern Medical
""".replace("\n", " ")
    .strip()
    .split(" / ")
)


def houses(titles):
    return [[one.house for one in past.left(title)] for title in titles]


def test_a_house_that_was_left():
    said = [f"Surgeon; {before}{'' if before[-1] == '-' else ' '}Quern Oaks" for before in LEFT]
    assert [one for one in zip(said, houses(said), strict=True) if one[1] != ["Quern Oaks"]] == []
    said = [f"Surgeon; Quern Oaks {behind}" for behind in OVER]
    assert [one for one in zip(said, houses(said), strict=True) if one[1] != ["Quern Oaks"]] == []


def test_no_work_there_or_none_yet():
    said = [f"Surgeon; {text}" for text in NONE]
    assert [one for one in zip(said, houses(said), strict=True) if one[1]] == []


def test_a_house_whose_name_tells_of_a_role():
    said = [f"Surgeon; formerly {house}" for house in HOUSES]
    assert [one for one in zip(HOUSES, houses(said), strict=True) if one[1] != [one[0]]] == []
