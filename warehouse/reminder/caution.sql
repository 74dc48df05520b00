-- One row a reason to think twice before asking a person for anything. `rule`: bad, cold, often, group, waiting,
-- refused, deceased, helped, interviewing, later, skip or word. `lead_id`: about one lead alone.
-- reads: acquaintance, core.ask, core.insider, core.opportunity, core.organisation, core.person, core.stage, put_off
-- makes: core.caution, lead_group
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
    select person_id, list_sort(list(asked_on)) as days
    from core.ask
    where asked_on > getvariable('today') - 30
    group by person_id
    having count(*) >= 2
),
open as (
    select a.person_id as asked_id, p.name, a.ask, a.lead_id, coalesce(g."group", a."group") as "group", a.asked_on
    from core.ask a
    join core.person p using (person_id)
    left join lead_group g using (lead_id)
    where a.state = 'asked'
),
-- Of one group one person is asked at a time.
grouped as (
    select i.person_id, i.opportunity_id as lead_id, o.name, o.ask, o.asked_on
    from open o
    join lead_group g on g."group" = o."group"
    join core.insider i
        on
            i.opportunity_id = g.lead_id
            and coalesce(i.via_person_id, i.person_id) <> o.asked_id
            and i.relation <> 'in the market'
),
full_hands as (
    -- Two asks at a time, or one that is about no place in particular, are all that a person is asked.
    select asked_id as person_id, max(asked_on) as asked_on
    from open
    group by asked_id
    having count(*) >= 2 or bool_or("group" is null)
),
waiting as (
    select o.asked_id as person_id, g.lead_id, o.asked_on
    from open o
    join lead_group g on g."group" = o."group"
    where o.asked_id not in (select person_id from full_hands)
    union all
    select person_id, null, asked_on from full_hands
),
-- A no is about the group (of no lead and no group: about any), and holds for half a year.
refused as (
    select a.person_id, coalesce(g.lead_id, a.lead_id) as lead_id, max(a.state_on) as refused_on
    from core.ask a
    left join lead_group own on own.lead_id = a.lead_id
    left join lead_group g on g."group" = coalesce(own."group", a."group")
    where a.state = 'said no' and a.state_on > getvariable('today') - 180
    group by a.person_id, coalesce(g.lead_id, a.lead_id)
)
select person_id, 'bad' as rule, said('bad', [null, mood_on::text]) as caution, null::text as lead_id
from acquaintance where mood = 'bad'
union all
select person_id, 'cold', said('cold', [year(last_on)]), null from acquaintance where is_cold
union all
select person_id, 'word', said('word', []), null from acquaintance where is_off_limits
union all
select person_id, 'deceased', said('deceased', []), null from acquaintance where is_dead
union all
select
    person_id, 'often',
    said('often', [array_to_string(list_sort(list_distinct(days[-2:])), ', '), (days[-2] + 30)::text]), null
from often
union all
select person_id, 'waiting', said('waiting', [max(asked_on)::text]), lead_id from waiting group by person_id, lead_id
union all
select person_id, 'refused', said('refused', [refused_on::text]), lead_id from refused
union all
select
    person_id, 'helped', said('helped', [arg_max(helped, (state_on, said_at, helped)), max(state_on)::text]), lead_id
from core.ask
where state in ('helped', 'thanked') and lead_id is not null
group by person_id, lead_id
union all
-- Whoever decides about the user is asked nothing about the place while they do.
select i.person_id, 'interviewing', said('interviewing', []), i.opportunity_id
from core.insider i
join core.stage s on s.lead_id = i.opportunity_id and s.n = 1 and s.stage in ('interview', 'offer')
where i.relation in ('decision maker', 'named in the posting')
union all
select
    person_id, case when is_never then 'skip' else 'later' end,
    case when is_never then said('skip', []) else said('later', [until::text]) end, lead_id
from put_off
where is_never or until > getvariable('today')
union all
select
    person_id,
    'group',
    said('group', [
        string_agg(distinct name || ' ' || ask_words(ask), ', ' order by name || ' ' || ask_words(ask)),
        max(asked_on)::text
    ]),
    lead_id
from grouped group by person_id, lead_id;
