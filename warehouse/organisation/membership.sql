-- One row a hospital that is in a system, or a system, and the day on which that was last known: the newest list, what
-- became of the hospital since, or that its whole system still stands.
-- reads: core.organisation, hospital, hospital_site, linkage, renumbered, succession, system_change
-- makes: core.membership, former_system
-- changes: core.organisation, core.organisation_alias, core.system_today
-- after: practice
create or replace table core.membership as
with listed as (
    select 'ccn:' || ccn as organisation_id, max(try_cast(left(vintage, 4) as integer)) as year
    from linkage where ccn is not null and system_id is not null group by ccn
),
-- What a hospital joined or left after the list, or in its year: its sale beats the list.
moved as (
    select
        'ccn:' || coalesce(heir, ccn) as organisation_id, try_cast(year as integer) as year,
        case when kind = 'joined' then coalesce('sys:' || to_id, well_known_id(to_name)) end as system_id
    from system_change
    left join renumbered using (ccn)
    where kind in ('joined', 'left') and exists (from linkage)
    qualify row_number() over (partition by coalesce(heir, ccn) order by year desc) = 1
),
told as (
    select
        h.organisation_id, m.year >= coalesce(l.year, 0) as has_moved, l.year as listed_in, m.year as moved_in,
        case when m.year >= coalesce(l.year, 0) then m.system_id else 'sys:' || h.system_id end as system_id
    from hospital h
    left join listed l using (organisation_id)
    left join moved m using (organisation_id)
),
sure as (
    select coalesce(s.heir_id, 'sys:' || c.from_id) as system_id, max(try_cast(c.year as integer)) as year
    from system_change c
    left join succession s on s.system_id = 'sys:' || c.from_id
    where c.kind = 'confirmed'
    group by all
),
doubted as (select 'ccn:' || ccn as organisation_id from system_change where kind = 'doubted'),
heir as (
    select t.organisation_id, coalesce(s.heir_id, t.system_id) as system_id, t.has_moved, greatest(
        make_date(t.listed_in, 12, 31), case when t.has_moved then make_date(t.moved_in, 7, 1) end,
        make_date(s.year, 7, 1)
    ) as known_on
    from told t left join succession s using (system_id)
)
select h.organisation_id, h.system_id, h.has_moved, greatest(
    h.known_on, case when d.organisation_id is null and h.system_id is not null then make_date(u.year, 7, 1) end
) as known_on
from heir h
left join sure u using (system_id)
left join doubted d using (organisation_id)
union all
select
    coalesce(s.heir_id, 'sys:' || l.system_id), null, false,
    greatest(make_date(max(try_cast(left(l.vintage, 4) as integer)), 12, 31), make_date(max(u.year), 7, 1))
from linkage l
left join succession s on s.system_id = 'sys:' || l.system_id
left join sure u on u.system_id = coalesce(s.heir_id, 'sys:' || l.system_id)
where l.system_id is not null
group by all;

-- An owner whose hospitals are all somebody else's today is none: its names are its one hospital's, or nobody's.
create or replace temp table former_system as
select s.organisation_id, case when count(*) = 1 then any_value(h.organisation_id) end as hospital_id
from core.organisation s
join hospital h on 'sys:' || h.system_id = s.organisation_id
where s.organisation_id not in (select system_id from core.membership where system_id is not null)
group by s.organisation_id;
delete from core.organisation_alias where organisation_id in (
    select organisation_id from former_system where hospital_id is null);
update core.organisation_alias a set organisation_id = f.hospital_id
from former_system f where f.organisation_id = a.organisation_id;
delete from core.organisation where organisation_id in (select organisation_id from former_system);

-- A house under another's number is where that one is.
insert into core.membership
select s.organisation_id, m.system_id, m.has_moved, m.known_on
from core.membership m join hospital_site s on s.main_id = m.organisation_id;

update core.organisation o set system_id = m.system_id
from core.membership m
where m.organisation_id = o.organisation_id and o.kind = 'hospital';
insert into core.system_today
select organisation_id, system_id from core.membership
where (has_moved or organisation_id like 'site:%') and system_id is not null;
