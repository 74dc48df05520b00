-- One row a person in reach of an opening, by the strongest relation.
select
    opportunity_id, person_id, person, relation, via_person_id, path, ask, strength, confidence, caution, evidence
from core.insider order by opportunity_id, strength desc, person_id
