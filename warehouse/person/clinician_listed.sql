-- One row a clinician of the register who may be a contact, with what the register says; and how many share each thing.
-- reads: clinician_wanted, name_pair, raw.register_clinician, raw.register_facility_affiliation, work_field
-- makes: clinician_count, clinician_listed, usual()
-- part: clinician
create or replace temp table clinician_listed as
with wanted as (
    select
        npi, suffix, school, graduation_year, specialty, group_name, city, state, phone, hospitals
    from raw.register_clinician
    where npi in (select npi from clinician_wanted union all select substr(b, 5) from name_pair where is_listed)
),
stays as (
    select npi, list(distinct ccn) as ccns
    from (
        select npi, unnest(hospitals) as ccn from wanted
        union all
        select npi, ccn from raw.register_facility_affiliation where npi in (select npi from wanted)
    )
    group by npi
)
select
    npi, min(generation('a b ' || coalesce(suffix, ''))) as generation,
    any_value(school order by school) filter (upper(school) <> 'OTHER') as school,
    min(graduation_year) as graduation_year,
    -- What the register does not say is an empty list: it speaks neither for nor against.
    coalesce(list(distinct f.code) filter (f.code is not null), []) as codes,
    coalesce(list(distinct f.profession) filter (f.profession is not null), []) as professions,
    coalesce(list(distinct upper(state)) filter (state is not null), []) as states,
    coalesce(
        list(distinct town_key(city, state)) filter (place_key(coalesce(city, '')) <> '' and state is not null), []
    ) as towns,
    coalesce(list(distinct firm_name(group_name)) filter (name_key(coalesce(group_name, '')) <> ''), []) as groups,
    coalesce(list(distinct phone_key(phone)) filter (phone is not null), []) as phones,
    coalesce(any_value(s.ccns), []) as ccns
from wanted w
left join work_field f on f.text = w.specialty
left join stays s using (npi)
group by npi;

-- Which share of clinicians has each thing, for how little it says that two have it; a small register knows it badly,
-- and is taken with ten thousand others who are spread as usual.
create or replace macro usual(count, listed, share) as (count + 10000 * share) / (listed + 10000);
create or replace temp table clinician_count as
with one as (
    select
        npi,
        min(upper(state)) as state,
        min(school_key(school)) filter (upper(school) <> 'OTHER') as school,
        min(graduation_year) as class, min(specialty) as specialty, min(spaced_name(last_name)) as family
    from raw.register_clinician
    group by npi
),
every as (select count(*) as n from one),
stay as (
    select npi, unnest(hospitals) as ccn from raw.register_clinician
    union
    select npi, ccn from raw.register_facility_affiliation
)
select 'all' as kind, '' as value, n::double as share from every
union all
select 'state', state, usual(count(*), any_value(n), 0.02) from one, every where state is not null group by state
union all
select 'school', school, usual(count(*), any_value(n), 0.005) from one, every where school is not null group by school
union all
select 'class', class::text, usual(count(*), any_value(n), 0.02) from one, every where class is not null group by class
union all
select 'field', f.code, usual(count(*), any_value(n), 0.03)
from one
join work_field f on f.text = one.specialty, every
where f.code is not null
group by f.code
union all
select 'family', replace(replace(family, ' ', ''), '-', ''), usual(count(*), any_value(n) + 90000, 0)
from one, every
group by 2
union all
select 'house', 'ccn:' || ccn, usual(count(*), any_value(n), 0.0003) from stay, every group by ccn
union all
select 'group', name, usual(count(distinct npi), any_value(n), 0)
from (select npi, unnest(groups) as name from clinician_listed), every
group by name
union all
select 'town', town, usual(count(distinct npi), any_value(n), 0.0005)
from (select npi, town_key(city, state) as town from raw.register_clinician), every
where town in (select unnest(towns) from clinician_wanted)
group by town
union all
select 'phone', phone, usual(count(distinct npi), any_value(n), 0)
from (select npi, phone_key(phone) as phone from raw.register_clinician), every
where phone in (select unnest(phones) from clinician_wanted)
group by phone;
