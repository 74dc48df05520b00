-- One row a stage that a lead was given, under the id the lead has today.
-- reads: core.contact, core.opening, core.opportunity, lead_alias, person_alias, raw.journal
-- makes: core.stage, lead_helper
create or replace table core.stage as
select
    coalesce(l.lead_id, j.subject) as lead_id,
    j.object as stage,
    j.said_at,
    coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date) as "on",
    j.detail ->> 'note' as note,
    coalesce(o.title, j.detail ->> 'title') as title, coalesce(o.employer_name, j.detail ->> 'employer') as employer,
    row_number() over (partition by coalesce(l.lead_id, j.subject) order by j.said_at desc, j.object, j.detail) as n
from raw.journal j
left join lead_alias l on l.id = j.subject
left join core.opportunity o on o.opportunity_id = l.lead_id
where j.verb = 'stage';

-- One row a person who had to do with a lead: whom the user asked, and who helped, with how and since when.
create or replace temp table lead_helper as
with part as (
    select
        lead_id, person_id, said_at, "on",
        helped,
        helped is not null as has_helped, ask
    from core.contact
    where lead_id is not null
    union all by name
    select
        l.lead_id,
        a.person_id,
        j.said_at,
        coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date) as "on",
        'opening' as helped,
        true as has_helped
    from raw.journal j
    join person_alias a on a.id = j.subject or list_contains(cast(j.detail -> 'ids' as text[]), a.id)
    join core.opening o on o.posting_id = 'tip:' || tip_id(j.subject, j.object, j.detail)
    join lead_alias l on l.id = short_id(o.posting_id)
    where j.verb = 'tip'
),
asked as (
    select lead_id, person_id, min(said_at) as asked_at, max("on") as asked_on
    from part
    where ask is not null
    group by all
)
select
    p.lead_id,
    p.person_id,
    arg_max(p.helped, (p.said_at, p.helped)) filter (p.has_helped) as helped,
    any_value(a.asked_on) as asked_on,
    -- Asked, and in contact about it again: an answer.
    min(p.said_at) filter (p.has_helped or (p.ask is null and p.said_at > a.asked_at)) as helped_at,
    helped_at is not null as has_helped
from part p
left join asked a using (lead_id, person_id)
group by p.lead_id, p.person_id;
