-- One row a pair of people who are tied, with each factor and the whole.
-- reads: core.person, core.person_record, core.shared_time, core.tie, either(), faded(), lasting(), raw.journal
-- reads: repeated(), saturated(), sign_weight(), steady()
-- makes: core.bond
create or replace table core.bond as
with warmth as (
    select
        person_id, other_id,
        saturated(
            steady(sum(
                faded(sign_weight(kind, two_way), date_diff('day', last_contact, getvariable('today')))
                * repeated(count)
            ))
        ) as warmth,
        max(lasting(kind)) as standing,
        -- To be connected on LinkedIn is no contact, whatever day it bears.
        max(last_contact) filter (kind <> 'linkedin') as last_contact,
        -- Met once, on one day, and no more than that: nobody to ask for a good word yet.
        coalesce(bool_and(kind in ('met', 'note', 'linkedin', 'address book', 'roster')
            and coalesce(since, last_contact, make_date(9999, 1, 1)) >= max_contact and coalesce(count, 1) <= 1), false
            ) as is_new,
        list_sort(list_distinct(flatten(list(evidence) filter (kind not in ('trained together', 'worked together')))))
            as evidence
    from
        (
            select
                *,
                coalesce(max(last_contact) over (partition by person_id, other_id), make_date(1, 1, 1)) as max_contact
            from core.tie
        )
    group by person_id, other_id
),
overlap as (
    select person_id, saturated(steady(sum(weight))) as overlap, list_sort(list_distinct(list(together))) as together
    from core.shared_time
    group by person_id
),
mood as (
    select
        r.person_id,
        arg_max(j.detail ->> 'mood', (coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date), j.said_at,
            j.detail ->> 'mood')) as mood
    from raw.journal j
    join core.person_record r on j.subject in (r.alias_id, r.record_id)
    where j.verb = 'log' and j.detail ->> 'mood' is not null
    group by r.person_id
)
select
    w.person_id, w.other_id, w.warmth, w.standing, coalesce(o.overlap, 0) as overlap, p.label,
    case when w.other_id = 'me' then label_weight(p.label) else 0 end as label_weight,
    w.is_new and coalesce(o.overlap, 0) = 0 and label_weight(p.label) < 0.5 as is_new,
    case when m.mood = 'bad' then 0.5 else 1 end as mood_weight,
    m.mood,
    w.last_contact,
    coalesce(w.evidence, []) as evidence,
    o.together as shared,
    mood_weight * either(either(w.warmth, w.standing), either(coalesce(o.overlap, 0), label_weight)) as tie
from warmth w
join core.person p using (person_id)
left join overlap o on o.person_id = w.person_id and w.other_id = 'me'
left join mood m on m.person_id = w.person_id and w.other_id = 'me';
