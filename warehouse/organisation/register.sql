-- One row an organisation that a register knows, with its names: the newest list names a hospital, older ones give
-- former names.
-- reads: hospital_alias, hospital_campus, linkage, raw.register_hospital, raw.register_ror_name, renumbered
-- reads: system_alias, town, word_stems()
-- makes: hospital, hospital_site, ror
-- changes: core.organisation, core.organisation_alias
create or replace temp table hospital as
with listed as (
    select ccn, name, street, city, state, postal_code, county, hospital_type, vintage, 'cms' as source,
        null as system_id
    from raw.register_hospital
    union all
    select ccn, name, street, city, state, postal_code, null, null, vintage, 'ahrq', system_id from linkage
        where ccn is not null
),
newest as (
    select max(vintage) as vintage from raw.register_hospital
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
    bool_or(source = 'cms' and vintage = (select vintage from newest))
        or (select vintage from newest) is null as is_current,
    arg_max(system_id, vintage) filter (system_id is not null) as system_id
from listed
group by ccn;

-- Houses that run under another hospital's number: Shadyside and Presbyterian are one to CMS, and two to who works
-- there.
create or replace temp table hospital_site as
select concat('site:', ccn, '/', site) as organisation_id, h.organisation_id as main_id, c.name, c.city, h.state
from hospital_campus c
join hospital h on h.organisation_id = 'ccn:' || c.ccn and h.is_current;
insert into core.organisation
select organisation_id, name, 'hospital', city, state, null, null, null, null, null, 'cms' from hospital_site;
insert into core.organisation_alias select organisation_id, name, 'from memory', false from hospital_site;

insert into core.organisation
select organisation_id, name, 'hospital', city, state, postal_code, null, null, null, 'sys:' || system_id,
    case when is_current then 'cms' else 'former list' end
from hospital;

insert into core.organisation
select
    'sys:' || system_id, arg_max(system_name, vintage), 'system', arg_max(system_city, vintage),
        arg_max(system_state, vintage),
    null, null, null, null, null, 'ahrq'
from linkage
where system_id is not null and system_name is not null
group by system_id;

-- A former name of a site, in an older list, is the site's.
insert into core.organisation_alias
select 'ccn:' || ccn, name, source, false
from (
    select ccn, name, 'cms' as source from raw.register_hospital
    union
    select ccn, name, 'ahrq' from linkage where ccn is not null
)
where (ccn, name_key(name)) not in (
    select (split_part(a.ccn, '/', 1), name_key(alias)) from hospital_alias a where contains(a.ccn, '/')
    union all
    select (ccn, name_key(name)) from hospital_campus
)
union
select 'sys:' || system_id, system_name, 'ahrq', false from linkage where system_id is not null
    and system_name is not null
union
select 'sys:' || system_id, parent_name, 'ahrq', false from linkage where system_id is not null
    and parent_name is not null;

-- Schools and hospitals of the research register; companies, funders and laboratories employ no physicians to speak of.
create or replace temp table ror as
select
    ror_id, display_name, any_value(regexp_replace(city, ', [A-Z]{2}$', '')) as city,
    -- where the register leaves out the state, the one that nearly all who live in a town so called live in
    coalesce(any_value(upper(right(region, 2))) filter (region <> ''),
        any_value(town.state) filter (share >= 0.9)) as state, any_value(types) as types
from raw.register_ror_name
left join town on town.town = word_stems(place_key(city)) and share >= 0.9
where types like '%education%' or types like '%healthcare%'
    or (types not like '%company%' and regexp_matches(lower(display_name),
        'hospital|medic|health|clinic|cancer|veterans|university|national institute|research (institute|center)'))
group by ror_id, display_name;

insert into core.organisation
select
    'ror:' || ror_id, display_name,
    case
        -- "Community Health Systems - Quillmoor Medical Center": the owner stands before its house
        when regexp_matches(lower(display_name), 'systems? - .') then 'hospital'
        when regexp_matches(lower(display_name),
            'health (care )?system|health network|^university of .* health$|healthcare system')
            and not regexp_matches(lower(display_name), 'school of') then 'system'
        when types like '%healthcare%' and regexp_matches(lower(display_name), 'hospital|medical cent')
            or regexp_matches(lower(display_name), '^university of .* health ?care$') then 'hospital'
        when types like '%education%' or regexp_matches(lower(display_name),
            'school of|college of|university$|^university|medical school') then 'school'
        when types like '%healthcare%' then 'hospital' else 'group'
    end,
    city, state, null, null, null, null, null, 'ror'
from ror;

insert into core.organisation_alias
select distinct 'ror:' || ror_id, name, 'ror ' || ror_id, name_types = 'acronym'
    or length(name_key(name)) < 4
from raw.register_ror_name
where ror_id in (select ror_id from ror) and length(name_key(name)) >= 2;

-- Names that everybody knows and no register has.
insert into core.organisation
select distinct on (name) well_known_id(name), name, kind, null, null, null, null, null, null, null, 'curbside'
from system_alias;

insert into core.organisation_alias
select well_known_id(name), unnest([name, alias]), 'curbside', false from system_alias;

-- Former and spoken names of hospitals, from memory, that no register gives: they hold where the register has that
-- number.
insert into core.organisation_alias
select organisation_id, unnest([alias] || case when organisation_id like 'site:%'
    and not regexp_matches(alias, '(?i)hosp|center|campus|institute|clinic') then [alias || ' Hospital'] else [] end),
    'from memory', false
from (
    select coalesce(heir, ccn) as ccn, alias from hospital_alias left join renumbered using (ccn)
)
join (from hospital select organisation_id union all from hospital_site select organisation_id)
    on organisation_id = case when contains(ccn, '/') then 'site:' else 'ccn:' end || ccn;
