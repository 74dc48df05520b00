-- One row a thing to do for a relationship: one a person, kind and lead, gone when it was done or a contact settled it.
delete from core.reminder;
insert into core.reminder
with open as (
    select c.*
    from cause c
    left join core.person p using (person_id)
    where c.due_on is not null and (c.person_id is null or p.person_id is not null)
        and not exists (
            from done_word d
            where (d.person_id = c.person_id or d.lead_id = c.lead_id) and coalesce(d.kind, c.kind) = c.kind and d.said_at > c.said_at)
        and not exists (
            from core.contact k
            where k.person_id = c.person_id and k.said_at > c.said_at and k."on" >= c.settled_from
                and (c.kind <> 'make up' or k.mood is distinct from 'bad')
                and (c.kind not in ('thank', 'close out') or k.ask is null))  -- whoever is asked for more is not thanked yet
),
once as (
    -- Of several reasons to do the same for one person the latest is told.
    select * from open
    qualify row_number() over (partition by person_id, kind, case when kind = 'follow up' then null else lead_id end, person_id is null, case when person_id is null then lead_id end
        order by rank desc, said_at desc, reason) = 1
),
every as (
    select due_on, person_id, kind, reason, lead_id from once
    union all by name
    select due_on, person_id, kind, reason, lead_id from upkeep
    where person_id not in (select person_id from once where person_id is not null)
)
select
    e.due_on, e.person_id, coalesce(p.name, 'recruiter' || coalesce(' of ' || o.employer_name, '')), e.kind, e.reason, e.lead_id
from every e
left join core.person p using (person_id)
left join core.opportunity o on o.opportunity_id = e.lead_id
where e.due_on <= getvariable('today') + 14 or e.reason like 'you promised%';
