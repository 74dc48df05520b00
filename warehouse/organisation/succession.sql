-- One row a system that another has become: `heir_id` is the end of the chain. The heir keeps the id and takes all
-- names.
-- reads: hospital, raw.register_linkage, system_change
-- makes: succession, young_system
-- changes: core.organisation, core.organisation_alias
-- after: practice
create or replace temp table succession as
with recursive change as (
    select
        kind, try_cast(year as integer) as year, 'sys:' || from_id as system_id,
        coalesce('sys:' || to_id, well_known_id(to_name)) as heir_id, to_name
    from system_change
    where kind in ('merged', 'renamed') and from_id in (select system_id from raw.register_linkage)
),
-- A later list has the system that took a new name under a number of its own.
listed as (
    select 'sys:' || system_id as system_id, name_key(system_name) as name, max(left(vintage, 4)) as year
    from raw.register_linkage where system_id is not null group by all
),
step as (
    select system_id, heir_id, year from change where kind = 'merged'
    union
    select c.system_id, l.system_id, c.year
    from change c
    join listed l on l.name = name_key(c.to_name) and try_cast(l.year as integer) >= c.year
    where c.kind = 'renamed' and l.system_id <> c.system_id
        and c.system_id not in (select system_id from change where kind = 'merged')
),
chain as (
    select system_id, heir_id, year, 1 as steps from step
    union all
    select c.system_id, s.heir_id, greatest(c.year, s.year), c.steps + 1
    from chain c join step s on s.system_id = c.heir_id
    where c.steps < 9 and s.heir_id <> c.system_id
)
select system_id, arg_max(heir_id, steps) as heir_id, max(year) as year from chain group by system_id;

-- A system that is younger than the lists.
create or replace temp table young_system as
select distinct on (heir_id) heir_id, to_name
from (
    select coalesce('sys:' || c.to_id, well_known_id(c.to_name)) as heir_id, c.to_name
    from system_change c
    where (c.kind = 'merged' and 'sys:' || c.from_id in (select system_id from succession))
        or (c.kind = 'joined' and 'ccn:' || c.ccn in (select organisation_id from hospital)
            and exists (from raw.register_linkage))
)
where heir_id like 'cur:%' or heir_id[5:] not in (
    select system_id from raw.register_linkage where system_id is not null
);
insert or ignore into core.organisation
select heir_id, to_name, 'system', null, null, null, null, null, null, null, 'curbside' from young_system;
insert into core.organisation_alias
select heir_id, to_name, case when heir_id like 'cur:%' then 'curbside' else 'from memory' end, false from young_system;

-- The newest name is the system's, all names lead to it, and that of a division that nobody else is called like
-- ("MercyOne"; not "Sunrise Health System", whose word many bear where the owner has other houses).
insert into core.organisation_alias
select distinct coalesce(s.heir_id, 'sys:' || c.from_id), c.to_name, 'from memory', false
from system_change c
left join succession s on s.system_id = 'sys:' || c.from_id
where c.kind in ('renamed', 'division') and c.from_id in (select system_id from raw.register_linkage);
-- What had one hospital and no more still names that ("Western Maryland Health System").
update core.organisation_alias a set organisation_id = coalesce(o.organisation_id, s.heir_id),
    source = case when o.organisation_id is null then a.source else 'from memory' end,
    unsafe = a.unsafe or o.organisation_id is not null and name_key(a.alias) in (select name_key(name) from hospital)
from succession s
left join (
    select 'sys:' || system_id as system_id, any_value(organisation_id) as organisation_id
    from hospital where system_id is not null group by all having count(*) = 1
) o on o.system_id = s.system_id
where s.system_id = a.organisation_id;
delete from core.organisation where organisation_id in (select system_id from succession);
update core.organisation o set name = c.to_name
from (
    select 'sys:' || from_id as system_id, arg_max(to_name, year) as to_name, max(year) as year
    from system_change where kind = 'renamed' group by from_id
) c
where c.system_id = o.organisation_id;
