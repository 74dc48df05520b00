-- One row an organisation that a register knows, with its names: the newest list names a hospital, older ones give former names.
create or replace temp table hospital as
with listed as (
    select ccn, name, street, city, state, postal_code, county, hospital_type, vintage, 'cms' as source, null as system_id
    from register_hospital
    union all
    select ccn, name, street, city, state, postal_code, null, null, vintage, 'ahrq', system_id from register_linkage where ccn is not null
),
newest as (
    select max(vintage) as vintage from register_hospital
)
select
    'ccn:' || ccn as organisation_id,
    arg_max(name, (source = 'cms', vintage)) as name,
    arg_max(street, (source = 'cms', vintage)) as street,
    arg_max(city, (source = 'cms', vintage)) as city,
    arg_max(state, (source = 'cms', vintage)) as state,
    arg_max(postal_code, (source = 'cms', vintage)) as postal_code,
    arg_max(county, vintage) filter (county is not null) as county,
    arg_max(hospital_type, vintage) filter (hospital_type is not null) as hospital_type,
    bool_or(source = 'cms' and vintage = (select vintage from newest)) or (select vintage from newest) is null as is_current,
    arg_max(system_id, vintage) filter (system_id is not null) as system_id
from listed
group by ccn;

insert into core.organisation
select organisation_id, name, 'hospital', city, state, postal_code, null, null, null, 'sys:' || system_id,
    case when is_current then 'cms' else 'former list' end
from hospital;

insert into core.organisation
select
    'sys:' || system_id, arg_max(system_name, vintage), 'system', arg_max(system_city, vintage), arg_max(system_state, vintage),
    null, null, null, null, null, 'ahrq'
from register_linkage
where system_id is not null and system_name is not null
group by system_id;

insert into core.organisation_alias
select 'ccn:' || ccn, name, 'cms', null, case when vintage < (select max(vintage) from register_hospital) then make_date(left(vintage, 4)::integer, 12, 31) end, false
from register_hospital
union
select 'ccn:' || ccn, name, 'ahrq', null, null, false from register_linkage where ccn is not null
union
select 'sys:' || system_id, system_name, 'ahrq', null, null, false from register_linkage where system_id is not null and system_name is not null
union
select 'sys:' || system_id, parent_name, 'ahrq', null, null, false from register_linkage where system_id is not null and parent_name is not null;
