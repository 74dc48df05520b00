-- One row a person in reach of an opening, by the strongest relation; what may be asked today.
-- reads: core.asking, core.insider
-- makes: main.insiders
with insider as (
    select
        i.* exclude (ask, cautions), case when a.person_id is null then i.ask else a.ask end as ask,
        case when a.person_id is null then i.cautions else a.cautions end as cautions
    from core.insider i
    left join core.asking a using (opportunity_id, person_id)
),
-- Words are asked for once, of the best way and the others together: to plan them takes longer than to say them.
worded as (
    select
        *, list_transform(list_concat([path], other_paths), lambda p: path_words(p)) as ways,
        evidence_list(list_concat(evidence, other_evidence)) as told
    from insider
)
select
    opportunity_id, person_id, person, relation, via_person_id, ways[1] as path, ask, strength, confidence,
    cautions_words(cautions) as caution,
    told[1:len(evidence)] || list_transform(ways[2:], lambda w: 'also: ' || w) || told[len(evidence) + 1:] as evidence,
    list_transform(cautions, lambda c: c.code) as cautions
from worded
order by opportunity_id, strength desc, person_id
