"""What stands in a title between role and place: words of the position, of any employer, or of one."""

from curbside.extractors.readers import namedtitle

# Said of a position or of any employer
OF_ANY = """Nights / Night Shift / Days / Day Shift Only / Evening Shifts / Evenings / Weekend / Weekends Only / Weekday Hours / Weekdays / Four Week Block / Monthly Hours / Twelve Hour Shifts
    / Eight Hr Shift / Six Hrs / Per Month / Three Months / One Year / Two Years / Weekly Schedule / Swing Shift / Block Schedule / Rotating Shift / Flexible Schedule / Scheduled Hours / Full Time
    / Fulltime / Part Time / Parttime / Half Time / PRN / Per Diem / Locum Tenens / Locums / Permanent Position / Perm / Temporary Coverage Needed / Temp Contract / FTE / Short Term / Long Term / Moonlighting
    / Light Call / No Calls / Home Call / Backup Call / Sign On Bonus / Signing Bonuses / Retention Bonus / Relocation / Loan Repayment / Loan Forgiveness / Competitive Salary / Pay Guarantee / Paid Malpractice
    / High Income / Compensation / Low Volume / Benefits / Housing / RVU / WRVU / Visa Sponsor / Visas Sponsored / Visa Sponsorship Available / Visa Waiver / Welcome / Welcomed / Considered / Accepted / Required
    / Preferred / OK / New Grad / New Grads Welcome / Graduate / Graduates / Fellow / Fellows / Resident / Residents / Student / Students / Experienced / Experience Required / Senior / Junior / Associate / Assistant
    / MD / DO / MDs / DOs / NP / PA / APP / APPs / BC / BE / Board Certified / Board Eligible / Licensed / License Required / Level II / Level III / Level IV / Level V / Level I / Open ICU / Closed ICU / CCU / PICU
    / NICU / ED / ER / OB / GYN / GI / ENT / CC / IR / EP / Tele / Telehealth / Telemedicine / Telepsychiatry / Virtual / Remote / Hybrid / Onsite / On Site / Travel / Local / Immediate Need / Immediately / ASAP
    / Now Hiring / Hiring Now / Needs / Needed / Opening / Openings / Opportunity / Opportunities / Position / Positions / Role / Roles / Job / Jobs / Hire / Start / Starting Now / Priority / Hot Job / Exclusive / Featured
    / Req / Requisition / Ref / Reference ID / Number / Posting Code / Partnership Track / Partner / Leadership / Lead / Leader / Chief / Chair / Director / Head / Faculty / Professor / Instructor / Research / Clinical Educator
    / Program / Programs / Fellowship / Residency / Tenure Track / Team / Hand / Foot And Ankle / Spine / Knee / Hip / Shoulder / Joint / Joints / Sports / Adult / Adults / Child And Adolescent / Children And Adolescents
    / Geriatric / Neonatal / Perinatal / Pediatric / Cardiac / Cardiothoracic / Thoracic / Vascular / Stroke / Epilepsy / Breast / Skin / Eye / Retina / Cornea / Glaucoma / Kidney / Liver / Lung / Heart / Brain / Bone
    / Transplant / Oncologic / Robotic / Bariatric / Colorectal / Endoscopy / Invasive / Interventional / Noninvasive / Non Invasive / Diagnostic / Orthopedic / Orthopaedic / Orthopedics / Orthopaedics / Hospice / Palliative
    / Wound / Pain / Sleep / Critical / Infectious Diseases / Infectious Disease / Addiction / Nocturnal / Swingman / Provider / Providers / Doctor / Doctors / Specialist / Medicine / Obstetrics / Gynecology / Pathology
    / Anesthesia / Nuclear / Mammography / Body / Great Quality / Growing / Established / Beautiful / Busy / Life / Town / Lake / Close / Location / Locations / Ground Floor / Movement Disorders / Disorder / Peds / Med
    / Maternal Fetal / Hematology / Oncology / Free / Desirable / Excellent / Bed / Beds / MSK / Neuro / Neurology / Neurointerventional / Neurocritical / Cardiology / Imaging / Community / Academic / Access / Acute / Affiliated
    / Ambulatory / Behavioral / Children / Childrens / Children's / City / County / Critical Access / Emergency / Employed / Family / Federal / General / Inpatient / Large / Mental / Metro / Multi / Multispecialty / Nonprofit
    / Occupational / Outpatient / Private / Profit / Public / Qualified / Regional / Rural / Rehab / Rehabilitation / Single / Small / Specialty / State / Suburban / Surgical / Teaching / Trauma / Underserved / Urban / Urgent
    / Wellness / Women's / Womens / Men's / Primary Care / Based / Owned / Run / Services / Service / Office / Department / Dept / Division / Section / Unit / Facility / With A Team / Without Call / At Home / By The Lake
    / An Opening / From Home / For This Practice / Of The Group / To Our Team / Off Site / In Town / And Or / W / J Visa / H Visa / Per Month Only / A Level / Psychiatry / Surgery / Pediatrics / Radiology / Anesthesiology
    / Hospitalist / Nocturnist / Physician / Physicians / Surgeon / Surgeons / Priority Need / Centre / Center / Group / Groups / Practices / Systems"""
# … of which a house would be named, were a word of them not one of any
NO_HOUSE = """Teaching Hospital / Rural Hospitals Needed / Large Health System / Busy Healthcare Practice / Private Clinic / Community Clinics / Clinica / Centro Médico / Centro Medico / Medical Center
    / Medical Centre / Medical Group / Private Groups Network / Medical Associates / Private Practice Partners / Medical College / Research Institute / Hospital Network / Physician Foundation
    / Specialists Needed Group / Consultants Group / Staffing Group / Group LLC / Group Inc / Group PC / Group PLLC / Group Ltd / Growing Group Practice / H1B Hospital Sponsorship / J1 Hospital / W2 Hospital"""
HOUSES = """Elm Hospital / Elm Hospitals / Elm Health / OakHealth / Oakhealthcare / Elm Clinic / Elm Clinics / Clínica Olmo / Clinica Olmo / Centro Médico Olmo / Elm Medical Center / Elm Medical Centre / Elm Medical Group
    / Elm Medical Associates / Elm Medical Partners / Elm Medical College / Elm Medical / Elm Health Center / Elm Health Centre / Elm Cancer Center / Elm Cancer Centre / Elm University / Universities of Elm / Elm Physicians
    / Elm Associates / Elm Partners / Elm Institute / Elm Infirmary / Elm Permanente / Kaiser / Mayo / Elm Foundation / Elm Network / Elm Specialists / Elm Consultants / Elm Staffing / Elm Group / Elm System / Elm College / Elm LLC
    / Elm Inc / Elm PC / Elm P.C / Elm PLLC / Elm Ltd / Elm VA / Elm P.A / St. Olga / St Olga / Saint Olga / Mt. Elm / Quern Oak Vale LLC / VA"""
UNTOLD = """Vituity / Elm / Quernmoor / University Hospital / Community General Hospital / Regional Hospital / General Hospital / Children's Hospital / County Hospital / University Health Center / Community Health System
    / Regional Medical Center"""
NEAR = "Near Boise / Close to Boise / In Boise / At Boise / With Housing / Just Boise / Minutes from Boise / Up to Boise / Outside Boise / Only Boise / $500k Elm / 10% Elm / Elm+"


def each(words: str) -> list[str]:
    return [word.strip() for word in words.replace("\n", " ").split(" / ")]


def of(texts: str, wanted: bool | None) -> list[tuple[str, bool | None]]:
    """Texts that are taken for something else, with what."""
    return [(text, said) for text in each(texts) if (said := namedtitle.is_employer(text)) is not wanted]


def test_what_is_said_of_a_position_or_of_any_employer_names_none():
    assert of(OF_ANY, False) == []
    assert of(NO_HOUSE, False) == []
    assert of(NEAR, False) == []


def test_a_house_is_an_employer():
    assert of(HOUSES, True) == []


def test_a_name_without_a_word_of_houses_may_be_one():
    assert of(UNTOLD, None) == []
