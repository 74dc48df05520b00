-- One row a person in reach of an opening, by the strongest relation; what may be asked today.
-- reads: core.asking, core.insider
-- makes: main.insiders
with insider as (
    select
        i.* exclude (ask, cautions), case when a.person_id is null then i.ask else a.ask end as ask,
        case when a.person_id is null then i.cautions else a.cautions end as cautions
    from core.insider i
    left join core.asking a using (opportunity_id, person_id)
)
select
    opportunity_id, person_id, person, relation, via_person_id, path_words(path) as path, ask, strength, confidence,
    cautions_words(cautions) as caution,
    evidence_list(evidence) || list_transform(other_paths, lambda p: 'also: ' || path_words(p))
        || evidence_list(other_evidence) as evidence,
    list_transform(cautions, lambda c: c.code) as cautions
from insider
order by opportunity_id, strength desc, person_id
