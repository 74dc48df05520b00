-- One row a tie between a person and the user (`me`) or another person.
-- reads: core.shared_time, core.tie
-- makes: main.ties
with shared as (
    select
        person_id, case kind when 'work' then 'worked together' else 'trained together' end as kind,
        list({'course': case when kind = 'training' then course end, 'place': my_place, 'since': since, 'until': until,
            'is_sure': not is_vague} order by
                core.shared_time.together, course, since, until, is_vague) as together
    from core.shared_time
    group by all
)
select t.person_id, t.other_id, t.kind, t.strength, t.last_contact, evidence_list(t.evidence) as evidence, s.together
from core.tie t
left join shared s on s.person_id = t.person_id and s.kind = t.kind and t.other_id = 'me'
order by all
