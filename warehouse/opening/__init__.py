"""Which postings are one opening: copies across boards and agencies, reposts, retitled copies."""

import duckdb

from curbside.vocabulary.states import STATES
from curbside.warehouse import model

TITLE_NOISE = (
    "a an and at by for in near of on or the to with physician physicians md do job jobs opening openings opportunity"
    " opportunities position positions role needed wanted seeking seeks hiring sought join our be bc eligible certified"
    " board full time fulltime new us usa immediate available now practice doctor sign signing bonus loan repayment salary"
    " competitive great excellent medicine dha esep mp"  # to whom a federal vacancy is announced
).split()
# "western Minnesota", "northeast Georgia"; West Virginia is none
COMPASS = "(?:(?:north|south)(?:east|west)?(?:ern)?|east(?:ern)?|western|central|(?:north|south|east|west) central)"
REGION = rf"\b{COMPASS} (?:{'|'.join(STATES.values()).lower()})\b"
# Words of a title that make it another job, whatever else is alike …
TITLE_RANK = (
    "director chief chair chairman chairperson head lead leader president dean vice night nights nocturnist nocturnal overnight weekend"
    " pediatric pediatrics neonatal geriatric research fellow fellowship resident assistant associate"
).split()
# … and those that do unless the text is a copy: boards leave them out.
TITLE_ROLE = (
    "academic interventional invasive noninvasive telehealth telemedicine remote teleradiology professor instructor inpatient"
    " outpatient ambulatory child adolescent part prn"
).split()
# Work within one specialty: where one title and its text alone say such a word, it is another job.
TITLE_WORK = (
    "bariatric breast colorectal trauma vascular thoracic endocrine transplant robotic burn wound hyperbaric stroke epilepsy headache"
    " movement neuromuscular behavioral spine hand foot ankle shoulder hip knee joint sports retina cornea glaucoma oculoplastics"
    " structural electrophysiology imaging echocardiography prevention hepatology endoscopy motility mammography body msk cardiac obstetric"
    " regional consultation liaison ect addiction forensic emergency sleep palliative hospice laborist urogynecology infertility"
    " weekends weekdays ob oncology stones andrology dialysis cytopathology hematopathology rhinology otology laryngology mohs laser"
).split()
# Words of a title in a faculty; "assistant" and "associate" are such beside "professor".
TITLE_FACULTY = "assistant associate professor instructor".split()
# Specialties under which boards file one advertisement several times: it asks for any physician of first contact.
PRIMARY_CARE = ("207Q00000X", "207R00000X", "208000000X", "208D00000X", "261QU0200X", "207RG0300X", "207QG0300X")
# … and what such an advertisement calls the work: stems, as `title_stem()` leaves them.
PRIMARY_WORK = "primar urgent acute clin pediatr walk coverage outpatient assessment visit house nurs".split()
# Words and numbers of a short text that any could have.
BRIEF_NOISE = (
    TITLE_NOISE
    + "is are was be our we you your they their this that these will as from it its has have per who which all any no not"
    " can may more most if than then out about client hospital clinic center centre medical health healthcare group practice care"
    " system team provider providers patient patients service services adds add adding year years day days week weeks"
    " month months monthly schedule benefits pay base state city town area department program"
    " hospitals care facility great excellent opportunity seek needs need reference ref req requisition 1 2".split()
)
# Chosen with benchmarks/match_openings.py on tests/labelled/openings.csv.
THRESHOLDS = {
    "text_copy": 0.92,
    "text_same": 0.8,
    "text_alike": 0.8,
    "text_apart": 0.72,
    "text_twice": 0.85,
    "title_same": 0.75,
    "brief_same": 0.5,
    # Postings of a key beyond which only its nearest neighbours are compared, and how many are otherwise.
    "crowd": 400,
    "few": 5,
    "neighbours": 20,
}

DESCRIBED = ("opening/opportunity", "opening/review")  # the files that read when a posting was seen


def variables(con: duckdb.DuckDBPyConnection) -> None:
    """Set the word lists that the SQL reads."""
    con.execute("set variable title_region = ?", [REGION])
    con.execute("set variable title_noise = ?", [TITLE_NOISE])
    con.execute("set variable title_rank = ?", [TITLE_RANK])
    con.execute("set variable title_role = ?", [TITLE_RANK + TITLE_ROLE])
    con.execute("set variable title_faculty = ?", [TITLE_FACULTY])
    con.execute("set variable title_work = ?", [TITLE_WORK])
    con.execute("set variable primary_care = ?", [PRIMARY_CARE])
    con.execute("set variable primary_work = ?", [PRIMARY_WORK])
    con.execute("set variable brief_noise = ?", [BRIEF_NOISE])


def build(con: duckdb.DuckDBPyConnection) -> None:
    """Derive core.opening, core.duplicate and core.opportunity anew from core.posting and core.mention_match."""
    variables(con)
    model.run(con, "opening", THRESHOLDS)


def describe(con: duckdb.DuckDBPyConnection) -> None:
    """What each opening says, from groups that `build` made on an earlier day and that stand as they were."""
    for name in DESCRIBED:
        model.execute(con, name)
