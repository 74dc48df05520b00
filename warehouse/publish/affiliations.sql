-- One row a place where a person works, worked or trained.
-- reads: core.affiliation
-- makes: main.affiliations
select distinct
    person_id, organisation_id, organisation_name, kind, title, start_year, end_year, is_current, confidence, source
from core.affiliation order by all
