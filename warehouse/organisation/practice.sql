-- One row a group practice of the clinicians' register and a place of it: in its town the practice is found, not the
-- hospital.
-- reads: raw.register_practice
-- makes: practice_place
-- changes: core.organisation, core.organisation_alias
-- after: register
create or replace temp table practice_place as
select distinct 'pac:' || pac_id as organisation_id, place_key(city) as city, upper(state) as state
from raw.register_practice
where city is not null and state is not null;

-- A practice of many towns lies in none of them, one of many states in none of those.
insert into core.organisation
select
    'pac:' || pac_id, mode(name order by name), 'group',
    case when count(distinct place_key(city)) = 1 then any_value(city order by city) end,
    case when count(distinct upper(state)) = 1 then any_value(upper(state)) end,
    case when count(distinct postal_code) = 1 then any_value(postal_code) end, null, null, null, null, 'clinicians'
from raw.register_practice
group by pac_id;

insert into core.organisation_alias
select distinct 'pac:' || pac_id, name, 'clinicians', false from raw.register_practice;
