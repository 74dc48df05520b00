-- One row a reason to think twice before asking a person for anything. `rule`: bad, cold, often, group or word.
-- reads: acquaintance, core.contact, core.insider, core.opportunity, core.organisation, core.person
-- makes: asked, core.caution, lead_group
create or replace temp table asked as
select c.*, p.name
from core.contact c
join core.person p using (person_id)
where c.ask in ('opening', 'scoop', 'good-word', 'introduction') and c."on" <= getvariable('today');

-- The group that an opening belongs to: the system of its employer, else the employer as the posting calls it.
create or replace temp table lead_group as
select
    o.opportunity_id as lead_id,
    coalesce(
        g.system_id,
        g.parent_id,
        g.organisation_id,
        trim(regexp_replace(lower(o.employer_name), '[^\pL\pN_]+', ' ', 'g'))
    ) as "group"
from core.opportunity o
left join core.organisation g on g.organisation_id = o.organisation_id
where o.status = 'open';

create or replace table core.caution as
with often as (
    select person_id, list_sort(list("on")) as days
    from asked
    where "on" > getvariable('today') - 30
    group by person_id
    having count(*) >= 2
),
today as (
    select distinct a.person_id as asked_id, a.name, a.ask, coalesce(a."group", g."group") as "group"
    from asked a
    left join lead_group g using (lead_id)
    where a."on" = getvariable('today')
),
grouped as (
    select i.person_id, i.opportunity_id as lead_id, t.name, t.ask
    from today t
    join lead_group g on g."group" = t."group"
    join core.insider i on i.opportunity_id = g.lead_id and i.person_id <> t.asked_id and i.relation <> 'in the market'
)
select person_id, 'bad' as rule, said('bad', [null, mood_on::text]) as caution, null::text as lead_id
from acquaintance where mood = 'bad'
union all
select person_id, 'cold', said('cold', [year(last_on)]), null from acquaintance where is_cold
union all
select person_id, 'word', said('word', []), null from acquaintance where is_off_limits
union all
select person_id, 'often', said('often', [array_to_string(list_distinct(days[-2:]), ', '), (days[-2] + 30)::text]), null
from often
union all
select
    person_id,
    'group',
    said('group', [string_agg(distinct name || ' for ' || ask, ', ' order by name || ' for ' || ask)]),
    lead_id
from grouped group by person_id, lead_id;
