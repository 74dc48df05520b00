"""Which postings are one opening: copies across boards and agencies, reposts, retitled copies."""

import duckdb

from curbside.warehouse import model

TITLE_NOISE = (
    "a an and at by for in near of on or the to with physician physicians md do job jobs opening openings opportunity"
    " opportunities position positions role needed wanted seeking seeks hiring sought join our be bc eligible certified"
    " board full time fulltime new us usa immediate available now practice doctor sign signing bonus loan repayment salary"
    " competitive great excellent"
).split()
# Words of a title that make it another job, whatever else is alike …
TITLE_RANK = (
    "director chief chair chairman chairperson head lead leader president dean vice night nights nocturnist overnight weekend"
    " pediatric pediatrics neonatal geriatric research fellow fellowship resident assistant associate"
).split()
# … and those that do unless the text is a copy: boards leave them out.
TITLE_ROLE = (
    "academic interventional invasive noninvasive telehealth telemedicine remote teleradiology professor instructor inpatient"
    " outpatient ambulatory child adolescent part prn"
).split()
# Chosen with benchmarks/match_openings.py on tests/labelled/openings.csv.
THRESHOLDS = {
    "text_copy": 0.92,
    "text_same": 0.8,
    "text_alike": 0.8,
    "text_apart": 0.72,
    "text_twice": 0.85,
    "title_same": 0.75,
}


def build(con: duckdb.DuckDBPyConnection) -> None:
    """Derive core.opening, core.duplicate and core.opportunity anew from core.posting and core.mention_match."""
    con.execute("set variable title_noise = ?", [TITLE_NOISE])
    con.execute("set variable title_rank = ?", [TITLE_RANK])
    con.execute("set variable title_role = ?", [TITLE_RANK + TITLE_ROLE])
    model.run(con, "opening", THRESHOLDS)
