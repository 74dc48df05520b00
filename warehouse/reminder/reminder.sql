-- One row a thing to do for a relationship: one a person, kind, cause and lead, gone when it was done or a contact
-- settled it.
-- reads: acquaintance, cause, core.contact, core.opportunity, core.person, done_word, put_off, upkeep
-- makes: core.reminder
create or replace table core.reminder as
with open as (
    select c.*
    from cause c
    left join core.person p using (person_id)
    left join acquaintance a using (person_id)
    where c.due_on is not null and c.since <= getvariable('today') and (c.person_id is null or p.person_id is not null)
        and a.is_dead is not true
        -- Whom the user leaves alone is owed only what was promised since.
        and (a.is_off_limits is not true or (c.about = 'promise' and c.said_at > a.labelled_at))
        and not exists (
            from done_word d
            where
                (d.person_id = c.person_id or d.lead_id = c.lead_id)
                and coalesce(d.kind, c.kind) = c.kind
                and d.said_at > c.said_at
                and (d.about is null or (d.about = c.about and d.about_lead is not distinct from c.lead_id)))
        and not exists (
            from core.contact k
            where k.person_id = c.person_id and k."on" >= c.settled_from and k."on" <= getvariable('today')
                -- Headers carry their own time; the user's word may come days after.
                and (k.said_at > c.said_at or (k.source <> 'journal' and k."on" > c.since))
                and (c.kind <> 'make up' or k.mood is distinct from 'bad')
                -- whoever is asked for more is not thanked yet
                and (c.kind not in ('thank', 'close out') or k.ask is null))
),
once as (
    select * from open
    qualify
        row_number() over (partition by person_id, kind, about, lead_id order by rank desc, said_at desc, reason) = 1
),
every as (
    select due_on, person_id, kind, reason, lead_id, about from once
    union all by name
    select due_on, person_id, kind, reason, lead_id, about from upkeep
    where person_id not in (select person_id from once where person_id is not null)
)
select
    greatest(e.due_on, (
        select max(u.until)
        from put_off u
        where u.person_id = e.person_id and (u.lead_id is null or u.lead_id = e.lead_id)
    )) as due_on,
    e.person_id,
    coalesce(p.name, 'recruiter' || coalesce(' of ' || o.employer_name, '')) as person,
    e.kind,
    e.reason,
    e.lead_id,
    e.about
from every e
left join core.person p using (person_id)
left join core.opportunity o on o.opportunity_id = e.lead_id
where e.due_on <= getvariable('today') + 14 or e.about = 'promise';
