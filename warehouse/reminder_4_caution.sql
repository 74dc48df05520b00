-- One row a reason to think twice before asking a person for anything. `rule`: bad, cold, often, group or word.
create or replace table core.caution as
with asked as (
    select c.*, p.name from core.contact c join core.person p using (person_id)
    where c.ask in ('opening', 'scoop', 'good-word', 'introduction') and c."on" <= getvariable('today')
),
often as (
    select person_id, count(*) as times, list_sort(list("on")) as days
    from asked
    where "on" > getvariable('today') - 30
    group by person_id
    having count(*) >= 2
),
today as (
    select distinct a.person_id as asked_id, a.name, a.ask, a.lead_id, i.person_id
    from asked a
    join core.insider i on i.opportunity_id = a.lead_id and i.person_id <> a.person_id and i.relation <> 'in the market'
    where a."on" = getvariable('today')
)
select person_id, 'bad' as rule, 'last contact, on ' || mood_on || ', went badly: make up first' as caution from acquaintance where mood = 'bad'
union all
select person_id, 'cold', 'gone cold since ' || year(last_on) || ': reconnect first' from acquaintance where is_cold
union all
select person_id, 'word', 'your word: do not ask' from acquaintance where is_off_limits
union all
select person_id, 'often', 'asked twice within 30 days (' || array_to_string(list_distinct(days), ', ') || '): wait until ' || (days[-2] + 30) from often
union all
select person_id, 'group', 'you asked ' || string_agg(distinct name || ' for ' || ask, ', ' order by name || ' for ' || ask) || ' in the same group today: ask one of them a day'
from today group by person_id;
