"""What stands behind or before a name and is no part of it, each as people write it; and names of the same letters."""

import pytest

from curbside.network import credentials, names

BEHIND = """MD DO MBBS MBBCh MBChB BMBS MDCM DNB DCH FRCP FRCS FRCPC FRCSC FRCA FRCR MRCP MRCS MRCPCH MRCOG FACC FACS FACP FACHE FAAP FACOG FAHA FSCAI FASN FCCP FACEP FAPA FAAN FAHM SFHM FHM FAAFP FHRS FASE FSVM FASGE
    FACG FACR FASCO FIDSA FACMG FAANS FACMS FAAD FAAOS FASA FCAP FACT FAMS FAFP MPH MSPH MSPT MS MSc MA MBA MHA MHS MHSA MPA MPP MM MMM CPE PhD DPhil DSc ScD EdD JD Esq DVM VMD RN NP APRN ARNP FNP FNP-C FNP-BC AGNP AGACNP-BC
    ACNP ACNP-BC PMHNP PMHNP-BC DNP CRNA CNM CNS PA PAC PA-C MPAS MSPAS PharmD RPh BCPS DDS DMD DPM OD DC PsyD DPT PT OTR OT LCSW LMSW MSW LPC LMFT MFT MSN BSN CCRN BA BS BSc BTech CPC CMPE FACMPE CPA RD LDN RDN CMD FAEM FAAEM
    FASCRS FESC IBCLC RPVI MSCI MScD DM MEng MEd MSEd MMed MMSc MMedSc MChE LLM LLB BPharm DPharm AuD SLP CCC-SLP EMT CFA PMP MSCR MS-HQS CMQ CPHQ ND CCD Diplomate BCh BAO DTM DTMH FACPM FACOEM FCPS MCPS FRACP FRACGP FRCPsych
    MRCPsych MRCGP FRCEM FRCPath FRCPCH MBChB CSC DrSc CRNP CNP ACNPC CCNS RNFA CWON RVT RDCS RT LVN LPN CMA""".split()
# … that no list has: what looks like a degree is one
DEGREES = "BPharm MSci DEng EdM DrPH EMBA MPhil DLitt MPsych BNurs MBus BTh MSurg MRes MStat BHSc DClinPsy EdS ThD DipABLM DMedSc".split()
# In small letters behind a space these are names as well
NAMES_TOO = "DO DCH MS MA MM NP PA OD DC PT OT BA RD DM MEd ND BAO RT".split()
GENERATIONS = "Jr / Sr. / II / III / IV / 2nd / 4th".split(" / ")
BEFORE = """Dr Drs Doctor Prof Professor Mr Mrs Ms Miss Mx Sir Dame Rev Hon Herr Frau Mme Mlle Sig Dra Prof-Dr Univ-Prof Priv-Doz Dipl-Ing Dott Dottssa Ing MUDr JUDr RNDr PhDr MVDr Mgr Prim Primarius Lek Dr-Ing
    LTC LtCol COL MAJ CAPT CPT LT 1LT 2LT CDR CMDR LCDR LTJG SGT SSGT GEN ADM RADM BRIG BG MG SFC""".split()
RANKS = "Captain / Colonel / Commander / Lieutenant / Sergeant / Admiral / Brigadier / Sister / Associate Professor / Assistant Professor / Adjunct Professor / Clinical Professor / Emeritus Professor / Full Professor / Visiting Professor / Prof. Dr. med. / Dr. rer. nat. / Dr. phil. / Dr. hc. / Prof. Dr. habil. / Dr. dent. / Univ.-Prof. Dr. med. univ. / Prof. Dr. med. hab. / Dr. mult. / PD Dr. / PD".split(" / ")  # fmt: skip
REMARKS = """Cardiologist / Psychiatrist / Pediatrician / PGY-2 Resident / Cardiology Fellow / Attending / Doctor / Nurse / Medical Director / Chair / Chief / Professor / Hiring / Recruiter / Manager / Consultant / Founder / President
    / Retired / Emeritus / Student / Candidate / Board Certified / Certified / Sleep Specialist / Internal Medicine / Cardiology / Surgery / Oncology / Pediatrics / Anesthesia / Radiology / Pathology / Neurology / Psychiatry / Urology
    / Gastroenterology / '81 / class of 2011 / the late / late / deceased / died 2020 / d. 2020 / in memoriam / on leave / on sabbatical / part-time / transferred 2020 / withdrew / left 2020 / moved to Ohio / preliminary / categorical
    / co-chief / incoming / former / interim / visiting / 2019-2022 / she/her / he/him / they/them / ze/zir / open to work / PGY-3""".replace("\n", " ").split(" / ")  # fmt: skip
BORN = """Ann Lind née Falk / Ann Lind (nee Falk) / Ann Lind (born Falk) / Ann Lind (formerly Falk) / Ann Lind, f. Falk / Ann Lind (född Falk) / Ann Lind (født Falk) / Ann Lind (z domu Falk) / Ann Lind (nata Falk) / Ann Lind (nacida Falk)
    / Ann Lind (nascida Falk) / Ann Lind (geb. Falk) / Ann Lind (geboren Falk) / Ann Lind (geborene Falk) / Ann Lind (fka Falk) / Ann Lind f/k/a Falk / Ann Lind (maiden name: Falk)""".replace("\n", " ").split(" / ")  # fmt: skip
PRONOUNS = "she/her / he/him / they/them / she/hers / he/his / they/their / they/theirs / ella/she / él/he / ze/zir / xe/xem / she/they / her/hers / him/his / them/they / she/any / she/her/hers / he/ella / he/él".split(
    " / "
)
ALSO = """Ann Do / Ann Ma / Bo Med / Ann Pa / Ann Ba / Ann Od / Bo Rand / Ann Mm / Jo Act / Ann Doc / Major Lind / Dean Lind / Gene Lind / Sterling Lind / Mac Lind / Maj Ann Lind / Col Ann Lind / Adm Ann Lind""".split(
    " / "
)


@pytest.mark.parametrize("credential", BEHIND)
def test_a_credential_behind_a_name_is_no_part_of_it(credential):
    assert names.parse(f"Ann Lind, {credential}").name == "Ann Lind"
    assert names.parse(f"Ann Lind {credential.upper()}").name == "Ann Lind"
    small = f"Ann Lind {credential.lower()}"
    assert names.parse(small).name == (small if credential in NAMES_TOO else "Ann Lind")


@pytest.mark.parametrize("degree", DEGREES)
def test_what_looks_like_a_degree_is_no_part_of_a_name(degree):
    assert names.parse(f"Ann Lind, {degree}").name == "Ann Lind"


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_generation_is_a_part_of_a_name_and_none_of_the_family(generation):
    found = names.parse(f"Ann Lind {generation}")
    assert (found.name, found.family) == (f"Ann Lind {generation}", "Lind")


@pytest.mark.parametrize("title", [*BEFORE, *RANKS])
def test_a_title_or_rank_before_a_name_is_no_part_of_it(title):
    assert names.parse(f"{title} Ann Lind").name == "Ann Lind"


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_behind_a_name_is_no_part_of_it(remark):
    assert names.parse(f"Ann Lind, {remark.strip()}").name == "Ann Lind"


@pytest.mark.parametrize("text", BORN)
def test_the_name_before_marriage_is_kept_apart(text):
    assert names.parse(text.strip()).name == "Ann Lind" and credentials.born(text.strip()) == "Falk"


@pytest.mark.parametrize("pronouns", PRONOUNS)
def test_pronouns_are_no_part_of_a_name(pronouns):
    assert names.parse(f"Ann Lind ({pronouns})").name == "Ann Lind"


@pytest.mark.parametrize("name", ALSO)
def test_a_name_of_the_same_letters_stays(name):
    assert names.parse(name).name == name


@pytest.mark.parametrize(("text", "name"), [("د. سارة علي", "سارة علي"), ("دكتور سارة علي", "سارة علي"), ("доктор Анна Линд", "Анна Линд"), ("проф. Анна Линд", "Анна Линд")])  # fmt: skip
def test_a_title_in_another_script(text, name):
    assert names.parse(text).name == name


@pytest.mark.parametrize("letters", ["Ph. D.", "Ph. D", "MD, Ph. D.", "Pharm. D.", "Psy. D.", "M. D.", "M. D., Ph. D."])
def test_a_degree_may_have_a_blank_within(letters):
    assert names.parse(f"Ann Lind, {letters}").name == names.parse(f"Ann Lind {letters}").name == "Ann Lind"


def test_two_initials_are_no_degree():
    assert names.parse("Lind, Bo M. D.").given == "Bo M. D."
