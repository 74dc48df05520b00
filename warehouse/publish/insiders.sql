-- One row a person in reach of an opening, by the strongest relation; what may be asked today.
-- reads: core.asking, core.insider
-- makes: main.insiders
select
    i.opportunity_id, i.person_id, i.person, i.relation, i.via_person_id, i.path, case when a.person_id is null then i.ask else a.ask end as ask,
    i.strength, i.confidence, case when a.person_id is null then i.caution else a.caution end as caution, i.evidence
from core.insider i
left join core.asking a using (opportunity_id, person_id)
order by i.opportunity_id, i.strength desc, i.person_id
